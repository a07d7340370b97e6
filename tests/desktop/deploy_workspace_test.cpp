// SPDX-License-Identifier: GPL-3.0-or-later
// The Deploy workspace in the whole window, over an engine of the test's: changes applied to what runs, drift mended,
// marks on the drawing, actions of a node, and what ran before the program was started.
#include "app/desktop/canvas_edits.h"
#include "app/desktop/canvas_live.h"
#include "app/desktop/fault_log.h"
#include "app/desktop/figure_table.h"
#include "tests/desktop/deployed_window.h"
#include "tests/desktop/placed_pods.h"

#include <QCheckBox>
#include <QDateTime>
#include <QLabel>
#include <QMenu>
#include <QUndoStack>

using namespace bayplan;

class DeployWorkspaceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void changesAreCountedShownAndAppliedWithTheRunsHistory();
    void undoGoesBackOverDeploysByteForByte();
    void aChangeThatFailsIsTakenBackAndSaid();
    void movingThingsIsNoChange();
    void thePanelCountsTheFaultsOfTheScenario();
    void driftIsListedMarkedAndMended();
    void mendingWhatWasFoundAsksFirstWhereTheDrawingIsAnother_data();
    void mendingWhatWasFoundAsksFirstWhereTheDrawingIsAnother();
    void whatIsNotDeployedHasAMarkAndAWord();
    void aNodeOffersItsReplicas();
    void scalingIsAnEditThatIsApplied();
    void whatIsBrokenDoesNotOutliveAChange();
    void whatAPlanDoesNotHaveIsNotMarked();
    void whatRunsAlreadyIsOfferedOnceDeployIsShown();
    void anotherDrawingIsLookedForWhileDeployIsShown();
    void checksStandInThePreviewWithTheirFix();
    void theStatusLineSaysWhatIsKnownOfTheEngine();
};

