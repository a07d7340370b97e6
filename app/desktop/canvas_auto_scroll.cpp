// SPDX-License-Identifier: GPL-3.0-or-later
// The view goes along when something is dragged beyond its edge.
#include "app/desktop/canvas_view.h"

#include <QMouseEvent>
#include <QScrollBar>
#include <QTimerEvent>

#include <algorithm>
#include <cmath>

namespace bayplan {

namespace {

constexpr int scrollPeriod = 16; ///< in ms
constexpr int mostPerStep = 40;

/// The farther outside, the faster.
int stepBeyond(int at, int size)
{
    const int beyond = at < 0 ? at : std::max(0, at - size + 1);
    return std::clamp(beyond / 2 + (beyond > 0) - (beyond < 0), -mostPerStep, mostPerStep);
}

} // namespace

void CanvasView::scrollAlong(const QMouseEvent &event)
{
    const bool drags = m_scene.hasGesture() || !rubberBandRect().isNull();
    const bool isOutside = !viewport()->rect().contains(event.position().toPoint());
    m_dragModifiers = event.modifiers();
    if (!drags || !isOutside || !event.buttons().testFlag(Qt::LeftButton)) {
        m_scrolling.stop();
    } else if (!m_scrolling.isActive()) {
        m_scrolling.start(scrollPeriod, this);
    }
}

void CanvasView::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_scrolling.timerId()) {
        QGraphicsView::timerEvent(event);
        return;
    }
    if (!m_dragged || (!m_scene.hasGesture() && rubberBandRect().isNull())) {
        m_scrolling.stop();
        return;
    }
    const auto at = *m_dragged;
    const QPoint step(stepBeyond(at.x(), viewport()->width()), stepBeyond(at.y(), viewport()->height()));
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() + step.x());
    verticalScrollBar()->setValue(verticalScrollBar()->value() + step.y());
    QMouseEvent move(QEvent::MouseMove, at, viewport()->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, m_dragModifiers);
    mouseMoveEvent(&move);
}

} // namespace bayplan
