// SPDX-License-Identifier: Apache-2.0
#include "engine/base/units.h"
#include "simulator/invariants.h"
#include "simulator/scenario.h"
#include "simulator/simulator_run.h"
#include "simulator/whole_run.h"

#include <algorithm>

namespace bayplan {
namespace {

/// Between two looks at the wall clock; an event may take some milliseconds.
constexpr std::uint64_t eventsPerProgress = 500;

} // namespace

WholeRun::WholeRun(const Plan &plan, std::uint64_t seed, SimulatorOptions options, std::function<bool(double)> progress,
                   int observations)
    : m_plan(plan), m_options(std::move(options)), m_progress(std::move(progress)),
      m_lookTimes(m_options.onSnapshot ? LookTimes::ofHistory(plan) : LookTimes(plan, observations, Duration(0))),
      m_retraced(m_plan, seed, m_options.byHand, World::Checks::All), m_builder(m_plan, seed),
      m_guard(m_plan, m_options.limits)
{
    m_world.onEvent(m_options.onEvent);
}

Report WholeRun::run()
{
    m_world.onLeadershipChange([this] { observe(); });
    observe();
    bool goOn = true;
    if (m_options.onSnapshot && m_plan.instances.size() <= livesLookedAt)
        m_world.onLifeChange([this] { observe(); });
    while (goOn && m_world.now() < Time(m_plan.duration))
        goOn = runTo(std::min(m_lookTimes.after(m_world.now()), Time(m_plan.duration)));
    m_reachedItsEnd = !m_objection && m_world.now() >= Time(m_plan.duration);
    m_world.checkAnswers();
    observe();
    Report report = m_builder.finish("Simulator");
    report.endedEarly = !m_reachedItsEnd && !isSoFar();
    if (!m_reachedItsEnd)
        report.warnings.insert(report.warnings.begin(), m_objection.value_or(interruption()));
    return report;
}

/// False when the user wants no more, or the guard.
bool WholeRun::runTo(Time until)
{
    const Time target = m_options.stopAt ? std::min(until, m_options.stopAt->at) : until;
    while (!m_retraced.runUntil(target, std::min(eventsPerProgress, eventsLeft()))) {
        m_objection = m_guard.objectionTo(m_world);
        if (m_objection || eventsLeft() == 0 || !goesOn())
            return false;
    }
    if (target < until)
        return false;
    observe();
    return goesOn();
}

std::uint64_t WholeRun::eventsLeft() const
{
    const std::uint64_t limit = m_options.stopAt ? m_options.stopAt->events : UINT64_MAX;
    return std::max(limit, m_world.eventsDone()) - m_world.eventsDone();
}

void WholeRun::observe()
{
    const Snapshot snapshot = m_world.snapshot();
    m_builder.observe(snapshot);
    if (m_options.onSnapshot)
        m_options.onSnapshot(snapshot);
}

bool WholeRun::goesOn()
{
    const auto now = std::chrono::steady_clock::now();
    if (!m_progress || now - m_lastAsked < std::chrono::milliseconds(100))
        return true;
    m_lastAsked = now;
    return m_progress(toSeconds(m_world.now()) / std::max(1e-9, toSeconds(m_plan.duration)));
}

/// Nobody ended it: it was only asked for what it has been up to there.
bool WholeRun::isSoFar() const
{
    const bool isThere = m_options.stopAt && (m_world.now() >= m_options.stopAt->at || eventsLeft() == 0);
    return m_options.goesOn && isThere && !m_objection;
}

std::string WholeRun::interruption() const
{
    if (isSoFar())
        return "This is the run so far, up to " + instantText(m_world.now()) + " of " + shownDuration(m_plan.duration) +
               '.';
    return "The run was interrupted at " + instantText(m_world.now()) + " of " + shownDuration(m_plan.duration) + '.';
}

Report simulate(const Plan &plan, const SimulatorOptions &options, const std::function<bool(double)> &progress)
{
    const Plan scenario = scenarioOf(plan, options);
    WholeRun run(scenario, scenario.seed, options, progress);
    run.watchAssertions();
    return run.run();
}

} // namespace bayplan
