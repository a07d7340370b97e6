// SPDX-License-Identifier: Apache-2.0
// What an agent did lately: for /logs, for telemetry, and one line each on standard error.
#pragma once

#include "engine/wire/telemetry.h"

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace bayplan {

class EventLog {
public:
    /// Keeps the newest 500. Echoed to standard error when that does not block.
    void add(std::string_view kind, std::string text);

    /// The newest that were not acknowledged, at most `limit`, oldest first.
    std::vector<TelemetryEvent> unacknowledged(std::size_t limit) const;
    void acknowledge(std::uint64_t sequence);

    /// One JSON value a line.
    std::string asJsonLines() const;

    void setEcho(bool echo) { m_echo = echo; }

private:
    std::deque<TelemetryEvent> m_events;
    std::uint64_t m_last = 0;
    std::uint64_t m_acknowledged = 0;
    bool m_echo = true;
};

} // namespace bayplan
