// SPDX-License-Identifier: GPL-3.0-or-later
// Marks that run along a link: how many there are is its rate, how fast they are its latency, how many are diamonds its
// errors. Nothing is clamped: a rate 25 times as high has 25 times as many marks on the same length.
#pragma once

#include <QPointF>
#include <QPolygonF>

#include <vector>

namespace bayplan {

/// What goes over a link now.
struct TrafficFlow {
    double callsPerSecond = 0; ///< failed ones included
    double errorShare = 0;     ///< 0 to 1
    double latencySeconds = 0; ///< 0: unknown
};

/// Which rate has the marks side by side: the greatest on the canvas, rounded up, so that it does not change with every
/// figure.
class TrafficScale {
public:
    /// Of all links that are shown.
    void take(double greatestCallsPerSecond);

    double densestRate() const { return m_densest; }
    /// Between two marks, in scene units; infinite at rate 0.
    double spacingOf(double callsPerSecond) const;

private:
    double m_densest = 1;
};

/// Scene units a second: sixteen times the latency is half the speed, without end on either side.
double trafficSpeed(double latencySeconds);

struct TrafficMark {
    double at = 0; ///< along the way
    bool isError = false;
};

/// The marks of one link.
class TrafficStream {
public:
    const std::vector<TrafficMark> &marks() const { return m_marks; }

    /// Time goes on by so much on a way of that length.
    void advance(double seconds, const TrafficFlow &flow, double spacing, double length);

    /// Marks that stand: all along the way at once. `phase`, 0 to 1, is where the first one stands between two, so that
    /// links with less than one mark show theirs as often as they should.
    void spread(const TrafficFlow &flow, double spacing, double length, double phase);

    void clear() { m_marks.clear(); }

private:
    bool nextIsError(double share);

    std::vector<TrafficMark> m_marks; ///< the last that came first
    double m_since = 0;               ///< the way since the last mark came in
    double m_errorsDue = 0.5;
};

/// The part of a way on which marks run: clear of the ports at its ends. From its beginning in scene units.
struct TrafficRun {
    double begin = 0, length = 0;
};
TrafficRun trafficRun(const QPolygonF &way);

/// Where on the way the marks are; ascending distances are quickest.
std::vector<QPointF> pointsOn(const QPolygonF &way, const std::vector<double> &distances);

} // namespace bayplan
