// SPDX-License-Identifier: Apache-2.0
// assertion := FIGURE [ "of" NAME ] ("<" | "<=" | ">" | ">=" | "==" | "!=") VALUE
#include "engine/report/assertion_text.h"

#include "engine/base/units.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <vector>

namespace bayplan {
namespace {

struct Word {
    std::string_view text;
    int column = 0; ///< from 1; behind the last character at the end
};

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}
bool isComparison(char c)
{
    return c == '<' || c == '>' || c == '=' || c == '!';
}

/// Words are split at blanks and around comparisons.
class Words {
public:
    explicit Words(std::string_view text) : m_text(text) {}

    Word next()
    {
        while (m_at < m_text.size() && isBlank(m_text[m_at]))
            ++m_at;
        const std::size_t begin = m_at;
        const bool comparison = m_at < m_text.size() && isComparison(m_text[m_at]);
        while (m_at < m_text.size() && !isBlank(m_text[m_at]) && isComparison(m_text[m_at]) == comparison)
            ++m_at;
        return {m_text.substr(begin, m_at - begin), static_cast<int>(begin) + 1};
    }

    /// Up to the next comparison, without blanks around it: names of links hold blanks and "->".
    Word name()
    {
        while (m_at < m_text.size() && isBlank(m_text[m_at]))
            ++m_at;
        const std::size_t begin = m_at;
        while (m_at < m_text.size() && (!isComparison(m_text[m_at]) || (m_at > 0 && m_text[m_at - 1] == '-')))
            ++m_at;
        std::size_t end = m_at;
        while (end > begin && isBlank(m_text[end - 1]))
            --end;
        return {m_text.substr(begin, end - begin), static_cast<int>(begin) + 1};
    }

    /// The rest without blanks around it.
    Word rest()
    {
        Word word = next();
        m_at = m_text.size();
        std::size_t end = m_text.size();
        while (end > 0 && isBlank(m_text[end - 1]))
            --end;
        const auto begin = static_cast<std::size_t>(word.column) - 1;
        word.text = begin < end ? m_text.substr(begin, end - begin) : std::string_view();
        return word;
    }

private:
    std::string_view m_text;
    std::size_t m_at = 0;
};

Error wrong(const Word &word, std::string message, std::string advice)
{
    return wrongAssertion(word.column, std::move(message), std::move(advice));
}

std::string quoted(std::string_view text)
{
    return '"' + std::string(text) + '"';
}

Error noFigure(const Word &figure)
{
    std::vector<std::string_view> names;
    std::string all;
    for (const FigureKind &kind : figureKinds()) {
        names.push_back(kind.name);
        all += (all.empty() ? "" : ", ") + std::string(kind.name);
    }
    if (figure.text.empty())
        return wrong(figure, "The assertion is empty.", "Write for example p99 of web < 200ms.");
    return wrong(figure, quoted(figure.text) + " is no figure of a report.",
                 didYouMean(figure.text, names) + "Known figures: " + all + '.');
}

/// What is meant by a value that does not fit, so that the sentence is about units and not about spelling.
std::string kindOfValue(const std::string &text)
{
    if (text.empty())
        return {};
    if (parseDuration(text))
        return "a duration";
    if (text.ends_with('%') && parseNumber(text.substr(0, text.size() - 1)))
        return "a percentage";
    if (text.ends_with("/s") && parseNumber(text.substr(0, text.size() - 2)))
        return "a rate";
    return parseNumber(text) ? "a plain number" : "";
}

std::string exampleOf(FigureUnit unit)
{
    switch (unit) {
    case FigureUnit::Seconds:
        return "Write a number with a unit: 200ms, 3s.";
    case FigureUnit::PerSecond:
        return "Write a rate: 100/s.";
    case FigureUnit::Fraction:
        return "Write a share: 90% or 0.9.";
    case FigureUnit::Count:
        break;
    }
    return "Write a plain number: 100.";
}

Error wrongValue(const Word &word, const FigureKind &kind)
{
    const std::string figure = quoted(kind.name) + " is " +
                               (kind.unit == FigureUnit::Seconds     ? "a time"
                                : kind.unit == FigureUnit::PerSecond ? "a rate"
                                : kind.unit == FigureUnit::Fraction  ? "a share of 0 to 100 %"
                                                                     : "a number");
    if (word.text.empty())
        return wrong(word, "A value is missing.", figure + ". " + exampleOf(kind.unit));
    const std::string what = kindOfValue(std::string(word.text));
    if (what.empty())
        return wrong(word, quoted(word.text) + " is no value.", figure + ". " + exampleOf(kind.unit));
    return wrong(word, quoted(word.text) + " is " + what + ", and " + figure + '.', exampleOf(kind.unit));
}

/// "90 %" and "100 /s" are read as "90%" and "100/s", "200 ms" as "200ms".
std::string withoutBlanks(std::string_view text)
{
    std::string result(text);
    const std::size_t blank = result.find(' ');
    const bool isOneValue =
        blank != std::string::npos && result.find_first_of("0123456789", blank) == std::string::npos;
    if (isOneValue)
        std::erase(result, ' ');
    return result;
}

Result<double> parseValue(const Word &word, const FigureKind &kind)
{
    std::string text = withoutBlanks(word.text);
    if (kind.unit == FigureUnit::Seconds) {
        const auto duration = parseDuration(text);
        return duration ? Result<double>(toSeconds(*duration)) : wrongValue(word, kind);
    }
    double scale = 1;
    if (kind.unit == FigureUnit::PerSecond && text.ends_with("/s"))
        text.resize(text.size() - 2);
    if (kind.unit == FigureUnit::Fraction && text.ends_with('%')) {
        text.pop_back();
        scale = 100;
    }
    const auto number = parseNumber(text);
    if (!number)
        return wrongValue(word, kind);
    if (kind.unit == FigureUnit::Fraction && (*number / scale < 0 || *number / scale > 1))
        return wrong(word, quoted(word.text) + " is outside of 0 to 100 %.",
                     *number > 1 && *number <= 100 && scale == 1 ? "Did you mean " + quoted(text + "%") + "?"
                                                                 : exampleOf(kind.unit));
    return *number / scale;
}

} // namespace

