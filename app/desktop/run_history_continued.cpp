// SPDX-License-Identifier: GPL-3.0-or-later
// A run that goes on after its plan was changed keeps what its views have shown.
#include "app/desktop/run_history.h"

#include <algorithm>

namespace bayplan {

namespace {

using SeriesIndex = std::map<std::string, int, std::less<>>;

void takeOver(const SeriesIndex &index, std::vector<SeriesSet> &sets, const SeriesIndex &indexBefore,
              const std::vector<SeriesSet> &setsBefore)
{
    for (const auto &[id, place] : index) {
        const auto before = indexBefore.find(id);
        const auto at = static_cast<std::size_t>(place);
        if (before != indexBefore.end() && at < sets.size() &&
            static_cast<std::size_t>(before->second) < setsBefore.size())
            sets[at] = setsBefore[static_cast<std::size_t>(before->second)];
    }
}

void takeOver(ElectionHistory &election, const ElectionHistory &before)
{
    election.withoutLeader = before.withoutLeader;
    election.notObserved = before.notObserved;
    for (ElectionLane &lane : election.lanes) {
        const auto same = std::ranges::find(before.lanes, lane.name, &ElectionLane::name);
        if (same != before.lanes.end())
            lane.spans = same->spans;
    }
}

} // namespace

void RunHistory::continueFrom(const RunHistory &before)
{
    takeOver(m_containerIndex, m_containers, before.m_containerIndex, before.m_containers);
    takeOver(m_linkIndex, m_links, before.m_linkIndex, before.m_links);
    takeOver(m_instanceIndex, m_instances, before.m_instanceIndex, before.m_instances);
    m_totals = before.m_totals;
    for (ElectionHistory &election : m_elections)
        for (const ElectionHistory &each : before.m_elections)
            if (each.election == election.election && each.number == election.number)
                takeOver(election, each);
    m_lastTime = before.m_lastTime;
    m_samples = before.m_samples;
}

} // namespace bayplan
