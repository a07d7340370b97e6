// SPDX-License-Identifier: GPL-3.0-or-later
// A figure over the values of what was varied, with the interval of each point, as one curve or as a family of them;
// one point may be chosen.
#pragma once

#include "app/desktop/nice_axis.h"

#include <QString>
#include <QWidget>

#include <optional>
#include <utility>
#include <vector>

namespace bayplan {

struct CurvePoint {
    QString at;           ///< label under the axis
    double value = 0;     ///< in the axis' unit
    double halfWidth = 0; ///< of its 99 % interval; 0: unknown
    bool known = true;    ///< false leaves a gap
};

struct PlotCurve {
    QString name; ///< in the legend; empty when it is the only one
    std::vector<CurvePoint> points;
};

/// From the least to the greatest of the values that are known; the second below the first when there are none.
std::pair<double, double> rangeOf(const std::vector<PlotCurve> &curves);

/// Values of an order of magnitude each are compared by their ratios.
bool standsOnLogScale(const std::vector<PlotCurve> &curves, AxisUnit unit);

class CurvePlot : public QWidget {
    Q_OBJECT

public:
    explicit CurvePlot(QWidget *parent = nullptr);

    /// Points stand at equal distances, in their order. Keeps the chosen one where there is still one.
    void setPoints(std::vector<CurvePoint> points, AxisUnit unit);
    /// As many points in each, with the same labels. Latencies that lie far apart stand on a log scale.
    void setCurves(std::vector<PlotCurve> curves, AxisUnit unit);
    /// What was varied, below the axis.
    void setAxisName(const QString &name);
    void setEmptyText(const QString &text);

    /// Of the first curve.
    const std::vector<CurvePoint> &points() const;
    const std::vector<PlotCurve> &curves() const { return m_curves; }
    std::optional<std::size_t> chosen() const { return m_chosen; }
    std::size_t chosenCurve() const { return m_chosenCurve; }
    void choose(std::optional<std::size_t> point, std::size_t curve = 0);

    /// Where a point is drawn, in the widget.
    QPointF placeOf(std::size_t point, std::size_t curve = 0) const;

    QSize sizeHint() const override { return {420, 200}; }
    QSize minimumSizeHint() const override { return {240, 180}; }

Q_SIGNALS:
    void chosenChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QRectF area() const;
    NiceAxis axis() const;
    double heightOf(double value) const;
    std::size_t pointCount() const { return points().size(); }
    /// (point, curve)
    std::optional<std::pair<std::size_t, std::size_t>> pointNear(QPointF place) const;
    void paintAxes(QPainter &painter) const;
    void paintLegend(QPainter &painter) const;
    void paintCurve(QPainter &painter, std::size_t curve) const;
    void paintValue(QPainter &painter, std::size_t point, std::size_t curve) const;
    double legendHeight() const;

    std::vector<PlotCurve> m_curves;
    AxisUnit m_unit = AxisUnit::Count;
    QString m_axisName;
    QString m_emptyText;
    std::optional<std::size_t> m_chosen;
    std::size_t m_chosenCurve = 0;
    std::optional<std::pair<std::size_t, std::size_t>> m_under;
};

} // namespace bayplan
