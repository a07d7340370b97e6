// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/arrange.h"

#include "app/desktop/canvas_geometry.h"
#include "engine/model/translatable.h"

#include <algorithm>
#include <map>
#include <vector>

namespace bayplan {

namespace {

constexpr double columnGap = 104;
constexpr double rowGap = 32;

using Callers = std::map<ElementId, std::set<ElementId>>;

/// Who calls a pod, cycles cut: a call back to a pod that leads to its caller does not count.
Callers callersOf(const Topology &topology, const std::set<ElementId> &pods)
{
    Callers callers;
    for (const auto &id : pods) {
        callers[id];
    }
    const auto reaches = [&](const ElementId &from, const ElementId &to) {
        std::set<ElementId> seen;
        std::vector<ElementId> open{to};
        while (!open.empty()) {
            const auto id = open.back();
            open.pop_back();
            if (id == from) {
                return true;
            }
            if (seen.insert(id).second) {
                open.insert(open.end(), callers[id].begin(), callers[id].end());
            }
        }
        return false;
    };
    for (const auto &[id, link] : topology.links) {
        const auto from = topology.containers.find(link.from.container);
        const auto to = topology.containers.find(link.to.container);
        if (from == topology.containers.end() || to == topology.containers.end()) {
            continue;
        }
        const auto &caller = from->second.pod;
        const auto &callee = to->second.pod;
        if (caller != callee && pods.contains(caller) && pods.contains(callee) && !reaches(callee, caller)) {
            callers[callee].insert(caller);
        }
    }
    return callers;
}

int layerOf(const ElementId &pod, const Callers &callers, std::map<ElementId, int> &layers)
{
    if (const auto found = layers.find(pod); found != layers.end()) {
        return found->second;
    }
    int layer = 0;
    for (const auto &caller : callers.at(pod)) {
        layer = std::max(layer, layerOf(caller, callers, layers) + 1);
    }
    return layers[pod] = layer;
}

} // namespace

Edit arrangePods(const Topology &topology, const std::set<ElementId> &ids)
{
    std::set<ElementId> pods;
    for (const auto &[id, pod] : topology.pods) {
        if (ids.empty() || ids.contains(id)) {
            pods.insert(id);
        }
    }
    const auto callers = callersOf(topology, pods);
    std::map<ElementId, int> layers;
    std::map<int, std::vector<ElementId>> columns;
    QPointF corner(1e9, 1e9);
    for (const auto &id : pods) {
        columns[layerOf(id, callers, layers)].push_back(id);
        const auto at = toPointF(topology.pods.at(id).position);
        corner = {std::min(corner.x(), at.x()), std::min(corner.y(), at.y())};
    }
    Edit edit{QT_TRANSLATE_NOOP("edit", "Arrange"), {}};
    std::map<ElementId, double> middles;
    for (auto &[layer, column] : columns) {
        const auto wanted = [&](const ElementId &id) {
            double sum = 0;
            for (const auto &caller : callers.at(id)) {
                sum += middles[caller];
            }
            const auto count = callers.at(id).size();
            return count == 0 ? topology.pods.at(id).position.y : sum / static_cast<double>(count);
        };
        std::stable_sort(column.begin(), column.end(),
                         [&](const auto &a, const auto &b) { return wanted(a) < wanted(b); });
        double y = corner.y();
        for (const auto &id : column) {
            auto pod = topology.pods.at(id);
            const auto size = podRect(topology, pod).size();
            pod.position = toPoint(snapped({corner.x() + layer * (size.width() + columnGap), y}));
            middles[id] = y + size.height() / 2;
            y += size.height() + rowGap;
            if (pod != topology.pods.at(id)) {
                edit.slots.push_back(Slot<Pod>{id, pod});
            }
        }
    }
    return edit;
}

void arrangeUnplaced(Topology &topology)
{
    const auto &pods = topology.pods;
    const bool isUnplaced = pods.size() > 1 && std::ranges::all_of(pods, [&](const auto &each) {
                                return each.second.position == pods.begin()->second.position;
                            });
    if (isUnplaced)
        apply(topology, arrangePods(topology, {}));
}

} // namespace bayplan
