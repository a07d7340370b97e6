// SPDX-License-Identifier: Apache-2.0
#include "engine/report/merge.h"

#include "engine/base/random.h"
#include "engine/report/broken_promises.h"
#include "engine/report/confidence.h"
#include "engine/report/theory.h"
#include "engine/report/warnings.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

namespace bayplan {
namespace {

/// Of one latency over replications.
struct LatencyMoments {
    Moments mean, p50, p90, p99, p999;

    void add(const LatencyFigures &latency)
    {
        if (latency.samples == 0)
            return;
        mean.add(toSeconds(latency.mean));
        p50.add(toSeconds(latency.p50));
        p90.add(toSeconds(latency.p90));
        p99.add(toSeconds(latency.p99));
        p999.add(toSeconds(latency.p999));
    }

    Duration meanHalfWidth() const { return fromSeconds(mean.halfWidth99()); }

    void writeTo(LatencyFigures &latency) const
    {
        if (latency.samples == 0)
            return;
        latency.mean = fromSeconds(mean.mean());
        latency.p50 = latency.histogram.quantile(0.5);
        latency.p90 = latency.histogram.quantile(0.9);
        latency.p99 = latency.histogram.quantile(0.99);
        latency.p999 = latency.histogram.quantile(0.999);
        latency.p50HalfWidth = fromSeconds(p50.halfWidth99());
        latency.p90HalfWidth = fromSeconds(p90.halfWidth99());
        latency.p99HalfWidth = fromSeconds(p99.halfWidth99());
        latency.p999HalfWidth = fromSeconds(p999.halfWidth99());
    }
};

void pool(LatencyFigures &all, const LatencyFigures &one)
{
    all.samples += one.samples;
    all.histogram.merge(one.histogram);
}

struct LinkMoments {
    Moments throughput, errorRatio;
    LatencyMoments latency;
    std::uint32_t transient = 0;

    void add(const LinkFigures &link)
    {
        transient += link.transient ? 1 : 0;
        throughput.add(link.throughputPerSecond);
        errorRatio.add(link.errorRatio);
        latency.add(link.latency);
    }
    void writeTo(LinkFigures &link) const
    {
        link.throughputPerSecond = throughput.mean();
        link.throughputHalfWidth = throughput.halfWidth99();
        link.errorRatio = errorRatio.mean();
        link.errorRatioHalfWidth = errorRatio.halfWidth99();
        latency.writeTo(link.latency);
        link.meanHalfWidth = latency.meanHalfWidth();
        link.correlated = false; // replications are independent
        link.transient = 2 * transient > throughput.count();
    }
};

struct ContainerMoments {
    Moments throughput, utilisation, inService, queueDepth, lossRatio, arrivals, early, late;
    std::uint32_t growing = 0, transient = 0;
    LatencyMoments latency;

    void add(const ContainerFigures &container)
    {
        throughput.add(container.throughputPerSecond);
        utilisation.add(container.utilisation);
        inService.add(container.inService);
        queueDepth.add(container.queueDepth);
        lossRatio.add(container.lossRatio);
        arrivals.add(container.arrivalsPerSecond);
        early.add(container.earlyQueueDepth);
        late.add(container.lateQueueDepth);
        growing += container.queueGrows ? 1 : 0;
        transient += container.transient ? 1 : 0;
        latency.add(container.latency);
    }
    void writeTo(ContainerFigures &container) const
    {
        container.throughputPerSecond = throughput.mean();
        container.throughputHalfWidth = throughput.halfWidth99();
        container.utilisation = utilisation.mean();
        container.utilisationHalfWidth = utilisation.halfWidth99();
        container.inService = inService.mean();
        container.inServiceHalfWidth = inService.halfWidth99();
        container.queueDepth = queueDepth.mean();
        container.queueDepthHalfWidth = queueDepth.halfWidth99();
        container.lossRatio = lossRatio.mean();
        container.lossRatioHalfWidth = lossRatio.halfWidth99();
        container.arrivalsPerSecond = arrivals.mean();
        container.earlyQueueDepth = early.mean();
        container.lateQueueDepth = late.mean();
        container.queueGrows = 2 * growing > throughput.count();
        latency.writeTo(container.latency);
        container.meanHalfWidth = latency.meanHalfWidth();
        container.correlated = false;
        container.transient = 2 * transient > throughput.count();
    }
};

struct QueueMoments {
    Moments depth, throughput;
    LatencyMoments sojourn;

