// SPDX-License-Identifier: GPL-3.0-or-later
// The scenario on its time line: mouse and keys, undo, chaos, and what a run leaves behind.
#include "app/desktop/canvas_live.h"
#include "app/desktop/chaos_form.h"
#include "app/desktop/fault_log.h"
#include "app/desktop/scenario_details.h"
#include "tests/desktop/scenario_scene.h"

#include <QClipboard>
#include <QDockWidget>
#include <QDoubleSpinBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QToolButton>

#include <cmath>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

double seconds(Duration duration)
{
    return toSeconds(duration);
}

} // namespace

class ScenarioEditorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aDoubleClickOnALaneAddsAFaultThere();
    void insertAddsByKeysAlone();
    void aBarIsMovedAndTheStepIsUndone();
    void itsEndsAreDraggedAndSnap();
    void escapeInADragLeavesNoStep();
    void keysMoveResizeAndDelete();
    void eachKeyMovesAllThatAreChosen();
    void copyAndPasteGoToAnotherInstant();
    void theFormChangesWhatIsChosen();
    void loadsHaveALaneWithTheirShape();
    void theShapeOfALoadIsDrawnOutByItsKnobs();
    void wordsOfBarsThatLieCloseDoNotOverlap();
    void zoomKeepsTheInstantUnderTheMouse();
    void theRunningRunIsSeenAndWhatItReallyDid();
    void whatWasDoneByHandBecomesTheScenario();
    void whatWasDoneByHandIsKnownOnAnotherPathAndInAFile();
    void chaosIsTheSameForTheSameSeed();
};

void ScenarioEditorTest::aDoubleClickOnALaneAddsAFaultThere()
{
    Scene scene;
    scene.editor.window->selection().set({scene.web}); // its lane is there for the asking
    QApplication::processEvents();
    const auto at = scene.line().pointAt(scene.web, 20s);
    QTest::mouseClick(scene.paper(), Qt::LeftButton, {}, at);
    QCOMPARE(scene.line().pointAt(scene.web, 20s), at); // the lane stays
    QTest::mouseDClick(scene.paper(), Qt::LeftButton, {}, at);
    QTRY_VERIFY(QApplication::activePopupWidget() != nullptr);
    auto *field = QApplication::activePopupWidget()->findChild<QLineEdit *>();
    QTest::keyClicks(field, QStringLiteral("pause"));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(scene.editor.topology().faults.size(), std::size_t(1));
    const auto &fault = scene.editor.topology().faults.begin()->second;
    QCOMPARE(fault.kind, std::string("pause"));
    QCOMPARE(fault.target, scene.web);
    QVERIFY2(std::abs(seconds(scene.timing(fault.id).at) - 20) < 1,
             qPrintable(QString::number(seconds(scene.timing(fault.id).at))));
    QCOMPARE(scene.editor.window->selection().single(), fault.id);
    QVERIFY(!scene.line().barRect(fault.id).isEmpty());
    press(scene.editor, "Ctrl+Z");
    QVERIFY(scene.editor.topology().faults.empty());
}

void ScenarioEditorTest::insertAddsByKeysAlone()
{
    Scene scene;
    const auto first = scene.fault("kill", "10s", "5s");
    scene.line().setFocus();
    QTest::keyClick(&scene.line(), Qt::Key_Down); // chooses the bar, and its lane with it
    QCOMPARE(scene.editor.window->selection().single(), first);
    QTest::keyClick(&scene.line(), Qt::Key_Insert);
    QTRY_VERIFY(QApplication::activePopupWidget() != nullptr);
    auto *field = QApplication::activePopupWidget()->findChild<QLineEdit *>();
    QTest::keyClicks(field, QStringLiteral("restart"));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(scene.editor.topology().faults.size(), std::size_t(2));
}

