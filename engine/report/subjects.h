// SPDX-License-Identifier: Apache-2.0
// Whom a report speaks of: links and containers of the drawing, and the instances of the plan behind each.
#pragma once

#include "engine/plan/plan.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace bayplan {

struct LinkSubject {
    std::string id, text;
    std::vector<std::pair<InstanceIndex, std::uint32_t>> peers; ///< (caller, PeerId)
};

struct ContainerSubject {
    std::string id, text; ///< text: "POD/CONTAINER"
    std::vector<InstanceIndex> instances;
};

struct Subjects {
    std::vector<LinkSubject> links;
    std::vector<ContainerSubject> containers;
    std::vector<ContainerSubject> queues;
};

/// In the order of the plan. Containers that have no machine, and fronts, are left out.
Subjects subjectsOf(const Plan &plan);

} // namespace bayplan
