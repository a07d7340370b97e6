// SPDX-License-Identifier: Apache-2.0
// Times as engines write them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace bayplan {

/// Unix time in nanoseconds of "2026-11-23T00:50:01.5Z" or "...+01:00". Nothing for what is no such time.
std::optional<std::int64_t> unixTimeOf(std::string_view rfc3339);

} // namespace bayplan
