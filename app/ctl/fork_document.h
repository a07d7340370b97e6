// SPDX-License-Identifier: Apache-2.0
// A recorded run as a document of its own, with another scenario from some instant on.
#pragma once

#include "engine/base/result.h"
#include "engine/model/topology.h"
#include "engine/plan/done_by_hand.h"
#include "engine/plan/plan.h"

#include <string>
#include <vector>

namespace bayplan::ctl {

/// KIND:TARGET or KIND:TARGET:LENGTH, as in "pause:web-0:5s"; any kind of fault that a document knows.
Result<Injection> parseInjection(const std::string &text);

/// The document with the plan's duration, warm-up and seed; what was done by hand up to `at` becomes faults of its
/// scenario (one nanosecond later than it was done: a fault of a scenario comes before everything else of its instant),
/// each `injection` another one at `at`. What was done by hand after `at` is left out; the document's own faults stay.
/// Errors: InvalidInput for a kind that a document does not know, and for a length that it has not.
Result<Topology> forkedTopology(Topology topology, const Plan &plan, const std::vector<HandAction> &byHand, Time at,
                                const std::vector<Injection> &injections);

} // namespace bayplan::ctl
