// SPDX-License-Identifier: GPL-3.0-or-later
// A free line drawn around cards of the canvas: which ones it takes in.
#pragma once

#include "engine/model/topology.h"

#include <QObject>
#include <QPoint>
#include <QPolygonF>

#include <set>

class QWidget;

namespace bayplan {

class CanvasScene;
class CanvasView;

class LassoTool : public QObject {
    Q_OBJECT
public:
    LassoTool(CanvasScene &scene, CanvasView &view, QObject *parent = nullptr);

    /// The next drag with the left button draws; Escape or the right button gives up.
    void begin();
    void cancel();
    bool isActive() const { return m_active; }

    /// Pods with a card, or a replica's frame while collapsed, whose middle lies within.
    std::set<ElementId> podsWithin(const QPolygonF &line) const;

Q_SIGNALS:
    void activeChanged(bool active);
    /// What was drawn around, and where the line ended on the screen; perhaps nothing.
    void drawn(const std::set<bayplan::ElementId> &pods, QPoint screen);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void end();
    void paintLine();

    CanvasScene &m_scene;
    CanvasView &m_view;
    QWidget *m_paper = nullptr; ///< lies over the canvas while it is drawn
    QPolygonF m_line;           ///< in the viewport's pixels
    bool m_active = false;
    bool m_drawing = false;
};

} // namespace bayplan
