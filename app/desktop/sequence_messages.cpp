// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/sequence_messages.h"

#include "engine/plan/message_words.h"

#include <algorithm>
#include <utility>

namespace bayplan {

Time SequenceMessages::untilOf(const MessageRecord &record)
{
    // What waited is shown until it was taken; what is lost has a stub.
    if (record.fate == MessageFate::Received)
        return record.received;
    return record.fate == MessageFate::Waiting ? never : endOf(record);
}

bool SequenceMessages::isUnderWay(const MessageRecord &record, Time at)
{
    return record.sent <= at && (record.fate == MessageFate::OnItsWay || endOf(record) > at);
}

std::size_t SequenceMessages::placeOf(std::uint64_t number) const
{
    const auto found = std::ranges::lower_bound(m_records, number, {}, &MessageRecord::number);
    return static_cast<std::size_t>(found - m_records.begin());
}

const MessageRecord *SequenceMessages::find(std::uint64_t number) const
{
    const std::size_t place = placeOf(number);
    return place < m_records.size() && m_records[place].number == number ? &m_records[place] : nullptr;
}

std::size_t SequenceMessages::firstSentAfter(Time at) const
{
    const auto found = std::ranges::upper_bound(m_records, at, {}, &MessageRecord::sent);
    return static_cast<std::size_t>(found - m_records.begin());
}

std::size_t SequenceMessages::firstOf(std::size_t block) const
{
    return block == 0 ? 0 : (m_dropped / blockSize + block) * blockSize - m_dropped;
}

// ---- following -----------------------------------------------------------------------------------------------------

void SequenceMessages::clear()
{
    m_records.clear();
    m_passes.clear();
    m_blockEnds.clear();
    m_dropped = 0;
    m_next = 0;
    m_gone = 0;
    m_knownFrom = Time{};
    m_reconstructed = 1;
}

bool SequenceMessages::take(MessageChanges changes)
{
    const bool changed = changes.anew || !changes.records.empty() || changes.gone != m_gone ||
                         changes.knownFrom != m_knownFrom || changes.reconstructed != m_reconstructed;
    if (changes.anew)
        clear();
    m_next = changes.next;
    m_gone = changes.gone;
    m_knownFrom = changes.knownFrom;
    m_reconstructed = changes.reconstructed;
    for (MessageRecord &record : changes.records)
        put(std::move(record));
    dropBefore(changes.firstKept);
    return changed;
}

void SequenceMessages::put(MessageRecord &&record)
{
    const std::size_t place =
        m_records.empty() || m_records.back().number < record.number ? m_records.size() : placeOf(record.number);
    const bool isNew = place == m_records.size();
    if (!isNew && m_records[place].number != record.number)
        return; // of those that have gone
    if (isNew) {
        m_records.push_back(std::move(record));
        m_passes.push_back(wouldPass(m_records.back()) ? 1 : 0);
    } else {
        m_records[place] = std::move(record);
        m_passes[place] = wouldPass(m_records[place]) ? 1 : 0;
    }
    const std::size_t block = blockOf(place);
    if (block >= m_blockEnds.size())
        m_blockEnds.push_back(Time{});
    if (isNew)
        m_blockEnds[block] = std::max(m_blockEnds[block], untilOf(m_records[place]));
    else
        refreshBlock(block);
}

/// An end that was open may have come nearer.
void SequenceMessages::refreshBlock(std::size_t block)
{
    Time end{};
    const std::size_t last = std::min(m_records.size(), firstOf(block + 1));
    for (std::size_t place = firstOf(block); place < last && end != never; ++place)
        end = std::max(end, untilOf(m_records[place]));
    m_blockEnds[block] = end;
}

void SequenceMessages::dropBefore(std::uint64_t number)
{
    while (!m_records.empty() && m_records.front().number < number) {
        m_records.pop_front();
        m_passes.pop_front();
        if (++m_dropped % blockSize == 0)
            m_blockEnds.pop_front();
    }
}

// ---- filter --------------------------------------------------------------------------------------------------------

void SequenceMessages::setShown(MessageSort sort, bool shown)
{
    if (std::exchange(m_sorts[static_cast<std::size_t>(sort)], shown) != shown)
        filterAnew();
}

void SequenceMessages::setWords(const QString &words)
{
    const QString wanted = words.trimmed();
    if (std::exchange(m_words, wanted) != wanted)
        filterAnew();
}

bool SequenceMessages::isFiltered() const
{
    return !m_words.isEmpty() || !std::ranges::all_of(m_sorts, [](bool shown) { return shown; });
}

bool SequenceMessages::wouldPass(const MessageRecord &record) const
{
    if (!m_sorts[static_cast<std::size_t>(record.sort)])
        return false;
    if (m_words.isEmpty())
        return true;
    const auto has = [this](const std::string &text) {
        return QString::fromStdString(text).contains(m_words, Qt::CaseInsensitive);
    };
    return has(record.text) || has(record.outcome) || has(record.byHand) || has(nameOf(record.sort)) ||
           QString::number(record.number) == m_words;
}

void SequenceMessages::filterAnew()
{
    for (std::size_t place = 0; place < m_records.size(); ++place)
        m_passes[place] = wouldPass(m_records[place]) ? 1 : 0;
}

// ---- walking -------------------------------------------------------------------------------------------------------

std::optional<std::uint64_t> SequenceMessages::neighbour(std::uint64_t number, int way, Time start) const
{
    std::size_t place = placeOf(number);
    if (number == 0) {
        place = firstSentAfter(start - Duration(1));
        for (; place < m_records.size(); ++place)
            if (m_passes[place] != 0)
                return m_records[place].number;
        return {};
    }
    while (way > 0 ? ++place < m_records.size() : place-- > 0) {
        if (m_passes[place] != 0)
            return m_records[place].number;
    }
    return {};
}

std::optional<std::uint64_t> SequenceMessages::causeOf(std::uint64_t number) const
{
    const MessageRecord *record = find(number);
    if (record == nullptr)
        return {};
    for (const std::uint64_t before : {record->cause, record->answers, record->copyOf})
        if (before != 0 && find(before) != nullptr)
            return before;
    return {};
}

std::vector<std::uint64_t> SequenceMessages::effectsOf(std::uint64_t number, std::size_t most) const
{
    constexpr std::size_t nearby = 5'000; // what a message brings about comes soon
    std::vector<std::uint64_t> effects;
    const std::size_t begin = placeOf(number) + 1;
    const std::size_t end = std::min(m_records.size(), begin + nearby);
    for (std::size_t place = begin; place < end && effects.size() < most; ++place) {
        const MessageRecord &record = m_records[place];
        if (record.cause == number || record.answers == number || record.copyOf == number)
            effects.push_back(record.number);
    }
    return effects;
}

} // namespace bayplan
