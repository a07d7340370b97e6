// SPDX-License-Identifier: Apache-2.0
// Everything that is known before anything is done: what is wanted, what the engine has, what would be done, what
// forbids it.
#pragma once

#include "engine/docker/agent_image.h"
#include "engine/docker/deployment_spec.h"
#include "engine/docker/engine_calls.h"
#include "engine/docker/found_state.h"
#include "engine/docker/hidden_values.h"

#include <string>
#include <vector>

namespace bayplan {

struct Survey {
    AgentImage agentImage;
    bool agentImageLoaded = false;
    std::vector<std::string> imagesToPull;
    DeploymentSpec spec;
    std::string planText;         ///< what the plan note is to say
    std::string noteText;         ///< what it says now; empty when there is none
    std::vector<FoundItem> found; ///< of this deployment
    std::optional<FoundNetwork> network;
    std::vector<std::string> takenSubnets;
    std::vector<FoundVolume> volumes; ///< of this deployment, data volumes included
    std::vector<ContainerStep> steps;
    DeployPreview preview;
    HiddenValues hidden; ///< that were put into the containers

    /// Anything of this deployment: what a deploy that is given up goes back to, instead of to nothing.
    bool isThere() const { return !found.empty() || network || !volumes.empty(); }
};

/// Reads only. Errors: the engine's, the agent's; what forbids the deploy is in preview.blockers.
Task<Result<Survey>> surveyDeployment(EngineClient &engine, const Plan &plan, DeployOptions options);

} // namespace bayplan
