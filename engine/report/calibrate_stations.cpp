// SPDX-License-Identifier: Apache-2.0
// Service times, work times, overheads and failure rates out of what containers say of themselves.
#include "engine/report/calibration_parts.h"
#include "engine/report/measured_shape.h"

#include "engine/base/units.h"

#include <algorithm>
#include <cmath>

namespace bayplan {
namespace {

constexpr double leastRequests = 30;
constexpr double manyRequests = 1000;

constexpr const char *sharesCores =
    "Its containers share the cores of a host in the drawing: the time in service holds the wait for a core.";

std::string only(double requests)
{
    return "There were only " + formatFixed(std::round(requests), 0) + " requests in the measured window.";
}

CalibrationQuality qualityBy(double samples)
{
    return samples >= manyRequests ? CalibrationQuality::Good : CalibrationQuality::Fair;
}

/// Of the mean of so many samples, as a fraction of it.
double errorOfMean(const Distribution &distribution, double samples)
{
    const double variation = std::min(distribution.squaredVariation(), 100.0);
    return std::sqrt(variation / std::max(samples, 1.0));
}

} // namespace

void CalibrationMaker::containers()
{
    for (const auto &[id, container] : m_topology.containers) {
        const bool isWorker = container.kind == "worker";
        const bool isStation = container.kind == "container" || container.kind == "memcached";
        const bool isRing = container.kind == "memcache-ambassador";
        if (!isWorker && !isStation && !isRing && container.kind != "content-sync")
            continue;
        const CalibrationSubject subject{id, textOf(container),
                                         isWorker    ? "workTime"
                                         : isStation ? "serviceTime"
                                         : isRing    ? "overhead"
                                                     : "fetchTime"};
        const ContainerFigures *figures = figuresOf(id);
        if (figures == nullptr)
            gap(subject, "The measured run has no such container.");
        else if (container.kind == "content-sync")
            gap(subject, "A run does not tell how long each fetch took.");
        else if (const auto why = whySilent(container, *figures))
            gap(subject, *why);
        else if (isWorker)
            worker(container, *figures);
        else if (isStation)
            station(container, *figures);
        else
            ambassador(container, *figures);
    }
}

void CalibrationMaker::station(const Container &container, const ContainerFigures &figures)
{
    const Served served = servedBy(figures);
    const InstancePlan *instance = instanceOf(container.id);
    const CalibrationSubject subject{container.id, textOf(container), "serviceTime"};
    if (instance != nullptr && instance->machine && instance->machine->sharesProcessor)
        gap(subject, sharesCores);
    else if (served.completed < leastRequests)
        gap(subject, only(served.completed));
    else if (figures.inService <= 0)
        gap(subject, "It does not tell how long its requests were in service.");
    else
        stationTime(container, figures, served);
    failures(container, figures, served, callsOf(container.id).empty());
}

/// The mean is the time in service over the requests that had it, whatever waited before it and was called after it.
void CalibrationMaker::stationTime(const Container &container, const ContainerFigures &figures, const Served &served)
{
    const CalibrationSubject subject{container.id, textOf(container), "serviceTime"};
    const Distribution drawn = paramsOf(container).distribution("serviceTime");
    const double busySeconds = figures.inService * windowSeconds();
    const bool calls = !callsOf(container.id).empty();
    const bool isIdle = figures.queueDepth < 0.02 * figures.inService; // hardly anybody waits
    const double grown = std::max(0.0, figures.lateQueueDepth - figures.earlyQueueDepth);
    const double takenBack = std::max(0.0, served.received - served.refused - served.completed - grown);
    // Where nobody waits, what callers took back was in service all the same, to its end.
    const double requests = served.completed + (isIdle ? takenBack : 0);
    const bool isBare = !calls && isIdle && static_cast<double>(figures.latency.samples) >= leastRequests;
    const Duration mean = fromSeconds(busySeconds / requests);
    const QueuedStation queued{figures.arrivalsPerSecond * (1 - figures.lossRatio) / std::max(1U, figures.replicas),
                               static_cast<std::uint32_t>(paramsOf(container).integer("concurrency"))};
    MeasuredShape shape{withMean(drawn, mean), "mean of the time in service; the drawing's shape", true};
    if (isBare)
        shape = shapeOf(figures.latency, mean, drawn);
    else if (!calls && queued.slots > 0 && figures.lossRatio < 0.01)
        shape = shapeBehindQueue(figures.latency, mean, drawn, queued);
    CalibrationQuality quality = isBare ? qualityBy(requests) : CalibrationQuality::Fair;
    if (takenBack > 0.05 * served.completed) {
        quality = isIdle ? CalibrationQuality::Fair : CalibrationQuality::Poor;
        shape.method += "; callers took back " + formatFixed(std::round(takenBack), 0) +
                        (isIdle ? " requests, which are in the mean and not in the shape"
                                : " requests, and how many of them were served is not known");
    }
    proposeDistribution(subject, drawn, shape.distribution, static_cast<std::uint64_t>(std::llround(requests)),
                        errorOfMean(shape.distribution, requests), quality, std::move(shape.method));
}

/// `isAlone`: it calls nobody whose failure could be its own.
void CalibrationMaker::failures(const Container &container, const ContainerFigures &figures, const Served &served,
                                bool isAlone)
{
    const CalibrationSubject subject{container.id, textOf(container), "failureRate"};
    const double now = paramsOf(container).number("failureRate");
    const double requests = served.completed;
    if (served.failed <= 0 && now == 0)
        return; // nothing is drawn and nothing was seen
    if (requests < leastRequests)
        return gap(subject, only(requests));
    const bool calleesFailed = std::ranges::any_of(callsOf(container.id), [&](const Link *link) {
        const LinkFigures *calls = figuresOfLink(link->id);
        return calls == nullptr || calls->errors > 0;
    });
    if (!isAlone && calleesFailed && served.failed > 0)
        return gap(subject, "Its own calls failed too: its failures cannot be told from theirs.");
    if (figures.cutShort.value_or(0) > 0)
        return gap(subject, "It was killed while it had requests, and these failed for that.");
    const double rate = tidied(std::clamp(served.failed / requests, 0.0, 1.0));
    const double deviation = std::sqrt(std::max(rate, now) * (1 - std::min(rate, now)) / requests);
    propose(subject, now, rate, static_cast<std::uint64_t>(std::llround(requests)),
            std::abs(rate - now) > 3 * deviation, qualityBy(requests),
            formatFixed(served.failed, 0) + " of " + formatFixed(std::round(requests), 0) + " failed");
}

/// A worker is busy until the queue has heard of the end: that and its own calls are taken off.
void CalibrationMaker::worker(const Container &container, const ContainerFigures &figures)
{
    const CalibrationSubject subject{container.id, textOf(container), "workTime"};
    const InstancePlan *instance = instanceOf(container.id);
    const auto tasks = static_cast<double>(figures.latency.samples);
    if (instance != nullptr && instance->machine && instance->machine->sharesProcessor)
        return gap(subject, sharesCores);
    if (tasks < leastRequests)
        return gap(subject, only(tasks));
    double besides = 0;
    for (const Link *link : callsOf(container.id)) {
        const LinkFigures *calls = figuresOfLink(link->id);
        if (calls == nullptr || calls->latency.samples == 0)
            return gap(subject, "Its calls over " + textOf(*link) + " are not measured, and are in its time.");
        const double each = link->from.port == "queue" ? 1 : paramsOf(*link).number("callsPerRequest");
        besides += each * toSeconds(calls->latency.mean);
    }
    const double whole = toSeconds(figures.latency.mean);
    if (whole <= besides)
        return gap(subject, "Its calls take all of its time.");
    const Distribution drawn = paramsOf(container).distribution("workTime");
    const Duration mean = fromSeconds(whole - besides);
    const bool isBare = besides < 0.05 * whole;
    MeasuredShape shape =
        isBare ? shapeOf(figures.latency, mean, drawn)
               : MeasuredShape{withMean(drawn, mean), "mean without its calls; the drawing's shape", true};
    proposeDistribution(subject, drawn, shape.distribution, figures.latency.samples,
                        errorOfMean(shape.distribution, tasks), isBare ? qualityBy(tasks) : CalibrationQuality::Fair,
                        std::move(shape.method));
    failures(container, figures, servedBy(figures), callsOf(container.id).size() <= 1);
}

/// Of a ring: what a request takes beside the call that it becomes.
void CalibrationMaker::ambassador(const Container &container, const ContainerFigures &figures)
{
    const CalibrationSubject subject{container.id, textOf(container), "overhead"};
    double calls = 0, spent = 0;
    for (const Link *link : callsOf(container.id)) {
        if (const LinkFigures *one = figuresOfLink(link->id)) {
            calls += static_cast<double>(one->latency.samples);
            spent += static_cast<double>(one->latency.samples) * toSeconds(one->latency.mean);
        }
    }
    const auto requests = static_cast<double>(figures.latency.samples);
    if (requests < leastRequests)
        return gap(subject, only(requests));
    if (std::abs(calls - requests) > 0.05 * requests)
        return gap(subject,
                   "Its requests are not one call each, so that their times cannot be set against each other.");
    const Duration now = paramsOf(container).duration("overhead");
    const Duration found = tidied(std::max(Duration(0), figures.latency.mean - fromSeconds(spent / calls)));
    const double apart = std::abs(toSeconds(found - now));
    propose(subject, formatDuration(now), formatDuration(found), figures.latency.samples,
            apart > std::max(0.05 * toSeconds(now), 1e-6), qualityBy(requests),
            "mean of its answers less the mean of its servers' answers");
}

} // namespace bayplan
