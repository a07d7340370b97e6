// SPDX-License-Identifier: Apache-2.0
// A deployment as a Run: the plan's containers in a Docker engine, started in order, watched through the hub.
#pragma once

#include "engine/plan/run.h"
#include "engine/wire/telemetry.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace bayplan {

struct DeployOptions {
    std::string
        engineUrl; ///< "unix:///var/run/docker.sock", "tcp://host:2376"; empty: DOCKER_HOST, else the usual socket
    std::string deployment;     ///< name; empty: the plan's. Prefix of every container, network and volume
    std::string agentBinary;    ///< path of bayplan-agent; empty: beside the running program, then ../libexec/bayplan
    std::string documentFolder; ///< relative bind mounts start here
    std::string documentPath;   ///< shown by Compose tools as the source; may be empty
    bool standIns = false;      ///< synthetic services for images that the engine does not have
    bool pull = true;           ///< else images that the engine does not have are pulled, before anything is made
    bool traces = false;        ///< each elector keeps its steps in the file "trace" beside its durable state
    bool systemFolders = false; ///< consent to binds of the engine's socket and of system folders; else they block
    bool runFaults = true;      ///< carry out the faults of the plan at their times, once all are ready
    bool isChange = false;      ///< of what runs already, and is shown as running from the first snapshot on
    std::int64_t clockZero = 0; ///< Unix time in nanoseconds that the run's clock counts from; 0: when all are ready
    std::map<std::string, std::uint32_t> restartsBefore; ///< by instance, counted by who watched it until now
    bool recallsHistory = false;                         ///< adoption: what the hub still has since then is shown first
};

struct EngineInfo {
    std::string name;       ///< "Docker", "Podman"
    std::string version;    ///< "20.10.24"
    std::string apiVersion; ///< the one that will be spoken
    std::string url;
};

/// Asks with a time-out of 3 s, or 15 s when it is on another machine. Errors: NotReachable (the advice says how to get
/// an engine), Unsupported.
Result<EngineInfo> findEngine(const std::string &engineUrl);

/// What a deploy would do, without doing it.
struct DeployStep {
    enum class Kind { Add, Change, Keep, Remove };
    Kind kind = Kind::Add;
    std::string resource; ///< "container sharded-cache-web-0-app"
    std::string reason;   ///< for Change and Remove
};
/// One thing that was looked at before anything is done.
struct DeployCheck {
    enum class Topic { Engine, Images, Ports, Names, Limits, SystemFolders, Other };
    enum class State { Good, Warning, Blocked };
    Topic topic = Topic::Other;
    State state = State::Good;
    Phrase message;      ///< "5 images are there"
    Phrase advice;       ///< what to do; empty when it is good
    std::string element; ///< of the drawing, that it is about; may be empty
};
struct DeployPreview {
    std::vector<DeployStep> steps;
    std::vector<DeployCheck> checks;        ///< every topic at least once; the blockers are among them
    std::vector<Error> blockers;            ///< images missing, ports taken, names of others
    std::vector<std::string> missingImages; ///< to be pulled, or in the way; what stand-ins would replace
};
Result<DeployPreview> previewDeployment(const Plan &plan, const DeployOptions &options);

/// Nothing happens until start(): then diff, act, observe. stop() takes everything down. While it is Starting, it gives
/// up what is on its way: where nothing of the deployment was there before, nothing is left, and the run is Finished;
/// else all is again as it was, and the run has Failed, its error being Interrupted. What has become ready meanwhile
/// stays.
std::unique_ptr<Run> makeDeploymentRun(Plan plan, const DeployOptions &options);

/// A running deployment as it is found in the engine, by its labels.
struct FoundContainer {
    std::string instance, pod, containerName, id, state, health, image; ///< state: "running", "exited"...
    int exitCode = 0;
};
/// The plan as text without how long it is run or measured, which changes nothing of what runs.
std::string deployedText(const Plan &plan);

struct FoundDeployment {
    std::string name;
    std::string planText; ///< deployedText() of the plan that was deployed: to see drift
    std::vector<FoundContainer> containers;
};
Result<std::vector<FoundDeployment>> findDeployments(const std::string &engineUrl);

/// Removes all that carries the deployment's label and proves it by listing again. 404 counts as done.
/// Result: number of resources removed.
Result<std::size_t> takeDown(const std::string &engineUrl, const std::string &deployment, bool withVolumes,
                             const std::function<void(const Progress &)> &progress);

/// Watches a deployment made earlier, by this or another program: the same views again.
std::unique_ptr<Run> adoptDeployment(Plan plan, const DeployOptions &options);

/// The newest report of every agent, gathered for at most that long: what `status` shows of leaders and queues. Empty
/// when the deployment has no hub that answers.
Result<std::vector<Telemetry>> sampleTelemetry(const std::string &engineUrl, const std::string &deployment,
                                               Duration atMost);

/// What the deployment's running containers take, by instance, over a second.
Result<std::map<std::string, ContainerUsage>> measureUsage(const std::string &engineUrl, const std::string &deployment);

/// A fault given by hand to a deployment that no run of this program watches. Waits for its length and undoes it;
/// `goOn` false undoes it at once. Errors: NotFound, Unsupported, the engine's.
Result<void> injectFault(const std::string &engineUrl, const std::string &deployment, const Injection &injection,
                         const std::function<bool()> &goOn);

/// Standard output and error of containers, line by line, merged by their times. `follow` goes on, past restarts and
/// with containers that join, until nothing of the deployment is left. It ends before when `line` returns false, which
/// is asked now and then with a line without an instance. An empty list of instances is all; a pod's name stands for
/// its containers. Errors: NotFound, Failed, the engine's; of what passes by itself while it is followed, an engine
/// that is away, `trouble` is told once.
struct LogLine {
    std::string instance;
    bool isError = false;
    std::string timestamp; ///< RFC 3339
    std::string text;
    std::int64_t unixNanoseconds = 0; ///< the timestamp again
    std::uint64_t cutBytes = 0;       ///< what a line of more than 1 MiB lost at its end
};
Result<void> readLogs(const std::string &engineUrl, const std::string &deployment,
                      const std::vector<std::string> &instances, bool follow, int tail,
                      const std::function<bool(const LogLine &)> &line,
                      const std::function<void(const Error &)> &trouble = {});

} // namespace bayplan
