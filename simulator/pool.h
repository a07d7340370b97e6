// SPDX-License-Identifier: Apache-2.0
// Objects with stable addresses and small numbers, reused: nothing is allocated in steady state.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace bayplan {

template <class T>
class Pool {
public:
    Pool() = default;
    Pool(const Pool &other) : m_free(other.m_free)
    {
        for (const auto &chunk : other.m_chunks) {
            m_chunks.push_back(std::make_unique<T[]>(chunkSize));
            std::copy_n(chunk.get(), chunkSize, m_chunks.back().get());
        }
    }
    Pool &operator=(const Pool &) = delete;

    /// The object is as its last user left it.
    std::uint32_t take()
    {
        if (m_free.empty())
            grow();
        const std::uint32_t index = m_free.back();
        m_free.pop_back();
        return index;
    }

    void give(std::uint32_t index) { m_free.push_back(index); }

    T &operator[](std::uint32_t index) { return m_chunks[index / chunkSize][index % chunkSize]; }
    const T &operator[](std::uint32_t index) const { return m_chunks[index / chunkSize][index % chunkSize]; }

    /// One above the highest number ever taken.
    std::uint32_t limit() const { return static_cast<std::uint32_t>(m_chunks.size()) * chunkSize; }

    std::size_t heapBytes() const { return m_chunks.size() * chunkSize * (sizeof(T) + sizeof(std::uint32_t)); }

private:
    static constexpr std::uint32_t chunkSize = 256;

    void grow()
    {
        const std::uint32_t first = limit();
        m_chunks.push_back(std::make_unique<T[]>(chunkSize));
        for (std::uint32_t i = chunkSize; i > 0; --i)
            m_free.push_back(first + i - 1);
    }

    std::vector<std::unique_ptr<T[]>> m_chunks;
    std::vector<std::uint32_t> m_free;
};

} // namespace bayplan
