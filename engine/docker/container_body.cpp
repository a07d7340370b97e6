// SPDX-License-Identifier: Apache-2.0
#include "engine/docker/container_body.h"

#include "engine/base/host_path.h"
#include "engine/base/sha256.h"
#include "engine/docker/agent_image.h"
#include "engine/docker/agent_start.h"
#include "engine/plan/stand_ins.h"
#include "engine/wire/agent_config.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace bayplan {

namespace {

using nlohmann::json;

constexpr std::int64_t agentMemoryBytes = 64LL << 20;
constexpr std::int64_t bufferingMemoryBytes = 160LL << 20; ///< for those that hold tasks or lines for others
constexpr int agentPids = 64;
constexpr int sharesOfOne = 1024; ///< of the processor, as the kernel counts them

/// An engine that starts after it was killed ends what still runs. By the other policies that stays down: it was
/// stopped (unless-stopped), and in good order (on-failure).
constexpr const char *restartPolicy = "always";

constexpr const char *sourceFolderLabel = "com.docker.compose.project.working_dir";
constexpr const char *sourceFileLabel = "com.docker.compose.project.config_files";

std::int64_t memoryOf(const InstancePlan &instance)
{
    if (instance.memoryBytes > 0)
        return instance.memoryBytes;
    const bool buffers = instance.agentRole == "logsaver" || instance.agentRole == "queue";
    return buffers ? bufferingMemoryBytes : agentMemoryBytes;
}

json labels(const BodyContext &context, const std::string &service)
{
    const SpecInput &input = context.input;
    json value;
    value[label::deployment] = input.deployment;
    value["com.docker.compose.project"] = input.deployment;
    value["com.docker.compose.service"] = service;
    value["com.docker.compose.container-number"] = "1";
    value["com.docker.compose.oneoff"] = "False";
    value["com.docker.compose.version"] = "2.40.3";
    value[sourceFolderLabel] = input.documentFolder;
    value[sourceFileLabel] = input.documentPath;
    return value;
}

json instanceLabels(const BodyContext &context, const InstancePlan &instance)
{
    std::string service = instance.name;
    std::ranges::replace(service, '/', '-');
    json value = labels(context, service);
    value[label::instance] = instance.name;
    value[label::pod] = context.plan.pods[instance.pod].name;
    value[label::node] = instance.element;
    value[label::role] = instance.agentRole.empty() ? "user" : instance.agentRole;
    return value;
}

json logging(const char *size, const char *files)
{
    json value;
    value["Type"] = "json-file";
    value["Config"]["max-size"] = size;
    value["Config"]["max-file"] = files;
    return value;
}

/// What containers of ours never have (PATTERNS 8): root, a writable image, capabilities, new privileges, the whole
/// machine.
void harden(json &body, std::int64_t memoryBytes)
{
    body["User"] = std::to_string(agentUser) + ":" + std::to_string(agentUser);
    body["StopSignal"] = "SIGTERM";
    body["StopTimeout"] = 3;
    body["Healthcheck"]["Test"] = json::array({"NONE"});
    json &host = body["HostConfig"];
    host["ReadonlyRootfs"] = true;
    host["CapDrop"] = json::array({"ALL"});
    host["SecurityOpt"] = json::array({"no-new-privileges:true"});
    host["Tmpfs"]["/tmp"] = "size=4m,mode=1777";
    host["Memory"] = memoryBytes;
    host["CpuShares"] = sharesOfOne;
    host["PidsLimit"] = agentPids;
    host["RestartPolicy"]["Name"] = restartPolicy;
    host["LogConfig"] = logging("1m", "2");
}

void limitCpus(json &body, const InstancePlan &instance)
{
    if (instance.cpus > 0)
        body["HostConfig"]["NanoCpus"] = static_cast<std::int64_t>(std::llround(instance.cpus * 1e9));
    if (instance.cpuWeight != 1)
        body["HostConfig"]["CpuShares"] = static_cast<std::int64_t>(std::llround(instance.cpuWeight * sharesOfOne));
}

void joinNetwork(json &body, const std::string &network, const std::vector<std::string> &aliases)
{
    body["HostConfig"]["NetworkMode"] = network;
    body["NetworkingConfig"]["EndpointsConfig"][network]["Aliases"] = aliases;
}

std::string agentVariable(const AgentConfig &config)
{
    return "BAYPLAN_AGENT=" + writeAgentConfig(config);
}

AgentConfig deployedConfigOf(const BodyContext &context, const InstancePlan &instance)
{
    AgentConfig config = agentConfigOf(instance);
    config.hub = {hubHost, hubPort};
    const bool isElector = std::holds_alternative<ElectionConfig>(config.machine.behaviour);
    if (context.input.traces && isElector && !config.stateDir.empty())
        config.traceFile = config.stateDir + "/trace";
    return config;
}

json mounts(const BodyContext &context, const InstancePlan &instance)
{
    json list = json::array();
    for (const MountPlan &mount : instance.mounts) {
        const auto volume = std::ranges::find(context.plan.volumes, mount.volume, &VolumePlan::name);
        const bool isBind = volume != context.plan.volumes.end() && !volume->hostPath.empty();
        const std::string source = isBind ? normalHostPath(volume->hostPath, context.input.documentFolder)
                                          : volumeName(context.input.deployment, mount.volume);
        json entry;
        entry["Type"] = isBind ? "bind" : "volume";
        entry["Source"] = source;
        entry["Target"] = mount.path;
        entry["ReadOnly"] = mount.readOnly;
        list.push_back(std::move(entry));
    }
    return list;
}

void publish(json &body, const BodyContext &context, const PodPlan &pod)
{
    for (const InstanceIndex index : pod.instances)
        for (const PublishPlan &each : context.plan.instances[index].publish) {
            const std::string port = std::to_string(each.port) + "/" + each.protocol;
            body["ExposedPorts"][port] = json::object();
            json binding;
            binding["HostIp"] = each.hostIp;
            binding["HostPort"] = each.hostPort == 0 ? std::string() : std::to_string(each.hostPort);
            body["HostConfig"]["PortBindings"][port].push_back(std::move(binding));
        }
}

/// The user's own image, as it says itself but for what the drawing says.
void describeUser(json &body, const InstancePlan &instance)
{
    if (!instance.command.empty())
        body["Cmd"] = instance.command;
    if (!instance.entrypoint.empty())
        body["Entrypoint"] = instance.entrypoint;
    if (!instance.user.empty())
        body["User"] = instance.user;
    if (!instance.workingDir.empty())
        body["WorkingDir"] = instance.workingDir;
    body["Env"] = instance.environment;
    json &host = body["HostConfig"];
    if (instance.memoryBytes > 0)
        host["Memory"] = instance.memoryBytes;
    host["RestartPolicy"]["Name"] = restartPolicy;
    host["LogConfig"] = logging("10m", "3");
}

} // namespace

