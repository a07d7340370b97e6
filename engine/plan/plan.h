// SPDX-License-Identifier: Apache-2.0
// What to run: the one lowering of a topology into concrete pods, containers, machines, peers, volumes and ports.
// Simulator, deployers and exporters all read this; nothing downstream reads the topology again.
#pragma once

#include "engine/base/distribution.h"
#include "engine/base/result.h"
#include "engine/model/topology.h"
#include "engine/patterns/config.h"
#include "engine/patterns/lane.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bayplan {

/// Index into Plan::instances.
using InstanceIndex = std::uint32_t;

/// Where a machine's PeerId leads.
struct PeerPlan {
    std::string link; ///< id of the topology's link; empty for links that a pattern makes (elector to elector, front to
                      ///< replica)
    InstanceIndex instance = 0; ///< who answers: the front of a pod with replicas, else the container itself
    std::string host;           ///< DNS name, "localhost" within the pod
    std::uint16_t port = 0;
    LinkQuality quality; ///< localhost: constant 20 us
};

enum class Role {
    Pause, ///< owner of a pod's network namespace; serves its control port
    User,  ///< the user's own image, unless replaced by a stand-in (then its machine is deployed)
    Agent, ///< a machine of ours
};

struct MountPlan {
    std::string volume; ///< Plan::volumes name
    std::string path;
    bool readOnly = false;
};

struct PublishPlan {
    std::string hostIp = "127.0.0.1";
    std::uint16_t hostPort = 0; ///< 0: the engine chooses
    std::uint16_t port = 0;
    std::string protocol = "tcp";
};

struct InstancePlan {
    std::string name;      ///< "web-0/app": pod instance and container; unique
    std::string element;   ///< id of the topology's container; empty for pause and front
    std::uint32_t pod = 0; ///< index into Plan::pods
    Role role = Role::Agent;
    std::string agentRole; ///< "service", "load", "front", "ambassador", "root", "sync", "adapter", "logsaver",
                           ///< "elector", "queue", "worker", "pause"
    std::string image; ///< User only; empty for ours. Local builds: the Compose `build` context is not run, the name is
                       ///< "PROJECT-SERVICE"
    std::vector<std::string> command;
    std::vector<std::string> entrypoint;
    std::vector<std::string> environment; ///< NAME=VALUE, the user's own
    std::string user;
    std::string workingDir;
    std::vector<MountPlan> mounts;
    std::vector<PublishPlan> publish;      ///< on the pod's owner
    std::int64_t memoryBytes = 0;          ///< 0: no limit
    double cpus = 0;                       ///< 0: no limit
    double cpuWeight = 1;                  ///< of its share when the host's cores do not suffice
    std::optional<MachineConfig> machine;  ///< what is simulated, and deployed for Agent and stand-ins; none for Pause
    std::vector<PeerPlan> peers;           ///< same length as machine->peers
    std::uint16_t port = 0;                ///< main port it listens on; 0 is none
    std::uint16_t controlPort = 0;         ///< agents: /healthz, /readyz, /metrics and peer messages; unique in its pod
    std::string logFile;                   ///< where it writes its log lines (a path below one of its mounts), or empty
    std::int64_t logRotateBytes = 0;       ///< the log file is rotated when it is as long; 0: never
    std::uint32_t logKeep = 5;             ///< files that it was rotated to
    std::string tailFile;                  ///< log savers, adapters of log lines: what they read
    std::string stateDir;                  ///< where durable state goes (a path below a mount), or empty
    std::vector<InstanceIndex> startAfter; ///< must be ready first
    Duration stopGrace = std::chrono::seconds(10);
};

struct PodPlan {
    std::string name;    ///< instance: "web-0", or "web" when its pod has no replicas
    std::string drawn;   ///< the drawing's name for all its replicas: "web"; a front's is its name
    std::string element; ///< id of the topology's pod; the front's pod has the id of the pod that it fronts
    std::uint32_t replica = 0;
    bool isFront = false;
    bool isSpare = false;              ///< does not start with the others, but by the fault "replicate"; simulated only
    std::optional<std::uint32_t> host; ///< index into Plan::hosts; none: its processors are not modelled
    std::vector<std::string> aliases;  ///< DNS names: instance name; the pod's name for the front or the single replica
    std::vector<InstanceIndex> instances; ///< the pause container first
};

