// SPDX-License-Identifier: Apache-2.0
// Looks for a broken promise over random faults, and makes what it finds short.
#pragma once

#include "engine/model/topology.h"
#include "engine/plan/plan.h"
#include "simulator/invariants.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace bayplan {

struct SearchOptions {
    std::uint64_t firstSeed = 1;
    std::uint64_t seeds = 1000;
    Duration duration{0};           ///< of each run; 0: the plan's
    std::vector<std::string> kinds; ///< random_faults.h; none: the default
    std::uint32_t threads = 0;      ///< 0: one per core
    bool all = false;               ///< go on after the first that is found
};

/// A scenario that breaks a promise.
struct Finding {
    std::uint64_t seed = 0;
    std::vector<Fault> faults;
    Duration duration{0}; ///< ends within a millisecond of the failing instant
    Violation violation;
};

struct SearchResult {
    std::uint64_t seedsTried = 0;
    std::uint64_t faults = 0;
    std::uint64_t events = 0;
    Duration simulated{0};
    std::vector<Finding> findings; ///< by seed; without `all` that of the lowest seed
};

/// The plan's own faults are left out. `progress` is called now and then, by one thread at a time, with the number of
/// seeds tried and of findings, and returns false to stop early. Which finding comes back does not depend on `threads`.
SearchResult search(const Plan &plan, const SearchOptions &options,
                    const std::function<bool(std::uint64_t, std::size_t)> &progress = {});

/// One run; nothing when all promises are kept. `goOn` is asked now and then, and ends the run when it says no.
std::optional<Violation> firstViolation(const Plan &plan, const std::vector<Fault> &faults, Duration duration,
                                        std::uint64_t seed, const std::function<bool()> &goOn = {});

/// Fewer and shorter faults that break the same promise, perhaps with another seed. `triesLeft` bounds the runs;
/// `goOn` is asked before each and in long ones, and when it says no the shortest until then is given.
Finding shrink(const Plan &plan, Finding finding, std::uint32_t triesLeft = 10'000,
               const std::function<bool()> &goOn = {});

} // namespace bayplan
