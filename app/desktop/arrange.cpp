// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/arrange.h"

#include "app/desktop/canvas_geometry.h"
#include "app/desktop/layered_layout.h"
#include "engine/base/translatable.h"

#include <algorithm>
#include <map>
#include <vector>

namespace bayplan {

namespace {

std::vector<std::pair<int, int>> linksBetween(const Topology &topology, const std::map<ElementId, int> &indexOf)
{
    const auto podOf = [&](const Endpoint &end) {
        const auto container = topology.containers.find(end.container);
        const auto pod = container == topology.containers.end() ? indexOf.end() : indexOf.find(container->second.pod);
        return pod == indexOf.end() ? -1 : pod->second;
    };
    std::vector<std::pair<int, int>> links;
    for (const auto &[id, link] : topology.links) {
        const int from = podOf(link.from);
        const int to = podOf(link.to);
        if (from >= 0 && to >= 0) {
            links.emplace_back(from, to);
        }
    }
    return links;
}

} // namespace

Edit arrangePods(const Topology &topology, const std::set<ElementId> &ids)
{
    const auto rects = podRects(topology);
    LayoutGraph graph;
    std::vector<const Pod *> pods;
    std::map<ElementId, int> indexOf; // of those that are arranged
    QPointF corner(1e9, 1e9);
    for (const auto &[id, pod] : topology.pods) {
        const bool isArranged = ids.empty() || ids.contains(id);
        const bool isPinned = !isArranged || paramsOf(pod).flag("locked");
        const auto at = toPointF(pod.position);
        if (isArranged) {
            indexOf[id] = int(pods.size());
        }
        if (!isPinned) {
            corner = {std::min(corner.x(), at.x()), std::min(corner.y(), at.y())};
        }
        pods.push_back(&pod);
        graph.nodes.push_back({rects.at(id).size(), at, isPinned});
    }
    graph.links = linksBetween(topology, indexOf);
    const auto places = layeredPlaces(graph, corner);
    Edit edit{QT_TRANSLATE_NOOP("phrase", "Arrange"), {}};
    for (std::size_t i = 0; i < pods.size(); ++i) {
        if (graph.nodes[i].isPinned || toPoint(places[i]) == pods[i]->position) {
            continue;
        }
        Pod moved = *pods[i];
        moved.position = toPoint(places[i]);
        edit.slots.push_back(Slot<Pod>{moved.id, moved});
    }
    return edit;
}

void arrangeUnplaced(Topology &topology)
{
    const auto &pods = topology.pods;
    const bool isUnplaced = pods.size() > 1 && std::ranges::all_of(pods, [&](const auto &each) {
                                return each.second.position == pods.begin()->second.position;
                            });
    if (isUnplaced) {
        apply(topology, arrangePods(topology, {}));
    }
}

} // namespace bayplan
