// SPDX-License-Identifier: Apache-2.0
// A log file and what it was rotated to: who is who, whatever the names are now.
#pragma once

#include "engine/patterns/log_saver.h"

#include <time.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bayplan {

struct LogFileFacts {
    std::uint64_t device = 0, inode = 0;
    std::string head;         ///< the first line with its newline, or the first 256 bytes; less when there is no more
    bool headIsWhole = false; ///< it will not grow
};

LogFileFacts logFileFacts(int descriptor);

bool beginsWith(int descriptor, std::string_view head);

/// The 256 bytes that stand before `offset`; fewer near the beginning, and in a file that has become shorter.
std::string bytesBefore(int descriptor, std::uint64_t offset);

/// "PATH#DEVICE:INODE:HASH"
std::string logSource(const std::string &path, const LogFileFacts &facts);

std::int64_t nanosecondsOf(const timespec &time);

struct LogNeighbour {
    std::string path;
    LogFileFacts facts;
    std::uint64_t sizeBytes = 0;
    std::int64_t modifiedNanoseconds = 0;
};

/// Facts of nobody when it cannot be read.
LogNeighbour describeLog(const std::string &path);

/// Regular files that are not compressed, the least recently written first, at most 1000: "PATH.*", "PATH-*", and with
/// a date or number before the ending, "app-20261201.log" or "app.2026-12-01.0.log" of "app.log".
std::vector<LogNeighbour> neighboursOf(const std::string &path);

using LogPositions = std::vector<LogPosition>;

/// The newest of this source, with or without the mark of having been written anew ("~").
LogPositions::iterator findPosition(LogPositions &positions, const std::string &source);

/// The position of a file of which this is a copy: it began alike, and `current`, which has its inode, does not any
/// more.
LogPositions::iterator findCopied(LogPositions &positions, const std::string &path, const LogFileFacts &copy,
                                  const LogFileFacts &current);

} // namespace bayplan
