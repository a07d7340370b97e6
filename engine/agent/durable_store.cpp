// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/durable_store.h"

#include "engine/base/durable_file.h"
#include "engine/base/units.h"
#include "engine/patterns/checksum.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>
#include <system_error>
#include <vector>

namespace bayplan {
namespace {

constexpr std::string_view stateHeading = "bayplan-state 1 ";
constexpr std::string_view recordMark = "BpJ1";
constexpr std::size_t recordHeaderBytes = 20; ///< mark, length (4), sequence (8), checksum (4)
constexpr std::uint64_t fileLimitBytes = 8ULL << 30U;

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

std::optional<ReadRecord> recordAt(std::string_view journal, std::size_t at, std::uint64_t generation)
{
    const std::string_view rest = journal.substr(at);
    if (rest.size() < recordHeaderBytes || !rest.starts_with(recordMark))
        return std::nullopt;
    const std::uint64_t length = getNumber(rest.substr(4, 4));
    if (length > rest.size() - recordHeaderBytes)
        return std::nullopt;
    const ReadRecord record{getNumber(rest.substr(8, 8)), rest.substr(recordHeaderBytes, length)};
    if (getNumber(rest.substr(16, 4)) != recordChecksum(generation, record.sequence, record.bytes))
        return std::nullopt;
    return record;
}

bool hasRecordBehind(std::string_view journal, std::size_t at, std::uint64_t generation, std::uint64_t sequence)
{
    for (at = journal.find(recordMark, at); at != std::string_view::npos; at = journal.find(recordMark, at + 1)) {
        const auto record = recordAt(journal, at, generation);
        if (record && record->sequence >= sequence)
            return true;
    }
    return false;
}

bool writeAll(int file, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

bool syncFolder(const std::string &folder)
{
    const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = file >= 0 && ::fsync(file) == 0;
    if (file >= 0)
        ::close(file);
    return synced;
}

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
    if (m_journal >= 0)
        ::close(m_journal);
    m_journal = -1;
}

Result<Started> FileStore::load()
{
    if (auto locked = lockFolder(); !locked)
        return locked.error();
    auto state = readState();
    if (!state)
        return state.error();
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
    std::string durable = bytes->substr(end + 1);
    if (space == std::string::npos || !generation || *generation < 1 ||
        heading.substr(space + 1) != std::to_string(crc32c(durable, static_cast<std::uint32_t>(*generation))))
        return damaged(statePath(), "The checksum of the durable state does not match.", advice);
    m_generation = static_cast<std::uint64_t>(*generation);
    return durable;
}

Result<std::vector<std::string>> FileStore::readJournal()
{
    std::vector<std::string> records;
    auto bytes = readWhole(journalPath(), fileLimitBytes);
    if (!bytes && bytes.error().code == ErrorCode::NotFound)
        return records;
    if (!bytes)
        return bytes.error();
    std::size_t at = 0;
    while (at < bytes->size()) {
        const auto record = recordAt(*bytes, at, m_generation);
        if (!record || record->sequence != m_sequence + 1)
            break;
        ++m_sequence;
        records.emplace_back(record->bytes);
        at += recordHeaderBytes + record->bytes.size();
    }
    m_journalBytes = at;
    if (at == bytes->size())
        return records;
    if (hasRecordBehind(*bytes, at, m_generation, m_sequence + 1))
        return damaged(journalPath(),
                       "The journal is damaged after record " + std::to_string(m_sequence) +
                           ", and good records stand behind the damage.",
                       "To go on with what stands before it, cut the file to " + std::to_string(at) + " bytes.");
    if (::truncate(journalPath().c_str(), static_cast<off_t>(at)) != 0)
        return journalError("The end of the journal cannot be cut", journalPath());
    return records;
}

Result<void> FileStore::persist(std::string_view durable)
{
    const std::uint64_t next = m_generation + 1;
    std::string bytes(stateHeading);
    bytes += std::to_string(next) + ' ' + std::to_string(crc32c(durable, static_cast<std::uint32_t>(next))) + '\n';
    bytes += durable;
    if (auto written = writeDurably(statePath(), bytes); !written)
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
    std::string bytes(recordMark);
    putNumber(bytes, record.size(), 4);
    putNumber(bytes, m_sequence + 1, 8);
    putNumber(bytes, recordChecksum(m_generation, m_sequence + 1, record), 4);
    bytes += record;
    if (!writeAll(m_journal, bytes))
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
    m_journal = ::open(journalPath().c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (m_journal < 0)
        return journalError("The journal cannot be opened", journalPath());
    if (!syncFolder(m_folder)) {
        const Error error = journalError("The folder of the journal cannot be synced", m_folder);
        closeJournal();
        return error;
    }
    return {};
}

/// Whatever part of the record is there must not be taken for one later.
Result<void> FileStore::cutBack(const Error &reason)
{
    m_broken = ::ftruncate(m_journal, static_cast<off_t>(m_journalBytes)) != 0 || ::fdatasync(m_journal) != 0;
    return reason;
}

} // namespace bayplan
