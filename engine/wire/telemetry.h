// SPDX-License-Identifier: Apache-2.0
// What agents tell the hub, and the hub the program: one JSON value per line.
#pragma once

#include "engine/base/result.h"
#include "engine/base/time.h"
#include "engine/patterns/state.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bayplan {

struct TelemetryEvent {
    std::uint64_t sequence = 0; ///< per life, from 1: a reader knows a repeat
    std::int64_t unixNanoseconds = 0;
    std::string kind, text;
};

/// One report of one agent. Cumulative, so a lost one costs nothing but resolution.
struct Telemetry {
    std::string instance;
    std::uint64_t life = 0;           ///< random per process start: counters begin anew with each
    std::int64_t unixNanoseconds = 0; ///< CLOCK_REALTIME when taken
    MachineState state;
    std::vector<TelemetryEvent> events; ///< the newest, at most 50, repeated until the hub has acknowledged them
};

/// Longer lines are refused before they are read.
inline constexpr std::size_t telemetryLimitBytes = 1U << 20U;

std::string writeTelemetry(const Telemetry &telemetry); ///< no newline
Result<Telemetry> readTelemetry(std::string_view line);

/// For who passes a report on: all of it but the state, which stays empty and may be wrong. Half the work.
Result<Telemetry> readTelemetryHead(std::string_view line);

} // namespace bayplan
