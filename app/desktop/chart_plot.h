// SPDX-License-Identifier: GPL-3.0-or-later
// The plot of a ChartPanel: axes, lines with their bands, marks, objectives, the time cursor with a box of values.
// Painted by itself and kept as a picture, because a chart of QtCharts takes ten times as long for an hour of twenty
// lines, and paints all of it anew when the cursor moves.
#pragma once

#include "app/desktop/chart_line.h"
#include "app/desktop/chart_trace.h"
#include "app/desktop/nice_axis.h"

#include <QPixmap>
#include <QStringList>
#include <QWidget>

#include <optional>
#include <set>
#include <vector>

namespace bayplan {

class ChartPlot : public QWidget {
    Q_OBJECT

public:
    ChartPlot(AxisUnit unit, bool logarithmic, QWidget *parent = nullptr);

    void setLines(std::vector<ChartLine> lines);
    const std::vector<ChartLine> &lines() const { return m_lines; }
    void setHidden(std::set<QString> names);
    void setTimeRange(double fromSeconds, double toSeconds);
    void setMarks(std::vector<ChartMark> marks);
    void setObjectives(std::vector<ChartObjective> objectives);
    void setCursor(std::optional<double> seconds);
    void setEmptyText(const QString &text);
    void refreshTheme();

    /// As a picture that may be scaled, in a rectangle of any size; without the cursor.
    void paintOn(QPainter &painter, const QRectF &rect) const;

    /// As it stands on the value axis: labels in ascending order.
    QStringList valueLabels() const;
    /// Of the lines that are not hidden.
    int pointCount() const;
    /// Where lines are drawn, and where instants and values stand in it.
    const ChartFrame &frame() const { return m_frame; }
    /// What the box beside the cursor says, a line each; empty without a cursor.
    QStringList valuesAtCursor() const;

Q_SIGNALS:
    void cursorMoved(std::optional<double> seconds);
    void instantChosen(double seconds); ///< clicked
    /// One that is not fixed is being dragged.
    void objectiveDragged(double value);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    struct ValueRow {
        QColor colour; ///< invalid for the row of the time
        QString text;
        double value = 0;
        QString figure{}; ///< the value, with its unit; empty for marks
    };

    bool isShown(const ChartLine &line) const { return !m_hidden.contains(line.name); }
    void changed();
    ChartFrame frameIn(const QRectF &rect) const;
    void fitAxes();
    NiceAxis valueAxis(double height) const;
    void paintAll(QPainter &painter, const ChartFrame &frame, const QRectF &rect, bool asVectors) const;
    void paintAxes(QPainter &painter, const ChartFrame &frame, const QRectF &rect) const;
    void paintMarks(QPainter &painter, const ChartFrame &frame) const;
    void paintObjectives(QPainter &painter, const ChartFrame &frame) const;
    void paintBandMeaning(QPainter &painter, const ChartFrame &frame) const;
    void paintCursor(QPainter &painter) const;
    std::vector<ValueRow> valueRows() const;
    std::vector<ValueRow> shownRows() const;
    QString objectiveText(const ChartObjective &objective, double room, const QFontMetricsF &metrics) const;
    const ChartObjective *dragged(QPointF position) const;
    const ChartMark *markNear(double seconds) const;
    void moveCursor(std::optional<double> seconds);
    QFont labelFont() const;

    AxisUnit m_unit;
    bool m_logarithmic;
    std::vector<ChartLine> m_lines;
    std::set<QString> m_hidden;
    std::vector<ChartMark> m_marks;
    std::vector<ChartObjective> m_objectives;
    std::optional<double> m_cursor;
    QString m_emptyText;
    double m_from = 0, m_to = 10;
    double m_least = 0, m_greatest = 0; ///< of all values that are shown; least is that above zero
    NiceAxis m_valueAxis, m_timeAxis;
    ChartFrame m_frame;
    QPixmap m_picture; ///< all but the cursor; null when it is to be painted anew
    bool m_dragging = false;
};

} // namespace bayplan
