// SPDX-License-Identifier: Apache-2.0
// The end of the transient, found in pilot runs.
#include "engine/report/confidence.h"
#include "simulator/in_order.h"
#include "simulator/replications.h"
#include "simulator/whole_run.h"

#include <algorithm>
#include <vector>

namespace bayplan {
namespace {

/// By link, then by observation.
using Series = std::vector<std::vector<double>>;

constexpr int observationsOfPilot = 500; ///< a hundred groups of five

void addTo(Series &sums, const Series &one)
{
    if (sums.empty())
        sums.resize(one.size());
    for (std::size_t link = 0; link < std::min(sums.size(), one.size()); ++link) {
        sums[link].resize(std::max(sums[link].size(), one[link].size()));
        for (std::size_t i = 0; i < one[link].size(); ++i)
            sums[link][i] += one[link][i];
    }
}

} // namespace

WarmUp findWarmUp(const Plan &plan, std::uint32_t pilots, std::uint32_t threads,
                  const std::function<bool(std::uint32_t, double)> &progress)
{
    Plan pilot = plan;
    pilot.warmUp = Duration(0);
    Series sums;
    InOrder<Series> all(
        pilots,
        [&](std::size_t number) {
            const auto told = [&](double fraction) {
                return !progress || progress(static_cast<std::uint32_t>(number), fraction);
            };
            WholeRun run(pilot, replicationSeed(pilot.seed, number), {}, told, observationsOfPilot);
            run.run();
            return run.builder().latencySeries();
        },
        [&](std::size_t, const Series &series) {
            addTo(sums, series);
            return true;
        });
    all.run(threadsFor(threads));
    WarmUp warmUp;
    for (const auto &link : sums) {
        const Transient transient = transientByMser5(link);
        warmUp.length =
            std::max(warmUp.length, plan.duration / observationsOfPilot * static_cast<std::int64_t>(transient.length));
        warmUp.found = warmUp.found && transient.found;
    }
    return warmUp;
}

} // namespace bayplan
