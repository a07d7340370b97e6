// SPDX-License-Identifier: Apache-2.0
// The pending events in one total order: time in whole nanoseconds, then the order of pushing.
#pragma once

#include "engine/base/time.h"
#include "simulator/event_ladder.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <new>
#include <vector>

namespace bayplan {

/// What comes next is a short sorted list; what comes later a 4-ary heap; above some thousands pending, only the
/// beginning of that is in the heap and the rest on a ladder. One total order decides, so it does not show. What the
/// numbers mean is the caller's business.
class EventQueue {
public:
    /// `what` may use its lower 28 bits.
    static constexpr std::uint32_t whatBits = 28;

    struct Popped {
        Time at{};
        std::uint32_t what = 0;
    };

    /// `at` is not before 0.
    void push(Time at, std::uint32_t what)
    {
        if (m_sequence == sequenceLimit)
            renumber();
        const Event event =
            Event{static_cast<std::uint64_t>(at.time_since_epoch().count())} << 64U | (m_sequence++ << whatBits | what);
        if (m_nearEnd > m_nearBegin ? event < m_near[m_nearEnd - 1] : m_isAllNear)
            insertNear(event);
        else
            pushLater(event);
    }

    bool empty() const { return m_nearBegin == m_nearEnd; } // what is next is always near
    std::size_t size() const { return m_nearEnd - m_nearBegin + m_heap.size() - root + m_ladder.size(); }

    /// Of the first; must not be empty.
    Time nextTime() const { return timeOf(m_near[m_nearBegin]); }

    std::size_t heapBytes() const { return (m_heap.size() + m_ladder.size()) * sizeof(Event); }

    Popped pop()
    {
        const Event first = m_near[m_nearBegin++];
        if (m_nearEnd - m_nearBegin < fewNear)
            fetchNear();
        return {timeOf(first), whatOf(first)};
    }

    /// How many events at() knows: at least 8 while there are so many.
    std::size_t known() const { return m_nearEnd - m_nearBegin; }

    /// The `what` of the event at that place in the order; 0 is the next.
    std::uint32_t at(std::size_t place) const { return whatOf(m_near[m_nearBegin + place]); }

private:
    /// Time above, sequence number below it, `what` in the lowest bits: one comparison orders two events.
    using Event = PendingEvent;

    /// Starts on a cache line, so that with `root` at 3 the four children of an event share one.
    template <class T>
    struct LineAllocator {
        using value_type = T;
        static constexpr std::align_val_t alignment{64};

        T *allocate(std::size_t count) { return static_cast<T *>(::operator new(count * sizeof(T), alignment)); }
        void deallocate(T *memory, std::size_t) { ::operator delete(memory, alignment); }
        bool operator==(const LineAllocator &) const = default;
    };

    static constexpr std::uint64_t sequenceLimit = std::uint64_t{1} << (64 - whatBits);
    static constexpr std::size_t root = 3;
    static constexpr std::size_t fewNear = 8;
    static constexpr std::size_t mostNear = 24;

    static std::uint32_t whatOf(Event event)
    {
        return static_cast<std::uint32_t>(event) & ((std::uint32_t{1} << whatBits) - 1);
    }
    static Time timeOf(Event event) { return Time(Duration(static_cast<std::int64_t>(event >> 64U))); }

    /// A heap of so many is slower than the ladder.
    static constexpr std::size_t spreadFrom = 4096;

    void insertNear(Event event);
    void fetchNear();
    void pushLater(Event event);
    Event popLater();
    void pushToHeap(Event event);
    void siftUp(std::size_t hole, Event event);
    void fillRoot(Event moved);
    void spread();
    void refill();
    void renumber();

    std::array<Event, 4 * mostNear> m_near{}; ///< ascending, and before all others
    std::size_t m_nearBegin = 0, m_nearEnd = 0;
    bool m_isAllNear = true; ///< nothing is in the heap or on the ladder
    std::vector<Event, LineAllocator<Event>> m_heap = decltype(m_heap)(root);
    std::size_t m_spreadAt = root + spreadFrom; ///< size of m_heap
    EventLadder m_ladder;
    std::uint64_t m_sequence = 0;
};

} // namespace bayplan
