// SPDX-License-Identifier: GPL-3.0-or-later
// Whose life lines a sequence chart may show: by pattern, by what is selected, with their neighbours.
#pragma once

#include "engine/model/topology.h"
#include "engine/plan/message_log.h"

#include <QString>

#include <set>
#include <vector>

namespace bayplan {

/// Those that belong together: the members of an election, a queue with its workers and clients...
struct SequenceSuggestion {
    QString title;
    std::vector<InstanceIndex> instances; ///< in the order of the life lines
};

/// Patterns first, in order of the plan.
std::vector<SequenceSuggestion> sequenceSuggestions(const Plan &plan);

/// Whoever calls them or is called by them is put behind them, up to `most` in all.
std::vector<InstanceIndex> withNeighbours(const Plan &plan, std::vector<InstanceIndex> instances, std::size_t most);

/// Of pods, containers and links of the drawing; one instance alone comes with its neighbours. The instances of the
/// choice are the life lines; where only links are selected, the messages over those links alone are meant.
struct SequenceChoice {
    std::vector<InstanceIndex> lanes;
    std::vector<std::string> links; ///< none: whatever passes between the lanes
};
SequenceChoice choiceOf(const Plan &plan, const std::set<ElementId> &ids);

/// Everybody who has messages.
std::vector<InstanceIndex> instancesWithMessages(const Plan &plan);

inline constexpr std::size_t mostLifeLines = 60;

} // namespace bayplan
