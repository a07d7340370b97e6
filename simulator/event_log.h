// SPDX-License-Identifier: Apache-2.0
// What a run has told so far, for readers in other threads.
#pragma once

#include "engine/plan/snapshot.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <utility>
#include <vector>

namespace bayplan {

/// Events by their index since the start; of more than 100,000 the oldest go. Any thread.
class EventLog {
public:
    void add(RunEvent event)
    {
        const std::lock_guard lock(m_mutex);
        m_events.push_back(std::move(event));
        if (m_events.size() <= eventsKept)
            return;
        m_events.pop_front();
        ++m_first;
    }

    std::vector<RunEvent> from(std::uint64_t index) const
    {
        const std::lock_guard lock(m_mutex);
        std::vector<RunEvent> events;
        if (index < m_first) {
            // One for each that is lost, so that the reader's next index is right.
            events.resize(static_cast<std::size_t>(m_first - index),
                          {m_events.front().time, "dropped", "", "an older event"});
            index = m_first;
        }
        const auto skip = static_cast<std::size_t>(std::min<std::uint64_t>(index - m_first, m_events.size()));
        events.insert(events.end(), m_events.begin() + static_cast<std::ptrdiff_t>(skip), m_events.end());
        return events;
    }

private:
    static constexpr std::size_t eventsKept = 100'000;

    mutable std::mutex m_mutex;
    std::deque<RunEvent> m_events;
    std::uint64_t m_first = 0;
};

} // namespace bayplan
