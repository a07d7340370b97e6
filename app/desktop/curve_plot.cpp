// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/curve_plot.h"

#include "app/desktop/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace bayplan {

namespace {

/// One curve is simulated; of a family each has its colour and, from the fifth on, a dash as well.
QPen penOf(std::size_t curve)
{
    constexpr std::array dashes{Qt::SolidLine, Qt::DashLine, Qt::DotLine};
    const auto &series = colours().series;
    return {curve == 0 ? colours().simulated : series[curve % series.size()], 1.8, dashes[(curve / 4) % dashes.size()]};
}

} // namespace

std::pair<double, double> rangeOf(const std::vector<PlotCurve> &curves)
{
    std::pair<double, double> range{1e300, -1e300};
    for (const auto &curve : curves) {
        for (const auto &point : curve.points) {
            if (point.known) {
                range = {std::min(range.first, point.value), std::max(range.second, point.value)};
            }
        }
    }
    return range;
}

bool standsOnLogScale(const std::vector<PlotCurve> &curves, AxisUnit unit)
{
    constexpr double farApart = 20;
    const auto [least, greatest] = rangeOf(curves);
    return unit == AxisUnit::Latency && least > 0 && greatest > farApart * least;
}

CurvePlot::CurvePlot(QWidget *parent) : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Curve"));
    connect(&Theme::instance(), &Theme::changed, this, [this] { update(); });
}

void CurvePlot::setPoints(std::vector<CurvePoint> points, AxisUnit unit)
{
    setCurves({{QString(), std::move(points)}}, unit);
}

void CurvePlot::setCurves(std::vector<PlotCurve> curves, AxisUnit unit)
{
    m_curves = std::move(curves);
    m_unit = unit;
    m_under.reset();
    if (m_chosen && (m_chosenCurve >= m_curves.size() || *m_chosen >= pointCount())) {
        choose(std::nullopt);
    }
    QStringList spoken;
    for (const auto &curve : m_curves) {
        for (const auto &point : curve.points) {
            const auto at = curve.name.isEmpty() ? point.at : curve.name + QStringLiteral(", ") + point.at;
            spoken << QStringLiteral("%1: %2").arg(at,
                                                   point.known ? valueText(point.value, m_unit) : QStringLiteral("–"));
        }
    }
    setAccessibleDescription(spoken.join(QStringLiteral(", ")));
    update();
}

const std::vector<CurvePoint> &CurvePlot::points() const
{
    static const std::vector<CurvePoint> none;
    return m_curves.empty() ? none : m_curves.front().points;
}

void CurvePlot::setAxisName(const QString &name)
{
    m_axisName = name;
    update();
}

void CurvePlot::setEmptyText(const QString &text)
{
    m_emptyText = text;
    update();
}

void CurvePlot::choose(std::optional<std::size_t> point, std::size_t curve)
{
    if (m_chosen != point || (point && m_chosenCurve != curve)) {
        m_chosen = point;
        m_chosenCurve = curve;
        update();
        Q_EMIT chosenChanged();
    }
}

NiceAxis CurvePlot::axis() const
{
    const int ticks = std::clamp(height() / 42, 2, 6);
    if (standsOnLogScale(m_curves, m_unit)) {
        const auto [least, greatest] = rangeOf(m_curves);
        return niceLogAxis(least, greatest, ticks, m_unit);
    }
    double greatest = 0;
    for (const auto &curve : m_curves) {
        for (const auto &point : curve.points) {
            greatest = std::max(greatest, point.known ? point.value + point.halfWidth : 0);
        }
    }
    return niceAxis(greatest, ticks, m_unit);
}

/// Above the axis, as a share of the area.
double CurvePlot::heightOf(double value) const
{
    const auto y = axis();
    const double position = standsOnLogScale(m_curves, m_unit) ? std::log10(std::max(value, 1e-12)) : value;
    return std::clamp((position - y.least) / (y.greatest - y.least), 0.0, 1.0);
}

QRectF CurvePlot::area() const
{
    double widest = 0;
    for (const auto &tick : axis().ticks) {
        widest = std::max(widest, QFontMetricsF(font()).horizontalAdvance(tick.label));
    }
    const double line = QFontMetricsF(font()).height();
    const double below = m_axisName.isEmpty() ? line : 2 * line + 2;
    return QRectF(rect()).adjusted(widest + 14, line + legendHeight(), -24, -below - 8);
}

