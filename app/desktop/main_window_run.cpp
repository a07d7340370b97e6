// SPDX-License-Identifier: GPL-3.0-or-later
// What runs have in a window beside their views: how far they go, their time, and their files.
#include "app/desktop/main_window.h"

#include "app/desktop/background_task.h"
#include "app/desktop/chart_plot.h"
#include "app/desktop/nice_axis.h"
#include "app/desktop/notice_bar.h"
#include "app/desktop/run_bar.h"
#include "app/desktop/run_file.h"
#include "app/desktop/runs_view.h"
#include "app/desktop/sentences.h"
#include "app/desktop/step_words.h"
#include "app/desktop/time_scrubber.h"
#include "app/desktop/time_strip.h"
#include "app/desktop/until_bar.h"

#include <QBoxLayout>
#include <QDockWidget>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QStatusBar>

#include <algorithm>

namespace bayplan {

namespace {

/// Whose events are those of the elements: of a link, of both its ends.
std::vector<InstanceIndex> instancesOf(const Plan &plan, const std::set<ElementId> &ids)
{
    std::vector<InstanceIndex> found;
    for (InstanceIndex index = 0; index < plan.instances.size(); ++index) {
        const InstancePlan &instance = plan.instances[index];
        if (ids.contains(instance.element) || ids.contains(plan.pods[instance.pod].element))
            found.push_back(index);
        for (const PeerPlan &peer : instance.peers) {
            if (!ids.contains(peer.link))
                continue;
            found.push_back(index);
            found.push_back(peer.instance);
        }
    }
    return found;
}

} // namespace

void MainWindow::makeRunParts()
{
    m_timeStrip = new TimeStrip(&m_runs, centralWidget());
    qobject_cast<QBoxLayout *>(centralWidget()->layout())->addWidget(m_timeStrip);
    m_until = new UntilBar(&m_runs, m_view, m_remembers);
    auto *runs = new RunsView(&m_runs, this);
    addDock("runsDock", tr("Runs"), runs, Qt::BottomDockWidgetArea);
    connect(runs, &RunsView::saveAsked, this, &MainWindow::saveRunAsked);
    connect(runs, &RunsView::openAsked, this, &MainWindow::openRunAsked);
    connect(m_runBar, &RunBar::untilAsked, this, [this] {
        showCanvas();
        m_until->open();
    });
    connect(m_runBar, &RunBar::stepOfSelectedAsked, this, &MainWindow::stepOfSelected);
    connect(&m_runs, &RunSession::reachedUntil, this, [this](const QString &reason, bool paused) {
        if (paused)
            say(tr("Paused: %1").arg(reason));
        else
            m_notice->say(QStringLiteral("until"),
                          tr("The deployment has come to %1. It cannot be paused and runs on.").arg(reason),
                          {{QStringLiteral("untilSeen"), tr("OK"), {}}});
    });
    connect(&m_runs, &RunSession::snapshotChanged, this, &MainWindow::tellStep);
    connect(&m_runs, &RunSession::runChanged, this, [this] { tellStep(m_runs.snapshot()); });
    for (const auto changed : {&RunSession::runChanged, &RunSession::statusChanged})
        connect(&m_runs, changed, this, &MainWindow::noteEdits);
    connect(&m_document, &DocumentSession::changed, this, [this] {
        if (!m_document.isLayoutChange())
            noteEdits();
    });
    connect(&m_document, &DocumentSession::reset, this, &MainWindow::noteEdits);
    // An instant that is clicked in a chart is shown everywhere.
    for (auto *plot : findChildren<ChartPlot *>())
        connect(plot, &ChartPlot::instantChosen, &m_runs, &RunSession::hold);
    m_runs.setDocumentSource([this] {
        RunOrigin origin;
        origin.topology = m_document.topology();
        origin.documentPath = m_document.path();
        origin.documentName = QFileInfo(origin.documentPath).fileName();
        return origin;
    });
}

void MainWindow::makeRunActions(QMenu *menu)
{
    const auto name = [](const char *text) { return QString::fromLatin1(text); };
    m_runBar->playAction()->setObjectName(name("run.play"));
    m_runBar->stepAction()->setObjectName(name("run.step"));
    m_runBar->stopAction()->setObjectName(name("run.stop"));
    m_runBar->stepOfAction()->setObjectName(name("run.stepOf"));
    m_runBar->fastAction()->setObjectName(name("run.fast"));
    m_runBar->expressAction()->setObjectName(name("run.express"));
    m_runBar->expressAction()->setShortcuts({QKeySequence(Qt::Key_F9), QKeySequence(tr("Ctrl+Shift+R"))});
    m_runBar->untilAction()->setObjectName(name("run.until"));
    for (auto *action : {m_runBar->playAction(), m_runBar->stepAction(), m_runBar->stepOfAction(),
                         m_runBar->fastAction(), m_runBar->expressAction(), m_runBar->untilAction(),
                         m_runBar->stopAction(), m_runBar->fasterAction(), m_runBar->slowerAction()}) {
        menu->addAction(action);
        m_actions.push_back(action);
    }
    menu->addSeparator();
    auto *scrub =
        add(menu, name("run.scrub"), tr("Go &back over the run"), name("history"), QKeySequence(tr("Ctrl+T")), [this] {
            showCanvas();
            m_timeStrip->scrubber()->setFocus(Qt::ShortcutFocusReason);
        });
    auto *live = add(menu, name("run.live"), tr("Show what is &now"), {}, QKeySequence(tr("Ctrl+Shift+T")),
                     [this] { m_runs.goLive(); });
    auto *fork = add(menu, name("run.fork"), tr("Take &another path from here"), name("fork"), {}, [this] {
        if (m_runs.held())
            m_runs.fork(*m_runs.held());
    });
    menu->addSeparator();
    auto *save = add(menu, name("run.save"), tr("&Save run…"), name("save"), {}, [this] {
        if (m_runs.record())
            saveRunAsked(m_runs.record()->number());
    });
    add(menu, name("run.open"), tr("&Open run…"), name("open"), {}, [this] { openRunAsked(); });
    menu->addSeparator();
    const auto refresh = [this, scrub, live, fork, save] {
        const RunRecord *record = m_runs.record();
        scrub->setEnabled(record);
        live->setEnabled(m_runs.cursor().has_value());
        fork->setEnabled(m_runs.held() && record && record->origin().isRetraceable);
        save->setEnabled(record && record->origin().topology);
    };
    connect(&m_runs, &RunSession::runChanged, this, refresh);
    connect(&m_runs, &RunSession::heldChanged, this, refresh);
    connect(&m_runs, &RunSession::cursorChanged, this, refresh);
    refresh();
}

void MainWindow::stepOfSelected()
{
    const RunRecord *record = m_runs.record(RunKind::Simulated);
    const auto plan = record ? Result<Plan>(record->plan()) : m_runs.planOfDocument();
    const auto instances = plan ? instancesOf(*plan, m_selection.ids()) : std::vector<InstanceIndex>();
    if (instances.empty()) {
        say(tr("Select the container, pod or link whose next event you want to see."));
        return;
    }
    m_runs.stepOf(instances);
}

/// In full: the run bar may have less room than it takes.
void MainWindow::tellStep(const SnapshotPtr &snapshot)
{
    const RunRecord *record = m_runs.record();
    const bool isStep = snapshot && snapshot->step && snapshot->status == RunStatus::Paused && record;
    const QString text = isStep ? stepText(*snapshot->step, snapshot->time, record->plan()) : QString();
    if (isStep)
        statusBar()->showMessage(text);
    else if (!m_stepTold.isEmpty() && statusBar()->currentMessage() == m_stepTold)
        statusBar()->clearMessage();
    m_stepTold = text;
}

/// Of a deployment that goes on the deploy panel says it, with what has to be done about it.
void MainWindow::noteEdits()
{
    const RunRecord *record = m_runs.record();
    const bool isOfDocument = record && m_runs.isOfDocument(*record) && record->origin().topology;
    const bool isWatched = isOfDocument && record->kind() == RunKind::Deployed && m_runs.isLive();
    if (!isOfDocument || isWatched) {
        m_runBar->setEditedSince(false);
        return;
    }
    m_runBar->setEditedSince(!isRunOfDrawing(*record));
}

/// As it is now, but for how it is laid out.
bool MainWindow::isRunOfDrawing(const RunRecord &record) const
{
    const auto &ran = record.origin().topology;
    const Topology &drawn = m_document.topology();
    return m_runs.isOfDocument(record) && ran &&
           runsAlike(*ran, record.kind() == RunKind::Deployed ? withoutSpares(drawn) : drawn);
}

// ---- files ---------------------------------------------------------------------------------------------------------

void MainWindow::saveRunAsked(int number)
{
    const auto record = m_runs.kept(number);
    if (!record)
        return;
    const QString title = QString::fromStdString(record->plan().name.empty() ? "run" : record->plan().name);
    const QString chosen = QFileDialog::getSaveFileName(
        this, tr("Save run"), QStringLiteral("%1/%2-%3%4").arg(m_document.folder(), title).arg(number).arg(runSuffix),
        tr("Runs (*.bayrun)"));
    const QString path = withEnding(chosen, isRunFile(chosen) ? QString() : QString(runSuffix));
    if (!path.isEmpty())
        saveRunTo(number, path);
}

void MainWindow::saveRunTo(int number, const QString &path)
{
    const auto record = m_runs.kept(number);
    if (!record || !record->newest())
        return;
    const QString file = QFileInfo(path).fileName();
    say(tr("Saving %1…").arg(file));
    const RunToSave run(*record, !record->isOver());
    const BackDoor door(this);
    const auto progress = [this, door, file](double fraction) {
        door.post(
            [this, file, fraction] { say(tr("Saving %1… %2 %").arg(file).arg(static_cast<int>(fraction * 100))); });
        return door.isOpen();
    };
    runInBackground(
        this, [run, path, progress] { return saveRun(run, path, progress); },
        [this, path, file, from = record->changedAt()](const Result<void> &saved) {
            if (saved)
                say(from ? tr("Saved %1, from its change at %2 on").arg(path, runTimeText(toSeconds(*from), true))
                         : tr("Saved %1").arg(path));
            else
                m_notice->say(QStringLiteral("run"), tr("%1 was not saved. %2").arg(file, sentences(saved.error())),
                              {{QStringLiteral("runSeen"), tr("OK"), {}}});
        });
}

void MainWindow::openRunAsked()
{
    const QString path =
        QFileDialog::getOpenFileName(this, tr("Open run"), m_document.folder(), tr("Runs (*.bayrun);;All files (*)"));
    if (!path.isEmpty())
        readRun(path);
}

void MainWindow::readRun(const QString &path)
{
    say(tr("Reading %1…").arg(QFileInfo(path).fileName()));
    runInBackground(
        this, [path] { return openRun(path); },
        [this, path](Result<OpenedRun> opened) {
            say({});
            if (opened) {
                showOpened(std::move(*opened), path);
                return;
            }
            m_notice->say(QStringLiteral("run"),
                          tr("“%1” cannot be opened. %2").arg(QFileInfo(path).fileName(), sentences(opened.error())),
                          {{QStringLiteral("runSeen"), tr("OK"), {}}});
        });
}

/// With its own drawing, which is what its figures stand on.
void MainWindow::showOpened(OpenedRun opened, const QString &path)
{
    const Topology &drawing = *opened.record->origin().topology;
    if (writeDocument(drawing) != writeDocument(m_document.topology())) {
        if (!mayDiscard())
            return;
        Document document;
        document.topology = drawing;
        m_document.load(document, {});
        m_lock.release();
    }
    m_runs.add(std::move(opened.record));
    showWorkspace(Workspace::Simulate);
    showCanvas();
    m_view->fitAll();
    if (!opened.notices.isEmpty())
        m_notice->say(QStringLiteral("run"),
                      tr("“%1”: %2").arg(QFileInfo(path).fileName(), opened.notices.join(QLatin1Char(' '))),
                      {{QStringLiteral("runSeen"), tr("OK"), {}}});
}

} // namespace bayplan
