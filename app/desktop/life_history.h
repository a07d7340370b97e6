// SPDX-License-Identifier: GPL-3.0-or-later
// The phases of every container of a run over time, and the requests that were lost in each.
#pragma once

#include "engine/plan/plan.h"
#include "engine/plan/snapshot.h"

#include <array>
#include <cstdint>
#include <vector>

namespace bayplan {

enum class LifePhase { Created, Starting, Ready, Draining, Paused, Down };
inline constexpr std::size_t lifePhaseCount = 6;

struct LifeSpan {
    Time begin{}, end{};
    LifePhase phase = LifePhase::Created;
};

/// Of one container in one phase, summed over all times that it was in it.
struct PhaseLosses {
    Duration time{0};
    std::uint64_t times = 0;
    std::uint64_t callsFailed = 0; ///< calls of others to it that failed or timed out, as these saw it
    std::uint64_t refused = 0;     ///< by itself
    std::uint64_t cutShort = 0;    ///< it had taken them when its life ended
};

struct LifeLane {
    InstanceIndex instance = 0;
    std::vector<LifeSpan> spans; ///< ascending; the newest are kept
    std::array<PhaseLosses, lifePhaseCount> phases;
    std::uint32_t restarts = 0;
    bool countsCutShort = false;                           ///< else nobody does, as in deployments
    Duration longestDrain{0}, lastDown{0}, longestDown{0}; ///< of those that are over

    const PhaseLosses &in(LifePhase phase) const { return phases[static_cast<std::size_t>(phase)]; }
};

/// Not thread-safe. Snapshots in order of time.
class LifeHistory {
public:
    /// Follows nothing in plans of more than 500 containers.
    explicit LifeHistory(const Plan &plan);

    void add(const Snapshot &snapshot);

    /// One for each container but the engine's own pause containers, in order of the plan.
    const std::vector<LifeLane> &lanes() const { return m_lanes; }

private:
    struct Seen {
        std::uint64_t refused = 0, lost = 0;
        std::vector<std::uint64_t> failedCalls; ///< by PeerId
    };

    std::vector<std::uint64_t> failuresByCallee(const Snapshot &snapshot);
    static void extendLane(LifeLane &lane, LifePhase phase, Time now);

    std::vector<std::vector<InstanceIndex>> m_callees; ///< by instance and PeerId
    std::vector<Seen> m_seen;                          ///< by instance
    std::vector<LifeLane> m_lanes;
    Time m_lastTime{};
};

LifePhase lifePhaseOf(const InstanceSnapshot &instance);

} // namespace bayplan
