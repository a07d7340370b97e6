// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/fit.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

using Kind = Distribution::Kind;

std::vector<Duration> drawn(const std::string &text, std::size_t count, std::uint64_t seed)
{
    const Distribution distribution = parseDistribution(text).value();
    Random random(seed);
    std::vector<Duration> samples(count);
    for (Duration &sample : samples)
        sample = distribution.sample(random);
    return samples;
}

const Fit *fitOf(const Fits &fits, Kind kind)
{
    const auto found =
        std::ranges::find_if(fits.fits, [kind](const Fit &fit) { return fit.distribution.kind == kind; });
    return found == fits.fits.end() ? nullptr : &*found;
}

bool isNear(double found, double known, double tolerance)
{
    return std::abs(found / known - 1) <= tolerance;
}

bool hasWarning(const Fits &fits, const QString &part)
{
    return std::ranges::any_of(fits.warnings,
                               [&](const std::string &text) { return QString::fromStdString(text).contains(part); });
}

} // namespace

class FitTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knownParametersComeBack_data();
    void knownParametersComeBack();
    void dataKeepTheirMeanAndTheirTail();
    void fewDifferentValuesStayAsTheyAre();
    void aConstantIsFound();
    void whatCannotBeFittedIsSaid();
    void noSamplesAreAnError();
    void theDistanceOfKnownSamplesIsExact();
};

void FitTest::knownParametersComeBack_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("inMean");  ///< relative, of the first duration
    QTest::addColumn<double>("inShape"); ///< of the number
    // Four and a half standard errors or more at 5,000 samples.
    QTest::newRow("uniform") << "uniform(2ms, 9ms)" << 0.005 << 0.0;
    QTest::newRow("exponential") << "exponential(5ms)" << 0.065 << 0.0;
    QTest::newRow("erlang") << "erlang(5ms, 3)" << 0.04 << 0.0;
    QTest::newRow("lognormal") << "lognormal(5ms, 1.5)" << 0.08 << 0.10;
    QTest::newRow("weibull, heavy") << "weibull(5ms, 0.7)" << 0.10 << 0.05;
    QTest::newRow("weibull, light") << "weibull(5ms, 3)" << 0.025 << 0.05;
    QTest::newRow("pareto") << "pareto(5ms, 2.5)" << 0.05 << 0.065;
    QTest::newRow("hyperexponential") << "hyperexponential(0.9, 1ms, 41ms)" << 0.08 << 0.03;
}

void FitTest::knownParametersComeBack()
{
    QFETCH(QString, text);
    QFETCH(double, inMean);
    QFETCH(double, inShape);
    const Distribution known = parseDistribution(text.toStdString()).value();
    constexpr int seeds = 20;
    int named = 0;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        const Fits fits = fitDistributions(drawn(text.toStdString(), 5000, seed)).value();
        const Fit *fit = fitOf(fits, known.kind);
        QVERIFY(fit != nullptr);
        const std::string found = formatDistribution(fit->distribution);
        QVERIFY2(isNear(toSeconds(fit->distribution.mean), toSeconds(known.mean), inMean), found.c_str());
        QVERIFY2(isNear(fit->distribution.shape, known.shape, inShape), found.c_str());
        if (known.greatest > 0s)
            QVERIFY2(isNear(toSeconds(fit->distribution.greatest), toSeconds(known.greatest), 0.25), found.c_str());
        QVERIFY2(!fit->refuted, found.c_str());
        QVERIFY(parseDistribution(found));
        named += fits.fits[fits.best].distribution.kind == known.kind ? 1 : 0;
    }
    QVERIFY2(named >= seeds - 2, qPrintable(QString::number(named)));
}

