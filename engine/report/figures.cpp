// SPDX-License-Identifier: Apache-2.0
#include "engine/report/figures.h"

#include "engine/base/units.h"
#include "engine/report/pattern_counters.h"

#include <algorithm>
#include <cmath>

namespace bayplan {
namespace {

/// Appends figures of one subject.
class Collector {
public:
    Collector(std::vector<Figure> &figures, SubjectKind kind, std::string id, std::string text)
        : m_figures(figures), m_kind(kind), m_id(std::move(id)), m_text(std::move(text))
    {}

    void add(const char *name, double value, FigureUnit unit, double halfWidth = 0, std::uint64_t samples = 0)
    {
        m_figures.push_back({m_kind, m_id, m_text, name, value, unit, halfWidth, samples});
    }
    void addCount(const char *name, std::uint64_t count) { add(name, static_cast<double>(count), FigureUnit::Count); }
    void addTotal(const char *name, std::uint64_t count)
    {
        addCount(name, count);
        m_figures.back().isTotal = true;
    }
    /// Known when it is a share of anything.
    void addShare(const char *name, double value, double halfWidth, bool isKnown)
    {
        add(name, value, FigureUnit::Fraction, halfWidth);
        m_figures.back().isKnown = isKnown;
    }
    void addTime(const char *name, Duration value, Duration halfWidth, std::uint64_t samples)
    {
        add(name, toSeconds(value), FigureUnit::Seconds, toSeconds(halfWidth), samples);
        m_figures.back().isKnown = samples > 0;
    }
    void addDuration(const char *name, Duration value) { add(name, toSeconds(value), FigureUnit::Seconds); }