std::string volumeName(const std::string &deployment, const std::string &volume)
{
    std::string name = deployment + "_" + volume;
    std::ranges::replace(name, '/', '-');
    return name;
}

std::string hubBody(const BodyContext &context)
{
    AgentConfig config;
    config.role = "hub";
    config.instance = hubInstance;
    config.port = hubPort;
    json body;
    body["Image"] = context.input.agentImage;
    body["Hostname"] = hubHost;
    body["Env"] = json::array({agentVariable(config)});
    body["OpenStdin"] = true;
    body["StdinOnce"] = false;
    body["Labels"] = labels(context, "bayplan-hub");
    body["Labels"][label::instance] = hubInstance;
    body["Labels"][label::role] = "hub";
    harden(body, bufferingMemoryBytes);
    // Whoever is attached reads what the hub says; a file of it would only grow.
    body["HostConfig"]["LogConfig"] = {{"Type", "none"}};
    joinNetwork(body, context.networkName, {hubHost});
    return body.dump();
}

std::string ownerBody(const BodyContext &context, const PodPlan &pod)
{
    const InstancePlan &instance = context.plan.instances[pod.instances.front()];
    json body;
    body["Image"] = context.input.agentImage;
    body["Hostname"] = pod.name;
    body["Env"] = json::array({agentVariable(deployedConfigOf(context, instance))});
    body["Labels"] = instanceLabels(context, instance);
    body["Labels"][label::aliases] = json(pod.aliases).dump();
    harden(body, memoryOf(instance));
    joinNetwork(body, context.networkName, pod.aliases);
    publish(body, context, pod);
    return body.dump();
}

