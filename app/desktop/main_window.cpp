// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/main_window.h"

#include "app/desktop/canvas_accessible.h"
#include "app/desktop/canvas_live.h"
#include "app/desktop/deploy_panel.h"
#include "app/desktop/find_bar.h"
#include "app/desktop/icons.h"
#include "app/desktop/inspector.h"
#include "app/desktop/motion.h"
#include "app/desktop/notice_bar.h"
#include "app/desktop/outline_panel.h"
#include "app/desktop/palette_panel.h"
#include "app/desktop/problems_panel.h"
#include "app/desktop/recovery.h"
#include "app/desktop/run_bar.h"
#include "app/desktop/settings.h"
#include "app/desktop/time_strip.h"
#include "app/desktop/tour.h"
#include "app/desktop/welcome_page.h"
#include "engine/model/entries.h"

#include <QCloseEvent>
#include <QDockWidget>
#include <QLabel>
#include <QScreen>
#include <QStackedWidget>
#include <QStatusBar>
#include <QVBoxLayout>

namespace bayplan {

namespace {

QString nameOfWorkspace(Workspace workspace)
{
    return workspace == Workspace::Design     ? QStringLiteral("design")
           : workspace == Workspace::Simulate ? QStringLiteral("simulate")
                                              : QStringLiteral("deploy");
}

} // namespace

MainWindow::MainWindow(const QString &recoveryFolder, bool remembers, OpenWindows *windows)
    : m_scene(new CanvasScene(m_document, m_selection, this)), m_view(new CanvasView(*m_scene, m_selection, this)),
      m_live(new CanvasLive(m_runs, *m_scene, this)), m_centre(new QStackedWidget(this)),
      m_welcome(new WelcomePage(this)), m_palette(new PalettePanel(this)),
      m_outline(new OutlinePanel(m_document, m_selection, this)),
      m_inspector(new Inspector(m_document, m_selection, this)),
      m_problems(new ProblemsPanel(m_document, m_selection, this)), m_runBar(new RunBar(&m_runs, this)),
      m_recovery(new Recovery(m_document, recoveryFolder, this)), m_windows(windows), m_notice(new NoticeBar(this)),
      m_remembers(remembers)
{
    [[maybe_unused]] static const bool isInstalled = (installCanvasAccessibility(), true);
    setWindowIcon(QIcon(QStringLiteral(":/icons/bayplan.svg")));
    setAcceptDrops(true);
    const auto setMotion = [this] {
        setDockOptions(dockOptions().setFlag(AnimatedDocks, Motion::instance().isWanted()));
    };
    setDockOptions(AllowTabbedDocks | AllowNestedDocks);
    setMotion();
    connect(&Motion::instance(), &Motion::changed, this, setMotion);
    setTabPosition(Qt::BottomDockWidgetArea, QTabWidget::North);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    makeCentre();
    makeDocks();
    makeRunParts();
    makeStatusBar();
    makeActions();
    connectParts();
    resize(1440, 900);
    if (m_remembers && !restoreGeometry(settings::geometry())) {
        const QSize frame(16, 48); // what the desktop draws around it
        resize(size().boundedTo(screen()->availableSize() - frame));
    }
    showWorkspace(Workspace::Design);
    showWelcome();
    updateTitle();
}

MainWindow::~MainWindow()
{
    // What shows the document and the runs goes before them: they are members, these are children.
    delete m_tour;
    m_document.disconnect();
    m_recovery->disconnect(this);
    m_document.undoStack()->disconnect(this);
    m_selection.disconnect();
    m_runs.disconnect();
    for (const auto &[name, dock] : m_docks) {
        delete dock;
    }
    delete m_live;
    delete m_timeStrip;
    delete m_runBar;
    delete m_centre;
    delete m_scene;
    delete m_recovery;
}

void MainWindow::makeCentre()
{
    m_centre->addWidget(m_welcome);
    m_centre->addWidget(m_view);
    auto *column = new QWidget(this);
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_notice);
    layout->addWidget(m_centre, 1);
    setCentralWidget(column);
    showFocusRing(*m_view);
    m_find = new FindBar(m_document, m_selection, *m_scene, *m_view);
}

