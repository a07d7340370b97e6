// SPDX-License-Identifier: Apache-2.0
#include "simulator/event_queue.h"

#include <algorithm>

namespace bayplan {
namespace {

constexpr std::uint64_t whatMask = (std::uint64_t{1} << EventQueue::whatBits) - 1;

/// For few events, as a rule.
void sortFew(PendingEvent *first, PendingEvent *end)
{
    constexpr std::ptrdiff_t few = 64;
    if (end - first > few)
        return std::sort(first, end);
    for (PendingEvent *next = first + 1; next < end; ++next) {
        const PendingEvent event = *next;
        PendingEvent *place = next;
        for (; place > first && event < place[-1]; --place)
            *place = place[-1];
        *place = event;
    }
}

} // namespace

/// For one more.
void EventQueue::makeRoom()
{
    if (m_nearBegin == 0)
        m_near.resize(2 * m_near.size());
    std::copy(m_near.begin() + static_cast<std::ptrdiff_t>(m_nearBegin),
              m_near.begin() + static_cast<std::ptrdiff_t>(m_nearEnd), m_near.begin());
    m_nearEnd -= m_nearBegin;
    m_nearBegin = 0;
}

/// All but the first few to the ladder, with all that comes behind them from now on. Those of one instant stay
/// together: what is near is before all that is there.
void EventQueue::spill()
{
    Event *const end = m_near.data() + m_nearEnd;
    Event *const lastKept = m_near.data() + m_nearBegin + 2 * fewNear - 1;
    const std::uint64_t start = static_cast<std::uint64_t>(*lastKept >> 64U) + 1;
    if (start >= m_ladder.begin())
        return;
    Event *const first = std::find_if(lastKept, end, [&](Event event) { return event >> 64U >= start; });
    m_ladder.spread(start, {first, end});
    m_nearEnd = static_cast<std::size_t>(first - m_near.data());
}

/// When few are left.
void EventQueue::fetchNear()
{
    if (m_ladder.size() == 0)
        return m_ladder.letGo();
    while (known() < 2 * fewNear && m_ladder.size() > 0) {
        const std::size_t known = this->known();
        m_ladder.take([this](Event event) {
            if (m_nearEnd == m_near.size())
                makeRoom();
            m_near[m_nearEnd++] = event;
        });
        sortFew(m_near.data() + m_nearBegin + known, m_near.data() + m_nearEnd);
    }
}

void EventQueue::renumber()
{
    std::vector<Event> all(m_near.begin() + static_cast<std::ptrdiff_t>(m_nearBegin),
                           m_near.begin() + static_cast<std::ptrdiff_t>(m_nearEnd));
    while (m_ladder.size() > 0)
        m_ladder.take([&all](Event event) { all.push_back(event); });
    std::sort(all.begin(), all.end());
    m_sequence = 0;
    for (Event &event : all)
        event = event >> 64U << 64U | (m_sequence++ << whatBits | (static_cast<std::uint64_t>(event) & whatMask));
    m_nearBegin = 0;
    m_nearEnd = all.size();
    all.resize(std::max(all.size(), 4 * mostNear));
    m_near = std::move(all);
}

} // namespace bayplan
