// SPDX-License-Identifier: Apache-2.0
// The faults and orders of a deployment that a run watches: those of the drawing's scenario at their times, and those
// that are given by hand.
#pragma once

#include "engine/docker/deployment_view.h"
#include "engine/docker/fault_injector.h"
#include "engine/plan/plan.h"

#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace bayplan {

/// Tells the view of each when it begins, is over, or has failed. All on the run's thread.
class RunFaults {
public:
    struct Context {
        const Plan &plan;
        EngineClient &engine;
        EngineUrl address;
        std::string deployment;
        Signal &changed;
        DeploymentView &view;
        std::function<bool()> isEnding;
        std::function<void(Task<void>)> begin; ///< the end of the run waits for it
    };
    explicit RunFaults(Context context) : m_context(std::move(context)) {}

    /// Those that are due after so much of the run, each at its time.
    Task<void> playScenario(Duration past);

    Task<void> carryOut(FaultPlan fault);

    /// Ends what this run holds and that `fault`, if it is a resume, ends. True when there is any.
    bool release(const FaultPlan &fault);

    /// What became of it, the queue's agent tells.
    Task<void> order(FaultPlan wanted);

private:
    /// One that goes on.
    struct Held {
        const FaultPlan &fault;
        bool isResumed = false;
    };

    Task<Result<void>> inflict(const FaultPlan &fault);
    Task<Result<void>> inflict(const Held &held);
    Task<Result<void>> roll(FaultContext context, const FaultPlan &fault);
    Task<Result<void>> rollOne(const FaultContext &context, const FaultPlan &fault, std::vector<InstanceIndex> members);

    Context m_context;
    std::set<Held *> m_held;
};

} // namespace bayplan
