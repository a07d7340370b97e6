// SPDX-License-Identifier: GPL-3.0-or-later
// The downward face of a container (paper, section 3; PATTERNS 1): start-up, readiness, SIGTERM, rolling restarts.
#include "simulator/world.h"
#include "tests/simulator/plans.h"

#include <QTest>

#include <algorithm>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

/// Two hundred requests a second over a front to three replicas that take 20 ms for each.
PlanMaker replicatedPlan(ServiceConfig service = {})
{
    PlanMaker maker;
    LoadConfig load;
    load.ratePerSecond = 200;
    service.serviceTime = Distribution::constant(20ms);
    service.concurrency = 0;
    const InstanceIndex client = maker.add("client", load);
    const InstanceIndex front = maker.add("front", FrontConfig{});
    maker.connect(client, front, "link", PeerProtocol::Http, {Distribution::constant(1ms), 0, 0}, 2s);
    for (const char *name : {"web-0", "web-1", "web-2"})
        maker.connect(front, maker.add(name, service), "", PeerProtocol::Http, {Distribution{}, 0, 0}, 10s);
    maker.plan.duration = 60s;
    return maker;
}

FaultPlan rollOf(const PlanMaker &maker, const std::string &how)
{
    FaultPlan roll;
    roll.id = "roll";
    roll.kind = "roll";
    roll.at = Time(5s);
    roll.how = how;
    roll.delay = 1s;
    roll.text = "roll web";
    for (InstanceIndex index = 2; index < maker.plan.instances.size(); ++index)
        roll.instances.push_back(index);
    return roll;
}

struct History {
    explicit History(const PlanMaker &maker, Duration length = 60s) : world(maker.plan, 1)
    {
        world.onEvent([this](RunEvent event) { events.push_back(std::move(event)); });
        world.runUntil(Time(length), UINT64_MAX);
    }

    const RunEvent *event(const std::string &kind) const
    {
        const auto found = std::ranges::find(events, kind, &RunEvent::kind);
        return found == events.end() ? nullptr : &*found;
    }
    std::ptrdiff_t count(const std::string &kind) const { return std::ranges::count(events, kind, &RunEvent::kind); }
    CallStats calls() const { return world.snapshot().instances[0].machine.calls.at(0); }
    std::uint64_t lost() const
    {
        std::uint64_t sum = 0;
        for (const InstanceSnapshot &instance : world.snapshot().instances)
            sum += instance.lost.value_or(0);
        return sum;
    }

    std::vector<RunEvent> events;
    World world;
};

} // namespace

class LifecycleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatStartsIsNotReadyAndItsPortIsClosed();
    void aRollingRestartThatDrainsLosesNothing();
    void aRollingRestartThatKillsLosesWhatIsUnderWay();
    void whatEndsAtSigtermLosesItToo();
    void theNextReplicaWaitsUntilTheOneBeforeIsReady();
    void aReplicaThatNeverGetsReadyStopsTheRoll();
    void nobodyIsAskedWhoIsNotReady();
    void aSpareReplicaIsAskedOnceItIsCalledUpAndReady();
    void whatIsBrokenMeanwhileStartsNoSpareReplica();
    void aBusyPodReplicatesItselfOutOfItsQueue();
    void theEndSaysHowItEnded_data();
    void theEndSaysHowItEnded();
    void aSecondSigtermDoesNotShortenTheGrace();
};

void LifecycleTest::whatStartsIsNotReadyAndItsPortIsClosed()
{
    PlanMaker maker = replicatedPlan({.startupTime = 3s});
    World world(maker.plan, 1);
    world.runUntil(Time(2900ms), UINT64_MAX);
    QCOMPARE(world.snapshot().instances[2].machine.phase, Phase::Starting);
    QCOMPARE(world.snapshot().instances[0].machine.calls.at(0).succeeded, std::uint64_t(0));
    world.runUntil(Time(4s), UINT64_MAX);
    QCOMPARE(world.snapshot().instances[2].machine.phase, Phase::Ready);
    QVERIFY(world.snapshot().instances[0].machine.calls.at(0).succeeded > 150);
}

void LifecycleTest::aRollingRestartThatDrainsLosesNothing()
{
    PlanMaker maker = replicatedPlan({.startupTime = 500ms});
    maker.plan.faults.push_back(rollOf(maker, "stop"));
    maker.plan.faults.back().at = Time(10s);
    const History history(maker);
    QCOMPARE(history.count("restarted"), 3);
    QCOMPARE(history.count("stopped"), 3);
    QCOMPARE(history.lost(), std::uint64_t(0));
    QVERIFY(history.event("rolled") != nullptr);
    QCOMPARE(history.event("rolled")->text, std::string("replicas: 3, requests lost: 0"));
    const CallStats calls = history.calls();
    // Those of the first half second came to replicas that had only begun to start.
    QVERIFY2(calls.failed < 150, "none after that");
    const PlanMaker quiet = replicatedPlan({.startupTime = 500ms});
    QCOMPARE(calls.failed, History(quiet).calls().failed);
}

