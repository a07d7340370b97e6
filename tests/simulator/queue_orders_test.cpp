// SPDX-License-Identifier: GPL-3.0-or-later
// Dead letters put back and thrown away by hand, and done again by who replays the run.
#include "engine/model/document_file.h"
#include "engine/plan/injected_fault.h"
#include "simulator/retraced_world.h"
#include "simulator/simulator_run.h"

#include <QTest>

#include <algorithm>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

/// The example, with workers that fail nearly every attempt.
Plan failingPlan()
{
    auto document = loadDocument(BAYPLAN_SOURCE_DIR "/resources/examples/work-queue.bayplan.json");
    Topology topology = document.value().topology;
    topology.containers.at("workers-worker").params["failureRate"] = 0.9;
    topology.faults.clear();
    topology.assertions.clear();
    return lower(topology).value();
}

InstanceIndex queueOf(const Plan &plan)
{
    return instancesNamed(plan, "jobs/queue").front();
}

QueueState queueIn(const World &world, const Plan &plan)
{
    const Snapshot snapshot = world.snapshot();
    const auto *queue = std::get_if<QueueState>(&snapshot.instances[queueOf(plan)].machine.pattern);
    return queue == nullptr ? QueueState() : *queue; // before its start it shows nothing
}

Injection orderTo(const std::string &kind, std::uint64_t task = 0)
{
    Injection order{.kind = kind, .target = "jobs"};
    if (task != 0)
        order.params["task"] = std::to_string(task);
    return order;
}

} // namespace

class QueueOrdersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aKickedTaskIsServedAgain()
    {
        const Plan plan = failingPlan();
        World world(plan, plan.seed);
        std::vector<RunEvent> events;
        world.onEvent([&](RunEvent event) { events.push_back(std::move(event)); });
        while (queueIn(world, plan).buried < 3)
            world.runUntil(world.now() + 100ms, 1'000'000);
        const QueueState before = queueIn(world, plan);
        const DeadLetter letter = before.deadLetters.front();
        QVERIFY(letter.worker.starts_with("workers-"));
        QVERIFY(letter.payloadBytes > 0);
        world.inject(faultOf(plan, orderTo("kick", letter.task)).value());
        world.runUntil(world.now() + 1ms, 1'000'000);
        const QueueState after = queueIn(world, plan);
        QCOMPARE(after.kicked, std::uint64_t(1));
        QVERIFY(std::ranges::none_of(after.deadLetters, [&](const DeadLetter &d) { return d.task == letter.task; }));
        QVERIFY(std::ranges::any_of(events, [&](const RunEvent &event) {
            return event.kind == "kicked" && event.subject == "jobs/queue" &&
                   event.text == "task " + std::to_string(letter.task);
        }));
        world.inject(faultOf(plan, orderTo("discard")).value());
        world.runUntil(world.now() + 1ms, 1'000'000);
        QCOMPARE(queueIn(world, plan).buried, std::uint64_t(0));
        QCOMPARE(queueIn(world, plan).discarded, after.buried);
        world.inject(faultOf(plan, orderTo("kick", 1)).value()); // long gone
        world.runUntil(world.now() + 1s, 1'000'000);
        QVERIFY(std::ranges::any_of(events, [](const RunEvent &event) { return event.kind == "order-failed"; }));
        world.runUntil(Time(120s), 100'000'000);
        QVERIFY2(world.violations().empty(), world.violations().empty() ? "" : world.violations().front().text.c_str());
    }

    void whatWasOrderedByHandIsReplayedTheSame()
    {
        const Plan plan = failingPlan();
        World world(plan, plan.seed);
        std::vector<HandAction> done;
        for (int i = 1; i <= 12; ++i) {
            world.runUntil(Time(5s * i), 1'000'000 + static_cast<std::uint64_t>(i));
            const QueueState state = queueIn(world, plan);
            if (state.deadLetters.empty())
                continue;
            const Injection order =
                orderTo(i % 3 == 0 ? "discard" : "kick", i % 4 == 0 ? 0 : state.deadLetters.back().task);
            done.push_back({order, {world.now(), world.eventsDone()}});
            world.inject(faultOf(plan, order).value());
        }
        QVERIFY(done.size() > 4);
        world.runUntil(Time(90s), 100'000'000);
        RetracedWorld again(plan, plan.seed, done, World::Checks::All);
        while (!again.runUntil(Time(90s), 1000)) {
        }
        QCOMPARE(again.world().traceHash(), world.traceHash());
        QVERIFY(queueIn(again.world(), plan) == queueIn(world, plan));
        World left(plan, plan.seed);
        left.runUntil(Time(90s), 100'000'000);
        QVERIFY(left.traceHash() != world.traceHash());
    }

    void whatCannotBeOrderedIsRefusedWithAReason()
    {
        const Plan plan = failingPlan();
        const auto codeOf = [&](const Injection &order) { return faultOf(plan, order).error().code; };
        QCOMPARE(codeOf({.kind = "kick", .target = "workers"}), ErrorCode::NotFound);
        QCOMPARE(codeOf({.kind = "kick", .target = "nobody"}), ErrorCode::NotFound);
        QCOMPARE(codeOf({.kind = "discard", .target = "jobs", .length = 1s}), ErrorCode::InvalidInput);
        QCOMPARE(codeOf({.kind = "kick", .target = "jobs", .length = 0s, .params = {{"task", "x"}}}),
                 ErrorCode::InvalidInput);
        QCOMPARE(codeOf({.kind = "kick", .target = "jobs", .length = 0s, .params = {{"loss", "1"}}}),
                 ErrorCode::InvalidInput);
    }

    void aQueueThatIsDownTakesNoOrder()
    {
        const Plan plan = failingPlan();
        World world(plan, plan.seed);
        std::vector<RunEvent> events;
        world.onEvent([&](RunEvent event) { events.push_back(std::move(event)); });
        world.runUntil(Time(60s), 100'000'000);
        world.inject(faultOf(plan, {"kill", "jobs", 5s}).value());
        world.inject(faultOf(plan, orderTo("kick")).value());
        QVERIFY(std::ranges::any_of(events, [](const RunEvent &event) {
            return event.kind == "order-failed" && event.subject == "jobs/queue";
        }));
        world.runUntil(Time(70s), 100'000'000);
        QVERIFY(queueIn(world, plan).buried > 0); // what was dead before is dead still
    }

    void livesAreObservedAtTheInstantOfTheirChange()
    {
        Plan plan = failingPlan();
        plan.duration = 20s;
        const auto run = makeSimulatorRun(plan, {.speed = 0});
        std::vector<Time> downAt; // in the engine's thread
        const InstanceIndex worker = instancesNamed(plan, "workers-0/worker").front();
        run->observe([&](const SnapshotPtr &snapshot) {
            if (!snapshot->instances[worker].alive)
                downAt.push_back(snapshot->time);
        });
        QVERIFY(run->inject({"kill", "workers-0", 30ms}).has_value()); // shorter than two snapshots are apart
        run->start();
        QTRY_COMPARE_WITH_TIMEOUT(run->snapshot()->status, RunStatus::Finished, 60'000);
        QVERIFY(!downAt.empty());
        QVERIFY(downAt.front() <= Time(31ms));
    }
};

QTEST_GUILESS_MAIN(QueueOrdersTest)
#include "queue_orders_test.moc"
