// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/lanes.h"

#include <set>

namespace bayplan {

namespace {

/// Who calls a pod of several replicas calls its front: that is meant with them when all of them are.
void addFronts(const Plan &plan, std::vector<bool> &pods)
{
    std::set<ElementId> inPart;
    for (std::size_t pod = 0; pod < pods.size(); ++pod)
        if (!pods[pod] && !plan.pods[pod].isFront && !plan.pods[pod].isSpare)
            inPart.insert(plan.pods[pod].element);
    for (std::size_t pod = 0; pod < pods.size(); ++pod)
        if (plan.pods[pod].isFront && !inPart.contains(plan.pods[pod].element))
            pods[pod] = true;
}

} // namespace

std::vector<LaneId> lanesOf(const Plan &plan, const FaultPlan &fault)
{
    std::vector<LaneId> lanes;
    const auto isThere = [&plan](InstanceIndex index) { return index < plan.instances.size(); };
    for (const auto &[caller, peer] : fault.peers) {
        if (!isThere(caller) || peer >= plan.instances[caller].peers.size())
            continue;
        if (fault.hitsIn)
            lanes.push_back({caller, peer, LaneWay::There});
        if (fault.hitsOut)
            lanes.push_back({caller, peer, LaneWay::Back});
    }
    std::vector<bool> ours(plan.pods.size());
    std::vector<bool> theirs(plan.pods.size(), fault.others.empty());
    for (const InstanceIndex index : fault.others)
        if (isThere(index))
            theirs[plan.instances[index].pod] = true;
    for (const InstanceIndex index : fault.instances) {
        if (!isThere(index))
            continue;
        ours[plan.instances[index].pod] = true;
        theirs[plan.instances[index].pod] = false;
    }
    if (!fault.others.empty()) {
        addFronts(plan, ours);
        addFronts(plan, theirs);
    }
    for (InstanceIndex caller = 0; caller < plan.instances.size() && !fault.instances.empty(); ++caller) {
        const InstancePlan &instance = plan.instances[caller];
        for (PeerId peer = 0; peer < instance.peers.size(); ++peer) {
            const std::uint32_t to = plan.instances[instance.peers[peer].instance].pod;
            const bool isOut = ours[instance.pod] && theirs[to];
            const bool isIn = theirs[instance.pod] && ours[to];
            if ((isOut && fault.hitsOut) || (isIn && fault.hitsIn))
                lanes.push_back({caller, peer, LaneWay::There});
            if ((isOut && fault.hitsIn) || (isIn && fault.hitsOut))
                lanes.push_back({caller, peer, LaneWay::Back});
        }
    }
    return lanes;
}

} // namespace bayplan
