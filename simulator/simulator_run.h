// SPDX-License-Identifier: Apache-2.0
// The simulator as a Run: the plan's machines in virtual time, in a thread of its own, watched from outside.
#pragma once

#include "engine/plan/done_by_hand.h"
#include "engine/plan/run.h"
#include "engine/report/report.h"
#include "simulator/run_guard.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace bayplan {

struct SimulatorOptions {
    Duration duration{0};                          ///< 0: the plan's; else the warm-up is at most a tenth of it
    std::uint64_t seed = 0;                        ///< 0: the plan's
    double speed = 1;                              ///< run time over wall time; 0 is as fast as it goes
    bool endless = false;                          ///< go on after the duration, until stopped
    RunLimits limits;                              ///< a run beyond them ends with a sentence
    std::function<void(const RunEvent &)> onEvent; ///< of simulate(): called in its thread, in order

    std::vector<HandAction> byHand; ///< to be done again, in order; those that faultOf() refuses are left out

    // Of simulate(), to record a run and to do it again.
    std::function<void(const Snapshot &)> onSnapshot; ///< each that the figures are taken from, the last one included
    std::optional<RunInstant> stopAt;                 ///< where a run was stopped early
    bool goesOn = false;                              ///< behind stopAt: the report is one of the run so far

    /// Of makeSimulatorRun(): each inject(), and not those of `byHand`, at the instant at which it took effect; in the
    /// engine's thread.
    std::function<void(const HandAction &)> onHandAction;
};

/// Paused at time 0 until start(). Goes to Plan::pauseAt as fast as it can, and is paused there again.
std::unique_ptr<Run> makeSimulatorRun(Plan plan, const SimulatorOptions &options);

/// To the end in the calling thread, as fast as it goes; the same world, so the same figures. `progress` is called
/// about ten times a second with the fraction done and returns false to stop early (then the report covers what was
/// done, and says so).
Report simulate(const Plan &plan, const SimulatorOptions &options, const std::function<bool(double)> &progress = {});

} // namespace bayplan
