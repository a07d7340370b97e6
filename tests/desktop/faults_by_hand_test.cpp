// SPDX-License-Identifier: GPL-3.0-or-later
// Faults given by hand: from the menu of what is hit, by a lasso, and the way back.
#include "app/desktop/active_faults_view.h"
#include "app/desktop/canvas_live.h"
#include "app/desktop/fault_choices.h"
#include "app/desktop/fault_form.h"
#include "app/desktop/fault_log.h"
#include "app/desktop/link_item.h"
#include "app/desktop/notice_bar.h"
#include "app/desktop/param_field.h"
#include "app/desktop/run_bar.h"
#include "app/desktop/scenario_editor.h"
#include "tests/desktop/fake_run.h"
#include "tests/desktop/placed_pods.h"

#include <QComboBox>
#include <QContextMenuEvent>
#include <QDockWidget>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTableWidget>
#include <QToolButton>

#include <algorithm>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

/// A load generator that calls a service, and a third pod that nobody calls but the first.
struct Drawing {
    explicit Drawing(EditorWindow &window) : editor(window)
    {
        load = addPodAt(editor, 0, 0, "load", "client");
        web = addPodAt(editor, 500, 0, "container", "web");
        other = addPodAt(editor, 500, 300, "container", "other");
        toWeb = link(load, web);
        toOther = link(load, other);
        editor.window->document().push(*setParam(editor.topology(), toWeb, "timeout", std::string("500ms")));
        editor.window->document().push(*setParam(editor.topology(), toOther, "timeout", std::string("500ms")));
        editor.window->view().fitAll();
        QApplication::processEvents();
    }

    ElementId link(const ElementId &from, const ElementId &to)
    {
        ElementId id;
        auto edit =
            connect(editor.topology(), {containerIn(editor, from), "target"}, {containerIn(editor, to), "in"}, &id);
        editor.window->document().push(std::move(*edit));
        return id;
    }

    EditorWindow &editor;
    ElementId load, web, other, toWeb, toOther;
};

void start(EditorWindow &editor, double speed = 1)
{
    editor.window->showWorkspace(Workspace::Simulate);
    editor.window->runs().setSpeed(speed);
    editor.viewport()->setFocus();
    QTest::keyClick(&editor.window->view(), Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(editor.window->runs().snapshot() && editor.window->runs().snapshot()->time > Time(300ms),
                             30'000);
}

QPoint placeOnScreen(EditorWindow &editor, const ElementId &id)
{
    const auto *item = editor.window->scene().itemOf(id);
    if (const auto *link = qgraphicsitem_cast<const LinkItem *>(item)) {
        return editor.onScreen(link->way()[link->way().size() / 2]);
    }
    return editor.onScreen(item->sceneBoundingRect().center());
}

void openMenu(EditorWindow &editor, const ElementId &id)
{
    const QPoint at = placeOnScreen(editor, id);
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, editor.viewport()->mapToGlobal(at));
    QApplication::sendEvent(editor.viewport(), &event);
    QTRY_VERIFY(QApplication::activePopupWidget() != nullptr);
}

/// In the submenu of what can be broken, by its key, with the mouse.
QAction *faultEntry(const char *key)
{
    auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    auto *faults = menu == nullptr ? nullptr : menu->findChild<QMenu *>(QStringLiteral("menu.faults"));
    if (faults == nullptr) {
        return nullptr;
    }
    QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(faults->menuAction()).center());
    for (int waited = 0; waited < 60 && !faults->isVisible(); ++waited) {
        QTest::qWait(50);
    }
    for (auto *action : faults->actions()) {
        if (action->objectName() == QStringLiteral("fault.") + QLatin1String(key)) {
            return action;
        }
    }
    return nullptr;
}

FaultForm *openForm(EditorWindow &editor, const ElementId &id, const char *key)
{
    openMenu(editor, id);
    auto *entry = faultEntry(key);
    if (entry == nullptr || !entry->isEnabled()) {
        return nullptr;
    }
    auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(entry).center());
    for (int waited = 0; waited < 60; ++waited, QTest::qWait(50)) {
        if (auto *form = qobject_cast<FaultForm *>(QApplication::activePopupWidget())) {
            return form;
        }
    }
    return nullptr;
}

