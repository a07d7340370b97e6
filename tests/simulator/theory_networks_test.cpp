// SPDX-License-Identifier: GPL-3.0-or-later
// Networks of stations against closed forms. A service gives its slot back before it calls others and waits for them
// without one, so a chain of calls is a network of queues: the route of a customer is the calls that are made, and what
// its first caller sees is the time in the network. As the queue that a call comes back to serves all requests alike,
// routes may depend on the past (Kelly, Reversibility and Stochastic Networks, 1979, chapter 3), as nested calls do.
// How it is judged stands in theory_check.h.
#include "engine/report/theory.h"
#include "tests/simulator/theory_check.h"

#include <QTest>

using namespace bayplan;
using namespace bayplan::test;
using namespace std::chrono_literals;

namespace {

const std::string way = "way"; ///< the link from the load

ServiceConfig queueOf(double serviceSeconds)
{
    ServiceConfig service;
    service.serviceTime = Distribution::exponential(fromSeconds(serviceSeconds));
    service.queueLimit = 1'000'000;
    return service;
}

/// Passes on at once: no time and no queue of its own.
ServiceConfig passing()
{
    ServiceConfig service;
    service.serviceTime = Distribution::constant(0s);
    service.concurrency = 0;
    service.callMode = CallMode::Parallel;
    return service;
}

class NetworkMaker : public PlanMaker {
public:
    InstanceIndex openLoad(double ratePerSecond)
    {
        LoadConfig load;
        load.ratePerSecond = ratePerSecond;
        load.maxInFlight = 1'000'000;
        return add("load", load);
    }
    InstanceIndex closedLoad(std::uint32_t users, const Distribution &think)
    {
        LoadConfig load;
        load.arrivals = ArrivalKind::ClosedLoop;
        load.users = users;
        load.thinkTime = think;
        return add("load", load);
    }
    /// With each request `from` calls `to` so often; a fraction is a probability.
    void calls(InstanceIndex from, InstanceIndex to, double times = 1)
    {
        const std::string id = plan.instances[from].element == "load" ? way : "call" + std::to_string(m_calls++);
        const PeerId peer = connect(from, to, id);
        plan.instances[from].machine->peers.edit()[peer].callsPerRequest = times;
    }

private:
    int m_calls = 0;
};

/// Mean time in a Jackson network: each station is M/M/1 by itself.
double timeInJackson(double ratePerSecond, const std::vector<double> &visits, const std::vector<double> &serviceSeconds)
{
    double sum = 0;
    for (std::size_t i = 0; i < visits.size(); ++i)
        sum += visits[i] * meanTimeInMMc(ratePerSecond * visits[i], serviceSeconds[i], 1);
    return sum;
}

double harmonic(int n)
{
    return n == 0 ? 0 : harmonic(n - 1) + 1.0 / n;
}

} // namespace

class TheoryNetworksTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aStationThatCallsItselfIsAQueueWithFeedback();
    void aLoopOfThreeIsAJacksonNetwork();
    void aClosedLoopFollowsMeanValueAnalysis_data();
    void aClosedLoopFollowsMeanValueAnalysis();
    void theSlowestOfManyTakesAHarmonicNumberOfMeans_data();
    void theSlowestOfManyTakesAHarmonicNumberOfMeans();
    void twoQueuesForkAndJoinAsFlattoAndHahnFound_data();
    void twoQueuesForkAndJoinAsFlattoAndHahnFound();
};

