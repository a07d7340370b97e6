// SPDX-License-Identifier: Apache-2.0
// What goes into a simulation beside the plan.
#pragma once

#include "engine/plan/plan.h"
#include "simulator/simulator_run.h"

namespace bayplan {

/// The plan with the options' duration and seed in it; the warm-up is never longer than the duration.
Plan scenarioOf(Plan plan, const SimulatorOptions &options);

} // namespace bayplan
