// SPDX-License-Identifier: Apache-2.0
// From cumulative snapshots to the figures of a window.
#include "engine/report/confidence.h"
#include "engine/report/election_tracker.h"
#include "engine/report/elections.h"
#include "engine/report/pattern_counters.h"
#include "engine/report/report.h"
#include "engine/report/subjects.h"
#include "engine/report/warnings.h"

#include <algorithm>
#include <map>
#include <optional>

namespace bayplan {
namespace {

/// Sums of one subject at one instant: their differences are the batches.
struct Sums {
    std::uint64_t count = 0;
    Duration sum{0};
};

struct Mark {
    Time time{};
    std::vector<Sums> subjects; ///< links, then containers
};

constexpr std::size_t batchCount = 20;
constexpr std::size_t markLimit = 1000;

template <class Stats>
Sums sumsOf(const Stats &stats)
{
    return {stats.latency.count(), stats.latency.sum()};
}

LatencyFigures latencyOf(const Histogram &histogram)
{
    return {.mean = histogram.mean(),
            .p50 = histogram.quantile(0.5),
            .p90 = histogram.quantile(0.9),
            .p99 = histogram.quantile(0.99),
            .p999 = histogram.quantile(0.999),
            .samples = histogram.count()};
}

double ratio(double part, double whole)
{
    return whole > 0 ? part / whole : 0;
}

const CallStats &callsOf(const Snapshot &snapshot, const std::pair<InstanceIndex, std::uint32_t> &peer)
{
    static const CallStats none;
    const auto &calls = snapshot.instances[peer.first].machine.calls;
    return peer.second < calls.size() ? calls[peer.second] : none;
}

/// What came between two values of a counter; a counter that went back is one that began anew.
std::uint64_t rise(std::uint64_t before, std::uint64_t now)
{
    return now >= before ? now - before : now;
}
Duration rise(Duration before, Duration now)
{
    return now >= before ? now - before : now;
}

} // namespace

struct ReportBuilder::State {
    explicit State(const Plan &watched) : plan(watched), subjects(subjectsOf(watched))
    {
        for (ElectionGroup &group : electionsOf(watched))
            elections.emplace_back(std::move(group));
    }

    void mark(const Snapshot &snapshot);
    Duration elapsed(InstanceIndex instance) const;
    Duration halfWidth(std::size_t subject) const;
    LinkFigures link(const LinkSubject &subject, std::size_t number) const;
    ContainerFigures container(const ContainerSubject &subject, std::size_t number) const;
    QueueFigures queue(const ContainerSubject &subject) const;
    PatternFigures pattern(const ContainerSubject &subject) const;

