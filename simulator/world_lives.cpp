// SPDX-License-Identifier: Apache-2.0
// Starts and ends.
#include "simulator/world.h"

#include "engine/plan/lives.h"

#include <algorithm>
#include <utility>

namespace bayplan {
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
    if (instance.watch != nullptr)
        instance.watch->started(index, m_now, instance.durable, instance.clock);
    step(index, Started{instance.durable, instance.journal});
}

void World::end(InstanceIndex index, std::string_view why)
{
    Instance &instance = m_instances[index];
    if (!instance.alive)
        return;
    // A write under way has reached the disk, or it has not: a reader after the crash must bear both.
    if (instance.syncing && instance.disk.full == 0 && m_diskRandom.chance(0.5))
        carryOutWrites(index);
    if (instance.disk.lying > 0) {
        instance.durable = instance.disk.honestDurable;
        instance.journal = instance.disk.honestJournal;
    }
    if (instance.machine) {
        const MachineState before = instance.past ? std::move(*instance.past) : MachineState{};
        instance.past =
            std::make_unique<MachineState>(addLives(before, endLife(instance.machine->state(localTime(index)))));
    }
    instance.machine.reset();
    instance.alive = false;
    instance.syncing = false;
    instance.stopping = false;
    instance.toldToStop = false;
    instance.wakeWaits = false;
    instance.wakeAt = never;
    instance.pauses = 0;
    instance.computing = false;
    instance.writeFailed = false;
    instance.deferred.clear();
    if (instance.watch != nullptr)
        instance.watch->ended(index, m_now);
    tell("killed", instance.plan->name, std::string(why));
    dropConnections(index);
    if (std::exchange(instance.startAgain, false))
        startAfter(index, containerStartTime);
}

void World::dropConnections(InstanceIndex index)
{
    Instance &instance = m_instances[index];
    while (!instance.inbox.empty()) {
        const std::uint32_t number = instance.inbox.pop();
        if (m_happenings[number].kind == Happening::Kind::Request)
            answer(m_happenings[number].number, CallStatus::Reset, {});
        m_happenings.give(number);
    }
    const ReplyBody nothing;
    for (std::uint32_t number = 0; number < m_connections.limit(); ++number) {
        const Connection &connection = m_connections[number];
        if (!connection.open || !connection.arrived)
            continue;
        if (connection.callee == index) {
            answer(number, CallStatus::Reset, {});
        } else if (connection.caller == index) {
            const auto arrival = m_network.arrival(m_now, index, connection.peer, Network::Way::There, &nothing);
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
    if (!instance.toldToStop || !instance.canStep() || instance.machine->isBusy())
        return;
    checkDrained(index);
    end(index, "stopped");
}

/// Who says that nothing is in flight any more has answered what it took.
void World::checkDrained(InstanceIndex index)
{
    for (std::uint32_t number = 0; number < m_connections.limit(); ++number) {
        const Connection &connection = m_connections[number];
        if (!connection.open || !connection.arrived || connection.callee != index)
            continue;
        const std::string &name = m_instances[index].plan->name;
        const std::string detail = name + " stops in good order without an answer to " +
                                   m_instances[connection.caller].plan->name + ", who asked at " +
                                   instantText(connection.sent);
        return m_violations.add({m_now, name, violationText("A request lost in a stop", m_now, detail), {}});
    }
}

/// Nothing at 0: it stays down.
void World::startAfter(InstanceIndex index, Duration downFor)
{
    if (downFor > Duration(0))
        push(after(m_now, downFor), Happening::Kind::Start, index).number = 0;
}

} // namespace bayplan
