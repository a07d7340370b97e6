// SPDX-License-Identifier: Apache-2.0
// The pending events in one total order: time in whole nanoseconds, then the order of pushing.
#pragma once

#include "engine/base/time.h"
#include "simulator/event_ladder.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <new>
#include <vector>

namespace bayplan {

/// A 4-ary heap of 16-byte events; above some thousands pending, only what is near is in the heap and the rest on a
/// ladder. One total order decides, so it does not show. What the numbers mean is the caller's business.
class EventQueue {
public:
    /// `what` may use its lower 28 bits.
    static constexpr std::uint32_t whatBits = 28;

    struct Popped {
        Time at{};
        std::uint32_t what = 0;
    };

    /// `at` is not before 0.
    void push(Time at, std::uint32_t what);

    bool empty() const { return m_heap.size() == root; } // what is near is never on the ladder
    std::size_t size() const { return m_heap.size() - root + m_ladder.size(); }

    /// Of the first; must not be empty.
    Time nextTime() const { return Time(Duration(static_cast<std::int64_t>(m_heap[root] >> 64U))); }
    std::uint32_t nextWhat() const { return whatOf(m_heap[root]); }
    Popped pop();

    std::size_t heapBytes() const { return (m_heap.size() + m_ladder.size()) * sizeof(Event); }

    /// Calls `receive` with the `what` of a few events that come soon.
    template <class Receive>
    void forEachNear(Receive receive) const
    {
        for (std::size_t i = root + 1; i < std::min(root + 5, m_heap.size()); ++i)
            receive(whatOf(m_heap[i]));
    }

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

    static constexpr std::size_t root = 3;

    static std::uint32_t whatOf(Event event)
    {
        return static_cast<std::uint32_t>(event) & ((std::uint32_t{1} << whatBits) - 1);
    }

    /// A heap of so many is slower than the ladder.
    static constexpr std::size_t spreadFrom = 4096;

    void pushToHeap(Event event);
    void siftUp(std::size_t hole, Event event);
    void fillRoot(Event moved);
    void spread();
    void refill();
    void renumber();

    std::vector<Event, LineAllocator<Event>> m_heap = decltype(m_heap)(root);
    std::size_t m_spreadAt = root + spreadFrom; ///< size of m_heap
    EventLadder m_ladder;
    std::uint64_t m_sequence = 0;
};

} // namespace bayplan
