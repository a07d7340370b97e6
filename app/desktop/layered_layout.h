// SPDX-License-Identifier: GPL-3.0-or-later
// A layered layout after Sugiyama: callers left of whom they call, few crossings, long links straight. Pure and
// deterministic; nothing recurses, so that a chain of any length is laid out.
#pragma once

#include <QPointF>
#include <QSizeF>

#include <utility>
#include <vector>

namespace bayplan {

struct LayoutGraph {
    struct Node {
        QSizeF size;
        QPointF position;      ///< top left, as it stands
        bool isPinned = false; ///< keeps its position; the others make room
    };
    std::vector<Node> nodes;
    std::vector<std::pair<int, int>> links; ///< from caller to callee, by index; to itself or twice does no harm
};

inline constexpr double layerGap = 104; ///< between columns
inline constexpr double nodeGap = 32;   ///< within a column, and between parts that no link joins

/// Top left corners in the order of the nodes, on the grid; no two frames overlap, unless both are pinned. Parts
/// without a pinned node begin at `corner`, side by side; the others stay about their pinned nodes. Time: about linear
/// in nodes, links and the layers that links span.
std::vector<QPointF> layeredPlaces(const LayoutGraph &graph, QPointF corner);

} // namespace bayplan
