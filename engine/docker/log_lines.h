// SPDX-License-Identifier: Apache-2.0
// An engine's log stream with timestamps taken apart into lines, and the lines of several put in order. No sockets.
#pragma once

#include "engine/docker/deployment_run.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace bayplan {

/// One container's output or error stream. An engine cuts what is written without an end of line every 16 KiB into
/// entries, each in a frame of its own and with a timestamp of its own; here they are one line again, of the first
/// one's time. A line longer than 1 MiB loses its end and says how much.
class EntryLines {
public:
    EntryLines(std::string instance, bool isError, std::function<void(LogLine)> line);

    /// `beginsEntry`: the first part of a frame.
    void take(std::string_view bytes, bool beginsEntry);
    /// What came after the last end of line.
    void finish();

private:
    void takeHead(std::string_view &bytes);
    void settleHead();
    void append(std::string_view bytes);
    void emitLine();

    std::string m_instance;
    bool m_isError;
    std::function<void(LogLine)> m_emit;
    std::string m_head; ///< what may be a timestamp
    bool m_inHead = true;
    bool m_hasText = false; ///< the present line has begun
    LogLine m_line;
};

/// Lines of several streams by their times. Each waits for stragglers until the second sort() after it came.
class LogOrder {
public:
    void add(LogLine line);

    /// What may go out now, the oldest first; everything when `isEnd`.
    std::vector<LogLine> sort(bool isEnd);

private:
    std::vector<LogLine> m_held;
    std::int64_t m_newest = 0;     ///< of those held
    std::int64_t m_newestThen = 0; ///< when last sorted
};

} // namespace bayplan
