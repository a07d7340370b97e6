// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/deploy_panel.h"

#include "app/desktop/background_task.h"
#include "app/desktop/deploy_preview_dialog.h"
#include "app/desktop/deploy_watch.h"
#include "app/desktop/figure_table.h"
#include "app/desktop/run_session.h"
#include "app/desktop/sentences.h"
#include "app/desktop/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>
#include <map>
#include <utility>

namespace bayplan {

namespace {

/// As a shell takes it.
QString quoted(const QString &word)
{
    static const QString plain =
        QStringLiteral("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:=@+,");
    const bool isPlain = std::all_of(word.begin(), word.end(), [](QChar c) { return plain.contains(c); });
    if (isPlain && !word.isEmpty())
        return word;
    QString inner = word;
    return QLatin1Char('\'') + inner.replace(QLatin1Char('\''), QLatin1String("'\\''")) + QLatin1Char('\'');
}

QString stateWord(const std::string &state)
{
    static const std::map<std::string, const char *> words = {
        {"waiting", QT_TRANSLATE_NOOP("DeployPanel", "waiting")},
        {"pulling", QT_TRANSLATE_NOOP("DeployPanel", "pulling")},
        {"creating", QT_TRANSLATE_NOOP("DeployPanel", "creating")},
        {"starting", QT_TRANSLATE_NOOP("DeployPanel", "starting")},
        {"ready", QT_TRANSLATE_NOOP("DeployPanel", "ready")},
        {"failed", QT_TRANSLATE_NOOP("DeployPanel", "failed")},
        {"removing", QT_TRANSLATE_NOOP("DeployPanel", "removing")},
        {"removed", QT_TRANSLATE_NOOP("DeployPanel", "removed")},
        {"kept", QT_TRANSLATE_NOOP("DeployPanel", "kept")}};
    const auto found = words.find(state);
    return found == words.end() ? QString::fromStdString(state) : DeployPanel::tr(found->second);
}

QColor stateColour(const std::string &state)
{
    if (state == "ready")
        return colours().good;
    if (state == "failed")
        return colours().error;
    return state == "waiting" || state == "removed" ? colours().dimText : colours().warning;
}

void colourText(QLabel *label, const QColor &colour)
{
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, colour);
    label->setPalette(palette);
}

} // namespace

// ---- what it says --------------------------------------------------------------------------------------------------

void DeployPanel::setDocumentPath(const QString &path)
{
    m_documentPath = path;
    refreshCommand();
}

void DeployPanel::setDocumentName(const QString &name)
{
    if (name == std::exchange(m_documentName, name))
        return;
    m_name->setPlaceholderText(name);
    refreshCommand();
    m_offered.clear();
    if (isVisible())
        lookForDeployment();
}

void DeployPanel::setScenario(int faults)
{
    if (faults == std::exchange(m_scenarioFaults, faults))
        return;
    m_faults->setVisible(faults > 0);
    m_faults->setText(tr("Break what the scenario breaks: %n fault(s)", nullptr, faults));
    refreshCommand();
}

DeployOptions DeployPanel::options() const
{
    DeployOptions options;
    options.engineUrl = m_url->text().trimmed().toStdString();
    options.deployment = m_name->text().trimmed().toStdString();
    options.standIns = m_standIns->isChecked();
    options.systemFolders = m_systemFolders->isChecked();
    options.runFaults = m_faults->isChecked();
    if (!m_documentPath.isEmpty()) {
        options.documentPath = QFileInfo(m_documentPath).absoluteFilePath().toStdString();
        options.documentFolder = QFileInfo(m_documentPath).absolutePath().toStdString();
    }
    return options;
}

QString DeployPanel::engineText() const
{
    return m_engineLabel->text();
}
QString DeployPanel::engineWord() const
{
    if (!m_checked)
        return {};
    if (!m_engine)
        return m_engineCode == ErrorCode::NotReachable ? tr("engine: not reachable") : tr("engine: cannot be used");
    return tr("engine: %1 %2 ok")
        .arg(QString::fromStdString(m_engine->name),
             QString::fromStdString(m_engine->version).section(QLatin1Char('.'), 0, 1));
}
QString DeployPanel::commandText() const
{
    return m_command->text();
}
QString DeployPanel::stateText() const
{
    return m_state->text();
}

