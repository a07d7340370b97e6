// SPDX-License-Identifier: GPL-3.0-or-later
// A figure over the values of two things that were varied, as a field of cells; one of them may be chosen.
#pragma once

#include "app/desktop/curve_plot.h"

#include <QString>
#include <QWidget>

#include <optional>
#include <utility>
#include <vector>

namespace bayplan {

class HeatMap : public QWidget {
    Q_OBJECT

public:
    explicit HeatMap(QWidget *parent = nullptr);

    /// A row for each curve, from the bottom up, a column for each of its points.
    void setCurves(std::vector<PlotCurve> curves, AxisUnit unit);

    /// (column, row)
    using Cell = std::pair<std::size_t, std::size_t>;
    std::optional<Cell> chosen() const { return m_chosen; }
    void choose(std::optional<Cell> cell);

    /// Where a cell is drawn, in the widget.
    QRectF rectOf(std::size_t column, std::size_t row) const;

    QSize sizeHint() const override { return {420, 200}; }
    QSize minimumSizeHint() const override { return {240, 180}; }

Q_SIGNALS:
    void chosenChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QRectF area() const;
    std::optional<Cell> cellAt(QPointF place) const;
    QColor colourOf(double value) const;
    QString sentenceOf(Cell cell) const;
    void paintCells(QPainter &painter) const;
    void paintLabels(QPainter &painter) const;
    void paintScale(QPainter &painter) const;

    std::vector<PlotCurve> m_curves;
    AxisUnit m_unit = AxisUnit::Count;
    double m_least = 0, m_greatest = 1;
    bool m_isLogarithmic = false;
    std::optional<Cell> m_chosen;
};

} // namespace bayplan
