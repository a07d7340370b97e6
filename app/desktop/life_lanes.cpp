// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/life_lanes.h"

#include "app/desktop/nice_axis.h"
#include "app/desktop/theme.h"

#include <QCoreApplication>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace bayplan {

namespace {

constexpr int lifeRow = 22;
constexpr int lifeBlock = 14;
constexpr int lifeAxis = 22;
constexpr int mostLifeName = 190;

} // namespace

QString lifePhaseText(LifePhase phase)
{
    switch (phase) {
    case LifePhase::Created:
        return QCoreApplication::translate("LifePhase", "created");
    case LifePhase::Starting:
        return QCoreApplication::translate("LifePhase", "starting");
    case LifePhase::Ready:
        return QCoreApplication::translate("LifePhase", "ready");
    case LifePhase::Draining:
        return QCoreApplication::translate("LifePhase", "draining");
    case LifePhase::Paused:
        return QCoreApplication::translate("LifePhase", "paused");
    case LifePhase::Down:
        return QCoreApplication::translate("LifePhase", "down");
    }
    return {};
}

QBrush lifePhaseBrush(LifePhase phase)
{
    const bool dark = colours().dark;
    switch (phase) {
    case LifePhase::Created:
        return {colours().grid};
    case LifePhase::Starting:
        return {dark ? QColor("#d79a1e") : QColor("#f0b64a")};
    case LifePhase::Ready:
        return {dark ? QColor("#1f9e7a") : QColor("#35c79b")};
    case LifePhase::Draining:
        return {dark ? QColor("#4d8fbf") : QColor("#56a5d8"), Qt::FDiagPattern};
    case LifePhase::Paused:
        return {colours().idle, Qt::VerPattern};
    case LifePhase::Down:
        return {colours().error, Qt::BDiagPattern};
    }
    return {};
}

LifeLanes::LifeLanes(QWidget *parent) : QWidget(parent)
{
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Phases of the containers"));
}

void LifeLanes::setLives(std::vector<LifeLane> lanes, QStringList names)
{
    const bool resized = lanes.size() != m_lanes.size();
    m_lanes = std::move(lanes);
    m_names = std::move(names);
    int width = 60;
    for (const QString &name : m_names)
        width = std::max(width, fontMetrics().horizontalAdvance(name) + 16);
    m_nameWidth = std::min(width, mostLifeName);
    if (resized)
        updateGeometry();
    update();
}

void LifeLanes::setTimeRange(double fromSeconds, double toSeconds)
{
    m_from = fromSeconds;
    m_to = std::max(toSeconds, fromSeconds + 1e-3);
    update();
}

void LifeLanes::setCursor(std::optional<double> seconds)
{
    m_cursor = seconds;
    update();
}

QSize LifeLanes::sizeHint() const
{
    return {320, 4 + lifeAxis + lifeRow * static_cast<int>(std::max<std::size_t>(m_lanes.size(), 1))};
}

QRectF LifeLanes::lanesArea() const
{
    return {double(m_nameWidth), 2, std::max(20.0, double(width() - m_nameWidth - 12)),
            double(lifeRow) * static_cast<double>(m_lanes.size())};
}

double LifeLanes::xOf(double seconds) const
{
    const QRectF area = lanesArea();
    return area.left() + (seconds - m_from) / (m_to - m_from) * area.width();
}

double LifeLanes::secondsAt(double x) const
{
    const QRectF area = lanesArea();
    return m_from + (x - area.left()) / area.width() * (m_to - m_from);
}

// ---- painting ------------------------------------------------------------------------------------------------------

void LifeLanes::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colours().base);
    for (std::size_t lane = 0; lane < m_lanes.size(); ++lane)
        paintLane(painter, lane);
    paintAxis(painter);
    if (m_cursor && *m_cursor >= m_from && *m_cursor <= m_to) {
        painter.setPen(QPen(colours().text, 1, Qt::DotLine));
        painter.drawLine(QPointF(xOf(*m_cursor), 0), QPointF(xOf(*m_cursor), lanesArea().bottom()));
    }
}

