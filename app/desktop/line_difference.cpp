// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/line_difference.h"

#include <algorithm>
#include <cstdint>

namespace bayplan {

namespace {

using LineKind = DifferenceLine::Kind;

constexpr std::size_t mostCells = 4'000'000; ///< 16 MB, some milliseconds
constexpr std::size_t linesAround = 3;

/// Lengths of the longest common subsequences of the rests of two texts.
class CommonLengths {
public:
    CommonLengths(const QStringList &before, const QStringList &after)
        : m_columns(std::size_t(after.size()) + 1), m_lengths((std::size_t(before.size()) + 1) * m_columns)
    {
        for (auto i = before.size() - 1; i >= 0; --i)
            for (auto j = after.size() - 1; j >= 0; --j)
                cell(i, j) = before[i] == after[j] ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
    }

    std::uint32_t at(qsizetype i, qsizetype j) const { return m_lengths[std::size_t(i) * m_columns + std::size_t(j)]; }

private:
    std::uint32_t &cell(qsizetype i, qsizetype j) { return m_lengths[std::size_t(i) * m_columns + std::size_t(j)]; }

    std::size_t m_columns;
    std::vector<std::uint32_t> m_lengths;
};

void appendLines(std::vector<DifferenceLine> &lines, LineKind kind, const QStringList &texts)
{
    const QChar sign = QLatin1Char(kind == LineKind::Added ? '+' : kind == LineKind::Removed ? '-' : ' ');
    for (const auto &text : texts)
        lines.push_back({kind, sign + text});
}

/// Of parts that differ in their first and last lines.
void addChanged(std::vector<DifferenceLine> &lines, const QStringList &before, const QStringList &after)
{
    if (std::size_t(before.size()) * std::size_t(after.size()) > mostCells) {
        appendLines(lines, LineKind::Removed, before);
        appendLines(lines, LineKind::Added, after);
        return;
    }
    const CommonLengths common(before, after);
    qsizetype i = 0, j = 0;
    while (i < before.size() || j < after.size()) {
        if (i < before.size() && j < after.size() && before[i] == after[j]) {
            appendLines(lines, LineKind::Same, {before[i]});
            ++i;
            ++j;
        } else if (j == after.size() || (i < before.size() && common.at(i + 1, j) >= common.at(i, j + 1))) {
            appendLines(lines, LineKind::Removed, {before[i++]});
        } else {
            appendLines(lines, LineKind::Added, {after[j++]});
        }
    }
}

/// Leaves out what is far from every change.
std::vector<DifferenceLine> aroundChanges(const std::vector<DifferenceLine> &all)
{
    std::vector<bool> wanted(all.size());
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].kind != LineKind::Same)
            for (std::size_t near = i - std::min(i, linesAround); near < std::min(all.size(), i + linesAround + 1);
                 ++near)
                wanted[near] = true;
    std::vector<DifferenceLine> shown;
    int before = 1, after = 1; // numbers of the line that comes next
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (wanted[i] && (i == 0 || !wanted[i - 1]))
            shown.push_back({LineKind::Place, QStringLiteral("@@ -%1 +%2 @@").arg(before).arg(after)});
        if (wanted[i])
            shown.push_back(all[i]);
        before += all[i].kind != LineKind::Added ? 1 : 0;
        after += all[i].kind != LineKind::Removed ? 1 : 0;
    }
    return shown;
}

} // namespace

std::vector<DifferenceLine> lineDifference(const QStringList &before, const QStringList &after)
{
    const auto shorter = std::min(before.size(), after.size());
    qsizetype head = 0, tail = 0;
    while (head < shorter && before[head] == after[head])
        ++head;
    while (tail < shorter - head && before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
        ++tail;
    std::vector<DifferenceLine> all;
    appendLines(all, LineKind::Same, before.mid(0, head));
    addChanged(all, before.mid(head, before.size() - head - tail), after.mid(head, after.size() - head - tail));
    appendLines(all, LineKind::Same, before.mid(before.size() - tail));
    return aroundChanges(all);
}

} // namespace bayplan
