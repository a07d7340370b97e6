// SPDX-License-Identifier: GPL-3.0-or-later
// Lanes under one another over run time, with names at the left, an axis below and the shared cursor: what the views
// of elections and of lives have in common.
#pragma once

#include <QString>
#include <QStringList>
#include <QWidget>

#include <cstddef>
#include <optional>

namespace bayplan {

class TimeLanes : public QWidget {
    Q_OBJECT

public:
    void setTimeRange(double fromSeconds, double toSeconds);
    void setCursor(std::optional<double> seconds);

    /// In sentences; empty where there is nothing.
    virtual QString explain(std::size_t lane, double seconds) const = 0;

    QSize sizeHint() const override;

Q_SIGNALS:
    void cursorMoved(std::optional<double> seconds);

protected:
    struct Sizes {
        int top = 2; ///< above the first lane, pixels
        int lane = 22;
        int axis = 22;
    };
    TimeLanes(Sizes sizes, QWidget *parent);

    /// As many lanes as names, these `margin` wider than their letters.
    void setNames(const QStringList &names, int margin);
    int nameWidth() const { return m_nameWidth; }

    std::optional<double> cursor() const { return m_cursor; }
    bool isInRange(double beginSeconds, double endSeconds) const { return endSeconds >= m_from && beginSeconds <= m_to; }
    QRectF lanesArea() const;
    QRectF rowOf(std::size_t lane) const;
    double xOf(double seconds) const;
    /// Below a lane.
    void paintRowLine(QPainter &painter, const QRectF &row) const;
    void paintAxis(QPainter &painter) const;
    void paintCursor(QPainter &painter) const;

    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    bool event(QEvent *event) override;

private:
    double secondsAt(double x) const;
    std::optional<std::size_t> laneAt(double y) const;

    Sizes m_sizes;
    std::size_t m_lanes = 0;
    double m_from = 0, m_to = 10;
    std::optional<double> m_cursor;
    int m_nameWidth = 80;
};

} // namespace bayplan
