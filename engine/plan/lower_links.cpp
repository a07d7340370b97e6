// SPDX-License-Identifier: Apache-2.0
#include "engine/base/random.h"
#include "engine/model/catalog.h"
#include "engine/plan/behaviour.h"
#include "engine/plan/lowering.h"

#include <algorithm>
#include <functional>

namespace bayplan {
namespace {

const LinkQuality localhostQuality{.latency = Distribution::constant(std::chrono::microseconds(20))};

bool balancesByHash(const BehaviourConfig &behaviour)
{
    const auto *front = std::get_if<FrontConfig>(&behaviour);
    const auto *ambassador = std::get_if<HttpAmbassadorConfig>(&behaviour);
    return (front != nullptr && front->policy == BalancePolicy::Hash) ||
           (ambassador != nullptr && ambassador->policy == BalancePolicy::Hash);
}

bool passesOn(const BehaviourConfig &behaviour)
{
    return std::holds_alternative<FrontConfig>(behaviour) || std::holds_alternative<HttpAmbassadorConfig>(behaviour) ||
           std::holds_alternative<ScatterConfig>(behaviour);
}

LinkQuality qualityOf(const Link &link, bool local)
{
    const ParamReader params = paramsOf(link);
    LinkQuality quality;
    quality.latency =
        local && !link.params.contains("latency") ? localhostQuality.latency : params.distribution("latency");
    quality.loss = params.number("loss");
    quality.bytesPerSecond = static_cast<double>(params.bytes("bandwidth"));
    quality.jitter = params.duration("jitter");
    return quality;
}

} // namespace

std::string linkText(const Topology &topology, const Link &link)
{
    const auto nameOf = [&](const ElementId &id) {
        const auto container = topology.containers.find(id);
        const auto pod =
            container == topology.containers.end() ? topology.pods.end() : topology.pods.find(container->second.pod);
        return pod == topology.pods.end() ? std::string() : pod->second.name + '/' + container->second.name;
    };
    const std::string from = nameOf(link.from.container), to = nameOf(link.to.container);
    return from.empty() || to.empty() ? std::string() : from + " -> " + to;
}

std::vector<InstanceIndex> Lowering::instancesOf(const ElementId &container) const
{
    const auto found = m_byContainer.find(container);
    return found == m_byContainer.end() ? std::vector<InstanceIndex>() : found->second;
}

void Lowering::addLink(const Link &link)
{
    const Container &caller = m_topology.containers.at(link.from.container);
    const Container &callee = m_topology.containers.at(link.to.container);
    m_plan.links.push_back({link.id, linkText(m_topology, link)});
    const std::vector<InstanceIndex> callers = instancesOf(caller.id);
    const std::vector<InstanceIndex> callees = instancesOf(callee.id);
    for (std::size_t i = 0; i < callers.size(); ++i) {
        if (caller.pod == callee.pod) {
            addPeer(callers[i], link, callees[i], true);
        } else if (reachesReplicas(caller)) {
            for (const InstanceIndex server : callees) {
                // A ring has its servers from the beginning: one more would move the keys.
                if (!isSpare(server) || caller.kind != "memcache-ambassador")
                    addPeer(callers[i], link, server, false);
            }
        } else {
            const auto front = m_fronts.find(callee.id);
            addPeer(callers[i], link, front == m_fronts.end() ? callees.front() : front->second, false);
        }
    }
}

void Lowering::addPeer(InstanceIndex caller, const Link &link, InstanceIndex callee, bool local)
{
    const ParamReader params = paramsOf(link);
    const InstancePlan &target = m_plan.instances[callee];
    const PodPlan &targetPod = m_plan.pods[target.pod];
    PeerPlan peer;
    peer.link = link.id;
    peer.instance = callee;
    peer.host = local ? "localhost" : targetPod.isFront ? targetPod.aliases.front() : targetPod.name;
    peer.port = target.port;
    peer.quality = qualityOf(link, local);

    const Container &callerElement = m_topology.containers.at(link.from.container);
    const Container &calleeElement = m_topology.containers.at(link.to.container);
    const std::string &podName = m_topology.pods.at(calleeElement.pod).name;
    PeerConfig config;
    config.name = target.name;
    config.protocol = callerElement.kind == "adapter"     ? PeerProtocol::Metrics
                      : callerElement.kind == "log-saver" ? PeerProtocol::Log
                                                          : protocolOf(calleeElement);
    config.timeout = params.duration("timeout");
    config.callsPerRequest = params.number("callsPerRequest");
    config.serverName = params.text("serverName");
    if (config.serverName.empty() && callerElement.kind == "http-ambassador")
        config.serverName = podName + '/' + calleeElement.name;
    else if (config.serverName.empty())
        config.serverName = peer.port == 11211 ? peer.host : peer.host + ':' + std::to_string(peer.port);
    config.weight = static_cast<int>(params.integer("weight"));

    InstancePlan &from = m_plan.instances[caller];
    if (auto *scatter = std::get_if<ScatterConfig>(&from.machine->behaviour); scatter && link.from.port == "merge")
        scatter->mergePeer = static_cast<PeerId>(from.peers.size());
    // A worker knows its queue as its first peer, whatever the links are called.
    const bool isQueue = callerElement.kind == "worker" && link.from.port == "queue";
    auto &machinePeers = from.machine->peers.edit();
    from.peers.insert(isQueue ? from.peers.begin() : from.peers.end(), std::move(peer));
    machinePeers.insert(isQueue ? machinePeers.begin() : machinePeers.end(), std::move(config));
}

void Lowering::addFrontPeers(InstanceIndex front)
{
    const auto entry = std::ranges::find(m_fronts, front, [](const auto &pair) { return pair.second; });
    const Container &container = m_topology.containers.at(entry->first);
    for (const InstanceIndex replica : instancesOf(container.id)) {
        const InstancePlan &target = m_plan.instances[replica];
        PeerPlan peer;
        peer.instance = replica;
        peer.host = m_plan.pods[target.pod].name;
        peer.port = target.port;
        // The caller's link carries the latency of the way; the front stands beside the caller.
        peer.quality = localhostQuality;
        PeerConfig config;
        config.name = target.name;
        config.protocol = protocolOf(container);
        // The callers' own time-outs end a call sooner. A connection lasts as long as its two sides want it.
        config.timeout = config.protocol == PeerProtocol::Tcp ? Duration(0) : std::chrono::seconds(60);
        m_plan.instances[front].peers.push_back(std::move(peer));
        m_plan.instances[front].machine->peers.edit().push_back(std::move(config));
    }
}

void Lowering::addElections()
{
    std::map<std::string, std::vector<InstanceIndex>> members;
    for (const auto &[id, container] : m_topology.containers) {
        if (container.kind != "elector")
            continue;
        std::string election = paramsOf(container).text("election");
        if (election.empty())
            election = m_topology.pods.at(container.pod).name + '/' + container.name;
        for (const InstanceIndex index : instancesOf(id))
            members[election].push_back(index);
    }
    for (const auto &[election, group] : members) {
        std::string names;
        for (const InstanceIndex index : group)
            names += m_plan.instances[index].name + '\n';
        for (const InstanceIndex index : group) {
            InstancePlan &self = m_plan.instances[index];
            auto &config = std::get<ElectionConfig>(self.machine->behaviour);
            config.election = election;
            config.member = self.name;
            config.configuration = stableHash(names.data(), names.size());
            for (const InstanceIndex other : group) {
                if (other == index)
                    continue;
                const InstancePlan &peer = m_plan.instances[other];
                self.peers.push_back({.instance = other, .host = m_plan.pods[peer.pod].name, .port = peer.controlPort});
                self.machine->peers.edit().push_back({.name = peer.name, .protocol = PeerProtocol::Election});
            }
        }
    }
}

void Lowering::addStartOrder()
{
    // Callees before callers; of a circle, the link that would close it is left out.
    enum class Mark { New, Open, Done };
    std::vector<Mark> marks(m_plan.instances.size(), Mark::New);
    const std::function<void(InstanceIndex)> visit = [&](InstanceIndex index) {
        marks[index] = Mark::Open;
        InstancePlan &instance = m_plan.instances[index];
        std::set<InstanceIndex> after;
        if (instance.role != Role::Pause)
            after.insert(m_plan.pods[instance.pod].instances.front());
        for (std::size_t i = 0; i < instance.peers.size(); ++i) {
            const InstanceIndex callee = instance.peers[i].instance;
            if (std::holds_alternative<ElectionConfig>(instance.machine->behaviour) || callee == index)
                continue;
            if (marks[callee] == Mark::New)
                visit(callee);
            if (marks[callee] == Mark::Done)
                after.insert(callee);
        }
        instance.startAfter.assign(after.begin(), after.end());
        marks[index] = Mark::Done;
    };
    for (InstanceIndex index = 0; index < m_plan.instances.size(); ++index) {
        if (marks[index] == Mark::New)
            visit(index);
    }
}

/// To whom a hash of the request decides who answers, itself or somebody to whom it passes requests on as they are.
void Lowering::addKeys()
{
    std::vector<bool> byKey(m_plan.instances.size());
    const auto isByKey = [&](const PeerPlan &peer) { return byKey[peer.instance]; };
    for (bool isNew = true; isNew;) {
        isNew = false;
        for (InstanceIndex index = 0; index < byKey.size(); ++index) {
            const InstancePlan &instance = m_plan.instances[index];
            const bool found =
                !byKey[index] && instance.machine &&
                (balancesByHash(instance.machine->behaviour) ||
                 (passesOn(instance.machine->behaviour) && std::ranges::any_of(instance.peers, isByKey)));
            byKey[index] = byKey[index] || found;
            isNew = isNew || found;
        }
    }
    for (InstancePlan &instance : m_plan.instances) {
        for (std::size_t peer = 0; peer < instance.peers.size(); ++peer) {
            if (isByKey(instance.peers[peer]) && instance.machine->peers[peer].protocol == PeerProtocol::Http)
                instance.machine->peers.edit()[peer].byKey = true;
        }
    }
}

void Lowering::finishMachines()
{
    for (InstancePlan &instance : m_plan.instances) {
        if (!instance.machine)
            continue;
        instance.machine->seed =
            stableHash(instance.name.data(), instance.name.size()) ^ (m_plan.seed * 0x9e3779b97f4a7c15U);
        instance.machine->runSeed = m_plan.seed;
        const BehaviourConfig &behaviour = instance.machine->behaviour;
        instance.machine->sharesProcessor =
            m_plan.pods[instance.pod].host &&
            (std::holds_alternative<ServiceConfig>(behaviour) || std::holds_alternative<WorkerConfig>(behaviour));
    }
}

} // namespace bayplan
