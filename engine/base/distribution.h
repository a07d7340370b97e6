// SPDX-License-Identifier: Apache-2.0
// A distribution of durations, as plain values and as the text that stands in documents.
#pragma once

#include "engine/base/random.h"
#include "engine/base/result.h"
#include "engine/base/time.h"

#include <string>
#include <string_view>

namespace bayplan {

/// Text form: constant(5ms) | uniform(1ms, 9ms) | exponential(5ms) | erlang(5ms, 3) | lognormal(5ms, 1.5) |
/// pareto(5ms, 2.5). The first argument is the mean, but for uniform (least, greatest). A bare duration "5ms" is
/// constant.
struct Distribution {
    enum class Kind {
        Constant,
        Uniform, ///< between least and greatest
        Exponential,
        Erlang,    ///< shape: number of stages, 1 to 1000
        Lognormal, ///< shape: coefficient of variation, > 0
        Pareto,    ///< shape: tail index alpha, > 1
    };

    Kind kind = Kind::Constant;
    Duration mean{0};     ///< for Uniform: the least
    Duration greatest{0}; ///< Uniform only
    double shape = 1;

    /// Never negative.
    Duration sample(Random &random) const { return kind == Kind::Constant ? mean : draw(random); }

    Duration expected() const;

    /// Variance over squared mean; 0 for constant, 1 for exponential; infinity for Pareto with shape <= 2.
    double squaredVariation() const;

    bool operator==(const Distribution &) const = default;

    static Distribution constant(Duration value) { return {Kind::Constant, value, {}, 1}; }
    static Distribution exponential(Duration mean) { return {Kind::Exponential, mean, {}, 1}; }

private:
    Duration draw(Random &random) const;
};

Result<Distribution> parseDistribution(std::string_view text);
std::string formatDistribution(const Distribution &distribution);

} // namespace bayplan
