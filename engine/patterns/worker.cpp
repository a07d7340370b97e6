// SPDX-License-Identifier: Apache-2.0
#include "engine/patterns/worker.h"

#include "engine/patterns/error_reply.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace bayplan {
namespace {

using namespace std::chrono_literals;

constexpr Duration firstAskBackoff = 100ms;
constexpr Duration longestAskBackoff = 10s;
constexpr std::uint32_t workerCallBytes = 200;
constexpr PeerId queue = 0;

/// Ids of the two ledgers must not meet in one answer.
constexpr std::uint64_t askMark = 1ULL << 63U;

/// Of a call that gives a task back which no slot wants.
constexpr std::uint64_t noSlot = std::numeric_limits<std::uint64_t>::max();

const QueueReply *queueReply(const Answer *answer)
{
    return answer != nullptr ? answer->body.as<QueueReply>() : nullptr;
}

} // namespace

std::unique_ptr<Machine> makeWorker(const MachineConfig &config)
{
    return std::make_unique<Worker>(config);
}

Worker::Worker(const MachineConfig &config)
    : m_name(config.name), m_config(std::get<WorkerConfig>(config.behaviour)),
      m_sharesProcessor(config.sharesProcessor), m_peers(config.peers),
      m_random(Random::stream(config.seed, stableHash(config.name.data(), config.name.size()))),
      m_caller({}, workerCallBytes, config.name, m_random.next()), m_asks(m_peers.size() + 1),
      m_calls(m_peers.size() + 1), m_slots(m_peers.empty() ? 0 : std::max(m_config.slots, 1U))
{
    m_served.slots = static_cast<std::uint32_t>(m_slots.size());
}

void Worker::step(Time now, Input &&input, Effects &effects)
{
    m_now = now;
    m_effects = &effects;
    m_served.busy += (now - m_accounted) * m_occupied;
    m_accounted = now;
    std::visit([this](auto &in) { on(in); }, input);
    for (CallLedger *ledger : {&m_asks, &m_calls}) {
        while (const auto expired = ledger->expireNext(now))
            ended(*expired, nullptr);
    }
    if (m_phase != Phase::Created) {
        for (std::uint32_t index = 0; index < m_slots.size(); ++index) {
            if (m_slots[index].wake <= now)
                wake(index);
        }
    }
    m_effects = nullptr;
}

// ---- inputs --------------------------------------------------------------------------------------------------------

void Worker::on(Received &input)
{
    auto *answer = std::get_if<Answer>(&input.message);
    if (answer == nullptr || input.from > m_peers.size())
        return;
    const bool toAsk = (answer->id & askMark) != 0;
    answer->id &= ~askMark;
    CallLedger &ledger = toAsk ? m_asks : m_calls;
    if (const auto outcome = ledger.finish(m_now, input.from, *answer))
        return ended(*outcome, answer);
    // A task that comes too late for its slot goes back at once, not only when its time is over.
    const QueueReply *reply = queueReply(answer);
    if (toAsk && reply != nullptr && answer->status == CallStatus::Ok && reply->status == 200)
        giveBack(*reply);
}

void Worker::on(Requested &input)
{
    ++m_served.received;
    ++m_served.refused;
    m_effects->reply(input.request, CallStatus::Refused, HttpReply{404, "text/plain", "A worker serves nobody.\n", 0});
}

void Worker::on(Stopping &)
{
    m_phase = Phase::Draining;
    for (Slot &slot : m_slots) {
        if (slot.stage == Stage::Idle)
            moveTo(slot, Stage::Stopped);
    }
}

void Worker::on(Computed &input)
{
    if (input.token < m_slots.size() && m_slots[input.token].stage == Stage::Working)
        workDone(static_cast<std::uint32_t>(input.token));
}

// ---- a slot's way --------------------------------------------------------------------------------------------------

void Worker::wake(std::uint32_t index)
{
    Slot &slot = m_slots[index];
    slot.wake = never;
    switch (slot.stage) {
    case Stage::Idle: {
        QueueRequest request{.command = QueueCommand::Reserve, .delay = m_config.reserveWait, .origin = m_name};
        moveTo(slot, Stage::Asking);
        call(m_asks, index, queue, m_config.reserveWait + m_peers[queue].timeout, std::move(request));
        return;
    }
    case Stage::Working:
        return workDone(index);
    case Stage::Telling:
        return tell(index);
    case Stage::Asking:
    case Stage::Calling:
    case Stage::Stopped:
        return;
    }
}

