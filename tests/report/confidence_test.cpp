// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/random.h"
#include "engine/report/confidence.h"

#include <QTest>

#include <cmath>

using namespace bayplan;

namespace {

/// A first-order autoregression around 1.
std::vector<double> correlated(std::uint64_t seed, std::size_t count, double memory)
{
    Random random(seed);
    double value = random.normal() / std::sqrt(1 - memory * memory);
    std::vector<double> values;
    for (std::size_t i = 0; i < count; ++i) {
        values.push_back(1 + 0.1 * value);
        value = memory * value + random.normal();
    }
    return values;
}

std::vector<Slice> slicesOf(const std::vector<double> &values)
{
    std::vector<Slice> slices;
    for (const double value : values)
        slices.push_back({1, value});
    return slices;
}

double meanOf(const std::vector<double> &values)
{
    Moments moments;
    for (const double value : values)
        moments.add(value);
    return moments.mean();
}

/// Of 1000 series the percentage whose interval holds the true mean.
double coverage(double memory)
{
    int covered = 0;
    for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
        const auto values = correlated(seed, 100, memory);
        covered += std::abs(meanOf(values) - 1) <= batchMeans99(slicesOf(values)).halfWidth ? 1 : 0;
    }
    return covered / 10.0;
}

/// One run of M/M/1 at a load of 0.8 (Lindley's recursion; service takes 1), as the slices of time that a report has of
/// its window.
std::vector<Slice> slicesOfMM1(std::uint64_t seed, double duration)
{
    constexpr double warmUp = 500;
    constexpr double slices = 100;
    Random random(seed);
    double now = 0;
    double waiting = 0;
    std::vector<Slice> result(static_cast<std::size_t>(slices));
    while (now < warmUp + duration) {
        const double service = random.exponential();
        const double leaves = now + waiting + service;
        if (leaves >= warmUp && leaves < warmUp + duration) {
            Slice &slice = result[static_cast<std::size_t>((leaves - warmUp) / duration * slices)];
            ++slice.count;
            slice.sum += waiting + service;
        }
        const double gap = random.exponential() / 0.8;
        waiting = std::max(0.0, waiting + service - gap);
        now += gap;
    }
    return result;
}

} // namespace

class ConfidenceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void momentsAreThoseOfTheTextbook();
    void batchesCoverTheMeanOfCorrelatedValues_data();
    void batchesCoverTheMeanOfCorrelatedValues();
    void intervalsOfMM1AreHonest_data();
    void intervalsOfMM1AreHonest();
    void batchesOfUnequalCountsWeighWhatTheyCount();
    void correlatedBatchesAreNamed();
    void aBeginningUnlikeTheRestIsSeen();
    void mserFindsTheEndOfATransient();
    void mserLeavesASteadyRunAlone();
    void mserFindsNoSteadyStateInARisingLine();
};

void ConfidenceTest::momentsAreThoseOfTheTextbook()
{
    const std::vector<double> values{9, 11, 9, 11, 9, 11, 9, 11, 9, 11};
    QCOMPARE(meanOf(values), 10.0);
    // 3.250 x sqrt(10 / 9) / sqrt(10)
    QVERIFY(std::abs(halfWidth99(values) - 3.250 / 3) < 1e-9);
    QVERIFY(std::abs(lagOneCorrelation(values) + 0.9) < 1e-9);
    QCOMPARE(halfWidth99({5}), 0.0);
    QCOMPARE(lagOneCorrelation({5, 5, 5}), 0.0);
}

void ConfidenceTest::batchesCoverTheMeanOfCorrelatedValues_data()
{
    QTest::addColumn<double>("memory");
    QTest::newRow("independent") << 0.0;
    QTest::newRow("a little") << 0.5;
    QTest::newRow("much") << 0.8;
    QTest::newRow("very much") << 0.9;
}

void ConfidenceTest::batchesCoverTheMeanOfCorrelatedValues()
{
    QFETCH(double, memory);
    const double covered = coverage(memory);
    // An interval of 99 %; that memory of ten slices of a hundred takes a little from it is the price of one run.
    QVERIFY2(covered >= (memory > 0.85 ? 93 : 96.5), qPrintable(QString::number(covered)));
}

void ConfidenceTest::intervalsOfMM1AreHonest_data()
{
    QTest::addColumn<double>("serviceTimes");
    QTest::addColumn<double>("least"); // per cent of 400 intervals that hold the mean, 5 service times
    // What a request meets is remembered for some 80 service times: a run of 2000 knows little of its own error.
    QTest::newRow("2,000 service times") << 2'000.0 << 86.0;
    QTest::newRow("10,000") << 10'000.0 << 92.5;
    QTest::newRow("50,000") << 50'000.0 << 96.0;
}

