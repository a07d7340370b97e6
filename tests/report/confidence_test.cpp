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
        covered += std::abs(meanOf(values) - 1) <= batchMeansHalfWidth99(slicesOf(values)) ? 1 : 0;
    }
    return covered / 10.0;
}

} // namespace

class ConfidenceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void momentsAreThoseOfTheTextbook();
    void batchesCoverTheMeanOfCorrelatedValues_data();
    void batchesCoverTheMeanOfCorrelatedValues();
    void batchesOfUnequalCountsWeighWhatTheyCount();
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

void ConfidenceTest::batchesOfUnequalCountsWeighWhatTheyCount()
{
    // Each value is 1 wherever it was counted: nothing is uncertain.
    std::vector<Slice> slices;
    for (std::uint64_t i = 0; i < 100; ++i)
        slices.push_back({1 + i % 7, static_cast<double>(1 + i % 7)});
    QVERIFY(batchMeansHalfWidth99(slices) < 1e-12);
    QCOMPARE(batchMeansHalfWidth99({}), 0.0);
    QCOMPARE(batchMeansHalfWidth99({{3, 1.0}, {0, 0.0}}), 0.0);
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
