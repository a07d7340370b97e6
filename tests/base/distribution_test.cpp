// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/distribution.h"
#include "engine/base/fit.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

using namespace bayplan;
using namespace std::chrono_literals;

class DistributionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFormSurvivesBeingWritten_data();
    void everyFormSurvivesBeingWritten();
    void samplesHaveTheStatedMeanAndVariation_data() { everyFormSurvivesBeingWritten_data(); }
    void samplesHaveTheStatedMeanAndVariation();
    void theMeanIsWithinItsOwnIntervalForManySeeds_data() { everyFormSurvivesBeingWritten_data(); }
    void theMeanIsWithinItsOwnIntervalForManySeeds();
    void samplesFollowTheCumulativeFunction_data() { everyFormSurvivesBeingWritten_data(); }
    void samplesFollowTheCumulativeFunction();
    void momentsHaveTheirClosedForms_data();
    void momentsHaveTheirClosedForms();
    void theValuesOfDataComeAsOftenAsTheirWeightsSay();
    void errorsNameTheArgument_data();
    void errorsNameTheArgument();
    void whatIsNoDistributionIsRefusedWithAdvice_data();
    void whatIsNoDistributionIsRefusedWithAdvice();
};

void DistributionTest::everyFormSurvivesBeingWritten_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"constant(5ms)", "uniform(1ms, 9ms)", "exponential(5ms)", "erlang(5ms, 3)", "lognormal(5ms, 1.5)",
          "pareto(5ms, 4.5)", "weibull(5ms, 0.7)", "weibull(5ms, 3)", "hyperexponential(0.9, 1ms, 41ms)",
          "empirical(1ms, 2ms:3, 5ms)", "empirical(7ms)", "empirical(0s:0.25, 1us:10, 3us:0.5)"})
        QTest::newRow(text) << text;
}

void DistributionTest::everyFormSurvivesBeingWritten()
{
    QFETCH(QString, text);
    QCOMPARE(formatDistribution(parseDistribution(text.toStdString()).value()), text.toStdString());
}

void DistributionTest::samplesHaveTheStatedMeanAndVariation()
{
    QFETCH(QString, text);
    const Distribution distribution = parseDistribution(text.toStdString()).value();
    Random random(7);
    constexpr int count = 400'000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < count; ++i) {
        const Duration sample = distribution.sample(random);
        QVERIFY(sample >= 0s);
        sum += toSeconds(sample);
        squares += toSeconds(sample) * toSeconds(sample);
    }
    const double mean = sum / count;
    const double expected = toSeconds(distribution.expected());
    QVERIFY(std::abs(mean / expected - 1) < 0.02);
    const double variation = squares / count / (mean * mean) - 1;
    QVERIFY(std::abs(variation - distribution.squaredVariation()) < 0.1 * distribution.squaredVariation() + 0.01);
}

void DistributionTest::theMeanIsWithinItsOwnIntervalForManySeeds()
{
    QFETCH(QString, text);
    const Distribution distribution = parseDistribution(text.toStdString()).value();
    const double expected = toSeconds(distribution.expected());
    constexpr int count = 10'000;
    constexpr int seeds = 40;
    const double halfWidth = 2.576 * expected * std::sqrt(distribution.squaredVariation() / count) + 1e-9;
    int covered = 0;
    for (int seed = 1; seed <= seeds; ++seed) {
        Random random(static_cast<std::uint64_t>(seed));
        double sum = 0;
        for (int i = 0; i < count; ++i)
            sum += toSeconds(distribution.sample(random));
        covered += std::abs(sum / count - expected) <= halfWidth ? 1 : 0;
    }
    // Of 40 intervals of 99 % more than three miss once in 2,000 times.
    QVERIFY2(covered >= seeds - 3, qPrintable(QString::number(covered)));
}

void DistributionTest::samplesFollowTheCumulativeFunction()
{
    QFETCH(QString, text);
    const Distribution distribution = parseDistribution(text.toStdString()).value();
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        Random random(seed);
        std::vector<Duration> samples(5000);
        for (Duration &sample : samples)
            sample = distribution.sample(random);
        std::ranges::sort(samples);
        // 2.2: once in 16,000 times by chance.
        const double distance = kolmogorovDistance(samples, distribution) * std::sqrt(5000.0);
        QVERIFY2(distance < 2.2, qPrintable(QString::number(distance)));
    }
}

