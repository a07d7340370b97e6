// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/durable_store.h"

#include "engine/base/durable_file.h"
#include "engine/base/units.h"
#include "engine/patterns/checksum.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <new>
#include <optional>
#include <system_error>
#include <vector>

namespace bayplan {
namespace {

constexpr std::string_view stateHeading = "bayplan-state 1 ";
constexpr std::string_view recordMark = "BpJ1";   ///< all before it is synced
constexpr std::string_view unsyncedMark = "BpJ+"; ///< the record before it was not synced when this was written
constexpr std::size_t recordHeaderBytes = 20;     ///< mark, length (4), sequence (8), checksum (4)
constexpr std::uint64_t fileLimitBytes = 8ULL << 30U;
constexpr std::uint64_t readPieceBytes = 1U << 20U;
constexpr std::uint64_t mostAheadBytes = 256U << 10U;
constexpr std::uint64_t memoryBesideBytes = 16U << 20U; ///< of an agent, beside its state

constexpr const char *memoryAdvice = "Raise the memory limit of the container, or move the folder away to start empty.";

Error journalError(const std::string &what, const std::string &path)
{
    const int number = errno;
    const bool full = number == ENOSPC || number == EDQUOT;
    return fail(full ? ErrorCode::DiskFull : ErrorCode::Io, what + ": " + std::generic_category().message(number) + '.',
                full ? "Make room on the volume." : "", {path, 0, 0, {}});
}

void putNumber(std::string &to, std::uint64_t number, int bytes)
{
    for (int i = 0; i < bytes; ++i)
        to += static_cast<char>(number >> (8 * i));
}

std::uint64_t getNumber(std::string_view bytes)
{
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        number |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
    return number;
}

/// Also of the generation, so that a record of another journal is not taken for one of this.
std::uint32_t recordChecksum(std::uint64_t generation, std::uint64_t sequence, std::string_view record)
{
    std::string head;
    putNumber(head, generation, 8);
    putNumber(head, sequence, 8);
    putNumber(head, record.size(), 4);
    return crc32c(record, crc32c(head));
}

struct ReadRecord {
    std::uint64_t sequence = 0;
    std::string_view bytes;
};

bool isMarked(std::string_view header)
{
    return header.starts_with(recordMark) || header.starts_with(unsyncedMark);
}

/// With its header, as that says; nothing of what is no header.
std::uint64_t recordBytesOf(std::string_view header)
{
    const bool isHeader = header.size() == recordHeaderBytes && isMarked(header);
    return isHeader ? recordHeaderBytes + getNumber(header.substr(4, 4)) : 0;
}

std::optional<ReadRecord> recordAt(std::string_view journal, std::size_t at, std::uint64_t generation)
{
    const std::string_view rest = journal.substr(at);
    if (rest.size() < recordHeaderBytes || !isMarked(rest))
        return std::nullopt;
    const std::uint64_t length = getNumber(rest.substr(4, 4));
    if (length > rest.size() - recordHeaderBytes)
        return std::nullopt;
    const ReadRecord record{getNumber(rest.substr(8, 8)), rest.substr(recordHeaderBytes, length)};
    if (getNumber(rest.substr(16, 4)) != recordChecksum(generation, record.sequence, record.bytes))
        return std::nullopt;
    return record;
}

/// Such a one proves that all before it was synced. Others prove nothing: a disk that loses its power has written what
/// was not synced yet in any order.
bool hasRecordBehind(std::string_view journal, std::size_t at, std::uint64_t generation, std::uint64_t sequence)
{
    for (at = journal.find(recordMark, at); at != std::string_view::npos; at = journal.find(recordMark, at + 1)) {
        const auto record = recordAt(journal, at, generation);
        if (record && record->sequence >= sequence)
            return true;
    }
    return false;
}

bool writeAll(int file, std::string_view bytes, std::uint64_t at)
{
    while (!bytes.empty()) {
        const ssize_t written = ::pwrite(file, bytes.data(), bytes.size(), static_cast<off_t>(at));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
        at += static_cast<std::uint64_t>(written);
    }
    return true;
}

/// Of a file or a folder.
bool syncPath(const std::string &path)
{
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool synced = file >= 0 && ::fsync(file) == 0;
    if (file >= 0)
        ::close(file);
    return synced;
}

std::uint64_t volumeBytesOf(const std::string &folder)
{
    struct statvfs volume {};
    return ::statvfs(folder.c_str(), &volume) == 0 ? std::uint64_t(volume.f_blocks) * volume.f_frsize : 0;
}

std::uint64_t bytesOfFile(const std::string &path)
{
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 ? static_cast<std::uint64_t>(status.st_size) : 0;
}

/// A journal of which one piece is held at a time: it may be longer than the memory.
class JournalPieces {
public:
    explicit JournalPieces(const std::string &path) : m_path(path), m_file(::open(path.c_str(), O_RDONLY | O_CLOEXEC))
    {
        if (m_file >= 0)
            m_fileBytes = bytesOfFile(path);
    }
    JournalPieces(const JournalPieces &) = delete;
    JournalPieces &operator=(const JournalPieces &) = delete;
    ~JournalPieces()
    {
        if (m_file >= 0)
            ::close(m_file);
    }

