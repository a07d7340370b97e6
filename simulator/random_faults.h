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
/// The last two of the list break what no pattern promises to stand, and so are not among the default: "lying-disk"
/// acknowledges what a crash takes away, "wild-clock" runs 25 % wrong and jumps.
const std::vector<std::string> &searchableFaults();
std::vector<std::string> defaultFaults();

/// In order of time, ids in the same order, the first sixth of the duration and the last without any so that what was
/// broken can mend. Each seed has a mix of its own: some kinds only, now and then or all the time. Kinds are of
/// searchableFaults().
std::vector<Fault> randomFaults(const Plan &plan, std::vector<std::string> kinds, Duration duration,
                                std::uint64_t seed);

} // namespace bayplan
