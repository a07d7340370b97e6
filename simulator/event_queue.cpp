// SPDX-License-Identifier: Apache-2.0
#include "simulator/event_queue.h"

#include <algorithm>

namespace bayplan {
namespace {

constexpr std::size_t arity = 4;
constexpr std::uint64_t sequenceLimit = std::uint64_t{1} << (64 - EventQueue::whatBits);

} // namespace

void EventQueue::push(Time at, std::uint32_t what)
{
    if (m_sequence == sequenceLimit)
        renumber();
    const Event event{at.time_since_epoch().count(), m_sequence++ << whatBits | what};
    std::size_t hole = m_heap.size();
    m_heap.push_back(event);
    while (hole > 0) {
        const std::size_t parent = (hole - 1) / arity;
        if (!event.before(m_heap[parent]))
            break;
        m_heap[hole] = m_heap[parent];
        hole = parent;
    }
    m_heap[hole] = event;
}

EventQueue::Popped EventQueue::pop()
{
    const Event first = m_heap.front();
    const Event moved = m_heap.back();
    m_heap.pop_back();
    const std::size_t count = m_heap.size();
    std::size_t hole = 0;
    for (std::size_t child = 1; child < count; child = hole * arity + 1) {
        std::size_t least = child;
        const std::size_t end = std::min(child + arity, count);
        for (std::size_t other = child + 1; other < end; ++other)
            least = m_heap[other].before(m_heap[least]) ? other : least;
        if (!m_heap[least].before(moved))
            break;
        m_heap[hole] = m_heap[least];
        hole = least;
    }
    if (count > 0)
        m_heap[hole] = moved;
    return {Time(Duration(first.at)), static_cast<std::uint32_t>(first.order & ((1U << whatBits) - 1))};
}

void EventQueue::renumber()
{
    // A sorted array is a heap, so the order of the pending stays while their numbers start anew.
    std::ranges::sort(m_heap, [](const Event &a, const Event &b) { return a.before(b); });
    m_sequence = 0;
    for (Event &event : m_heap)
        event.order = m_sequence++ << whatBits | (event.order & ((1U << whatBits) - 1));
}

} // namespace bayplan
