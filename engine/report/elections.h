// SPDX-License-Identifier: Apache-2.0
// Who is in which election of a plan.
#pragma once

#include "engine/plan/plan.h"

#include <string>
#include <vector>

namespace bayplan {

struct ElectionGroup {
    std::string name;
    std::vector<InstanceIndex> members;
};

/// In the order in which the plan first names them.
std::vector<ElectionGroup> electionsOf(const Plan &plan);

} // namespace bayplan
