// SPDX-License-Identifier: Apache-2.0
#include "engine/report/run_until.h"

#include "engine/base/translatable.h"
#include "engine/base/units.h"
#include "engine/model/catalog.h"
#include "engine/plan/injected_fault.h"
#include "engine/report/assertion_text.h"
#include "engine/report/subjects.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace bayplan {
namespace {

/// In the order of the alphabet.
constexpr std::array<std::string_view, 67> eventKinds{
    "breaker-closed",
    "breaker-open",
    "buried",
    "canary-failed",
    "crashed",
    "dead-letter-dropped",
    "discarded",
    "disk-free",
    "disk-full",
    "dropping-lines",
    "ejected",
    "elected",
    "fault",
    "fault-failed",
    "fault-over",
    "follows",
    "healed",
    "healthy",
    "kicked",
    "killed",
    "leader-lost",
    "lease-held",
    "lease-lost",
    "line-too-large",
    "lines-missed",
    "merge-failed",
    "message-delayed",
    "message-dropped",
    "message-duplicated",
    "message-hastened",
    "message-missed",
    "no-spare",
    "not-sent",
    "offset-not-saved",
    "oom-killed",
    "order-failed",
    "paused",
    "persist-failed",
    "queue-full",
    "ready",
    "refusing",
    "replicated",
    "resigned",
    "restarted",
    "restored",
    "resumed",
    "roll-stuck",
    "rolled",
    "scrape-failed",
    "scrape-good",
    "sink-down",
    "sink-up",
    "started",
    "starting",
    "stepped-down",
    "stopped",
    "stranger",
    "sync-failed",
    "sync-recovered",
    "synced",
    "task-lost",
    "term-refused",
    "terminated",
    "too-few-parts",
    "unhealthy",
    "violation",
    "vote-refused",
};

/// The same language, counted from 0.
Error wrongUntil(std::size_t column, Phrase message, Phrase advice)
{
    return wrongAssertion(static_cast<int>(column) + 1, std::move(message), std::move(advice));
}

Phrase examplesOfUntil()
{
    return QT_TRANSLATE_NOOP("phrase", "Write for example 30s, elected web, or queue.depth > 100.");
}

struct Cut {
    std::string text;
    std::size_t column = 0; ///< from 0
};

Cut trimmed(const std::string &text, std::size_t from = 0)
{
    std::size_t begin = from;
    while (begin < text.size() && std::isspace(static_cast<unsigned char>(text[begin])) != 0)
        ++begin;
    std::size_t end = text.size();
    while (end > begin && std::isspace(static_cast<unsigned char>(text[end - 1])) != 0)
        --end;
    return {text.substr(begin, end - begin), begin};
}

/// "1:02:03.5" or "0:12.345", as the clock of the window is written.
std::optional<Duration> clockOf(const std::string &text)
{
    if (text.find(':') == std::string::npos)
        return std::nullopt;
    double seconds = 0;
    std::size_t begin = 0;
    while (begin <= text.size()) {
        const std::size_t end = std::min(text.find(':', begin), text.size());
        const auto number = parseNumber(text.substr(begin, end - begin));
        if (!number || *number < 0)
            return std::nullopt;
        seconds = seconds * 60 + *number;
        begin = end + 1;
    }
    return fromSeconds(seconds);
}

Result<RunUntil> timeUntil(const std::string &text, const Cut &cut, Duration length, Time now)
{
    const bool isMore = cut.text.starts_with('+');
    const Time at = isMore ? now + length : Time(length);
    if (at <= now)
        return wrongUntil(cut.column,
                          {QT_TRANSLATE_NOOP("phrase", "The run is past that time: it is at %1."),
                           humanDuration(now.time_since_epoch())},
                          QT_TRANSLATE_NOOP("phrase", "Write a later one, or +5s for five seconds more."));
    return RunUntil{cut.text.empty() ? text : cut.text, at};
}

Phrase nearestIn(const Plan &plan, const std::string &name)
{
    std::vector<std::string> names = namesInAssertions(plan);
    for (const PodPlan &pod : plan.pods)
        names.push_back(pod.name);
    for (const InstancePlan &instance : plan.instances)
        names.push_back(instance.name);
    const std::vector<std::string_view> views(names.begin(), names.end());
    return didYouMean(name, views,
                      QT_TRANSLATE_NOOP("phrase", "Write the name of a pod, container, link or election."));
}

bool isAnyone(const Plan &plan, const std::string &name)
{
    const auto names = namesInAssertions(plan);
    return std::ranges::find(names, name) != names.end() ||
           std::ranges::any_of(
               plan.pods,
               [&](const PodPlan &pod) { return pod.name == name || pod.drawn == name || pod.element == name; }) ||
           std::ranges::any_of(plan.instances, [&](const InstancePlan &one) { return one.name == name; }) ||
           std::ranges::any_of(plan.faults, [&](const FaultPlan &fault) { return fault.id == name; });
}

std::string firstWordOf(const std::string &text)
{
    return text.substr(0, text.find_first_of(" \t<>=!"));
}

Error noSuchWord(std::size_t column, const std::string &word)
{
    std::vector<std::string_view> words(eventKinds.begin(), eventKinds.end());
    for (const FigureKind &figure : figureKinds())
        words.push_back(figure.name);
    return wrongUntil(column, {QT_TRANSLATE_NOOP("phrase", "\"%1\" is no time, no event and no figure."), word},
                      didYouMean(word, words, examplesOfUntil()));
}

Result<RunUntil> eventUntil(const Cut &cut, const Plan &plan)
{
    const std::size_t blank = std::min(cut.text.find_first_of(" \t"), cut.text.size());
    const std::string kind = cut.text.substr(0, blank);
    Cut subject = trimmed(cut.text, blank);
    if (subject.text.starts_with("of "))
        subject = trimmed(cut.text, subject.column + 3);
    if (std::ranges::find(eventKinds, kind) == eventKinds.end())
        return noSuchWord(cut.column, kind);
    if (!subject.text.empty() && !isAnyone(plan, subject.text))
        return wrongUntil(cut.column + subject.column,
                          {QT_TRANSLATE_NOOP("phrase", "Nothing in the drawing is called \"%1\"."), subject.text},
                          nearestIn(plan, subject.text));
    return RunUntil{cut.text, UntilEvent{kind, subject.text}};
}

bool looksLikeCondition(const std::string &text)
{
    return text.find_first_of("<>=!") != std::string::npos || findFigureKind(firstWordOf(text)) != nullptr;
}

bool isAbout(const Plan &plan, const InstancePlan &instance, const std::string &name)
{
    const PodPlan &pod = plan.pods[instance.pod];
    const auto *election = instance.machine ? std::get_if<ElectionConfig>(&instance.machine->behaviour) : nullptr;
    return instance.name == name || instance.element == name || pod.element == name || pod.name == name ||
           pod.drawn == name || drawnNameOf(plan, instance) == name ||
           (election != nullptr && (election->election == name || std::ranges::count(election->further, name) > 0));
}

/// What a fault aims at: the document's, which goes by its id, or one that was given by hand, "cut web-0 from db".
std::string targetOfFault(const Plan &plan, const std::string &subject)
{
    const auto known = std::ranges::find(plan.faults, subject, faultSubject);
    const std::string &text = known == plan.faults.end() ? subject : known->text;
    const std::size_t blank = text.find(' ');
    if (blank == std::string::npos || findKind("fault." + text.substr(0, blank)) == nullptr)
        return {};
    return text.substr(blank + 1, text.find_first_of(" ,", blank + 1) - blank - 1);
}

bool isAboutTarget(const Plan &plan, const std::string &target, const std::string &name)
{
    const auto link = std::ranges::find(plan.links, target, &LinkPlan::id);
    if (link != plan.links.end())
        return link->id == name || link->text == name;
    return std::ranges::any_of(instancesNamed(plan, target),
                               [&](InstanceIndex index) { return isAbout(plan, plan.instances[index], name); });
}

} // namespace

