// SPDX-License-Identifier: GPL-3.0-or-later
// The simulator as the views drive it: from another thread, at a pace.
#include "engine/model/document_file.h"
#include "engine/plan/injected_fault.h"
#include "simulator/simulator_run.h"
#include "simulator/world.h"
#include "tests/simulator/plans.h"

#include <QTest>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

Plan smallPlan()
{
    Plan plan = stationPlan(100, Distribution::exponential(std::chrono::milliseconds(5)), 1);
    plan.duration = std::chrono::seconds(20);
    return plan;
}

std::unique_ptr<Run> makeRun(double speed, bool endless = false)
{
    SimulatorOptions options;
    options.speed = speed;
    options.endless = endless;
    return makeSimulatorRun(smallPlan(), options);
}

std::uint64_t served(const Snapshot &snapshot)
{
    return snapshot.instances[1].machine.served.succeeded;
}

Plan planOf(const QString &drawing)
{
    const auto document = loadDocument(BAYPLAN_SOURCE_DIR "/" + drawing.toStdString() + ".bayplan.json");
    if (!document)
        qFatal("%s", toText(document.error()).c_str());
    return lower(document.value().topology).value();
}

/// As views watch it, as fast as it goes.
struct Watched {
    explicit Watched(const Plan &plan)
    {
        SimulatorOptions options;
        options.speed = 0;
        const auto run = makeSimulatorRun(plan, options);
        ReportBuilder builder(plan);
        builder.watchAssertions();
        run->observe([&](const SnapshotPtr &snapshot) { builder.observe(*snapshot); });
        run->start();
        [&] { QTRY_COMPARE_WITH_TIMEOUT(run->snapshot()->status, RunStatus::Finished, 60'000); }();
        report = builder.finish("Simulator");
        events = run->events(0);
    }

    Report report;
    std::vector<RunEvent> events;
};

} // namespace

class SimulatorRunTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itWaitsAtTimeZeroUntilStarted();
    void asFastAsItGoesItReachesItsEnd();
    void aPauseHoldsTimeAndAStepDoesOneEvent();
    void itGoesAtOnceToTheInstantOfThePlanAndWaitsThere();
    void speedPacesVirtualTimeByTheClock();
    void aFaultByHandShowsInEventsAndSnapshots();
    void aLoadIsChangedByHandUntilItIsResumed();
    void anyFaultOfADocumentCanBeGivenByHand();
    void anUnknownTargetIsRefusedWithAWord();
    void stopEndsAnEndlessRun();
    void aRunThatIsWatchedHasTheReportOfOneThatNobodyWatches_data();
    void aRunThatIsWatchedHasTheReportOfOneThatNobodyWatches();
    void aBrokenPromiseIsToldAtItsInstant();
};

void SimulatorRunTest::itWaitsAtTimeZeroUntilStarted()
{
    const auto run = makeRun(0);
    QTRY_VERIFY(run->snapshot() != nullptr);
    QTest::qWait(50);
    QCOMPARE(run->snapshot()->status, RunStatus::Paused);
    QVERIFY(run->snapshot()->time == Time{});
}

void SimulatorRunTest::asFastAsItGoesItReachesItsEnd()
{
    const auto run = makeRun(0);
    run->start();
    QTRY_COMPARE(run->snapshot()->status, RunStatus::Finished);
    QVERIFY(run->snapshot()->time == Time(std::chrono::seconds(20)));
    QVERIFY(served(*run->snapshot()) > 1500);
}

void SimulatorRunTest::aPauseHoldsTimeAndAStepDoesOneEvent()
{
    const auto run = makeRun(1, true);
    run->start();
    QTRY_VERIFY(run->snapshot()->events > 20);
    run->pause();
    QTRY_COMPARE(run->snapshot()->status, RunStatus::Paused);
    const std::uint64_t before = run->snapshot()->events;
    QTest::qWait(100);
    QCOMPARE(run->snapshot()->events, before);
    run->step();
    QTRY_COMPARE(run->snapshot()->events, before + 1);
    run->start();
    QTRY_VERIFY(run->snapshot()->events > before + 20);
}

