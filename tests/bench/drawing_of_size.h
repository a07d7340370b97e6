// SPDX-License-Identifier: GPL-3.0-or-later
// A drawing of any size, valid and laid out, for figures and tests of the canvas.
#pragma once

#include "engine/model/topology.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

namespace bayplan {

/// Pods of one to three containers on a square field; 1.5 links to a container, nearly all to one of the next forty and
/// each from an earlier to a later one. Every time the same.
inline Topology drawingOfSize(std::size_t containers)
{
    constexpr double column = 360;
    constexpr double row = 420;
    Topology topology;
    topology.settings.params["name"] = std::string("drawing of size");
    const auto pods = containers / 2 + 1;
    const auto columns = static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(pods) * row / column)));
    std::vector<ElementId> ids;
    for (std::size_t i = 0; ids.size() < containers; ++i) {
        Pod pod;
        pod.id = "pod-" + std::to_string(i);
        pod.name = pod.id;
        pod.position = {static_cast<double>(i % columns) * column, static_cast<double>(i / columns) * row};
        for (std::size_t j = 0; j <= i % 3 && ids.size() < containers; ++j) {
            Container container;
            container.id = "app-" + std::to_string(ids.size());
            container.name = container.id;
            container.pod = pod.id;
            container.kind = "container";
            container.params["port"] = static_cast<std::int64_t>(8080 + j);
            ids.push_back(container.id);
            topology.containers.emplace(container.id, container);
        }
        topology.pods.emplace(pod.id, pod);
    }
    const auto link = [&](std::size_t from, std::size_t to) {
        Link value;
        value.id = "link-" + std::to_string(topology.links.size());
        value.from = {ids[from], "calls"};
        value.to = {ids[to], "in"};
        topology.links.emplace(value.id, value);
    };
    for (std::size_t i = 0; i + 1 < ids.size(); ++i) {
        const auto room = ids.size() - 1 - i;
        const auto near = 1 + (i * 7) % std::min<std::size_t>(40, room);
        link(i, i + near);
        if (i % 2 == 0 && room > near + 1) {
            link(i, i + near + 1 + (i % 100 == 0 ? (room - near - 1) / 3 : 0));
        }
    }
    return topology;
}

} // namespace bayplan
