// SPDX-License-Identifier: Apache-2.0
#include "engine/report/subjects.h"

#include <algorithm>
#include <map>

namespace bayplan {

std::string podNameOf(const Plan &plan, std::uint32_t pod)
{
    const PodPlan &one = plan.pods[pod];
    const auto siblings = std::ranges::count_if(
        plan.pods, [&](const PodPlan &other) { return !other.isFront && other.element == one.element; });
    const std::string suffix = '-' + std::to_string(one.replica);
    if (siblings > 1 && !one.isFront && one.name.ends_with(suffix))
        return one.name.substr(0, one.name.size() - suffix.size());
    return one.name;
}

Subjects subjectsOf(const Plan &plan)
{
    Subjects subjects;
    std::map<std::string, std::size_t> linkOf;
    for (const LinkPlan &link : plan.links) {
        linkOf.emplace(link.id, subjects.links.size());
        subjects.links.push_back({link.id, link.text, {}});
    }
    std::map<std::string, std::size_t> containerOf;
    for (InstanceIndex index = 0; index < plan.instances.size(); ++index) {
        const InstancePlan &instance = plan.instances[index];
        for (std::uint32_t peer = 0; peer < instance.peers.size(); ++peer) {
            const auto link = linkOf.find(instance.peers[peer].link);
            if (link != linkOf.end())
                subjects.links[link->second].peers.emplace_back(index, peer);
        }
        if (instance.element.empty() || !instance.machine)
            continue;
        const auto [entry, isNew] = containerOf.try_emplace(instance.element, subjects.containers.size());
        if (isNew)
            subjects.containers.push_back(
                {instance.element,
                 podNameOf(plan, instance.pod) +
                     instance.name.substr(std::min(instance.name.find('/'), instance.name.size())),
                 {}});
        subjects.containers[entry->second].instances.push_back(index);
    }
    for (const ContainerSubject &container : subjects.containers) {
        const auto &machine = plan.instances[container.instances.front()].machine;
        if (std::holds_alternative<QueueConfig>(machine->behaviour))
            subjects.queues.push_back(container);
    }
    return subjects;
}

} // namespace bayplan
