// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/rate_curve.h"

#include <QTest>

#include <cmath>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

RateCurve ramp()
{
    return {10, {.shape = RateShape::Ramp, .peakPerSecond = 30, .period = 10s, .profile = {}}};
}
RateCurve fall()
{
    return {30, {.shape = RateShape::Ramp, .peakPerSecond = 0, .period = 10s, .profile = {}}};
}
RateCurve bursts()
{
    return {0, {.shape = RateShape::Bursts, .peakPerSecond = 100, .period = 10s, .burst = 2s, .profile = {}}};
}
RateCurve wave()
{
    return {10, {.shape = RateShape::Daily, .peakPerSecond = 50, .period = 24h, .profile = {}}};
}
RateCurve profile()
{
    return {0, {.shape = RateShape::Daily, .period = 24s, .profile = {0, 0, 6, 0, 12, 0}}};
}

} // namespace

class RateCurveTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ratesAndCountsAreThoseDrawnByHand();
    void theInstantOfACountIsWhereTheCountIs_data();
    void theInstantOfACountIsWhereTheCountIs();
    void whereNothingComesThereIsNoInstant();
    void countsKeepTheirPlaceFarOut();
};

void RateCurveTest::ratesAndCountsAreThoseDrawnByHand()
{
    QCOMPARE(ramp().rateAt(5s), 20.0);
    QCOMPARE(ramp().countUntil(10s), 200.0);
    QCOMPARE(ramp().countUntil(20s), 500.0);
    QCOMPARE(ramp().peakPerSecond(), 30.0);
    QCOMPARE(fall().countUntil(1h), 150.0);
    QCOMPARE(fall().peakPerSecond(), 30.0);
    QCOMPARE(bursts().rateAt(11s), 100.0);
    QCOMPARE(bursts().rateAt(12s), 0.0);
    QCOMPARE(bursts().meanPerSecond(100s), 20.0);
    QCOMPARE(wave().rateAt(0s), 10.0);
    QCOMPARE(wave().rateAt(12h), 50.0);
    QVERIFY(std::abs(wave().meanPerSecond(48h) - 30) < 1e-9);
    QVERIFY(std::abs(wave().rateAt(6h) - 30) < 1e-9);
    QCOMPARE(profile().countUntil(24s), 72.0);
    QCOMPARE(profile().rateAt(24s + 17s), 12.0);
    QCOMPARE(profile().peakPerSecond(), 12.0);
}

void RateCurveTest::theInstantOfACountIsWhereTheCountIs_data()
{
    QTest::addColumn<int>("which");
    QTest::newRow("ramp") << 0;
    QTest::newRow("bursts") << 1;
    QTest::newRow("wave") << 2;
    QTest::newRow("profile") << 3;
}

void RateCurveTest::theInstantOfACountIsWhereTheCountIs()
{
    QFETCH(int, which);
    const RateCurve curves[] = {ramp(), bursts(), wave(), profile()};
    const RateCurve &curve = curves[which];
    Duration last{-1};
    for (double count = 0.25; count < 5000; count += 0.5) {
        const Duration at = curve.instantOf(count);
        QVERIFY(at > last);
        // A nanosecond of rounding, at a hundred a second.
        QVERIFY2(std::abs(curve.countUntil(at) - count) < 1e-6, qPrintable(QString::number(count)));
        last = at;
    }
    // Where a count falls on the end of a piece, the next arrival is not before the rate begins again.
    QVERIFY(profile().instantOf(0) >= 8s);
    QVERIFY(profile().instantOf(24) >= 16s);
}

void RateCurveTest::whereNothingComesThereIsNoInstant()
{
    QCOMPARE(fall().instantOf(149), fall().instantOf(149));
    QVERIFY(fall().instantOf(149) < 10s);
    QCOMPARE(fall().instantOf(151), Duration::max());
    const RateCurve silence(0, {.shape = RateShape::Daily, .peakPerSecond = 0, .period = 1s, .profile = {}});
    QCOMPARE(silence.instantOf(1), Duration::max());
    QCOMPARE(wave().instantOf(1e300), Duration::max());
}

void RateCurveTest::countsKeepTheirPlaceFarOut()
{
    // A year of days: 30 a second.
    const double count = 30.0 * 86400 * 365 + 1000;
    const Duration at = wave().instantOf(count);
    QVERIFY(at > 24h * 365 && at < 24h * 366);
    QVERIFY(std::abs(wave().countUntil(at) - count) < 1e-3);
}

QTEST_GUILESS_MAIN(RateCurveTest)
#include "rate_curve_test.moc"
