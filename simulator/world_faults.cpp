// SPDX-License-Identifier: Apache-2.0
// What is broken on purpose, and its mending.
#include "simulator/world.h"

#include "engine/plan/injected_fault.h"
#include "engine/plan/queue_order.h"

#include <algorithm>
#include <utility>

namespace bayplan {
namespace {

bool isTraffic(const FaultPlan &plan)
{
    return plan.kind == "partition" || plan.kind == "cut" || plan.kind == "degrade";
}

bool hits(const FaultPlan &plan, InstanceIndex index)
{
    return std::ranges::find(plan.instances, index) != plan.instances.end();
}

} // namespace

void World::inject(const FaultPlan &fault)
{
    beginFault(fault);
}

void World::order(const FaultPlan &plan)
{
    for (const InstanceIndex index : plan.instances) {
        if (!m_instances[index].alive) {
            tell("order-failed", planOf(index).name, plan.text + ": it is down");
            continue;
        }
        Happening &happening = push(m_now, Happening::Kind::Order, index);
        happening.number = 0;
        happening.id = ~std::uint64_t{m_orders++}; // no connection has that number
        happening.asked = requestOf(plan);
    }
}

void World::beginFault(const FaultPlan &plan)
{
    if (isQueueOrder(plan.kind))
        return order(plan);
    tell("fault", plan.id.empty() ? plan.text : plan.id, plan.text);
    if (plan.kind == "kill" || plan.kind == "oom" || plan.kind == "restart" || plan.kind == "stop") {
        kill(plan);
    } else if (plan.kind == "roll") {
        beginRoll(plan);
    } else if (plan.kind == "replicate") {
        replicate(plan);
    } else if (plan.kind == "resume") {
        resume(plan);
    } else if (plan.kind == "crash") {
        armCrash(plan);
    } else if (plan.kind == "message") {
        meddle(plan);
    } else if (plan.kind != "wallclock") { // no machine is given the time of day: it stays a mark in the history
        const auto number = static_cast<std::uint32_t>(m_faults.size());
        m_faults.push_back({.plan = plan, .lanes = {}, .held = {}});
        countActive(plan, 1);
        beginActive(number);
        if (plan.length > Duration(0))
            push(after(m_now, plan.length), Happening::Kind::FaultOver, 0).number = number;
    }
}

void World::beginActive(std::uint32_t number)
{
    ActiveFault &fault = m_faults[number];
    const FaultPlan &plan = fault.plan;
    if (plan.kind == "pause") {
        pause(fault);
    } else if (isTraffic(plan)) {
        fault.lanes = lanesOf(m_plan, plan);
        flap(number);
    } else if (plan.kind == "disk") {
        beginDisk(plan);
    } else if (plan.kind == "clock") {
        setClock(plan, true);
    } else if (plan.kind == "slow") {
        setStepTime(plan, true);
    } else if (plan.kind == "load") {
        changeLoad(plan);
    } else if (plan.kind == "limits") {
        changeLimits(plan);
    }
}

void World::endFault(std::uint32_t number)
{
    ActiveFault &fault = m_faults[number];
    if (std::exchange(fault.over, true))
        return;
    const bool hasHit = !fault.lanes.empty() || !fault.held.empty() ||
                        (!isTraffic(fault.plan) && fault.plan.kind != "pause" && !fault.plan.instances.empty());
    if (hasHit)
        tell("healed", fault.plan.id.empty() ? fault.plan.text : fault.plan.id, fault.plan.text);
    endActive(number);
    countActive(fault.plan, -1);
}

void World::countActive(const FaultPlan &plan, int change)
{
    m_activeFaults += change;
    if ((plan.kind == "partition" || plan.kind == "cut") && plan.period <= Duration(0))
        m_activeCuts += change;
    if (m_elections)
        m_elections->faultsChanged(m_now, m_activeFaults == 0              ? Broken::Nothing
                                          : m_activeFaults == m_activeCuts ? Broken::Cuts
                                                                           : Broken::More);
}

void World::endActive(std::uint32_t number)
{
    ActiveFault &fault = m_faults[number];
    setFlow(number, false);
    if (fault.plan.kind == "disk")
        endDisk(fault.plan);
    else if (fault.plan.kind == "clock")
        setClock(fault.plan, false);
    else if (fault.plan.kind == "slow")
        setStepTime(fault.plan, false);
    else if (fault.plan.kind == "load")
        changeLoad(fault.plan);
    else if (fault.plan.kind == "limits")
        changeLimits(fault.plan);
    for (const auto &[index, life] : std::exchange(fault.held, {}))
        release(index, life);
}

void World::kill(const FaultPlan &plan)
{
    for (const InstanceIndex index : plan.instances) {
        if (waitsAsSpare(index))
            continue;
        if (plan.kind == "restart") {
            restart(index);
            continue;
        }
        if (plan.kind == "stop") {
            stop(index);
        } else {
            end(index, plan.kind == "oom" ? Ending::OutOfMemory : Ending::Killed, plan.text);
        }
        keepDown(index, plan.length);
    }
}

/// Until the last of those that keep it down is over; a restart comes before that.
void World::keepDown(InstanceIndex index, Duration length)
{
    Time &downUntil = m_containers[index].downUntil;
    if (m_instances[index].life > 0) // what was not started yet is started in its turn
        downUntil = std::max(downUntil, length > Duration(0) ? after(m_now, length) : never);
    m_instances[index].startAgain = false;
    if (length > Duration(0))
        push(after(m_now, length), Happening::Kind::Start, index).number = 0;
}

void World::resume(const FaultPlan &plan)
{
    for (std::uint32_t number = 0; number < m_faults.size(); ++number)
        if (isEndedBy(m_faults[number].plan, plan))
            endFault(number);
}

// ---- traffic -------------------------------------------------------------------------------------------------------

void World::flap(std::uint32_t number)
{
    ActiveFault &fault = m_faults[number];
    if (fault.over)
        return;
    setFlow(number, !fault.flows);
    if (fault.plan.period <= Duration(0))
        return;
    const Duration on = fromSeconds(toSeconds(fault.plan.period) * fault.plan.duty);
    const Duration lasts = std::max(Duration(1), fault.flows ? on : fault.plan.period - on);
    push(after(m_now, lasts), Happening::Kind::FaultFlaps, 0).number = number;
}

void World::setFlow(std::uint32_t number, bool flows)
{
    ActiveFault &fault = m_faults[number];
    if (std::exchange(fault.flows, flows) == flows)
        return;
    for (const LaneId &lane : fault.lanes) {
        if (fault.plan.kind == "degrade" && flows)
            m_network.lane(lane).trouble(number, fault.plan.trouble);
        else if (fault.plan.kind == "degrade")
            m_network.lane(lane).calm(number);
        else
            setCut(lane, flows);
    }
}

void World::setCut(const LaneId &lane, bool isCut)
{
    if (isCut)
        m_network.lane(lane).cut();
    else
        m_network.lane(lane).heal();
    Watch *watch = m_instances[lane.caller].watch;
    if (watch != nullptr && lane.way == LaneWay::There)
        watch->laneCut(lane.caller, lane.peer, m_now, isCut);
}

// ---- processor, disk, clock ----------------------------------------------------------------------------------------

void World::pause(ActiveFault &fault)
{
    for (const InstanceIndex index : fault.plan.instances) {
        Instance &instance = m_instances[index];
        if (!instance.alive)
            continue;
        ++instance.pauses;
        holdWork(index);
        fault.held.emplace_back(index, instance.life);
    }
}

void World::release(InstanceIndex index, std::uint32_t life)
{
    Instance &instance = m_instances[index];
    if (!instance.alive || instance.life != life)
        return;
    --instance.pauses;
    holdWork(index);
    m_containers[index].resumed = m_now;
    drain(index);
}

void World::armCrash(const FaultPlan &plan)
{
    const CrashMoment moment = plan.how == "after"  ? CrashMoment::After
                               : plan.how == "torn" ? CrashMoment::Torn
                                                    : CrashMoment::Before;
    for (const InstanceIndex index : plan.instances)
        m_containers[index].hardship.value().crash = Crash{moment, plan.length};
}

void World::beginDisk(const FaultPlan &plan)
{
    for (const InstanceIndex index : plan.instances) {
        Container &container = m_containers[index];
        Disk &disk = container.hardship.value().disk;
        if (plan.how == "full") {
            ++disk.full;
        } else if (plan.how == "slow") {
            disk.slow = std::max(disk.slow, plan.delay);
        } else if (++disk.lying == 1) {
            disk.honest = writtenBy(index);
        }
    }
}

void World::endDisk(const FaultPlan &plan)
{
    for (const InstanceIndex index : plan.instances) {
        Disk &disk = m_containers[index].hardship.value().disk;
        if (plan.how == "full")
            --disk.full;
        else if (plan.how == "slow")
            disk.slow = delayWithout(plan, index, disk.slow);
        else
            --disk.lying;
    }
}

/// The last one that began and still is on.
std::int64_t World::clockRateOf(InstanceIndex index) const
{
    const auto last = std::ranges::find_if(m_faults.rbegin(), m_faults.rend(), [&](const ActiveFault &fault) {
        return !fault.over && fault.plan.kind == "clock" && hits(fault.plan, index);
    });
    return last == m_faults.rend() ? SkewedClock::truePpm : last->plan.ratePpm;
}

void World::setClock(const FaultPlan &plan, bool begins)
{
    for (const InstanceIndex index : plan.instances) {
        SkewedClock &clock = m_instances[index].clock;
        if (begins && !clock.jump(m_now, plan.jump))
            tell("fault-failed", planOf(index).name, "its clock is as far ahead as a clock can be");
        clock.setRate(m_now, clockRateOf(index));
        scheduleWake(index);
    }
}

/// The greatest delay by faults of its kind, 0 when none is on: they are looked through when the greatest ends, until
/// another as great is found.
Duration World::delayWithout(const FaultPlan &ended, InstanceIndex index, Duration greatest) const
{
    Duration delay{0};
    if (ended.delay < greatest)
        return greatest;
    for (auto fault = m_faults.rbegin(); fault != m_faults.rend() && delay < greatest; ++fault) {
        if (!fault->over && fault->plan.kind == ended.kind && fault->plan.how == ended.how && hits(fault->plan, index))
            delay = std::max(delay, fault->plan.delay);
    }
    return delay;
}

void World::setStepTime(const FaultPlan &plan, bool begins)
{
    for (const InstanceIndex index : plan.instances) {
        Duration &stepTime = m_containers[index].hardship.value().stepTime;
        stepTime = begins ? std::max(stepTime, plan.delay) : delayWithout(plan, index, stepTime);
        m_instances[index].slow = stepTime > Duration(0);
    }
}

} // namespace bayplan
