// SPDX-License-Identifier: Apache-2.0
// Distributions out of measured durations.
#pragma once

#include "engine/base/distribution.h"
#include "engine/base/result.h"

#include <cstddef>
#include <string>
#include <vector>

namespace bayplan {

struct Fit {
    Distribution distribution;
    std::string method;   ///< "maximum likelihood", "moments"...
    int parameters = 1;   ///< that the samples decided
    double distance = 0;  ///< Kolmogorov and Smirnov: the greatest difference to the samples' own distribution, 0 to 1
    bool refuted = false; ///< the distance is larger than chance gives in 95 of 100 cases
};

struct Fits {
    std::size_t samples = 0;
    Duration mean{0}, least{0}, greatest{0};
    double squaredVariation = 0;
    std::vector<Fit> fits;             ///< the nearest first; the data themselves (empirical) last
    std::size_t best = 0;              ///< index: the nearest of those with the fewest parameters that are not refuted;
                                       ///< when all are, the nearest
    std::vector<std::string> warnings; ///< sentences: few samples, zeros, what was left out and why
};

/// Fits every kind that the samples allow. A kind that they do not (Pareto to a tail without a mean, hyperexponential
/// to what varies less than exponential) is missing and a warning says why. Samples below 0 are left out with a
/// warning. The data stand in at most `mostPoints` points, finer in the upper tail, whose mean is that of the samples.
/// Errors: InvalidInput without any sample at or above 0.
Result<Fits> fitDistributions(std::vector<Duration> samples, std::size_t mostPoints = 200);

/// The greatest difference between the distribution of the samples and `distribution`. Samples ascend; at least one.
double kolmogorovDistance(const std::vector<Duration> &samples, const Distribution &distribution);

} // namespace bayplan
