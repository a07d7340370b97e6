// SPDX-License-Identifier: Apache-2.0
// A recording with the plan that was run, and all that it shows over time.
#pragma once

#include "engine/model/topology.h"
#include "engine/plan/plan.h"
#include "engine/recording/recording.h"
#include "engine/report/report.h"

#include <functional>
#include <string>

namespace bayplan {

/// The file begins as a recording does; false too when it cannot be read.
bool isRecording(const std::string &path);

struct RecordedRun {
    Recording recording;
    Topology topology; ///< of its document
    Plan plan;         ///< as it was run: with the recording's duration, warm-up and seed
};

/// Errors: those of readRecording() and recordedScenario(); InvalidInput for one of other containers than its document
/// has.
Result<RecordedRun> openRecordedRun(const std::string &path);

/// Each snapshot of the recording, in order of time. Errors: those of readRecording().
Result<void> eachRecordedSnapshot(const std::string &path, const std::function<void(const Snapshot &)> &take);

/// The figures again, out of the snapshots: what the report in the recording has, and its histograms. The time between
/// snapshots bounds how exactly the window begins.
Result<Report> reportOfSnapshots(const RecordedRun &run, const std::string &path);

} // namespace bayplan
