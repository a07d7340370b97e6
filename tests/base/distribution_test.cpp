// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/distribution.h"

#include <QTest>

#include <cmath>

using namespace bayplan;
using namespace std::chrono_literals;

class DistributionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFormSurvivesBeingWritten_data();
    void everyFormSurvivesBeingWritten();
    void samplesHaveTheStatedMeanAndVariation_data() { everyFormSurvivesBeingWritten_data(); }
    void samplesHaveTheStatedMeanAndVariation();
    void whatIsNoDistributionIsRefusedWithAdvice_data();
    void whatIsNoDistributionIsRefusedWithAdvice();
};

void DistributionTest::everyFormSurvivesBeingWritten_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"constant(5ms)", "uniform(1ms, 9ms)", "exponential(5ms)", "erlang(5ms, 3)",
                             "lognormal(5ms, 1.5)", "pareto(5ms, 4.5)"})
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

void DistributionTest::whatIsNoDistributionIsRefusedWithAdvice_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"", "5", "normal(5ms)", "exponential(5ms", "exponential()", "erlang(5ms)", "erlang(5ms, 2.5)",
          "pareto(5ms, 1)", "uniform(9ms, 1ms)", "lognormal(5ms, nan)", "exponential(5ms, 3)"})
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
