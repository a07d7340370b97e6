// SPDX-License-Identifier: Apache-2.0
// What assertions ask of a report, and of a plan before there is one.
#include "engine/base/translatable.h"
#include "engine/report/assertion_text.h"
#include "engine/report/assertion_watch.h"
#include "engine/report/figures.h"
#include "engine/report/pattern_counters.h"
#include "engine/report/report.h"
#include "engine/report/subjects.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

namespace bayplan {
namespace {

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
const Figure *findFigure(const std::vector<Figure> &figures, const AssertionText &parsed)
{
    const Figure *best = nullptr;
    int bestRank = 0;
    for (const Figure &figure : figures) {
        if (figure.figure != parsed.figure->name)
            continue;
        const int rank = nameRank(figure.kind, figure.id, figure.text, parsed.name);
        const auto did = [](const Figure &one) { return std::tuple(one.isKnown, one.samples, one.value); };
        if (rank < bestRank || rank == 0 || (rank == bestRank && did(figure) <= did(*best)))
            continue;
        best = &figure;
        bestRank = rank;
    }
    return best;
}

/// Whether figures of such a subject are meant when no name is given.
bool isCountedWithoutName(SubjectKind kind, std::string_view figure)
{
    return kind == SubjectKind::Link || !isOfLinksWithoutName(figure);
}

/// Over all that have it; nothing when none has. Unknown when it is of all of them.
std::optional<Figure> aggregated(const std::vector<Figure> &figures, const FigureKind &kind)
{
    std::optional<Figure> result;
    for (const Figure &figure : figures) {
        if (figure.figure != kind.name || !isCountedWithoutName(figure.kind, kind.name))
            continue;
        if (!result || (figure.isKnown && !result->isKnown))
            result = figure;
        else if (figure.isKnown)
            result->value = kind.withoutName == Aggregate::Sum ? result->value + figure.value
                                                               : std::max(result->value, figure.value);
    }
    return result;
}

/// Nothing when nothing has it.
std::optional<Figure> figureMeant(const std::vector<Figure> &figures, const AssertionText &parsed)
{
    if (parsed.name.empty())
        return aggregated(figures, *parsed.figure);
    const Figure *named = findFigure(figures, parsed);
    return named != nullptr ? std::optional(*named) : std::nullopt;
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

constexpr std::array subjectKinds{SubjectKind::Link, SubjectKind::Container, SubjectKind::Election, SubjectKind::Queue};

Phrase namesOf(SubjectKind kind)
{
    switch (kind) {
    case SubjectKind::Link:
        return QT_TRANSLATE_NOOP("phrase", "links");
    case SubjectKind::Container:
        return QT_TRANSLATE_NOOP("phrase", "containers that serve");
    case SubjectKind::Election:
        return QT_TRANSLATE_NOOP("phrase", "elections");
    default:
        return QT_TRANSLATE_NOOP("phrase", "work queues");
    }
}

/// Whether the figure is one of links, containers, elections or queues. What patterns count is asked elsewhere.
bool hasFigure(SubjectKind kind, std::string_view figure)
{
    Report one;
    if (kind == SubjectKind::Link)
        one.links.emplace_back();
    else if (kind == SubjectKind::Container)
        one.containers.emplace_back().cutShort = 0;
    else if (kind == SubjectKind::Election)
        one.elections.emplace_back();
    else if (kind == SubjectKind::Queue)
        one.queues.emplace_back();
    return std::ranges::any_of(figuresOf(one), [&](const Figure &known) { return known.figure == figure; });
}

bool counts(const InstancePlan &instance, std::string_view figure)
{
    const auto counters = instance.machine ? countersOf(instance.machine->behaviour) : std::vector<PatternCounter>();
    return std::ranges::find(counters, figure, &PatternCounter::name) != counters.end();
}

/// Whether a container that the name means, or any when it is empty, counts it.
bool isCounted(const Plan &plan, std::string_view figure, std::string_view name)
{
    const Subjects subjects = subjectsOf(plan);
    return std::ranges::any_of(subjects.containers, [&](const ContainerSubject &container) {
        const bool isMeant = name.empty() || nameRank(SubjectKind::Container, container.id, container.text, name) > 0;
        return isMeant && counts(plan.instances[container.instances.front()], figure);
    });
}

/// Of an assertion without a name: what nothing has would be 0, and hold or not for no reason.
Result<void> checkThatSomethingHasIt(const AssertionText &parsed, const Plan &plan)
{
    const FigureKind &kind = *parsed.figure;
    Phrase who;
    const auto addWho = [&who](Phrase more) {
        who = who.empty() ? more : Phrase(QT_TRANSLATE_NOOP("phrase", "%1 and %2"), who, std::move(more));
    };
    for (const SubjectKind subject : subjectKinds) {
        if (isCountedWithoutName(subject, kind.name) && hasFigure(subject, kind.name))
            addWho(namesOf(subject));
    }
    const std::vector<NamedSubject> subjects = subjectsIn(plan);
    const bool isThere = isCounted(plan, kind.name, {}) || std::ranges::any_of(subjects, [&](const auto &subject) {
                             return isCountedWithoutName(subject.kind, kind.name) && hasFigure(subject.kind, kind.name);
                         });
    if (isThere)
        return {};
    if (isPatternCounter(kind.name))
        addWho(QT_TRANSLATE_NOOP("phrase", "the pattern that counts it"));
    return wrongAssertion(
        parsed.column,
        {QT_TRANSLATE_NOOP("phrase", "Nothing in the drawing has \"%1\", so that it says nothing."),
         std::string(kind.name)},
        {QT_TRANSLATE_NOOP("phrase", "It is a figure of %1: draw what it is about, or take the assertion out."), who});
}

Result<void> checkName(const AssertionText &parsed, const Plan &plan)
{
    const std::string &name = parsed.name;
    bool isKnown = false;
    std::vector<std::string_view> names;
    const std::vector<NamedSubject> subjects = subjectsIn(plan);
    for (const NamedSubject &subject : subjects) {
        names.push_back(subject.name);
        if (subject.name != name)
            continue;
        isKnown = true;
        if (hasFigure(subject.kind, parsed.figure->name))
            return {};
    }
    if (isKnown && isCounted(plan, parsed.figure->name, name))
        return {};
    if (!isKnown)
        return wrongAssertion(
            parsed.nameColumn, {QT_TRANSLATE_NOOP("phrase", "Nothing in the drawing is called \"%1\"."), name},
            didYouMean(
                name, names,
                QT_TRANSLATE_NOOP("phrase", "Write the id or name of a pod, container, link, queue or election.")));
    return wrongAssertion(
        parsed.nameColumn,
        {QT_TRANSLATE_NOOP("phrase", "\"%1\" has no \"%2\"."), name, std::string(parsed.figure->name)},
        QT_TRANSLATE_NOOP(
            "phrase", "Links have throughput, sent, errors, errorRatio and latencies; containers also utilisation, "
                      "waiting, lossRatio; queues queue.depth, lost, dead, oldestAge, sojourn; elections leaderless, "
                      "term, unsafe."));
}

template <class Figures>
bool isMeasured(const Figures &one, std::string_view)
{
    return one.isKnown;
}
bool isMeasured(const ContainerFigures &one, std::string_view figure)
{
    return one.isKnown && (figure != "cutShort" || one.cutShort.has_value());
}

/// How surely the assertion means something that was not measured; 0 is not at all.
int rankOfUnmeasured(const Report &report, const AssertionText &parsed)
{
    int best = 0;
    const auto look = [&](SubjectKind kind, const auto &all) {
        const bool isCounter = kind == SubjectKind::Container && isPatternCounter(parsed.figure->name);
        if (!isCounter && !hasFigure(kind, parsed.figure->name))
            return;
        for (const auto &one : all) {
            const int rank = parsed.name.empty() ? isCountedWithoutName(kind, parsed.figure->name) ? 1 : 0
                                                 : nameRank(kind, one.id, one.text, parsed.name);
            best = std::max(best, isMeasured(one, parsed.figure->name) ? 0 : rank);
        }
    };
    look(SubjectKind::Link, report.links);
    look(SubjectKind::Container, report.containers);
    look(SubjectKind::Queue, report.queues);
    return best;
}

/// Also of a pod of which one container was measured and another was not: nobody knows which of them did most.
bool isUnmeasured(const Report &report, const AssertionText &parsed, const std::optional<Figure> &figure)
{
    const int rank = rankOfUnmeasured(report, parsed);
    return rank > 0 &&
           (!figure || (!parsed.name.empty() && rank >= nameRank(figure->kind, figure->id, figure->text, parsed.name)));
}

/// Of something that serves all at once the share of slots that are busy is asked.
bool asksForSlotsOfNone(const Report &report, const AssertionText &parsed)
{
    bool isAny = false;
    for (const ContainerFigures &one : report.containers) {
        if (!parsed.name.empty() && nameRank(SubjectKind::Container, one.id, one.text, parsed.name) == 0)
            continue;
        if (one.hasSlots)
            return false;
        isAny = true;
    }
    return isAny && parsed.figure->name == "utilisation";
}

} // namespace

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
    const auto parsed = parseAssertion(text);
    if (!parsed)
        return parsed.error();
    if (plan == nullptr || parsed->figure->name == "violations")
        return {};
    return parsed->name.empty() ? checkThatSomethingHasIt(*parsed, *plan) : checkName(*parsed, *plan);
}

AssertionFigures evaluateAssertion(const std::string &id, const std::string &text, const Report &report)
{
    AssertionFigures result{.id = id, .text = text, .held = false, .measured = {}};
    const auto parsed = parseAssertion(text);
    if (!parsed) {
        result.measured = "not understood: " + parsed.error().message;
        return result;
    }
    const FigureKind &kind = *parsed.value().figure;
    double measured = 0;
    if (kind.name == "violations") {
        if (!report.violations) {
            result.measured = "only the simulator checks promises";
            result.isJudged = false;
            return result;
        }
        measured = static_cast<double>(*report.violations);
        result.isTotal = true;
    } else {
        const auto figure = figureMeant(figuresOf(report), *parsed);
        if (isUnmeasured(report, *parsed, figure)) {
            result.measured = kind.name == "cutShort" ? "not measured: only the simulator counts it"
                                                      : "not measured: images of users report no figures";
            result.isJudged = false;
            return result;
        }
        if (asksForSlotsOfNone(report, *parsed)) {
            result.measured = "not measured: it has no slots, and serves all at once";
            result.isJudged = false;
            return result;
        }
        if (!figure || !figure->isKnown) {
            result.measured = figure                 ? "no request came through"
                              : parsed->name.empty() ? "nothing has this figure"
                                                     : "nothing of that name has this figure";
            return result;
        }
        measured = figure->value;
        result.isTotal = figure->isTotal;
    }
    result.isKnown = true;
    result.value = measured;
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
    const auto parsed = parseAssertion(text);
    if (!parsed)
        return false;
    const std::string_view comparison = parsed.value().comparison;
    const bool isUpperBound = comparison.front() == '<' || (comparison == "==" && parsed.value().value == 0);
    return !isUpperBound;
}

std::set<SubjectKind> subjectsOfAssertion(const std::string &text)
{
    std::set<SubjectKind> kinds;
    const auto parsed = parseAssertion(text);
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
