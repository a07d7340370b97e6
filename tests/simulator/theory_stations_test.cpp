// SPDX-License-Identifier: GPL-3.0-or-later
// Single stations against the closed forms of queueing theory (Kleinrock, Queueing Systems I, 1975, chapters 3 and 5).
// How it is judged stands in theory_check.h.
#include "engine/report/theory.h"
#include "simulator/world.h"
#include "tests/simulator/theory_check.h"

#include <QTest>

#include <array>

using namespace bayplan;
using namespace bayplan::test;
using namespace std::chrono_literals;

namespace {

const std::string server = "server";

Distribution ofKind(const QString &text)
{
    return parseDistribution(text.toStdString()).value();
}

Plan station(double ratePerSecond, const Distribution &service, std::uint32_t servers, double requests)
{
    Plan plan = stationPlan(ratePerSecond, service, servers);
    runFor(plan, requests, ratePerSecond);
    return plan;
}

Plan withRoom(Plan plan, std::uint32_t waiting)
{
    std::get<ServiceConfig>(plan.instances[1].machine->behaviour).queueLimit = waiting;
    return plan;
}

/// P(N = n) for a Poisson variable.
double poisson(double mean, int n)
{
    return std::exp(n * std::log(mean) - mean - std::lgamma(n + 1));
}

} // namespace

class TheoryStationsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void waitingInMMcFollowsErlangC_data();
    void waitingInMMcFollowsErlangC();
    void lossInMMcKIsTheShareOfArrivalsThatFindItFull_data();
    void lossInMMcKIsTheShareOfArrivalsThatFindItFull();
    void erlangsLossDoesNotDependOnTheDistribution();
    void waitingInMG1FollowsPollaczekAndKhinchine_data();
    void waitingInMG1FollowsPollaczekAndKhinchine();
    void theNumberInMGInfinityIsPoissonWhateverTheService_data();
    void theNumberInMGInfinityIsPoissonWhateverTheService();
    void littlesLawHoldsOnEachSamplePath();
};

void TheoryStationsTest::waitingInMMcFollowsErlangC_data()
{
    QTest::addColumn<int>("servers");
    QTest::addColumn<double>("load"); // of each
    QTest::addColumn<double>("requests");
    // The longest shows that 3 % are told apart; the others are asked for 5 %.
    QTest::newRow("M/M/1 at 0.5") << 1 << 0.5 << 11'000.0;
    QTest::newRow("M/M/1 at 0.8") << 1 << 0.8 << 8'000.0;
    QTest::newRow("M/M/2 at 0.7") << 2 << 0.7 << 8'000.0;
    QTest::newRow("M/M/4 at 0.8") << 4 << 0.8 << 7'000.0;
    QTest::newRow("M/M/10 at 0.9") << 10 << 0.9 << 8'000.0;
}

void TheoryStationsTest::waitingInMMcFollowsErlangC()
{
    QFETCH(int, servers);
    QFETCH(double, load);
    QFETCH(double, requests);
    const auto c = static_cast<std::uint32_t>(servers);
    const double rate = 100;
    const double service = load * servers / rate;
    const auto runs = runsOf(station(rate, Distribution::exponential(fromSeconds(service)), c, requests));
    const std::string model = QTest::currentDataTag();
    const double wrongBy = requests > 10'000 ? 0.03 : 0.05;
    const auto mean = [&](double seconds) { return meanTimeInMMc(rate, seconds, c); };
    QCOMPARE(disagreement(model, "mean time, s", estimatesOf(runs, server, "mean"), mean, service, wrongBy), QString());
    const double waiting = rate * (mean(service) - service);
    QCOMPARE(disagreement(model, "waiting", estimatesOf(runs, server, "waiting"), waiting, {}), QString());
    const auto busy = [&](double seconds) { return rate * seconds / servers; };
    QCOMPARE(disagreement(model, "utilisation", estimatesOf(runs, server, "utilisation"), busy, service, wrongBy),
             QString());
    QCOMPARE(disagreement(model, "throughput, /s", estimatesOf(runs, server, "throughput"), rate, {}), QString());
}

void TheoryStationsTest::lossInMMcKIsTheShareOfArrivalsThatFindItFull_data()
{
    QTest::addColumn<int>("servers");
    QTest::addColumn<int>("room");
    QTest::addColumn<double>("load"); // of each
    QTest::newRow("M/M/1/4 at 0.9") << 1 << 3 << 0.9;
    QTest::newRow("M/M/3/6 at 1.2") << 3 << 3 << 1.2;
    QTest::newRow("M/M/4/4 at 1 (Erlang B)") << 4 << 0 << 1.0;
}

