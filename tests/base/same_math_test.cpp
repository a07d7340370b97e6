// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/same_math.h"

#include "engine/base/random.h"

#include <QTest>

#include <cmath>
#include <numbers>

using namespace bayplan;

namespace {

constexpr int draws = 20'000;

using Function = double (*)(double);

/// The greatest relative error against the C library, over [least, greatest) evenly.
double worstError(Function ours, Function theirs, double least, double greatest)
{
    Random random(1);
    double worst = 0;
    for (int i = 0; i < draws; ++i) {
        const double x = least + (greatest - least) * random.uniform();
        const double right = theirs(x);
        worst = std::max(worst, std::abs(ours(x) - right) / std::abs(right));
    }
    return worst;
}

} // namespace

class SameMathTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTheLibraryButForTheLastBits();
    void endsOfTheRanges();
    void bitsAreTheSameEverywhere();
};

void SameMathTest::agreesWithTheLibraryButForTheLastBits()
{
    constexpr double few = 2e-15;
    struct Range {
        Function ours, theirs;
        double least, greatest, error;
    };
    for (const Range &range :
         {Range{same::log, std::log, 1e-9, 0.01, few}, Range{same::log, std::log, 0.01, 0.999, few},
          Range{same::log, std::log, 1.001, 2, few}, Range{same::log, std::log, 2, 1e12, few},
          Range{same::log1p, std::log1p, 1e-12, 1e-6, few}, Range{same::log1p, std::log1p, -0.9, -0.001, few},
          Range{same::exp, std::exp, -700, 700, few}, Range{same::expm1, std::expm1, 1e-9, 0.5, few},
          Range{same::expm1, std::expm1, -3, -0.001, few}, Range{same::gamma, std::tgamma, 1, 12, 1e-13}})
        QVERIFY(worstError(range.ours, range.theirs, range.least, range.greatest) < range.error);
    for (int i = 1; i <= 500; ++i) {
        const double x = i / 10.0;
        for (const double power : {0.1, 1.5, 7.0})
            QVERIFY(std::abs(same::pow(x, power) / std::pow(x, power) - 1) < 1e-14);
    }
    for (int i = -400; i <= 400; ++i) {
        const double turns = i / 97.0;
        QVERIFY(std::abs(same::cosOfTurns(turns) - std::cos(2 * std::numbers::pi * turns)) < 1e-14);
        QVERIFY(std::abs(same::sinOfTurns(turns) - std::sin(2 * std::numbers::pi * turns)) < 1e-14);
    }
}

void SameMathTest::endsOfTheRanges()
{
    QCOMPARE(same::log(1), 0.0);
    QVERIFY(std::abs(same::log(0x1p-53) + 53 * std::numbers::ln2) < 1e-14);
    QCOMPARE(same::log1p(0), 0.0);
    QCOMPARE(same::exp(0), 1.0);
    QCOMPARE(same::exp(-1000), 0.0);
    QVERIFY(std::isinf(same::exp(1000)));
    QCOMPARE(same::pow(0, 0.5), 0.0);
    QCOMPARE(same::cosOfTurns(0), 1.0);
    QCOMPARE(same::gamma(1), 1.0);
}

/// The sum was taken with g++ 12 on an x86-64 with fused multiply-add, and is to be had everywhere.
void SameMathTest::bitsAreTheSameEverywhere()
{
    Random random(7);
    std::uint64_t hash = 0;
    const auto add = [&hash](double value) {
        hash = (hash ^ std::bit_cast<std::uint64_t>(value)) * 0x9e3779b97f4a7c15U;
        hash ^= hash >> 32U;
    };
    for (int i = 0; i < draws; ++i) {
        const double u = 1 - random.uniform();
        for (const double value : {same::log(u), same::log1p(u), same::exp(20 * u), same::expm1(u), same::pow(u, 1.43),
                                   same::cosOfTurns(u), same::sinOfTurns(3 * u), same::gamma(1 + u)})
            add(value);
    }
    QCOMPARE(hash, std::uint64_t{17939885185930584538U});
}

QTEST_APPLESS_MAIN(SameMathTest)
#include "same_math_test.moc"
