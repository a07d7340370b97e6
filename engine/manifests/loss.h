// SPDX-License-Identifier: Apache-2.0
// What one format holds and another cannot: never dropped in silence, in either direction.
#pragma once

#include "engine/base/result.h"

#include <string>
#include <vector>

namespace bayplan {

enum class LossSeverity {
    Note,   ///< carried over, but not quite as it stood; or added by us
    Loss,   ///< cannot be expressed, left out
    Danger, ///< could harm the host; left out, and named so that the user decides
};

struct LossItem {
    LossSeverity severity = LossSeverity::Loss;
    Place place;     ///< of the source: line and JSON pointer for an import, the plan's element for an export
    std::string key; ///< "services.web.privileged", "load generator"
    std::string sentence;
};

} // namespace bayplan
