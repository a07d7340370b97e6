// SPDX-License-Identifier: GPL-3.0-or-later
// Scatter/gather in the simulated world, against what Dean and Barroso write in The Tail at Scale (2013).
#include "simulator/world.h"
#include "tests/simulator/plans.h"

#include <QTest>

#include <cmath>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

/// Leaves without queues, so that each answer takes what is drawn for it, and links that take no time.
PlanMaker treePlan(const ScatterConfig &scatter, std::size_t leaves, Distribution leafTime, double ratePerSecond)
{
    PlanMaker maker;
    LoadConfig load;
    load.ratePerSecond = ratePerSecond;
    ServiceConfig leaf;
    leaf.serviceTime = std::move(leafTime);
    leaf.concurrency = 0;
    const InstanceIndex client = maker.add("client", load);
    const InstanceIndex root = maker.add("root", scatter);
    maker.connect(client, root, "client-root");
    for (std::size_t i = 0; i < leaves; ++i) {
        const std::string name = "leaf-" + std::to_string(i);
        maker.connect(root, maker.add(name, leaf), "root-" + name);
    }
    return maker;
}

constexpr InstanceIndex client = 0;
constexpr InstanceIndex root = 1;

const ScatterState &scatterOf(const Snapshot &snapshot)
{
    return std::get<ScatterState>(snapshot.instances[root].machine.pattern);
}

Snapshot after(const Plan &plan, Duration time, std::uint64_t seed)
{
    World world(plan, seed);
    world.runUntil(Time(time), UINT64_MAX);
    return world.snapshot();
}

double number(std::uint64_t count)
{
    return static_cast<double>(count);
}

} // namespace

class ScatterWorldTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ofAHundredLeavesSlowOnceInAHundredTimes63PercentOfAnswersAreSlow();
    void askingAgainCutsTheTailForFivePercentMoreCalls();
    void tiedQuestionsAreWithdrawnBeforeTheyAreWork();
    void theDeadlineHoldsAtEveryDepth();
    void aClientThatDiesFreesTheLeaves();
};

/// Of leaves that take from 0 to 100 ms, one in a hundred takes more than 99 ms: what has not come by then is slow.
void ScatterWorldTest::ofAHundredLeavesSlowOnceInAHundredTimes63PercentOfAnswersAreSlow()
{
    ScatterConfig config;
    config.hedge = HedgeMode::None;
    config.deadline = 99ms;
    config.quorum = 0;
    const Distribution leafTime{Distribution::Kind::Uniform, 0ms, 100ms, 1};
    const PlanMaker maker = treePlan(config, 100, leafTime, 100);
    const double theory = 1 - std::pow(0.99, 100); // 0.634
    int covered = 0;
    constexpr int seeds = 6;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        const Snapshot snapshot = after(maker.plan, 8s, seed);
        const ScatterState &state = scatterOf(snapshot);
        const double answers = number(state.whole + state.partial);
        const double slow = number(state.partial) / answers;
        const double halfWidth99 = 2.576 * std::sqrt(slow * (1 - slow) / answers);
        QVERIFY2(answers > 700, qPrintable(QString::number(answers)));
        qInfo("seed %d: %.1f %% +- %.1f %% of %.0f answers", static_cast<int>(seed), slow * 100, halfWidth99 * 100,
              answers);
        covered += std::abs(slow - theory) <= halfWidth99 ? 1 : 0;
    }
    QVERIFY2(covered >= seeds - 1, qPrintable(QString::number(covered)));
}

void ScatterWorldTest::askingAgainCutsTheTailForFivePercentMoreCalls()
{
    const Distribution leafTime{Distribution::Kind::Pareto, 10ms, 0ms, 1.8};
    ScatterConfig plain;
    plain.hedge = HedgeMode::None;
    plain.deadline = 10s;
    ScatterConfig hedged = plain;
    hedged.hedge = HedgeMode::AfterQuantile;
    const auto run = [&](const ScatterConfig &config) {
        return after(treePlan(config, 20, leafTime, 50).plan, 60s, 7);
    };
    const Snapshot without = run(plain);
    const Snapshot with = run(hedged);
    const auto p99 = [](const Snapshot &snapshot) {
        return snapshot.instances[root].machine.served.latency.quantile(0.99);
    };
    const ScatterState &state = scatterOf(with);
    const double extra = number(state.hedgesSent) / (number(state.requests) * 20);
    qInfo("p99 %.0f ms without, %.0f ms with hedges; %.2f %% more calls, %.0f %% of them won",
          toSeconds(p99(without)) * 1000, toSeconds(p99(with)) * 1000, extra * 100,
          100 * number(state.hedgesWon) / number(state.hedgesSent));
    QVERIFY(p99(with) < p99(without) / 2);
    QVERIFY2(extra > 0.03 && extra <= 0.051, qPrintable(QString::number(extra)));
}

