// SPDX-License-Identifier: Apache-2.0
#include "engine/base/units.h"
#include "engine/model/catalog.h"
#include "engine/model/entries.h"
#include "engine/model/validate.h"
#include "engine/plan/behaviour.h"
#include "engine/plan/lowering.h"
#include "engine/plan/main_ports.h"

#include <algorithm>
#include <array>

namespace bayplan {
namespace {

PublishPlan publishOf(const PublishEntry &entry)
{
    PublishPlan plan{.hostPort = entry.hostPort, .port = entry.port, .protocol = entry.protocol};
    if (!entry.hostIp.empty())
        plan.hostIp = entry.hostIp;
    return plan;
}

/// Whether several pods mount the volume of that name.
bool mountedByMany(const Topology &topology, const std::string &volume)
{
    std::set<ElementId> pods;
    for (const auto &[id, container] : topology.containers) {
        const KindInfo *kind = findKind(container.kind);
        if (findParam(*kind, "mounts") == nullptr)
            continue;
        for (const std::string &mount : paramsOf(container).list("mounts")) {
            if (mount.substr(0, mount.find(':')) == volume)
                pods.insert(container.pod);
        }
    }
    return pods.size() > 1;
}

BalancePolicy balanceOf(const Pod &pod)
{
    const std::string text = paramsOf(pod).text("balance");
    return text == "least-in-flight" ? BalancePolicy::LeastInFlight
           : text == "two-choices"   ? BalancePolicy::TwoChoices
                                     : BalancePolicy::RoundRobin;
}

/// Engines refuse names of one character (NOTES), and names of containers are made from it and two more.
std::string projectName(const std::string &title)
{
    const std::string name = toDnsLabel(title, "", 40);
    return name.size() < 2 ? "bayplan" + name : name;
}

} // namespace

Result<Plan> lower(const Topology &topology)
{
    for (const Problem &problem : validate(topology)) {
        if (problem.severity == Severity::Error)
            return fail(ErrorCode::InvalidInput, Told{problem.sentence, problem.advice},
                        {.pointer = pointerOf(topology, problem.element, problem.param)});
    }
    return Lowering(topology).run();
}

Plan Lowering::run()
{
    readSettings();
    for (const auto &[id, pod] : m_topology.pods)
        addPod(pod);
    for (const auto &[id, pod] : m_topology.pods) {
        if (needsFront(pod))
            addFront(pod);
    }
    for (const auto &[id, link] : m_topology.links)
        addLink(link);
    for (const auto &[container, front] : m_fronts)
        addFrontPeers(front);
    addElections();
    addStartOrder();
    for (const auto &[id, fault] : m_topology.faults)
        m_plan.faults.push_back(lowerFault(m_plan, fault));
    std::ranges::stable_sort(m_plan.faults, {}, &FaultPlan::at);
    for (const auto &[id, assertion] : m_topology.assertions) {
        m_plan.assertionIds.push_back(id);
        m_plan.assertions.push_back(assertion.text);
    }
    addKeys();
    finishMachines();
    return std::move(m_plan);
}

void Lowering::readSettings()
{
    const ParamReader params = paramsOf(m_topology);
    m_plan.title = params.text("name");
    m_plan.name = projectName(m_plan.title);
    m_plan.duration = params.duration("duration");
    m_plan.warmUp = std::min(params.duration("warmUp"), m_plan.duration);
    m_plan.pauseAt = params.duration("pauseAt");
    m_plan.seed = static_cast<std::uint64_t>(params.integer("seed"));
    m_hostCpus = params.number("hostCpus");
}

std::uint32_t Lowering::addPodInstance(PodPlan pod)
{
    const auto index = static_cast<std::uint32_t>(m_plan.pods.size());
    m_plan.pods.push_back(std::move(pod));
    InstancePlan pause;
    pause.name = m_plan.pods[index].name + "/pause";
    pause.role = Role::Pause;
    pause.agentRole = "pause";
    pause.memoryBytes = 32 << 20;
    pause.controlPort = pauseControlPort;
    addInstance(index, std::move(pause));
    return index;
}

InstanceIndex Lowering::addInstance(std::uint32_t pod, InstancePlan instance)
{
    const auto index = static_cast<InstanceIndex>(m_plan.instances.size());
    instance.pod = pod;
    if (instance.role != Role::Pause)
        instance.controlPort = static_cast<std::uint16_t>(pauseControlPort + m_plan.pods[pod].instances.size());
    m_plan.pods[pod].instances.push_back(index);
    m_plan.instances.push_back(std::move(instance));
    return index;
}

bool Lowering::needsFront(const Pod &pod) const
{
    return plannedReplicas(pod) > 1 &&
           std::ranges::any_of(containersOf(m_topology, pod.id),
                               [&](const Container *container) { return isReachedThroughFront(*container); });
}

bool Lowering::isReachedThroughFront(const Container &container) const
{
    const KindInfo *kind = findKind(container.kind);
    if (findParam(*kind, "publish") != nullptr && !paramsOf(container).list("publish").empty())
        return true;
    return std::ranges::any_of(m_topology.links, [&](const auto &entry) {
        const Link &link = entry.second;
        const Container &caller = m_topology.containers.at(link.from.container);
        return link.to.container == container.id && caller.pod != container.pod && !reachesReplicas(caller);
    });
}

void Lowering::addPod(const Pod &pod)
{
    const auto started = static_cast<std::uint32_t>(paramsOf(pod).integer("replicas"));
    const auto replicas = static_cast<std::uint32_t>(plannedReplicas(pod));
    const bool fronted = needsFront(pod);
    for (std::uint32_t replica = 0; replica < replicas; ++replica) {
        PodPlan plan;
        plan.name = replicas == 1 ? pod.name : pod.name + '-' + std::to_string(replica);
        plan.drawn = pod.name;
        plan.element = pod.id;
        plan.replica = replica;
        plan.isSpare = replica >= started;
        plan.host = hostOf(pod, replica);
        plan.aliases.push_back(plan.name);
        if (replicas > 1 && !fronted)
            plan.aliases.push_back(pod.name);
        const std::uint32_t index = addPodInstance(std::move(plan));
        for (const Container *container : containersOf(m_topology, pod.id))
            addContainer(pod, *container, index);
    }
}

/// Nothing unless processors are modelled.
std::optional<std::uint32_t> Lowering::hostOf(const Pod &pod, std::uint32_t replica)
{
    if (m_hostCpus <= 0)
        return std::nullopt;
    const std::vector<std::string> names = paramsOf(pod).list("hosts");
    const std::string name = names.empty() ? std::string(commonHost) : names[replica % names.size()];
    auto found = std::ranges::find(m_plan.hosts, name, &HostPlan::name);
    if (found == m_plan.hosts.end())
        found = m_plan.hosts.insert(found, {name, m_hostCpus});
    return static_cast<std::uint32_t>(found - m_plan.hosts.begin());
}

const std::map<ElementId, std::uint16_t> &Lowering::portsOf(const ElementId &pod)
{
    const auto [entry, isNew] = m_ports.try_emplace(pod);
    if (isNew)
        entry->second = mainPorts(containersOf(m_topology, pod));
    return entry->second;
}

void Lowering::addContainer(const Pod &pod, const Container &container, std::uint32_t podIndex)
{
    const ParamReader params = paramsOf(container);
    const KindInfo &kind = *findKind(container.kind);
    InstancePlan instance;
    instance.name = m_plan.pods[podIndex].name + '/' + container.name;
    instance.element = container.id;
    instance.agentRole = agentRoleOf(container);
    instance.memoryBytes = params.bytes("memoryLimit");
    instance.cpus = params.number("cpuLimit");
    instance.cpuWeight = params.number("cpuWeight");
    instance.stopGrace = paramsOf(pod).duration("stopGrace");
    if (const auto &ports = portsOf(pod.id); ports.contains(container.id))
        instance.port = ports.at(container.id);
    fillUserFields(container, instance);
    // A program of ours is never without a limit (PATTERNS 8); a worker in the user's image is the user's.
    if (instance.role == Role::Agent && instance.image.empty() && instance.memoryBytes == 0)
        instance.memoryBytes = agentMemoryBytes;
    addMounts(container, instance, m_plan.pods[podIndex]);
    if (findParam(kind, "logFile") != nullptr)
        instance.logFile = params.text("logFile");
    if (findParam(kind, "logRotate") != nullptr) {
        instance.logRotateBytes = params.bytes("logRotate");
        instance.logKeep = static_cast<std::uint32_t>(params.integer("logKeep"));
    }
    if (container.kind == "log-saver" || (container.kind == "adapter" && params.text("format") == "lines"))
        instance.tailFile = params.text("file");
    instance.machine = MachineConfig{.name = instance.name, .behaviour = behaviourOf(container)};
    const InstanceIndex index = addInstance(podIndex, std::move(instance));
    if (container.kind == "elector" || container.kind == "work-queue" || container.kind == "log-saver")
        addStateVolume(m_plan.instances[index]);
    m_byContainer[container.id].push_back(index);
}

void Lowering::fillUserFields(const Container &container, InstancePlan &instance) const
{
    const KindInfo &kind = *findKind(container.kind);
    const ParamReader params = paramsOf(container);
    const auto textOf = [&](const char *key) { return findParam(kind, key) ? params.text(key) : std::string(); };
    const auto listOf = [&](const char *key) {
        return findParam(kind, key) ? params.list(key) : std::vector<std::string>();
    };
    instance.image = textOf("image");
    instance.role = instance.image.empty() ? Role::Agent : Role::User;
    instance.command = listOf("command");
    instance.entrypoint = listOf("entrypoint");
    instance.environment = listOf("environment");
    instance.user = textOf("user");
    instance.workingDir = textOf("workingDir");
    if (container.kind == "worker" || container.kind == "content-sync" || container.kind == "adapter") {
        // The user's image runs our worker around the user's command (PATTERNS 6), our sync around the image's git, our
        // adapter around the image's health command: an agent in a foreign image.
        instance.role = Role::Agent;
        instance.command.clear();
    }
    for (const std::string &text : listOf("publish"))
        instance.publish.push_back(publishOf(*parsePublish(text))); // validated
}

void Lowering::addMounts(const Container &container, InstancePlan &instance, const PodPlan &pod)
{
    if (findParam(*findKind(container.kind), "mounts") == nullptr)
        return;
    for (const std::string &text : paramsOf(container).list("mounts")) {
        const MountEntry entry = *parseMount(text); // validated
        MountPlan mount{.path = entry.path, .readOnly = entry.readOnly};
        const auto found =
            std::ranges::find(m_topology.volumes, entry.volume, [](const auto &v) { return v.second.name; });
        if (found == m_topology.volumes.end())
            continue;
        const Volume &volume = found->second;
        const ParamReader params = paramsOf(volume);
        const std::string scope = params.text("scope");
        const std::string hostPath = params.text("hostPath");
        const bool shared =
            !hostPath.empty() || scope == "shared" || (scope == "auto" && mountedByMany(m_topology, volume.name));
        mount.volume = shared ? volume.name : pod.name + '-' + volume.name;
        if (std::ranges::find(m_plan.volumes, mount.volume, &VolumePlan::name) == m_plan.volumes.end())
            m_plan.volumes.push_back({.name = mount.volume,
                                      .element = volume.id,
                                      .hostPath = hostPath,
                                      .shared = shared,
                                      .sizeBytes = params.bytes("size")});
        instance.mounts.push_back(std::move(mount));
    }
}

void Lowering::addStateVolume(InstancePlan &instance)
{
    std::string name = instance.name + "-state";
    std::ranges::replace(name, '/', '-');
    m_plan.volumes.push_back({.name = name, .element = instance.element});
    instance.mounts.push_back({.volume = name, .path = std::string(stateFolder)});
    instance.stateDir = stateFolder;
}

void Lowering::addFront(const Pod &pod)
{
    PodPlan plan;
    plan.name = pod.name + "-front";
    plan.drawn = plan.name;
    plan.element = pod.id;
    plan.isFront = true;
    plan.aliases = {pod.name, plan.name};
    const std::uint32_t podIndex = addPodInstance(std::move(plan));
    for (const Container *container : containersOf(m_topology, pod.id)) {
        const std::vector<InstanceIndex> replicas = m_byContainer.at(container->id);
        if (m_plan.instances[replicas.front()].port == 0 || !isReachedThroughFront(*container))
            continue;
        InstancePlan front;
        front.name = m_plan.pods[podIndex].name + '/' + container->name;
        front.agentRole = "front";
        front.memoryBytes = 64 << 20;
        front.port = m_plan.instances[replicas.front()].port;
        front.publish = m_plan.instances[replicas.front()].publish;
        front.machine = MachineConfig{.name = front.name, .behaviour = FrontConfig{.policy = balanceOf(pod)}};
        front.stopGrace = paramsOf(pod).duration("stopGrace");
        for (const InstanceIndex replica : replicas)
            m_plan.instances[replica].publish.clear();
        m_fronts[container->id] = addInstance(podIndex, std::move(front));
    }
}

} // namespace bayplan