std::string memberBody(const BodyContext &context, const InstancePlan &instance)
{
    json body;
    body["Image"] = instance.image.empty() ? context.input.agentImage : instance.image;
    body["Labels"] = instanceLabels(context, instance);
    if (instance.image.empty())
        harden(body, memoryOf(instance));
    else
        describeUser(body, instance);
    if (instance.role == Role::Agent)
        body["Env"].push_back(agentVariable(deployedConfigOf(context, instance)));
    if (isGuest(instance)) {
        body["Entrypoint"] = json::array({std::string("/") + guestProgram});
        body["Cmd"] = json::array();
        body["Labels"][label::agent] = context.input.agentImage; // another program is another container
    }
    limitCpus(body, instance);
    body["StopTimeout"] = std::chrono::ceil<std::chrono::seconds>(instance.stopGrace).count();
    body["HostConfig"]["NetworkMode"] = "container:" + context.ownerPlaceholder;
    if (json list = mounts(context, instance); !list.empty())
        body["HostConfig"]["Mounts"] = std::move(list);
    return body.dump();
}

std::string volumeBody(const std::string &deployment, const std::string &name, const VolumePlan &volume, bool keepsData)
{
    json body;
    body["Name"] = name;
    body["Labels"][keepsData ? label::dataOf : label::deployment] = deployment;
    body["Labels"][label::volume] = volume.name;
    body["Labels"][label::node] = volume.element;
    body["Labels"]["com.docker.compose.project"] = deployment;
    body["Labels"]["com.docker.compose.volume"] = volume.name;
    return body.dump();
}

VolumeSpec dataNoteSpec(const std::string &deployment, const std::string &volume)
{
    VolumeSpec note;
    note.name = volume + ".bayplan-data";
    json body;
    body["Name"] = note.name;
    body["Labels"][label::dataOf] = deployment;
    body["Labels"][label::dataIn] = volume;
    note.body = body.dump();
    return note;
}

VolumeSpec planNoteSpec(const SpecInput &input, std::int64_t number)
{
    VolumeSpec note;
    note.name = volumeName(input.deployment, number % 2 == 0 ? "bayplan-plan" : "bayplan-plan-2");
    json body;
    body["Name"] = note.name;
    body["Labels"][label::deployment] = input.deployment;
    body["Labels"][label::plan] = input.planText;
    body["Labels"][label::planNumber] = std::to_string(number);
    body["Labels"]["com.docker.compose.project"] = input.deployment;
    body["Labels"]["com.docker.compose.volume"] = "bayplan-plan";
    note.body = body.dump();
    return note;
}

std::string volumeOpenerBody(const std::string &deployment, const std::string &agentImage, const std::string &volume)
{
    json mount;
    mount["Type"] = "volume";
    mount["Source"] = volume;
    mount["Target"] = "/data";
    json body;
    body["Image"] = agentImage;
    body["Labels"][label::deployment] = deployment;
    body["Labels"][label::role] = "opener";
    body["HostConfig"]["NetworkMode"] = "none";
    body["HostConfig"]["Mounts"] = json::array({mount});
    return body.dump();
}

std::string networkBody(const DeploymentSpec &spec, const std::string &subnet)
{
    json body;
    body["Name"] = spec.networkName;
    body["Driver"] = "bridge";
    body["CheckDuplicate"] = true;
    body["Labels"] = spec.networkLabels;
    json range;
    range["Subnet"] = subnet;
    body["IPAM"]["Config"] = json::array({range});
    return body.dump();
}

std::string specHash(const std::string &body)
{
    json value = json::parse(body);
    for (const char *source : {sourceFolderLabel, sourceFileLabel})
        value["Labels"].erase(source);
    return sha256Hex(value.dump()).substr(0, 16);
}

std::string withHash(const std::string &body, const std::string &hash)
{
    json value = json::parse(body);
    value["Labels"][label::specHash] = hash;
    value["Labels"]["com.docker.compose.config-hash"] = hash;
    return value.dump();
}

} // namespace bayplan
