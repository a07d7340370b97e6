// SPDX-License-Identifier: Apache-2.0
#include "engine/model/topology.h"

#include <algorithm>

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

void orderAsCards(std::vector<ElementId> &containers, const std::vector<ElementId> &cards)
{
    std::map<ElementId, std::size_t> places;
    for (const ElementId &card : cards)
        places.emplace(card, places.size());
    const auto placeOf = [&](const ElementId &id) {
        const auto found = places.find(id);
        return found == places.end() ? places.size() : found->second;
    };
    std::stable_sort(containers.begin(), containers.end(),
                     [&](const ElementId &a, const ElementId &b) { return placeOf(a) < placeOf(b); });
}

std::vector<ElementId> cardsOf(const Topology &topology, const ElementId &pod)
{
    std::vector<ElementId> ids;
    for (const Container *container : containersOf(topology, pod))
        ids.push_back(container->id);
    if (const auto found = topology.pods.find(pod); found != topology.pods.end())
        orderAsCards(ids, found->second.cards);
    return ids;
}

} // namespace bayplan
