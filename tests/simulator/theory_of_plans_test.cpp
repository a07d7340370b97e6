// SPDX-License-Identifier: GPL-3.0-or-later
// Theory stands in the report where it holds for what is drawn, and nowhere else.
#include "simulator/replications.h"
#include "tests/simulator/plans.h"

#include <QTest>

#include <algorithm>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

ServiceConfig queueOf(Duration mean, std::uint32_t servers = 1)
{
    ServiceConfig service;
    service.serviceTime = Distribution::exponential(mean);
    service.concurrency = servers;
    return service;
}

LoadConfig openLoad(double ratePerSecond)
{
    LoadConfig load;
    load.ratePerSecond = ratePerSecond;
    return load;
}

/// load -> server
PlanMaker station(const ServiceConfig &service, double ratePerSecond = 50)
{
    PlanMaker maker;
    const InstanceIndex load = maker.add("load", openLoad(ratePerSecond));
    maker.connect(load, maker.add("server", service), "way");
    return maker;
}

/// load -> root -> two leaves at the same time
PlanMaker forkOf(const ServiceConfig &leaf)
{
    PlanMaker maker;
    const InstanceIndex load = maker.add("load", openLoad(40));
    ServiceConfig root;
    root.serviceTime = Distribution::constant(1ms);
    root.concurrency = 0;
    root.callMode = CallMode::Parallel;
    const InstanceIndex fork = maker.add("root", root);
    maker.connect(load, fork, "way");
    for (const char *name : {"left", "right"})
        maker.connect(fork, maker.add(name, leaf), name, PeerProtocol::Http, LinkQuality{});
    return maker;
}

PlanMaker scatterOf(int leaves, Duration deadline)
{
    PlanMaker maker;
    const InstanceIndex load = maker.add("load", openLoad(40));
    ScatterConfig config;
    config.hedge = HedgeMode::None;
    config.deadline = deadline;
    config.quorum = 0;
    const InstanceIndex root = maker.add("root", config);
    maker.connect(load, root, "way");
    for (int i = 0; i < leaves; ++i)
        maker.connect(root, maker.add("leaf" + std::to_string(i), queueOf(10ms, 0)), "to" + std::to_string(i),
                      PeerProtocol::Http, LinkQuality{});
    return maker;
}

PlanMaker closedLoop()
{
    PlanMaker maker;
    LoadConfig load;
    load.arrivals = ArrivalKind::ClosedLoop;
    load.users = 6;
    load.thinkTime = Distribution::constant(100ms);
    const InstanceIndex users = maker.add("load", load);
    const InstanceIndex front = maker.add("web", queueOf(10ms));
    maker.connect(users, front, "way", PeerProtocol::Http, LinkQuality{});
    maker.connect(front, maker.add("store", queueOf(15ms)), "inner", PeerProtocol::Http, LinkQuality{});
    maker.plan.instances[1].machine->peers.edit()[0].callsPerRequest = 1.5;
    return maker;
}

PlanMaker withJitter(PlanMaker maker, Duration jitter)
{
    for (InstancePlan &instance : maker.plan.instances) {
        for (PeerPlan &peer : instance.peers)
            peer.quality.jitter = jitter;
    }
    return maker;
}

/// load -> web -> store
PlanMaker tandem(const ServiceConfig &web)
{
    PlanMaker maker = station(web);
    maker.connect(1, maker.add("store", queueOf(12ms)), "inner", PeerProtocol::Http, LinkQuality{});
    return maker;
}

/// load -> first -> second, in half of the cases, and third, in 40 %; that calls the first in half of the cases.
PlanMaker loopOfThree()
{
    PlanMaker maker;
    const InstanceIndex load = maker.add("load", openLoad(40));
    const InstanceIndex first = maker.add("first", queueOf(10ms));
    const InstanceIndex second = maker.add("second", queueOf(50ms, 2));
    const InstanceIndex third = maker.add("third", queueOf(25ms));
    maker.connect(load, first, "way");
    const auto calls = [&](InstanceIndex from, InstanceIndex to, double times) {
        const PeerId peer = maker.connect(from, to, "call" + std::to_string(from * 10 + to), PeerProtocol::Http,
                                          {Distribution::constant(1ms), 0, 0, 2ms});
        maker.plan.instances[from].machine->peers.edit()[peer].callsPerRequest = times;
    };
    calls(first, second, 0.5);
    calls(first, third, 0.4);
    calls(third, first, 0.5);
    return maker;
}

