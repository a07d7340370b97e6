// SPDX-License-Identifier: GPL-3.0-or-later
// Traffic on the links of the canvas: one timer moves the marks of those that are in view and has just them painted. It
// slows down rather than take more than its share of a core.
#pragma once

#include "app/desktop/traffic_marks.h"
#include "engine/model/topology.h"

#include <QElapsedTimer>
#include <QObject>
#include <QRegion>
#include <QTimer>

#include <map>
#include <vector>

namespace bayplan {

class CanvasScene;
class CanvasView;
class LinkItem;
class RunSession;

/// Why there is what there is on the links.
enum class TrafficState {
    Off, ///< nobody wants it, or there is no run
    Moving,
    Still,   ///< the run is held or over, or nothing is to move by itself: marks that stand
    TooMany, ///< more links in view than can be told apart
    TooFar,  ///< zoomed out so far that links are bare lines
};

class TrafficAnimator : public QObject {
    Q_OBJECT
public:
    /// More links in view have no marks.
    static constexpr std::size_t mostLinks = 500;

    TrafficAnimator(RunSession &runs, CanvasScene &scene, CanvasView &view, QObject *parent = nullptr);

    /// By the user's choice.
    void setWanted(bool wanted);
    /// Not in a workspace that shows no figures.
    void setShown(bool shown);

    TrafficState state() const { return m_state; }
    const TrafficScale &scale() const { return m_scale; }

Q_SIGNALS:
    void changed(); ///< state or scale

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void look();
    void lookAtLinks();
    void tick();
    QRegion renewMarks(double seconds, bool anew);
    void standStill();
    void takeAway();
    void setState(TrafficState state);
    TrafficState wantedState() const;
    LinkItem *linkOf(const ElementId &id) const;

    RunSession &m_runs;
    CanvasScene &m_scene;
    CanvasView &m_view;
    TrafficState m_state = TrafficState::Off;
    TrafficScale m_scale;
    bool m_wanted = true, m_shown = true;
    std::vector<ElementId> m_inView;
    bool m_viewChanged = true;
    std::map<ElementId, TrafficStream> m_streams;
    QTimer m_timer, m_lookSoon;
    QElapsedTimer m_since;
    double m_cost = 0; ///< seconds of a step with its painting, lately
};

} // namespace bayplan
