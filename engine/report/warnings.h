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

/// Of them those that a longer run or more of them would still: too few samples, intervals too wide or too narrow.
std::vector<std::string> precisionWarningsOf(const Report &report);

} // namespace bayplan