/// load -> server, which has the cores of its host to itself, and no slots.
PlanMaker onCores(double cpus, const Distribution &time)
{
    ServiceConfig service = queueOf(10ms, 0);
    service.serviceTime = time;
    PlanMaker maker = station(service);
    maker.plan.hosts = {{"host", cpus}};
    maker.plan.pods[1].host = 0;
    maker.plan.instances[1].machine->sharesProcessor = true;
    return maker;
}

PlanMaker workQueue()
{
    PlanMaker maker;
    const InstanceIndex load = maker.add("load", openLoad(20));
    const InstanceIndex queue = maker.add("jobs", QueueConfig{});
    maker.connect(load, queue, "puts", PeerProtocol::Queue);
    WorkerConfig worker;
    worker.workTime = Distribution::exponential(100ms);
    for (const char *name : {"one", "two", "three"})
        maker.connect(maker.add(name, worker), queue, name, PeerProtocol::Queue);
    return maker;
}

std::vector<TheoryFigures> theoryFor(PlanMaker maker, std::uint32_t replications = 10, Duration duration = 40s)
{
    maker.plan.warmUp = 5s;
    maker.plan.duration = duration;
    ReplicationOptions options;
    options.replications = replications;
    return simulateReplications(maker.plan, options).value().theory;
}

std::string summary(const std::vector<TheoryFigures> &all)
{
    std::string text;
    for (const TheoryFigures &one : all)
        text += one.formula + ' ' + one.text + ' ' + one.figure + (one.inside ? "" : " outside") + "; ";
    return text;
}

} // namespace

class TheoryOfPlansTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsDrawnHasItsForm_data();
    void whatIsDrawnHasItsForm();
    void aNetworkEndsWhereItsStreamIsNotKnown();
    void approximateFormsSaySo();
    void whereAssumptionsDoNotHoldNothingIsSaid_data();
    void whereAssumptionsDoNotHoldNothingIsSaid();
};

void TheoryOfPlansTest::whatIsDrawnHasItsForm_data()
{
    QTest::addColumn<std::shared_ptr<PlanMaker>>("maker");
    QTest::addColumn<QString>("formula");
    QTest::addColumn<int>("figures");
    const auto row = [](const char *formula, PlanMaker maker, int figures, const char *where = "") {
        const std::string name = std::string(formula) + where;
        QTest::newRow(name.c_str()) << std::make_shared<PlanMaker>(std::move(maker)) << QString(formula) << figures;
    };
    row("M/M/1", station(queueOf(10ms)), 3);
    row("M/M/3 (Erlang C)", station(queueOf(40ms, 3)), 3);
    ServiceConfig small = queueOf(20ms);
    small.queueLimit = 3;
    row("M/M/1/4", station(small), 4);
    ServiceConfig none = queueOf(20ms, 2);
    none.queueLimit = 0;
    none.serviceTime = Distribution{Distribution::Kind::Erlang, 20ms, {}, 2};
    row("M/G/2/2 (Erlang B)", station(none), 3);
    ServiceConfig general = queueOf(10ms);
    general.serviceTime = Distribution{Distribution::Kind::Erlang, 10ms, {}, 3};
    row("M/G/1 (Pollaczek-Khinchine)", station(general), 3);
    row("M/G/infinity", station(queueOf(10ms, 0)), 2);
    row("closed loop of 6 (exact MVA)", closedLoop(), 4);
    row("closed loop of 6 (exact MVA)", withJitter(closedLoop(), 60ms), 4, " over late links");
    row("M/M/1", tandem(queueOf(10ms)), 2, " that calls another");
    row("M/M/1 (Jackson)", tandem(queueOf(10ms)), 3, " behind M/M/1");
    row("open network (Jackson)", tandem(queueOf(10ms)), 1, " of two");
    ServiceConfig passing = queueOf(1ms, 0);
    passing.serviceTime = Distribution::constant(2ms);
    row("M/M/1 (Jackson)", tandem(passing), 3, " behind M/G/infinity");
    row("M/M/1 (Jackson)", loopOfThree(), 4, " in a loop");
    row("M/M/2 (Jackson)", loopOfThree(), 3, " in a loop");
    row("open network (Jackson)", loopOfThree(), 2, " with a loop");
    row("M/G/1-PS (processor sharing)", onCores(1, Distribution::exponential(12ms)), 2);
    row("M/G/1-PS (processor sharing)", onCores(1, Distribution::constant(12ms)), 2, " of a fixed time");
    row("M/G/2-PS (processor sharing)", onCores(2, Distribution{Distribution::Kind::Erlang, 24ms, {}, 2}), 2);
    row("slowest of 2 exponential", forkOf(queueOf(10ms, 0)), 1);
    row("fork-join of 2 M/M/1 (Flatto-Hahn)", forkOf(queueOf(10ms)), 1);
    row("1 - (1 - p)^5", scatterOf(5, 30ms), 1);
    row("slowest of 5, up to the deadline", scatterOf(5, 30ms), 1);
}