void DeployPanel::refreshCommand()
{
    QString command = QStringLiteral("bayplanctl deploy ") +
                      quoted(m_documentPath.isEmpty() ? tr("DRAWING.bayplan.json") : m_documentPath);
    if (!m_name->text().trimmed().isEmpty())
        command += QStringLiteral(" --name ") + quoted(m_name->text().trimmed());
    if (!m_url->text().trimmed().isEmpty())
        command += QStringLiteral(" --engine ") + quoted(m_url->text().trimmed());
    if (m_standIns->isChecked())
        command += QStringLiteral(" --stand-ins");
    if (m_systemFolders->isChecked())
        command += QStringLiteral(" --allow-system-folders");
    if (m_faults->isVisibleTo(this) && m_faults->isChecked())
        command += QStringLiteral(" --faults");
    m_command->setText(command);
    m_command->setCursorPosition(0);
}

void DeployPanel::say(const QString &text, bool isError)
{
    m_state->setText(text);
    colourText(m_state, isError ? colours().error : colours().text);
    m_saysCount = false;
}

bool DeployPanel::isDeployed() const
{
    return m_session->isLive(RunKind::Deployed);
}

void DeployPanel::refresh()
{
    if (m_checking)
        m_engineLabel->setText(tr("Looking for a container engine..."));
    else if (m_engine)
        m_engineLabel->setText(
            tr("%1 %2 (API %3) at %4")
                .arg(QString::fromStdString(m_engine->name), QString::fromStdString(m_engine->version),
                     QString::fromStdString(m_engine->apiVersion), QString::fromStdString(m_engine->url)));
    else
        m_engineLabel->setText(m_checked ? m_engineError : tr("Not yet looked for a container engine"));
    colourText(m_engineLabel, m_engine || !m_checked || m_checking ? colours().text : colours().error);
    m_check->setEnabled(!m_checking);

    const RunRecord *record = m_session->record(RunKind::Deployed);
    const SnapshotPtr snapshot = record ? record->snapshot() : nullptr;
    const bool live = isDeployed();
    const bool starting = live && snapshot && snapshot->status == RunStatus::Starting;
    const bool stopping = live && snapshot && snapshot->status == RunStatus::Stopping;
    const bool free = !live && !m_busy;
    m_preview->setEnabled(m_engine && !m_busy && !starting && !stopping);
    m_deploy->setEnabled(m_engine && free);
    m_deploy->setVisible(!live);
    m_apply->setVisible(live);
    const int changes = m_watch ? m_watch->changes() : 0;
    m_apply->setText(changes > 0 ? tr("Apply changes to %n container(s)…", nullptr, changes) : tr("Apply changes…"));
    m_apply->setEnabled(changes > 0 && live && !m_busy && !starting && !stopping);
    m_mend->setEnabled(live && !m_busy && !starting && !stopping);
    const bool isMade = starting && !m_session->isAdopted();
    m_cancel->setVisible(isMade);
    m_down->setVisible(!isMade);
    m_down->setEnabled(live && !starting && !stopping);
    m_logs->setEnabled(live && !starting);
    for (QWidget *field : std::initializer_list<QWidget *>{m_url, m_name, m_standIns, m_systemFolders, m_faults})
        field->setEnabled(free);
    m_givesUp = m_givesUp && isMade;
    if (live && snapshot && !m_wantsDown && !m_givesUp) {
        if (starting)
            say(m_session->isChanging()  ? tr("Applying the changes...")
                : m_session->isAdopted() ? tr("Looking at what runs...")
                                         : tr("Deploying..."),
                false);
        else if (snapshot->status == RunStatus::Running)
            sayRunning(*snapshot);
    }
    if (stopping)
        say(tr("Taking down..."), false);
    m_foundRow->setVisible(m_found.size() > (m_offered.empty() ? 0U : 1U) && free);
    m_offerBox->setVisible(!m_offered.empty() && free);
}

void DeployPanel::sayRunning(const Snapshot &snapshot)
{
    const auto alive = std::ranges::count(snapshot.instances, true, &InstanceSnapshot::alive);
    const auto all = static_cast<std::ptrdiff_t>(snapshot.instances.size());
    say(tr("%1 of %2 containers run. All views show this deployment.").arg(alive).arg(all), alive < all);
    m_saysCount = true;
}

void DeployPanel::countAgain()
{
    const RunRecord *record = m_session->record(RunKind::Deployed);
    if (m_saysCount && isDeployed() && record && record->snapshot())
        sayRunning(*record->snapshot());
}

