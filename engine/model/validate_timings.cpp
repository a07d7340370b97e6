// SPDX-License-Identifier: Apache-2.0
// Times that are each allowed and do not fit one another: a lease and the rates of clocks, a second question and how
// long answers take, the grace at a stop and what is under way.
#include "engine/model/validator.h"

#include "engine/base/units.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace bayplan {
namespace {

/// By which clocks of healthy machines go wrong at most; adjusting one may take half of it, and quartz is far better.
constexpr double healthyClock = 0.001;

struct WrongClock {
    double rate = 1;
    bool isWhole = true; ///< all replicas of the target have it
};

using WrongClocks = std::multimap<ElementId, WrongClock>; ///< by the pod or container that a fault aims at

WrongClocks wrongClocks(const Topology &topology, const ValidationIndex &index)
{
    WrongClocks clocks;
    for (const auto &[id, fault] : topology.faults) {
        if (fault.kind != "clock")
            continue;
        const ElementId target = index.targetOf(topology, fault.target);
        const auto container = topology.containers.find(target);
        const auto pod = topology.pods.find(container == topology.containers.end() ? target : container->second.pod);
        const bool isOnePod = pod != topology.pods.end() && plannedReplicas(pod->second) > 1 &&
                              target != fault.target &&
                              pod->second.name != fault.target.substr(0, fault.target.find('/'));
        if (!target.empty())
            clocks.emplace(target, WrongClock{paramsOf(fault).number("rate"), !isOnePod});
    }
    return clocks;
}

/// The slowest clock of an election's members over the fastest.
class Rates {
public:
    void add(const Container &elector, const WrongClocks &clocks)
    {
        bool isWholeHit = false;
        for (const ElementId &id : {elector.id, elector.pod}) {
            for (auto [clock, end] = clocks.equal_range(id); clock != end; ++clock) {
                isWholeHit = isWholeHit || clock->second.isWhole;
                m_least = std::min(m_least, clock->second.rate);
                m_greatest = std::max(m_greatest, clock->second.rate);
            }
        }
        m_someAreRight = m_someAreRight || !isWholeHit;
    }