    void add(const QueueFigures &queue)
    {
        depth.add(static_cast<double>(queue.depth));
        throughput.add(queue.throughputPerSecond);
        sojourn.add(queue.sojourn);
    }
    void writeTo(QueueFigures &queue) const
    {
        queue.depth = static_cast<std::uint64_t>(depth.mean() + 0.5);
        queue.depthHalfWidth = depth.halfWidth99();
        queue.throughputPerSecond = throughput.mean();
        queue.throughputHalfWidth = throughput.halfWidth99();
        sojourn.writeTo(queue.sojourn);
        queue.sojournHalfWidth = sojourn.meanHalfWidth();
    }
};

struct ElectionMoments {
    Moments withoutLeader;
};

void sumUp(ElectionFigures &all, const ElectionFigures &one)
{
    all.term = std::max(all.term, one.term);
    all.elections += one.elections;
    all.longestWithout = std::max(all.longestWithout, one.longestWithout);
    if (all.safe && !one.safe)
        all.safety = one.safety;
    all.safe = all.safe && one.safe;
}

void sumUp(QueueFigures &all, const QueueFigures &one)
{
    all.put += one.put;
    all.completed += one.completed;
    all.retried += one.retried;
    all.deadLetters += one.deadLetters;
    all.lost += one.lost;
    all.expired += one.expired;
    all.refusedLate += one.refusedLate;
    all.rejected += one.rejected;
    all.oldestAge = std::max(all.oldestAge, one.oldestAge);
    pool(all.sojourn, one.sojourn);
}

void sumUp(PatternFigures &all, const PatternFigures &one)
{
    for (std::size_t i = 0; i < std::min(all.counters.size(), one.counters.size()); ++i) {
        CounterFigures &sum = all.counters[i];
        const double value = one.counters[i].value;
        sum.value = sum.isGauge ? std::max(sum.value, value) : sum.value + value;
    }
}

/// Of one assertion: a count of ten replications is ten times that of one, so that each of them is judged.
struct AssertionVerdicts {
    std::optional<AssertionFigures> failed; ///< the first
    std::uint32_t failedIn = 0;             ///< number of its replication, from 1
    std::optional<AssertionFigures> least, greatest;

    void add(const AssertionFigures &assertion, std::uint32_t replication)
    {
        if (!assertion.held && !failed) {
            failed = assertion;
            failedIn = replication;
        }
        if (!least || assertion.value < least->value)
            least = assertion;
        if (!greatest || assertion.value > greatest->value)
            greatest = assertion;
    }

    AssertionFigures together(std::uint32_t replications) const
    {
        AssertionFigures all = failed ? *failed : *greatest;
        if (failed)
            all.measured += " in replication " + std::to_string(failedIn) + " of " + std::to_string(replications);
        else if (least->value == greatest->value)
            all.measured += " in each replication";
        else
            all.measured = least->measured + " to " + greatest->measured + " in each replication";
        return all;
    }
};

/// One hash of all, in order.
std::string joinedHash(const std::string &a, const std::string &b)
{
    const std::string both = a + b;
    std::uint64_t hash = stableHash(both.data(), both.size());
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text(16, '0');
    for (auto digit = text.rbegin(); digit != text.rend(); ++digit, hash >>= 4U)
        *digit = digits[hash & 15U];
    return text;
}

} // namespace

struct ReplicationMerger::State {
    explicit State(const Plan &mergedPlan) : plan(mergedPlan) {}

    void begin(const Report &report);
    void addMoments(const Report &report);
    void sum(const Report &report);

