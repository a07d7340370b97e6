// SPDX-License-Identifier: Apache-2.0
#include "engine/model/topology.h"

namespace bayplan {

bool contains(const Topology &topology, const ElementId &id)
{
    return topology.pods.contains(id) || topology.containers.contains(id) || topology.links.contains(id) ||
           topology.volumes.contains(id) || topology.notes.contains(id) || topology.groups.contains(id) ||
           topology.faults.contains(id) || topology.assertions.contains(id);
}

std::set<ElementId> withMembers(const Topology &topology, std::set<ElementId> ids)
{
    std::vector<ElementId> open(ids.begin(), ids.end());
    while (!open.empty()) {
        const auto group = topology.groups.find(open.back());
        open.pop_back();
        for (const ElementId &member :
             group == topology.groups.end() ? std::vector<ElementId>() : group->second.members)
            if (ids.insert(member).second)
                open.push_back(member);
    }
    return ids;
}

std::vector<const Container *> containersOf(const Topology &topology, const ElementId &pod)
{
    std::vector<const Container *> result;
    for (const auto &[id, container] : topology.containers)
        if (container.pod == pod)
            result.push_back(&container);
    return result;
}

} // namespace bayplan
