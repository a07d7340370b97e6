// SPDX-License-Identifier: GPL-3.0-or-later
// What the time line of a scenario shows: a lane for each load generator and for whatever is hit, with the faults that
// are planned and those that a run really had.
#pragma once

#include "app/desktop/fault_log.h"
#include "engine/base/rate_curve.h"
#include "engine/model/topology.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace bayplan {

struct PlannedBar {
    ElementId id;
    std::string kind;
    QString title; ///< "Kill", "Loss 10 %"
    Duration at{0}, end{0};
    bool isInstant = false; ///< it has no length
    bool isEndless = false; ///< drawn to the end of the run
    int row = 0;            ///< within its lane: those at one time stand below each other
    QString objection;      ///< why the chosen engine cannot do it
};

struct DoneBar {
    QString title;
    Time began{};
    std::optional<Time> ended;
    bool isByHand = false, hasFailed = false;
};

/// An instant of the shape of a load that a parameter says: the end of a ramp or of a burst, the next period.
struct LoadKnob {
    std::string key; ///< of the load generator's parameters
    QString title;   ///< "Period"
    Duration at{0};
};

struct ScenarioLane {
    std::string target; ///< as faults name it
    QString title, icon;
    ElementId element; ///< of the drawing; empty when the target is not there
    std::optional<RateCurve> load;
    std::vector<LoadKnob> knobs;  ///< of its shape, by time
    std::vector<PlannedBar> bars; ///< by time
    std::vector<DoneBar> done;
    int rows = 1;
};

/// Load generators first, then targets in order of their names; `extra` has a lane in any case, unless it is empty.
std::vector<ScenarioLane> scenarioLanes(const Topology &topology, const std::vector<LoggedFault> &log,
                                        const std::map<ElementId, QString> &objections, const std::string &extra);

/// The element of the drawing that a target names: an id, a pod's name, a replica.
ElementId elementOfTarget(const Topology &topology, const std::string &target);

/// Title of a fault as a bar has it, with its most telling parameter.
QString faultTitle(const Fault &fault);

} // namespace bayplan
