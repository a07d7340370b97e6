// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/compose_peer.h"

#include "engine/docker/agent_start.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace bayplan {
namespace {

using nlohmann::json;

std::string serviceName(const InstancePlan &instance)
{
    std::string name = instance.name;
    std::ranges::replace(name, '/', '-');
    return name;
}

json serviceOf(const InstancePlan &instance, const std::string &image)
{
    json service;
    service["image"] = image;
    service["environment"] = json::array({"BAYPLAN_AGENT=" + writeAgentConfig(agentConfigOf(instance))});
    service["read_only"] = true;
    service["cap_drop"] = json::array({"ALL"});
    service["security_opt"] = json::array({"no-new-privileges:true"});
    service["tmpfs"] = json::array({"/tmp:size=4m,mode=1777"});
    service["mem_limit"] = "64m";
    service["pids_limit"] = 64;
    service["stop_grace_period"] = "3s";
    service["restart"] = "on-failure:5";
    service["logging"] = {{"driver", "json-file"}, {"options", {{"max-size", "1m"}, {"max-file", "2"}}}};
    return service;
}

json layers(const Plan &plan, const std::string &image, const std::string &interval)
{
    json services;
    for (const InstancePlan &instance : plan.instances) {
        if (instance.role == Role::Pause)
            continue;
        json service = serviceOf(instance, image);
        service["healthcheck"]["test"] = json::array({"CMD", "/agent", "probe", std::to_string(instance.controlPort)});
        service["healthcheck"]["interval"] = interval;
        service["healthcheck"]["retries"] = 100;
        for (const InstanceIndex other : instance.startAfter)
            if (plan.instances[other].role != Role::Pause)
                service["depends_on"][serviceName(plan.instances[other])]["condition"] = "service_healthy";
        services[serviceName(instance)] = std::move(service);
    }
    return services;
}

json pods(const Plan &plan, const std::string &image)
{
    json services;
    for (const PodPlan &pod : plan.pods) {
        const std::string owner = serviceName(plan.instances[pod.instances.front()]);
        for (const InstanceIndex index : pod.instances) {
            json service = serviceOf(plan.instances[index], image);
            if (index != pod.instances.front()) {
                service["network_mode"] = "service:" + owner;
                service["depends_on"] = json::array({owner});
            }
            services[serviceName(plan.instances[index])] = std::move(service);
        }
    }
    return services;
}

} // namespace

ComposePeer::ComposePeer(const Plan &plan, const std::string &image, Shape shape, const std::string &interval)
    : m_program(findPeer("docker-compose"))
{
    json file;
    file["version"] = "2.4";
    file["services"] = shape == Shape::Layers ? layers(plan, image, interval) : pods(plan, image);
    m_file = m_scratch.write("docker-compose.json", file.dump());
}

bool ComposePeer::up() const
{
    return run({"up", "-d"});
}

bool ComposePeer::down() const
{
    return run({"down", "-t", "3"});
}

bool ComposePeer::run(const std::vector<std::string> &arguments) const
{
    std::vector<std::string> command{m_program, "-f", m_file, "-p", "bayplanpeer"};
    command.insert(command.end(), arguments.begin(), arguments.end());
    return ChildProgram(command).wait() == 0;
}

} // namespace bayplan
