// SPDX-License-Identifier: Apache-2.0
// The work queue and its journal: one record per step, answers behind it; a whole state when the journal has grown
// long.
#include "engine/patterns/work_queue.h"

#include <algorithm>

namespace bayplan {
namespace {

constexpr std::uint64_t shortJournalBytes = 1U << 20U;

/// Between two attempts to write what is owed to a disk that takes nothing.
constexpr Duration owedRetry = std::chrono::seconds(1);

} // namespace

void WorkQueue::note(Change::Kind kind, TaskRecord record, RequestId request)
{
    Change change{kind, record.task, request, {}};
    appendTaskRecord(change.record, record);
    m_changes.push_back(std::move(change));
}

/// All changes of a step are one record, so that a crash leaves all of them or none.
void WorkQueue::flush(Effects &effects)
{
    std::string records;
    for (const Change &change : m_changes)
        records += change.record;
    if (!records.empty() || owes()) {
        m_wrote = true;
        m_journalBytes += m_owed.size() + records.size();
        if (m_journalBytes > std::max(shortJournalBytes, m_compactAtBytes)) {
            std::string state = wholeState();
            m_compactAtBytes = 4 * state.size();
            m_journalBytes = 0;
            effects.persist(std::move(state));
        } else {
            effects.append(m_owed + records);
        }
    }
    for (const Spoken &spoken : m_spoken)
        effects.reply(spoken.request, queueOutcome(spoken.reply.status), spoken.reply);
    for (auto &[kind, text] : m_events)
        effects.event(kind, std::move(text));
    m_events.clear();
}

/// Nothing of the last step was written, and none of its answers was given.
void WorkQueue::on(PersistFailed &input)
{
    const std::vector<Change> changes = std::exchange(m_changes, {});
    if (!changes.empty() || m_owed.empty())
        m_events.emplace_back("persist-failed", input.reason);
    m_retryOwedAt = m_now + owedRetry;
    for (const Change &change : changes) {
        if (change.kind == Change::Kind::Other)
            m_owed += change.record;
    }
    for (auto change = changes.rbegin(); change != changes.rend(); ++change)
        undo(*change);
    m_wrote = false;
}

void WorkQueue::undo(const Change &change)
{
    if (change.kind == Change::Kind::Other)
        return;
    const auto task = m_active.find(change.task);
    unindex(task->first, task->second);
    if (change.kind == Change::Kind::Put) {
        if (!change.origin.empty())
            m_taken.remove(change.origin, change.sequence);
        m_active.erase(task);
        --m_state.put;
        ++m_state.rejected;
    } else {
        --task->second.attempt;
        task->second.stage = Stage::Ready;
        index(task->first, task->second);
    }
    --m_served.succeeded;
    ++m_served.failed;
    const auto spoken = std::find_if(m_spoken.begin(), m_spoken.end(),
                                     [&](const Spoken &each) { return each.request == change.request; });
    spoken->reply = {.status = 507};
}

std::string WorkQueue::wholeState() const
{
    std::string records;
    appendTaskRecord(records, {.kind = TaskRecord::Kind::Next, .task = m_nextTask});
    const auto append = [&](std::uint64_t id, const Task &task, TaskRecord::Phase phase) {
        appendTaskRecord(records, {.task = id,
                                   .attempt = task.attempt,
                                   .failures = task.failures,
                                   .priority = task.priority,
                                   .phase = phase,
                                   .put = task.put,
                                   .until = task.stage == Stage::Ready ? task.since : task.timer,
                                   .delay = task.stage == Stage::Delayed ? task.delay : Duration::zero(),
                                   .bodyBytes = task.bodyBytes,
                                   .body = task.body,
                                   .text = task.error});
    };
    for (const auto &[id, task] : m_active)
        append(id, task, task.stage == Stage::Reserved ? TaskRecord::Phase::Reserved : TaskRecord::Phase::Waiting);
    for (const auto &[id, task] : m_buried)
        append(id, task, TaskRecord::Phase::Buried);
    appendStages(records);
    return sealTaskState(records);
}

Result<void> WorkQueue::restore(const Started &input)
{
    if (!input.durable.empty()) {
        const auto records = openTaskState(input.durable);
        if (!records)
            return records.error();
        if (const auto replayed = replay(*records); !replayed)
            return replayed;
    }
    for (const std::string &entry : input.journal) {
        m_journalBytes += entry.size();
        if (const auto replayed = replay(entry); !replayed)
            return replayed;
    }
    m_compactAtBytes = 4 * input.durable.size();
    m_outbox.written();
    indexRestored();
    return {};
}

Result<void> WorkQueue::replay(std::string_view bytes)
{
    auto records = readTaskRecords(bytes);
    if (!records)
        return records.error();
    for (TaskRecord &record : *records) {
        if (!apply(record))
            return fail(ErrorCode::InvalidInput,
                        "The journal of the queue is damaged: task " + std::to_string(record.task) +
                            " is changed before it is put.",
                        "Move the queue's state away to start empty, or put back a copy of it.");
    }
    return {};
}

/// False: impossible. A change of a task that has gone is possible, when a write that was reported as failed had
/// reached the disk all the same. Nothing is indexed yet: `timer` is when the task is due by the clock that wrote it.
bool WorkQueue::apply(TaskRecord &record)
{
    if (applyStage(record))
        return true;
    if (record.kind == TaskRecord::Kind::Next) {
        m_nextTask = std::max(m_nextTask, record.task);
        return true;
    }
    if (record.kind == TaskRecord::Kind::Task) {
        m_nextTask = std::max(m_nextTask, record.task + 1);
        Tasks &home = record.phase == TaskRecord::Phase::Buried ? m_buried : m_active;
        home[record.task] = {.stage = record.phase == TaskRecord::Phase::Reserved ? Stage::Reserved : Stage::Delayed,
                             .priority = record.priority,
                             .attempt = record.attempt,
                             .failures = record.failures,
                             .put = record.put,
                             .timer = record.until,
                             .delay = record.delay,
                             .bodyBytes = record.bodyBytes,
                             .body = std::move(record.body),
                             .error = std::move(record.text)};
        return true;
    }
    Tasks &home = m_buried.contains(record.task) ? m_buried : m_active;
    const auto found = home.find(record.task);
    if (found == home.end())
        return record.task < m_nextTask;
    Task &task = found->second;
    switch (record.kind) {
    case TaskRecord::Kind::Reserved:
        task.stage = Stage::Reserved;
        task.attempt = record.attempt;
        return true;
    case TaskRecord::Kind::Done:
    case TaskRecord::Kind::Output:
        home.erase(found);
        return true;
    case TaskRecord::Kind::Buried:
        task.failures = record.failures;
        task.error = std::move(record.text);
        m_buried.insert(home.extract(found));
        return true;
    case TaskRecord::Kind::Kicked:
        task.failures = 0;
        task.stage = Stage::Delayed;
        task.timer = record.until;
        task.delay = Duration::zero();
        m_active.insert(home.extract(found));
        return true;
    default:
        task.stage = Stage::Delayed;
        task.failures = record.failures;
        task.timer = record.until;
        task.delay = record.delay;
        task.error = std::move(record.text);
        return true;
    }
}

/// By the clock of this life, which may have begun anew: no delay is longer than it was, no task from the future.
void WorkQueue::indexRestored()
{
    for (auto &[id, task] : m_active) {
        task.put = std::min(task.put, m_now);
        if (task.stage == Stage::Reserved) {
            task.timer = m_now + m_config.timeToRun;
        } else {
            task.timer = std::min(task.timer, m_now + task.delay);
            task.stage = task.timer > m_now ? Stage::Delayed : Stage::Ready;
            task.since = task.timer;
        }
        index(id, task);
    }
    for (auto &[id, task] : m_buried)
        task.put = std::min(task.put, m_now);
}

} // namespace bayplan
