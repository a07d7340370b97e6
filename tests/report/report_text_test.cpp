// SPDX-License-Identifier: GPL-3.0-or-later
// Reports as JSON, as tables, and against each other.
#include "engine/report/report.h"
#include "engine/report/text_table.h"

#include <QTest>

#include <QString>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

Report fullReport(double factor = 1)
{
    Report report;
    report.title = "Größe";
    report.engine = "Simulator";
    report.seed = 18'446'744'073'709'551'615U;
    report.warmUp = 5s;
    report.window = 55s;
    report.events = 12345;
    report.traceHash = "00ff00ff00ff00ff";
    const LatencyFigures latency{5ms, 1ns, 9ms, 123'456'789ns, 1h, 54'321};
    LinkFigures link;
    link.id = "l1";
    link.text = std::string(150, 'x') + " -> web/app";
    link.throughputPerSecond = 80.125 * factor;
    link.sent = 4000;
    link.errors = 1;
    link.errorRatio = 0.00025;
    link.latency = latency;
    link.meanHalfWidth = 71us;
    report.links.push_back(link);
    ContainerFigures container;
    container.id = "web";
    container.text = "web/app";
    container.replicas = 3;
    container.utilisation = 0.8 * factor;
    container.latency = latency;
    report.containers.push_back(container);
    ElectionFigures election;
    election.name = "web/elector";
    election.leader = "web-1/elector";
    election.term = 3;
    election.withoutLeader = 1234ms;
    election.safe = false;
    election.safety = "Two leaders of term 3.";
    report.elections.push_back(election);
    QueueFigures queue;
    queue.id = "jobs";
    queue.text = "jobs/queue";
    queue.put = 100;
    queue.lost = 2;
    queue.sojourn = latency;
    report.queues.push_back(queue);
    report.assertions.push_back({"a1", "lost == 0", false, "2"});
    report.warnings.push_back(
        "A sentence that is long enough to be broken into several lines of a terminal of one hundred "
        "and twenty columns, as most are.");
    return report;
}

} // namespace

class ReportTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void jsonReadsBackToTheSameBytes();
    void durationsAreWrittenInSecondsWithoutNoise();
    void whatIsNoReportIsRefused_data();
    void whatIsNoReportIsRefused();
    void noLineIsWiderThanATerminal();
    void tablesAlignUnderUmlauts();
    void comparisonGivesRelativeErrors();
    void comparisonOfStrangersSaysSo();
};

void ReportTextTest::jsonReadsBackToTheSameBytes()
{
    const std::string json = reportJson(fullReport());
    const auto read = readReportJson(json, "r.json");
    QVERIFY2(read, read ? "" : toText(read.error()).c_str());
    QCOMPARE(QString::fromStdString(reportJson(read.value())), QString::fromStdString(json));
    QVERIFY(read.value().links[0].latency.p99 == 123'456'789ns);
    QCOMPARE(read.value().seed, 18'446'744'073'709'551'615U);
}

void ReportTextTest::durationsAreWrittenInSecondsWithoutNoise()
{
    const QString json = QString::fromStdString(reportJson(fullReport()));
    QVERIFY(json.contains("\"meanSeconds\": 0.005,"));
    QVERIFY(json.contains("\"warmUpSeconds\": 5.0,"));
    QVERIFY(json.contains("\"p99Seconds\": 0.123456789,"));
}

void ReportTextTest::whatIsNoReportIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("no JSON") << QByteArray("links: 3");
    QTest::newRow("array") << QByteArray("[]");
    QTest::newRow("other JSON") << QByteArray("{\"bayplan\": 1}");
    QTest::newRow("newer") << QByteArray("{\"bayplanReport\": 2}");
    QTest::newRow("wrong type") << QByteArray("{\"bayplanReport\": 1, \"links\": [{\"id\": 3}]}");
    QTest::newRow("links no list") << QByteArray("{\"bayplanReport\": 1, \"links\": 3}");
    QTest::newRow("huge duration") << QByteArray("{\"bayplanReport\": 1, \"windowSeconds\": 1e300}");
    QTest::newRow("100000 brackets") << QByteArray(100'000, '[');
}

void ReportTextTest::whatIsNoReportIsRefused()
{
    QFETCH(QByteArray, text);
    const auto read = readReportJson(text.toStdString(), "r.json");
    QVERIFY(!read);
    QCOMPARE(read.error().place.file, std::string("r.json"));
    QVERIFY(!read.error().advice.empty());
}

void ReportTextTest::noLineIsWiderThanATerminal()
{
    for (const auto &text : {reportTable(fullReport()), comparisonTable(fullReport(), fullReport(1.1))}) {
        for (const QString &line : QString::fromStdString(text).split('\n'))
            QVERIFY2(line.size() <= 120, qPrintable(line));
    }
    QVERIFY(reportTable(fullReport()).find("123 ms") != std::string::npos);
}

void ReportTextTest::tablesAlignUnderUmlauts()
{
    TextTable table({"Größe", "n"});
    table.add({"a", "1"});
    table.add({"äöü", "22"});
    QCOMPARE(table.text(), std::string("Größe   n\na       1\näöü    22\n"));
}

void ReportTextTest::comparisonGivesRelativeErrors()
{
    const auto compared = compareReports(fullReport(), fullReport(1.1));
    const auto found =
        std::ranges::find_if(compared, [](const ComparedFigure &figure) { return figure.figure == "utilisation"; });
    QVERIFY(found != compared.end());
    QVERIFY(found->relativeError.has_value());
    QVERIFY(std::abs(*found->relativeError - 0.1) < 1e-12);
    QVERIFY(QString::fromStdString(comparisonTable(fullReport(), fullReport(1.1))).contains("+10.0 %"));
    QVERIFY(QString::fromStdString(comparisonJson(fullReport(), fullReport())).contains("\"relativeError\": 0.0"));
}

void ReportTextTest::comparisonOfStrangersSaysSo()
{
    Report other;
    other.title = "another";
    QVERIFY(comparisonTable(fullReport(), other).find("no figure in common") != std::string::npos);
    QVERIFY(compareReports(fullReport(), other).empty());
}

QTEST_GUILESS_MAIN(ReportTextTest)
#include "report_text_test.moc"
