// SPDX-License-Identifier: GPL-3.0-or-later
// Scatter/gather against what Dean and Barroso write in The Tail at Scale (2013), and against closed forms of asking
// twice. Leaves have no queues and links take no time, so that each answer takes what is drawn for it. How it is judged
// stands in theory_check.h.
#include "tests/simulator/theory_check.h"

#include <QTest>

using namespace bayplan;
using namespace bayplan::test;
using namespace std::chrono_literals;

namespace {

Plan treePlan(const ScatterConfig &scatter, int leaves, const Distribution &leafTime, double ratePerSecond,
              double requests)
{
    PlanMaker maker;
    LoadConfig load;
    load.ratePerSecond = ratePerSecond;
    ServiceConfig leaf;
    leaf.serviceTime = leafTime;
    leaf.concurrency = 0;
    const InstanceIndex client = maker.add("client", load);
    const InstanceIndex root = maker.add("root", scatter);
    maker.connect(client, root, "way");
    for (int i = 0; i < leaves; ++i) {
        const std::string name = "leaf" + std::to_string(i);
        maker.connect(root, maker.add(name, leaf), "to-" + name);
    }
    runFor(maker.plan, requests, ratePerSecond);
    return maker.plan;
}

double counterOf(const Report &report, const std::string &name)
{
    const auto figures = figuresOf(report);
    const auto found = std::ranges::find(figures, name, &Figure::figure);
    return found == figures.end() ? 0 : found->value;
}

/// Shares of independent trials, with the interval of a binomial.
Estimates sharesOf(const std::vector<Report> &runs, const std::string &part, const std::string &of)
{
    Estimates estimates;
    for (const Report &run : runs) {
        const double trials = counterOf(run, of);
        const double share = counterOf(run, part) / trials;
        estimates.push_back({share, 2.576 * std::sqrt(share * (1 - share) / trials)});
    }
    return estimates;
}

} // namespace

class TheoryScatterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ofManyLeavesOneIsSlow_data();
    void ofManyLeavesOneIsSlow();
    void askingTwiceCutsTheSlowestAsDrawn_data();
    void askingTwiceCutsTheSlowestAsDrawn();
};

void TheoryScatterTest::ofManyLeavesOneIsSlow_data()
{
    QTest::addColumn<int>("leaves");
    QTest::addColumn<double>("slow"); // of each leaf's answers
    QTest::addColumn<double>("requests");
    QTest::addColumn<double>("wrongBy");
    QTest::newRow("100 leaves, 1 %: the paper's 63 %") << 100 << 0.01 << 120.0 << 0.4;
    QTest::newRow("10 leaves, 10 %") << 10 << 0.1 << 500.0 << 0.2;
}

/// Of leaves that take from 0 to 100 ms, what has not come by (1 - p) x 100 ms is slow, and the answer goes without it.
void TheoryScatterTest::ofManyLeavesOneIsSlow()
{
    QFETCH(int, leaves);
    QFETCH(double, slow);
    QFETCH(double, requests);
    QFETCH(double, wrongBy);
    ScatterConfig config;
    config.hedge = HedgeMode::None;
    config.deadline = fromSeconds(0.1 * (1 - slow));
    config.quorum = 0;
    const Distribution leafTime{Distribution::Kind::Uniform, 0ms, 100ms, 1};
    const auto runs = runsOf(treePlan(config, leaves, leafTime, 100, requests));
    const auto share = [&](double p) { return 1 - std::pow(1 - p, leaves); };
    const std::string model = std::string("1 - (1 - p)^n, ") + QTest::currentDataTag();
    QCOMPARE(disagreement(model, "slow answers", sharesOf(runs, "partial", "scattered"), share, slow, wrongBy),
             QString());
}

void TheoryScatterTest::askingTwiceCutsTheSlowestAsDrawn_data()
{
    QTest::addColumn<int>("leaves");
    QTest::addColumn<double>("requests");
    QTest::newRow("1 leaf") << 1 << 3'000.0;
    QTest::newRow("10 leaves") << 10 << 500.0;
}

/// Exponential leaves of mean m, asked again after the time a: a leaf's answer outlasts t with probability exp(-t / m),
/// from a on exp(-(2 t - a) / m). The slowest of n is the integral of 1 - (1 - that)^n, and a question is asked again
/// with probability exp(-a / m).
void TheoryScatterTest::askingTwiceCutsTheSlowestAsDrawn()
{
    QFETCH(int, leaves);
    QFETCH(double, requests);
    constexpr double again = 0.020;
    ScatterConfig config;
    config.hedge = HedgeMode::Tied;
    config.tiedAfter = fromSeconds(again);
    config.deadline = 60s;
    const auto runs = runsOf(treePlan(config, leaves, Distribution::exponential(10ms), 50, requests));
    const auto mean = [&](double m) {
        constexpr double step = 1e-5;
        double sum = 0;
        for (double t = step / 2; t < 40 * m; t += step) {
            const double outlasts = std::exp(-(t < again ? t : 2 * t - again) / m);
            sum += (1 - std::pow(1 - outlasts, leaves)) * step;
        }
        return sum;
    };
    const std::string model = "Tied questions 2 means apart, " + std::string(QTest::currentDataTag());
    QCOMPARE(disagreement(model, "mean time, s", estimatesOf(runs, "root", "mean"), mean, 0.010, 0.05), QString());
    Estimates asked;
    for (const Report &run : runs) {
        const double questions = counterOf(run, "scattered") * leaves;
        const double share = counterOf(run, "hedged") / questions;
        asked.push_back({share, 2.576 * std::sqrt(share * (1 - share) / questions)});
    }
    const auto twice = [](double m) { return std::exp(-again / m); };
    QCOMPARE(disagreement(model, "questions asked twice", asked, twice, 0.010, 0.1), QString());
}

QTEST_GUILESS_MAIN(TheoryScatterTest)
#include "theory_scatter_test.moc"
