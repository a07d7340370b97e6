// SPDX-License-Identifier: Apache-2.0
// One lowering in progress: a step per function, each adding to the plan. Used by lower.cpp and its parts only.
#pragma once

#include "engine/model/topology.h"
#include "engine/plan/plan.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace bayplan {

class Lowering {
public:
    explicit Lowering(const Topology &topology) : m_topology(topology) {}

    Plan run();

private:
    // lower.cpp: pods and instances
    void readSettings();
    void addPod(const Pod &pod);
    void addFront(const Pod &pod);
    std::uint32_t addPodInstance(PodPlan pod);
    InstanceIndex addInstance(std::uint32_t pod, InstancePlan instance);
    void addContainer(const Pod &pod, const Container &container, std::uint32_t podIndex);
    void fillUserFields(const Container &container, InstancePlan &instance) const;
    void addMounts(const Container &container, InstancePlan &instance, const PodPlan &pod);
    void addStateVolume(InstancePlan &instance);
    const std::map<ElementId, std::uint16_t> &portsOf(const ElementId &pod);
    std::optional<std::uint32_t> hostOf(const Pod &pod, std::uint32_t replica);
    bool needsFront(const Pod &pod) const;
    bool isSpare(InstanceIndex index) const { return m_plan.pods[m_plan.instances[index].pod].isSpare; }
    bool isReachedThroughFront(const Container &container) const;

    // lower_links.cpp: peers, elections, start order
    void addLink(const Link &link);
    void addPeer(InstanceIndex caller, const Link &link, InstanceIndex callee, bool local);
    void addFrontPeers(InstanceIndex front);
    void addElections();
    void addStartOrder();
    void addKeys();
    void finishMachines();

    std::vector<InstanceIndex> instancesOf(const ElementId &container) const;

    const Topology &m_topology;
    Plan m_plan;
    double m_hostCpus = 0;
    std::map<ElementId, std::vector<InstanceIndex>> m_byContainer;   ///< in order of replicas
    std::map<ElementId, InstanceIndex> m_fronts;                     ///< container that is called -> its front
    std::map<ElementId, std::map<ElementId, std::uint16_t>> m_ports; ///< pod -> container -> main port
};

inline constexpr std::int64_t agentMemoryBytes = 128 << 20; ///< unless the document says otherwise
inline constexpr std::uint16_t pauseControlPort = 9100;     ///< agents in the pod follow
inline constexpr std::string_view stateFolder = "/data";
inline constexpr std::string_view commonHost = "host"; ///< of pods that name none

} // namespace bayplan
