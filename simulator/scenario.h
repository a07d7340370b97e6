// SPDX-License-Identifier: Apache-2.0
// What goes into a simulation beside the plan, and what comes out of it beside the figures.
#pragma once

#include "engine/plan/plan.h"
#include "engine/report/report.h"
#include "simulator/simulator_run.h"
#include "simulator/world.h"

namespace bayplan {

/// The plan with the options' duration and seed in it; the warm-up is never longer than the duration.
Plan scenarioOf(Plan plan, const SimulatorOptions &options);

/// Adds what only the simulator knows: trace hash, and safety as it was at every event.
void finishReport(const World &world, Report &report);

} // namespace bayplan
