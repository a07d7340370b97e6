// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/scenario_editor.h"

#include "app/desktop/active_faults_view.h"
#include "app/desktop/assertions_view.h"
#include "app/desktop/background_task.h"
#include "app/desktop/chaos_form.h"
#include "app/desktop/document_session.h"
#include "app/desktop/element_facts.h"
#include "app/desktop/fuzzy_picker.h"
#include "app/desktop/icons.h"
#include "app/desktop/plain_tip.h"
#include "app/desktop/run_session.h"
#include "app/desktop/scenario_details.h"
#include "app/desktop/scenario_edits.h"
#include "app/desktop/selection.h"
#include "app/desktop/theme.h"
#include "app/desktop/timeline_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace bayplan {

namespace {

constexpr auto engineCheckDelay = std::chrono::milliseconds(300);

} // namespace

ScenarioEditor::ScenarioEditor(DocumentSession &document, Selection &selection, RunSession &runs, FaultLog &log,
                               QWidget *parent)
    : QWidget(parent), m_document(document), m_selection(selection), m_runs(runs), m_log(log),
      m_timeline(new TimelineView(document, selection, this)),
      m_details(new ScenarioDetails(document, selection, this)), m_assertions(new AssertionsView(document, runs, this)),
      m_active(new ActiveFaultsView(log, runs, this)), m_chaos(new ChaosForm(document, this))
{
    setAccessibleName(tr("Scenario"));
    auto *split = new QSplitter(Qt::Horizontal, this);
    auto *left = new QWidget(split);
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(m_timeline, 1);
    split->addWidget(left);
    split->addWidget(makeSide());
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    split->setChildrenCollapsible(false);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(split);
    m_checkSoon.setSingleShot(true);
    m_checkSoon.setInterval(engineCheckDelay);
    connect(&m_checkSoon, &QTimer::timeout, this, &ScenarioEditor::check);
    connect(m_timeline, &TimelineView::addWanted, this, &ScenarioEditor::offer);
    connect(m_timeline, &TimelineView::refused, this, &ScenarioEditor::said);
    connect(m_timeline, &TimelineView::instantChosen, this, [this](Duration at) {
        if (m_runs.record() != nullptr) {
            m_runs.setCursor(toSeconds(at));
        }
    });
    connect(&document, &DocumentSession::changed, this, [this] {
        if (!m_document.isLayoutChange()) {
            refresh();
        }
    });
    connect(&document, &DocumentSession::reset, this, &ScenarioEditor::refresh);
    connect(&selection, &Selection::changed, this, &ScenarioEditor::showLanes);
    connect(&log, &FaultLog::changed, this, &ScenarioEditor::showLanes);
    connect(&runs, &RunSession::snapshotChanged, this, &ScenarioEditor::refreshRun);
    connect(&runs, &RunSession::runChanged, this, &ScenarioEditor::refreshRun);
    connect(&runs, &RunSession::statusChanged, this, &ScenarioEditor::refreshRun);
    connect(&runs, &RunSession::cursorChanged, this, &ScenarioEditor::refreshRun);
    refresh();
    refreshRun();
}

QWidget *ScenarioEditor::makeHead()
{
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(6, 3, 6, 3);
    auto *add = new QPushButton(themedIcon(QStringLiteral("plus")), tr("Add a fault…"), head);
    add->setObjectName(QStringLiteral("scenarioAdd"));
    add->setToolTip(tr("In the chosen lane at the chosen instant (Insert, or a double click on a lane)"));
    connect(add, &QPushButton::clicked, this, [this, add] {
        offer(QString::fromStdString(m_timeline->currentTarget()), m_timeline->currentTime(),
              add->mapToGlobal(QPoint(0, add->height())));
    });
    m_take = new QPushButton(tr("Take over from the run"), head);
    m_take->setObjectName(QStringLiteral("scenarioTake"));
    m_take->setToolTip(tr("What was done by hand in the run that is shown becomes part of the scenario"));
    connect(m_take, &QPushButton::clicked, this, &ScenarioEditor::takeFromRun);
    m_word = new QLabel(head);
    m_word->setObjectName(QStringLiteral("scenarioWord"));
    m_word->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addWidget(add);
    row->addWidget(m_take);
    row->addWidget(m_word, 1);
    const auto zoom = [&](const char *icon, const QString &text, auto slot) {
        auto *button = new QToolButton(head);
        button->setIcon(themedIcon(QLatin1String(icon)));
        button->setToolTip(text);
        button->setAccessibleName(text);
        button->setAutoRaise(true);
        connect(button, &QToolButton::clicked, this, slot);
        row->addWidget(button);
    };
    zoom("zoom-out", tr("Less detail (-)"), [this] { m_timeline->zoomBy(1 / 1.5); });
    zoom("zoom-fit", tr("The whole run (0)"), [this] { m_timeline->fit(); });
    zoom("zoom-in", tr("More detail (+)"), [this] { m_timeline->zoomBy(1.5); });
    return head;
}

