// SPDX-License-Identifier: Apache-2.0
// A pool of values under handles that never name two values: for what a machine has in flight.
#pragma once

#include "engine/base/short_list.h"

#include <cstddef>
#include <cstdint>
#include <utility>

namespace bayplan {

/// Places are reused, so that nothing is allocated in steady state; a handle of an erased value finds nothing.
/// Pointers hold until the next insert.
template <class T, std::size_t inPlace = 1>
class Slab {
public:
    using Handle = std::uint64_t; ///< never 0

    Handle insert(T &&value)
    {
        if (m_firstFree == m_entries.size())
            m_entries.emplace_back().nextFree = m_firstFree + 1;
        const std::uint32_t index = m_firstFree;
        Entry &entry = m_entries[index];
        m_firstFree = std::exchange(entry.nextFree, used);
        entry.value = std::move(value);
        ++m_size;
        return handleOf(index);
    }

    T *find(Handle handle)
    {
        const auto index = static_cast<std::uint32_t>(handle);
        if (index >= m_entries.size() || m_entries[index].nextFree != used || handleOf(index) != handle)
            return nullptr;
        return &m_entries[index].value;
    }

    void erase(Handle handle)
    {
        const auto index = static_cast<std::uint32_t>(handle);
        Entry &entry = m_entries[index];
        if (++entry.generation == 0)
            entry.generation = 1;
        entry.value = T{}; // a place that waits for the next holds nothing
        entry.nextFree = std::exchange(m_firstFree, index);
        --m_size;
    }

    /// The first value that fits, or 0. Linear: for what is rare.
    template <class Predicate>
    Handle findIf(Predicate fits) const
    {
        for (std::uint32_t index = 0; index < m_entries.size(); ++index) {
            if (m_entries[index].nextFree == used && fits(m_entries[index].value))
                return handleOf(index);
        }
        return 0;
    }

    /// Calls look(value) for each.
    template <class Look>
    void each(Look look) const
    {
        for (const Entry &entry : m_entries) {
            if (entry.nextFree == used)
                look(entry.value);
        }
    }

    std::size_t size() const { return m_size; }
    bool empty() const { return m_size == 0; }

    std::size_t heapBytes() const { return m_entries.size() > inPlace ? m_entries.size() * sizeof(Entry) : 0; }

private:
    static constexpr std::uint32_t used = UINT32_MAX;

    struct Entry {
        std::uint32_t generation = 1;
        std::uint32_t nextFree = used; ///< of those that are free; one above the last entry ends their list
        T value{};
    };

    Handle handleOf(std::uint32_t index) const
    {
        return (static_cast<Handle>(m_entries[index].generation) << 32U) | index;
    }

    ShortList<Entry, inPlace> m_entries;
    std::uint32_t m_firstFree = 0;
    std::uint32_t m_size = 0;
};

} // namespace bayplan
