// SPDX-License-Identifier: GPL-3.0-or-later
// What is broken on purpose, seen from the machines that suffer it (PATTERNS 5, fault model).
#include "engine/model/catalog.h"
#include "engine/plan/injected_fault.h"
#include "engine/plan/plan.h"
#include "simulator/random_faults.h"
#include "tests/simulator/fault_plans.h"

#include <QTest>

#include <cmath>

using namespace bayplan;
using namespace bayplan::test;

class FaultsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aDeafServerHearsNothingAndAMuteOneSaysNothing();
    void aCutNamesItsOtherEnd();
    void aFlappingCutComesAndGoes();
    void aBadNetworkIsLateWhileItLasts();
    void aBadNetworkMayLoseOneKindOfMessageOnly();
    void aNarrowLineQueuesWhatItCannotCarry();
    void aRequestThatCameLateIsNotOneNeverAnswered();
    void overlappingCutsHealWhenBothHaveEnded();
    void aFastClockFiresTimersSooner();
    void aClockThatStepsFiresWhatIsDue();
    void jitterComesOnTopOfTheLatency();
    void aChangeOfLoadLastsAsLongAsItSays();
    void aChangeOfLoadOutlivesARestart();
    void aClockNeverGoesBack_data();
    void aClockNeverGoesBack();
    void aFullDiskIsToldToTheMachine();
    void aLyingDiskLosesWhatItAcknowledged();
    void aCrashAfterTheSyncKeepsTheWriteAndOneBeforeDoesNot();
    void aSyncGoesOnWithItsSourceAfterARestart();
    void aSlowProcessorServesOneStepAtATime();
    void outOfMemoryReadsDifferently();
    void theDocumentSaysWhoIsHitAndHow();
    void aResumptionEndsTheWholeFaultThatItMeets();
    void whatIsDrawnAtRandomHitsSomebody();
    void whatADiskKeepsAtACrashDependsOnNoOther();
    void aStopLetsTheTargetFinishAndStartsItAgain();
    void aStopThatIsShorterThanItsDrainingStartsItAfterwards();
    void oneFaultOfSeveralIsHealed();
    void chaosKeepsToItsMeasure();
};

void FaultsTest::aDeafServerHearsNothingAndAMuteOneSaysNothing()
{
    for (const bool deaf : {true, false}) {
        PlanMaker maker = steadyPlan();
        FaultPlan cut = fault("cut", Time(2s), 3s, {1});
        cut.hitsIn = deaf;
        cut.hitsOut = !deaf;
        maker.plan.faults.push_back(cut);
        World world(maker.plan, 1);
        world.runUntil(Time(9990ms), UINT64_MAX);
        const CallStats calls = callsOf(world);
        QVERIFY2(calls.timedOut >= 29 && calls.timedOut <= 31, "every call of three seconds is lost");
        const auto heard = world.snapshot().instances[1].machine.served.received;
        QCOMPARE(heard, deaf ? calls.sent - calls.timedOut : calls.sent);
    }
}

void FaultsTest::aCutNamesItsOtherEnd()
{
    PlanMaker maker = steadyPlan();
    const InstanceIndex bystander = maker.add("bystander", ServiceConfig{});
    FaultPlan cut = fault("cut", Time(2s), 3s, {1});
    cut.others = {bystander};
    maker.plan.faults.push_back(cut);
    QCOMPARE(run(maker).timedOut, 0U);
    maker.plan.faults[0].others = {0};
    QVERIFY(run(maker).timedOut > 25);
}

void FaultsTest::aFlappingCutComesAndGoes()
{
    PlanMaker maker = steadyPlan();
    FaultPlan cut = fault("cut", Time(2010ms), 4s, {1});
    cut.period = 1s;
    cut.duty = 0.25;
    maker.plan.faults.push_back(cut);
    const CallStats calls = run(maker);
    QVERIFY2(calls.timedOut >= 8 && calls.timedOut <= 16, "four times a quarter of a second");
    QCOMPARE(calls.sent, calls.succeeded + calls.timedOut);
}

