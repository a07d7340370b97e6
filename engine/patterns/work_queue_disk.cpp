// SPDX-License-Identifier: Apache-2.0
// The work queue and its journal: one record per step, answers behind it; a whole state when the journal has grown
// long.
#include "engine/patterns/work_queue.h"

#include <algorithm>

namespace bayplan {
namespace {

constexpr std::uint64_t shortJournalBytes = 1U << 20U;
constexpr std::uint64_t worthRewritingBytes = 128U << 10U; ///< before the journal is long

/// Between two attempts to write what is owed to a disk that takes nothing, and to write the state in less room.
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
    if (!records.empty() || owes() || m_rewrites)
        write(records, effects);
    for (const Spoken &spoken : m_spoken)
        effects.reply(spoken.request, queueOutcome(spoken.reply.status), spoken.reply);
    for (auto &[kind, text] : m_events)
        effects.event(kind, std::move(text));
    m_events.clear();
}

void WorkQueue::write(const std::string &records, Effects &effects)
{
    m_wrote = true;
    m_diskBefore = m_disk;
    m_disk.journalBytes += m_owed.size() + records.size();
    if (!isStateDue())
        return effects.append(m_owed + records);
    std::string state = wholeState();
    m_disk = {state.size(), 0};
    m_rewrites = false;
    m_rewriteAt = never;
    effects.persist(std::move(state));
}

/// A start reads all of it and holds it, so the journal is not longer than that allows.
bool WorkQueue::isStateDue()
{
    const std::uint64_t most = std::min(4 * m_disk.stateBytes, m_config.capacityBytes / 2);
    return m_rewrites || m_disk.journalBytes > std::max(shortJournalBytes, most) || wantsRoom();
}

/// After a write that failed, now and then: whether the state takes so much less room that it may be the way out.
bool WorkQueue::wantsRoom()
{
    if (m_now < m_rewriteAt)
        return false;
    m_rewriteAt = m_now + owedRetry;
    return wouldHalve();
}

bool WorkQueue::wouldHalve() const
{
    const std::uint64_t bytes = m_disk.stateBytes + m_disk.journalBytes;
    return bytes >= worthRewritingBytes && 2 * stateRoomBytes() <= bytes;
}

/// Nothing of the last step was written, and none of its answers was given.
void WorkQueue::on(PersistFailed &input)
{
    const std::vector<Change> changes = std::exchange(m_changes, {});
    if (!changes.empty() || m_owed.empty())
        m_events.emplace_back("persist-failed", input.reason);
    m_retryOwedAt = m_now + owedRetry;
    const bool wasState = m_disk.journalBytes == 0;
    m_disk = m_diskBefore;
    if (m_rewriteAt == never)
        m_rewriteAt = wasState ? m_now + owedRetry : m_now;
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
        m_activeBytes -= bytesOf(task->second);
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

/// About what wholeState() takes, rather more.
std::size_t WorkQueue::stateRoomBytes() const
{
    std::size_t bytes = 3 * taskRecordRoomBytes + m_origin.size();
    for (const Tasks *tasks : {&m_active, &m_buried}) {
        for (const auto &[id, task] : *tasks)
            bytes += taskRecordRoomBytes + task.body.size() + task.error.size();
    }
    m_outbox.forEach(
        [&](std::uint64_t, const Outbox::Output &output) { bytes += taskRecordRoomBytes + output.body.size(); });
    for (const auto &[origin, numbers] : m_taken.list())
        bytes += (1 + numbers.above.size()) * (taskRecordRoomBytes + origin.size());
    return bytes;
}

std::string WorkQueue::wholeState() const
{
    std::string records;
    records.reserve(stateRoomBytes());
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
    return sealTaskState(std::move(records));
}

/// What has been read is let go of: both together may be as large as the memory.
Result<void> WorkQueue::restore(Started &input)
{
    m_disk.stateBytes = input.durable.size();
    if (const std::string state = std::move(input.durable); !state.empty()) {
        const auto records = openTaskState(state);
        if (!records)
            return records.error();
        if (const auto replayed = replay(*records); !replayed)
            return replayed;
    }
    for (std::string &entry : input.journal) {
        const std::string records = std::move(entry);
        m_disk.journalBytes += records.size();
        if (const auto replayed = replay(records); !replayed)
            return replayed;
    }
    m_outbox.written();
    indexRestored();
    m_rewrites = wouldHalve();
    return {};
}

Result<void> WorkQueue::replay(std::string_view bytes)
{
    return eachTaskRecord(bytes, [this](TaskRecord &record) -> Result<void> {
        if (apply(record))
            return {};
        return fail(ErrorCode::InvalidInput,
                    "The journal of the queue is damaged: task " + std::to_string(record.task) +
                        " is changed before it is put.",
                    "Move the queue's state away to start empty, or put back a copy of it.");
    });
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
        m_activeBytes += bytesOf(task);
    }
    for (auto &[id, task] : m_buried) {
        task.put = std::min(task.put, m_now);
        m_buriedBytes += bytesOf(task);
    }
}

} // namespace bayplan
