// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/report/junit.h"
#include "engine/report/report.h"
#include "engine/report/report_page.h"
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
    app.arrivalsPerSecond = 100;
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
    queue.refusedLate = 2;
    queue.oldestAge = 90s;
    report.queues.push_back(queue);
    report.violations = 1;
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
    void adviceSaysWhatWasMeant_data();
    void adviceSaysWhatWasMeant();
    void namesAreLookedUpInThePlan();
    void aFigureThatTheNamedThingDoesNotHaveIsRefused_data();
    void aFigureThatTheNamedThingDoesNotHaveIsRefused();
    void whatNothingHasIsRefusedAndDoesNotHold_data();
    void whatNothingHasIsRefusedAndDoesNotHold();
    void aPatternCountsWhatItsKindCounts();
    void aShareOfNoRequestsIsUnknown();
    void onlyTheSimulatorCountsViolations();
    void whatWasCutShortIsJudgedWhereSomebodyCountedIt();
    void whatIsNotJudgedIsNoFailure();
    void whatWasNotMeasuredIsNotJudged();
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
    row("p99 < 200ms", true, "150 ms"); // as callers see it: the slowest call
    row("p99 < 145ms", false, "150 ms");
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
    row("oldestAge of jobs < 1m", false, "90.0 s");
    row("duplicates of jobs == 0", false, "2");
    row("duplicates <= 2", true, "2");
    row("violations == 0", false, "1");
    row("lossRatio of web < 1%", true, "0.0 %");
    row("inService of web < 1", true, "0");
    row("p99 of web < 200 ms", true, "140 ms");
    row("utilisation of web < 90 %", true, "85.0 %");
    row("throughput of l1 > 100 /s", true, "120 /s");
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
    row("throughput < 3/s", 12);
    row("p99 of < 3ms", 8);
    row("p99 of web 3ms", 15);
    row("p99 of web << 3ms", 12);
    row("p99 of web <", 13);
    row("p99 of web < 3", 14);
    row("p99 of web < fast", 14);
    row("errors < 3ms", 10);
    row("errors < 3 4", 10);
    row("utilisation of web < 90%%", 22);
    row("utilisation of web < 90", 22);
    row("utilisation of web < -1%", 22);
    row("p99 of web = 3ms", 12);
    row("p99 of web < 90%", 14);
    row("throughput of web > 100ms", 21);
    row("violations of web == 0", 12);
    row("p99of web < 3ms", 1);
    row("queue.depth of jobs < ", 23);
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

void AssertionsTest::adviceSaysWhatWasMeant_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("said"); // in message or advice
    const auto row = [](const char *text, const char *said) { QTest::newRow(text) << QString(text) << QString(said); };
    row("p999 of server < 3ms", "Did you mean \"p99\"?");
    row("utilization of server < 90%", "Did you mean \"utilisation\"?");
    row("Throughput of server > 3/s", "Did you mean \"throughput\"?");
    row("p99 of sever < 3ms", "Did you mean \"server\"?");
    row("p99 of server < 3", "\"3\" is a plain number, and \"p99\" is a time.");
    row("p99 of server < 90%", "\"90%\" is a percentage, and \"p99\" is a time.");
    row("utilisation of server < 3s", "\"3s\" is a duration, and \"utilisation\" is a share");
    row("utilisation of server < 90", "Did you mean \"90%\"?");
    row("sent of server > 3/s", "\"3/s\" is a rate, and \"sent\" is a number.");
    row("throughput of server > 3s", "Write a rate: 100/s.");
    row("p99 of server =< 3ms", "\"=<\" is no comparison.");
    row("p99 of server <", "A value is missing.");
    row("p99 of server < soon", "\"soon\" is no value.");
    row("nonsense", "Known figures: mean, p50");
}

void AssertionsTest::adviceSaysWhatWasMeant()
{
    QFETCH(QString, text);
    QFETCH(QString, said);
    const Plan plan = stationPlan(80, Distribution::constant(10ms), 1);
    const auto checked = checkAssertion(text.toStdString(), &plan);
    QVERIFY(!checked);
    const QString all = QString::fromStdString(checked.error().message + '|' + checked.error().advice);
    QVERIFY2(all.contains(said), qPrintable(all));
}

void AssertionsTest::aFigureThatTheNamedThingDoesNotHaveIsRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("known");
    const auto row = [](const char *text, bool known) { QTest::newRow(text) << QString(text) << known; };
    row("queue.depth of server < 3", false);
    row("leaderless of server < 3s", false);
    row("utilisation of link < 3%", false);
    row("lost of server == 0", false);
    row("errors of link == 0", true);
    row("throughput of server > 1/s", true);
    row("partial of server == 0", false);
}

void AssertionsTest::aFigureThatTheNamedThingDoesNotHaveIsRefused()
{
    QFETCH(QString, text);
    QFETCH(bool, known);
    const Plan plan = stationPlan(80, Distribution::constant(10ms), 1);
    const auto checked = checkAssertion(text.toStdString(), &plan);
    QCOMPARE(bool(checked), known);
    QVERIFY(known || checked.error().message.find(" has no ") != std::string::npos);
}

void AssertionsTest::whatNothingHasIsRefusedAndDoesNotHold_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("known");
    for (const char *text : {"leaderless < 3s", "lost == 0", "queue.depth < 100", "oldestAge < 5 s", "dead == 0",
                             "unsafe == 0", "partial == 0", "syncAge < 3s"})
        QTest::newRow(text) << QString(text) << false;
    for (const char *text :
         {"errors == 0", "errorRatio < 1%", "utilisation < 90%", "lossRatio < 1%", "cutShort == 0", "violations == 0"})
        QTest::newRow(text) << QString(text) << true;
}

