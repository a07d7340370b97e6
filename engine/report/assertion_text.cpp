// SPDX-License-Identifier: Apache-2.0
// assertion := FIGURE [ "of" NAME ] ("<" | "<=" | ">" | ">=" | "==" | "!=") VALUE
#include "engine/report/assertion_text.h"

#include "engine/base/translatable.h"
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

Error wrong(const Word &word, Phrase message, Phrase advice)
{
    return wrongAssertion(word.column, std::move(message), std::move(advice));
}

Phrase meant(const std::string &text)
{
    return {QT_TRANSLATE_NOOP("phrase", "Did you mean \"%1\"?"), text};
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
        return wrong(figure, QT_TRANSLATE_NOOP("phrase", "The assertion is empty."),
                     QT_TRANSLATE_NOOP("phrase", "Write for example p99 of web < 200ms."));
    return wrong(figure, {QT_TRANSLATE_NOOP("phrase", "\"%1\" is no figure of a report."), std::string(figure.text)},
                 didYouMean(figure.text, names, {QT_TRANSLATE_NOOP("phrase", "Known figures: %1."), all}));
}

/// What is meant by a value that does not fit, so that the sentence is about units and not about spelling.
Phrase kindOfValue(const std::string &text)
{
    if (text.empty())
        return {};
    if (parseDuration(text))
        return QT_TRANSLATE_NOOP("phrase", "a duration");
    if (text.ends_with('%') && parseNumber(text.substr(0, text.size() - 1)))
        return QT_TRANSLATE_NOOP("phrase", "a percentage");
    if (text.ends_with("/s") && parseNumber(text.substr(0, text.size() - 2)))
        return QT_TRANSLATE_NOOP("phrase", "a rate");
    return parseNumber(text) ? Phrase(QT_TRANSLATE_NOOP("phrase", "a plain number")) : Phrase();
}

Phrase kindOfUnit(FigureUnit unit)
{
    switch (unit) {
    case FigureUnit::Seconds:
        return QT_TRANSLATE_NOOP("phrase", "a time");
    case FigureUnit::PerSecond:
        return QT_TRANSLATE_NOOP("phrase", "a rate");
    case FigureUnit::Fraction:
        return QT_TRANSLATE_NOOP("phrase", "a share of 0 to 100 %");
    case FigureUnit::Count:
        break;
    }
    return QT_TRANSLATE_NOOP("phrase", "a number");
}

Phrase exampleOf(FigureUnit unit)
{
    switch (unit) {
    case FigureUnit::Seconds:
        return QT_TRANSLATE_NOOP("phrase", "Write a number with a unit: 200ms, 3s.");
    case FigureUnit::PerSecond:
        return QT_TRANSLATE_NOOP("phrase", "Write a rate: 100/s.");
    case FigureUnit::Fraction:
        return QT_TRANSLATE_NOOP("phrase", "Write a share: 90% or 0.9.");
    case FigureUnit::Count:
        break;
    }
    return QT_TRANSLATE_NOOP("phrase", "Write a plain number: 100.");
}

Error wrongValue(const Word &word, const FigureKind &kind)
{
    const std::string figure(kind.name), text(word.text);
    const Phrase advice{QT_TRANSLATE_NOOP("phrase", "\"%1\" is %2. %3"), figure, kindOfUnit(kind.unit),
                        exampleOf(kind.unit)};
    if (text.empty())
        return wrong(word, QT_TRANSLATE_NOOP("phrase", "A value is missing."), advice);
    const Phrase what = kindOfValue(text);
    if (what.empty())
        return wrong(word, {QT_TRANSLATE_NOOP("phrase", "\"%1\" is no value."), text}, advice);
    return wrong(
        word,
        {QT_TRANSLATE_NOOP("phrase", "\"%1\" is %2, and \"%3\" is %4."), text, what, figure, kindOfUnit(kind.unit)},
        exampleOf(kind.unit));
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
        return wrong(word, {QT_TRANSLATE_NOOP("phrase", "\"%1\" is outside of 0 to 100 %."), std::string(word.text)},
                     *number > 1 && *number <= 100 && scale == 1 ? meant(text + '%') : exampleOf(kind.unit));
    return *number / scale;
}

} // namespace

Error wrongAssertion(int column, Phrase message, Phrase advice)
{
    Place place;
    place.column = column;
    return fail(ErrorCode::InvalidInput, Told{std::move(message), std::move(advice)}, place);
}

Phrase didYouMean(std::string_view word, std::span<const std::string_view> names, Phrase otherwise)
{
    const std::string closest = closestTo(word, names);
    return closest.empty() ? otherwise : meant(closest);
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
        return wrong(word, QT_TRANSLATE_NOOP("phrase", "\"violations\" counts those of the whole run."),
                     QT_TRANSLATE_NOOP("phrase", "Leave out \"of\" and the name."));
    if (word.text == "of") {
        const Word name = words.name();
        parsed.name = name.text;
        parsed.nameColumn = name.column;
        if (name.text.empty())
            return wrong(name, QT_TRANSLATE_NOOP("phrase", "A name is missing after \"of\"."),
                         QT_TRANSLATE_NOOP("phrase", "Write the id or name of a pod, container, link or queue."));
        word = words.next();
    } else if (kind->withoutName == Aggregate::None) {
        const std::string asked(kind->name);
        return wrong(word, {QT_TRANSLATE_NOOP("phrase", "\"%1\" needs to know of what."), asked},
                     {QT_TRANSLATE_NOOP("phrase", "Write \"%1 of NAME\"."), asked});
    }
    constexpr std::array<std::string_view, 6> comparisons{"<", "<=", ">", ">=", "==", "!="};
    if (std::ranges::find(comparisons, word.text) == comparisons.end())
        return wrong(word,
                     word.text == "=" || word.text == "=<" || word.text == "=>" || word.text == "<>"
                         ? Phrase(QT_TRANSLATE_NOOP("phrase", "\"%1\" is no comparison."), std::string(word.text))
                         : Phrase(QT_TRANSLATE_NOOP("phrase", "A comparison is expected here.")),
                     QT_TRANSLATE_NOOP("phrase", "Write one of < <= > >= == != and a value."));
    parsed.comparison = word.text;
    const auto value = parseValue(words.rest(), *kind);
    if (!value)
        return value.error();
    parsed.value = value.value();
    return parsed;
}

} // namespace bayplan
