// SPDX-License-Identifier: Apache-2.0
// From an instance of the plan to what its agent is told: the same in a deployment and in exported manifests.
#pragma once

#include "engine/plan/plan.h"
#include "engine/wire/agent_config.h"

namespace bayplan {

/// Without a hub; a deployment adds its own.
AgentConfig agentConfigOf(const InstancePlan &instance);

} // namespace bayplan
