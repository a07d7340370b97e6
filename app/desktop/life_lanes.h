// SPDX-License-Identifier: GPL-3.0-or-later
// The lives of containers painted over run time: a lane each, a block for each phase, told apart by colour and pattern.
#pragma once

#include "app/desktop/life_history.h"
#include "app/desktop/time_lanes.h"

#include <QColor>
#include <QString>

#include <functional>
#include <vector>

namespace bayplan {

class LifeLanes : public TimeLanes {
    Q_OBJECT

public:
    explicit LifeLanes(QWidget *parent = nullptr);

    /// `names` by lane.
    void setLives(std::vector<LifeLane> lanes, QStringList names);

    /// What is told of a phase beside its name and length, as "killed: by hand"; given its lane and beginning.
    std::function<QString(std::size_t lane, Time begin)> reason;

    const std::vector<LifeLane> &lives() const { return m_lanes; }
    QString explain(std::size_t lane, double seconds) const override;

    QSize minimumSizeHint() const override { return {240, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const LifeSpan *spanAt(std::size_t lane, double seconds) const;
    void paintLane(QPainter &painter, std::size_t lane) const;

    std::vector<LifeLane> m_lanes;
    QStringList m_names;
};

QString lifePhaseText(LifePhase phase);
/// As it is painted: plain or hatched, so that phases are told apart without colour.
QBrush lifePhaseBrush(LifePhase phase);

} // namespace bayplan
