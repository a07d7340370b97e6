// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/curve_plot.h"

#include "app/desktop/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace bayplan {

CurvePlot::CurvePlot(QWidget *parent) : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Curve"));
    connect(&Theme::instance(), &Theme::changed, this, [this] { update(); });
}

void CurvePlot::setPoints(std::vector<CurvePoint> points, AxisUnit unit)
{
    m_points = std::move(points);
    m_unit = unit;
    m_under.reset();
    if (m_chosen && *m_chosen >= m_points.size()) {
        choose(std::nullopt);
    }
    QStringList spoken;
    for (const auto &point : m_points) {
        spoken << QStringLiteral("%1: %2").arg(point.at,
                                               point.known ? valueText(point.value, m_unit) : QStringLiteral("–"));
    }
    setAccessibleDescription(spoken.join(QStringLiteral(", ")));
    update();
}

void CurvePlot::setEmptyText(const QString &text)
{
    m_emptyText = text;
    update();
}

void CurvePlot::choose(std::optional<std::size_t> point)
{
    if (m_chosen != point) {
        m_chosen = point;
        update();
        Q_EMIT chosenChanged();
    }
}

NiceAxis CurvePlot::axis() const
{
    double greatest = 0;
    for (const auto &point : m_points) {
        greatest = std::max(greatest, point.known ? point.value + point.halfWidth : 0);
    }
    return niceAxis(greatest, std::clamp(height() / 42, 2, 6), m_unit);
}

QRectF CurvePlot::area() const
{
    double widest = 0;
    for (const auto &tick : axis().ticks) {
        widest = std::max(widest, QFontMetricsF(font()).horizontalAdvance(tick.label));
    }
    const double line = QFontMetricsF(font()).height();
    return QRectF(rect()).adjusted(widest + 14, line, -24, -line - 8);
}

QPointF CurvePlot::placeOf(std::size_t point) const
{
    const auto inside = area();
    const auto y = axis();
    const double share =
        m_points.size() < 2 ? 0.5 : static_cast<double>(point) / static_cast<double>(m_points.size() - 1);
    const double height = (m_points[point].value - y.least) / (y.greatest - y.least);
    return {inside.left() + share * inside.width(), inside.bottom() - height * inside.height()};
}

std::optional<std::size_t> CurvePlot::pointNear(QPointF place) const
{
    std::optional<std::size_t> nearest;
    double least = 30; // pixels
    for (std::size_t i = 0; i < m_points.size(); ++i) {
        const double apart = std::abs(placeOf(i).x() - place.x());
        if (m_points[i].known && apart < least) {
            least = apart;
            nearest = i;
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
    if (m_points.empty()) {
        painter.setPen(colours().dimText);
        painter.drawText(QRectF(rect()).adjusted(12, 8, -12, -8), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
    } else {
        paintAxes(painter);
        paintCurve(painter);
        if (const auto shown = m_under ? m_under : m_chosen) {
            paintValue(painter, *shown);
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
    for (std::size_t i = 0; i < m_points.size(); ++i) {
        const double width = QFontMetricsF(font()).horizontalAdvance(m_points[i].at);
        const double x = placeOf(i).x();
        if (x - width / 2 > free) {
            painter.drawText(QRectF(x - width / 2 - 1, inside.bottom() + 4, width + 2, line), Qt::AlignCenter,
                             m_points[i].at);
            free = x + width / 2 + 8;
        }
    }
}

void CurvePlot::paintCurve(QPainter &painter) const
{
    const auto inside = area();
    const auto y = axis();
    const double scale = inside.height() / (y.greatest - y.least);
    const auto colour = colours().simulated;
    std::optional<QPointF> before;
    for (std::size_t i = 0; i < m_points.size(); ++i) {
        if (!m_points[i].known) {
            before.reset();
            continue;
        }
        const auto place = placeOf(i);
        painter.setPen(QPen(colour, 1.8));
        if (before) {
            painter.drawLine(*before, place);
        }
        before = place;
        const double up = std::min(m_points[i].halfWidth * scale, place.y() - inside.top());
        const double down = std::min(m_points[i].halfWidth * scale, inside.bottom() - place.y());
        painter.setPen(QPen(colour, 1));
        painter.drawLine(place - QPointF(0, up), place + QPointF(0, down));
        painter.drawLine(place + QPointF(-4, -up), place + QPointF(4, -up));
        painter.drawLine(place + QPointF(-4, down), place + QPointF(4, down));
        painter.setBrush(m_chosen == i ? colour : colours().base);
        painter.setPen(QPen(colour, 1.8));
        painter.drawEllipse(place, m_chosen == i ? 5.5 : 4, m_chosen == i ? 5.5 : 4);
    }
}

void CurvePlot::paintValue(QPainter &painter, std::size_t point) const
{
    const auto &shown = m_points[point];
    auto sentence = QStringLiteral("%1: %2").arg(shown.at, valueText(shown.value, m_unit));
    if (shown.halfWidth > 0) {
        sentence += QStringLiteral(" ± ") + valueText(shown.halfWidth, m_unit);
    }
    const QFontMetricsF metrics(font());
    QRectF box(placeOf(point) + QPointF(10, -metrics.height() - 14),
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
    choose(pointNear(event->position()));
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

void CurvePlot::keyPressEvent(QKeyEvent *event)
{
    const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    if (step == 0 || m_points.empty()) {
        QWidget::keyPressEvent(event);
        return;
    }
    const auto last = static_cast<int>(m_points.size()) - 1;
    const int next = m_chosen ? static_cast<int>(*m_chosen) + step : step > 0 ? 0 : last;
    choose(static_cast<std::size_t>(std::clamp(next, 0, last)));
}

} // namespace bayplan