void ScenarioEditorTest::aBarIsMovedAndTheStepIsUndone()
{
    Scene scene;
    const auto id = scene.fault("pause", "10s", "10s");
    const auto before = scene.steps();
    const auto bytes = scene.editor.bytes();
    const auto way = QPoint(int(std::lround(16 * scene.line().pixelsPerSecond())), 0);
    scene.drag(scene.line().barRect(id).center(), way);
    QCOMPARE(seconds(scene.timing(id).at), 26.0);
    QCOMPARE(seconds(scene.timing(id).length), 10.0);
    QCOMPARE(scene.steps(), before + 1); // the whole drag is one step
    press(scene.editor, "Ctrl+Z");
    QCOMPARE(scene.editor.bytes(), bytes);
    // Not before the start, however far.
    scene.drag(scene.line().barRect(id).center(), QPoint(-800, 0));
    QCOMPARE(seconds(scene.timing(id).at), 0.0);
}

void ScenarioEditorTest::itsEndsAreDraggedAndSnap()
{
    Scene scene;
    const auto id = scene.fault("pause", "10s", "10s");
    const auto other = scene.fault("kill", "32s", "5s");
    auto rect = scene.line().barRect(id);
    const auto pixels = [&](double time) { return int(std::lround(time * scene.line().pixelsPerSecond())); };
    // Near the other bar's beginning it catches there.
    scene.drag(QPoint(rect.right() - 1, rect.center().y()), QPoint(pixels(12) + 3, 0));
    QCOMPARE(seconds(scene.timing(id).at), 10.0);
    QCOMPARE(seconds(scene.timing(id).length), 22.0);
    rect = scene.line().barRect(id);
    scene.drag(QPoint(rect.left() + 1, rect.center().y()), QPoint(pixels(6), 0));
    QCOMPARE(seconds(scene.timing(id).at), 16.0);
    QCOMPARE(seconds(scene.timing(id).at + scene.timing(id).length), 32.0);
    // Alt lets go of the grid.
    rect = scene.line().barRect(other);
    scene.drag(rect.center(), QPoint(pixels(7) + 1, 0), Qt::AltModifier);
    const double at = seconds(scene.timing(other).at);
    QVERIFY(at > 38.5 && at < 40);
    QVERIFY(std::abs(at - std::round(at)) > 1e-6);
}

void ScenarioEditorTest::escapeInADragLeavesNoStep()
{
    Scene scene;
    const auto id = scene.fault("pause", "10s", "10s");
    const auto before = scene.steps();
    const auto bytes = scene.editor.bytes();
    scene.drag(scene.line().barRect(id).center(), QPoint(120, 0), {}, false);
    QVERIFY(scene.editor.bytes() != bytes);
    QTest::keyClick(&scene.line(), Qt::Key_Escape);
    QCOMPARE(scene.editor.bytes(), bytes);
    QCOMPARE(scene.steps(), before);
    QTest::mouseRelease(scene.paper(), Qt::LeftButton, {}, QPoint(300, 60));
    QCOMPARE(scene.editor.bytes(), bytes);
}

void ScenarioEditorTest::keysMoveResizeAndDelete()
{
    Scene scene;
    const auto id = scene.fault("pause", "10s", "10s");
    scene.line().setFocus();
    QTest::mouseClick(scene.paper(), Qt::LeftButton, {}, scene.line().barRect(id).center());
    QCOMPARE(scene.editor.window->selection().single(), id);
    QTest::keyClick(&scene.line(), Qt::Key_Right);
    const auto moved = scene.timing(id).at;
    QVERIFY(moved > 10s);
    QTest::keyClick(&scene.line(), Qt::Key_Left);
    QCOMPARE(seconds(scene.timing(id).at), 10.0);
    QTest::keyClick(&scene.line(), Qt::Key_Right, Qt::ShiftModifier);
    QVERIFY(scene.timing(id).length > 10s);
    QCOMPARE(seconds(scene.timing(id).at), 10.0);
    QTest::keyClick(&scene.line(), Qt::Key_Delete);
    QVERIFY(scene.editor.topology().faults.empty());
    QVERIFY(!scene.editor.topology().containers.empty()); // and nothing else
}

