// SPDX-License-Identifier: GPL-3.0-or-later
// Several windows, what is dropped onto one, what was left behind, the tour, animations.
#include "app/desktop/main_window.h"

#include "app/desktop/icons.h"
#include "app/desktop/motion.h"
#include "app/desktop/open_windows.h"
#include "app/desktop/recovery.h"
#include "app/desktop/recovery_dialog.h"
#include "app/desktop/run_bar.h"
#include "app/desktop/settings.h"
#include "app/desktop/theme.h"
#include "app/desktop/tour.h"

#include <QActionGroup>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenuBar>
#include <QMimeData>

namespace bayplan {

namespace {

/// What is dragged may call itself a list of files and be empty.
QStringList filesIn(const QMimeData &data)
{
    QStringList files;
    for (const auto &url : data.urls()) {
        if (url.isLocalFile()) {
            files << url.toLocalFile();
        }
    }
    return files;
}

} // namespace

void MainWindow::makeWindowActions()
{
    auto *file = menuBar()->findChild<QMenu *>(QStringLiteral("menu.file"));
    if (m_windows != nullptr) {
        auto *anew = add(file, QStringLiteral("file.newWindow"), tr("New &window"), QStringLiteral("new"),
                         QKeySequence(tr("Ctrl+Shift+N")), [this] { newWindow(); });
        auto *open = add(file, QStringLiteral("file.openInNewWindow"), tr("Open in a new win&dow…"),
                         QStringLiteral("open"), QKeySequence(tr("Ctrl+Shift+O")), [this] { openInNewWindow(); });
        file->insertAction(action(QStringLiteral("file.open")), anew);
        const auto entries = file->actions();
        file->insertAction(entries[entries.indexOf(action(QStringLiteral("file.open"))) + 1], open);
        add(file, QStringLiteral("file.close"), tr("&Close this window"), QStringLiteral("close"), QKeySequence::Close,
            [this] { close(); });
        file->insertAction(action(QStringLiteral("file.quit")), action(QStringLiteral("file.close")));
    }
    auto *exports = qobject_cast<QMenu *>(action(QStringLiteral("file.exportPicture"))->parent());
    add(exports, QStringLiteral("file.exportSelection"), tr("&Selection as picture…"), QStringLiteral("export"), {},
        [this] {
            if (m_selection.ids().empty()) {
                say(tr("Select first what the picture shall show."));
            } else {
                exportPicture(true);
            }
        });
    addMotionMenu();
    // Another window may have chosen it.
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        const auto mode = Theme::instance().mode();
        action(mode == Theme::Mode::Light  ? QStringLiteral("theme.light")
               : mode == Theme::Mode::Dark ? QStringLiteral("theme.dark")
                                           : QStringLiteral("theme.system"))
            ->setChecked(true);
    });
}

void MainWindow::addMotionMenu()
{
    auto *menu = menuBar()->findChild<QMenu *>(QStringLiteral("menu.view"))->addMenu(tr("&Animations"));
    auto *group = new QActionGroup(this);
    const auto choice = [&](const char *id, const QString &text, Motion::Mode mode) {
        auto *entry = add(menu, QString::fromLatin1(id), text, {}, {}, [this, mode] {
            if (m_remembers) {
                settings::setMotionMode(mode);
            }
            Motion::instance().apply(mode);
        });
        entry->setCheckable(true);
        group->addAction(entry);
        const auto follow = [entry, mode] { entry->setChecked(Motion::instance().mode() == mode); };
        follow();
        connect(&Motion::instance(), &Motion::changed, entry, follow);
    };
    choice("motion.system", tr("As the &system"), Motion::Mode::System);
    choice("motion.off", tr("&Off"), Motion::Mode::Off);
}

// ---- windows ----

bool MainWindow::isUntouched() const
{
    return m_document.path().isEmpty() && !m_document.isModified() && m_document.topology() == Topology();
}

void MainWindow::newWindow()
{
    auto &window = m_windows->add();
    window.show();
    window.showCanvas();
}

void MainWindow::openInNewWindow()
{
    const auto path = QFileDialog::getOpenFileName(
        this, tr("Open in a new window"), m_document.folder(),
        tr("Drawings and Compose files (*.bayplan.json *.json *.yaml *.yml);;All files (*)"));
    if (!path.isEmpty()) {
        openBeside(path);
    }
}