std::span<const std::string_view> knownEventKinds()
{
    return eventKinds;
}

Result<RunUntil> parseUntil(const std::string &text, const Plan &plan, Time now)
{
    const Cut cut = trimmed(text);
    if (cut.text.empty())
        return wrongUntil(0, QT_TRANSLATE_NOOP("phrase", "It is empty."), examplesOfUntil());
    const std::string length = cut.text.starts_with('+') ? cut.text.substr(1) : cut.text;
    if (const auto clock = clockOf(length))
        return timeUntil(text, cut, *clock, now);
    if (const auto duration = parseDuration(length))
        return timeUntil(text, cut, *duration, now);
    if (parseNumber(length))
        return wrongUntil(cut.column, {QT_TRANSLATE_NOOP("phrase", "\"%1\" has no unit."), cut.text},
                          {QT_TRANSLATE_NOOP("phrase", "Write %1s or %1m."), cut.text});
    if (!looksLikeCondition(cut.text))
        return eventUntil(cut, plan);
    if (const std::string word = firstWordOf(cut.text); !word.empty() && findFigureKind(word) == nullptr)
        return noSuchWord(cut.column, word);
    auto condition = MomentaryCondition::of(cut.text, plan);
    if (!condition) {
        Error error = condition.error();
        error.place.column += static_cast<int>(cut.column);
        return error;
    }
    return RunUntil{cut.text, std::move(*condition)};
}

bool isAbout(const Plan &plan, const std::string &subject, const std::string &name)
{
    if (subject == name || subject.substr(0, subject.find('/')) == name)
        return true;
    if (isAboutTarget(plan, targetOfFault(plan, subject), name))
        return true;
    for (const InstancePlan &instance : plan.instances)
        if (instance.name == subject)
            return isAbout(plan, instance, name);
    // What happened to a whole pod, or to a link.
    for (std::uint32_t pod = 0; pod < plan.pods.size(); ++pod) {
        if (plan.pods[pod].name == subject)
            return plan.pods[pod].element == name || plan.pods[pod].drawn == name;
    }
    return std::ranges::any_of(plan.links, [&](const LinkPlan &link) {
        return (link.id == subject || link.text == subject) && (link.id == name || link.text == name);
    });
}

void UntilWatch::see(const RunEvent &event)
{
    const auto *wanted = std::get_if<UntilEvent>(&m_until.what);
    if (wanted == nullptr || m_reason || event.kind != wanted->kind)
        return;
    if (wanted->subject.empty() || isAbout(*m_plan, event.subject, wanted->subject))
        m_reason = event.kind + ' ' + event.subject + (event.text.empty() ? "" : ": " + event.text);
}

void UntilWatch::ask()
{
    const MomentaryCondition *asked = condition();
    if (asked == nullptr || m_reason)
        return;
    const bool holds = asked->holds();
    if (holds && !m_heldAtFirst)
        m_reason = asked->measured();
    m_heldAtFirst = m_heldAtFirst && holds;
}

void UntilWatch::reach(Time now)
{
    if (time() != nullptr && now >= *time() && !m_reason)
        m_reason = "the time is reached";
}

} // namespace bayplan
