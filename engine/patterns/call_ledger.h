// SPDX-License-Identifier: Apache-2.0
// The calls of a machine that wait for an answer: their ids, deadlines and figures per peer.
#pragma once

#include "engine/base/short_list.h"
#include "engine/base/time.h"
#include "engine/patterns/machine.h"
#include "engine/patterns/messages.h"
#include "engine/patterns/state.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace bayplan {

/// Used on every call, so it allocates nothing in steady state: slots are reused, deadlines stand in an indexed heap.
/// With equal timeouts beginning is O(1), finishing O(log n).
class CallLedger {
public:
    explicit CallLedger(std::size_t peers) : m_stats(peers) {}

    struct Outcome {
        std::uint64_t id = 0;
        PeerId peer = 0;
        CallStatus status = CallStatus::Ok;
        Duration latency{0};       ///< since begin()
        std::uint64_t context = 0; ///< as given to begin()
    };

    /// Counts the call as sent and gives the id for Call::id, never 0. A timeout of 0 is none. `context` comes back
    /// with the outcome, so that the machine needs no map of its own.
    std::uint64_t begin(Time now, PeerId peer, Duration timeout, std::uint64_t context = 0);

    /// Nothing for an answer that came after its call expired, or that answers no call of ours: counted as late.
    std::optional<Outcome> finish(Time now, PeerId from, const Answer &answer);

    /// The next call whose deadline is at or before `now`, as an outcome TimedOut; ask until there is nothing left.
    std::optional<Outcome> expireNext(Time now)
    {
        return nextDeadline() > now || m_heap.empty() ? std::nullopt : std::optional(expireFirst(now));
    }

    /// Counts calls as sent and as failed or timed out that were given up before they went out.
    void countUnsent(PeerId peer, CallStatus status, std::uint64_t calls);

    /// Closes a call whose answer nobody wants any more; false when it is not open. The Withdrawal is the machine's to
    /// send.
    bool withdraw(std::uint64_t id);

    /// Of the call that expires first; `never` when none does.
    Time nextDeadline() const { return m_heap.empty() ? never : m_slots[m_heap.front()].deadline; }

    std::size_t inFlight() const { return m_inFlight; }
    std::uint32_t inFlight(PeerId peer) const { return m_stats[peer].inFlight; }

    /// By PeerId, for MachineState::calls.
    std::vector<CallStats> stats() const { return {m_stats.begin(), m_stats.end()}; }

    std::size_t heapBytes() const { return heapBytesOfAll(m_slots, m_heap, m_stats); }

private:
    struct Slot {
        std::uint32_t generation = 1; ///< one more with every use, so that an old id never matches
        PeerId peer = 0;
        std::uint32_t heapIndex = 0; ///< of one that is free: the next free one
        Time sent{};
        Time deadline = never; ///< `never`: not in the heap
        std::uint64_t context = 0;
    };

    Outcome expireFirst(Time now);
    std::uint32_t takeSlot();
    bool isOpen(std::uint64_t id) const;
    void free(std::uint32_t slot);
    Outcome close(Time now, std::uint32_t slot, CallStatus status);
    void place(std::uint32_t slot, std::size_t index);
    void siftUp(std::uint32_t slot, std::size_t index);
    void siftDown(std::uint32_t slot, std::size_t index);
    void removeDeadline(std::uint32_t slot);

    static constexpr std::size_t inPlace = 2;

    ShortList<Slot, inPlace> m_slots;
    ShortList<std::uint32_t, inPlace> m_heap; ///< slots, the earliest deadline first
    std::uint32_t m_firstFree = 0;            ///< m_slots.size() when none is
    ShortList<CallStats, 1> m_stats;          ///< by PeerId
    std::size_t m_inFlight = 0;
};

} // namespace bayplan
