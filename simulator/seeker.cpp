// SPDX-License-Identifier: Apache-2.0
#include "simulator/seeker.h"

#include "simulator/retraced_world.h"

#include <algorithm>
#include <chrono>

namespace bayplan {
namespace {

/// Between two looks at the wall clock.
constexpr std::uint64_t eventsPerSlice = 20'000;

std::unique_ptr<RetracedWorld> beginningOf(const Plan &plan, const std::vector<HandAction> &byHand)
{
    return std::make_unique<RetracedWorld>(plan, plan.seed, byHand, World::Checks::None);
}

} // namespace

Seeker::Seeker(Plan plan, std::vector<HandAction> byHand)
    : m_plan(std::move(plan)), m_byHand(std::move(byHand)), m_retraced(beginningOf(m_plan, m_byHand))
{}

Seeker::~Seeker() = default;

bool Seeker::seek(Time at, const Progress &progress)
{
    return seek(RunInstant{at}, progress);
}

bool Seeker::seek(const RunInstant &instant, const Progress &progress)
{
    const World *world = &m_retraced->world();
    if (instant.at < world->now() || instant.events < world->eventsDone()) {
        m_retraced = beginningOf(m_plan, m_byHand);
        world = &m_retraced->world();
    }
    const Time begin = world->now();
    auto lastAsked = std::chrono::steady_clock::now();
    while (!m_retraced->runUntil(instant.at, std::min(eventsPerSlice, instant.events - world->eventsDone()))) {
        if (world->eventsDone() == instant.events)
            return true;
        const auto now = std::chrono::steady_clock::now();
        if (!progress || now - lastAsked < std::chrono::milliseconds(100))
            continue;
        lastAsked = now;
        if (!progress(toSeconds(world->now() - begin) / std::max(1e-9, toSeconds(instant.at - begin))))
            return false;
    }
    return true;
}

Time Seeker::time() const
{
    return m_retraced->world().now();
}

std::uint64_t Seeker::traceHash() const
{
    return m_retraced->world().traceHash();
}

Snapshot Seeker::snapshot() const
{
    return m_retraced->world().snapshot();
}

} // namespace bayplan
