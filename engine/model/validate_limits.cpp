// SPDX-License-Identifier: Apache-2.0
// What each parameter allows and all of them together do not: drawings that nothing could hold, and times so short that
// a run would not come to its end.
#include "engine/model/validator.h"

#include "engine/base/units.h"
#include "engine/model/catalog.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

namespace bayplan {
namespace {

constexpr Duration shortestPeriod = std::chrono::milliseconds(1);
constexpr std::int64_t mostInstances = 2'000'000;

/// Each talks to each: the drawing would have their square of links.
constexpr std::int64_t mostElectors = 255;

std::int64_t plannedFor(const Topology &topology, const ElementId &pod)
{
    const auto found = topology.pods.find(pod);
    return found == topology.pods.end() ? 1 : plannedReplicas(found->second);
}

/// Every pod's replicas in the same part, as many as there is room for.
void offerFewerReplicas(Problem &problem, double part)
{
    offer(problem, QT_TRANSLATE_NOOP("phrase", "Fewer replicas"), [part](Topology &topology) {
        for (const auto &[id, pod] : std::map<ElementId, Pod>(topology.pods)) {
            const double replicas = static_cast<double>(plannedReplicas(pod)) * part;
            putParam(topology, id, "spares", std::nullopt);
            putParam(topology, id, "replicas", Value(std::max<std::int64_t>(1, static_cast<std::int64_t>(replicas))));
        }
    });
}

void checkInstances(const Topology &topology, Findings &findings)
{
    std::int64_t instances = 0;
    for (const auto &[id, container] : topology.containers)
        instances += plannedFor(topology, container.pod);
    if (instances > mostInstances)
        offerFewerReplicas(
            findings.error("document.too-many-instances", "document",
                           {QT_TRANSLATE_NOOP("phrase", "The drawing has %1 containers when its replicas are counted."),
                            std::to_string(instances)},
                           {QT_TRANSLATE_NOOP("phrase", "Lower the replicas: %1 in all are possible."),
                            std::to_string(mostInstances)}),
            static_cast<double>(mostInstances) / static_cast<double>(instances));
}

void checkElectors(const Topology &topology, const Container &container, Findings &findings)
{
    const std::int64_t replicas = plannedFor(topology, container.pod);
    if (replicas <= mostElectors)
        return;
    Problem &problem = findings.error(
        "elector.too-many", container.id,
        {QT_TRANSLATE_NOOP("phrase", "The electors %1 have %2 members, and each of them talks to all others."),
         describe(topology, container), std::to_string(replicas)},
        {QT_TRANSLATE_NOOP("phrase", "Give their pod at most %1 replicas: three or five are usual."),
         std::to_string(mostElectors)});
    offer(problem, QT_TRANSLATE_NOOP("phrase", "Five replicas"), [pod = container.pod](Topology &mended) {
        putParam(mended, pod, "spares", std::nullopt);
        putParam(mended, pod, "replicas", Value(std::int64_t{5}));
    });
}

constexpr std::int64_t mebibyte = 1 << 20;

/// What a kind keeps in memory, and the part of it that this may take: the rest is for its work, and for a restart.
struct Keeping {
    std::string_view kind;
    const char *param;
    std::int64_t divisor;
};

constexpr std::array keepings{Keeping{"work-queue", "capacityBytes", 3}, Keeping{"log-saver", "buffer", 2}};

void checkMemory(const Topology &topology, const Container &container, Findings &findings)
{
    const auto keeping = std::ranges::find(keepings, container.kind, &Keeping::kind);
    if (keeping == keepings.end())
        return;
    const std::int64_t kept = paramsOf(container).bytes(keeping->param);
    const std::int64_t memory = paramsOf(container).bytes("memoryLimit");
    const std::int64_t most = memory / keeping->divisor;
    if (memory == 0 || kept <= most)
        return;
    const std::int64_t enough = kept * keeping->divisor;
    Problem &problem =
        findings.warning("limit.kept-beyond-memory", container.id,
                         {QT_TRANSLATE_NOOP("phrase", "%1 keeps up to %2 in memory, and its memory limit is %3."),
                          describe(topology, container), formatBytes(kept), formatBytes(memory)},
                         {QT_TRANSLATE_NOOP("phrase", "Keep %1 or less, or raise the memory limit to %2."),
                          formatBytes(most < mebibyte ? most : most - most % mebibyte), formatBytes(enough)});
    offerParam(problem, {QT_TRANSLATE_NOOP("phrase", "Raise the memory limit to %1"), formatBytes(enough)},
               container.id, "memoryLimit", Value(formatBytes(enough)));
    problem.param = keeping->param;
}

/// 0 is "not at all" for both of them; `sentence` is about the period.
void checkPeriod(const ElementId &element, const char *param, Duration period, Phrase sentence, Findings &findings)
{
    if (period <= Duration(0) || period >= shortestPeriod)
        return;
    offerParam(findings.error("time.too-short", element, std::move(sentence),
                              {QT_TRANSLATE_NOOP("phrase", "Give it at least %1, or 0s for not at all."),
                               shownDuration(shortestPeriod)}),
               {QT_TRANSLATE_NOOP("phrase", "Every %1"), shownDuration(shortestPeriod)}, element, param,
               Value(formatDuration(shortestPeriod)));
}

void checkSourceChanges(const Container &sync, Findings &findings)
{
    const Duration period = paramsOf(sync).duration("changeEvery");
    checkPeriod(sync.id, "changeEvery", period,
                {QT_TRANSLATE_NOOP("phrase", "The source changes every %1: a run would see nothing but that."),
                 shownDuration(period)},
                findings);
}

void checkComesAndGoes(const ElementId &id, const Fault &fault, Findings &findings)
{
    const Duration period = paramsOf(fault).duration("period");
    checkPeriod(id, "period", period,
                {QT_TRANSLATE_NOOP("phrase", "The fault comes and goes every %1: a run would see nothing but that."),
                 shownDuration(period)},
                findings);
}

bool takesTime(const Topology &topology, const Link &link)
{
    if (paramsOf(link).distribution("latency").expected() > Duration(0))
        return true;
    const auto to = topology.containers.find(link.to.container);
    const KindInfo *kind = to == topology.containers.end() ? nullptr : findKind(to->second.kind);
    return kind == nullptr || findParam(*kind, "serviceTime") == nullptr ||
           paramsOf(to->second).distribution("serviceTime").expected() > Duration(0);
}

/// Users who come back at once, to somebody who answers at once: time would stand still.
void checkUsers(const Topology &topology, const ValidationIndex &index, const Container &load, Findings &findings)
{
    const ParamReader params = paramsOf(load);
    const auto links = index.linksFrom.find(load.id);
    if (params.text("arrivals") != "closed-loop" || links == index.linksFrom.end() ||
        params.distribution("thinkTime").expected() > Duration(0))
        return;
    for (const Link *link : links->second) {
        if (takesTime(topology, *link))
            continue;
        offerParam(
            findings.error(
                "load.no-time", load.id,
                {QT_TRANSLATE_NOOP(
                     "phrase",
                     "The users of %1 come back at once and are answered at once, so that time does not advance."),
                 describe(topology, load)},
                QT_TRANSLATE_NOOP("phrase",
                                  "Give them a think time, or the link a latency, or the service a service time.")),
            QT_TRANSLATE_NOOP("phrase", "Let them think"), load.id, "thinkTime", std::nullopt);
        return;
    }
}

/// What the author of a step back must have meant.
void setWallClock(Topology &topology, const ElementId &id)
{
    const auto found = topology.faults.find(id);
    if (found == topology.faults.end() || !found->second.params.contains("step"))
        return;
    Fault &fault = found->second;
    const auto *step = std::get_if<std::string>(&fault.params.at("step"));
    const std::string size = step ? step->substr(step->find_first_not_of('-')) : std::string();
    fault.kind = "wallclock";
    std::erase_if(fault.params, [](const auto &entry) { return entry.first != "at"; });
    putParam(topology, id, "step", Value(size));
}

/// A duration below 0 is refused anyway: this says why there is none, and what was meant.
void checkClock(const ElementId &id, const Fault &fault, Findings &findings)
{
    const auto step = fault.params.find("step");
    const auto *text = step == fault.params.end() ? nullptr : std::get_if<std::string>(&step->second);
    if (text == nullptr || !text->starts_with('-'))
        return;
    Problem &problem = findings.error(
        "fault.clock-back", id,
        QT_TRANSLATE_NOOP("phrase",
                          "The clock that machines go by is the time since boot, which never goes back by definition."),
        QT_TRANSLATE_NOOP("phrase", "To set the time of day back, which no machine heeds, use the fault \"wallclock\" "
                                    "with \"way\": \"back\"."));
    problem.param = "step";
    offer(problem, QT_TRANSLATE_NOOP("phrase", "Set the wall clock back"),
          [id](Topology &topology) { setWallClock(topology, id); });
}

} // namespace

void checkLimits(const Topology &topology, const ValidationIndex &index, Findings &findings)
{
    checkInstances(topology, findings);
    for (const auto &[id, container] : topology.containers) {
        checkMemory(topology, container, findings);
        if (container.kind == "elector")
            checkElectors(topology, container, findings);
        else if (container.kind == "load")
            checkUsers(topology, index, container, findings);
        else if (container.kind == "content-sync")
            checkSourceChanges(container, findings);
    }
    for (const auto &[id, fault] : topology.faults) {
        const KindInfo *kind = findKind("fault." + fault.kind);
        if (kind != nullptr && findParam(*kind, "period") != nullptr)
            checkComesAndGoes(id, fault, findings);
        if (fault.kind == "clock")
            checkClock(id, fault, findings);
    }
}

} // namespace bayplan