void LifeLanes::paintLane(QPainter &painter, std::size_t lane) const
{
    const QRectF area = lanesArea();
    const QRectF row(area.left(), area.top() + double(lifeRow) * static_cast<double>(lane), area.width(), lifeRow);
    const QString name = m_names.value(static_cast<qsizetype>(lane));
    painter.setPen(colours().text);
    painter.drawText(QRectF(8, row.top(), m_nameWidth - 14, lifeRow), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(name, Qt::ElideMiddle, m_nameWidth - 14));
    painter.setPen(colours().grid);
    painter.drawLine(QPointF(8, row.bottom()), row.bottomRight());
    painter.save();
    painter.setClipRect(row.adjusted(-1, 0, 1, 0));
    for (const LifeSpan &span : m_lanes[lane].spans) {
        if (toSeconds(span.end) < m_from || toSeconds(span.begin) > m_to)
            continue;
        const double begin = xOf(toSeconds(span.begin)), end = std::max(begin + 2, xOf(toSeconds(span.end)));
        const QRectF block(begin, row.top() + (lifeRow - lifeBlock) / 2.0, end - begin, lifeBlock);
        const QBrush brush = lifePhaseBrush(span.phase);
        if (brush.style() != Qt::SolidPattern) {
            QColor pale = brush.color();
            pale.setAlpha(70);
            painter.fillRect(block, pale);
        }
        painter.fillRect(block, brush);
        painter.setPen(colours().base);
        painter.drawLine(block.topLeft(), block.bottomLeft());
    }
    painter.restore();
}

void LifeLanes::paintAxis(QPainter &painter) const
{
    const QRectF area = lanesArea();
    painter.setPen(colours().dimText);
    for (const AxisTick &tick : niceTimeAxis(m_from, m_to, std::clamp(int(area.width()) / 80, 2, 12)).ticks) {
        const double x = xOf(tick.position);
        painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.bottom() + 4));
        const double wide = painter.fontMetrics().horizontalAdvance(tick.label) + 2;
        painter.drawText(QRectF(std::min(x - wide / 2, width() - wide), area.bottom() + 4, wide, lifeAxis - 5),
                         Qt::AlignHCenter | Qt::AlignTop, tick.label);
    }
}

// ---- explaining ----------------------------------------------------------------------------------------------------

const LifeSpan *LifeLanes::spanAt(std::size_t lane, double seconds) const
{
    if (lane >= m_lanes.size())
        return nullptr;
    const auto &spans = m_lanes[lane].spans;
    const Time at = Time{} + fromSeconds(seconds);
    const auto after =
        std::upper_bound(spans.begin(), spans.end(), at, [](Time t, const LifeSpan &span) { return t < span.begin; });
    return after == spans.begin() || std::prev(after)->end < at ? nullptr : &*std::prev(after);
}

QString LifeLanes::explain(std::size_t lane, double seconds) const
{
    const LifeSpan *span = spanAt(lane, seconds);
    if (span == nullptr)
        return {};
    QString text = tr("%1: %2 since %3, for %4")
                       .arg(m_names.value(static_cast<qsizetype>(lane)), lifePhaseText(span->phase),
                            runTimeText(toSeconds(span->begin), true),
                            valueText(toSeconds(span->end - span->begin), AxisUnit::Latency));
    if (const QString why = reason ? reason(lane, span->begin) : QString(); !why.isEmpty())
        text += QLatin1Char('\n') + why;
    const PhaseLosses &losses = m_lanes[lane].in(span->phase);
    if (losses.callsFailed + losses.cutShort > 0)
        text += QLatin1Char('\n') + tr("In all of this phase: calls to it that failed %1, requests cut short %2")
                                        .arg(losses.callsFailed)
                                        .arg(losses.cutShort);
    return text;
}

void LifeLanes::mouseMoveEvent(QMouseEvent *event)
{
    const double seconds = secondsAt(event->position().x());
    Q_EMIT cursorMoved(seconds >= m_from && seconds <= m_to ? std::optional(seconds) : std::nullopt);
}

void LifeLanes::leaveEvent(QEvent *)
{
    Q_EMIT cursorMoved(std::nullopt);
}

bool LifeLanes::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const double lane = (help->pos().y() - lanesArea().top()) / lifeRow;
    const QString text = lane < 0 ? QString() : explain(static_cast<std::size_t>(lane), secondsAt(help->pos().x()));
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), text, this);
    return true;
}

} // namespace bayplan
