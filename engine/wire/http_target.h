// SPDX-License-Identifier: Apache-2.0
// The target of an HTTP request taken apart: segments of the path and values of the query, percent-decoded.
#pragma once

#include "engine/base/result.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace bayplan {

struct HttpTarget {
    std::vector<std::string> path;            ///< "/tasks/7/ack" gives tasks, 7, ack; "/" gives none
    std::map<std::string, std::string> query; ///< the last of equal names; "+" stays a plus
};

/// Refused: no slash at the beginning, a percent sign without two hexadecimal digits, a NUL.
Result<HttpTarget> readHttpTarget(std::string_view target);

/// Everything but letters, digits and "-._~" as %XX.
std::string percentEncoded(std::string_view text);

} // namespace bayplan
