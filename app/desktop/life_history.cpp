// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/life_history.h"

#include <algorithm>

namespace bayplan {

namespace {

constexpr std::size_t greatestLifeCount = 500;
constexpr std::size_t greatestLifeSpans = 1000;

std::uint64_t more(std::uint64_t before, std::uint64_t now)
{
    return now > before ? now - before : 0;
}

/// Between two looks it was in the one and in the other: a loss is put down to the one that explains it.
int severityOf(LifePhase phase)
{
    switch (phase) {
    case LifePhase::Ready:
        return 0;
    case LifePhase::Draining:
        return 1;
    case LifePhase::Paused:
        return 2;
    case LifePhase::Created:
    case LifePhase::Starting:
        return 3;
    case LifePhase::Down:
        return 4;
    }
    return 0;
}

LifePhase worse(LifePhase a, LifePhase b)
{
    return severityOf(a) >= severityOf(b) ? a : b;
}

} // namespace

LifePhase lifePhaseOf(const InstanceSnapshot &instance)
{
    if (!instance.alive)
        return instance.machine.phase == Phase::Created && instance.restarts == 0 ? LifePhase::Created
                                                                                  : LifePhase::Down;
    if (instance.paused)
        return LifePhase::Paused;
    if (!instance.known)
        return LifePhase::Ready; // a program of the user's own says nothing more than that it runs
    switch (instance.machine.phase) {
    case Phase::Created:
    case Phase::Starting:
        return LifePhase::Starting;
    case Phase::Ready:
        return LifePhase::Ready;
    case Phase::Draining:
    case Phase::Stopped:
        return LifePhase::Draining;
    }
    return LifePhase::Ready;
}

LifeHistory::LifeHistory(const Plan &plan)
{
    if (plan.instances.size() > greatestLifeCount)
        return;
    m_callees.resize(plan.instances.size());
    m_seen.resize(plan.instances.size());
    for (InstanceIndex index = 0; index < plan.instances.size(); ++index) {
        const InstancePlan &instance = plan.instances[index];
        for (const PeerPlan &peer : instance.peers)
            m_callees[index].push_back(peer.instance);
        m_seen[index].failedCalls.resize(instance.peers.size());
        if (instance.role != Role::Pause)
            m_lanes.push_back({.instance = index, .spans = {}, .phases = {}});
    }
}

void LifeHistory::add(const Snapshot &snapshot)
{
    if (m_lanes.empty() || snapshot.instances.size() != m_seen.size() || snapshot.time < m_lastTime)
        return;
    const std::vector<std::uint64_t> failures = failuresByCallee(snapshot);
    for (LifeLane &lane : m_lanes) {
        const InstanceSnapshot &shown = snapshot.instances[lane.instance];
        Seen &seen = m_seen[lane.instance];
        const LifePhase now = lifePhaseOf(shown);
        const LifePhase before = lane.spans.empty() ? now : lane.spans.back().phase;
        PhaseLosses &blamed = lane.phases[static_cast<std::size_t>(worse(before, now))];
        blamed.callsFailed += failures[lane.instance];
        blamed.refused += more(seen.refused, shown.machine.served.refused);
        lane.phases[static_cast<std::size_t>(before)].cutShort += more(seen.lost, shown.lost.value_or(0));
        seen.refused = shown.machine.served.refused;
        seen.lost = shown.lost.value_or(0);
        lane.countsCutShort = lane.countsCutShort || shown.lost;
        lane.restarts = shown.restarts;
        extendLane(lane, now, snapshot.time);
    }
    m_lastTime = snapshot.time;
}

std::vector<std::uint64_t> LifeHistory::failuresByCallee(const Snapshot &snapshot)
{
    std::vector<std::uint64_t> failures(m_seen.size());
    for (InstanceIndex caller = 0; caller < m_seen.size(); ++caller) {
        const auto &calls = snapshot.instances[caller].machine.calls;
        auto &seen = m_seen[caller].failedCalls;
        for (std::size_t peer = 0; peer < std::min(calls.size(), seen.size()); ++peer) {
            const std::uint64_t failed = calls[peer].failed + calls[peer].timedOut;
            if (m_callees[caller][peer] < failures.size())
                failures[m_callees[caller][peer]] += more(seen[peer], failed);
            seen[peer] = failed;
        }
    }
    return failures;
}

/// What was true at the last look is taken to have been true up to this one.
void LifeHistory::extendLane(LifeLane &lane, LifePhase phase, Time now)
{
    if (!lane.spans.empty()) {
        LifeSpan &last = lane.spans.back();
        lane.phases[static_cast<std::size_t>(last.phase)].time += now - last.end;
        last.end = now;
        if (last.phase == phase)
            return;
        const Duration lasted = last.end - last.begin;
        if (last.phase == LifePhase::Draining)
            lane.longestDrain = std::max(lane.longestDrain, lasted);
        if (last.phase == LifePhase::Down) {
            lane.lastDown = lasted;
            lane.longestDown = std::max(lane.longestDown, lasted);
        }
    }
    if (lane.spans.size() >= greatestLifeSpans)
        lane.spans.erase(lane.spans.begin(), lane.spans.begin() + greatestLifeSpans / 10);
    lane.spans.push_back({now, now, phase});
    ++lane.phases[static_cast<std::size_t>(phase)].times;
}

} // namespace bayplan
