// SPDX-License-Identifier: Apache-2.0
#include "engine/base/csv.h"

#include "engine/base/text.h"
#include "engine/base/units.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace bayplan {
namespace {

constexpr double mostSeconds = 4.6e9; ///< what fromSeconds() can hold

struct Field {
    std::string text;
    int column = 1; ///< from 1, in bytes, where it begins in its line
};

/// Cuts the text into lines of fields.
class CsvLines {
public:
    CsvLines(std::string_view text, std::string fileName) : m_rest(text), m_fileName(std::move(fileName))
    {
        if (m_rest.starts_with("\xef\xbb\xbf")) // the byte order mark that spreadsheets write
            m_rest.remove_prefix(3);
        const std::string_view first = m_rest.substr(0, m_rest.find('\n'));
        for (const char candidate : {',', ';', '\t'}) {
            if (first.find(candidate) != std::string_view::npos) {
                m_separator = candidate;
                return;
            }
        }
    }

    int line() const { return m_line; }
    Place place(int column) const { return {m_fileName, m_line, column, {}}; }

    /// The next line that holds something; false when there is none.
    Result<bool> next(std::vector<Field> &fields)
    {
        while (!m_rest.empty()) {
            m_line += m_linesInField;
            m_linesInField = 0;
            ++m_line;
            m_lineStart = m_rest.data();
            if (m_rest.front() == '#') {
                m_rest.remove_prefix(std::min(m_rest.find('\n'), m_rest.size() - 1) + 1);
                continue;
            }
            fields.clear();
            if (auto read = readLine(fields); !read)
                return read.error();
            if (fields.size() > 1 || !fields.front().text.empty())
                return true;
        }
        return false;
    }

private:
    Result<void> readLine(std::vector<Field> &fields)
    {
        while (true) {
            Field &field = fields.emplace_back();
            field.column = static_cast<int>(m_rest.data() - m_lineStart) + 1;
            const bool isQuoted = !m_rest.empty() && m_rest.front() == '"';
            if (const auto read = isQuoted ? readQuoted(field) : readPlain(field); !read)
                return read.error();
            if (m_rest.empty())
                return {};
            const char end = m_rest.front();
            m_rest.remove_prefix(1);
            if (end == '\n')
                return {};
        }
    }

    bool endsField() const { return m_rest.empty() || m_rest.front() == m_separator || m_rest.front() == '\n'; }

    Result<void> readPlain(Field &field)
    {
        std::size_t length = 0;
        while (length < m_rest.size() && m_rest[length] != m_separator && m_rest[length] != '\n')
            ++length;
        field.text = std::string(m_rest.substr(0, length));
        m_rest.remove_prefix(length);
        trim(field.text);
        return {};
    }

    Result<void> readQuoted(Field &field)
    {
        m_rest.remove_prefix(1);
        while (true) {
            const std::size_t quote = m_rest.find('"');
            if (quote == std::string_view::npos)
                return fail(ErrorCode::InvalidInput, "A quote is opened here and never closed.", "Add the missing \".",
                            place(field.column));
            field.text += m_rest.substr(0, quote);
            m_linesInField +=
                static_cast<int>(std::count(m_rest.begin(), m_rest.begin() + static_cast<std::ptrdiff_t>(quote), '\n'));
            m_rest.remove_prefix(quote + 1);
            if (m_rest.empty() || m_rest.front() != '"')
                break;
            field.text += '"';
            m_rest.remove_prefix(1);
        }
        if (!m_rest.empty() && m_rest.front() == '\r')
            m_rest.remove_prefix(1);
        if (!endsField())
            return fail(ErrorCode::InvalidInput, "Something stands between a closing quote and the end of its field.",
                        "Put the whole field in quotes.", place(field.column));
        return {};
    }

    static void trim(std::string &text)
    {
        const auto isBlank = [](char c) { return c == ' ' || c == '\r' || c == '\t'; };
        while (!text.empty() && isBlank(text.back()))
            text.pop_back();
        text.erase(text.begin(), std::ranges::find_if_not(text, isBlank));
    }

