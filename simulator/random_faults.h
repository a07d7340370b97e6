// SPDX-License-Identifier: Apache-2.0
// Faults made up from a seed, as they would stand in a document.
#pragma once

#include "engine/model/topology.h"
#include "engine/plan/plan.h"

#include <cstdint>
#include <string>
#include <vector>

namespace bayplan {

/// What can be asked for: kinds of the catalog, and
///     "shape"      cuts that make a split, a star, a chain or a bridge
///     "link"       a cut of one link, one within a pod too
///     "half-open"  a pod dies while nothing can be heard of it
///     "replay"     messages between electors come again, up to two minutes late
///     "drop"       messages of one kind are lost
///     "load"       a load generator sends up to ten times as much, or less, or nothing; where there is one
///     "roll"       a rolling restart; where a pod has replicas
/// The last four of the list are not among the default. "replicate" and "stop" break nothing by themselves; the other
/// two break what no pattern promises to stand: "lying-disk" acknowledges what a crash takes away, "wild-clock" runs
/// 25 % wrong and jumps.
const std::vector<std::string> &searchableFaults();
std::vector<std::string> defaultFaults();

/// In order of time, ids in the same order, the first sixth of the duration and the last without any so that what was
/// broken can mend. Each seed has a mix of its own: some kinds only, now and then or all the time. Kinds are of
/// searchableFaults().
std::vector<Fault> randomFaults(const Plan &plan, std::vector<std::string> kinds, Duration duration,
                                std::uint64_t seed);

/// Chaos to somebody's measure. Equal options give equal faults.
struct ChaosOptions {
    std::vector<std::string> kinds; ///< of searchableFaults(); all of them are used
    double perMinute = 6;           ///< on average, above 0
    Duration from{0}, to{0};        ///< instants at which faults begin
    Duration longest{0};            ///< of each fault; 0: up to two minutes, as its kind has it
    std::uint64_t seed = 1;
};

/// In order of time, at most 500, ids in the same order. Kinds that have nothing to hit are passed over.
std::vector<Fault> chaosFaults(const Plan &plan, const ChaosOptions &options);

} // namespace bayplan
