// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/replications.h"
#include "simulator/sweep.h"
#include "tests/simulator/fault_plans.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

Plan station(double ratePerSecond, Duration serviceTime, Duration duration = 30s)
{
    Plan plan = stationPlan(ratePerSecond, Distribution::exponential(serviceTime), 1);
    plan.duration = duration;
    plan.warmUp = 3s;
    return plan;
}

/// Two stations that have nothing to do with each other.
Plan strangers(double ratePerSecond)
{
    PlanMaker maker;
    for (const char *name : {"near", "far"}) {
        LoadConfig load;
        load.ratePerSecond = name == std::string("near") ? ratePerSecond : 50;
        ServiceConfig service;
        service.serviceTime = Distribution::exponential(10ms);
        const std::string suffix = name;
        const InstanceIndex client = maker.add("client-" + suffix, load);
        const LinkQuality jitter{Distribution::exponential(1ms), 0.01, 0};
        maker.connect(client, maker.add("server-" + suffix, service), "link-" + suffix, PeerProtocol::Http, jitter, 5s);
    }
    maker.plan.duration = 30s;
    return maker.plan;
}

/// Whose caller waits for a second.
Plan answering(Duration serviceTime)
{
    PlanMaker maker;
    LoadConfig load;
    load.ratePerSecond = 5;
    ServiceConfig service;
    service.serviceTime = Distribution::constant(serviceTime);
    const InstanceIndex client = maker.add("client", load);
    maker.connect(client, maker.add("server", service), "link", PeerProtocol::Http, {Distribution::constant(1ms), 0, 0},
                  1s);
    maker.plan.duration = 10s;
    return maker.plan;
}

const SweptFigure &figureOf(const SweptPlan &plan, const std::string &id, const std::string &name)
{
    const auto found = std::ranges::find_if(
        plan.figures, [&](const SweptFigure &one) { return one.figure.id == id && one.figure.figure == name; });
    if (found == plan.figures.end())
        qFatal("no figure %s of %s", name.c_str(), id.c_str());
    return *found;
}

SweepSettings settings(std::uint32_t replications, std::uint32_t threads = 2)
{
    return {.replications = replications, .threads = threads};
}

} // namespace

class SweepTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalNumbersHaveEqualSeeds();
    void commonRandomNumbersShowADifferenceThatIndependentRunsDoNot();
    void whatChangesInOnePlaceShiftsNoDrawInAnother();
    void theNumberOfThreadsChangesNothing();
    void whatOnlyOnePlanHasIsNotCompared();
    void theWarmUpIsFoundForEachPlan();
    void stoppedEarlyAllPlansHaveWhatWasWhole();
    void anUnstablePlanIsNamed();
    void aTimeOfNoRequestIsUnknown();
    void aPromiseThatAnyReplicationBreaksIsNamed();
};

void SweepTest::equalNumbersHaveEqualSeeds()
{
    const auto swept = sweep({station(50, 10ms), station(50, 10ms)}, settings(3));
    QCOMPARE(swept.size(), std::size_t(2));
    for (const SweptFigure &one : swept[1].figures) {
        QVERIFY(one.compared);
        QCOMPARE(one.difference, 0.0);
        QCOMPARE(one.differenceHalfWidth, 0.0);
    }
    ReplicationOptions options;
    options.replications = 3;
    const Report report = simulateReplications(station(50, 10ms), options).value();
    QVERIFY(std::abs(figureOf(swept[0], "server", "mean").figure.value - toSeconds(report.containers[1].latency.mean)) <
            1e-9);
}

void SweepTest::commonRandomNumbersShowADifferenceThatIndependentRunsDoNot()
{
    // Service that is 5 % faster: a difference that the noise of 20 short runs hides.
    Plan other = station(70, 9500us);
    const auto common = sweep({station(70, 10ms), other}, settings(20));
    other.seed += 1000;
    const auto independent = sweep({station(70, 10ms), other}, settings(20));
    const SweptFigure &paired = figureOf(common[1], "server", "mean");
    const SweptFigure &unpaired = figureOf(independent[1], "server", "mean");
    qInfo("difference of the mean %.2f ms: ±%.2f ms with common random numbers, ±%.2f ms with independent ones: the "
          "variance is %.0f times smaller",
          paired.difference * 1000, paired.differenceHalfWidth * 1000, unpaired.differenceHalfWidth * 1000,
          std::pow(unpaired.differenceHalfWidth / paired.differenceHalfWidth, 2));
    QVERIFY(paired.difference < 0);
    QVERIFY(-paired.difference > paired.differenceHalfWidth);
    QVERIFY(paired.differenceHalfWidth * 2 < unpaired.differenceHalfWidth);
}

void SweepTest::whatChangesInOnePlaceShiftsNoDrawInAnother()
{
    Plan replicated = strangers(50); // as one that comes in between in the order of instances
    PlanMaker maker;
    maker.plan = replicated;
    maker.add("bystander", ServiceConfig{});
    const auto swept = sweep({strangers(50), strangers(90), maker.plan}, settings(2));
    for (const char *figure : {"mean", "p99.9", "sent", "errors", "throughput"}) {
        QCOMPARE(figureOf(swept[1], "link-far", figure).difference, 0.0);
        QCOMPARE(figureOf(swept[2], "link-far", figure).difference, 0.0);
        QCOMPARE(figureOf(swept[2], "link-near", figure).difference, 0.0);
    }
    QVERIFY(figureOf(swept[1], "link-near", "mean").difference > 0);
}

