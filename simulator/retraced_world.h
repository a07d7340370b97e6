// SPDX-License-Identifier: Apache-2.0
// A world in which what was done by hand is done again, each at its own instant.
#pragma once

#include "engine/plan/done_by_hand.h"
#include "simulator/world.h"

#include <vector>

namespace bayplan {

/// Not thread-safe. The plan outlives it.
class RetracedWorld {
public:
    /// `byHand` in order of time; actions that faultOf() refuses are left out.
    RetracedWorld(const Plan &plan, std::uint64_t seed, const std::vector<HandAction> &byHand, World::Checks checks);

    World &world() { return m_world; }
    const World &world() const { return m_world; }

    /// As World::runUntil, with what was done by hand on the way.
    bool runUntil(Time until, std::uint64_t maxEvents);

    /// Does what was done by hand before the next event, so that this is what stepOne() does.
    void comeToNextEvent();

    /// As World::stepOne(), likewise.
    bool stepOne();

    /// Roughly what it holds in memory; copies are those of the world.
    std::size_t bytes() const { return m_world.bytes() + m_actions.size() * sizeof(Action); }

private:
    struct Action {
        FaultPlan fault;
        RunInstant when;
    };

    World m_world;
    std::vector<Action> m_actions;
    std::size_t m_next = 0;
};

} // namespace bayplan
