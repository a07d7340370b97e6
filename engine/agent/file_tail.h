// SPDX-License-Identifier: Apache-2.0
// Reads the lines that somebody appends to a file, whatever becomes of the file meanwhile.
#pragma once

#include "engine/agent/endpoints.h"
#include "engine/agent/timer.h"
#include "engine/patterns/log_saver.h"

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace bayplan {

struct FileTailOptions {
    std::string path;
    std::uint32_t maxLineBytes = 64 * 1024; ///< of a longer line this many bytes and one more are given
    Duration every = std::chrono::milliseconds(200);
    Duration rotationGrace = std::chrono::seconds(1); ///< a file seen renamed is read until it was quiet for so long
};

/// A file is known by device, inode and a hash of its first line (up to 256 bytes), which together are its source,
/// "PATH#DEVICE:INODE:HASH": so a new file under an old inode is new, and an old file under a new name is old. Renamed
/// away, it is read to its end before its successor. Cut to nothing and written anew, it is a new file; what had not
/// been read of it is looked for in a copy beside it ("PATH.*" that begins alike). The same at the start, for what
/// happened while nobody read: positions say how far each source was delivered. Whose file is nowhere to be found then
/// is told by the event "log-missing", one that was cut by "log-truncated". A last line without its newline waits for
/// it, unless its file is done with. Bytes that are no UTF-8 come as "\xNN".
class FileTail final : public Surface {
public:
    FileTail(boost::asio::io_context &io, Inbox &inbox, FileTailOptions options);
    ~FileTail() override;

    Result<void> start() override;
    void drain() override; ///< reads once more what is there
    bool idle() const override { return m_drained; }
    void closeIdle() override {}

private:
    struct File {
        int descriptor = -1;
        bool isOld = false; ///< not the one at `path`: read once to its end
        std::string head;   ///< the bytes that its hash is of; empty while its first line is not whole
        std::string source;
        std::uint64_t readOffset = 0; ///< of the next byte
        std::string newest;           ///< the bytes before it, as they were read
        std::uint64_t lineOffset = 0; ///< of the line that `partial` begins
        std::string partial;          ///< at most maxLineBytes + 1
        Time lastBytes{};
        Time replacedSince = never; ///< that it was seen
    };
    /// What is left of a file that is no longer at `path`.
    struct Rest {
        std::string path;
        std::string source;
        std::uint64_t offset = 0;
        std::int64_t modifiedNanoseconds = 0;
    };

    void begin(const ReplyBody &positions);
    void schedule();
    void poll();
    bool openNext();
    bool identify(std::uint64_t size);
    bool readSome(std::uint64_t &budget);
    void take(std::string_view bytes);
    void finishLine(std::uint64_t nextOffset);
    void deliver();
    void noteTruncation();
    bool isReplaced() const;
    bool isDoneWith();
    void closeFile(bool withPartial);
    void findWhatWasMissed();
    void tellOfMissing(const LogPosition &newest);
    void findSuccessors();
    void findCopyOf(const File &file);

    Inbox &m_inbox;
    FileTailOptions m_options;
    std::vector<LogPosition> m_positions; ///< as delivered by the life before
    Timer m_timer;
    File m_file;
    std::string m_lastSource;       ///< of the file before m_file
    std::deque<Rest> m_rests;       ///< the oldest first
    std::deque<std::string> m_done; ///< sources read to their end
    LogLines m_lines;               ///< gathered for the inbox
    bool m_drained = false;
    bool m_begun = false;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

/// Of the agent's tailFile.
std::unique_ptr<Surface> makeFileTail(const EndpointContext &context);

/// `text` with every byte that is not UTF-8 as "\xNN".
std::string escapeInvalidUtf8(std::string_view text);

} // namespace bayplan