void TheoryNetworksTest::aStationThatCallsItselfIsAQueueWithFeedback()
{
    // Each pass is followed by another one with probability 0.4.
    NetworkMaker maker;
    const InstanceIndex load = maker.openLoad(36);
    const InstanceIndex queue = maker.add("queue", queueOf(0.010));
    maker.calls(load, queue);
    maker.calls(queue, queue, 0.4);
    runFor(maker.plan, 7'000, 36);
    const auto runs = runsOf(maker.plan);
    const auto mean = [](double seconds) { return timeInJackson(36, {1 / 0.6}, {seconds}); };
    QCOMPARE(disagreement("M/M/1 at 0.6 with feedback 0.4", "mean time, s", estimatesOf(runs, way, "mean"), mean, 0.010,
                          0.05),
             QString());
    const auto busy = [](double seconds) { return 36 / 0.6 * seconds; };
    QCOMPARE(disagreement("M/M/1 at 0.6 with feedback 0.4", "utilisation", estimatesOf(runs, "queue", "utilisation"),
                          busy, 0.010, 0.05),
             QString());
}

void TheoryNetworksTest::aLoopOfThreeIsAJacksonNetwork()
{
    // The first calls the second in half of the cases and the third in 40 %; that calls the first in half of them.
    // Visits: a = 1 + c / 2, b = a / 2, c = 0.4 a.
    NetworkMaker maker;
    const InstanceIndex load = maker.openLoad(40);
    const InstanceIndex a = maker.add("a", queueOf(0.010));
    const InstanceIndex b = maker.add("b", queueOf(0.020));
    const InstanceIndex c = maker.add("c", queueOf(0.030));
    maker.calls(load, a);
    maker.calls(a, b, 0.5);
    maker.calls(a, c, 0.4);
    maker.calls(c, a, 0.5);
    runFor(maker.plan, 6'000, 40);
    const auto runs = runsOf(maker.plan);
    const auto mean = [](double scale) {
        return timeInJackson(40, {1.25, 0.625, 0.5}, {0.010 * scale, 0.020 * scale, 0.030 * scale});
    };
    QCOMPARE(
        disagreement("Jackson network of 3 with a loop", "mean time, s", estimatesOf(runs, way, "mean"), mean, 1, 0.05),
        QString());
    QCOMPARE(disagreement("Jackson network of 3 with a loop", "waiting at the third", estimatesOf(runs, "c", "waiting"),
                          0.6 * 0.6 / 0.4, {}),
             QString());
}

void TheoryNetworksTest::aClosedLoopFollowsMeanValueAnalysis_data()
{
    QTest::addColumn<unsigned>("users");
    QTest::addColumn<QString>("think");
    QTest::addColumn<QList<double>>("services");
    QTest::newRow("8 users, exponential thinking, one station")
        << 8U << QStringLiteral("exponential(100ms)") << QList<double>{0.015};
    QTest::newRow("10 users, constant thinking, two stations")
        << 10U << QStringLiteral("constant(200ms)") << QList<double>{0.020, 0.015};
    QTest::newRow("4 users, no thinking, three equal stations")
        << 4U << QStringLiteral("0s") << QList<double>{0.010, 0.010, 0.010};
}

void TheoryNetworksTest::aClosedLoopFollowsMeanValueAnalysis()
{
    QFETCH(unsigned, users);
    QFETCH(QString, think);
    QFETCH(QList<double>, services);
    NetworkMaker maker;
    const Distribution thinking = parseDistribution(think.toStdString()).value();
    InstanceIndex before = maker.closedLoad(users, thinking);
    for (int i = 0; i < services.size(); ++i) {
        const InstanceIndex station = maker.add("station" + std::to_string(i), queueOf(services[i]));
        maker.calls(before, station);
        before = station;
    }
    const double pause = toSeconds(thinking.expected());
    const std::vector<double> demands(services.begin(), services.end());
    const auto throughput = [&](double scale) {
        std::vector<double> scaled = demands;
        for (double &demand : scaled)
            demand *= scale;
        return closedThroughput(users, pause, scaled);
    };
    runFor(maker.plan, 4'000, throughput(1));
    const auto runs = runsOf(maker.plan);
    const std::string model = std::string("Closed: ") + QTest::currentDataTag();
    QCOMPARE(disagreement(model, "throughput, /s", estimatesOf(runs, way, "throughput"), throughput(1), {}), QString());
    const auto mean = [&](double scale) { return users / throughput(scale) - pause; };
    QCOMPARE(disagreement(model, "mean time, s", estimatesOf(runs, way, "mean"), mean, 1, 0.05), QString());
    const double busy = throughput(1) * demands.front();
    QCOMPARE(disagreement(model, "utilisation", estimatesOf(runs, "station0", "utilisation"), busy, {}), QString());
}

void TheoryNetworksTest::theSlowestOfManyTakesAHarmonicNumberOfMeans_data()
{
    QTest::addColumn<int>("leaves");
    QTest::newRow("2") << 2;
    QTest::newRow("10") << 10;
}

void TheoryNetworksTest::theSlowestOfManyTakesAHarmonicNumberOfMeans()
{
    QFETCH(int, leaves);
    NetworkMaker maker;
    const InstanceIndex load = maker.openLoad(50);
    const InstanceIndex root = maker.add("root", passing());
    maker.calls(load, root);
    for (int i = 0; i < leaves; ++i) {
        ServiceConfig leaf = queueOf(0.010);
        leaf.concurrency = 0;
        maker.calls(root, maker.add("leaf" + std::to_string(i), leaf));
    }
    runFor(maker.plan, leaves == 2 ? 1'500 : 600, 50);
    const auto mean = [&](double seconds) { return harmonic(leaves) * seconds; };
    const auto runs = runsOf(maker.plan);
    QCOMPARE(disagreement("Fork-join of " + std::to_string(leaves) + " without queues", "mean time, s",
                          estimatesOf(runs, way, "mean"), mean, 0.010, 0.05),
             QString());
}

void TheoryNetworksTest::twoQueuesForkAndJoinAsFlattoAndHahnFound_data()
{
    QTest::addColumn<double>("load");
    QTest::addColumn<double>("requests");
    QTest::newRow("0.5") << 0.5 << 7'000.0;
    QTest::newRow("0.8") << 0.8 << 7'000.0;
}

void TheoryNetworksTest::twoQueuesForkAndJoinAsFlattoAndHahnFound()
{
    // (12 - rho) / 8 of the time in one of them (Nelson and Tantawi, 1988, after Flatto and Hahn, 1984).
    QFETCH(double, load);
    QFETCH(double, requests);
    const double wrongBy = load > 0.5 ? 0.08 : 0.05;
    NetworkMaker maker;
    const InstanceIndex source = maker.openLoad(100 * load);
    const InstanceIndex root = maker.add("root", passing());
    maker.calls(source, root);
    maker.calls(root, maker.add("left", queueOf(0.010)));
    maker.calls(root, maker.add("right", queueOf(0.010)));
    runFor(maker.plan, requests, 100 * load);
    const auto mean = [&](double seconds) {
        const double rho = 100 * load * seconds;
        return (12 - rho) / 8 * meanTimeInMMc(100 * load, seconds, 1);
    };
    const auto runs = runsOf(maker.plan);
    QCOMPARE(disagreement(std::string("Fork-join of 2 queues at ") + QTest::currentDataTag(), "mean time, s",
                          estimatesOf(runs, way, "mean"), mean, 0.010, wrongBy),
             QString());
}

QTEST_GUILESS_MAIN(TheoryNetworksTest)
#include "theory_networks_test.moc"