/// The last word of every resource, in the order in which they first spoke.
void DeployPanel::refreshProgress()
{
    const RunRecord *record = m_session->record(RunKind::Deployed);
    std::vector<FigureRow> rows;
    double fraction = 0;
    if (record) {
        std::map<std::string, std::size_t> rowOf;
        for (const Progress &progress : record->progress()) {
            const auto [found, isNew] = rowOf.try_emplace(progress.resource, rows.size());
            if (isNew)
                rows.push_back({QString::fromStdString(progress.resource), {}});
            const QString words = QString::fromStdString(progress.text);
            rows[found->second].cells = {{stateWord(progress.state), {}, stateColour(progress.state)},
                                         {QString::fromStdString(progress.resource), {}},
                                         {words, {}, progress.state == "failed" ? colours().error : QColor()}};
            fraction = progress.fraction;
        }
    }
    m_bar->setValue(static_cast<int>(std::clamp(fraction, 0.0, 1.0) * 1000));
    m_progressTable->setRows(std::move(rows));
    refresh();
}

void DeployPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_checked && !m_checking)
        checkEngine();
    lookForDeployment();
}

// ---- what it does --------------------------------------------------------------------------------------------------

void DeployPanel::checkEngine()
{
    if (m_checking)
        return;
    m_checking = true;
    refresh();
    struct Answer {
        Result<EngineInfo> engine;
        std::vector<FoundDeployment> found;
    };
    const auto ask = [calls = m_calls, url = options().engineUrl] {
        Answer answer{calls.find(url), {}};
        if (answer.engine.has_value())
            if (auto found = calls.deployments(url); found.has_value())
                answer.found = std::move(found.value());
        return answer;
    };
    runInBackground(this, ask, [this](Answer answer) {
        m_checking = false;
        m_checked = true;
        m_engine.reset();
        if (answer.engine.has_value())
            m_engine = answer.engine.value();
        else {
            m_engineError = sentences(answer.engine.error());
            m_engineCode = answer.engine.error().code;
        }
        m_found = std::move(answer.found);
        m_foundList->clear();
        for (const FoundDeployment &found : m_found)
            m_foundList->addItem(tr("%1 (%n container(s))", nullptr, static_cast<int>(found.containers.size()))
                                     .arg(QString::fromStdString(found.name)));
        refresh();
        Q_EMIT engineChecked();
    });
}

void DeployPanel::preview()
{
    askPreview(Intent::Look);
}

void DeployPanel::deploy()
{
    if (!isDeployed() && !m_busy)
        askPreview(Intent::Deploy);
}

/// What is seen is what is done: the plan that was compared is the one that is deployed.
void DeployPanel::askPreview(Intent intent)
{
    Result<Plan> made = planFor(intent);
    if (made.has_error()) {
        say(sentences(made.error()), true);
        return;
    }
    m_busy = true;
    sayTrouble({});
    if (intent == Intent::Deploy) { // what the last deployment said is over
        m_progressTable->setRows({});
        m_bar->setValue(0);
    }
    say(tr("Comparing the drawing with what runs..."), false);
    refresh();
    const auto plan = std::make_shared<const Plan>(std::move(*made));
    const auto ask = [calls = m_calls, plan, chosen = optionsNow()] { return calls.preview(*plan, chosen); };
    runInBackground(this, ask, [this, intent, plan](Result<DeployPreview> preview) {
        m_busy = false;
        if (preview.has_error()) {
            say(sentences(preview.error()), true);
            refresh();
            return;
        }
        take(*preview, intent, plan);
        Q_EMIT previewReady();
    });
}

void DeployPanel::take(const DeployPreview &preview, Intent intent, const std::shared_ptr<const Plan> &plan)
{
    QStringList missing;
    for (const std::string &image : preview.missingImages)
        missing += QString::fromStdString(image);
    m_missing->setText(tr("Not in the engine: %1").arg(missing.join(QStringLiteral(", "))));
    m_missing->setVisible(!missing.isEmpty());
    say(DeployPreviewDialog::summary(preview), false);
    refresh();
    if (isDeployed()) // stays to be read
        say(DeployPreviewDialog::summary(preview), false);
    const bool standIns = optionsNow().standIns;
    const bool pulls = !missing.isEmpty() && !standIns; // which nobody does without asking
    const bool asksFirst = intent == Intent::Look || intent == Intent::Change;
    const bool fits = isDeployed() == (intent != Intent::Deploy); // not another one's by now
    if (!asksFirst && !pulls && fits && DeployPreviewDialog::canDeploy(preview, standIns))
        begin(plan);
    else
        showPreview(preview, plan);
}

