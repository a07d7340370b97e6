// SPDX-License-Identifier: GPL-3.0-or-later
// Run control as a person uses it: step, run, fast, express, until; what is kept of runs and shown again.
#include "app/desktop/canvas_live.h"
#include "app/desktop/events_model.h"
#include "app/desktop/figure_label.h"
#include "app/desktop/notice_bar.h"
#include "app/desktop/run_bar.h"
#include "app/desktop/runs_view.h"
#include "app/desktop/step_words.h"
#include "app/desktop/until_bar.h"
#include "tests/desktop/editor_window.h"
#include "tests/desktop/fake_run.h"

#include <QAction>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTableWidget>
#include <QToolButton>

using namespace bayplan;
using namespace std::chrono_literals;

class RunControlTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void expressRunsToTheEndAndTheViewsHaveItAll();
    void fastShowsEveryStepOfTheRun();
    void behindRunUntilTheCanvasHasTheFocus();
    void expressAgainIsRunOnceMore();
    void aStepOfTheSelectedElementEndsAtItsEvent();
    void untilIsAskedByKeyAndStopsAtTheEvent();
    void untilAConditionStopsThereAndSaysWhy();
    void aWrongUntilIsMarkedWhereItIsWrong();
    void untilCompletesWordsAndRemembersTexts();
    void aDeploymentIsNotPausedAndANoticeSaysSo();
    void aPauseLosesNothingOfWhatIsShown();
    void timeLeftIsToldWhileItRuns();
    void aStepSaysWhichEventItWas();
    void progressAndTimeLeftStandInASmallWindow();
    void aRunSaysThatItsDrawingWasEditedSince();
    void keptRunsAreNamedShownAgainAndRemoved();
    void aNamedRunIsNotPushedOut();

private:
    static RunSession &runs(const EditorWindow &editor) { return editor.window->runs(); }
    static RunStatus status(const EditorWindow &editor)
    {
        const RunRecord *record = runs(editor).record();
        return record && record->newest() ? record->newest()->status : RunStatus::Starting;
    }
    static Time newestTime(const EditorWindow &editor) { return runs(editor).record()->newest()->time; }
    static double seconds(const EditorWindow &editor)
    {
        const RunRecord *record = runs(editor).record();
        return record && record->newest() ? toSeconds(record->newest()->time) : 0;
    }
    static void open(EditorWindow &editor, const char *example = "sharded-cache")
    {
        QVERIFY(editor.window->openExample(QString::fromLatin1(example)));
        editor.window->showWorkspace(Workspace::Simulate);
        editor.window->view().setFocus();
    }
    static void press(const EditorWindow &editor, Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(&editor.window->view(), key, modifiers);
    }
    static void askUntil(const EditorWindow &editor, const QString &text)
    {
        press(editor, Qt::Key_F11);
        auto *field = editor.window->findChild<QLineEdit *>(QStringLiteral("untilField"));
        QVERIFY(field->isVisible());
        field->selectAll();
        QTest::keyClicks(field, text);
        QTest::keyClick(field, Qt::Key_Return);
    }
    static void finishOne(EditorWindow &editor)
    {
        const RunRecord *before = runs(editor).record();
        const int last = before ? before->number() : 0;
        runs(editor).setMode(RunMode::Express);
        runs(editor).play();
        QTRY_VERIFY_WITH_TIMEOUT(runs(editor).record() && runs(editor).record()->number() > last &&
                                     status(editor) == RunStatus::Finished,
                                 60'000);
    }
};

