// SPDX-License-Identifier: Apache-2.0
#include "simulator/event_ladder.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace bayplan {
namespace {

/// Small enough for a heap of them to stay in the nearest cache, large enough to make buckets few.
constexpr std::size_t eventsPerBucket = 16;

/// A bucket with more than this gets a rung of its own.
constexpr std::size_t splitAbove = 256;

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
    for (auto rung = m_rungs.rbegin(); rung != m_rungs.rend(); ++rung) {
        if (time < rung->end)
            return putInRung(*rung, event);
    }
    m_laterFirst = std::min(m_laterFirst, time);
    m_laterLast = std::max(m_laterLast, time);
    put(m_later, event);
}

void EventLadder::addRung(std::uint64_t start, std::uint64_t end, std::size_t events)
{
    const std::uint64_t span = end - start;
    const auto wanted = static_cast<unsigned>(std::bit_width(std::max<std::size_t>(events / eventsPerBucket, 2)));
    const auto spanBits = static_cast<unsigned>(std::bit_width(span - 1));
    Rung &rung = m_rungs.emplace_back();
    rung.start = start;
    rung.end = end;
    rung.shift = spanBits > wanted ? spanBits - wanted : 0;
    rung.buckets.resize(((span - 1) >> rung.shift) + 1);
}

void EventLadder::spread(std::span<const PendingEvent> events)
{
    const std::uint64_t start = timeOf(events.front());
    std::uint64_t end = m_begin;
    if (end == noTime)
        end = timeOf(*std::ranges::max_element(events)) + 1;
    addRung(start, end, events.size());
    for (const PendingEvent event : events)
        putInRung(m_rungs.back(), event);
    m_size += events.size();
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
            putInRung(m_rungs.back(), m_chunks[chunk].events[i]);
        release(chunk);
        chunk = next;
    }
}

/// The first chunk of the earliest bucket, which is the taker's from now on.
std::uint32_t EventLadder::takeBucket()
{
    for (;;) {
        if (m_rungs.empty())
            beginRungs();
        Rung &rung = m_rungs.back();
        while (rung.next < rung.buckets.size() && rung.buckets[rung.next].count == 0)
            ++rung.next;
        if (rung.next == rung.buckets.size()) {
            m_rungs.pop_back();
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
            m_rungs.clear();
        return bucket.chunk;
    }
}

void EventLadder::release(std::uint32_t chunk)
{
    m_freeChunks.push_back(chunk);
}

} // namespace bayplan
