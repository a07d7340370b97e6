// SPDX-License-Identifier: Apache-2.0
// The synthetic service in the place of images that are not there, so that any drawing runs without a registry.
#pragma once

#include "engine/plan/plan.h"

#include <set>
#include <string>

namespace bayplan {

/// Containers of these images become agents with the machine that the simulator takes for them. What is the user's own
/// goes: command, environment, and binds that the stand-in does not write its log or its state to.
Plan withStandIns(Plan plan, const std::set<std::string> &images);

/// Our program runs in the user's own image: a worker around the user's command (PATTERNS 6).
inline bool isGuest(const InstancePlan &instance)
{
    return instance.role == Role::Agent && !instance.image.empty();
}

/// Images that the plan's containers need besides ours.
std::set<std::string> imagesOf(const Plan &plan);

} // namespace bayplan
