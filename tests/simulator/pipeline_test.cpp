// SPDX-License-Identifier: GPL-3.0-or-later
// Stages that chain (paper, section 5.2; PATTERNS 6), drawn and simulated, with everything crashing in turn.
#include "engine/model/edit.h"
#include "engine/plan/plan.h"
#include "simulator/world.h"
#include "tests/simulator/plans.h"

#include "engine/base/random.h"

#include <QTest>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

constexpr InstanceIndex client = 0, first = 1, second = 2;

/// Ten tasks a second into the first queue, two workers at each of two queues.
PlanMaker pipelinePlan()
{
    PlanMaker maker;
    LoadConfig load;
    load.ratePerSecond = 10;
    const QueueConfig queue{.timeToRun = 5s, .maxAttempts = 1000, .backoff = 100ms};
    const LinkQuality line{Distribution::constant(1ms), 0, 0};
    maker.add("client", load);
    maker.add("first", queue);
    maker.add("second", queue);
    maker.connect(client, first, "load", PeerProtocol::Queue, line, 1s);
    maker.connect(first, second, "next", PeerProtocol::Queue, line, 1s);
    for (const InstanceIndex stage : {first, second}) {
        for (const char *name : {"worker-a", "worker-b"}) {
            WorkerConfig worker;
            worker.reserveWait = 1s;
            maker.connect(maker.add(name + std::to_string(stage), worker), stage, "", PeerProtocol::Queue, line, 1s);
        }
    }
    return maker;
}

QueueState stateOf(const World &world, InstanceIndex queue)
{
    return std::get<QueueState>(world.snapshot().instances[queue].machine.pattern);
}

} // namespace

class PipelineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatTheFirstStageCompletesTheSecondStageDoes();
    void nothingIsLostOrDoubledWhateverCrashes();
    void aNextStageThatIsAwayIsMadeUpFor();
    void workersWithACommandAreSimulatedByTheirWorkTime();
    void aDrawingChainsQueuesByALink();
};

void PipelineTest::whatTheFirstStageCompletesTheSecondStageDoes()
{
    const PlanMaker maker = pipelinePlan();
    World world(maker.plan, 1);
    world.runUntil(Time(60s), UINT64_MAX);
    const QueueState before = stateOf(world, first);
    const QueueState after = stateOf(world, second);
    QVERIFY(before.completed > 450);
    QCOMPARE(before.completed, before.forwarded + before.forwarding);
    QVERIFY(after.put + 5 > before.completed);
    QVERIFY(after.completed + 10 > after.put);
    QVERIFY(world.violations().empty());
}

void PipelineTest::nothingIsLostOrDoubledWhateverCrashes()
{
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        PlanMaker maker = pipelinePlan();
        Random random(seed);
        for (int i = 0; i < 25; ++i) {
            const Time at(Duration(random.below(60'000'000'000)));
            const auto victim = static_cast<InstanceIndex>(1 + random.below(maker.plan.instances.size() - 1));
            const double what = random.uniform();
            maker.addFault(what < 0.3   ? "kill"
                           : what < 0.6 ? "crash"
                           : what < 0.8 ? "partition"
                                        : "disk",
                           at, Duration(1 + random.below(3'000'000'000)), {victim});
            maker.plan.faults.back().how = what < 0.4 ? "before" : what < 0.5 ? "torn" : what < 0.6 ? "after" : "full";
        }
        std::ranges::stable_sort(maker.plan.faults, {}, &FaultPlan::at);
        std::get<LoadConfig>(maker.plan.instances[client].machine->behaviour).ratePerSecond = 10;
        maker.addFault("kill", Time(70s), 0s, {client});
        World world(maker.plan, seed);
        world.runUntil(Time(200s), UINT64_MAX);
        const QueueState before = stateOf(world, first);
        const QueueState after = stateOf(world, second);
        const std::string text = "seed " + std::to_string(seed);
        QVERIFY2(world.violations().empty(),
                 (world.violations().empty() ? text : text + ": " + world.violations().front().text).c_str());
        QVERIFY2(before.ready + before.reserved + before.delayed + before.forwarding == 0, text.c_str());
        QVERIFY2(after.ready + after.reserved + after.delayed == 0, text.c_str());
        QVERIFY(before.completed > 300);
    }
}

void PipelineTest::aNextStageThatIsAwayIsMadeUpFor()
{
    PlanMaker maker = pipelinePlan();
    maker.addFault("kill", Time(10s), 30s, {second});
    World world(maker.plan, 1);
    world.runUntil(Time(39s), UINT64_MAX);
    QVERIFY(stateOf(world, first).forwarding > 200);
    world.runUntil(Time(60s), UINT64_MAX);
    QVERIFY(stateOf(world, first).forwarding < 5);
    QVERIFY(stateOf(world, second).put + 5 > stateOf(world, first).completed);
}

void PipelineTest::workersWithACommandAreSimulatedByTheirWorkTime()
{
    PlanMaker maker = pipelinePlan();
    for (InstancePlan &instance : maker.plan.instances)
        if (auto *worker = std::get_if<WorkerConfig>(&instance.machine->behaviour))
            worker->command = {"convert"};
    World world(maker.plan, 1);
    world.runUntil(Time(60s), UINT64_MAX);
    QVERIFY(stateOf(world, first).completed > 450);
    QVERIFY(stateOf(world, second).completed > 450);
    QVERIFY(world.violations().empty());
}

void PipelineTest::aDrawingChainsQueuesByALink()
{
    Topology drawing;
    drawing.pods = {{"p", {"p", "batch", {}}}};
    drawing.containers = {{"a", {"a", "p", "work-queue", "resize", {}}},
                          {"b", {"b", "p", "work-queue", "publish", {}}}};
    Link link;
    link.id = "l";
    link.from = {"a", "next"};
    link.to = {"b", "in"};
    drawing.links = {{"l", link}};
    const auto plan = lower(drawing);
    QVERIFY2(plan.has_value(), plan ? "" : toText(plan.error()).c_str());
    const auto resize = std::ranges::find(plan->instances, "batch/resize", &InstancePlan::name);
    QVERIFY(resize != plan->instances.end());
    QCOMPARE(resize->peers.size(), std::size_t(1));
    QCOMPARE(plan->instances[resize->peers[0].instance].name, std::string("batch/publish"));
    QCOMPARE(resize->machine->peers[0].protocol, PeerProtocol::Queue);
}

QTEST_GUILESS_MAIN(PipelineTest)
#include "pipeline_test.moc"
