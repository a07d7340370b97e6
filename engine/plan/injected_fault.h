// SPDX-License-Identifier: Apache-2.0
// A fault given by hand as one of the plan's: the same for every engine.
#pragma once

#include "engine/base/result.h"
#include "engine/plan/plan.h"
#include "engine/plan/run.h"

namespace bayplan {

/// Errors: NotFound for the target, Unsupported for the kind, InvalidInput for a factor that no load can have.
Result<FaultPlan> faultOf(const Plan &plan, const Injection &injection);

} // namespace bayplan
