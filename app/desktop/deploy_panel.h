// SPDX-License-Identifier: GPL-3.0-or-later
// From the drawing to running containers and back: engine, checks, preview, deploy with progress, take down with proof.
#pragma once

#include "app/desktop/deploy_calls.h"

#include <QWidget>

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

class FigureTable;
class RunSession;
enum class RunKind;
struct Snapshot;

class DeployPanel : public QWidget {
    Q_OBJECT

public:
    /// Does not talk to an engine before it is shown for the first time.
    explicit DeployPanel(RunSession *session, QWidget *parent = nullptr);
    ~DeployPanel() override;

    void setCalls(DeployCalls calls) { m_calls = std::move(calls); }
    /// For relative bind mounts and for the command line that is shown; empty for an unsaved drawing.
    void setDocumentPath(const QString &path);
    /// Default of the name field: the plan's.
    void setDocumentName(const QString &name);

    QString engineText() const;
    QString commandText() const;
    QString stateText() const;
    FigureTable *progressTable() const { return m_progressTable; }
    QCheckBox *standInsBox() const { return m_standIns; }
    QPushButton *deployButton() const { return m_deploy; }
    QPushButton *cancelButton() const { return m_cancel; }
    QPushButton *downButton() const { return m_down; }
    DeployOptions options() const;

public Q_SLOTS:
    /// Looks for the engine and for deployments of ours in it, in the background.
    void checkEngine();
    void preview();
    /// Checks first, and shows what stands in the way instead when something does.
    void deploy();
    void cancel();
    void takeDown();

Q_SIGNALS:
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
    void showPreview(const DeployPreview &preview);
    void askPreview(bool thenDeploy);
    void begin();
    void runFinished(RunKind kind, const QString &error);
    void prove(bool withVolumes);
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
    bool m_checked = false, m_checking = false, m_busy = false;
    bool m_wantsDown = false; ///< the present end of the run was asked for
    std::vector<FoundDeployment> m_found;
    QLabel *m_engineLabel;
    QPushButton *m_check;
    QLineEdit *m_url;
    QLineEdit *m_name;
    QCheckBox *m_standIns;
    QLabel *m_missing;
    QPushButton *m_preview;
    QPushButton *m_deploy;
    QPushButton *m_cancel;
    QPushButton *m_down;
    QPushButton *m_volumes;
    QPushButton *m_logs;
    QLabel *m_state;
    bool m_saysCount = false; ///< m_state is of how many run, and kept true
    QProgressBar *m_bar;
    FigureTable *m_progressTable;
    QLineEdit *m_command;
    QWidget *m_foundRow;
    QComboBox *m_foundList;
};

} // namespace bayplan
