// SPDX-License-Identifier: Apache-2.0
// A pool of values under handles that never name two values: for what a machine has in flight.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace bayplan {

/// Places are reused, so that nothing is allocated in steady state; a handle of an erased value finds nothing.
/// Pointers hold until the next insert.
template <class T>
class Slab {
public:
    using Handle = std::uint64_t; ///< never 0

    Handle insert(T &&value)
    {
        std::uint32_t index = 0;
        if (m_free.empty()) {
            index = static_cast<std::uint32_t>(m_entries.size());
            m_entries.emplace_back();
        } else {
            index = m_free.back();
            m_free.pop_back();
        }
        Entry &entry = m_entries[index];
        entry.value = std::move(value);
        entry.used = true;
        return handleOf(index);
    }

    T *find(Handle handle)
    {
        const auto index = static_cast<std::uint32_t>(handle);
        if (index >= m_entries.size() || !m_entries[index].used || handleOf(index) != handle)
            return nullptr;
        return &m_entries[index].value;
    }

    void erase(Handle handle)
    {
        const auto index = static_cast<std::uint32_t>(handle);
        Entry &entry = m_entries[index];
        entry.used = false;
        if (++entry.generation == 0)
            entry.generation = 1;
        m_free.push_back(index);
    }

    /// The first value that fits, or 0. Linear: for what is rare.
    template <class Predicate>
    Handle findIf(Predicate fits) const
    {
        for (std::uint32_t index = 0; index < m_entries.size(); ++index) {
            if (m_entries[index].used && fits(m_entries[index].value))
                return handleOf(index);
        }
        return 0;
    }

    std::size_t size() const { return m_entries.size() - m_free.size(); }
    bool empty() const { return size() == 0; }

    std::size_t heapBytes() const { return m_entries.size() * sizeof(Entry) + m_free.size() * sizeof(m_free[0]); }

private:
    struct Entry {
        std::uint32_t generation = 1;
        bool used = false;
        T value{};
    };

    Handle handleOf(std::uint32_t index) const
    {
        return (static_cast<Handle>(m_entries[index].generation) << 32U) | index;
    }

    std::vector<Entry> m_entries;
    std::vector<std::uint32_t> m_free;
};

} // namespace bayplan
