// SPDX-License-Identifier: GPL-3.0-or-later
// What mouse and keys do to a sequence chart, and what is under a point of it.
#include "app/desktop/plain_tip.h"
#include "app/desktop/sequence_chart.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace bayplan {

namespace {

constexpr double sequenceReach = 6; ///< pixels from a line that still hit it

double distanceTo(const QLineF &line, const QPointF &point)
{
    const QPointF way = line.p2() - line.p1();
    const double square = way.x() * way.x() + way.y() * way.y();
    const QPointF off = point - line.p1();
    const double share = square <= 0 ? 0 : std::clamp((off.x() * way.x() + off.y() * way.y()) / square, 0.0, 1.0);
    const QPointF nearest = line.p1() + way * share;
    return std::hypot(point.x() - nearest.x(), point.y() - nearest.y());
}

} // namespace

std::uint64_t SequenceChart::messageAt(const QPoint &point) const
{
    const SequenceLayout layout = layoutOfView();
    if (!layout.area.adjusted(-sequenceReach, 0, sequenceReach, 0).contains(point))
        return 0;
    // A stub of what is lost reaches on a bit behind its sending.
    const double slack = 24 / layout.area.width() * (m_to - m_from);
    const double at = layout.secondsAt(point.x());
    std::uint64_t found = 0;
    double least = sequenceReach;
    m_scene.messages.between(Time{} + bayplan::fromSeconds(std::max(0.0, at - slack)),
                             Time{} + bayplan::fromSeconds(at + slack), [&](std::size_t place) {
                                 const MessageRecord &record = m_scene.messages.at(place);
                                 const auto arrow = arrowOf(m_scene, layout, record);
                                 if (!arrow)
                                     return;
                                 double distance = distanceTo({arrow->begin, arrow->tip}, point);
                                 if (arrow->ending == SequenceArrow::Tip::Open)
                                     distance = std::min(distance, distanceTo({arrow->tip, arrow->rest}, point) + 1);
                                 if (distance >= least)
                                     return;
                                 least = distance;
                                 found = record.number;
                             });
    return found;
}

const SequenceMark *SequenceChart::markAt(const QPoint &point, const SequenceLane **on) const
{
    constexpr double reach = 8;
    const SequenceLayout layout = layoutOfView();
    for (std::size_t i = 0; i < m_scene.lanes.size(); ++i) {
        const SequenceLane &lane = m_scene.lanes[i];
        if (std::abs(point.y() - layout.yOf(static_cast<int>(i))) > reach || !layout.area.contains(point))
            continue;
        const double from = layout.secondsAt(point.x() - reach), to = layout.secondsAt(point.x() + reach);
        const SequenceMark *nearest = nullptr;
        for (auto mark = std::ranges::lower_bound(lane.marks, from, {}, &SequenceMark::seconds);
             mark != lane.marks.end() && mark->seconds <= to; ++mark) {
            const auto distance = [&](const SequenceMark &one) {
                return std::abs(layout.xOf(one.seconds) - point.x());
            };
            if (nearest == nullptr || distance(*mark) < distance(*nearest))
                nearest = &*mark;
        }
        if (nearest != nullptr) {
            *on = &lane;
            return nearest;
        }
    }
    return nullptr;
}

QString SequenceChart::explainAt(const QPoint &point) const
{
    const SequenceLane *lane = nullptr;
    if (const SequenceMark *mark = markAt(point, &lane))
        return m_scene.explain(*lane, *mark);
    const std::uint64_t number = messageAt(point);
    const MessageRecord *record = number == 0 ? nullptr : m_scene.messages.find(number);
    return record == nullptr ? QString() : m_scene.explain(*record);
}

bool SequenceChart::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave && m_hovered != 0) {
        m_hovered = 0;
        viewport()->update();
    }
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QString text = explainAt(help->pos());
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), plainTip(text), viewport());
    return true;
}

// ---- mouse ---------------------------------------------------------------------------------------------------------