    Plan plan;
    Subjects subjects;
    std::vector<ElectionTracker> elections;
    std::optional<Snapshot> first; ///< of the window
    Snapshot last;
    std::vector<Mark> marks;
    Duration spacing{0}; ///< least time between two marks
};

ReportBuilder::ReportBuilder(const Plan &plan) : m_state(std::make_unique<State>(plan)) {}
ReportBuilder::~ReportBuilder() = default;
ReportBuilder::ReportBuilder(ReportBuilder &&) noexcept = default;
ReportBuilder &ReportBuilder::operator=(ReportBuilder &&) noexcept = default;

void ReportBuilder::observe(const Snapshot &snapshot)
{
    State &state = *m_state;
    if (snapshot.instances.size() != state.plan.instances.size())
        return; // an engine that has not begun yet shows no instances
    const bool inWindow = snapshot.time.time_since_epoch() >= state.plan.warmUp;
    if (inWindow && !state.first)
        state.first = snapshot;
    for (ElectionTracker &election : state.elections)
        election.observe(snapshot, inWindow);
    state.last = snapshot;
    if (inWindow)
        state.mark(snapshot);
}

void ReportBuilder::State::mark(const Snapshot &snapshot)
{
    if (!marks.empty() && snapshot.time - marks.back().time < std::max(spacing, Duration(1)))
        return;
    if (marks.size() == markLimit) {
        for (std::size_t i = 0; i < marks.size() / 2; ++i)
            marks[i] = std::move(marks[2 * i]);
        marks.resize(marks.size() / 2);
        spacing = (snapshot.time - marks.front().time) / (markLimit / 2);
    }
    Mark mark{snapshot.time, {}};
    for (const LinkSubject &subject : subjects.links) {
        Sums &sums = mark.subjects.emplace_back();
        for (const auto &peer : subject.peers) {
            sums.count += sumsOf(callsOf(snapshot, peer)).count;
            sums.sum += sumsOf(callsOf(snapshot, peer)).sum;
        }
    }
    for (const ContainerSubject &subject : subjects.containers) {
        Sums &sums = mark.subjects.emplace_back();
        for (const InstanceIndex instance : subject.instances) {
            sums.count += sumsOf(snapshot.instances[instance].machine.served).count;
            sums.sum += sumsOf(snapshot.instances[instance].machine.served).sum;
        }
    }
    marks.push_back(std::move(mark));
}

Duration ReportBuilder::State::elapsed(InstanceIndex instance) const
{
    const InstanceSnapshot &before = first->instances[instance];
    const InstanceSnapshot &now = last.instances[instance];
    return now.stateTime - (before.known ? before.stateTime : first->time);
}

Duration ReportBuilder::State::halfWidth(std::size_t subject) const
{
    if (marks.size() < 3)
        return Duration(0);
    const Time begin = marks.front().time;
    const Duration window = marks.back().time - begin;
    std::vector<double> means;
    Sums before = marks.front().subjects[subject];
    std::size_t next = 1;
    for (const Mark &mark : marks) {
        if (mark.time - begin < window / static_cast<Duration::rep>(batchCount) * static_cast<Duration::rep>(next))
            continue;
        const Sums &now = mark.subjects[subject];
        if (now.count > before.count)
            means.push_back(toSeconds(now.sum - before.sum) / static_cast<double>(now.count - before.count));
        before = now;
        while (next <= batchCount &&
               mark.time - begin >= window / static_cast<Duration::rep>(batchCount) * static_cast<Duration::rep>(next))
            ++next;
    }
    return fromSeconds(halfWidth99(means));
}

LinkFigures ReportBuilder::State::link(const LinkSubject &subject, std::size_t number) const
{
    LinkFigures figures;
    figures.id = subject.id;
    figures.text = subject.text;
    Histogram latency;
    for (const auto &peer : subject.peers) {
        const CallStats &before = callsOf(*first, peer);
        const CallStats &now = callsOf(last, peer);
        const auto succeeded = rise(before.succeeded, now.succeeded);
        figures.sent += rise(before.sent, now.sent);
        figures.errors += rise(before.failed, now.failed) + rise(before.timedOut, now.timedOut);
        figures.throughputPerSecond += ratio(static_cast<double>(succeeded), toSeconds(elapsed(peer.first)));
        latency.merge(now.latency.since(before.latency));
    }
    figures.errorRatio =
        ratio(static_cast<double>(figures.errors), static_cast<double>(figures.errors + latency.count()));
    figures.latency = latencyOf(latency);
    figures.meanHalfWidth = halfWidth(number);
    return figures;
}

ContainerFigures ReportBuilder::State::container(const ContainerSubject &subject, std::size_t number) const
{
    ContainerFigures figures;
    figures.id = subject.id;
    figures.text = subject.text;
    figures.replicas = static_cast<std::uint32_t>(subject.instances.size());
    Histogram latency;
    double busy = 0;
    double capacity = 0;
    for (const InstanceIndex instance : subject.instances) {
        const ServedStats &before = first->instances[instance].machine.served;
        const ServedStats &now = last.instances[instance].machine.served;
        const double seconds = toSeconds(elapsed(instance));
        figures.throughputPerSecond += ratio(static_cast<double>(rise(before.succeeded, now.succeeded)), seconds);
        figures.errors += rise(before.failed, now.failed) + rise(before.refused, now.refused);
        figures.queueDepth += ratio(toSeconds(rise(before.waited, now.waited)), seconds);
        busy += toSeconds(rise(before.busy, now.busy));
        capacity += seconds * now.slots;
        latency.merge(now.latency.since(before.latency));
    }
    figures.utilisation = ratio(busy, capacity);
    figures.latency = latencyOf(latency);
    figures.meanHalfWidth = halfWidth(number);
    return figures;
}

QueueFigures ReportBuilder::State::queue(const ContainerSubject &subject) const
{
    QueueFigures figures;
    figures.id = subject.id;
    figures.text = subject.text;
    Histogram sojourn;
    std::uint64_t depthBefore = 0;
    for (const InstanceIndex instance : subject.instances) {
        static const QueueState none;
        const auto *before = std::get_if<QueueState>(&first->instances[instance].machine.pattern);
        const auto *now = std::get_if<QueueState>(&last.instances[instance].machine.pattern);
        before = before == nullptr ? &none : before;
        now = now == nullptr ? &none : now;
        const auto completed = rise(before->completed, now->completed);
        depthBefore += before->ready + before->reserved + before->delayed;
        figures.depth += now->ready + now->reserved + now->delayed;
        figures.put += rise(before->put, now->put);
        figures.completed += completed;
        figures.retried += rise(before->retried, now->retried);
        figures.deadLetters += rise(before->buried, now->buried);
        figures.throughputPerSecond += ratio(static_cast<double>(completed), toSeconds(elapsed(instance)));
        figures.oldestAge = std::max(figures.oldestAge, now->oldestAge);
        sojourn.merge(now->sojourn.since(before->sojourn));
    }
    const std::uint64_t had = depthBefore + figures.put;
    const std::uint64_t known = figures.depth + figures.completed + figures.deadLetters;
    figures.lost = had > known ? had - known : 0;
    figures.sojourn = latencyOf(sojourn);
    return figures;
}

PatternFigures ReportBuilder::State::pattern(const ContainerSubject &subject) const
{
    PatternFigures figures;
    figures.id = subject.id;
    figures.text = subject.text;
    for (const InstanceIndex instance : subject.instances) {
        const PatternState &state = last.instances[instance].machine.pattern;
        const auto now = countersOf(state);
        const auto before = countersOf(first->instances[instance].machine.pattern);
        figures.counters.resize(std::max(figures.counters.size(), now.size()));
        for (std::size_t i = 0; i < now.size(); ++i) {
            CounterFigures &counter = figures.counters[i];
            counter.name = now[i].name;
            const double had = i < before.size() && before[i].value <= now[i].value ? before[i].value : 0;
            counter.value = now[i].isGauge ? std::max(counter.value, now[i].value) : counter.value + now[i].value - had;
        }
        if (!now.empty())
            figures.pattern = patternNameOf(state);
    }
    return figures;
}

Report ReportBuilder::finish(std::string engine) const
{
    const State &state = *m_state;
    Report report;
    report.title = state.plan.title;
    report.engine = std::move(engine);
    report.seed = state.plan.seed;
    report.warmUp = state.plan.warmUp;
    report.events = state.last.events;
    if (!state.first) {
        report.warnings.push_back("There is no window to report: the run was over before its warm-up was.");
        return report;
    }
    report.window = state.last.time - state.first->time;
    std::size_t number = 0;
    for (const LinkSubject &subject : state.subjects.links)
        report.links.push_back(state.link(subject, number++));
    for (const ContainerSubject &subject : state.subjects.containers)
        report.containers.push_back(state.container(subject, number++));
    for (const ElectionTracker &election : state.elections)
        report.elections.push_back(election.finish(state.last));
    for (const ContainerSubject &subject : state.subjects.queues)
        report.queues.push_back(state.queue(subject));
    for (const ContainerSubject &subject : state.subjects.containers) {
        if (PatternFigures figures = state.pattern(subject); !figures.counters.empty())
            report.patterns.push_back(std::move(figures));
    }
    for (std::size_t i = 0; i < state.plan.assertions.size(); ++i)
        report.assertions.push_back(evaluateAssertion(state.plan.assertionIds[i], state.plan.assertions[i], report));
    report.warnings = warningsOf(state.plan, report, state.last);
    return report;
}

} // namespace bayplan