void Worker::ended(const CallLedger::Outcome &outcome, const Answer *answer)
{
    if (outcome.context == noSlot)
        return;
    const auto index = static_cast<std::uint32_t>(outcome.context);
    switch (m_slots[index].stage) {
    case Stage::Asking:
        return reserved(index, outcome, answer);
    case Stage::Calling:
        if (outcome.status == CallStatus::Ok)
            return callNext(index);
        return conclude(index, QueueCommand::Fail,
                        m_peers[outcome.peer].name + ' ' + std::string(inWords(outcome.status)));
    case Stage::Working:
        return worked(index, outcome, answer);
    case Stage::Telling:
        return told(index, outcome, answer);
    case Stage::Idle:
    case Stage::Stopped:
        return;
    }
}

void Worker::reserved(std::uint32_t index, const CallLedger::Outcome &outcome, const Answer *answer)
{
    Slot &slot = m_slots[index];
    const QueueReply *reply = queueReply(answer);
    if (outcome.status == CallStatus::Ok && reply != nullptr && reply->status == 200) {
        slot.setbacks = 0;
        if (m_phase != Phase::Draining)
            return begin(index, *reply);
        giveBack(*reply);
        return free(index);
    }
    const bool nothingThere = outcome.status == CallStatus::Ok && reply != nullptr && reply->status == 204;
    free(index);
    if (slot.stage != Stage::Idle)
        return;
    if (!nothingThere) {
        slot.wake = m_now + backoff(slot);
        return;
    }
    slot.setbacks = 0;
    // A queue that does not hold its callers is not asked without pause.
    if (outcome.latency < firstAskBackoff)
        slot.wake = m_now + firstAskBackoff;
}

void Worker::begin(std::uint32_t index, const QueueReply &reply)
{
    Slot &slot = m_slots[index];
    ++m_state.started;
    ++m_served.received;
    ++m_occupied;
    slot.task = reply.task;
    slot.attempt = reply.attempt;
    slot.reservation = reply.reservation;
    slot.begun = m_now;
    slot.over = m_now + reply.timeToRun;
    slot.input = reply.body;
    slot.peer = queue;
    slot.callsLeft = 0;
    moveTo(slot, Stage::Calling);
    callNext(index);
}

void Worker::callNext(std::uint32_t index)
{
    Slot &slot = m_slots[index];
    while (slot.callsLeft == 0) {
        if (++slot.peer >= m_peers.size())
            return work(index);
        const double calls = m_peers[slot.peer].callsPerRequest;
        slot.callsLeft = static_cast<std::uint32_t>(calls) + (m_random.chance(calls - std::floor(calls)) ? 1 : 0);
    }
    --slot.callsLeft;
    const PeerConfig &peer = m_peers[slot.peer];
    call(m_calls, index, slot.peer, peer.timeout, m_caller.body(peer));
}

void Worker::work(std::uint32_t index)
{
    Slot &slot = m_slots[index];
    moveTo(slot, Stage::Working);
    if (!runsCommand()) {
        const Duration time = m_config.workTime.sample(m_random);
        if (m_sharesProcessor)
            m_effects->compute(index, time);
        else
            slot.wake = m_now + time;
        return;
    }
    HttpRequest run;
    run.method = "RUN";
    run.target = "/tasks/" + std::to_string(slot.task) + "/attempts/" + std::to_string(slot.attempt);
    run.body = std::move(slot.input);
    call(m_calls, index, commandPeer(), std::max<Duration>((slot.over - m_now) * 9 / 10, 1ms), std::move(run));
}

void Worker::workDone(std::uint32_t index)
{
    if (m_random.chance(m_config.failureRate))
        conclude(index, QueueCommand::Fail, "synthetic failure");
    else
        conclude(index, QueueCommand::Ack, {});
}

/// By the user's command.
void Worker::worked(std::uint32_t index, const CallLedger::Outcome &outcome, const Answer *answer)
{
    const auto *reply = answer != nullptr ? answer->body.as<HttpReply>() : nullptr;
    if (outcome.status == CallStatus::TimedOut)
        return conclude(index, QueueCommand::Fail, "the command did not end within the time to run");
    if (reply == nullptr)
        return conclude(index, QueueCommand::Fail, "the command could not be run");
    const bool good = outcome.status == CallStatus::Ok && reply->status < 400;
    conclude(index, good ? QueueCommand::Ack : QueueCommand::Fail, reply->body);
}