void LifecycleTest::aRollingRestartThatKillsLosesWhatIsUnderWay()
{
    PlanMaker maker = replicatedPlan();
    maker.plan.faults.push_back(rollOf(maker, "kill"));
    const History history(maker);
    QCOMPARE(history.count("killed"), 3);
    QVERIFY(history.lost() >= 1);
    QCOMPARE(history.event("rolled")->text, "replicas: 3, requests lost: " + std::to_string(history.lost()));
}

void LifecycleTest::whatEndsAtSigtermLosesItToo()
{
    PlanMaker maker = replicatedPlan({.onStop = StopReaction::End});
    maker.plan.faults.push_back(rollOf(maker, "stop"));
    const History history(maker);
    QVERIFY(history.lost() >= 1);
    QVERIFY(history.count("terminated") >= 1);
    QVERIFY(history.event("terminated")->text.find("143") != std::string::npos);
}

void LifecycleTest::theNextReplicaWaitsUntilTheOneBeforeIsReady()
{
    PlanMaker maker = replicatedPlan({.startupTime = 4s});
    maker.plan.faults.push_back(rollOf(maker, "stop"));
    const History history(maker);
    std::vector<Time> stops;
    for (const RunEvent &event : history.events) {
        if (event.kind == "stopped")
            stops.push_back(event.time);
    }
    QCOMPARE(stops.size(), std::size_t(3));
    QVERIFY2(stops[1] - stops[0] > 5s && stops[2] - stops[1] > 5s, "4 s to start, 1 s to settle");
    QVERIFY(stops[2] - stops[0] < 12s);
}

void LifecycleTest::aReplicaThatNeverGetsReadyStopsTheRoll()
{
    PlanMaker maker = replicatedPlan();
    maker.plan.faults.push_back(rollOf(maker, "stop"));
    maker.plan.instances[3].machine->behaviour = ServiceConfig{.startupTime = 3h};
    std::get<LoadConfig>(maker.plan.instances[0].machine->behaviour).ratePerSecond = 1;
    const History history(maker, 30min);
    QCOMPARE(history.count("restarted"), 2);
    QVERIFY(history.event("rolled") == nullptr);
    QVERIFY(history.event("roll-stuck") != nullptr);
    QVERIFY(history.event("roll-stuck")->text.starts_with("web-1/web-1 is not ready"));
}

/// The front learns of it in 50 ms, so that it is refused a few requests only and not once for each probing.
void LifecycleTest::nobodyIsAskedWhoIsNotReady()
{
    PlanMaker maker = replicatedPlan({.startupTime = 10s});
    maker.addFault("restart", Time(15s), 0s, {2});
    World world(maker.plan, 1);
    world.runUntil(Time(14900ms), UINT64_MAX);
    const CallStats before = world.snapshot().instances[1].machine.calls.at(0);
    world.runUntil(Time(24900ms), UINT64_MAX);
    const CallStats after = world.snapshot().instances[1].machine.calls.at(0);
    QVERIFY2(after.failed - before.failed <= 10, qPrintable(QString::number(after.failed - before.failed)));
    world.runUntil(Time(28s), UINT64_MAX);
    QVERIFY2(world.snapshot().instances[1].machine.calls.at(0).succeeded > after.succeeded + 100, "and then it is");
}

void LifecycleTest::theEndSaysHowItEnded_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<int>("onStop");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("status");
    QTest::newRow("drained") << "restart" << int(StopReaction::Drain) << "stopped"
                             << "status 0";
    QTest::newRow("no handler") << "restart" << int(StopReaction::End) << "terminated"
                                << "status 143";
    QTest::newRow("PID 1 without a handler") << "restart" << int(StopReaction::Ignore) << "killed"
                                             << "status 137";
    QTest::newRow("out of memory") << "oom" << int(StopReaction::Drain) << "oom-killed"
                                   << "out of memory, status 137";
}

