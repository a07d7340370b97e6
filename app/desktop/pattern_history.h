// SPDX-License-Identifier: GPL-3.0-or-later
// What the patterns of a run showed at instants all over it: what the views of patterns show at the shared cursor.
// Without histograms, which are large; of those the quantiles.
#pragma once

#include "engine/plan/plan.h"
#include "engine/plan/snapshot.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace bayplan {

/// Calls of one container to one peer since the start of the run.
struct CallFigures {
    std::uint64_t sent = 0, succeeded = 0, failed = 0, timedOut = 0, late = 0;
    double p50Seconds = 0, p95Seconds = 0, p99Seconds = 0, mostSeconds = 0; ///< of those that succeeded
    bool hasLatency = false;
};

struct InstanceMoment {
    InstanceIndex instance = 0;
    bool alive = false, paused = false;
    std::uint32_t inService = 0;                         ///< slots
    Time stateTime{};                                    ///< when the container said so: in deployments a little before
    PatternState pattern;                                ///< its histograms are empty
    double sojournP50Seconds = 0, sojournP99Seconds = 0; ///< queues: put to completion, since the start
    std::vector<CallFigures> calls;                      ///< by PeerId; of those that send requests on
};

struct PatternMoment {
    Time time{};
    std::vector<InstanceMoment> instances; ///< those with a pattern, in order of the plan
};
using PatternMomentPtr = std::shared_ptr<const PatternMoment>;

/// Not thread-safe. When full every second moment goes, so that the whole run stays at one resolution.
class PatternHistory {
public:
    explicit PatternHistory(const Plan &plan, Duration step = std::chrono::milliseconds(100));

    /// In order of time. Those closer than the step only take the place of the newest.
    void add(const Snapshot &snapshot);

    /// The newest at or before the instant; the oldest when that is before all; null when there is none.
    PatternMomentPtr at(std::optional<Time> time) const;
    PatternMomentPtr newest() const { return at(std::nullopt); }

    /// Ascending, the newest last.
    std::vector<PatternMomentPtr> all() const;

private:
    void halve();

    Duration m_step;
    std::vector<InstanceIndex> m_tracked;
    std::size_t m_capacity = 600;
    std::vector<PatternMomentPtr> m_moments;
    PatternMomentPtr m_newest; ///< may stand in m_moments too
};

/// Null when the moment does not hold that container.
const InstanceMoment *momentOf(const PatternMoment &moment, InstanceIndex instance);

/// What it shows of that pattern; null when it shows another.
template <class State>
const State *patternOf(const InstanceMoment &instance)
{
    return std::get_if<State>(&instance.pattern);
}

} // namespace bayplan
