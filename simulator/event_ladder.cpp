// SPDX-License-Identifier: Apache-2.0
#include "simulator/event_ladder.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace bayplan {
namespace {

/// Few enough to be sorted at once, enough to make buckets few.
constexpr std::size_t eventsPerBucket = 8;

/// A bucket with more than this gets a rung of its own.
constexpr std::size_t splitAbove = 32;

/// Of a rung, as a power of two: the chunks to which more would add are in no near cache.
constexpr unsigned mostBuckets = 10;

constexpr std::uint64_t timeOf(PendingEvent event)
{
    return static_cast<std::uint64_t>(event >> 64U);
}

} // namespace

void EventLadder::put(Bucket &bucket, PendingEvent event)
{
    std::uint32_t chunk = bucket.chunk;
    if (chunk == none || m_chunks[chunk].count == std::size(m_chunks[chunk].events)) {
        if (m_freeChunks.empty()) {
            m_freeChunks.push_back(static_cast<std::uint32_t>(m_chunks.size()));
            m_chunks.emplace_back();
        }
        chunk = m_freeChunks.back();
        m_freeChunks.pop_back();
        m_chunks[chunk].next = bucket.chunk;
        m_chunks[chunk].count = 0;
        bucket.chunk = chunk;
    }
    m_chunks[chunk].events[m_chunks[chunk].count++] = event;
    ++bucket.count;
}

void EventLadder::putInRung(Rung &rung, PendingEvent event)
{
    put(rung.buckets[(timeOf(event) - rung.start) >> rung.shift], event);
}

void EventLadder::add(PendingEvent event)
{
    ++m_size;
    const std::uint64_t time = timeOf(event);
    for (std::size_t rung = m_depth; rung > 0; --rung) {
        if (time < m_rungs[rung - 1].end)
            return putInRung(m_rungs[rung - 1], event);
    }
    m_laterFirst = std::min(m_laterFirst, time);
    m_laterLast = std::max(m_laterLast, time);
    put(m_later, event);
}

void EventLadder::addRung(std::uint64_t start, std::uint64_t end, std::size_t events)
{
    const std::uint64_t span = end - start;
    const std::size_t buckets = std::max<std::size_t>(events / eventsPerBucket, 2);
    const unsigned wanted = std::min(static_cast<unsigned>(std::bit_width(buckets)), mostBuckets);
    const auto spanBits = static_cast<unsigned>(std::bit_width(span - 1));
    if (m_depth == m_rungs.size())
        m_rungs.emplace_back();
    Rung &rung = m_rungs[m_depth++];
    rung.start = start;
    rung.end = end;
    rung.next = 0;
    rung.shift = spanBits > wanted ? spanBits - wanted : 0;
    rung.buckets.assign(((span - 1) >> rung.shift) + 1, {});
}

void EventLadder::spread(std::uint64_t start, std::span<const PendingEvent> events)
{
    if (m_begin == noTime) {
        for (const PendingEvent event : events)
            add(event);
    } else {
        addRung(start, m_begin, events.size());
        for (const PendingEvent event : events)
            putInRung(m_rungs[m_depth - 1], event);
        m_size += events.size();
    }
    m_begin = start;
}

void EventLadder::beginRungs()
{
    const std::uint64_t start = std::exchange(m_laterFirst, noTime);
    split(std::exchange(m_later, {}), start, std::exchange(m_laterLast, 0) + 1);
}

/// Spreads a bucket over a new rung.
void EventLadder::split(Bucket bucket, std::uint64_t start, std::uint64_t end)
{
    addRung(start, end, bucket.count);
    for (std::uint32_t chunk = bucket.chunk; chunk != none;) {
        const std::uint32_t next = m_chunks[chunk].next;
        for (std::uint32_t i = 0; i < m_chunks[chunk].count; ++i)
            putInRung(m_rungs[m_depth - 1], m_chunks[chunk].events[i]);
        release(chunk);
        chunk = next;
    }
}

/// The first chunk of the earliest bucket, which is the taker's from now on.
std::uint32_t EventLadder::takeBucket()
{
    for (;;) {
        if (m_depth == 0)
            beginRungs();
        Rung &rung = m_rungs[m_depth - 1];
        while (rung.next < rung.buckets.size() && rung.buckets[rung.next].count == 0)
            ++rung.next;
        if (rung.next == rung.buckets.size()) {
            --m_depth;
            continue;
        }
        const std::uint64_t start = rung.start + (std::uint64_t{rung.next} << rung.shift);
        const std::uint64_t end = std::min(rung.end, start + (std::uint64_t{1} << rung.shift));
        const Bucket bucket = std::exchange(rung.buckets[rung.next++], {});
        if (bucket.count > splitAbove && rung.shift > 0) {
            split(bucket, start, end);
            continue;
        }
        m_size -= bucket.count;
        m_begin = m_size == 0 ? noTime : end;
        if (m_size == 0)
            m_depth = 0;
        return bucket.chunk;
    }
}

void EventLadder::release(std::uint32_t chunk)
{
    m_freeChunks.push_back(chunk);
}

} // namespace bayplan
