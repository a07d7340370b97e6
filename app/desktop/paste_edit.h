// SPDX-License-Identifier: GPL-3.0-or-later
// Elements of another topology put into this one, with ids and names of their own.
#pragma once

#include "engine/model/edit.h"

#include <set>

namespace bayplan {

/// Pods, containers, links, volumes, notes, faults and expectations of `pasted`, moved by `offset`. Containers that
/// come without their pod go into `pod`, or one of their own near `place` when that is empty.
Edit paste(const Topology &topology, const Topology &pasted, const ElementId &pod, Point place, Point offset,
           std::set<ElementId> *created);

} // namespace bayplan
