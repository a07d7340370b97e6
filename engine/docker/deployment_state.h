// SPDX-License-Identifier: Apache-2.0
// How a deployment, as the engine holds it now, differs from the drawing: what the drawing has changed since, and what
// somebody has changed in the engine (drift). Cheap enough to be asked every few seconds.
#pragma once

#include "engine/docker/deployment_run.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bayplan {

struct Difference {
    enum class Kind {
        // The drawing has gone on:
        NotDeployed, ///< drawn, and not yet there
        Changed,     ///< there with other settings
        Leaving,     ///< there, and not drawn any more
        // The engine's state has:
        Gone,    ///< was deployed and has been removed
        Stopped, ///< is there and does not run
        Paused,
        CutOff,     ///< not in the deployment's network, or in the network of a pod that is gone
        OtherImage, ///< made of an image that its name does not mean any more
        Extra,      ///< carries the deployment's label, and nobody deployed it
    };
    Kind kind = Kind::Changed; ///< what a fault does to those whom it holds is none
    std::string instance;  ///< "web-1/app"; the engine's name where there is none
    std::string element;   ///< of the drawing: a container, or a pod for what holds its network; empty for the hub
    std::string container; ///< its name in the engine
    std::string detail;    ///< what has changed ("memory: 64MiB -> 80MiB"), the exit code, the image; or empty

    bool isDrift() const { return kind >= Kind::Gone; }
    bool operator==(const Difference &) const = default;
};

/// "web-1/app is gone: removed outside"; English, for a terminal.
std::string toText(const Difference &difference);

struct DeploymentState {
    bool isThere = false;                ///< any container with the deployment's label
    std::size_t containers = 0;          ///< of them
    std::int64_t since = 0;              ///< Unix time in nanoseconds of its first deploy; 0: not known
    std::vector<Difference> differences; ///< in the order of the drawing, then those that have to go
    std::vector<std::string> newLinks;   ///< drawn, and not in what was deployed: ids
    bool usesStandIns = false;           ///< synthetic services run in the place of images
    std::string fingerprint;             ///< equal: the engine's side is as it was

    std::size_t changes() const;
    std::size_t drifts() const;
};

/// `known`: what was found before for the same plan and options; it comes back when the engine's side is as it was.
/// Errors: the engine's, the agent program's, the plan's.
Result<DeploymentState> compareDeployment(const Plan &drawn, const DeployOptions &options,
                                          const std::optional<DeploymentState> &known);

/// Whether a deployment of that name is there, and since when; without differences. One or two questions.
Result<DeploymentState> findDeployment(const std::string &engineUrl, const std::string &deployment);

} // namespace bayplan
