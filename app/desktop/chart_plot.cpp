// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/chart_plot.h"

#include "app/desktop/theme.h"

#include <QtCharts/QChart>

#include <QGraphicsLayout>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace bayplan {

namespace {

constexpr double smallestLatency = 1e-7; ///< what a logarithmic axis shows of zero

void setTicks(QCategoryAxis *axis, const NiceAxis &nice)
{
    QStringList labels;
    for (const AxisTick &tick : nice.ticks)
        labels += tick.label;
    const double slack = (nice.greatest - nice.least) * 1e-6;
    if (labels != axis->categoriesLabels() || axis->min() != nice.least || axis->max() != nice.greatest) {
        for (const QString &label : axis->categoriesLabels())
            axis->remove(label);
        axis->setStartValue(nice.least - slack);
        for (const AxisTick &tick : nice.ticks)
            axis->append(tick.label, tick.position);
        axis->setRange(nice.least, nice.greatest);
    }
}

} // namespace

ChartPlot::ChartPlot(AxisUnit unit, bool logarithmic, QWidget *parent)
    : QChartView(parent), m_unit(unit), m_logarithmic(logarithmic), m_timeAxis(new QCategoryAxis),
      m_valueAxis(new QCategoryAxis)
{
    setMinimumHeight(150);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    setFocusPolicy(Qt::NoFocus);
    setRenderHint(QPainter::Antialiasing);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    chart()->legend()->hide();
    chart()->setMargins({4, 9, 12, 0}); // half of the topmost label stands above the plot
    chart()->setBackgroundRoundness(0);
    chart()->setAnimationOptions(QChart::NoAnimation);
    if (chart()->layout())
        chart()->layout()->setContentsMargins(0, 0, 0, 0);
    for (QCategoryAxis *axis : {m_timeAxis, m_valueAxis}) {
        axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
        axis->setTruncateLabels(false);
    }
    chart()->addAxis(m_timeAxis, Qt::AlignBottom);
    chart()->addAxis(m_valueAxis, Qt::AlignLeft);
    refreshTheme();
    fitTimeAxis();
    fitValueAxis();
}

void ChartPlot::refreshTheme()
{
    const ThemeColours &c = colours();
    chart()->setBackgroundBrush(c.base);
    chart()->setBackgroundPen(Qt::NoPen);
    setBackgroundBrush(c.base);
    QFont labels = font();
    labels.setPointSizeF(std::max(7.0, labels.pointSizeF() * 0.85));
    for (QCategoryAxis *axis : {m_timeAxis, m_valueAxis}) {
        axis->setLabelsBrush(c.dimText);
        axis->setLabelsFont(labels);
        axis->setLinePen(QPen(c.border, 1));
        axis->setGridLinePen(QPen(c.grid, 1));
    }
    viewport()->update();
}

double ChartPlot::toAxis(double value) const
{
    return m_logarithmic ? std::log10(std::max(value, smallestLatency)) : value;
}

void ChartPlot::setLines(const std::vector<ChartLine> &lines, const std::set<QString> &hidden)
{
    m_lines.clear();
    for (const ChartLine &line : lines)
        if (!hidden.contains(line.name))
            m_lines.push_back(line);
    while (m_series.size() < m_lines.size()) {
        auto *series = new QLineSeries;
        chart()->addSeries(series);
        series->attachAxis(m_timeAxis);
        series->attachAxis(m_valueAxis);
        m_series.push_back(series);
    }
    for (std::size_t i = 0; i < m_series.size(); ++i) {
        const bool used = i < m_lines.size();
        m_series[i]->setVisible(used);
        if (!used) {
            m_series[i]->replace(QList<QPointF>());
            continue;
        }
        const ChartLine &line = m_lines[i];
        QPen pen(line.colour, line.width, line.style, Qt::FlatCap, Qt::RoundJoin);
        if (m_series[i]->pen() != pen)
            m_series[i]->setPen(pen);
        QList<QPointF> points;
        points.reserve(static_cast<qsizetype>(line.points.size()));
        for (const HistoryPoint &p : line.points)
            points.append({static_cast<double>(p.seconds), toAxis(static_cast<double>(p.value))});
        m_series[i]->replace(points);
    }
    fitValueAxis();
    viewport()->update();
}

void ChartPlot::setTimeRange(double fromSeconds, double toSeconds)
{
    if (m_from == fromSeconds && m_to == toSeconds)
        return;
    m_from = fromSeconds;
    m_to = toSeconds;
    fitTimeAxis();
}

void ChartPlot::setMarks(std::vector<ChartMark> marks)
{
    m_marks = std::move(marks);
    viewport()->update();
}

void ChartPlot::setCursor(std::optional<double> seconds)
{
    if (m_cursor == seconds)
        return;
    m_cursor = seconds;
    viewport()->update();
}

void ChartPlot::setEmptyText(const QString &text)
{
    m_emptyText = text;
    viewport()->update();
}

int ChartPlot::pointCount() const
{
    int count = 0;
    for (const QLineSeries *series : m_series)
        count += static_cast<int>(series->count());
    return count;
}

void ChartPlot::fitValueAxis()
{
    double least = 0, greatest = 0;
    for (const ChartLine &line : m_lines)
        for (const HistoryPoint &p : line.points) {
            const double value = static_cast<double>(p.value);
            greatest = std::max(greatest, value);
            if (value > 0)
                least = least == 0 ? value : std::min(least, value);
        }
    const int ticks = std::clamp(height() / 42, 2, 6);
    if (!m_logarithmic)
        setTicks(m_valueAxis, niceAxis(greatest, ticks, m_unit));
    else if (greatest > 0)
        setTicks(m_valueAxis, niceLogAxis(std::max(least, smallestLatency), greatest, ticks, m_unit));
    else
        setTicks(m_valueAxis, niceLogAxis(1e-3, 1, ticks, m_unit));
}

