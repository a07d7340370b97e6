// SPDX-License-Identifier: Apache-2.0
// Leader elections: who votes together, and the timings of each elector. What clocks do to them: validate_timings.cpp.
#include "engine/model/validator.h"

#include "engine/base/units.h"

#include <algorithm>

namespace bayplan {
namespace {

struct Election {
    std::vector<const Container *> electors;
    std::int64_t members = 0;
};

/// Gives all electors of an election the same further ones: they must not differ.
void offerFurther(Problem &problem, const Container &elector, std::vector<std::string> further)
{
    problem.param = "further";
    offer(problem, QT_TRANSLATE_NOOP("phrase", "The same for all"),
          [id = elector.id, election = paramsOf(elector).text("election"),
           further = std::move(further)](Topology &topology) {
              for (const auto &[other, container] : topology.containers)
                  if (container.kind == "elector" &&
                      (other == id || (!election.empty() && paramsOf(container).text("election") == election)))
                      putParam(topology, other, "further", Value(further));
          });
}

void checkTimesOf(const Container &elector, const std::string &name, Findings &findings)
{
    const ParamReader params = paramsOf(elector);
    const Duration least = params.duration("electionTimeoutMin");
    const Duration lease = params.duration("lease");
    const auto complain = [&](const std::string &key, Phrase sentence, Phrase advice, Duration mended) {
        const std::string text = formatDuration(mended);
        offerParam(findings.error("elector." + key, elector.id,
                                  {QT_TRANSLATE_NOOP("phrase", "%1: %2"), name, std::move(sentence)},
                                  std::move(advice)),
                   {QT_TRANSLATE_NOOP("phrase", "Set it to %1"), text}, elector.id, key, Value(text));
    };
    if (lease >= least)
        complain("lease",
                 QT_TRANSLATE_NOOP(
                     "phrase", "the lease is not shorter than the least election time-out, so two could lead at once."),
                 {QT_TRANSLATE_NOOP("phrase", "Choose a lease below %1."), shownDuration(least)}, least * 4 / 5);
    if (params.duration("heartbeat") >= lease)
        complain("heartbeat", QT_TRANSLATE_NOOP("phrase", "the leader renews more rarely than its lease lasts."),
                 QT_TRANSLATE_NOOP("phrase", "Choose a heartbeat of a quarter of the lease."), lease / 4);
    if (params.duration("electionTimeoutMax") < least)
        complain("electionTimeoutMax",
                 QT_TRANSLATE_NOOP("phrase", "the greatest election time-out is below the least."),
                 {QT_TRANSLATE_NOOP("phrase", "Choose one above %1."), shownDuration(least)},
                 std::min(least * 2, Duration(std::chrono::seconds(600))));
}

void checkSpareElectors(const Topology &topology, const Container &elector, const std::string &name, Findings &findings)
{
    const auto pod = topology.pods.find(elector.pod);
    if (pod == topology.pods.end() || paramsOf(pod->second).integer("spares") == 0)
        return;
    Problem &problem = findings.error(
        "elector.spares", pod->first,
        {QT_TRANSLATE_NOOP("phrase",
                           "%1 has spare replicas: they would be members from the beginning, and their votes missing."),
         name},
        QT_TRANSLATE_NOOP("phrase", "Give its pod replicas instead."));
    const std::int64_t replicas = std::min<std::int64_t>(plannedReplicas(pod->second), 1000);
    problem.param = "spares";
    offer(problem, Phrase::counted(replicas, QT_TRANSLATE_N_NOOP("phrase", "%n replica(s)")),
          [id = pod->first, replicas](Topology &mended) {
              putParam(mended, id, "spares", std::nullopt);
              putParam(mended, id, "replicas", Value(replicas));
          });
}

/// Names of further elections that can be: each once, none empty, none the election's own.
std::vector<std::string> mendedFurther(const Container &elector)
{
    std::set<std::string> names{paramsOf(elector).text("election")};
    std::vector<std::string> mended;
    for (const std::string &each : paramsOf(elector).list("further"))
        if (!each.empty() && each.find_first_of("\n\r") == std::string::npos && names.insert(each).second)
            mended.push_back(each);
    return mended;
}

Phrase wrongFurther(const Container &elector, const Container &first)
{
    std::set<std::string> names{paramsOf(elector).text("election")};
    const std::vector<std::string> further = paramsOf(elector).list("further");
    Phrase wrong;
    for (const std::string &each : further) {
        if (each.empty() || each.find_first_of("\n\r") != std::string::npos)
            wrong = Phrase(QT_TRANSLATE_NOOP("phrase", "an election has no name."));
        else if (!names.insert(each).second)
            wrong = Phrase(QT_TRANSLATE_NOOP("phrase", "the election \"%1\" is named twice."), each);
    }
    if (wrong.empty() && paramsOf(first).list("further") != further)
        wrong = Phrase(QT_TRANSLATE_NOOP("phrase", "others of its election name other further elections."));
    return wrong;
}

/// Names of more elections: each once, and the same for all who vote together.
void checkFurther(const Topology &topology, const Election &election, Findings &findings)
{
    const Container &first = *election.electors.front();
    for (const Container *elector : election.electors) {
        const Phrase wrong = wrongFurther(*elector, first);
        if (wrong.empty())
            continue;
        Problem &problem = findings.error(
            "elector.further", elector->id,
            {QT_TRANSLATE_NOOP("phrase", "%1: %2"), describe(topology, *elector), wrong},
            QT_TRANSLATE_NOOP("phrase",
                              "List the same names, each once, in the same order with every elector of the election."));
        offerFurther(problem, *elector, mendedFurther(first));
    }
}

void checkMembers(const Topology &topology, const std::string &name, const Election &election, Findings &findings)
{
    const Container &first = *election.electors.front();
    if (!topology.pods.contains(first.pod))
        return; // that is told elsewhere, and how many it will be is not known
    if (election.members == 1) {
        offerParam(
            findings.warning(
                "elector.alone", first.id,
                {QT_TRANSLATE_NOOP("phrase", "The election \"%1\" has one member: nobody takes over when it fails."),
                 name},
                QT_TRANSLATE_NOOP("phrase", "Give its pod three replicas.")),
            QT_TRANSLATE_NOOP("phrase", "Three replicas"), first.pod, "replicas", Value(std::int64_t{3}));
        return;
    }
    if (election.members % 2 != 0)
        return;
    const auto many = std::ranges::find_if(
        election.electors, [&](const Container *elector) { return runningReplicas(topology, *elector) > 1; });
    const bool oneLess = election.members > 2 && many != election.electors.end();
    const Container &changed = oneLess ? **many : first;
    const std::int64_t replicas = runningReplicas(topology, changed) + (oneLess ? -1 : 1);
    offerParam(
        findings.hint(
            "elector.even", first.id,
            {QT_TRANSLATE_NOOP(
                 "phrase", "The election \"%1\" has %2 members: it stands no more failures than with one member less."),
             name, std::to_string(election.members)},
            QT_TRANSLATE_NOOP("phrase", "Use an odd number.")),
        Phrase::counted(replicas, QT_TRANSLATE_N_NOOP("phrase", "%n replica(s)")), changed.pod, "replicas",
        Value(replicas));
}

/// Both go with their pod: they are two votes of one machine.
void checkOnePod(const Topology &topology, const std::string &name, const Election &election, Findings &findings)
{
    std::map<ElementId, const Container *> byPod;
    for (const Container *elector : election.electors) {
        const auto [other, isNew] = byPod.try_emplace(elector->pod, elector);
        if (isNew)
            continue;
        offerRemoval(
            findings.warning(
                "elector.same-pod", elector->id,
                {QT_TRANSLATE_NOOP("phrase", "%1 and %2 of the same pod both vote in the election \"%3\": when the pod "
                                             "fails, two votes are gone."),
                 describe(topology, *elector), other->second->name, name},
                QT_TRANSLATE_NOOP("phrase", "Leave one elector in each pod, or give this one another election.")),
            {QT_TRANSLATE_NOOP("phrase", "Remove %1"), elector->name}, elector->id);
    }
}

/// Without a name it votes with the replicas of its pod, as the other does: two leaders where one was meant.
void checkTwoInPod(const Topology &topology, std::vector<const Container *> electors, Findings &findings)
{
    const auto isNamed = [](const Container *elector) { return !paramsOf(*elector).text("election").empty(); };
    std::stable_partition(electors.begin(), electors.end(), isNamed);
    for (std::size_t i = 1; i < electors.size(); ++i) {
        const Container &elector = *electors[i];
        if (isNamed(&elector))
            continue;
        offerRemoval(
            findings.warning(
                "elector.two-in-pod", elector.id,
                {QT_TRANSLATE_NOOP("phrase", "%1 stands beside %2 in one pod and has no election of its own: the same "
                                             "replicas elect two leaders."),
                 describe(topology, elector), electors.front()->name},
                QT_TRANSLATE_NOOP("phrase", "Leave one elector in each pod, or name an election for each of them.")),
            {QT_TRANSLATE_NOOP("phrase", "Remove %1"), elector.name}, elector.id);
    }
}

} // namespace

void checkElections(const Topology &topology, Findings &findings)
{
    std::map<std::string, Election> elections;
    std::map<ElementId, std::vector<const Container *>> byPod;
    for (const auto &[id, container] : topology.containers) {
        if (container.kind != "elector")
            continue;
        const std::string name = describe(topology, container);
        checkTimesOf(container, name, findings);
        checkSpareElectors(topology, container, name, findings);
        const std::string given = paramsOf(container).text("election");
        Election &election = elections[given.empty() ? name : given];
        election.electors.push_back(&container);
        byPod[container.pod].push_back(&container);
        election.members += runningReplicas(topology, container);
    }
    for (const auto &[name, election] : elections) {
        checkFurther(topology, election, findings);
        checkMembers(topology, name, election, findings);
        checkOnePod(topology, name, election, findings);
    }
    for (const auto &[pod, electors] : byPod)
        checkTwoInPod(topology, electors, findings);
}

} // namespace bayplan
