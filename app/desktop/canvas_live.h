// SPDX-License-Identifier: GPL-3.0-or-later
// Brings the figures of the run that is shown onto the canvas.
#pragma once

#include "app/desktop/live_figures.h"

#include <QObject>

#include <vector>

namespace bayplan {

class CanvasScene;
class FaultLog;
struct LoggedFault;
class RunRecord;
class RunSession;

/// What the newest snapshot of a run says about each element of the drawing. `faults` are on.
LiveFigures liveFigures(const RunRecord &record, const std::vector<const LoggedFault *> &faults = {});

class CanvasLive : public QObject {
    Q_OBJECT
public:
    CanvasLive(RunSession &runs, CanvasScene &scene, QObject *parent = nullptr);

    /// Hidden figures leave the plain drawing, for the Design workspace.
    void setShown(bool shown);

    FaultLog &faults() { return *m_faults; }

private:
    void update();

    RunSession &m_runs;
    CanvasScene &m_scene;
    FaultLog *m_faults;
    bool m_shown = true;
};

} // namespace bayplan
