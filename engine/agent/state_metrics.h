// SPDX-License-Identifier: Apache-2.0
// What a machine lets be seen, as Prometheus samples: bayplan_* names, seconds and bytes, counters that end in _total.
#pragma once

#include "engine/patterns/state.h"
#include "engine/wire/agent_config.h"

#include "engine/patterns/messages.h"

#include <vector>

namespace bayplan {

std::vector<MetricSample> metricsOf(const MachineState &state, const AgentConfig &agent);

} // namespace bayplan
