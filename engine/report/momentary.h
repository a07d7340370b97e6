// SPDX-License-Identifier: Apache-2.0
// An assertion asked of one instant instead of a whole run: what a run is to go on until.
#pragma once

#include "engine/base/result.h"
#include "engine/plan/snapshot.h"
#include "engine/report/assertion_text.h"
#include "engine/report/election_tracker.h"

#include <cstdint>
#include <deque>
#include <string>
#include <utility>
#include <vector>

namespace bayplan {

/// States ("queue.depth", "waiting", "term") are those of the instant, counts ("errors", "dead", "put") those since the
/// start of the run; rates, latencies, ratios and utilisation are of the last second, as the charts draw them. Not
/// thread-safe.
class MomentaryCondition {
public:
    /// Errors as checkAssertion() has them, with the column in `text`.
    static Result<MomentaryCondition> of(const std::string &text, const Plan &plan);

    /// Instances whose states say whether it holds.
    const std::vector<InstanceIndex> &instances() const { return m_instances; }
    bool concerns(InstanceIndex index) const { return !m_partsOf[index].empty(); }

    /// Everything anew; snapshots in order of time.
    void observe(const Snapshot &snapshot);
    /// One of instances(), and nothing else, has changed.
    void observe(InstanceIndex index, const InstanceSnapshot &state, Time now);
    /// Broken promises, which only the simulator counts.
    void observeViolations(std::uint64_t count) { m_violations = static_cast<double>(count); }

    bool holds() const;

    /// "queue.depth of jobs is 101"; in English, as the other words of engines.
    std::string measured() const;

private:
    /// Sums of what only grows, for differences over the last second.
    struct Sums {
        double answered = 0, failed = 0, received = 0, refused = 0, completed = 0;
        double busySeconds = 0, waitedSeconds = 0;
        Histogram latency;
    };
    struct Past {
        Time at{};
        Sums sums;
    };
    /// A link, container, election or queue that has the figure.
    struct Part {
        SubjectKind kind = SubjectKind::Link;
        std::string id, text;
        std::vector<InstanceIndex> instances;
        std::vector<std::pair<InstanceIndex, std::uint32_t>> peers; ///< of a link
        std::vector<ElectionTracker> tracker;                       ///< one, of an election
        std::deque<Past> past;
        double value = 0;
        bool isKnown = true; ///< else nothing came through, or nobody counts it
    };

    MomentaryCondition(AssertionText asked, const Plan &plan);

    void addParts(const Plan &plan);
    void keepMeant();
    void renew(Part &part);
    Sums sumsOf(const Part &part) const;
    double countOf(const Part &part) const;
    double stateOf(const Part &part) const;
    void overLastSecond(Part &part);
    const Part *shown() const;
    double value() const;

    AssertionText m_asked;
    std::vector<Part> m_parts;
    std::vector<InstanceIndex> m_instances;
    std::vector<std::vector<std::size_t>> m_partsOf; ///< by instance
    Snapshot m_now;                                  ///< of instances() only
    double m_violations = 0;
};

} // namespace bayplan
