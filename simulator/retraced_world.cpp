// SPDX-License-Identifier: Apache-2.0
#include "simulator/retraced_world.h"

#include "engine/plan/injected_fault.h"

#include <algorithm>

namespace bayplan {

RetracedWorld::RetracedWorld(const Plan &plan, std::uint64_t seed, const std::vector<HandAction> &byHand,
                             World::Checks checks)
    : m_world(plan, seed, checks)
{
    for (const HandAction &action : byHand) {
        if (auto fault = faultOf(plan, action.injection))
            m_actions.push_back({std::move(*fault), action.when});
    }
}

bool RetracedWorld::runUntil(Time until, std::uint64_t maxEvents)
{
    // At its instant an action comes after `events` events, and maybe before others of the same time.
    for (; m_next < m_actions.size() && m_actions[m_next].when.at <= until; ++m_next) {
        const RunInstant &when = m_actions[m_next].when;
        const std::uint64_t before = m_world.eventsDone();
        const std::uint64_t wanted = std::max(when.events, before) - before;
        const bool arrived = m_world.runUntil(when.at, std::min(wanted, maxEvents));
        const std::uint64_t done = m_world.eventsDone() - before;
        if (!arrived && done < wanted)
            return false;
        maxEvents -= done;
        m_world.inject(m_actions[m_next].fault);
    }
    return m_world.runUntil(until, maxEvents);
}

void RetracedWorld::comeToNextEvent()
{
    while (m_next < m_actions.size() && runUntil(m_actions[m_next].when.at, 0)) {
    }
}

bool RetracedWorld::stepOne()
{
    const std::uint64_t before = m_world.eventsDone();
    while (m_next < m_actions.size()) {
        runUntil(m_actions[m_next].when.at, 1);
        if (m_world.eventsDone() > before)
            return true;
    }
    return m_world.stepOne();
}

} // namespace bayplan
