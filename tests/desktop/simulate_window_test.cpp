// SPDX-License-Identifier: GPL-3.0-or-later
// The whole window simulates with the real simulator, driven by keys and clicks as a person would.
#include "app/desktop/run_bar.h"
#include "app/desktop/time_strip.h"
#include "tests/desktop/editor_window.h"

#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QTabBar>
#include <QTableWidget>
#include <QToolButton>

using namespace bayplan;
using namespace std::chrono_literals;

class SimulateWindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void spaceRunsPausesAndResumes();
    void speedIsFollowedWhileItRuns();
    void stopEndsAndLeavesTheFigures();
    void aStepDoesOneEvent();
    void aKilledLeaderIsReplacedOnScreen();
    void undoGoesBackOverARun();
    void aNewDocumentBeginsWithoutTheRunOfTheOther();
    void everyPanelFitsASmallScreen();

private:
    static Duration simulated(const EditorWindow &editor)
    {
        const auto snapshot = editor.window->runs().snapshot();
        return snapshot ? snapshot->time.time_since_epoch() : Duration(0);
    }
    static RunStatus status(const EditorWindow &editor)
    {
        const auto snapshot = editor.window->runs().snapshot();
        return snapshot ? snapshot->status : RunStatus::Starting;
    }
    static void open(EditorWindow &editor)
    {
        QVERIFY(editor.window->openExample(QStringLiteral("sharded-cache")));
        editor.viewport()->setFocus();
    }
    static void pressSpace(EditorWindow &editor) { QTest::keyClick(&editor.window->view(), Qt::Key_Space); }
    static void click(EditorWindow &editor, QAction *action)
    {
        auto *bar = editor.window->findChild<RunBar *>();
        QTest::mouseClick(bar->widgetForAction(action), Qt::LeftButton);
    }
};

