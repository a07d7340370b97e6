// SPDX-License-Identifier: Apache-2.0
#include "engine/report/html_text.h"

#include "engine/base/utf8.h"

#include <algorithm>

namespace bayplan {

std::string htmlEscaped(std::string_view text)
{
    constexpr std::string_view replacement = "\xef\xbf\xbd";
    std::string escaped;
    while (!text.empty()) {
        const std::size_t bytes = utf8SequenceBytes(text);
        const char c = text.front();
        const bool isControl =
            bytes == 1 && (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) && c != '\n' && c != '\t';
        // Control characters of two bytes, U+0080 to U+009F, mean nothing in a page.
        const bool isSecond = bytes == 2 && c == '\xc2' && static_cast<unsigned char>(text[1]) < 0xa0;
        if (bytes == 0 || isControl || isSecond)
            escaped += replacement;
        else if (c == '&')
            escaped += "&amp;";
        else if (c == '<')
            escaped += "&lt;";
        else if (c == '>')
            escaped += "&gt;";
        else if (c == '"')
            escaped += "&quot;";
        else if (c == '\'')
            escaped += "&#39;";
        else
            escaped += text.substr(0, bytes);
        text.remove_prefix(std::max<std::size_t>(bytes, 1));
    }
    return escaped;
}

HtmlTable::HtmlTable(std::string caption, std::vector<std::string> headings, std::vector<std::size_t> texts)
    : m_caption(std::move(caption)), m_headings(std::move(headings)), m_texts(std::move(texts))
{
    m_texts.push_back(0);
}

void HtmlTable::add(std::vector<std::string> cells)
{
    m_rows.push_back({std::move(cells), {}});
}

void HtmlTable::mark(std::string rowClass)
{
    m_rows.back().rowClass = std::move(rowClass);
}

std::string HtmlTable::html() const
{
    if (m_rows.empty())
        return {};
    const auto isText = [&](std::size_t column) { return std::ranges::find(m_texts, column) != m_texts.end(); };
    std::string html = "<div class=\"wide\"><table>\n<caption>" + htmlEscaped(m_caption) + "</caption>\n<thead><tr>";
    for (std::size_t column = 0; column < m_headings.size(); ++column)
        html += std::string("<th scope=\"col\"") + (isText(column) ? " class=\"t\">" : ">") +
                htmlEscaped(m_headings[column]) + "</th>";
    html += "</tr></thead>\n<tbody>\n";
    for (const Row &row : m_rows) {
        html += row.rowClass.empty() ? std::string("<tr>") : "<tr class=\"" + row.rowClass + "\">";
        for (std::size_t column = 0; column < row.cells.size(); ++column) {
            const std::string tag = column == 0 ? "th" : "td";
            html += '<' + tag +
                    (column == 0      ? " scope=\"row\" class=\"t\">"
                     : isText(column) ? " class=\"t\">"
                                      : ">") +
                    htmlEscaped(row.cells[column]) + "</" + tag + '>';
        }
        html += "</tr>\n";
    }
    return html + "</tbody></table></div>\n";
}

} // namespace bayplan