void ScenarioEditorTest::eachKeyMovesAllThatAreChosen()
{
    Scene scene;
    const auto first = scene.fault("pause", "10s", "5s");
    const auto second = scene.fault("pause", "30s", "5s");
    scene.line().setFocus();
    QTest::keyClick(&scene.line(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&scene.line(), Qt::Key_Right);
    const auto step = scene.timing(first).at - 10s;
    QVERIFY(step > 0s);
    QTest::keyClick(&scene.line(), Qt::Key_Right);
    QCOMPARE(seconds(scene.timing(first).at), 10 + 2 * seconds(step));
    QCOMPARE(seconds(scene.timing(second).at), 30 + 2 * seconds(step));
    QCOMPARE(scene.editor.window->selection().ids(), (std::set<ElementId>{first, second}));
}

void ScenarioEditorTest::copyAndPasteGoToAnotherInstant()
{
    Scene scene;
    const auto id = scene.fault("degrade", "10s", "5s");
    scene.set(id, "loss", 0.25);
    scene.line().setFocus();
    QTest::mouseClick(scene.paper(), Qt::LeftButton, {}, scene.line().barRect(id).center());
    QTest::keySequence(&scene.line(), QKeySequence::Copy);
    QTest::mouseClick(scene.paper(), Qt::LeftButton, {}, scene.line().pointAt(scene.web, 40s));
    QTest::keySequence(&scene.line(), QKeySequence::Paste);
    QCOMPARE(scene.editor.topology().faults.size(), std::size_t(2));
    const auto pasted = scene.editor.window->selection().single();
    QVERIFY(pasted != id);
    QVERIFY(std::abs(seconds(scene.timing(pasted).at) - 40) < 0.5);
    QCOMPARE(seconds(scene.timing(pasted).length), 5.0);
    QCOMPARE(paramsOf(scene.editor.topology().faults.at(pasted)).number("loss"), 0.25);
    QApplication::clipboard()->setText(QStringLiteral("nonsense"));
    QTest::keySequence(&scene.line(), QKeySequence::Paste);
    QCOMPARE(scene.editor.topology().faults.size(), std::size_t(2));
}

void ScenarioEditorTest::theFormChangesWhatIsChosen()
{
    Scene scene;
    const auto id = scene.fault("load", "10s", "5s");
    QTest::mouseClick(scene.paper(), Qt::LeftButton, {}, scene.line().barRect(id).center());
    auto *field = scene.scenario().details()->field("factor");
    QVERIFY(field != nullptr);
    field->editor()->setFocus();
    QTest::keyClick(field->editor(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(field->editor(), QStringLiteral("7"));
    QCOMPARE(paramsOf(scene.editor.topology().faults.at(id)).number("factor"), 7.0);
    QTest::keyClick(field->editor(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(field->editor(), QStringLiteral("-3"));
    QVERIFY(!field->errorText().isEmpty());
    QCOMPARE(paramsOf(scene.editor.topology().faults.at(id)).number("factor") >= 0, true);
}

void ScenarioEditorTest::loadsHaveALaneWithTheirShape()
{
    Scene scene;
    const auto laneOfLoad = [&]() -> const ScenarioLane * {
        for (const auto &lane : scene.line().lanes()) {
            if (lane.target == scene.load) {
                return &lane;
            }
        }
        return nullptr;
    };
    QVERIFY(laneOfLoad() != nullptr && laneOfLoad()->load);
    const double steady = laneOfLoad()->load->rateAt(10s);
    QCOMPARE(laneOfLoad()->load->rateAt(50s), steady);
    scene.set(scene.load, "shape", std::string("ramp"));
    scene.set(scene.load, "peakRate", 100.0);
    QVERIFY(laneOfLoad()->load->rateAt(50s) > steady * 2);
    // Chosen, it shows its rate and shape.
    QTest::mouseClick(scene.paper(), Qt::LeftButton, {}, QPoint(30, scene.line().pointAt(scene.load, 0s).y()));
    QCOMPARE(scene.editor.window->selection().single(), scene.load);
    QVERIFY(scene.scenario().details()->field("peakRate") != nullptr);
}

void ScenarioEditorTest::theShapeOfALoadIsDrawnOutByItsKnobs()
{
    Scene scene;
    const auto param = [&](const char *key) {
        return seconds(paramsOf(scene.editor.topology().containers.at(scene.load)).duration(key));
    };
    const auto pixels = [&](double time) { return int(std::lround(time * scene.line().pixelsPerSecond())); };
    const auto knob = [&](const char *key) { return scene.line().knobAt(scene.load, key); };
    QVERIFY(knob("period").isNull()); // a steady load has none
    scene.set(scene.load, "shape", std::string("bursts"));
    scene.set(scene.load, "peakRate", 100.0);
    scene.set(scene.load, "period", std::string("20s"));
    QApplication::processEvents();
    const auto before = scene.steps();
    const auto bytes = scene.editor.bytes();
    scene.drag(knob("burst"), QPoint(pixels(5), 0));
    QCOMPARE(param("burst"), 10.0);
    QCOMPARE(scene.steps(), before + 1);
    press(scene.editor, "Ctrl+Z");
    QCOMPARE(scene.editor.bytes(), bytes);
    scene.drag(knob("period"), QPoint(pixels(10), 0));
    QCOMPARE(param("period"), 30.0);
    scene.drag(knob("burst"), QPoint(pixels(40), 0)); // no longer than its period
    QCOMPARE(param("burst"), 30.0);
    scene.set(scene.load, "burst", std::string("1ms")); // shorter than a step of the grid
    QApplication::processEvents();
    scene.drag(knob("burst"), QPoint(-8, 0));
    QCOMPARE(param("burst"), 0.001);
    scene.set(scene.load, "shape", std::string("ramp"));
    QApplication::processEvents();
    QVERIFY(knob("burst").isNull());
    const int steps = scene.steps();
    scene.drag(knob("period"), QPoint(pixels(12), 0), {}, false);
    QCOMPARE(param("period"), 42.0);
    QTest::keyClick(&scene.line(), Qt::Key_Escape);
    QCOMPARE(param("period"), 30.0);
    QCOMPARE(scene.steps(), steps);
}

void ScenarioEditorTest::wordsOfBarsThatLieCloseDoNotOverlap()
{
    Scene scene;
    std::vector<ElementId> ids;
    for (const char *at : {"10s", "13500ms", "17s", "22s"}) // short bars, with their words beside them
        ids.push_back(scene.fault("pause", at, "500ms"));
    for (const char *at : {"30s", "33100ms", "36200ms"})
        ids.push_back(scene.fault("restart", at));
    QApplication::processEvents();
    int inOneRow = 0;
    for (const auto &one : ids) {
        const QRect words = scene.line().wordsRect(one);
        for (const auto &other : ids) {
            if (one == other) {
                continue;
            }
            const QRect bar = scene.line().barRect(other), others = scene.line().wordsRect(other);
            inOneRow += bar.top() == scene.line().barRect(one).top() ? 1 : 0;
            QVERIFY2(words.isEmpty() || (!words.intersects(bar) && !words.intersects(others)),
                     qPrintable(
                         QStringLiteral("%1 and %2").arg(QString::fromStdString(one), QString::fromStdString(other))));
        }
    }
    QVERIFY(inOneRow > 0); // it was worth looking
}

void ScenarioEditorTest::zoomKeepsTheInstantUnderTheMouse()
{
    Scene scene;
    const auto id = scene.fault("pause", "30s", "10s");
    const auto before = scene.line().barRect(id);
    QWheelEvent wheel(QPointF(before.left(), before.center().y()), scene.paper()->mapToGlobal(before.topLeft()), {},
                      QPoint(0, 480), Qt::NoButton, Qt::ControlModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(scene.paper(), &wheel);
    const auto after = scene.line().barRect(id);
    QVERIFY(after.width() > before.width() * 3 / 2);
    QVERIFY(std::abs(after.left() - before.left()) <= 2);
    scene.line().setFocus();
    QTest::keyClick(&scene.line(), Qt::Key_0);
    QVERIFY(std::abs(scene.line().barRect(id).width() - before.width()) <= 2);
}

void ScenarioEditorTest::theRunningRunIsSeenAndWhatItReallyDid()
{
    Scene scene;
    scene.fault("pause", "1s", "2s");
    scene.editor.window->runs().setSpeed(5);
    scene.editor.viewport()->setFocus();
    QTest::keyClick(&scene.editor.window->view(), Qt::Key_Space);
    const auto done = [&]() -> std::vector<DoneBar> {
        for (const auto &lane : scene.line().lanes()) {
            if (lane.target == scene.web) {
                return lane.done;
            }
        }
        return {};
    };
    QTRY_VERIFY_WITH_TIMEOUT(done().size() == 1 && done().front().ended, 30'000);
    QCOMPARE(seconds(done().front().began.time_since_epoch()), 1.0);
    QCOMPARE(seconds(*done().front().ended - done().front().began), 2.0);
    QVERIFY(!done().front().isByHand);
    // A click on the ruler goes to that instant in all views.
    QTest::mouseClick(scene.paper(), Qt::LeftButton, {}, QPoint(scene.line().pointAt(scene.web, 2s).x(), 8));
    QVERIFY(scene.editor.window->runs().cursor() && std::abs(*scene.editor.window->runs().cursor() - 2) < 0.5);
    // And there is a way back from it.
    QVERIFY(scene.editor.window->action(QStringLiteral("run.live"))->isEnabled());
    QTest::mouseClick(scene.editor.find<QToolButton>("liveButton"), Qt::LeftButton);
    QVERIFY(!scene.editor.window->runs().cursor());
    QVERIFY(!scene.editor.window->action(QStringLiteral("run.live"))->isEnabled());
}

void ScenarioEditorTest::whatWasDoneByHandBecomesTheScenario()
{
    Scene scene;
    auto &runs = scene.editor.window->runs();
    runs.setSpeed(5);
    scene.editor.viewport()->setFocus();
    QTest::keyClick(&scene.editor.window->view(), Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(runs.snapshot() && runs.snapshot()->time > Time(500ms), 30'000);
    auto &log = *scene.editor.window->findChild<FaultLog *>();
    QVERIFY(log.inject({{"degrade", scene.web, 1h, {{"loss", "0.2"}, {"delay", "constant(1ms)"}}}}, {}));
    QTRY_COMPARE_WITH_TIMEOUT(log.active().size(), std::size_t(1), 30'000);
    log.healAll();
    QTRY_VERIFY_WITH_TIMEOUT(log.active().empty(), 30'000);
    const auto fault = log.faults().back();
    auto *take = scene.editor.find<QPushButton>("scenarioTake");
    QTRY_VERIFY(take->isEnabled());
    QTest::mouseClick(take, Qt::LeftButton);
    QCOMPARE(scene.editor.topology().faults.size(), std::size_t(1));
    const auto &planned = scene.editor.topology().faults.begin()->second;
    QCOMPARE(planned.kind, std::string("degrade"));
    QCOMPARE(planned.target, scene.web);
    QCOMPARE(paramsOf(planned).number("loss"), 0.2);
    QVERIFY(std::abs(seconds(scene.timing(planned.id).at - fault.began->time_since_epoch())) < 1e-3);
    QVERIFY(std::abs(seconds(scene.timing(planned.id).length - (*fault.ended - *fault.began))) < 1e-3);
    // Once is enough.
    QTest::mouseClick(take, Qt::LeftButton);
    QCOMPARE(scene.editor.topology().faults.size(), std::size_t(1));
    press(scene.editor, "Ctrl+Z");
    QVERIFY(scene.editor.topology().faults.empty());
}

void ScenarioEditorTest::whatWasDoneByHandIsKnownOnAnotherPathAndInAFile()
{
    Scene scene;
    auto &runs = scene.editor.window->runs();
    auto &log = *scene.editor.window->findChild<FaultLog *>();
    runs.setSpeed(5);
    scene.editor.viewport()->setFocus();
    QTest::keyClick(&scene.editor.window->view(), Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(runs.snapshot() && runs.snapshot()->time > Time(500ms), 30'000);
    QVERIFY(log.inject({{"pause", scene.web, 1h, {}}}, {}));
    QTRY_COMPARE_WITH_TIMEOUT(log.active().size(), std::size_t(1), 30'000);
    const Time began = *log.active().front()->began;
    QTRY_VERIFY_WITH_TIMEOUT(runs.snapshot()->time > began + 2s, 30'000);
    runs.hold(toSeconds(began + 1s));
    QTRY_VERIFY_WITH_TIMEOUT(!runs.isSeeking(), 30'000);
    QTest::mouseClick(scene.editor.find<QToolButton>("forkButton"), Qt::LeftButton);
    QVERIFY(runs.forkedFrom() != nullptr);

    QTRY_COMPARE_WITH_TIMEOUT(log.active().size(), std::size_t(1), 30'000);
    QVERIFY(*log.active().front()->began == began);
    const auto &cards = scene.editor.window->scene().liveFigures().cards;
    QTRY_VERIFY(cards.contains(scene.web) && cards.at(scene.web).faults == 1);
    auto *heal = scene.editor.find<QPushButton>("healAll");
    QTRY_VERIFY(heal->isVisibleTo(heal->parentWidget()));
    QTRY_VERIFY_WITH_TIMEOUT(runs.snapshot()->status == RunStatus::Paused, 30'000);
    scene.editor.window->action(QStringLiteral("run.healAll"))->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(log.active().empty(), 30'000);
    QVERIFY(log.faults().size() == 1 && *log.faults().front().ended == began + 1s);
    QTRY_VERIFY(scene.editor.find<QPushButton>("scenarioTake")->isEnabled());

    const QString path = scene.editor.folder.filePath(QStringLiteral("fork.bayrun"));
    scene.editor.window->saveRunTo(runs.record()->number(), path);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path), 60'000);
    EditorWindow other;
    QVERIFY(other.window->openPath(path));
    QTRY_VERIFY_WITH_TIMEOUT(other.window->runs().record() != nullptr, 60'000);
    other.window->runs().hold(toSeconds(began) + 0.5);
    const auto &read = *other.window->findChild<FaultLog *>();
    QTRY_COMPARE_WITH_TIMEOUT(read.active().size(), std::size_t(1), 60'000);
    auto *take = other.find<QPushButton>("scenarioTake");
    QTRY_VERIFY(take->isEnabled());
    other.window->action(QStringLiteral("run.takeFaults"))->trigger();
    QCOMPARE(other.topology().faults.size(), std::size_t(1));
    QCOMPARE(other.topology().faults.begin()->second.kind, std::string("pause"));
}

void ScenarioEditorTest::chaosIsTheSameForTheSameSeed()
{
    Scene scene;
    auto *fill = scene.editor.find<QPushButton>("chaosFill");
    auto *seed = scene.editor.find<QSpinBox>("chaosSeed");
    scene.editor.find<QDoubleSpinBox>("chaosRate")->setValue(20);
    scene.editor.find<QDoubleSpinBox>("chaosLongest")->setValue(3);
    const auto make = [&](int number) {
        seed->setValue(number);
        const auto before = scene.steps();
        fill->click();
        QTRY_VERIFY_WITH_TIMEOUT(scene.steps() > before || !fill->isEnabled(), 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(fill->isEnabled(), 20'000);
    };
    scene.fault("kill", "1s", "1s"); // a person's own stays
    make(7);
    const auto seven = scene.editor.topology().faults;
    QVERIFY(seven.size() > 5);
    make(8);
    QVERIFY(scene.editor.topology().faults != seven);
    make(7);
    QCOMPARE(scene.editor.topology().faults, seven);
    int own = 0;
    for (const auto &[id, fault] : seven) {
        const auto timing = timingOf(fault);
        own += fault.extras.empty() ? 1 : 0;
        QVERIFY(timing.at < 60s);
        QVERIFY2(timing.length <= 3s, fault.kind.c_str());
    }
    QCOMPARE(own, 1);
    QVERIFY(lower(scene.editor.topology()).has_value());
    // The kinds that are asked for, and no others.
    auto *kinds = scene.editor.find<QListWidget>("chaosKinds");
    for (int row = 0; row < kinds->count(); ++row) {
        const bool isPause = kinds->item(row)->data(Qt::UserRole).toString() == QStringLiteral("pause");
        kinds->item(row)->setCheckState(isPause ? Qt::Checked : Qt::Unchecked);
    }
    make(9);
    for (const auto &[id, fault] : scene.editor.topology().faults) {
        QVERIFY(fault.extras.empty() || fault.kind == "pause");
    }
}

QTEST_MAIN(ScenarioEditorTest)
#include "scenario_editor_test.moc"
