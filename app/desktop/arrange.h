// SPDX-License-Identifier: GPL-3.0-or-later
// A layered layout: callers left of whom they call. Deterministic.
#pragma once

#include "engine/model/edit.h"

#include <set>

namespace bayplan {

/// Moves the pods among `ids` (all when empty) into columns by the longest way from a pod that nobody calls; within a
/// column by the mean height of their callers. Notes stay.
Edit arrangePods(const Topology &topology, const std::set<ElementId> &ids);

/// Arranges a drawing whose pods all stand at one place, as in a document that was written by hand.
void arrangeUnplaced(Topology &topology);

} // namespace bayplan
