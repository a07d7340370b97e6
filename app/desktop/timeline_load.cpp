// SPDX-License-Identifier: GPL-3.0-or-later
// The load on the time line: its rate as a shape, with knobs by which the shape is drawn out along time.
#include "app/desktop/document_session.h"
#include "app/desktop/nice_axis.h"
#include "app/desktop/theme.h"
#include "app/desktop/timeline_view.h"
#include "engine/base/units.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace bayplan {

using namespace timeline;

namespace {

constexpr int knobRadius = 4, knobReach = 7, knobDragDistance = 4;
constexpr int aboveShape = 6; ///< of a lane, free

QColor faded(QColor colour, int alpha)
{
    colour.setAlpha(alpha);
    return colour;
}

double yOfRate(const RateCurve &load, Duration at, const QRect &area)
{
    const double peak = load.peakPerSecond();
    const double share = peak > 0 ? load.rateAt(at) / peak : 0;
    return area.bottom() - share * (area.height() - aboveShape);
}

} // namespace

// ---- knobs ---------------------------------------------------------------------------------------------------------

/// On the shape, just before its instant: behind it a burst is over.
QPoint TimelineView::placeOf(const LoadKnob &knob, const ScenarioLane &lane, int top) const
{
    const QRect area(headerWidth, top, viewport()->width() - headerWidth, heightOf(lane));
    const Duration before = std::max(Duration(0), knob.at - Duration(1));
    const int y = int(std::lround(yOfRate(*lane.load, before, area)));
    return {xOf(knob.at), std::clamp(y, area.top() + knobRadius + 1, area.bottom() - knobRadius - 1)};
}

QPoint TimelineView::knobAt(const std::string &target, const std::string &key) const
{
    const auto lane = std::ranges::find(m_lanes, target, &ScenarioLane::target);
    if (lane == m_lanes.end()) {
        return {};
    }
    const auto knob = std::ranges::find(lane->knobs, key, &LoadKnob::key);
    return knob == lane->knobs.end() ? QPoint() : placeOf(*knob, *lane, laneTop(*lane));
}

const LoadKnob *TimelineView::knobUnder(const ScenarioLane &lane, int top, QPoint position) const
{
    for (const auto &knob : lane.knobs) {
        const QPoint way = position - placeOf(knob, lane, top);
        if (position.x() >= headerWidth && std::abs(way.x()) <= knobReach && std::abs(way.y()) <= knobReach) {
            return &knob;
        }
    }
    return nullptr;
}

/// A burst stays within its period, whichever of the two is drawn.
void TimelineView::dragKnobTo(QPoint position, bool isFree)
{
    auto &drag = *m_knobDrag;
    const int moved = position.x() - drag.from.x();
    if (!drag.begun && std::abs(moved) < knobDragDistance) {
        return;
    }
    drag.begun = true;
    const auto container = m_document.topology().containers.find(drag.container);
    if (container == m_document.topology().containers.end()) {
        return;
    }
    const auto params = paramsOf(container->second);
    const Duration wanted = drag.knob.at + fromSeconds(moved / m_scale);
    const Duration least = std::min(step(), drag.knob.at); // what is shorter than a step stays, or becomes longer
    Duration at = std::max(isFree ? wanted : snapped(wanted, {}), least);
    if (params.text("shape") == "bursts") {
        at =
            drag.knob.key == "burst" ? std::min(at, params.duration("period")) : std::max(at, params.duration("burst"));
    }
    auto edit = setParam(m_document.topology(), drag.container, drag.knob.key,
                         formatDuration(std::chrono::round<std::chrono::microseconds>(at)));
    if (edit) {
        m_document.push(std::move(*edit), drag.mergeKey);
    }
}

// ---- painting ------------------------------------------------------------------------------------------------------

void TimelineView::paintLoad(QPainter &painter, const ScenarioLane &lane, const QRect &area) const
{
    const auto &c = colours();
    const double peak = lane.load->peakPerSecond();
    const int left = std::max(area.left(), xOf(Duration(0)));
    const int right = std::min(area.right(), xOf(m_duration));
    if (peak <= 0 || right <= left) {
        return;
    }
    QPolygonF shape{QPointF(left, area.bottom())};
    for (int x = left; x <= right; x += 2) {
        shape << QPointF(x, yOfRate(*lane.load, timeAt(x), area));
    }
    shape << QPointF(shape.back().x(), area.bottom());
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(faded(c.accent, 170), 1.2));
    painter.setBrush(faded(c.accent, 45));
    painter.drawPolygon(shape);
    QRect words = area.adjusted(6, 0, -8, 0);
    for (const auto &bar : lane.bars) {
        words.setRight(std::min(words.right(), rectOf(bar, area.top()).left() - 4));
    }
    constexpr int leastWords = 40;
    if (words.width() < leastWords) {
        return; // the tool tip has it
    }
    painter.setPen(c.dimText);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(loadWords(lane), Qt::ElideRight, words.width()));
}

QString TimelineView::loadWords(const ScenarioLane &lane)
{
    return tr("load, up to %1").arg(valueText(lane.load->peakPerSecond(), AxisUnit::PerSecond));
}

void TimelineView::paintKnobs(QPainter &painter, const ScenarioLane &lane, const QRect &area) const
{
    const auto &c = colours();
    painter.setRenderHint(QPainter::Antialiasing, true);
    for (const auto &knob : lane.knobs) {
        const QPoint place = placeOf(knob, lane, area.top());
        painter.setPen(QPen(faded(c.accent, 150), 1, Qt::DotLine));
        painter.drawLine(place.x(), area.top(), place.x(), area.bottom());
        painter.setPen(QPen(c.accent, 1.5));
        painter.setBrush(c.base);
        painter.drawEllipse(place, knobRadius, knobRadius);
    }
}

} // namespace bayplan
