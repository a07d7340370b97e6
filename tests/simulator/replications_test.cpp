// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/report/figure_kinds.h"
#include "simulator/replications.h"
#include "simulator/simulator_run.h"
#include "tests/simulator/fault_plans.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <set>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

Plan station(double ratePerSecond = 80, Duration duration = 30s)
{
    Plan plan = stationPlan(ratePerSecond, Distribution::exponential(10ms), 1);
    plan.duration = duration;
    plan.warmUp = 3s;
    return plan;
}

Report replicate(const Plan &plan, std::uint32_t replications, std::uint32_t threads = 2)
{
    ReplicationOptions options;
    options.replications = replications;
    options.threads = threads;
    return simulateReplications(plan, options).value();
}

bool warns(const Report &report, const char *text)
{
    return std::ranges::any_of(report.warnings, [&](const auto &one) { return one.find(text) != one.npos; });
}

} // namespace

class ReplicationsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneReplicationIsTheRunItself();
    void theNumberOfThreadsChangesNoByte();
    void seedsOfReplicationsAreAllDifferent();
    void countsAddUpAndRatesAreAverages();
    void theIntervalOverReplicationsHoldsTheory();
    void precisionGoesOnUntilItIsReached();
    void precisionGivesUpAtTheLimitAndSaysSo();
    void precisionOfAFigureThatIsNotThereIsAnError();
    void precisionIsNotReachedByWhatOneReplicationKnows();
    void precisionOfWhatHasNoIntervalIsAnError();
    void whatHasAnIntervalIsKnownByName();
    void theTransientIsFoundAndLeftOut();
    void aQueueThatGrowsHasNoSteadyState();
    void stoppedEarlyItReportsWhatWasWhole();
    void figuresNotToBeTrustedAreNamed();
    void aWarmUpThatWasTooShortIsNamed();
    void aSingleRunHasIntervalsOfItsOwn();
    void whatPatternsCountAddsUp();
    void progressCountsThePilotRunsToo();
    void countsAreJudgedInEachReplication();
    void aBrokenPromiseIsNamedBeforeTheOtherWarnings();
};

void ReplicationsTest::oneReplicationIsTheRunItself()
{
    QCOMPARE(reportJson(replicate(station(), 1)), reportJson(simulate(station(), {})));
}

void ReplicationsTest::theNumberOfThreadsChangesNoByte()
{
    const std::string one = reportJson(replicate(station(80, 10s), 7, 1));
    QCOMPARE(reportJson(replicate(station(80, 10s), 7, 2)), one);
    QCOMPARE(reportJson(replicate(station(80, 10s), 7, 5)), one);
    ReplicationOptions options;
    options.precision = 0.2;
    options.findWarmUp = true;
    options.threads = 1;
    const std::string precise = reportJson(simulateReplications(station(80, 10s), options).value());
    options.threads = 3;
    QCOMPARE(reportJson(simulateReplications(station(80, 10s), options).value()), precise);
}

void ReplicationsTest::seedsOfReplicationsAreAllDifferent()
{
    std::set<std::uint64_t> seeds;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        for (std::uint64_t replication = 0; replication < 100; ++replication)
            seeds.insert(replicationSeed(seed, replication));
    }
    QCOMPARE(seeds.size(), std::size_t(2000));
    QCOMPARE(replicationSeed(7, 0), std::uint64_t(7));
}

void ReplicationsTest::countsAddUpAndRatesAreAverages()
{
    const Report merged = replicate(station(), 3);
    std::uint64_t sent = 0;
    double throughput = 0;
    std::uint64_t samples = 0;
    Plan plan = station();
    for (std::uint64_t i = 0; i < 3; ++i) {
        plan.seed = replicationSeed(station().seed, i);
        const Report one = simulate(plan, {});
        sent += one.links[0].sent;
        throughput += one.links[0].throughputPerSecond / 3;
        samples += one.containers[1].latency.samples;
    }
    QCOMPARE(merged.replications, 3U);
    QCOMPARE(merged.links[0].sent, sent);
    QCOMPARE(merged.links[0].throughputPerSecond, throughput);
    QCOMPARE(merged.containers[1].latency.samples, samples);
    QVERIFY(merged.containers[1].utilisationHalfWidth > 0);
    QVERIFY(merged.containers[1].latency.p99HalfWidth > 0ms);
    const Report read = readReportJson(reportJson(merged), "x").value();
    QCOMPARE(reportJson(read), reportJson(merged));
}

