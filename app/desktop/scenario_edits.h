// SPDX-License-Identifier: GPL-3.0-or-later
// Changes of a document's scenario: faults put in time, taken from a run, made up from a seed.
#pragma once

#include "app/desktop/fault_log.h"
#include "engine/model/edit.h"
#include "engine/plan/run.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace bayplan {

/// Instant and length of a fault in the document; a length only where its kind has one.
struct FaultTiming {
    Duration at{0};
    Duration length{0};
    bool hasLength = false;
    bool mayBeEndless = false; ///< a length of 0 lasts to the end of the run
};
FaultTiming timingOf(const Fault &fault);

/// One more fault.
Edit plannedFault(const Topology &topology, const std::string &kind, const std::string &target, const Params &params,
                  Duration at, ElementId *id);

/// The faults with these instants and lengths. Values that a kind does not take are brought to the nearest that it
/// takes; unknown ids are passed over.
Edit timedFaults(const Topology &topology, const std::map<ElementId, FaultTiming> &timings);

/// Copies of the faults in `pasted`, the first of them at `at`; aimed at `target` unless that is empty.
Edit pastedFaults(const Topology &topology, const Topology &pasted, Duration at, const std::string &target,
                  std::set<ElementId> *created);

/// What was done by hand in a run as faults of the scenario, with the lengths that they had; empty when nothing was.
/// `runEnd` ends what was never healed.
Edit byHandAsFaults(const Topology &topology, const std::vector<LoggedFault> &log, Time runEnd);

/// Faults that chaos made up, marked as such; with `replace` earlier ones go.
Edit chaosInScenario(const Topology &topology, const std::vector<Fault> &faults, std::uint64_t seed, bool replace);

/// The cuts that part the pods in `inside` from all others. `direction` is the catalog's: "both", "in", "out". Empty
/// when there is nothing on one of the sides.
std::vector<Injection> cutsAround(const Topology &topology, const std::set<ElementId> &inside,
                                  const std::string &direction, Duration length);

} // namespace bayplan