void SimulateWindowTest::spaceRunsPausesAndResumes()
{
    EditorWindow editor;
    open(editor);
    pressSpace(editor);
    QTRY_VERIFY_WITH_TIMEOUT(simulated(editor) > 300ms, 10'000);
    pressSpace(editor);
    QTRY_COMPARE(status(editor), RunStatus::Paused);
    const auto held = simulated(editor);
    QTest::qWait(400);
    QCOMPARE(simulated(editor), held);
    pressSpace(editor);
    QTRY_VERIFY_WITH_TIMEOUT(simulated(editor) > held + 200ms, 10'000);
}

void SimulateWindowTest::speedIsFollowedWhileItRuns()
{
    EditorWindow editor;
    open(editor);
    pressSpace(editor);
    QTRY_VERIFY_WITH_TIMEOUT(simulated(editor) > 100ms, 10'000);
    QCOMPARE(editor.window->runs().speed(), 1.0);
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(editor.window.get(), Qt::Key_Period, Qt::ControlModifier);
    const double factor = editor.window->runs().speed();
    QVERIFY(factor > 2);
    const auto before = simulated(editor);
    QTRY_VERIFY_WITH_TIMEOUT(simulated(editor) > before + 2s, 10'000);
}

void SimulateWindowTest::stopEndsAndLeavesTheFigures()
{
    EditorWindow editor;
    open(editor);
    auto *bar = editor.window->findChild<RunBar *>();
    click(editor, bar->playAction());
    QTRY_VERIFY_WITH_TIMEOUT(simulated(editor) > 500ms, 10'000);
    click(editor, bar->stopAction());
    QTRY_VERIFY(!editor.window->runs().isLive());
    const auto *record = editor.window->runs().record();
    QVERIFY(record != nullptr);
    QVERIFY(record->snapshot()->events > 0);
    QVERIFY(bar->timeText() != QStringLiteral("t=00:00.000"));
}

void SimulateWindowTest::aStepDoesOneEvent()
{
    EditorWindow editor;
    open(editor);
    auto *bar = editor.window->findChild<RunBar *>();
    click(editor, bar->stepAction());
    QTRY_VERIFY(editor.window->runs().snapshot() && editor.window->runs().snapshot()->events > 0);
    QTest::qWait(300); // until the start, which is a step too, is seen as well
    const auto first = editor.window->runs().snapshot()->events;
    click(editor, bar->stepAction());
    QTRY_COMPARE(editor.window->runs().snapshot()->events, first + 1);
    QCOMPARE(status(editor), RunStatus::Paused);
}

void SimulateWindowTest::aKilledLeaderIsReplacedOnScreen()
{
    EditorWindow editor;
    open(editor);
    editor.window->runs().setSpeed(5);
    pressSpace(editor);
    const auto leader = [&] {
        const auto snapshot = editor.window->runs().snapshot();
        std::string name;
        for (std::size_t i = 0; snapshot && i < snapshot->instances.size(); ++i) {
            const auto *state = std::get_if<ElectionState>(&snapshot->instances[i].machine.pattern);
            if (state != nullptr && state->leaseValid && snapshot->instances[i].alive)
                name = editor.window->runs().record()->plan().instances[i].name;
        }
        return name;
    };
    QTRY_VERIFY_WITH_TIMEOUT(!leader().empty(), 10'000);
    const std::string first = leader();
    QVERIFY(editor.window->runs().inject({"kill", first, 20s}));
    QTRY_VERIFY_WITH_TIMEOUT(!leader().empty() && leader() != first, 20'000);
}

void SimulateWindowTest::undoGoesBackOverARun()
{
    EditorWindow editor;
    open(editor);
    const std::string before = editor.bytes();
    editor.window->selection().set({"client"});
    QTest::keyClick(&editor.window->view(), Qt::Key_Right, Qt::ControlModifier);
    QVERIFY(editor.bytes() != before);
    pressSpace(editor);
    QTRY_VERIFY_WITH_TIMEOUT(simulated(editor) > 300ms, 10'000);
    editor.window->runs().stop();
    QTRY_VERIFY_WITH_TIMEOUT(!editor.window->runs().isLive(), 10'000);
    QTest::keyClick(editor.window.get(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(editor.bytes(), before);
}

void SimulateWindowTest::aNewDocumentBeginsWithoutTheRunOfTheOther()
{
    EditorWindow editor;
    open(editor);
    pressSpace(editor);
    QTRY_VERIFY_WITH_TIMEOUT(simulated(editor) > 300ms, 10'000);
    const auto isLive = [&] { return !editor.window->scene().liveFigures().cards.empty(); };
    QVERIFY(isLive());
    const int number = editor.window->runs().record()->number();
    open(editor); // the same ids
    QVERIFY(!isLive());
    QVERIFY(editor.window->runs().record() == nullptr);
    QVERIFY(editor.window->findChild<TimeStrip *>()->isHidden());
    QCOMPARE(editor.window->findChild<RunBar *>()->timeText(), QStringLiteral("t=00:00.000"));
    QVERIFY(!editor.window->runs().isLive(RunKind::Simulated));
    // It is still there to be looked at, as one of another drawing.
    editor.window->runs().showKept(number);
    QVERIFY(simulated(editor) > 300ms);
    QVERIFY(!isLive());
    const auto *table = editor.find<QTableWidget>("runsTable");
    QVERIFY(table->item(0, table->columnCount() - 1)->text().endsWith(QStringLiteral("another drawing")));
    pressSpace(editor);
    QTRY_VERIFY_WITH_TIMEOUT(isLive(), 10'000);
    QVERIFY(editor.window->runs().record()->number() > number);
    // A file that is opened again is the same drawing.
    const auto path = editor.folder.filePath(QStringLiteral("cache.bayplan.json"));
    QVERIFY(editor.window->document().saveAs(path));
    editor.window->runs().stop();
    QTRY_VERIFY_WITH_TIMEOUT(!editor.window->runs().isLive(RunKind::Simulated), 10'000);
    editor.window->runs().play();
    QTRY_VERIFY_WITH_TIMEOUT(simulated(editor) > 100ms, 10'000);
    const int saved = editor.window->runs().record()->number();
    editor.window->newDocument();
    QVERIFY(editor.window->openPath(path));
    QVERIFY(!isLive());
    editor.window->runs().showKept(saved);
    QVERIFY(isLive());
}

void SimulateWindowTest::everyPanelFitsASmallScreen()
{
    EditorWindow editor;
    open(editor);
    for (const Workspace workspace : {Workspace::Design, Workspace::Simulate, Workspace::Deploy}) {
        editor.window->showWorkspace(workspace);
        for (auto *dock : editor.window->findChildren<QDockWidget *>())
            dock->show();
        editor.window->resize(1024, 768);
        QApplication::processEvents();
        QCOMPARE(editor.window->size(), QSize(1024, 768)); // wider when a panel wants more
        for (auto *tabs : editor.window->findChildren<QTabBar *>(Qt::FindDirectChildrenOnly))
            QCOMPARE(tabs->elideMode(), Qt::ElideNone); // whole words
    }
}

QTEST_MAIN(SimulateWindowTest)
#include "simulate_window_test.moc"