void type(FaultForm &form, const char *key, const QString &text)
{
    auto *editor = form.field(key)->editor();
    editor->setFocus();
    QTest::keyClick(editor, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(editor, text);
}

void click(QWidget *form, const char *button)
{
    auto *window = form->parentWidget();
    QTest::mouseClick(form->findChild<QPushButton *>(QLatin1String(button)), Qt::LeftButton);
    QApplication::processEvents();
    QApplication::setActiveWindow(window); // as a window manager does
}

QTableWidget &activeTable(EditorWindow &editor)
{
    return *editor.window->findChild<ScenarioEditor *>()->active()->table();
}

FaultLog &logOf(EditorWindow &editor)
{
    return *editor.window->findChild<FaultLog *>();
}

const LiveLink &liveLink(EditorWindow &editor, const ElementId &id)
{
    return *qgraphicsitem_cast<LinkItem *>(editor.window->scene().itemOf(id))->live();
}

bool isAlive(EditorWindow &editor, const ElementId &container)
{
    const auto &plan = editor.window->runs().record()->plan();
    const auto snapshot = editor.window->runs().snapshot();
    for (std::size_t i = 0; i < plan.instances.size(); ++i) {
        if (plan.instances[i].element == container) {
            return snapshot->instances[i].alive;
        }
    }
    return false;
}

} // namespace

class FaultsByHandTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aKillFromTheMenuHasAnEnd();
    void everyKindOfTheCatalogueIsOffered();
    void aLinkIsMadeSlowAndHealedBeforeItsEnd();
    void oneOfTwoFaultsIsHealed();
    void aLassoCutsOffBothWays();
    void aLassoCutsAClientFromAllReplicas();
    void aLassoCutsOneWay();
    void aLassoAroundNothingSaysSo();
    void aLassoIsPlannedWhereNothingRuns();
    void whatAnEngineCannotDoIsGreyWithItsReason();
    void theScenarioIsCheckedBeforeADeployment();
    void aFormThatIsWrongDoesNothing();
    void aStopInGoodOrderLosesNothing();
};

