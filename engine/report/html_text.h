// SPDX-License-Identifier: Apache-2.0
// Text of HTML and of SVG within it. Whatever a name holds stays text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bayplan {

/// For text and for values of attributes in double quotes. What is no UTF-8, and control characters, become U+FFFD.
std::string htmlEscaped(std::string_view text);

/// A table with a caption; the first column is text, the others are set as figures unless `texts` names them.
class HtmlTable {
public:
    /// Headings are escaped.
    HtmlTable(std::string caption, std::vector<std::string> headings, std::vector<std::size_t> texts = {});

    /// As many cells as headings; escaped.
    void add(std::vector<std::string> cells);
    /// Classes of the row that was added last: "pass", "fail".
    void mark(std::string rowClass);

    bool empty() const { return m_rows.empty(); }
    std::string html() const; ///< nothing when it is empty

private:
    struct Row {
        std::vector<std::string> cells;
        std::string rowClass;
    };
    std::string m_caption;
    std::vector<std::string> m_headings;
    std::vector<std::size_t> m_texts;
    std::vector<Row> m_rows;
};

} // namespace bayplan