void RunControlTest::expressRunsToTheEndAndTheViewsHaveItAll()
{
    EditorWindow editor;
    open(editor);
    press(editor, Qt::Key_F9);
    QCOMPARE(runs(editor).mode(), RunMode::Express);
    QTRY_COMPARE_WITH_TIMEOUT(status(editor), RunStatus::Finished, 60'000);
    QCOMPARE(seconds(editor), 60.0);
    runs(editor).record()->settle();
    const auto points = runs(editor).record()->read(
        [](const RunHistory &history) { return history.totals()[Quantity::Throughput].points(); });
    QVERIFY(points.size() > 200); // though the views looked twice a second only
    QVERIFY(points.back().seconds > 59.5F);
}

void RunControlTest::fastShowsEveryStepOfTheRun()
{
    EditorWindow editor;
    open(editor);
    double shown = 0, widest = 0;
    connect(&runs(editor), &RunSession::snapshotChanged, this, [&](const SnapshotPtr &snapshot) {
        widest = std::max(widest, toSeconds(snapshot->time) - shown);
        shown = toSeconds(snapshot->time);
    });
    press(editor, Qt::Key_F8);
    QCOMPARE(runs(editor).mode(), RunMode::Fast);
    QTRY_VERIFY_WITH_TIMEOUT(shown >= 3, 60'000);
    QVERIFY2(widest < 0.2001, qPrintable(QString::number(widest))); // the first look may come after the first step
    press(editor, Qt::Key_Space);
    QTRY_COMPARE(status(editor), RunStatus::Paused);
    const double held = seconds(editor);
    press(editor, Qt::Key_F8); // one press: it goes on as fast
    QCOMPARE(runs(editor).mode(), RunMode::Fast);
    QTRY_VERIFY_WITH_TIMEOUT(seconds(editor) > held, 20'000);
}

/// Else the next Space is typed into a field instead of going on.
void RunControlTest::behindRunUntilTheCanvasHasTheFocus()
{
    EditorWindow editor;
    open(editor);
    editor.window->selection().set({editor.topology().pods.begin()->first});
    askUntil(editor, QStringLiteral("2s"));
    QTRY_COMPARE_WITH_TIMEOUT(status(editor), RunStatus::Paused, 60'000);
    QApplication::processEvents();
    const QWidget *focused = QApplication::focusWidget();
    QVERIFY2(focused == &editor.window->view(), focused ? qPrintable(focused->objectName()) : "nobody");
}

void RunControlTest::expressAgainIsRunOnceMore()
{
    EditorWindow editor;
    open(editor, "mm1");
    auto *bar = editor.window->findChild<RunBar *>();
    QTest::mouseClick(bar->widgetForAction(bar->expressAction()), Qt::LeftButton);
    QVERIFY(bar->expressAction()->isChecked());
    QTRY_VERIFY_WITH_TIMEOUT(seconds(editor) > 0, 20'000);
    QTest::mouseClick(bar->widgetForAction(bar->expressAction()), Qt::LeftButton);
    QCOMPARE(runs(editor).mode(), RunMode::Run);
    QVERIFY(!bar->expressAction()->isChecked());
}

void RunControlTest::aStepOfTheSelectedElementEndsAtItsEvent()
{
    EditorWindow editor;
    open(editor, "mm1");
    askUntil(editor, QStringLiteral("5s"));
    QTRY_VERIFY_WITH_TIMEOUT(status(editor) == RunStatus::Paused && seconds(editor) == 5, 20'000);
    const auto &plan = runs(editor).record()->plan();
    std::size_t server = 0;
    while (!plan.instances[server].machine ||
           !std::holds_alternative<ServiceConfig>(plan.instances[server].machine->behaviour))
        ++server;
    editor.window->selection().set({plan.instances[server].element});
    const auto before = runs(editor).record()->newest()->instances[server].machine.served;
    press(editor, Qt::Key_F10, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(seconds(editor) > 5 && status(editor) == RunStatus::Paused, 20'000);
    const auto after = runs(editor).record()->newest()->instances[server].machine.served;
    QCOMPARE(after.received + after.succeeded, before.received + before.succeeded + 1);
}

void RunControlTest::untilIsAskedByKeyAndStopsAtTheEvent()
{
    EditorWindow editor;
    open(editor, "leader-election");
    runs(editor).setSpeed(0);
    askUntil(editor, QStringLiteral("elected"));
    QTRY_VERIFY_WITH_TIMEOUT(!runs(editor).pauseReason().isEmpty(), 20'000);
    QTRY_VERIFY(newestTime(editor) == runs(editor).record()->events().back().time);
    const auto &events = runs(editor).record()->events();
    QCOMPARE(events.back().kind, std::string("until"));
    QVERIFY(std::any_of(events.begin(), events.end(), [&](const RunEvent &event) {
        return event.kind == "elected" && event.time == runs(editor).record()->newest()->time;
    }));
    QVERIFY(runs(editor).pauseReason().startsWith(QStringLiteral("elected")));
}

void RunControlTest::untilAConditionStopsThereAndSaysWhy()
{
    EditorWindow editor;
    open(editor, "work-queue");
    runs(editor).setSpeed(0);
    askUntil(editor, QStringLiteral("queue.depth >= 3"));
    QTRY_VERIFY_WITH_TIMEOUT(!runs(editor).pauseReason().isEmpty(), 20'000);
    QTRY_VERIFY(newestTime(editor) == runs(editor).record()->events().back().time);
    std::uint64_t depth = 0;
    for (const InstanceSnapshot &one : runs(editor).record()->newest()->instances)
        if (const auto *queue = std::get_if<QueueState>(&one.machine.pattern))
            depth += queue->ready + queue->reserved + queue->delayed;
    QCOMPARE(depth, std::uint64_t(3));
    auto *bar = editor.window->findChild<RunBar *>();
    const auto says = [&] { return bar->findChild<RestLabel *>()->text().contains(QStringLiteral("queue.depth")); };
    QTRY_VERIFY(says());
    press(editor, Qt::Key_Space); // and on
    QTRY_VERIFY(!says());
}

void RunControlTest::aWrongUntilIsMarkedWhereItIsWrong()
{
    EditorWindow editor;
    open(editor, "work-queue");
    askUntil(editor, QStringLiteral("queue.depht > 3"));
    auto *field = editor.window->findChild<QLineEdit *>(QStringLiteral("untilField"));
    auto *words = editor.window->findChild<QLabel *>(QStringLiteral("untilWords"));
    QVERIFY(field->isVisible());
    QVERIFY(words->text().contains(QStringLiteral("queue.depth")));
    QCOMPARE(field->selectedText(), QStringLiteral("queue.depht"));
    QVERIFY(!runs(editor).record()); // nothing began
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(!field->isVisible());
}

void RunControlTest::untilCompletesWordsAndRemembersTexts()
{
    EditorWindow editor;
    open(editor, "work-queue");
    askUntil(editor, QStringLiteral("1s"));
    QTRY_COMPARE_WITH_TIMEOUT(status(editor), RunStatus::Paused, 20'000);
    auto *bar = editor.window->findChild<UntilBar *>();
    QCOMPARE(bar->completionsOf({}).first(), QStringLiteral("1s"));
    QVERIFY(bar->completionsOf(QStringLiteral("que")).contains(QStringLiteral("queue.depth")));
    QVERIFY(bar->completionsOf({}).contains(QStringLiteral("elected")));
    const auto names = namesInAssertions(runs(editor).record()->plan());
    QVERIFY(bar->completionsOf(QStringLiteral("queue.depth of "))
                .contains(QStringLiteral("queue.depth of ") + QString::fromStdString(names.front())));
}

void RunControlTest::aDeploymentIsNotPausedAndANoticeSaysSo()
{
    EditorWindow editor;
    auto made = std::make_unique<FakeRun>();
    FakeRun *run = made.get();
    runs(editor).begin(std::move(made), RunKind::Deployed);
    editor.window->showWorkspace(Workspace::Deploy);
    askUntil(editor, QStringLiteral("sent of l1 > 200"));
    QCOMPARE(runs(editor).untilText(), QStringLiteral("sent of l1 > 200"));
    run->advance(1s);
    QTest::qWait(300);
    auto *notice = editor.window->findChild<NoticeBar *>();
    QVERIFY(notice->sentence().isEmpty());
    run->advance(3s);
    QTRY_VERIFY(notice->sentence().contains(QStringLiteral("sent of l1 > 200")));
    QCOMPARE(status(editor), RunStatus::Running);
    QCOMPARE(runs(editor).record()->events().back().kind, std::string("until"));
}

void RunControlTest::aPauseLosesNothingOfWhatIsShown()
{
    EditorWindow editor;
    open(editor);
    runs(editor).setSpeed(2);
    press(editor, Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(seconds(editor) > 4, 20'000);
    press(editor, Qt::Key_Space);
    QTRY_COMPARE_WITH_TIMEOUT(status(editor), RunStatus::Paused, 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(runs(editor).record()->isSettled(), 20'000);
    const LiveFigures before = liveFigures(*runs(editor).record());
    QVERIFY(std::any_of(before.cards.begin(), before.cards.end(),
                        [](const auto &card) { return card.second.ratePerSecond > 0; }));
    QTest::qWait(1200); // longer than the window of the figures
    const LiveFigures after = liveFigures(*runs(editor).record());
    QVERIFY(after.cards == before.cards);
    QVERIFY(after.links == before.links);
}

void RunControlTest::timeLeftIsToldWhileItRuns()
{
    EditorWindow editor;
    open(editor);
    auto *bar = editor.window->findChild<RunBar *>();
    runs(editor).setSpeed(2);
    press(editor, Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(seconds(editor) > 1, 20'000);
    QTRY_VERIFY(bar->leftText().contains(QStringLiteral("0:2"))); // 60 s at twice the speed
    press(editor, Qt::Key_Space);
    QTRY_VERIFY(bar->leftText().isEmpty());
}

void RunControlTest::aStepSaysWhichEventItWas()
{
    EditorWindow editor;
    open(editor, "leader-election");
    const auto *bar = editor.window->findChild<RunBar *>();
    press(editor, Qt::Key_F10);
    QTRY_VERIFY(runs(editor).snapshot() && runs(editor).snapshot()->step);
    askUntil(editor, QStringLiteral("2s"));
    QTRY_COMPARE_WITH_TIMEOUT(status(editor), RunStatus::Paused, 60'000);
    QTRY_VERIFY(newestTime(editor) == Time(2s));
    bool wasMessage = false;
    for (int i = 0; i < 60; ++i) {
        const std::uint64_t before = runs(editor).snapshot()->events;
        press(editor, Qt::Key_F10);
        QTRY_VERIFY(runs(editor).snapshot()->events > before);
        const SnapshotPtr now = runs(editor).snapshot();
        QTRY_COMPARE(bar->eventsText(), stepText(*now->step, now->time, runs(editor).record()->plan()));
        wasMessage = wasMessage || bar->eventsText().contains(QStringLiteral("heartbeat of "));
        const std::string name = runs(editor).record()->plan().instances[now->step->instance.value_or(0)].name;
        if (now->step->instance)
            QVERIFY2(bar->eventsText().contains(QString::fromStdString(name)), qPrintable(bar->eventsText()));
    }
    QVERIFY(wasMessage);
    QTRY_COMPARE(editor.window->statusBar()->currentMessage(), bar->eventsText());
    press(editor, Qt::Key_Space);
    QTRY_COMPARE(status(editor), RunStatus::Running);
    QTRY_VERIFY(bar->eventsText().contains(QStringLiteral("events")));
    QTRY_VERIFY(editor.window->statusBar()->currentMessage().isEmpty());
}

void RunControlTest::progressAndTimeLeftStandInASmallWindow()
{
    EditorWindow editor;
    editor.window->resize(1024, 768);
    open(editor);
    const auto *bar = editor.window->findChild<RunBar *>();
    press(editor, Qt::Key_Space);
    QTRY_VERIFY(!bar->leftText().isEmpty());
    for (const Workspace workspace : {Workspace::Deploy, Workspace::Design, Workspace::Simulate}) {
        editor.window->showWorkspace(workspace);
        QApplication::processEvents();
        for (const QString &name : {QStringLiteral("Progress to the end of the run"), QStringLiteral("Time left"),
                                    QStringLiteral("Status of the run")}) {
            const auto all = bar->findChildren<QWidget *>();
            const auto part = std::ranges::find(all, name, &QWidget::accessibleName);
            QVERIFY(part != all.end());
            const QRect place((*part)->mapTo(editor.window.get(), QPoint()), (*part)->size());
            QVERIFY2((*part)->isVisible() && place.right() < editor.window->width(), qPrintable(name));
        }
        const auto *more = bar->findChild<QToolButton *>(QStringLiteral("qt_toolbar_ext_button"));
        QVERIFY(more == nullptr || !more->isVisible());
    }
    QVERIFY2(bar->isCompact(), qPrintable(QString::number(editor.window->width())));
    editor.window->resize(1440, 900);
    QApplication::processEvents();
    QVERIFY(!bar->isCompact());
}

void RunControlTest::aRunSaysThatItsDrawingWasEditedSince()
{
    EditorWindow editor;
    open(editor, "mm1");
    const auto *bar = editor.window->findChild<RunBar *>();
    finishOne(editor);
    QVERIFY(bar->editedText().isEmpty());
    const ElementId pod = editor.topology().pods.begin()->first;
    editor.window->document().push(moveBy(editor.topology(), {pod}, {80, 0}));
    QVERIFY(bar->editedText().isEmpty()); // where things stand does not count
    const auto edit = [&] {
        ElementId added;
        editor.window->document().push(addFault(editor.topology(), "kill", pod, &added));
    };
    edit();
    QVERIFY2(bar->editedText().contains(QStringLiteral("edited since")), qPrintable(bar->editedText()));
    press(editor, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(bar->editedText().isEmpty());
    edit();
    QVERIFY(!bar->editedText().isEmpty());
    finishOne(editor);
    QVERIFY(bar->editedText().isEmpty()); // of the drawing as it is now
    runs(editor).showKept(runs(editor).earlier().front()->number());
    QVERIFY(!bar->editedText().isEmpty());
}

void RunControlTest::keptRunsAreNamedShownAgainAndRemoved()
{
    EditorWindow editor;
    open(editor, "leader-election");
    finishOne(editor);
    const int first = runs(editor).record()->number();
    finishOne(editor);
    const int second = runs(editor).record()->number();
    QCOMPARE(runs(editor).kept().size(), std::size_t(2));

    auto *dock = editor.window->findChild<QDockWidget *>(QStringLiteral("runsDock"));
    dock->show();
    dock->raise();
    auto *table = dock->findChild<QTableWidget *>(QStringLiteral("runsTable"));
    QCOMPARE(table->rowCount(), 2);
    table->setCurrentCell(1, 0); // the older one
    table->item(1, 0)->setText(QStringLiteral("before the change"));
    QCOMPARE(runs(editor).kept(first)->title(), QStringLiteral("before the change"));

    QSignalSpy changed(&runs(editor), &RunSession::runChanged);
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(runs(editor).record()->number(), first);
    auto *events = editor.window->findChild<EventsModel *>();
    QCOMPARE(events->rowCount(), static_cast<int>(runs(editor).kept(first)->events().size()));

    QTest::keyClick(table, Qt::Key_Delete);
    QVERIFY(!runs(editor).kept(first));
    QCOMPARE(runs(editor).record()->number(), second);
    QCOMPARE(table->rowCount(), 1);
}

void RunControlTest::aNamedRunIsNotPushedOut()
{
    RunSession session;
    session.begin(std::make_unique<FakeRun>(), RunKind::Simulated);
    const int named = session.record()->number();
    session.rename(named, QStringLiteral("mine"));
    for (int i = 0; i < 12; ++i)
        session.begin(std::make_unique<FakeRun>(), RunKind::Simulated);
    QVERIFY(session.kept(named));
    QCOMPARE(session.earlier().size(), std::size_t(9));
    QVERIFY(!session.remove(session.record()->number())); // it goes on
}

QTEST_MAIN(RunControlTest)
#include "run_control_test.moc"
