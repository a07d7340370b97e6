// SPDX-License-Identifier: GPL-3.0-or-later
// Mouse and keys on the time line.
#include "app/desktop/document_session.h"
#include "app/desktop/nice_axis.h"
#include "app/desktop/selection.h"
#include "app/desktop/timeline_view.h"
#include "engine/model/document_file.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace bayplan {

using namespace timeline;

namespace {

constexpr int dragDistance = 4;  ///< pixels before a press becomes a drag
constexpr int snapReach = 6;     ///< pixels
constexpr double stepPixels = 9; ///< at least, of the grid that drags keep to

} // namespace

/// A round time, as long as some pixels.
Duration TimelineView::step() const
{
    const double least = stepPixels / m_scale;
    const double power = std::pow(10, std::floor(std::log10(least)));
    for (const double round : {1.0, 2.0, 5.0}) {
        if (round * power >= least) {
            return fromSeconds(round * power);
        }
    }
    return fromSeconds(10 * power);
}

/// To an edge of another bar, the end or the running instant when one is near; else to the grid.
Duration TimelineView::snapped(Duration wanted, const std::map<ElementId, FaultTiming> &moved) const
{
    std::vector<Duration> edges{Duration(0), m_duration};
    if (m_now) {
        edges.push_back(*m_now);
    }
    for (const auto &lane : m_lanes) {
        for (const auto &bar : lane.bars) {
            if (!moved.contains(bar.id)) {
                edges.push_back(bar.at);
                edges.push_back(bar.end);
            }
        }
    }
    const auto distance = [wanted](Duration edge) { return edge > wanted ? edge - wanted : wanted - edge; };
    const auto nearest = std::ranges::min(edges, {}, distance);
    if (toSeconds(distance(nearest)) * m_scale <= snapReach) {
        return nearest;
    }
    const auto grid = step();
    return (wanted + grid / 2) / grid * grid;
}

void TimelineView::beginDrag(const Hit &hit, QPoint position)
{
    Drag drag;
    drag.grip = hit.grip;
    drag.grabbed = hit.bar->id;
    drag.from = position;
    const auto ids = hit.grip == Grip::Body ? selected() : std::set<ElementId>{hit.bar->id};
    for (const auto &id : ids) {
        drag.before[id] = timingOf(m_document.topology().faults.at(id));
    }
    drag.mergeKey = m_document.freshMergeKey();
    m_drag = std::move(drag);
}

void TimelineView::dragTo(QPoint position, bool isFree)
{
    auto &drag = *m_drag;
    const auto moved = position - drag.from;
    if (!drag.begun && std::abs(moved.x()) < dragDistance) {
        return;
    }
    drag.begun = true;
    const auto grabbed = drag.before.at(drag.grabbed);
    const auto way = fromSeconds(moved.x() / m_scale);
    const auto place = [&](Duration wanted) {
        return std::max(Duration(0), isFree ? wanted : snapped(wanted, drag.before));
    };
    auto timings = drag.before;
    if (drag.grip == Grip::Body) {
        Duration first = Duration::max();
        for (const auto &[id, timing] : drag.before) {
            first = std::min(first, timing.at);
        }
        const auto shift = std::max(place(grabbed.at + way) - grabbed.at, -first);
        for (auto &[id, timing] : timings) {
            timing.at += shift;
        }
    } else if (drag.grip == Grip::End) {
        const auto end = place(grabbed.at + grabbed.length + way);
        timings.at(drag.grabbed).length = std::max(end - grabbed.at, std::min(step(), grabbed.length));
    } else {
        const auto end = grabbed.at + grabbed.length;
        const auto at = std::min(place(grabbed.at + way), end - std::min(step(), grabbed.length));
        timings.at(drag.grabbed).at = at;
        timings.at(drag.grabbed).length = end - at;
    }
    m_document.push(timedFaults(m_document.topology(), timings), drag.mergeKey);
}

void TimelineView::cancelDrag()
{
    if (m_drag) {
        m_document.dropLast(m_drag->mergeKey);
    }
    if (m_knobDrag) {
        m_document.dropLast(m_knobDrag->mergeKey);
    }
    m_drag.reset();
    m_knobDrag.reset();
}

