// SPDX-License-Identifier: Apache-2.0
// One election seen from snapshot to snapshot: who leads, how long nobody did, and whether it was safe.
#pragma once

#include "engine/plan/snapshot.h"
#include "engine/report/elections.h"
#include "engine/report/report.h"

#include <cstdint>
#include <map>
#include <string>

namespace bayplan {

class ElectionTracker {
public:
    explicit ElectionTracker(ElectionGroup group) : m_group(std::move(group)) {}

    /// In order of time. Times without a leader count from the first call with `inWindow`.
    void observe(const Snapshot &snapshot, bool inWindow);

    ElectionFigures finish(const Snapshot &last) const;

private:
    void lead(const Snapshot &snapshot, InstanceIndex leader);
    void lack(Time now);
    void count(Duration gap);
    void checkTerms(const Snapshot &snapshot);

    ElectionGroup m_group;
    bool m_inWindow = false;
    bool m_gapOpen = false;
    Time m_gapStart{};
    Time m_leaseEnd{};
    Duration m_total{0}, m_longest{0};
    std::uint64_t m_electionsBefore = 0;
    std::map<std::uint64_t, InstanceIndex> m_leaderOfTerm;
    std::string m_violation;
};

} // namespace bayplan
