// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/traffic_marks.h"

#include <QLineF>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

namespace bayplan {

namespace {

constexpr double closestMarks = 6.5; ///< scene units, of the busiest link
constexpr double clearOfPorts = 15;  ///< at either end of a way
constexpr double usualSpeed = 240;   ///< scene units a second, at a latency of a millisecond
constexpr double usualLatency = 0.001;
constexpr std::size_t mostMarksOfLink = 2000; ///< of one link: a way of 13,000 units

/// 1, 1.5, 2, 3, 5, 7, 10...
double roundRate(double rate)
{
    const double power = std::pow(10, std::floor(std::log10(rate)));
    for (const double step : {1.0, 1.5, 2.0, 3.0, 5.0, 7.0}) {
        if (rate <= step * power * 1.0001) {
            return step * power;
        }
    }
    return 10 * power;
}

} // namespace

void TrafficScale::take(double greatestCallsPerSecond)
{
    if (greatestCallsPerSecond <= 0) {
        return;
    }
    const double wanted = roundRate(greatestCallsPerSecond);
    const bool isFarLess = roundRate(greatestCallsPerSecond * 1.2) < m_densest;
    if (wanted > m_densest || isFarLess) {
        m_densest = wanted;
    }
}

double TrafficScale::spacingOf(double callsPerSecond) const
{
    return callsPerSecond > 0 ? closestMarks * m_densest / callsPerSecond : std::numeric_limits<double>::infinity();
}

double trafficSpeed(double latencySeconds)
{
    return latencySeconds > 0 ? usualSpeed * std::pow(usualLatency / latencySeconds, 0.25) : usualSpeed / 2;
}

bool TrafficStream::nextIsError(double share)
{
    m_errorsDue += share;
    if (m_errorsDue < 1) {
        return false;
    }
    m_errorsDue -= 1;
    return true;
}

void TrafficStream::advance(double seconds, const TrafficFlow &flow, double spacing, double length)
{
    const double way = trafficSpeed(flow.latencySeconds) * seconds;
    for (auto &mark : m_marks) {
        mark.at += way;
    }
    std::erase_if(m_marks, [length](const TrafficMark &mark) { return mark.at > length; });
    m_since += way;
    if (!std::isfinite(spacing)) {
        m_since = 0;
        return;
    }
    m_since = std::min(m_since, spacing + way); // of a link that was nearly silent: no burst to make up for it
    std::vector<TrafficMark> fresh;             // the first is the farthest
    while (m_since >= spacing && fresh.size() + m_marks.size() < mostMarksOfLink) {
        m_since -= spacing;
        if (m_since <= length) {
            fresh.push_back({m_since, nextIsError(flow.errorShare)});
        }
    }
    m_marks.insert(m_marks.begin(), fresh.rbegin(), fresh.rend());
}

void TrafficStream::spread(const TrafficFlow &flow, double spacing, double length, double phase)
{
    m_marks.clear();
    m_since = 0;
    m_errorsDue = 0.5;
    if (!std::isfinite(spacing)) {
        return;
    }
    for (double at = spacing * phase; at <= length && m_marks.size() < mostMarksOfLink; at += spacing) {
        m_marks.push_back({at, nextIsError(flow.errorShare)});
    }
    m_since = m_marks.empty() ? 0 : m_marks.front().at;
}

TrafficRun trafficRun(const QPolygonF &way)
{
    double length = 0;
    for (int i = 1; i < way.size(); ++i) {
        length += QLineF(way[i - 1], way[i]).length();
    }
    return length > 2 * clearOfPorts ? TrafficRun{clearOfPorts, length - 2 * clearOfPorts} : TrafficRun{};
}

std::vector<QPointF> pointsOn(const QPolygonF &way, const std::vector<double> &distances)
{
    std::vector<QPointF> points;
    points.reserve(distances.size());
    int piece = 1;
    double before = 0;
    for (const double distance : distances) {
        if (distance < before) {
            piece = 1;
            before = 0;
        }
        while (piece < way.size()) {
            const QLineF line(way[piece - 1], way[piece]);
            const double length = line.length();
            if (distance <= before + length && length > 0) {
                points.push_back(line.pointAt((distance - before) / length));
                break;
            }
            before += length;
            ++piece;
        }
        if (piece >= way.size()) {
            points.push_back(way.isEmpty() ? QPointF() : way.back());
        }
    }
    return points;
}

} // namespace bayplan
