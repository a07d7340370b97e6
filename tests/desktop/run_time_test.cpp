// SPDX-License-Identifier: GPL-3.0-or-later
// The time of a run: scrubbed back over, forked, saved and opened again.
#include "app/desktop/chart_panel.h"
#include "app/desktop/containers_view.h"
#include "app/desktop/election_lanes.h"
#include "app/desktop/figure_table.h"
#include "app/desktop/metrics_view.h"
#include "app/desktop/notice_bar.h"
#include "app/desktop/run_file.h"
#include "app/desktop/time_scrubber.h"
#include "app/desktop/time_strip.h"
#include "engine/recording/recorded_scenario.h"
#include "simulator/world.h"
#include "tests/desktop/editor_window.h"
#include "tests/desktop/fake_run.h"

#include <QDockWidget>
#include <QDragEnterEvent>
#include <QFile>
#include <QLabel>
#include <QToolButton>
#include <QUrl>

using namespace bayplan;
using namespace std::chrono_literals;

class RunTimeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void draggingTheScrubberShowsTheExactStateOfThen();
    void thePastStaysShownWhileTheRunGoesOn();
    void keysGoFromMarkToMarkAndBackToNow();
    void marksAreDrawnForWhatHappened();
    void thePastOfADeploymentIsWhatWasRecorded();
    void nothingIsDoneToThePast();
    void anotherPathHasTheSameHistoryUntilThen();
    void bothFuturesAreDrawn();
    void aSavedRunOpensInAllViewsAndReplaysToTheSame();
    void aRunIsSavedAsFarAsItIs();
    void aDeploymentIsSavedAndOpened();
    void aTornOrForeignFileIsToldInTheRecordingsWords();
    void aRunIsOpenedByADropOntoTheWindow();

