// SPDX-License-Identifier: GPL-3.0-or-later
// A copy beside the original, linked with the same ports as the original is.
#pragma once

#include "engine/model/edit.h"

#include <QPointF>
#include <QRectF>

namespace bayplan {

struct Clone {
    Edit edit;
    ElementId selected;   ///< the copy of what was cloned: cloning it again goes on in the same direction
    int linksLeftOut = 0; ///< ends that take one link only
};

/// `id` is a pod or a container, `direction` a unit step along an axis. A container that is alone in its pod takes the
/// pod along; one of several gets a pod of its own. The copy stands at the first free place in that direction.
Result<Clone> cloneTowards(const Topology &topology, const ElementId &id, QPointF direction);

/// Where a pod of that size stands free beside `from`, at the first place in that direction.
QPointF freePlace(const Topology &topology, const QRectF &from, QSizeF size, QPointF direction);

} // namespace bayplan
