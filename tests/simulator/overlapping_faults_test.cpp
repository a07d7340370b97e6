// SPDX-License-Identifier: GPL-3.0-or-later
// Two faults of one kind on one target: the end of one leaves the other as it is.
#include "tests/simulator/fault_plans.h"

#include <QTest>

using namespace bayplan;
using namespace bayplan::test;

namespace {

/// The instants of whole tenths of a second at which that instance is down.
std::vector<int> tenthsDown(const PlanMaker &maker, InstanceIndex index)
{
    World world(maker.plan, 1);
    std::vector<int> tenths;
    for (int tenth = 0; tenth < 100; ++tenth) {
        world.runUntil(Time(tenth * 100ms + 50ms), UINT64_MAX);
        if (!world.snapshot().instances[index].alive)
            tenths.push_back(tenth);
    }
    return tenths;
}

std::vector<int> tenthsFrom(int first, int behind)
{
    std::vector<int> tenths;
    for (int tenth = first; tenth < behind; ++tenth)
        tenths.push_back(tenth);
    return tenths;
}

FaultPlan slowFault(const std::string &kind, Time at, Duration length, Duration delay)
{
    FaultPlan plan = fault(kind, at, length, {1});
    plan.how = kind == "disk" ? "slow" : "";
    plan.delay = delay;
    return plan;
}

/// Whether what is answered between the two takes long, or little of it is.
bool isSlow(World &world, Duration from, Duration to)
{
    world.runUntil(Time(from), UINT64_MAX);
    const CallStats before = callsOf(world);
    world.runUntil(Time(to), UINT64_MAX);
    const CallStats now = callsOf(world);
    return 2 * (now.succeeded - before.succeeded) < now.sent - before.sent ||
           now.latency.since(before.latency).quantile(1) > 80ms;
}

} // namespace

class OverlappingFaultsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theWorseOfTwoDelaysCounts_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::newRow("processor") << "slow";
        QTest::newRow("disk") << "disk";
    }

    void theWorseOfTwoDelaysCounts()
    {
        QFETCH(QString, kind);
        PlanMaker maker = kind == "disk" ? queuePlan() : steadyPlan(1s);
        maker.plan.faults = {slowFault(kind.toStdString(), Time(2s), 4s, 200ms),
                             slowFault(kind.toStdString(), Time(3s), 1s, 20ms)};
        World world(maker.plan, 1);
        QVERIFY(isSlow(world, 2200ms, 2900ms));
        QVERIFY(isSlow(world, 3200ms, 3900ms));
        QVERIFY2(isSlow(world, 5000ms, 5900ms), "the shorter has ended");
        QVERIFY(!isSlow(world, 9000ms, 9900ms));
    }

    void aClockRunsWrongUntilTheLastHasEnded()
    {
        PlanMaker maker = steadyPlan();
        FaultPlan longer = fault("clock", Time(2s), 4s, {0});
        longer.ratePpm = 2'000'000;
        FaultPlan shorter = fault("clock", Time(3s), 1s, {0});
        shorter.ratePpm = 500'000;
        maker.plan.faults = {longer, shorter};
        // 2 s of 10 a second, 1 s of 20, 1 s of 5, 2 s of 20, 4 s of 10.
        const std::uint64_t sent = test::run(maker).sent;
        QVERIFY2(sent >= 123 && sent <= 126, qPrintable(QString::number(sent)));
    }

    void aClockJumpsNoFurtherThanItCanReckon()
    {
        SkewedClock clock;
        Time before{};
        int whole = 0;
        for (int year = 0; year < 400; ++year) {
            whole += clock.jump(Time(5s), 8760h) ? 1 : 0;
            QVERIFY(clock.local(Time(5s)) >= before);
            before = clock.local(Time(5s));
        }
        QCOMPARE(whole, 145);
        QVERIFY(before == SkewedClock::furthest);
        QVERIFY(clock.local(Time(7s)) == before + 2s);
        QVERIFY(clock.instantOf(before + 2s) == Time(7s));
        clock.setRate(Time(7s), 100'000);
        QVERIFY2(clock.instantOf(never - 1ns) == never, "ten times what is left of time");
        QVERIFY(clock.local(Time(17s)) == before + 3s);
    }

    void jumpsBeyondAllTimeAreSaidToFail()
    {
        PlanMaker maker = steadyPlan();
        for (int jump = 0; jump < 320; ++jump) {
            maker.plan.faults.push_back(fault("clock", Time(1s + jump * 10ms), 1s, {1}));
            maker.plan.faults.back().jump = 8760h;
        }
        World world(maker.plan, 1);
        int failed = 0;
        world.onEvent([&](const RunEvent &event) { failed += event.kind == "fault-failed" ? 1 : 0; });
        world.runUntil(Time(9990ms), UINT64_MAX);
        QCOMPARE(failed, 320 - 145);
        QVERIFY(callsOf(world).succeeded > 90);
        QCOMPARE(callsOf(world).timedOut, 0U);
    }

    void whatTwoFaultsKeepDownStartsBehindTheLater_data()
    {
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("second");
        QTest::newRow("stops") << "stop"
                               << "stop";
        QTest::newRow("kills") << "kill"
                               << "kill";
        QTest::newRow("a stop and a kill") << "stop"
                                           << "kill";
        QTest::newRow("an oom and a stop") << "oom"
                                           << "stop";
    }

    void whatTwoFaultsKeepDownStartsBehindTheLater()
    {
        QFETCH(QString, first);
        QFETCH(QString, second);
        PlanMaker maker = steadyPlan();
        maker.plan.faults = {fault(first.toStdString(), Time(2s), 4s, {1}),
                             fault(second.toStdString(), Time(3s), 1s, {1})};
        QCOMPARE(tenthsDown(maker, 1), tenthsFrom(20, 60));
        maker.plan.faults[1].length = 5s;
        QCOMPARE(tenthsDown(maker, 1), tenthsFrom(20, 80));
        maker.plan.faults[1].length = 0s;
        QCOMPARE(tenthsDown(maker, 1), tenthsFrom(20, 100));
    }

    void aRestartStartsWhatAFaultKeepsDown()
    {
        PlanMaker maker = steadyPlan();
        maker.plan.faults = {fault("kill", Time(2s), 6s, {1}), fault("restart", Time(3s), 0s, {1}),
                             fault("kill", Time(5s), 1s, {1})};
        std::vector<int> wanted = tenthsFrom(20, 33);
        for (const int tenth : tenthsFrom(50, 60))
            wanted.push_back(tenth);
        QCOMPARE(tenthsDown(maker, 1), wanted);
    }

    void twoPausesAndTwoFullDisksEndWithTheLater()
    {
        PlanMaker maker = steadyPlan();
        maker.plan.faults = {fault("pause", Time(2s), 4s, {1}), fault("pause", Time(3s), 1s, {1})};
        QVERIFY(test::run(maker).timedOut >= 39);
        PlanMaker queue = queuePlan();
        queue.plan.faults = {fault("disk", Time(2s), 4s, {1}), fault("disk", Time(3s), 1s, {1})};
        for (FaultPlan &full : queue.plan.faults)
            full.how = "full";
        World world(queue.plan, 1);
        world.runUntil(Time(10s), UINT64_MAX);
        QVERIFY(queueOf(world).rejected >= 39);
    }

    void twoBadNetworksEndWithTheLater()
    {
        PlanMaker maker = steadyPlan();
        maker.plan.faults = {fault("degrade", Time(2s), 4s, {1}), fault("degrade", Time(3s), 1s, {1})};
        for (FaultPlan &bad : maker.plan.faults)
            bad.trouble = {.delay = Distribution::constant(100ms), .holdFor = {}};
        QVERIFY(test::run(maker).timedOut >= 39);
    }
};

QTEST_GUILESS_MAIN(OverlappingFaultsTest)
#include "overlapping_faults_test.moc"
