// SPDX-License-Identifier: Apache-2.0
// What a deployment cannot bring about, known before it is there.
#pragma once

#include "engine/base/result.h"
#include "engine/plan/plan.h"

namespace bayplan {

/// Errors: Unsupported or NotFound with the reason and what can be done instead. `standIns`: whoever runs an image of
/// the user's own may be one of ours after all.
Result<void> canDeploymentMeet(const Plan &plan, const FaultPlan &fault, bool standIns);

Phrase hitsNothing();
Told cannotBeCutOff();

} // namespace bayplan
