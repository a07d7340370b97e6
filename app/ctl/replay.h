// SPDX-License-Identifier: Apache-2.0
// The parts of the verb replay, one file each.
#pragma once

#include "app/ctl/verbs.h"
#include "engine/base/result.h"
#include "engine/plan/plan.h"
#include "engine/recording/recorded_scenario.h"
#include "engine/recording/recording_writer.h"

#include <memory>
#include <string>

namespace bayplan::ctl {

/// Starts a recording at `path`. `document` is the text that the plan was made from, `file` where it stood.
Result<std::unique_ptr<RecordingWriter>> startRecording(const std::string &path, const std::string &file,
                                                        const std::string &document, const Plan &plan,
                                                        const std::string &engine, bool simulated);

/// A run of an engine cannot be run again: Unsupported, with what can be done instead.
Result<void> checkSimulated(const Recording &recording, const std::string &file);

// What the verb does with a recording that was read; each prints and gives an exit status.
int runAgain(const Recording &recording, const ReplayOptions &options);
int showState(const Recording &recording, const ReplayOptions &options);
int showEvents(const Recording &recording, const ReplayOptions &options);
int showReport(const Recording &recording, const ReplayOptions &options);
int forkRun(const Recording &recording, const ReplayOptions &options);

} // namespace bayplan::ctl
