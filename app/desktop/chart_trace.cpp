// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/chart_trace.h"

#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <cmath>
#include <vector>

namespace bayplan {

namespace {

constexpr std::size_t mostSmooth = 100; ///< points that a smooth pen draws: it takes 15 us for each

/// Points from the last before the frame to the first behind it, so that lines enter and leave at the edges.
template <class Point>
std::pair<std::size_t, std::size_t> seenOf(const std::vector<Point> &points, const ChartFrame &frame)
{
    const auto earlier = [](const Point &point, double seconds) {
        return static_cast<double>(point.seconds) < seconds;
    };
    auto begin = std::lower_bound(points.begin(), points.end(), frame.from, earlier);
    auto end = std::lower_bound(begin, points.end(), frame.to, earlier);
    begin -= begin == points.begin() ? 0 : 1;
    end += end == points.end() ? 0 : 1;
    return {static_cast<std::size_t>(begin - points.begin()), static_cast<std::size_t>(end - points.begin())};
}

QPolygonF polylineOf(const ChartTrace &trace, const ChartFrame &frame)
{
    QPolygonF way;
    way.reserve(static_cast<qsizetype>(trace.size()));
    for (const auto &point : trace.points) {
        way << QPointF(frame.x(static_cast<double>(point.seconds)), frame.y(static_cast<double>(point.value)));
    }
    for (const auto &column : trace.columns) {
        const double x = frame.area.left() + column.pixel + 0.5;
        for (const float value : {column.first, column.least, column.greatest, column.last}) {
            way << QPointF(x, frame.y(static_cast<double>(value)));
        }
    }
    return way;
}

/// Whether a column of a dashed line is painted.
bool isPainted(Qt::PenStyle style, int pixel)
{
    switch (style) {
    case Qt::DashLine:
        return pixel % 10 < 6;
    case Qt::DotLine:
        return pixel % 4 < 2;
    case Qt::DashDotLine:
        return pixel % 14 < 8 || (pixel % 14 >= 10 && pixel % 14 < 12);
    default:
        return true;
    }
}

/// The stretch of pixels that a line takes in each column, from one point to the next.
class ColumnSpans {
public:
    explicit ColumnSpans(int columns) : m_spans(static_cast<std::size_t>(std::max(1, columns))) {}

    void segment(QPointF from, QPointF to)
    {
        const int first = static_cast<int>(std::floor(std::max(from.x(), 0.0)));
        const int last = static_cast<int>(std::floor(std::min(to.x(), static_cast<double>(m_spans.size()) - 1)));
        const double slope = to.x() > from.x() ? (to.y() - from.y()) / (to.x() - from.x()) : 0;
        for (int x = first; x <= last; ++x) {
            const auto at = [&](double place) {
                return place <= from.x() ? from.y() : place >= to.x() ? to.y() : from.y() + slope * (place - from.x());
            };
            take(x, at(x));
            take(x, slope == 0 ? to.y() : at(x + 1));
        }
    }
    void take(int x, double y)
    {
        if (x < 0 || x >= static_cast<int>(m_spans.size()))
            return;
        auto &span = m_spans[static_cast<std::size_t>(x)];
        span.top = std::min(span.top, y);
        span.bottom = std::max(span.bottom, y);
    }

