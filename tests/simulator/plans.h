// SPDX-License-Identifier: GPL-3.0-or-later
// Plans made by hand, for tests that need no document.
#pragma once

#include "engine/plan/plan.h"

#include <string>
#include <utility>

namespace bayplan {

class PlanMaker {
public:
    PlanMaker() { plan.title = "by hand"; }

    /// One pod with one container of that name: "NAME/NAME".
    InstanceIndex add(const std::string &name, BehaviourConfig behaviour)
    {
        PodPlan pod;
        pod.name = name;
        pod.drawn = name;
        pod.element = name + "-pod";
        pod.aliases = {name};
        pod.instances = {static_cast<InstanceIndex>(plan.instances.size())};
        plan.pods.push_back(std::move(pod));
        return addTo(static_cast<std::uint32_t>(plan.pods.size() - 1), name, std::move(behaviour));
    }

    InstanceIndex addTo(std::uint32_t pod, const std::string &name, BehaviourConfig behaviour)
    {
        InstancePlan instance;
        instance.name = plan.pods[pod].name + '/' + name;
        instance.element = name;
        instance.pod = pod;
        instance.machine = MachineConfig{instance.name, 0, {}, std::move(behaviour)};
        plan.instances.push_back(std::move(instance));
        return static_cast<InstanceIndex>(plan.instances.size() - 1);
    }

    /// A link of the drawing. Its latency is 0 unless given.
    PeerId connect(InstanceIndex from, InstanceIndex to, const std::string &id,
                   PeerProtocol protocol = PeerProtocol::Http, LinkQuality quality = {Distribution{}, 0, 0},
                   Duration timeout = std::chrono::hours(1))
    {
        PeerPlan peer;
        peer.link = id;
        peer.instance = to;
        peer.quality = std::move(quality);
        plan.instances[from].peers.push_back(std::move(peer));
        PeerConfig config;
        config.name = plan.instances[to].name;
        config.protocol = protocol;
        config.timeout = timeout;
        plan.instances[from].machine->peers.edit().push_back(std::move(config));
        if (!id.empty())
            plan.links.push_back({id, plan.instances[from].name + " -> " + plan.instances[to].name});
        return static_cast<PeerId>(plan.instances[from].peers.size() - 1);
    }

    void addFault(const std::string &kind, Time at, Duration length, std::vector<InstanceIndex> instances)
    {
        FaultPlan fault;
        fault.id = kind + std::to_string(plan.faults.size());
        fault.kind = kind;
        fault.at = at;
        fault.length = length;
        fault.instances = std::move(instances);
        fault.text = kind + " by test";
        plan.faults.push_back(std::move(fault));
    }

    Plan plan;
};

/// Open arrivals at a station with that many servers and an unbounded queue: M/G/c as Kendall writes it.
inline Plan stationPlan(double ratePerSecond, Distribution serviceTime, std::uint32_t servers)
{
    PlanMaker maker;
    LoadConfig load;
    load.ratePerSecond = ratePerSecond;
    load.maxInFlight = 1'000'000;
    ServiceConfig service;
    service.serviceTime = serviceTime;
    service.concurrency = servers;
    service.queueLimit = 1'000'000;
    const InstanceIndex client = maker.add("client", load);
    const InstanceIndex server = maker.add("server", service);
    maker.connect(client, server, "link");
    maker.plan.duration = std::chrono::seconds(300);
    maker.plan.warmUp = std::chrono::seconds(20);
    return maker.plan;
}

/// That many electors that know each other.
inline Plan electionPlan(std::uint32_t members)
{
    PlanMaker maker;
    for (std::uint32_t i = 0; i < members; ++i) {
        ElectionConfig config;
        const std::string name = "elector-" + std::to_string(i);
        config.member = name + '/' + name;
        config.configuration = 42;
        maker.add(name, config);
    }
    for (InstanceIndex from = 0; from < members; ++from) {
        for (InstanceIndex to = 0; to < members; ++to) {
            if (from != to)
                maker.connect(from, to, "", PeerProtocol::Election, LinkQuality{}, std::chrono::seconds(1));
        }
    }
    maker.plan.duration = std::chrono::seconds(60);
    return maker.plan;
}

} // namespace bayplan
