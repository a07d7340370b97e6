// SPDX-License-Identifier: Apache-2.0
// A plan as manifests of other programs. Same plan, same bytes.
#pragma once

#include "engine/manifests/loss.h"
#include "engine/plan/plan.h"

#include <functional>
#include <string>
#include <vector>

namespace bayplan {

struct ExportOptions {
    std::string agentImage = "bayplan/agent:latest"; ///< of every container of ours
    /// The value of BAYPLAN_AGENT for one instance of ours; comes from the wire layer, which this one does not know.
    std::function<std::string(const InstancePlan &)> agentEnvironment;
    /// Kubernetes before 1.29 and `podman kube play` know no native side-cars: put them among the containers.
    bool classicSidecars = false;
};

struct Manifest {
    std::string text;
    std::vector<LossItem> losses;
};

/// For Compose 1.29 and newer. Every pod is a pause service and its members in that service's network. The project's
/// name is not in the file: give it with -p.
Manifest writeCompose(const Plan &plan, const ExportOptions &options);

/// For Kubernetes 1.29 and newer (older ones with classicSidecars).
Manifest writeKubernetes(const Plan &plan, const ExportOptions &options);

} // namespace bayplan