void SweepTest::theNumberOfThreadsChangesNothing()
{
    const auto one = sweep({station(50, 10ms, 5s), station(60, 10ms, 5s), station(70, 10ms, 5s)}, settings(4, 1));
    const auto many = sweep({station(50, 10ms, 5s), station(60, 10ms, 5s), station(70, 10ms, 5s)}, settings(4, 3));
    for (std::size_t plan = 0; plan < one.size(); ++plan) {
        QCOMPARE(many[plan].replications, 4U);
        QCOMPARE(many[plan].warnings, one[plan].warnings);
        for (std::size_t i = 0; i < one[plan].figures.size(); ++i) {
            QCOMPARE(many[plan].figures[i].figure.value, one[plan].figures[i].figure.value);
            QCOMPARE(many[plan].figures[i].difference, one[plan].figures[i].difference);
            QCOMPARE(many[plan].figures[i].differenceHalfWidth, one[plan].figures[i].differenceHalfWidth);
        }
    }
}

void SweepTest::whatOnlyOnePlanHasIsNotCompared()
{
    PlanMaker maker;
    maker.plan = station(50, 10ms, 5s);
    maker.add("bystander", ServiceConfig{});
    const auto swept = sweep({station(50, 10ms, 5s), maker.plan}, settings(2));
    QVERIFY(!figureOf(swept[1], "bystander", "throughput").compared);
    QVERIFY(figureOf(swept[1], "server", "throughput").compared);
}

void SweepTest::theWarmUpIsFoundForEachPlan()
{
    // Ten requests a second that take 4 s, or 10 ms: only the first takes long to fill.
    Plan slow = stationPlan(10, Distribution::exponential(4s), 0);
    slow.duration = 100s;
    Plan quick = stationPlan(10, Distribution::exponential(10ms), 0);
    quick.duration = 100s;
    SweepSettings wanted = settings(5);
    wanted.findWarmUp = true;
    const auto swept = sweep({slow, quick}, wanted);
    QVERIFY(swept[0].warmUp > 2s);
    QVERIFY(swept[1].warmUp < swept[0].warmUp);
}

void SweepTest::stoppedEarlyAllPlansHaveWhatWasWhole()
{
    double last = 0;
    bool rises = true;
    const auto swept = sweep({station(50, 10ms, 100s), station(60, 10ms, 100s)}, settings(500, 1),
                             [&](double fraction, const std::string &text) {
                                 rises = rises && fraction >= last && text.ends_with(" of 1000 runs");
                                 last = fraction;
                                 return fraction < 0.01;
                             });
    QVERIFY(rises);
    QVERIFY2(swept[0].replications >= 2 && swept[0].replications < 500, qPrintable(QString::number(last)));
    QVERIFY(swept[0].replications - swept[1].replications <= 1);
    QVERIFY(figureOf(swept[1], "server", "mean").compared);
    const auto nothing =
        sweep({station(50, 10ms, 100000s)}, settings(2), [](double, const std::string &) { return false; });
    QCOMPARE(nothing[0].replications, 0U);
    QVERIFY(nothing[0].figures.empty());
}

void SweepTest::anUnstablePlanIsNamed()
{
    const auto swept = sweep({station(50, 10ms), station(150, 10ms)}, settings(2));
    QVERIFY2(swept[0].warnings.empty(), swept[0].warnings.empty() ? "" : swept[0].warnings[0].c_str());
    QVERIFY(!swept[1].warnings.empty() && swept[1].warnings[0].starts_with("Unstable queue"));
}

void SweepTest::aTimeOfNoRequestIsUnknown()
{
    const auto swept = sweep({answering(10ms), answering(5s)}, settings(3));
    for (const char *name : {"mean", "p50", "p99"})
        QVERIFY2(findFigure(swept[1], figureOf(swept[0], "link", name).figure) == nullptr, name);
    QCOMPARE(figureOf(swept[1], "link", "throughput").figure.value, 0.0);
    QCOMPARE(figureOf(swept[1], "link", "errorRatio").figure.value, 1.0);
    const auto turned = sweep({answering(5s), answering(10ms)}, settings(3));
    QVERIFY(!figureOf(turned[1], "link", "mean").compared);
    QVERIFY(figureOf(turned[1], "link", "mean").figure.value > 0.01);
}

void SweepTest::aPromiseThatAnyReplicationBreaksIsNamed()
{
    const auto isFirst = [](const std::string &warning) {
        return warning.starts_with("A promise was broken. A completed task handed out") &&
               warning.find(" In replication 1 of 3, the first of ") != std::string::npos;
    };
    const auto swept = sweep({station(50, 10ms), test::forgetfulPlan()}, settings(3));
    QVERIFY2(swept[0].warnings.empty(), swept[0].warnings.empty() ? "" : swept[0].warnings[0].c_str());
    QCOMPARE(std::ranges::count_if(swept[1].warnings, isFirst), 1);
    const auto handedOut = [](const std::string &warning) { return warning.find("handed out") != warning.npos; };
    QCOMPARE(std::ranges::count_if(swept[1].warnings, handedOut), 1);
}

QTEST_GUILESS_MAIN(SweepTest)
#include "sweep_test.moc"