/// In the window that has it open, or in a new one.
void MainWindow::openBeside(const QString &path)
{
    if (m_windows == nullptr) {
        say(tr("“%1” was not opened: there is one window only.").arg(QFileInfo(path).fileName()));
        return;
    }
    if (auto *other = m_windows->windowOf(path)) {
        other->openPath(path); // which raises it
        return;
    }
    auto &window = m_windows->add();
    window.show();
    window.openPath(path);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!filesIn(*event->mimeData()).isEmpty()) {
        event->acceptProposedAction();
    }
}

/// The first is opened here, each other one in a window of its own.
void MainWindow::dropEvent(QDropEvent *event)
{
    const auto files = filesIn(*event->mimeData());
    if (files.isEmpty()) {
        return;
    }
    event->acceptProposedAction();
    openPath(files.front());
    for (const auto &file : files.mid(1)) {
        openBeside(file);
    }
}

void MainWindow::quitAsked()
{
    if (m_windows != nullptr) {
        m_windows->quit();
    } else {
        close();
    }
}

// ---- what was left behind ----

void MainWindow::offerRecovery()
{
    auto works = m_recovery->leftBehind();
    if (works.empty()) {
        return;
    }
    auto *dialog = new RecoveryDialog(std::move(works), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->restore = [this](const std::vector<RecoverableWork> &chosen) { restore(chosen); };
    dialog->open();
}

void MainWindow::restore(const std::vector<RecoverableWork> &works)
{
    for (const auto &work : works) {
        auto *window = this;
        const bool isItsOwn = !work.originalPath.isEmpty() && m_lock.holds(work.originalPath);
        if (m_document.isModified() || !(isUntouched() || isItsOwn)) {
            auto *same = m_windows == nullptr ? nullptr : m_windows->windowOf(work.originalPath);
            if (m_windows == nullptr) {
                say(tr("The other drawings are offered again at the next start."));
                return;
            }
            window = same != nullptr && !same->document().isModified() ? same : &m_windows->add();
            window->show();
        }
        window->restoreHere(work);
    }
}

bool MainWindow::restoreHere(const RecoverableWork &work)
{
    const auto document = loadDocument(work.file.toStdString());
    if (!document) {
        showError(tr("“%1” cannot be restored.").arg(work.title), document.error());
        return false;
    }
    auto path = work.originalPath;
    DocumentLock lock;
    const bool keeps = !path.isEmpty() && m_lock.holds(path);
    if (!path.isEmpty() && !keeps && lock.take(path) == DocumentLock::Answer::Held) {
        say(tr("“%1” is open in %2: this is a copy, and saving asks for its name.")
                .arg(work.title, describe(*lock.holder())));
        path.clear();
    }
    m_document.load(*document, path, true);
    if (!keeps) {
        m_lock = std::move(lock);
    }
    if (m_recovery->writeNow()) { // ours before the old one goes
        Recovery::discard(work);
    }
    showCanvas();
    m_view->fitAll();
    return true;
}

// ---- tour ----

void MainWindow::startTour()
{
    if (m_tour != nullptr) {
        m_tour->end();
    }
    const auto panel = [this](const char *name, Workspace workspace) {
        return [this, name, workspace]() -> QWidget * {
            showCanvas();
            showWorkspace(workspace);
            dock(name)->show();
            dock(name)->raise();
            return dock(name);
        };
    };
    std::vector<TourStep> steps{
        {tr("Palette"),
         tr("Containers and patterns. Drag one onto the canvas, or press Enter on it. The filter above finds by name."),
         panel("paletteDock", Workspace::Design)},
        {tr("Canvas"),
         tr("Your drawing: pods are frames, containers are cards. Drag from port to port to link them; a double-click "
            "adds at the cursor. Everything can be undone."),
         [this]() -> QWidget * {
             showCanvas();
             showWorkspace(Workspace::Design);
             return m_view;
         }},
        {tr("Inspector"),
         tr("What is selected, with its values and what they mean. Problems and their fixes stand below."),
         panel("inspectorDock", Workspace::Design)},
        {tr("Run"), tr("Space starts and pauses. The same drawing is simulated here or deployed: choose on the left."),
         [this]() -> QWidget * { return m_runBar; }},
        {tr("Views"),
         tr("While it runs: throughput and latency, elections, queues, events. Simulated is blue, deployed is orange."),
         panel("metricsDock", Workspace::Simulate)},
        {tr("Deploy"),
         tr("Looks for a container engine, shows what would change, and applies only that. Take down "
            "removes what is Bayplan's."),
         panel("deployDock", Workspace::Deploy)},
    };
    m_tour = new Tour(std::move(steps), this);
    connect(m_tour, &Tour::ended, this, [this] {
        showWorkspace(Workspace::Design);
        m_view->setFocus();
    });
}

} // namespace bayplan