void ScatterWorldTest::tiedQuestionsAreWithdrawnBeforeTheyAreWork()
{
    ScatterConfig config;
    config.hedge = HedgeMode::Tied;
    config.tiedAfter = 100us;
    PlanMaker maker = treePlan(config, 1, Distribution::constant(10ms), 20);
    std::get<ServiceConfig>(maker.plan.instances[2].machine->behaviour).concurrency = 1;
    const Snapshot snapshot = after(maker.plan, 60s, 3);
    const ScatterState &state = scatterOf(snapshot);
    QVERIFY(state.hedgesSent > 1000);
    // Both copies reach the one slot of this leaf; the second waits, and is taken back when the first is answered.
    const ServedStats &leaf = snapshot.instances[2].machine.served;
    QVERIFY2(leaf.succeeded < state.requests + state.requests / 10, qPrintable(QString::number(leaf.succeeded)));
    QCOMPARE(state.partial, std::uint64_t(0));
}

void ScatterWorldTest::theDeadlineHoldsAtEveryDepth()
{
    PlanMaker maker;
    LoadConfig load;
    load.arrivals = ArrivalKind::Constant;
    load.ratePerSecond = 10;
    ScatterConfig node;
    node.hedge = HedgeMode::None;
    node.deadline = 10s;
    ServiceConfig leaf;
    leaf.serviceTime = Distribution::constant(5ms);
    ServiceConfig stuck;
    stuck.serviceTime = Distribution::constant(2s);
    stuck.concurrency = 0;
    const LinkQuality link{Distribution::constant(1ms), 0, 0};
    const InstanceIndex client = maker.add("client", load);
    const InstanceIndex top = maker.add("root", node);
    const InstanceIndex parent = maker.add("parent", node);
    const InstanceIndex good = maker.add("good", leaf);
    const InstanceIndex bad = maker.add("bad", stuck);
    const InstanceIndex side = maker.add("side", leaf);
    maker.connect(client, top, "client-root", PeerProtocol::Http, link, 200ms);
    maker.connect(top, parent, "root-parent", PeerProtocol::Http, link);
    maker.connect(top, side, "root-side", PeerProtocol::Http, link);
    maker.connect(parent, good, "parent-good", PeerProtocol::Http, link);
    maker.connect(parent, bad, "parent-bad", PeerProtocol::Http, link);
    const Snapshot snapshot = after(maker.plan, 20s, 1);
    const CallStats &calls = snapshot.instances[client].machine.calls.at(0);
    QCOMPARE(calls.timedOut, std::uint64_t(0));
    QVERIFY(calls.succeeded > 190);
    QVERIFY(calls.latency.max() < 200ms);
    const ScatterState &state = scatterOf(snapshot);
    QCOMPARE(state.partial, calls.succeeded);
    QCOMPARE(state.shards[0].missing, std::uint64_t(0)); // the parent gave what it had, in time
}

void ScatterWorldTest::aClientThatDiesFreesTheLeaves()
{
    ScatterConfig config;
    config.deadline = 60s;
    config.hedge = HedgeMode::None;
    PlanMaker maker = treePlan(config, 3, Distribution::constant(20s), 10);
    for (InstanceIndex leaf = 2; leaf < 5; ++leaf)
        std::get<ServiceConfig>(maker.plan.instances[leaf].machine->behaviour).concurrency = 1;
    maker.addFault("kill", Time(5s), 0s, {client});
    const Snapshot before = after(maker.plan, 4900ms, 1);
    const Snapshot behind = after(maker.plan, 6s, 1);
    QVERIFY(before.instances[2].machine.served.waiting > 30);
    QCOMPARE(behind.instances[2].machine.served.waiting, 0U);
    QCOMPARE(behind.instances[root].machine.served.inService, 0U);
    QVERIFY(scatterOf(behind).abandoned > 30);
}

QTEST_GUILESS_MAIN(ScatterWorldTest)
#include "scatter_world_test.moc"
