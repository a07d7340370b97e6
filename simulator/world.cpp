// SPDX-License-Identifier: Apache-2.0
#include "simulator/world.h"

#include "engine/plan/lives.h"
#include "simulator/message_tap.h"

#include <algorithm>
#include <array>
#include <utility>

namespace bayplan {
namespace {

/// Instances; fewer of them stay in the caches by themselves.
constexpr std::size_t fetchAheadFrom = 128;

} // namespace

World::World(const Plan &plan, std::uint64_t seed, Checks checks)
    : m_plan(plan), m_seed(seed), m_network(plan, seed), m_processors(plan), m_logFiles(plan),
      m_volumes(plan, m_logFiles)
{
    m_instances.resize(plan.instances.size());
    m_containers.resize(plan.instances.size());
    m_checks = checks;
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
    for (InstanceIndex index = 0; index < m_instances.size(); ++index) {
        if (!planOf(index).machine)
            continue;
        const BehaviourConfig &behaviour = planOf(index).machine->behaviour;
        Made &made = byType[behaviour.index()];
        if (!std::exchange(made.isAsked, true)) {
            auto watch = makeWatch(m_plan, behaviour, m_violations);
            if (std::holds_alternative<ElectionConfig>(behaviour)) {
                m_elections = std::make_unique<ElectionWatch>(m_plan, m_violations);
                made.watch = (*m_elections).get();
            } else if (watch) {
                made.watch = watch.get();
                (*m_otherWatches).push_back(std::move(watch));
            }
        }
        m_instances[index].watch = made.watch;
    }
}

bool World::runUntil(Time until, std::uint64_t maxEvents)
{
    const std::uint64_t lineBytesBefore = m_lineBytes;
    for (; !m_queue.empty() && m_queue.nextTime() <= until; --maxEvents) {
        if (maxEvents == 0 || m_lineBytes - lineBytesBefore > mostLineBytesAtOnce)
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

/// In a large drawing what an event touches is in no cache: each of the next few is brought one step nearer.
void World::fetchAhead() const
{
    constexpr std::size_t machineLines = 9; // what most machines touch in a step
    const std::size_t known = m_queue.known();
    const auto instanceOf = [this](std::uint32_t what) {
        return (what & wakeMark) != 0 ? what & ~wakeMark : m_happenings[what].instance;
    };
    if (known > 7 && (m_queue.at(7) & wakeMark) == 0)
        __builtin_prefetch(&m_happenings[m_queue.at(7)]);
    if (known > 4) {
        const std::uint32_t what = m_queue.at(4);
        __builtin_prefetch(&m_instances[instanceOf(what)]);
        if ((what & wakeMark) == 0 && m_happenings[what].kind == Happening::Kind::Request)
            __builtin_prefetch(&m_connections[m_happenings[what].number]);
    }
    if (known > 1) {
        const InstanceIndex index = instanceOf(m_queue.at(1));
        const auto *machine = reinterpret_cast<const char *>(m_instances[index].machine.get());
        for (std::size_t line = 0; machine != nullptr && line < machineLines; ++line)
            __builtin_prefetch(machine + line * lineBytes);
        m_network.fetch(index);
    }
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
    if (m_elections && m_elections->takeChange() && m_leadershipReceiver)
        (*m_leadershipReceiver)();
    if (std::exchange(m_lifeChanged, false) && m_lifeReceiver)
        (*m_lifeReceiver)();
    if (m_violations.list().size() != m_violationsTold) [[unlikely]]
        tellViolations();
}

/// Beside the trace: who checks has the same history as who does not.
void World::tellViolations()
{
    for (; m_violationsTold < m_violations.list().size(); ++m_violationsTold) {
        const Violation &violation = m_violations.list()[m_violationsTold];
        if (m_checks == Checks::All && m_receiver)
            (*m_receiver)({violation.at, "violation", violation.subject, violation.text});
    }
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
    else if (instance.deadline > localTime(index))
        scheduleWake(index);
    else
        step(index, Woken{});
}

void World::handle(std::uint32_t number)
{
    Happening &happening = m_happenings[number];
    const std::uint32_t about = happening.kind == Happening::Kind::OneWay ? 0 : happening.number;
    trace(static_cast<std::uint64_t>(happening.kind) << 56U ^ std::uint64_t{happening.instance} << 24U ^ about);
    const InstanceIndex index = happening.instance;
    const bool sameLife = index < m_instances.size() && m_instances[index].life == happening.life;
    switch (happening.kind) {
    case Happening::Kind::Request:
    case Happening::Kind::OneWay:
    case Happening::Kind::LoadChanged:
    case Happening::Kind::Order:
        deliver(index, number);
        return;
    case Happening::Kind::Answer:
    case Happening::Kind::Cancel:
    case Happening::Kind::Computed:
        if (sameLife) {
            deliver(index, number);
            return;
        }
        if (m_tap && happening.message != 0) [[unlikely]]
            m_tap->over(happening.message, MessageFate::Outdated, m_now);
        break;
    case Happening::Kind::Synced:
        if (sameLife && m_instances[index].syncing) // and not killed since
            synced(index);
        break;
    case Happening::Kind::Start:
        if (sameLife && m_now >= m_containers[index].downUntil)
            start(index);
        break;
    case Happening::Kind::GraceOver:
        if (sameLife)
            end(index, Ending::GraceOver, {});
        break;
    case Happening::Kind::StepOver:
        if (sameLife) {
            m_instances[index].computing = false;
            drain(index);
            afterStep(index);
        }
        break;
    case Happening::Kind::Roll:
        advanceRoll(happening.number);
        break;
    case Happening::Kind::Processor:
        processorDue(happening.number);
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
    case Happening::Kind::Meddled:
        meddledArrives(happening.number);
        break;
    }
    discard(number);
}

/// With what it carries, when nobody has taken that.
void World::discard(std::uint32_t number)
{
    Happening &happening = m_happenings[number];
    if (happening.kind == Happening::Kind::OneWay)
        m_letters.give(happening.number);
    happening.asked = {};
    happening.answered = {};
    happening.message = 0;
    m_happenings.give(number);
}

void World::deliver(InstanceIndex index, std::uint32_t number)
{
    Instance &instance = m_instances[index];
    if (instance.canStep()) {
        give(index, m_happenings[number]);
    } else if (instance.alive && instance.machine) {
        m_containers[index].inbox.push(number);
        if (m_tap) [[unlikely]]
            m_tap->waits(m_happenings[number].message, m_now);
        return;
    } else {
        if (m_tap) [[unlikely]]
            m_tap->over(m_happenings[number].message, MessageFate::NobodyThere, m_now);
        if (m_happenings[number].kind == Happening::Kind::Request)
            answer(m_happenings[number].number, CallStatus::Refused, {});
    }
    discard(number);
}

void World::give(InstanceIndex index, Happening &happening)
{
    if (m_tap) [[unlikely]]
        m_tap->begin(happening.message, m_now);
    switch (happening.kind) {
    case Happening::Kind::Request:
        receiveRequest(index, happening);
        break;
    case Happening::Kind::Cancel:
        if (m_connections[happening.number].open && requestIdOf(happening.number) == happening.id)
            cancel(happening.number);
        break;
    case Happening::Kind::Answer:
        step(index, Input(std::in_place_type<Received>, happening.from,
                          Answer{happening.id, happening.status, std::move(happening.answered)}));
        break;
    case Happening::Kind::Computed:
        step(index, Computed{happening.id});
        break;
    case Happening::Kind::LoadChanged:
        step(index, LoadChanged{loadFactorOf(index)});
        break;
    case Happening::Kind::Order:
        step(index, Requested{happening.id, std::move(happening.asked), Duration(0)});
        break;
    default:
        step(index, std::move(m_letters[happening.number]));
        break;
    }
    if (m_tap) [[unlikely]]
        m_tap->end();
}

void World::step(InstanceIndex index, Input &&input)
{
    Instance &instance = m_instances[index];
    touched(index);
    m_effects.clear();
    const Time local = localTime(index);
    if (instance.watch != nullptr)
        instance.watch->stepping(index, m_now, input);
    instance.machine->step(local, std::move(input), m_effects);
    if (instance.slow) {
        instance.computing = true;
        push(after(m_now, m_containers[index].hardship.value().stepTime), Happening::Kind::StepOver, index).number = 0;
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
    instance.deadline = instance.machine->deadline();
    const Time deadline = instance.clock.instantOf(instance.deadline);
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
    Fifo<std::uint32_t> &inbox = m_containers[index].inbox;
    if (instance.canStep() && instance.writeFailed) {
        instance.writeFailed = false;
        step(index, PersistFailed{"no space left on device"});
    }
    while (instance.canStep() && !inbox.empty()) {
        const std::uint32_t number = inbox.pop();
        give(index, m_happenings[number]);
        discard(number);
    }
    if (instance.canStep() && instance.stopping && !instance.toldToStop) {
        instance.toldToStop = true;
        step(index, Stopping{planOf(index).stopGrace});
    }
    if (instance.canStep() && instance.wakeWaits) {
        instance.wakeWaits = false;
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
    if (m_tap) [[unlikely]]
        m_tap->told(kind, subject, text);
    if (m_receiver)
        (*m_receiver)({m_now, std::string(kind), subject, std::move(text)});
}

MachineState World::stateOf(InstanceIndex index) const
{
    const MachineState *past = m_containers[index].past.get();
    MachineState state;
    if (m_instances[index].machine)
        state = m_instances[index].machine->state(localTime(index));
    if (past != nullptr)
        state = m_instances[index].machine ? addLives(*past, std::move(state)) : *past;
    if (auto *saver = std::get_if<LogSaverState>(&state.pattern))
        saver->linesDropped += m_logFiles.missedBy(index); // of which the machine has never heard
    return state;
}

InstanceSnapshot World::instance(InstanceIndex index) const
{
    const Instance &instance = m_instances[index];
    InstanceSnapshot shown;
    shown.alive = instance.alive;
    shown.paused = instance.pauses > 0;
    shown.known = planOf(index).machine.has_value();
    shown.restarts = m_containers[index].restarts;
    shown.lost = m_containers[index].lost;
    shown.stateTime = m_now;
    shown.clockAhead = localTime(index) - m_now;
    shown.machine = stateOf(index);
    return shown;
}

InstanceSnapshot World::instance(InstanceIndex index, std::uint64_t lettersBefore) const
{
    InstanceSnapshot shown = instance(index);
    auto *queue = std::get_if<QueueState>(&shown.machine.pattern);
    if (queue == nullptr || !m_instances[index].machine)
        return shown;
    const auto asked = m_instances[index].machine->clone();
    Effects unused;
    asked->step(localTime(index), Requested{0, QueueRequest{.command = QueueCommand::Show, .task = lettersBefore}, {}},
                unused);
    const MachineState state = asked->state(localTime(index));
    if (const auto *older = std::get_if<QueueState>(&state.pattern)) {
        queue->deadLetters = older->deadLetters;
        queue->olderLetters = older->olderLetters;
    }
    return shown;
}

Snapshot World::snapshot() const
{
    Snapshot snapshot;
    snapshot.time = m_now;
    snapshot.events = m_eventsDone;
    snapshot.traceHash = m_traceHash;
    snapshot.instances.reserve(m_instances.size());
    for (InstanceIndex index = 0; index < m_instances.size(); ++index)
        snapshot.instances.push_back(instance(index));
    if (m_checks == Checks::All)
        snapshot.violations = m_violations.shared();
    return snapshot;
}

} // namespace bayplan