void MainWindow::connectParts()
{
    connect(&m_document, &DocumentSession::stateChanged, this, &MainWindow::updateTitle);
    connect(&m_document, &DocumentSession::changed, this, &MainWindow::updateStatus);
    connect(&m_document, &DocumentSession::reset, this, &MainWindow::updateTitle);
    connect(&m_document, &DocumentSession::refusedReadOnly, this, [this] { say(m_document.readOnlyReason()); });
    watchFile();
    connect(&m_document, &DocumentSession::reset, this, [this] { m_runs.leaveDocument(m_document.path()); });
    connect(&m_selection, &Selection::changed, this, &MainWindow::updateActions);
    connect(m_scene, &CanvasScene::refused, this, &MainWindow::say);
    connect(m_scene, &CanvasScene::hint, this, [this](const QString &text) { statusBar()->showMessage(text); });
    connect(m_scene, &CanvasScene::quickAddWanted, this, &MainWindow::showQuickAdd);
    connect(m_scene, &CanvasScene::linkDropped, this, &MainWindow::showLinkTargets);
    connect(m_scene, &CanvasScene::editWanted, this, [this](const ElementId &id) {
        m_selection.set({id});
        if (m_scene->editInPlace(id)) {
            return;
        }
        m_docks[QStringLiteral("inspectorDock")]->show();
        m_inspector->focusField({});
    });
    connect(m_view, &CanvasView::contextMenuWanted, this, &MainWindow::showContextMenu);
    connect(m_view, &CanvasView::spacePressed, m_runBar->playAction(), &QAction::trigger);
    connect(m_view, &CanvasView::zoomChanged, this, &MainWindow::updateStatus);
    connect(m_palette, &PalettePanel::placeWanted, this,
            [this](const QString &kind) { insertNear(kind.toStdString()); });
    connect(m_outline, &OutlinePanel::refused, this, &MainWindow::say);
    connect(m_problems, &ProblemsPanel::counted, this, [this](int errors, int warnings) {
        const int count = errors + warnings;
        m_docks[QStringLiteral("problemsDock")]->setWindowTitle(count == 0 ? tr("Problems")
                                                                           : tr("Problems (%1)").arg(count));
        m_problemWord->setText(errors > 0     ? tr("%n error(s)", nullptr, errors)
                               : warnings > 0 ? tr("%n warning(s)", nullptr, warnings)
                                              : tr("document valid"));
    });
    connect(m_welcome, &WelcomePage::newWanted, this, &MainWindow::newDocument);
    connect(m_welcome, &WelcomePage::openWanted, this, &MainWindow::openAsked);
    connect(m_welcome, &WelcomePage::importWanted, this, &MainWindow::importAsked);
    connect(m_welcome, &WelcomePage::fileWanted, this, &MainWindow::openPath);
    connect(m_welcome, &WelcomePage::exampleWanted, this, &MainWindow::openExample);
    connect(m_welcome, &WelcomePage::tourWanted, this, &MainWindow::startTour);
    connect(&m_runs, &RunSession::refused, this, &MainWindow::say);
    connect(m_runBar, &RunBar::deployRequested, m_deploy, &DeployPanel::deploy);
    connect(m_runBar, &RunBar::kindChosen, this,
            [this](bool deployed) { showWorkspace(deployed ? Workspace::Deploy : Workspace::Simulate); });
    m_runs.setPlanSource([this] { return bayplan::lower(m_document.topology()); },
                         [this] { return bayplan::lower(bayplan::withoutSpares(m_document.topology())); });
}

// ---- workspaces ----

void MainWindow::showWorkspace(Workspace workspace)
{
    if (workspace != m_workspace) {
        rememberDocks();
    }
    m_workspace = workspace;
    const auto state = m_remembers ? settings::windowState(nameOfWorkspace(workspace)) : QByteArray();
    if (state.isEmpty() || !restoreState(state)) {
        arrangeDocks(workspace);
    }
    if (auto *chosen = action(QStringLiteral("workspace.") + nameOfWorkspace(workspace))) {
        chosen->setChecked(true);
    }
    followScenarioEngine();
}

void MainWindow::rememberDocks()
{
    if (m_remembers && isVisible() && m_centre->currentWidget() == m_view) {
        settings::setWindowState(nameOfWorkspace(m_workspace), saveState());
    }
}

void MainWindow::showCanvas()
{
    if (m_centre->currentWidget() != m_view) {
        m_centre->setCurrentWidget(m_view);
        showWorkspace(m_workspace);
    }
    m_view->setFocus();
    updateActions();
}

void MainWindow::showWelcome()
{
    m_welcome->refreshRecent();
    rememberDocks();
    m_centre->setCurrentWidget(m_welcome);
    for (const auto &[name, dock] : m_docks) {
        dock->hide(); // nothing to show yet: the page has the window
    }
    updateActions();
}

void MainWindow::updateTitle()
{
    const auto readOnly = m_document.isReadOnly() ? tr(" (read-only)") : QString();
    setWindowTitle(QStringLiteral("%1[*]%2 — Bayplan").arg(m_document.displayName(), readOnly));
    setWindowModified(m_document.isModified());
    m_deploy->setDocumentPath(m_document.path());
    const std::string title = paramsOf(m_document.topology()).text("name");
    m_deploy->setDocumentName(QString::fromStdString(toDnsLabel(title, "bayplan", 40)));
    updateStatus();
    updateActions();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_mayClose && !mayDiscard()) {
        event->ignore();
        return;
    }
    rememberDocks();
    if (m_remembers) {
        settings::setGeometry(saveGeometry());
    }
    m_recovery->clear();
    m_lock.release();
    event->accept();
}

/// What stands in fields and on the canvas and is not the document's yet.
void MainWindow::takeTyped()
{
    m_inspector->takeTyped();
    m_scene->takeTyped();
}

void MainWindow::leaveBehind()
{
    takeTyped();
    rememberDocks();
    if (m_remembers) {
        settings::setGeometry(saveGeometry());
    }
    m_recovery->leaveBehind();
    m_lock.release();
}

bool MainWindow::prepareToClose()
{
    if (m_document.isModified()) {
        raise();
        activateWindow();
    }
    m_mayClose = mayDiscard();
    return m_mayClose;
}

} // namespace bayplan
