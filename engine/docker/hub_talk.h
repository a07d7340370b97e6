// SPDX-License-Identifier: Apache-2.0
// What a deployment's hub is asked by who does not follow it.
#pragma once

#include "engine/docker/engine_calls.h"
#include "engine/wire/telemetry.h"

#include <vector>

namespace bayplan {

Told hasNoHub();

/// The newest report of each agent, in order of instance, gathered for at most that long; empty when no hub answers.
Task<Result<std::vector<Telemetry>>> hubSample(EngineClient &engine, std::string deployment, Duration atMost);

/// The reports since then that the hub still has (16 MiB of them), in the order in which they came; empty when no hub
/// answers within a few seconds.
Task<std::vector<Telemetry>> hubHistory(EngineClient &engine, std::string deployment, std::int64_t sinceUnix);

} // namespace bayplan
