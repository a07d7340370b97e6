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

/// In order of caller and peer, behind those that the fault names itself, of which `others` leaves those that lead to or
/// from one of them. Within a pod there is none, and none of what the plan does not have. Where the fault names two
/// ends, a front is at the end where all of its replicas are, else where all of its callers are.
std::vector<LaneId> lanesOf(const Plan &plan, const FaultPlan &fault);

} // namespace bayplan
