// SPDX-License-Identifier: Apache-2.0
// A whole run in the calling thread.
#include "simulator/scenario.h"
#include "simulator/simulator_run.h"
#include "simulator/world.h"

#include <algorithm>
#include <chrono>

namespace bayplan {
namespace {

/// Observations of a window: a whole number for each batch of its confidence intervals.
constexpr int observations = 100;

/// Between two looks at the wall clock.
constexpr std::uint64_t eventsPerSlice = 20'000;

class WholeRun {
public:
    WholeRun(const Plan &plan, const SimulatorOptions &options, const std::function<bool(double)> &progress)
        : m_plan(plan), m_progress(progress), m_world(m_plan, m_plan.seed), m_builder(m_plan)
    {
        m_world.onEvent(options.onEvent);
    }

    Report run()
    {
        m_world.onLeadershipChange([this] { m_builder.observe(m_world.snapshot()); });
        m_builder.observe(m_world.snapshot());
        bool goOn = m_plan.warmUp <= Duration(0) || runTo(Time(m_plan.warmUp));
        const Duration window = m_plan.duration - m_plan.warmUp;
        for (int i = 1; i <= observations && goOn; ++i)
            goOn = runTo(Time(m_plan.warmUp + window / observations * i + window % observations * i / observations));
        m_builder.observe(m_world.snapshot());
        m_world.checkAnswers();
        Report report = m_builder.finish("Simulator");
        finishReport(m_world, report);
        return report;
    }

private:
    /// False when the user wants no more.
    bool runTo(Time until)
    {
        while (!m_world.runUntil(until, eventsPerSlice)) {
            if (!goesOn())
                return false;
        }
        m_builder.observe(m_world.snapshot());
        return goesOn();
    }

    bool goesOn()
    {
        const auto now = std::chrono::steady_clock::now();
        if (!m_progress || now - m_lastAsked < std::chrono::milliseconds(100))
            return true;
        m_lastAsked = now;
        return m_progress(toSeconds(m_world.now()) / std::max(1e-9, toSeconds(m_plan.duration)));
    }

    const Plan &m_plan;
    const std::function<bool(double)> &m_progress;
    World m_world;
    ReportBuilder m_builder;
    std::chrono::steady_clock::time_point m_lastAsked{};
};

} // namespace

Report simulate(const Plan &plan, const SimulatorOptions &options, const std::function<bool(double)> &progress)
{
    const Plan scenario = scenarioOf(plan, options);
    return WholeRun(scenario, options, progress).run();
}

} // namespace bayplan
