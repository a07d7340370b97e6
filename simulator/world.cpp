// SPDX-License-Identifier: Apache-2.0
#include "simulator/world.h"

#include "engine/plan/lives.h"

#include <algorithm>
#include <array>
#include <utility>

namespace bayplan {
namespace {

/// Set in an event's `what` when the rest of it is an instance to wake.
constexpr std::uint32_t wakeMark = 1U << (EventQueue::whatBits - 1);

/// Instances; fewer of them stay in the caches by themselves.
constexpr std::size_t fetchAheadFrom = 128;

/// A name for the random stream of all disks.
constexpr std::uint64_t diskStream = 0x6469736bU;

} // namespace

World::World(const Plan &plan, std::uint64_t seed, Checks checks)
    : m_plan(plan), m_seed(seed), m_network(plan, seed), m_logFiles(plan), m_elections(plan, m_violations),
      m_diskRandom(Random::stream(seed, diskStream))
{
    m_instances.resize(plan.instances.size());
    for (InstanceIndex index = 0; index < m_instances.size(); ++index)
        m_instances[index].plan = &plan.instances[index];
    if (checks == Checks::All)
        addWatches();
    scheduleStarts();
    for (std::uint32_t fault = 0; fault < plan.faults.size(); ++fault)
        push(plan.faults[fault].at, Happening::Kind::Fault, 0).number = fault;
}

void World::addWatches()
{
    struct Made {
        bool isAsked = false;
        Watch *watch = nullptr;
    };
    std::array<Made, std::variant_size_v<BehaviourConfig>> byType;
    for (Instance &instance : m_instances) {
        if (!instance.plan->machine)
            continue;
        const BehaviourConfig &behaviour = instance.plan->machine->behaviour;
        Made &made = byType[behaviour.index()];
        if (!std::exchange(made.isAsked, true)) {
            auto watch = makeWatch(m_plan, behaviour, m_violations);
            made.watch = std::holds_alternative<ElectionConfig>(behaviour) ? &m_elections : watch.get();
            if (watch)
                m_otherWatches.push_back(std::move(watch));
        }
        instance.watch = made.watch;
    }
}

bool World::runUntil(Time until, std::uint64_t maxEvents)
{
    for (; !m_queue.empty() && m_queue.nextTime() <= until; --maxEvents) {
        if (maxEvents == 0)
            return false;
        doNext();
    }
    if (until != never)
        m_now = std::max(m_now, until);
    return true;
}

bool World::stepOne()
{
    if (m_queue.empty())
        return false;
    doNext();
    return true;
}

/// In a large drawing what an event touches is in no cache: bring it while the event before is done.
void World::fetchAhead() const
{
    constexpr std::size_t machineLines = 8; // what most machines touch in a step
    m_queue.forEachNear([this](std::uint32_t what) {
        if ((what & wakeMark) != 0)
            __builtin_prefetch(&m_instances[what & ~wakeMark]);
        else
            __builtin_prefetch(&m_happenings[what]);
    });
    if (m_queue.empty())
        return;
    const std::uint32_t next = m_queue.nextWhat();
    const InstanceIndex index = (next & wakeMark) != 0 ? next & ~wakeMark : m_happenings[next].instance;
    const Instance &instance = m_instances[index];
    __builtin_prefetch(reinterpret_cast<const char *>(&instance) + lineBytes);
    const auto *machine = reinterpret_cast<const char *>(instance.machine.get());
    for (std::size_t line = 0; line < machineLines; ++line)
        __builtin_prefetch(machine + line * lineBytes);
}

void World::doNext()
{
    const EventQueue::Popped event = m_queue.pop();
    if (m_instances.size() >= fetchAheadFrom)
        fetchAhead();
    m_now = event.at;
    ++m_eventsDone;
    trace(static_cast<std::uint64_t>(m_now.time_since_epoch().count()));
    if ((event.what & wakeMark) != 0)
        wake(event.what & ~wakeMark);
    else
        handle(event.what);
    if (m_elections.takeChange() && m_leadershipReceiver)
        m_leadershipReceiver();
}

void World::wake(InstanceIndex index)
{
    Instance &instance = m_instances[index];
    if (instance.wakeAt != m_now)
        return; // an earlier deadline took its place
    trace(index);
    instance.wakeAt = never;
    if (!instance.canStep())
        instance.wakeWaits = instance.alive;
    else if (instance.machine->deadline() > localTime(index))
        scheduleWake(index);
    else
        step(index, Woken{});
}

void World::handle(std::uint32_t number)
{
    Happening &happening = m_happenings[number];
    trace(static_cast<std::uint64_t>(happening.kind) << 56U ^ std::uint64_t{happening.instance} << 24U ^
          happening.number);
    const InstanceIndex index = happening.instance;
    const bool sameLife = index < m_instances.size() && m_instances[index].life == happening.life;
    switch (happening.kind) {
    case Happening::Kind::Request:
    case Happening::Kind::OneWay:
        deliver(index, number);
        return;
    case Happening::Kind::Answer:
    case Happening::Kind::Cancel:
        if (sameLife) {
            deliver(index, number);
            return;
        }
        break;
    case Happening::Kind::Synced:
        if (sameLife)
            synced(index);
        break;
    case Happening::Kind::Start:
        if (sameLife)
            start(index);
        break;
    case Happening::Kind::GraceOver:
        if (sameLife)
            end(index, "grace time over");
        break;
    case Happening::Kind::StepOver:
        if (sameLife) {
            m_instances[index].computing = false;
            drain(index);
            afterStep(index);
        }
        break;
    case Happening::Kind::LogRead:
        readLog(happening.number);
        break;
    case Happening::Kind::Fault:
        beginFault(m_plan.faults[happening.number]);
        break;
    case Happening::Kind::FaultFlaps:
        flap(happening.number);
        break;
    case Happening::Kind::FaultOver:
        endFault(happening.number);
        break;
    }
    m_happenings.give(number);
}

void World::deliver(InstanceIndex index, std::uint32_t number)
{
    Instance &instance = m_instances[index];
    if (instance.canStep()) {
        give(index, m_happenings[number]);
    } else if (instance.alive && instance.machine) {
        instance.inbox.push(number);
        return;
    } else if (m_happenings[number].kind == Happening::Kind::Request) {
        answer(m_happenings[number].number, CallStatus::Refused, {});
    }
    m_happenings.give(number);
}

void World::give(InstanceIndex index, Happening &happening)
{
    switch (happening.kind) {
    case Happening::Kind::Request:
        receiveRequest(index, happening);
        break;
    case Happening::Kind::Cancel:
        if (m_connections[happening.number].open && requestIdOf(happening.number) == happening.request)
            cancel(happening.number);
        break;
    default:
        step(index, std::move(happening.input));
        break;
    }
}

void World::step(InstanceIndex index, Input &&input)
{
    Instance &instance = m_instances[index];
    m_effects.clear();
    const Time local = localTime(index);
    if (instance.watch != nullptr)
        instance.watch->stepping(index, m_now, input);
    instance.machine->step(local, std::move(input), m_effects);
    if (instance.stepTime > Duration(0)) {
        instance.computing = true;
        push(after(m_now, instance.stepTime), Happening::Kind::StepOver, index).number = 0;
    }
    if (instance.watch != nullptr)
        instance.watch->stepped({index, m_now, local, *instance.machine, m_effects.list()});
    apply(index, m_effects.list());
    afterStep(index);
    scheduleWake(index);
}

void World::scheduleWake(InstanceIndex index)
{
    Instance &instance = m_instances[index];
    if (!instance.machine)
        return;
    const Time deadline = instance.clock.instantOf(instance.machine->deadline());
    if (deadline == never)
        return;
    // A deadline that stays behind is asked again a nanosecond later: time goes on whatever a machine does.
    const Time at = std::max(deadline, m_now + Duration(1));
    if (at >= instance.wakeAt)
        return;
    instance.wakeAt = at;
    m_queue.push(at, wakeMark | index);
}

void World::drain(InstanceIndex index)
{
    Instance &instance = m_instances[index];
    if (instance.canStep() && std::exchange(instance.writeFailed, false))
        step(index, PersistFailed{"no space left on device"});
    while (instance.canStep() && !instance.inbox.empty()) {
        const std::uint32_t number = instance.inbox.pop();
        give(index, m_happenings[number]);
        m_happenings.give(number);
    }
    if (instance.canStep() && instance.stopping && !std::exchange(instance.toldToStop, true))
        step(index, Stopping{instance.plan->stopGrace});
    if (instance.canStep() && std::exchange(instance.wakeWaits, false)) {
        if (instance.machine->deadline() <= localTime(index))
            step(index, Woken{});
        else
            scheduleWake(index);
    }
}

World::Happening &World::push(Time at, Happening::Kind kind, InstanceIndex instance)
{
    const std::uint32_t number = m_happenings.take();
    Happening &happening = m_happenings[number];
    happening.kind = kind;
    happening.instance = instance;
    happening.life = m_instances.empty() ? 0 : m_instances[instance].life;
    m_queue.push(at, number);
    return happening;
}

void World::trace(std::uint64_t value)
{
    m_traceHash = (m_traceHash ^ value) * 0x9e3779b97f4a7c15U;
    m_traceHash ^= m_traceHash >> 32U;
}

void World::tell(std::string_view kind, const std::string &subject, std::string text)
{
    trace(stableHash(kind.data(), kind.size()) ^ stableHash(text.data(), text.size()));
    if (m_receiver)
        m_receiver({m_now, std::string(kind), subject, std::move(text)});
}

MachineState World::stateOf(const Instance &instance) const
{
    MachineState state = instance.machine->state(instance.clock.local(m_now));
    return instance.past ? addLives(*instance.past, std::move(state)) : state;
}

Snapshot World::snapshot() const
{
    Snapshot snapshot;
    snapshot.time = m_now;
    snapshot.events = m_eventsDone;
    snapshot.instances.reserve(m_instances.size());
    for (const Instance &instance : m_instances) {
        InstanceSnapshot &shown = snapshot.instances.emplace_back();
        shown.alive = instance.alive;
        shown.paused = instance.pauses > 0;
        shown.known = instance.plan->machine.has_value();
        shown.restarts = instance.restarts;
        shown.stateTime = m_now;
        if (instance.machine)
            shown.machine = stateOf(instance);
        else if (instance.past)
            shown.machine = *instance.past;
    }
    return snapshot;
}

} // namespace bayplan