void TheoryStationsTest::lossInMMcKIsTheShareOfArrivalsThatFindItFull()
{
    QFETCH(int, servers);
    QFETCH(int, room);
    QFETCH(double, load);
    const auto c = static_cast<std::uint32_t>(servers);
    const auto k = static_cast<std::uint32_t>(room);
    const double rate = 100;
    const double service = load * servers / rate;
    const Plan plan = station(rate, Distribution::exponential(fromSeconds(service)), c, 5'000);
    const auto runs = runsOf(withRoom(plan, k));
    const std::string model = QTest::currentDataTag();
    const auto lost = [&](double seconds) { return lossSystemMMcK(rate, seconds, c, k).lossRatio; };
    QCOMPARE(disagreement(model, "lost", estimatesOf(runs, server, "lossRatio"), lost, service, 0.15), QString());
    const auto mean = [&](double seconds) { return lossSystemMMcK(rate, seconds, c, k).meanSeconds; };
    QCOMPARE(disagreement(model, "mean time, s", estimatesOf(runs, server, "mean"), mean, service, 0.05), QString());
}

void TheoryStationsTest::erlangsLossDoesNotDependOnTheDistribution()
{
    const Plan plan = station(100, ofKind("lognormal(40ms, 2)"), 4, 5'000);
    const auto runs = runsOf(withRoom(plan, 0));
    const auto lost = [](double seconds) { return erlangB(100 * seconds, 4); };
    QCOMPARE(
        disagreement("M/G/4/4, lognormal(40ms, 2)", "lost", estimatesOf(runs, server, "lossRatio"), lost, 0.04, 0.15),
        QString());
}

void TheoryStationsTest::waitingInMG1FollowsPollaczekAndKhinchine_data()
{
    QTest::addColumn<QString>("service"); // of mean 10 ms
    for (const char *text :
         {"constant(10ms)", "uniform(2ms, 18ms)", "exponential(10ms)", "erlang(10ms, 3)", "lognormal(10ms, 1.5)"})
        QTest::newRow(text) << QString(text);
}

void TheoryStationsTest::waitingInMG1FollowsPollaczekAndKhinchine()
{
    QFETCH(QString, service);
    const Distribution time = ofKind(service);
    const double rate = 60;
    const bool varies = time.squaredVariation() > 1;
    const double requests = varies ? 14'000 : 5'000;
    const double wrongBy = varies ? 0.08 : 0.05;
    const auto runs = runsOf(station(rate, time, 1, requests));
    const auto mean = [&](double seconds) { return meanTimeInMG1(rate, seconds, time.squaredVariation()); };
    const std::string model = "M/G/1 at 0.6, " + service.toStdString();
    QCOMPARE(disagreement(model, "mean time, s", estimatesOf(runs, server, "mean"), mean, 0.010, wrongBy), QString());
}

void TheoryStationsTest::theNumberInMGInfinityIsPoissonWhateverTheService_data()
{
    waitingInMG1FollowsPollaczekAndKhinchine_data();
}

/// Once in ten mean service times the number in service is counted: the counts are as good as independent, and are
/// held against Poisson's by chi-squared over all seeds.
void TheoryStationsTest::theNumberInMGInfinityIsPoissonWhateverTheService()
{
    QFETCH(QString, service);
    const double rate = 400;
    const double mean = 4; // 400 /s x 10 ms
    Plan plan = station(rate, ofKind(service), 0, 4'000);
    const auto runs = runsOf(plan);
    const std::string model = "M/G/infinity, " + service.toStdString();
    const auto inService = [&](double seconds) { return rate * seconds; };
    QCOMPARE(disagreement(model, "in service", estimatesOf(runs, server, "inService"), inService, 0.010, 0.05),
             QString());

    constexpr std::array<int, 10> classes{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}; // the last one: 9 and more
    std::array<double, classes.size()> seen{};
    constexpr int countsPerSeed = 50;
    for (std::uint64_t seed = 101; seed <= 100 + theorySeeds; ++seed) {
        World world(plan, seed);
        for (int i = 1; i <= countsPerSeed; ++i) {
            world.runUntil(Time(100ms * i), UINT64_MAX);
            const auto number = world.snapshot().instances[1].machine.served.inService;
            ++seen[std::min<std::size_t>(number, classes.size() - 1)];
        }
    }
    constexpr double counts = countsPerSeed * theorySeeds;
    double squares = 0;
    double left = 1;
    for (const int n : classes) {
        const double share = n + 1 < static_cast<int>(classes.size()) ? poisson(mean, n) : left;
        left -= share;
        const double difference = seen[static_cast<std::size_t>(n)] - counts * share;
        squares += difference * difference / (counts * share);
    }
    // Of chi-squared with 9 degrees of freedom above 44.8 lies 1e-6.
    QVERIFY2(squares < 44.8, qPrintable(QString::number(squares)));
}

void TheoryStationsTest::littlesLawHoldsOnEachSamplePath()
{
    // Mean waiting = throughput x (mean time in system - mean service time).
    const auto runs = runsOf(station(80, Distribution::exponential(10ms), 1, 4'000));
    for (const Report &run : runs) {
        const ContainerFigures &figures = run.containers.at(1);
        const double service = figures.inService / figures.throughputPerSecond;
        const double expected = figures.throughputPerSecond * (toSeconds(figures.latency.mean) - service);
        QVERIFY2(std::abs(figures.queueDepth - expected) < 0.05 * expected,
                 qPrintable(QString("%1 against %2").arg(figures.queueDepth).arg(expected)));
    }
}

QTEST_GUILESS_MAIN(TheoryStationsTest)
#include "theory_stations_test.moc"
