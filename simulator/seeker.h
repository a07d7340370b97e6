// SPDX-License-Identifier: Apache-2.0
// Any instant of a simulated run, for who scrubs through it.
#pragma once

#include "engine/plan/done_by_hand.h"
#include "engine/plan/plan.h"
#include "engine/plan/snapshot.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace bayplan {

class RetracedWorld;

/// Holds no states: the same plan and seed give the same history, so an earlier instant is reached by running again
/// from the start, without checks and figures; a later one by going on from where it is. Memory is that of one world.
///
/// What that costs is the number of events before the instant: of the shipped examples voting-app has 40,000 and
/// sharded-cache 92,000 in all, mm1 1.15 million. tests/bench/seek_bench prints the milliseconds of
/// a machine. No time is promised for runs of a million events and more: give `progress` there. Not thread-safe.
class Seeker {
public:
    /// `plan` with its duration and seed as they were run (SimulatorOptions); `byHand` in order of time.
    explicit Seeker(Plan plan, std::vector<HandAction> byHand = {});
    ~Seeker();

    /// Called about ten times a second with the fraction of the way done; false gives up.
    using Progress = std::function<bool(double)>;

    /// To the state after everything that happens at or before `at`. False when `progress` gave up: then time() is
    /// somewhere on the way.
    bool seek(Time at, const Progress &progress = {});

    /// To the very point between two events of one time at which a run was stopped.
    bool seek(const RunInstant &instant, const Progress &progress = {});

    Time time() const;
    std::uint64_t traceHash() const; ///< of every event so far
    Snapshot snapshot() const;

private:
    const Plan m_plan;
    const std::vector<HandAction> m_byHand;
    std::unique_ptr<RetracedWorld> m_retraced;
};

} // namespace bayplan
