// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/timeline_view.h"

#include "app/desktop/document_session.h"
#include "app/desktop/nice_axis.h"
#include "app/desktop/plain_tip.h"
#include "app/desktop/selection.h"
#include "app/desktop/theme.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace bayplan {

using namespace timeline;

namespace {

constexpr int endMargin = 44; ///< behind the end of the run, for its label

} // namespace

TimelineView::TimelineView(DocumentSession &document, Selection &selection, QWidget *parent)
    : QAbstractScrollArea(parent), m_document(document), m_selection(selection)
{
    setObjectName(QStringLiteral("timeline"));
    setAccessibleName(tr("Scenario along time"));
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    horizontalScrollBar()->setSingleStep(20);
    verticalScrollBar()->setSingleStep(barRowHeight);
    connect(&selection, &Selection::changed, this, [this] {
        viewport()->update();
        const auto id = m_selection.single();
        const auto found = m_document.topology().faults.find(id);
        setAccessibleDescription(
            found == m_document.topology().faults.end()
                ? QString()
                : tr("%1 at %2")
                      .arg(faultTitle(found->second), runTimeText(toSeconds(timingOf(found->second).at), true)));
    });
    connect(&Theme::instance(), &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void TimelineView::setLanes(std::vector<ScenarioLane> lanes)
{
    m_lanes = std::move(lanes);
    updateScrollBars();
    viewport()->update();
}

void TimelineView::setDuration(Duration duration)
{
    m_duration = std::max(Duration(std::chrono::milliseconds(1)), duration);
    if (m_isFit) {
        fit();
    }
    updateScrollBars();
}

void TimelineView::setNow(std::optional<Duration> now)
{
    if (now != m_now) {
        m_now = now;
        viewport()->update();
    }
}

void TimelineView::setDeployed(bool deployed)
{
    m_deployed = deployed;
    viewport()->update();
}

// ---- places ----

Duration TimelineView::shownEnd() const
{
    Duration end = m_duration;
    for (const auto &lane : m_lanes) {
        for (const auto &bar : lane.bars) {
            end = std::max(end, bar.end);
        }
    }
    return end;
}

int TimelineView::xOf(Duration at) const
{
    return headerWidth + int(std::lround(toSeconds(at) * m_scale)) - horizontalScrollBar()->value();
}

Duration TimelineView::timeAt(int x) const
{
    return std::max(Duration(0), fromSeconds((x - headerWidth + horizontalScrollBar()->value()) / m_scale));
}

int TimelineView::heightOf(const ScenarioLane &lane)
{
    return lane.rows * barRowHeight + 2 * lanePadding + (lane.done.empty() ? 0 : 6);
}

int TimelineView::laneTop(const ScenarioLane &lane) const
{
    int top = rulerHeight - verticalScrollBar()->value();
    for (const auto &each : m_lanes) {
        if (&each == &lane) {
            break;
        }
        top += heightOf(each);
    }
    return top;
}

QRect TimelineView::rectOf(const PlannedBar &bar, int laneTop) const
{
    const int top = laneTop + lanePadding + bar.row * barRowHeight;
    const int left = xOf(bar.at);
    if (bar.isInstant) {
        return {left - instantReach, top + 1, 2 * instantReach, barRowHeight - 2};
    }
    return {left, top + 1, std::max(leastBarWidth, xOf(bar.end) - left), barRowHeight - 2};
}

QRect TimelineView::barRect(const ElementId &id) const
{
    for (const auto &lane : m_lanes) {
        for (const auto &bar : lane.bars) {
            if (bar.id == id) {
                return rectOf(bar, laneTop(lane));
            }
        }
    }
    return {};
}

QPoint TimelineView::pointAt(const std::string &target, Duration at) const
{
    const auto lane = std::ranges::find(m_lanes, target, &ScenarioLane::target);
    const int y = lane == m_lanes.end() ? viewport()->height() - 4 : laneTop(*lane) + heightOf(*lane) / 2;
    return {xOf(at), y};
}

TimelineView::Hit TimelineView::hitAt(QPoint position) const
{
    Hit hit;
    if (position.y() < rulerHeight) {
        return hit;
    }
    for (const auto &lane : m_lanes) {
        const int top = laneTop(lane);
        if (position.y() < top || position.y() >= top + heightOf(lane)) {
            continue;
        }
        hit.lane = &lane;
        for (const auto &bar : lane.bars) {
            const auto rect = rectOf(bar, top);
            if (!rect.adjusted(-2, 0, 2, 0).contains(position)) {
                continue;
            }
            hit.bar = &bar;
            const bool hasGrips = !bar.isInstant && !bar.isEndless && rect.width() > 3 * gripWidth;
            const bool mayStretch = !bar.isInstant && !bar.isEndless;
            hit.grip = mayStretch && position.x() > rect.right() - gripWidth ? Grip::End
                       : hasGrips && position.x() < rect.left() + gripWidth  ? Grip::Begin
                                                                             : Grip::Body;
        }
        if (hit.bar == nullptr) {
            hit.knob = knobUnder(lane, top, position);
        }
    }
    return hit;
}

// ---- zoom and scrolling ----

void TimelineView::fit()
{
    m_isFit = true;
    const double width = std::max(100, viewport()->width() - headerWidth - endMargin);
    m_scale = width / std::max(1e-3, toSeconds(shownEnd()));
    horizontalScrollBar()->setValue(0);
    updateScrollBars();
    viewport()->update();
}

void TimelineView::zoomBy(double factor)
{
    m_isFit = false;
    const auto middle = m_now.value_or(timeAt((headerWidth + viewport()->width()) / 2));
    const int before = xOf(middle);
    m_scale = std::clamp(m_scale * factor, 1e-4, 1e5);
    updateScrollBars();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() + xOf(middle) - before);
    viewport()->update();
}

void TimelineView::updateScrollBars()
{
    const int width = int(std::min(1e9, toSeconds(shownEnd()) * m_scale)) + headerWidth + endMargin;
    int height = rulerHeight + barRowHeight;
    for (const auto &lane : m_lanes) {
        height += heightOf(lane);
    }
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setRange(0, std::max(0, width - viewport()->width()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setRange(0, std::max(0, height - viewport()->height()));
}

void TimelineView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    if (m_isFit) {
        fit();
    }
    updateScrollBars();
}

void TimelineView::wheelEvent(QWheelEvent *event)
{
    if (!event->modifiers().testFlag(Qt::ControlModifier)) {
        QAbstractScrollArea::wheelEvent(event);
        return;
    }
    const int x = int(event->position().x());
    const auto under = timeAt(x);
    m_isFit = false;
    m_scale = std::clamp(m_scale * std::pow(1.0015, event->angleDelta().y()), 1e-4, 1e5);
    updateScrollBars();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() + xOf(under) - x);
    viewport()->update();
    event->accept();
}

// ---- selection ----

std::set<ElementId> TimelineView::selected() const
{
    auto ids = m_selection.ids();
    std::erase_if(ids, [this](const ElementId &id) { return !m_document.topology().faults.contains(id); });
    return ids;
}

void TimelineView::select(const ElementId &id, bool isAdded)
{
    auto ids = isAdded ? selected() : std::set<ElementId>();
    if (isAdded && ids.contains(id)) {
        ids.erase(id);
    } else {
        ids.insert(id);
    }
    m_selection.set(std::move(ids));
}

void TimelineView::setCurrent(const Hit &hit, QPoint position)
{
    m_target = hit.lane == nullptr ? std::string() : hit.lane->target;
    m_time = position.x() < headerWidth ? m_time : std::min(timeAt(position.x()), shownEnd());
    viewport()->update();
}

bool TimelineView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const auto hit = hitAt(help->pos());
        QString text;
        if (hit.bar != nullptr) {
            text = hit.bar->isInstant ? tr("%1 at %2").arg(hit.bar->title, runTimeText(toSeconds(hit.bar->at), true))
                   : hit.bar->isEndless
                       ? tr("%1 from %2 to the end").arg(hit.bar->title, runTimeText(toSeconds(hit.bar->at), true))
                       : tr("%1 from %2 to %3")
                             .arg(hit.bar->title, runTimeText(toSeconds(hit.bar->at), true),
                                  runTimeText(toSeconds(hit.bar->end), true));
            text += hit.bar->objection.isEmpty() ? QString() : QLatin1Char('\n') + hit.bar->objection;
        } else if (hit.knob != nullptr) {
            text = tr("%1: %2. Drag it to change the shape of the load.")
                       .arg(hit.knob->title, runTimeText(toSeconds(hit.knob->at), true));
        } else if (hit.lane != nullptr && help->pos().x() < headerWidth) {
            text = hit.lane->title;
        } else if (hit.lane != nullptr && hit.lane->load) {
            text = loadWords(*hit.lane);
        }
        QToolTip::showText(help->globalPos(), plainTip(text), viewport());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace bayplan
