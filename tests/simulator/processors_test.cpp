// SPDX-License-Identifier: GPL-3.0-or-later
// Containers that share the cores of a host: exact completions, and the closed forms of processor sharing, each within
// its own 99 % interval.
#include "simulator/processors.h"
#include "simulator/simulator_run.h"
#include "simulator/world.h"
#include "tests/simulator/plans.h"

#include <QTest>

#include <cmath>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

/// That many containers on one host.
Plan hostPlan(double cpus, std::vector<std::pair<double, double>> limitsAndWeights)
{
    PlanMaker maker;
    maker.plan.hosts = {{"host", cpus}};
    for (std::size_t i = 0; i < limitsAndWeights.size(); ++i) {
        const InstanceIndex index = maker.add("c" + std::to_string(i), ServiceConfig{});
        maker.plan.instances[index].cpus = limitsAndWeights[i].first;
        maker.plan.instances[index].cpuWeight = limitsAndWeights[i].second;
        maker.plan.pods[index].host = 0;
    }
    return maker.plan;
}

/// Puts the instance's pod on the first host and lets it share its cores.
void share(Plan &plan, InstanceIndex index)
{
    plan.pods[plan.instances[index].pod].host = 0;
    plan.instances[index].machine->sharesProcessor = true;
}

/// Runs to the end; token and instant of each completion.
std::vector<std::pair<std::uint64_t, Time>> runOut(Processors &processors)
{
    std::vector<std::pair<std::uint64_t, Time>> done;
    while (processors.next(0) != never) {
        const Time now = processors.next(0);
        while (const auto one = processors.takeDone(now, 0))
            done.emplace_back(one->token, now);
    }
    return done;
}

/// Poisson arrivals at each server, all on one host; servers have as many slots as they need.
Plan sharedPlan(double cpus, const std::vector<std::pair<double, Distribution>> &stations)
{
    PlanMaker maker;
    maker.plan.hosts = {{"host", cpus}};
    for (std::size_t i = 0; i < stations.size(); ++i) {
        LoadConfig load;
        load.ratePerSecond = stations[i].first;
        load.maxInFlight = 1'000'000;
        ServiceConfig service;
        service.serviceTime = stations[i].second;
        service.concurrency = 0;
        const std::string number = std::to_string(i);
        const InstanceIndex client = maker.add("client" + number, load);
        const InstanceIndex server = maker.add("server" + number, service);
        maker.connect(client, server, "link" + number);
        share(maker.plan, server);
    }
    maker.plan.duration = 150s;
    maker.plan.warmUp = 20s;
    return maker.plan;
}

ContainerFigures figuresOf(const Report &report, const std::string &id)
{
    for (const ContainerFigures &container : report.containers) {
        if (container.id == id)
            return container;
    }
    return {};
}

/// How many of `seeds` runs hold the theoretical means within their own intervals.
int coverage(const Plan &plan, const std::vector<double> &theorySeconds, int seeds)
{
    int covered = 0;
    for (int seed = 1; seed <= seeds; ++seed) {
        SimulatorOptions options;
        options.seed = static_cast<std::uint64_t>(seed);
        const Report report = simulate(plan, options);
        for (std::size_t i = 0; i < theorySeconds.size(); ++i) {
            const ContainerFigures figures = figuresOf(report, "server" + std::to_string(i));
            const double error = std::abs(toSeconds(figures.latency.mean) - theorySeconds[i]);
            covered += error <= toSeconds(figures.meanHalfWidth) ? 1 : 0;
        }
    }
    return covered;
}

} // namespace

class ProcessorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void requestsShareACoreEqually();
    void oneRequestUsesOneCoreAtMost();
    void coresGoByWeightAndWhatIsLeftOverToTheOthers();
    void aLimitHoldsThoughCoresAreIdle();
    void aTighterLimitHoldsUntilItIsTakenAway();
    void whoIsHeldGetsNothingAndKeepsWhatItHad();
    void whoEndsLeavesTheCoresToTheOthers();
    void nothingOfTheTimeIsLostOrMade();
    void halfACoreDoublesTheServiceTime();
    void aPausedContainerComputesNothing();
    void whoseClockRunsFastIsNoBusier();
    void workersShareCoresToo();
    void meanTimeWithProcessorSharingDoesNotDependOnTheDistribution_data();
    void meanTimeWithProcessorSharingDoesNotDependOnTheDistribution();
    void aHeavyWeightIsPriority();
    void saturatedContainersGetTheirWeights();
    void theReportKnowsWhatTheCoresCanServe();
    void equalSeedsGiveEqualHistories();
};

