// SPDX-License-Identifier: Apache-2.0
// Processor time of modelled hosts and its limits, and load that is changed from outside.
#include "simulator/world.h"

#include <algorithm>
#include <limits>

namespace bayplan {

void World::compute(InstanceIndex index, const ComputeEffect &effect)
{
    const auto host = m_processors.hostOf(index);
    if (!host)
        return computed(after(m_now, effect.time), index, effect.token);
    m_processors.compute(m_now, index, effect.token, effect.time);
    scheduleProcessor(*host);
}

/// Told like an answer: void in another life, and waiting while the instance cannot step.
void World::computed(Time at, InstanceIndex index, std::uint64_t token)
{
    Happening &happening = push(at, Happening::Kind::Computed, index);
    happening.number = 0;
    happening.id = token;
}

void World::scheduleProcessor(std::uint32_t host)
{
    if (const Time next = m_processors.newAlarm(host); next != never)
        push(next, Happening::Kind::Processor, 0).number = host;
}

void World::processorDue(std::uint32_t host)
{
    if (!m_processors.isDue(m_now, host))
        return;
    while (const auto done = m_processors.takeDone(m_now, host))
        computed(m_now, done->instance, done->token);
    scheduleProcessor(host);
}

void World::dropWork(InstanceIndex index)
{
    m_processors.drop(m_now, index);
    if (const auto host = m_processors.hostOf(index))
        scheduleProcessor(*host);
}

void World::holdWork(InstanceIndex index)
{
    m_processors.hold(m_now, index, m_instances[index].pauses > 0);
    if (const auto host = m_processors.hostOf(index))
        scheduleProcessor(*host);
}

/// All that is on at the moment, multiplied.
double World::loadFactorOf(InstanceIndex index) const
{
    double factor = 1;
    for (const ActiveFault &fault : m_faults) {
        const auto &hit = fault.plan.instances;
        if (fault.plan.kind == "load" && !fault.over && std::ranges::find(hit, index) != hit.end())
            factor *= fault.plan.factor;
    }
    return factor;
}

void World::tellLoad(InstanceIndex index)
{
    const auto &machine = planOf(index).machine;
    if (machine && std::holds_alternative<LoadConfig>(machine->behaviour))
        push(m_now, Happening::Kind::LoadChanged, index).number = 0;
}

void World::changeLoad(const FaultPlan &plan)
{
    for (const InstanceIndex index : plan.instances)
        tellLoad(index);
}

/// The tightest of all that are on, and of the container's own.
double World::coreLimitOf(InstanceIndex index) const
{
    double limit = planOf(index).cpus > 0 ? planOf(index).cpus : std::numeric_limits<double>::infinity();
    for (const ActiveFault &fault : m_faults) {
        const auto &hit = fault.plan.instances;
        const bool isOn = fault.plan.kind == "limits" && !fault.over && fault.plan.cpus > 0;
        if (isOn && std::ranges::find(hit, index) != hit.end())
            limit = std::min(limit, fault.plan.cpus);
    }
    return limit;
}

void World::changeLimits(const FaultPlan &plan)
{
    for (const InstanceIndex index : plan.instances) {
        m_processors.limit(m_now, index, coreLimitOf(index));
        if (const auto host = m_processors.hostOf(index))
            scheduleProcessor(*host);
    }
}

} // namespace bayplan
