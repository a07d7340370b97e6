// SPDX-License-Identifier: Apache-2.0
// The log files that containers write and log savers follow.
#pragma once

#include "engine/patterns/messages.h"
#include "engine/plan/plan.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bayplan {

/// Index into the files of a world.
using LogFileIndex = std::uint32_t;

/// A file is known by its volume and the path in it, so that writer and reader may mount the volume at different
/// places; outside of volumes, by its pod and path. Files that nobody follows are not kept, unless their volume has a
/// size. A file that was rotated is another source, "POD:PATH#2" and on, as it has another inode.
class LogFiles {
public:
    /// Of each file `mostBytes` are held in memory, roughly.
    explicit LogFiles(const Plan &plan, std::uint64_t mostBytes = std::uint64_t{256} << 20U);

    /// Where the instance writes, when that file is kept.
    std::optional<LogFileIndex> writtenBy(InstanceIndex instance) const
    {
        return m_written[instance] == noFile ? std::nullopt : std::optional(m_written[instance]);
    }
    std::optional<LogFileIndex> followedBy(InstanceIndex instance) const
    {
        const auto reader = m_readers.find(instance);
        return reader == m_readers.end() ? std::nullopt : std::optional(reader->second.file);
    }
    const std::vector<InstanceIndex> &followers(LogFileIndex file) const { return m_files[file].followers; }

    enum class Written {
        First,  ///< nothing was waiting to be read before: the followers need to be woken
        Behind, ///< what was waiting already
        NoRoom, ///< lost
    };

    /// Rotates when that is due; `most` is what the file may have with those it was rotated to.
    Written append(LogFileIndex file, std::string line, std::uint32_t bytes, std::uint64_t most = UINT64_MAX);

    /// Whether trim() should be called.
    bool isLong(LogFileIndex file) const { return m_files[file].lines.size() >= m_files[file].trimAt; }

    /// Forgets the oldest lines that no follower reads again, whatever becomes of it. `durableOf` gives what reopen()
    /// would get.
    void trim(LogFileIndex file, const std::function<std::string(InstanceIndex)> &durableOf);

    /// Of the file with those it was rotated to.
    std::uint64_t bytesOf(LogFileIndex file) const;

    /// The reader begins anew where its durable state (log_saver.h) says that it was, else at the oldest line there is.
    void reopen(InstanceIndex follower, std::string_view durable);

    /// What the follower has not read yet of the oldest file that holds such; nothing when it has read all.
    std::optional<LogLines> read(InstanceIndex follower);

    struct Missed {
        std::uint64_t lines = 0;
        bool forMemory = false; ///< some did not go with their file, but because of `mostBytes`
    };

    /// Lines that went before the follower could read them, since this was asked last.
    Missed takeMissed(InstanceIndex follower);

    /// In all history.
    std::uint64_t missedBy(InstanceIndex follower) const
    {
        const auto reader = m_readers.find(follower);
        return reader == m_readers.end() ? 0 : reader->second.missed;
    }

    std::uint64_t mostBytes() const { return m_mostBytes; }

    std::size_t heapBytes() const { return heapBytesOfAll(m_files, m_written, m_readers); }

private:
    static constexpr LogFileIndex noFile = UINT32_MAX;

    struct Line {
        std::uint32_t rotation = 0; ///< of its file
        std::uint64_t offset = 0;   ///< of its first byte, in its file
        std::string text;
        std::uint32_t bytes = 0;

        std::size_t bytesHeld() const { return sizeof(Line) + text.size(); }
    };
    /// With the files that it was rotated to.
    struct File {
        std::string source;
        std::vector<InstanceIndex> followers;
        std::deque<Line> lines;      ///< the newest of them
        std::size_t trimAt = 0;      ///< so many lines
        std::uint64_t dropped = 0;   ///< lines before those
        std::uint64_t forMemory = 0; ///< as dropped: up to where lines went that somebody may have wanted
        std::uint64_t heldBytes = 0;
        std::uint32_t rotations = 0; ///< so far
        std::uint64_t end = 0;       ///< of the newest file
        std::deque<std::uint64_t> rotatedEnds;
        std::uint64_t rotateBytes = 0;
        std::uint32_t kept = 0; ///< old files
        bool unread = false;

        std::size_t heapBytes() const { return heldBytes; }
    };

    /// Where a chunk that was read ended: what a reader says when it asks to go on from there.
    struct Mark {
        std::pair<std::uint32_t, std::uint64_t> reached; ///< rotation and offset
        std::uint64_t line = 0;                          ///< number of the next one
    };

    struct Reader {
        LogFileIndex file = 0;
        bool savesPlace = false;
        std::uint64_t next = 0;   ///< number of the next line to read
        std::uint64_t missed = 0; ///< lines
        std::uint64_t told = 0;   ///< of those
        bool forMemory = false;   ///< some of those that were not told
        std::deque<Mark> marks;   ///< the newest

        std::size_t heapBytes() const { return bayplan::heapBytes(marks); }
    };

    using Place = std::pair<std::uint32_t, std::uint64_t>; ///< rotation and offset

    static Place placeOf(const File &file, std::string_view durable);
    static std::uint64_t firstFrom(const File &file, Place place);
    static void miss(const File &file, Reader &reader, std::uint64_t from);
    static std::uint64_t lineAt(const Reader &reader, Place reached);
    static std::string sourceOf(const File &file, std::uint32_t rotation);
    static void rotate(File &file);
    static void dropOldest(File &file);

    std::uint64_t m_mostBytes;
    std::vector<File> m_files;
    std::vector<LogFileIndex> m_written; ///< by instance
    std::map<InstanceIndex, Reader> m_readers;
};

} // namespace bayplan
