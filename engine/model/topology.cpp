// SPDX-License-Identifier: Apache-2.0
#include "engine/model/topology.h"

namespace bayplan {

bool contains(const Topology &topology, const ElementId &id)
{
    return topology.pods.contains(id) || topology.containers.contains(id) || topology.links.contains(id) ||
           topology.volumes.contains(id) || topology.notes.contains(id) || topology.groups.contains(id) ||
           topology.faults.contains(id) || topology.assertions.contains(id);
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
