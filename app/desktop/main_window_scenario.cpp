// SPDX-License-Identifier: GPL-3.0-or-later
// The scenario and the run in the window: traffic on the canvas, faults given by hand, the time line.
#include "app/desktop/main_window.h"

#include "app/desktop/canvas_live.h"
#include "app/desktop/deploy_panel.h"
#include "app/desktop/element_facts.h"
#include "app/desktop/fault_form.h"
#include "app/desktop/fault_log.h"
#include "app/desktop/icons.h"
#include "app/desktop/lasso_tool.h"
#include "app/desktop/notice_bar.h"
#include "app/desktop/plain_tip.h"
#include "app/desktop/run_bar.h"
#include "app/desktop/scenario_editor.h"
#include "app/desktop/scenario_edits.h"
#include "app/desktop/settings.h"
#include "app/desktop/timeline_view.h"
#include "app/desktop/traffic_animator.h"
#include "app/desktop/traffic_legend.h"
#include "engine/plan/injected_fault.h"

#include <QDockWidget>
#include <QMenu>
#include <QMenuBar>

namespace bayplan {

namespace {

const QString scenarioTopic = QStringLiteral("scenario");
constexpr int widestReason = 320; ///< pixels in a menu; its tool tip has the whole

/// The element and, of a pod's container, what names it in a run.
bool isHitBy(const LoggedFault &fault, const Plan &plan, const ElementId &id)
{
    const auto &instances = plan.instances;
    for (const auto index : fault.plan.instances) {
        const bool isThere = index < instances.size();
        if (isThere && (instances[index].element == id || plan.pods[instances[index].pod].element == id)) {
            return true;
        }
    }
    for (const auto &[caller, peer] : fault.plan.peers) {
        const bool isThere = caller < instances.size() && peer < instances[caller].peers.size();
        if (isThere && instances[caller].peers[peer].link == id) {
            return true;
        }
    }
    return false;
}

QString namesOfPods(const Topology &topology, const std::set<ElementId> &pods)
{
    QStringList names;
    for (const auto &id : pods) {
        names << nameOf(topology, id);
    }
    return names.size() > 4 ? MainWindow::tr("%n pod(s)", nullptr, int(names.size()))
                            : names.join(QStringLiteral(", "));
}

} // namespace

void MainWindow::makeScenarioDock()
{
    m_scenario = new ScenarioEditor(m_document, m_selection, m_runs, m_live->faults(), this);
    addDock("scenarioDock", tr("Scenario"), m_scenario, Qt::BottomDockWidgetArea);
    connect(m_scenario, &ScenarioEditor::said, this, &MainWindow::say);
    connect(m_scenario, &ScenarioEditor::objectionsChanged, this, &MainWindow::warnOfScenario);
    connect(&m_runs, &RunSession::runChanged, this, &MainWindow::followScenarioEngine);
}

void MainWindow::makeScenarioActions()
{
    auto *view = menuBar()->findChild<QMenu *>(QStringLiteral("menu.view"));
    auto *run = menuBar()->findChild<QMenu *>(QStringLiteral("menu.run"));
    const auto name = [](const char *text) { return QString::fromLatin1(text); };
    m_traffic = new TrafficAnimator(m_runs, *m_scene, *m_view, m_view);
    auto *legend = new TrafficLegend(*m_traffic, *m_view);
    view->addSeparator();
    auto *traffic = add(view, name("view.traffic"), tr("&Traffic on links"), {}, QKeySequence(tr("Ctrl+Alt+R")), [] {});
    auto *legendShown = add(view, name("view.trafficLegend"), tr("Legend of the traffic"), {}, {}, [] {});
    const auto makeSwitch = [this](QAction *action, bool on, auto apply, auto remember) {
        action->setCheckable(true);
        action->setChecked(on);
        apply(on);
        connect(action, &QAction::toggled, this, [this, apply, remember](bool checked) {
            apply(checked);
            if (m_remembers) {
                remember(checked);
            }
        });
    };
    makeSwitch(
        traffic, !m_remembers || settings::trafficWanted(),
        [this, legend, legendShown](bool on) {
            m_traffic->setWanted(on);
            legendShown->setEnabled(on);
            legend->setWanted(on && legendShown->isChecked());
        },
        &settings::setTrafficWanted);
    makeSwitch(
        legendShown, !m_remembers || settings::trafficLegendWanted(),
        [legend, traffic](bool on) { legend->setWanted(on && traffic->isChecked()); },
        &settings::setTrafficLegendWanted);

    m_lasso = new LassoTool(*m_scene, *m_view, m_view);
    connect(m_lasso, &LassoTool::drawn, this, &MainWindow::showPartitionForm);
    run->addSeparator();
    auto *lasso = add(run, name("run.lasso"), tr("&Cut off with a lasso…"), name("fault-partition"),
                      QKeySequence(tr("Ctrl+Alt+P")), [this] {
                          showCanvas();
                          say(tr("Draw a line around what is to be cut off from the rest. Escape gives up."));
                          m_lasso->begin();
                      });
    auto *heal = add(run, name("run.healAll"), tr("&Heal all faults"), name("undo"), QKeySequence(tr("Ctrl+Alt+H")),
                     [this] { m_live->faults().healAll(); });
    auto *take = add(run, name("run.takeFaults"), tr("Take what was done &by hand into the scenario"), {}, {},
                     [this] { m_scenario->takeFromRun(); });
    add(run, name("run.scenario"), tr("Sce&nario"), name("fault"), QKeySequence(tr("Ctrl+Alt+O")), [this] {
        showCanvas();
        auto *dock = m_docks[QStringLiteral("scenarioDock")];
        dock->show();
        dock->raise();
        m_scenario->timeline()->setFocus(Qt::ShortcutFocusReason);
    });
    const auto enable = [this, lasso, heal, take] {
        lasso->setEnabled(m_document.topology().pods.size() > 1);
        heal->setEnabled(!m_live->faults().active().empty());
        take->setEnabled(m_runs.record() != nullptr && !m_document.isReadOnly());
    };
    connect(&m_live->faults(), &FaultLog::changed, this, enable);
    connect(&m_document, &DocumentSession::changed, this, enable);
    connect(&m_document, &DocumentSession::reset, this, enable);
    enable();
}

// ---- what the scenario's engine can do ----

void MainWindow::followScenarioEngine()
{
    if (m_scenario == nullptr) {
        return;
    }
    const bool isDeployed = m_workspace == Workspace::Deploy || m_runs.shown() == RunKind::Deployed;
    m_scenario->setEngine(isDeployed ? RunKind::Deployed : RunKind::Simulated,
                          isDeployed && m_deploy != nullptr && m_deploy->options().standIns);
    warnOfScenario();
}

/// Before anything starts: what it will not do.
void MainWindow::warnOfScenario()
{
    const auto sentence = m_scenario->objectionSentence();
    if (sentence.isEmpty() || m_workspace == Workspace::Design) {
        m_notice->dismiss(scenarioTopic);
        return;
    }
    m_notice->say(scenarioTopic, sentence,
                  {{QStringLiteral("notice.scenario"), tr("Show the scenario"),
                    [this] { action(QStringLiteral("run.scenario"))->trigger(); }},
                   {QStringLiteral("notice.scenarioOk"), tr("Dismiss"), [] {}}});
}

// ---- context menu ----

void MainWindow::addFaultEntries(QMenu &menu, const ElementId &id, QPoint screen)
{
    const auto choices = faultChoicesFor(m_document.topology(), id);
    if (choices.empty()) {
        return;
    }
    const auto *record = liveRecord();
    const bool isLive = record != nullptr;
    addHealEntries(menu, id);
    auto *faults = menu.addMenu(themedIcon(QStringLiteral("fault")), isLive ? tr("Break it") : tr("Break it in a run"));
    faults->setObjectName(QStringLiteral("menu.faults"));
    faults->setToolTipsVisible(true);
    const bool standIns = m_deploy->options().standIns;
    for (const auto &choice : choices) {
        auto *entry = faults->addAction(themedIcon(choice.icon), tr("%1…").arg(choice.title), this,
                                        [this, choice, id, screen] { showFaultForm(choice, id, screen); });
        entry->setObjectName(QStringLiteral("fault.") + choice.key);
        const auto reason =
            isLive ? whyNot(record->kind(), record->plan(), injectionOf(choice, id, choice.preset), standIns)
                   : QString();
        if (!reason.isEmpty()) {
            entry->setEnabled(false);
            const auto sentence = reason.section(QLatin1Char('.'), 0, 0);
            entry->setText(
                tr("%1: %2").arg(choice.title, menu.fontMetrics().elidedText(sentence, Qt::ElideRight, widestReason)));
            entry->setToolTip(plainTip(reason));
        }
    }
    menu.addSeparator();
}

void MainWindow::addHealEntries(QMenu &menu, const ElementId &id)
{
    const auto *record = m_runs.record();
    std::set<int> gestures;
    for (const auto *fault : m_live->faults().active()) {
        const bool isMeant = m_runs.isOfDocument(*record) && isHitBy(*fault, record->plan(), id);
        if (isMeant && (fault->gesture == 0 || gestures.insert(fault->gesture).second)) {
            menu.addAction(themedIcon(QStringLiteral("undo")), tr("Heal: %1").arg(fault->title), this,
                           [this, number = fault->number] { m_live->faults().heal(number); });
        }
    }
}

void MainWindow::showFaultForm(const FaultChoice &choice, const ElementId &id, QPoint screen)
{
    const auto &topology = m_document.topology();
    const auto name = nameOf(topology, id);
    auto *form = new FaultForm({choice, faultTargets(topology, id), tr("%1: %2").arg(choice.title, name),
                                catalogText(findKind("fault." + choice.kind)->help)},
                               this);
    if (liveRecord() != nullptr) {
        form->injectNow = [this](const FaultAnswer &answer) {
            const auto injection = injectionOf(answer.choice, answer.target, answer.params);
            const auto title = QStringLiteral("%1: %2").arg(answer.choice.title, QString::fromStdString(answer.target));
            return m_live->faults().inject({injection}, title);
        };
        form->objection = [this](const FaultAnswer &answer) {
            const auto *record = m_runs.record();
            return whyNot(record->kind(), record->plan(), injectionOf(answer.choice, answer.target, answer.params),
                          m_deploy->options().standIns);
        };
    }
    if (!m_document.isReadOnly()) {
        form->plan = [this](const FaultAnswer &answer) { planFault(answer.choice, answer.target, answer.params); };
    }
    form->open(screen);
}

/// At the instant that is chosen on the time line.
void MainWindow::planFault(const FaultChoice &choice, const std::string &target, const Params &params)
{
    ElementId id;
    const auto at = m_scenario->timeline()->currentTime();
    if (m_document.push(plannedFault(m_document.topology(), choice.kind, target, params, at, &id))) {
        m_selection.set({id});
        m_docks[QStringLiteral("scenarioDock")]->show();
        m_docks[QStringLiteral("scenarioDock")]->raise();
    }
}

// ---- partition by lasso ----

void MainWindow::showPartitionForm(const std::set<ElementId> &pods, QPoint screen)
{
    const auto &topology = m_document.topology();
    if (pods.empty() || pods.size() == topology.pods.size()) {
        say(pods.empty() ? tr("There is no container within the line.")
                         : tr("All containers are within the line: leave out those that they are cut off from."));
        return;
    }
    const auto names = namesOfPods(topology, pods);
    const FaultChoice choice{QStringLiteral("lasso"),           tr("Partition"),  "cut",
                             QStringLiteral("fault-partition"), {{"for", "10s"}}, {"for", "direction"}};
    auto *form = new FaultForm({choice,
                                {{names, {}}},
                                tr("Cut off: %1").arg(names),
                                tr("From all others. Both ways, only what comes in, or only what goes out.")},
                               this);
    const auto cutsOf = [this, pods](const FaultAnswer &answer) {
        const auto direction = answer.params.find("direction");
        const auto length = injectionOf(answer.choice, {}, answer.params).length;
        return cutsAround(m_document.topology(), pods,
                          direction == answer.params.end() ? "both" : std::get<std::string>(direction->second), length);
    };
    if (liveRecord() != nullptr) {
        form->injectNow = [this, cutsOf, names](const FaultAnswer &answer) {
            return m_live->faults().inject(cutsOf(answer), tr("Partition: %1").arg(names));
        };
        form->objection = [this, cutsOf](const FaultAnswer &answer) {
            const auto *record = m_runs.record();
            const auto cuts = cutsOf(answer);
            QString why;
            for (const auto &cut : cuts) {
                why = whyNot(record->kind(), record->plan(), cut, m_deploy->options().standIns);
                if (why.isEmpty()) {
                    return why; // one of them that hits something will do
                }
            }
            return why;
        };
    }
    if (!m_document.isReadOnly()) {
        form->plan = [this, cutsOf](const FaultAnswer &answer) {
            Topology cuts;
            for (const auto &cut : cutsOf(answer)) {
                static_cast<void>(addToScenario(cuts, cut));
            }
            std::set<ElementId> created;
            if (m_document.push(
                    pastedFaults(m_document.topology(), cuts, m_scenario->timeline()->currentTime(), {}, &created))) {
                m_selection.set(std::move(created));
                m_docks[QStringLiteral("scenarioDock")]->raise();
            }
        };
    }
    form->open(screen);
}

} // namespace bayplan
