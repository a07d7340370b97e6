// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/scatter_tree.h"

#include <algorithm>
#include <optional>
#include <set>

namespace bayplan {

namespace {

constexpr std::size_t greatestNodeCount = 2000;
constexpr int greatestDepth = 16;

const ScatterConfig *scatterOf(const Plan &plan, InstanceIndex index)
{
    const auto &machine = plan.instances[index].machine;
    return machine ? std::get_if<ScatterConfig>(&machine->behaviour) : nullptr;
}

/// Behind a front its first replica.
InstanceIndex behindFront(const Plan &plan, InstanceIndex index)
{
    const InstancePlan &instance = plan.instances[index];
    const bool isFront = instance.machine && std::holds_alternative<FrontConfig>(instance.machine->behaviour);
    return isFront && !instance.peers.empty() ? instance.peers.front().instance : index;
}

void addBelow(const Plan &plan, std::vector<ScatterNode> &nodes, std::size_t parent, InstanceIndex root, int depth)
{
    const ScatterConfig *config = scatterOf(plan, root);
    if (config == nullptr || depth > greatestDepth)
        return;
    std::size_t shard = 0;
    for (PeerId peer = 0; peer < plan.instances[root].peers.size() && nodes.size() < greatestNodeCount; ++peer) {
        ScatterNode node{.root = root, .peer = peer, .isMerge = peer == config->mergePeer, .below = {}, .depth = depth};
        node.answers = plan.instances[root].peers[peer].instance;
        node.shard = node.isMerge ? 0 : shard++;
        const std::size_t number = nodes.size();
        nodes.push_back(std::move(node));
        nodes[parent].below.push_back(number);
        addBelow(plan, nodes, number, behindFront(plan, nodes[number].answers), depth + 1);
    }
}

} // namespace

std::vector<ScatterNode> scatterNodes(const Plan &plan)
{
    std::set<InstanceIndex> asked;
    for (InstanceIndex index = 0; index < plan.instances.size(); ++index) {
        if (scatterOf(plan, index) == nullptr)
            continue;
        for (const PeerPlan &peer : plan.instances[index].peers) {
            asked.insert(peer.instance);
            const auto &machine = plan.instances[peer.instance].machine;
            if (machine && std::holds_alternative<FrontConfig>(machine->behaviour))
                for (const PeerPlan &replica : plan.instances[peer.instance].peers)
                    asked.insert(replica.instance);
        }
    }
    std::vector<ScatterNode> nodes;
    for (InstanceIndex index = 0; index < plan.instances.size() && nodes.size() < greatestNodeCount; ++index) {
        if (scatterOf(plan, index) == nullptr || asked.contains(index))
            continue;
        nodes.push_back({.root = index, .answers = index, .below = {}});
        addBelow(plan, nodes, nodes.size() - 1, index, 1);
    }
    return nodes;
}

} // namespace bayplan
