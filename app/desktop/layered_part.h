// SPDX-License-Identifier: GPL-3.0-or-later
// The layered layout of what links join; all parts of a drawing: layered_layout.h.
#pragma once

#include <QPointF>
#include <QSizeF>

#include <vector>

namespace bayplan {

/// Indices of others, for each node.
using Neighbours = std::vector<std::vector<int>>;

/// Top left corners of the nodes, on the grid, from (0, 0) on. `callees` may have circles, but no loops. At least one
/// node.
std::vector<QPointF> partPlaces(std::vector<QSizeF> sizes, Neighbours callees);

} // namespace bayplan
