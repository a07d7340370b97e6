// SPDX-License-Identifier: Apache-2.0
// A plan said in the engine's terms: which containers, with which settings, network and volumes a deployment consists
// of.
#pragma once

#include "engine/docker/deployment_run.h"
#include "engine/plan/plan.h"

#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace bayplan {

namespace label {
inline constexpr const char *deployment = "io.bayplan.deployment";
inline constexpr const char *dataOf =
    "io.bayplan.data-of"; ///< volumes with the user's data: they outlive the deployment
inline constexpr const char *dataIn = "io.bayplan.data-in"; ///< on a data note: the volume's name
inline constexpr const char *node = "io.bayplan.node";      ///< id of the topology's element
inline constexpr const char *pod = "io.bayplan.pod";
inline constexpr const char *instance = "io.bayplan.instance";
inline constexpr const char *specHash = "io.bayplan.spec-hash";
inline constexpr const char *plan = "io.bayplan.plan";              ///< toText(Plan), on the plan note
inline constexpr const char *planNumber = "io.bayplan.plan-number"; ///< of the note, from 0: the greatest is in force
inline constexpr const char *role = "io.bayplan.role";
inline constexpr const char *volume = "io.bayplan.volume";
inline constexpr const char *agent = "io.bayplan.agent"; ///< on guests: the agent's image whose program they carry
inline constexpr const char *aliases =
    "io.bayplan.aliases"; ///< a JSON list, on owners: the engine forgets them when it disconnects
} // namespace label

inline constexpr const char *hubInstance = "hub";

struct ContainerSpec {
    enum class Kind { Hub, Owner, Member };

    Kind kind = Kind::Member;
    std::string name;                   ///< in the engine: "shop-web-0-app"
    std::string instance;               ///< "web-0/app"; hubInstance for the hub
    std::string pod;                    ///< empty for the hub
    std::optional<InstanceIndex> index; ///< into the plan; none for the hub
    std::optional<std::size_t> owner;   ///< members: index into DeploymentSpec::containers
    std::string image;
    bool reports = false;                ///< an agent: its telemetry says when it is ready
    bool isGuest = false;                ///< our program is put into the user's image before the first start
    std::string note;                    ///< what the views should say of it: "image missing: stand-in"
    std::string hash;                    ///< of all that the engine is told; equal means nothing to do
    std::vector<std::size_t> startAfter; ///< indices into DeploymentSpec::containers
    std::chrono::seconds stopGrace{10};
    std::string body; ///< for POST /containers/create, but for the owner's id (see createBody)
};

struct VolumeSpec {
    std::string name;       ///< in the engine
    std::string body;       ///< for POST /volumes/create
    bool keepsData = false; ///< the user's own image writes to it: removed only when asked
    bool forAgents = false; ///< must be writable for our user
};

struct DeploymentSpec {
    std::string deployment;
    std::string networkName;
    std::map<std::string, std::string> networkLabels;
    std::vector<VolumeSpec> volumes;
    VolumeSpec planNote; ///< nobody mounts it: its label says what was deployed, and changes without a container
    std::vector<ContainerSpec> containers; ///< the hub first, then pod by pod, each owner before its members
    std::vector<std::size_t> ofInstance;   ///< container of each of the plan's instances
    std::map<std::string, std::vector<std::string>> aliases; ///< of each owner and the hub, by container name
};

struct SpecInput {
    std::string deployment; ///< [a-z0-9][a-z0-9-]*
    std::string agentImage;
    std::set<std::string> missingImages; ///< replaced by stand-ins
    std::string documentFolder;
    std::string documentPath;
    bool traces = false;  ///< of electors
    std::string planText; ///< as drawn, before any variable is put in
};

/// Errors: Unsupported or InvalidInput for what a Docker engine cannot be told.
Result<DeploymentSpec> makeDeploymentSpec(const Plan &plan, const SpecInput &input);

/// The body with the id of the pod's owner in its place.
std::string createBody(const ContainerSpec &container, const std::string &ownerId);

/// What POST /networks/create gets, for a subnet such as "10.213.7.0/24".
std::string networkBody(const DeploymentSpec &spec, const std::string &subnet);

/// Lower case, [a-z0-9-], as a Compose project must be named. Errors: InvalidInput.
Result<std::string> deploymentName(const std::string &wanted, const Plan &plan);

/// A free /24 of 10.213.0.0/16 that overlaps none of the given subnets ("172.17.0.0/16"...); attempt 0 follows the
/// name, so that a deployment tends to get the same one. Nothing when all are taken.
std::optional<std::string> chooseSubnet(const std::string &deployment, const std::vector<std::string> &taken,
                                        unsigned attempt);

} // namespace bayplan