    const Plan &plan;
    Report total; ///< sums, and everything that is equal in all
    std::vector<LinkMoments> links;
    std::vector<ContainerMoments> containers;
    std::vector<QueueMoments> queues;
    std::vector<ElectionMoments> elections;
    std::vector<AssertionVerdicts> assertions;
    std::vector<BrokenPromise> broken;
};

void ReplicationMerger::State::begin(const Report &report)
{
    total = report;
    links.resize(report.links.size());
    containers.resize(report.containers.size());
    queues.resize(report.queues.size());
    elections.resize(report.elections.size());
    assertions.resize(report.assertions.size());
}

void ReplicationMerger::State::addMoments(const Report &report)
{
    for (std::size_t i = 0; i < links.size(); ++i)
        links[i].add(report.links[i]);
    for (std::size_t i = 0; i < containers.size(); ++i)
        containers[i].add(report.containers[i]);
    for (std::size_t i = 0; i < queues.size(); ++i)
        queues[i].add(report.queues[i]);
    for (std::size_t i = 0; i < elections.size(); ++i)
        elections[i].withoutLeader.add(toSeconds(report.elections[i].withoutLeader));
    for (std::size_t i = 0; i < std::min(assertions.size(), report.assertions.size()); ++i)
        assertions[i].add(report.assertions[i], total.replications);
}

void ReplicationMerger::State::sum(const Report &report)
{
    ++total.replications;
    total.events += report.events;
    total.traceHash = joinedHash(total.traceHash, report.traceHash);
    if (total.violations && report.violations)
        *total.violations += *report.violations;
    for (std::size_t i = 0; i < links.size(); ++i) {
        total.links[i].sent += report.links[i].sent;
        total.links[i].errors += report.links[i].errors;
        pool(total.links[i].latency, report.links[i].latency);
    }
    for (std::size_t i = 0; i < containers.size(); ++i) {
        total.containers[i].errors += report.containers[i].errors;
        if (total.containers[i].cutShort && report.containers[i].cutShort)
            *total.containers[i].cutShort += *report.containers[i].cutShort;
        pool(total.containers[i].latency, report.containers[i].latency);
    }
    for (std::size_t i = 0; i < queues.size(); ++i)
        sumUp(total.queues[i], report.queues[i]);
    for (std::size_t i = 0; i < elections.size(); ++i)
        sumUp(total.elections[i], report.elections[i]);
    for (std::size_t i = 0; i < std::min(total.patterns.size(), report.patterns.size()); ++i)
        sumUp(total.patterns[i], report.patterns[i]);
}

ReplicationMerger::ReplicationMerger(const Plan &plan) : m_state(std::make_unique<State>(plan)) {}
ReplicationMerger::~ReplicationMerger() = default;

void ReplicationMerger::add(const Report &report)
{
    if (m_count == 0)
        m_state->begin(report);
    else
        m_state->sum(report);
    m_state->addMoments(report);
    ++m_count;
    addBroken(m_state->broken, report.broken, m_count);
}

Report ReplicationMerger::merged() const
{
    const State &state = *m_state;
    Report report = state.total;
    if (m_count < 2)
        return report;
    for (std::size_t i = 0; i < state.links.size(); ++i)
        state.links[i].writeTo(report.links[i]);
    for (std::size_t i = 0; i < state.containers.size(); ++i)
        state.containers[i].writeTo(report.containers[i]);
    for (std::size_t i = 0; i < state.queues.size(); ++i)
        state.queues[i].writeTo(report.queues[i]);
    for (std::size_t i = 0; i < state.elections.size(); ++i) {
        report.elections[i].withoutLeader = fromSeconds(state.elections[i].withoutLeader.mean());
        report.elections[i].withoutLeaderHalfWidth = fromSeconds(state.elections[i].withoutLeader.halfWidth99());
    }
    for (std::size_t i = 0; i < report.assertions.size(); ++i) {
        AssertionFigures &assertion = report.assertions[i];
        assertion = assertion.isTotal ? state.assertions[i].together(report.replications)
                                      : evaluateAssertion(assertion.id, assertion.text, report);
    }
    report.theory = theoryOf(state.plan, report);
    report.broken = state.broken;
    report.warnings = brokenPromiseWarnings(report.broken, m_count);
    const std::vector<std::string> others = warningsOf(state.plan, report);
    report.warnings.insert(report.warnings.end(), others.begin(), others.end());
    return report;
}

} // namespace bayplan
