// SPDX-License-Identifier: Apache-2.0
// A fault given by hand as one of a scenario, and of a plan: the same for every engine.
#pragma once

#include "engine/base/result.h"
#include "engine/model/topology.h"
#include "engine/plan/plan.h"
#include "engine/plan/run.h"

namespace bayplan {

/// True for what a person does to a run and no document holds: "resume", and the orders to queues.
bool isByHandOnly(const std::string &kind);

/// True for a kind that, without a length, is held until somebody resumes it: "pause", "degrade", "limits"...
bool lastsUntilResumed(const std::string &kind);

/// One more fault in a document, at its kind's usual time, with the injection's length and parameters. Errors:
/// InvalidInput for a kind that the catalog has not, a parameter or length that the kind has not, a value out of range.
Result<ElementId> addToScenario(Topology &topology, const Injection &injection);

/// Of a kind of the catalog, or "resume"; a length of 0 stays 0 where it means "until resumed". Errors: NotFound for
/// the target, else those of addToScenario().
Result<FaultPlan> faultOf(const Plan &plan, const Injection &injection);

/// What events call a fault: its id in the document, else its text. A resumption's `how` is that of the only fault to
/// end; empty for all of the target's.
inline const std::string &faultSubject(const FaultPlan &fault)
{
    return fault.id.empty() ? fault.text : fault.id;
}

/// Whether the resumption of a container or link ends the fault: the whole of it, also when it hits others, too. Deaths
/// and rolling restarts are not ended by it.
bool isEndedBy(const FaultPlan &fault, const FaultPlan &resumption);

/// The same without knowing whom it hits.
Result<FaultPlan> unaimedFault(const Injection &injection);

} // namespace bayplan
