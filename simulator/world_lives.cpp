// SPDX-License-Identifier: Apache-2.0
// Starts and ends.
#include "simulator/world.h"

#include "engine/base/random.h"
#include "engine/base/units.h"
#include "engine/plan/lives.h"
#include "simulator/message_tap.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace bayplan {
namespace {

std::uint64_t sumOfSizes(const std::vector<std::string> &texts)
{
    return std::accumulate(texts.begin(), texts.end(), std::uint64_t{0},
                           [](std::uint64_t sum, const std::string &text) { return sum + text.size(); });
}

} // namespace

void World::scheduleStarts()
{
    // All at time 0, in an order in which each comes after those it waits for; circles are cut where they close.
    std::vector<bool> done(m_instances.size());
    std::vector<InstanceIndex> waiting;
    for (InstanceIndex index = 0; index < m_instances.size(); ++index) {
        done[index] = waitsAsSpare(index);
        if (!done[index])
            waiting.push_back(index);
    }
    while (!waiting.empty()) {
        std::vector<InstanceIndex> left;
        for (const InstanceIndex index : waiting) {
            const auto &before = planOf(index).startAfter;
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
    if (instance.alive) {
        instance.startAgain = instance.startAgain || instance.stopping;
        return;
    }
    touched(index);
    instance.alive = true;
    m_containers[index].downUntil = {};
    m_lifeChanged = true;
    if (++instance.life > 1) {
        ++m_containers[index].restarts;
        tell("restarted", planOf(index).name, "start " + std::to_string(instance.life));
    }
    if (!planOf(index).machine)
        return;
    MachineConfig config = *planOf(index).machine;
    const std::string &name = planOf(index).name;
    config.seed = stableHash(name.data(), name.size()) ^ (m_seed * 0x9e3779b97f4a7c15U) ^
                  (std::uint64_t{instance.life - 1} << 40U);
    config.runSeed = m_seed;
    instance.machine = makeMachine(config);
    Started written = writtenBy(index);
    if (const auto followed = m_logFiles.followedBy(index)) {
        m_logFiles.reopen(index, written.durable);
        push(m_now, Happening::Kind::LogRead, index).number = *followed;
    }
    if (instance.watch != nullptr)
        instance.watch->started(index, m_now, written.durable, instance.clock);
    step(index, std::move(written));
    if (std::holds_alternative<LoadConfig>(config.behaviour) && loadFactorOf(index) != 1)
        tellLoad(index);
    hearOfSpares(index);
    if ((instance.life > 1 || m_plan.pods[planOf(index).pod].isSpare) && !instance.starting)
        sayReadiness(index, true);
}

void World::end(InstanceIndex index, Ending ending, std::string_view why)
{
    Instance &instance = m_instances[index];
    if (!instance.alive)
        return;
    touched(index);
    Container &container = m_containers[index];
    const Disk *broken = brokenDisk(index);
    if (instance.syncing && !isDiskFull(index) && reachedDisk(index))
        carryOutWrites(index);
    if (broken != nullptr && broken->lying > 0) {
        container.storage.value().written = broken->honest;
        m_volumes.setState(index, broken->honest.durable.size() + sumOfSizes(broken->honest.journal));
    }
    if (instance.machine)
        container.past.set(addLives(container.past.value(), endLife(instance.machine->state(localTime(index)))));
    instance.machine.reset();
    instance.alive = false;
    m_lifeChanged = true;
    instance.syncing = false;
    instance.stopping = false;
    instance.toldToStop = false;
    instance.starting = false;
    instance.wakeWaits = false;
    instance.wakeAt = never;
    instance.pauses = 0;
    instance.computing = false;
    instance.writeFailed = false;
    if (Storage *storage = container.storage.get())
        storage->deferred.clear();
    if (instance.watch != nullptr)
        instance.watch->ended(index, m_now);
    const std::uint64_t lost = dropConnections(index);
    dropWork(index);
    container.lost += lost;
    tellEnd(index, ending, why, lost);
    if (instance.startAgain)
        startSoon(index);
    instance.startAgain = false;
}

/// A write under way has reached the disk, or it has not: a reader after the crash must bear both. Drawn by name and
/// life, so that what another container does, or that there is one more, changes nothing here.
bool World::reachedDisk(InstanceIndex index) const
{
    constexpr std::uint64_t diskStream = 0x6469736bU;
    const std::string &name = planOf(index).name;
    const std::uint64_t disk = stableHash(name.data(), name.size()) ^ diskStream;
    return Random::stream(m_seed ^ disk, m_instances[index].life).chance(0.5);
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
        text = "SIGKILL at the end of its grace time of " + humanDuration(planOf(index).stopGrace) + ", status 137";
        break;
    }
    if (lost > 0)
        text += "; requests lost: " + std::to_string(lost);
    tell(kind, planOf(index).name, std::move(text));
}

/// How many requests it had taken, or was about to take, and will not answer.
std::uint64_t World::dropConnections(InstanceIndex index)
{
    Fifo<std::uint32_t> &inbox = m_containers[index].inbox;
    std::uint64_t lost = 0;
    while (!inbox.empty()) {
        const std::uint32_t number = inbox.pop();
        if (m_tap) [[unlikely]]
            m_tap->over(m_happenings[number].message, MessageFate::DiedWaiting, m_now);
        if (m_happenings[number].kind == Happening::Kind::Request) {
            answer(m_happenings[number].number, CallStatus::Reset, {});
            ++lost;
        }
        discard(number);
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
            const auto arrival = m_network.arrival(m_now, index, connection.peer, LaneWay::There, &nothing);
            const std::uint64_t message = ++m_messages;
            if (m_tap) [[unlikely]] {
                const Message withdrawal = Withdrawal{connection.callId};
                tellTap({.number = message,
                         .from = index,
                         .to = connection.callee,
                         .lane = {index, connection.peer, LaneWay::There},
                         .arrival = arrival,
                         .answers = connection.message},
                        &withdrawal);
            }
            if (!arrival)
                continue;
            Happening &cancel = push(*arrival, Happening::Kind::Cancel, connection.callee);
            cancel.number = number;
            cancel.id = requestIdOf(number);
            cancel.message = message;
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
    m_lifeChanged = true;
    push(after(m_now, planOf(index).stopGrace), Happening::Kind::GraceOver, index).number = 0;
    sayReadiness(index, false);
    if (instance.machine)
        drain(index);
    else
        end(index, Ending::Stopped, {});
}

void World::afterStep(InstanceIndex index)
{
    Instance &instance = m_instances[index];
    if (!instance.toldToStop || !instance.canStep() || instance.machine->isBusy())
        return;
    checkDrained(index);
    end(index, Ending::Stopped, {});
}

/// False of a program that ends at once at SIGTERM, or does not listen: what it loses, it loses by its plan.
bool World::drains(InstanceIndex index) const
{
    const auto &machine = planOf(index).machine;
    const auto *service = machine ? std::get_if<ServiceConfig>(&machine->behaviour) : nullptr;
    return service == nullptr || service->onStop == StopReaction::Drain;
}

/// Who says that nothing is in flight any more has answered what it took.
void World::checkDrained(InstanceIndex index)
{
    for (std::uint32_t number = 0; number < m_connections.limit() && drains(index); ++number) {
        const Connection &connection = m_connections[number];
        if (!connection.open || !connection.arrived || connection.callee != index)
            continue;
        const std::string &name = planOf(index).name;
        const std::string detail = name + " stops in good order without an answer to " +
                                   planOf(connection.caller).name + ", who asked at " + instantText(connection.sent);
        return m_violations.add({m_now, name, violationText("A request lost in a stop", m_now, detail), {}});
    }
}

/// It has not been called up yet.
bool World::waitsAsSpare(InstanceIndex index) const
{
    return m_plan.pods[planOf(index).pod].isSpare && m_instances[index].life == 0;
}

void World::replicate(const FaultPlan &plan)
{
    const std::string &subject = plan.id.empty() ? plan.text : plan.id;
    const std::string pods = plan.instances.empty() ? "" : m_plan.pods[planOf(plan.instances.front()).pod].element;
    for (std::uint32_t number = 0; number < m_plan.pods.size(); ++number) {
        const PodPlan &pod = m_plan.pods[number];
        if (!pod.isSpare || pod.element != pods || std::ranges::find(m_calledUp, number) != m_calledUp.end())
            continue;
        m_calledUp.push_back(number);
        for (const InstanceIndex index : pod.instances)
            startSoon(index);
        return tell("replicated", subject, pod.name + " is started");
    }
    tell("no-spare", subject, "there is no spare replica left");
}

/// Whatever keeps it down.
void World::startSoon(InstanceIndex index)
{
    m_containers[index].downUntil = {};
    push(after(m_now, containerStartTime), Happening::Kind::Start, index).number = 0;
}

} // namespace bayplan