void ProcessorsTest::requestsShareACoreEqually()
{
    const Plan plan = hostPlan(1, {{0, 1}});
    Processors processors(plan);
    processors.compute(Time(0s), 0, 1, 10ms);
    processors.compute(Time(4ms), 0, 2, 3ms);
    // From 4 ms on half a core each: the second is done at 10 ms, the first has 3 ms to go by itself.
    const std::vector<std::pair<std::uint64_t, Time>> expected{{2, Time(10ms)}, {1, Time(13ms)}};
    QVERIFY(runOut(processors) == expected);
}

void ProcessorsTest::oneRequestUsesOneCoreAtMost()
{
    const Plan plan = hostPlan(4, {{0, 1}});
    Processors processors(plan);
    processors.compute(Time(0s), 0, 1, 10ms);
    for (std::uint64_t token = 2; token <= 8; ++token)
        processors.compute(Time(10ms), 0, token, 10ms);
    const auto done = runOut(processors);
    QVERIFY(done[0].second == Time(10ms));
    QVERIFY(done[7].second - Time(10ms) == 17500us); // 70 ms of work on four cores
}

void ProcessorsTest::coresGoByWeightAndWhatIsLeftOverToTheOthers()
{
    const Plan plan = hostPlan(1, {{0, 3}, {0, 1}, {0.1, 6}});
    Processors processors(plan);
    processors.compute(Time(0s), 0, 1, 67500us);
    processors.compute(Time(0s), 1, 2, 1s);
    processors.compute(Time(0s), 2, 3, 1s);
    // The third has a tenth by its limit, the first and second three and one quarter of the nine tenths left.
    QVERIFY(processors.next(0) == Time(100ms));
    QCOMPARE(processors.takeDone(Time(100ms), 0)->token, std::uint64_t{1});
    QVERIFY(!processors.takeDone(Time(100ms), 0));
    // The second has got 22.5 ms; from now on nine tenths are its own.
    QVERIFY(processors.next(0) == Time(100ms + 1086111112ns));
}

void ProcessorsTest::aLimitHoldsThoughCoresAreIdle()
{
    const Plan plan = hostPlan(8, {{1.5, 1}});
    Processors processors(plan);
    for (std::uint64_t token = 1; token <= 3; ++token)
        processors.compute(Time(0s), 0, token, 10ms);
    QVERIFY(processors.next(0) == Time(20ms));
}

void ProcessorsTest::aTighterLimitHoldsUntilItIsTakenAway()
{
    Plan plan = sharedPlan(4, {{10, Distribution::constant(10ms)}});
    std::get<LoadConfig>(plan.instances[0].machine->behaviour).arrivals = ArrivalKind::Constant;
    plan.instances[1].cpus = 2;
    FaultPlan tight;
    tight.kind = "limits";
    tight.at = Time(1s);
    tight.length = 2s;
    tight.instances = {1};
    tight.cpus = 0.5;
    FaultPlan tighter = tight; // in the midst of the other
    tighter.at = Time(1500ms);
    tighter.length = 500ms;
    tighter.cpus = 0.25;
    plan.faults = {tight, tighter};
    World world(plan, 1);
    auto meanUntil = [&, busy = Duration(0), answered = std::uint64_t{0}](Time until) mutable {
        world.runUntil(until, UINT64_MAX);
        const CallStats calls = world.snapshot().instances[0].machine.calls.at(0);
        const Duration mean =
            (calls.latency.sum() - busy) / static_cast<std::int64_t>(calls.latency.count() - answered);
        busy = calls.latency.sum();
        answered = calls.latency.count();
        return mean;
    };
    QVERIFY(meanUntil(Time(990ms)) == 10ms);
    QVERIFY(meanUntil(Time(1490ms)) == 20ms);
    QVERIFY(meanUntil(Time(1990ms)) == 40ms);
    QVERIFY(meanUntil(Time(2990ms)) == 20ms);
    QVERIFY(meanUntil(Time(4s)) == 10ms);
}

void ProcessorsTest::whoIsHeldGetsNothingAndKeepsWhatItHad()
{
    const Plan plan = hostPlan(1, {{0, 1}, {0, 1}});
    Processors processors(plan);
    processors.compute(Time(0s), 0, 1, 10ms);
    processors.compute(Time(0s), 1, 2, 10ms);
    processors.hold(Time(10ms), 0, true); // each has 5 ms
    QVERIFY(processors.next(0) == Time(15ms));
    QCOMPARE(processors.takeDone(Time(15ms), 0)->token, std::uint64_t{2});
    QVERIFY(processors.next(0) == never);
    processors.hold(Time(40ms), 0, false);
    QVERIFY(processors.next(0) == Time(45ms));
}

void ProcessorsTest::whoEndsLeavesTheCoresToTheOthers()
{
    const Plan plan = hostPlan(1, {{0, 1}, {0, 1}});
    Processors processors(plan);
    processors.compute(Time(0s), 0, 1, 10ms);
    processors.compute(Time(0s), 1, 2, 10ms);
    processors.drop(Time(10ms), 0);
    const std::vector<std::pair<std::uint64_t, Time>> expected{{2, Time(15ms)}};
    QVERIFY(runOut(processors) == expected);
}

