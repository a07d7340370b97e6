// SPDX-License-Identifier: Apache-2.0
// What in a report is not to be trusted, and why.
#pragma once

#include "engine/plan/plan.h"
#include "engine/report/report.h"

#include <string>
#include <vector>

namespace bayplan {

/// Sentences for people, the gravest first.
std::vector<std::string> warningsOf(const Plan &plan, const Report &report);

} // namespace bayplan
