// SPDX-License-Identifier: GPL-3.0-or-later
// From the drawing to running containers and back: engine, checks, preview, deploy with progress, take down with proof.
#pragma once

#include "app/desktop/deploy_calls.h"

#include <QPointer>
#include <QWidget>

#include <memory>
#include <optional>
#include <string>
#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace bayplan {

class DeployPreviewDialog;
class DeployWatch;
class FigureTable;
class RunSession;
enum class RunKind;
struct Snapshot;

class DeployPanel : public QWidget {
    Q_OBJECT

public:
    /// Talks to no engine before it is shown: opening a drawing connects to nothing.
    explicit DeployPanel(RunSession *session, QWidget *parent = nullptr);
    ~DeployPanel() override;

    void setCalls(DeployCalls calls) { m_calls = std::move(calls); }
    const DeployCalls &calls() const { return m_calls; }
    /// Tells what of the drawing is not deployed, and what has changed in the engine; outlives the panel.
    void setWatch(DeployWatch *watch);
    /// For relative bind mounts and for the command line that is shown; empty for an unsaved drawing.
    void setDocumentPath(const QString &path);
    /// Default of the name field: the plan's. Whether it runs already is asked while the panel is shown: offerText().
    void setDocumentName(const QString &name);
    void setScenario(int faults);

    QString engineText() const;
    /// "engine: Docker 24.0 ok"; empty as long as nobody has looked for one.
    QString engineWord() const;
    bool hasEngine() const { return m_engine.has_value(); }
    QString commandText() const;
    QString stateText() const;
    FigureTable *progressTable() const { return m_progressTable; }
    QCheckBox *standInsBox() const { return m_standIns; }
    QCheckBox *faultsBox() const { return m_faults; }
    QPushButton *deployButton() const { return m_deploy; }
    QPushButton *cancelButton() const { return m_cancel; }
    QPushButton *downButton() const { return m_down; }
    QPushButton *applyButton() const { return m_apply; }
    QPushButton *mendButton() const { return m_mend; }
    QPushButton *showItButton() const { return m_showIt; }
    FigureTable *differences() const { return m_differences; }
    /// "shop runs since 12 min": a deployment of the drawing's name that nobody watches here; empty when there is none.
    QString offerText() const;
    /// What went wrong with a change that was taken back; empty when nothing did.
    QString troubleText() const;
    DeployOptions options() const;

public Q_SLOTS:
    /// Looks for the engine and for deployments of ours in it, in the background.
    void checkEngine();
    void preview();
    /// Checks first, and shows what stands in the way instead when something does.
    void deploy();
    void cancel();
    void takeDown();
    /// The running deployment becomes what is drawn: the plan is shown first.
    void applyChanges();
    /// Without being shown, unless something stands in the way: for who has just seen what changes.
    void applyAtOnce();
    /// Puts right what has changed in the engine since it was deployed; leaves what the drawing has changed. Of a
    /// deployment that was found and is not what was drawn then, the plan is shown first.
    void mend();
    /// Watches the one that was found, with what the engine still knows of its past.
    void showFound();

Q_SIGNALS:
    /// A row about this element of the drawing was chosen.
    void elementChosen(const bayplan::ElementId &id);
    /// Somebody wants the deployment's output.
    void logsRequested();
    void engineChecked();
    void previewReady();
    /// After Down: how many resources were found on looking again; 0 is the proof.
    void downProved(int left);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeEngineRow();
    QWidget *makeOptions();
    QWidget *makeButtons();
    QWidget *makeFound();
    void refresh();
    void refreshCommand();
    void refreshProgress();
    enum class Intent { Look, Deploy, Change, ChangeAtOnce, Mend };

    QWidget *makeDifferences();
    QWidget *makeOffer();
    void refreshDifferences();
    Result<Plan> planFor(Intent intent) const;
    DeployOptions optionsNow() const;
    void askPreview(Intent intent);
    void take(const DeployPreview &preview, Intent intent, const std::shared_ptr<const Plan> &plan);
    void showPreview(const DeployPreview &preview, const std::shared_ptr<const Plan> &plan);
    void begin(const std::shared_ptr<const Plan> &plan);
    void lookForDeployment();
    void adopt(const std::string &name);
    void sayTrouble(const QString &text);
    void runFinished(RunKind kind, const QString &error);
    void prove(bool withVolumes);
    bool hasKeptVolumes() const;
    void adoptChosen();
    void sayRunning(const Snapshot &snapshot);
    void countAgain();
    void say(const QString &text, bool isError);
    bool isDeployed() const;

    RunSession *m_session;
    DeployCalls m_calls;
    QString m_documentPath, m_documentName;
    std::optional<EngineInfo> m_engine;
    QString m_engineError;
    ErrorCode m_engineCode = ErrorCode::NotReachable;
    bool m_checked = false, m_checking = false, m_busy = false;
    bool m_wantsDown = false; ///< the present end of the run was asked for
    std::vector<FoundDeployment> m_found;
    QLabel *m_engineLabel;
    QPushButton *m_check;
    QLineEdit *m_url;
    QLineEdit *m_name;
    QCheckBox *m_standIns;
    QCheckBox *m_systemFolders;
    QCheckBox *m_faults;
    int m_scenarioFaults = 0;
    QLabel *m_missing;
    QPushButton *m_preview;
    QPointer<DeployPreviewDialog> m_openPreview;
    QPushButton *m_deploy;
    QPushButton *m_cancel;
    QPushButton *m_down;
    QPushButton *m_volumes;
    QPushButton *m_logs;
    QLabel *m_state;
    bool m_givesUp = false;   ///< what is on its way
    bool m_saysCount = false; ///< m_state is of how many run, and kept true
    QProgressBar *m_bar;
    FigureTable *m_progressTable;
    QLineEdit *m_command;
    QWidget *m_foundRow;
    QComboBox *m_foundList;
    DeployWatch *m_watch = nullptr;
    QPushButton *m_apply = nullptr;
    QLabel *m_trouble = nullptr;
    QWidget *m_differencesBox = nullptr;
    QLabel *m_differencesLabel = nullptr;
    FigureTable *m_differences = nullptr;
    QPushButton *m_mend = nullptr;
    QWidget *m_offerBox = nullptr;
    QLabel *m_offerLabel = nullptr;
    QPushButton *m_showIt = nullptr;
    std::string m_offered; ///< name of the deployment
};

} // namespace bayplan
