// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/message_log.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace bayplan {

Time endOf(const MessageRecord &record)
{
    switch (record.fate) {
    case MessageFate::OnItsWay:
        return never;
    case MessageFate::LostByChance:
    case MessageFate::LostToPartition:
        return record.sent;
    default:
        return record.arrived;
    }
}

std::uint64_t MessageLog::beginAnew(Time knownFrom)
{
    const std::lock_guard lock(m_mutex);
    m_firstChange += m_changed.size() + 1; // readers start anew
    m_changed.clear();
    m_records.clear();
    m_gone = 0;
    m_knownFrom = knownFrom;
    m_reconstructed = 1;
    return ++m_beginning;
}

void MessageLog::add(MessageRecord record)
{
    const std::lock_guard lock(m_mutex);
    note(record.number);
    m_records.push_back(std::move(record));
    trim();
}

void MessageLog::putBefore(std::uint64_t beginning, std::vector<MessageRecord> older)
{
    const std::lock_guard lock(m_mutex);
    if (beginning != m_beginning)
        return;
    const std::uint64_t firstNumber = m_records.empty() ? UINT64_MAX : m_records.front().number;
    std::vector<MessageRecord> before;
    for (MessageRecord &record : older) {
        if (MessageRecord *known = find(record.number); known != nullptr && known->sentEarlier) {
            known->sentEarlier = false;
            known->sent = record.sent;
            known->due = known->due == never ? record.due : known->due;
            known->cause = record.cause;
            known->answers = record.answers;
            known->copyOf = record.copyOf;
        } else if (record.number < firstNumber && m_gone == 0) {
            before.push_back(std::move(record));
        }
    }
    const std::size_t room = m_capacity - std::min(m_capacity, m_records.size());
    const std::size_t tooMany = before.size() - std::min(before.size(), room);
    m_gone += tooMany;
    m_records.insert(m_records.begin(), std::make_move_iterator(before.begin() + static_cast<std::ptrdiff_t>(tooMany)),
                     std::make_move_iterator(before.end()));
    m_knownFrom = Time{};
    m_reconstructed = 1;
    m_firstChange += m_changed.size() + 1;
    m_changed.clear();
}

void MessageLog::setReconstructed(std::uint64_t beginning, double fraction)
{
    const std::lock_guard lock(m_mutex);
    if (beginning == m_beginning)
        m_reconstructed = fraction;
}

MessageChanges MessageLog::changes(std::uint64_t from) const
{
    const std::lock_guard lock(m_mutex);
    MessageChanges changes;
    changes.next = m_firstChange + m_changed.size();
    changes.anew = from < m_firstChange || from > changes.next;
    changes.firstKept = m_records.empty() ? 0 : m_records.front().number;
    changes.gone = m_gone;
    changes.knownFrom = m_knownFrom;
    changes.reconstructed = m_reconstructed;
    changes.records =
        changes.anew ? std::vector<MessageRecord>(m_records.begin(), m_records.end()) : changedSince(from);
    return changes;
}

std::vector<MessageRecord> MessageLog::changedSince(std::uint64_t from) const
{
    std::vector<std::uint64_t> numbers(m_changed.begin() + static_cast<std::ptrdiff_t>(from - m_firstChange),
                                       m_changed.end());
    std::ranges::sort(numbers);
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    std::vector<MessageRecord> records;
    records.reserve(numbers.size());
    for (const std::uint64_t number : numbers) {
        if (const MessageRecord *record = const_cast<MessageLog *>(this)->find(number))
            records.push_back(*record);
    }
    return records;
}

std::vector<MessageRecord> MessageLog::records() const
{
    const std::lock_guard lock(m_mutex);
    return {m_records.begin(), m_records.end()};
}

std::uint64_t MessageLog::gone() const
{
    const std::lock_guard lock(m_mutex);
    return m_gone;
}

MessageRecord *MessageLog::find(std::uint64_t number)
{
    const auto found = std::ranges::lower_bound(m_records, number, {}, &MessageRecord::number);
    return found == m_records.end() || found->number != number ? nullptr : &*found;
}

/// As many changes are kept as messages: who reads seldom reads everything.
void MessageLog::note(std::uint64_t number)
{
    m_changed.push_back(number);
    if (m_changed.size() <= m_capacity)
        return;
    m_changed.pop_front();
    ++m_firstChange;
}

void MessageLog::trim()
{
    if (m_records.size() <= m_capacity)
        return;
    m_records.pop_front();
    ++m_gone;
}

} // namespace bayplan