void LifecycleTest::theEndSaysHowItEnded()
{
    QFETCH(QString, fault);
    QFETCH(int, onStop);
    QFETCH(QString, kind);
    QFETCH(QString, status);
    PlanMaker maker = replicatedPlan({.onStop = static_cast<StopReaction>(onStop)});
    for (InstanceIndex index = 2; index < 5; ++index)
        std::get<ServiceConfig>(maker.plan.instances[index].machine->behaviour).serviceTime =
            Distribution::constant(500ms);
    maker.addFault(fault.toStdString(), Time(5s), 1s, {2});
    const History history(maker, 30s);
    const RunEvent *end = history.event(kind.toStdString());
    QVERIFY(end != nullptr);
    QVERIFY2(QString::fromStdString(end->text).contains(status), end->text.c_str());
    QCOMPARE(history.count("restarted"), 1);
}

void LifecycleTest::aSecondSigtermDoesNotShortenTheGrace()
{
    PlanMaker maker = replicatedPlan();
    std::get<ServiceConfig>(maker.plan.instances[2].machine->behaviour).serviceTime = Distribution::constant(8s);
    maker.addFault("restart", Time(5s), 0s, {2});
    maker.addFault("restart", Time(6s), 0s, {2});
    const History history(maker);
    QCOMPARE(history.lost(), std::uint64_t(0));
    QCOMPARE(history.count("restarted"), 1);
    QVERIFY2(history.event("stopped")->time > Time(12s), "it drained for as long as it took");
}

/// The third replica is spare, and is called up twice: at 10 s, and at 20 s, when there is none left.
static PlanMaker planWithSpare(ServiceConfig service)
{
    PlanMaker maker = replicatedPlan(service);
    for (std::uint32_t pod = 2; pod < maker.plan.pods.size(); ++pod)
        maker.plan.pods[pod].element = "web";
    maker.plan.pods.back().isSpare = true;
    for (const Duration at : {10s, 20s})
        maker.addFault("replicate", Time(at), 0s, {2, 3, 4});
    return maker;
}

void LifecycleTest::aSpareReplicaIsAskedOnceItIsCalledUpAndReady()
{
    const PlanMaker maker = planWithSpare({.startupTime = 2s});
    World world(maker.plan, 1);
    const auto spare = [&] { return world.snapshot().instances[4]; };
    const auto asked = [&] { return world.snapshot().instances[1].machine.calls.at(2).sent; };
    world.runUntil(Time(3s), UINT64_MAX); // as long as nobody is ready, a front tries whomever it has
    const std::uint64_t before = asked();
    world.runUntil(Time(10s), UINT64_MAX);
    QVERIFY(!spare().alive);
    QCOMPARE(asked(), before);
    world.runUntil(Time(12s), UINT64_MAX);
    QCOMPARE(spare().machine.phase, Phase::Starting);
    QCOMPARE(asked(), before);
    world.runUntil(Time(60s), UINT64_MAX);
    QCOMPARE(spare().restarts, 0U);
    const double shareOfIt = static_cast<double>(spare().machine.served.succeeded) / (200 * 47.6);
    QVERIFY2(std::abs(shareOfIt - 1.0 / 3) < 0.03, qPrintable(QString::number(shareOfIt)));
    const History history(maker);
    QCOMPARE(history.event("replicated")->text, std::string("web-2 is started"));
    QCOMPARE(history.count("replicated"), 1);
    QCOMPARE(history.count("no-spare"), 1);
}

void LifecycleTest::whatIsBrokenMeanwhileStartsNoSpareReplica()
{
    PlanMaker maker = planWithSpare({});
    maker.plan.faults.clear();
    maker.addFault("kill", Time(5s), 1s, {2, 3, 4});
    maker.addFault("restart", Time(10s), 0s, {2, 3, 4});
    FaultPlan roll = rollOf(maker, "stop");
    roll.at = Time(15s);
    maker.plan.faults.push_back(roll);
    const History history(maker);
    QCOMPARE(history.world.snapshot().instances[3].restarts, 3U);
    QVERIFY(!history.world.snapshot().instances[4].alive);
    QCOMPARE(history.event("rolled")->text.substr(0, 11), std::string("replicas: 2"));
}

void LifecycleTest::aBusyPodReplicatesItselfOutOfItsQueue()
{
    // Two replicas of one slot do 167 requests a second of 200, three do 250.
    const auto refusedBy = [](bool replicates) {
        PlanMaker maker = planWithSpare({});
        for (const InstanceIndex index : {2, 3, 4}) {
            auto &service = std::get<ServiceConfig>(maker.plan.instances[index].machine->behaviour);
            service.serviceTime = Distribution::constant(12ms);
            service.concurrency = 1;
            service.queueLimit = 10;
        }
        if (!replicates)
            maker.plan.faults.clear();
        return History(maker).calls().failed;
    };
    QVERIFY(refusedBy(true) * 2 < refusedBy(false));
}

QTEST_GUILESS_MAIN(LifecycleTest)
#include "lifecycle_test.moc"
