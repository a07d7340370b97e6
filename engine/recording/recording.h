// SPDX-License-Identifier: Apache-2.0
// A run in one file, NAME.bayrun, that is opened without an engine, shown and, when it was simulated, run again: the
// document and what was done to it by hand stand for every state in between, because equal documents and seeds give
// equal histories.
//
// The file is JSON lines; the key "t" of each says what it is: "bayrun" (the first: format, document, options),
// "event", "hand", "snapshot" (what changed since the one before), "report", "note" (why it ends early), "end" (with a
// checksum of all that stands before). Instants and lengths are texts as in documents, "12.3s". Keys and lines that are
// not known are passed over; a greater "format" is refused.
#pragma once

#include "engine/base/result.h"
#include "engine/plan/done_by_hand.h"
#include "engine/plan/snapshot.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bayplan {

inline constexpr int recordingFormat = 1;

struct RecordingHeader {
    std::string documentName; ///< of its file, without the folder
    std::string document;     ///< its text, changed parameters included
    Duration duration{0}, warmUp{0};
    std::uint64_t seed = 0;
    std::string engine;                 ///< Run::engineName()
    std::string version;                ///< of the program that recorded
    bool simulated = true;              ///< can be run again
    std::vector<std::string> instances; ///< names, in the plan's order
};

struct Recording {
    RecordingHeader header;
    std::vector<HandAction> byHand;
    std::vector<RunEvent> events;
    std::optional<Snapshot> snapshot;    ///< the newest at or before what was asked for
    std::string report;                  ///< as reportJson() gave it; empty when the run did not get there
    std::string traceHash;               ///< simulated and ended only
    std::optional<RunInstant> stoppedAt; ///< by its user, before its duration was over
    bool goesOn = false;                 ///< behind stoppedAt: the recording is of the run so far
    bool complete = false;               ///< its end is there, and the checksum is right
    std::vector<std::string> notices;    ///< sentences: torn, disk full
};

/// "-" is standard input. `snapshotAt`: which snapshot to give. A torn tail is left out and told in `notices`. Errors:
/// NotFound, Io, InvalidInput with the line (not a recording, damaged), NewerVersion, LimitExceeded (256 MiB a line).
Result<Recording> readRecording(const std::string &path, std::optional<Time> snapshotAt = {});

} // namespace bayplan
