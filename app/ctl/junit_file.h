// SPDX-License-Identifier: Apache-2.0
// The option --junit of the verbs that have a report.
#pragma once

#include "engine/base/result.h"
#include "engine/report/report.h"

#include <string>

namespace bayplan::ctl {

/// The verdicts as JUnit XML with the time of now; "-" is standard output. Nothing happens for an empty path.
Result<void> writeJunit(const std::string &path, const Report &report);

} // namespace bayplan::ctl
