// SPDX-License-Identifier: GPL-3.0-or-later
// One document in one window: canvas in the middle, docks around it, three workspaces as presets of docks.
#pragma once

#include "app/desktop/canvas_scene.h"
#include "app/desktop/canvas_view.h"
#include "app/desktop/document_session.h"
#include "app/desktop/run_session.h"
#include "app/desktop/selection.h"
#include "engine/manifests/loss.h"

#include <QKeySequence>
#include <QMainWindow>

#include <functional>
#include <map>
#include <vector>

class QDockWidget;
class QLabel;
class QMenu;
class QStackedWidget;
class QUndoView;

namespace bayplan {

class CanvasLive;
class DeployPanel;
class FindBar;
class Inspector;
class OutlinePanel;
class PalettePanel;
class ProblemsPanel;
class Recovery;
class RunBar;
class WelcomePage;

enum class Workspace { Design, Simulate, Deploy };

class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    /// Unsaved work is kept in `recoveryFolder`. Remembered layouts are neither read nor written when `remembers` is
    /// false.
    explicit MainWindow(const QString &recoveryFolder, bool remembers = true);
    ~MainWindow() override;

    /// Opens into this window; what goes wrong is shown. False then.
    bool openPath(const QString &path);
    bool openExample(const QString &name);
    bool importCompose(const QString &path);
    void newDocument();

    void showWorkspace(Workspace workspace);
    Workspace workspace() const { return m_workspace; }

    /// Offers what a window that ended badly left behind.
    void offerRecovery();

    DocumentSession &document() { return m_document; }
    Selection &selection() { return m_selection; }
    RunSession &runs() { return m_runs; }
    CanvasScene &scene() { return *m_scene; }
    CanvasView &view() { return *m_view; }
    QAction *action(const QString &name) const;

    /// Asks about unsaved changes; true when the document may go. Tests set an answer instead of a person.
    bool mayDiscard();
    std::function<int()> unsavedAnswer;

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    // main_window.cpp
    void makeCentre();
    void makeStatusBar();
    void connectParts();
    void rememberDocks();
    void updateTitle();
    void updateStatus();
    void showCanvas();
    void showWelcome();

    // main_window_docks.cpp
    QDockWidget *addDock(const char *name, const QString &title, QWidget *widget, Qt::DockWidgetArea area);
    QDockWidget *dock(const char *name) const;
    void makeDocks();
    void makeRunDocks();
    void arrangeDocks(Workspace workspace);

    // main_window_actions.cpp
    void makeActions();
    void makeFileMenu();
    void makeEditMenu();
    void makeViewMenu();
    void makeInsertMenu();
    void makeRunMenus();
    void makeHelpMenu();
    QMenu *addMenu(const QString &name, const QString &title);
    QAction *add(QMenu *menu, const QString &name, const QString &text, const QString &icon, const QKeySequence &key,
                 std::function<void()> slot);
    void addThemeMenu(QMenu *menu);
    void addLanguageMenu(QMenu *menu);
    void makeToolBar();
    void updateActions();
    void fillRecent(QMenu *menu);
    void insertFault(const QString &kind);

    // main_window_files.cpp
    void openAsked();
    bool saveAsked();
    bool saveAsAsked();
    void importAsked();
    void exportPicture();
    void exportManifest(const QString &format);
    void showLosses(const QString &title, const std::vector<LossItem> &losses);
    void showNotices(const std::vector<Error> &notices);
    void showError(const QString &what, const Error &error);
    void noteChangedOnDisk();

    // main_window_editing.cpp
    void copySelection();
    void pasteClipboard();
    void duplicateSelection();
    void deleteSelection();
    void selectAll();
    void arrangeDrawing();
    void showCommandPalette();
    void showFind();
    void showQuickAdd(QPointF position, QPoint screen);
    void showLinkTargets(const Endpoint &end, QPointF position, QPoint screen);
    void showContextMenu(QPoint screen, const ElementId &id, QPointF position);
    void addRunEntries(QMenu &menu, const ElementId &id);
    void say(const QString &sentence);

    DocumentSession m_document;
    Selection m_selection;
    RunSession m_runs;
    CanvasScene *m_scene;
    CanvasView *m_view;
    CanvasLive *m_live;
    FindBar *m_find = nullptr;
    QStackedWidget *m_centre;
    WelcomePage *m_welcome;
    PalettePanel *m_palette;
    OutlinePanel *m_outline;
    Inspector *m_inspector;
    ProblemsPanel *m_problems;
    RunBar *m_runBar;
    DeployPanel *m_deploy = nullptr;
    Recovery *m_recovery;
    std::map<QString, QDockWidget *> m_docks;
    QDockWidget *m_lastBottom = nullptr;
    std::vector<QAction *> m_actions;
    QMenu *m_docksMenu = nullptr;
    QLabel *m_problemWord = nullptr, *m_saveWord = nullptr, *m_zoomWord = nullptr, *m_seedWord = nullptr;
    Workspace m_workspace = Workspace::Design;
    bool m_remembers;
    int m_pastes = 0;
};

} // namespace bayplan
