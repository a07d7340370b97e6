// SPDX-License-Identifier: GPL-3.0-or-later
// Which event a single step has done, in one line.
#pragma once

#include "engine/plan/plan.h"
#include "engine/plan/step_done.h"

#include <QString>

namespace bayplan {

/// "0:03.214070 web-0/elector elected: term 2 by 2 of 3 votes (vote of web-1/elector: votes for it in term 2)"; what
/// nobody was told of comes as what it was: "0:03.214070 worker-2/worker: a timer came due".
QString stepText(const StepDone &step, Time at, const Plan &plan);

} // namespace bayplan
