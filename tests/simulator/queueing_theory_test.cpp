// SPDX-License-Identifier: GPL-3.0-or-later
// Simulated stations against the closed forms of queueing theory, each within its own 99 % interval.
#include "simulator/simulator_run.h"
#include "tests/simulator/plans.h"

#include <QTest>

#include <cmath>
#include <functional>

using namespace bayplan;

namespace {

ContainerFigures stationOf(const Plan &plan, std::uint64_t seed)
{
    SimulatorOptions options;
    options.seed = seed;
    const Report report = simulate(plan, options);
    for (const ContainerFigures &container : report.containers) {
        if (container.id == "server")
            return container;
    }
    return {};
}

/// How many of `seeds` runs hold the theoretical mean within their own interval.
int coverage(const Plan &plan, double theorySeconds, int seeds)
{
    int covered = 0;
    for (int seed = 1; seed <= seeds; ++seed) {
        const ContainerFigures station = stationOf(plan, static_cast<std::uint64_t>(seed));
        const double error = std::abs(toSeconds(station.latency.mean) - theorySeconds);
        covered += error <= toSeconds(station.meanHalfWidth) ? 1 : 0;
    }
    return covered;
}

/// Erlang's C: the probability of waiting.
double erlangC(double load, int servers)
{
    double term = 1;
    double sum = 0;
    for (int k = 0; k < servers; ++k) {
        sum += term;
        term *= load / (k + 1);
    }
    const double waiting = term * servers / (servers - load);
    return waiting / (sum + waiting);
}

} // namespace

class QueueingTheoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void meanTimeInAnMM1SystemIsWithinItsOwnInterval();
    void meanTimeInAnMD1SystemIsWithinItsOwnInterval();
    void meanTimeInAnMM4SystemFollowsErlangC();
    void utilisationIsOfferedLoadOverServers();
    void littlesLawHoldsForTheWaitingRoom();
};

void QueueingTheoryTest::meanTimeInAnMM1SystemIsWithinItsOwnInterval()
{
    // 1 / (mu - lambda) at a load of 0.8. Of twelve intervals of 99 % two may miss.
    const Plan plan = stationPlan(80, Distribution::exponential(std::chrono::milliseconds(10)), 1);
    const int covered = coverage(plan, 1.0 / (100 - 80), 12);
    QVERIFY2(covered >= 10, qPrintable(QString::number(covered)));
}

void QueueingTheoryTest::meanTimeInAnMD1SystemIsWithinItsOwnInterval()
{
    // Pollaczek and Khinchine: s + lambda s^2 / (2 (1 - rho)).
    const Plan plan = stationPlan(80, Distribution::constant(std::chrono::milliseconds(10)), 1);
    const int covered = coverage(plan, 0.010 + 80 * 0.010 * 0.010 / (2 * (1 - 0.8)), 6);
    QVERIFY2(covered >= 5, qPrintable(QString::number(covered)));
}

void QueueingTheoryTest::meanTimeInAnMM4SystemFollowsErlangC()
{
    const Plan plan = stationPlan(80, Distribution::exponential(std::chrono::milliseconds(40)), 4);
    const double theory = 0.040 + erlangC(3.2, 4) / (4 / 0.040 - 80);
    const int covered = coverage(plan, theory, 6);
    QVERIFY2(covered >= 5, qPrintable(QString::number(covered)));
}

void QueueingTheoryTest::utilisationIsOfferedLoadOverServers()
{
    const auto mm1 = stationOf(stationPlan(80, Distribution::exponential(std::chrono::milliseconds(10)), 1), 3);
    QVERIFY2(std::abs(mm1.utilisation - 0.8) < 0.01, qPrintable(QString::number(mm1.utilisation)));
    const auto mm4 = stationOf(stationPlan(80, Distribution::exponential(std::chrono::milliseconds(30)), 4), 3);
    QVERIFY2(std::abs(mm4.utilisation - 0.6) < 0.01, qPrintable(QString::number(mm4.utilisation)));
}

void QueueingTheoryTest::littlesLawHoldsForTheWaitingRoom()
{
    // Mean waiting = throughput x (mean time in system - mean service time), whatever the sample path.
    const auto station = stationOf(stationPlan(80, Distribution::exponential(std::chrono::milliseconds(10)), 1), 5);
    const double service = station.utilisation / station.throughputPerSecond;
    const double expected = station.throughputPerSecond * (toSeconds(station.latency.mean) - service);
    QVERIFY2(std::abs(station.queueDepth - expected) < 0.02 * expected,
             qPrintable(QString("%1 against %2").arg(station.queueDepth).arg(expected)));
}

QTEST_GUILESS_MAIN(QueueingTheoryTest)
#include "queueing_theory_test.moc"
