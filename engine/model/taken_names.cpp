// SPDX-License-Identifier: Apache-2.0
#include "engine/model/taken_names.h"

#include "engine/model/draft.h"

#include <algorithm>

namespace bayplan {

TakenNames::TakenNames(const Topology &topology)
{
    for (const auto &[id, pod] : topology.pods)
        takePod(pod);
    for (const auto &[id, container] : topology.containers)
        m_containers.emplace(container.pod, container.name);
    for (const auto &[id, volume] : topology.volumes)
        m_volumes.insert(volume.name);
}

void TakenNames::takePod(const Pod &pod)
{
    m_pods.insert(pod.name);
    if (const auto replicas = plannedReplicas(pod); replicas > 1) {
        auto &most = m_replicas[pod.name];
        most = std::max(most, replicas);
    }
}

bool TakenNames::isPodTaken(const std::string &name) const
{
    if (m_pods.contains(name))
        return true;
    const auto numbered = splitNumber(name);
    const auto found = numbered ? m_replicas.find(numbered->base) : m_replicas.end();
    return found != m_replicas.end() && numbered->number < found->second;
}

std::string TakenNames::givePod(const Pod &pod)
{
    Pod named = pod;
    named.name = freeName(pod.name, [this](const std::string &each) { return isPodTaken(each); });
    takePod(named);
    return named.name;
}

std::string TakenNames::giveContainer(const ElementId &pod, const std::string &wanted)
{
    auto name = freeName(wanted, [&](const std::string &each) { return m_containers.contains({pod, each}); });
    m_containers.emplace(pod, name);
    return name;
}

std::string TakenNames::giveVolume(const std::string &wanted)
{
    auto name = freeName(wanted, [this](const std::string &each) { return m_volumes.contains(each); });
    m_volumes.insert(name);
    return name;
}

} // namespace bayplan
