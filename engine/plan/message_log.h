// SPDX-License-Identifier: Apache-2.0
// What chosen instances said to each other in a run: who, when, what, what became of it, and what it brought about.
#pragma once

#include "engine/base/time.h"
#include "engine/plan/plan.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <vector>

namespace bayplan {

enum class MessageSort : std::uint8_t {
    VoteRequest,
    VoteReply,
    Heartbeat,
    Acknowledgement,
    Transfer,
    Request,
    Answer,
    Withdrawal
};

enum class MessageFate : std::uint8_t {
    OnItsWay,
    Waiting, ///< at its receiver, which is paused, writes or computes
    Received,
    LostByChance,
    LostToPartition,
    Dropped,     ///< by hand
    NobodyThere, ///< its receiver was down
    DiedWaiting, ///< with its receiver
    Outdated,    ///< its receiver had begun another life
    TakenBack,   ///< its sender withdrew it, or had gone, before it arrived
};

/// Its number is its place in the history: the same plan, seed and actions give every message the same number, whoever
/// watches.
struct MessageRecord {
    std::uint64_t number = 0;  ///< from 1
    std::uint64_t cause = 0;   ///< the message that its sender was given just then; 0: none, a timer, or not known
    std::uint64_t answers = 0; ///< Answer: the request; 0: not known
    std::uint64_t copyOf = 0;
    InstanceIndex from = 0, to = 0;
    MessageSort sort = MessageSort::Request;
    MessageFate fate = MessageFate::OnItsWay;
    bool sentEarlier = false; ///< at `sent` it was on its way already; when it was sent is not known
    std::uint32_t bytes = 0;
    Time sent{};
    Time due = never;      ///< when it arrives if nothing changes; `never`: not, or not known
    Time arrived = never;  ///< at its receiver, or found it down
    Time received = never; ///< given to the machine
    std::string text;      ///< what it says, in words
    std::string outcome;   ///< the events that it brought about at once, with the machine's reasons; one a line
    std::string byHand;    ///< what somebody did to it; one a line
};

/// When it was over, one way or the other; `never` while it is on its way.
Time endOf(const MessageRecord &record);

/// Whose messages are written down: those among the instances, and those over the links.
struct MessageChoice {
    std::vector<InstanceIndex> instances;
    std::vector<std::string> links; ///< ids of the topology

    bool empty() const { return instances.empty() && links.empty(); }
    bool operator==(const MessageChoice &) const = default;
};

/// What a reader has not seen yet.
struct MessageChanges {
    std::uint64_t next = 0;             ///< to ask with the next time
    bool anew = false;                  ///< forget what came before: `records` are all there are
    std::vector<MessageRecord> records; ///< new or changed, as they are now, by number
    std::uint64_t firstKept = 0;        ///< older ones have gone to make room
    std::uint64_t gone = 0;             ///< so many
    Time knownFrom{};                   ///< messages sent before it are not written down (yet)
    double reconstructed = 1;           ///< how much of what came before the choice is: 0 to 1
};

/// Bounded: the oldest go first. One writes, any thread reads.
class MessageLog {
public:
    static constexpr std::size_t usualCapacity = 100'000;

    explicit MessageLog(std::size_t capacity = usualCapacity) : m_capacity(capacity) {}

    /// Forgets everything; gives the number of the new beginning.
    std::uint64_t beginAnew(Time knownFrom);

    /// Its number is above all others.
    void add(MessageRecord record);

    /// Calls `change(MessageRecord &)` if it is there.
    template <class Change>
    void change(std::uint64_t number, Change change)
    {
        const std::lock_guard lock(m_mutex);
        if (MessageRecord *record = find(number)) {
            change(*record);
            note(number);
        }
    }

    /// What came before the first of add(): put in front, as far as there is room. Of those that were on their way
    /// then, what was not known is filled in. Not when there was another beginning since.
    void putBefore(std::uint64_t beginning, std::vector<MessageRecord> older);
    void setReconstructed(std::uint64_t beginning, double fraction);

    /// `from` is MessageChanges::next of the last time, or 0.
    MessageChanges changes(std::uint64_t from) const;

    /// All there are, by number.
    std::vector<MessageRecord> records() const;
    std::uint64_t gone() const;

private:
    MessageRecord *find(std::uint64_t number);
    void note(std::uint64_t number);
    void trim();
    std::vector<MessageRecord> changedSince(std::uint64_t from) const;

    const std::size_t m_capacity;
    mutable std::mutex m_mutex;
    std::deque<MessageRecord> m_records;
    std::deque<std::uint64_t> m_changed; ///< numbers, in order of change
    std::uint64_t m_firstChange = 1;     ///< place of m_changed's front in the order of all changes
    std::uint64_t m_gone = 0;
    std::uint64_t m_beginning = 0;
    Time m_knownFrom{};
    double m_reconstructed = 1;
};

} // namespace bayplan
