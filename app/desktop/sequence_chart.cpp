// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/sequence_chart.h"

#include "app/desktop/sequence_painter.h"
#include "app/desktop/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QPainter>
#include <QScrollBar>
#include <QSvgGenerator>

#include <algorithm>
#include <cmath>

namespace bayplan {

namespace {

constexpr double sequenceTop = 8, sequenceAxis = 24, sequenceRight = 14;
constexpr double leastLaneGap = 46, mostLaneGap = 150;
constexpr double shortestSpan = 1e-6, longestSpan = 3.2e7;
constexpr int mostSequenceName = 190;

} // namespace

SequenceChart::SequenceChart(QWidget *parent) : QAbstractScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(220, 150);
    viewport()->setMouseTracking(true);
    setAccessibleName(tr("Sequence chart"));
    connect(&Theme::instance(), &Theme::changed, this, &SequenceChart::refresh);
}

// ---- what is shown -------------------------------------------------------------------------------------------------

void SequenceChart::changed()
{
    if (m_selected != 0 && m_scene.messages.find(m_selected) == nullptr)
        choose(0);
    if (m_follows) {
        const double span = m_to - m_from;
        const double end = bayplan::toSeconds(m_scene.now);
        m_to = std::max(end + span * 0.04, span);
        m_from = m_to - span;
        Q_EMIT rangeChanged();
    }
    updateScrollBar();
    refresh();
}

void SequenceChart::refresh()
{
    m_isStale = true;
    viewport()->update();
}

void SequenceChart::setTimeRange(double from, double to)
{
    const double span = std::clamp(to - from, shortestSpan, longestSpan);
    m_from = std::max(from, -span * 0.05);
    m_to = m_from + span;
    Q_EMIT rangeChanged();
    refresh();
}

void SequenceChart::zoom(double factor, std::optional<double> about)
{
    const double span = std::clamp((m_to - m_from) * factor, shortestSpan, longestSpan);
    const double end = bayplan::toSeconds(m_scene.now);
    const double centre = about.value_or(m_follows                                            ? std::min(end, m_to)
                                         : m_cursor && *m_cursor > m_from && *m_cursor < m_to ? *m_cursor
                                                                                              : (m_from + m_to) / 2);
    const double share = (centre - m_from) / (m_to - m_from);
    setTimeRange(centre - share * span, centre + (1 - share) * span);
    if (m_follows)
        changed();
}

void SequenceChart::setFollowing(bool follows)
{
    if (m_follows == follows)
        return;
    m_follows = follows;
    Q_EMIT followingChanged(follows);
    if (follows)
        changed();
}

void SequenceChart::stopFollowing()
{
    setFollowing(false);
}

/// Another view may point at an instant that is not shown.
void SequenceChart::setCursor(std::optional<double> seconds)
{
    m_cursor = seconds;
    if (seconds && !m_follows && (*seconds < m_from || *seconds > m_to)) {
        const double span = m_to - m_from;
        setTimeRange(*seconds - span / 2, *seconds + span / 2);
    }
    viewport()->update();
}

// ---- layout --------------------------------------------------------------------------------------------------------

int SequenceChart::nameWidth() const
{
    int width = 60;
    for (const SequenceLane &lane : m_scene.lanes)
        width = std::max(width, fontMetrics().horizontalAdvance(lane.name) + 20);
    return std::min(width, mostSequenceName);
}

double SequenceChart::laneGapFor(double height) const
{
    const double lanes = static_cast<double>(std::max<std::size_t>(1, m_scene.lanes.size()));
    return std::clamp(height / lanes, leastLaneGap, mostLaneGap);
}

SequenceLayout SequenceChart::layoutOf(const QSizeF &size, bool scrolled) const
{
    SequenceLayout layout;
    const double left = nameWidth();
    layout.area = QRectF(left, sequenceTop, std::max(20.0, size.width() - left - sequenceRight),
                         std::max(20.0, size.height() - sequenceTop - sequenceAxis));
    layout.from = m_from;
    layout.to = m_to;
    layout.laneGap = laneGapFor(layout.area.height());
    layout.scroll = scrolled ? verticalScrollBar()->value() : 0;
    return layout;
}

SequenceLayout SequenceChart::layoutOfView() const
{
    return layoutOf(viewport()->size(), true);
}

void SequenceChart::updateScrollBar()
{
    const double shown = std::max(20.0, viewport()->height() - sequenceTop - sequenceAxis);
    const double all = laneGapFor(shown) * static_cast<double>(m_scene.lanes.size());
    verticalScrollBar()->setPageStep(static_cast<int>(shown));
    verticalScrollBar()->setSingleStep(static_cast<int>(leastLaneGap / 2));
    verticalScrollBar()->setRange(0, std::max(0, static_cast<int>(std::ceil(all - shown - 1))));
}

void SequenceChart::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBar();
    refresh();
}

void SequenceChart::scrollContentsBy(int, int)
{
    refresh();
}

void SequenceChart::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        refresh();
}

