// SPDX-License-Identifier: Apache-2.0
// Whole numbers out of JSON that somebody else has written. The JSON library converts what does not fit as C++ does,
// which for 1e300 is undefined.
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>

namespace bayplan {

/// Nothing for a fraction, for what `Number` cannot hold, and for what is no number.
template <class Number, class Json>
std::optional<Number> wholeNumber(const Json &json)
{
    if (json.is_number_unsigned()) {
        const auto value = json.template get<std::uint64_t>();
        return std::in_range<Number>(value) ? std::optional(static_cast<Number>(value)) : std::nullopt;
    }
    if (json.is_number_integer()) {
        const auto value = json.template get<std::int64_t>();
        return std::in_range<Number>(value) ? std::optional(static_cast<Number>(value)) : std::nullopt;
    }
    if (json.is_number_float()) {
        const auto value = json.template get<double>();
        if (std::abs(value) < 9e18 && value == std::floor(value) &&
            std::in_range<Number>(static_cast<std::int64_t>(value)))
            return static_cast<Number>(value);
    }
    return std::nullopt;
}

} // namespace bayplan
