// SPDX-License-Identifier: GPL-3.0-or-later
// One document in one window: canvas in the middle, docks around it, three workspaces as presets of docks.
#pragma once

#include "app/desktop/canvas_scene.h"
#include "app/desktop/canvas_view.h"
#include "app/desktop/document_lock.h"
#include "app/desktop/document_session.h"
#include "app/desktop/run_session.h"
#include "app/desktop/selection.h"
#include "engine/manifests/loss.h"

#include <QKeySequence>
#include <QMainWindow>
#include <QPointer>

#include <functional>
#include <map>
#include <optional>
#include <vector>

class QDockWidget;
class QLabel;
class QMenu;
class QStackedWidget;
class QTimer;
class QToolBar;
class QUndoView;

namespace bayplan {

class CanvasLive;
class ContainersView;
class DeployPanel;
class DeployWatch;
class FigureLabel;
class FindBar;
class LassoTool;
class ScenarioEditor;
class TrafficAnimator;
struct FaultChoice;
class Inspector;
class LogsView;
class NoticeBar;
class OpenWindows;
class OutlinePanel;
class PalettePanel;
class ProblemsPanel;
class Recovery;
class RunBar;
class ShellView;
class TimeStrip;
class Tour;
class UntilBar;
class WelcomePage;
struct OpenedRun;
struct RecoverableWork;

enum class InstanceAction;
enum class Workspace { Design, Simulate, Deploy };

class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    /// Unsaved work is kept in `recoveryFolder`. Remembered layouts are neither read nor written when `remembers` is
    /// false. `windows` are the others of the program; without them there is only this one.
    explicit MainWindow(const QString &recoveryFolder, bool remembers = true, OpenWindows *windows = nullptr);
    ~MainWindow() override;

    /// Opens into this window, or raises the one that has the file open; what goes wrong is shown. False then.
    bool openPath(const QString &path);
    bool openExample(const QString &name);
    bool importCompose(const QString &path);
    void newDocument();

    /// A kept run into a file, and one from a file into all views: both in the background, what goes wrong is said.
    void saveRunTo(int number, const QString &path);
    void readRun(const QString &path);

    void showWorkspace(Workspace workspace);
    Workspace workspace() const { return m_workspace; }

    /// Offers what windows that ended badly left behind, in one list.
    void offerRecovery();
    /// A new document that nobody has changed.
    bool isUntouched() const;

    /// Asks about unsaved changes and remembers that the window may go; stayOpen() forgets it.
    bool prepareToClose();
    void stayOpen() { m_mayClose = false; }

    /// Remembers what a close does, without asking: the copy of unsaved work stays for the next start.
    void leaveBehind();

    DocumentSession &document() { return m_document; }
    Selection &selection() { return m_selection; }
    RunSession &runs() { return m_runs; }
    CanvasScene &scene() { return *m_scene; }
    CanvasView &view() { return *m_view; }
    QAction *action(const QString &name) const;

    /// Asks about unsaved changes; true when the document may go. Tests set an answer instead of a person.
    bool mayDiscard();
    std::function<int()> unsavedAnswer;

    /// What shells are opened in; tests look in.
    ShellView &shells() { return *m_shells; }
    DeployPanel &deployPanel() { return *m_deploy; }
    DeployWatch &deployWatch() { return *m_deployWatch; }

Q_SIGNALS:
    /// The log of this instance or pod was asked for.
    void logWanted(const QString &instance);

protected:
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    // main_window.cpp
    void makeCentre();
    void connectParts();
    void rememberDocks();
    void updateTitle();
    void showCanvas();
    void showWelcome();

    // main_window_status.cpp
    void makeStatusBar();
    void updateStatus();
    void showEngine();
    void showSaved();
    void noteAutosave();

    // main_window_docks.cpp; main_window_views.cpp: those of patterns
    QDockWidget *addDock(const char *name, const QString &title, QWidget *widget, Qt::DockWidgetArea area);
    QDockWidget *dock(const char *name) const;
    void makeDocks();
    void makeRunDocks();
    void makePatternDocks();
    void showPatternDocks(Workspace workspace);
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
    void updateActions();
    void fillRecent(QMenu *menu);
    void insertFault(const QString &kind);
    void insertNear(const std::string &kind);

    // main_window_run.cpp
    void makeRunParts();
    void makeRunActions(QMenu *menu);
    void stepOfSelected();
    void tellStep(const SnapshotPtr &snapshot);
    void noteEdits();
    bool isRunOfDrawing(const RunRecord &record) const;
    void saveRunAsked(int number);
    void openRunAsked();
    void showOpened(OpenedRun opened, const QString &path);

    // main_window_canvas.cpp
    void makeCanvasActions();

    // main_window_patterns.cpp
    void makePatternActions();

    // main_window_files.cpp
    void openAsked();
    bool saveAsked();
    bool saveNow();
    QString proposedStem() const;
    bool saveAsAsked();
    QString withEnding(const QString &chosen, const QString &ending);
    void takeTyped();
    void importAsked();
    bool openFile(const QString &path);
    bool showReadOnly(const QString &path, const LockHolder &holder);
    bool openCopy(const QString &path);
    void exportPicture(bool selectionOnly);
    void exportManifest(const QString &format);
    void showLosses(const QString &title, const std::vector<LossItem> &losses);
    void showNotices(const std::vector<Error> &notices);
    void showError(const QString &what, const Error &error);
    void watchFile();
    void noteChangedOnDisk();
    void askToReplace();
    void noteGoneFromDisk();
    void loadFromDisk();