void DeployPanel::showPreview(const DeployPreview &preview, const std::shared_ptr<const Plan> &plan)
{
    if (m_openPreview != nullptr)
        m_openPreview->close(); // it tells what would have been done before
    auto *dialog = new DeployPreviewDialog(preview, optionsNow().standIns, isDeployed(), this);
    m_openPreview = dialog;
    connect(dialog, &DeployPreviewDialog::deployRequested, this, [this, plan] { begin(plan); });
    connect(dialog, &DeployPreviewDialog::elementChosen, this, &DeployPanel::elementChosen);
    const auto askWith = [this](QCheckBox *option) {
        option->setChecked(true);
        askPreview(isDeployed() ? Intent::Change : Intent::Deploy);
    };
    connect(dialog, &DeployPreviewDialog::standInsRequested, this, [this, askWith] { askWith(m_standIns); });
    connect(dialog, &DeployPreviewDialog::systemFoldersRequested, this, [this, askWith] { askWith(m_systemFolders); });
    dialog->show();
}

void DeployPanel::begin(const std::shared_ptr<const Plan> &plan)
{
    m_wantsDown = false;
    m_volumes->hide();
    sayTrouble({});
    if (isDeployed() && !m_session->isChanging())
        m_session->change(*plan, optionsNow());
    else if (!isDeployed())
        m_session->deploy(*plan, options());
}

void DeployPanel::cancel()
{
    m_session->show(RunKind::Deployed);
    m_givesUp = true;
    say(m_session->isChanging() ? tr("Giving the change up; what ran before comes back...")
                                : tr("Giving up; removing what was made..."),
        false);
    m_session->giveUp();
}

void DeployPanel::takeDown()
{
    m_session->show(RunKind::Deployed);
    m_wantsDown = true;
    say(tr("Taking down..."), false);
    m_session->stop();
}

void DeployPanel::runFinished(RunKind kind, const QString &error)
{
    if (kind != RunKind::Deployed)
        return;
    if (!error.isEmpty())
        say(error, true);
    else if (m_wantsDown || !m_session->deployOptions().deployment.empty())
        prove(false);
    refresh();
}

bool DeployPanel::hasKeptVolumes() const
{
    const RunRecord *record = m_session->record(RunKind::Deployed);
    return record != nullptr &&
           std::ranges::any_of(record->progress(), [](const Progress &each) { return each.state == "kept"; });
}

/// Asks the engine once more for everything with our label.
void DeployPanel::prove(bool withVolumes)
{
    m_busy = true;
    say(tr("Looking whether anything is left..."), false);
    refresh();
    struct Answer {
        Result<std::size_t> removed;
        Result<std::size_t> left;
    };
    const DeployOptions &deployed = m_session->deployOptions();
    const auto ask = [calls = m_calls, url = deployed.engineUrl, name = deployed.deployment, withVolumes] {
        Result<std::size_t> removed = calls.takeDown(url, name, withVolumes);
        Result<std::size_t> left = removed.has_error() ? removed : calls.takeDown(url, name, withVolumes);
        return Answer{removed, left};
    };
    runInBackground(this, ask, [this, withVolumes](Answer answer) {
        m_busy = false;
        m_wantsDown = false;
        if (answer.left.has_error()) {
            say(sentences(answer.left.error()), true);
        } else {
            const auto left = static_cast<int>(answer.left.value());
            const bool keepsData = !withVolumes && hasKeptVolumes();
            say(left == 0 ? (withVolumes ? tr("Down: 0 resources left, volumes included.")
                             : keepsData ? tr("Down: 0 resources left. Volumes with data of your own are kept.")
                                         : tr("Down: 0 resources left."))
                          : tr("Still there: %n resource(s). Press Down again.", nullptr, left),
                left != 0);
            m_volumes->setVisible(keepsData);
            Q_EMIT downProved(left);
        }
        refresh();
        checkEngine();
    });
}

void DeployPanel::adoptChosen()
{
    const int index = m_foundList->currentIndex();
    if (index >= 0 && static_cast<std::size_t>(index) < m_found.size())
        adopt(m_found[static_cast<std::size_t>(index)].name);
}

} // namespace bayplan
