// SPDX-License-Identifier: Apache-2.0
// A distribution of durations, as plain values and as the text that stands in documents.
#pragma once

#include "engine/base/empirical_data.h"
#include "engine/base/random.h"
#include "engine/base/result.h"
#include "engine/base/time.h"

#include <string>
#include <string_view>
#include <vector>

namespace bayplan {

/// Text form: constant(5ms) | uniform(1ms, 9ms) | exponential(5ms) | erlang(5ms, 3) | lognormal(5ms, 1.5) |
/// weibull(5ms, 0.7) | pareto(5ms, 2.5) | hyperexponential(0.9, 1ms, 41ms) | empirical(1ms, 2ms:3, 5ms). The first
/// argument is the mean, but for uniform (least, greatest), hyperexponential (a share, and the means of the phase that
/// has this share and of the other) and empirical (values, each with its weight if that is not 1; the data stand in the
/// document). A bare duration "5ms" is constant.
struct Distribution {
    enum class Kind {
        Constant,
        Uniform, ///< between least and greatest
        Exponential,
        Erlang,           ///< shape: number of stages, 1 to 1000
        Lognormal,        ///< shape: coefficient of variation, > 0
        Pareto,           ///< shape: tail index alpha, > 1
        Weibull,          ///< shape: k, 0.1 to 1000
        Hyperexponential, ///< two phases; shape: the share of the first, 0 to 1
        Empirical,        ///< data: what is drawn from
    };

    Kind kind = Kind::Constant;
    Duration mean{0};     ///< for Uniform: the least; Hyperexponential: mean of the first phase; Empirical: not used
    Duration greatest{0}; ///< Uniform; Hyperexponential: mean of the second phase
    double shape = 1;
    EmpiricalData data; ///< Empirical only

    /// Never negative.
    Duration sample(Random &random) const
    {
        if (kind == Kind::Constant)
            return mean;
        if (kind == Kind::Exponential)
            return fromSeconds(toSeconds(mean) * random.exponential());
        return draw(random);
    }

    Duration expected() const;

    /// Variance over squared mean; 0 for constant, 1 for exponential; infinity for Pareto with shape <= 2.
    double squaredVariation() const;

    /// The probability of a value at or below `seconds`.
    double cumulative(double seconds) const;

    bool operator==(const Distribution &) const = default;

    static Distribution constant(Duration value) { return {Kind::Constant, value, {}, 1}; }
    static Distribution exponential(Duration mean) { return {Kind::Exponential, mean, {}, 1}; }
    static Distribution empirical(EmpiricalData data) { return {Kind::Empirical, {}, {}, 1, std::move(data)}; }

private:
    Duration draw(Random &random) const;
};

Result<Distribution> parseDistribution(std::string_view text);
std::string formatDistribution(const Distribution &distribution);

/// An example of each kind, for help texts; what stands before the bracket is its name.
std::vector<std::string_view> distributionForms();

} // namespace bayplan