    // main_window_windows.cpp
    void makeWindowActions();
    void addMotionMenu();
    void newWindow();
    void openInNewWindow();
    void openBeside(const QString &path);
    void quitAsked();
    void startTour();
    void restore(const std::vector<RecoverableWork> &works);
    bool restoreHere(const RecoverableWork &work);

    // main_window_clipboard.cpp
    void copySelection();
    void pasteClipboard();
    void refusePaste(const Error &error);
    void duplicateSelection();

    // main_window_bars.cpp
    void makeToolBar();
    void fitToolBars();

    // main_window_commands.cpp
    void showCommandPalette();
    void giveCommand(QAction *action);
    /// To stand behind the action's name in a list.
    QString whyDisabled(const QAction &action) const;
    /// Something is selected that can be copied by itself.
    bool hasCopyable() const;

    // main_window_editing.cpp
    void deleteSelection();
    void selectAll();
    void arrangeDrawing();
    void showFind();
    void showQuickAdd(QPointF position, QPoint screen);
    void showLinkTargets(const Endpoint &end, QPointF position, QPoint screen);
    void showContextMenu(QPoint screen, const ElementId &id, QPointF position);
    void addRunEntries(QMenu &menu, const ElementId &id);
    /// Of the run that is shown, if it is one of this drawing and goes on.
    const RunRecord *liveRecord() const;

    // main_window_deploy.cpp
    void makeDeployParts(ContainersView *containers, LogsView *logs);
    void addDeployEntries(QMenu &menu, const ElementId &id);
    void addInstanceEntries(QMenu &menu, const std::string &target, bool isPod);
    void addInstanceAction(QMenu &menu, InstanceAction action, const std::string &target);
    void addScaleEntries(QMenu &menu, const ElementId &pod);
    void scaleDeployed(const ElementId &pod, std::int64_t replicas);
    void actOnDeployed(const std::string &target, InstanceAction action);
    std::string nameOfTarget(const std::string &target) const;
    void openShell(const std::string &instance);

    // main_window_scenario.cpp
    void makeScenarioDock();
    void makeScenarioActions();
    void addFaultEntries(QMenu &menu, const ElementId &id, QPoint screen);
    void addHealEntries(QMenu &menu, const ElementId &id);
    void showFaultForm(const FaultChoice &choice, const ElementId &id, QPoint screen);
    void showPartitionForm(const std::set<ElementId> &pods, QPoint screen);
    void planFault(const FaultChoice &choice, const std::string &target, const Params &params);
    void followScenarioEngine();
    void warnOfScenario();

    // main_window_arrange.cpp
    void makeArrangeMenu();
    void makeAlignActions(QMenu *menu);
    void makeGroupActions(QMenu *menu);
    void makeCardActions(QMenu *menu);
    void makeLinkActions(QMenu *menu);
    void updateArrangeActions();
    void groupSelection();
    void cloneSelection(QPointF direction);
    void showLinkPicker();
    void linkTo(const ElementId &start, const QString &key);
    void showLinkMatching();

    void say(const QString &sentence);

    DocumentSession m_document;
    Selection m_selection;
    RunSession m_runs;
    CanvasScene *m_scene;
    CanvasView *m_view;
    CanvasLive *m_live;
    ScenarioEditor *m_scenario = nullptr;
    TrafficAnimator *m_traffic = nullptr;
    LassoTool *m_lasso = nullptr;
    FindBar *m_find = nullptr;
    QStackedWidget *m_centre;
    WelcomePage *m_welcome;
    PalettePanel *m_palette;
    OutlinePanel *m_outline;
    Inspector *m_inspector;
    ProblemsPanel *m_problems;
    RunBar *m_runBar;
    TimeStrip *m_timeStrip = nullptr;
    UntilBar *m_until = nullptr;
    DeployPanel *m_deploy = nullptr;
    DeployWatch *m_deployWatch = nullptr;
    ShellView *m_shells = nullptr;
    Recovery *m_recovery;
    OpenWindows *m_windows;
    NoticeBar *m_notice = nullptr;
    QPointer<Tour> m_tour;
    DocumentLock m_lock;
    std::map<QString, QDockWidget *> m_docks;
    QDockWidget *m_lastBottom = nullptr;
    std::vector<QAction *> m_actions;
    QMenu *m_docksMenu = nullptr;
    QLabel *m_engineWord = nullptr, *m_problemWord = nullptr, *m_zoomWord = nullptr, *m_seedWord = nullptr;
    FigureLabel *m_saveWord = nullptr;
    QTimer *m_saveTimer = nullptr; ///< while the words on the last copy grow older
    bool m_isAutosaveTold = false; ///< that it failed
    Workspace m_workspace = Workspace::Design;
    bool m_remembers;
    bool m_mayClose = false;
    QToolBar *m_workspaceBar = nullptr;
    int m_widthOfBars = 0; ///< with all their words
    QString m_stepTold;    ///< what stands in the status line of the last single step
    int m_pastes = 0;
    std::optional<QPointF> m_pastedAt;
};

} // namespace bayplan
