// SPDX-License-Identifier: Apache-2.0
#include "engine/patterns/call_ledger.h"

#include <utility>

namespace bayplan {
namespace {

constexpr std::uint64_t idOf(std::uint32_t slot, std::uint32_t generation)
{
    return (static_cast<std::uint64_t>(generation) << 32U) | slot;
}

void count(CallStats &stats, CallStatus status, Duration latency)
{
    --stats.inFlight;
    if (status == CallStatus::Ok) {
        ++stats.succeeded;
        stats.latency.record(latency);
    } else if (status == CallStatus::TimedOut) {
        ++stats.timedOut;
    } else {
        ++stats.failed;
    }
}

} // namespace

std::uint64_t CallLedger::begin(Time now, PeerId peer, Duration timeout, std::uint64_t context)
{
    const std::uint32_t index = takeSlot();
    Slot &slot = m_slots[index];
    slot.peer = peer;
    slot.sent = now;
    slot.context = context;
    slot.deadline = timeout > Duration::zero() ? now + timeout : never;
    if (slot.deadline != never) {
        m_heap.push_back(index);
        siftUp(index, m_heap.size() - 1);
    }
    ++m_inFlight;
    ++m_stats[peer].sent;
    ++m_stats[peer].inFlight;
    return idOf(index, slot.generation);
}

std::optional<CallLedger::Outcome> CallLedger::finish(Time now, PeerId from, const Answer &answer)
{
    const auto index = static_cast<std::uint32_t>(answer.id);
    if (!isOpen(answer.id) || m_slots[index].peer != from) {
        if (from < m_stats.size())
            ++m_stats[from].late;
        return std::nullopt;
    }
    removeDeadline(index);
    return close(now, index, answer.status);
}

CallLedger::Outcome CallLedger::expireFirst(Time now)
{
    const std::uint32_t index = m_heap.front();
    removeDeadline(index);
    return close(now, index, CallStatus::TimedOut);
}

void CallLedger::countUnsent(PeerId peer, CallStatus status, std::uint64_t calls)
{
    CallStats &stats = m_stats[peer];
    stats.sent += calls;
    (status == CallStatus::TimedOut ? stats.timedOut : stats.failed) += calls;
}

bool CallLedger::withdraw(std::uint64_t id)
{
    if (!isOpen(id))
        return false;
    const auto index = static_cast<std::uint32_t>(id);
    CallStats &stats = m_stats[m_slots[index].peer];
    ++stats.withdrawn;
    --stats.inFlight;
    removeDeadline(index);
    free(index);
    return true;
}

/// A slot that is free has the generation of its next use, which nobody has been told.
bool CallLedger::isOpen(std::uint64_t id) const
{
    const auto index = static_cast<std::uint32_t>(id);
    return index < m_slots.size() && m_slots[index].generation == static_cast<std::uint32_t>(id >> 32U);
}

std::uint32_t CallLedger::takeSlot()
{
    if (m_firstFree == m_slots.size())
        m_slots.emplace_back().heapIndex = m_firstFree + 1;
    return std::exchange(m_firstFree, m_slots[m_firstFree].heapIndex);
}

CallLedger::Outcome CallLedger::close(Time now, std::uint32_t index, CallStatus status)
{
    Slot &slot = m_slots[index];
    const Outcome outcome{idOf(index, slot.generation), slot.peer, status, now - slot.sent, slot.context};
    free(index);
    count(m_stats[outcome.peer], status, outcome.latency);
    return outcome;
}

void CallLedger::free(std::uint32_t index)
{
    if (++m_slots[index].generation == 0)
        m_slots[index].generation = 1;
    m_slots[index].heapIndex = std::exchange(m_firstFree, index);
    --m_inFlight;
}

void CallLedger::place(std::uint32_t slot, std::size_t index)
{
    m_heap[index] = slot;
    m_slots[slot].heapIndex = static_cast<std::uint32_t>(index);
}

void CallLedger::siftUp(std::uint32_t slot, std::size_t index)
{
    while (index > 0) {
        const std::size_t parent = (index - 1) / 2;
        if (m_slots[m_heap[parent]].deadline <= m_slots[slot].deadline)
            break;
        place(m_heap[parent], index);
        index = parent;
    }
    place(slot, index);
}

void CallLedger::siftDown(std::uint32_t slot, std::size_t index)
{
    for (std::size_t child = 2 * index + 1; child < m_heap.size(); child = 2 * index + 1) {
        if (child + 1 < m_heap.size() && m_slots[m_heap[child + 1]].deadline < m_slots[m_heap[child]].deadline)
            ++child;
        if (m_slots[slot].deadline <= m_slots[m_heap[child]].deadline)
            break;
        place(m_heap[child], index);
        index = child;
    }
    place(slot, index);
}

void CallLedger::removeDeadline(std::uint32_t slot)
{
    if (m_slots[slot].deadline == never)
        return;
    const std::size_t hole = m_slots[slot].heapIndex;
    const std::uint32_t last = m_heap.back();
    m_heap.pop_back();
    if (last == slot)
        return;
    if (hole > 0 && m_slots[last].deadline < m_slots[m_heap[(hole - 1) / 2]].deadline)
        siftUp(last, hole);
    else
        siftDown(last, hole);
}

} // namespace bayplan
