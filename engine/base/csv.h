// SPDX-License-Identifier: Apache-2.0
// Durations out of a column of a CSV file (RFC 4180; also with semicolons or tabs between the fields).
#pragma once

#include "engine/base/result.h"
#include "engine/base/time.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bayplan {

struct CsvChoice {
    std::string column;                           ///< number from 1, or name in the first line; empty: the only one
    Duration unit = std::chrono::milliseconds(1); ///< of numbers without a unit; "5ms" has its own
    std::size_t mostValues = 10'000'000;
};

struct CsvColumn {
    std::string name; ///< from the first line, when that is not a value
    std::vector<Duration> values;
    std::vector<int> lines; ///< of the file, where each stands
};

/// Empty lines and those that begin with # are passed over. The first line names the columns when the chosen field in
/// it is neither a value nor looks like one. Values may be below 0. Errors carry file, line and column: a field that is
/// no number and no duration, a line that is too short, a quote that is not closed, a column that is not there, no
/// values at all; LimitExceeded for more than `mostValues`.
Result<CsvColumn> readDurations(std::string_view text, const std::string &fileName, const CsvChoice &choice);

} // namespace bayplan