    bool isOpen() const { return m_file >= 0; }
    std::uint64_t bytes() const { return m_fileBytes; }

    /// Of `at` and what follows as much as is there. Good until the next call.
    Result<std::string_view> piece(std::uint64_t at, std::uint64_t wanted)
    {
        wanted = std::min(wanted, m_fileBytes - at);
        if (at < m_begin || at + wanted > m_begin + m_held.size()) {
            if (auto read = hold(at, std::min(std::max(wanted, readPieceBytes), m_fileBytes - at)); !read)
                return read.error();
        }
        return std::string_view(m_held).substr(at - m_begin, wanted);
    }

private:
    Result<void> hold(std::uint64_t at, std::uint64_t wanted)
    {
        m_begin = at;
        m_held.resize(wanted);
        for (std::uint64_t got = 0; got < wanted;) {
            const ssize_t more = ::pread(m_file, m_held.data() + got, wanted - got, static_cast<off_t>(at + got));
            if (more < 0 && errno == EINTR)
                continue;
            if (more < 0)
                return journalError("The journal cannot be read", m_path);
            if (more == 0)
                return fail(ErrorCode::Io, "The journal was cut while it was read.", {}, {m_path, 0, 0, {}});
            got += static_cast<std::uint64_t>(more);
        }
        return {};
    }

