// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/time_scrubber.h"

#include "app/desktop/event_kinds.h"
#include "app/desktop/nice_axis.h"
#include "app/desktop/plain_tip.h"
#include "app/desktop/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace bayplan {

namespace {

constexpr int scrubberMargin = 9; ///< left and right: half the handle
constexpr int scrubberTrack = 6;
constexpr int handleRadius = 6;
constexpr int nearPixels = 5;
constexpr std::size_t mostScrubberMarks = 20'000;
constexpr double keySteps = 100; ///< of the whole run, by an arrow key

bool isDrop(const std::string &kind)
{
    return kind == "dropping-lines" || kind == "queue-full" || kind == "task-lost" || kind == "lines-missed" ||
           kind == "line-too-large" || kind == "dropped" || kind == "canary-failed" || kind == "merge-failed" ||
           kind == "disk-full";
}

} // namespace

TimeScrubber::TimeScrubber(QWidget *parent) : QSlider(Qt::Horizontal, parent)
{
    setObjectName(QStringLiteral("timeScrubber"));
    setAccessibleName(tr("Time of the run"));
    setAccessibleDescription(tr("Arrows go back and forth, Page Up and Page Down from mark to mark, End to now"));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
    connect(this, &QSlider::actionTriggered, this, [this](int action) {
        if (action != SliderMove) // by a screen reader: keys and mouse have their own ways
            goTo(sliderPosition() / 1000.0);
    });
}

QSize TimeScrubber::sizeHint() const
{
    return {240, 30};
}

QRect TimeScrubber::track() const
{
    return {scrubberMargin, height() / 2 + 2, std::max(1, width() - 2 * scrubberMargin), scrubberTrack};
}

int TimeScrubber::xOf(double seconds) const
{
    const QRect line = track();
    const double fraction = m_end > 0 ? std::clamp(seconds / m_end, 0.0, 1.0) : 0;
    return line.left() + static_cast<int>(std::lround(fraction * line.width()));
}

double TimeScrubber::secondsAt(int x) const
{
    const QRect line = track();
    return std::clamp(static_cast<double>(x - line.left()) / line.width(), 0.0, 1.0) * m_end;
}

void TimeScrubber::setExtent(double recorded, double end)
{
    m_recorded = recorded;
    m_end = std::max(end, recorded);
    setRange(0, static_cast<int>(std::min(m_end * 1000, 2e9)));
    setValue(static_cast<int>(m_held.value_or(m_recorded) * 1000));
    update();
}

void TimeScrubber::setHeld(std::optional<double> seconds)
{
    m_held = seconds;
    setValue(static_cast<int>(m_held.value_or(m_recorded) * 1000));
    update();
}

void TimeScrubber::setForkedAt(std::optional<double> seconds)
{
    m_forkedAt = seconds;
    update();
}

void TimeScrubber::clearMarks()
{
    m_marks.clear();
    update();
}

void TimeScrubber::addMarks(const std::vector<RunEvent> &events, std::size_t from)
{
    for (std::size_t i = from; i < events.size() && m_marks.size() < mostScrubberMarks; ++i) {
        const RunEvent &event = events[i];
        const EventSort sort = sortOfEvent(event.kind);
        const bool isShown = isMark(event.kind) || isDrop(event.kind) || event.kind == "until";
        if (!isShown)
            continue;
        m_marks.push_back(
            {toSeconds(event.time),
             isDrop(event.kind)            ? Sort::Drop
             : sort == EventSort::Fault    ? Sort::Fault
             : sort == EventSort::Recovery ? Sort::Recovery
             : sort == EventSort::Election ? Sort::Election
                                           : Sort::Other,
             QString::fromStdString(event.kind + ' ' + event.subject + (event.text.empty() ? "" : ": " + event.text))});
    }
    update();
}

QColor TimeScrubber::colourOf(Sort sort)
{
    switch (sort) {
    case Sort::Fault:
        return colours().error;
    case Sort::Election:
        return colours().accent;
    case Sort::Recovery:
        return colours().good;
    case Sort::Drop:
        return colours().warning;
    case Sort::Other:
        break;
    }
    return colours().dimText;
}

// ---- going there ---------------------------------------------------------------------------------------------------

void TimeScrubber::goTo(double seconds)
{
    if (m_end <= 0)
        return;
    if (seconds >= m_recorded)
        Q_EMIT liveWanted();
    else
        Q_EMIT wanted(std::max(0.0, seconds));
}

void TimeScrubber::goToMark(int step)
{
    const double now = m_held.value_or(m_recorded);
    const Mark *found = nullptr;
    for (const Mark &mark : m_marks) {
        const bool isBehind = step > 0 ? mark.seconds > now + 1e-9 : mark.seconds < now - 1e-9;
        if (isBehind && (step < 0 || !found))
            found = &mark;
    }
    goTo(found ? found->seconds : step > 0 ? m_recorded : 0);
}

