// SPDX-License-Identifier: Apache-2.0
// Many replications of one plan as one report.
#pragma once

#include "engine/plan/plan.h"
#include "engine/report/report.h"

#include <cstdint>
#include <memory>

namespace bayplan {

/// Counts are summed; rates, ratios, depths and means are averages over replications with their 99 % intervals
/// (Student); quantiles are those of all samples together, with intervals from their values in each replication; a
/// violation in one is a violation of all. Memory does not grow with the number of replications.
class ReplicationMerger {
public:
    /// The plan outlives it.
    explicit ReplicationMerger(const Plan &plan);
    ~ReplicationMerger();

    /// Reports of the same plan with other seeds, in the order of their numbers.
    void add(const Report &report);

    std::uint32_t count() const { return m_count; }

    /// Of one alone: that report as it was. At least one was added.
    Report merged() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
    std::uint32_t m_count = 0;
};

} // namespace bayplan