void FaultsTest::aBadNetworkIsLateWhileItLasts()
{
    PlanMaker maker = steadyPlan(1s);
    FaultPlan bad = fault("degrade", Time(2s), 3s, {1});
    bad.trouble.delay = Distribution::constant(200ms);
    maker.plan.faults.push_back(bad);
    const CallStats calls = run(maker);
    QCOMPARE(calls.timedOut, 0U);
    QVERIFY2(calls.latency.max() > 390ms, "both ways");
    QVERIFY2(calls.latency.quantile(0.6) < 5ms, "and not longer than it lasts");
    maker.plan.faults[0].trouble = {.delay = {}, .loss = 1, .holdFor = {}};
    QVERIFY(run(maker).timedOut > 25);
}

void FaultsTest::aBadNetworkMayLoseOneKindOfMessageOnly()
{
    PlanMaker maker = steadyPlan();
    FaultPlan bad = fault("degrade", Time(2s), 3s, {1});
    bad.trouble = {.delay = {}, .loss = 1, .holdFor = {}, .hits = MessageKind::Answers};
    maker.plan.faults = {bad};
    World world(maker.plan, 1);
    world.runUntil(Time(10s), UINT64_MAX);
    QVERIFY(callsOf(world).timedOut > 25);
    QVERIFY2(world.snapshot().instances[1].machine.served.received > 95, "what was asked came through");
    maker.plan.faults[0].trouble.hits = MessageKind::Votes;
    QCOMPARE(run(maker).timedOut, 0U);
}

void FaultsTest::aNarrowLineQueuesWhatItCannotCarry()
{
    PlanMaker maker = steadyPlan(1s);
    FaultPlan bad = fault("degrade", Time(2s), 3s, {1});
    bad.trouble.bytesPerSecond = 2000;
    maker.plan.faults.push_back(bad);
    QVERIFY2(run(maker).latency.max() > 200ms, "700 bytes at 2000 a second, and those before it");
}

void FaultsTest::aRequestThatCameLateIsNotOneNeverAnswered()
{
    PlanMaker maker = steadyPlan();
    auto &service = std::get<ServiceConfig>(maker.plan.instances[1].machine->behaviour);
    service.serviceTime = Distribution::constant(3s);
    service.concurrency = 0;
    FaultPlan late = fault("degrade", Time(0s), 1s, {1});
    late.trouble.delay = Distribution::constant(45s);
    maker.plan.faults.push_back(late);
    World world(maker.plan, 1);
    world.runUntil(Time(46s), UINT64_MAX);
    world.checkAnswers();
    QVERIFY2(world.violations().empty(), world.violations().empty() ? "" : world.violations().front().text.c_str());
}

void FaultsTest::overlappingCutsHealWhenBothHaveEnded()
{
    PlanMaker maker = steadyPlan();
    maker.plan.faults = {fault("cut", Time(2s), 2s, {1}), fault("partition", Time(3s), 3s, {0})};
    const CallStats calls = run(maker);
    QVERIFY2(calls.timedOut >= 39 && calls.timedOut <= 41, "from 2 s to 6 s");
}

void FaultsTest::aFastClockFiresTimersSooner()
{
    PlanMaker maker = steadyPlan();
    FaultPlan clock = fault("clock", Time(0s), 10s, {0});
    clock.ratePpm = 2'000'000;
    maker.plan.faults.push_back(clock);
    const CallStats calls = run(maker);
    QVERIFY2(calls.sent >= 198 && calls.sent <= 202, "twice as many as by the true clock");
}

void FaultsTest::aClockThatStepsFiresWhatIsDue()
{
    PlanMaker maker = steadyPlan();
    FaultPlan clock = fault("clock", Time(4s), 1s, {0});
    clock.jump = 2s;
    maker.plan.faults.push_back(clock);
    World world(maker.plan, 1);
    world.runUntil(Time(3990ms), UINT64_MAX);
    const std::uint64_t before = callsOf(world).sent;
    world.runUntil(Time(4010ms), UINT64_MAX);
    QVERIFY2(callsOf(world).sent >= before + 20, "what two seconds bring is due at once");
    world.runUntil(Time(9990ms), UINT64_MAX);
    QVERIFY2(callsOf(world).sent >= 118 && callsOf(world).sent <= 121,
             "and the step stays when the rate is true again");
}

