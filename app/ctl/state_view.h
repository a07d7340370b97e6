// SPDX-License-Identifier: Apache-2.0
// The state of a run at one instant: containers, who leads, what waits in queues.
#pragma once

#include "engine/plan/plan.h"
#include "engine/plan/snapshot.h"

#include <string>

namespace bayplan::ctl {

/// The snapshot is of that plan: as many instances.
std::string stateTable(const Plan &plan, const Snapshot &snapshot);
std::string stateJson(const Plan &plan, const Snapshot &snapshot);

} // namespace bayplan::ctl