    std::string_view m_rest;
    std::string m_fileName;
    const char *m_lineStart = nullptr;
    char m_separator = ',';
    int m_line = 0;
    int m_linesInField = 0; ///< line breaks within quotes
};

/// Nothing when the text is no number and no duration, or too large for one.
std::optional<Duration> valueOf(const std::string &text, Duration unit)
{
    if (const auto number = parseNumber(text)) {
        const double seconds = *number * toSeconds(unit);
        return std::abs(seconds) <= mostSeconds ? std::optional(fromSeconds(seconds)) : std::nullopt;
    }
    const bool isNegative = text.starts_with('-');
    const auto duration = parseDuration(std::string_view(text).substr(isNegative ? 1 : 0));
    return duration ? std::optional(isNegative ? -*duration : *duration) : std::nullopt;
}

/// "nan", "1e400", "9999999h": no name of a column, though none of them is a value either.
bool isLikeValue(std::string_view text)
{
    if (text.starts_with('-') || text.starts_with('+'))
        text.remove_prefix(1);
    std::string word(text);
    for (char &c : word)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (word == "nan" || word == "inf" || word == "infinity")
        return true;
    const std::size_t first = word.starts_with('.') ? 1 : 0;
    if (first >= word.size() || !isDigit(word[first]))
        return false;
    const std::string unit = word.substr(std::min(word.find_first_not_of("0123456789.e+-"), word.size()));
    return trimmed(unit).empty() || parseDuration('1' + unit).has_value();
}

/// Index of the column that is meant, seen from the first line.
Result<std::size_t> columnIn(const std::vector<Field> &first, const CsvChoice &choice, const CsvLines &lines)
{
    if (choice.column.empty()) {
        if (first.size() == 1)
            return std::size_t{0};
        return fail(ErrorCode::InvalidInput, "There are " + std::to_string(first.size()) + " columns.",
                    "Name one, or give its number from 1.", lines.place(1));
    }
    if (const auto number = parseInteger(choice.column); number && *number >= 1) {
        if (static_cast<std::uint64_t>(*number) <= first.size())
            return static_cast<std::size_t>(*number - 1);
    }
    const auto named = std::ranges::find(first, choice.column, &Field::text);
    if (named != first.end())
        return static_cast<std::size_t>(named - first.begin());
    std::string names;
    for (const Field &field : first)
        names += (names.empty() ? "" : ", ") + field.text;
    return fail(ErrorCode::InvalidInput, "There is no column \"" + choice.column + "\" here.",
                "The first line has: " + names + '.', lines.place(1));
}

} // namespace

Result<CsvColumn> readDurations(std::string_view text, const std::string &fileName, const CsvChoice &choice)
{
    CsvLines lines(text, fileName);
    CsvColumn column;
    std::optional<std::size_t> index;
    std::vector<Field> fields;
    while (true) {
        const auto more = lines.next(fields);
        if (!more)
            return more.error();
        if (!*more)
            break;
        const bool isFirst = !index.has_value();
        if (isFirst) {
            const auto found = columnIn(fields, choice, lines);
            if (!found)
                return found.error();
            index = *found;
        }
        if (*index >= fields.size())
            return fail(ErrorCode::InvalidInput,
                        "This line has only " + std::to_string(fields.size()) + " of the columns.",
                        "Give every line as many as the first.", lines.place(1));
        const Field &field = fields[*index];
        const auto value = valueOf(field.text, choice.unit);
        if (!value && isFirst && !isLikeValue(field.text)) {
            column.name = field.text;
            continue;
        }
        if (!value)
            return fail(ErrorCode::InvalidInput, '"' + field.text + "\" is not a duration.",
                        "Write a number, or one with its unit like 5ms.", lines.place(field.column));
        if (column.values.size() == choice.mostValues)
            return fail(ErrorCode::LimitExceeded,
                        "There are more than " + std::to_string(choice.mostValues) + " values.", "Take fewer of them.",
                        lines.place(1));
        column.values.push_back(*value);
        column.lines.push_back(lines.line());
    }
    if (column.values.empty())
        return fail(ErrorCode::InvalidInput, "There are no values in this file.",
                    "Give one line for each, with the value in the chosen column.", {fileName, 0, 0, {}});
    return column;
}

} // namespace bayplan