    double ratio() const
    {
        const double least = m_someAreRight ? std::min(m_least, 1.0) : m_least;
        const double greatest = m_someAreRight ? std::max(m_greatest, 1.0) : m_greatest;
        return std::min(least / greatest, (1 - healthyClock) / (1 + healthyClock));
    }

private:
    double m_least = std::numeric_limits<double>::infinity();
    double m_greatest = 0;
    bool m_someAreRight = false;
};

/// The longest safe lease in whole milliseconds; a longer time-out where that is no lease any more.
void offerSafeLease(Problem &problem, const Container &elector, double ratio)
{
    const ParamReader params = paramsOf(elector);
    const Duration least = params.duration("electionTimeoutMin");
    const auto whole = [](Duration time) { return std::chrono::duration_cast<std::chrono::milliseconds>(time); };
    const Duration lease = whole(fromSeconds(toSeconds(least) * ratio));
    if (lease >= std::chrono::milliseconds(5)) {
        problem.param = "lease";
        return offer(problem, {QT_TRANSLATE_NOOP("phrase", "A lease of %1"), shownDuration(lease)},
                     [id = elector.id, lease](Topology &topology) {
                         putParam(topology, id, "lease", Value(formatDuration(lease)));
                         const auto found = topology.containers.find(id);
                         if (found != topology.containers.end() &&
                             paramsOf(found->second).duration("heartbeat") >= lease)
                             putParam(topology, id, "heartbeat", Value(formatDuration(lease / 4)));
                     });
    }
    const Duration longer =
        whole(fromSeconds(toSeconds(params.duration("lease")) / ratio)) + std::chrono::milliseconds(1);
    offer(problem, {QT_TRANSLATE_NOOP("phrase", "A time-out of %1"), shownDuration(longer)},
          [id = elector.id, longer](Topology &topology) {
              putParam(topology, id, "electionTimeoutMin", Value(formatDuration(longer)));
              putParam(topology, id, "electionTimeoutMax", Value(formatDuration(longer * 2)));
          });
}

void checkLease(const Topology &topology, const Container &elector, double ratio, Findings &findings)
{
    const ParamReader params = paramsOf(elector);
    const Duration least = params.duration("electionTimeoutMin");
    const Duration lease = params.duration("lease");
    if (lease >= least || toSeconds(lease) <= toSeconds(least) * ratio)
        return; // one that is too long for any clock is told of elsewhere
    offerSafeLease(
        findings.warning(
            "elector.clock-rate", elector.id,
            {QT_TRANSLATE_NOOP("phrase", "%1: with a lease of %2 and clocks of which one runs at %3 of the rate of "
                                         "another, two could lead at once."),
             describe(topology, elector), shownDuration(lease), formatFixed(ratio, 3)},
            QT_TRANSLATE_NOOP("phrase", "A lease is safe up to the least election time-out times that rate.")),
        elector, ratio);
}

void checkLeases(const Topology &topology, const ValidationIndex &index, Findings &findings)
{
    const WrongClocks clocks = wrongClocks(topology, index);
    std::map<std::string, Rates> rates;
    const auto nameOf = [&](const Container &elector) {
        const std::string given = paramsOf(elector).text("election");
        return given.empty() ? '/' + elector.id : given;
    };
    for (const auto &[id, container] : topology.containers)
        if (container.kind == "elector")
            rates[nameOf(container)].add(container, clocks);
    for (const auto &[id, container] : topology.containers)
        if (container.kind == "elector")
            checkLease(topology, container, rates.at(nameOf(container)).ratio(), findings);
}

void checkHedgeDelay(const Topology &topology, const Container &root, Findings &findings)
{
    constexpr double median = 0.5;
    const ParamReader params = paramsOf(root);
    if (params.text("hedge") != "after-quantile" || params.number("hedgeQuantile") >= median)
        return;
    offerParam(findings.warning("scatter-root.hedge-quantile", root.id,
                                {QT_TRANSLATE_NOOP("phrase", "%1 asks again before half of the answers are there: the "
                                                             "budget is gone on questions that were not slow."),
                                 describe(topology, root)},
                                QT_TRANSLATE_NOOP("phrase", "Ask again after a high quantile: 0.95.")),
               QT_TRANSLATE_NOOP("phrase", "Slow is beyond 0.95"), root.id, "hedgeQuantile", std::nullopt);
}

constexpr double nearlyAll = 0.9; ///< of what is under way at a stop is to be finished
constexpr double longestGrace = 3600;

/// How long nine of ten take, for a distribution of which they are done within the longest grace.
double secondsOfNearlyAll(const Distribution &time)
{
    double low = 0;
    double high = longestGrace;
    for (int i = 0; i < 60; ++i) {
        const double middle = (low + high) / 2;
        (time.cumulative(middle) < nearlyAll ? low : high) = middle;
    }
    return high;
}

/// Seconds that the container needs at a stop when it is more than `grace`; 0 when the grace is enough, or none would.
double missingGrace(const Container &container, double grace)
{
    const ParamReader params = paramsOf(container);
    if (container.kind == "scatter-root") {
        const double deadline = toSeconds(params.duration("deadline"));
        return deadline > grace ? deadline : 0;
    }
    const bool isService = container.kind == "container" && params.text("onStop") == "drain";
    const bool isWorker = container.kind == "worker" && params.list("command").empty();
    if (!isService && !isWorker)
        return 0;
    const Distribution time = params.distribution(isWorker ? "workTime" : "serviceTime");
    if (time.expected() <= Duration(0) || time.cumulative(grace) >= nearlyAll ||
        time.cumulative(longestGrace / 2) < nearlyAll)
        return 0;
    return secondsOfNearlyAll(time);
}

void checkGrace(const Topology &topology, const Pod &pod, const std::vector<const Container *> &members,
                Findings &findings)
{
    const Duration grace = paramsOf(pod).duration("stopGrace");
    const Container *slowest = nullptr;
    double most = 0;
    for (const Container *member : members) {
        const double seconds = missingGrace(*member, toSeconds(grace));
        if (seconds > most) {
            slowest = member;
            most = seconds;
        }
    }
    if (!slowest)
        return;
    const std::string enough = formatDuration(std::chrono::seconds(static_cast<std::int64_t>(std::ceil(most * 1.5))));
    offerParam(
        findings.warning(
            "pod.stop-grace", pod.id,
            {QT_TRANSLATE_NOOP(
                 "phrase", "At a stop %1 has %2 to finish what is under way, which takes up to %3: the rest is lost."),
             describe(topology, *slowest), shownDuration(grace), humanDuration(fromSeconds(most))},
            QT_TRANSLATE_NOOP("phrase", "Give the pod a longer stop grace.")),
        {QT_TRANSLATE_NOOP("phrase", "A grace of %1"), enough}, pod.id, "stopGrace", Value(enough));
}

} // namespace

void checkTimings(const Topology &topology, const ValidationIndex &index, Findings &findings)
{
    checkLeases(topology, index, findings);
    for (const auto &[id, container] : topology.containers)
        if (container.kind == "scatter-root")
            checkHedgeDelay(topology, container, findings);
    for (const auto &[id, members] : index.byPod)
        if (const auto pod = topology.pods.find(id); pod != topology.pods.end())
            checkGrace(topology, pod->second, members, findings);
}

} // namespace bayplan
