// SPDX-License-Identifier: Apache-2.0
// A list that grows while it is read: events and progress of a run, by index, up to a limit.
#pragma once

#include "engine/plan/run.h"

#include <algorithm>
#include <cstdint>
#include <deque>
#include <mutex>
#include <vector>

namespace bayplan {

/// Any thread. Beyond the limit the oldest fall; a reader that asks for them gets a mark in their place.
template <class T>
class RunHistory {
public:
    static constexpr std::size_t limit = 100'000;

    void add(T item)
    {
        const std::lock_guard lock(m_mutex);
        m_items.push_back(std::move(item));
        if (m_items.size() > limit) {
            m_items.pop_front();
            ++m_dropped;
        }
    }

    std::vector<T> from(std::uint64_t index) const
    {
        const std::lock_guard lock(m_mutex);
        const std::uint64_t first = std::max(index, m_dropped);
        std::vector<T> items;
        if (first - m_dropped < m_items.size())
            items.assign(m_items.begin() + static_cast<std::ptrdiff_t>(first - m_dropped), m_items.end());
        // One mark for each that fell, so that the reader's count stays right.
        if (index < m_dropped)
            items.insert(items.begin(), static_cast<std::size_t>(m_dropped - index), mark());
        return items;
    }

private:
    static T mark()
    {
        if constexpr (std::is_same_v<T, RunEvent>)
            return {{}, "dropped", {}, "older events were dropped"};
        else
            return {};
    }

    mutable std::mutex m_mutex;
    std::deque<T> m_items;
    std::uint64_t m_dropped = 0;
};

} // namespace bayplan
