// SPDX-License-Identifier: Apache-2.0
// The program bayplan-agent: what its words mean.
#pragma once

#include <string>
#include <vector>

namespace bayplan {

/// Exit status: 0 done, 1 failed, 2 usage, 3 invalid configuration.
int runAgentProgram(const std::vector<std::string> &arguments);

} // namespace bayplan
