// SPDX-License-Identifier: GPL-3.0-or-later
// Every action of the window, once: menus, tool bar and command palette show the same ones.
#include "app/desktop/main_window.h"

#include "app/desktop/arrange_edits.h"
#include "app/desktop/canvas_edits.h"
#include "app/desktop/deploy_panel.h"
#include "app/desktop/element_facts.h"
#include "app/desktop/icons.h"
#include "app/desktop/outline_panel.h"
#include "app/desktop/palette_panel.h"
#include "app/desktop/plain_tip.h"
#include "app/desktop/run_bar.h"
#include "app/desktop/settings.h"
#include "app/desktop/theme.h"

#include <QActionGroup>
#include <QApplication>
#include <QDockWidget>
#include <QMenuBar>
#include <QMessageBox>
#include <QStackedWidget>

namespace bayplan {

QAction *MainWindow::add(QMenu *menu, const QString &name, const QString &text, const QString &icon,
                         const QKeySequence &key, std::function<void()> slot)
{
    auto *action = menu->addAction(icon.isEmpty() ? QIcon() : themedIcon(icon), text);
    action->setObjectName(name);
    action->setProperty("icon", icon);
    action->setShortcut(key);
    connect(action, &QAction::triggered, this, std::move(slot));
    m_actions.push_back(action);
    return action;
}

QMenu *MainWindow::addMenu(const QString &name, const QString &title)
{
    auto *menu = menuBar()->addMenu(title);
    menu->setObjectName(name);
    return menu;
}

QAction *MainWindow::action(const QString &name) const
{
    for (auto *action : m_actions) {
        if (action->objectName() == name) {
            return action;
        }
    }
    return nullptr;
}

void MainWindow::makeActions()
{
    makeFileMenu();
    makeEditMenu();
    makeViewMenu();
    makeInsertMenu();
    makeRunMenus();
    makeCanvasActions();
    makeArrangeMenu();
    makeWindowActions();
    makePatternActions();
    makeScenarioActions();
    makeHelpMenu();
    makeToolBar();
    connect(m_document.undoStack(), &QUndoStack::indexChanged, this, &MainWindow::updateActions);
}

void MainWindow::makeFileMenu()
{
    auto *menu = addMenu(QStringLiteral("menu.file"), tr("&File"));
    const auto name = [](const char *text) { return QString::fromLatin1(text); };
    add(menu, name("file.new"), tr("&New"), name("new"), QKeySequence::New, [this] { newDocument(); });
    add(menu, name("file.open"), tr("&Open…"), name("open"), QKeySequence::Open, [this] { openAsked(); });
    auto *recent = menu->addMenu(themedIcon(name("history")), tr("Open &recent"));
    connect(recent, &QMenu::aboutToShow, this, [this, recent] { fillRecent(recent); });
    add(menu, name("file.import"), tr("&Import a Compose file…"), name("import"), QKeySequence(tr("Ctrl+I")),
        [this] { importAsked(); });
    menu->addSeparator();
    add(menu, name("file.save"), tr("&Save"), name("save"), QKeySequence::Save, [this] { saveAsked(); });
    add(menu, name("file.saveAs"), tr("Save &as…"), {}, QKeySequence(tr("Ctrl+Shift+S")), [this] { saveAsAsked(); });
    auto *exports = menu->addMenu(themedIcon(name("export")), tr("&Export"));
    add(exports, name("file.exportCompose"), tr("As &Compose file…"), name("export"), {},
        [this] { exportManifest(QStringLiteral("compose")); });
    add(exports, name("file.exportKubernetes"), tr("As &Kubernetes manifests…"), name("export"), {},
        [this] { exportManifest(QStringLiteral("kubernetes")); });
    add(exports, name("file.exportPicture"), tr("Drawing as &picture (SVG, PNG, PDF)…"), name("export"), {},
        [this] { exportPicture(false); });
    menu->addSeparator();
    add(menu, name("file.quit"), tr("&Quit"), name("quit"), QKeySequence::Quit, [this] { quitAsked(); });
}

void MainWindow::fillRecent(QMenu *menu)
{
    menu->clear();
    for (const auto &file : settings::recentFiles()) {
        menu->addAction(file, this, [this, file] { openPath(file); });
    }
    menu->addSeparator();
    menu->addAction(tr("Clear the list"), this, [] { settings::clearRecentFiles(); })
        ->setEnabled(menu->actions().size() > 1);
}

void MainWindow::makeEditMenu()
{
    auto *menu = addMenu(QStringLiteral("menu.edit"), tr("&Edit"));
    menu->setToolTipsVisible(true);
    const auto name = [](const char *text) { return QString::fromLatin1(text); };
    auto *stack = m_document.undoStack();
    auto *undo = stack->createUndoAction(this, tr("&Undo"));
    auto *redo = stack->createRedoAction(this, tr("&Redo"));
    undo->setObjectName(name("edit.undo"));
    redo->setObjectName(name("edit.redo"));
    undo->setIcon(themedIcon(name("undo")));
    redo->setIcon(themedIcon(name("redo")));
    undo->setShortcut(QKeySequence::Undo);
    redo->setShortcuts({QKeySequence(tr("Ctrl+Shift+Z")), QKeySequence(tr("Ctrl+Y"))});
    menu->addActions({undo, redo});
    m_actions.push_back(undo);
    m_actions.push_back(redo);
    menu->addSeparator();
    add(menu, name("edit.cut"), tr("Cu&t"), name("cut"), QKeySequence::Cut, [this] {
        copySelection();
        // A group that is cut takes its members along: they are on the clipboard too.
        const auto &topology = m_document.topology();
        m_document.push(removeElements(topology, withEmptied(topology, withMembers(topology, m_selection.ids()))));
    });
    add(menu, name("edit.copy"), tr("&Copy"), name("copy"), QKeySequence::Copy, [this] { copySelection(); });
    add(menu, name("edit.paste"), tr("&Paste"), name("paste"), QKeySequence::Paste, [this] { pasteClipboard(); });
    add(menu, name("edit.duplicate"), tr("&Duplicate"), name("duplicate"), QKeySequence(tr("Ctrl+D")),
        [this] { duplicateSelection(); });
    add(menu, name("edit.delete"), tr("De&lete"), name("delete"), QKeySequence::Delete, [this] { deleteSelection(); });
    menu->addSeparator();
    add(menu, name("edit.selectAll"), tr("Select &all"), name("select-all"), QKeySequence::SelectAll,
        [this] { selectAll(); });
    add(menu, name("edit.rename"), tr("Re&name"), name("rename"), QKeySequence(Qt::Key_F2), [this] {
        if (m_outline->hasFocus()) {
            m_outline->renameSelected();
        } else {
            Q_EMIT m_scene->editWanted(m_selection.single());
        }
    });
    add(menu, name("edit.arrange"), tr("Automatic la&yout"), name("design"), QKeySequence(tr("Ctrl+Shift+A")),
        [this] { arrangeDrawing(); });
    menu->addSeparator();
    add(menu, name("edit.find"), tr("&Find…"), name("search"), QKeySequence::Find, [this] { showFind(); });
    add(menu, name("edit.document"), tr("Document &settings"), name("document"), QKeySequence(tr("Alt+Return")),
        [this] {
            m_selection.set({});
            m_docks[QStringLiteral("inspectorDock")]->show();
            m_docks[QStringLiteral("inspectorDock")]->raise();
        });
}

void MainWindow::makeViewMenu()
{
    auto *menu = addMenu(QStringLiteral("menu.view"), tr("&View"));
    const auto name = [](const char *text) { return QString::fromLatin1(text); };
    auto *group = new QActionGroup(this);
    const auto workspace = [&](const char *id, const QString &text, const char *icon, const QKeySequence &key,
                               Workspace value) {
        auto *action = add(menu, name(id), text, name(icon), key, [this, value] {
            showWorkspace(value);
            showCanvas();
        });
        action->setCheckable(true);
        group->addAction(action);
    };
    workspace("workspace.design", tr("&Design"), "design", QKeySequence(tr("Ctrl+Alt+1")), Workspace::Design);
    workspace("workspace.simulate", tr("&Simulate"), "simulate", QKeySequence(tr("Ctrl+Alt+2")), Workspace::Simulate);
    workspace("workspace.deploy", tr("De&ploy"), "deploy", QKeySequence(tr("Ctrl+Alt+3")), Workspace::Deploy);
    add(menu, name("view.resetDocks"), tr("&Reset this workspace"), {}, {}, [this] { arrangeDocks(m_workspace); });
    menu->addSeparator();
    add(menu, name("view.zoomIn"), tr("Zoom &in"), name("zoom-in"), QKeySequence::ZoomIn,
        [this] { m_view->zoomBy(1.2); });
    add(menu, name("view.zoomOut"), tr("Zoom &out"), name("zoom-out"), QKeySequence::ZoomOut,
        [this] { m_view->zoomBy(1 / 1.2); });
    add(menu, name("view.fit"), tr("&Fit the drawing"), name("zoom-fit"), QKeySequence(tr("Ctrl+0")),
        [this] { m_view->fitAll(); });
    add(menu, name("view.fullSize"), tr("&100 %"), {}, QKeySequence(tr("Ctrl+1")), [this] { m_view->zoomTo(1); });
    add(menu, name("view.fitSelection"), tr("Fit the s&election"), {}, QKeySequence(tr("Ctrl+2")),
        [this] { m_view->fitSelection(); });
    menu->addSeparator();
    m_docksMenu = menu->addMenu(tr("&Panels"));
    for (const auto &[id, dock] : m_docks) {
        auto *toggle = dock->toggleViewAction();
        m_docksMenu->addAction(toggle);
    }
    add(menu, name("view.nextPane"), tr("&Next pane"), {}, QKeySequence(Qt::Key_F6), [this] {
        std::vector<QWidget *> panes{m_centre->currentWidget()};
        for (const auto &[id, dock] : m_docks) {
            if (dock->isVisible() && !dock->visibleRegion().isEmpty()) {
                panes.push_back(dock->widget());
            }
        }
        std::size_t current = 0;
        for (std::size_t i = 0; i < panes.size(); ++i) {
            if (panes[i]->isAncestorOf(QApplication::focusWidget()) || panes[i] == QApplication::focusWidget()) {
                current = i;
            }
        }
        auto *next = panes[(current + 1) % panes.size()];
        auto *inside = next->focusPolicy() != Qt::NoFocus ? next : next->nextInFocusChain();
        inside->setFocus(Qt::ShortcutFocusReason);
    });
    addThemeMenu(menu);
    addLanguageMenu(menu);
}

void MainWindow::addThemeMenu(QMenu *menu)
{
    auto *themes = menu->addMenu(themedIcon(QStringLiteral("theme")), tr("&Theme"));
    auto *group = new QActionGroup(this);
    const auto theme = [&](const char *id, const QString &text, Theme::Mode mode) {
        auto *action = add(themes, QString::fromLatin1(id), text, QStringLiteral("theme"), {}, [this, mode] {
            if (m_remembers) {
                settings::setThemeMode(mode);
            }
            Theme::instance().apply(mode);
        });
        action->setCheckable(true);
        action->setChecked(Theme::instance().mode() == mode);
        group->addAction(action);
    };
    theme("theme.system", tr("As the &system"), Theme::Mode::System);
    theme("theme.light", tr("&Light"), Theme::Mode::Light);
    theme("theme.dark", tr("&Dark"), Theme::Mode::Dark);
}

void MainWindow::addLanguageMenu(QMenu *menu)
{
    auto *languages = menu->addMenu(themedIcon(QStringLiteral("language")), tr("&Language"));
    auto *group = new QActionGroup(this);
    const auto language = [&](const QString &text, const QString &code) {
        auto *action =
            add(languages, QStringLiteral("language.") + code, text, QStringLiteral("language"), {}, [this, code] {
                settings::setLanguage(code);
                say(tr("The language changes when Bayplan is started again."));
            });
        action->setCheckable(true);
        action->setChecked(settings::language() == code);
        group->addAction(action);
    };
    language(tr("As the &system"), {});
    language(QStringLiteral("English"), QStringLiteral("en"));
    language(QStringLiteral("Deutsch"), QStringLiteral("de"));
}

void MainWindow::makeInsertMenu()
{
    auto *menu = addMenu(QStringLiteral("menu.insert"), tr("&Insert"));
    const auto name = [](const char *text) { return QString::fromLatin1(text); };
    auto group = KindGroup::Containers;
    for (const auto *kind : placeableKinds()) {
        if (kind->group != group) {
            menu->addSeparator();
            group = kind->group;
        }
        auto *action =
            add(menu, QStringLiteral("insert.") + QString::fromStdString(kind->key), catalogText(kind->title),
                QString::fromStdString(kind->icon), {}, [this, key = kind->key] { insertNear(key); });
        action->setToolTip(catalogText(kind->help));
    }
    menu->addSeparator();
    for (const char *key : {"pod", "note"}) {
        add(menu, QStringLiteral("insert.") + QLatin1String(key),
            QLatin1String(key) == QLatin1String("pod") ? tr("&Pod") : tr("&Note"), QLatin1String(key), {},
            [this, key] { insertNear(key); });
    }
    add(menu, name("insert.volume"), tr("&Volume"), name("volume"), {}, [this] {
        ElementId id;
        if (m_document.push(addVolume(m_document.topology(), "data", &id))) {
            showCanvas();
            m_selection.show(id);
        }
    });
    auto *faults = menu->addMenu(themedIcon(name("fault")), tr("&Fault of the selected element"));
    for (const auto &kind : catalog()) {
        if (kind.group == KindGroup::Fault) {
            add(faults, QStringLiteral("insert.") + QString::fromStdString(kind.key), catalogText(kind.title),
                QString::fromStdString(kind.icon), {},
                [this, key = QString::fromStdString(kind.key)] { insertFault(key); });
        }
    }
    add(menu, name("insert.expectation"), tr("&Expectation"), name("assertion"), {}, [this] {
        ElementId id;
        if (m_document.push(addAssertion(m_document.topology(), "errors == 0", &id))) {
            showCanvas();
            m_selection.show(id);
        }
    });
}

/// A full view has its free places outside.
void MainWindow::insertNear(const std::string &kind)
{
    showCanvas();
    m_view->reveal(m_scene->placeNear(kind, m_view->visibleRect()));
}

void MainWindow::insertFault(const QString &kind)
{
    const auto target = m_selection.single();
    const auto &topology = m_document.topology();
    if (!topology.pods.contains(target) && !topology.containers.contains(target) && !topology.links.contains(target)) {
        say(tr("Select the pod, container or link that the fault shall hit."));
        return;
    }
    ElementId id;
    const auto shortKind = kind.section(QLatin1Char('.'), 1).toStdString();
    if (m_document.push(addFault(topology, shortKind, target, &id))) {
        m_selection.show(id);
    }
}

void MainWindow::makeRunMenus()
{
    const auto name = [](const char *text) { return QString::fromLatin1(text); };
    auto *run = addMenu(QStringLiteral("menu.run"), tr("&Run"));
    makeRunActions(run);
    add(run, name("run.whatIf"), tr("&What if…"), name("metrics"), QKeySequence(tr("Ctrl+Shift+W")), [this] {
        showCanvas();
        auto *dock = m_docks[QStringLiteral("whatIfDock")];
        dock->show();
        dock->raise();
        dock->widget()->setFocus(Qt::ShortcutFocusReason);
    });
    auto *deploy = addMenu(QStringLiteral("menu.deploy"), tr("&Deploy"));
    const auto onPanel = [this](void (DeployPanel::*slot)()) {
        return [this, slot] {
            showCanvas();
            showWorkspace(Workspace::Deploy);
            m_docks[QStringLiteral("deployDock")]->raise();
            (m_deploy->*slot)();
        };
    };
    add(deploy, name("deploy.deploy"), tr("&Deploy…"), name("deploy"), QKeySequence(tr("Ctrl+Shift+D")),
        onPanel(&DeployPanel::deploy));
    add(deploy, name("deploy.preview"), tr("&What would change"), name("search"), {}, onPanel(&DeployPanel::preview));
    add(deploy, name("deploy.down"), tr("&Take down"), name("down"), {}, onPanel(&DeployPanel::takeDown));
    add(deploy, name("deploy.engine"), tr("&Look for the engine"), name("docker"), {},
        onPanel(&DeployPanel::checkEngine));
    for (auto *action : {m_runBar->playAction(), m_runBar->fastAction(), m_runBar->expressAction()}) {
        connect(action, &QAction::triggered, this, [this] {
            showCanvas();
            if (m_workspace == Workspace::Design && m_runs.isLive()) {
                showWorkspace(Workspace::Simulate);
            }
        });
    }
}

void MainWindow::makeHelpMenu()
{
    const auto name = [](const char *text) { return QString::fromLatin1(text); };
    auto *tools = addMenu(QStringLiteral("menu.tools"), tr("&Tools"));
    add(tools, name("tools.palette"), tr("&Command palette…"), name("command"), QKeySequence(tr("Ctrl+K")),
        [this] { showCommandPalette(); });
    add(tools, name("tools.check"), tr("&Check the document"), name("problems"), QKeySequence(Qt::Key_F7), [this] {
        m_document.checkNow();
        m_docks[QStringLiteral("problemsDock")]->show();
        m_docks[QStringLiteral("problemsDock")]->raise();
    });
    auto *help = addMenu(QStringLiteral("menu.help"), tr("&Help"));
    add(help, name("help.welcome"), tr("&Welcome page"), name("home"), {}, [this] { showWelcome(); });
    add(help, name("help.tour"), tr("&Tour of the window"), name("help"), {}, [this] { startTour(); });
    add(help, name("help.keys"), tr("&Keys and gestures"), name("help"), QKeySequence::HelpContents, [this] {
        QMessageBox::information(
            this, tr("Keys and gestures"),
            tr("<table cellspacing=6>"
               "<tr><td><b>Double-click, Tab</b></td><td>add at the cursor</td></tr>"
               "<tr><td><b>Drag from a port</b></td><td>link; over nothing: a menu of what fits</td></tr>"
               "<tr><td><b>Drag an end of the selected link</b></td><td>to another port</td></tr>"
               "<tr><td><b>Shift+drag a container</b></td><td>between other cards, to another pod, or one of its "
               "own</td></tr>"
               "<tr><td><b>Shift+Up, Shift+Down</b></td><td>move a container’s card in its pod</td></tr>"
               "<tr><td><b>Alt while dragging</b></td><td>off the grid and the guides</td></tr>"
               "<tr><td><b>L, Ctrl+Shift+L</b></td><td>link to…, link all whose name matches</td></tr>"
               "<tr><td><b>Arrows, Ctrl+arrows</b></td><td>select the nearest, move</td></tr>"
               "<tr><td><b>Alt+Up, Alt+Down</b></td><td>from a container to its pod and group, and back</td></tr>"
               "<tr><td><b>Alt+Shift+arrows</b></td><td>clone to that side, with the same links</td></tr>"
               "<tr><td><b>Ctrl+Shift+arrows</b></td><td>align to that side</td></tr>"
               "<tr><td><b>Ctrl+G, Ctrl+Shift+G</b></td><td>group, ungroup</td></tr>"
               "<tr><td><b>Ctrl+L</b></td><td>lock a pod in its place, unlock</td></tr>"
               "<tr><td><b>Double-click a note</b></td><td>edit its text; Ctrl+Enter takes it</td></tr>"
               "<tr><td><b>Drag a note’s corner, Shift+arrows</b></td><td>its size; a double-click: as its text "
               "needs</td></tr>"
               "<tr><td><b>Ctrl+wheel, Space+drag</b></td><td>zoom, pan</td></tr>"
               "<tr><td><b>Ctrl+0, Ctrl+1, Ctrl+2</b></td><td>fit, 100 %, selection</td></tr>"
               "<tr><td><b>Space, F10, F8, F9</b></td><td>run and pause, step, fast, express</td></tr>"
               "<tr><td><b>F11, Ctrl+T</b></td><td>run until…, go back over the run</td></tr>"
               "<tr><td><b>Ctrl+K, Ctrl+F</b></td><td>commands, find</td></tr>"
               "<tr><td><b>F2, F6</b></td><td>rename, next pane</td></tr></table>"));
    });
    add(help, name("help.about"), tr("&About Bayplan"), name("help"), {}, [this] {
        QMessageBox::about(
            this, tr("About Bayplan"),
            tr("<p><b>Bayplan %1</b></p><p>Draw a topology of containers, simulate it, deploy it, compare.</p>"
               "<p>After B. Burns and D. Oppenheimer, <i>Design patterns for container-based distributed systems</i>, "
               "HotCloud 2016.</p>"
               "<p>GPL-3.0-or-later.</p>")
                .arg(QStringLiteral(BAYPLAN_VERSION)));
    });
}

void MainWindow::updateActions()
{
    const bool onCanvas = m_centre->currentWidget() == m_view;
    const bool writable = !m_document.isReadOnly();
    const bool any = !m_selection.ids().empty();
    const auto enable = [this](const char *name, bool enabled) {
        if (auto *found = action(QLatin1String(name))) {
            found->setEnabled(enabled);
        }
    };
    const bool copyable = hasCopyable();
    enable("edit.delete", onCanvas && any && writable);
    enable("edit.cut", onCanvas && copyable && writable);
    enable("edit.duplicate", onCanvas && copyable && writable);
    enable("edit.copy", onCanvas && copyable);
    for (const auto *name : {"edit.cut", "edit.duplicate", "edit.copy"}) {
        auto *each = action(QLatin1String(name));
        each->setToolTip(each->isEnabled() || !any ? QString() : plainTip(whyDisabled(*each)));
    }
    enable("edit.paste", writable);
    enable("edit.rename", onCanvas && !ownNameOf(m_document.topology(), m_selection.single()).isEmpty() && writable);
    enable("edit.selectAll", onCanvas);
    enable("edit.arrange", onCanvas && writable);
    enable("edit.find", onCanvas);
    enable("file.save", writable);
    for (const auto *name : {"view.zoomIn", "view.zoomOut", "view.fit", "view.fullSize"}) {
        enable(name, onCanvas);
    }
    enable("view.fitSelection", onCanvas && any);
    updateArrangeActions();
}

} // namespace bayplan
