// SPDX-License-Identifier: Apache-2.0
#include "engine/patterns/work_queue.h"

#include "engine/base/units.h"

#include <algorithm>
#include <limits>

namespace bayplan {
namespace {

constexpr std::size_t deadLettersShown = 20;
constexpr std::size_t payloadShownBytes = 500;
constexpr std::size_t completionsRemembered = 1000;
constexpr std::size_t errorBytes = 4096;
constexpr std::size_t scarceErrorBytes = 200;
constexpr std::uint64_t bytesBesideBody = 200; ///< of a task: its numbers, its places in lists
constexpr Duration longestRetryBackoff = std::chrono::minutes(5);

/// Reservations of a queue that began anew differ from those before by when they were made. 52 bits: whoever reads
/// JSON with floating point gives it back as it was.
std::uint64_t reservationAt(Time now)
{
    return 1 + static_cast<std::uint64_t>(now.time_since_epoch().count()) % (1ULL << 52U);
}

} // namespace

CallStatus queueOutcome(int status)
{
    if (status == 429 || status == 503)
        return CallStatus::Overloaded;
    return status >= 500 ? CallStatus::Failed : CallStatus::Ok;
}

std::unique_ptr<Machine> makeWorkQueue(const MachineConfig &config)
{
    return std::make_unique<WorkQueue>(config);
}

WorkQueue::WorkQueue(const MachineConfig &config)
    : m_config(std::get<QueueConfig>(config.behaviour)), m_name(config.name), m_peers(config.peers),
      m_random(Random::stream(config.seed, stableHash(config.name.data(), config.name.size()))),
      m_calls(config.peers.size())
{
    m_config.maxAttempts = std::max(m_config.maxAttempts, 1U);
}

void WorkQueue::step(Time now, Input &&input, Effects &effects)
{
    m_now = now;
    account();
    if (!std::holds_alternative<PersistFailed>(input)) {
        if (m_wrote) {
            m_owed.clear();
            m_outbox.written();
        }
        m_changes.clear();
        m_spoken.clear();
        m_wrote = false;
    }
    std::visit([this](auto &in) { on(in); }, input);
    passTime();
    endForwards();
    forward(effects); // rests on earlier writes, not on that of this step
    flush(effects);
}

// ---- inputs --------------------------------------------------------------------------------------------------------

void WorkQueue::on(Started &input)
{
    m_phase = Phase::Ready;
    m_started = m_accounted = m_now;
    const auto restored = restore(input);
    if (restored)
        return;
    m_refusing = true;
    m_active.clear();
    m_buried.clear();
    m_events.emplace_back("refusing", toText(restored.error()));
}

void WorkQueue::on(Requested &input)
{
    ++m_served.received;
    auto *request = input.body.edit<QueueRequest>();
    if (request == nullptr)
        return say(input.request, {.status = 400});
    const std::size_t spoken = m_spoken.size();
    ask(input, *request);
    if (m_spoken.size() > spoken)
        m_spoken.back().reply.command = request->command;
}

void WorkQueue::on(Cancelled &input)
{
    for (auto waiter = m_waiters.begin(); waiter != m_waiters.end(); ++waiter) {
        if (waiter->second.request != input.request)
            continue;
        m_waits.erase({waiter->second.until, waiter->first});
        m_waiters.erase(waiter);
        return;
    }
}

void WorkQueue::on(Stopping &)
{
    m_phase = Phase::Draining;
    for (const auto &[number, waiter] : m_waiters)
        say(waiter.request, {.status = 503});
    m_waiters.clear();
    m_waits.clear();
}

// ---- time ----------------------------------------------------------------------------------------------------------

void WorkQueue::passTime()
{
    while (!m_timers.empty() && m_timers.begin()->first <= m_now) {
        const auto task = m_active.find(m_timers.begin()->second);
        if (task->second.stage == Stage::Reserved) {
            ++m_state.expired;
            failAttempt(task, "ran out of its time to run of " + humanDuration(m_config.timeToRun));
        } else {
            unindex(task->first, task->second);
            task->second.stage = Stage::Ready;
            task->second.since = task->second.timer;
            index(task->first, task->second);
        }
    }
    dispatch();
    endWaits();
}

void WorkQueue::dispatch()
{
    if (outputBytes() > m_config.capacityBytes / 2)
        return; // whoever finishes a task would add to them
    while (!m_waiters.empty() && !m_ready.empty()) {
        const auto waiter = m_waiters.begin();
        const auto task = m_active.find(m_ready.begin()->task);
        giveTo(waiter->second, task->first, task->second);
        m_waits.erase({waiter->second.until, waiter->first});
        m_waiters.erase(waiter);
    }
}

void WorkQueue::endWaits()
{
    while (!m_waits.empty() && m_waits.begin()->first <= m_now) {
        const auto waiter = m_waiters.find(m_waits.begin()->second);
        say(waiter->second.request, {.status = 204, .command = QueueCommand::Reserve});
        m_waits.erase(m_waits.begin());
        m_waiters.erase(waiter);
    }
}

Time WorkQueue::deadline() const
{
    Time next = never;
    if (!m_timers.empty())
        next = m_timers.begin()->first;
    if (!m_waits.empty())
        next = std::min(next, m_waits.begin()->first);
    if (!m_owed.empty() && !m_wrote)
        next = std::min(next, m_retryOwedAt);
    else if (m_outbox.hasUnwritten())
        next = std::min(next, m_now); // the step after a write knows that it was good
    return std::min({next, m_calls.nextDeadline(), m_phase == Phase::Ready ? m_outbox.nextSend() : never});
}

// ---- tasks ---------------------------------------------------------------------------------------------------------

/// A task gains one priority per `agingStep`; all gain alike, so an order fixed when it becomes ready serves for ever.
WorkQueue::Place WorkQueue::placeOf(std::uint64_t id, const Task &task) const
{
    const std::int64_t since = task.since.time_since_epoch().count();
    if (m_config.agingStep <= Duration::zero())
        return {task.priority, since, id};
    __extension__ using Wide = __int128;
    constexpr Wide limit = std::numeric_limits<std::int64_t>::max();
    const Wide due = static_cast<Wide>(task.priority) * m_config.agingStep.count() + since;
    return {0, static_cast<std::int64_t>(std::clamp<Wide>(due, -limit, limit)), id};
}

void WorkQueue::index(std::uint64_t id, Task &task)
{
    if (task.stage == Stage::Ready)
        m_ready.insert(placeOf(id, task));
    else
        m_timers.emplace(task.timer, id);
    m_delayed += task.stage == Stage::Delayed ? 1 : 0;
}

void WorkQueue::unindex(std::uint64_t id, const Task &task)
{
    if (task.stage == Stage::Ready)
        m_ready.erase(placeOf(id, task));
    else
        m_timers.erase({task.timer, id});
    m_delayed -= task.stage == Stage::Delayed ? 1 : 0;
}

void WorkQueue::enqueue(std::uint64_t id, Task &task, Duration delay)
{
    task.stage = delay > Duration::zero() ? Stage::Delayed : Stage::Ready;
    task.since = m_now;
    task.delay = std::max(delay, Duration::zero());
    task.timer = m_now + task.delay;
    index(id, task);
}

void WorkQueue::giveTo(const Waiter &waiter, std::uint64_t id, Task &task)
{
    unindex(id, task);
    task.stage = Stage::Reserved;
    task.timer = m_now + m_config.timeToRun;
    task.worker = waiter.worker;
    task.reservation = reservationAt(m_now);
    ++task.attempt;
    index(id, task);
    note(Change::Kind::Reserve, {.kind = TaskRecord::Kind::Reserved, .task = id, .attempt = task.attempt},
         waiter.request);
    say(waiter.request, {.task = id,
                         .attempt = task.attempt,
                         .timeToRun = m_config.timeToRun,
                         .body = task.body,
                         .bodyBytes = task.bodyBytes,
                         .command = QueueCommand::Reserve,
                         .reservation = task.reservation});
}

void WorkQueue::takeBack(Tasks::iterator task, Duration delay)
{
    unindex(task->first, task->second);
    enqueue(task->first, task->second, delay);
    note(Change::Kind::Other, {.kind = TaskRecord::Kind::Waiting,
                               .task = task->first,
                               .failures = task->second.failures,
                               .until = task->second.timer,
                               .delay = task->second.delay,
                               .text = task->second.error});
}

/// The end says what went wrong.
std::string WorkQueue::endOf(std::string error) const
{
    const std::size_t most = heldBytes() < m_config.capacityBytes ? errorBytes : scarceErrorBytes;
    if (error.size() > most)
        error.erase(0, error.size() - most);
    return error;
}

/// By the size that was said, so that synthetic tasks count as real ones do.
std::uint64_t WorkQueue::bytesOf(const Task &task)
{
    return bytesBesideBody + task.bodyBytes + task.error.size();
}

std::uint64_t WorkQueue::outputBytes() const
{
    return m_outbox.bytes() + m_outbox.size() * bytesBesideBody;
}

bool WorkQueue::isFullFor(std::uint32_t bodyBytes) const
{
    const std::size_t tasks = m_active.size() + m_outbox.size();
    return tasks >= m_config.capacity ||
           (tasks > 0 && heldBytes() + bytesBesideBody + bodyBytes > m_config.capacityBytes);
}

void WorkQueue::failAttempt(Tasks::iterator task, std::string error)
{
    if (++task->second.failures >= m_config.maxAttempts)
        return bury(task, std::move(error));
    m_activeBytes -= bytesOf(task->second);
    task->second.error = endOf(std::move(error));
    m_activeBytes += bytesOf(task->second);
    ++m_state.retried;
    takeBack(task, backoff(task->second.failures));
}

void WorkQueue::bury(Tasks::iterator task, std::string error)
{
    const std::uint64_t id = task->first;
    unindex(id, task->second);
    m_activeBytes -= bytesOf(task->second);
    m_buried.insert(m_active.extract(task));
    Task &buried = m_buried.at(id);
    buried.error = endOf(std::move(error));
    m_buriedBytes += bytesOf(buried);
    note(Change::Kind::Other,
         {.kind = TaskRecord::Kind::Buried, .task = id, .failures = buried.failures, .text = buried.error});
    m_events.emplace_back("buried", "task " + std::to_string(id) + " after " + std::to_string(buried.attempt) +
                                        " attempts: " + buried.error.substr(0, 200));
    dropOldestLetters();
}

/// They leave room for tasks, but for the last one.
void WorkQueue::dropOldestLetters()
{
    while (m_buried.size() > 1 && (m_buried.size() > m_config.capacity || m_buriedBytes > m_config.capacityBytes / 2)) {
        const auto oldest = m_buried.begin();
        note(Change::Kind::Other, {.kind = TaskRecord::Kind::Done, .task = oldest->first});
        m_events.emplace_back("dead-letter-dropped", "task " + std::to_string(oldest->first));
        m_buriedBytes -= bytesOf(oldest->second);
        m_buried.erase(oldest);
    }
}

void WorkQueue::showLetters(QueueState &state) const
{
    const auto end = m_lettersBefore == 0 ? m_buried.end() : m_buried.lower_bound(m_lettersBefore);
    auto begin = end;
    for (std::size_t shown = 0; shown < deadLettersShown && begin != m_buried.begin(); ++shown)
        --begin;
    state.olderLetters = static_cast<std::uint64_t>(std::distance(m_buried.begin(), begin));
    for (auto buried = begin; buried != end; ++buried) {
        const Task &task = buried->second;
        state.deadLetters.push_back({.task = buried->first,
                                     .attempts = task.attempt,
                                     .error = task.error,
                                     .worker = task.worker,
                                     .payload = task.body.substr(0, payloadShownBytes),
                                     .payloadBytes = task.bodyBytes});
    }
}

void WorkQueue::complete(Tasks::iterator task, QueueRequest &&result)
{
    const std::uint64_t id = task->first;
    ++m_state.completed;
    m_state.sojourn.record(m_now - task->second.put);
    m_done[id] = task->second.attempt;
    m_doneOrder.push(id);
    if (m_done.size() > completionsRemembered)
        m_done.erase(m_doneOrder.pop());
    if (hasNextStage())
        makeOutput(id, task->second, std::move(result));
    else
        note(Change::Kind::Other, {.kind = TaskRecord::Kind::Done, .task = id, .attempt = task->second.attempt});
    unindex(id, task->second);
    m_activeBytes -= bytesOf(task->second);
    m_active.erase(task);
}

/// Doubles with each failure, give or take half, so that tasks which failed together do not come back together.
Duration WorkQueue::backoff(std::uint32_t failures)
{
    const double doubled = toSeconds(m_config.backoff) * static_cast<double>(1ULL << std::min(failures - 1, 40U));
    const double jittered = std::min(doubled, toSeconds(longestRetryBackoff)) * (0.5 + m_random.uniform());
    return std::min(fromSeconds(jittered), longestRetryBackoff);
}

// ---- for the driver ------------------------------------------------------------------------------------------------

void WorkQueue::account()
{
    const Duration passed = m_now - m_accounted;
    m_accounted = m_now;
    m_served.waited += passed * static_cast<std::int64_t>(m_ready.size() + m_delayed);
    m_served.busy += passed * static_cast<std::int64_t>(reservedCount());
}

MachineState WorkQueue::state(Time now) const
{
    MachineState state;
    state.phase = m_phase == Phase::Draining ? Phase::Stopped : m_phase;
    state.served = m_served;
    state.served.waiting = static_cast<std::uint32_t>(m_ready.size() + m_delayed);
    state.served.inService = static_cast<std::uint32_t>(reservedCount());
    state.served.waited += (now - m_accounted) * static_cast<std::int64_t>(state.served.waiting);
    state.served.busy += (now - m_accounted) * static_cast<std::int64_t>(state.served.inService);
    QueueState queue = m_state;
    queue.ready = m_ready.size();
    queue.delayed = m_delayed;
    queue.reserved = reservedCount();
    queue.buried = m_buried.size();
    showLetters(queue);
    queue.forwarding = m_outbox.size();
    queue.oldestAge = m_active.empty() ? Duration::zero() : now - m_active.begin()->second.put;
    state.calls = m_calls.stats();
    state.pattern = std::move(queue);
    return state;
}

} // namespace bayplan
