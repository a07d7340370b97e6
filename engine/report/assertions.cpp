// SPDX-License-Identifier: Apache-2.0
// assertion := FIGURE [ "of" NAME ] ("<" | "<=" | ">" | ">=" | "==" | "!=") VALUE
#include "engine/report/figures.h"
#include "engine/report/report.h"
#include "engine/report/subjects.h"

#include "engine/base/units.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace bayplan {
namespace {

enum class Aggregate { None, Sum, Greatest };

struct FigureKind {
    std::string_view name;
    FigureUnit unit;
    Aggregate withoutName; ///< what it means without "of NAME"
};

constexpr std::array figureKinds{
    FigureKind{"mean", FigureUnit::Seconds, Aggregate::None},
    FigureKind{"p50", FigureUnit::Seconds, Aggregate::None},
    FigureKind{"p90", FigureUnit::Seconds, Aggregate::None},
    FigureKind{"p99", FigureUnit::Seconds, Aggregate::None},
    FigureKind{"p99.9", FigureUnit::Seconds, Aggregate::None},
    FigureKind{"throughput", FigureUnit::PerSecond, Aggregate::None},
    FigureKind{"sent", FigureUnit::Count, Aggregate::None},
    FigureKind{"errors", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"errorRatio", FigureUnit::Fraction, Aggregate::Greatest},
    FigureKind{"utilisation", FigureUnit::Fraction, Aggregate::Greatest},
    FigureKind{"cutShort", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"waiting", FigureUnit::Count, Aggregate::None},
    FigureKind{"leaderless", FigureUnit::Seconds, Aggregate::Greatest},
    FigureKind{"longestLeaderless", FigureUnit::Seconds, Aggregate::Greatest},
    FigureKind{"elections", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"term", FigureUnit::Count, Aggregate::Greatest},
    FigureKind{"unsafe", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"queue.depth", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"queue.throughput", FigureUnit::PerSecond, Aggregate::Sum},
    FigureKind{"put", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"completed", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"retried", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"dead", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"lost", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"oldestAge", FigureUnit::Seconds, Aggregate::Greatest},
    FigureKind{"sojourn", FigureUnit::Seconds, Aggregate::None},
    FigureKind{"sojourn.p99", FigureUnit::Seconds, Aggregate::None},
    FigureKind{"scattered", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"whole", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"partial", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"tooFew", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"missing", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"hedged", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"hedgesWon", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"late", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"shed", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"canariesFailed", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"mergesFailed", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"callsFailed", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"retries", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"retriesDenied", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"ejections", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"breakersOpened", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"failedFast", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"fetches", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"synced", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"fetchesFailed", FigureUnit::Count, Aggregate::Sum},
    FigureKind{"syncAge", FigureUnit::Seconds, Aggregate::Greatest},
};

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

std::string allFigures()
{
    std::string text;
    for (const FigureKind &kind : figureKinds)
        text += (text.empty() ? "" : ", ") + std::string(kind.name);
    return text;
}

Result<double> parseValue(const Word &word, FigureUnit unit)
{
    std::string text(word.text);
    if (unit == FigureUnit::Seconds) {
        const auto duration = parseDuration(text);
        if (!duration)
            return wrong(word, "\"" + text + "\" is not a duration.", "Write a number with a unit: 200ms, 3s.");
        return toSeconds(duration.value());
    }
    double scale = 1;
    if (unit == FigureUnit::PerSecond && text.ends_with("/s"))
        text.resize(text.size() - 2);
    if (unit == FigureUnit::Fraction && text.ends_with('%')) {
        text.pop_back();
        scale = 100;
    }
    while (text.ends_with(' '))
        text.pop_back();
    const auto number = parseNumber(text);
    if (!number)
        return wrong(word, "\"" + std::string(word.text) + "\" is not a number that fits.",
                     unit == FigureUnit::PerSecond  ? "Write a rate: 100/s."
                     : unit == FigureUnit::Fraction ? "Write a fraction: 90% or 0.9."
                                                    : "Write a plain number: 100.");
    return *number / scale;
}

Result<Parsed> parse(std::string_view text)
{
    Words words(text);
    const Word figure = words.next();
    Parsed parsed;
    const auto kind = std::ranges::find(figureKinds, figure.text, &FigureKind::name);
    if (kind == figureKinds.end())
        return wrong(figure,
                     figure.text.empty() ? "The assertion is empty."
                                         : "\"" + std::string(figure.text) + "\" is no figure of a report.",
                     "Known figures: " + allFigures() + '.');
    parsed.figure = &*kind;
    Word word = words.next();
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
        return wrong(word, "A comparison is expected here.", "Write one of < <= > >= == != and a value.");
    parsed.comparison = word.text;
    const auto value = parseValue(words.rest(), kind->unit);
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
int nameRank(const Figure &figure, std::string_view name)
{
    if (figure.id == name)
        return 3;
    if (figure.text == name)
        return 2;
    return figure.kind != SubjectKind::Link && podPart(figure.text) == name ? 1 : 0;
}

/// The figure meant by "of NAME": by id, else by name, else in the pod of that name the container that did most.
const Figure *findFigure(const std::vector<Figure> &figures, const Parsed &parsed)
{
    const Figure *best = nullptr;
    int bestRank = 0;
    for (const Figure &figure : figures) {
        if (figure.figure != parsed.figure->name)
            continue;
        const int rank = nameRank(figure, parsed.name.text);
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

std::set<std::string, std::less<>> namesIn(const Plan &plan)
{
    std::set<std::string, std::less<>> names;
    const Subjects subjects = subjectsOf(plan);
    for (const LinkSubject &link : subjects.links)
        names.insert({link.id, link.text});
    for (const ContainerSubject &container : subjects.containers)
        names.insert({container.id, container.text, std::string(podPart(container.text))});
    for (const InstancePlan &instance : plan.instances) {
        const auto *config = instance.machine ? std::get_if<ElectionConfig>(&instance.machine->behaviour) : nullptr;
        if (config == nullptr)
            continue;
        names.insert(config->election);
        names.insert(config->further.begin(), config->further.end());
    }
    return names;
}

} // namespace

Result<void> checkAssertion(const std::string &text, const Plan *plan)
{
    const auto parsed = parse(text);
    if (!parsed)
        return parsed.error();
    const Word &name = parsed.value().name;
    if (plan != nullptr && !name.text.empty() && !namesIn(*plan).contains(name.text))
        return wrong(name, "Nothing in the drawing is called \"" + std::string(name.text) + "\".",
                     "Write the id or name of a pod, container, link, queue or election.");
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
    if (parsed.value().name.text.empty()) {
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
    result.held = holds(measured, parsed.value().comparison, parsed.value().value);
    result.measured = figureText(measured, kind.unit);
    return result;
}

} // namespace bayplan
