// SPDX-License-Identifier: GPL-3.0-or-later
// How a ChartPlot is painted.
#include "app/desktop/chart_plot.h"

#include "app/desktop/theme.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace bayplan {

void ChartPlot::paintEvent(QPaintEvent *)
{
    const double ratio = devicePixelRatioF();
    if (m_picture.isNull()) {
        m_picture = QPixmap(size() * ratio);
        m_picture.setDevicePixelRatio(ratio);
        QPainter inside(&m_picture);
        inside.setFont(font());
        paintAll(inside, m_frame, rect(), false);
    }
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_picture);
    paintCursor(painter);
    if (hasFocus()) {
        painter.setPen(QPen(colours().accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

void ChartPlot::paintOn(QPainter &painter, const QRectF &rect) const
{
    painter.save();
    painter.setFont(font());
    paintAll(painter, frameIn(rect), rect, true);
    painter.restore();
}

void ChartPlot::paintAll(QPainter &painter, const ChartFrame &frame, const QRectF &rect, bool asVectors) const
{
    painter.fillRect(rect, colours().base);
    paintAxes(painter, frame, rect);
    painter.save();
    painter.setClipRect(frame.area.adjusted(-1, -2, 1, 2));
    painter.setRenderHint(QPainter::Antialiasing, true);
    bool isEmpty = true;
    for (const ChartLine &line : m_lines)
        if (isShown(line))
            drawBand(painter, line.band, line.colour, frame);
    for (const ChartLine &line : m_lines) {
        if (!isShown(line) || line.points.empty())
            continue;
        isEmpty = false;
        drawTrace(painter, traceOf(line.points, frame), line, frame, asVectors);
    }
    paintMarks(painter, frame);
    paintObjectives(painter, frame);
    painter.restore();
    if (isEmpty && !m_emptyText.isEmpty()) {
        painter.setPen(colours().dimText);
        painter.drawText(frame.area.adjusted(8, 4, -8, -4), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
    }
    paintBandMeaning(painter, frame);
}

void ChartPlot::paintAxes(QPainter &painter, const ChartFrame &frame, const QRectF &rect) const
{
    const ThemeColours &c = colours();
    const QRectF &area = frame.area;
    const auto labels = labelFont();
    const QFontMetricsF metrics(labels);
    painter.save();
    painter.setFont(labels);
    painter.setRenderHint(QPainter::Antialiasing, false);
    const auto level = [&](double position) {
        return area.bottom() - (position - frame.least) / (frame.greatest - frame.least) * area.height();
    };
    for (const AxisTick &tick : m_valueAxis.ticks) {
        const double y = std::round(level(tick.position));
        painter.setPen(c.grid);
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(c.dimText);
        painter.drawText(QRectF(rect.left(), y - metrics.height() / 2, area.left() - rect.left() - 6, metrics.height()),
                         Qt::AlignRight | Qt::AlignVCenter, tick.label);
    }
    for (const AxisTick &tick : m_timeAxis.ticks) {
        const double x = std::round(frame.x(tick.position));
        const double width = metrics.horizontalAdvance(tick.label);
        const double left = std::clamp(x - width / 2, rect.left(), std::max(rect.left(), rect.right() - width - 1));
        painter.setPen(c.grid);
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        painter.setPen(c.dimText);
        painter.drawText(QRectF(left, area.bottom() + 4, width + 1, metrics.height()), Qt::AlignCenter, tick.label);
    }
    painter.setPen(c.border);
    painter.drawLine(area.topLeft(), area.bottomLeft());
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    painter.restore();
}

void ChartPlot::paintMarks(QPainter &painter, const ChartFrame &frame) const
{
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const ChartMark &mark : m_marks) {
        if (mark.seconds < frame.from || mark.seconds > frame.to)
            continue;
        const double x = std::round(frame.x(mark.seconds));
        painter.setPen(QPen(mark.colour, 1, Qt::DashLine));
        painter.drawLine(QPointF(x, frame.area.top()), QPointF(x, frame.area.bottom()));
        painter.setBrush(mark.colour);
        painter.setPen(Qt::NoPen);
        painter.drawPolygon(
            QPolygonF({{x - 4, frame.area.top()}, {x + 4, frame.area.top()}, {x, frame.area.top() + 6}}));
    }
    painter.setRenderHint(QPainter::Antialiasing, true);
}

// ---- objectives ----------------------------------------------------------------------------------------------------

/// With the share of its time that the worst line keeps to it, which stays where there is little room.
QString ChartPlot::objectiveText(const ChartObjective &objective, double room, const QFontMetricsF &metrics) const
{
    double worst = 1;
    bool isAny = false;
    for (const ChartLine &line : m_lines) {
        if (!isShown(line) || line.points.empty())
            continue;
        const auto kept = std::count_if(line.points.begin(), line.points.end(), [&](const HistoryPoint &point) {
            const double value = static_cast<double>(point.value);
            return objective.isFloor ? value >= objective.value : value <= objective.value;
        });
        worst = std::min(worst, static_cast<double>(kept) / static_cast<double>(line.points.size()));
        isAny = true;
    }
    if (!isAny)
        return metrics.elidedText(objective.text, Qt::ElideMiddle, room);
    // 99.96 % is not all of the time.
    const double shown = worst < 1 ? std::min(worst, 0.999) : 1;
    const auto words = tr("%1 · kept %2").arg(QString(), valueText(shown, AxisUnit::Fraction));
    const double left = std::max(20.0, room - metrics.horizontalAdvance(words));
    return tr("%1 · kept %2")
        .arg(metrics.elidedText(objective.text, Qt::ElideMiddle, left), valueText(shown, AxisUnit::Fraction));
}

void ChartPlot::paintObjectives(QPainter &painter, const ChartFrame &frame) const
{
    const ThemeColours &c = colours();
    const auto labels = labelFont();
    const QFontMetricsF metrics(labels);
    std::vector<QRectF> taken;
    for (const ChartObjective &objective : m_objectives) {
        const double y = std::round(frame.y(objective.value)) + 0.5;
        painter.setPen(QPen(c.warning, objective.isFixed ? 1 : 2, Qt::DashLine));
        painter.drawLine(QPointF(frame.area.left(), y), QPointF(frame.area.right(), y));
        const auto text = objectiveText(objective, frame.area.width() - 12, metrics);
        QRectF label(0, 0, metrics.horizontalAdvance(text) + 6, metrics.height());
        label.moveBottomRight({frame.area.right() - 2, y - 2});
        const auto isTaken = [&] {
            return std::any_of(taken.begin(), taken.end(),
                               [&](const QRectF &other) { return other.intersects(label); });
        };
        if (label.top() < frame.area.top() || isTaken())
            label.moveTop(y + 2);
        if (isTaken())
            label.moveTop(taken.back().bottom() + 1);
        taken.push_back(label);
        auto ground = c.base;
        ground.setAlpha(215);
        painter.fillRect(label, ground);
        painter.setFont(labels);
        painter.setPen(c.warning);
        painter.drawText(label, Qt::AlignCenter, text);
    }
}

/// Said once, as the lines of a chart have bands of one kind.
void ChartPlot::paintBandMeaning(QPainter &painter, const ChartFrame &frame) const
{
    const auto banded = std::find_if(m_lines.begin(), m_lines.end(), [this](const ChartLine &line) {
        return isShown(line) && line.band.points.size() > 1;
    });
    if (banded == m_lines.end())
        return;
    const auto labels = labelFont();
    const QFontMetricsF metrics(labels);
    const double room = frame.area.width() - 12;
    const auto &band = banded->band;
    const bool isNarrow = !band.inShort.isEmpty() && metrics.horizontalAdvance(band.meaning) > room;
    const auto text = metrics.elidedText(isNarrow ? band.inShort : band.meaning, Qt::ElideRight, room);
    const QRectF label(frame.area.left() + 4, frame.area.bottom() - metrics.height() - 3,
                       metrics.horizontalAdvance(text) + 6, metrics.height());
    auto ground = colours().base;
    ground.setAlpha(215);
    painter.fillRect(label, ground);
    painter.setFont(labels);
    painter.setPen(colours().dimText);
    painter.drawText(label, Qt::AlignCenter, text);
}

// ---- values --------------------------------------------------------------------------------------------------------

/// All where the cursor was put; elsewhere, where its box would hide the lines, those of the greatest values.
std::vector<ChartPlot::ValueRow> ChartPlot::shownRows() const
{
    constexpr std::size_t elsewhere = 4; // with the time
    auto rows = valueRows();
    const double rowHeight = QFontMetricsF(font()).height();
    auto most = static_cast<std::size_t>(std::max(3.0, (height() - 12) / rowHeight));
    if (!underMouse() && !hasFocus() && rows.size() > elsewhere + 1)
        most = elsewhere + 1;
    if (rows.size() <= most)
        return rows;
    const auto left = static_cast<int>(rows.size() - most + 1);
    while (rows.size() > most - 1)
        rows.erase(std::min_element(rows.begin() + 1, rows.end(),
                                    [](const ValueRow &a, const ValueRow &b) { return a.value < b.value; }));
    rows.push_back({QColor(), tr("… and %n more", nullptr, left)});
    return rows;
}

void ChartPlot::paintCursor(QPainter &painter) const
{
    constexpr double gap = 8;
    auto rows = shownRows();
    if (rows.empty())
        return;
    const ThemeColours &c = colours();
    const QRectF &area = m_frame.area;
    const double x = m_frame.x(*m_cursor);
    painter.setPen(QPen(c.text, 1, Qt::DotLine));
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));

    const QFontMetricsF metrics(painter.font());
    const double rowHeight = metrics.height();
    double figures = 0, width = 0;
    for (const ValueRow &row : rows)
        figures = std::max(figures, metrics.horizontalAdvance(row.figure));
    for (ValueRow &row : rows) {
        const double beside = row.figure.isEmpty() ? 0 : figures + gap;
        row.text = metrics.elidedText(row.text, beside > 0 ? Qt::ElideMiddle : Qt::ElideRight,
                                      std::max(20.0, area.width() - 30 - beside));
        width = std::max(width, metrics.horizontalAdvance(row.text) + beside);
    }
    QRectF box(x + 8, area.top() + 4, width + 26, rowHeight * static_cast<double>(rows.size()) + 8);
    if (box.right() > area.right())
        box.moveRight(x - 8);
    if (box.left() < area.left())
        box.moveLeft(area.left() + 2);
    if (box.bottom() > this->height() - 2)
        box.moveTop(std::max(0.0, this->height() - 2 - box.height()));
    QColor ground = c.window;
    ground.setAlpha(235);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(c.border);
    painter.setBrush(ground);
    painter.drawRoundedRect(box, 3, 3);
    painter.setPen(c.text);
    QRectF line(box.left() + 6, box.top() + 4, box.width() - 12, rowHeight);
    for (const ValueRow &row : rows) {
        if (row.colour.isValid())
            painter.fillRect(QRectF(line.left(), line.center().y() - 4, 8, 8), row.colour);
        painter.drawText(line.adjusted(row.colour.isValid() ? 12 : 0, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                         row.text);
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, row.figure);
        line.translate(0, rowHeight);
    }
}

} // namespace bayplan
