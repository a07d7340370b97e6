// SPDX-License-Identifier: GPL-3.0-or-later
// What views call the parts of a plan.
#pragma once

#include "engine/plan/plan.h"

#include <QString>

#include <string>
#include <vector>

namespace bayplan {

/// A container of the drawing as it runs.
struct PlanContainer {
    std::string element;
    QString title; ///< "web/app": without the replica's number; "web" when it is alone in its pod
    std::vector<InstanceIndex> instances; ///< in order of the plan
    bool isLoad = false;
};

/// In order of the plan; instances that no element stands for (pause, front) are left out.
std::vector<PlanContainer> containersOf(const Plan &plan);

} // namespace bayplan
