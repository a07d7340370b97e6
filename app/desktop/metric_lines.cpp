// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/metric_lines.h"

#include "app/desktop/series_sum.h"
#include "app/desktop/steady_colours.h"
#include "app/desktop/theme.h"
#include "engine/report/confidence.h"

#include <algorithm>

namespace bayplan {

namespace {

constexpr std::size_t mostPoints = 600;  ///< of a line: more than the pixels it gets
constexpr std::size_t mostReplicas = 20; ///< whose spread is looked at
constexpr std::size_t mostDrawn = 6;     ///< replicas with a line of their own
constexpr std::size_t fewestOfBand = 40; ///< points that say something about a mean

const SeriesSet *setOf(const RunHistory &history, const MetricSubject &subject)
{
    return subject.sort == MetricSubject::Sort::System ? &history.totals()
           : subject.sort == MetricSubject::Sort::Link ? history.link(subject.id)
                                                       : history.container(subject.id);
}

/// What each chart draws of one subject among several.
constexpr std::pair<MetricChart, Quantity> charted[] = {{MetricChart::Throughput, Quantity::Throughput},
                                                        {MetricChart::Errors, Quantity::Errors},
                                                        {MetricChart::Latency, Quantity::LatencyP99},
                                                        {MetricChart::QueueDepth, Quantity::QueueDepth},
                                                        {MetricChart::Utilisation, Quantity::Utilisation}};

/// A pod does what its busiest container does, for the others stand before or behind that one; a pattern does what all
/// its containers do. Percentiles cannot be added up: the worst stands for all.
SeriesSum gatheredHow(MetricChart chart, bool isPod)
{
    switch (chart) {
    case MetricChart::Throughput:
        return isPod ? SeriesSum::Greatest : SeriesSum::Sum;
    case MetricChart::Latency:
        return SeriesSum::Greatest;
    case MetricChart::Utilisation:
        return isPod ? SeriesSum::Greatest : SeriesSum::Mean;
    default:
        return SeriesSum::Sum;
    }
}

/// One a chart; of pods and patterns gathered from their containers. Empty ones where the run has nothing of it.
std::array<std::vector<HistoryPoint>, metricCharts> curvesOf(const RunHistory &history, const MetricSubject &subject,
                                                             double from, double to)
{
    constexpr std::size_t pointsOfAll = 60'000;
    std::array<std::vector<HistoryPoint>, metricCharts> curves;
    std::vector<const SeriesSet *> sets;
    if (subject.members.empty())
        sets.push_back(setOf(history, subject));
    for (const std::string &member : subject.members)
        sets.push_back(history.container(member));
    std::erase(sets, nullptr);
    const auto most = std::clamp<std::size_t>(pointsOfAll / std::max<std::size_t>(1, sets.size()), 60, mostPoints);
    for (const auto &[chart, quantity] : charted) {
        std::vector<const TimeSeries *> series;
        for (const SeriesSet *set : sets)
            if (!(*set)[quantity].points().empty())
                series.push_back(&(*set)[quantity]);
        curves[static_cast<std::size_t>(chart)] =
            series.size() == 1
                ? series.front()->thinned(from, to, mostPoints)
                : summed(series, gatheredHow(chart, subject.sort == MetricSubject::Sort::Pod), from, to, most);
    }
    return curves;
}

/// Short: a legend has little room.
QString pathName(const RunRecord &run)
{
    return run.name().isEmpty() ? MetricLines::tr("Run %1").arg(run.number()) : run.name();
}

} // namespace

MetricLines::MetricLines(const RunRecord &record, const std::vector<PlanContainer> &containers, SteadyColours &colours,
                         double from, double to, bool bands)
    : m_record(record), m_containers(containers), m_colours(colours), m_from(from), m_to(to), m_bands(bands),
      m_own(record.kind() == RunKind::Simulated ? bayplan::colours().simulated : bayplan::colours().deployed)
{}

MetricLineSets MetricLines::of(const std::vector<MetricSubject> &subjects)
{
    m_sets = {};
    const bool alone = subjects.size() == 1;
    m_record.read([&](const RunHistory &history) {
        for (const MetricSubject &subject : subjects) {
            const SeriesSet *set = setOf(history, subject);
            if (subject.sort == MetricSubject::Sort::System)
                addSystem(history);
            else if (!subject.members.empty())
                addGathered(history, subject, alone);
            else if (set && alone)
                addAlone(history, subject, *set);
            else if (set)
                addAmong(history, subject, alone);
        }
    });
    return std::move(m_sets);
}

ChartLine &MetricLines::add(MetricChart chart, QString name, QColor colour, std::vector<HistoryPoint> points, Look look)
{
    auto &lines = m_sets[static_cast<std::size_t>(chart)];
    return lines.emplace_back(
        ChartLine{std::move(name), std::move(colour), look.style, look.width, std::move(points), {}});
}

ChartLine &MetricLines::add(MetricChart chart, QString name, QColor colour, const TimeSeries &series, Look look)
{
    return add(chart, std::move(name), std::move(colour), series.thinned(m_from, m_to, mostPoints), look);
}

void MetricLines::addLatency(const SeriesSet &set, QColor colour)
{
    QColor light = colour;
    light.setAlphaF(0.55F);
    add(MetricChart::Latency, QStringLiteral("p50"), light, set[Quantity::LatencyP50], {Qt::SolidLine, 1.2});
    add(MetricChart::Latency, QStringLiteral("p95"), colour, set[Quantity::LatencyP95], {Qt::DashLine, 1.4});
    add(MetricChart::Latency, QStringLiteral("p99"), colour, set[Quantity::LatencyP99], {Qt::SolidLine, 2});
}

// ---- the whole system ----------------------------------------------------------------------------------------------

/// The totals, and of queues and utilisation the containers where it matters most.
void MetricLines::addSystem(const RunHistory &history)
{
    const SeriesSet &totals = history.totals();
    auto &done = add(MetricChart::Throughput, tr("done"), m_own, totals[Quantity::Throughput], {Qt::SolidLine, 2});
    done.band = confidence(totals[Quantity::Throughput], AxisUnit::PerSecond);
    add(MetricChart::Errors, tr("errors"), colours().error, totals[Quantity::Errors], {Qt::SolidLine, 1.6});
    addLatency(totals, m_own);
    addBusiest(history, MetricChart::QueueDepth, Quantity::QueueDepth);
    addBusiest(history, MetricChart::Utilisation, Quantity::Utilisation);
    if (m_sets[static_cast<std::size_t>(MetricChart::QueueDepth)].empty())
        add(MetricChart::QueueDepth, tr("all"), m_own, totals[Quantity::QueueDepth], {});
}

void MetricLines::addBusiest(const RunHistory &history, MetricChart chart, Quantity quantity)
{
    const auto greatest = [&](const PlanContainer &container) {
        const SeriesSet *set = history.container(container.element);
        float value = -1;
        if (set)
            for (const HistoryPoint &point : (*set)[quantity].points())
                value = std::max(value, point.value);
        return value;
    };
    std::vector<std::pair<float, std::size_t>> order;
    for (std::size_t i = 0; i < m_containers.size(); ++i)
        if (const float value = greatest(m_containers[i]); value > (quantity == Quantity::QueueDepth ? 0.0F : -0.5F))
            order.emplace_back(-value, i);
    std::sort(order.begin(), order.end());
    order.resize(std::min<std::size_t>(order.size(), 3));
    std::sort(order.begin(), order.end(), [](const auto &a, const auto &b) { return a.second < b.second; });
    std::vector<std::string> ids;
    for (const auto &[value, i] : order)
        ids.push_back(m_containers[i].element);
    const std::vector<QColor> own = m_colours.of(ids, m_record.kind());
    for (std::size_t i = 0; i < order.size(); ++i)
        add(chart, m_containers[order[i].second].title, own[i], (*history.container(ids[i]))[quantity], {});
}

// ---- of subjects ---------------------------------------------------------------------------------------------------

void MetricLines::addAlone(const RunHistory &history, const MetricSubject &subject, const SeriesSet &set)
{
    const Look strong{Qt::SolidLine, 2};
    auto &done = add(MetricChart::Throughput, tr("done"), subject.colour, set[Quantity::Throughput], strong);
    done.band = confidence(set[Quantity::Throughput], AxisUnit::PerSecond);
    add(MetricChart::Errors, tr("errors"), colours().error, set[Quantity::Errors], {});
    addLatency(set, subject.colour);
    m_sets[static_cast<std::size_t>(MetricChart::Latency)].back().band = spread(history, subject, Quantity::LatencyP99);
    if (subject.sort == MetricSubject::Sort::Link)
        return;
    auto &depth = add(MetricChart::QueueDepth, tr("all"), subject.colour, set[Quantity::QueueDepth], strong);
    depth.band = confidence(set[Quantity::QueueDepth], AxisUnit::Count);
    auto &mean = add(MetricChart::Utilisation, tr("mean"), subject.colour, set[Quantity::Utilisation], strong);
    mean.band = spread(history, subject, Quantity::Utilisation);
    if (mean.band.points.empty())
        mean.band = confidence(set[Quantity::Utilisation], AxisUnit::Fraction);
    addReplicas(history, subject);
}

void MetricLines::addReplicas(const RunHistory &history, const MetricSubject &subject)
{
    const auto container = std::find_if(m_containers.begin(), m_containers.end(),
                                        [&](const PlanContainer &c) { return c.element == subject.id; });
    if (container == m_containers.end() || container->instances.size() < 2 || container->instances.size() > mostDrawn)
        return;
    for (std::size_t i = 0; i < container->instances.size(); ++i) {
        const std::string &name = m_record.plan().instances[container->instances[i]].name;
        const SeriesSet *set = history.instance(name);
        if (!set)
            continue;
        for (const auto &[chart, quantity] : {std::pair(MetricChart::QueueDepth, Quantity::QueueDepth),
                                              std::pair(MetricChart::Utilisation, Quantity::Utilisation)})
            add(chart, QString::fromStdString(name.substr(0, name.find('/'))),
                colours().series[(i + 2) % colours().series.size()], (*set)[quantity], {Qt::DotLine, 1.2});
    }
}

void MetricLines::addAmong(const RunHistory &history, const MetricSubject &subject, bool)
{
    const SeriesSet &set = *setOf(history, subject);
    add(MetricChart::Throughput, subject.name, subject.colour, set[Quantity::Throughput], {});
    add(MetricChart::Errors, subject.name, subject.colour, set[Quantity::Errors], {});
    add(MetricChart::Latency, tr("%1 p99").arg(subject.name), subject.colour, set[Quantity::LatencyP99], {});
    if (subject.sort == MetricSubject::Sort::Link)
        return;
    add(MetricChart::QueueDepth, subject.name, subject.colour, set[Quantity::QueueDepth], {});
    add(MetricChart::Utilisation, subject.name, subject.colour, set[Quantity::Utilisation], {});
}

void MetricLines::addGathered(const RunHistory &history, const MetricSubject &subject, bool alone)
{
    const auto curves = curvesOf(history, subject, m_from, m_to);
    for (const auto &[chart, quantity] : charted)
        add(chart, chart == MetricChart::Latency ? tr("%1 p99").arg(subject.name) : subject.name, subject.colour,
            curves[static_cast<std::size_t>(chart)], {Qt::SolidLine, alone ? 2 : 1.6});
}

/// Among several each keeps its colour, or nobody would know whose line it is.
void MetricLines::overlay(MetricLineSets &sets, const RunRecord &other, const std::vector<MetricSubject> &subjects,
                          double from, double to, Other sort)
{
    const bool isSimulated = other.kind() == RunKind::Simulated;
    const bool alone = subjects.size() == 1;
    const QString run = sort == Other::PathLeft ? pathName(other) : isSimulated ? tr("simulated") : tr("deployed");
    const Qt::PenStyle style = sort == Other::PathLeft ? Qt::DashLine : Qt::DashDotLine;
    other.read([&](const RunHistory &history) {
        for (const MetricSubject &subject : subjects) {
            QColor colour = !alone ? subject.colour : isSimulated ? colours().simulated : colours().deployed;
            if (sort == Other::PathLeft)
                colour.setAlphaF(0.5F);
            const QString name = alone ? run : tr("%1, %2", "a pod or link, and of which run").arg(subject.name, run);
            auto curves = curvesOf(history, subject, from, to);
            for (const auto &[chart, quantity] : charted)
                if (auto &points = curves[static_cast<std::size_t>(chart)]; !points.empty())
                    sets[static_cast<std::size_t>(chart)].push_back(
                        {chart == MetricChart::Latency ? tr("%1 p99").arg(name) : name,
                         colour,
                         style,
                         alone ? 2 : 1.6,
                         std::move(points),
                         {}});
        }
    });
}

// ---- bands ---------------------------------------------------------------------------------------------------------

std::vector<const TimeSeries *> MetricLines::seriesOfReplicas(const RunHistory &history, const MetricSubject &subject,
                                                              Quantity quantity) const
{
    std::vector<const TimeSeries *> series;
    const auto container = std::find_if(m_containers.begin(), m_containers.end(),
                                        [&](const PlanContainer &c) { return c.element == subject.id; });
    if (container == m_containers.end() || container->instances.size() > mostReplicas)
        return series;
    for (const InstanceIndex index : container->instances) {
        const SeriesSet *set = history.instance(m_record.plan().instances[index].name);
        if (set && !(*set)[quantity].points().empty())
            series.push_back(&(*set)[quantity]);
    }
    return series;
}

ChartBand MetricLines::spread(const RunHistory &history, const MetricSubject &subject, Quantity quantity) const
{
    ChartBand band;
    const auto series = m_bands ? seriesOfReplicas(history, subject, quantity) : std::vector<const TimeSeries *>();
    if (series.size() < 2)
        return band;
    const auto least = summed(series, SeriesSum::Least, m_from, m_to, mostPoints / 2);
    const auto greatest = summed(series, SeriesSum::Greatest, m_from, m_to, mostPoints / 2);
    for (std::size_t i = 0; i < std::min(least.size(), greatest.size()); ++i)
        band.points.push_back({least[i].seconds, least[i].value, greatest[i].value});
    band.meaning = tr("band: from the least to the greatest replica");
    return band;
}

/// Of the mean over the time shown, warm-up left out: neighbouring points look at nearly the same second, which batch
/// means allow for.
ChartBand MetricLines::confidence(const TimeSeries &series, AxisUnit unit) const
{
    ChartBand band;
    const double from = std::max(m_from, toSeconds(m_record.plan().warmUp));
    std::vector<Slice> slices;
    double sum = 0;
    double last = from;
    for (const HistoryPoint &point : series.points())
        if (const double at = static_cast<double>(point.seconds); m_bands && at >= from && at <= m_to) {
            slices.push_back({1, static_cast<double>(point.value)});
            sum += static_cast<double>(point.value);
            last = at;
        }
    if (slices.size() < fewestOfBand)
        return band;
    const auto means = batchMeans99(slices);
    if (!(means.halfWidth > 0))
        return band;
    const double mean = sum / static_cast<double>(slices.size());
    const auto least = static_cast<float>(std::max(0.0, mean - means.halfWidth));
    const auto greatest = static_cast<float>(mean + means.halfWidth);
    band.points = {{static_cast<float>(from), least, greatest}, {static_cast<float>(last), least, greatest}};
    band.meaning = tr("band: the mean is %1 ± %2, 99 % by batch means")
                       .arg(valueText(mean, unit), valueText(means.halfWidth, unit));
    band.inShort = tr("mean %1 ± %2 (99 %)").arg(valueText(mean, unit), valueText(means.halfWidth, unit));
    return band;
}

} // namespace bayplan