void FaultsByHandTest::aKillFromTheMenuHasAnEnd()
{
    EditorWindow editor;
    Drawing drawing(editor);
    start(editor);
    auto *form = openForm(editor, containerIn(editor, drawing.web), "kill");
    QVERIFY(form != nullptr);
    QCOMPARE(qobject_cast<QLineEdit *>(form->field("for")->editor())->text(), QStringLiteral("10s")); // has an end
    type(*form, "for", QStringLiteral("4s"));
    QTest::keyClick(form->field("for")->editor(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(activeTable(editor).rowCount(), 1, 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(!isAlive(editor, containerIn(editor, drawing.web)), 10'000);
    QTRY_VERIFY(activeTable(editor).item(0, 2)->text().contains(QLatin1Char('s')));
    QTRY_COMPARE_WITH_TIMEOUT(activeTable(editor).rowCount(), 0, 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(isAlive(editor, containerIn(editor, drawing.web)), 10'000);
}

void FaultsByHandTest::everyKindOfTheCatalogueIsOffered()
{
    std::set<std::string> offered;
    for (const auto &choice : faultChoices()) {
        const auto *kind = findKind("fault." + choice.kind);
        QVERIFY2(kind != nullptr, choice.kind.c_str());
        offered.insert(kind->key);
        for (const auto &[key, value] : choice.preset) {
            QVERIFY2(findParam(*kind, key) != nullptr, (choice.kind + "." + key).c_str());
        }
        for (const auto &key : choice.asks) {
            QVERIFY2(findParam(*kind, key) != nullptr, (choice.kind + "." + key).c_str());
        }
        // Each that can last has an end.
        if (findParam(*kind, "for") != nullptr) {
            QVERIFY2(choice.preset.contains("for"), choice.kind.c_str());
        }
    }
    for (const auto &kind : catalog()) {
        QVERIFY2(kind.group != KindGroup::Fault || kind.key == "fault.message" || offered.contains(kind.key), kind.key.c_str());
    }
}

void FaultsByHandTest::aLinkIsMadeSlowAndHealedBeforeItsEnd()
{
    EditorWindow editor;
    Drawing drawing(editor);
    start(editor);
    auto *form = openForm(editor, drawing.toWeb, "latency");
    QVERIFY(form != nullptr);
    type(*form, "for", QStringLiteral("1h"));
    click(form, "faultNow");
    QTRY_VERIFY_WITH_TIMEOUT(liveLink(editor, drawing.toWeb).degraded, 20'000);
    QVERIFY(!liveLink(editor, drawing.toOther).degraded);
    QTRY_VERIFY_WITH_TIMEOUT(liveLink(editor, drawing.toWeb).p50Seconds > 0.15, 30'000);
    auto *heal = activeTable(editor).cellWidget(0, 3);
    editor.window->findChild<QDockWidget *>(QStringLiteral("scenarioDock"))->raise();
    QTest::mouseClick(heal, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!liveLink(editor, drawing.toWeb).degraded, 20'000);
    QCOMPARE(activeTable(editor).rowCount(), 0);
    const auto &fault = logOf(editor).faults().back();
    QVERIFY(fault.ended && *fault.ended - *fault.began < 1h);
}

void FaultsByHandTest::oneOfTwoFaultsIsHealed()
{
    EditorWindow editor;
    Drawing drawing(editor);
    start(editor);
    auto &log = logOf(editor);
    QVERIFY(log.inject({{"degrade", drawing.toWeb, 1h, {{"delay", "constant(1ms)"}}}}, QStringLiteral("late")));
    QVERIFY(log.inject({{"cut", drawing.toWeb, 1h, {}}}, QStringLiteral("cut")));
    QTRY_COMPARE_WITH_TIMEOUT(log.active().size(), std::size_t(2), 20'000);
    QTRY_VERIFY(liveLink(editor, drawing.toWeb).cut);
    log.heal(log.active().back()->number);
    QTRY_COMPARE_WITH_TIMEOUT(log.active().size(), std::size_t(1), 20'000);
    QCOMPARE(log.active().front()->title, QStringLiteral("late"));
    QTRY_VERIFY(!liveLink(editor, drawing.toWeb).cut && liveLink(editor, drawing.toWeb).degraded);
    editor.window->action(QStringLiteral("run.healAll"))->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(log.active().empty(), 20'000);
}

/// A line around an element's item, with the mouse.
void drawAround(EditorWindow &editor, const ElementId &pod)
{
    QTRY_VERIFY(editor.find<QWidget>("lassoPaper") != nullptr);
    auto *paper = editor.find<QWidget>("lassoPaper");
    const auto box = editor.window->scene().itemOf(pod)->sceneBoundingRect().adjusted(-12, -12, 12, 12);
    const QPolygonF way({box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft(), box.topLeft()});
    QTest::mousePress(paper, Qt::LeftButton, {}, editor.onScreen(way.front()));
    for (int i = 1; i < way.size(); ++i) {
        for (int step = 1; step <= 5; ++step) {
            QTest::mouseMove(paper, editor.onScreen(way[i - 1] + (way[i] - way[i - 1]) * step / 5));
        }
    }
    QTest::mouseRelease(paper, Qt::LeftButton, {}, editor.onScreen(way.back()));
}

FaultForm *lassoForm(EditorWindow &editor, const ElementId &pod)
{
    press(editor, "Ctrl+Alt+P");
    drawAround(editor, pod);
    for (int waited = 0; waited < 60; ++waited, QTest::qWait(50)) {
        if (auto *form = qobject_cast<FaultForm *>(QApplication::activePopupWidget())) {
            return form;
        }
    }
    return nullptr;
}

void FaultsByHandTest::aLassoCutsOffBothWays()
{
    EditorWindow editor;
    Drawing drawing(editor);
    start(editor);
    auto *form = lassoForm(editor, drawing.web);
    QVERIFY(form != nullptr);
    type(*form, "for", QStringLiteral("1h"));
    click(form, "faultNow");
    QTRY_VERIFY_WITH_TIMEOUT(liveLink(editor, drawing.toWeb).cut, 20'000);
    QVERIFY(!liveLink(editor, drawing.toOther).cut);
    QTRY_VERIFY_WITH_TIMEOUT(liveLink(editor, drawing.toWeb).errorsPerSecond > 0, 30'000);
    QCOMPARE(activeTable(editor).rowCount(), 1);
    QTest::mouseClick(editor.find<QPushButton>("healAll"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!liveLink(editor, drawing.toWeb).cut, 20'000);
    QTRY_COMPARE(activeTable(editor).rowCount(), 0);
}

void FaultsByHandTest::aLassoCutsAClientFromAllReplicas()
{
    EditorWindow editor;
    Drawing drawing(editor);
    editor.window->document().push(*setParam(editor.topology(), drawing.web, "replicas", std::int64_t{3}));
    start(editor);
    auto *form = lassoForm(editor, drawing.load);
    QVERIFY(form != nullptr);
    click(form, "faultNow");
    QTRY_VERIFY_WITH_TIMEOUT(liveLink(editor, drawing.toWeb).cut, 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(liveLink(editor, drawing.toWeb).errorsPerSecond > 0, 30'000);
}

void FaultsByHandTest::aLassoCutsOneWay()
{
    EditorWindow editor;
    Drawing drawing(editor);
    start(editor);
    auto *form = lassoForm(editor, drawing.web);
    QVERIFY(form != nullptr);
    auto *direction = qobject_cast<QComboBox *>(form->field("direction")->editor());
    direction->setFocus();
    QTest::keyClicks(direction, QStringLiteral("i")); // "in", by its first letter
    Q_EMIT direction->textActivated(direction->currentText());
    QCOMPARE(direction->currentText(), QStringLiteral("in"));
    click(form, "faultNow");
    QTRY_COMPARE_WITH_TIMEOUT(logOf(editor).active().size(), std::size_t(1), 20'000);
    const auto &fault = logOf(editor).active().front()->plan;
    QVERIFY(fault.hitsIn && !fault.hitsOut);
    QVERIFY(!fault.others.empty());
}

void FaultsByHandTest::aLassoAroundNothingSaysSo()
{
    EditorWindow editor;
    Drawing drawing(editor);
    start(editor);
    press(editor, "Ctrl+Alt+P");
    QTRY_VERIFY(editor.find<QWidget>("lassoPaper") != nullptr);
    auto *paper = editor.find<QWidget>("lassoPaper");
    QTest::mousePress(paper, Qt::LeftButton, {}, QPoint(3, 3));
    QTest::mouseMove(paper, QPoint(9, 3));
    QTest::mouseMove(paper, QPoint(9, 9));
    QTest::mouseRelease(paper, Qt::LeftButton, {}, QPoint(3, 9));
    QVERIFY(QApplication::activePopupWidget() == nullptr);
    QVERIFY(logOf(editor).faults().empty());
    // And the canvas is the mouse's again.
    press(editor, "Ctrl+Alt+P");
    QTRY_VERIFY(editor.find<QWidget>("lassoPaper") != nullptr);
    QTest::keyClick(editor.find<QWidget>("lassoPaper"), Qt::Key_Escape);
    QTRY_VERIFY(editor.find<QWidget>("lassoPaper") == nullptr);
    QTest::mouseClick(editor.viewport(), Qt::LeftButton, {}, placeOnScreen(editor, containerIn(editor, drawing.web)));
    QCOMPARE(editor.window->selection().single(), containerIn(editor, drawing.web));
}

void FaultsByHandTest::aLassoIsPlannedWhereNothingRuns()
{
    EditorWindow editor;
    Drawing drawing(editor);
    auto *form = lassoForm(editor, drawing.web);
    QVERIFY(form != nullptr);
    QVERIFY(!form->findChild<QPushButton *>(QStringLiteral("faultNow"))->isEnabled());
    click(form, "faultPlan");
    QCOMPARE(editor.topology().faults.size(), std::size_t(1));
    const auto &fault = editor.topology().faults.begin()->second;
    QCOMPARE(fault.kind, std::string("cut"));
    QCOMPARE(fault.target, drawing.web);
    editor.window->document().checkNow();
    for (const auto &problem : editor.window->document().problems()) {
        QVERIFY2(problem.element != fault.id, problem.sentence.english().c_str());
    }
    press(editor, "Ctrl+Z");
    QVERIFY(editor.topology().faults.empty());
}

void FaultsByHandTest::whatAnEngineCannotDoIsGreyWithItsReason()
{
    EditorWindow editor;
    Drawing drawing(editor);
    auto plan = lower(editor.topology());
    QVERIFY(plan.has_value());
    auto fake = std::make_unique<FakeRun>(*plan);
    auto *engine = fake.get();
    editor.window->runs().begin(std::move(fake), RunKind::Deployed);
    engine->advance(1s);
    QTRY_VERIFY(editor.window->runs().isLive());
    openMenu(editor, containerIn(editor, drawing.web));
    auto *memory = faultEntry("oom");
    QVERIFY(memory != nullptr);
    QVERIFY(!memory->isEnabled());
    QVERIFY2(memory->toolTip().contains(QStringLiteral("cannot")), qPrintable(memory->toolTip()));
    auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QVERIFY(menu != nullptr);
    for (auto *action : menu->actions()) {
        if (action->objectName() == QStringLiteral("fault.kill") ||
            action->objectName() == QStringLiteral("fault.stop")) {
            QVERIFY(action->isEnabled());
        }
    }
    while (QApplication::activePopupWidget() != nullptr) {
        QApplication::activePopupWidget()->close();
    }
}

void FaultsByHandTest::theScenarioIsCheckedBeforeADeployment()
{
    EditorWindow editor;
    Drawing drawing(editor);
    auto *scenario = editor.window->findChild<ScenarioEditor *>();
    auto *notice = editor.window->findChild<NoticeBar *>();
    editor.window->document().push(addFault(editor.topology(), "oom", containerIn(editor, drawing.web)));
    editor.window->showWorkspace(Workspace::Simulate);
    QTest::qWait(500);
    QVERIFY(scenario->objectionSentence().isEmpty()); // the simulator can
    editor.window->showWorkspace(Workspace::Deploy);
    QTRY_VERIFY_WITH_TIMEOUT(!scenario->objectionSentence().isEmpty(), 20'000);
    QVERIFY(notice->isVisible());
    QVERIFY2(notice->sentence().contains(QStringLiteral("oom")) ||
                 notice->sentence().contains(QStringLiteral("memory")),
             qPrintable(notice->sentence()));
    press(editor, "Ctrl+Z");
    QTRY_VERIFY_WITH_TIMEOUT(scenario->objectionSentence().isEmpty(), 20'000);
    QVERIFY(!notice->isVisible());
}

void FaultsByHandTest::aFormThatIsWrongDoesNothing()
{
    EditorWindow editor;
    Drawing drawing(editor);
    start(editor);
    auto *form = openForm(editor, drawing.toWeb, "loss");
    QVERIFY(form != nullptr);
    for (const char *wrong : {"7", "-1", "much"}) {
        type(*form, "loss", QLatin1String(wrong));
        QVERIFY2(!form->findChild<QPushButton *>(QStringLiteral("faultNow"))->isEnabled(), wrong);
        QTest::keyClick(form->field("loss")->editor(), Qt::Key_Return);
        QVERIFY(QApplication::activePopupWidget() == form);
    }
    type(*form, "loss", QStringLiteral("0.5"));
    QVERIFY(form->findChild<QPushButton *>(QStringLiteral("faultNow"))->isEnabled());
    QVERIFY(logOf(editor).faults().empty());
    form->close();
}

void FaultsByHandTest::aStopInGoodOrderLosesNothing()
{
    EditorWindow editor;
    Drawing drawing(editor);
    const auto web = containerIn(editor, drawing.web);
    start(editor, 2);
    auto *form = openForm(editor, web, "stop");
    QVERIFY(form != nullptr);
    type(*form, "for", QStringLiteral("3s"));
    click(form, "faultNow");
    QTRY_VERIFY_WITH_TIMEOUT(!isAlive(editor, web), 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(isAlive(editor, web), 30'000);
    const auto &plan = editor.window->runs().record()->plan();
    for (std::size_t i = 0; i < plan.instances.size(); ++i) {
        if (plan.instances[i].element == web) {
            QCOMPARE(editor.window->runs().snapshot()->instances[i].lost.value_or(99), std::uint64_t(0));
        }
    }
}

QTEST_MAIN(FaultsByHandTest)
#include "faults_by_hand_test.moc"
