// SPDX-License-Identifier: Apache-2.0
// Where many pending events wait in coarse order until their time is near. After Tang, Goh and Thng, "Ladder queue",
// ACM TOMACS 15(3), 2005, with chunks in place of lists of events.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace bayplan {

/// Time in the upper 64 bits; the lower say the order within an instant, and what it is.
__extension__ using PendingEvent = unsigned __int128;

/// Events are put into buckets by time alone, so those of one instant always stay together and whoever takes a bucket
/// out can put them in their total order. Adding is O(1); each event is moved a few times in all.
class EventLadder {
public:
    static constexpr std::uint64_t noTime = std::numeric_limits<std::uint64_t>::max();

    /// Events before this are kept elsewhere, all others here; `noTime` when none are.
    std::uint64_t begin() const { return m_begin; }
    std::size_t size() const { return m_size; }

    /// Not before begin(), which is not `noTime`.
    void add(PendingEvent event);

    /// Keeps what comes at or after `start` from now on, which is before begin(), and these: all that are elsewhere.
    void spread(std::uint64_t start, std::span<const PendingEvent> events);

    /// Keeps nothing any more. When empty only.
    void letGo() { m_begin = noTime, m_depth = 0; }

    /// Calls `receive` with each event of the earliest bucket, in no order, and moves begin() behind it. Not when
    /// empty.
    template <class Receive>
    void take(Receive receive)
    {
        std::uint32_t chunk = takeBucket();
        while (chunk != none) {
            const std::uint32_t next = m_chunks[chunk].next;
            for (std::uint32_t i = 0; i < m_chunks[chunk].count; ++i)
                receive(m_chunks[chunk].events[i]);
            release(chunk);
            chunk = next;
        }
    }

private:
    static constexpr std::uint32_t none = UINT32_MAX;

    /// 256 bytes.
    struct Chunk {
        std::uint32_t next = none;
        std::uint32_t count = 0;
        PendingEvent events[15];
    };
    struct Bucket {
        std::uint32_t chunk = none;
        std::uint32_t count = 0;
    };
    /// Buckets of equal width over [start, end); each rung lies within one bucket of the rung before it.
    struct Rung {
        std::uint64_t start = 0, end = 0;
        unsigned shift = 0; ///< of a time, for its bucket
        std::size_t next = 0;
        std::vector<Bucket> buckets;
    };

    void addRung(std::uint64_t start, std::uint64_t end, std::size_t events);
    void put(Bucket &bucket, PendingEvent event);
    void putInRung(Rung &rung, PendingEvent event);
    void beginRungs();
    void split(Bucket bucket, std::uint64_t start, std::uint64_t end);
    std::uint32_t takeBucket();
    void release(std::uint32_t chunk);

    std::uint64_t m_begin = noTime;
    std::size_t m_size = 0;
    std::vector<Rung> m_rungs; ///< each has earlier events than the one before; those in use come first
    std::size_t m_depth = 0;   ///< in use
    Bucket m_later;            ///< behind all rungs
    std::uint64_t m_laterFirst = noTime, m_laterLast = 0;
    std::vector<Chunk> m_chunks;
    std::vector<std::uint32_t> m_freeChunks;
};

} // namespace bayplan
