// SPDX-License-Identifier: GPL-3.0-or-later
// What can be broken on purpose, as menus offer it: the kinds of the catalog in the words of people, some of them with
// several sets of parameters, and why an engine cannot do one.
#pragma once

#include "app/desktop/run_record.h"
#include "engine/model/topology.h"
#include "engine/plan/run.h"

#include <QString>

#include <vector>

namespace bayplan {

struct FaultChoice {
    QString key;      ///< "latency"
    QString title;    ///< "Latency"
    std::string kind; ///< of the catalog, without "fault."
    QString icon;
    Params preset;                 ///< "for" included
    std::vector<std::string> asks; ///< parameters that its form shows; the scenario editor has them all
};

/// In the order of menus: lives, network, machine, load.
std::vector<FaultChoice> faultChoices();

/// What an element may meet with: links only faults of traffic, load generators a change of load, pods with replicas a
/// rolling restart. Without regard to an engine.
std::vector<FaultChoice> faultChoicesFor(const Topology &topology, const ElementId &id);

/// Targets that mean an element or a part of it, as names for a run: the element itself, then each replica.
struct FaultTarget {
    QString title;
    std::string name;
};
std::vector<FaultTarget> faultTargets(const Topology &topology, const ElementId &id);

/// The same for an engine: kind, target, the preset's length and parameters as texts.
Injection injectionOf(const FaultChoice &choice, const std::string &target, const Params &params);

/// Why that engine cannot bring it about, or why it would change nothing; empty when it can.
QString whyNot(RunKind engine, const Plan &plan, const FaultPlan &fault, bool standIns);
/// The same for what is given by hand; also what is wrong with target and parameters.
QString whyNot(RunKind engine, const Plan &plan, const Injection &injection, bool standIns);

/// Of the plan's scenario what that engine cannot do, one sentence each, with the fault's id.
struct ImpossibleFault {
    ElementId id;
    QString sentence;
};
std::vector<ImpossibleFault> impossibleFaults(RunKind engine, const Plan &plan, bool standIns);

} // namespace bayplan
