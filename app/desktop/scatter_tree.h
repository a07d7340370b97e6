// SPDX-License-Identifier: GPL-3.0-or-later
// Who asks whom in the scatter/gather trees of a plan.
#pragma once

#include "engine/plan/plan.h"

#include <vector>

namespace bayplan {

struct ScatterNode {
    InstanceIndex root = 0;         ///< who asks; of the top the container itself
    PeerId peer = noPeer;           ///< of the root: who is asked; none for the top
    std::size_t shard = 0;          ///< its number among the root's shards (ScatterState::shards)
    bool isMerge = false;           ///< asked for the merging, no shard
    InstanceIndex answers = 0;      ///< the container that `peer` leads to, maybe a front
    std::vector<std::size_t> below; ///< of a leaf nothing; numbers in the list
    int depth = 0;
};

/// Each top root followed by what is below it, depth first. A root that is nobody's leaf is a top. Replicas of a parent
/// are asked through a front: the first of them stands for all.
std::vector<ScatterNode> scatterNodes(const Plan &plan);

} // namespace bayplan