void SequenceChart::wheelEvent(QWheelEvent *event)
{
    const QPoint turned = event->angleDelta();
    const double span = m_to - m_from;
    if ((event->modifiers() & Qt::ControlModifier) != 0) {
        zoom(std::pow(0.8, turned.y() / 120.0), layoutOfView().secondsAt(event->position().x()));
    } else if (turned.x() != 0 || (event->modifiers() & Qt::ShiftModifier) != 0 ||
               verticalScrollBar()->maximum() == 0) {
        const int by = turned.x() != 0 ? turned.x() : turned.y();
        stopFollowing();
        setTimeRange(m_from - by / 120.0 * span * 0.1, m_to - by / 120.0 * span * 0.1);
    } else {
        verticalScrollBar()->setValue(verticalScrollBar()->value() - turned.y() / 3);
    }
    event->accept();
}

void SequenceChart::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton)
        return;
    m_pressed = event->pos();
    m_isPanning = false;
    m_pannedFrom = m_from;
}

void SequenceChart::mouseMoveEvent(QMouseEvent *event)
{
    if (m_pressed) {
        const QPoint way = event->pos() - *m_pressed;
        if (!m_isPanning && way.manhattanLength() < QApplication::startDragDistance())
            return;
        m_isPanning = true;
        stopFollowing();
        const double span = m_to - m_from;
        const double from = m_pannedFrom - way.x() / layoutOfView().area.width() * span;
        setTimeRange(from, from + span);
        return;
    }
    const std::uint64_t under = messageAt(event->pos());
    if (std::exchange(m_hovered, under) != under)
        viewport()->update();
}

void SequenceChart::mouseReleaseEvent(QMouseEvent *event)
{
    if (!m_pressed)
        return;
    m_pressed.reset();
    if (std::exchange(m_isPanning, false) || event->button() != Qt::LeftButton)
        return;
    const SequenceLayout layout = layoutOfView();
    choose(messageAt(event->pos()));
    if (layout.area.contains(event->pos()))
        Q_EMIT cursorMoved(std::max(0.0, layout.secondsAt(event->pos().x())));
    else
        Q_EMIT cursorMoved(std::nullopt);
}

void SequenceChart::contextMenuEvent(QContextMenuEvent *event)
{
    QPoint where = event->globalPos();
    if (event->reason() != QContextMenuEvent::Keyboard) {
        choose(messageAt(event->pos()));
    } else if (const MessageRecord *record = m_selected == 0 ? nullptr : m_scene.messages.find(m_selected)) {
        if (const auto arrow = arrowOf(m_scene, layoutOfView(), *record))
            where = viewport()->mapToGlobal(arrow->begin.toPoint());
    }
    Q_EMIT menuRequested(m_selected, where);
}

// ---- keys ----------------------------------------------------------------------------------------------------------

void SequenceChart::keyPressEvent(QKeyEvent *event)
{
    const double span = m_to - m_from;
    const bool pans = (event->modifiers() & Qt::ControlModifier) != 0;
    const auto pan = [&](double share) {
        stopFollowing();
        setTimeRange(m_from + share * span, m_to + share * span);
    };
    switch (event->key()) {
    case Qt::Key_Left:
        return pans ? pan(-0.2) : walk(-1);
    case Qt::Key_Right:
        return pans ? pan(0.2) : walk(1);
    case Qt::Key_Up:
        return walkToCause();
    case Qt::Key_Down:
        return walkToEffect();
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoom(0.5);
    case Qt::Key_Minus:
        return zoom(2);
    case Qt::Key_Home:
        stopFollowing();
        return setTimeRange(0, span);
    case Qt::Key_End:
        return setFollowing(true);
    case Qt::Key_Escape:
        if (m_selected == 0)
            break;
        return choose(0);
    default:
        break;
    }
    QAbstractScrollArea::keyPressEvent(event);
}

} // namespace bayplan
