// SPDX-License-Identifier: Apache-2.0
// Dead letters of a deployed queue put back or thrown away: told to its agent through the hub, since no port of the
// host leads to it.
#pragma once

#include "engine/docker/fault_injector.h"
#include "engine/plan/plan.h"

#include <string>
#include <vector>

namespace bayplan {

/// `order` as queue_order.h makes it, to the agents of these instances. Done when they have been told; whether there
/// was such a dead letter stands in their events. Errors: NotReachable without a hub, NotFound when none of them is
/// connected to it.
Task<Result<void>> giveOrder(FaultContext context, FaultPlan order, std::vector<std::string> instances);

} // namespace bayplan
