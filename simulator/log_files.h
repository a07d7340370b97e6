// SPDX-License-Identifier: Apache-2.0
// The log files that containers write and log savers follow.
#pragma once

#include "engine/patterns/messages.h"
#include "engine/plan/plan.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bayplan {

/// Index into the files of a world.
using LogFileIndex = std::uint32_t;

/// A file is known by its volume and the path in it, so that writer and reader may mount the volume at different
/// places; outside of volumes, by its pod and path. Files that nobody follows are not kept.
class LogFiles {
public:
    explicit LogFiles(const Plan &plan);

    /// Where the instance writes, when somebody follows that file.
    std::optional<LogFileIndex> writtenBy(InstanceIndex instance) const { return m_written[instance]; }
    std::optional<LogFileIndex> followedBy(InstanceIndex instance) const { return m_followed[instance]; }
    const std::vector<InstanceIndex> &followers(LogFileIndex file) const { return m_files[file].followers; }

    /// True when nothing was waiting to be read before: the followers need to be woken.
    bool append(LogFileIndex file, std::string line, std::uint32_t bytes);

    /// The reader begins anew where its durable state (log_saver.h) says that it was, else at the oldest line there is.
    void reopen(InstanceIndex follower, std::string_view durable);

    /// What the follower has not read yet; nothing when it has read all.
    std::optional<LogLines> read(InstanceIndex follower);

    std::size_t heapBytes() const { return heapBytesOfAll(m_files, m_written, m_followed, m_position); }

private:
    struct Line {
        std::uint64_t offset = 0; ///< of its first byte
        std::string text;
        std::uint32_t bytes = 0;

        std::size_t heapBytes() const { return text.size(); }
    };
    struct File {
        std::string source;
        std::vector<InstanceIndex> followers;
        std::deque<Line> lines; ///< the newest of them
        std::uint64_t end = 0;
        bool unread = false;

        std::size_t heapBytes() const { return bayplan::heapBytes(lines); }
    };

    std::vector<File> m_files;
    std::vector<std::optional<LogFileIndex>> m_written, m_followed; ///< by instance
    std::vector<std::uint64_t> m_position;                          ///< by instance: offset of the next line to read
};

} // namespace bayplan