void ChartPlot::fitTimeAxis()
{
    setTicks(m_timeAxis, niceTimeAxis(m_from, m_to, std::clamp(width() / 70, 2, 10)));
}

void ChartPlot::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    fitTimeAxis();
    fitValueAxis();
}

// ---- cursor, marks, values -----------------------------------------------------------------------------------------

double ChartPlot::xOf(double seconds) const
{
    const QRectF area = chart()->plotArea();
    return area.left() + (seconds - m_from) / (m_to - m_from) * area.width();
}

void ChartPlot::mouseMoveEvent(QMouseEvent *event)
{
    const QRectF area = chart()->plotArea();
    const QPointF at = chart()->mapFromScene(mapToScene(event->pos()));
    if (area.contains(at))
        Q_EMIT cursorMoved(m_from + (at.x() - area.left()) / area.width() * (m_to - m_from));
    else
        Q_EMIT cursorMoved(std::nullopt);
    QChartView::mouseMoveEvent(event);
}

void ChartPlot::mouseReleaseEvent(QMouseEvent *event)
{
    const QRectF area = chart()->plotArea();
    const QPointF at = chart()->mapFromScene(mapToScene(event->pos()));
    if (event->button() == Qt::LeftButton && area.contains(at))
        Q_EMIT instantChosen(m_from + (at.x() - area.left()) / area.width() * (m_to - m_from));
    QChartView::mouseReleaseEvent(event);
}

void ChartPlot::leaveEvent(QEvent *event)
{
    Q_EMIT cursorMoved(std::nullopt);
    QChartView::leaveEvent(event);
}

const ChartMark *ChartPlot::markNear(double seconds) const
{
    const ChartMark *best = nullptr;
    double nearest = 5; // pixels
    for (const ChartMark &mark : m_marks)
        if (const double distance = std::abs(xOf(mark.seconds) - xOf(seconds)); distance < nearest) {
            nearest = distance;
            best = &mark;
        }
    return best;
}

void ChartPlot::drawForeground(QPainter *painter, const QRectF &rect)
{
    QChartView::drawForeground(painter, rect);
    const QRectF area = chart()->plotArea();
    if (area.width() < 10 || area.height() < 10)
        return;
    painter->save();
    drawMarks(painter, area);
    const bool empty = std::all_of(m_lines.begin(), m_lines.end(), [](const ChartLine &l) { return l.points.empty(); });
    if (empty && !m_emptyText.isEmpty()) {
        painter->setPen(colours().dimText);
        painter->drawText(area.adjusted(8, 4, -8, -4), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
    } else if (m_cursor && *m_cursor >= m_from && *m_cursor <= m_to) {
        drawValues(painter, area);
    }
    painter->restore();
}

void ChartPlot::drawMarks(QPainter *painter, const QRectF &area) const
{
    painter->setRenderHint(QPainter::Antialiasing, false);
    for (const ChartMark &mark : m_marks) {
        if (mark.seconds < m_from || mark.seconds > m_to)
            continue;
        const double x = std::round(xOf(mark.seconds));
        painter->setPen(QPen(mark.colour, 1, Qt::DashLine));
        painter->drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        painter->setBrush(mark.colour);
        painter->setPen(Qt::NoPen);
        painter->drawPolygon(QPolygonF({{x - 4, area.top()}, {x + 4, area.top()}, {x, area.top() + 6}}));
    }
    painter->setRenderHint(QPainter::Antialiasing, true);
}

void ChartPlot::drawValues(QPainter *painter, const QRectF &area) const
{
    const ThemeColours &c = colours();
    const double x = xOf(*m_cursor);
    painter->setPen(QPen(c.text, 1, Qt::DotLine));
    painter->drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));

    std::vector<std::pair<QColor, QString>> rows{{QColor(), runTimeText(*m_cursor, true)}};
    for (const ChartLine &line : m_lines)
        if (const auto value = ChartPanel::valueAt(line, *m_cursor))
            rows.emplace_back(line.colour, line.name + QStringLiteral("  ") + valueText(*value, m_unit));
    if (const ChartMark *mark = markNear(*m_cursor))
        rows.emplace_back(mark->colour, mark->text);

    const QFontMetricsF metrics(painter->font());
    const double most = area.width() - 30;
    double width = 0;
    for (auto &[colour, text] : rows) {
        text = metrics.elidedText(text, Qt::ElideRight, most);
        width = std::max(width, metrics.horizontalAdvance(text));
    }
    const double rowHeight = metrics.height();
    QRectF box(x + 8, area.top() + 4, width + 26, rowHeight * static_cast<double>(rows.size()) + 8);
    if (box.right() > area.right())
        box.moveRight(x - 8);
    if (box.left() < area.left())
        box.moveLeft(area.left() + 2);
    QColor ground = c.window;
    ground.setAlpha(235);
    painter->setPen(c.border);
    painter->setBrush(ground);
    painter->drawRoundedRect(box, 3, 3);
    double y = box.top() + 4;
    for (const auto &[colour, text] : rows) {
        if (colour.isValid())
            painter->fillRect(QRectF(box.left() + 6, y + rowHeight / 2 - 4, 8, 8), colour);
        painter->setPen(c.text);
        painter->drawText(QRectF(box.left() + (colour.isValid() ? 18 : 6), y, width + 8, rowHeight),
                          Qt::AlignLeft | Qt::AlignVCenter, text);
        y += rowHeight;
    }
}

} // namespace bayplan
