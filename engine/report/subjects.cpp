// SPDX-License-Identifier: Apache-2.0
#include "engine/report/subjects.h"

#include <map>

namespace bayplan {

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
            subjects.containers.push_back({instance.element, drawnNameOf(plan, instance), {}});
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
