// SPDX-License-Identifier: Apache-2.0
// Over which links, and which way, the traffic goes that a fault hits: the same in every engine.
#pragma once

#include "engine/patterns/lane.h"
#include "engine/plan/plan.h"

#include <vector>

namespace bayplan {

/// One way of the link from a caller to one of its peers.
struct LaneId {
    InstanceIndex caller = 0;
    PeerId peer = 0;
    LaneWay way = LaneWay::There;
};

/// In order of caller and peer, behind those that the fault names itself. Within a pod there is none, and none of what
/// the plan does not have. Between two ends that the fault names, a front is one of its replicas' when all are named.
std::vector<LaneId> lanesOf(const Plan &plan, const FaultPlan &fault);

} // namespace bayplan
