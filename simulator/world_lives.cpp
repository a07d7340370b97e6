// SPDX-License-Identifier: Apache-2.0
// Starts, ends and faults.
#include "simulator/world.h"

#include "engine/plan/lives.h"

#include <algorithm>
#include <set>
#include <utility>

namespace bayplan {
namespace {

/// From an engine's order to start a container until its program runs.
constexpr Duration containerStartTime = std::chrono::milliseconds(300);

} // namespace

void World::scheduleStarts()
{
    // All at time 0, in an order in which each comes after those it waits for; circles are cut where they close.
    std::vector<bool> done(m_instances.size());
    std::vector<InstanceIndex> waiting;
    for (InstanceIndex index = 0; index < m_instances.size(); ++index)
        waiting.push_back(index);
    while (!waiting.empty()) {
        std::vector<InstanceIndex> left;
        for (const InstanceIndex index : waiting) {
            const auto &before = m_instances[index].plan->startAfter;
            if (std::ranges::all_of(before, [&](InstanceIndex other) { return done[other]; })) {
                done[index] = true;
                push(m_now, Happening::Kind::Start, index).number = 0;
            } else {
                left.push_back(index);
            }
        }
        if (left.size() == waiting.size()) {
            done[left.front()] = true;
            push(m_now, Happening::Kind::Start, left.front()).number = 0;
            left.erase(left.begin());
        }
        waiting = std::move(left);
    }
}

void World::start(InstanceIndex index)
{
    Instance &instance = m_instances[index];
    if (instance.alive)
        return;
    instance.alive = true;
    if (++instance.life > 1) {
        ++instance.restarts;
        tell("restarted", instance.plan->name, "start " + std::to_string(instance.life));
    }
    if (!instance.plan->machine)
        return;
    MachineConfig config = *instance.plan->machine;
    const std::string &name = instance.plan->name;
    config.seed = stableHash(name.data(), name.size()) ^ (m_seed * 0x9e3779b97f4a7c15U) ^
                  (std::uint64_t{instance.life - 1} << 40U);
    instance.machine = makeMachine(config);
    if (m_logFiles.followedBy(index)) {
        m_logFiles.reopen(index, instance.durable);
        push(m_now, Happening::Kind::LogRead, index).number = *m_logFiles.followedBy(index);
    }
    step(index, Started{instance.durable, instance.journal});
}

void World::end(InstanceIndex index, std::string_view why)
{
    Instance &instance = m_instances[index];
    if (!instance.alive)
        return;
    // A write under way has reached the disk, or it has not: a reader after the crash must bear both.
    if (instance.syncing && m_diskRandom.chance(0.5))
        carryOutWrites(instance);
    if (instance.machine)
        instance.past = addLives(instance.past, endLife(instance.machine->state(m_now)));
    instance.machine.reset();
    instance.alive = false;
    instance.syncing = false;
    instance.stopping = false;
    instance.toldToStop = false;
    instance.wakeWaits = false;
    instance.wakeAt = never;
    instance.pauses = 0;
    instance.deferred.clear();
    m_leadership.ended(index);
    tell("killed", instance.plan->name, std::string(why));
    dropConnections(index);
    if (std::exchange(instance.startAgain, false))
        push(after(m_now, containerStartTime), Happening::Kind::Start, index).number = 0;
}

void World::dropConnections(InstanceIndex index)
{
    Instance &instance = m_instances[index];
    for (const std::uint32_t number : std::exchange(instance.inbox, {})) {
        if (m_happenings[number].kind == Happening::Kind::Request)
            answer(m_happenings[number].number, CallStatus::Reset, {});
        m_happenings.give(number);
    }
    for (std::uint32_t number = 0; number < m_connections.limit(); ++number) {
        const Connection &connection = m_connections[number];
        if (!connection.open || !connection.arrived)
            continue;
        if (connection.callee == index) {
            answer(number, CallStatus::Reset, {});
        } else if (connection.caller == index) {
            const auto arrival = m_network.arrival(m_now, index, connection.peer, Network::Way::There, Answer{});
            if (!arrival)
                continue;
            Happening &cancel = push(*arrival, Happening::Kind::Cancel, connection.callee);
            cancel.number = number;
            cancel.request = requestIdOf(number);
        }
    }
}

void World::stop(InstanceIndex index)
{
    Instance &instance = m_instances[index];
    if (!instance.alive || instance.stopping)
        return;
    instance.stopping = true;
    push(after(m_now, instance.plan->stopGrace), Happening::Kind::GraceOver, index).number = 0;
    if (instance.machine)
        drain(index);
    else
        end(index, "stopped");
}

void World::afterStep(InstanceIndex index)
{
    Instance &instance = m_instances[index];
    if (instance.toldToStop && instance.canStep() && !instance.machine->isBusy())
        end(index, "stopped");
}

void World::inject(const FaultPlan &fault)
{
    beginFault(fault);
}

void World::beginFault(const FaultPlan &plan)
{
    tell("fault", plan.id.empty() ? plan.text : plan.id, plan.text);
    if (plan.kind == "kill" || plan.kind == "restart") {
        kill(plan);
        return;
    }
    if (plan.kind == "resume") {
        resume(plan);
        return;
    }
    const auto number = static_cast<std::uint32_t>(m_faults.size());
    m_faults.push_back({plan, {}, {}});
    if (plan.kind == "pause")
        pause(m_faults.back());
    else if (plan.kind == "partition")
        cut(m_faults.back());
    if (plan.length > Duration(0))
        push(after(m_now, plan.length), Happening::Kind::FaultOver, 0).number = number;
}

void World::kill(const FaultPlan &plan)
{
    for (const InstanceIndex index : plan.instances) {
        Instance &instance = m_instances[index];
        if (plan.kind == "restart") {
            instance.startAgain = instance.alive;
            if (!instance.alive)
                push(after(m_now, containerStartTime), Happening::Kind::Start, index).number = 0;
            stop(index);
            continue;
        }
        end(index, plan.text);
        if (plan.length > Duration(0))
            push(after(m_now, plan.length), Happening::Kind::Start, index).number = 0;
    }
}

void World::pause(ActiveFault &fault)
{
    for (const InstanceIndex index : fault.plan.instances) {
        Instance &instance = m_instances[index];
        if (!instance.alive)
            continue;
        ++instance.pauses;
        fault.held.emplace_back(index, instance.life);
    }
}

void World::cut(ActiveFault &fault)
{
    std::set<std::uint32_t> pods;
    for (const InstanceIndex index : fault.plan.instances)
        pods.insert(m_plan.instances[index].pod);
    fault.cuts = fault.plan.peers;
    for (InstanceIndex index = 0; index < m_instances.size() && !pods.empty(); ++index) {
        const auto &peers = m_plan.instances[index].peers;
        for (PeerId peer = 0; peer < peers.size(); ++peer) {
            if (pods.contains(m_plan.instances[index].pod) != pods.contains(m_plan.instances[peers[peer].instance].pod))
                fault.cuts.emplace_back(index, peer);
        }
    }
    for (const auto &[index, peer] : fault.cuts)
        m_network.cut(index, peer);
}

void World::endFault(std::uint32_t number)
{
    ActiveFault &fault = m_faults[number];
    const auto cuts = std::exchange(fault.cuts, {});
    const auto held = std::exchange(fault.held, {});
    if (cuts.empty() && held.empty())
        return;
    tell("healed", fault.plan.id.empty() ? fault.plan.text : fault.plan.id, fault.plan.text);
    for (const auto &[index, peer] : cuts)
        m_network.heal(index, peer);
    for (const auto &[index, life] : held)
        release(index, life);
}

void World::release(InstanceIndex index, std::uint32_t life)
{
    Instance &instance = m_instances[index];
    if (!instance.alive || instance.life != life)
        return;
    --instance.pauses;
    drain(index);
}

void World::resume(const FaultPlan &plan)
{
    for (std::uint32_t number = 0; number < m_faults.size(); ++number) {
        const FaultPlan &active = m_faults[number].plan;
        const bool sameInstance = std::ranges::any_of(plan.instances, [&](InstanceIndex index) {
            return std::ranges::find(active.instances, index) != active.instances.end();
        });
        const bool sameLink = std::ranges::any_of(
            plan.peers, [&](const auto &peer) { return std::ranges::find(active.peers, peer) != active.peers.end(); });
        if (sameInstance || sameLink)
            endFault(number);
    }
}

} // namespace bayplan
