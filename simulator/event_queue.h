// SPDX-License-Identifier: Apache-2.0
// The pending events in one total order: time in whole nanoseconds, then the order of pushing.
#pragma once

#include "engine/base/time.h"
#include "simulator/event_ladder.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace bayplan {

/// What comes next is a short sorted list; what comes later stands on a ladder, in coarse order. One total order
/// decides, so it does not show. What the numbers mean is the caller's business.
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
        const auto time = static_cast<std::uint64_t>(at.time_since_epoch().count());
        const Event event = Event{time} << 64U | (m_sequence++ << whatBits | what);
        if (time >= m_ladder.begin())
            m_ladder.add(event);
        else
            insertNear(event);
    }

    bool empty() const { return m_nearBegin == m_nearEnd; } // what is next is always near
    std::size_t size() const { return known() + m_ladder.size(); }

    /// Of the first; must not be empty.
    Time nextTime() const { return timeOf(m_near[m_nearBegin]); }

    std::size_t heapBytes() const { return (m_near.size() + m_ladder.size()) * sizeof(Event); }

    Popped pop()
    {
        const Event first = m_near[m_nearBegin++];
        if (known() < fewNear)
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

    static constexpr std::uint64_t sequenceLimit = std::uint64_t{1} << (64 - whatBits);
    static constexpr std::size_t fewNear = 8;
    static constexpr std::size_t mostNear = 64; ///< more than a bucket brings

    static std::uint32_t whatOf(Event event)
    {
        return static_cast<std::uint32_t>(event) & ((std::uint32_t{1} << whatBits) - 1);
    }
    static Time timeOf(Event event) { return Time(Duration(static_cast<std::int64_t>(event >> 64U))); }

    /// What comes before it moves down where there is room, or what comes behind it up: whichever is less.
    void insertNear(Event event)
    {
        if (m_nearEnd == m_near.size())
            makeRoom();
        Event *const near = m_near.data();
        if (m_nearBegin > 0 && known() > fewNear && event < near[(m_nearBegin + m_nearEnd) / 2]) {
            std::size_t place = --m_nearBegin;
            for (; near[place + 1] < event; ++place)
                near[place] = near[place + 1];
            near[place] = event;
        } else {
            std::size_t place = m_nearEnd++;
            for (; place > m_nearBegin && event < near[place - 1]; --place)
                near[place] = near[place - 1];
            near[place] = event;
        }
        if (known() > mostNear)
            spill();
    }

    void makeRoom();
    void spill();
    void fetchNear();
    void renumber();

    std::vector<Event> m_near =
        decltype(m_near)(4 * mostNear); ///< [m_nearBegin, m_nearEnd): ascending, before all else
    std::size_t m_nearBegin = 0, m_nearEnd = 0;
    EventLadder m_ladder;
    std::uint64_t m_sequence = 0;
};

} // namespace bayplan
