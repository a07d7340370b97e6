// SPDX-License-Identifier: Apache-2.0
// The pending events in one total order: time in whole nanoseconds, then the order of pushing.
#pragma once

#include "engine/base/time.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace bayplan {

/// A 4-ary heap of 16-byte events. What the numbers mean is the caller's business.
class EventQueue {
public:
    /// `what` may use its lower 28 bits.
    static constexpr std::uint32_t whatBits = 28;

    struct Popped {
        Time at{};
        std::uint32_t what = 0;
    };

    void push(Time at, std::uint32_t what);

    bool empty() const { return m_heap.empty(); }
    std::size_t size() const { return m_heap.size(); }

    /// Of the first; must not be empty.
    Time nextTime() const { return Time(Duration(m_heap.front().at)); }
    Popped pop();

private:
    struct Event {
        std::int64_t at;
        std::uint64_t order; ///< sequence number above, `what` below

        bool before(const Event &other) const { return at != other.at ? at < other.at : order < other.order; }
    };

    void renumber();

    std::vector<Event> m_heap;
    std::uint64_t m_sequence = 0;
};

} // namespace bayplan
