// SPDX-License-Identifier: Apache-2.0
// What of a machine's configuration only a simulation needs.
#pragma once

#include "engine/patterns/config.h"

namespace bayplan {

/// Without the costs and the values that are made up where nothing is real: a proxy in a container has its own
/// overhead, and a cache there finds what was set.
MachineConfig asDeployed(MachineConfig config);

} // namespace bayplan
