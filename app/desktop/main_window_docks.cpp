// SPDX-License-Identifier: GPL-3.0-or-later
// The panels around the canvas, and how each workspace arranges them.
#include "app/desktop/calibrate_view.h"
#include "app/desktop/compare_view.h"
#include "app/desktop/containers_view.h"
#include "app/desktop/deploy_panel.h"
#include "app/desktop/drawing_export.h"
#include "app/desktop/election_view.h"
#include "app/desktop/events_view.h"
#include "app/desktop/inspector.h"
#include "app/desktop/logs_view.h"
#include "app/desktop/main_window.h"
#include "app/desktop/metrics_view.h"
#include "app/desktop/outline_panel.h"
#include "app/desktop/palette_panel.h"
#include "app/desktop/problems_panel.h"
#include "app/desktop/queue_view.h"
#include "app/desktop/report_view.h"
#include "app/desktop/sequence_view.h"
#include "app/desktop/what_if_view.h"

#include <QDockWidget>
#include <QUndoView>

namespace bayplan {

namespace {

constexpr int narrowWindow = 1200;

} // namespace

QDockWidget *MainWindow::addDock(const char *name, const QString &title, QWidget *widget, Qt::DockWidgetArea area)
{
    auto *dock = new QDockWidget(title, this);
    dock->setObjectName(QLatin1String(name));
    dock->setWidget(widget);
    addDockWidget(area, dock);
    if (area == Qt::BottomDockWidgetArea) {
        if (m_lastBottom != nullptr) {
            tabifyDockWidget(m_lastBottom, dock);
        }
        m_lastBottom = dock;
    }
    m_docks[QLatin1String(name)] = dock;
    return dock;
}

QDockWidget *MainWindow::dock(const char *name) const
{
    return m_docks.at(QLatin1String(name));
}

void MainWindow::makeDocks()
{
    addDock("paletteDock", tr("Palette"), m_palette, Qt::LeftDockWidgetArea);
    addDock("outlineDock", tr("Outline"), m_outline, Qt::LeftDockWidgetArea);
    addDock("inspectorDock", tr("Inspector"), m_inspector, Qt::RightDockWidgetArea);
    addDock("problemsDock", tr("Problems"), m_problems, Qt::BottomDockWidgetArea);
    makeRunDocks();
    auto *undoView = new QUndoView(m_document.undoStack(), this);
    undoView->setEmptyLabel(tr("As opened"));
    undoView->setFrameShape(QFrame::NoFrame);
    undoView->setAccessibleName(tr("History"));
    addDock("historyDock", tr("History"), undoView, Qt::BottomDockWidgetArea);
    tabifyDockWidget(dock("inspectorDock"), dock("deployDock"));
    splitDockWidget(dock("paletteDock"), dock("outlineDock"), Qt::Vertical);
}

void MainWindow::makeRunDocks()
{
    auto *metrics = new MetricsView(&m_runs, this);
    auto *containers = new ContainersView(&m_runs, this);
    auto *logs = new LogsView(&m_runs, this);
    m_deploy = new DeployPanel(&m_runs, this);
    addDock("metricsDock", tr("Metrics"), metrics, Qt::BottomDockWidgetArea);
    addDock("electionDock", tr("Election"), new ElectionView(&m_runs, this), Qt::BottomDockWidgetArea);
    auto *sequence = new SequenceView(&m_runs, this);
    addDock("sequenceDock", tr("Sequence"), sequence, Qt::BottomDockWidgetArea);
    connect(&m_selection, &Selection::changed, sequence,
            [this, sequence] { sequence->setSelection(withParts(m_document.topology(), m_selection.ids())); });
    addDock("queuesDock", tr("Queues"), new QueueView(&m_runs, this), Qt::BottomDockWidgetArea);
    makePatternDocks();
    addDock("containersDock", tr("Containers"), containers, Qt::BottomDockWidgetArea);
    makeScenarioDock();
    addDock("eventsDock", tr("Events"), new EventsView(&m_runs, this), Qt::BottomDockWidgetArea);
    auto *report = new ReportView(&m_runs, this);
    report->setDrawing([this](const RunRecord &record) {
        if (!isRunOfDrawing(record))
            return QByteArray();
        const auto drawn = drawPicture(*m_scene, {PictureFormat::Svg, m_document.displayName(), {}});
        return drawn ? *drawn : QByteArray();
    });
    addDock("reportDock", tr("Report"), report, Qt::BottomDockWidgetArea);
    addDock("whatIfDock", tr("What if"), new WhatIfView(m_document, m_selection, this), Qt::BottomDockWidgetArea);
    addDock("logsDock", tr("Logs"), logs, Qt::BottomDockWidgetArea);
    addDock("compareDock", tr("Compare"), new CompareView(&m_runs, this), Qt::BottomDockWidgetArea);
    addDock("calibrateDock", tr("Calibrate"), new CalibrateView(m_document, m_runs, m_selection, this),
            Qt::BottomDockWidgetArea);
    addDock("deployDock", tr("Deploy"), m_deploy, Qt::RightDockWidgetArea);
    connect(&m_selection, &Selection::changed, metrics, [this, metrics] { metrics->setSelection(m_selection.ids()); });
    connect(containers, &ContainersView::elementChosen, this, [this](const ElementId &id) { m_selection.show(id); });
    const auto showLogs = [this, logs](const QString &instance) {
        dock("logsDock")->show();
        dock("logsDock")->raise();
        logs->showInstance(instance);
    };
    connect(containers, &ContainersView::logsRequested, this, showLogs);
    connect(m_deploy, &DeployPanel::logsRequested, this, [showLogs] { showLogs({}); });
    makeDeployParts(containers, logs);
}

void MainWindow::arrangeDocks(Workspace workspace)
{
    const bool design = workspace == Workspace::Design;
    const bool deploy = workspace == Workspace::Deploy;
    dock("paletteDock")->setVisible(design);
    dock("outlineDock")->setVisible(design);
    dock("historyDock")->setVisible(design);
    for (const auto *name : {"metricsDock", "electionDock", "sequenceDock", "queuesDock", "containersDock", "scenarioDock",
                             "eventsDock", "reportDock", "whatIfDock", "runsDock"}) {
        dock(name)->setVisible(!design);
    }
    for (const auto *name : {"compareDock", "calibrateDock", "logsDock", "shellDock", "deployDock"}) {
        dock(name)->setVisible(deploy);
    }
    showPatternDocks(workspace);
    dock("problemsDock")->show();
    dock("inspectorDock")->show();
    dock(deploy ? "deployDock" : "inspectorDock")->raise();
    auto *bottom = design ? dock("problemsDock") : dock("metricsDock");
    bottom->raise();
    const bool narrow = width() < narrowWindow;
    resizeDocks({dock("paletteDock"), dock("inspectorDock")},
                {narrow ? 190 : 220, narrow   ? 270
                                     : deploy ? 380
                                              : 320},
                Qt::Horizontal);
    resizeDocks({dock("paletteDock"), dock("outlineDock")}, {420, 380}, Qt::Vertical);
    resizeDocks({bottom}, {design ? 130 : std::max(260, height() / 3)}, Qt::Vertical);
}

} // namespace bayplan
