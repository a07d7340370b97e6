// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/histogram.h"

#include "engine/base/random.h"

#include <QTest>

#include <algorithm>

using namespace bayplan;
using namespace std::chrono_literals;

class HistogramTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void quantilesAreWithinOneSixtyFourth();
    void extremesAreKept();
    void mergingEqualsRecordingTogether();
    void sinceGivesTheWindow();
    void bucketsFromTheWireAreTheSameHistogram();
    void nonsenseFromTheWireIsLeftOut();
    void countsAboveThirtyTwoBitsAreKept();
    void theOrderOfRecordsLeavesNoTrace();
};

void HistogramTest::quantilesAreWithinOneSixtyFourth()
{
    Random random(3);
    Histogram histogram;
    std::vector<std::int64_t> values;
    for (int i = 0; i < 100'000; ++i) {
        const auto value = static_cast<std::int64_t>(random.exponential() * 5e6);
        values.push_back(value);
        histogram.record(Duration(value));
    }
    std::sort(values.begin(), values.end());
    for (const double q : {0.5, 0.9, 0.99, 0.999}) {
        const std::int64_t exact = values[static_cast<std::size_t>(q * 100'000) - 1];
        const std::int64_t got = histogram.quantile(q).count();
        QVERIFY(got >= exact && got <= exact + exact / 64 + 1);
    }
}

void HistogramTest::extremesAreKept()
{
    Histogram histogram;
    QCOMPARE(histogram.quantile(0.5), Duration(0));
    QCOMPARE(histogram.mean(), Duration(0));
    histogram.record(-5ns);
    histogram.record(Duration::max());
    QCOMPARE(histogram.quantile(0), Duration(0));
    QCOMPARE(histogram.quantile(1), Duration::max());
    QCOMPARE(histogram.max(), Duration::max());
    QCOMPARE(histogram.count(), std::uint64_t(2));
}

void HistogramTest::mergingEqualsRecordingTogether()
{
    Histogram one;
    Histogram two;
    Histogram both;
    for (int i = 1; i < 1000; ++i) {
        (i % 3 == 0 ? one : two).record(Duration(i * 977));
        both.record(Duration(i * 977));
    }
    one.merge(two);
    QCOMPARE(one, both);
}

void HistogramTest::sinceGivesTheWindow()
{
    Histogram total;
    total.record(1s, 10);
    const Histogram earlier = total;
    total.record(10ms, 4);
    const Histogram window = total.since(earlier);
    QCOMPARE(window.count(), std::uint64_t(4));
    QCOMPARE(window.mean(), Duration(10ms));
    QVERIFY(window.max() >= 10ms && window.max() < 11ms);
    QVERIFY(total.since(total).empty());
}

void HistogramTest::bucketsFromTheWireAreTheSameHistogram()
{
    Histogram histogram;
    for (int i = 1; i < 300; ++i)
        histogram.record(Duration(i * i * i), static_cast<std::uint64_t>(i));
    QCOMPARE(Histogram::fromBuckets(histogram.buckets(), histogram.sum(), histogram.max()), histogram);
}

void HistogramTest::nonsenseFromTheWireIsLeftOut()
{
    const Histogram histogram = Histogram::fromBuckets({{4'000'000'000U, 5}, {3, 2}}, 6ns, 3ns);
    QCOMPARE(histogram.count(), std::uint64_t(2));
    QCOMPARE(histogram.quantile(1), Duration(3ns));
}

void HistogramTest::countsAboveThirtyTwoBitsAreKept()
{
    constexpr std::uint64_t full = 0xffff'ffffU;
    Histogram histogram;
    histogram.record(5ms, full);
    histogram.record(5ms);
    histogram.record(1ms, 2);
    QCOMPARE(histogram.count(), full + 3);
    QCOMPARE(histogram.buckets().back().second, full + 1);
    Histogram twice = histogram;
    twice.merge(histogram);
    QCOMPARE(twice.buckets().back().second, 2 * full + 2);
    QCOMPARE(twice.since(histogram).buckets(), histogram.buckets());
    QVERIFY(histogram.quantile(0.5) >= 5ms);
}

void HistogramTest::theOrderOfRecordsLeavesNoTrace()
{
    Histogram rising, falling;
    for (int shift = 0; shift < 40; ++shift) {
        rising.record(Duration(std::int64_t{1} << shift));
        falling.record(Duration(std::int64_t{1} << (39 - shift)));
    }
    QCOMPARE(rising, falling);
    Histogram low, high;
    low.record(10ns);
    high.record(10s);
    Histogram merged = high;
    merged.merge(low);
    low.merge(high);
    QCOMPARE(merged, low);
    QCOMPARE(merged.since(high).buckets().size(), std::size_t{1});
    QCOMPARE(merged.since(high).max(), Duration(10));
}

QTEST_GUILESS_MAIN(HistogramTest)
#include "histogram_test.moc"
