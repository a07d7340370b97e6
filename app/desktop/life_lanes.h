// SPDX-License-Identifier: GPL-3.0-or-later
// The lives of containers painted over run time: a lane each, a block for each phase, told apart by colour and pattern.
#pragma once

#include "app/desktop/life_history.h"

#include <QColor>
#include <QString>
#include <QWidget>

#include <functional>
#include <optional>
#include <vector>

namespace bayplan {

class LifeLanes : public QWidget {
    Q_OBJECT

public:
    explicit LifeLanes(QWidget *parent = nullptr);

    /// `names` by lane.
    void setLives(std::vector<LifeLane> lanes, QStringList names);
    void setTimeRange(double fromSeconds, double toSeconds);
    void setCursor(std::optional<double> seconds);

    /// What is told of a phase beside its name and length, as "killed: by hand"; given its lane and beginning.
    std::function<QString(std::size_t lane, Time begin)> reason;

    const std::vector<LifeLane> &lives() const { return m_lanes; }
    /// In sentences; empty where there is nothing.
    QString explain(std::size_t lane, double seconds) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {240, sizeHint().height()}; }

Q_SIGNALS:
    void cursorMoved(std::optional<double> seconds);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    bool event(QEvent *event) override;

private:
    QRectF lanesArea() const;
    double xOf(double seconds) const;
    double secondsAt(double x) const;
    const LifeSpan *spanAt(std::size_t lane, double seconds) const;
    void paintLane(QPainter &painter, std::size_t lane) const;
    void paintAxis(QPainter &painter) const;

    std::vector<LifeLane> m_lanes;
    QStringList m_names;
    double m_from = 0, m_to = 10;
    std::optional<double> m_cursor;
    int m_nameWidth = 80;
};

QString lifePhaseText(LifePhase phase);
/// As it is painted: plain or hatched, so that phases are told apart without colour.
QBrush lifePhaseBrush(LifePhase phase);

} // namespace bayplan
