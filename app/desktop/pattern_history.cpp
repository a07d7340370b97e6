// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/pattern_history.h"

#include <algorithm>

namespace bayplan {

namespace {

constexpr std::size_t greatestPatternCount = 500; ///< containers that are followed
constexpr std::size_t greatestMomentsBytes = 48U << 20U;

bool hasShownPattern(const InstancePlan &instance)
{
    if (!instance.machine)
        return false;
    const BehaviourConfig &behaviour = instance.machine->behaviour;
    return std::holds_alternative<ElectionConfig>(behaviour) || std::holds_alternative<QueueConfig>(behaviour) ||
           std::holds_alternative<WorkerConfig>(behaviour) ||
           std::holds_alternative<MemcacheAmbassadorConfig>(behaviour) ||
           std::holds_alternative<ScatterConfig>(behaviour);
}

/// Roughly, of one moment of the container: enough to bound what a history takes.
std::size_t bytesOfMoment(const InstancePlan &instance)
{
    std::size_t bytes =
        sizeof(InstanceMoment) + instance.peers.size() * (sizeof(CallFigures) + sizeof(ShardState) + 24);
    if (std::holds_alternative<QueueConfig>(instance.machine->behaviour))
        bytes += 8192; // its dead letters
    if (const auto *election = std::get_if<ElectionConfig>(&instance.machine->behaviour))
        bytes += election->further.size() * (sizeof(ElectionState) + 64);
    return bytes;
}

CallFigures figuresOf(const CallStats &calls)
{
    CallFigures figures{calls.sent, calls.succeeded, calls.failed, calls.timedOut, calls.late};
    figures.hasLatency = !calls.latency.empty();
    if (figures.hasLatency) {
        figures.p50Seconds = toSeconds(calls.latency.quantile(0.5));
        figures.p95Seconds = toSeconds(calls.latency.quantile(0.95));
        figures.p99Seconds = toSeconds(calls.latency.quantile(0.99));
        figures.mostSeconds = toSeconds(calls.latency.max());
    }
    return figures;
}

/// A queue without its histogram, which is not copied first.
QueueState lean(const QueueState &queue)
{
    QueueState state;
    state.ready = queue.ready;
    state.reserved = queue.reserved;
    state.delayed = queue.delayed;
    state.buried = queue.buried;
    state.put = queue.put;
    state.completed = queue.completed;
    state.retried = queue.retried;
    state.expired = queue.expired;
    state.refusedLate = queue.refusedLate;
    state.rejected = queue.rejected;
    state.oldestAge = queue.oldestAge;
    state.deadLetters = queue.deadLetters;
    state.olderLetters = queue.olderLetters;
    state.forwarding = queue.forwarding;
    state.forwarded = queue.forwarded;
    state.repeated = queue.repeated;
    state.kicked = queue.kicked;
    state.discarded = queue.discarded;
    return state;
}

InstanceMoment momentFrom(InstanceIndex index, const InstanceSnapshot &shown, Time now)
{
    InstanceMoment moment;
    moment.instance = index;
    moment.alive = shown.alive;
    moment.paused = shown.paused;
    moment.inService = shown.machine.served.inService;
    moment.stateTime = shown.stateTime > Time{} ? shown.stateTime : now;
    const PatternState &pattern = shown.machine.pattern;
    if (const auto *queue = std::get_if<QueueState>(&pattern)) {
        moment.pattern = lean(*queue);
        if (!queue->sojourn.empty()) {
            moment.sojournP50Seconds = toSeconds(queue->sojourn.quantile(0.5));
            moment.sojournP99Seconds = toSeconds(queue->sojourn.quantile(0.99));
        }
        return moment;
    }
    moment.pattern = pattern;
    if (std::holds_alternative<AmbassadorState>(pattern) || std::holds_alternative<ScatterState>(pattern)) {
        moment.calls.reserve(shown.machine.calls.size());
        for (const CallStats &calls : shown.machine.calls)
            moment.calls.push_back(figuresOf(calls));
    }
    return moment;
}

} // namespace

PatternHistory::PatternHistory(const Plan &plan, Duration step) : m_step(step)
{
    std::size_t bytes = sizeof(PatternMoment);
    for (InstanceIndex index = 0; index < plan.instances.size(); ++index) {
        if (!hasShownPattern(plan.instances[index]) || m_tracked.size() >= greatestPatternCount)
            continue;
        m_tracked.push_back(index);
        bytes += bytesOfMoment(plan.instances[index]);
    }
    m_capacity = std::clamp<std::size_t>(greatestMomentsBytes / bytes, 60, 1200);
}

void PatternHistory::add(const Snapshot &snapshot)
{
    if (m_tracked.empty() || snapshot.instances.size() <= m_tracked.back())
        return;
    if (m_newest && snapshot.time < m_newest->time)
        return;
    auto moment = std::make_shared<PatternMoment>();
    moment->time = snapshot.time;
    moment->instances.reserve(m_tracked.size());
    for (const InstanceIndex index : m_tracked)
        moment->instances.push_back(momentFrom(index, snapshot.instances[index], snapshot.time));
    m_newest = moment;
    if (!m_moments.empty() && snapshot.time - m_moments.back()->time < m_step)
        return;
    if (m_moments.size() >= m_capacity)
        halve();
    m_moments.push_back(std::move(moment));
}

void PatternHistory::halve()
{
    std::size_t kept = 0;
    for (std::size_t i = 0; i < m_moments.size(); i += 2)
        m_moments[kept++] = std::move(m_moments[i]);
    m_moments.resize(kept);
    m_step *= 2;
}

PatternMomentPtr PatternHistory::at(std::optional<Time> time) const
{
    if (!m_newest || !time || *time >= m_newest->time)
        return m_newest;
    const auto after = std::upper_bound(m_moments.begin(), m_moments.end(), *time,
                                        [](Time t, const PatternMomentPtr &moment) { return t < moment->time; });
    return after == m_moments.begin() ? m_moments.front() : *std::prev(after);
}

std::vector<PatternMomentPtr> PatternHistory::all() const
{
    std::vector<PatternMomentPtr> moments = m_moments;
    if (m_newest && (moments.empty() || moments.back()->time < m_newest->time))
        moments.push_back(m_newest);
    return moments;
}

const InstanceMoment *momentOf(const PatternMoment &moment, InstanceIndex instance)
{
    const auto found =
        std::lower_bound(moment.instances.begin(), moment.instances.end(), instance,
                         [](const InstanceMoment &one, InstanceIndex index) { return one.instance < index; });
    return found == moment.instances.end() || found->instance != instance ? nullptr : &*found;
}

} // namespace bayplan