void Worker::conclude(std::uint32_t index, QueueCommand command, std::string body)
{
    Slot &slot = m_slots[index];
    const bool isEmpty = command == QueueCommand::Ack && runsCommand() && body.empty();
    slot.verdict = {.command = command,
                    .task = slot.task,
                    .attempt = slot.attempt,
                    .body = std::move(body),
                    .reservation = slot.reservation,
                    .isEmpty = isEmpty};
    moveTo(slot, Stage::Telling);
    tell(index);
}

void Worker::tell(std::uint32_t index)
{
    call(m_calls, index, queue, m_peers[queue].timeout, m_slots[index].verdict);
}

void Worker::told(std::uint32_t index, const CallLedger::Outcome &outcome, const Answer *answer)
{
    Slot &slot = m_slots[index];
    const QueueReply *reply = queueReply(answer);
    const bool settled = outcome.status == CallStatus::Ok && reply != nullptr;
    if (!settled && m_now < slot.over) {
        slot.wake = m_now + backoff(slot);
        return;
    }
    const bool taken = settled && reply->status == 200;
    if (!taken) {
        ++m_state.lost;
        ++m_served.failed;
        m_effects->event("task-lost", "task " + std::to_string(slot.task) + " attempt " + std::to_string(slot.attempt) +
                                          (settled ? ": the queue has given it to somebody else"
                                                   : ": the queue was not reached in time"));
    } else if (slot.verdict.command == QueueCommand::Ack) {
        ++m_state.succeeded;
        ++m_served.succeeded;
        m_served.latency.record(m_now - slot.begun);
    } else {
        ++m_state.failed;
        ++m_served.failed;
    }
    --m_occupied;
    slot.setbacks = 0;
    free(index);
}

void Worker::free(std::uint32_t index)
{
    Slot &slot = m_slots[index];
    slot.input.clear();
    slot.verdict.body.clear();
    moveTo(slot, m_phase == Phase::Draining ? Stage::Stopped : Stage::Idle);
    if (slot.stage == Stage::Idle)
        slot.wake = m_now;
}

void Worker::giveBack(const QueueReply &reply)
{
    call(m_calls, noSlot, queue, m_peers[queue].timeout,
         QueueRequest{.command = QueueCommand::Release,
                      .task = reply.task,
                      .attempt = reply.attempt,
                      .reservation = reply.reservation});
}

void Worker::call(CallLedger &ledger, std::uint64_t context, PeerId peer, Duration timeout, RequestBody body)
{
    const std::uint64_t id = ledger.begin(m_now, peer, timeout, context) | (&ledger == &m_asks ? askMark : 0);
    m_effects->send(peer, Call{id, timeout, std::move(body)});
}

void Worker::moveTo(Slot &slot, Stage stage)
{
    slot.stage = stage;
    slot.wake = never;
}

/// Doubles from one setback to the next, less up to half, so that many workers do not come back together.
Duration Worker::backoff(Slot &slot)
{
    const auto doubled = firstAskBackoff * (1LL << std::min(slot.setbacks++, 20U));
    return fromSeconds(toSeconds(std::min<Duration>(doubled, longestAskBackoff)) * (1 - m_random.uniform() / 2));
}

// ---- for the driver ------------------------------------------------------------------------------------------------

bool Worker::isBusy() const
{
    return m_occupied > 0 || m_calls.inFlight() > 0;
}

Time Worker::deadline() const
{
    Time next = std::min(m_asks.nextDeadline(), m_calls.nextDeadline());
    if (m_phase == Phase::Created)
        return next;
    for (const Slot &slot : m_slots)
        next = std::min(next, slot.wake);
    return next;
}

MachineState Worker::state(Time now) const
{
    MachineState state;
    state.phase = m_phase == Phase::Draining && !isBusy() ? Phase::Stopped : m_phase;
    state.served = m_served;
    state.served.inService = m_occupied;
    state.served.busy += (now - m_accounted) * m_occupied;
    state.calls = m_calls.stats();
    state.calls.resize(m_peers.size()); // The command is nobody's link.
    if (!state.calls.empty()) {
        const CallStats asked = m_asks.stats()[queue];
        CallStats &sum = state.calls[queue];
        sum.sent += asked.sent;
        sum.succeeded += asked.succeeded;
        sum.failed += asked.failed;
        sum.timedOut += asked.timedOut;
        sum.late += asked.late;
        sum.inFlight += asked.inFlight;
    }
    state.pattern = m_state;
    return state;
}

} // namespace bayplan
