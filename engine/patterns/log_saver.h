// SPDX-License-Identifier: Apache-2.0
// The log saver (Burns and Oppenheimer 2016, 4.1): ships the lines that the main container writes to a sink.
#pragma once

#include "engine/patterns/config.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace bayplan {

/// How far a source has been delivered: its reader goes on at `nextOffset`.
struct LogPosition {
    std::string source;
    std::uint64_t nextOffset = 0;
    bool operator==(const LogPosition &) const = default;
};

/// What a log saver persists: one line "OFFSET SOURCE" for each of the last sources, the newest last. The driver that
/// reads the files gets the same text from its store before it sends the first LogLines. Lines that do not parse are
/// left out.
std::vector<LogPosition> parseLogPositions(std::string_view durable);
std::string formatLogPositions(const std::vector<LogPosition> &positions);

/// | batch  | input                                 | next                                             |
/// | ------ | ------------------------------------- | ------------------------------------------------ |
/// | (none) | batchLines are there, or Stopping     | Sent: the oldest chunks that follow in one file  |
/// | (none) | the oldest line has waited flushEvery | Sent, likewise                                   |
/// | Sent   | acknowledged                          | (none): its offset is persisted                  |
/// | Sent   | not stored, refused, no answer        | Kept for retryAfter, doubling; event "sink-down" |
/// | Sent   | refused as too large                  | Sent: its first half; event "line-too-large"     |
/// | Kept   | its time is over, or Stopping         | Sent; its lines count as redelivered             |
/// | Kept   | over bufferBytes                      | (none): dropped, counted, event "dropping-lines" |
///
/// LogLines come from the driver in chunks, each whole or not at all in a batch, so that every offset saved is one that
/// the driver named. A batch goes to peer 0 when batchLines are there or the oldest has waited flushEvery; one at a
/// time, in order, and of at most 4 MiB as JSON unless a chunk alone is more. One that the sink finds too large is
/// halved, and batches are smaller from then on; a single line that is too large is dropped and counted. Acknowledged,
/// its offset is persisted: at least once. Not acknowledged, it is sent again after retryAfter, doubling up to 30 s,
/// and its lines count as redelivered. Over bufferBytes the oldest chunks are dropped and counted. That bounds the
/// memory of what waits: its text, and from the 1001st chunk on what a chunk takes beside its text. A line over
/// maxLineBytes is cut and ends in a mark. Stopping sends what is there at once; busy until it is delivered. The
/// behaviour of `config` is a LogSaverConfig.
std::unique_ptr<Machine> makeLogSaver(const MachineConfig &config);

} // namespace bayplan
