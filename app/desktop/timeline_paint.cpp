// SPDX-License-Identifier: GPL-3.0-or-later
// How the time line looks.
#include "app/desktop/document_session.h"
#include "app/desktop/icons.h"
#include "app/desktop/nice_axis.h"
#include "app/desktop/selection.h"
#include "app/desktop/theme.h"
#include "app/desktop/timeline_view.h"

#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace bayplan {

using namespace timeline;

namespace {

/// By what a fault hits: lives, the network, load, the machine.
QColor barColour(const std::string &kind)
{
    const auto &c = colours();
    if (kind == "partition" || kind == "cut" || kind == "degrade") {
        return c.warning;
    }
    if (kind == "load") {
        return c.accent;
    }
    const bool isOfLife = kind == "kill" || kind == "stop" || kind == "restart" || kind == "pause" || kind == "roll" ||
                          kind == "oom" || kind == "crash";
    return isOfLife ? c.error : c.pattern;
}

QColor veiled(QColor colour, int alpha)
{
    colour.setAlpha(alpha);
    return colour;
}

} // namespace

void TimelineView::paintEvent(QPaintEvent *)
{
    const auto &c = colours();
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), c.base);
    for (const auto &lane : m_lanes) {
        const int top = laneTop(lane);
        if (top < viewport()->height() && top + heightOf(lane) > rulerHeight) {
            paintLane(painter, lane, top);
        }
    }
    const int end = xOf(m_duration);
    painter.fillRect(QRect(std::max(end, headerWidth), rulerHeight, viewport()->width(), viewport()->height()),
                     veiled(c.grid, 90));
    if (m_lanes.empty()) {
        painter.setPen(c.dimText);
        painter.drawText(viewport()->rect().adjusted(16, rulerHeight, -16, 0), Qt::AlignCenter | Qt::TextWordWrap,
                         tr("Nothing is planned. Double-click here, or press Insert, to add a fault."));
    }
    paintRuler(painter);
    paintNow(painter);
    if (hasFocus()) {
        painter.setPen(QPen(c.accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
    }
}

void TimelineView::paintRuler(QPainter &painter) const
{
    const auto &c = colours();
    painter.fillRect(QRect(0, 0, viewport()->width(), rulerHeight), c.window);
    painter.fillRect(QRect(0, rulerHeight - 1, viewport()->width(), 1), c.border);
    painter.setPen(c.text);
    const double from = toSeconds(timeAt(headerWidth));
    const double to = std::max(from + 1e-6, toSeconds(timeAt(viewport()->width())));
    for (const auto &tick : niceTimeAxis(from, to, std::max(2, viewport()->width() / 90)).ticks) {
        const int x = xOf(fromSeconds(tick.position));
        if (x < headerWidth) {
            continue;
        }
        painter.fillRect(QRect(x, rulerHeight - 6, 1, viewport()->height()), veiled(c.border, 120));
        painter.drawText(QRect(x + 3, 0, 90, rulerHeight - 2), Qt::AlignVCenter | Qt::AlignLeft, tick.label);
    }
    painter.fillRect(QRect(0, 0, headerWidth, rulerHeight - 1), c.window);
    painter.drawText(QRect(8, 0, headerWidth - 8, rulerHeight - 2), Qt::AlignVCenter | Qt::AlignLeft, tr("Target"));
}

void TimelineView::paintLane(QPainter &painter, const ScenarioLane &lane, int top) const
{
    const auto &c = colours();
    const int height = heightOf(lane);
    const QRect area(headerWidth, top, viewport()->width() - headerWidth, height);
    painter.save();
    painter.setClipRect(area.intersected(QRect(headerWidth, rulerHeight, area.width(), viewport()->height())));
    if (lane.target == m_target) {
        painter.fillRect(area, c.alternateBase);
    }
    if (lane.load) {
        paintLoad(painter, lane, area);
    }
    for (const auto &bar : lane.bars) {
        paintBar(painter, bar, rectOf(bar, top), wordsOf(lane, bar, top));
    }
    paintKnobs(painter, lane, area);
    paintDone(painter, lane, area);
    painter.restore();
    painter.fillRect(QRect(0, top, headerWidth, height), c.window);
    painter.fillRect(QRect(0, top + height - 1, viewport()->width(), 1), veiled(c.border, 140));
    const QRect line(8, top + lanePadding, headerWidth - 12, barRowHeight);
    paintIcon(painter, lane.icon, QRectF(line.left(), line.center().y() - 7, 15, 15), c.dimText);
    painter.setPen(lane.element.empty() ? c.error : c.text);
    const auto words = line.adjusted(20, 0, 0, 0);
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(lane.title, Qt::ElideMiddle, words.width()));
}

