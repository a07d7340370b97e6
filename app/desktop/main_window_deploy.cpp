// SPDX-License-Identifier: GPL-3.0-or-later
// What the window does with a running deployment: marks on the drawing, actions of its nodes, shells.
#include "app/desktop/background_task.h"
#include "app/desktop/containers_view.h"
#include "app/desktop/deploy_panel.h"
#include "app/desktop/deploy_watch.h"
#include "app/desktop/deploy_words.h"
#include "app/desktop/icons.h"
#include "app/desktop/logs_view.h"
#include "app/desktop/main_window.h"
#include "app/desktop/sentences.h"
#include "app/desktop/shell_view.h"
#include "engine/model/edit.h"

#include <QDockWidget>
#include <QElapsedTimer>
#include <QMenu>

namespace bayplan {

namespace {

/// What of a deployment one entry of the drawing stands for.
struct DeployedTarget {
    QString title;
    std::string name; ///< of a pod or an instance
    bool isPod = false;
};

std::vector<DeployedTarget> targetsOf(const Plan &plan, const ElementId &id)
{
    std::vector<DeployedTarget> targets;
    for (const auto &pod : plan.pods) {
        if (pod.element == id && !pod.isFront) {
            targets.push_back({QString::fromStdString(pod.name), pod.name, true});
        }
    }
    for (const auto &instance : plan.instances) {
        if (instance.element == id && !id.empty()) {
            targets.push_back({QString::fromStdString(instance.name), instance.name, false});
        }
    }
    return targets;
}

QString doneText(InstanceAction action, const QString &target)
{
    switch (action) {
    case InstanceAction::Start:
        return MainWindow::tr("Started %1").arg(target);
    case InstanceAction::Stop:
        return MainWindow::tr("Stopped %1").arg(target);
    case InstanceAction::Restart:
        return MainWindow::tr("Restarted %1").arg(target);
    case InstanceAction::Pause:
        return MainWindow::tr("Paused %1").arg(target);
    case InstanceAction::Unpause:
        return MainWindow::tr("Resumed %1").arg(target);
    }
    return {};
}

QString begunText(InstanceAction action, const QString &target)
{
    switch (action) {
    case InstanceAction::Start:
        return MainWindow::tr("Starting %1…").arg(target);
    case InstanceAction::Stop:
        return MainWindow::tr("Stopping %1…").arg(target);
    case InstanceAction::Restart:
        return MainWindow::tr("Restarting %1…").arg(target);
    case InstanceAction::Pause:
        return MainWindow::tr("Pausing %1…").arg(target);
    case InstanceAction::Unpause:
        return MainWindow::tr("Resuming %1…").arg(target);
    }
    return {};
}

} // namespace

void MainWindow::makeDeployParts(ContainersView *containers, LogsView *logs)
{
    m_deployWatch = new DeployWatch(&m_runs, this);
    m_deployWatch->setDrawing([this]() -> std::function<Result<Plan>()> {
        return [topology = m_document.topology()] { return bayplan::lower(bayplan::withoutSpares(topology)); };
    });
    m_shells = new ShellView(this);
    addDock("shellDock", tr("Shell"), m_shells, Qt::BottomDockWidgetArea);
    m_deploy->setWatch(m_deployWatch);
    connect(&m_document, &DocumentSession::changed, m_deployWatch, [this] {
        if (!m_document.isLayoutChange()) {
            m_deployWatch->drawingChanged();
        }
    });
    connect(&m_document, &DocumentSession::reset, m_deployWatch, &DeployWatch::drawingReplaced);
    connect(m_deployWatch, &DeployWatch::changed, this, [this] {
        const auto &state = m_deployWatch->state();
        m_scene->setDeployMarks(state ? marksOf(*state) : DeployMarks());
        if (!m_deploy->engineWord().isEmpty() && m_deployWatch->isEngineGone() == m_deploy->hasEngine()) {
            m_deploy->checkEngine(); // it has gone, or is back
        }
    });
    connect(m_deploy, &DeployPanel::elementChosen, this, [this](const ElementId &id) { m_selection.show(id); });
    connect(containers, &ContainersView::shellRequested, this,
            [this](const QString &instance) { openShell(instance.toStdString()); });
    connect(containers, &ContainersView::actionRequested, this,
            [this](const QString &target, InstanceAction action) { actOnDeployed(target.toStdString(), action); });
    connect(this, &MainWindow::logWanted, logs, [this, logs](const QString &instance) {
        dock("logsDock")->show();
        dock("logsDock")->raise();
        logs->showInstance(instance);
    });
}

// ---- a node's containers ----

void MainWindow::addDeployEntries(QMenu &menu, const ElementId &id)
{
    const auto *record = m_runs.record(RunKind::Deployed);
    if (record == nullptr || !m_runs.isLive(RunKind::Deployed) || !m_runs.isOfDocument(*record)) {
        return;
    }
    const auto targets = targetsOf(record->plan(), id);
    const auto &topology = m_document.topology();
    const auto container = topology.containers.find(id);
    const auto pod = container == topology.containers.end() ? id : container->second.pod;
    if (targets.empty() && !topology.pods.contains(pod)) {
        return;
    }
    auto *all = menu.addMenu(themedIcon(QStringLiteral("docker")), tr("Deployed"));
    all->setObjectName(QStringLiteral("deployedMenu"));
    for (const auto &target : targets) {
        auto *part = targets.size() == 1 ? all : all->addMenu(target.title);
        addInstanceEntries(*part, target.name, target.isPod);
    }
    if (targets.size() > 1) {
        all->addSeparator();
        auto *every = all->addMenu(tr("All %n replica(s)", nullptr, static_cast<int>(targets.size())));
        for (const auto action : {InstanceAction::Restart, InstanceAction::Stop, InstanceAction::Start}) {
            addInstanceAction(*every, action, targets.front().name);
            for (std::size_t i = 1; i < targets.size(); ++i) {
                connect(every->actions().back(), &QAction::triggered, this,
                        [this, name = targets[i].name, action] { actOnDeployed(name, action); });
            }
        }
    }
    addScaleEntries(*all, pod);
    menu.addSeparator();
}

void MainWindow::addInstanceAction(QMenu &menu, InstanceAction action, const std::string &target)
{
    struct Look {
        QString text;
        const char *icon;
    };
    const auto look = [action]() -> Look {
        switch (action) {
        case InstanceAction::Start:
            return {tr("Start"), "play"};
        case InstanceAction::Stop:
            return {tr("Stop"), "stop"};
        case InstanceAction::Restart:
            return {tr("Restart"), "fault-restart"};
        case InstanceAction::Pause:
            return {tr("Pause"), "fault-pause"};
        case InstanceAction::Unpause:
            break;
        }
        return {tr("Resume"), "play"};
    }();
    menu.addAction(themedIcon(QLatin1String(look.icon)), look.text, this,
                   [this, target, action] { actOnDeployed(target, action); });
}

void MainWindow::addInstanceEntries(QMenu &menu, const std::string &target, bool isPod)
{
    for (const auto action : {InstanceAction::Restart, InstanceAction::Stop, InstanceAction::Start,
                              InstanceAction::Pause, InstanceAction::Unpause}) {
        addInstanceAction(menu, action, target);
    }
    menu.addSeparator();
    if (!isPod) {
        menu.addAction(themedIcon(QStringLiteral("command")), tr("Shell"), this, [this, target] { openShell(target); });
    }
    menu.addAction(themedIcon(QStringLiteral("events")), tr("Log"), this,
                   [this, target] { Q_EMIT logWanted(QString::fromStdString(target)); });
}

void MainWindow::addScaleEntries(QMenu &menu, const ElementId &pod)
{
    const auto found = m_document.topology().pods.find(pod);
    if (found == m_document.topology().pods.end() || m_document.isReadOnly()) {
        return;
    }
    const auto replicas = paramsOf(found->second).integer("replicas");
    menu.addSeparator();
    menu.addAction(themedIcon(QStringLiteral("plus")), tr("One replica more (%1)").arg(replicas + 1), this,
                   [this, pod, replicas] { scaleDeployed(pod, replicas + 1); });
    auto *less = menu.addAction(themedIcon(QStringLiteral("zoom-out")), tr("One replica less (%1)").arg(replicas - 1),
                                this, [this, pod, replicas] { scaleDeployed(pod, replicas - 1); });
    less->setEnabled(replicas > 1);
}

/// The drawing's number, undoable, and then the engine's. With other changes that wait the plan is shown first.
void MainWindow::scaleDeployed(const ElementId &pod, std::int64_t replicas)
{
    const bool othersWait = m_deployWatch->changes() > 0;
    auto edit = setParam(m_document.topology(), pod, "replicas", Value(replicas));
    if (!edit) {
        say(sentences(edit.error()));
        return;
    }
    if (!m_document.push(std::move(*edit))) {
        return;
    }
    dock("deployDock")->show();
    dock("deployDock")->raise();
    if (othersWait) {
        m_deploy->applyChanges();
    } else {
        m_deploy->applyAtOnce();
    }
}

void MainWindow::actOnDeployed(const std::string &target, InstanceAction action)
{
    const auto &deployed = m_runs.deployOptions();
    const QString shown = QString::fromStdString(nameOfTarget(target));
    say(begunText(action, shown));
    const auto ask = [act = m_deploy->calls().act, url = deployed.engineUrl, name = deployed.deployment, target,
                      action] {
        QElapsedTimer took;
        took.start();
        auto done = act(url, name, target, action);
        return std::pair(std::move(done), took.elapsed());
    };
    runInBackground(
        this, ask, [this, action, shown](const std::pair<Result<std::vector<std::string>>, qint64> &answer) {
            const auto &[done, milliseconds] = answer;
            if (done.has_error()) {
                say(tr("%1: %2").arg(shown, sentences(done.error())));
            } else {
                say(tr("%1 in %2 s.").arg(doneText(action, shown)).arg(double(milliseconds) / 1000, 0, 'f', 1));
            }
            m_deployWatch->lookSoon();
        });
}

/// An element's id is said by its name.
std::string MainWindow::nameOfTarget(const std::string &target) const
{
    const auto &topology = m_document.topology();
    if (const auto pod = topology.pods.find(target); pod != topology.pods.end()) {
        return pod->second.name;
    }
    const auto container = topology.containers.find(target);
    return container == topology.containers.end() ? target : container->second.name;
}

void MainWindow::openShell(const std::string &instance)
{
    const auto &deployed = m_runs.deployOptions();
    dock("shellDock")->show();
    dock("shellDock")->raise();
    m_shells->open(deployed.engineUrl, deployed.deployment, instance);
}

} // namespace bayplan
