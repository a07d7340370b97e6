// SPDX-License-Identifier: GPL-3.0-or-later
// The scenario along a line of time: bars are moved, stretched, copied and removed by mouse and keys. What is done goes
// to the document as edits; the view shows the document and keeps nothing of it.
#pragma once

#include "app/desktop/scenario_edits.h"
#include "app/desktop/scenario_lanes.h"

#include <QAbstractScrollArea>

#include <map>
#include <optional>
#include <set>
#include <vector>

namespace bayplan {

class DocumentSession;
class Selection;

class TimelineView : public QAbstractScrollArea {
    Q_OBJECT
public:
    TimelineView(DocumentSession &document, Selection &selection, QWidget *parent = nullptr);

    void setLanes(std::vector<ScenarioLane> lanes);
    const std::vector<ScenarioLane> &lanes() const { return m_lanes; }

    /// Of the scenario's run; what is longer is shown too.
    void setDuration(Duration duration);
    /// Where the running run is; nothing takes the line away.
    void setNow(std::optional<Duration> now);
    /// In the colour of the engine that runs.
    void setDeployed(bool deployed);

    void zoomBy(double factor);
    void fit();
    double pixelsPerSecond() const { return m_scale; }

    /// Where a bar is painted, in the viewport; an empty rectangle when it is not there.
    QRect barRect(const ElementId &id) const;
    /// Where the words of a bar are painted, in its row; empty when there is no room for any.
    QRect wordsRect(const ElementId &id) const;
    /// The middle of a knob of a load's shape, in the viewport; null when there is none.
    QPoint knobAt(const std::string &target, const std::string &key) const;
    /// The middle of a lane at an instant, in the viewport.
    QPoint pointAt(const std::string &target, Duration at) const;

    /// Where something new goes: lane and instant that were clicked last.
    const std::string &currentTarget() const { return m_target; }
    Duration currentTime() const { return m_time; }

    void copy() const;
    void paste();
    void removeSelected();

Q_SIGNALS:
    /// Somebody wants a new fault there; the target is empty where there is no lane.
    void addWanted(const QString &target, bayplan::Duration at, QPoint screen);
    /// The instant under a click on the ruler.
    void instantChosen(bayplan::Duration at);
    void refused(const QString &sentence);

protected:
    bool viewportEvent(QEvent *event) override;
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum class Grip { Body, Begin, End };
    struct Hit {
        const ScenarioLane *lane = nullptr;
        const PlannedBar *bar = nullptr;
        const LoadKnob *knob = nullptr;
        Grip grip = Grip::Body;
    };
    struct Drag {
        Grip grip = Grip::Body;
        ElementId grabbed;
        QPoint from;
        std::map<ElementId, FaultTiming> before;
        QString mergeKey;
        bool begun = false;
    };
    /// Of a knob of a load's shape.
    struct KnobDrag {
        ElementId container;
        LoadKnob knob;
        QPoint from;
        QString mergeKey;
        bool begun = false;
    };

    // timeline_view.cpp
    Hit hitAt(QPoint position) const;
    void updateScrollBars();
    void select(const ElementId &id, bool isAdded);
    std::set<ElementId> selected() const;
    void setCurrent(const Hit &hit, QPoint position);

    // timeline_gestures.cpp
    void beginDrag(const Hit &hit, QPoint position);
    void dragTo(QPoint position, bool isFree);
    Duration snapped(Duration wanted, const std::map<ElementId, FaultTiming> &moved) const;
    void cancelDrag();
    void nudge(int steps, bool resizes);
    void selectNext(int steps);
    Duration step() const;

    // timeline_load.cpp
    const LoadKnob *knobUnder(const ScenarioLane &lane, int top, QPoint position) const;
    QPoint placeOf(const LoadKnob &knob, const ScenarioLane &lane, int top) const;
    void dragKnobTo(QPoint position, bool isFree);
    void paintLoad(QPainter &painter, const ScenarioLane &lane, const QRect &area) const;
    static QString loadWords(const ScenarioLane &lane);
    void paintKnobs(QPainter &painter, const ScenarioLane &lane, const QRect &area) const;

    // timeline_paint.cpp
    void paintRuler(QPainter &painter) const;
    void paintLane(QPainter &painter, const ScenarioLane &lane, int top) const;
    void paintBar(QPainter &painter, const PlannedBar &bar, const QRect &rect, const QRect &words) const;
    QRect wordsOf(const ScenarioLane &lane, const PlannedBar &bar, int laneTop) const;
    void paintDone(QPainter &painter, const ScenarioLane &lane, const QRect &area) const;
    void paintNow(QPainter &painter) const;
    QRect rectOf(const PlannedBar &bar, int laneTop) const;

    int laneTop(const ScenarioLane &lane) const;
    static int heightOf(const ScenarioLane &lane);
    int xOf(Duration at) const;
    Duration timeAt(int x) const;
    Duration shownEnd() const;

    DocumentSession &m_document;
    Selection &m_selection;
    std::vector<ScenarioLane> m_lanes;
    Duration m_duration = std::chrono::seconds(60);
    std::optional<Duration> m_now;
    bool m_deployed = false;
    double m_scale = 0; ///< pixels per second
    bool m_isFit = true;
    std::string m_target;
    Duration m_time = std::chrono::seconds(10); ///< as the catalog has it, until somebody clicks
    std::optional<Drag> m_drag;
    std::optional<KnobDrag> m_knobDrag;
};

/// Widths and heights that its files share.
namespace timeline {
inline constexpr int headerWidth = 150;
inline constexpr int rulerHeight = 22;
inline constexpr int barRowHeight = 20;
inline constexpr int lanePadding = 4;
inline constexpr int gripWidth = 6;
inline constexpr int leastBarWidth = 8;
inline constexpr int instantReach = 7;
} // namespace timeline

} // namespace bayplan
