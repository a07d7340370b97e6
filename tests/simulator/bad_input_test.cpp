// SPDX-License-Identifier: GPL-3.0-or-later
// Runs that would never end, or that no memory could hold.
#include "simulator/run_guard.h"
#include "simulator/simulator_run.h"
#include "simulator/world.h"
#include "tests/simulator/plans.h"

#include <QTest>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

/// Users without think time, before a service without service time, over a link without latency.
Plan timelessPlan()
{
    PlanMaker maker;
    LoadConfig load;
    load.arrivals = ArrivalKind::ClosedLoop;
    load.thinkTime = Distribution::constant(0ns);
    load.users = 2;
    ServiceConfig service;
    service.serviceTime = Distribution::constant(0ns);
    const InstanceIndex client = maker.add("client", load);
    const InstanceIndex server = maker.add("server", service);
    maker.connect(client, server, "link");
    maker.plan.duration = 60s;
    return maker.plan;
}

/// What the guard says, or nothing when the run comes to its end.
std::optional<std::string> objection(const Plan &plan, const RunLimits &limits)
{
    World world(plan, plan.seed);
    RunGuard guard(plan, limits);
    std::optional<std::string> said;
    while (!said && !world.runUntil(Time(plan.duration), 1000))
        said = guard.objectionTo(world);
    return said;
}

} // namespace

class BadInputTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void timeThatDoesNotAdvanceEndsTheRun()
    {
        const auto said = objection(timelessPlan(), {.eventsAtOnce = 10'000});
        QVERIFY(said.has_value());
        QVERIFY(said->find("time does not advance") != std::string::npos);
    }

    void theReportBeginsWithWhyTheRunWasEnded()
    {
        SimulatorOptions options;
        options.limits.eventsAtOnce = 10'000;
        const Report report = simulate(timelessPlan(), options);
        QVERIFY(!report.warnings.empty());
        QVERIFY(report.warnings.front().find("time does not advance") != std::string::npos);
        QCOMPARE(simulate(timelessPlan(), options).traceHash, report.traceHash);
    }

    void aWatchedRunFailsWithTheSameSentence()
    {
        SimulatorOptions options;
        options.speed = 0;
        options.limits.eventsAtOnce = 10'000;
        const auto run = makeSimulatorRun(timelessPlan(), options);
        run->start();
        QTRY_COMPARE_WITH_TIMEOUT(run->snapshot()->status, RunStatus::Failed, 60'000);
        QVERIFY(run->error().message.find("time does not advance") != std::string::npos);
    }

    void aBusyInstantIsNoLoop()
    {
        PlanMaker maker;
        maker.plan = stationPlan(100, Distribution::exponential(5ms), 1);
        maker.plan.duration = 10s;
        for (int i = 0; i < 5'000; ++i)
            maker.addFault("pause", Time(1s), 1s, {1});
        QVERIFY(!objection(maker.plan, {.eventsAtOnce = 1'000}));
    }

    void aLoadThatNobodyAnswersEndsTheRunBeforeMemoryDoes()
    {
        Plan plan = stationPlan(10'000, Distribution::constant(3600s), 1);
        plan.duration = 1000s;
        const auto said = objection(plan, {.worldBytes = std::size_t{16} << 20U});
        QVERIFY(said.has_value());
        QVERIFY(said->find("more comes in than is answered") != std::string::npos);
    }

    void aLoadThatBringsThousandsAtOnceEndsTheRunBeforeMemoryDoesToo()
    {
        PlanMaker maker;
        LoadConfig load;
        load.ratePerSecond = 500'000;
        load.batch = 10'000;
        load.maxInFlight = 100'000'000;
        const InstanceIndex client = maker.add("client", load);
        const InstanceIndex server = maker.add("server", ServiceConfig{});
        maker.connect(client, server, "link", PeerProtocol::Http, {Distribution::constant(100s), 0, 0}, 1h);
        maker.plan.duration = 3s;
        const auto said = objection(maker.plan, {.worldBytes = std::size_t{32} << 20U});
        QVERIFY(said.has_value());
        QVERIFY(said->find("more comes in than is answered") != std::string::npos);
    }

    void aLoadOfLongLinesEndsTheRunBeforeMemoryDoesToo()
    {
        PlanMaker maker;
        LoadConfig load;
        load.ratePerSecond = 10'000;
        load.batch = 100;
        load.requestBytes = 100'000;
        const InstanceIndex client = maker.add("client", load);
        const InstanceIndex server = maker.add("server", ServiceConfig{});
        maker.connect(client, server, "link", PeerProtocol::Log, {Distribution::constant(100s), 0, 0}, 1h);
        maker.plan.duration = 300ms;
        const auto said = objection(maker.plan, {.worldBytes = std::size_t{32} << 20U});
        QVERIFY(said.has_value());
        QVERIFY(said->find("more comes in than is answered") != std::string::npos);
    }

    void aClockThatIsSetAheadByAYearDoesNotHoldTheRunUp()
    {
        PlanMaker maker;
        maker.plan = stationPlan(1000, Distribution::exponential(500us), 1);
        maker.plan.duration = 3s;
        std::get<LoadConfig>(maker.plan.instances[0].machine->behaviour).maxInFlight = 10;
        maker.addFault("clock", Time(1s), 1s, {0});
        maker.plan.faults[0].ratePpm = SkewedClock::truePpm;
        maker.plan.faults[0].jump = 8760h;
        World world(maker.plan, 1);
        QVERIFY(world.runUntil(Time(3s), 100'000));
        QVERIFY(world.snapshot().instances[0].machine.calls.at(0).timedOut > 31'000'000'000);
    }

    void aLoadAboveCapacityIsHeldByTheQueueLimit()
    {
        PlanMaker maker;
        maker.plan = stationPlan(2000, Distribution::constant(10ms), 1);
        maker.plan.duration = 20s;
        std::get<ServiceConfig>(maker.plan.instances[1].machine->behaviour).queueLimit = 100;
        QVERIFY(!objection(maker.plan, {.worldBytes = std::size_t{4} << 20U}));
    }

    void aHundredThousandFaultsAtOneInstantComeAndGo()
    {
        PlanMaker maker;
        maker.plan = stationPlan(10, Distribution::exponential(5ms), 1);
        maker.plan.duration = 5s;
        for (int i = 0; i < 100'000; ++i)
            maker.addFault(i % 2 == 0 ? "pause" : "slow", Time(1s), 1s, {1});
        World world(maker.plan, 1);
        QVERIFY(world.runUntil(Time(maker.plan.duration), UINT64_MAX));
        QVERIFY(world.eventsDone() > 200'000);
        QVERIFY(world.snapshot().instances[1].machine.served.succeeded > 0);
    }
};

QTEST_GUILESS_MAIN(BadInputTest)
#include "bad_input_test.moc"
