// SPDX-License-Identifier: Apache-2.0
// Any instant of a simulated run, for who scrubs through it.
#pragma once

#include "engine/plan/done_by_hand.h"
#include "engine/plan/plan.h"
#include "engine/plan/snapshot.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace bayplan {

class RetracedWorld;

struct SeekerOptions {
    std::size_t limitBytes = std::size_t{256} << 20U;   ///< of all copies, roughly; one is kept in any case
    Duration copyEvery = std::chrono::milliseconds(50); ///< of processor time; Duration::max(): none but the beginning
};

/// The same plan and seed give the same history, so any instant is reached by running to it, without checks and
/// figures. On the way it keeps copies of the world, one for each 50 ms of processor time, and a seek begins at the
/// nearest one before its instant. So the first way to an instant costs the run up to there (give `progress`), and
/// any instant before the farthest that was reached is there within 200 ms of processor time, as long as
///
/// * a copy of the world takes less than 75 ms: drawings to about ten thousand containers;
/// * the copies fit into the limit. Beyond it every second one goes, and an instant costs what the run costs between
///   two that remain: a run of S seconds of processor time with copies of B bytes S * B / limit.
///
/// Who shows a whole run seeks its end once, in a thread where that may take its time. tests/bench/seek_bench prints
/// the milliseconds and bytes of a machine. Not thread-safe.
class Seeker {
public:
    /// `plan` with its duration and seed as they were run (SimulatorOptions); `byHand` in order of time.
    explicit Seeker(Plan plan, std::vector<HandAction> byHand = {}, const SeekerOptions &options = {});
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

    std::size_t checkpoints() const { return m_checkpoints.size(); } ///< copies that are kept
    std::size_t checkpointBytes() const { return m_bytes; } ///< of all of them, roughly; at most the limit, or one

private:
    struct Checkpoint {
        Time at{};
        std::uint64_t events = 0;
        std::size_t bytes = 0;
        std::unique_ptr<const RetracedWorld> world;
    };
    using Checkpoints = std::vector<Checkpoint>;

    Checkpoints::iterator behind(const RunInstant &instant);
    void beginNear(const RunInstant &instant);
    bool runSlice(const RunInstant &instant);
    void passed(double seconds);
    void keepCopy(Checkpoints::iterator before);
    void thinOut();

    const Plan m_plan;
    const std::vector<HandAction> m_byHand;
    const std::size_t m_limitBytes;
    std::unique_ptr<RetracedWorld> m_retraced;
    Checkpoints m_checkpoints; ///< in order of time
    std::size_t m_bytes = 0;
    double m_gapSeconds;                ///< of processor time between two of them, or as long as a copy takes
    double m_copySeconds = 0;           ///< of the last copy
    std::uint64_t m_lastCopyEvents = 0; ///< of the last checkpoint that was begun at, passed or kept
    double m_secondsSinceCopy = 0;      ///< and what was run since then
};

} // namespace bayplan
