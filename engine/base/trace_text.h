// SPDX-License-Identifier: Apache-2.0
// A trace of arrivals as the text that stands in documents: the times between them.
#pragma once

#include "engine/base/result.h"
#include "engine/base/time.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bayplan {

/// Arrivals in one trace: what a document and an agent's configuration can carry.
inline constexpr std::size_t mostArrivals = 50'000;

/// Durations with their units, between spaces, commas or line breaks: from the start to the first arrival, then from
/// each to the next; "12ms 3.5ms 0s 1s". Errors name the number of the gap that is wrong; LimitExceeded beyond
/// mostArrivals.
Result<std::vector<Duration>> parseTrace(std::string_view text);

/// Between spaces; parseTrace reads it back.
std::string formatTrace(const std::vector<Duration> &gaps);

} // namespace bayplan