void TheoryOfPlansTest::whatIsDrawnHasItsForm()
{
    QFETCH(std::shared_ptr<PlanMaker>, maker);
    QFETCH(QString, formula);
    QFETCH(int, figures);
    const auto all = theoryFor(*maker);
    const auto named = [&](const TheoryFigures &one) { return one.formula == formula.toStdString(); };
    QVERIFY2(std::ranges::count_if(all, named) == figures, summary(all).c_str());
    for (const TheoryFigures &one : all) {
        if (!named(one))
            continue;
        QVERIFY(!one.text.empty() && !one.approximate);
        // Four times the half width of 99 %: one figure in 10^6, Student's tails of ten replications counted.
        QVERIFY2(one.halfWidth > 0 && std::abs(one.simulated - one.value) < 4 * one.halfWidth,
                 qPrintable(QString("%1: %2 against %3 +- %4")
                                .arg(one.figure.c_str())
                                .arg(one.value)
                                .arg(one.simulated)
                                .arg(one.halfWidth)));
    }
}

void TheoryOfPlansTest::aNetworkEndsWhereItsStreamIsNotKnown()
{
    // What leaves a station of fixed time, or an overloaded one, is no Poisson stream.
    ServiceConfig fixed = queueOf(10ms);
    fixed.serviceTime = Distribution::constant(10ms);
    ServiceConfig overloaded = queueOf(25ms);
    overloaded.queueLimit = 20;
    for (const ServiceConfig &web : {fixed, overloaded}) {
        const auto all = theoryFor(tandem(web), 1, 15s);
        QVERIFY2(!all.empty() && summary(all).find("Jackson") == std::string::npos, summary(all).c_str());
        for (const TheoryFigures &one : all)
            QVERIFY2(one.id == "server" && one.figure != "mean", summary(all).c_str());
    }
}

void TheoryOfPlansTest::approximateFormsSaySo()
{
    ServiceConfig service = queueOf(40ms, 3);
    service.serviceTime = Distribution{Distribution::Kind::Erlang, 40ms, {}, 2};
    for (const auto &all : {theoryFor(station(service)), theoryFor(workQueue())}) {
        QVERIFY2(!all.empty(), "a form");
        for (const TheoryFigures &one : all) {
            QVERIFY(one.approximate && one.formula.find("approximate") != std::string::npos);
            // Good to a tenth all the same.
            QVERIFY2(std::abs(one.simulated - one.value) < one.value * 0.1 + 4 * one.halfWidth, summary(all).c_str());
        }
    }
}