void SimulatorRunTest::itGoesAtOnceToTheInstantOfThePlanAndWaitsThere()
{
    Plan plan = smallPlan();
    plan.pauseAt = 15s;
    const auto run = makeSimulatorRun(plan, {});
    QElapsedTimer timer;
    timer.start();
    run->start();
    QTRY_VERIFY(run->snapshot()->status == RunStatus::Paused && run->snapshot()->events > 0);
    QTRY_VERIFY(run->snapshot()->time == Time(15s));
    QVERIFY(timer.elapsed() < 14'000);
    World world(plan, plan.seed);
    world.runUntil(Time(15s), UINT64_MAX);
    QCOMPARE(run->snapshot()->events, world.eventsDone());
    run->setSpeed(0);
    run->start();
    QTRY_COMPARE(run->snapshot()->status, RunStatus::Finished);
}

void SimulatorRunTest::speedPacesVirtualTimeByTheClock()
{
    // Ten times real time for 20 s: it may be late on a busy machine, and never early.
    const auto run = makeRun(10);
    QElapsedTimer timer;
    timer.start();
    run->start();
    QTRY_COMPARE_WITH_TIMEOUT(run->snapshot()->status, RunStatus::Finished, 30'000);
    QVERIFY2(timer.elapsed() >= 1900, qPrintable(QString::number(timer.elapsed())));
}

void SimulatorRunTest::aFaultByHandShowsInEventsAndSnapshots()
{
    const auto run = makeRun(1, true);
    run->start();
    QVERIFY(run->inject({"kill", "server", Duration(0)}));
    QTRY_VERIFY(!run->snapshot()->instances[1].alive && run->snapshot()->events > 10);
    const auto events = run->events(0);
    QVERIFY(std::ranges::any_of(
        events, [](const RunEvent &event) { return event.kind == "killed" && event.subject == "server/server"; }));
    QVERIFY(run->events(events.size()).size() <= run->events(0).size());
    QVERIFY(run->inject({"restart", "server/server", Duration(0)}));
    QTRY_VERIFY(run->snapshot()->instances[1].alive);
    QTRY_COMPARE(run->snapshot()->instances[1].restarts, 1U);
}

void SimulatorRunTest::aLoadIsChangedByHandUntilItIsResumed()
{
    Plan plan = stationPlan(100, Distribution::constant(1ms), 1);
    const auto fault = faultOf(plan, {.kind = "load", .target = "client", .length = 0s, .params = {{"factor", "5"}}});
    QVERIFY(fault);
    QCOMPARE(fault->text, std::string("load client, times 5"));
    const auto sentIn = [](World &world, Duration length) {
        const auto sent = [&] { return world.snapshot().instances[0].machine.calls.at(0).sent; };
        const std::uint64_t before = sent();
        world.runUntil(world.now() + length, UINT64_MAX);
        return sent() - before;
    };
    World world(plan, 1);
    world.runUntil(Time(0s), UINT64_MAX);
    QVERIFY(sentIn(world, 10s) < 1'200);
    world.inject(*fault);
    QVERIFY(sentIn(world, 10s) > 4'500);
    world.inject(faultOf(plan, {.kind = "resume", .target = "client"}).value());
    QVERIFY(sentIn(world, 10s) < 1'200);
    QCOMPARE(faultOf(plan, {.kind = "load", .target = "server"}).error().code, ErrorCode::NotFound);
    QCOMPARE(
        faultOf(plan, {.kind = "load", .target = "client", .length = 0s, .params = {{"factor", "-1"}}}).error().code,
        ErrorCode::InvalidInput);
}

void SimulatorRunTest::anyFaultOfADocumentCanBeGivenByHand()
{
    const Plan plan = stationPlan(100, Distribution::constant(1ms), 1);
    const auto bad = faultOf(plan, {.kind = "degrade",
                                    .target = "server",
                                    .length = 2s,
                                    .params = {{"loss", "0.25"}, {"delay", "constant(3ms)"}, {"direction", "in"}}});
    QVERIFY2(bad, bad ? "" : toText(bad.error()).c_str());
    QCOMPARE(bad->trouble.loss, 0.25);
    QCOMPARE(formatDistribution(bad->trouble.delay), std::string("constant(3ms)"));
    QVERIFY(bad->hitsIn && !bad->hitsOut && bad->length == 2s && bad->id.empty());
    // Held until it is resumed; what nobody resumes lasts as long as the catalog says.
    QVERIFY(faultOf(plan, {.kind = "slow", .target = "server"})->length == 0s);
    QVERIFY(faultOf(plan, {.kind = "oom", .target = "server"})->length == 1s);
    const auto codeOf = [&](const Injection &injection) {
        const auto fault = faultOf(plan, injection);
        return fault ? ErrorCode::Failed : fault.error().code;
    };
    QCOMPARE(codeOf({"melt", "server", 0s, {}}), ErrorCode::InvalidInput);
    QCOMPARE(codeOf({"restart", "server", 3s, {}}), ErrorCode::InvalidInput);
    QCOMPARE(codeOf({"degrade", "server", 0s, {{"colour", "red"}}}), ErrorCode::InvalidInput);
    QCOMPARE(codeOf({"degrade", "server", 0s, {{"loss", "2"}}}), ErrorCode::InvalidInput);
    QCOMPARE(codeOf({"degrade", "server", 0s, {{"loss", "much"}}}), ErrorCode::InvalidInput);
    QCOMPARE(codeOf({"degrade", "server", 0s, {{"for", "3s"}}}), ErrorCode::InvalidInput);
    QCOMPARE(codeOf({"degrade", "nobody", 0s, {}}), ErrorCode::NotFound);
}

void SimulatorRunTest::anUnknownTargetIsRefusedWithAWord()
{
    const auto run = makeRun(1);
    const auto noTarget = run->inject({"kill", "nobody", Duration(0)});
    QVERIFY(!noTarget);
    QCOMPARE(noTarget.error().code, ErrorCode::NotFound);
    QVERIFY(noTarget.error().message.find("nobody") != std::string::npos);
    QCOMPARE(run->inject({"melt", "server", Duration(0)}).error().code, ErrorCode::InvalidInput);
}

void SimulatorRunTest::stopEndsAnEndlessRun()
{
    const auto run = makeRun(0, true);
    run->start();
    QTRY_VERIFY(run->snapshot()->time > Time(std::chrono::seconds(20)));
    run->stop();
    QTRY_COMPARE(run->snapshot()->status, RunStatus::Finished);
}

void SimulatorRunTest::aRunThatIsWatchedHasTheReportOfOneThatNobodyWatches_data()
{
    QTest::addColumn<QString>("drawing");
    for (const char *drawing : {"tests/data/simulator/slow-leader", "resources/examples/sharded-cache",
                                "resources/examples/work-queue", "resources/examples/rolling-restart",
                                "resources/examples/leader-election", "resources/examples/scatter-gather"})
        QTest::newRow(drawing) << QString::fromLatin1(drawing);
}

void SimulatorRunTest::aRunThatIsWatchedHasTheReportOfOneThatNobodyWatches()
{
    QFETCH(QString, drawing);
    const Plan plan = planOf(drawing);
    const Watched run(plan);
    QCOMPARE(reportJson(run.report), reportJson(simulate(plan, {})));
}

void SimulatorRunTest::aBrokenPromiseIsToldAtItsInstant()
{
    const Watched run(planOf(QStringLiteral("tests/data/simulator/slow-leader")));
    const auto first = std::ranges::find(run.events, "violation", &RunEvent::kind);
    QVERIFY(first != run.events.end());
    QCOMPARE(first->subject, std::string("service/elector"));
    QVERIFY(first->text.starts_with("Two valid leases"));
    QVERIFY(run.report.violations.value() > 0);
    QVERIFY(!run.report.elections.at(0).safe);
    QCOMPARE(run.report.elections[0].safety, first->text);
    QVERIFY(!run.report.assertions.at(0).held && run.report.assertions[0].isKnown);
    QVERIFY(run.report.assertions[0].failedAt == first->time.time_since_epoch());
}

QTEST_GUILESS_MAIN(SimulatorRunTest)
#include "simulator_run_test.moc"
