// SPDX-License-Identifier: Apache-2.0
#include "engine/report/election_tracker.h"

#include "engine/base/units.h"

#include <algorithm>

namespace bayplan {
namespace {

const ElectionState *stateOf(const Snapshot &snapshot, InstanceIndex member, const ElectionGroup &group)
{
    return electionState(snapshot.instances[member].machine, group.number);
}

bool holdsLease(const Snapshot &snapshot, InstanceIndex member, const ElectionGroup &group)
{
    const ElectionState *state = stateOf(snapshot, member, group);
    return state != nullptr && snapshot.instances[member].alive && state->leaseValid;
}

std::uint64_t electionsIn(const Snapshot &snapshot, const ElectionGroup &group)
{
    std::uint64_t sum = 0;
    for (const InstanceIndex member : group.members) {
        if (const ElectionState *state = stateOf(snapshot, member, group))
            sum += state->elections;
    }
    return sum;
}

} // namespace

void ElectionTracker::observe(const Snapshot &snapshot, bool inWindow)
{
    if (inWindow && !m_inWindow) {
        m_inWindow = true;
        m_electionsBefore = electionsIn(snapshot, m_group);
        m_gapStart = std::max(m_gapStart, snapshot.time);
    }
    checkTerms(snapshot);
    const auto leader = std::ranges::find_if(
        m_group.members, [&](InstanceIndex member) { return holdsLease(snapshot, member, m_group); });
    if (leader == m_group.members.end())
        lack(snapshot.time);
    else
        lead(snapshot, *leader);
}

void ElectionTracker::lead(const Snapshot &snapshot, InstanceIndex leader)
{
    if (m_gapOpen)
        count(snapshot.time - m_gapStart);
    m_gapOpen = false;
    m_leaseEnd = snapshot.instances[leader].stateTime + stateOf(snapshot, leader, m_group)->leaseRemaining;
}

void ElectionTracker::lack(Time now)
{
    if (!m_gapOpen)
        m_gapStart = std::min(now, std::max(m_leaseEnd, m_gapStart));
    m_gapOpen = true;
    if (!m_inWindow)
        m_gapStart = now;
}

void ElectionTracker::count(Duration gap)
{
    if (!m_inWindow)
        return;
    m_total += gap;
    m_longest = std::max(m_longest, gap);
}

void ElectionTracker::checkTerms(const Snapshot &snapshot)
{
    InstanceIndex holder = 0;
    int holders = 0;
    for (const InstanceIndex member : m_group.members) {
        const ElectionState *state = stateOf(snapshot, member, m_group);
        if (state == nullptr || !snapshot.instances[member].alive)
            continue;
        if (state->role == ElectionRole::Leader) {
            const auto [known, isNew] = m_leaderOfTerm.try_emplace(state->term, member);
            if (!isNew && known->second != member && m_violation.empty())
                m_violation = "Two leaders of term " + std::to_string(state->term) + '.';
        }
        // States of two members compare only when taken at one instant: those of agents come in one by one.
        const bool sameInstant =
            holders == 0 || snapshot.instances[holder].stateTime == snapshot.instances[member].stateTime;
        // A state of old, as the first after joining a deployment, says nothing of a lease now.
        const InstanceSnapshot &seen = snapshot.instances[member];
        const bool holds = seen.known && state->leaseValid && seen.stateTime + state->leaseRemaining > snapshot.time;
        if (holds && sameInstant) {
            holder = member;
            ++holders;
        }
    }
    if (holders > 1 && m_violation.empty())
        m_violation = "Two valid leases at " + formatDuration(snapshot.time.time_since_epoch()) + '.';
}

ElectionFigures ElectionTracker::finish(const Snapshot &last) const
{
    ElectionFigures figures;
    figures.name = m_group.name;
    figures.elections = electionsIn(last, m_group) - std::min(electionsIn(last, m_group), m_electionsBefore);
    figures.withoutLeader = m_total;
    figures.longestWithout = m_longest;
    if (m_gapOpen && m_inWindow) {
        figures.withoutLeader += last.time - m_gapStart;
        figures.longestWithout = std::max(figures.longestWithout, Duration(last.time - m_gapStart));
    }
    for (const InstanceIndex member : m_group.members) {
        const ElectionState *state = stateOf(last, member, m_group);
        if (state == nullptr)
            continue;
        figures.term = std::max(figures.term, state->term);
        if (holdsLease(last, member, m_group))
            figures.leader = state->member;
    }
    figures.safe = m_violation.empty();
    figures.safety =
        figures.safe ? "At every observation at most one leader per term and one valid lease." : m_violation;
    return figures;
}

} // namespace bayplan