void TheoryOfPlansTest::whereAssumptionsDoNotHoldNothingIsSaid_data()
{
    QTest::addColumn<std::shared_ptr<PlanMaker>>("maker");
    const auto row = [](const char *why, PlanMaker maker, const std::function<void(PlanMaker &)> &change) {
        change(maker);
        QTest::newRow(why) << std::make_shared<PlanMaker>(std::move(maker));
    };
    const auto serviceIn = [](PlanMaker &maker, InstanceIndex index) -> ServiceConfig & {
        return std::get<ServiceConfig>(maker.plan.instances[index].machine->behaviour);
    };
    const auto loadIn = [](PlanMaker &maker) -> LoadConfig & {
        return std::get<LoadConfig>(maker.plan.instances[0].machine->behaviour);
    };
    row("failures", station(queueOf(10ms)), [&](PlanMaker &maker) { serviceIn(maker, 1).failureRate = 0.01; });
    row("a lossy link", station(queueOf(10ms)),
        [](PlanMaker &maker) { maker.plan.instances[0].peers[0].quality.loss = 0.01; });
    row("an impatient caller", station(queueOf(10ms)),
        [](PlanMaker &maker) { maker.plan.instances[0].machine->peers.edit()[0].timeout = 30ms; });
    row("constant arrivals", station(queueOf(10ms)),
        [&](PlanMaker &maker) { loadIn(maker).arrivals = ArrivalKind::Constant; });
    row("a fault", station(queueOf(10ms)), [](PlanMaker &maker) { maker.addFault("pause", Time(9s), 1s, {1}); });
    row("a tail without variance", station(queueOf(10ms)), [&](PlanMaker &maker) {
        serviceIn(maker, 1).serviceTime = Distribution{Distribution::Kind::Pareto, 10ms, {}, 1.8};
    });
    row("two replicas", station(queueOf(10ms)),
        [&](PlanMaker &maker) { maker.plan.instances[maker.add("other", queueOf(10ms))].element = "server"; });
    row("a short queue of general service", station(queueOf(10ms)), [&](PlanMaker &maker) {
        serviceIn(maker, 1).serviceTime = Distribution::constant(15ms);
        serviceIn(maker, 1).queueLimit = 2;
    });
    row("a closed loop over a fixed time", closedLoop(),
        [&](PlanMaker &maker) { serviceIn(maker, 2).serviceTime = Distribution::constant(15ms); });
    row("a closed loop that another load joins", closedLoop(),
        [&](PlanMaker &maker) { maker.connect(maker.add("more", openLoad(1)), 2, "more"); });
    row("a fork over unlike queues", forkOf(queueOf(10ms)),
        [&](PlanMaker &maker) { serviceIn(maker, 3).serviceTime = Distribution::exponential(5ms); });
    row("a load that holds back", station(queueOf(10ms)), [&](PlanMaker &maker) { loadIn(maker).maxInFlight = 2; });
    row("a load that may hold back", station(queueOf(10ms)), [&](PlanMaker &maker) { loadIn(maker).maxInFlight = 20; });
    row("a closed loop that calls several at a time", closedLoop(),
        [&](PlanMaker &maker) { serviceIn(maker, 1).callMode = CallMode::Parallel; });
    row("a fork over late links", withJitter(forkOf(queueOf(10ms, 0)), 5ms), [](PlanMaker &) {});
    row("a scatter over late links", withJitter(scatterOf(3, 30ms), 5ms), [](PlanMaker &) {});
    row("tasks that come together", workQueue(), [&](PlanMaker &maker) { loadIn(maker).batch = 5; });
    row("tasks that come in bursts", workQueue(), [&](PlanMaker &maker) {
        loadIn(maker).variation = {.shape = RateShape::Bursts, .peakPerSecond = 40, .period = 5s, .burst = 1s};
    });
    row("a neighbour on the host", onCores(1, Distribution::exponential(10ms)), [](PlanMaker &maker) {
        const InstanceIndex other = maker.add("other", ServiceConfig{});
        maker.plan.pods[other].host = 0;
        maker.plan.instances[other].machine->sharesProcessor = true;
    });
    row("a core and a half", onCores(1.5, Distribution::exponential(10ms)), [](PlanMaker &) {});
    row("more work than the core does", onCores(1, Distribution::exponential(25ms)), [](PlanMaker &) {});
    row("hedged questions", scatterOf(3, 30ms), [](PlanMaker &maker) {
        std::get<ScatterConfig>(maker.plan.instances[1].machine->behaviour).hedge = HedgeMode::AfterQuantile;
    });
    row("workers that fail", workQueue(),
        [](PlanMaker &maker) { std::get<WorkerConfig>(maker.plan.instances[2].machine->behaviour).failureRate = 0.1; });
}

void TheoryOfPlansTest::whereAssumptionsDoNotHoldNothingIsSaid()
{
    QFETCH(std::shared_ptr<PlanMaker>, maker);
    const auto all = theoryFor(*maker, 1, 15s);
    QVERIFY2(all.empty(), summary(all).c_str());
}

QTEST_GUILESS_MAIN(TheoryOfPlansTest)
#include "theory_of_plans_test.moc"
