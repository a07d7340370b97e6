// SPDX-License-Identifier: Apache-2.0
// Between a recording and the plan that was run: the document in it with the duration, warm-up and seed of the run.
#pragma once

#include "engine/model/topology.h"
#include "engine/plan/plan.h"
#include "engine/recording/recording.h"

#include <string>

namespace bayplan {

struct RecordedScenario {
    Topology topology;
    Plan plan;
};

/// Errors have the recording as their place: InvalidInput for a document that cannot be run, and for what was done by
/// hand to something that is not in it.
Result<RecordedScenario> recordedScenario(const Recording &recording, const std::string &file);

/// The first line of a recording of this plan. `document` is the text that it was made from, `file` where that stood.
RecordingHeader headerOfRun(const Plan &plan, const std::string &document, const std::string &file,
                            const std::string &engine, bool simulated);

} // namespace bayplan