void ReplicationsTest::theIntervalOverReplicationsHoldsTheory()
{
    const Report report = replicate(station(80, 60s), 20);
    QVERIFY(!report.theory.empty());
    for (const TheoryFigures &theory : report.theory)
        QVERIFY2(theory.inside, (theory.formula + ' ' + theory.figure).c_str());
    QVERIFY(reportTable(report).find("M/M/1") != std::string::npos);
}

void ReplicationsTest::precisionGoesOnUntilItIsReached()
{
    ReplicationOptions options;
    options.precision = 0.04;
    const Report report = simulateReplications(station(50, 10s), options).value();
    QVERIFY2(report.replications > 10 && report.replications < 200, qPrintable(QString::number(report.replications)));
    QVERIFY(report.links[0].meanHalfWidth <= report.links[0].latency.mean / 25);
    options.figure = "utilisation of server";
    options.precision = 0.5;
    QCOMPARE(simulateReplications(station(50, 10s), options).value().replications, 10U);
}

void ReplicationsTest::precisionGivesUpAtTheLimitAndSaysSo()
{
    ReplicationOptions options;
    options.precision = 0.001;
    options.maxReplications = 12;
    const Report report = simulateReplications(station(80, 5s), options).value();
    QCOMPARE(report.replications, 12U);
    QVERIFY(warns(report, "was not reached in 12 replications"));
}

void ReplicationsTest::precisionOfAFigureThatIsNotThereIsAnError()
{
    ReplicationOptions options;
    options.precision = 0.1;
    options.figure = "p99 of nobody";
    const auto report = simulateReplications(station(80, 5s), options);
    QVERIFY(!report);
    QVERIFY(report.error().message.find("p99 of nobody") != std::string::npos);
}

void ReplicationsTest::precisionIsNotReachedByWhatOneReplicationKnows()
{
    // A request in a hundred seconds: most windows of five seconds see none.
    ReplicationOptions options;
    options.precision = 0.5;
    options.maxReplications = 10;
    options.figure = "mean of server";
    int alone = 0;
    for (std::uint64_t seed = 1; seed <= 200 && alone == 0; ++seed) {
        Plan plan = station(0.01, 8s);
        plan.seed = seed;
        int known = 0;
        for (std::uint64_t i = 0; i < 10; ++i) {
            Plan one = plan;
            one.seed = replicationSeed(seed, i);
            known += simulate(one, {}).containers[1].latency.samples > 0 ? 1 : 0;
        }
        if (known > 1)
            continue;
        alone += known;
        const Report report = simulateReplications(plan, options).value();
        QVERIFY2(warns(report, "was not reached in 10 replications"), reportTable(report).c_str());
    }
    QCOMPARE(alone, 1);
}

void ReplicationsTest::precisionOfWhatHasNoIntervalIsAnError()
{
    ReplicationOptions options;
    options.precision = 0.1;
    options.figure = "arrivals of server";
    const auto report = simulateReplications(station(80, 5s), options);
    QVERIFY(!report);
    QVERIFY(report.error().message.find("arrivals") != std::string::npos);
}

void ReplicationsTest::whatHasAnIntervalIsKnownByName()
{
    const LatencyFigures latency{.samples = 9,
                                 .p50HalfWidth = 1ms,
                                 .p90HalfWidth = 1ms,
                                 .p99HalfWidth = 1ms,
                                 .p999HalfWidth = 1ms,
                                 .histogram = {}};
    Report report;
    report.links.push_back(
        {.latency = latency, .meanHalfWidth = 1ms, .throughputHalfWidth = 1, .errorRatioHalfWidth = 1});
    report.containers.push_back({.latency = latency,
                                 .meanHalfWidth = 1ms,
                                 .throughputHalfWidth = 1,
                                 .utilisationHalfWidth = 1,
                                 .inServiceHalfWidth = 1,
                                 .queueDepthHalfWidth = 1,
                                 .lossRatioHalfWidth = 1,
                                 .cutShort = 1});
    report.elections.push_back({.withoutLeaderHalfWidth = 1ms});
    report.queues.push_back(
        {.sojourn = latency, .sojournHalfWidth = 1ms, .depthHalfWidth = 1, .throughputHalfWidth = 1});
    for (const Figure &figure : figuresOf(report)) {
        const FigureKind *kind = findFigureKind(figure.figure);
        QVERIFY2(kind != nullptr && kind->hasInterval == (figure.halfWidth > 0), figure.figure.c_str());
    }
}

