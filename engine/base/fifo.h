// SPDX-License-Identifier: Apache-2.0
// First in, first out, for queues that every container has and that are mostly empty: no memory before the first value
// (a std::deque takes half a KiB at once).
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace bayplan {

template <class T>
class Fifo {
public:
    bool empty() const { return m_head == m_values.size(); }
    std::size_t size() const { return m_values.size() - m_head; }

    void push(T value) { m_values.push_back(std::move(value)); }

    /// Not when empty.
    T pop()
    {
        T value = std::move(m_values[m_head++]);
        if (m_head == m_values.size())
            clear();
        else if (m_head >= 8 && m_head * 2 >= m_values.size())
            dropTaken();
        return value;
    }

    const T &front() const { return m_values[m_head]; }

    auto begin() const { return m_values.begin() + static_cast<std::ptrdiff_t>(m_head); } ///< the first first
    auto end() const { return m_values.end(); }

    std::size_t heapBytes() const { return m_values.size() * sizeof(T); }

    void clear()
    {
        m_values.clear();
        m_head = 0;
    }

private:
    /// Seldom enough that each value is moved once on average.
    void dropTaken()
    {
        m_values.erase(m_values.begin(), m_values.begin() + static_cast<std::ptrdiff_t>(m_head));
        m_head = 0;
    }

    std::vector<T> m_values;
    std::size_t m_head = 0; ///< taken out already
};

} // namespace bayplan
