// SPDX-License-Identifier: Apache-2.0
// What goes into a simulation beside the plan.
#pragma once

#include "engine/plan/plan.h"
#include "simulator/simulator_run.h"

namespace bayplan {

/// The plan with the options' duration and seed in it; the warm-up is never longer than the duration.
Plan scenarioOf(Plan plan, const SimulatorOptions &options);

/// Equal parts of a window, from its beginning at 0 on: batches of confidence intervals end there, so a run is looked
/// at in these instants whoever else looks at it, and its intervals are the same.
constexpr int partsOfWindow = 100;
Time partOfWindow(const Plan &plan, int part, int of = partsOfWindow);

} // namespace bayplan
