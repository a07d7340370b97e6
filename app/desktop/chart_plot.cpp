// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/chart_plot.h"

#include "app/desktop/chart_panel.h"
#include "app/desktop/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>

namespace bayplan {

namespace {

constexpr int plotHeight = 180; ///< at least: below it labels of the axis would touch each other
constexpr double objectiveReach = 5;

/// As many digits as a person would drag to.
double roundedValue(double value)
{
    if (!(value > 0)) {
        return 0;
    }
    const double unit = std::pow(10.0, std::floor(std::log10(value)) - 1);
    return std::round(value / unit) * unit;
}

} // namespace

ChartPlot::ChartPlot(AxisUnit unit, bool logarithmic, QWidget *parent)
    : QWidget(parent), m_unit(unit), m_logarithmic(logarithmic)
{
    setMinimumHeight(plotHeight);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Plot"));
    setAccessibleDescription(tr("The left and right keys move the time cursor, Escape takes it away."));
    fitAxes();
}

void ChartPlot::refreshTheme()
{
    fitAxes();
}

QFont ChartPlot::labelFont() const
{
    QFont labels = font();
    labels.setPointSizeF(std::max(7.0, labels.pointSizeF() * 0.85));
    return labels;
}

// ---- what it shows -------------------------------------------------------------------------------------------------

void ChartPlot::setLines(std::vector<ChartLine> lines)
{
    m_lines = std::move(lines);
    fitAxes();
}

void ChartPlot::setHidden(std::set<QString> names)
{
    m_hidden = std::move(names);
    fitAxes();
}

void ChartPlot::setTimeRange(double fromSeconds, double toSeconds)
{
    if (m_from != fromSeconds || m_to != toSeconds) {
        m_from = fromSeconds;
        m_to = toSeconds;
        fitAxes();
    }
}

void ChartPlot::setMarks(std::vector<ChartMark> marks)
{
    m_marks = std::move(marks);
    changed();
}

void ChartPlot::setObjectives(std::vector<ChartObjective> objectives)
{
    if (objectives != m_objectives) {
        m_objectives = std::move(objectives);
        fitAxes();
    }
}

void ChartPlot::setCursor(std::optional<double> seconds)
{
    if (m_cursor != seconds) {
        m_cursor = seconds;
        update();
    }
}

void ChartPlot::setEmptyText(const QString &text)
{
    if (text != m_emptyText) {
        m_emptyText = text;
        changed();
    }
}

void ChartPlot::changed()
{
    m_picture = {};
    update();
}

int ChartPlot::pointCount() const
{
    int count = 0;
    for (const ChartLine &line : m_lines)
        if (isShown(line))
            count += static_cast<int>(traceOf(line.points, m_frame).size());
    return count;
}

// ---- axes ----------------------------------------------------------------------------------------------------------

NiceAxis ChartPlot::valueAxis(double height) const
{
    const int ticks = std::clamp(static_cast<int>(height) / 42, 2, 6);
    if (!m_logarithmic)
        return niceAxis(m_greatest, ticks, m_unit);
    return m_greatest > 0 ? niceLogAxis(std::max(m_least, smallestShown), m_greatest, ticks, m_unit)
                          : niceLogAxis(1e-3, 1, ticks, m_unit);
}

void ChartPlot::fitAxes()
{
    m_least = m_greatest = 0;
    const auto take = [this](double value) {
        m_greatest = std::max(m_greatest, value);
        if (value > 0)
            m_least = m_least == 0 ? value : std::min(m_least, value);
    };
    for (const ChartLine &line : m_lines) {
        if (!isShown(line))
            continue;
        for (const HistoryPoint &point : line.points)
            take(static_cast<double>(point.value));
        for (const BandPoint &point : line.band.points)
            take(static_cast<double>(point.greatest));
    }
    for (const ChartObjective &objective : m_objectives)
        take(objective.value);
    m_valueAxis = valueAxis(height());
    m_timeAxis = niceTimeAxis(m_from, m_to, std::clamp(width() / 70, 2, 10));
    m_frame = frameIn(rect());
    changed();
}

QStringList ChartPlot::valueLabels() const
{
    QStringList labels;
    for (const AxisTick &tick : m_valueAxis.ticks)
        labels += tick.label;
    return labels;
}

ChartFrame ChartPlot::frameIn(const QRectF &rect) const
{
    const QFontMetricsF metrics(labelFont());
    double label = 0;
    for (const AxisTick &tick : m_valueAxis.ticks)
        label = std::max(label, metrics.horizontalAdvance(tick.label));
    ChartFrame frame;
    // Half of the topmost label stands above the area.
    frame.area = rect.adjusted(std::ceil(label) + 12, 9, -14, -std::ceil(metrics.height()) - 7);
    frame.area.setWidth(std::max(1.0, frame.area.width()));
    frame.area.setHeight(std::max(1.0, frame.area.height()));
    frame.from = m_from;
    frame.to = std::max(m_to, m_from + 1e-3);
    frame.least = m_valueAxis.least;
    frame.greatest = m_valueAxis.greatest;
    frame.logarithmic = m_logarithmic;
    return frame;
}

void ChartPlot::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitAxes();
}