void DistributionTest::momentsHaveTheirClosedForms_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("mean");
    QTest::addColumn<double>("variation");
    const double pi = 3.141592653589793;
    QTest::newRow("uniform") << "uniform(2ms, 8ms)" << 0.005 << 36.0 / 12 / 25;
    QTest::newRow("erlang") << "erlang(6ms, 4)" << 0.006 << 0.25;
    QTest::newRow("lognormal") << "lognormal(5ms, 1.5)" << 0.005 << 2.25;
    QTest::newRow("pareto") << "pareto(5ms, 3)" << 0.005 << 1.0 / 3;
    QTest::newRow("weibull of 1 is exponential") << "weibull(5ms, 1)" << 0.005 << 1.0;
    QTest::newRow("weibull of 2 is Rayleigh's") << "weibull(5ms, 2)" << 0.005 << 4 / pi - 1;
    QTest::newRow("weibull of 1/2") << "weibull(5ms, 0.5)" << 0.005 << 5.0;
    // 0.9 x 1 + 0.1 x 41 = 5; 2 (0.9 + 0.1 x 1681) / 25 - 1
    QTest::newRow("hyperexponential") << "hyperexponential(0.9, 1ms, 41ms)" << 0.005 << 12.52;
    QTest::newRow("empirical") << "empirical(1ms, 4ms:2, 7ms)" << 0.004 << (1 + 32 + 49) / 4.0 / 16 - 1;
    QTest::newRow("empirical, all alike") << "empirical(5ms:3)" << 0.005 << 0.0;
}

void DistributionTest::momentsHaveTheirClosedForms()
{
    QFETCH(QString, text);
    QFETCH(double, mean);
    QFETCH(double, variation);
    const Distribution distribution = parseDistribution(text.toStdString()).value();
    QVERIFY(std::abs(toSeconds(distribution.expected()) - mean) < 2e-9);
    QVERIFY(std::abs(distribution.squaredVariation() - variation) < 1e-6 * (1 + variation));
    QVERIFY(distribution.squaredVariation() >= 0);
}

void DistributionTest::theValuesOfDataComeAsOftenAsTheirWeightsSay()
{
    const Distribution data = parseDistribution("empirical(1ms, 2ms:2, 3ms:0.5, 4ms:6.5)").value();
    Random random(3);
    std::map<Duration, int> seen;
    constexpr int count = 100'000;
    for (int i = 0; i < count; ++i)
        ++seen[data.sample(random)];
    double chiSquared = 0;
    for (const auto &[value, weight] : {std::pair(1ms, 1.0), {2ms, 2.0}, {3ms, 0.5}, {4ms, 6.5}}) {
        const double expected = count * weight / 10;
        chiSquared += (seen[value] - expected) * (seen[value] - expected) / expected;
    }
    QCOMPARE(seen.size(), std::size_t{4});
    QVERIFY2(chiSquared < 16.3, qPrintable(QString::number(chiSquared))); // 99.9 % of 3 degrees of freedom
    const Distribution copy = data;
    QVERIFY(copy == data);
    QVERIFY(parseDistribution("empirical(1ms, 2ms:2, 3ms:0.5, 4ms:6.5)").value() == data);
    QVERIFY(parseDistribution("empirical(1ms, 2ms:2, 3ms:0.5, 4ms:7)").value() != data);
}

void DistributionTest::errorsNameTheArgument_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("part");
    QTest::newRow("number") << "erlang(5ms, three)"
                            << "Argument 2 of erlang: \"three\"";
    QTest::newRow("duration") << "uniform(1ms, 9)"
                              << "Argument 2 of uniform: \"9\"";
    QTest::newRow("point") << "empirical(1ms, 2ms, 3)"
                           << "Argument 3 of empirical: \"3\"";
    QTest::newRow("weight") << "empirical(1ms, 2ms:0)"
                            << "Argument 2 of empirical: \"0\" is not a weight";
    QTest::newRow("shape") << "weibull(5ms, 0)"
                           << "The shape of weibull";
    QTest::newRow("name") << "normal(5ms)"
                          << "There is no distribution \"normal\"";
}

void DistributionTest::errorsNameTheArgument()
{
    QFETCH(QString, text);
    QFETCH(QString, part);
    const Error error = parseDistribution(text.toStdString()).error();
    QVERIFY2(QString::fromStdString(error.message).contains(part), error.message.c_str());
}

void DistributionTest::whatIsNoDistributionIsRefusedWithAdvice_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"",
                             "5",
                             "normal(5ms)",
                             "weibull(5ms, 0.01)",
                             "weibull(5ms)",
                             "hyperexponential(1.5, 1ms, 2ms)",
                             "hyperexponential(0.5, 1ms)",
                             "empirical()",
                             "empirical(1ms:0)",
                             "empirical(1ms:-1)",
                             "empirical(1ms, 2)",
                             "empirical(1ms:x)",
                             "empirical(1ms:inf)",
                             "exponential(5ms",
                             "exponential()",
                             "erlang(5ms)",
                             "erlang(5ms, 2.5)",
                             "pareto(5ms, 1)",
                             "uniform(9ms, 1ms)",
                             "lognormal(5ms, nan)",
                             "exponential(5ms, 3)"})
        QTest::newRow(text) << text;
}

void DistributionTest::whatIsNoDistributionIsRefusedWithAdvice()
{
    QFETCH(QString, text);
    const auto read = parseDistribution(text.toStdString());
    QVERIFY(!read);
    QVERIFY(!read.error().advice.empty());
}

QTEST_GUILESS_MAIN(DistributionTest)
#include "distribution_test.moc"
