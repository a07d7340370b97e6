// SPDX-License-Identifier: Apache-2.0
// What goes into a simulation beside the plan, and when it is looked at.
#pragma once

#include "engine/plan/plan.h"
#include "simulator/simulator_run.h"

namespace bayplan {

/// The plan with the options' duration and seed in it; the warm-up is never longer than the duration.
Plan scenarioOf(Plan plan, const SimulatorOptions &options);

/// When a run is looked at: where each of the equal parts of its window begins and ends, and more often for who keeps
/// its history. Batches of confidence intervals end with parts, so whoever looks, the intervals are the same.
class LookTimes {
public:
    static constexpr int usualParts = 100; ///< of a window: a whole number for each batch

    /// `apart`: so often at least; 0: at the parts alone.
    LookTimes(const Plan &plan, int parts, Duration apart);

    /// As for a history of the whole run: about 600 looks, 100 ms apart at least.
    static LookTimes ofHistory(const Plan &plan);

    /// In order of time. `never` behind the end of the window, where only parts are looked at.
    Time after(Time now);

private:
    Time endOf(int part) const;

    Duration m_warmUp, m_window, m_apart;
    int m_parts;
    int m_next = 0; ///< part; the window begins with the end of part 0
};

/// Containers of a plan up to which a history looks at each change of their lives: a snapshot of more costs too much.
constexpr std::size_t livesLookedAt = 200;

} // namespace bayplan
