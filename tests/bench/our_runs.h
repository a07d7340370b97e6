// SPDX-License-Identifier: GPL-3.0-or-later
// What is measured of ours.
#pragma once

#include "engine/plan/plan.h"
#include "simulator/world.h"
#include "tests/bench/measuring.h"

namespace bayplan {

/// A client and that many stations in a row, each called by the one before it. Load 0.8.
Plan tandemPlan(std::uint32_t stations);

/// That many containers, rounded up to tens: a load, its front, two services, an ambassador, two caches and three
/// electors, at so many requests a second each.
Plan drawing(std::uint32_t containers, double requestsPerSecond);

struct WorldRun {
    Duration warmUp{0}; ///< not measured: elections, first connections, memory that is taken once
    Duration duration{0};
    World::Checks checks = World::Checks::All;
    Duration snapshotEvery{0}; ///< 0: none
};

/// Units are events.
Measured runWorld(const Plan &plan, const WorldRun &run);

/// The same by requests served.
Measured runStations(const Plan &plan, Duration duration);

/// A station, or that many in tandem, as the peers have them: on the event list alone, without machines, network and
/// histograms.
Measured runBareStations(std::uint32_t stations, std::uint64_t customers);

/// The event list alone, with a number of events pending.
Measured runHold(std::uint32_t pending, std::uint64_t events);

} // namespace bayplan