// ---- painting ------------------------------------------------------------------------------------------------------

void SequenceChart::paintEvent(QPaintEvent *)
{
    const SequenceLayout layout = layoutOfView();
    const double ratio = devicePixelRatioF();
    if (m_isStale || m_painted.size() != viewport()->size() * ratio) {
        m_painted = QPixmap(viewport()->size() * ratio);
        m_painted.setDevicePixelRatio(ratio);
        QPainter painter(&m_painted);
        painter.setFont(font());
        SequencePainter(m_scene, layout, painter).paint(viewport()->rect());
        m_isStale = false;
    }
    QPainter painter(viewport());
    painter.drawPixmap(0, 0, m_painted);
    painter.setFont(font());
    SequencePainter own(m_scene, layout, painter);
    for (const std::uint64_t number : {m_hovered, m_selected})
        if (const MessageRecord *record = number == 0 ? nullptr : m_scene.messages.find(number))
            own.paintChosen(*record);
    if (m_cursor && *m_cursor >= m_from && *m_cursor <= m_to) {
        const double x = layout.xOf(*m_cursor);
        painter.setPen(QPen(colours().text, 1, Qt::DotLine));
        painter.drawLine(QPointF(x, 0), QPointF(x, layout.area.bottom() + 4));
    }
    if (hasFocus()) {
        painter.setPen(QPen(colours().accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
    }
}

QSizeF SequenceChart::pictureSize() const
{
    const double gap = laneGapFor(viewport()->height() - sequenceTop - sequenceAxis);
    return {std::max(400.0, double(viewport()->width())),
            sequenceTop + sequenceAxis + gap * static_cast<double>(std::max<std::size_t>(1, m_scene.lanes.size()))};
}

bool SequenceChart::paintPicture(QPaintDevice &device) const
{
    QPainter painter;
    if (!painter.begin(&device))
        return false;
    painter.setFont(font());
    const QSizeF size = pictureSize();
    SequencePainter(m_scene, layoutOf(size, false), painter).paint(QRectF(QPointF(), size));
    return painter.end();
}

bool SequenceChart::savePng(const QString &path) const
{
    constexpr int scale = 2;
    QImage image((pictureSize() * scale).toSize(), QImage::Format_ARGB32_Premultiplied);
    if (image.isNull())
        return false;
    image.setDevicePixelRatio(scale);
    image.fill(colours().base);
    return paintPicture(image) && image.save(path, "PNG");
}

bool SequenceChart::saveSvg(const QString &path) const
{
    QSvgGenerator generator;
    generator.setFileName(path);
    generator.setResolution(logicalDpiX());
    generator.setSize(pictureSize().toSize());
    generator.setViewBox(QRectF(QPointF(), pictureSize()));
    generator.setTitle(tr("Sequence chart"));
    generator.setDescription(QStringLiteral("Bayplan"));
    return paintPicture(generator);
}

// ---- selection -----------------------------------------------------------------------------------------------------

void SequenceChart::choose(std::uint64_t number)
{
    if (m_selected == number)
        return;
    m_selected = number;
    const MessageRecord *record = number == 0 ? nullptr : m_scene.messages.find(number);
    setAccessibleDescription(record == nullptr ? QString() : m_scene.explain(*record));
    QAccessibleEvent told(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&told);
    viewport()->update();
    Q_EMIT selectionChanged(number);
}

void SequenceChart::select(std::uint64_t number)
{
    if (const MessageRecord *record = number == 0 ? nullptr : m_scene.messages.find(number))
        bringIntoView(*record);
    choose(number);
}

void SequenceChart::bringIntoView(const MessageRecord &record)
{
    const double sent = bayplan::toSeconds(record.sent);
    const double span = m_to - m_from;
    if (sent < m_from || sent > m_to) {
        stopFollowing();
        setTimeRange(sent - span / 3, sent + span * 2 / 3);
    }
    const SequenceLayout layout = layoutOfView();
    const int lane = m_scene.lane(record.from);
    if (lane < 0)
        return;
    const double y = layout.yOf(lane);
    if (y < layout.area.top() || y > layout.area.bottom())
        verticalScrollBar()->setValue(static_cast<int>(layout.scroll + y - layout.area.center().y()));
}

void SequenceChart::walk(int way)
{
    const double start = m_cursor && *m_cursor >= m_from && *m_cursor <= m_to ? *m_cursor : m_from;
    const auto next = m_scene.messages.neighbour(m_selected, way, Time{} + bayplan::fromSeconds(std::max(0.0, start)));
    if (!next)
        return;
    select(*next);
    Q_EMIT cursorMoved(bayplan::toSeconds(m_scene.messages.find(*next)->sent));
}

void SequenceChart::walkToCause()
{
    if (const auto cause = m_scene.messages.causeOf(m_selected))
        select(*cause);
}

void SequenceChart::walkToEffect()
{
    if (const auto effects = m_scene.messages.effectsOf(m_selected, 1); !effects.empty())
        select(effects.front());
}

} // namespace bayplan
