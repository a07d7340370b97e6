// SPDX-License-Identifier: Apache-2.0
// Starts and ends.
#include "simulator/world.h"

#include "engine/base/units.h"
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
    if (instance.life > 1 && !instance.starting)
        sayReadiness(index, true);
}

void World::end(InstanceIndex index, Ending ending, std::string_view why)
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
    instance.starting = false;
    instance.wakeWaits = false;
    instance.wakeAt = never;
    instance.pauses = 0;
    instance.computing = false;
    instance.writeFailed = false;
    instance.deferred.clear();
    if (instance.watch != nullptr)
        instance.watch->ended(index, m_now);
    const std::uint64_t lost = dropConnections(index);
    instance.lost += lost;
    tellEnd(index, ending, why, lost);
    if (std::exchange(instance.startAgain, false))
        startAfter(index, containerStartTime);
}

/// As the status of its process tells them apart: 0 drained, 143 ended by SIGTERM, 137 by SIGKILL or for want of
/// memory.
void World::tellEnd(InstanceIndex index, Ending ending, std::string_view why, std::uint64_t lost)
{
    std::string_view kind = "killed";
    std::string text(why);
    switch (ending) {
    case Ending::Killed:
        break;
    case Ending::OutOfMemory:
        kind = "oom-killed";
        text += ": out of memory, status 137";
        break;
    case Ending::Stopped:
        kind = lost == 0 ? "stopped" : "terminated";
        text = lost == 0 ? "SIGTERM, nothing was under way any more, status 0" : "SIGTERM, status 143";
        break;
    case Ending::GraceOver:
        text = "SIGKILL at the end of its grace time of " + humanDuration(m_instances[index].plan->stopGrace) +
               ", status 137";
        break;
    }
    if (lost > 0)
        text += "; requests lost: " + std::to_string(lost);
    tell(kind, m_instances[index].plan->name, std::move(text));
}

/// How many requests it had taken, or was about to take, and will not answer.
std::uint64_t World::dropConnections(InstanceIndex index)
{
    Instance &instance = m_instances[index];
    std::uint64_t lost = 0;
    while (!instance.inbox.empty()) {
        const std::uint32_t number = instance.inbox.pop();
        if (m_happenings[number].kind == Happening::Kind::Request) {
            answer(m_happenings[number].number, CallStatus::Reset, {});
            ++lost;
        }
        m_happenings.give(number);
    }
    const ReplyBody nothing;
    for (std::uint32_t number = 0; number < m_connections.limit(); ++number) {
        const Connection &connection = m_connections[number];
        if (!connection.open || !connection.arrived)
            continue;
        if (connection.callee == index) {
            answer(number, CallStatus::Reset, {});
            ++lost;
        } else if (connection.caller == index) {
            const auto arrival = m_network.arrival(m_now, index, connection.peer, Network::Way::There, &nothing);
            if (!arrival)
                continue;
            Happening &cancel = push(*arrival, Happening::Kind::Cancel, connection.callee);
            cancel.number = number;
            cancel.request = requestIdOf(number);
        }
    }
    return lost;
}

void World::stop(InstanceIndex index)
{
    Instance &instance = m_instances[index];
    if (!instance.alive || instance.stopping)
        return;
    instance.stopping = true;
    push(after(m_now, instance.plan->stopGrace), Happening::Kind::GraceOver, index).number = 0;
    sayReadiness(index, false);
    if (instance.machine)
        drain(index);
    else
        end(index, Ending::Stopped, {});
}

void World::afterStep(InstanceIndex index)
{
    Instance &instance = m_instances[index];
    if (instance.toldToStop && instance.canStep() && !instance.machine->isBusy())
        end(index, Ending::Stopped, {});
}

/// Nothing at 0: it stays down.
void World::startAfter(InstanceIndex index, Duration downFor)
{
    if (downFor > Duration(0))
        push(after(m_now, downFor), Happening::Kind::Start, index).number = 0;
}

} // namespace bayplan
