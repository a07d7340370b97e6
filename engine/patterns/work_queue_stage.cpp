// SPDX-License-Identifier: Apache-2.0
// A work queue and the queue of the next stage: outputs out of the journal, and into the one behind it.
#include "engine/patterns/work_queue.h"

#include <algorithm>

namespace bayplan {

void WorkQueue::on(Received &input)
{
    const auto *answer = std::get_if<Answer>(&input.message);
    if (answer == nullptr || input.from >= m_peers.size())
        return;
    if (const auto outcome = m_calls.finish(m_now, input.from, *answer))
        forwarded(*outcome, answer);
}

/// That the task is done and what it made is one record: a crash leaves both or none.
void WorkQueue::makeOutput(std::uint64_t id, const Task &task, QueueRequest &&result)
{
    const auto bytes = std::max(result.bodyBytes, static_cast<std::uint32_t>(result.body.size()));
    const bool isKnown = bytes > 0 || result.isEmpty;
    if (m_origin.empty()) {
        // A journal that was lost counts from 1 again: by when it began, the next stage tells it from the one before.
        m_origin = m_name + '@' + std::to_string(m_now.time_since_epoch().count());
        note(Change::Kind::Other, {.kind = TaskRecord::Kind::Origin, .text = m_origin, .sequence = 1});
    }
    TaskRecord record{.kind = TaskRecord::Kind::Output,
                      .task = id,
                      .attempt = task.attempt,
                      .priority = task.priority,
                      .bodyBytes = isKnown ? bytes : task.bodyBytes,
                      .body = std::move(result.body)};
    record.sequence = m_outbox.add({record.priority, record.bodyBytes, record.body});
    note(Change::Kind::Other, std::move(record));
}

void WorkQueue::forward(Effects &effects)
{
    if (hasNextStage() && m_phase == Phase::Ready && !m_refusing)
        m_outbox.send(m_now, m_origin, m_peers.front().timeout, m_calls, effects);
}

void WorkQueue::endForwards()
{
    while (const auto expired = m_calls.expireNext(m_now))
        forwarded(*expired, nullptr);
}

void WorkQueue::forwarded(const CallLedger::Outcome &outcome, const Answer *answer)
{
    const auto taken = m_outbox.ended(m_now, outcome, answer, m_random.uniform());
    if (!taken)
        return;
    ++m_state.forwarded;
    note(Change::Kind::Other, {.kind = TaskRecord::Kind::Forwarded, .sequence = *taken});
}

void WorkQueue::appendStages(std::string &records) const
{
    if (!m_origin.empty())
        appendTaskRecord(records,
                         {.kind = TaskRecord::Kind::Origin, .text = m_origin, .sequence = m_outbox.nextSequence()});
    m_outbox.forEach([&](std::uint64_t sequence, const Outbox::Output &output) {
        appendTaskRecord(records, {.kind = TaskRecord::Kind::Output,
                                   .priority = output.priority,
                                   .bodyBytes = output.bodyBytes,
                                   .body = output.body,
                                   .sequence = sequence});
    });
    for (const auto &[origin, numbers] : m_taken.list()) {
        appendTaskRecord(records, {.kind = TaskRecord::Kind::TakenUpTo, .text = origin, .sequence = numbers.upTo});
        for (const auto &[first, last] : numbers.above)
            appendTaskRecord(records,
                             {.kind = TaskRecord::Kind::TakenRange, .text = origin, .sequence = last, .first = first});
    }
}

/// True when there is nothing more to the record: it is not about a task of this queue.
bool WorkQueue::applyStage(TaskRecord &record)
{
    switch (record.kind) {
    case TaskRecord::Kind::Origin:
        m_origin = std::move(record.text);
        m_outbox.setNextSequence(record.sequence);
        return true;
    case TaskRecord::Kind::Output:
        m_outbox.restore(record.sequence, {record.priority, record.bodyBytes, std::move(record.body)});
        return record.task == 0;
    case TaskRecord::Kind::Forwarded:
        m_outbox.taken(record.sequence);
        return true;
    case TaskRecord::Kind::Taken:
        m_taken.add(record.text, record.sequence);
        return true;
    case TaskRecord::Kind::TakenUpTo:
        m_taken.addRange(record.text, 1, record.sequence);
        return true;
    case TaskRecord::Kind::TakenRange:
        m_taken.addRange(record.text, record.first, record.sequence);
        return true;
    default:
        return false;
    }
}

} // namespace bayplan
