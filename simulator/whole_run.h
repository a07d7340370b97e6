// SPDX-License-Identifier: Apache-2.0
// A run to its end in the calling thread, observed at even distances.
#pragma once

#include "engine/report/report.h"
#include "simulator/world.h"

#include <chrono>
#include <functional>

namespace bayplan {

class WholeRun {
public:
    /// Observations of a window, when it is not said otherwise: a whole number for each batch of its intervals.
    static constexpr int usualObservations = 100;

    /// `progress` is called about ten times a second with the fraction done and returns false to stop early. The plan
    /// outlives the run.
    WholeRun(const Plan &plan, std::uint64_t seed, std::function<bool(double)> progress,
             int observations = usualObservations);

    void onEvent(std::function<void(const RunEvent &)> receiver) { m_world.onEvent(std::move(receiver)); }

    /// Of what was done; once.
    Report run();

    bool reachedItsEnd() const { return m_reachedItsEnd; }

    const ReportBuilder &builder() const { return m_builder; }

private:
    bool runTo(Time until);
    bool goesOn();

    const Plan &m_plan;
    std::function<bool(double)> m_progress;
    int m_observations;
    World m_world;
    ReportBuilder m_builder;
    std::chrono::steady_clock::time_point m_lastAsked{};
    bool m_reachedItsEnd = false;
};

} // namespace bayplan