void FaultsTest::jitterComesOnTopOfTheLatency()
{
    PlanMaker maker = steadyPlan();
    maker.plan.instances[0].peers[0].quality.jitter = 10ms;
    const CallStats calls = run(maker);
    QCOMPARE(calls.timedOut, 0U);
    QVERIFY2(calls.latency.quantile(0.01) >= 1900us && calls.latency.max() <= 23ms, "twice 1 ms, and twice 0 to 10 ms");
    const double mean = toSeconds(calls.latency.mean());
    QVERIFY2(std::abs(mean - 0.012) < 0.0015, qPrintable(QString::number(mean)));
}

void FaultsTest::aChangeOfLoadLastsAsLongAsItSays()
{
    PlanMaker maker = steadyPlan();
    FaultPlan spike = fault("load", Time(2s), 3s, {0});
    spike.factor = 4;
    FaultPlan quiet = fault("load", Time(4s), 4s, {0});
    quiet.factor = 0.5;
    maker.plan.faults = {spike, quiet};
    const CallStats calls = run(maker);
    // 2 s of 10, 2 s of 40, 1 s of 20 where they overlap, 3 s of 5, 2 s of 10.
    QVERIFY2(calls.sent >= 153 && calls.sent <= 156, qPrintable(QString::number(calls.sent)));
    QCOMPARE(calls.sent, calls.succeeded);
}

void FaultsTest::aChangeOfLoadOutlivesARestart()
{
    PlanMaker maker = steadyPlan();
    FaultPlan spike = fault("load", Time(1s), 8s, {0});
    spike.factor = 4;
    maker.plan.faults = {spike, fault("kill", Time(2s), 1s, {0})};
    const CallStats calls = run(maker);
    // 10, 40, nothing, 6 s of 40, 1 s of 10.
    QVERIFY2(calls.sent >= 296 && calls.sent <= 302, qPrintable(QString::number(calls.sent)));
}

