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
    std::size_t number = 0; ///< of the several elections of each member, as in Elector::election()
};

/// What a member shows of one of its elections; null when it shows none.
const ElectionState *electionState(const MachineState &machine, std::size_t number);

/// In the order in which the plan first names them.
std::vector<ElectionGroup> electionsOf(const Plan &plan);

} // namespace bayplan
