// SPDX-License-Identifier: GPL-3.0-or-later
// What the marks on links mean, in a corner of the canvas.
#pragma once

#include <QPointer>
#include <QWidget>

namespace bayplan {

class CanvasView;
class TrafficAnimator;

class TrafficLegend : public QWidget {
    Q_OBJECT
public:
    /// In the lower left corner of `view`, where it covers nothing of the drawing; lets the mouse through.
    TrafficLegend(const TrafficAnimator &traffic, CanvasView &view);

    void setWanted(bool wanted);
    /// What it says, line by line.
    QStringList lines() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();
    void place();
    bool coversDrawing() const;

    const TrafficAnimator &m_traffic;
    CanvasView &m_view;
    bool m_wanted = true;
};

} // namespace bayplan
