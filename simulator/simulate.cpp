// SPDX-License-Identifier: Apache-2.0
// A whole run in the calling thread.
#include "simulator/retraced_world.h"
#include "simulator/scenario.h"
#include "simulator/simulator_run.h"

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
        : m_plan(plan), m_options(options), m_progress(progress),
          m_retraced(m_plan, options.byHand, World::Checks::All), m_builder(m_plan)
    {
        m_world.onEvent(options.onEvent);
    }

    Report run()
    {
        m_world.onLeadershipChange([this] { observe(); });
        observe();
        bool goOn = m_plan.warmUp <= Duration(0) || runTo(Time(m_plan.warmUp));
        const Duration window = m_plan.duration - m_plan.warmUp;
        for (int i = 1; i <= observations && goOn; ++i)
            goOn = runTo(Time(m_plan.warmUp + window / observations * i + window % observations * i / observations));
        observe();
        m_world.checkAnswers();
        Report report = m_builder.finish("Simulator");
        finishReport(m_world, report);
        return report;
    }

private:
    /// False when the user wants no more.
    bool runTo(Time until)
    {
        const Time target = m_options.stopAt ? std::min(until, m_options.stopAt->at) : until;
        while (!m_retraced.runUntil(target, std::min(eventsPerSlice, eventsLeft()))) {
            if (eventsLeft() == 0 || !goesOn())
                return false;
        }
        if (target < until)
            return false;
        observe();
        return goesOn();
    }

    std::uint64_t eventsLeft() const
    {
        const std::uint64_t limit = m_options.stopAt ? m_options.stopAt->events : UINT64_MAX;
        return std::max(limit, m_world.eventsDone()) - m_world.eventsDone();
    }

    void observe()
    {
        const Snapshot snapshot = m_world.snapshot();
        m_builder.observe(snapshot);
        if (m_options.onSnapshot)
            m_options.onSnapshot(snapshot);
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
    const SimulatorOptions &m_options;
    const std::function<bool(double)> &m_progress;
    RetracedWorld m_retraced;
    World &m_world = m_retraced.world();
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
