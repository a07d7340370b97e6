// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/topology.h"

#include <QStringList>

namespace bayplan {

/// What to look at when the drawing is run: the texts of the document's own key "x-look-at". None where it holds
/// anything else.
QStringList lookAtOf(const Topology &topology);

} // namespace bayplan
