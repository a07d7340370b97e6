// SPDX-License-Identifier: Apache-2.0
// What an engine has, read from its listings, and how it differs from what is wanted.
#pragma once

#include "engine/docker/deployment_spec.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bayplan {

struct FoundPort {
    std::string address; ///< empty: every one; "0.0.0.0" and "::": every one of their family
    std::uint16_t number = 0;
    std::string protocol; ///< "tcp", "udp"
};

struct FoundItem {
    std::string id;
    std::string name; ///< without the leading slash
    std::string image;
    std::string state;       ///< "running", "exited", "created", "paused", "restarting", "dead"
    std::string status;      ///< in the engine's words: "Up 3 minutes (healthy)", "Exited (137) 2 seconds ago"
    std::string networkMode; ///< "container:ID" for members of a pod
    std::map<std::string, std::string> labels;
    std::vector<FoundPort> hostPorts;  ///< published
    std::vector<std::string> networks; ///< that it is connected to; none for members
    std::vector<std::string> volumes;  ///< named ones, that it mounts

    /// Made of another image than the one that goes by this name now: the name was moved, or somebody made it anew.
    bool isOfAnotherImage(const std::string &wanted) const;
    /// Of the image that holds our agent: where an image of the user's is drawn, a stand-in.
    bool isOfAgentImage() const;
    std::string labelValue(const std::string &key) const;
    /// It publishes the same port by the same protocol, on the same address or one of the two on every address of the
    /// other's family.
    bool isInTheWayOf(const PublishPlan &publish) const;

    /// Of a pod: what holds its network.
    bool isOwner() const;
    /// Of a pod: it lives in the network of the pod's owner.
    bool isMember() const { return networkMode.rfind("container:", 0) == 0; }
};

/// From GET /containers/json.
Result<std::vector<FoundItem>> readContainerList(std::string_view body);

struct FoundNetwork {
    std::string id, name;
    std::map<std::string, std::string> labels;
    std::vector<std::string> subnets;
    std::string created; ///< RFC 3339
};

/// From GET /networks.
Result<std::vector<FoundNetwork>> readNetworkList(std::string_view body);

struct FoundVolume {
    std::string name;
    std::map<std::string, std::string> labels;
};

/// From GET /volumes.
Result<std::vector<FoundVolume>> readVolumeList(std::string_view body);

/// Those that are plan notes of the deployment, oldest first. The last is in force: the others are left of a program
/// that was killed before it had removed them.
std::vector<FoundVolume> planNotesIn(const std::vector<FoundVolume> &volumes, const std::string &deployment);

/// How many notes of the deployment were before it.
std::int64_t numberOfNote(const FoundVolume &note);

/// From GET /containers/{id}/json: what the listing leaves out.
/// 0: none.
struct ContainerLimits {
    std::int64_t nanoCpus = 0;       ///< billionths of a core
    std::int64_t cpuQuotaMicros = 0; ///< of each 100 ms, when it is said so
    std::int64_t memoryBytes = 0;
    std::int64_t memorySwapBytes = 0; ///< with the memory
    bool operator==(const ContainerLimits &) const = default;
};

struct ContainerDetails {
    std::string startedAt; ///< RFC 3339 with nanoseconds: of one engine, so later is greater as text
    std::string networkMode;
    std::string state;
    std::string error;        ///< why the engine could not start it
    std::string health;       ///< empty when the image has no check
    std::string healthOutput; ///< of the last check
    std::uint32_t restarts = 0;
    int exitCode = 0;
    bool isRunning = false, isPaused = false, wasOutOfMemory = false;
    std::map<std::string, std::string> addresses; ///< IPv4 by network
    ContainerLimits limits;
};
Result<ContainerDetails> readContainerDetails(std::string_view body);

/// The exit code in "Exited (137) 2 seconds ago"; 0 when there is none.
int exitCodeIn(std::string_view status);

/// True when the first of two times of readContainerDetails is before the second, whatever number of digits they carry.
bool isEarlier(const std::string &first, const std::string &second);

/// One thing to do to one container.
struct ContainerStep {
    enum class Action { Create, Recreate, Start, Restart, Unpause, Keep, Remove };
    Action action = Action::Create;
    std::optional<std::size_t> wanted; ///< into DeploymentSpec::containers; none for Remove
    std::optional<std::size_t> found;  ///< into the listing; none for Create
    std::string reason;
};

/// The wanted containers in their order, then what has to go. Pods are units: when the owner is made anew its members
/// are too, and when it is started again they are restarted. `found` holds the deployment's own containers only.
std::vector<ContainerStep> diffContainers(const DeploymentSpec &spec, const std::vector<FoundItem> &found);

} // namespace bayplan
