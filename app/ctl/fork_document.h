// SPDX-License-Identifier: Apache-2.0
// Faults that are given on the command line as faults of a document; a recorded run as a document of its own, with
// another scenario from some instant on.
#pragma once

#include "engine/base/result.h"
#include "engine/model/topology.h"
#include "engine/plan/done_by_hand.h"
#include "engine/plan/plan.h"

#include <string>
#include <utility>
#include <vector>

namespace bayplan::ctl {

/// KIND:TARGET[:LENGTH][:PARAM=VALUE]..., as in "pause:web-0:5s" or "degrade:api:10s:loss=0.1:delay=constant(5ms)"; any
/// kind of fault that a document knows and its parameters; "load:client:10s:4" says the factor of a load by itself.
/// Errors: InvalidInput, also for a length or a parameter that the kind has not, and for what is done by hand only.
Result<Injection> parseInjection(const std::string &text);

/// The same with "@TIME" behind it, since the start of the run.
Result<std::pair<Injection, Time>> parseTimedInjection(const std::string &text);

/// One more fault of the scenario. What has no length and is held until somebody resumes it lasts beyond the end of the
/// run, which is that long. A link may be named by its ends.
Result<void> addInjection(Topology &topology, Duration run, const Injection &injection, Time at);

/// The document with the plan's duration, warm-up and seed; what was done by hand up to `at` becomes faults of its
/// scenario (one nanosecond later than it was done: a fault of a scenario comes before everything else of its instant),
/// each `injection` another one at `at`. What was done by hand after `at` is left out; the document's own faults stay.
/// Errors: InvalidInput for a kind that a document does not know, and for a length that it has not.
Result<Topology> forkedTopology(Topology topology, const Plan &plan, const std::vector<HandAction> &byHand, Time at,
                                const std::vector<Injection> &injections);

} // namespace bayplan::ctl