void TimeScrubber::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    setSliderDown(true);
    const Mark *mark = markNear(event->pos().x());
    goTo(mark ? mark->seconds : secondsAt(event->pos().x()));
}

void TimeScrubber::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons().testFlag(Qt::LeftButton))
        goTo(secondsAt(event->pos().x()));
}

void TimeScrubber::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        setSliderDown(false);
}

void TimeScrubber::wheelEvent(QWheelEvent *event)
{
    event->ignore(); // a slip over it should not leave the present
}

void TimeScrubber::keyPressEvent(QKeyEvent *event)
{
    const double now = m_held.value_or(m_recorded);
    const double step = m_end / keySteps / (event->modifiers().testFlag(Qt::ShiftModifier) ? 10 : 1);
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Down:
        return goTo(now - step);
    case Qt::Key_Right:
    case Qt::Key_Up:
        return goTo(now + step);
    case Qt::Key_PageUp:
        return goToMark(-1);
    case Qt::Key_PageDown:
        return goToMark(1);
    case Qt::Key_Home:
        return goTo(0);
    case Qt::Key_End:
    case Qt::Key_Escape:
        Q_EMIT liveWanted();
        return;
    default:
        event->ignore();
    }
}

const TimeScrubber::Mark *TimeScrubber::markNear(int x) const
{
    const Mark *best = nullptr;
    int nearest = nearPixels;
    for (const Mark &mark : m_marks) {
        const int distance = std::abs(xOf(mark.seconds) - x);
        if (distance < nearest || (best && distance == nearest && mark.sort > best->sort)) {
            nearest = distance;
            best = &mark;
        }
    }
    return best;
}

bool TimeScrubber::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QSlider::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const Mark *mark = markNear(help->pos().x());
    const double seconds = mark ? mark->seconds : secondsAt(help->pos().x());
    const QString time = runTimeText(seconds, true);
    QToolTip::showText(help->globalPos(),
                       mark                    ? plainTip(time + QLatin1Char(' ') + mark->text)
                       : seconds <= m_recorded ? tr("Go back to %1").arg(time)
                                               : tr("%1, not yet").arg(time),
                       this);
    return true;
}

// ---- painting ------------------------------------------------------------------------------------------------------

/// Of many marks on one pixel the one that matters most.
void TimeScrubber::paintMarks(QPainter &painter) const
{
    const QRect line = track();
    std::vector<int> best(static_cast<std::size_t>(width()) + 1, -1);
    for (const Mark &mark : m_marks) {
        int &there = best[static_cast<std::size_t>(std::clamp(xOf(mark.seconds), 0, width()))];
        there = std::max(there, static_cast<int>(mark.sort));
    }
    painter.setPen(Qt::NoPen);
    for (std::size_t x = 0; x < best.size(); ++x) {
        if (best[x] < 0)
            continue;
        const Sort sort = static_cast<Sort>(best[x]);
        const auto at = static_cast<double>(x);
        const double top = line.top() - 9;
        painter.setBrush(colourOf(sort));
        // Shapes tell them apart where colours do not.
        if (sort == Sort::Fault)
            painter.drawPolygon(QPolygonF({{at - 4, top}, {at + 4, top}, {at, top + 8}}));
        else if (sort == Sort::Election)
            painter.drawPolygon(QPolygonF({{at, top}, {at + 4, top + 4}, {at, top + 8}, {at - 4, top + 4}}));
        else if (sort == Sort::Recovery)
            painter.drawEllipse(QPointF(at, top + 4), 2.5, 2.5);
        else
            painter.drawRect(QRectF(at - 1, top + 1, 2, 7));
    }
}

void TimeScrubber::paintEvent(QPaintEvent *)
{
    const ThemeColours &c = colours();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect line = track();
    painter.setPen(Qt::NoPen);
    painter.setBrush(c.border);
    painter.drawRoundedRect(QRectF(line).adjusted(0, 2, 0, -2), 1, 1);
    const int now = xOf(m_recorded);
    QRectF recorded(line);
    recorded.setRight(now);
    painter.setBrush(isEnabled() ? c.accent : c.dimText);
    painter.drawRoundedRect(recorded, 2, 2);
    if (m_forkedAt) {
        painter.setBrush(c.warning);
        painter.drawRect(QRectF(xOf(*m_forkedAt) - 1, line.top() - 2, 2, line.height() + 4));
    }
    paintMarks(painter);
    // The end of what is recorded, and the handle.
    painter.setPen(Qt::NoPen);
    painter.setBrush(c.accent);
    painter.drawRect(QRectF(now - 1.5, line.top() - 2, 3, line.height() + 4));
    const QPointF handle(xOf(m_held.value_or(m_recorded)), line.center().y() + 0.5);
    painter.setPen(QPen(hasFocus() ? c.selection : c.text, hasFocus() ? 2.5 : 1.5));
    painter.setBrush(m_held ? c.warning : c.base);
    painter.drawEllipse(handle, handleRadius, handleRadius);
}

} // namespace bayplan