void ConfidenceTest::intervalsOfMM1AreHonest()
{
    QFETCH(double, serviceTimes);
    QFETCH(double, least);
    int covered = 0;
    int named = 0;
    Moments width;
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        const std::vector<Slice> slices = slicesOfMM1(seed, serviceTimes);
        double sum = 0;
        double count = 0;
        for (const Slice &slice : slices) {
            sum += slice.sum;
            count += static_cast<double>(slice.count);
        }
        const BatchMeans batches = batchMeans99(slices);
        const bool holds = std::abs(sum / count - 5) <= batches.halfWidth;
        covered += holds ? 1 : 0;
        named += batches.correlated || batches.halfWidth > 0.1 * sum / count || startsElsewhere(slices) ? 1 : 0;
        width.add(batches.halfWidth / 5);
    }
    qInfo("%.1f %% of 400 intervals hold the mean; they are ±%.1f %% wide, and %.1f %% carry a warning", covered / 4.0,
          width.mean() * 100, named / 4.0);
    QVERIFY2(covered / 4.0 >= least, qPrintable(QString::number(covered)));
}

void ConfidenceTest::correlatedBatchesAreNamed()
{
    int named = 0;
    int falsely = 0;
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        named += batchMeans99(slicesOf(correlated(seed, 100, 0.98))).correlated ? 1 : 0;
        falsely += batchMeans99(slicesOf(correlated(seed, 100, 0.3))).correlated ? 1 : 0;
    }
    QVERIFY2(named > 60, qPrintable(QString::number(named)));
    QVERIFY2(falsely <= 2, qPrintable(QString::number(falsely)));
}

void ConfidenceTest::aBeginningUnlikeTheRestIsSeen()
{
    int falsely = 0;
    int seen = 0;
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        std::vector<double> values = correlated(seed, 100, 0.3);
        falsely += startsElsewhere(slicesOf(values)) ? 1 : 0;
        for (std::size_t i = 0; i < 10; ++i)
            values[i] -= 0.4;
        seen += startsElsewhere(slicesOf(values)) ? 1 : 0;
    }
    QVERIFY2(falsely <= 3, qPrintable(QString::number(falsely)));
    QVERIFY2(seen >= 150, qPrintable(QString::number(seen)));
    QVERIFY(!startsElsewhere({}));
}

void ConfidenceTest::batchesOfUnequalCountsWeighWhatTheyCount()
{
    // Each value is 1 wherever it was counted: nothing is uncertain.
    std::vector<Slice> slices;
    for (std::uint64_t i = 0; i < 100; ++i)
        slices.push_back({1 + i % 7, static_cast<double>(1 + i % 7)});
    QVERIFY(batchMeans99(slices).halfWidth < 1e-12);
    QCOMPARE(batchMeans99({}).halfWidth, 0.0);
    QCOMPARE(batchMeans99({{3, 1.0}, {0, 0.0}}).halfWidth, 0.0);
}

void ConfidenceTest::mserFindsTheEndOfATransient()
{
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        auto values = correlated(seed, 500, 0.3);
        for (std::size_t i = 0; i < 100; ++i)
            values[i] -= 1.0 - static_cast<double>(i) / 100; // rises from empty
        const Transient transient = transientByMser5(values);
        QVERIFY(transient.found);
        QVERIFY2(transient.length >= 50 && transient.length <= 200, qPrintable(QString::number(transient.length)));
    }
}

void ConfidenceTest::mserLeavesASteadyRunAlone()
{
    int tooLong = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed)
        tooLong += transientByMser5(correlated(seed, 500, 0.3)).length > 125 ? 1 : 0;
    QVERIFY2(tooLong <= 3, qPrintable(QString::number(tooLong)));
    QCOMPARE(transientByMser5(std::vector<double>(500, 3.0)).length, std::size_t(0));
    QCOMPARE(transientByMser5({}).length, std::size_t(0));
}

void ConfidenceTest::mserFindsNoSteadyStateInARisingLine()
{
    std::vector<double> line;
    for (int i = 0; i < 500; ++i)
        line.push_back(i);
    QVERIFY(!transientByMser5(line).found);
}

QTEST_GUILESS_MAIN(ConfidenceTest)
#include "confidence_test.moc"
