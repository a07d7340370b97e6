// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/report/report.h"
#include "tests/simulator/plans.h"

#include <QTest>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

Report sampleReport()
{
    Report report;
    LinkFigures link;
    link.id = "l1";
    link.text = "client/load -> web/app";
    link.throughputPerSecond = 120;
    link.sent = 1000;
    link.errors = 3;
    link.errorRatio = 0.003;
    link.latency = {10ms, 8ms, 20ms, 150ms, 300ms, 997};
    report.links.push_back(link);
    ContainerFigures app;
    app.id = "web-app";
    app.text = "web/app";
    app.utilisation = 0.85;
    app.latency = {9ms, 7ms, 19ms, 140ms, 290ms, 997};
    ContainerFigures sidecar;
    sidecar.id = "web-saver";
    sidecar.text = "web/saver";
    sidecar.latency = {900ms, 900ms, 900ms, 900ms, 900ms, 2};
    report.containers = {sidecar, app};
    ElectionFigures election;
    election.name = "web/elector";
    election.withoutLeader = 2500ms;
    report.elections.push_back(election);
    QueueFigures queue;
    queue.id = "jobs-queue";
    queue.text = "jobs/queue";
    queue.depth = 40;
    queue.deadLetters = 1;
    report.queues.push_back(queue);
    return report;
}

} // namespace

class AssertionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachFormIsEvaluated_data();
    void eachFormIsEvaluated();
    void mistakesAreRefusedAtTheirPlace_data();
    void mistakesAreRefusedAtTheirPlace();
    void namesAreLookedUpInThePlan();
    void aLatencyWithoutRequestsIsNotMet();
};

void AssertionsTest::eachFormIsEvaluated_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("held");
    QTest::addColumn<QString>("measured");
    const auto row = [](const char *text, bool held, const char *measured) {
        QTest::newRow(text) << QString(text) << held << QString(measured);
    };
    row("p99 of web-app < 200ms", true, "140 ms");
    row("p99 of web < 200ms", true, "140 ms"); // the container of the pod that served most
    row("p99 of web/app < 100ms", false, "140 ms");
    row("p99 of client/load -> web/app < 200ms", true, "150 ms");
    row("p99 of client/load -> web/app<200ms", true, "150 ms");
    row("errors of l1 == 0", false, "3");
    row("errors of l1 <= 3", true, "3");
    row("errors != 3", false, "3");
    row("errorRatio of l1 < 1%", true, "0.3 %");
    row("throughput of l1 > 100/s", true, "120 /s");
    row("throughput of l1 >= 121", false, "120 /s");
    row("utilisation of web < 90%", true, "85.0 %");
    row("utilisation of web < 0.8", false, "85.0 %");
    row("leaderless < 3s", true, "2.50 s");
    row("leaderless of web/elector < 2s", false, "2.50 s");
    row("queue.depth of jobs < 100", true, "40");
    row("  queue.depth   of jobs   <  100  ", true, "40");
    row("dead == 0", false, "1");
    row("lost == 0", true, "0");
    row("mean of nobody < 1s", false, "nothing of that name has this figure");
}

void AssertionsTest::eachFormIsEvaluated()
{
    QFETCH(QString, text);
    QFETCH(bool, held);
    QFETCH(QString, measured);
    QVERIFY2(checkAssertion(text.toStdString(), nullptr), "well formed");
    const AssertionFigures figures = evaluateAssertion("a1", text.toStdString(), sampleReport());
    QCOMPARE(QString::fromStdString(figures.measured), measured);
    QCOMPARE(figures.held, held);
}

void AssertionsTest::mistakesAreRefusedAtTheirPlace_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("column");
    const auto row = [](const char *text, int column) { QTest::newRow(text) << QString(text) << column; };
    row("", 1);
    row("   ", 4);
    row("p98 of web < 3ms", 1);
    row("p99 < 3ms", 5);
    row("p99 of < 3ms", 8);
    row("p99 of web 3ms", 15);
    row("p99 of web << 3ms", 12);
    row("p99 of web <", 13);
    row("p99 of web < 3", 14);
    row("p99 of web < fast", 14);
    row("errors < 3ms", 10);
    row("errors < 3 4", 10);
    row("utilisation of web < 90%%", 22);
}

void AssertionsTest::mistakesAreRefusedAtTheirPlace()
{
    QFETCH(QString, text);
    QFETCH(int, column);
    const auto checked = checkAssertion(text.toStdString(), nullptr);
    QVERIFY(!checked);
    QCOMPARE(checked.error().code, ErrorCode::InvalidInput);
    QCOMPARE(checked.error().place.column, column);
    QVERIFY(!checked.error().advice.empty());
    QVERIFY(!evaluateAssertion("a1", text.toStdString(), sampleReport()).held);
}

void AssertionsTest::namesAreLookedUpInThePlan()
{
    const Plan plan = stationPlan(80, Distribution::constant(10ms), 1);
    QVERIFY(checkAssertion("p99 of server < 1s", &plan));
    QVERIFY(checkAssertion("p99 of server/server < 1s", &plan));
    QVERIFY(checkAssertion("p99 of link < 1s", &plan));
    const auto unknown = checkAssertion("p99 of sever < 1s", &plan);
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().place.column, 8);
    QVERIFY(unknown.error().message.find("sever") != std::string::npos);
}

void AssertionsTest::aLatencyWithoutRequestsIsNotMet()
{
    Report report = sampleReport();
    report.links[0].latency = {};
    const AssertionFigures figures = evaluateAssertion("a1", "p99 of l1 < 1s", report);
    QVERIFY(!figures.held);
    QCOMPARE(figures.measured, std::string("no request came through"));
}

QTEST_GUILESS_MAIN(AssertionsTest)
#include "assertions_test.moc"