    /// Filled rectangles of one pixel across each: a pen takes twenty times as long for a line that goes up and down.
    QVector<QRect> rects(QPoint origin, int width, Qt::PenStyle style) const
    {
        QVector<QRect> rects;
        rects.reserve(static_cast<qsizetype>(m_spans.size()));
        for (int x = 0; x < static_cast<int>(m_spans.size()); ++x) {
            const auto &span = m_spans[static_cast<std::size_t>(x)];
            if (span.top <= span.bottom && isPainted(style, x)) {
                const int top = static_cast<int>(std::lround(span.top - width / 2.0));
                const int height = std::max(width, static_cast<int>(std::lround(span.bottom - span.top)) + width);
                rects << QRect(origin.x() + x, origin.y() + top, 1, height);
            }
        }
        return rects;
    }

private:
    struct Span {
        double top = 1e9, bottom = -1e9;
    };
    std::vector<Span> m_spans;
};

void drawColumns(QPainter &painter, const ChartTrace &trace, const ChartLine &line, const ChartFrame &frame)
{
    const QPoint origin(static_cast<int>(std::lround(frame.area.left())), 0);
    ColumnSpans spans(static_cast<int>(frame.area.width()) + 1);
    if (trace.isDense()) {
        double before = frame.y(static_cast<double>(trace.columns.front().first));
        for (const auto &column : trace.columns) {
            spans.take(column.pixel, before);
            spans.take(column.pixel, frame.y(static_cast<double>(column.least)));
            spans.take(column.pixel, frame.y(static_cast<double>(column.greatest)));
            before = frame.y(static_cast<double>(column.last));
        }
    } else {
        const auto way = polylineOf(trace, frame).translated(-origin.x(), 0);
        for (qsizetype i = 1; i < way.size(); ++i)
            spans.segment(way[i - 1], way[i]);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(Qt::NoPen);
    painter.setBrush(line.colour);
    const auto rects = spans.rects(origin, std::max(1, static_cast<int>(std::lround(line.width))), line.style);
    painter.drawRects(rects);
    painter.setRenderHint(QPainter::Antialiasing, true);
}

} // namespace

double ChartFrame::y(double value) const
{
    const double at = logarithmic ? std::log10(std::max(value, smallestShown)) : value;
    return area.bottom() - (at - least) / (greatest - least) * area.height();
}

double ChartFrame::value(double y) const
{
    const double at = least + (area.bottom() - y) / area.height() * (greatest - least);
    return logarithmic ? std::pow(10.0, at) : at;
}

ChartTrace traceOf(const std::vector<HistoryPoint> &points, const ChartFrame &frame)
{
    ChartTrace trace;
    const auto [begin, end] = seenOf(points, frame);
    const int pixels = static_cast<int>(frame.area.width());
    if (end - begin <= static_cast<std::size_t>(std::max(pixels, 2))) {
        trace.points.assign(points.begin() + static_cast<std::ptrdiff_t>(begin),
                            points.begin() + static_cast<std::ptrdiff_t>(end));
        return trace;
    }
    trace.columns.reserve(static_cast<std::size_t>(pixels) + 2);
    const double scale = frame.area.width() / (frame.to - frame.from);
    int pixel = -2;
    for (std::size_t i = begin; i < end; ++i) {
        const auto [seconds, value] = points[i];
        const double x = (static_cast<double>(seconds) - frame.from) * scale;
        if (x >= pixel + 1 || trace.columns.empty()) {
            pixel = static_cast<int>(std::clamp(std::floor(x), -1.0, pixels + 1.0));
            trace.columns.push_back({pixel, value, value, value, value});
            continue;
        }
        auto &column = trace.columns.back();
        column.least = std::min(column.least, value);
        column.greatest = std::max(column.greatest, value);
        column.last = value;
    }
    return trace;
}

void drawTrace(QPainter &painter, const ChartTrace &trace, const ChartLine &line, const ChartFrame &frame,
               bool asVectors)
{
    if ((trace.isDense() || trace.points.size() > mostSmooth) && !asVectors) {
        drawColumns(painter, trace, line, frame);
        return;
    }
    painter.setBrush(Qt::NoBrush);
    if (trace.points.size() == 1) { // a line of one point would be nothing at all
        painter.setPen(QPen(line.colour, 2 * line.width + 1, Qt::SolidLine, Qt::RoundCap));
        painter.drawPoint(polylineOf(trace, frame).front());
        return;
    }
    painter.setPen(QPen(line.colour, line.width, line.style, Qt::FlatCap, Qt::BevelJoin));
    painter.drawPolyline(polylineOf(trace, frame));
}

void drawBand(QPainter &painter, const ChartBand &band, const QColor &colour, const ChartFrame &frame)
{
    const auto [begin, end] = seenOf(band.points, frame);
    if (end - begin < 2) {
        return;
    }
    QPolygonF around;
    for (std::size_t i = begin; i < end; ++i) {
        const auto &point = band.points[i];
        around << QPointF(frame.x(static_cast<double>(point.seconds)), frame.y(static_cast<double>(point.greatest)));
    }
    for (std::size_t i = end; i-- > begin;) {
        const auto &point = band.points[i];
        around << QPointF(frame.x(static_cast<double>(point.seconds)), frame.y(static_cast<double>(point.least)));
    }
    auto wash = colour;
    wash.setAlpha(48);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(Qt::NoPen);
    painter.setBrush(wash);
    painter.drawPolygon(around);
    painter.setRenderHint(QPainter::Antialiasing, true);
}

} // namespace bayplan
