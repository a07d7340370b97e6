// SPDX-License-Identifier: GPL-3.0-or-later
// The world around the machines: links, lives, disks, files and faults.
#include "simulator/world.h"
#include "tests/simulator/plans.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

Time at(Duration duration)
{
    return Time(duration);
}

void runTo(World &world, Duration until)
{
    QVERIFY(world.runUntil(at(until), UINT64_MAX));
}

const CallStats &callsOf(const Snapshot &snapshot, InstanceIndex caller)
{
    return snapshot.instances[caller].machine.calls.at(0);
}

const ServedStats &servedBy(const Snapshot &snapshot, InstanceIndex instance)
{
    return snapshot.instances[instance].machine.served;
}

/// Constant arrivals, 100 a second, at a station that takes 1 ms; the time-out of a call is 50 ms.
PlanMaker steadyPlan(LinkQuality quality = {Distribution{}, 0, 0})
{
    PlanMaker maker;
    LoadConfig load;
    load.arrivals = ArrivalKind::Constant;
    load.ratePerSecond = 100;
    ServiceConfig service;
    service.serviceTime = Distribution::constant(1ms);
    const InstanceIndex client = maker.add("client", load);
    const InstanceIndex server = maker.add("server", service);
    maker.connect(client, server, "link", PeerProtocol::Http, quality, 50ms);
    return maker;
}

constexpr InstanceIndex client = 0;
constexpr InstanceIndex server = 1;

} // namespace

class WorldTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void latencyIsPaidBothWays();
    void bandwidthMakesMessagesWaitForEachOther();
    void aLostMessageIsATimeoutOfTheCaller();
    void aRequestThatWaitsItsTurnIsNotOneNeverAnswered_data();
    void aRequestThatWaitsItsTurnIsNotOneNeverAnswered();
    void aTaskThatOutlivesItsTimeToRunIsNoWrongAttempt();
    void callsToAKilledInstanceAreRefusedUntilItStartsAgain();
    void requestsInServiceAreResetWhenTheirServerIsKilled();
    void aPausedInstanceAnswersWhenItGoesOn();
    void aPartitionIsSilentAndHeals();
    void overlappingPartitionsHealWhenBothAreOver();
    void countersGoOnOverARestart();
    void aQueueKeepsItsTasksOverAKill();
    void aRestartFinishesWhatIsInFlight();
    void linesReachTheLogSaverOfThePodAndSurviveItsDeath();
    void aMillionFaultsAtOneInstantEnd();
    void anInstanceThatWaitsForItselfStartsAllTheSame();
};

void WorldTest::latencyIsPaidBothWays()
{
    const PlanMaker maker = steadyPlan({Distribution::constant(3ms), 0, 0});
    World world(maker.plan, 1);
    runTo(world, 1s);
    QVERIFY(callsOf(world.snapshot(), client).latency.mean() == 7ms);
    QVERIFY(servedBy(world.snapshot(), server).latency.mean() == 1ms);
}

