// SPDX-License-Identifier: Apache-2.0
// What an elector must never forget, as it stands on the disk.
#pragma once

#include "engine/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bayplan {

/// No election lives to see it; what names a later term is damaged or made up.
inline constexpr std::uint64_t lastTerm = std::uint64_t{1} << 62U;

struct ElectionRecord {
    std::string election;            ///< name of the election
    std::uint64_t configuration = 0; ///< hash of the member list
    std::uint64_t term = 0;
    std::string vote; ///< member that got this node's vote in `term`; empty: none
    bool operator==(const ElectionRecord &) const = default;
};

/// Five lines of text with a checksum as the last.
std::string writeElectionRecord(const ElectionRecord &record);

/// Refuses anything that writeElectionRecord did not write: a wrong byte could mean a second vote in one term.
Result<ElectionRecord> readElectionRecord(std::string_view text);

/// The records of a state that holds those of several elections, one after the other; what is none is an entry too.
std::vector<std::string> splitElectionRecords(std::string_view state);

/// The record of the election of that name. Without it the first damaged one, which may have been its own; else
/// nothing: the election is new here.
std::string electionRecordOf(const std::vector<std::string> &records, std::string_view election);

} // namespace bayplan
