// SPDX-License-Identifier: Apache-2.0
#include "simulator/scenario.h"
#include "simulator/simulator_run.h"
#include "simulator/whole_run.h"

#include <algorithm>

namespace bayplan {
namespace {

/// Between two looks at the wall clock.
constexpr std::uint64_t eventsPerSlice = 20'000;

} // namespace

WholeRun::WholeRun(const Plan &plan, std::uint64_t seed, std::function<bool(double)> progress, int observations)
    : m_plan(plan), m_progress(std::move(progress)), m_observations(observations), m_world(m_plan, seed),
      m_builder(m_plan, seed)
{}

Report WholeRun::run()
{
    m_world.onLeadershipChange([this] { m_builder.observe(m_world.snapshot()); });
    m_builder.observe(m_world.snapshot());
    bool goOn = m_plan.warmUp <= Duration(0) || runTo(Time(m_plan.warmUp));
    const Duration window = m_plan.duration - m_plan.warmUp;
    for (int i = 1; i <= m_observations && goOn; ++i)
        goOn = runTo(Time(m_plan.warmUp + window / m_observations * i + window % m_observations * i / m_observations));
    m_reachedItsEnd = goOn;
    m_builder.observe(m_world.snapshot());
    Report report = m_builder.finish("Simulator");
    finishReport(m_world, report);
    return report;
}

/// False when the user wants no more.
bool WholeRun::runTo(Time until)
{
    while (!m_world.runUntil(until, eventsPerSlice)) {
        if (!goesOn())
            return false;
    }
    m_builder.observe(m_world.snapshot());
    return goesOn();
}

bool WholeRun::goesOn()
{
    const auto now = std::chrono::steady_clock::now();
    if (!m_progress || now - m_lastAsked < std::chrono::milliseconds(100))
        return true;
    m_lastAsked = now;
    return m_progress(toSeconds(m_world.now()) / std::max(1e-9, toSeconds(m_plan.duration)));
}

Report simulate(const Plan &plan, const SimulatorOptions &options, const std::function<bool(double)> &progress)
{
    const Plan scenario = scenarioOf(plan, options);
    WholeRun run(scenario, scenario.seed, progress);
    run.onEvent(options.onEvent);
    return run.run();
}

} // namespace bayplan
