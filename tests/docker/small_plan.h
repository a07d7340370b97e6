// SPDX-License-Identifier: GPL-3.0-or-later
// A plan made by hand: a caller and two replicas of a service with a sidecar, as small as shows every kind of
// container.
#pragma once

#include "engine/plan/plan.h"

#include <string>

namespace bayplan {

class SmallPlan {
public:
    SmallPlan()
    {
        plan.name = "small";
        plan.title = "Small";
        addPod("web-0", "web");
        addService("app", "nginx:1");
        plan.instances.back().mounts.push_back({"web-0-data", "/srv", false});
        plan.volumes.push_back({"web-0-data", "data-volume", {}, false, 0});
        addPod("client", "client");
        InstancePlan load = instance("client/load", Role::Agent, "load");
        load.machine = MachineConfig{"client/load", 1, {PeerConfig{"web-0/app"}}, LoadConfig{}};
        load.peers.push_back({"client-web", 1, "web-0", 8080, {}});
        load.startAfter = {2, 1};
        add(std::move(load));
        plan.links.push_back({"client-web", "client -> web"});
    }

    void addPod(const std::string &name, const std::string &element)
    {
        PodPlan pod;
        pod.name = name;
        pod.drawn = element;
        pod.element = element;
        pod.aliases = {name};
        plan.pods.push_back(std::move(pod));
        InstancePlan pause = instance(name + "/pause", Role::Pause, "pause");
        pause.controlPort = 9100;
        add(std::move(pause));
    }

    void addService(const std::string &name, const std::string &image)
    {
        const std::string full = plan.pods.back().name + "/" + name;
        InstancePlan service = instance(full, Role::User, "service");
        service.element = plan.pods.back().element + "-" + name;
        service.image = image;
        service.port = 8080;
        service.controlPort = 9101;
        ServiceConfig behaviour;
        behaviour.serviceTime = Distribution::constant(std::chrono::milliseconds(1));
        service.machine = MachineConfig{full, 1, {}, behaviour};
        service.startAfter = {plan.pods.back().instances.front()};
        add(std::move(service));
    }

    Plan plan;

private:
    InstancePlan instance(const std::string &name, Role role, const std::string &agentRole) const
    {
        InstancePlan instance;
        instance.name = name;
        instance.pod = static_cast<std::uint32_t>(plan.pods.size() - 1);
        instance.role = role;
        instance.agentRole = agentRole;
        instance.stopGrace = std::chrono::seconds(2);
        return instance;
    }

    void add(InstancePlan instance)
    {
        plan.pods.back().instances.push_back(static_cast<InstanceIndex>(plan.instances.size()));
        plan.instances.push_back(std::move(instance));
    }
};

} // namespace bayplan
