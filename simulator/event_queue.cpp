// SPDX-License-Identifier: Apache-2.0
#include "simulator/event_queue.h"

#include <algorithm>

namespace bayplan {
namespace {

constexpr std::size_t arity = 4;

constexpr std::uint64_t whatMask = (std::uint64_t{1} << EventQueue::whatBits) - 1;

// With the root at 3 the children of each event begin at a multiple of four.
constexpr std::size_t firstChildOf(std::size_t index)
{
    return arity * index - 8;
}
constexpr std::size_t parentOf(std::size_t index)
{
    return index / arity + 2;
}

std::size_t leastOf(const PendingEvent *heap, std::size_t first, std::size_t end)
{
    if (end - first == arity) {
        const std::size_t left = heap[first + 1] < heap[first] ? first + 1 : first;
        const std::size_t right = heap[first + 3] < heap[first + 2] ? first + 3 : first + 2;
        return heap[right] < heap[left] ? right : left;
    }
    std::size_t least = first;
    for (std::size_t other = first + 1; other < end; ++other)
        least = heap[other] < heap[least] ? other : least;
    return least;
}

} // namespace

/// Most come late: looked for from the end.
void EventQueue::insertNear(Event event)
{
    if (m_nearEnd == m_near.size()) {
        std::copy(m_near.begin() + static_cast<std::ptrdiff_t>(m_nearBegin), m_near.end(), m_near.begin());
        m_nearEnd -= m_nearBegin;
        m_nearBegin = 0;
    }
    std::size_t place = m_nearEnd++;
    for (; place > m_nearBegin && event < m_near[place - 1]; --place)
        m_near[place] = m_near[place - 1];
    m_near[place] = event;
    if (m_nearEnd - m_nearBegin > mostNear)
        pushLater(m_near[--m_nearEnd]);
}

/// When few are left.
void EventQueue::fetchNear()
{
    while (!m_isAllNear && m_nearEnd - m_nearBegin < 2 * fewNear)
        insertNear(popLater());
}

void EventQueue::pushLater(Event event)
{
    if (m_isAllNear && m_nearEnd - m_nearBegin < mostNear)
        return insertNear(event);
    m_isAllNear = false;
    if (static_cast<std::uint64_t>(event >> 64U) >= m_ladder.begin())
        return m_ladder.add(event);
    pushToHeap(event);
    if (m_heap.size() >= m_spreadAt)
        spread();
}

void EventQueue::pushToHeap(Event event)
{
    m_heap.push_back(event);
    siftUp(m_heap.size() - 1, event);
}

/// Leaves what comes next in the heap.
void EventQueue::spread()
{
    m_ladder.spread({m_heap.begin() + root, m_heap.end()});
    m_heap.resize(root);
    refill();
}

/// The heap is empty.
void EventQueue::refill()
{
    if (m_ladder.size() > 0)
        m_ladder.take([this](Event event) { pushToHeap(event); });
    // What is of one instant does not spread: not tried again before there is twice as much.
    m_spreadAt = root + std::max(spreadFrom, 2 * (m_heap.size() - root));
}

void EventQueue::siftUp(std::size_t hole, Event event)
{
    while (hole > root) {
        const std::size_t parent = parentOf(hole);
        if (event >= m_heap[parent])
            break;
        m_heap[hole] = m_heap[parent];
        hole = parent;
    }
    m_heap[hole] = event;
}

/// What comes first is in the heap while there is anything in it or on the ladder.
EventQueue::Event EventQueue::popLater()
{
    const Event first = m_heap[root];
    const Event moved = m_heap.back();
    m_heap.pop_back();
    if (m_heap.size() > root)
        fillRoot(moved);
    else
        refill();
    m_isAllNear = m_heap.size() == root;
    return first;
}

/// The hole goes down to a leaf along the least children, then the moved event up from there: it came from a leaf, so
/// it seldom goes far, and no level needs a comparison with it on the way down.
void EventQueue::fillRoot(Event moved)
{
    Event *const heap = m_heap.data();
    const std::size_t count = m_heap.size();
    std::size_t hole = root;
    for (std::size_t child = firstChildOf(root); child < count; child = firstChildOf(hole)) {
        const std::size_t least = leastOf(heap, child, std::min(child + arity, count));
        heap[hole] = heap[least];
        hole = least;
    }
    siftUp(hole, moved);
}

void EventQueue::renumber()
{
    while (m_ladder.size() > 0)
        m_ladder.take([this](Event event) { m_heap.push_back(event); });
    // A sorted array is a heap, so the order of the pending stays while their numbers start anew.
    std::sort(m_heap.begin() + root, m_heap.end());
    m_sequence = 0;
    const auto number = [this](Event &event) {
        event = event >> 64U << 64U | (m_sequence++ << whatBits | (static_cast<std::uint64_t>(event) & whatMask));
    };
    std::for_each(m_near.begin() + static_cast<std::ptrdiff_t>(m_nearBegin),
                  m_near.begin() + static_cast<std::ptrdiff_t>(m_nearEnd), number);
    std::for_each(m_heap.begin() + root, m_heap.end(), number);
}

} // namespace bayplan
