// SPDX-License-Identifier: Apache-2.0
// "NAME < 5": what is asked of one figure.
#pragma once

#include "engine/base/result.h"

#include <string>
#include <string_view>

namespace bayplan {

struct Comparison {
    enum class Operator { Less, LessOrEqual, Greater, GreaterOrEqual, Equal, NotEqual };

    std::string name;
    Operator sign = Operator::Equal;
    double number = 0;

    /// Nothing compares with what is no number, as IEEE 754 has it; NotEqual holds for it.
    bool holds(double value) const;
    bool operator==(const Comparison &) const = default;
};

/// NAME, one of < <= > >= == !=, and a number; blanks between them do not matter.
Result<Comparison> parseComparison(std::string_view text);

} // namespace bayplan
