// SPDX-License-Identifier: Apache-2.0
// A machine's durable state in a folder: one file with the state, one journal of what came after it.
#pragma once

#include "engine/agent/endpoints.h"
#include "engine/agent/memory_limit.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace bayplan {

/// FOLDER/state holds the state under a checksum and a generation; FOLDER/journal-GENERATION the records, each with
/// length, sequence and checksum. A new state is written whole and renamed; the journal of an older generation counts
/// for nothing.
///
/// Records at the end of the journal that were not synced when the power went were never acknowledged: from the first
/// damage on they are cut away. Damage before what was synced is refused, and the error says how much may be kept. One
/// process at a time: the folder is locked. After an append that failed half-way the journal is cut back; when even
/// that fails nothing more is appended before a persist. While it is written the journal has up to 256 KiB of zeros
/// behind its last record (a 64th of a small volume); they are no records, and go when it is closed.
///
/// A persist needs room for the new state beside what is there. Where there is a journal, FOLDER/reserve holds a little
/// of the volume (reserveForState), which a persist takes that finds no other room: so a state up to that size can take
/// the place of a journal that has filled the volume.
class FileStore final : public DurableStore {
public:
    explicit FileStore(std::string folder, std::uint64_t memoryBytes = memoryLimitBytes())
        : m_folder(std::move(folder)), m_memoryBytes(memoryBytes)
    {}
    ~FileStore() override;

    /// Errors: Conflict (another process has it), InvalidInput (damaged), LimitExceeded (takes more memory than there
    /// is), Io.
    Result<Started> load() override;
    Result<void> persist(std::string_view durable) override;
    Result<void> append(std::string_view record) override;
    Result<void> sync() override;

private:
    Result<Started> loadAll();
    Result<void> lockFolder();
    Result<void> checkMemory(const std::string &path, std::uint64_t neededBytes) const;
    Result<std::string> readState();
    Result<std::vector<std::string>> readJournal();
    Result<void> openJournal();
    void keepReserve() const;
    void allocateAhead(std::uint64_t neededBytes);
    void giveBackAhead();
    bool giveBackRoom();
    Result<void> cutBack(const Error &reason);
    void closeJournal();
    std::string statePath() const { return m_folder + "/state"; }
    std::string reservePath() const { return m_folder + "/reserve"; }
    std::string journalPath(std::uint64_t generation) const;
    std::string journalPath() const { return journalPath(m_generation); }

    std::string m_folder;
    std::uint64_t m_memoryBytes;
    int m_lock = -1;
    int m_journal = -1; ///< open for writing, or not yet
    std::uint64_t m_generation = 0;
    std::uint64_t m_sequence = 0;     ///< of the last record
    std::uint64_t m_journalBytes = 0; ///< up to the end of the last record
    std::uint64_t m_aheadBytes = 0;   ///< how long the file is to become before it is made longer again
    bool m_hasAhead = false;
    bool m_broken = false;
    bool m_isSynced = true;
};

} // namespace bayplan