/// Within the bar, or beside a narrow one as far as the next of its row.
QRect TimelineView::wordsOf(const ScenarioLane &lane, const PlannedBar &bar, int laneTop) const
{
    constexpr int leastInside = 24, mostBeside = 160, gap = 4, leastWords = 24;
    const QRect rect = rectOf(bar, laneTop);
    QRect words = rect.adjusted(5, 0, -4, 0);
    if (bar.isInstant || words.width() < leastInside) {
        words = QRect(rect.right() + gap, rect.top(), mostBeside, rect.height());
    }
    for (const auto &other : lane.bars) {
        const int left = rectOf(other, laneTop).left();
        const bool isBehind = &other != &bar && other.row == bar.row && left >= rect.left();
        if (isBehind && left - gap < words.right()) {
            words.setRight(left - gap);
        }
    }
    return words.width() < leastWords ? QRect() : words;
}

QRect TimelineView::wordsRect(const ElementId &id) const
{
    for (const auto &lane : m_lanes) {
        for (const auto &bar : lane.bars) {
            if (bar.id == id) {
                return wordsOf(lane, bar, laneTop(lane));
            }
        }
    }
    return {};
}

void TimelineView::paintBar(QPainter &painter, const PlannedBar &bar, const QRect &rect, const QRect &words) const
{
    const auto &c = colours();
    const auto colour = bar.objection.isEmpty() ? barColour(bar.kind) : c.dimText;
    const bool isSelected = m_selection.ids().contains(bar.id);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(isSelected ? c.selection : colour, isSelected ? 2.2 : 1.2,
                        bar.objection.isEmpty() ? Qt::SolidLine : Qt::DashLine));
    painter.setBrush(veiled(colour, 60));
    if (bar.isInstant) {
        const QPointF middle = QRectF(rect).center();
        painter.drawPolygon(QPolygonF(
            {middle + QPointF(0, -7), middle + QPointF(7, 0), middle + QPointF(0, 7), middle + QPointF(-7, 0)}));
    } else {
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
        if (bar.isEndless) {
            painter.setPen(QPen(colour, 1.2, Qt::DotLine));
            painter.drawLine(rect.topRight() + QPoint(-6, 3), rect.bottomRight() + QPoint(-6, -3));
        }
    }
    painter.setPen(c.text);
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(bar.title, Qt::ElideRight, words.width()));
}

/// Below the plan, what really was: by hand open at the left, what failed crossed.
void TimelineView::paintDone(QPainter &painter, const ScenarioLane &lane, const QRect &area) const
{
    const auto &c = colours();
    const auto colour = m_deployed ? c.deployed : c.simulated;
    const int y = area.bottom() - 5;
    for (const auto &done : lane.done) {
        const auto end = done.ended ? done.ended->time_since_epoch()
                                    : std::max(m_now.value_or(m_duration), done.began.time_since_epoch());
        const QRect bar(xOf(done.began.time_since_epoch()), y - 2,
                        std::max(4, xOf(end) - xOf(done.began.time_since_epoch())), 5);
        painter.fillRect(bar, done.hasFailed ? veiled(c.error, 80) : colour);
        if (done.isByHand) {
            painter.setPen(QPen(colour, 2));
            painter.drawLine(bar.left(), y - 6, bar.left(), y + 4);
        }
        if (done.hasFailed) {
            painter.setPen(QPen(c.error, 2));
            painter.drawLine(bar.topLeft() + QPoint(0, -2), bar.topLeft() + QPoint(7, 5));
            painter.drawLine(bar.topLeft() + QPoint(7, -2), bar.topLeft() + QPoint(0, 5));
        }
    }
}

void TimelineView::paintNow(QPainter &painter) const
{
    const auto &c = colours();
    if (!m_target.empty() || !m_lanes.empty()) {
        const int chosen = xOf(m_time);
        if (chosen >= headerWidth) {
            painter.fillRect(QRect(chosen, rulerHeight, 1, viewport()->height()), veiled(c.text, 60));
        }
    }
    if (!m_now) {
        return;
    }
    const int x = xOf(*m_now);
    if (x < headerWidth) {
        return;
    }
    const auto colour = m_deployed ? c.deployed : c.simulated;
    painter.fillRect(QRect(x - 1, 0, 2, viewport()->height()), colour);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPolygon(QPolygonF({QPointF(x - 5, 0), QPointF(x + 5, 0), QPointF(x, 8)}));
}

} // namespace bayplan