    void addLatency(const LatencyFigures &latency, Duration halfWidth)
    {
        addTime("mean", latency.mean, halfWidth, latency.samples);
        addTime("p50", latency.p50, latency.p50HalfWidth, latency.samples);
        addTime("p90", latency.p90, latency.p90HalfWidth, latency.samples);
        addTime("p99", latency.p99, latency.p99HalfWidth, latency.samples);
        addTime("p99.9", latency.p999, latency.p999HalfWidth, latency.samples);
    }

private:
    std::vector<Figure> &m_figures;
    SubjectKind m_kind;
    std::string m_id, m_text;
};

void collect(std::vector<Figure> &figures, const LinkFigures &link)
{
    Collector collector(figures, SubjectKind::Link, link.id, link.text);
    collector.add("throughput", link.throughputPerSecond, FigureUnit::PerSecond, link.throughputHalfWidth);
    collector.addTotal("sent", link.sent);
    collector.addTotal("errors", link.errors);
    collector.addShare("errorRatio", link.errorRatio, link.errorRatioHalfWidth, link.errors + link.latency.samples > 0);
    collector.addLatency(link.latency, link.meanHalfWidth);
}

void collect(std::vector<Figure> &figures, const ContainerFigures &container)
{
    Collector collector(figures, SubjectKind::Container, container.id, container.text);
    const bool wasAsked = container.arrivalsPerSecond > 0;
    collector.add("throughput", container.throughputPerSecond, FigureUnit::PerSecond, container.throughputHalfWidth);
    collector.addTotal("errors", container.errors);
    if (container.cutShort)
        collector.addTotal("cutShort", *container.cutShort);
    // A worker is asked nothing: it fetches its tasks.
    collector.addShare("utilisation", container.utilisation, container.utilisationHalfWidth,
                       container.hasSlots && (wasAsked || container.inService > 0 || container.utilisation > 0));
    collector.add("inService", container.inService, FigureUnit::Count, container.inServiceHalfWidth);
    collector.add("waiting", container.queueDepth, FigureUnit::Count, container.queueDepthHalfWidth);
    collector.add("arrivals", container.arrivalsPerSecond, FigureUnit::PerSecond);
    collector.addShare("lossRatio", container.lossRatio, container.lossRatioHalfWidth, wasAsked);
    collector.addLatency(container.latency, container.meanHalfWidth);
}

void collect(std::vector<Figure> &figures, const ElectionFigures &election)
{
    Collector collector(figures, SubjectKind::Election, election.name, election.name);
    collector.addCount("term", election.term);
    collector.addTotal("elections", election.elections);
    collector.add("leaderless", toSeconds(election.withoutLeader), FigureUnit::Seconds,
                  toSeconds(election.withoutLeaderHalfWidth));
    collector.addDuration("longestLeaderless", election.longestWithout);
    collector.addCount("unsafe", election.safe ? 0 : 1);
}

void collect(std::vector<Figure> &figures, const QueueFigures &queue)
{
    Collector collector(figures, SubjectKind::Queue, queue.id, queue.text);
    collector.add("queue.depth", static_cast<double>(queue.depth), FigureUnit::Count, queue.depthHalfWidth);
    collector.add("queue.throughput", queue.throughputPerSecond, FigureUnit::PerSecond, queue.throughputHalfWidth);
    collector.addTotal("put", queue.put);
    collector.addTotal("completed", queue.completed);
    collector.addTotal("retried", queue.retried);
    collector.addTotal("dead", queue.deadLetters);
    collector.addTotal("lost", queue.lost);
    collector.addTotal("expired", queue.expired);
    collector.addTotal("duplicates", queue.refusedLate);
    collector.addTotal("rejected", queue.rejected);
    collector.addDuration("oldestAge", queue.oldestAge);
    collector.addTime("sojourn", queue.sojourn.mean, queue.sojournHalfWidth, queue.sojourn.samples);
    collector.addTime("sojourn.p99", queue.sojourn.p99, queue.sojourn.p99HalfWidth, queue.sojourn.samples);
}

void collect(std::vector<Figure> &figures, const PatternFigures &pattern)
{
    Collector collector(figures, SubjectKind::Pattern, pattern.id, pattern.text);
    for (const CounterFigures &counter : pattern.counters) {
        collector.add(counter.name.c_str(), counter.value, unitOfCounter(counter.name));
        figures.back().isTotal = !isGaugeCounter(counter.name);
    }
}

std::string threeDigits(double value)
{
    const double magnitude = std::abs(value);
    return formatFixed(value, magnitude >= 100 || magnitude == 0 ? 0 : magnitude >= 10 ? 1 : magnitude >= 1 ? 2 : 3);
}

} // namespace

std::vector<Figure> figuresOf(const Report &report)
{
    std::vector<Figure> figures;
    for (const auto &link : report.links) {
        if (link.isKnown)
            collect(figures, link);
    }
    for (const auto &container : report.containers) {
        if (container.isKnown)
            collect(figures, container);
    }
    for (const auto &election : report.elections)
        collect(figures, election);
    for (const auto &queue : report.queues) {
        if (queue.isKnown)
            collect(figures, queue);
    }
    for (const auto &pattern : report.patterns)
        collect(figures, pattern);
    return figures;
}

Duration measuredTime(const Report &report)
{
    return report.window * std::max(1U, report.replications);
}

std::string windowText(const Report &report)
{
    const std::string window = humanDuration(report.window);
    return report.replications > 1 ? std::to_string(report.replications) + " x " + window : window;
}

std::optional<double> relativeErrorOf(const Figure &a, const Report &ofA, const Figure &b, const Report &ofB)
{
    const Duration timeA = measuredTime(ofA), timeB = measuredTime(ofB);
    const bool byRate = a.isTotal && timeA != timeB;
    if (a.value == 0 || (byRate && (timeA <= Duration(0) || timeB <= Duration(0))))
        return std::nullopt;
    const double value = byRate ? b.value * (toSeconds(timeA) / toSeconds(timeB)) : b.value;
    return (value - a.value) / a.value;
}

std::string noteOnTotals(const std::vector<const Report *> &reports)
{
    const bool areAlike = std::ranges::all_of(
        reports, [&](const Report *report) { return measuredTime(*report) == measuredTime(*reports.front()); });
    return areAlike ? std::string()
                    : "Counts are compared by their rates: the runs were measured for different times.\n";
}

std::string figureText(double value, FigureUnit unit)
{
    switch (unit) {
    case FigureUnit::Seconds:
        return humanDuration(fromSeconds(value));
    case FigureUnit::PerSecond:
        return threeDigits(value) + " /s";
    case FigureUnit::Fraction:
        return formatFixed(value * 100, 1) + " %";
    case FigureUnit::Count:
        break;
    }
    return value == std::floor(value) ? formatFixed(value, 0) : threeDigits(value);
}

std::string unitText(FigureUnit unit)
{
    return unit == FigureUnit::Seconds ? "s" : unit == FigureUnit::PerSecond ? "/s" : "";
}

} // namespace bayplan