/// A line of names above a family of curves.
double CurvePlot::legendHeight() const
{
    return m_curves.size() > 1 ? QFontMetricsF(font()).height() + 4 : 0;
}

QPointF CurvePlot::placeOf(std::size_t point, std::size_t curve) const
{
    const auto inside = area();
    const double share = pointCount() < 2 ? 0.5 : static_cast<double>(point) / static_cast<double>(pointCount() - 1);
    const double height = heightOf(m_curves[curve].points[point].value);
    return {inside.left() + share * inside.width(), inside.bottom() - height * inside.height()};
}

/// Of the nearest value the nearest curve.
std::optional<std::pair<std::size_t, std::size_t>> CurvePlot::pointNear(QPointF place) const
{
    std::optional<std::pair<std::size_t, std::size_t>> nearest;
    double least = 30; // pixels
    double leastUp = 1e9;
    for (std::size_t curve = 0; curve < m_curves.size(); ++curve) {
        for (std::size_t i = 0; i < m_curves[curve].points.size(); ++i) {
            const auto at = placeOf(i, curve);
            const double apart = std::abs(at.x() - place.x()), up = std::abs(at.y() - place.y());
            const bool isNearer = apart < least - 0.5 || (apart < least + 0.5 && up < leastUp);
            if (m_curves[curve].points[i].known && apart < 30 && isNearer) {
                least = apart;
                leastUp = up;
                nearest = {i, curve};
            }
        }
    }
    return nearest;
}

// ---- painting ----

void CurvePlot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colours().base);
    painter.setRenderHint(QPainter::Antialiasing);
    if (points().empty()) {
        painter.setPen(colours().dimText);
        painter.drawText(QRectF(rect()).adjusted(12, 8, -12, -8), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
    } else {
        paintAxes(painter);
        paintLegend(painter);
        for (std::size_t curve = 0; curve < m_curves.size(); ++curve) {
            paintCurve(painter, curve);
        }
        if (m_under) {
            paintValue(painter, m_under->first, m_under->second);
        } else if (m_chosen) {
            paintValue(painter, *m_chosen, m_chosenCurve);
        }
    }
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colours().accent, 2));
        painter.drawRect(QRectF(rect()).adjusted(1, 1, -1, -1));
    }
}

void CurvePlot::paintAxes(QPainter &painter) const
{
    const auto inside = area();
    const auto y = axis();
    const double line = QFontMetricsF(font()).height();
    for (const auto &tick : y.ticks) {
        const double at =
            std::round(inside.bottom() - (tick.position - y.least) / (y.greatest - y.least) * inside.height()) + 0.5;
        painter.setPen(colours().grid);
        painter.drawLine(QPointF(inside.left(), at), QPointF(inside.right(), at));
        painter.setPen(colours().dimText);
        painter.drawText(QRectF(0, at - line / 2, inside.left() - 6, line), Qt::AlignRight | Qt::AlignVCenter,
                         tick.label);
    }
    double free = -1e9; // labels that would touch the one before are left out
    for (std::size_t i = 0; i < pointCount(); ++i) {
        const double width = QFontMetricsF(font()).horizontalAdvance(points()[i].at);
        const double x = placeOf(i).x();
        if (x - width / 2 > free) {
            painter.drawText(QRectF(x - width / 2 - 1, inside.bottom() + 4, width + 2, line), Qt::AlignCenter,
                             points()[i].at);
            free = x + width / 2 + 8;
        }
    }
    painter.drawText(QRectF(inside.left(), inside.bottom() + line + 6, inside.width(), line), Qt::AlignCenter,
                     QFontMetricsF(font()).elidedText(m_axisName, Qt::ElideMiddle, inside.width()));
}

/// The names, each behind its own stroke; those for which there is no room are left to the box of values.
void CurvePlot::paintLegend(QPainter &painter) const
{
    if (m_curves.size() < 2) {
        return;
    }
    const QFontMetricsF metrics(font());
    double x = area().left();
    for (std::size_t curve = 0; curve < m_curves.size(); ++curve) {
        const double width = metrics.horizontalAdvance(m_curves[curve].name);
        if (x + width + 34 > this->width()) {
            break;
        }
        painter.setPen(penOf(curve));
        painter.drawLine(QPointF(x, 4 + metrics.height() / 2), QPointF(x + 20, 4 + metrics.height() / 2));
        painter.setPen(colours().text);
        painter.drawText(QRectF(x + 25, 4, width + 4, metrics.height()), Qt::AlignLeft | Qt::AlignVCenter,
                         m_curves[curve].name);
        x += width + 42;
    }
}

