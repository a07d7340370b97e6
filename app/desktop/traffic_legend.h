// SPDX-License-Identifier: GPL-3.0-or-later
// What the marks on links mean, in a corner of the canvas.
#pragma once

#include <QPointer>
#include <QWidget>

class QAbstractScrollArea;

namespace bayplan {

class TrafficAnimator;

class TrafficLegend : public QWidget {
    Q_OBJECT
public:
    /// In the lower left corner of `view`; lets the mouse through.
    TrafficLegend(const TrafficAnimator &traffic, QAbstractScrollArea &view);

    void setWanted(bool wanted);
    /// What it says, line by line.
    QStringList lines() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();
    void place();

    const TrafficAnimator &m_traffic;
    QAbstractScrollArea &m_view;
    bool m_wanted = true;
};

} // namespace bayplan
