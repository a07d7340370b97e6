// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of any number of points as they are painted: at most some points a pixel, with every peak.
#pragma once

#include "app/desktop/chart_line.h"

#include <QPointF>
#include <QRectF>

#include <vector>

class QPainter;

namespace bayplan {

/// Where instants and values stand in a plot.
struct ChartFrame {
    QRectF area;
    double from = 0, to = 1;        ///< seconds, from left to right
    double least = 0, greatest = 1; ///< in axis coordinates, from below to above
    bool logarithmic = false;

    double x(double seconds) const { return area.left() + (seconds - from) / (to - from) * area.width(); }
    double y(double value) const;
    double seconds(double x) const { return from + (x - area.left()) / area.width() * (to - from); }
    double value(double y) const;
};

/// What a logarithmic axis shows of zero.
inline constexpr double smallestShown = 1e-7;

/// All points of a stretch of one pixel: what enters it, its extremes, what leaves it.
struct TraceColumn {
    int pixel = 0; ///< from the left of the area
    float first = 0, least = 0, greatest = 0, last = 0;
};

/// Of a line within the frame, in values: columns where there are more points than pixels, else the points.
struct ChartTrace {
    std::vector<HistoryPoint> points;
    std::vector<TraceColumn> columns;

    bool isDense() const { return !columns.empty(); }
    std::size_t size() const { return isDense() ? 4 * columns.size() : points.size(); }
};

ChartTrace traceOf(const std::vector<HistoryPoint> &points, const ChartFrame &frame);

/// `asVectors` for a picture that is to be scaled: polylines, also where a screen gets columns of pixels.
void drawTrace(QPainter &painter, const ChartTrace &trace, const ChartLine &line, const ChartFrame &frame,
               bool asVectors);
void drawBand(QPainter &painter, const ChartBand &band, const QColor &colour, const ChartFrame &frame);

} // namespace bayplan