// ---- cursor and objectives -----------------------------------------------------------------------------------------

void ChartPlot::moveCursor(std::optional<double> seconds)
{
    Q_EMIT cursorMoved(seconds);
    if (hasFocus()) // for who cannot see the box
        setAccessibleDescription(valuesAtCursor().join(QStringLiteral(", ")));
}

const ChartObjective *ChartPlot::dragged(QPointF position) const
{
    if (!m_frame.area.contains(position))
        return nullptr;
    for (const ChartObjective &objective : m_objectives)
        if (!objective.isFixed && std::abs(m_frame.y(objective.value) - position.y()) <= objectiveReach)
            return &objective;
    return nullptr;
}

void ChartPlot::mousePressEvent(QMouseEvent *event)
{
    m_dragging = event->button() == Qt::LeftButton && dragged(event->position()) != nullptr;
    QWidget::mousePressEvent(event);
    event->setAccepted(m_dragging || event->button() == Qt::LeftButton);
}

void ChartPlot::mouseMoveEvent(QMouseEvent *event)
{
    const auto at = event->position();
    if (m_dragging) {
        const double y = std::clamp(at.y(), m_frame.area.top(), m_frame.area.bottom());
        Q_EMIT objectiveDragged(roundedValue(m_frame.value(y)));
        return;
    }
    QWidget::setCursor(dragged(at) != nullptr ? Qt::SizeVerCursor : Qt::ArrowCursor);
    moveCursor(m_frame.area.contains(at) ? std::optional(m_frame.seconds(at.x())) : std::nullopt);
}

void ChartPlot::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && !m_dragging && m_frame.area.contains(event->position()))
        Q_EMIT instantChosen(m_frame.seconds(event->position().x()));
    m_dragging = false;
    QWidget::mouseReleaseEvent(event);
}

void ChartPlot::leaveEvent(QEvent *event)
{
    Q_EMIT cursorMoved(std::nullopt);
    QWidget::leaveEvent(event);
}

void ChartPlot::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void ChartPlot::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

void ChartPlot::keyPressEvent(QKeyEvent *event)
{
    const double step = (m_to - m_from) / (event->modifiers().testFlag(Qt::ShiftModifier) ? 10 : 100);
    const double at = m_cursor.value_or((m_from + m_to) / 2);
    switch (event->key()) {
    case Qt::Key_Left:
        moveCursor(std::max(m_from, at - step));
        return;
    case Qt::Key_Right:
        moveCursor(std::min(m_to, at + step));
        return;
    case Qt::Key_Home:
        moveCursor(m_from);
        return;
    case Qt::Key_End:
        moveCursor(m_to);
        return;
    case Qt::Key_Escape:
        if (m_cursor) {
            moveCursor(std::nullopt);
            return;
        }
        [[fallthrough]];
    default:
        QWidget::keyPressEvent(event);
    }
}

const ChartMark *ChartPlot::markNear(double seconds) const
{
    const ChartMark *best = nullptr;
    double nearest = 5; // pixels
    for (const ChartMark &mark : m_marks)
        if (const double distance = std::abs(m_frame.x(mark.seconds) - m_frame.x(seconds)); distance < nearest) {
            nearest = distance;
            best = &mark;
        }
    return best;
}

std::vector<ChartPlot::ValueRow> ChartPlot::valueRows() const
{
    std::vector<ValueRow> rows;
    if (!m_cursor || *m_cursor < m_from || *m_cursor > m_to)
        return rows;
    rows.push_back({QColor(), runTimeText(*m_cursor, true)});
    for (const ChartLine &line : m_lines)
        if (isShown(line))
            if (const auto value = ChartPanel::valueAt(line, *m_cursor))
                rows.push_back({line.colour, line.name, *value, valueText(*value, m_unit)});
    if (const ChartMark *mark = markNear(*m_cursor))
        rows.push_back({mark->colour, mark->text, std::numeric_limits<double>::infinity()});
    return rows;
}

QStringList ChartPlot::valuesAtCursor() const
{
    QStringList texts;
    for (const ValueRow &row : valueRows())
        texts += row.figure.isEmpty() ? row.text : row.text + QStringLiteral("  ") + row.figure;
    return texts;
}

} // namespace bayplan
