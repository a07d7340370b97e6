// SPDX-License-Identifier: Apache-2.0
// What clients and workers ask of a work queue.
#include "engine/patterns/work_queue.h"

#include "engine/base/units.h"

#include <algorithm>

namespace bayplan {
namespace {

constexpr std::size_t tasksListed = 1000;
constexpr std::size_t smallBodyBytes = 1024; ///< finds room beside a state on a volume that was full

} // namespace

void WorkQueue::ask(const Requested &asked, QueueRequest &request)
{
    const bool takesNew = request.command == QueueCommand::Put || request.command == QueueCommand::Reserve;
    if (m_refusing || m_phase == Phase::Created || (takesNew && m_phase != Phase::Ready))
        return say(asked.request, {.status = 503});
    switch (request.command) {
    case QueueCommand::Put:
        return put(asked.request, request);
    case QueueCommand::Reserve:
        return reserve(asked.request, request, asked.remaining);
    case QueueCommand::Touch:
    case QueueCommand::Ack:
    case QueueCommand::Release:
    case QueueCommand::Bury:
    case QueueCommand::Fail:
        return finish(asked.request, request);
    case QueueCommand::Kick:
        return kick(asked.request, request);
    case QueueCommand::Discard:
        return discard(asked.request, request);
    case QueueCommand::List:
        return list(asked.request);
    case QueueCommand::Peek:
        return peek(asked.request, request);
    case QueueCommand::Show:
        m_lettersBefore = request.task;
        return say(asked.request, {});
    }
}

/// An output of the stage before that comes again, because the answer was lost, is a task or was one.
bool WorkQueue::isHereAlready(RequestId request, const QueueRequest &asked)
{
    if (asked.origin.empty() || !m_taken.contains(asked.origin, asked.sequence))
        return false;
    ++m_state.repeated;
    say(request, {});
    return true;
}

void WorkQueue::put(RequestId request, QueueRequest &asked)
{
    if (isHereAlready(request, asked))
        return;
    const std::uint32_t bodyBytes = std::max(asked.bodyBytes, static_cast<std::uint32_t>(asked.body.size()));
    if (isFullFor(bodyBytes))
        return refuse(request);
    if (asked.body.size() > smallBodyBytes && wantsRoom()) {
        m_rewrites = true;
        ++m_state.rejected;
        return say(request, {.status = 507});
    }
    m_full = false;
    const std::uint64_t id = m_nextTask++;
    Task &task = m_active.emplace_hint(m_active.end(), id, Task{})->second;
    task.priority = asked.priority;
    task.put = m_now;
    task.body = std::move(asked.body);
    task.bodyBytes = bodyBytes;
    m_activeBytes += bytesOf(task);
    enqueue(id, task, asked.delay);
    ++m_state.put;
    note(Change::Kind::Put,
         {.task = id,
          .priority = task.priority,
          .put = task.put,
          .until = task.timer,
          .delay = task.delay,
          .bodyBytes = task.bodyBytes,
          .body = task.body},
         request);
    if (!asked.origin.empty()) {
        Change &change = m_changes.back();
        appendTaskRecord(change.record,
                         {.kind = TaskRecord::Kind::Taken, .text = asked.origin, .sequence = asked.sequence});
        m_taken.add(asked.origin, asked.sequence);
        change.origin = std::move(asked.origin);
        change.sequence = asked.sequence;
    }
    say(request, {.task = id});
}

void WorkQueue::refuse(RequestId request)
{
    ++m_state.rejected;
    if (!std::exchange(m_full, true)) {
        std::string text = std::to_string(m_active.size()) + " tasks are waiting or running, " +
                           std::to_string(m_outbox.size()) + " wait for the next stage";
        if (m_active.size() + m_outbox.size() < m_config.capacity)
            text += ": with dead letters, " + humanBytes(static_cast<double>(heldBytes())) + " of " +
                    humanBytes(static_cast<double>(m_config.capacityBytes));
        m_events.emplace_back("queue-full", std::move(text));
    }
    say(request, {.status = 429, .retryAfter = retryAfter()});
}

/// Callers are served in order of arrival, by passTime(); who does not want to wait is told in this very step.
void WorkQueue::reserve(RequestId request, QueueRequest &asked, Duration remaining)
{
    Duration wait = std::max(asked.delay, Duration::zero());
    if (remaining > Duration::zero())
        wait = std::min(wait, remaining - remaining / 8);
    m_waits.emplace(m_now + wait, m_nextWaiter);
    m_waiters.emplace_hint(m_waiters.end(), m_nextWaiter++, Waiter{request, m_now + wait, std::move(asked.origin)});
}

bool WorkQueue::isHeldBy(const Task &task, const QueueRequest &asked)
{
    const bool isSame = asked.reservation == 0 || task.reservation == 0 || asked.reservation == task.reservation;
    return task.stage == Stage::Reserved && task.attempt == asked.attempt && isSame;
}

/// The end of an attempt, or its lengthening; only by who holds the task.
void WorkQueue::finish(RequestId request, QueueRequest &asked)
{
    const auto task = m_active.find(asked.task);
    if (task != m_active.end() && isHeldBy(task->second, asked))
        return settle(request, asked, task);
    const auto done = m_done.find(asked.task);
    if (asked.command == QueueCommand::Ack && done != m_done.end() && done->second == asked.attempt)
        return say(request, {.task = asked.task, .attempt = asked.attempt});
    if (asked.task == 0 || asked.task >= m_nextTask)
        return say(request, {.status = 404, .task = asked.task});
    ++m_state.refusedLate;
    say(request, {.status = 409, .task = asked.task, .attempt = asked.attempt});
}

void WorkQueue::settle(RequestId request, QueueRequest &asked, Tasks::iterator task)
{
    QueueReply reply{.task = asked.task, .attempt = asked.attempt};
    switch (asked.command) {
    case QueueCommand::Ack:
        complete(task, std::move(asked));
        break;
    case QueueCommand::Touch:
        unindex(task->first, task->second);
        task->second.timer = m_now + m_config.timeToRun;
        index(task->first, task->second);
        reply.timeToRun = m_config.timeToRun;
        break;
    case QueueCommand::Release:
        takeBack(task, asked.delay);
        break;
    case QueueCommand::Bury:
        ++task->second.failures;
        bury(task, asked.body.empty() ? "buried by its worker" : std::move(asked.body));
        break;
    default:
        failAttempt(task, asked.body.empty() ? "failed without a word" : std::move(asked.body));
        break;
    }
    say(request, std::move(reply));
}

/// Of the one that is named, or of all: `act` takes it out of m_buried.
template <class Act>
void WorkQueue::withDeadLetters(RequestId request, const QueueRequest &asked, std::string_view done, Act act)
{
    QueueReply reply{.task = asked.task};
    for (auto buried = m_buried.begin(); buried != m_buried.end();) {
        const auto next = std::next(buried);
        if (asked.task == 0 || asked.task == buried->first) {
            act(buried);
            ++reply.count;
        }
        buried = next;
    }
    if (reply.count > 0)
        m_events.emplace_back(done, asked.task != 0 ? "task " + std::to_string(asked.task)
                                                    : "dead letters: " + std::to_string(reply.count));
    if (asked.task != 0 && reply.count == 0)
        reply.status = 404;
    say(request, std::move(reply));
}

void WorkQueue::putBack(Tasks::iterator buried)
{
    const std::uint64_t id = buried->first;
    m_buriedBytes -= bytesOf(buried->second);
    m_activeBytes += bytesOf(buried->second);
    m_active.insert(m_buried.extract(buried));
    Task &task = m_active.at(id);
    task.failures = 0;
    enqueue(id, task, Duration::zero());
    note(Change::Kind::Other, {.kind = TaskRecord::Kind::Kicked, .task = id, .until = m_now});
    ++m_state.kicked;
}

void WorkQueue::kick(RequestId request, const QueueRequest &asked)
{
    withDeadLetters(request, asked, "kicked", [this](Tasks::iterator buried) { putBack(buried); });
}

void WorkQueue::throwAway(Tasks::iterator buried)
{
    note(Change::Kind::Other,
         {.kind = TaskRecord::Kind::Done, .task = buried->first, .attempt = buried->second.attempt});
    m_buriedBytes -= bytesOf(buried->second);
    m_buried.erase(buried);
    ++m_state.discarded;
}

void WorkQueue::discard(RequestId request, const QueueRequest &asked)
{
    withDeadLetters(request, asked, "discarded", [this](Tasks::iterator buried) { throwAway(buried); });
}

void WorkQueue::list(RequestId request)
{
    QueueReply reply{.count = m_ready.size() + m_delayed};
    for (auto task = m_active.begin(); task != m_active.end() && reply.tasks.size() < tasksListed; ++task) {
        if (task->second.stage != Stage::Reserved)
            reply.tasks.push_back(task->first);
    }
    say(request, std::move(reply));
}

void WorkQueue::peek(RequestId request, const QueueRequest &asked)
{
    for (const Tasks *tasks : {&m_active, &m_buried}) {
        const auto task = tasks->find(asked.task);
        if (task != tasks->end())
            return say(request, {.task = asked.task,
                                 .attempt = task->second.attempt,
                                 .body = task->second.body,
                                 .bodyBytes = task->second.bodyBytes});
    }
    say(request, {.status = 404, .task = asked.task});
}

/// When a place may be free: about as long as tasks have taken to be completed, one after the other.
Duration WorkQueue::retryAfter() const
{
    using namespace std::chrono_literals;
    if (m_state.completed == 0)
        return 1s;
    const Duration each = (m_now - m_started) / static_cast<std::int64_t>(m_state.completed);
    return std::clamp<Duration>(each, 100ms, 30s);
}

void WorkQueue::say(RequestId request, QueueReply reply)
{
    const CallStatus outcome = queueOutcome(reply.status);
    if (outcome == CallStatus::Ok)
        ++m_served.succeeded;
    else
        ++(outcome == CallStatus::Overloaded ? m_served.refused : m_served.failed);
    m_spoken.push_back({request, std::move(reply)});
}

} // namespace bayplan
