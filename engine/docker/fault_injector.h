// SPDX-License-Identifier: Apache-2.0
// Faults that only the engine can make: kill, stop, restart, pause, resume, cutting a pod off its network, and limits
// of processor and memory.
#pragma once

#include "engine/docker/engine_calls.h"
#include "engine/docker/fault_journal.h"
#include "engine/plan/run.h"

#include <functional>
#include <optional>
#include <set>
#include <string>

namespace bayplan {

/// The length of a fault that was given by hand without one and that must not outlive who knows how to end it.
constexpr Duration untilResumed = std::chrono::hours(24);

/// Errors: Unsupported for a fault that an engine cannot bring about, InvalidInput for what is no fault.
Result<void> canInject(const std::string &kind);

/// Where a fault goes to work. `isEnding` true: what has a length is undone at once.
struct FaultContext {
    EngineClient &engine;
    std::string deployment;
    Signal &changed;
    std::function<bool()> isEnding;
    bool outlivesProgram = false;     ///< a pause or partition without a length: somebody else will resume it
    std::optional<EngineUrl> address; ///< of the engine, for who ends it when this program is gone
};

/// Containers named by a pod ("web-0"), an instance ("web-0/app") or an element's id, else all replicas of a pod
/// ("web", "web/app"); the hub is nobody's target. Errors: NotFound, naming what there is.
Result<std::vector<FoundItem>> findTargets(const std::vector<FoundItem> &all, const std::string &target);

/// Carries it out, waits for its length and undoes it. Errors: NotFound, Unsupported, the engine's.
Task<Result<void>> injectFault(FaultContext context, Injection injection);

/// The same for containers given by their instances' names, as a plan's scenario does.
Task<Result<void>> injectFault(FaultContext context, FaultPlan fault, std::set<std::string> instances);

/// Ends what was noted: a pause, a partition, limits; or starts again what was killed. Errors: NotFound when none of
/// the containers is there.
Task<Result<void>> undoFault(FaultContext context, FaultNote note);

} // namespace bayplan