void TimelineView::mousePressEvent(QMouseEvent *event)
{
    const auto position = event->position().toPoint();
    if (event->button() != Qt::LeftButton) {
        cancelDrag();
        return;
    }
    if (position.y() < rulerHeight) {
        if (position.x() >= headerWidth) {
            Q_EMIT instantChosen(timeAt(position.x()));
        }
        return;
    }
    const auto hit = hitAt(position);
    setCurrent(hit, position);
    const bool isAdded = event->modifiers().testAnyFlags(Qt::ControlModifier | Qt::ShiftModifier);
    if (hit.knob != nullptr && !m_document.isReadOnly()) {
        m_knobDrag = KnobDrag{hit.lane->element, *hit.knob, position, m_document.freshMergeKey()};
        m_selection.set({hit.lane->element});
        return;
    }
    if (hit.bar == nullptr) {
        const bool isOfElement = hit.lane != nullptr && !hit.lane->element.empty();
        m_selection.set(isOfElement ? std::set<ElementId>{hit.lane->element} : std::set<ElementId>());
        return;
    }
    if (isAdded || !selected().contains(hit.bar->id)) {
        select(hit.bar->id, isAdded);
    }
    // The lanes may be new ones after a change of the selection.
    const auto again = hitAt(position);
    if (again.bar != nullptr && selected().contains(again.bar->id) && !m_document.isReadOnly()) {
        beginDrag(again, position);
    }
}

void TimelineView::mouseMoveEvent(QMouseEvent *event)
{
    const auto position = event->position().toPoint();
    if (m_drag && event->buttons().testFlag(Qt::LeftButton)) {
        dragTo(position, event->modifiers().testFlag(Qt::AltModifier));
        return;
    }
    if (m_knobDrag && event->buttons().testFlag(Qt::LeftButton)) {
        dragKnobTo(position, event->modifiers().testFlag(Qt::AltModifier));
        return;
    }
    const auto hit = hitAt(position);
    viewport()->setCursor(hit.knob != nullptr      ? Qt::SizeHorCursor
                          : hit.bar == nullptr     ? Qt::ArrowCursor
                          : hit.grip == Grip::Body ? Qt::SizeAllCursor
                                                   : Qt::SizeHorCursor);
}

void TimelineView::mouseReleaseEvent(QMouseEvent *)
{
    m_drag.reset();
    m_knobDrag.reset();
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const auto position = event->position().toPoint();
    const auto hit = hitAt(position);
    if (event->button() != Qt::LeftButton || position.y() < rulerHeight || hit.bar != nullptr || hit.knob != nullptr) {
        return;
    }
    setCurrent(hit, position);
    const auto grid = step();
    m_time = (m_time + grid / 2) / grid * grid;
    Q_EMIT addWanted(QString::fromStdString(m_target), m_time, event->globalPosition().toPoint());
}

void TimelineView::contextMenuEvent(QContextMenuEvent *event)
{
    const auto hit = event->reason() == QContextMenuEvent::Keyboard ? Hit() : hitAt(event->pos());
    if (event->reason() != QContextMenuEvent::Keyboard) {
        setCurrent(hit, event->pos());
    }
    if (hit.bar != nullptr && !selected().contains(hit.bar->id)) {
        select(hit.bar->id, false);
    }
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Add a fault here…"), this, [this, screen = event->globalPos()] {
        Q_EMIT addWanted(QString::fromStdString(m_target), m_time, screen);
    });
    menu->addSeparator();
    const bool hasSelected = !selected().empty();
    menu->addAction(tr("Copy"), this, &TimelineView::copy)->setEnabled(hasSelected);
    menu->addAction(tr("Paste here"), this, &TimelineView::paste);
    menu->addAction(tr("Delete"), this, &TimelineView::removeSelected)->setEnabled(hasSelected);
    menu->popup(event->globalPos());
}

// ---- clipboard ----

void TimelineView::copy() const
{
    const auto ids = selected();
    if (!ids.empty()) {
        const auto text = writeSelection(m_document.topology(), {ids.begin(), ids.end()});
        QApplication::clipboard()->setText(QString::fromStdString(text));
    }
}

