// SPDX-License-Identifier: Apache-2.0
// Columns of text for people: first column to the left, figures to the right, at most 120 columns wide.
#pragma once

#include <string>
#include <vector>

namespace bayplan {

class TextTable {
public:
    explicit TextTable(std::vector<std::string> header) : m_rows{std::move(header)} {}

    /// As many cells as the header has.
    void add(std::vector<std::string> row) { m_rows.push_back(std::move(row)); }
    bool empty() const { return m_rows.size() == 1; }

    /// With a line break after each row. The first column is cut with "…" when the whole would be too wide.
    std::string text() const;

private:
    std::vector<std::vector<std::string>> m_rows;
};

/// Of UTF-8 text, one for each code point.
std::size_t columnsOf(const std::string &text);

} // namespace bayplan