void FitTest::dataKeepTheirMeanAndTheirTail()
{
    const auto samples = drawn("lognormal(5ms, 2)", 100'000, 9);
    const Fits fits = fitDistributions(samples, 100).value();
    const Fit &data = fits.fits.back();
    QCOMPARE(data.distribution.kind, Kind::Empirical);
    QVERIFY(data.distribution.data.points().size() <= 100);
    QVERIFY(isNear(toSeconds(data.distribution.expected()), toSeconds(fits.mean), 1e-6));
    QVERIFY(isNear(data.distribution.squaredVariation(), fits.squaredVariation, 0.05));
    QVERIFY2(data.distance < 0.01, "75 points over 95 of 100 samples");
    auto sorted = samples;
    std::ranges::sort(sorted);
    for (const double quantile : {0.95, 0.99, 0.999}) {
        const Duration exact = sorted[static_cast<std::size_t>(quantile * 100'000)];
        QVERIFY(isNear(data.distribution.cumulative(toSeconds(exact)), quantile, 0.003));
    }
}

void FitTest::fewDifferentValuesStayAsTheyAre()
{
    const Fits fits = fitDistributions({2ms, 1ms, 2ms, 7ms}).value();
    QCOMPARE(formatDistribution(fits.fits.back().distribution), std::string("empirical(1ms, 2ms:2, 7ms)"));
    QCOMPARE(fits.fits.back().distance, 0.0);
    QVERIFY(hasWarning(fits, "only 4 samples"));
}

void FitTest::aConstantIsFound()
{
    const Fits fits = fitDistributions(std::vector<Duration>(500, 3ms)).value();
    QCOMPARE(formatDistribution(fits.fits[fits.best].distribution), std::string("constant(3ms)"));
    QCOMPARE(fits.fits[fits.best].distance, 0.0);
    QVERIFY(hasWarning(fits, "All samples are equal"));
}

void FitTest::whatCannotBeFittedIsSaid()
{
    auto samples = drawn("exponential(5ms)", 1000, 1);
    samples[3] = 0s;
    samples[4] = -1ms;
    samples[5] = 100h;
    const Fits fits = fitDistributions(samples).value();
    QCOMPARE(fits.samples, std::size_t{999});
    QVERIFY(hasWarning(fits, "1 samples are below 0"));
    QVERIFY(hasWarning(fits, "1 of 999 samples are 0"));
    QVERIFY(hasWarning(fits, "is the unit right?"));
    QVERIFY(hasWarning(fits, "fitted to the others") && fitOf(fits, Kind::Lognormal) != nullptr);
    const Fits coarse = fitDistributions({0ms, 0ms, 1ms, 2ms, 5ms, 9ms}).value();
    QVERIFY(hasWarning(coarse, "left out") && fitOf(coarse, Kind::Lognormal) == nullptr);
    const Fits heavy = fitDistributions(drawn("pareto(5ms, 1.01)", 50, 4)).value();
    const Fits even = fitDistributions(drawn("uniform(1ms, 2ms)", 1000, 4)).value();
    QVERIFY(hasWarning(even, "hyperexponential is left out"));
    QVERIFY(heavy.fits.size() >= 3);
}

void FitTest::noSamplesAreAnError()
{
    QVERIFY(!fitDistributions({}));
    QVERIFY(!fitDistributions({-1ms}));
    QVERIFY(!fitDistributions({-1ms}).error().advice.empty());
}

void FitTest::theDistanceOfKnownSamplesIsExact()
{
    // Two samples against uniform(0, 4): steps to 0.5 at 1 and to 1 at 2.
    QCOMPARE(kolmogorovDistance({1s, 2s}, parseDistribution("uniform(0s, 4s)").value()), 0.5);
    QCOMPARE(kolmogorovDistance({1s, 3s}, parseDistribution("uniform(0s, 4s)").value()), 0.25);
    QCOMPARE(kolmogorovDistance({1s, 3s}, Distribution::constant(3s)), 0.5);
    QCOMPARE(kolmogorovDistance({1s, 3s}, parseDistribution("empirical(1s, 3s:3)").value()), 0.25);
}

QTEST_GUILESS_MAIN(FitTest)
#include "fit_test.moc"
