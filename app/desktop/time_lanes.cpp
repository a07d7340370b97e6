// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/time_lanes.h"

#include "app/desktop/nice_axis.h"
#include "app/desktop/plain_tip.h"
#include "app/desktop/theme.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace bayplan {

namespace {

constexpr int leastLaneName = 60;
constexpr int mostLaneName = 190;
constexpr int laneAxisGap = 4; ///< between the lanes and the letters below
constexpr int laneTickSpace = 80;

} // namespace

TimeLanes::TimeLanes(Sizes sizes, QWidget *parent) : QWidget(parent), m_sizes(sizes)
{
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void TimeLanes::setNames(const QStringList &names, int margin)
{
    const auto lanes = static_cast<std::size_t>(names.size());
    const bool resized = lanes != m_lanes;
    m_lanes = lanes;
    int width = leastLaneName;
    for (const QString &name : names)
        width = std::max(width, fontMetrics().horizontalAdvance(name) + margin);
    m_nameWidth = std::min(width, mostLaneName);
    if (resized)
        updateGeometry();
    update();
}

void TimeLanes::setTimeRange(double fromSeconds, double toSeconds)
{
    m_from = fromSeconds;
    m_to = std::max(toSeconds, fromSeconds + 1e-3);
    update();
}

void TimeLanes::setCursor(std::optional<double> seconds)
{
    m_cursor = seconds;
    update();
}

QSize TimeLanes::sizeHint() const
{
    return {320, m_sizes.top + m_sizes.axis + m_sizes.lane * static_cast<int>(std::max<std::size_t>(m_lanes, 1))};
}

QRectF TimeLanes::lanesArea() const
{
    return {double(m_nameWidth), double(m_sizes.top), std::max(20.0, double(width() - m_nameWidth - 12)),
            double(m_sizes.lane) * static_cast<double>(m_lanes)};
}

QRectF TimeLanes::rowOf(std::size_t lane) const
{
    const QRectF area = lanesArea();
    return {area.left(), area.top() + double(m_sizes.lane) * static_cast<double>(lane), area.width(),
            double(m_sizes.lane)};
}

double TimeLanes::xOf(double seconds) const
{
    const QRectF area = lanesArea();
    return area.left() + (seconds - m_from) / (m_to - m_from) * area.width();
}

double TimeLanes::secondsAt(double x) const
{
    const QRectF area = lanesArea();
    return m_from + (x - area.left()) / area.width() * (m_to - m_from);
}

std::optional<std::size_t> TimeLanes::laneAt(double y) const
{
    const double lane = (y - m_sizes.top) / m_sizes.lane;
    if (lane < 0 || lane >= static_cast<double>(m_lanes))
        return std::nullopt;
    return static_cast<std::size_t>(lane);
}

void TimeLanes::paintRowLine(QPainter &painter, const QRectF &row) const
{
    painter.setPen(colours().grid);
    painter.drawLine(QPointF(8, row.bottom()), row.bottomRight());
}

void TimeLanes::paintAxis(QPainter &painter) const
{
    const QRectF area = lanesArea();
    painter.setPen(colours().dimText);
    for (const AxisTick &tick :
         niceTimeAxis(m_from, m_to, std::clamp(int(area.width()) / laneTickSpace, 2, 12)).ticks) {
        const double x = xOf(tick.position);
        painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.bottom() + laneAxisGap));
        const double wide = painter.fontMetrics().horizontalAdvance(tick.label) + 2;
        const double left = std::min(x - wide / 2, double(width()) - wide);
        painter.drawText(QRectF(left, area.bottom() + laneAxisGap, wide, m_sizes.axis - laneAxisGap),
                         Qt::AlignHCenter | Qt::AlignTop, tick.label);
    }
}

void TimeLanes::paintCursor(QPainter &painter) const
{
    if (!m_cursor || *m_cursor < m_from || *m_cursor > m_to)
        return;
    const QRectF area = lanesArea();
    painter.setPen(QPen(colours().text, 1, Qt::DotLine));
    painter.drawLine(QPointF(xOf(*m_cursor), area.top() - 2), QPointF(xOf(*m_cursor), area.bottom()));
}

void TimeLanes::mouseMoveEvent(QMouseEvent *event)
{
    const double seconds = secondsAt(event->position().x());
    Q_EMIT cursorMoved(seconds >= m_from && seconds <= m_to ? std::optional(seconds) : std::nullopt);
}

void TimeLanes::leaveEvent(QEvent *)
{
    Q_EMIT cursorMoved(std::nullopt);
}

bool TimeLanes::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const auto lane = laneAt(help->pos().y());
    const QString text = lane ? explain(*lane, secondsAt(help->pos().x())) : QString();
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), plainTip(text), this);
    return true;
}

} // namespace bayplan
