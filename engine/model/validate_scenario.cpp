// SPDX-License-Identifier: Apache-2.0
// What a scenario aims at, when, and what it asserts.
#include "engine/model/validator.h"

#include "engine/base/units.h"
#include "engine/model/draft.h"
#include "engine/model/scenario_names.h"

#include <algorithm>

namespace bayplan {
namespace {

bool isTraffic(const Fault &fault)
{
    return fault.kind == "partition" || fault.kind == "cut" || fault.kind == "degrade";
}

void putTarget(Topology &topology, const ElementId &id, const std::string &target)
{
    if (const auto found = topology.faults.find(id); found != topology.faults.end())
        found->second.target = target;
}

/// A replica that the pod does not have is taken for the pod.
std::string nearTarget(const ValidationIndex &index, const std::string &target)
{
    const std::string pod = target.substr(0, target.find('/'));
    const auto hyphen = pod.rfind('-');
    for (const std::string &name : {pod, pod.substr(0, hyphen == std::string::npos ? 0 : hyphen)})
        if (index.podNamed.contains(name))
            return name;
    return {};
}

void offerTarget(Problem &problem, const Fault &fault, const std::string &target)
{
    if (target.empty())
        return offerRemoval(problem, QT_TRANSLATE_NOOP("phrase", "Remove the fault"), fault.id);
    offer(problem, {QT_TRANSLATE_NOOP("phrase", "Aim at %1"), target},
          [id = fault.id, target](Topology &topology) { putTarget(topology, id, target); });
}

Problem &complainMissing(const Fault &fault, const std::string &target, const std::string &param, Findings &findings)
{
    Problem &problem = findings.error(
        "fault.target-missing", fault.id,
        {QT_TRANSLATE_NOOP("phrase", "The fault \"%1\" aims at \"%2\", which is not there."), fault.id, target},
        QT_TRANSLATE_NOOP("phrase", "Name a pod, a container, a link, or a replica like web-0."));
    problem.param = param;
    return problem;
}

void checkSpares(const Topology &topology, const ValidationIndex &index, const Fault &fault, Findings &findings)
{
    const ElementId target = index.targetOf(topology, fault.target);
    const auto pod = topology.pods.find(target);
    if (pod != topology.pods.end() && paramsOf(pod->second).integer("spares") > 0)
        return;
    Problem &problem = findings.warning(
        "fault.no-spares", fault.id,
        {QT_TRANSLATE_NOOP("phrase", "\"%1\" is no pod that has spare replicas: nothing will be started."),
         fault.target},
        QT_TRANSLATE_NOOP("phrase", "Aim at a pod, and give it spares."));
    problem.param = "target";
    offer(problem, QT_TRANSLATE_NOOP("phrase", "Give it a spare replica"), [id = fault.id, target](Topology &mended) {
        const auto container = mended.containers.find(target);
        const ElementId spared = container == mended.containers.end() ? target : container->second.pod;
        putTarget(mended, id, spared);
        if (const auto found = mended.pods.find(spared);
            found != mended.pods.end() && paramsOf(found->second).integer("spares") == 0)
            putParam(mended, spared, "spares", Value(std::int64_t{1}));
    });
}

Problem &complainSpare(const ElementId &id, const std::string &name, const char *param, Findings &findings)
{
    Problem &problem = findings.warning(
        "scenario.spare", id,
        {QT_TRANSLATE_NOOP("phrase", "\"%1\" is a spare replica: a deployment has none, and leaves it out."), name},
        QT_TRANSLATE_NOOP("phrase", "Name the pod, or a replica that runs from the start."));
    problem.param = param;
    return problem;
}

void checkNoSpares(const Topology &topology, const Fault &fault, Findings &findings)
{
    if (namesSpare(topology, fault.target))
        offerTarget(complainSpare(fault.id, fault.target, "target", findings), fault,
                    splitNumber(fault.target.substr(0, fault.target.find('/')))->base);
    if (!isTraffic(fault) || fault.kind == "partition")
        return;
    const std::vector<std::string> all = paramsOf(fault).list("others");
    std::vector<std::string> others = all;
    std::erase_if(others, [&](const std::string &other) { return namesSpare(topology, other); });
    for (const std::string &other : all)
        if (namesSpare(topology, other))
            offerEntries(complainSpare(fault.id, other, "others", findings), QT_TRANSLATE_NOOP("phrase", "Take it out"),
                         fault.id, "others", others);
}

void checkNoSpares(const Topology &topology, const Assertion &assertion, Findings &findings)
{
    const auto isId = [&](const std::string &name) { return contains(topology, name); };
    renamed(assertion, isId, [&](const std::string &name) {
        if (namesSpare(topology, name))
            offerRemoval(complainSpare(assertion.id, name, "text", findings), QT_TRANSLATE_NOOP("phrase", "Remove it"),
                         assertion.id);
        return name;
    });
}

/// Cores are taken from those of a host only; less memory is felt in deployments, which need no drawn host for it.
void checkTighterLimits(const Topology &topology, const Fault &fault, Findings &findings)
{
    if (paramsOf(fault).number("cpus") <= 0 || paramsOf(topology).number("hostCpus") > 0)
        return;
    Problem &problem = findings.warning(
        "fault.no-cores", fault.id,
        {QT_TRANSLATE_NOOP("phrase",
                           "The fault \"%1\" changes nothing in a simulation: the drawing gives hosts no cores."),
         fault.id},
        QT_TRANSLATE_NOOP("phrase", "Say in the drawing's settings how many cores a host has."));
    problem.param = "cpus";
    offerParam(problem, QT_TRANSLATE_NOOP("phrase", "Four cores"), "document", "hostCpus", Value(4.0));
}

/// Links meet with cuts only.
void cutInstead(Topology &topology, const ElementId &id)
{
    const auto found = topology.faults.find(id);
    if (found == topology.faults.end())
        return;
    found->second.kind = "cut";
    const KindInfo &cut = *findKind("fault.cut");
    std::erase_if(found->second.params, [&](const auto &entry) { return findParam(cut, entry.first) == nullptr; });
    if (paramsOf(found->second).duration("for") <= Duration(0))
        putParam(topology, id, "for", std::nullopt);
}

void checkTarget(const Topology &topology, const ValidationIndex &index, const Fault &fault, Findings &findings)
{
    const auto runs = [&](const std::string &target) {
        const ElementId element = index.targetOf(topology, target);
        return topology.pods.contains(element) || topology.containers.contains(element);
    };
    const bool isLink = topology.links.contains(index.targetOf(topology, fault.target));
    if (!runs(fault.target) && !isLink) {
        offerTarget(complainMissing(fault, fault.target, "target", findings), fault, nearTarget(index, fault.target));
    } else if (isLink && !isTraffic(fault)) {
        Problem &problem =
            findings.error("fault.target-kind", fault.id,
                           {QT_TRANSLATE_NOOP("phrase", "A link cannot meet with the fault \"%1\"."), fault.kind},
                           QT_TRANSLATE_NOOP("phrase", "Aim at a pod or container."));
        problem.param = "target";
        offer(problem, QT_TRANSLATE_NOOP("phrase", "Cut the link instead"),
              [id = fault.id](Topology &mended) { cutInstead(mended, id); });
    }
    if (fault.kind == "replicate" && runs(fault.target))
        checkSpares(topology, index, fault, findings);
    checkNoSpares(topology, fault, findings);
    if (fault.kind == "limits" && runs(fault.target))
        checkTighterLimits(topology, fault, findings);
    if (!isTraffic(fault) || fault.kind == "partition")
        return;
    std::vector<std::string> others = paramsOf(fault).list("others");
    const std::vector<std::string> all = others;
    std::erase_if(others, [&](const std::string &other) { return !runs(other); });
    for (const std::string &other : all) {
        if (!runs(other))
            offerEntries(complainMissing(fault, other, "others", findings), QT_TRANSLATE_NOOP("phrase", "Take it out"),
                         fault.id, "others", others);
    }
}

void checkFaultKind(const Fault &fault, Findings &findings)
{
    std::vector<std::string> kinds;
    for (const KindInfo &kind : catalog())
        if (kind.group == KindGroup::Fault)
            kinds.push_back(kind.key.substr(kind.key.find('.') + 1));
    const std::string meant = nearestName(fault.kind, kinds);
    Problem &problem = findings.error("fault.kind-unknown", fault.id,
                                      {QT_TRANSLATE_NOOP("phrase", "There is no fault \"%1\"."), fault.kind});
    problem.param = "kind";
    if (meant.empty())
        return offerRemoval(problem, QT_TRANSLATE_NOOP("phrase", "Remove the fault"), fault.id);
    offer(problem, {QT_TRANSLATE_NOOP("phrase", "Make it %1"), meant}, [id = fault.id, meant](Topology &topology) {
        if (const auto found = topology.faults.find(id); found != topology.faults.end())
            found->second.kind = meant;
    });
}

std::string partOf(Duration whole, int divisor)
{
    return formatDuration(whole / divisor);
}

} // namespace

void checkScenario(const Topology &topology, const ValidationIndex &index, Findings &findings)
{
    const ParamReader settings = paramsOf(topology);
    const Duration end = settings.duration("duration");
    if (settings.duration("warmUp") >= end)
        offerParam(findings.error(
                       "document.warm-up", "document",
                       QT_TRANSLATE_NOOP("phrase", "The warm-up takes up the whole duration, so nothing is measured."),
                       QT_TRANSLATE_NOOP("phrase", "Choose a shorter one.")),
                   {QT_TRANSLATE_NOOP("phrase", "Warm up for %1"), partOf(end, 10)}, "document", "warmUp",
                   Value(partOf(end, 10)));
    for (const auto &[id, fault] : topology.faults) {
        if (!findKind("fault." + fault.kind)) {
            checkFaultKind(fault, findings);
            continue;
        }
        checkTarget(topology, index, fault, findings);
        if (paramsOf(fault).duration("at") >= end)
            offerParam(
                findings.warning("fault.late", id,
                                 {QT_TRANSLATE_NOOP("phrase", "The fault \"%1\" comes after the end of the run."), id},
                                 QT_TRANSLATE_NOOP("phrase", "Choose an earlier time or a longer duration.")),
                {QT_TRANSLATE_NOOP("phrase", "At %1"), partOf(end, 2)}, id, "at", Value(partOf(end, 2)));
    }
    for (const auto &[id, assertion] : topology.assertions) {
        checkNoSpares(topology, assertion, findings);
        if (assertion.text.find_first_not_of(" \t\n") == std::string::npos)
            offerRemoval(findings.error("assertion.empty", id,
                                        {QT_TRANSLATE_NOOP("phrase", "The assertion \"%1\" is empty."), id},
                                        QT_TRANSLATE_NOOP("phrase", "Write one like: p99 of web < 200ms")),
                         QT_TRANSLATE_NOOP("phrase", "Remove it"), id);
    }
}

} // namespace bayplan
