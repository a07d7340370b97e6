// SPDX-License-Identifier: GPL-3.0-or-later
// A figure over the values of what was varied, with the interval of each point; one point may be chosen.
#pragma once

#include "app/desktop/nice_axis.h"

#include <QString>
#include <QWidget>

#include <optional>
#include <vector>

namespace bayplan {

struct CurvePoint {
    QString at;           ///< label under the axis
    double value = 0;     ///< in the axis' unit
    double halfWidth = 0; ///< of its 99 % interval; 0: unknown
    bool known = true;    ///< false leaves a gap
};

class CurvePlot : public QWidget {
    Q_OBJECT

public:
    explicit CurvePlot(QWidget *parent = nullptr);

    /// Points stand at equal distances, in their order. Keeps the chosen one where there is still one.
    void setPoints(std::vector<CurvePoint> points, AxisUnit unit);
    void setEmptyText(const QString &text);

    const std::vector<CurvePoint> &points() const { return m_points; }
    std::optional<std::size_t> chosen() const { return m_chosen; }
    void choose(std::optional<std::size_t> point);

    /// Where a point is drawn, in the widget.
    QPointF placeOf(std::size_t point) const;

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
    std::optional<std::size_t> pointNear(QPointF place) const;
    void paintAxes(QPainter &painter) const;
    void paintCurve(QPainter &painter) const;
    void paintValue(QPainter &painter, std::size_t point) const;

    std::vector<CurvePoint> m_points;
    AxisUnit m_unit = AxisUnit::Count;
    QString m_emptyText;
    std::optional<std::size_t> m_chosen, m_under;
};

} // namespace bayplan
