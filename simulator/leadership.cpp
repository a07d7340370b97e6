// SPDX-License-Identifier: Apache-2.0
#include "simulator/leadership.h"

#include "engine/base/units.h"

namespace bayplan {

Leadership::Leadership(const Plan &plan)
    : m_plan(plan), m_groups(electionsOf(plan)), m_groupOf(plan.instances.size()), m_holders(plan.instances.size()),
      m_leaders(m_groups.size()), m_violations(m_groups.size())
{
    for (std::size_t group = 0; group < m_groups.size(); ++group) {
        for (const InstanceIndex member : m_groups[group].members)
            m_groupOf[member] = group;
    }
}

void Leadership::stepped(InstanceIndex instance, const Machine &machine, Time now)
{
    const MachineState state = machine.state(now);
    const auto *election = std::get_if<ElectionState>(&state.pattern);
    if (election == nullptr)
        return;
    const std::size_t group = *m_groupOf[instance];
    Holder &holder = m_holders[instance];
    const bool held = holder.leaseEnd > now;
    m_changed = m_changed || held != election->leaseValid || (held && holder.term != election->term);
    holder.leaseEnd = election->leaseValid ? now + election->leaseRemaining : Time{};
    holder.term = election->term;
    if (election->leaseValid)
        checkLeases(group, instance, now);
    if (election->role == ElectionRole::Leader)
        checkTerm(group, instance, election->term, now);
}

void Leadership::checkLeases(std::size_t group, InstanceIndex instance, Time now)
{
    for (const InstanceIndex other : m_groups[group].members) {
        if (other == instance || m_holders[other].leaseEnd <= now || !m_violations[group].empty())
            continue;
        m_violations[group] = "Two valid leases at " + formatDuration(now.time_since_epoch()) + ": " +
                              m_plan.instances[other].name + " and " + m_plan.instances[instance].name + '.';
    }
}

void Leadership::checkTerm(std::size_t group, InstanceIndex instance, std::uint64_t term, Time now)
{
    const auto [leader, isNew] = m_leaders[group].try_emplace(term, instance);
    if (isNew || leader->second == instance || !m_violations[group].empty())
        return;
    m_violations[group] = "Two leaders of term " + std::to_string(term) + " at " +
                          formatDuration(now.time_since_epoch()) + ": " + m_plan.instances[leader->second].name +
                          " and " + m_plan.instances[instance].name + '.';
}

void Leadership::ended(InstanceIndex instance)
{
    if (!watches(instance))
        return;
    m_changed = true;
    m_holders[instance] = {};
}

bool Leadership::takeChange()
{
    return std::exchange(m_changed, false);
}

} // namespace bayplan
