// SPDX-License-Identifier: Apache-2.0
#include "engine/report/confidence.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace bayplan {

double studentQuantile99(std::size_t degreesOfFreedom)
{
    constexpr std::array<double, 30> table{63.657, 9.925, 5.841, 4.604, 4.032, 3.707, 3.499, 3.355, 3.250, 3.169,
                                           3.106,  3.055, 3.012, 2.977, 2.947, 2.921, 2.898, 2.878, 2.861, 2.845,
                                           2.831,  2.819, 2.807, 2.797, 2.787, 2.779, 2.771, 2.763, 2.756, 2.750};
    if (degreesOfFreedom <= table.size())
        return table[std::max<std::size_t>(degreesOfFreedom, 1) - 1];
    // Cornish-Fisher's first terms around the normal quantile: within 0.001 from 30 on.
    constexpr double z = 2.5758;
    const auto n = static_cast<double>(degreesOfFreedom);
    return z + (z * z * z + z) / (4 * n) + (5 * z * z * z * z * z + 16 * z * z * z + 3 * z) / (96 * n * n);
}

double halfWidth99(const std::vector<double> &means)
{
    const std::size_t count = means.size();
    if (count < 2)
        return 0;
    const auto n = static_cast<double>(count);
    const double mean = std::accumulate(means.begin(), means.end(), 0.0) / n;
    double squares = 0;
    for (const double value : means)
        squares += (value - mean) * (value - mean);
    return studentQuantile99(count - 1) * std::sqrt(squares / (n - 1) / n);
}

} // namespace bayplan