QTabWidget *ScenarioEditor::makeSide()
{
    m_side = new QTabWidget(this);
    m_side->setObjectName(QStringLiteral("scenarioSide"));
    m_side->setDocumentMode(true);
    m_side->setMinimumWidth(300);
    m_side->addTab(m_details, tr("Parameters"));
    m_side->addTab(m_assertions, tr("Assertions"));
    m_side->addTab(m_active, tr("Active"));
    m_side->addTab(m_chaos, tr("Chaos"));
    connect(m_active, &ActiveFaultsView::counted, this,
            [this](int count) { m_side->setTabText(2, count == 0 ? tr("Active") : tr("Active (%1)").arg(count)); });
    connect(m_assertions, &AssertionsView::judged, this, [this](int, int failed, int) {
        m_side->setTabText(1, failed == 0 ? tr("Assertions") : tr("Assertions (%1 failed)").arg(failed));
    });
    connect(&m_selection, &Selection::changed, this, [this] {
        const bool isFault = m_document.topology().faults.contains(m_selection.single());
        const bool isAssertion = m_document.topology().assertions.contains(m_selection.single());
        if (isFault || isAssertion) {
            m_side->setCurrentIndex(isFault ? 0 : 1);
        }
    });
    return m_side;
}

// ---- what is shown ----

void ScenarioEditor::refresh()
{
    m_timeline->setDuration(paramsOf(m_document.topology()).duration("duration"));
    showLanes();
    m_checkSoon.start();
}

void ScenarioEditor::showLanes()
{
    const auto &topology = m_document.topology();
    // A lane for what is chosen on the canvas, so that something can be planned for it.
    const auto chosen = m_selection.single();
    const bool canBeHit =
        topology.pods.contains(chosen) || topology.containers.contains(chosen) || topology.links.contains(chosen);
    const auto *record = m_runs.record();
    m_timeline->setLanes(scenarioLanes(topology, m_log.faults(), m_objections, canBeHit ? chosen : ElementId()));
    bool hasByHand = false;
    for (const auto &fault : m_log.faults()) {
        hasByHand = hasByHand || (fault.byHand && fault.began);
    }
    m_take->setEnabled(record != nullptr && hasByHand && !m_document.isReadOnly());
}

void ScenarioEditor::refreshRun()
{
    const auto snapshot = m_runs.snapshot();
    const auto cursor = m_runs.cursor();
    m_timeline->setDeployed(m_runs.shown() == RunKind::Deployed);
    m_timeline->setNow(cursor     ? std::optional(fromSeconds(*cursor))
                       : snapshot ? std::optional(Duration(snapshot->time.time_since_epoch()))
                                  : std::nullopt);
}

// ---- what the engine cannot do ----

void ScenarioEditor::setEngine(RunKind engine, bool standIns)
{
    if (engine != m_engine || standIns != m_standIns) {
        m_engine = engine;
        m_standIns = standIns;
        check();
    }
}

void ScenarioEditor::check()
{
    const int number = ++m_checks;
    const auto &topology = m_document.topology();
    if (topology.faults.empty()) {
        takeObjections({});
        return;
    }
    runInBackground(
        this,
        [topology, engine = m_engine, standIns = m_standIns] {
            const auto plan = bayplan::lower(engine == RunKind::Deployed ? withoutSpares(topology) : topology);
            return plan ? impossibleFaults(engine, *plan, standIns) : std::vector<ImpossibleFault>();
        },
        [this, number](const std::vector<ImpossibleFault> &found) {
            if (number == m_checks) {
                takeObjections(found);
            }
        });
}

