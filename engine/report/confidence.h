// SPDX-License-Identifier: Apache-2.0
// Confidence intervals of means by the method of batch means.
#pragma once

#include <cstddef>
#include <vector>

namespace bayplan {

/// Of Student's distribution: P(|T| < value) = 0.99, for that many degrees of freedom, at least 1.
double studentQuantile99(std::size_t degreesOfFreedom);

/// Half the width of the 99 % interval of the mean of these, taken as independent; 0 for fewer than two.
double halfWidth99(const std::vector<double> &means);

} // namespace bayplan
