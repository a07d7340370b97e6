// SPDX-License-Identifier: Apache-2.0
// How a run went, out of its snapshots: the charts and lanes of a page.
#pragma once

#include "engine/plan/plan.h"
#include "engine/plan/snapshot.h"
#include "engine/report/elections.h"
#include "engine/report/report_page.h"
#include "engine/report/subjects.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace bayplan {

/// State of a member of an election as a lane has it: "leader", "down"; one of a few words, with a colour each.
std::string memberWords(bool isAlive, bool isPaused, ElectionRole role, bool hasLease);

/// Memory is bounded: about three hundred points a line. Works for either engine.
class Timeline {
public:
    explicit Timeline(const Plan &plan);

    /// In order of time.
    void observe(const Snapshot &snapshot);

    /// Throughput and p50/p99 of links from load generators (of all links where there is none), waiting and utilisation
    /// of containers; lanes of elections; the end, when the run went on for longer than its plan.
    void addTo(ReportPage &page) const;

private:
    void addPoints(const Snapshot &later);
    void addLanes(const Snapshot &snapshot);

    std::vector<InstanceIndex> m_loads;
    Subjects m_subjects;
    std::vector<bool> m_isClient; ///< by link: from a load generator
    Duration m_spacing;
    std::size_t m_instances;
    std::optional<Snapshot> m_before; ///< the last that gave points
    double m_end = 0;
    std::vector<PageSeries> m_throughput, m_errors, m_p50, m_p99; ///< by link
    std::vector<PageSeries> m_waiting, m_busy;                    ///< by container
    std::vector<ElectionGroup> m_groups;
    std::vector<PageElection> m_elections;
};

} // namespace bayplan