    std::string m_path;
    int m_file;
    std::uint64_t m_fileBytes = 0;
    std::uint64_t m_begin = 0;
    std::string m_held;
};

Error damaged(const std::string &path, std::string what, std::string advice)
{
    return fail(ErrorCode::InvalidInput, std::move(what), std::move(advice), {path, 0, 0, {}});
}

} // namespace

FileStore::~FileStore()
{
    closeJournal();
    if (m_lock >= 0)
        ::close(m_lock);
}

std::string FileStore::journalPath(std::uint64_t generation) const
{
    return m_folder + "/journal-" + std::to_string(generation);
}

void FileStore::closeJournal()
{
    if (m_journal < 0)
        return;
    giveBackAhead();
    ::close(m_journal);
    m_journal = -1;
}

Result<Started> FileStore::load()
{
    try {
        return loadAll();
    } catch (const std::bad_alloc &) {
        // The limit was not seen beforehand, or somebody else has taken the memory: it names what there was to read.
        return fail(ErrorCode::LimitExceeded,
                    "There is not enough memory to read the durable state: it and its journal have " +
                        humanBytes(static_cast<double>(bytesOfFile(statePath()) + bytesOfFile(journalPath()))) + '.',
                    memoryAdvice, {m_folder, 0, 0, {}});
    }
}

Result<Started> FileStore::loadAll()
{
    if (auto locked = lockFolder(); !locked)
        return locked.error();
    // The state is there twice while it is taken in: as it was read, and as what it says.
    const std::uint64_t stateBytes = 2 * bytesOfFile(statePath());
    if (auto fits = checkMemory(statePath(), stateBytes); !fits)
        return fits.error();
    auto state = readState();
    if (!state)
        return state.error();
    if (auto fits = checkMemory(journalPath(), stateBytes + bytesOfFile(journalPath())); !fits)
        return fits.error();
    auto journal = readJournal();
    if (!journal)
        return journal.error();
    return Started{std::move(*state), std::move(*journal)};
}

Result<void> FileStore::lockFolder()
{
    std::error_code failed;
    std::filesystem::create_directories(m_folder, failed);
    const std::string path = m_folder + "/lock";
    m_lock = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (m_lock < 0)
        return journalError("The folder for the durable state cannot be used", m_folder);
    if (::flock(m_lock, LOCK_EX | LOCK_NB) != 0)
        return fail(ErrorCode::Conflict, "Another process uses this durable state.",
                    "Give every agent a folder of its own.", {m_folder, 0, 0, {}});
    return {};
}

Result<void> FileStore::checkMemory(const std::string &path, std::uint64_t neededBytes) const
{
    if (neededBytes == 0 || neededBytes + memoryBesideBytes <= m_memoryBytes)
        return {};
    return fail(ErrorCode::LimitExceeded,
                "It is too large to be read: with it " +
                    humanBytes(static_cast<double>(neededBytes + memoryBesideBytes)) +
                    " of memory are needed, and the limit is " + humanBytes(static_cast<double>(m_memoryBytes)) + '.',
                memoryAdvice, {path, 0, 0, {}});
}

Result<std::string> FileStore::readState()
{
    auto bytes = readWhole(statePath(), fileLimitBytes);
    if (!bytes && bytes.error().code == ErrorCode::NotFound)
        return std::string();
    if (!bytes)
        return bytes.error();
    const std::string advice = "Put back a copy of the folder, or move it away to start empty.";
    const std::size_t end = bytes->find('\n');
    if (!bytes->starts_with(stateHeading) || end == std::string::npos)
        return damaged(statePath(), "The durable state does not begin with its heading.", advice);
    const std::string heading = bytes->substr(stateHeading.size(), end - stateHeading.size());
    const std::size_t space = heading.find(' ');
    const auto generation = parseInteger(heading.substr(0, space));
    std::string durable = std::move(*bytes);
    durable.erase(0, end + 1);
    if (space == std::string::npos || !generation || *generation < 1 ||
        heading.substr(space + 1) != std::to_string(crc32c(durable, static_cast<std::uint32_t>(*generation))))
        return damaged(statePath(), "The checksum of the durable state does not match.", advice);
    m_generation = static_cast<std::uint64_t>(*generation);
    return durable;
}

Result<std::vector<std::string>> FileStore::readJournal()
{
    std::vector<std::string> records;
    JournalPieces journal(journalPath());
    if (!journal.isOpen() && errno == ENOENT)
        return records;
    if (!journal.isOpen())
        return journalError("The journal cannot be opened", journalPath());
    std::uint64_t at = 0;
    while (at < journal.bytes()) {
        const auto header = journal.piece(at, recordHeaderBytes);
        const auto bytes = header ? journal.piece(at, recordBytesOf(*header)) : header;
        if (!bytes)
            return bytes.error();
        const auto record = recordAt(*bytes, 0, m_generation);
        if (!record || record->sequence != m_sequence + 1)
            break;
        ++m_sequence;
        records.emplace_back(record->bytes);
        at += recordHeaderBytes + record->bytes.size();
    }
    m_journalBytes = at;
    const auto rest = journal.piece(at, journal.bytes() - at);
    if (!rest)
        return rest.error();
    if (hasRecordBehind(*rest, 0, m_generation, m_sequence + 1))
        return damaged(journalPath(),
                       "The journal is damaged after record " + std::to_string(m_sequence) +
                           ", and good records stand behind the damage.",
                       "To go on with what stands before it, cut the file to " + std::to_string(at) + " bytes.");
    if (!rest->empty() && ::truncate(journalPath().c_str(), static_cast<off_t>(at)) != 0)
        return journalError("The end of the journal cannot be cut", journalPath());
    // Who was killed before its sync has left records that only this makes durable: from now on they are acted upon.
    if (!records.empty() && !syncPath(journalPath()))
        return journalError("The journal cannot be synced", journalPath());
    return records;
}

Result<void> FileStore::persist(std::string_view durable)
{
    const std::uint64_t next = m_generation + 1;
    std::string heading(stateHeading);
    heading += std::to_string(next) + ' ' + std::to_string(crc32c(durable, static_cast<std::uint32_t>(next))) + '\n';
    auto written = writeDurably(statePath(), {heading, durable});
    if (!written && written.error().code == ErrorCode::DiskFull && giveBackRoom()) {
        written = writeDurably(statePath(), {heading, durable});
        if (!written)
            keepReserve();
    }
    if (!written)
        return written;
    closeJournal();
    ::unlink(journalPath().c_str());
    m_generation = next;
    m_sequence = 0;
    m_journalBytes = 0;
    m_broken = false;
    m_isSynced = true;
    return {};
}

Result<void> FileStore::append(std::string_view record)
{
    if (m_broken)
        return fail(ErrorCode::Io, "The journal could not be cut back after a write that failed.", {},
                    {journalPath(), 0, 0, {}});
    if (record.size() > UINT32_MAX)
        return fail(ErrorCode::LimitExceeded, "A record of the journal is longer than 4 GiB.");
    if (auto opened = openJournal(); !opened)
        return opened;
    std::string bytes(m_isSynced ? recordMark : unsyncedMark);
    putNumber(bytes, record.size(), 4);
    putNumber(bytes, m_sequence + 1, 8);
    putNumber(bytes, recordChecksum(m_generation, m_sequence + 1, record), 4);
    bytes += record;
    allocateAhead(m_journalBytes + bytes.size());
    if (!writeAll(m_journal, bytes, m_journalBytes))
        return cutBack(journalError("The journal cannot be written", journalPath()));
    ++m_sequence;
    m_journalBytes += bytes.size();
    m_isSynced = false;
    return {};
}

Result<void> FileStore::sync()
{
    if (!m_isSynced && ::fdatasync(m_journal) != 0)
        return journalError("The journal cannot be synced", journalPath());
    m_isSynced = true;
    return {};
}

Result<void> FileStore::openJournal()
{
    if (m_journal >= 0)
        return {};
    m_journal = ::open(journalPath().c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (m_journal < 0)
        return journalError("The journal cannot be opened", journalPath());
    if (!syncPath(m_folder)) {
        const Error error = journalError("The folder of the journal cannot be synced", m_folder);
        closeJournal();
        return error;
    }
    m_aheadBytes = m_journalBytes;
    keepReserve();
    return {};
}

/// To sync a file that has grown takes two writes, of what is new and of its length; one whose length stays takes one.
/// Where the volume has no such room, records are written all the same.
void FileStore::allocateAhead(std::uint64_t neededBytes)
{
    if (neededBytes <= m_aheadBytes)
        return;
    const std::uint64_t step = std::min(mostAheadBytes, volumeBytesOf(m_folder) / 64);
    m_aheadBytes = neededBytes + step;
    m_hasAhead = true;
    if (::fallocate(m_journal, 0, 0, static_cast<off_t>(m_aheadBytes)) != 0)
        giveBackAhead(); // it may have got a part
}

void FileStore::giveBackAhead()
{
    m_hasAhead = m_hasAhead && ::ftruncate(m_journal, static_cast<off_t>(m_journalBytes)) != 0;
}

/// Of what is held for a volume that is full; false: there was none.
bool FileStore::giveBackRoom()
{
    const bool hadAhead = m_hasAhead;
    giveBackAhead();
    return ::unlink(reservePath().c_str()) == 0 || hadAhead;
}

/// As far as there is room for it. Holes would hold nothing, so it is written.
void FileStore::keepReserve() const
{
    const int file = ::open(reservePath().c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0)
        return; // it is there
    const std::string bytes(reserveForState(volumeBytesOf(m_folder)), '\0');
    const bool isWhole = writeAll(file, bytes, 0);
    if (::close(file) != 0 || !isWhole)
        ::unlink(reservePath().c_str());
}

/// Whatever part of the record is there must not be taken for one later.
Result<void> FileStore::cutBack(const Error &reason)
{
    m_broken = ::ftruncate(m_journal, static_cast<off_t>(m_journalBytes)) != 0 || ::fdatasync(m_journal) != 0;
    return reason;
}

} // namespace bayplan
