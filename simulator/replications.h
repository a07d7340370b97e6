// SPDX-License-Identifier: Apache-2.0
// Several runs of one plan with independent seeds, on all cores, as one report.
#pragma once

#include "engine/base/result.h"
#include "engine/report/figures.h"
#include "engine/report/report.h"
#include "simulator/shared_progress.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace bayplan {

/// Replication 0 has the seed itself, the others independent ones that are made of it. Sweeps use the same: equal
/// numbers have equal seeds whatever is varied.
std::uint64_t replicationSeed(std::uint64_t seed, std::uint64_t replication);

struct ReplicationOptions {
    std::uint32_t replications = 1;       ///< at least; with a precision at least 10
    std::uint32_t maxReplications = 1000; ///< with a precision
    double precision = 0; ///< relative half width of the 99 % interval that is aimed at; 0: as many as `replications`
    std::string figure;   ///< "p99 of web"; empty: the mean latency of every link from a load generator
    bool findWarmUp =
        false; ///< instead of the plan's: by MSER-5 (engine/report/confidence.h) over up to ten pilot runs
    std::uint32_t threads = 0;                     ///< 0: one per core; no result depends on it
    std::function<void(const RunEvent &)> onEvent; ///< of replication 0, in its thread
};

/// All work is counted, the pilot runs that look for the warm-up included.
using ReplicationProgress = RunsProgress;

/// Stopped early, it says so, and holds the replications that were whole, or what there is of the first. Errors:
/// InvalidInput when `figure` names nothing in the report, or what has no interval.
Result<Report> simulateReplications(const Plan &plan, const ReplicationOptions &options,
                                    const ReplicationProgress &progress = {});

/// The plan's own, and where the transient ends; `found` is false when it takes more than half of the duration (then
/// the end is at the half). `progress` is given the number of a pilot run and the fraction of it that is done, in any
/// of the threads and by several at a time; false stops.
struct WarmUp {
    Duration length{0};
    bool found = true;
};
constexpr std::uint32_t mostPilots = 10; ///< runs that are worth looking at
WarmUp findWarmUp(const Plan &plan, std::uint32_t pilots, std::uint32_t threads,
                  const std::function<bool(std::uint32_t, double)> &progress);

/// Whether a precision of "FIGURE of NAME" can be aimed at. Errors: InvalidInput for a figure without an interval.
Result<void> checkPrecisionOf(const std::string &text);

/// Of the figures of a report those that "FIGURE of NAME" or "FIGURE" means.
std::vector<Figure> figuresCalled(const Report &report, const std::string &text);

} // namespace bayplan