void AssertionsTest::whatNothingHasIsRefusedAndDoesNotHold()
{
    QFETCH(QString, text);
    QFETCH(bool, known);
    const Plan plan = stationPlan(80, Distribution::constant(10ms), 1);
    const auto checked = checkAssertion(text.toStdString(), &plan);
    QCOMPARE(bool(checked), known);
    if (known)
        return;
    QCOMPARE(checked.error().place.column, 1);
    QVERIFY(checked.error().message.starts_with("Nothing in the drawing has"));
    QVERIFY(checked.error().advice.starts_with("It is a figure of"));
    Report report = sampleReport();
    report.elections.clear();
    report.queues.clear();
    const AssertionFigures figures = evaluateAssertion("a1", text.toStdString(), report);
    QVERIFY(!figures.held && !figures.isKnown);
    QCOMPARE(figures.measured, std::string("nothing has this figure"));
}

void AssertionsTest::aPatternCountsWhatItsKindCounts()
{
    PlanMaker maker;
    maker.add("root", ScatterConfig{});
    maker.add("leaf", ServiceConfig{});
    QVERIFY(checkAssertion("partial == 0", &maker.plan) && checkAssertion("partial of root == 0", &maker.plan));
    QVERIFY(!checkAssertion("partial of leaf == 0", &maker.plan));
    QVERIFY(!checkAssertion("syncAge of root < 3s", &maker.plan));
}

void AssertionsTest::aShareOfNoRequestsIsUnknown()
{
    Report report = sampleReport();
    report.links[0].latency = {};
    report.links[0].errors = 0;
    report.containers.erase(report.containers.begin() + 1); // leaves one that was asked nothing
    for (const char *text : {"errorRatio of l1 < 1%", "errorRatio < 1%", "lossRatio of web < 1%", "lossRatio < 1%",
                             "utilisation of web < 90%", "utilisation < 90%"}) {
        const AssertionFigures figures = evaluateAssertion("a1", text, report);
        QVERIFY2(!figures.held && !figures.isKnown, text);
        QCOMPARE(figures.measured, std::string("no request came through"));
    }
    QVERIFY(evaluateAssertion("a1", "errors of l1 == 0", report).held);
}

void AssertionsTest::onlyTheSimulatorCountsViolations()
{
    Report report = sampleReport();
    report.violations.reset();
    const AssertionFigures figures = evaluateAssertion("a1", "violations == 0", report);
    QVERIFY(!figures.held);
    QCOMPARE(figures.measured, std::string("only the simulator checks promises"));
    QVERIFY(!figures.isJudged);
}

void AssertionsTest::whatWasNotMeasuredIsNotJudged()
{
    Report report = sampleReport();
    report.links[0].isKnown = report.queues[0].isKnown = report.containers[1].isKnown = false;
    for (const char *text :
         {"errors == 0", "errors of l1 == 0", "throughput of l1 > 1/s", "utilisation of web-app < 90%",
          "utilisation of web < 90%", "p99 of web/app < 1s", "lost == 0", "dead of jobs == 0"}) {
        const AssertionFigures figures = evaluateAssertion("a1", text, report);
        QVERIFY2(!figures.held && !figures.isJudged && !figures.isKnown, text);
        QVERIFY(figures.measured.starts_with("not measured"));
    }
    QVERIFY(evaluateAssertion("a1", "p99 of web-saver < 1s", report).held);
    QVERIFY(evaluateAssertion("a1", "leaderless < 3s", report).held);
    QVERIFY(evaluateAssertion("a1", "errors of nobody == 0", report).isJudged);
}

void AssertionsTest::whatWasCutShortIsJudgedWhereSomebodyCountedIt()
{
    Report report = sampleReport(); // as of a deployment
    for (const char *text : {"cutShort == 0", "cutShort of web-app == 0", "cutShort of web < 5"}) {
        const AssertionFigures figures = evaluateAssertion("a1", text, report);
        QVERIFY2(!figures.held && !figures.isJudged && !figures.isKnown, text);
        QCOMPARE(figures.measured, std::string("not measured: only the simulator counts it"));
    }
    report.containers[0].cutShort = 0;
    report.containers[1].cutShort = 12;
    QVERIFY(!evaluateAssertion("a1", "cutShort == 0", report).held);
    QVERIFY(evaluateAssertion("a1", "cutShort == 12", report).held);
    QVERIFY(evaluateAssertion("a1", "cutShort of web-saver == 0", report).held);
}

void AssertionsTest::whatIsNotJudgedIsNoFailure()
{
    ReportPage page;
    Report &report = page.report;
    report = sampleReport();
    report.violations.reset();
    for (const char *text : {"violations == 0", "errors of l1 <= 3"})
        report.assertions.push_back(evaluateAssertion("a", text, report));
    QVERIFY(assertionsHold(report));
    const QString xml = QString::fromStdString(junitXml(report, {}));
    QVERIFY(xml.contains("failures=\"0\"") && xml.contains("skipped=\"1\"") && !xml.contains("<failure"));
    QVERIFY(xml.contains("<skipped message=\"violations == 0: only the simulator checks promises\"/>"));
    const QString html = QString::fromStdString(reportHtml(page));
    QVERIFY(html.contains("not judged") && html.contains("1 of 1 held") && !html.contains("FAIL"));
    QVERIFY(reportTable(report).find("not judged") != std::string::npos);
    const auto read = readReportJson(reportJson(report), "r.json");
    QVERIFY(read && !read->assertions[0].isJudged && read->assertions[1].isJudged);
    report.assertions.push_back(evaluateAssertion("a", "errors of l1 == 0", report));
    QVERIFY(!assertionsHold(report));
    QVERIFY(junitXml(report, {}).find("failures=\"1\"") != std::string::npos);
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
