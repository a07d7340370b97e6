// SPDX-License-Identifier: Apache-2.0
// Plans that differ in some values, each simulated with the same seeds, on all cores.
//
// Replication r has the same seed in every plan, and every machine a stream of random numbers that is named after its
// instance (common random numbers): the i-th gap between requests, the i-th service time are the same draws whatever
// value is varied. So figures of two plans rise and fall together, and their difference, taken replication by
// replication, is known better than either of them.
#pragma once

#include "engine/report/figures.h"
#include "simulator/shared_progress.h"

#include <cstdint>
#include <string>
#include <vector>

namespace bayplan {

struct SweepSettings {
    std::uint32_t replications = 5;
    bool findWarmUp = false;   ///< of each plan, by MSER-5
    std::uint32_t threads = 0; ///< 0: one per core; no figure depends on it
};

/// A figure that was not in the first plan, or that no two replications share, has no difference.
struct SweptFigure {
    Figure figure; ///< mean over replications, with its 99 % interval; of one replication with its own
    bool compared = false;
    double difference = 0;          ///< from the first plan, mean over replications with equal seeds
    double differenceHalfWidth = 0; ///< of its 99 % interval; 0 for fewer than two
};

struct SweptPlan {
    std::uint32_t replications = 0; ///< that came to their end
    bool endedEarly = false;        ///< one of its runs, by its guard, and is left out; the first warning says why
    Duration warmUp{0};
    std::vector<SweptFigure> figures;  ///< but those that no replication knows; empty without a replication
    std::vector<std::string> warnings; ///< broken promises of all, and of its first but those of precision
};

/// The same figure of the same element, whatever its value.
bool isSameFigure(const Figure &a, const Figure &b);

/// nullptr when the plan has none: a value may bring elements or take them away, and where no request came through
/// there is no latency.
const SweptFigure *findFigure(const SweptPlan &plan, const Figure &wanted);

/// One for each plan, in their order. Stopped early, it holds the replications that were whole: the plans take turns,
/// so that all of them have about as many.
std::vector<SweptPlan> sweep(std::vector<Plan> plans, const SweepSettings &settings, const RunsProgress &progress = {});

} // namespace bayplan
