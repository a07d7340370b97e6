// SPDX-License-Identifier: Apache-2.0
// What is looked at before a deploy beside names and images: ports of this machine, and what the engine's has to give.
#pragma once

#include "engine/docker/engine_calls.h"

#include <set>
#include <string>
#include <vector>

namespace bayplan {

/// Of the engine's machine; 0: not known.
struct EngineResources {
    double cpus = 0; ///< cores
    std::int64_t memoryBytes = 0;
};
Task<Result<EngineResources>> engineResources(EngineClient &engine);

/// Limits that the machine cannot give: one container's are in the way, all together are a warning. One good line when
/// there is nothing to say.
std::vector<DeployCheck> checkLimits(const Plan &plan, const EngineResources &resources);

/// Ports that the drawing publishes and a program of this machine listens on; `own` are the deployment's containers,
/// which may. Says nothing of another machine's.
std::vector<DeployCheck> checkPorts(const Plan &plan, const std::vector<FoundItem> &own, bool isRemote);

/// Volumes that bind the engine's socket or a system folder, by their final paths: in the way without consent, a
/// warning with it.
std::vector<DeployCheck> checkSystemFolders(const Plan &plan, const std::string &documentFolder, bool hasConsent);

/// A line for each topic that has none yet.
void addGoodChecks(std::vector<DeployCheck> &checks, std::size_t images, const std::set<std::string> &missing,
                   const DeployOptions &options);

/// The drawing's element behind an instance's name, a pod's, or an image's; empty for anything else.
std::string elementOf(const Plan &plan, const std::string &resource);

} // namespace bayplan
