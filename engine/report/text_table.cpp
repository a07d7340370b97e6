// SPDX-License-Identifier: Apache-2.0
#include "engine/report/text_table.h"

#include <algorithm>

namespace bayplan {
namespace {

constexpr std::size_t widest = 120;
constexpr std::size_t narrowestFirst = 12;
constexpr std::size_t gap = 2;

bool startsCodePoint(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

std::string cut(const std::string &text, std::size_t columns)
{
    if (columnsOf(text) <= columns)
        return text;
    std::string kept;
    std::size_t seen = 0;
    for (const char c : text) {
        seen += startsCodePoint(c) ? 1 : 0;
        if (seen > columns - 1)
            break;
        kept += c;
    }
    return kept + "…";
}

} // namespace

std::size_t columnsOf(const std::string &text)
{
    return static_cast<std::size_t>(std::ranges::count_if(text, startsCodePoint));
}

std::string TextTable::text() const
{
    std::vector<std::size_t> widths(m_rows.front().size());
    for (const auto &row : m_rows) {
        for (std::size_t column = 0; column < row.size(); ++column)
            widths[column] = std::max(widths[column], columnsOf(row[column]));
    }
    std::size_t others = 0;
    for (std::size_t column = 1; column < widths.size(); ++column)
        others += widths[column] + gap;
    widths[0] = std::min(widths[0], std::max(narrowestFirst, widest > others ? widest - others : 0));

    std::string all;
    for (const auto &row : m_rows) {
        std::string line = cut(row[0], widths[0]);
        line.append(widths[0] - columnsOf(line), ' ');
        for (std::size_t column = 1; column < row.size(); ++column) {
            line.append(gap + widths[column] - columnsOf(row[column]), ' ');
            line += row[column];
        }
        line.erase(line.find_last_not_of(' ') + 1);
        all += line + '\n';
    }
    return all;
}

} // namespace bayplan
