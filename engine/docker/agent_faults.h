// SPDX-License-Identifier: Apache-2.0
// Faults of the scenario that the agents of a deployment carry out themselves: on links, disks, clocks, processors and
// loads. They are told through the hub, again and again while a fault lasts, and end it by themselves when they no
// longer are: whatever becomes of this program.
#pragma once

#include "engine/docker/fault_injector.h"
#include "engine/plan/plan.h"
#include "engine/wire/agent_fault.h"

#include <string>
#include <vector>

namespace bayplan {

/// What one container's agent is told.
struct ToldFault {
    std::string instance;
    AgentFault fault;
};

/// True when it is the agents' and not the engine's to carry out.
bool isOfAgents(const FaultPlan &fault);

/// One for each container that it hits. Errors: Unsupported for what no agent can bring about.
Result<std::vector<ToldFault>> toldFaultsOf(const Plan &plan, const FaultPlan &fault);

/// Waits for its length, or until it is to end, and ends it. Errors: NotFound when a container has no agent that
/// answers (as one that runs the user's own image), NotReachable without a hub.
Task<Result<void>> holdFault(FaultContext context, std::vector<ToldFault> faults, Duration length);

} // namespace bayplan