void TimelineView::paste()
{
    const auto document = readDocument(QApplication::clipboard()->text().toStdString(), "clipboard", documentLimits);
    if (!document || document->topology.faults.empty()) {
        Q_EMIT refused(tr("The clipboard holds no faults of a scenario."));
        return;
    }
    // Of one target they may go to another lane; several keep theirs.
    std::set<std::string> targets;
    for (const auto &[id, fault] : document->topology.faults) {
        targets.insert(fault.target);
    }
    std::set<ElementId> created;
    auto edit = pastedFaults(m_document.topology(), document->topology, m_time,
                             targets.size() == 1 ? m_target : std::string(), &created);
    if (m_document.push(std::move(edit))) {
        m_selection.set(std::move(created));
    }
}

void TimelineView::removeSelected()
{
    if (const auto ids = selected(); !ids.empty()) {
        m_document.push(removeElements(m_document.topology(), ids));
    }
}

// ---- keys ----

/// These are the window's shortcuts elsewhere.
bool TimelineView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isOurs = key->matches(QKeySequence::Copy) || key->matches(QKeySequence::Paste) ||
                            key->matches(QKeySequence::Cut) || key->matches(QKeySequence::Delete) ||
                            key->matches(QKeySequence::SelectAll) || key->key() == Qt::Key_Insert ||
                            key->key() == Qt::Key_Plus || key->key() == Qt::Key_Minus;
        if (isOurs) {
            event->accept();
            return true;
        }
    }
    return QAbstractScrollArea::event(event);
}

void TimelineView::nudge(int steps, bool resizes)
{
    std::map<ElementId, FaultTiming> timings;
    for (const auto &id : selected()) {
        auto timing = timingOf(m_document.topology().faults.at(id));
        if (resizes && timing.length <= Duration(0)) {
            continue; // to the end of the run: there is no end to move
        }
        (resizes ? timing.length : timing.at) += step() * steps;
        timing.length = std::max(timing.length, timing.hasLength && resizes ? step() : Duration(0));
        timings[id] = timing;
    }
    m_document.push(timedFaults(m_document.topology(), timings));
}

void TimelineView::selectNext(int steps)
{
    std::vector<const PlannedBar *> bars;
    for (const auto &lane : m_lanes) {
        for (const auto &bar : lane.bars) {
            bars.push_back(&bar);
        }
    }
    if (bars.empty()) {
        return;
    }
    const auto current = std::ranges::find_if(bars, [this](const auto *bar) { return selected().contains(bar->id); });
    const auto count = std::ptrdiff_t(bars.size());
    const auto next = current == bars.end() ? (steps > 0 ? 0 : count - 1)
                                            : std::clamp<std::ptrdiff_t>(current - bars.begin() + steps, 0, count - 1);
    const auto *bar = bars[std::size_t(next)];
    m_time = bar->at;
    m_target = m_document.topology().faults.at(bar->id).target;
    select(bar->id, false);
}

void TimelineView::keyPressEvent(QKeyEvent *event)
{
    const bool isShifted = event->modifiers().testFlag(Qt::ShiftModifier);
    if (event->key() == Qt::Key_Escape && (m_drag || m_knobDrag)) {
        cancelDrag();
    } else if (event->matches(QKeySequence::Copy)) {
        copy();
    } else if (event->matches(QKeySequence::Cut)) {
        copy();
        removeSelected();
    } else if (event->matches(QKeySequence::Paste)) {
        paste();
    } else if (event->matches(QKeySequence::Delete) || event->key() == Qt::Key_Backspace) {
        removeSelected();
    } else if (event->matches(QKeySequence::SelectAll)) {
        std::set<ElementId> ids;
        for (const auto &[id, fault] : m_document.topology().faults) {
            ids.insert(id);
        }
        m_selection.set(std::move(ids));
    } else if (event->key() == Qt::Key_Insert || event->key() == Qt::Key_Return) {
        Q_EMIT addWanted(QString::fromStdString(m_target), m_time, viewport()->mapToGlobal(pointAt(m_target, m_time)));
    } else if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right) {
        nudge(event->key() == Qt::Key_Right ? 1 : -1, isShifted);
    } else if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down) {
        selectNext(event->key() == Qt::Key_Down ? 1 : -1);
    } else if (event->key() == Qt::Key_Plus || event->key() == Qt::Key_Minus) {
        zoomBy(event->key() == Qt::Key_Plus ? 1.25 : 0.8);
    } else if (event->key() == Qt::Key_0) {
        fit();
    } else {
        QAbstractScrollArea::keyPressEvent(event);
    }
}

} // namespace bayplan
