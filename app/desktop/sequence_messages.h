// SPDX-License-Identifier: GPL-3.0-or-later
// The messages that a sequence chart shows: kept in order of sending, filtered, found by time and walked along.
#pragma once

#include "engine/plan/message_log.h"

#include <QString>

#include <algorithm>
#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace bayplan {

inline constexpr std::size_t messageSortCount = 8;

class SequenceMessages {
public:
    /// Follows what a run says of its messages; false when nothing has changed.
    bool take(MessageChanges changes);
    void clear();
    std::uint64_t next() const { return m_next; } ///< for Run::messages()

    std::size_t size() const { return m_records.size(); }
    const MessageRecord &at(std::size_t place) const { return m_records[place]; }
    /// nullptr when it is not there (any more).
    const MessageRecord *find(std::uint64_t number) const;

    // ---- filter ----

    void setShown(MessageSort sort, bool shown);
    bool isShown(MessageSort sort) const { return m_sorts[static_cast<std::size_t>(sort)]; }
    /// Only those whose words, outcome or number have it; everything when empty.
    void setWords(const QString &words);
    bool passes(std::size_t place) const { return m_passes[place] != 0; }
    bool isFiltered() const;

    // ---- by time ----

    /// Calls `visit(place)` for those that pass the filter and are between the two instants, in order of sending.
    template <class Visit>
    void between(Time from, Time to, Visit visit) const
    {
        const std::size_t end = firstSentAfter(to);
        for (std::size_t place = 0; place < end;) {
            const std::size_t block = blockOf(place);
            const std::size_t next = std::min(end, firstOf(block + 1));
            if (m_blockEnds[block] < from) {
                place = next;
                continue;
            }
            for (; place < next; ++place) {
                if (m_passes[place] != 0 && untilOf(m_records[place]) >= from)
                    visit(place);
            }
        }
    }

    /// Sent at or before the instant and not yet arrived then; of a message whose end is not known: never.
    static bool isUnderWay(const MessageRecord &record, Time at);

    // ---- walking, among those that pass ----

    /// The one sent next (+1) or before (-1); from none: the first sent at or after `start`.
    std::optional<std::uint64_t> neighbour(std::uint64_t number, int way, Time start) const;
    /// The message that brought that one about, if it is there.
    std::optional<std::uint64_t> causeOf(std::uint64_t number) const;
    /// What was sent because of it, at most `most`.
    std::vector<std::uint64_t> effectsOf(std::uint64_t number, std::size_t most) const;

    std::uint64_t gone() const { return m_gone; }
    Time knownFrom() const { return m_knownFrom; }
    double reconstructed() const { return m_reconstructed; }

private:
    static constexpr std::size_t blockSize = 256;

    static Time untilOf(const MessageRecord &record);
    std::size_t placeOf(std::uint64_t number) const;
    std::size_t firstSentAfter(Time at) const;
    std::size_t blockOf(std::size_t place) const { return (m_dropped + place) / blockSize - m_dropped / blockSize; }
    std::size_t firstOf(std::size_t block) const;
    void put(MessageRecord &&record);
    void dropBefore(std::uint64_t number);
    bool wouldPass(const MessageRecord &record) const;
    void filterAnew();
    void refreshBlock(std::size_t block);

    std::deque<MessageRecord> m_records;
    std::deque<char> m_passes;
    std::deque<Time> m_blockEnds; ///< the latest end in each block
    std::size_t m_dropped = 0;    ///< from the front, so far
    std::array<bool, messageSortCount> m_sorts{true, true, true, true, true, true, true, true};
    QString m_words;
    std::uint64_t m_next = 0;
    std::uint64_t m_gone = 0;
    Time m_knownFrom{};
    double m_reconstructed = 1;
};

} // namespace bayplan