void ReplicationsTest::theTransientIsFoundAndLeftOut()
{
    // Ten requests a second, each of which takes 20 s: at first only the short ones have an answer.
    Plan plan = stationPlan(10, Distribution::exponential(20s), 0);
    plan.duration = 400s;
    plan.warmUp = 0s;
    const Duration biased = simulate(plan, {}).links[0].latency.mean;
    ReplicationOptions options;
    options.findWarmUp = true;
    options.replications = 5;
    const Report report = simulateReplications(plan, options).value();
    QVERIFY(report.warmUpFound);
    QVERIFY2(report.warmUp >= 20s && report.warmUp <= 200s, qPrintable(QString::number(toSeconds(report.warmUp))));
    QVERIFY(report.links[0].latency.mean > biased);
    QVERIFY(reportTable(report).find("MSER-5") != std::string::npos);
}

void ReplicationsTest::aQueueThatGrowsHasNoSteadyState()
{
    ReplicationOptions options;
    options.findWarmUp = true;
    const Report report = simulateReplications(station(150), options).value();
    QVERIFY(!report.warmUpFound);
    QVERIFY(warns(report, "No steady state"));
    QVERIFY(warns(report, "Unstable queue: server/server: 1"));
}

void ReplicationsTest::stoppedEarlyItReportsWhatWasWhole()
{
    ReplicationOptions options;
    options.replications = 1000;
    options.threads = 1;
    int calls = 0;
    const auto whole = simulateReplications(station(80, 100s), options, [&](double fraction, const std::string &text) {
        Q_UNUSED(fraction);
        return text.starts_with("0 of") || text.starts_with("1 of") || ++calls < 2;
    });
    QVERIFY(whole.value().replications >= 2 && whole.value().replications < 1000);
    QVERIFY(whole.value().endedEarly);
    const std::string count = std::to_string(whole.value().replications);
    QCOMPARE(whole.value().warnings.front(), "The run was interrupted after " + count + " of 1000 replications.");
    options.replications = 2;
    const auto partial = simulateReplications(station(80, 100000s), options,
                                              [](double fraction, const std::string &) { return fraction < 0.0001; });
    QCOMPARE(partial.value().replications, 1U);
    QVERIFY(partial.value().links[0].sent > 0);
    QVERIFY(partial.value().endedEarly);
    QVERIFY(partial.value().warnings.front().starts_with("The run was interrupted at "));
}

void ReplicationsTest::figuresNotToBeTrustedAreNamed()
{
    const Report brief = replicate(station(90, 10s), 1);
    QVERIFY(warns(brief, "p99 and p99.9 rest on fewer than 1000"));
    QVERIFY(warns(replicate(station(90, 60s), 1), "p99.9 rests on fewer than 10000"));
    QVERIFY(warns(brief, "more than ±10 %"));
    const Report thorough = replicate(station(50, 100s), 20);
    QVERIFY2(thorough.warnings.empty(), thorough.warnings.empty() ? "" : thorough.warnings[0].c_str());
}

void ReplicationsTest::aWarmUpThatWasTooShortIsNamed()
{
    // Answers of 20 s on average: what is answered in the first minute was short.
    Plan plan = stationPlan(10, Distribution::exponential(20s), 0);
    plan.duration = 400s;
    plan.warmUp = 0s;
    const Report cold = simulate(plan, {});
    QVERIFY2(warns(cold, "The warm-up was not over"), reportTable(cold).c_str());
    plan.warmUp = 120s;
    QVERIFY(!warns(simulate(plan, {}), "The warm-up was not over"));
    int falsely = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        Plan steady = station(50, 60s);
        steady.seed = seed;
        falsely += warns(simulate(steady, {}), "The warm-up was not over") ? 1 : 0;
    }
    QVERIFY2(falsely <= 1, qPrintable(QString::number(falsely)));
}

