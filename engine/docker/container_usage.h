// SPDX-License-Identifier: Apache-2.0
// What a container takes of its machine, as the engine counts it: GET /containers/{id}/stats.
#pragma once

#include "engine/base/result.h"
#include "engine/docker/engine_client.h"
#include "engine/plan/snapshot.h"

#include <cstdint>
#include <string_view>

namespace bayplan {

/// Counters since the container's start, and its memory now. Members of a pod share a network: engines count it for
/// each of them, or for its owner only.
struct UsageSample {
    std::int64_t unixNanoseconds = 0; ///< when it was taken
    std::uint64_t cpuNanoseconds = 0;
    std::int64_t memoryBytes = 0; ///< without what the kernel keeps of files and could give back
    std::int64_t memoryLimitBytes = 0;
    std::uint64_t receivedBytes = 0, sentBytes = 0; ///< over all networks
    std::uint64_t readBytes = 0, writtenBytes = 0;  ///< of block devices
};

/// Errors: Failed for what is no such answer, or is of a container that does not run.
Result<UsageSample> readUsageSample(std::string_view body, std::int64_t unixNanoseconds);

/// Rates are over the time between the two; 0 where a restart has set a counter back.
ContainerUsage usageBetween(const UsageSample &before, const UsageSample &after);

/// Costs the engine about 2 ms; Docker before 23 answers after a second.
Task<Result<UsageSample>> sampleUsage(EngineClient &engine, std::string id);

} // namespace bayplan
