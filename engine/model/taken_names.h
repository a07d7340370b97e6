// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/model/topology.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace bayplan {

/// Names of pods, containers and volumes that are taken, found once: who adds thousands need not look at all elements
/// for each. Each give...() takes the name that it gives, as freeName() has it.
class TakenNames {
public:
    explicit TakenNames(const Topology &topology);

    std::string givePod(const Pod &pod); ///< by its name; its replicas' names are taken too
    std::string giveContainer(const ElementId &pod, const std::string &wanted);
    std::string giveVolume(const std::string &wanted);

    bool hasVolume(const std::string &name) const { return m_volumes.contains(name); }

private:
    void takePod(const Pod &pod);
    bool isPodTaken(const std::string &name) const;

    std::set<std::string> m_pods;
    std::map<std::string, std::int64_t> m_replicas; ///< by name of the pod, where there are several
    std::set<std::pair<ElementId, std::string>> m_containers;
    std::set<std::string> m_volumes;
};

} // namespace bayplan
