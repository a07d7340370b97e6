// SPDX-License-Identifier: Apache-2.0
// assertion := FIGURE [ "of" NAME ] ("<" | "<=" | ">" | ">=" | "==" | "!=") VALUE
#include "engine/report/assertion_text.h"
#include "engine/report/assertion_watch.h"
#include "engine/report/figures.h"
#include "engine/report/pattern_counters.h"
#include "engine/report/report.h"
#include "engine/report/subjects.h"

#include "engine/base/units.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <vector>

namespace bayplan {
namespace {

struct Word {
    std::string_view text;
    int column = 0; ///< from 1; behind the last character at the end
};

struct Parsed {
    const FigureKind *figure = nullptr;
    Word name; ///< empty: over all
    std::string_view comparison;
    double value = 0;
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
    Place place;
    place.column = word.column;
    return fail(ErrorCode::InvalidInput, std::move(message), std::move(advice), place);
}

std::string quoted(std::string_view text)
{
    return '"' + std::string(text) + '"';
}

std::string didYouMean(std::string_view word, std::span<const std::string_view> names)
{
    const std::string closest = closestTo(word, names);
    return closest.empty() ? std::string() : "Did you mean " + quoted(closest) + "? ";
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

Result<Parsed> parse(std::string_view text)
{
    Words words(text);
    const Word figure = words.next();
    Parsed parsed;
    const FigureKind *kind = findFigureKind(figure.text);
    if (kind == nullptr)
        return noFigure(figure);
    parsed.figure = kind;
    Word word = words.next();
    if (word.text == "of" && kind->name == "violations")
        return wrong(word, "\"violations\" counts those of the whole run.", "Leave out \"of\" and the name.");
    if (word.text == "of") {
        parsed.name = words.name();
        if (parsed.name.text.empty())
            return wrong(parsed.name, "A name is missing after \"of\".",
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

bool holds(double measured, std::string_view comparison, double value)
{
    if (comparison == "<")
        return measured < value;
    if (comparison == "<=")
        return measured <= value;
    if (comparison == ">")
        return measured > value;
    if (comparison == ">=")
        return measured >= value;
    return (measured == value) == (comparison == "==");
}

std::string_view podPart(std::string_view text)
{
    return text.substr(0, text.find('/'));
}

/// 0: not meant by this name; the higher, the more surely.
int nameRank(SubjectKind kind, std::string_view id, std::string_view text, std::string_view name)
{
    if (id == name)
        return 3;
    if (text == name)
        return 2;
    return kind != SubjectKind::Link && podPart(text) == name ? 1 : 0;
}

/// The figure meant by "of NAME": by id, else by name, else in the pod of that name the container that did most.
const Figure *findFigure(const std::vector<Figure> &figures, const Parsed &parsed)
{
    const Figure *best = nullptr;
    int bestRank = 0;
    for (const Figure &figure : figures) {
        if (figure.figure != parsed.figure->name)
            continue;
        const int rank = nameRank(figure.kind, figure.id, figure.text, parsed.name.text);
        const bool better =
            rank > bestRank ||
            (rank == bestRank && rank > 0 &&
             (figure.samples > best->samples || (figure.samples == best->samples && figure.value > best->value)));
        if (!better)
            continue;
        best = &figure;
        bestRank = rank;
    }
    return best;
}

double aggregated(const std::vector<Figure> &figures, const FigureKind &kind)
{
    // Errors are those of links, as callers saw them: a container's own would count them twice.
    double result = 0;
    for (const Figure &figure : figures) {
        if (figure.figure != kind.name || (kind.name == "errors" && figure.kind != SubjectKind::Link))
            continue;
        result = kind.withoutName == Aggregate::Sum ? result + figure.value : std::max(result, figure.value);
    }
    return result;
}

/// Whom a name can mean, and the kind of subject that it then is.
struct NamedSubject {
    std::string name;
    SubjectKind kind;
};

std::vector<NamedSubject> subjectsIn(const Plan &plan)
{
    std::vector<NamedSubject> named;
    const auto add = [&](SubjectKind kind, std::initializer_list<std::string> names) {
        for (const std::string &name : names)
            named.push_back({name, kind});
    };
    const Subjects subjects = subjectsOf(plan);
    for (const LinkSubject &link : subjects.links)
        add(SubjectKind::Link, {link.id, link.text});
    for (const ContainerSubject &container : subjects.containers)
        add(SubjectKind::Container, {container.id, container.text, std::string(podPart(container.text))});
    for (const ContainerSubject &queue : subjects.queues)
        add(SubjectKind::Queue, {queue.id, queue.text, std::string(podPart(queue.text))});
    for (const InstancePlan &instance : plan.instances) {
        const auto *config = instance.machine ? std::get_if<ElectionConfig>(&instance.machine->behaviour) : nullptr;
        if (config == nullptr)
            continue;
        add(SubjectKind::Election, {config->election, std::string(podPart(config->election))});
        for (const std::string &further : config->further)
            add(SubjectKind::Election, {further, std::string(podPart(further))});
    }
    return named;
}

/// Whether the figure is one of links, containers, elections or queues. What patterns count is asked elsewhere.
bool hasFigure(SubjectKind kind, std::string_view figure)
{
    Report one;
    if (kind == SubjectKind::Link)
        one.links.emplace_back();
    else if (kind == SubjectKind::Container)
        one.containers.emplace_back();
    else if (kind == SubjectKind::Election)
        one.elections.emplace_back();
    else if (kind == SubjectKind::Queue)
        one.queues.emplace_back();
    return std::ranges::any_of(figuresOf(one), [&](const Figure &known) { return known.figure == figure; });
}

Result<void> checkName(const Parsed &parsed, const Plan &plan)
{
    const Word &name = parsed.name;
    bool isKnown = false;
    std::vector<std::string_view> names;
    const std::vector<NamedSubject> subjects = subjectsIn(plan);
    for (const NamedSubject &subject : subjects) {
        names.push_back(subject.name);
        if (subject.name != name.text)
            continue;
        isKnown = true;
        const bool counted = subject.kind == SubjectKind::Container && isPatternCounter(parsed.figure->name);
        if (counted || hasFigure(subject.kind, parsed.figure->name))
            return {};
    }
    if (!isKnown)
        return wrong(name, "Nothing in the drawing is called " + quoted(name.text) + '.',
                     didYouMean(name.text, names) +
                         "Write the id or name of a pod, container, link, queue or election.");
    return wrong(name, quoted(name.text) + " has no " + quoted(parsed.figure->name) + '.',
                 "Links have throughput, sent, errors, errorRatio and latencies; containers also utilisation, waiting, "
                 "lossRatio; queues queue.depth, lost, dead, oldestAge, sojourn; elections leaderless, term, unsafe.");
}

} // namespace

Result<AssertionText> parseAssertion(const std::string &text)
{
    const auto parsed = parse(text);
    if (!parsed)
        return parsed.error();
    return AssertionText{parsed->figure, std::string(parsed->name.text), std::string(parsed->comparison),
                         parsed->value};
}

bool compares(double measured, const std::string &comparison, double value)
{
    return holds(measured, comparison, value);
}

int rankOfName(SubjectKind kind, const std::string &id, const std::string &text, const std::string &name)
{
    return nameRank(kind, id, text, name);
}

std::vector<std::string> namesInAssertions(const Plan &plan)
{
    std::vector<std::string> names;
    for (NamedSubject &subject : subjectsIn(plan))
        names.push_back(std::move(subject.name));
    std::ranges::sort(names);
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

Result<void> checkAssertion(const std::string &text, const Plan *plan)
{
    const auto parsed = parse(text);
    if (!parsed)
        return parsed.error();
    if (plan != nullptr && !parsed.value().name.text.empty())
        return checkName(*parsed, *plan);
    return {};
}

AssertionFigures evaluateAssertion(const std::string &id, const std::string &text, const Report &report)
{
    AssertionFigures result{.id = id, .text = text, .held = false, .measured = {}};
    const auto parsed = parse(text);
    if (!parsed) {
        result.measured = "not understood: " + parsed.error().message;
        return result;
    }
    const auto figures = figuresOf(report);
    const FigureKind &kind = *parsed.value().figure;
    double measured = 0;
    if (kind.name == "violations") {
        if (!report.violations) {
            result.measured = "only the simulator checks promises";
            result.isJudged = false;
            return result;
        }
        measured = static_cast<double>(*report.violations);
    } else if (parsed.value().name.text.empty()) {
        measured = aggregated(figures, kind);
    } else {
        const Figure *figure = findFigure(figures, parsed.value());
        if (figure == nullptr) {
            result.measured = "nothing of that name has this figure";
            return result;
        }
        measured = figure->value;
        const bool latency = kind.unit == FigureUnit::Seconds && kind.withoutName == Aggregate::None;
        if (latency && figure->samples == 0) {
            result.measured = "no request came through";
            return result;
        }
    }
    result.isKnown = true;
    result.held = holds(measured, parsed.value().comparison, parsed.value().value);
    result.measured = figureText(measured, kind.unit);
    return result;
}

bool assertionsHold(const Report &report)
{
    return std::ranges::all_of(report.assertions,
                               [](const AssertionFigures &one) { return one.held || !one.isJudged; });
}

bool mayComeTrue(const std::string &text)
{
    const auto parsed = parse(text);
    if (!parsed)
        return false;
    const std::string_view comparison = parsed.value().comparison;
    const bool isUpperBound = comparison.front() == '<' || (comparison == "==" && parsed.value().value == 0);
    return !isUpperBound;
}

std::set<SubjectKind> subjectsOfAssertion(const std::string &text)
{
    std::set<SubjectKind> kinds;
    const auto parsed = parse(text);
    if (!parsed)
        return kinds;
    const std::string_view figure = parsed.value().figure->name;
    for (const auto kind : {SubjectKind::Link, SubjectKind::Container, SubjectKind::Election, SubjectKind::Queue}) {
        if (hasFigure(kind, figure))
            kinds.insert(kind);
    }
    if (isPatternCounter(figure))
        kinds.insert(SubjectKind::Pattern);
    return kinds;
}

} // namespace bayplan
