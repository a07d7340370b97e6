// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/file_tail.h"

#include "engine/agent/boot_clock.h"
#include "engine/agent/log_neighbours.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <utility>

namespace bayplan {
namespace {

constexpr std::size_t fileChunkBytes = 64 * 1024;
constexpr std::uint64_t bytesPerPoll = 4U << 20U; ///< so that the loop does other work between
constexpr std::uint64_t bytesAtEnd = 256U << 20U;
constexpr std::size_t chunkLines = 100;
constexpr std::size_t chunkBytes = 64 * 1024;
constexpr std::size_t sourcesRemembered = 64;

} // namespace

FileTail::FileTail(boost::asio::io_context &io, Inbox &inbox, FileTailOptions options)
    : m_inbox(inbox), m_options(std::move(options)), m_timer(io)
{}

FileTail::~FileTail()
{
    *m_alive = false;
    if (m_file.descriptor >= 0)
        ::close(m_file.descriptor);
}

Result<void> FileTail::start()
{
    m_inbox.requested(HttpRequest{"GET", "/positions", {}, 0}, Duration::zero(),
                      [this, alive = m_alive](CallStatus, const ReplyBody &reply) {
                          if (*alive && !m_drained)
                              begin(reply);
                      });
    return {};
}

void FileTail::begin(const ReplyBody &positions)
{
    if (const auto *text = positions.as<HttpReply>())
        m_positions = parseLogPositions(text->body);
    if (!m_positions.empty())
        findWhatWasMissed();
    m_begun = true;
    schedule();
}

void FileTail::schedule()
{
    m_timer.after(m_options.every, [this] {
        if (m_drained)
            return;
        poll();
        schedule();
    });
}

void FileTail::drain()
{
    if (std::exchange(m_drained, true))
        return;
    m_timer.cancel();
    if (m_begun)
        poll();
}

void FileTail::poll()
{
    std::uint64_t budget = m_drained ? bytesAtEnd : bytesPerPoll;
    while (budget > 0 && openNext()) {
        if (!m_file.isOld)
            noteTruncation();
        if (m_file.descriptor < 0)
            continue;
        const bool atEnd = readSome(budget);
        if (!isDoneWith() || !atEnd)
            break;
        if (!m_file.isOld)
            findSuccessors();
        closeFile(true);
    }
    deliver();
}

/// False when there is nothing to read.
bool FileTail::openNext()
{
    if (m_file.descriptor >= 0)
        return true;
    m_file = {};
    m_file.lastBytes = bootNow();
    std::string path = m_options.path;
    if (!m_rests.empty()) {
        m_file.isOld = true;
        m_file.source = m_rests.front().source;
        m_file.readOffset = m_file.lineOffset = m_rests.front().offset;
        path = m_rests.front().path;
        m_rests.pop_front();
    }
    const bool wasOld = m_file.isOld;
    m_file.descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat facts {};
    if (m_file.descriptor >= 0 && ::fstat(m_file.descriptor, &facts) == 0 && S_ISREG(facts.st_mode))
        return true;
    if (m_file.descriptor >= 0)
        ::close(std::exchange(m_file.descriptor, -1));
    return wasOld && openNext();
}

/// Whose file this is; false while that cannot be told, which is while its first line is not whole.
bool FileTail::identify(std::uint64_t size)
{
    if (!m_file.source.empty())
        return true;
    const LogFileFacts facts = logFileFacts(m_file.descriptor);
    const bool isDone = isReplaced() || m_drained;
    if (facts.head.empty() || (!facts.headIsWhole && !isDone))
        return false;
    m_file.head = facts.head;
    m_file.source = logSource(m_options.path, facts);
    // The same place with the same first line again, cut and written anew: another file all the same.
    if (m_lastSource == m_file.source || m_lastSource.starts_with(m_file.source + '~'))
        m_file.source = m_lastSource + '~';
    const auto known = findPosition(m_positions, m_file.source);
    if (known != m_positions.end()) {
        m_file.source = known->source;
        m_file.readOffset = m_file.lineOffset = known->nextOffset <= size ? known->nextOffset : 0;
        m_positions.erase(known);
    }
    m_file.newest = bytesBefore(m_file.descriptor, m_file.readOffset);
    return true;
}

/// True at the end of the file.
bool FileTail::readSome(std::uint64_t &budget)
{
    struct stat facts {};
    ::fstat(m_file.descriptor, &facts);
    if (!identify(static_cast<std::uint64_t>(facts.st_size)))
        return true;
    std::array<char, fileChunkBytes> bytes;
    while (budget > 0) {
        const ssize_t count =
            ::pread(m_file.descriptor, bytes.data(), bytes.size(), static_cast<off_t>(m_file.readOffset));
        if (count <= 0)
            return true;
        take({bytes.data(), static_cast<std::size_t>(count)});
        m_file.newest = bytesBefore(m_file.descriptor, m_file.readOffset);
        m_file.lastBytes = bootNow();
        budget -= std::min(budget, static_cast<std::uint64_t>(count));
    }
    return false;
}

void FileTail::take(std::string_view bytes)
{
    while (!bytes.empty()) {
        const std::size_t end = std::min(bytes.find('\n'), bytes.size());
        const std::size_t room = m_options.maxLineBytes + std::size_t(1) - m_file.partial.size();
        m_file.partial.append(bytes.substr(0, std::min(end, room)));
        const bool isWhole = end < bytes.size();
        const std::size_t taken = end + (isWhole ? 1 : 0);
        m_file.readOffset += taken;
        bytes.remove_prefix(taken);
        if (isWhole)
            finishLine(m_file.readOffset);
    }
}

void FileTail::finishLine(std::uint64_t nextOffset)
{
    if (m_lines.lines.empty()) {
        m_lines.source = m_file.source;
        m_lines.firstOffset = m_file.lineOffset;
    }
    m_lines.lines.push_back(escapeInvalidUtf8(m_file.partial));
    m_lines.bytes += static_cast<std::uint32_t>(m_lines.lines.back().size()) + 1;
    m_lines.nextOffset = nextOffset;
    m_file.lineOffset = nextOffset;
    m_file.partial.clear();
    if (m_lines.lines.size() >= chunkLines || m_lines.bytes >= chunkBytes)
        deliver();
}

void FileTail::deliver()
{
    if (!m_lines.lines.empty())
        m_inbox.received(0, std::exchange(m_lines, LogLines{}));
}

/// Cut to nothing, and perhaps written anew meanwhile. What had not been read is in the copy, if there is one.
void FileTail::noteTruncation()
{
    if (m_file.source.empty())
        return;
    // It may be longer than it was, and begin with the same line: then what was read last stands there no more.
    if (beginsWith(m_file.descriptor, m_file.head) &&
        bytesBefore(m_file.descriptor, m_file.readOffset) == m_file.newest)
        return;
    m_inbox.event("log-truncated", m_options.path + " was cut; it is read anew");
    findCopyOf(m_file);
    const bool isCopied = !m_rests.empty();
    closeFile(!isCopied);
}

/// Another file stands at `path`, or none.
bool FileTail::isReplaced() const
{
    struct stat here {
    }, there{};
    if (::fstat(m_file.descriptor, &here) != 0)
        return true;
    return ::stat(m_options.path.c_str(), &there) != 0 || here.st_ino != there.st_ino || here.st_dev != there.st_dev;
}

/// Who writes it turns to the new file only after the rename, and may have been quiet long before.
bool FileTail::isDoneWith()
{
    if (m_file.isOld)
        return true;
    if (!isReplaced()) {
        m_file.replacedSince = never;
        return false;
    }
    const Time now = bootNow();
    m_file.replacedSince = std::min(m_file.replacedSince, now);
    return m_drained || now - std::max(m_file.lastBytes, m_file.replacedSince) >= m_options.rotationGrace;
}

void FileTail::closeFile(bool withPartial)
{
    if (withPartial && !m_file.partial.empty())
        finishLine(m_file.readOffset);
    deliver();
    ::close(std::exchange(m_file.descriptor, -1));
    if (!m_file.isOld)
        m_lastSource = m_file.source;
    m_done.push_back(m_file.source);
    if (m_done.size() > sourcesRemembered)
        m_done.pop_front();
}

void FileTail::findWhatWasMissed()
{
    std::int64_t lastKnown = -1;
    const auto neighbours = neighboursOf(m_options.path);
    const LogNeighbour current = describeLog(m_options.path);
    const auto newest = std::prev(m_positions.end());
    bool isThere = findPosition(m_positions, logSource(m_options.path, current.facts)) == newest;
    for (const LogNeighbour &file : neighbours) { // the oldest first
        const std::string source = logSource(m_options.path, file.facts);
        auto known = findPosition(m_positions, source);
        if (known == m_positions.end())
            known = findCopied(m_positions, m_options.path, file.facts, current.facts);
        isThere = isThere || known == newest;
        if (known != m_positions.end()) {
            lastKnown = file.modifiedNanoseconds;
            if (file.sizeBytes > known->nextOffset)
                m_rests.push_back({file.path, known->source, known->nextOffset, file.modifiedNanoseconds});
        } else if (lastKnown >= 0 && file.modifiedNanoseconds >= lastKnown) {
            m_rests.push_back({file.path, source, 0, file.modifiedNanoseconds});
        }
    }
    if (!isThere)
        tellOfMissing(*newest);
}

/// Moved elsewhere, compressed or removed. What was written to it since cannot be known.
void FileTail::tellOfMissing(const LogPosition &newest)
{
    if (newest.source.starts_with(m_options.path + '#'))
        m_inbox.event("log-missing", "what was " + m_options.path + " when it was read last, up to byte " +
                                         std::to_string(newest.nextOffset) +
                                         ", is no longer there or beside it: lines may be lost");
}

/// Files that stood at `path` after this one and were renamed away in their turn before they were seen there.
void FileTail::findSuccessors()
{
    struct stat facts {};
    if (::fstat(m_file.descriptor, &facts) != 0)
        return;
    for (const LogNeighbour &file : neighboursOf(m_options.path)) { // the oldest first
        const std::string source = logSource(m_options.path, file.facts);
        const bool isItself = file.facts.inode == facts.st_ino && file.facts.device == facts.st_dev;
        const bool isCopy =
            file.facts.head == m_file.head && file.sizeBytes == static_cast<std::uint64_t>(facts.st_size);
        const bool isLater = file.modifiedNanoseconds >= nanosecondsOf(facts.st_mtim);
        if (isLater && !isItself && !isCopy && std::find(m_done.begin(), m_done.end(), source) == m_done.end())
            m_rests.push_back({file.path, source, 0, file.modifiedNanoseconds});
    }
}

void FileTail::findCopyOf(const File &file)
{
    const auto neighbours = neighboursOf(m_options.path);
    const auto copy = std::find_if(neighbours.rbegin(), neighbours.rend(), [&](const LogNeighbour &candidate) {
        return candidate.facts.head.starts_with(file.head) && candidate.sizeBytes >= file.readOffset;
    });
    if (copy != neighbours.rend() && copy->sizeBytes > file.lineOffset)
        m_rests.push_back({copy->path, file.source, file.lineOffset, copy->modifiedNanoseconds});
}

std::unique_ptr<Surface> makeFileTail(const EndpointContext &context)
{
    FileTailOptions options;
    options.path = context.agent.tailFile;
    if (const auto *saver = std::get_if<LogSaverConfig>(&context.agent.machine.behaviour))
        options.maxLineBytes = saver->maxLineBytes;
    return std::make_unique<FileTail>(context.io, context.inbox, std::move(options));
}

} // namespace bayplan
