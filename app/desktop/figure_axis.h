// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/nice_axis.h"
#include "app/desktop/run_history.h"
#include "engine/report/figures.h"

namespace bayplan {

/// How a figure or a quantity is written and on which axis it is drawn.
AxisUnit axisOf(FigureUnit unit);
AxisUnit axisOf(Quantity quantity);

} // namespace bayplan
