// SPDX-License-Identifier: Apache-2.0
#include "simulator/scenario.h"

#include <algorithm>

namespace bayplan {

Plan scenarioOf(Plan plan, const SimulatorOptions &options)
{
    if (options.duration > Duration(0)) {
        plan.duration = options.duration;
        plan.warmUp = std::min(plan.warmUp, plan.duration / 10);
    }
    if (options.seed != 0)
        plan.seed = options.seed;
    plan.warmUp = std::clamp(plan.warmUp, Duration(0), plan.duration);
    return plan;
}

LookTimes::LookTimes(const Plan &plan, int parts, Duration apart)
    : m_warmUp(plan.warmUp), m_window(plan.duration - plan.warmUp), m_apart(apart), m_parts(parts)
{}

LookTimes LookTimes::ofHistory(const Plan &plan)
{
    constexpr int looks = 600;
    constexpr Duration closest = std::chrono::milliseconds(100);
    return {plan, usualParts, std::max(closest, plan.duration / looks)};
}

Time LookTimes::endOf(int part) const
{
    return Time(m_warmUp + m_window / m_parts * part + m_window % m_parts * part / m_parts);
}

Time LookTimes::after(Time now)
{
    while (m_next <= m_parts && endOf(m_next) <= now)
        ++m_next;
    const Time end = m_next <= m_parts ? endOf(m_next) : never;
    return m_apart > Duration(0) ? std::min(end, now + m_apart) : end;
}

} // namespace bayplan
