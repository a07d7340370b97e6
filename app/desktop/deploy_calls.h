// SPDX-License-Identifier: GPL-3.0-or-later
// What the deploy panel asks of an engine; tests put their own answers here.
#pragma once

#include "engine/docker/deployment_run.h"
#include "engine/docker/deployment_state.h"
#include "engine/docker/instance_actions.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace bayplan {

/// Called in background threads.
struct DeployCalls {
    std::function<Result<EngineInfo>(const std::string &url)> find = findEngine;
    std::function<Result<DeployPreview>(const Plan &plan, const DeployOptions &options)> preview = previewDeployment;
    std::function<Result<std::vector<FoundDeployment>>(const std::string &url)> deployments = findDeployments;
    std::function<Result<std::size_t>(const std::string &url, const std::string &name, bool withVolumes)> takeDown =
        [](const std::string &url, const std::string &name, bool withVolumes) {
            return bayplan::takeDown(url, name, withVolumes, [](const Progress &) {});
        };
    std::function<Result<DeploymentState>(const Plan &drawn, const DeployOptions &options,
                                          const std::optional<DeploymentState> &known)>
        compare = compareDeployment;
    std::function<Result<DeploymentState>(const std::string &url, const std::string &name)> isThere = findDeployment;
    std::function<Result<std::vector<std::string>>(const std::string &url, const std::string &name,
                                                   const std::string &target, InstanceAction action)>
        act = actOnInstances;
};

} // namespace bayplan
