// SPDX-License-Identifier: GPL-3.0-or-later
// Closed forms against published values and against each other.
#include "engine/report/theory.h"

#include <QTest>

#include <cmath>

using namespace bayplan;

namespace {

void isAbout(double value, double expected, double tolerance = 1e-9)
{
    QVERIFY2(std::abs(value - expected) <= tolerance * std::max(1.0, std::abs(expected)),
             qPrintable(QString("%1 and not %2").arg(value, 0, 'g', 12).arg(expected, 0, 'g', 12)));
}

} // namespace

class TheoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void erlangsFormulasAreThoseOfTheTables();
    void oneFormIsAnotherInItsLimit();
    void meanValueAnalysisIsTheMachineRepairModel();
    void meanValueAnalysisOfEqualStationsIsTheTextbooks();
    void theSlowestOfExponentialTimes();
    void ofAHundredLeaves63PercentOfAnswersAreSlow();
    void aboveCapacityTheMeanIsInfinite();
};

void TheoryTest::erlangsFormulasAreThoseOfTheTables()
{
    isAbout(erlangB(10, 10), 0.21458, 1e-5);
    isAbout(erlangB(1, 1), 0.5);
    isAbout(erlangB(1, 2), 0.2);
    isAbout(erlangB(20, 30), 0.00846, 1e-5);
    isAbout(erlangC(2, 3), 4.0 / 9);
    isAbout(erlangC(8, 10), 0.40918, 1e-5);
    QCOMPARE(erlangC(3, 3), 1.0);
}

void TheoryTest::oneFormIsAnotherInItsLimit()
{
    isAbout(meanTimeInMMc(80, 0.010, 1), 1.0 / (100 - 80));
    isAbout(meanTimeInMG1(80, 0.010, 1), meanTimeInMMc(80, 0.010, 1));
    isAbout(meanTimeInMGc(80, 0.040, 1, 4), meanTimeInMMc(80, 0.040, 4));
    isAbout(meanTimeInMGc(80, 0.010, 2.5, 1), meanTimeInMG1(80, 0.010, 2.5));
    const LossSystem long1 = lossSystemMMcK(80, 0.040, 4, 2000);
    isAbout(long1.meanSeconds, meanTimeInMMc(80, 0.040, 4));
    isAbout(long1.utilisation, 0.8);
    isAbout(lossSystemMMcK(100, 0.040, 4, 0).lossRatio, erlangB(4, 4));
    // M/M/1/K by its geometric series: (1 - r) r^K / (1 - r^(K + 1)).
    isAbout(lossSystemMMcK(90, 0.010, 1, 3).lossRatio, 0.1 * std::pow(0.9, 4) / (1 - std::pow(0.9, 5)));
    // A room of a hundred thousand does not overflow.
    QVERIFY(std::isfinite(lossSystemMMcK(200, 0.010, 1, 100'000).meanWaiting));
    isAbout(lossSystemMMcK(200, 0.010, 1, 100'000).lossRatio, 0.5, 1e-4);
}

void TheoryTest::meanValueAnalysisIsTheMachineRepairModel()
{
    // p0 = 1 / sum of N! / (N - n)! (s / Z)^n.
    constexpr int users = 8;
    constexpr double service = 0.015;
    constexpr double think = 0.1;
    double sum = 0;
    double term = 1;
    for (int n = 0; n <= users; ++n) {
        sum += term;
        term *= (users - n) * service / think;
    }
    isAbout(closedThroughput(users, think, {service}), (1 - 1 / sum) / service);
}

void TheoryTest::meanValueAnalysisOfEqualStationsIsTheTextbooks()
{
    // N / (D (N + K - 1)).
    isAbout(closedThroughput(4, 0, {0.01, 0.01, 0.01}), 4 / (0.01 * 6));
    isAbout(closedThroughput(1, 0.3, {0.1, 0.2}), 1 / 0.6);
    QVERIFY(closedThroughput(1000, 1, {0.01, 0.02}) < 50.0000001);
}

void TheoryTest::theSlowestOfExponentialTimes()
{
    isAbout(meanOfSlowest({1, 1, 1}), 11.0 / 6);
    isAbout(meanOfSlowest(3, 1), 11.0 / 6);
    isAbout(meanOfSlowest({1, 2}), 1 + 2 - 1 / 1.5);
    isAbout(meanOfSlowest(100, 0.01), 0.0518737751764, 1e-9);
    isAbout(meanTimeInForkJoinOfTwo(1e-9, 1), 1.5, 1e-6);
    isAbout(meanTimeInForkJoinOfTwo(50, 0.010), 11.5 / 8 * 0.02);
}

void TheoryTest::ofAHundredLeaves63PercentOfAnswersAreSlow()
{
    isAbout(slowAnswers(0.01, 100), 0.634, 1e-3);
    isAbout(slowAnswers(0.0001, 2000), 0.18, 2e-2); // nearly one in five
    QCOMPARE(slowAnswers(0, 100), 0.0);
    QCOMPARE(slowAnswers(1, 100), 1.0);
    isAbout(slowAnswers(1e-18, 10) / 1e-17, 1);
}

void TheoryTest::aboveCapacityTheMeanIsInfinite()
{
    QVERIFY(std::isinf(meanTimeInMMc(100, 0.01, 1)));
    QVERIFY(std::isinf(meanTimeInMG1(101, 0.01, 0)));
    QVERIFY(std::isinf(meanTimeInMGc(400, 0.01, 3, 4)));
}

QTEST_GUILESS_MAIN(TheoryTest)
#include "theory_test.moc"
