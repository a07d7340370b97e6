// SPDX-License-Identifier: Apache-2.0
// Records a run while it goes on.
#pragma once

#include "engine/plan/done_by_hand.h"
#include "engine/plan/snapshot.h"
#include "engine/recording/recording.h"
#include "engine/report/report.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bayplan {

/// Any thread; what is added by one thread stays in its order. Memory is that of two snapshots and 64 KiB, however long
/// the run: lines go to the file as they come. When the file takes no more, what is there is kept to its last whole
/// line, the rest of the run is left out, and finish() says so; the run itself goes on.
class RecordingWriter {
public:
    /// Replaces what is at `path` and writes the header. Errors: NotFound, Io, DiskFull.
    static Result<std::unique_ptr<RecordingWriter>> create(const std::string &path, const RecordingHeader &header);

    /// Without finish() the file is as after a crash, with all that was added.
    ~RecordingWriter();
    RecordingWriter(const RecordingWriter &) = delete;
    RecordingWriter &operator=(const RecordingWriter &) = delete;

    void add(const RunEvent &event);
    void add(const HandAction &action);

    /// In order of time, as many instances as the header names. At most about 200 of a run are kept, 100 ms apart at
    /// least, and the last one.
    void add(const Snapshot &snapshot);

    /// The last call. `stopped`: by the user, before the duration was over; `goesOn`: the run did not stop there, this
    /// is what it was so far. Errors: what kept it from being complete.
    Result<void> finish(const Report &report, bool stopped, bool goesOn = false);

    /// Why nothing more is recorded.
    std::optional<Error> problem() const;

private:
    RecordingWriter(std::string path, int descriptor, const RecordingHeader &header);

    void put(std::string line);
    void putSnapshot(const Snapshot &snapshot);
    void flush();
    void giveUp(int code, std::size_t written);

    const std::string m_path;
    int m_descriptor;
    const Duration m_snapshotGap;
    mutable std::mutex m_mutex;
    std::string m_pending; ///< whole lines that are not in the file yet
    std::uint64_t m_writtenBytes = 0;
    std::uint32_t m_checksum = 0;
    std::optional<Error> m_problem;
    Time m_lastTime{}; ///< of anything added
    std::uint64_t m_snapshots = 0;
    Snapshot m_before;                 ///< the last that was written
    std::optional<Snapshot> m_skipped; ///< the last that was added, when it was not
};

} // namespace bayplan
