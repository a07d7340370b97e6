// SPDX-License-Identifier: Apache-2.0
// A run to its end in the calling thread, observed at even distances.
#pragma once

#include "engine/report/report.h"
#include "simulator/retraced_world.h"
#include "simulator/run_guard.h"
#include "simulator/scenario.h"

#include <chrono>
#include <functional>
#include <optional>
#include <string>

namespace bayplan {

class WholeRun {
public:
    /// Of the options it heeds those of simulate(). `progress` is called about ten times a second with the fraction
    /// done and returns false to stop early. A run that ends before its duration is over, by that or by its guard, says
    /// so in the first warning. The plan outlives the run.
    WholeRun(const Plan &plan, std::uint64_t seed, SimulatorOptions options, std::function<bool(double)> progress,
             int observations = LookTimes::usualParts);

    /// The report will have since when each assertion does not hold. Before run().
    void watchAssertions() { m_builder.watchAssertions(); }

    /// Of what was done; once.
    Report run();

    bool reachedItsEnd() const { return m_reachedItsEnd; }

    /// With which its guard ended it.
    const std::optional<std::string> &objection() const { return m_objection; }

    const ReportBuilder &builder() const { return m_builder; }

private:
    bool runTo(Time until);
    std::uint64_t eventsLeft() const;
    void observe();
    bool goesOn();
    bool isSoFar() const;
    std::string interruption() const;

    const Plan &m_plan;
    SimulatorOptions m_options;
    std::function<bool(double)> m_progress;
    LookTimes m_lookTimes;
    RetracedWorld m_retraced;
    World &m_world = m_retraced.world();
    ReportBuilder m_builder;
    RunGuard m_guard;
    std::optional<std::string> m_objection; ///< of the guard
    std::chrono::steady_clock::time_point m_lastAsked{};
    bool m_reachedItsEnd = false;
};

} // namespace bayplan
