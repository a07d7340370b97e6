// SPDX-License-Identifier: GPL-3.0-or-later
// A layered layout: callers left of whom they call. Deterministic.
#pragma once

#include "engine/model/edit.h"

#include <set>

namespace bayplan {

/// Moves the pods among `ids` (all when empty) into layers, callers left of whom they call. Locked pods and those that
/// are not among `ids` stay, and none is moved over them; so do notes, over which it may be.
Edit arrangePods(const Topology &topology, const std::set<ElementId> &ids);

/// Arranges a drawing whose pods all stand at one place, as in a document that was written by hand.
void arrangeUnplaced(Topology &topology);

} // namespace bayplan