void WorldTest::bandwidthMakesMessagesWaitForEachOther()
{
    // 360 bytes with their header at 36,000 bytes a second are 10 ms each: as many as come in.
    const PlanMaker maker = steadyPlan({Distribution{}, 0, 72'000});
    World world(maker.plan, 1);
    runTo(world, 1s);
    const Duration mean = callsOf(world.snapshot(), client).latency.mean();
    QVERIFY2(mean > 5ms && mean < 50ms, qPrintable(QString::number(mean.count())));
}

void WorldTest::aLostMessageIsATimeoutOfTheCaller()
{
    const PlanMaker maker = steadyPlan({Distribution{}, 0.1, 0});
    World world(maker.plan, 1);
    runTo(world, 100s);
    const CallStats calls = callsOf(world.snapshot(), client);
    // Lost there or back: 1 - 0.9^2 of 10,000, give or take four standard deviations.
    QVERIFY2(std::abs(static_cast<double>(calls.timedOut) - 1900) < 160, qPrintable(QString::number(calls.timedOut)));
    QCOMPARE(calls.failed, 0U);
}

void WorldTest::aRequestThatWaitsItsTurnIsNotOneNeverAnswered_data()
{
    QTest::addColumn<qint64>("milliseconds");
    QTest::newRow("in a queue that grows") << qint64{20};
    QTest::newRow("behind one that is worked on all the time") << qint64{600'000};
}

void WorldTest::aRequestThatWaitsItsTurnIsNotOneNeverAnswered()
{
    QFETCH(qint64, milliseconds);
    PlanMaker maker = steadyPlan();
    auto &service = std::get<ServiceConfig>(maker.plan.instances[server].machine->behaviour);
    service.serviceTime = Distribution::constant(std::chrono::milliseconds(milliseconds));
    service.concurrency = 1;
    service.queueLimit = 100'000;
    World world(maker.plan, 1);
    runTo(world, 180s); // half of it the first in the queue has waited, and its caller for 50 ms
    QVERIFY(servedBy(world.snapshot(), server).waiting > 8000);
    QVERIFY(callsOf(world.snapshot(), client).timedOut > 10'000);
    world.checkAnswers();
    QVERIFY2(world.violations().empty(), world.violations().empty() ? "" : world.violations().front().text.c_str());
}

void WorldTest::aTaskThatOutlivesItsTimeToRunIsNoWrongAttempt()
{
    PlanMaker maker;
    LoadConfig load;
    load.ratePerSecond = 0.25;
    QueueConfig queue;
    queue.timeToRun = 2s;
    queue.backoff = 100ms;
    WorkerConfig worker;
    worker.workTime = Distribution::constant(3s);
    worker.slots = 5;
    const InstanceIndex jobs = maker.add("jobs", queue);
    maker.connect(maker.add("client", load), jobs, "puts", PeerProtocol::Queue);
    maker.connect(maker.add("worker", worker), jobs, "works", PeerProtocol::Queue);
    World world(maker.plan, 7);
    runTo(world, 120s);
    const MachineState state = world.snapshot().instances[jobs].machine;
    QVERIFY(std::get<QueueState>(state.pattern).expired > 50); // and another slot of the same worker has them next
    QVERIFY2(world.violations().empty(), world.violations().empty() ? "" : world.violations().front().text.c_str());
}

void WorldTest::callsToAKilledInstanceAreRefusedUntilItStartsAgain()
{
    PlanMaker maker = steadyPlan();
    maker.addFault("kill", at(1s + 5ms), 2s, {server});
    World world(maker.plan, 1);
    runTo(world, 2s);
    QVERIFY(!world.snapshot().instances[server].alive);
    runTo(world, 4s);
    const Snapshot snapshot = world.snapshot();
    QVERIFY(snapshot.instances[server].alive);
    QCOMPARE(snapshot.instances[server].restarts, 1U);
    QCOMPARE(callsOf(snapshot, client).failed, 200U);
    QCOMPARE(callsOf(snapshot, client).timedOut, 0U);
}

void WorldTest::requestsInServiceAreResetWhenTheirServerIsKilled()
{
    PlanMaker maker = steadyPlan();
    auto &service = std::get<ServiceConfig>(maker.plan.instances[server].machine->behaviour);
    service.serviceTime = Distribution::constant(40ms);
    service.concurrency = 0;
    maker.addFault("kill", at(1s + 1ms), 0s, {server});
    World world(maker.plan, 1);
    runTo(world, 1s + 2ms);
    const CallStats calls = callsOf(world.snapshot(), client);
    QCOMPARE(calls.failed, 4U);
    QCOMPARE(calls.inFlight, 0U);
}

void WorldTest::aPausedInstanceAnswersWhenItGoesOn()
{
    PlanMaker maker = steadyPlan();
    maker.addFault("pause", at(1s + 5ms), 30ms, {server});
    World world(maker.plan, 1);
    runTo(world, 1s + 30ms);
    QVERIFY(world.snapshot().instances[server].paused);
    QVERIFY(callsOf(world.snapshot(), client).inFlight >= 2);
    runTo(world, 2s);
    const CallStats calls = callsOf(world.snapshot(), client);
    QCOMPARE(calls.timedOut + calls.failed, 0U);
    QVERIFY2(calls.latency.max() > 20ms, "a call waited for the end of the pause");
}

void WorldTest::aPartitionIsSilentAndHeals()
{
    PlanMaker maker = steadyPlan();
    maker.addFault("partition", at(1s + 5ms), 1s, {server});
    World world(maker.plan, 1);
    runTo(world, 4s);
    const CallStats calls = callsOf(world.snapshot(), client);
    QCOMPARE(calls.timedOut, 100U);
    QCOMPARE(calls.failed, 0U);
    QVERIFY(world.snapshot().instances[server].alive);
}

void WorldTest::overlappingPartitionsHealWhenBothAreOver()
{
    PlanMaker maker = steadyPlan();
    maker.addFault("partition", at(1s + 5ms), 1s, {server});
    maker.addFault("partition", at(1s + 505ms), 1s, {client});
    World world(maker.plan, 1);
    runTo(world, 4s);
    QCOMPARE(callsOf(world.snapshot(), client).timedOut, 150U);
}

void WorldTest::countersGoOnOverARestart()
{
    PlanMaker maker = steadyPlan();
    maker.addFault("kill", at(1s + 5ms), 1s, {server});
    World world(maker.plan, 1);
    runTo(world, 1s);
    const std::uint64_t before = servedBy(world.snapshot(), server).succeeded;
    QVERIFY(before >= 99);
    runTo(world, 1s + 500ms);
    QVERIFY(servedBy(world.snapshot(), server).succeeded >= before);
    runTo(world, 3s);
    const ServedStats served = servedBy(world.snapshot(), server);
    QVERIFY(served.succeeded >= before + 95);
    QVERIFY(served.latency.count() == served.succeeded);
}

void WorldTest::aQueueKeepsItsTasksOverAKill()
{
    PlanMaker maker;
    LoadConfig load;
    load.arrivals = ArrivalKind::Constant;
    load.ratePerSecond = 50;
    const InstanceIndex producer = maker.add("producer", load);
    const InstanceIndex queue = maker.add("queue", QueueConfig{});
    maker.connect(producer, queue, "puts", PeerProtocol::Queue);
    maker.addFault("kill", at(2s + 5ms), 1s, {queue});
    World world(maker.plan, 1);
    runTo(world, 5s);
    const Snapshot snapshot = world.snapshot();
    const auto &state = std::get<QueueState>(snapshot.instances[queue].machine.pattern);
    const std::uint64_t acknowledged = callsOf(snapshot, producer).succeeded;
    QVERIFY(acknowledged >= 195);
    QVERIFY2(state.ready >= acknowledged, qPrintable(QString("%1 of %2").arg(state.ready).arg(acknowledged)));
}

void WorldTest::aRestartFinishesWhatIsInFlight()
{
    PlanMaker maker = steadyPlan();
    auto &service = std::get<ServiceConfig>(maker.plan.instances[server].machine->behaviour);
    service.serviceTime = Distribution::constant(35ms);
    service.concurrency = 0;
    maker.addFault("restart", at(1s + 1ms), 0s, {server});
    World world(maker.plan, 1);
    runTo(world, 1s + 40ms);
    // What came in before the restart was answered; what came after was refused at once.
    QVERIFY(callsOf(world.snapshot(), client).succeeded >= 100);
    runTo(world, 3s);
    QVERIFY(world.snapshot().instances[server].alive);
    QCOMPARE(world.snapshot().instances[server].restarts, 1U);
    QCOMPARE(callsOf(world.snapshot(), client).timedOut, 0U);
}

void WorldTest::linesReachTheLogSaverOfThePodAndSurviveItsDeath()
{
    PlanMaker maker = steadyPlan();
    std::get<ServiceConfig>(maker.plan.instances[server].machine->behaviour).logBytes = 100;
    ServiceConfig sink;
    sink.protocol = PeerProtocol::Log;
    sink.serviceTime = Distribution::constant(1ms);
    const InstanceIndex saver = maker.addTo(maker.plan.instances[server].pod, "saver", LogSaverConfig{});
    const InstanceIndex store = maker.add("store", sink);
    maker.connect(saver, store, "ships", PeerProtocol::Log);
    // One volume, mounted at two places.
    maker.plan.instances[server].mounts = {{"logs", "/var/log/app", false}};
    maker.plan.instances[server].logFile = "/var/log/app/access.log";
    maker.plan.instances[saver].mounts = {{"logs", "/logs", true}};
    maker.plan.instances[saver].tailFile = "/logs/access.log";
    maker.addFault("kill", at(5s + 300ms), 2s, {saver});
    World world(maker.plan, 1);
    runTo(world, 20s);
    const Snapshot snapshot = world.snapshot();
    const auto &state = std::get<LogSaverState>(snapshot.instances[saver].machine.pattern);
    const std::uint64_t written = servedBy(snapshot, server).succeeded;
    QVERIFY(written >= 1990);
    QCOMPARE(state.linesDropped, 0U);
    // At least once: all but those of the last flush interval, with repeats after the kill.
    QVERIFY2(state.linesDelivered + 150 >= written, qPrintable(QString::number(state.linesDelivered)));
    QVERIFY2(state.linesDelivered <= written + 150, qPrintable(QString::number(state.linesDelivered)));
}

void WorldTest::aMillionFaultsAtOneInstantEnd()
{
    PlanMaker maker = steadyPlan();
    for (int i = 0; i < 100'000; ++i)
        maker.addFault(i % 2 == 0 ? "pause" : "kill", at(1s), 1s, {server});
    World world(maker.plan, 1);
    runTo(world, 3s);
    QVERIFY(world.snapshot().instances[server].alive);
}

void WorldTest::anInstanceThatWaitsForItselfStartsAllTheSame()
{
    PlanMaker maker = steadyPlan();
    maker.plan.instances[client].startAfter = {server};
    maker.plan.instances[server].startAfter = {client};
    World world(maker.plan, 1);
    runTo(world, 1s);
    QVERIFY(callsOf(world.snapshot(), client).succeeded > 90);
}

QTEST_GUILESS_MAIN(WorldTest)
#include "world_test.moc"
