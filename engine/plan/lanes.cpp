// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/lanes.h"

#include <algorithm>
#include <map>

namespace bayplan {

namespace {

/// The two ends of a fault, by pod.
struct Ends {
    std::vector<bool> ours, theirs;
};

/// Nobody draws a front. It is at the end where all of its replicas are, else where all of its callers are.
void placeFronts(const Plan &plan, Ends &ends)
{
    std::map<std::uint32_t, std::vector<std::uint32_t>> callers;
    for (const InstancePlan &instance : plan.instances)
        for (const PeerPlan &peer : instance.peers)
            if (const std::uint32_t pod = plan.instances[peer.instance].pod; plan.pods[pod].isFront)
                callers[pod].push_back(instance.pod);
    std::map<ElementId, std::vector<std::uint32_t>> replicas;
    for (std::uint32_t pod = 0; pod < plan.pods.size() && !callers.empty(); ++pod)
        if (!plan.pods[pod].isFront && !plan.pods[pod].isSpare)
            replicas[plan.pods[pod].element].push_back(pod);
    const auto place = [&](std::uint32_t front, const std::vector<std::uint32_t> &pods) {
        for (std::vector<bool> *end : {&ends.ours, &ends.theirs})
            if (!ends.ours[front] && !ends.theirs[front])
                (*end)[front] = std::ranges::all_of(pods, [&](std::uint32_t pod) { return (*end)[pod]; });
    };
    for (const auto &[front, from] : callers) {
        place(front, replicas[plan.pods[front].element]);
        place(front, from);
    }
}

Ends endsOf(const Plan &plan, const FaultPlan &fault)
{
    Ends ends{std::vector<bool>(plan.pods.size()), std::vector<bool>(plan.pods.size(), fault.others.empty())};
    for (const InstanceIndex index : fault.others)
        if (index < plan.instances.size())
            ends.theirs[plan.instances[index].pod] = true;
    for (const InstanceIndex index : fault.instances) {
        if (index >= plan.instances.size())
            continue;
        ends.ours[plan.instances[index].pod] = true;
        ends.theirs[plan.instances[index].pod] = false;
    }
    if (!fault.others.empty())
        placeFronts(plan, ends);
    return ends;
}

} // namespace

std::vector<LaneId> lanesOf(const Plan &plan, const FaultPlan &fault)
{
    std::vector<LaneId> lanes;
    const auto [ours, theirs] = endsOf(plan, fault);
    for (const auto &[caller, peer] : fault.peers) {
        if (caller >= plan.instances.size() || peer >= plan.instances[caller].peers.size())
            continue;
        const InstancePlan &instance = plan.instances[caller];
        if (!theirs[instance.pod] && !theirs[plan.instances[instance.peers[peer].instance].pod])
            continue;
        if (fault.hitsIn)
            lanes.push_back({caller, peer, LaneWay::There});
        if (fault.hitsOut)
            lanes.push_back({caller, peer, LaneWay::Back});
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