void ProcessorsTest::nothingOfTheTimeIsLostOrMade()
{
    // Whatever the weights, a host that always has more requests than cores does all the work in work / cores.
    const Plan plan = hostPlan(2, {{0, 1}, {0, 7}, {0, 0.3}});
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        Processors processors(plan);
        Random random(seed);
        Duration work{0};
        for (std::uint64_t token = 1; token <= 300; ++token) {
            const Duration time(static_cast<std::int64_t>(random.below(20'000'000)));
            work += time;
            processors.compute(Time(0s), static_cast<InstanceIndex>(random.below(3)), token, time);
        }
        const Duration longest = 20ms; // the last request alone leaves a core idle
        const auto done = runOut(processors);
        QCOMPARE(done.size(), std::size_t{300});
        QVERIFY(done.back().second >= Time(work / 2) - 300ns);
        QVERIFY(done.back().second <= Time(work / 2 + longest));
    }
}

void ProcessorsTest::halfACoreDoublesTheServiceTime()
{
    Plan plan = sharedPlan(4, {{10, Distribution::constant(10ms)}});
    std::get<LoadConfig>(plan.instances[0].machine->behaviour).arrivals = ArrivalKind::Constant;
    plan.instances[1].cpus = 0.5;
    const auto figures = figuresOf(simulate(plan, {}), "server0");
    QCOMPARE(figures.latency.mean, Duration(20ms));
    QVERIFY2(std::abs(figures.utilisation) < 1e-9 || figures.latency.samples > 2000, "steady");
    plan.instances[1].cpus = 0;
    QCOMPARE(figuresOf(simulate(plan, {}), "server0").latency.mean, Duration(10ms));
}

void ProcessorsTest::aPausedContainerComputesNothing()
{
    Plan plan = sharedPlan(1, {{1, Distribution::constant(500ms)}, {1, Distribution::constant(500ms)}});
    for (const InstanceIndex client : {0, 2})
        std::get<LoadConfig>(plan.instances[client].machine->behaviour).arrivals = ArrivalKind::Constant;
    FaultPlan pause;
    pause.kind = "pause";
    pause.at = Time(1250ms); // half of its half is done
    pause.length = 200ms;
    pause.instances = {1};
    plan.faults = {pause};
    World world(plan, 1);
    // Both come at 1 s. At 1250 ms each has 125 ms; then the second has the core until 1450 ms, and needs 175 ms more.
    world.runUntil(Time(1799ms), UINT64_MAX);
    QCOMPARE(world.snapshot().instances[3].machine.served.succeeded, std::uint64_t{0});
    world.runUntil(Time(1801ms), UINT64_MAX);
    QCOMPARE(world.snapshot().instances[3].machine.served.succeeded, std::uint64_t{1});
    QCOMPARE(world.snapshot().instances[1].machine.served.succeeded, std::uint64_t{0});
    world.runUntil(Time(1999ms), UINT64_MAX);
    QCOMPARE(world.snapshot().instances[1].machine.served.succeeded, std::uint64_t{0});
    world.runUntil(Time(2001ms), UINT64_MAX);
    QCOMPARE(world.snapshot().instances[1].machine.served.succeeded, std::uint64_t{1});
}

void ProcessorsTest::whoseClockRunsFastIsNoBusier()
{
    Plan plan = sharedPlan(1, {{60, Distribution::exponential(10ms)}});
    std::get<ServiceConfig>(plan.instances[1].machine->behaviour).concurrency = 1;
    FaultPlan clock;
    clock.kind = "clock";
    clock.length = plan.duration;
    clock.instances = {1};
    clock.ratePpm = 2'000'000;
    plan.faults = {clock};
    const ContainerFigures figures = figuresOf(simulate(plan, {}), "server0");
    QVERIFY2(std::abs(figures.utilisation - 0.6) < 0.06, qPrintable(QString::number(figures.utilisation)));
    QVERIFY(figures.utilisationHalfWidth < 0.06);
}

void ProcessorsTest::workersShareCoresToo()
{
    PlanMaker maker;
    maker.plan.hosts = {{"host", 1}};
    LoadConfig load;
    load.arrivals = ArrivalKind::Constant;
    load.ratePerSecond = 100;
    WorkerConfig work;
    work.slots = 4;
    work.workTime = Distribution::constant(100ms);
    const InstanceIndex client = maker.add("client", load);
    const InstanceIndex queue = maker.add("queue", QueueConfig{});
    const InstanceIndex worker = maker.add("worker", work);
    maker.connect(client, queue, "put", PeerProtocol::Queue);
    maker.connect(worker, queue, "take", PeerProtocol::Queue, {Distribution{}, 0, 0}, 1s);
    share(maker.plan, worker);
    World world(maker.plan, 1);
    world.runUntil(Time(10s), UINT64_MAX);
    const std::uint64_t done = world.snapshot().instances[worker].machine.served.succeeded;
    QVERIFY2(done >= 93 && done <= 99, qPrintable(QString::number(done))); // one core: ten a second, not forty
}