void CurvePlot::paintCurve(QPainter &painter, std::size_t curve) const
{
    const auto &points = m_curves[curve].points;
    const auto inside = area();
    const auto pen = penOf(curve);
    std::optional<QPointF> before;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (!points[i].known) {
            before.reset();
            continue;
        }
        const bool isChosen = m_chosen == i && m_chosenCurve == curve;
        const auto place = placeOf(i, curve);
        painter.setPen(pen);
        if (before) {
            painter.drawLine(*before, place);
        }
        before = place;
        const auto from = [&](double value) {
            return std::abs(heightOf(value) * inside.height() - (inside.bottom() - place.y()));
        };
        const double up = from(points[i].value + points[i].halfWidth);
        const double down = from(points[i].value - points[i].halfWidth);
        painter.setPen(QPen(pen.color(), 1));
        painter.drawLine(place - QPointF(0, up), place + QPointF(0, down));
        painter.drawLine(place + QPointF(-4, -up), place + QPointF(4, -up));
        painter.drawLine(place + QPointF(-4, down), place + QPointF(4, down));
        painter.setBrush(isChosen ? pen.color() : colours().base);
        painter.setPen(QPen(pen.color(), 1.8));
        painter.drawEllipse(place, isChosen ? 5.5 : 4, isChosen ? 5.5 : 4);
    }
}

void CurvePlot::paintValue(QPainter &painter, std::size_t point, std::size_t curve) const
{
    const auto &shown = m_curves[curve].points[point];
    const auto &name = m_curves[curve].name;
    auto sentence = QStringLiteral("%1: %2").arg(name.isEmpty() ? shown.at : shown.at + QStringLiteral(", ") + name,
                                                 valueText(shown.value, m_unit));
    if (shown.halfWidth > 0) {
        sentence += QStringLiteral(" ± ") + valueText(shown.halfWidth, m_unit);
    }
    const QFontMetricsF metrics(font());
    QRectF box(placeOf(point, curve) + QPointF(10, -metrics.height() - 14),
               QSizeF(metrics.horizontalAdvance(sentence) + 14, metrics.height() + 6));
    box.moveRight(std::min(box.right(), width() - 4.0));
    box.moveLeft(std::max(box.left(), 4.0));
    box.moveTop(std::max(box.top(), 4.0));
    painter.setPen(colours().border);
    painter.setBrush(colours().window);
    painter.drawRoundedRect(box, 3, 3);
    painter.setPen(colours().text);
    painter.drawText(box, Qt::AlignCenter, sentence);
}

// ---- choosing ----

void CurvePlot::mousePressEvent(QMouseEvent *event)
{
    const auto near = pointNear(event->position());
    choose(near ? std::optional(near->first) : std::nullopt, near ? near->second : 0);
}

void CurvePlot::mouseMoveEvent(QMouseEvent *event)
{
    m_under = pointNear(event->position());
    update();
}

void CurvePlot::leaveEvent(QEvent *)
{
    m_under.reset();
    update();
}

/// Left and right along a curve, up and down from one to the next.
void CurvePlot::keyPressEvent(QKeyEvent *event)
{
    const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    const int curveStep = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    const bool moves = step != 0 || (curveStep != 0 && m_curves.size() > 1);
    if (!moves || points().empty()) {
        QWidget::keyPressEvent(event);
        return;
    }
    const auto last = static_cast<int>(pointCount()) - 1, lastCurve = static_cast<int>(m_curves.size()) - 1;
    const int next = m_chosen ? static_cast<int>(*m_chosen) + step : step >= 0 ? 0 : last;
    const int curve = m_chosen ? static_cast<int>(m_chosenCurve) + curveStep : 0;
    choose(static_cast<std::size_t>(std::clamp(next, 0, last)),
           static_cast<std::size_t>(std::clamp(curve, 0, lastCurve)));
}

} // namespace bayplan