void ScenarioEditor::takeObjections(const std::vector<ImpossibleFault> &found)
{
    std::map<ElementId, QString> objections;
    for (const auto &each : found) {
        objections[each.id] = each.sentence;
    }
    if (objections == m_objections) {
        return;
    }
    m_objections = std::move(objections);
    m_word->setText(objectionSentence());
    m_word->setToolTip(plainTip(objectionSentence()));
    m_word->setStyleSheet(QStringLiteral("color: %1;").arg(colours().warning.name()));
    showLanes();
    Q_EMIT objectionsChanged();
}

QString ScenarioEditor::objectionSentence() const
{
    if (m_objections.empty()) {
        return {};
    }
    const auto &[id, reason] = *m_objections.begin();
    const auto engine = m_engine == RunKind::Simulated ? tr("the simulator") : tr("a deployment");
    const auto first = QStringLiteral("%1: %2").arg(nameOf(m_document.topology(), id), reason);
    return tr("%n fault(s) of the scenario cannot be brought about in %1. %2", nullptr, int(m_objections.size()))
        .arg(engine, first);
}

// ---- adding ----

void ScenarioEditor::offer(const QString &target, Duration at, QPoint screen)
{
    const auto name = target.toStdString();
    const auto element = elementOfTarget(m_document.topology(), name);
    if (m_document.isReadOnly()) {
        Q_EMIT said(m_document.readOnlyReason());
        return;
    }
    if (element.empty()) {
        offerTargets(at, screen);
        return;
    }
    std::vector<PickerEntry> entries;
    const auto choices = faultChoicesFor(m_document.topology(), element);
    const auto plan = bayplan::lower(m_document.topology());
    for (const auto &choice : choices) {
        const auto reason =
            plan ? whyNot(m_engine, *plan, injectionOf(choice, name, choice.preset), m_standIns) : QString();
        const auto *kind = findKind("fault." + choice.kind);
        entries.push_back({choice.title,
                           reason.isEmpty() ? firstSentence(catalogText(kind->help)) : reason,
                           choice.key,
                           choice.icon,
                           {}});
    }
    auto *picker = new FuzzyPicker(tr("Fault for %1").arg(target), std::move(entries), this->window());
    picker->taken = [this, choices, name, at](const QString &key) {
        const auto found = std::ranges::find(choices, key, &FaultChoice::key);
        if (found != choices.end()) {
            this->plan(*found, name, at);
        }
    };
    picker->open(screen);
}

void ScenarioEditor::offerTargets(Duration at, QPoint screen)
{
    std::vector<PickerEntry> entries;
    const auto &topology = m_document.topology();
    const auto addAll = [&](const auto &elements, const char *icon) {
        for (const auto &[id, element] : elements) {
            entries.push_back({nameOf(topology, id), {}, QString::fromStdString(id), QLatin1String(icon), {}});
        }
    };
    addAll(topology.pods, "pod");
    addAll(topology.containers, "container");
    addAll(topology.links, "link");
    if (entries.empty()) {
        Q_EMIT said(tr("There is nothing on the canvas that a fault could hit."));
        return;
    }
    auto *picker = new FuzzyPicker(tr("What shall be hit?"), std::move(entries), window());
    picker->taken = [this, at, screen](const QString &id) { offer(id, at, screen); };
    picker->open(screen);
}

void ScenarioEditor::plan(const FaultChoice &choice, const std::string &target, Duration at)
{
    ElementId id;
    if (m_document.push(plannedFault(m_document.topology(), choice.kind, target, choice.preset, at, &id))) {
        m_selection.set({id});
        m_timeline->setFocus();
    }
}

void ScenarioEditor::takeFromRun()
{
    const auto *record = m_runs.record();
    const auto snapshot = m_runs.snapshot();
    if (record == nullptr || !snapshot) {
        return;
    }
    const auto runEnd = std::max(snapshot->time, Time(record->plan().duration));
    auto edit = byHandAsFaults(m_document.topology(), m_log.faults(), runEnd);
    if (edit.empty()) {
        Q_EMIT said(tr("Nothing was done by hand in this run."));
        return;
    }
    const int count = int(edit.slots.size());
    if (m_document.push(std::move(edit))) {
        Q_EMIT said(tr("%n fault(s) taken over into the scenario.", nullptr, count));
    }
}

} // namespace bayplan