void ReplicationsTest::aSingleRunHasIntervalsOfItsOwn()
{
    const Report report = simulate(station(50, 60s), {});
    const ContainerFigures &server = report.containers[1];
    QVERIFY(std::abs(server.utilisation - 0.5) < server.utilisationHalfWidth);
    QVERIFY(server.utilisationHalfWidth < 0.1);
    QVERIFY(std::abs(server.throughputPerSecond - 50) < server.throughputHalfWidth);
    QVERIFY(server.queueDepthHalfWidth > 0 && server.inServiceHalfWidth > 0);
    QCOMPARE(server.lossRatioHalfWidth, 0.0); // nothing was lost
}

void ReplicationsTest::whatPatternsCountAddsUp()
{
    PlanMaker maker;
    ScatterConfig scatter;
    scatter.hedge = HedgeMode::None;
    const InstanceIndex load = maker.add("load", LoadConfig{});
    const InstanceIndex root = maker.add("root", scatter);
    maker.connect(load, root, "way");
    maker.connect(root, maker.add("leaf", ServiceConfig{}), "inner");
    maker.plan.duration = 10s;
    maker.plan.warmUp = 1s;
    double sum = 0;
    for (std::uint64_t i = 0; i < 3; ++i) {
        Plan one = maker.plan;
        one.seed = replicationSeed(maker.plan.seed, i);
        sum += simulate(one, {}).patterns.at(0).counters.at(0).value;
    }
    QVERIFY(sum > 0);
    QCOMPARE(replicate(maker.plan, 3).patterns.at(0).counters.at(0).value, sum);
}

void ReplicationsTest::progressCountsThePilotRunsToo()
{
    ReplicationOptions options;
    options.findWarmUp = true;
    options.replications = 4;
    options.threads = 1;
    double last = 0;
    double atFirstRun = 0;
    const auto report = simulateReplications(station(80, 200s), options, [&](double fraction, const std::string &text) {
        if (fraction < last - 1e-9)
            qFatal("progress went back");
        last = fraction;
        if (atFirstRun == 0 && text.starts_with("0 of 4"))
            atFirstRun = fraction;
        return true;
    });
    QVERIFY(report);
    QVERIFY2(atFirstRun > 0.45 && atFirstRun < 0.7, qPrintable(QString::number(atFirstRun)));
}

void ReplicationsTest::countsAreJudgedInEachReplication()
{
    const auto verdict = [](const char *text) {
        Plan plan = station(20, 13s); // 200 requests in the window
        plan.assertions = {text};
        plan.assertionIds = {"a1"};
        return replicate(plan, 5).assertions.at(0);
    };
    const AssertionFigures few = verdict("sent of link < 300");
    QVERIFY2(few.held, few.measured.c_str());
    QVERIFY2(
        QString::fromStdString(few.measured).contains(QRegularExpression("^[0-9]+ to [0-9]+ in each replication$")),
        few.measured.c_str());
    QCOMPARE(verdict("errors == 0").measured, std::string("0 in each replication"));
    QVERIFY(!verdict("sent of link > 600").held); // all five together sent more
    const AssertionFigures some = verdict("sent of link > 200");
    QVERIFY(!some.held && some.isKnown);
    QVERIFY2(QString::fromStdString(some.measured).contains(QRegularExpression("^[0-9]+ in replication [1-5] of 5$")),
             some.measured.c_str());
    QVERIFY(verdict("utilisation of server < 90%").measured.ends_with(" %"));
}

void ReplicationsTest::aBrokenPromiseIsNamedBeforeTheOtherWarnings()
{
    Plan plan = test::forgetfulPlan();
    plan.instances[0].peers[0].quality.latency = Distribution::exponential(1ms); // else no precision is out of reach
    const Report report = replicate(plan, 2);
    QVERIFY(report.violations.value() > 2);
    QVERIFY2(warns(report, "A promise was broken. A completed task handed out"), reportTable(report).c_str());
    QVERIFY(warns(report, " In replication 1 of 2, the first of "));
    QVERIFY(!report.broken.empty() && report.broken.size() < report.warnings.size());
    for (std::size_t i = 0; i < report.broken.size(); ++i)
        QVERIFY2(report.warnings[i].starts_with("A promise was broken."), report.warnings[i].c_str());
    ReplicationOptions precise;
    precise.precision = 1e-6;
    precise.maxReplications = 10;
    const Report many = simulateReplications(plan, precise).value();
    QVERIFY(many.warnings.front().starts_with("A promise was broken."));
    QVERIFY(warns(many, "was not reached in 10 replications"));
}

QTEST_GUILESS_MAIN(ReplicationsTest)
#include "replications_test.moc"
