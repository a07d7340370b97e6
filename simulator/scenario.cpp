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

Time partOfWindow(const Plan &plan, int part, int of)
{
    const Duration window = plan.duration - plan.warmUp;
    return Time(plan.warmUp + window / of * part + window % of * part / of);
}

} // namespace bayplan