void DeployWorkspaceTest::changesAreCountedShownAndAppliedWithTheRunsHistory()
{
    DeployedWindow shown;
    shown.deploy();
    shown.engine.runs.back()->advance(20s);
    QTRY_VERIFY_WITH_TIMEOUT(shown.record()->read([](const RunHistory &h) { return h.sampleCount(); }) > 50, patience);
    QVERIFY(!shown.panel().applyButton()->isEnabled());
    QVERIFY(!shown.panel().deployButton()->isVisible());
    const int number = shown.record()->number();
    const auto samples = shown.record()->read([](const RunHistory &h) { return h.sampleCount(); });

    const std::string restarted = shown.record()->plan().instances.front().name;
    shown.engine.runs.back()->inject({"restart", restarted, {}});
    shown.edit();
    shown.editor.window->runs().hold(2); // who looks at the past changes what runs now
    const auto newest = toSeconds(shown.record()->newest()->time);
    QTRY_VERIFY_WITH_TIMEOUT(shown.panel().applyButton()->isEnabled(), patience);
    QVERIFY2(
        shown.panel().applyButton()->text().contains(QStringLiteral("to %1 container").arg(shown.watch().changes())),
        qPrintable(shown.panel().applyButton()->text()));
    QTest::mouseClick(shown.panel().applyButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(shown.dialog() != nullptr, patience);
    QCOMPARE(shown.engine.made.size(), std::size_t{1}); // the plan is shown first
    QTest::mouseClick(shown.dialog()->deployButton(), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(shown.engine.made.size(), std::size_t{2}, patience);
    QVERIFY(shown.engine.made.back().isChange);
    const auto clockZero = double(shown.engine.made.back().clockZero) / 1e9;
    QVERIFY2(double(QDateTime::currentMSecsSinceEpoch()) / 1e3 - clockZero >= newest, "its clock was turned back");
    QCOMPARE(shown.engine.made.back().restartsBefore.at(restarted), 1U); // counted on, not anew
    QTRY_VERIFY_WITH_TIMEOUT(!shown.editor.window->runs().isChanging(), patience);

    QCOMPARE(shown.record()->number(), number);
    QVERIFY(shown.record()->read([](const RunHistory &h) { return h.sampleCount(); }) >= samples);
    const auto first = shown.record()->read(
        [](const RunHistory &h) { return h.totals()[Quantity::Throughput].points().front().seconds; });
    QVERIFY(first < 5); // what was seen before is still there
    QTRY_COMPARE_WITH_TIMEOUT(shown.watch().changes(), 0, patience);
    QVERIFY(!shown.panel().applyButton()->isEnabled());
}

void DeployWorkspaceTest::undoGoesBackOverDeploysByteForByte()
{
    DeployedWindow shown;
    shown.open();
    const std::string first = shown.editor.bytes();
    shown.edit();
    shown.deploy();
    for (int i = 0; i < 3; ++i)
        shown.edit();
    QTRY_VERIFY_WITH_TIMEOUT(shown.panel().applyButton()->isEnabled(), patience);
    QTest::mouseClick(shown.panel().applyButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(shown.dialog() != nullptr, patience);
    QTest::mouseClick(shown.dialog()->deployButton(), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(shown.watch().changes(), 0, patience);
    shown.edit();
    QTest::mouseClick(shown.panel().downButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!shown.editor.window->runs().isLive(RunKind::Deployed), patience);
    while (shown.editor.window->document().undoStack()->canUndo())
        shown.editor.window->action(QStringLiteral("edit.undo"))->trigger();
    QCOMPARE(shown.editor.bytes(), first);
}

void DeployWorkspaceTest::aChangeThatFailsIsTakenBackAndSaid()
{
    DeployedWindow shown;
    shown.deploy();
    const std::string before = deployedText(shown.record()->plan());
    shown.edit();
    QTRY_VERIFY_WITH_TIMEOUT(shown.panel().applyButton()->isEnabled(), patience);
    shown.engine.failsNext = true;
    QTest::mouseClick(shown.panel().applyButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(shown.dialog() != nullptr, patience);
    QTest::mouseClick(shown.dialog()->deployButton(), Qt::LeftButton);
    QTRY_VERIFY2_WITH_TIMEOUT(shown.panel().troubleText().contains(QStringLiteral("port 80 is taken")),
                              qPrintable(shown.panel().troubleText()), patience);
    QVERIFY(shown.editor.window->runs().isLive(RunKind::Deployed)); // of what was before
    QCOMPARE(deployedText(shown.record()->plan()), before);
    QTRY_VERIFY_WITH_TIMEOUT(shown.watch().changes() > 0, patience); // still to be applied
}

/// As they are after each edit, and not when the file was last saved.
void DeployWorkspaceTest::thePanelCountsTheFaultsOfTheScenario()
{
    EditorWindow editor;
    const auto pod = addPodAt(editor, 0, 0);
    const auto *box = editor.window->findChild<DeployPanel *>()->faultsBox();
    auto &document = editor.window->document();
    for (const char *count : {"1", "2"}) {
        document.push(addFault(editor.topology(), "kill", pod));
        QVERIFY2(box->text().contains(QLatin1String(count)), qPrintable(box->text()));
    }
    document.undoStack()->undo();
    QVERIFY2(box->text().contains(QLatin1Char('1')), qPrintable(box->text()));
    document.undoStack()->undo();
    QVERIFY(box->isHidden());
}

void DeployWorkspaceTest::movingThingsIsNoChange()
{
    DeployedWindow shown;
    shown.deploy();
    auto &document = shown.editor.window->document();
    const int compared = shown.engine.compared;
    shown.editor.window->action(QStringLiteral("edit.selectAll"))->trigger();
    for (int i = 0; i < 5; ++i)
        QTest::keyClick(&shown.editor.window->view(), Qt::Key_Right, Qt::ControlModifier);
    QVERIFY(document.undoStack()->canUndo());
    QTRY_VERIFY_WITH_TIMEOUT(shown.engine.compared > compared, patience);
    QCOMPARE(shown.watch().changes(), 0);
    QVERIFY(!shown.panel().applyButton()->isEnabled());
}

void DeployWorkspaceTest::driftIsListedMarkedAndMended()
{
    DeployedWindow shown;
    shown.deploy();
    const auto instance = std::ranges::find_if(shown.record()->plan().instances,
                                               [](const InstancePlan &each) { return !each.element.empty(); });
    {
        const std::lock_guard lock(shown.engine.mutex);
        shown.engine.drift = {{Difference::Kind::Gone, instance->name, instance->element, "x", {}},
                              {Difference::Kind::Extra, "stranger", {}, "stranger", {}}};
    }
    QTRY_COMPARE_WITH_TIMEOUT(shown.watch().drifts(), 2, patience); // by the look every few seconds
    const QString gone = QString::fromStdString(instance->name) + QStringLiteral(" is gone: removed outside");
    QVERIFY2(shown.panel().differences()->toText(false).contains(gone),
             qPrintable(shown.panel().differences()->toText(false)));
    QVERIFY(shown.panel().mendButton()->isVisible());
    auto *item = shown.editor.window->scene().itemOf(instance->element);
    QCOMPARE(item->deployMark().kind, DeployMark::Kind::Drift);
    QVERIFY(item->help().contains(gone));
    QVERIFY(!shown.panel().applyButton()->isEnabled()); // the drawing has not changed
    {
        const std::lock_guard lock(shown.engine.mutex);
        shown.engine.drift.clear();
    }
    QTest::mouseClick(shown.panel().mendButton(), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(shown.engine.made.size(), std::size_t{2}, patience);
    QVERIFY(shown.engine.made.back().isChange);
    QTRY_COMPARE_WITH_TIMEOUT(shown.watch().drifts(), 0, patience);
    QCOMPARE(item->deployMark().kind, DeployMark::Kind::None);
    QVERIFY(!shown.panel().mendButton()->isVisible());
}

void DeployWorkspaceTest::mendingWhatWasFoundAsksFirstWhereTheDrawingIsAnother_data()
{
    QTest::addColumn<bool>("isEdited");
    QTest::addColumn<bool>("isUndone");
    QTest::newRow("as it was deployed") << false << false;
    QTest::newRow("edited before it was found") << true << false;
    QTest::newRow("edited, and taken back since") << true << true; // the run's plan is the edited one
}

void DeployWorkspaceTest::mendingWhatWasFoundAsksFirstWhereTheDrawingIsAnother()
{
    QFETCH(bool, isEdited);
    QFETCH(bool, isUndone);
    DeployedWindow shown;
    shown.engine.since = 1;
    shown.open();
    const auto deployed = shown.editor.window->runs().planToDeploy();
    QVERIFY(deployed);
    shown.engine.deployed = deployedText(*deployed); // by an earlier window
    if (isEdited)
        shown.edit();
    shown.editor.window->showWorkspace(Workspace::Deploy);
    QTRY_VERIFY_WITH_TIMEOUT(shown.panel().showItButton()->isVisible(), patience);
    QTest::mouseClick(shown.panel().showItButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(shown.editor.window->runs().isLive(RunKind::Deployed), patience);
    if (isUndone)
        shown.editor.window->action(QStringLiteral("edit.undo"))->trigger();
    const auto instance = std::ranges::find_if(shown.record()->plan().instances,
                                               [](const InstancePlan &each) { return !each.element.empty(); });
    {
        const std::lock_guard lock(shown.engine.mutex);
        shown.engine.drift = {{Difference::Kind::Stopped, instance->name, instance->element, "x", {}}};
    }
    QTRY_COMPARE_WITH_TIMEOUT(shown.watch().drifts(), 1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(shown.watch().changes() > 0, isEdited && !isUndone, patience);
    QTRY_VERIFY_WITH_TIMEOUT(shown.panel().mendButton()->isEnabled(), patience);
    QTest::mouseClick(shown.panel().mendButton(), Qt::LeftButton);
    if (isEdited) {
        QTRY_VERIFY_WITH_TIMEOUT(shown.dialog() != nullptr, patience);
        QCOMPARE(shown.engine.made.size(), std::size_t{1}); // that which watches
        QTest::mouseClick(shown.dialog()->deployButton(), Qt::LeftButton);
    }
    QTRY_COMPARE_WITH_TIMEOUT(shown.engine.made.size(), std::size_t{2}, patience);
    QVERIFY(shown.engine.made.back().isChange);
    QVERIFY(isEdited || shown.dialog() == nullptr);
    // Of what is drawn now, not of what was drawn when it was found.
    QCOMPARE(shown.engine.deployed == deployedText(*deployed), !isEdited || isUndone);
}

void DeployWorkspaceTest::whatIsNotDeployedHasAMarkAndAWord()
{
    DeployedWindow shown;
    shown.deploy();
    ElementId id;
    for (const KindInfo *kind : placeableKinds()) { // one that needs nothing to be valid
        auto &document = shown.editor.window->document();
        id = shown.editor.window->scene().placeNear(kind->key, shown.editor.window->view().visibleRect());
        if (!id.empty() && lower(withoutSpares(document.topology())).has_value())
            break;
        if (!id.empty())
            document.undoStack()->undo();
        id.clear();
    }
    QVERIFY(!id.empty());
    const auto markOf = [&] { return shown.editor.window->scene().itemOf(id)->deployMark(); };
    QTRY_COMPARE_WITH_TIMEOUT(markOf().kind, DeployMark::Kind::New, patience);
    QVERIFY2(markOf().sentence.contains(QStringLiteral("is not deployed yet")), qPrintable(markOf().sentence));
    shown.editor.window->action(QStringLiteral("edit.undo"))->trigger();
    shown.editor.window->action(QStringLiteral("edit.redo"))->trigger(); // a new item for the same element
    QTRY_COMPARE_WITH_TIMEOUT(markOf().kind, DeployMark::Kind::New, patience);
    // Another drawing in this window has nothing to do with what runs.
    shown.editor.window->newDocument();
    // It runs on, and nothing of it is on the other drawing.
    QVERIFY(shown.editor.window->runs().isLive(RunKind::Deployed));
    shown.editor.window->runs().show(RunKind::Deployed);
    QVERIFY(shown.editor.window->scene().liveFigures().cards.empty());
    QTRY_VERIFY_WITH_TIMEOUT(!shown.watch().state().has_value(), patience);
}

void DeployWorkspaceTest::aNodeOffersItsReplicas()
{
    DeployedWindow shown;
    shown.deploy();
    std::map<std::string, int> replicas;
    for (const InstancePlan &instance : shown.record()->plan().instances)
        ++replicas[instance.element];
    replicas.erase("");
    const auto several = std::ranges::find_if(replicas, [](const auto &each) { return each.second > 1; });
    const auto menuOf = [&](const ElementId &id) -> QMenu * {
        for (auto *shownBefore : shown.editor.window->findChildren<QMenu *>(QStringLiteral("deployedMenu")))
            delete shownBefore->parent();
        auto *card = shown.editor.window->scene().itemOf(id);
        Q_EMIT shown.editor.window->view().contextMenuWanted({300, 300}, id, card->sceneBoundingRect().center());
        return shown.editor.window->findChild<QMenu *>(QStringLiteral("deployedMenu"));
    };
    const auto entry = [](QMenu *menu, const QString &text) -> QAction * {
        for (auto *action : menu->actions())
            if (action->text().startsWith(text))
                return action;
        return nullptr;
    };
    const auto single = std::ranges::find_if(replicas, [](const auto &each) { return each.second == 1; });
    QVERIFY(single != replicas.end());
    QMenu *menu = menuOf(single->first);
    QVERIFY(menu != nullptr);
    entry(menu, QStringLiteral("Restart"))->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(shown.engine.acted.size(), std::size_t{1}, patience);
    QTRY_VERIFY2_WITH_TIMEOUT(shown.said().startsWith(QStringLiteral("Restarted")) &&
                                  shown.said().endsWith(QStringLiteral("s.")),
                              qPrintable(shown.said()), patience);
    if (several != replicas.end()) {
        menu = menuOf(several->first);
        QVERIFY(menu != nullptr);
        int submenus = 0;
        for (auto *action : menu->actions())
            submenus += action->menu() != nullptr;
        QCOMPARE(submenus, several->second + 1); // one for each, one for all
    }
}

void DeployWorkspaceTest::scalingIsAnEditThatIsApplied()
{
    DeployedWindow shown;
    shown.deploy();
    const auto &topology = shown.editor.topology();
    const auto pod = std::ranges::find_if(topology.pods, [&](const auto &each) {
        return std::ranges::any_of(topology.containers, [&](const auto &c) { return c.second.pod == each.first; });
    });
    const auto before = paramsOf(pod->second).integer("replicas");
    const ElementId id = pod->first;
    Q_EMIT shown.editor.window->view().contextMenuWanted({300, 300}, id, {});
    QAction *more = nullptr;
    for (auto *menu : shown.editor.window->findChildren<QMenu *>(QStringLiteral("deployedMenu")))
        for (auto *action : menu->actions())
            if (action->text().startsWith(QStringLiteral("One replica more")))
                more = action;
    QVERIFY(more != nullptr);
    more->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(shown.engine.made.size(), std::size_t{2}, patience);
    QVERIFY(shown.engine.made.back().isChange);
    QCOMPARE(paramsOf(shown.editor.topology().pods.at(id)).integer("replicas"), before + 1);
    shown.editor.window->action(QStringLiteral("edit.undo"))->trigger();
    QCOMPARE(paramsOf(shown.editor.topology().pods.at(id)).integer("replicas"), before);
}

/// The plan of the change counts other containers, and who held the faults is gone with their ends.
void DeployWorkspaceTest::whatIsBrokenDoesNotOutliveAChange()
{
    DeployedWindow shown;
    shown.deploy();
    auto &log = *shown.editor.window->findChild<FaultLog *>();
    auto &document = shown.editor.window->document();
    FakeRun *run = shown.engine.runs.back();
    run->advance(20s);
    QTRY_VERIFY_WITH_TIMEOUT(shown.record()->newest()->time >= Time(20s), patience);
    QVERIFY(log.inject({{"cut", "web-0", 1h, {{"others", "workers-1"}}}}, QStringLiteral("cut")));
    QVERIFY(log.inject({{"pause", "workers-1", 1h, {}}}, QStringLiteral("paused")));
    for (const LoggedFault &fault : log.faults())
        run->addEvent("fault", fault.plan.text, fault.plan.text);
    QTRY_COMPARE_WITH_TIMEOUT(log.active().size(), std::size_t(2), patience);

    document.push(setParam(shown.editor.topology(), "workers", "replicas", Value(std::int64_t(1))).value());
    shown.edit(); // and all behind the clients have another number
    ElementId planned;
    document.push(addFault(shown.editor.topology(), "pause", "web", &planned));
    document.push(setParam(shown.editor.topology(), planned, "at", Value(std::string("50s"))).value());
    QTRY_VERIFY_WITH_TIMEOUT(shown.panel().applyButton()->isEnabled(), patience);
    QTest::mouseClick(shown.panel().applyButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(shown.dialog() != nullptr, patience);
    QTest::mouseClick(shown.dialog()->deployButton(), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(shown.engine.made.size(), std::size_t{2}, patience);
    QVERIFY(log.active().empty());
    for (const auto &[id, card] : shown.editor.window->scene().liveFigures().cards)
        QVERIFY2(card.faults == 0, id.c_str());
    QTRY_VERIFY_WITH_TIMEOUT(!shown.editor.window->runs().isChanging(), patience);

    const auto &instances = shown.record()->plan().instances;
    QCOMPARE(log.faults().size(), std::size_t(3));
    const LoggedFault &cut = log.faults()[0], &paused = log.faults()[1];
    QVERIFY(cut.ended && paused.ended && *cut.ended <= Time(21s));
    QVERIFY(!cut.plan.instances.empty());
    for (const InstanceIndex index : cut.plan.instances)
        QVERIFY(instances.at(index).name.starts_with("web-0/"));
    QVERIFY(paused.plan.instances.empty()); // there is no such pod any more
    shown.engine.runs.back()->addEvent("fault", planned, "pause web");
    QTRY_COMPARE_WITH_TIMEOUT(log.active().size(), std::size_t(1), patience);
    QCOMPARE(log.active().front()->plan.id, planned);
}

void DeployWorkspaceTest::whatAPlanDoesNotHaveIsNotMarked()
{
    DeployedWindow shown;
    shown.deploy();
    LoggedFault stray;
    stray.plan.kind = "cut";
    stray.plan.instances = stray.plan.others = {0, 1'000'000};
    stray.plan.peers = {{0, 1'000'000}, {1'000'000, 0}};
    const LiveFigures figures = liveFigures(*shown.record(), {&stray});
    for (const auto &[id, link] : figures.links)
        QVERIFY2(!link.cut, id.c_str());
    int marked = 0;
    for (const auto &[id, card] : figures.cards)
        marked += card.faults;
    QVERIFY(marked <= 1);
}

void DeployWorkspaceTest::whatRunsAlreadyIsOfferedOnceDeployIsShown()
{
    DeployedWindow shown;
    shown.engine.since = QDateTime::currentSecsSinceEpoch() * 1'000'000'000 - std::int64_t{725} * 1'000'000'000;
    shown.open();
    QTest::qWait(300);
    QCOMPARE(shown.engine.asked.load(), 0); // opening a drawing connects to nothing
    shown.editor.window->showWorkspace(Workspace::Deploy);
    QTRY_VERIFY2_WITH_TIMEOUT(shown.panel().offerText().contains(QStringLiteral("runs since 12 min")),
                              qPrintable(shown.panel().offerText()), patience);
    QVERIFY(QApplication::activeModalWidget() == nullptr);
    QTest::mouseClick(shown.panel().showItButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(shown.editor.window->runs().isLive(RunKind::Deployed), patience);
    QVERIFY(shown.engine.made.back().recallsHistory);
    QCOMPARE(shown.engine.made.back().clockZero, shown.engine.since);
    QVERIFY(shown.panel().offerText().isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(shown.watch().changes() > 0, patience); // compared with the drawing from now on
}

void DeployWorkspaceTest::anotherDrawingIsLookedForWhileDeployIsShown()
{
    DeployedWindow shown;
    shown.open();
    shown.editor.window->showWorkspace(Workspace::Deploy);
    QTRY_VERIFY_WITH_TIMEOUT(shown.engine.asked > 0, patience);
    QVERIFY(shown.panel().offerText().isEmpty());
    shown.engine.since = 1;
    shown.editor.window->openExample(QStringLiteral("work-queue"));
    QTRY_VERIFY2_WITH_TIMEOUT(shown.panel().offerText().startsWith(QStringLiteral("work-queue runs since")),
                              qPrintable(shown.panel().offerText()), patience);
}

void DeployWorkspaceTest::checksStandInThePreviewWithTheirFix()
{
    DeployPreview preview;
    preview.checks = {
        {DeployCheck::Topic::Engine, DeployCheck::State::Good, "Docker 24.0.7", {}, {}},
        {DeployCheck::Topic::Images, DeployCheck::State::Blocked, "No image shop:1.", "Load it.", "web-app"},
        {DeployCheck::Topic::Limits, DeployCheck::State::Warning, "Too much memory.", "Take less.", {}},
        {DeployCheck::Topic::SystemFolders, DeployCheck::State::Blocked, "It binds /etc.", "Bind another.", {}}};
    preview.blockers = {fail(ErrorCode::NotFound, "No image shop:1.", "Load it.")};
    preview.missingImages = {"shop:1"};
    DeployPreviewDialog dialog(preview, false, true);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    preview.steps = {{DeployStep::Kind::Change, "container shop-web-0-app", ""},
                     {DeployStep::Kind::Add, "container shop-web-1-app", ""},
                     {DeployStep::Kind::Keep, "container shop-hub", ""},
                     {DeployStep::Kind::Add, "volume shop-data", ""}};
    QCOMPARE(DeployPreviewDialog::parts(preview),
             QStringLiteral("Steps that change something: 2 container(s), 1 volume(s)."));
    QCOMPARE(dialog.checkTexts(),
             (QStringList{QStringLiteral("Docker 24.0.7"), QStringLiteral("No image shop:1. Load it."),
                          QStringLiteral("Too much memory. Take less."),
                          QStringLiteral("It binds /etc. Bind another.")}));
    QVERIFY(!dialog.deployButton()->isEnabled());
    QCOMPARE(dialog.deployButton()->text(), QStringLiteral("Apply"));
    ElementId chosen;
    bool standIns = false, systemFolders = false;
    connect(&dialog, &DeployPreviewDialog::systemFoldersRequested, [&] { systemFolders = true; });
    connect(&dialog, &DeployPreviewDialog::elementChosen, [&](const ElementId &id) { chosen = id; });
    connect(&dialog, &DeployPreviewDialog::standInsRequested, [&] { standIns = true; });
    for (const char *text : {"Show it", "Use stand-ins", "Allow it"}) {
        dialog.show();
        for (auto *button : dialog.findChildren<QPushButton *>())
            if (button->text() == QLatin1String(text)) {
                QTest::mouseClick(button, Qt::LeftButton);
                break;
            }
    }
    QCOMPARE(chosen, std::string("web-app"));
    QVERIFY(standIns);
    QVERIFY(systemFolders);
}

void DeployWorkspaceTest::theStatusLineSaysWhatIsKnownOfTheEngine()
{
    DeployedWindow shown;
    const QSize small(1024, 768);
    shown.editor.window->resize(small);
    const auto *word = shown.editor.find<QLabel>("engineWord");
    shown.open();
    QVERIFY(word->isHidden()); // nobody has asked it
    shown.deploy();
    shown.edit();
    QTRY_VERIFY_WITH_TIMEOUT(shown.editor.find<QLabel>("saveWord")->text().startsWith(QStringLiteral("autosaved")),
                             patience);
    shown.editor.window->statusBar()->clearMessage();
    QCOMPARE(word->text(), QStringLiteral("engine: Docker 24.0 ok"));
    QVERIFY(word->toolTip().contains(QStringLiteral("24.0.7")));
    QTRY_VERIFY(word->isVisible() && word->width() >= word->sizeHint().width());
    QCOMPARE(shown.editor.window->size(), small);
    const auto *line = shown.editor.window->statusBar();
    for (const auto *label : line->findChildren<QLabel *>())
        QVERIFY2(label->isHidden() || (label->width() >= label->sizeHint().width() &&
                                       line->rect().contains(label->geometry())),
                 qPrintable(label->text()));
    shown.editor.window->statusBar()->showMessage(QStringLiteral("Saved /home/somebody/drawings/shop.bayplan.json"));
    QVERIFY(word->isHidden()); // which needs the room
    shown.editor.window->statusBar()->clearMessage();
    QVERIFY(word->isVisible());
    shown.engine.isGone = true;
    QTRY_COMPARE_WITH_TIMEOUT(word->text(), QStringLiteral("engine: not reachable"), patience);
    shown.engine.isGone = false;
    QTRY_COMPARE_WITH_TIMEOUT(word->text(), QStringLiteral("engine: Docker 24.0 ok"), patience);
}

QTEST_MAIN(DeployWorkspaceTest)
#include "deploy_workspace_test.moc"