struct VolumePlan {
    std::string name; ///< unique; pod-scoped volumes carry the pod instance's name
    std::string element;
    std::string hostPath;       ///< bind mounts only; absolute, or relative to the document's folder
    bool shared = false;        ///< named in the topology and used by more than one pod instance
    std::int64_t sizeBytes = 0; ///< 0: no limit
};

/// A machine whose processors its pods share; simulated only.
struct HostPlan {
    std::string name;
    double cpus = 1; ///< cores
};

struct FaultPlan {
    std::string id;
    std::string kind; ///< of the catalog, without "fault.": "kill", "restart", "pause", "partition", "cut"...
    Time at{};
    Duration length{0};                                         ///< 0 for kinds that have none
    std::vector<InstanceIndex> instances;                       ///< whom it hits
    std::vector<std::pair<InstanceIndex, std::uint32_t>> peers; ///< traffic of links: (caller, PeerId)
    std::string text;                                           ///< for marks: "kill web-0"

    // partition, cut, degrade
    std::vector<InstanceIndex> others;  ///< at the other end; empty: all in other pods
    bool hitsIn = true, hitsOut = true; ///< messages to the target, from the target
    Duration period{0};                 ///< flapping; 0: there all the time
    double duty = 1;                    ///< of each period
    Trouble trouble;                    ///< degrade

    std::string how;           ///< disk: "full", "slow", "lying"; crash: "before", "torn", "after"; message: "drop"...
    Duration delay{0};         ///< disk: of a slow write; slow: of each step; message: how much later
    std::uint64_t message = 0; ///< message: its number
    std::int64_t ratePpm = 0;  ///< clock: its rate in parts per million
    Duration jump{0};          ///< clock: ahead, at the beginning
    double factor = 1;         ///< load: what the target sends, over what it would

    double cpus = 0;              ///< limits: cores at most; 0: as before
    std::int64_t memoryBytes = 0; ///< limits: at most; 0: as before

    std::uint64_t task = 0; ///< kick, discard (queue_order.h): of a dead letter; 0: all of them
};

struct LinkPlan {
    std::string id;   ///< of the topology
    std::string text; ///< "web/app -> cache-1"
};

struct Plan {
    std::string name; ///< deployment's default name, [a-z0-9-]
    std::string title;
    Duration duration = std::chrono::seconds(60);
    Duration warmUp{0};
    Duration pauseAt{0}; ///< where a simulation that is watched waits; 0: nowhere
    std::uint64_t seed = 1;
    std::vector<HostPlan> hosts; ///< none: processors are not modelled
    std::vector<PodPlan> pods;
    std::vector<InstancePlan> instances;
    std::vector<VolumePlan> volumes;
    std::vector<LinkPlan> links;
    std::vector<FaultPlan> faults; ///< by time
    std::vector<std::string> assertions;
    std::vector<std::string> assertionIds;
};

/// What a deployment or an export is made of: the same drawing without the replicas that only a simulator starts, and
/// without the faults and assertions that are about one of those.
Topology withoutSpares(Topology topology);

/// Deterministic: same topology, same plan. The topology must be valid (validate.h); else the first error comes back.
Result<Plan> lower(const Topology &topology);

/// One fault as the plan has it, for a plan of the fault's own topology; its kind is in the catalog.
FaultPlan lowerFault(const Plan &plan, const Fault &fault);

/// "web/app" for that container in each replica of the pod.
std::string drawnNameOf(const Plan &plan, const InstancePlan &instance);

/// Whom a target names: a pod, one of its instances, a container in all of them or in one; an id comes before a name.
std::vector<InstanceIndex> instancesNamed(const Plan &plan, const std::string &target);

/// Who calls over a link that the target names, by its id or by its ends: (caller, PeerId).
std::vector<std::pair<InstanceIndex, PeerId>> callersOver(const Plan &plan, const std::string &target);

/// A link by its ends, as reports name it: "web/app -> cache/store". Empty when an end is not there.
std::string linkText(const Topology &topology, const Link &link);

/// A whole plan as stable text, one line each: for golden files and `--show-plan`.
std::string toText(const Plan &plan);

} // namespace bayplan