void FaultsTest::aClockNeverGoesBack_data()
{
    QTest::addColumn<qint64>("ratePpm");
    QTest::newRow("fast") << qint64{1'250'000};
    QTest::newRow("slow") << qint64{750'000};
}

void FaultsTest::aClockNeverGoesBack()
{
    QFETCH(qint64, ratePpm);
    SkewedClock clock;
    QVERIFY(clock.local(Time(5s)) == Time(5s));
    clock.setRate(Time(10s), ratePpm);
    clock.jump(Time(11s), 7s);
    const Time before = clock.local(Time(20s));
    clock.setRate(Time(20s), SkewedClock::truePpm);
    QVERIFY(clock.local(Time(20s)) == before);
    QVERIFY(clock.local(Time(21s)) == before + 1s);
    QVERIFY(clock.instantOf(before + 1s) == Time(21s));
    QVERIFY(clock.instantOf(never) == never);
    clock.setRate(Time(21s), ratePpm);
    const Time odd = before + 1s + 333'333'337ns;
    const Time due = clock.instantOf(odd);
    QVERIFY(clock.local(due) >= odd);
    QVERIFY2(clock.local(due - 1ns) < odd, "the first instant at which it is so late");
}

void FaultsTest::aFullDiskIsToldToTheMachine()
{
    PlanMaker maker = queuePlan();
    FaultPlan full = fault("disk", Time(2s), 3s, {1});
    full.how = "full";
    maker.plan.faults.push_back(full);
    World world(maker.plan, 1);
    world.runUntil(Time(10s), UINT64_MAX);
    const QueueState queue = queueOf(world);
    QVERIFY2(queue.rejected >= 29 && queue.rejected <= 31, "answered 507 while it lasts");
    QCOMPARE(queue.ready, queue.put);
}

void FaultsTest::aLyingDiskLosesWhatItAcknowledged()
{
    PlanMaker maker = queuePlan();
    FaultPlan lying = fault("disk", Time(2s), 3s, {1});
    lying.how = "lying";
    maker.plan.faults = {lying, fault("kill", Time(4s), 1s, {1})};
    World world(maker.plan, 1);
    world.runUntil(Time(3900ms), UINT64_MAX);
    QVERIFY(queueOf(world).ready > 35);
    world.runUntil(Time(5500ms), UINT64_MAX);
    QVERIFY2(queueOf(world).ready < 26, "what was put after 2 s and before the crash is gone");
}

void FaultsTest::aCrashAfterTheSyncKeepsTheWriteAndOneBeforeDoesNot()
{
    for (const std::string moment : {"before", "torn", "after"}) {
        PlanMaker maker = queuePlan();
        FaultPlan crash = fault("crash", Time(2050ms), 500ms, {1});
        crash.how = moment;
        maker.plan.faults.push_back(crash);
        World world(maker.plan, 1);
        world.runUntil(Time(2050ms), UINT64_MAX);
        const std::uint64_t before = queueOf(world).ready;
        world.runUntil(Time(2300ms), UINT64_MAX);
        QVERIFY2(!world.snapshot().instances[1].alive, moment.c_str());
        world.runUntil(Time(2650ms), UINT64_MAX);
        QVERIFY(world.snapshot().instances[1].alive);
        QCOMPARE(queueOf(world).ready, before + (moment == "after" ? 1 : 0));
    }
}

void FaultsTest::aSyncGoesOnWithItsSourceAfterARestart()
{
    PlanMaker maker;
    SyncConfig sync;
    sync.source = "https://example.org/site.git";
    sync.period = 2s;
    sync.changeEvery = 5s;
    maker.add("one", sync);
    maker.add("other", sync);
    for (int i = 1; i <= 8; ++i)
        maker.plan.faults.push_back(fault("kill", Time(20s * i), 1s, {0}));
    World world(maker.plan, 3);
    const auto numberIn = [&](InstanceIndex index) {
        const MachineState state = world.snapshot().instances[index].machine;
        const auto &revision = std::get<SyncState>(state.pattern).revision;
        return revision.empty() ? 0 : std::stoll(revision.substr(revision.find('-') + 1));
    };
    long long before = 0;
    for (int second = 1; second <= 180; ++second) {
        world.runUntil(Time(1s * second), UINT64_MAX);
        QVERIFY2(numberIn(0) >= before, qPrintable(QString::number(second)));
        before = numberIn(0);
    }
    QCOMPARE(world.snapshot().instances[0].restarts, 8U);
    QVERIFY(world.violations().empty());
    QVERIFY2(before > 15 && std::abs(before - numberIn(1)) <= 5, qPrintable(QString::number(before)));
}

void FaultsTest::aSlowProcessorServesOneStepAtATime()
{
    PlanMaker maker = steadyPlan(1s);
    FaultPlan slow = fault("slow", Time(2s), 1s, {1});
    slow.delay = 150ms;
    maker.plan.faults.push_back(slow);
    const CallStats calls = run(maker);
    QCOMPARE(calls.timedOut, 0U);
    QVERIFY(calls.latency.max() > 80ms);
}

void FaultsTest::outOfMemoryReadsDifferently()
{
    PlanMaker maker = steadyPlan();
    maker.plan.faults = {fault("oom", Time(2s), 1s, {1})};
    std::string reason;
    World world(maker.plan, 1);
    world.onEvent([&](const RunEvent &event) { reason += event.kind == "oom-killed" ? event.text : ""; });
    world.runUntil(Time(10s), UINT64_MAX);
    QVERIFY(reason.find("137") != std::string::npos);
    QVERIFY(world.snapshot().instances[1].alive);
}

void FaultsTest::theDocumentSaysWhoIsHitAndHow()
{
    const Plan plan = steadyPlan().plan;
    Fault drawn{"f1", "degrade", "server", {}, {}};
    drawn.params = {{"at", std::string("3s")},
                    {"for", std::string("4s")},
                    {"others", std::vector<std::string>{"client"}},
                    {"direction", std::string("in")},
                    {"period", std::string("1s")},
                    {"duty", 0.25},
                    {"delay", std::string("uniform(1ms, 9ms)")},
                    {"loss", 0.5},
                    {"messages", std::string("heartbeats")}};
    const FaultPlan lowered = lowerFault(plan, drawn);
    QCOMPARE(lowered.instances, std::vector<InstanceIndex>{1});
    QCOMPARE(lowered.others, std::vector<InstanceIndex>{0});
    QVERIFY(lowered.hitsIn && !lowered.hitsOut);
    QVERIFY(lowered.at == Time(3s) && lowered.length == 4s && lowered.period == 1s);
    QCOMPARE(lowered.duty, 0.25);
    QCOMPARE(lowered.trouble.loss, 0.5);
    QVERIFY(lowered.trouble.hits == MessageKind::Heartbeats);
    QCOMPARE(QString::fromStdString(lowered.text), QStringLiteral("degrade server from client, inwards, heartbeats"));
    QCOMPARE(lowerFault(plan, Fault{"f2", "crash", "server", {}, {}}).how, std::string("before"));
    QCOMPARE(lowerFault(plan, Fault{"f3", "cut", "link", {}, {}}).peers.size(), std::size_t{1});
}

/// The same in every engine.
void FaultsTest::aResumptionEndsTheWholeFaultThatItMeets()
{
    FaultPlan active = fault("pause", Time{}, 0s, {1, 2});
    active.id = "f";
    active.peers = {{0, 0}};
    FaultPlan resumption = fault("resume", Time{}, 0s, {2});
    QVERIFY(isEndedBy(active, resumption));
    resumption.how = "another";
    QVERIFY(!isEndedBy(active, resumption));
    resumption.how = "f";
    QVERIFY(isEndedBy(active, resumption));
    resumption.instances = {3};
    QVERIFY(!isEndedBy(active, resumption));
    resumption.peers = {{0, 1}, {0, 0}};
    QVERIFY(isEndedBy(active, resumption));
    for (const char *over : {"kill", "stop", "roll"}) {
        active.kind = over;
        QVERIFY2(!isEndedBy(active, resumption), over);
    }
}

void FaultsTest::whatIsDrawnAtRandomHitsSomebody()
{
    PlanMaker maker;
    maker.plan = electionPlan(5);
    for (std::uint32_t replica = 0; replica < 5; ++replica) {
        maker.plan.pods[replica].element = "electors";
        maker.plan.pods[replica].replica = replica;
    }
    maker.add("client", LoadConfig{});
    const Plan &plan = maker.plan;
    for (const std::string &kind : searchableFaults()) {
        const std::vector<Fault> faults = randomFaults(plan, {kind}, 600s, 7);
        QVERIFY2(faults.size() > 10, kind.c_str());
        Time last{};
        for (const Fault &drawn : faults) {
            QVERIFY2(findKind("fault." + drawn.kind) != nullptr, drawn.kind.c_str());
            const FaultPlan lowered = lowerFault(plan, drawn);
            QVERIFY2(!lowered.instances.empty() && lowered.at >= last && lowered.at < Time(500s), kind.c_str());
            last = lowered.at;
        }
    }
    QCOMPARE(randomFaults(plan, {"half-open"}, 600s, 7).at(1).kind, std::string("kill"));
    QCOMPARE(lowerFault(plan, randomFaults(plan, {"roll"}, 600s, 7).at(0)).instances.size(), std::size_t{5});
    const Plan without = electionPlan(5);
    QVERIFY2(randomFaults(without, {"load", "roll"}, 600s, 7).empty(), "no load, and no replicas");
    QVERIFY(!randomFaults(without, {"load", "kill"}, 600s, 7).empty());
}

/// What is told of the queue when it is killed again and again in the midst of its slow writes.
static std::vector<std::string> historyOfTheQueue(bool withAnother)
{
    PlanMaker maker = queuePlan();
    std::vector<InstanceIndex> hit{1};
    if (withAnother) {
        LoadConfig load;
        load.arrivals = ArrivalKind::Constant;
        load.ratePerSecond = 10;
        const InstanceIndex client = maker.add("other-client", load);
        hit.insert(hit.begin(), maker.add("other-queue", QueueConfig{}));
        maker.connect(client, hit.front(), "other", PeerProtocol::Queue, {Distribution::constant(1ms), 0, 0}, 1s);
    }
    for (int i = 0; i < 18; ++i) {
        FaultPlan slow = fault("disk", Time(500ms + i * 500ms), 400ms, hit);
        slow.how = "slow";
        slow.delay = 200ms;
        maker.plan.faults.push_back(slow);
        maker.plan.faults.push_back(fault("kill", Time(750ms + i * 500ms), 10ms, hit));
    }
    World world(maker.plan, 1);
    std::vector<std::string> told;
    for (Duration at = 0ms; at < 10s; at += 100ms) {
        world.runUntil(Time(at), UINT64_MAX);
        const QueueState state = queueOf(world);
        told.push_back(std::to_string(state.ready) + ' ' + std::to_string(callsOf(world).succeeded));
    }
    return told;
}

void FaultsTest::whatADiskKeepsAtACrashDependsOnNoOther()
{
    const auto alone = historyOfTheQueue(false);
    QVERIFY(alone.back() != alone.front());
    QCOMPARE(historyOfTheQueue(true), alone);
}

void FaultsTest::aStopLetsTheTargetFinishAndStartsItAgain()
{
    PlanMaker maker = steadyPlan(2s);
    maker.plan.faults = {fault("stop", Time(2s), 3s, {1})};
    World world(maker.plan, 1);
    world.runUntil(Time(3s), UINT64_MAX);
    QVERIFY(!world.snapshot().instances[1].alive);
    QCOMPARE(world.snapshot().instances[1].lost.value_or(99), std::uint64_t{0});
    world.runUntil(Time(6s), UINT64_MAX);
    QVERIFY(world.snapshot().instances[1].alive);
    QCOMPARE(world.snapshot().instances[1].restarts, 1U);
    maker.plan.faults = {fault("stop", Time(2s), 0s, {1})};
    World gone(maker.plan, 1);
    gone.runUntil(Time(9s), UINT64_MAX);
    QVERIFY2(!gone.snapshot().instances[1].alive, "nobody starts it");
}

void FaultsTest::aStopThatIsShorterThanItsDrainingStartsItAfterwards()
{
    PlanMaker maker = steadyPlan(20s);
    auto &service = std::get<ServiceConfig>(maker.plan.instances[1].machine->behaviour);
    service.serviceTime = Distribution::constant(3s);
    maker.plan.instances[1].stopGrace = 3s;
    maker.plan.faults = {fault("stop", Time(2s), 10ms, {1})};
    World world(maker.plan, 1);
    world.runUntil(Time(4s), UINT64_MAX);
    QVERIFY2(world.snapshot().instances[1].alive, "it finishes what it has taken");
    QCOMPARE(world.snapshot().instances[1].restarts, 0U);
    world.runUntil(Time(9s), UINT64_MAX);
    QVERIFY(world.snapshot().instances[1].alive);
    QCOMPARE(world.snapshot().instances[1].restarts, 1U);
}

void FaultsTest::oneFaultOfSeveralIsHealed()
{
    PlanMaker maker = steadyPlan();
    World world(maker.plan, 1);
    std::vector<std::string> healed;
    world.onEvent([&](const RunEvent &event) {
        if (event.kind == "healed")
            healed.push_back(event.subject);
    });
    world.runUntil(Time(1s), UINT64_MAX);
    FaultPlan first = fault("pause", Time{}, 1h, {1});
    FaultPlan second = fault("pause", Time{}, 1h, {1});
    first.id = "first";
    second.id = "second";
    world.inject(first);
    world.inject(second);
    FaultPlan resume = fault("resume", Time{}, 0s, {1});
    resume.how = "second";
    world.inject(resume);
    QCOMPARE(healed, std::vector<std::string>{"second"});
    QVERIFY(world.snapshot().instances[1].paused);
    resume.how.clear();
    world.inject(resume);
    QCOMPARE(healed.size(), std::size_t{2});
    QVERIFY(!world.snapshot().instances[1].paused);
}

void FaultsTest::chaosKeepsToItsMeasure()
{
    PlanMaker maker;
    maker.plan = electionPlan(5);
    const ChaosOptions options{
        .kinds = {"kill", "pause"}, .perMinute = 12, .from = 10s, .to = 610s, .longest = 2s, .seed = 3};
    const auto faults = chaosFaults(maker.plan, options);
    QVERIFY(faults.size() > 80 && faults.size() < 160);
    std::size_t kills = 0;
    for (const Fault &drawn : faults) {
        const FaultPlan lowered = lowerFault(maker.plan, drawn);
        QVERIFY(lowered.at >= Time(10s) && lowered.at < Time(610s));
        QVERIFY(lowered.length <= 2s && !lowered.instances.empty());
        kills += drawn.kind == "kill" ? 1 : 0;
    }
    QVERIFY(kills > 20 && kills < faults.size() - 20);
    QCOMPARE(chaosFaults(maker.plan, options), faults);
    ChaosOptions other = options;
    other.seed = 4;
    QVERIFY(chaosFaults(maker.plan, other) != faults);
    other.kinds = {"load"};
    QVERIFY(chaosFaults(maker.plan, other).empty());
}

QTEST_GUILESS_MAIN(FaultsTest)
#include "faults_test.moc"
