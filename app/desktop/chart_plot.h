// SPDX-License-Identifier: GPL-3.0-or-later
// The plot of a ChartPanel: QtCharts for lines and grid, our own axes, cursor, marks and box of values on top.
#pragma once

#include "app/desktop/chart_panel.h"

#include <QtCharts/QCategoryAxis>
#include <QtCharts/QChartView>
#include <QtCharts/QLineSeries>

namespace bayplan {

class ChartPlot : public QChartView {
    Q_OBJECT

public:
    ChartPlot(AxisUnit unit, bool logarithmic, QWidget *parent = nullptr);

    void setLines(const std::vector<ChartLine> &lines, const std::set<QString> &hidden);
    void setTimeRange(double fromSeconds, double toSeconds);
    void setMarks(std::vector<ChartMark> marks);
    void setCursor(std::optional<double> seconds);
    void setEmptyText(const QString &text);
    void refreshTheme();

    /// As it stands on the value axis, for tests: labels in ascending order.
    QStringList valueLabels() const { return m_valueAxis->categoriesLabels(); }
    int pointCount() const;

Q_SIGNALS:
    void cursorMoved(std::optional<double> seconds);
    void instantChosen(double seconds); ///< clicked

protected:
    void drawForeground(QPainter *painter, const QRectF &rect) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitValueAxis();
    void fitTimeAxis();
    void drawMarks(QPainter *painter, const QRectF &area) const;
    void drawValues(QPainter *painter, const QRectF &area) const;
    double toAxis(double value) const;
    double xOf(double seconds) const;
    const ChartMark *markNear(double seconds) const;

    AxisUnit m_unit;
    bool m_logarithmic;
    QCategoryAxis *m_timeAxis;
    QCategoryAxis *m_valueAxis;
    std::vector<QLineSeries *> m_series;
    std::vector<ChartLine> m_lines; ///< those not hidden
    std::vector<ChartMark> m_marks;
    std::optional<double> m_cursor;
    QString m_emptyText;
    double m_from = 0, m_to = 10;
};

} // namespace bayplan