Error wrongAssertion(int column, std::string message, std::string advice)
{
    Place place;
    place.column = column;
    return fail(ErrorCode::InvalidInput, std::move(message), std::move(advice), place);
}

std::string didYouMean(std::string_view word, std::span<const std::string_view> names)
{
    const std::string closest = closestTo(word, names);
    return closest.empty() ? std::string() : "Did you mean " + quoted(closest) + "? ";
}

Result<AssertionText> parseAssertion(const std::string &text)
{
    Words words(text);
    const Word figure = words.next();
    AssertionText parsed;
    const FigureKind *kind = findFigureKind(figure.text);
    if (kind == nullptr)
        return noFigure(figure);
    parsed.figure = kind;
    parsed.column = figure.column;
    Word word = words.next();
    if (word.text == "of" && kind->name == "violations")
        return wrong(word, "\"violations\" counts those of the whole run.", "Leave out \"of\" and the name.");
    if (word.text == "of") {
        const Word name = words.name();
        parsed.name = name.text;
        parsed.nameColumn = name.column;
        if (name.text.empty())
            return wrong(name, "A name is missing after \"of\".",
                         "Write the id or name of a pod, container, link or queue.");
        word = words.next();
    } else if (kind->withoutName == Aggregate::None) {
        return wrong(word, "\"" + std::string(kind->name) + "\" needs to know of what.",
                     "Write \"" + std::string(kind->name) + " of NAME\".");
    }
    constexpr std::array<std::string_view, 6> comparisons{"<", "<=", ">", ">=", "==", "!="};
    if (std::ranges::find(comparisons, word.text) == comparisons.end())
        return wrong(word,
                     word.text == "=" || word.text == "=<" || word.text == "=>" || word.text == "<>"
                         ? quoted(word.text) + " is no comparison."
                         : "A comparison is expected here.",
                     "Write one of < <= > >= == != and a value.");
    parsed.comparison = word.text;
    const auto value = parseValue(words.rest(), *kind);
    if (!value)
        return value.error();
    parsed.value = value.value();
    return parsed;
}

} // namespace bayplan
