// SPDX-License-Identifier: Apache-2.0
// Numbers with units as text, both ways, whatever the locale. Users type these; documents and reports hold them.
#pragma once

#include "engine/base/result.h"
#include "engine/base/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bayplan {

/// "250ms", "1.5s", "20us" (or "µs"), "3m", "2h", "100ns"; "0" needs no unit. Negative and unit-less values are
/// refused.
Result<Duration> parseDuration(std::string_view text);

/// The shortest exact text that parseDuration reads back: "1.5s", "250ms", "0s".
std::string formatDuration(Duration duration);

/// A text of durations as people read it: "constant(20us)" becomes "constant(20µs)". Files keep "us".
std::string withMicroSign(std::string_view text);
/// And back; the Greek letter is taken too.
std::string withoutMicroSign(std::string_view text);

/// formatDuration() with that sign: "20µs".
std::string shownDuration(Duration duration);

/// For people: three significant digits and a unit, "12.3 ms"; "0 s" for zero.
std::string humanDuration(Duration duration);

/// "64MiB", "1.5GiB", "512KiB", "100kB", "1MB", "4096" (bytes). Kubernetes' "64Mi" and Compose's "64m" are read too.
Result<std::int64_t> parseBytes(std::string_view text);

/// The shortest exact text that parseBytes reads back, in binary units: "64MiB", "1000B".
std::string formatBytes(std::int64_t bytes);

/// For people: three significant digits and a binary unit, "12.3 MiB"; "0 B" for less than half a byte.
std::string humanBytes(double bytes);

/// The whole text as a number in C notation; nothing on anything else, infinity and NaN included.
std::optional<double> parseNumber(std::string_view text);
std::optional<std::int64_t> parseInteger(std::string_view text);

/// The shortest text that reads back as the same number; "0.1", "1e+20".
std::string formatNumber(double number);

/// With that many digits after the point: formatFixed(3.14159, 2) is "3.14".
std::string formatFixed(double number, int decimals);

} // namespace bayplan
