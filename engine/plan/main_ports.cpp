// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/main_ports.h"

#include "engine/model/catalog.h"

#include <set>

namespace bayplan {

std::map<ElementId, std::uint16_t> mainPorts(const std::vector<const Container *> &containers)
{
    std::map<ElementId, std::uint16_t> ports;
    std::set<std::int64_t> taken;
    std::vector<const Container *> free;
    for (const Container *container : containers) {
        const KindInfo *kind = findKind(container->kind);
        if (!kind || !findParam(*kind, "port"))
            continue;
        if (!container->params.contains("port")) {
            free.push_back(container);
            continue;
        }
        const std::int64_t port = paramsOf(*container).integer("port");
        taken.insert(port);
        ports[container->id] = static_cast<std::uint16_t>(port);
    }
    for (const Container *container : free) {
        std::int64_t port = paramsOf(*container).integer("port");
        while (!taken.insert(port).second)
            ++port;
        ports[container->id] = static_cast<std::uint16_t>(port);
    }
    return ports;
}

} // namespace bayplan
