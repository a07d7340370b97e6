// SPDX-License-Identifier: Apache-2.0
// Delays and losses on the way, out of what callers saw and what the called say of themselves.
#include "engine/report/calibration_parts.h"
#include "engine/report/measured_shape.h"

#include "engine/base/units.h"

#include <algorithm>
#include <cmath>

namespace bayplan {
namespace {

constexpr std::uint64_t leastCalls = 30;

/// A squared variation of the way beyond this is made by a few messages: no smooth form has them and the others.
constexpr double outlyingVariation = 6;

/// There and back from the front to a replica, which has latencies of its own in the plan.
constexpr double frontSeconds = 40e-6;

double squareOf(double value)
{
    return value * value;
}

/// What a queue's disk takes of each answer in the simulator, whatever it takes elsewhere.
constexpr double queueDiskSeconds = 200e-6;

/// Whose machine answers in no time of its own in the simulator: all else that an answer takes is the way.
bool answersAtOnce(const Container &callee)
{
    return callee.kind == "work-queue";
}

double varianceOf(const LatencyFigures &latency)
{
    return squaredVariationOf(latency.histogram) * squareOf(toSeconds(latency.mean));
}

/// As the plan has it: within a pod the way is short unless something is drawn.
Distribution drawnLatency(const Link &link, bool local)
{
    if (local && !link.params.contains("latency"))
        return Distribution::constant(std::chrono::microseconds(20));
    return paramsOf(link).distribution("latency");
}

} // namespace

void CalibrationMaker::links()
{
    for (const auto &[id, one] : m_topology.links) {
        const CalibrationSubject subject{id, textOf(one), "latency"};
        const LinkFigures *figures = figuresOfLink(id);
        if (figures == nullptr)
            gap(subject, "The measured run has no such link.");
        else if (figures->latency.samples < leastCalls)
            gap(subject, figures->sent == 0 ? "Nothing was sent over it in the measured window."
                                            : "There were only " + std::to_string(figures->latency.samples) +
                                                  " answers in the measured window.");
        else
            link(one, *figures);
    }
}

void CalibrationMaker::link(const Link &link, const LinkFigures &figures)
{
    const CalibrationSubject subject{link.id, textOf(link), "latency"};
    const Container &callee = m_topology.containers.at(link.to.container);
    const ContainerFigures *answered = figuresOf(callee.id);
    if (paramsOf(link).bytes("bandwidth") > 0)
        gap(subject, "It has a bandwidth: the time that bytes take cannot be told from the latency.");
    else if (!answersAtOnce(callee) && (answered == nullptr || answered->latency.samples == 0))
        gap(subject, "\"" + textOf(callee) +
                         "\" does not tell how long its answers take, so that the way there cannot be told from them.");
    else
        delay(link, figures);
    loss(link, figures);
}

/// What callers wait beyond what the callee says it took, half of it each way.
void CalibrationMaker::delay(const Link &link, const LinkFigures &figures)
{
    const CalibrationSubject subject{link.id, textOf(link), "latency"};
    const Container &callee = m_topology.containers.at(link.to.container);
    const bool atOnce = answersAtOnce(callee);
    const LatencyFigures none;
    const LatencyFigures &own = atOnce ? none : figuresOf(callee.id)->latency;
    const double between = (goesThroughFront(link) ? frontSeconds : 0) + (atOnce ? queueDiskSeconds : 0);
    const double way = (toSeconds(figures.latency.mean) - toSeconds(own.mean) - between) / 2;
    const bool alone = callsTo(callee.id).size() == 1;
    const double ownDeviation = std::sqrt(varianceOf(own));
    // Callers that share a callee do not share its requests: their means differ by chance.
    const double chance =
        alone || atOnce ? 0 : 3 * ownDeviation / std::sqrt(static_cast<double>(figures.latency.samples));
    if (!atOnce && way < 0 && -2 * way > chance + 0.01 * toSeconds(own.mean) + 1e-6)
        return gap(subject, "Its answers are quicker than those of \"" + textOf(callee) +
                                "\" on the whole: others ask for more work.");
    if (chance > std::max(way, 0.0) * 2)
        return gap(subject,
                   "\"" + textOf(callee) + "\" has other callers, and its own time varies by more than the way takes.");
    const double calls = static_cast<double>(figures.latency.samples);
    const double waySquared = (varianceOf(figures.latency) - varianceOf(own)) / 2;
    // Below this the difference of two variances is chance, or the width of a bucket.
    const double reliable = std::max(squareOf(6 * ownDeviation / std::sqrt(calls)),
                                     0.002 * (squareOf(ownDeviation) + squareOf(toSeconds(own.mean))));
    spread(link, figures, fromSeconds(std::max(way, 0.0)), waySquared, reliable);
}

/// The latency's shape and the jitter, as far as the spread of the way can be told.
void CalibrationMaker::spread(const Link &link, const LinkFigures &figures, Duration way, double waySquared,
                              double reliable)
{
    const CalibrationSubject subject{link.id, textOf(link), "latency"};
    const Container &callee = m_topology.containers.at(link.to.container);
    const bool local = m_topology.containers.at(link.from.container).pod == callee.pod;
    const Distribution drawn = drawnLatency(link, local);
    const double jitter = toSeconds(paramsOf(link).duration("jitter"));
    const double mean = toSeconds(way);
    const auto samples = figures.latency.samples;
    const auto error = std::sqrt(std::max(waySquared, 0.0) / static_cast<double>(samples)) / std::max(mean, 1e-9);
    CalibrationQuality quality = samples >= 1000 ? CalibrationQuality::Good : CalibrationQuality::Fair;
    std::string method = "latency of " + std::to_string(samples) + " calls less the time of \"" + textOf(callee) + "\"";
    if (answersAtOnce(callee)) {
        quality = CalibrationQuality::Fair;
        method = "latency of " + std::to_string(samples) + " calls, with what is the queue's own in it";
    }
    if (static_cast<double>(figures.errors) > 0.02 * static_cast<double>(std::max<std::uint64_t>(figures.sent, 1)))
        quality = CalibrationQuality::Poor, method += "; what failed or came too late is not in it";
    const bool isTold = !figures.latency.histogram.empty() && waySquared > reliable && mean > 0;
    if (jitter > 0 && drawn.kind == Distribution::Kind::Constant) {
        const double found = isTold ? std::min(std::sqrt(12 * waySquared), 2 * mean) : std::min(jitter, 2 * mean);
        proposeDistribution(subject, drawn, Distribution::constant(fromSeconds(mean - found / 2)), samples, error,
                            quality, method);
        if (isTold)
            propose({subject.id, subject.text, "jitter"}, formatDuration(fromSeconds(jitter)),
                    formatDuration(tidied(fromSeconds(found))), samples,
                    std::abs(found / jitter - 1) > std::max(0.05, 6 / std::sqrt(static_cast<double>(samples))), quality,
                    "spread of the calls less the spread of the callee");
        return;
    }
    const double least = std::max(0.0, mean - jitter / 2);
    const double variation =
        isTold && least > 0 ? std::max(0.0, waySquared - jitter * jitter / 12) / squareOf(least) : 0;
    const double drawnVariation = drawn.squaredVariation();
    Distribution found = withMean(drawn, fromSeconds(least));
    const ContainerFigures *answered = figuresOf(callee.id);
    const bool hasOutliers =
        isTold && variation > outlyingVariation && answered != nullptr && !answered->latency.histogram.empty();
    if (hasOutliers) {
        found = wayWithOutliers(figures.latency.histogram, answered->latency.histogram, fromSeconds(least));
        quality = CalibrationQuality::Fair;
        method += "; a few of them were very late";
    } else if (isTold && variation >= 0.02 &&
               std::abs(variation - drawnVariation) > 0.25 * std::max(variation, drawnVariation))
        found = std::abs(variation - 1) < 0.2
                    ? Distribution::exponential(fromSeconds(least))
                    : Distribution{Distribution::Kind::Lognormal, fromSeconds(least), {}, std::sqrt(variation), {}};
    else if (!isTold)
        method += "; the drawing's shape";
    proposeDistribution(subject, drawn, found, samples, error, quality, method);
}

/// Messages that were sent and not received, and answers that were given and did not come.
void CalibrationMaker::loss(const Link &link, const LinkFigures &figures)
{
    const CalibrationSubject subject{link.id, textOf(link), "loss"};
    const double now = paramsOf(link).number("loss");
    if (figures.errors == 0 && now == 0)
        return;
    const Container &callee = m_topology.containers.at(link.to.container);
    const ContainerFigures *answered = figuresOf(callee.id);
    const double replications = std::max(1U, m_measured.replications);
    const double sent = static_cast<double>(figures.sent) / replications;
    if (!m_plan.faults.empty())
        return gap(subject, "The scenario has faults, whose victims cannot be told from what the way lost.");
    if (answered == nullptr || answered->arrivalsPerSecond <= 0)
        return gap(subject, "\"" + textOf(callee) + "\" does not tell what it received.");
    if (callsTo(callee.id).size() > 1 || goesThroughFront(link))
        return gap(subject, "Several callers or a front stand before \"" + textOf(callee) +
                                "\": whose messages were lost cannot be told.");
    const Served served = servedBy(*answered);
    const double there = std::clamp(1 - served.received / sent, 0.0, 1.0);
    const double succeeded = figures.throughputPerSecond * windowSeconds();
    const double back = std::clamp(1 - succeeded / std::max(1.0, served.completed - served.failed), 0.0, 1.0);
    const Duration timeout = paramsOf(link).duration("timeout");
    if (answered->latency.p99 * 2 > timeout)
        return gap(subject, "Answers come so late that lost ones cannot be told from those whose callers had left.");
    const double rate = tidied((there + back) / 2);
    // A few calls are under way when the window begins and ends.
    const double deviation = std::sqrt(std::max(rate, now) / std::max(1.0, sent)) + 1 / std::max(1.0, sent);
    if (rate <= 3 * deviation && now == 0)
        return;
    propose(subject, now, rate, figures.sent, std::abs(rate - now) > 3 * deviation,
            figures.sent >= 1000 ? CalibrationQuality::Good : CalibrationQuality::Fair,
            "calls that were not received, and answers that did not come");
}

} // namespace bayplan