private:
    static RunSession &runs(const EditorWindow &editor) { return editor.window->runs(); }
    static const Snapshot &newest(const EditorWindow &editor) { return *runs(editor).record()->newest(); }
    static void finishOne(EditorWindow &editor, const char *example)
    {
        QVERIFY(editor.window->openExample(QString::fromLatin1(example)));
        editor.window->showWorkspace(Workspace::Simulate);
        runs(editor).setMode(RunMode::Express);
        runs(editor).play();
        QTRY_VERIFY_WITH_TIMEOUT(runs(editor).record() && runs(editor).record()->isOver(), 60'000);
        QTest::qWait(50);
    }
    static TimeScrubber *scrubber(const EditorWindow &editor) { return editor.window->findChild<TimeScrubber *>(); }
    /// As the mouse does it; gives the instant that is held.
    static double dragTo(const EditorWindow &editor, double seconds)
    {
        TimeScrubber *line = scrubber(editor);
        const int y = line->height() / 2;
        QTest::mousePress(line, Qt::LeftButton, {}, QPoint(line->xOf(seconds) - 30, y));
        QTest::mouseMove(line, QPoint(line->xOf(seconds), y));
        QTest::mouseRelease(line, Qt::LeftButton, {}, QPoint(line->xOf(seconds), y));
        [&] { QTRY_VERIFY_WITH_TIMEOUT(runs(editor).held() && !runs(editor).isSeeking(), 60'000); }();
        return runs(editor).held().value_or(-1);
    }
    static void save(const EditorWindow &editor, const QString &path)
    {
        editor.window->saveRunTo(runs(editor).record()->number(), path);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path), 60'000);
    }
    static bool sameStates(const Snapshot &a, const Snapshot &b)
    {
        return a.time == b.time &&
               std::equal(a.instances.begin(), a.instances.end(), b.instances.begin(), b.instances.end(),
                          [](const InstanceSnapshot &x, const InstanceSnapshot &y) {
                              return x.alive == y.alive && x.machine == y.machine;
                          });
    }
};

void RunTimeTest::draggingTheScrubberShowsTheExactStateOfThen()
{
    EditorWindow editor;
    finishOne(editor, "sharded-cache");
    auto *containers = editor.window->findChild<QDockWidget *>(QStringLiteral("containersDock"));
    containers->raise();
    QApplication::processEvents();
    auto *table = containers->findChild<FigureTable *>();
    QTest::qWait(500); // views follow ten times a second
    const QString atEnd = table->toText(false);

    const double held = dragTo(editor, 20);
    QVERIFY(held > 18 && held < 22);
    const Plan &plan = runs(editor).record()->plan();
    World world(plan, plan.seed);
    world.runUntil(Time(fromSeconds(held)), UINT64_MAX);
    QVERIFY(sameStates(*runs(editor).snapshot(), world.snapshot()));
    QCOMPARE(runs(editor).cursor(), std::optional(held));
    QVERIFY(table->toText(false) != atEnd);
    const auto *strip = editor.window->findChild<TimeStrip *>();
    QVERIFY(strip->timeText().startsWith(QStringLiteral("0:")));

    QTest::mouseClick(editor.window->findChild<QToolButton *>(QStringLiteral("liveButton")), Qt::LeftButton);
    QVERIFY(!runs(editor).held());
    QVERIFY(runs(editor).snapshot()->time == Time(60s));
    QCOMPARE(table->toText(false), atEnd);
}

void RunTimeTest::thePastStaysShownWhileTheRunGoesOn()
{
    EditorWindow editor;
    QVERIFY(editor.window->openExample(QStringLiteral("sharded-cache")));
    editor.window->showWorkspace(Workspace::Simulate);
    runs(editor).setSpeed(5);
    runs(editor).play();
    QTRY_VERIFY_WITH_TIMEOUT(newest(editor).time > Time(4s), 20'000);
    const double held = dragTo(editor, 2);
    const auto shown = runs(editor).snapshot();
    const Time before = newest(editor).time;
    QTRY_VERIFY_WITH_TIMEOUT(newest(editor).time > before + 2s, 20'000);
    QCOMPARE(runs(editor).held(), std::optional(held));
    QVERIFY(runs(editor).snapshot()->time == shown->time);
    QTest::keyClick(scrubber(editor), Qt::Key_End);
    QVERIFY(runs(editor).snapshot()->time > before);
}

void RunTimeTest::keysGoFromMarkToMarkAndBackToNow()
{
    EditorWindow editor;
    finishOne(editor, "leader-election");
    TimeScrubber *line = scrubber(editor);
    line->setFocus();
    QTest::keyClick(line, Qt::Key_Home);
    QCOMPARE(runs(editor).held(), std::optional(0.0));
    QTest::keyClick(line, Qt::Key_PageDown);
    const double mark = runs(editor).held().value_or(0);
    const auto &events = runs(editor).record()->events();
    QVERIFY(std::any_of(events.begin(), events.end(),
                        [&](const RunEvent &event) { return std::abs(toSeconds(event.time) - mark) < 1e-8; }));
    QTest::keyClick(line, Qt::Key_Right);
    QVERIFY(*runs(editor).held() > mark);
    QTest::keyClick(line, Qt::Key_End);
    QVERIFY(!runs(editor).held());
}

void RunTimeTest::marksAreDrawnForWhatHappened()
{
    EditorWindow editor;
    finishOne(editor, "leader-election");
    QVERIFY(scrubber(editor)->markCount() > 0);
    const QImage picture = scrubber(editor)->grab().toImage();
    const QColor elected = colours().accent;
    int found = 0;
    for (int x = 0; x < picture.width(); ++x)
        for (int y = 0; y < picture.height() / 2 - 2; ++y)
            found += picture.pixelColor(x, y) == elected ? 1 : 0;
    QVERIFY(found > 4);
}

void RunTimeTest::thePastOfADeploymentIsWhatWasRecorded()
{
    EditorWindow editor;
    auto made = std::make_unique<FakeRun>();
    FakeRun *run = made.get();
    runs(editor).begin(std::move(made), RunKind::Deployed);
    run->advance(3s);
    QVERIFY(run->inject({"kill", "web-0", {}}).has_value());
    run->advance(5s);
    QTRY_VERIFY(newest(editor).time == Time(8s));
    runs(editor).hold(2.05);
    QTRY_VERIFY_WITH_TIMEOUT(!runs(editor).isSeeking(), 20'000);
    QVERIFY(runs(editor).snapshot()->time <= Time(2050ms));
    QVERIFY(runs(editor).snapshot()->time > Time(1s));
    QVERIFY(runs(editor).snapshot()->instances[1].alive);
    runs(editor).goLive();
    QVERIFY(!runs(editor).snapshot()->instances[1].alive);
}

void RunTimeTest::nothingIsDoneToThePast()
{
    EditorWindow editor;
    finishOne(editor, "leader-election");
    runs(editor).hold(3);
    const auto refused = runs(editor).inject({"kill", runs(editor).record()->plan().pods[0].name, 2s});
    QVERIFY(refused.has_error());
    QVERIFY(!refused.error().advice.empty());
}

void RunTimeTest::anotherPathHasTheSameHistoryUntilThen()
{
    EditorWindow editor;
    finishOne(editor, "sharded-cache");
    const auto parent = runs(editor).kept(runs(editor).record()->number());
    const double at = dragTo(editor, 30);
    QTest::mouseClick(editor.window->findChild<QToolButton *>(QStringLiteral("forkButton")), Qt::LeftButton);
    QVERIFY(runs(editor).record() != parent.get());
    QTRY_VERIFY_WITH_TIMEOUT(newest(editor).time == Time(fromSeconds(at)) && newest(editor).status == RunStatus::Paused,
                             60'000);
    World world(parent->plan(), parent->plan().seed);
    world.runUntil(Time(fromSeconds(at)), UINT64_MAX);
    QVERIFY(sameStates(newest(editor), world.snapshot()));

    std::string pod;
    for (const PodPlan &one : parent->plan().pods)
        if (pod.empty() && one.name.starts_with("web-"))
            pod = one.name;
    QVERIFY(runs(editor).inject({"kill", pod, 5s}).has_value());
    runs(editor).setSpeed(0);
    runs(editor).play();
    QTRY_VERIFY_WITH_TIMEOUT(runs(editor).record()->isOver(), 60'000);
    const auto &old = parent->events();
    const auto &other = runs(editor).record()->events();
    std::size_t same = 0;
    while (same < old.size() && same < other.size() && old[same] == other[same])
        ++same;
    QVERIFY(same < other.size());
    QVERIFY(toSeconds(other[same].time) >= at);
    QVERIFY(same == old.size() || toSeconds(old[same].time) >= at);

    // And the fork is a run like any other: saved, it replays.
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("fork.bayrun"));
    save(editor, path);
    const auto recording = readRecording(path.toStdString());
    QVERIFY(recording.has_value());
    QCOMPARE(recording->byHand.size(), std::size_t(1));
    QVERIFY(recording->complete);
}

void RunTimeTest::bothFuturesAreDrawn()
{
    EditorWindow editor;
    finishOne(editor, "sharded-cache");
    const QString parent = QStringLiteral("Run %1").arg(runs(editor).record()->number());
    runs(editor).hold(30);
    runs(editor).fork(30);
    QTRY_VERIFY_WITH_TIMEOUT(newest(editor).time == Time(30s), 60'000);
    editor.window->findChild<QDockWidget *>(QStringLiteral("metricsDock"))->raise();
    QApplication::processEvents();
    const auto *view = editor.window->findChild<MetricsView *>();
    const auto charts = view->findChildren<ChartPanel *>();
    QVERIFY(!charts.isEmpty());
    const auto isOld = [&](const ChartLine &line) {
        return line.name == parent && line.style == Qt::DashLine && !line.points.empty() &&
               line.points.back().seconds > 55;
    };
    const auto drawn = [&] {
        const auto &lines = charts.front()->lines();
        return std::any_of(lines.begin(), lines.end(), isOld);
    };
    QTRY_VERIFY(drawn());
}

void RunTimeTest::aSavedRunOpensInAllViewsAndReplaysToTheSame()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("kept.bayrun"));
    EditorWindow editor;
    finishOne(editor, "sharded-cache");
    save(editor, path);
    const auto saved = readRecording(path.toStdString());
    QVERIFY(saved.has_value());
    QVERIFY(saved->complete && saved->notices.empty());
    const auto scenario = recordedScenario(*saved, path.toStdString());
    QVERIFY(scenario.has_value());
    QCOMPARE(QString::fromStdString(simulate(scenario->plan, {}).traceHash), QString::fromStdString(saved->traceHash));

    EditorWindow other;
    QVERIFY(other.window->openPath(path));
    QTRY_VERIFY_WITH_TIMEOUT(runs(other).record() != nullptr, 60'000);
    QCOMPARE(runs(other).record()->title(), QStringLiteral("kept"));
    QCOMPARE(writeDocument(other.topology()), writeDocument(editor.topology()));
    QVERIFY(!runs(other).isLive());
    QVERIFY(sameStates(*runs(other).snapshot(), *runs(editor).snapshot()));
    QCOMPARE(runs(other).record()->events().size(), runs(editor).record()->events().size());
    const auto points = runs(other).record()->read(
        [](const RunHistory &history) { return history.totals()[Quantity::Throughput].points().size(); });
    QVERIFY(points > 100);
    QCOMPARE(runs(other).record()->report().links.size(),
             saved->report.empty() ? 0U : runs(editor).record()->report().links.size());
    // Its time goes on: any instant is exact, and there are other paths.
    runs(other).hold(12.5);
    QTRY_VERIFY_WITH_TIMEOUT(!runs(other).isSeeking(), 60'000);
    QVERIFY(runs(other).snapshot()->time == Time(12500ms));
}

void RunTimeTest::aRunIsSavedAsFarAsItIs()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("half.bayrun"));
    EditorWindow editor;
    QVERIFY(editor.window->openExample(QStringLiteral("leader-election")));
    runs(editor).setSpeed(0);
    QVERIFY(runs(editor).runUntil(QStringLiteral("7s")).has_value());
    QTRY_VERIFY_WITH_TIMEOUT(runs(editor).record()->newest()->time == Time(7s), 20'000);
    save(editor, path);
    const auto saved = readRecording(path.toStdString());
    QVERIFY(saved.has_value() && saved->complete);
    QVERIFY(saved->stoppedAt.has_value());
    QVERIFY(saved->stoppedAt->at == Time(7s));
    QCOMPARE(saved->stoppedAt->events, newest(editor).events);
    // It goes on: nobody interrupted it.
    const auto report = readReportJson(saved->report, path.toStdString());
    QVERIFY(report.has_value() && !report->endedEarly);
    QVERIFY(report->warnings.at(0).starts_with("This is the run so far, up to 7s of "));
}

void RunTimeTest::aDeploymentIsSavedAndOpened()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("measured.bayrun"));
    EditorWindow editor;
    QVERIFY(editor.window->openExample(QStringLiteral("leader-election")));
    const auto plan = runs(editor).planToDeploy();
    QVERIFY(plan.has_value());
    auto made = std::make_unique<FakeRun>(*plan);
    FakeRun *run = made.get();
    runs(editor).begin(std::move(made), RunKind::Deployed);
    run->addEvent("killed", plan->instances[0].name, "by test");
    run->advance(6s);
    QTRY_VERIFY(newest(editor).time == Time(6s));
    QTRY_VERIFY(!runs(editor).record()->events().empty());
    save(editor, path);
    EditorWindow other;
    QVERIFY(other.window->openPath(path));
    QTRY_VERIFY_WITH_TIMEOUT(runs(other).record() != nullptr, 60'000);
    QCOMPARE(runs(other).record()->kind(), RunKind::Deployed);
    QCOMPARE(runs(other).record()->engineName(), QStringLiteral("Fake 1.0"));
    QVERIFY(newest(other).time == Time(6s));
    QCOMPARE(runs(other).record()->events().size(), runs(editor).record()->events().size());
    runs(other).fork(3); // which cannot be
    QCOMPARE(runs(other).kept().size(), std::size_t(1));
}

void RunTimeTest::aTornOrForeignFileIsToldInTheRecordingsWords()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("torn.bayrun"));
    EditorWindow editor;
    finishOne(editor, "leader-election");
    save(editor, path);
    QFile file(path);
    QVERIFY(file.resize(file.size() * 2 / 3));
    EditorWindow other;
    auto *notice = other.window->findChild<NoticeBar *>();
    other.window->openPath(path);
    QTRY_VERIFY_WITH_TIMEOUT(notice->sentence().contains(QStringLiteral("torn off")), 30'000);
    QVERIFY(runs(other).record() != nullptr); // what stands before it is shown

    const QString foreign = folder.filePath(QStringLiteral("foreign.bayrun"));
    QFile other2(foreign);
    QVERIFY(other2.open(QIODevice::WriteOnly));
    other2.write("not a recording\n");
    other2.close();
    EditorWindow third;
    notice = third.window->findChild<NoticeBar *>();
    third.window->openPath(foreign);
    QTRY_VERIFY_WITH_TIMEOUT(notice->sentence().contains(QStringLiteral("not a recording")), 30'000);
    QVERIFY(runs(third).record() == nullptr);
}

void RunTimeTest::aRunIsOpenedByADropOntoTheWindow()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("dropped.bayrun"));
    EditorWindow editor;
    finishOne(editor, "leader-election");
    save(editor, path);
    EditorWindow other;
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter(QPoint(200, 200), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(other.window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(200, 200), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(other.window.get(), &drop);
    QTRY_VERIFY_WITH_TIMEOUT(runs(other).record() != nullptr, 60'000);
    QCOMPARE(runs(other).record()->title(), QStringLiteral("dropped"));
}

QTEST_MAIN(RunTimeTest)
#include "run_time_test.moc"
