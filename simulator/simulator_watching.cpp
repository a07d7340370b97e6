// SPDX-License-Identifier: Apache-2.0
// Event by event: what a run goes on until, and single steps of chosen instances.
#include "simulator/simulator_thread.h"

#include <utility>

namespace bayplan {
namespace {

constexpr Duration lookAtTimeEvery = std::chrono::milliseconds(10); ///< of run time, at what changes by time alone

} // namespace

Result<void> SimulatorRun::runUntil(const std::string &text)
{
    std::optional<RunUntil> until;
    if (!text.empty()) {
        auto parsed = parseUntil(text, m_plan, snapshot()->time);
        if (!parsed)
            return parsed.error();
        until = std::move(*parsed);
    }
    change([&](Orders &orders) {
        orders.untilChanged = true;
        orders.paused = orders.paused && !until;
        orders.until = std::move(until);
    });
    return {};
}

void SimulatorRun::beginUntil(World &world, RunUntil until)
{
    m_until.emplace(m_plan, std::move(until));
    if (MomentaryCondition *condition = m_until->condition()) {
        condition->observe(world.snapshot());
        condition->observeViolations(world.violations().size());
        m_until->ask();
        m_looked = world.now();
    }
}

/// Event by event, at most a turn of them. True when the target is reached and nothing of what is watched for came.
bool SimulatorRun::runWatching(World &world, Time target)
{
    for (std::uint64_t done = 0; done < eventsPerTurn; ++done) {
        m_touched.clear();
        if (world.nextTime() > target)
            return world.runUntil(target, 0);
        noteStep(world);
        world.stepOne();
        lookAtTouched(world);
        if (isThere())
            return false;
    }
    return false;
}

/// Put into words only where it may be the one that is waited for: most of those on the way are not.
void SimulatorRun::noteStep(const World &world)
{
    if (m_stepOf.empty())
        return;
    const auto next = world.nextInstance();
    const bool maybe = !next || std::ranges::find(m_stepOf, *next) != m_stepOf.end();
    m_step = maybe ? world.nextEvent() : StepDone{};
}

void SimulatorRun::lookAtTouched(const World &world)
{
    const auto isOne = [this](InstanceIndex index) { return std::ranges::find(m_stepOf, index) != m_stepOf.end(); };
    m_stepIsDone = std::ranges::any_of(m_touched, isOne);
    MomentaryCondition *condition = m_until ? m_until->condition() : nullptr;
    if (condition == nullptr)
        return;
    const bool isAll = world.now() - m_looked >= lookAtTimeEvery;
    if (isAll) {
        m_looked = world.now();
        m_touched = condition->instances();
    }
    for (auto index = m_touched.begin(); index != m_touched.end(); ++index) {
        if (condition->concerns(*index) && std::find(m_touched.begin(), index, *index) == index)
            condition->observe(*index, world.instance(*index), world.now());
    }
    condition->observeViolations(world.violations().size());
    m_until->ask();
}

void SimulatorRun::stopThere(const World &world)
{
    m_stepIsDone = false;
    m_stepOf.clear();
    if (m_until && m_until->reason()) {
        m_events.add({world.now(), "until", "", m_until->text() + ": " + *m_until->reason()});
        m_until.reset();
    }
    tellObserver(world, RunStatus::Running);
    pauseThere();
}

} // namespace bayplan