void ProcessorsTest::meanTimeWithProcessorSharingDoesNotDependOnTheDistribution_data()
{
    QTest::addColumn<QString>("service");
    QTest::newRow("M/M/1-PS") << "exponential(10ms)";
    QTest::newRow("M/D/1-PS") << "constant(10ms)";
    QTest::newRow("M/H2/1-PS") << "hyperexponential(0.9, 5ms, 55ms)";
    QTest::newRow("M/U/1-PS") << "uniform(0s, 20ms)";
}

void ProcessorsTest::meanTimeWithProcessorSharingDoesNotDependOnTheDistribution()
{
    // 1 / (mu - lambda) whatever the distribution (Kleinrock 1976, 4.4). Of twelve intervals of 99 % two may miss.
    QFETCH(QString, service);
    const Plan plan = sharedPlan(1, {{80, parseDistribution(service.toStdString()).value()}});
    const int covered = coverage(plan, {1.0 / (100 - 80)}, 12);
    QVERIFY2(covered >= 10, qPrintable(QString::number(covered)));
}

void ProcessorsTest::aHeavyWeightIsPriority()
{
    // In the limit the heavy class has the core to itself: 1 / (mu - lambda1). Both together are M/M/1, so the light
    // class has the rest of the requests: rho / (1 - rho) - rho1 / (1 - rho1), over its arrivals (Little).
    Plan plan = sharedPlan(1, {{40, Distribution::exponential(10ms)}, {40, Distribution::exponential(10ms)}});
    plan.instances[1].cpuWeight = 1e6;
    const int covered = coverage(plan, {1.0 / 60, (0.8 / 0.2 - 0.4 / 0.6) / 40}, 6);
    QVERIFY2(covered >= 10, qPrintable(QString::number(covered)));
}

void ProcessorsTest::saturatedContainersGetTheirWeights()
{
    Plan plan = sharedPlan(2, {{500, Distribution::exponential(10ms)}, {500, Distribution::exponential(10ms)}});
    plan.duration = 60s;
    plan.instances[1].cpuWeight = 3;
    for (const InstanceIndex server : {1, 3})
        std::get<ServiceConfig>(plan.instances[server].machine->behaviour).concurrency = 50;
    World world(plan, 5);
    world.runUntil(Time(60s), UINT64_MAX);
    const auto served = [&](InstanceIndex index) {
        return static_cast<double>(world.snapshot().instances[index].machine.served.succeeded);
    };
    // 150 and 50 a second for a minute, each a Poisson count.
    QVERIFY2(std::abs(served(1) - 9000) < 4 * std::sqrt(9000), qPrintable(QString::number(served(1))));
    QVERIFY2(std::abs(served(3) - 3000) < 4 * std::sqrt(3000), qPrintable(QString::number(served(3))));
}

void ProcessorsTest::theReportKnowsWhatTheCoresCanServe()
{
    const auto saysOf = [](const Plan &plan) {
        for (const std::string &warning : simulate(plan, {}).warnings) {
            if (warning.starts_with("Unstable queue: server0/server0: "))
                return warning;
        }
        return std::string();
    };
    Plan plan = sharedPlan(4, {{150, Distribution::exponential(10ms)}});
    std::get<ServiceConfig>(plan.instances[1].machine->behaviour).concurrency = 8;
    QCOMPARE(saysOf(plan), std::string());
    plan.instances[1].cpus = 1;
    QVERIFY2(saysOf(plan).find("it can serve 100.0") != std::string::npos, saysOf(plan).c_str());
    plan.instances[1].cpus = 0;
    plan.hosts[0].cpus = 0.5;
    QVERIFY2(saysOf(plan).find("it can serve 50.0") != std::string::npos, saysOf(plan).c_str());
}

void ProcessorsTest::equalSeedsGiveEqualHistories()
{
    const Plan plan = sharedPlan(1, {{40, Distribution::exponential(10ms)}, {40, Distribution::exponential(10ms)}});
    World one(plan, 3), two(plan, 3), other(plan, 4);
    for (World *world : {&one, &two, &other})
        world->runUntil(Time(30s), UINT64_MAX);
    QCOMPARE(one.traceHash(), two.traceHash());
    QVERIFY(one.traceHash() != other.traceHash());
}

QTEST_GUILESS_MAIN(ProcessorsTest)
#include "processors_test.moc"
