// SPDX-License-Identifier: GPL-3.0-or-later
// The page of a run: whole by itself, the same bytes for the same run, and harmless whatever a name holds.
#include "engine/recording/recorded_run.h"
#include "engine/recording/recording_writer.h"
#include "engine/report/timeline.h"

#include "engine/model/document_file.h"
#include "simulator/simulator_run.h"

#include <QTest>

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QXmlStreamReader>

#include <fstream>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

const char *const electors = R"json({
  "bayplan": 1, "name": "votes & <more>", "duration": "20s", "warmUp": "2s",
  "pods": {
    "client": {"name": "client", "position": [0, 0]},
    "web": {"name": "web", "position": [300, 0], "replicas": 3}
  },
  "containers": {
    "load": {"pod": "client", "kind": "load", "name": "load", "rate": 40},
    "app": {"pod": "web", "kind": "container", "name": "app", "serviceTime": "exponential(9ms)"},
    "elector": {"pod": "web", "kind": "elector", "name": "elector"}
  },
  "links": {"calls": {"from": "load/target", "to": "app/in"}},
  "scenario": {
    "faults": {"f1": {"kind": "kill", "target": "web-0", "at": "8s", "for": "3s"}},
    "assertions": {"a1": {"text": "p99 of app < 5s"}, "a2": {"text": "p99 of app < 1us"}}
  }
})json";

Topology topologyOf(const std::string &text)
{
    const auto document = readDocument(text, "x");
    if (!document)
        qFatal("%s", toText(document.error()).c_str());
    return document->topology;
}

ReportPage pageOf(const Topology &topology)
{
    const Plan plan = lower(topology).value();
    Timeline timeline(plan);
    ReportPage page;
    page.report = simulate(plan, {.onEvent = [&](const RunEvent &event) { page.events.push_back(event); },
                                  .onSnapshot = [&](const Snapshot &snapshot) { timeline.observe(snapshot); }});
    page.version = "9.9";
    page.drawing = drawingSvg(topology);
    describeScenario(plan, page);
    timeline.addTo(page);
    return page;
}

/// The page as XML, but for the few elements that HTML leaves open.
QString asXml(const std::string &html)
{
    QString text = QString::fromStdString(html);
    text.remove(QStringLiteral("<!DOCTYPE html>\n"));
    text.replace(QRegularExpression(QStringLiteral("<meta ([^>]*)>")), QStringLiteral("<meta \\1/>"));
    return text;
}

QString errorInXml(const QString &xml)
{
    QXmlStreamReader reader(xml);
    while (!reader.atEnd())
        reader.readNext();
    return reader.hasError() ? QStringLiteral("%1 at line %2").arg(reader.errorString()).arg(reader.lineNumber())
                             : QString();
}

} // namespace

class HtmlReportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theWholeRunIsOnThePage();
    void thePageNeedsNothingElse();
    void equalRunsGiveEqualBytes();
    void hostileNamesStayText_data();
    void hostileNamesStayText();
    void chartsShowWhatHappened();
    void manySeriesAreCutToTheHighest();
    void anEmptyReportIsAPageToo();
    void aRecordingGivesItsSnapshotsBack();
};

void HtmlReportTest::theWholeRunIsOnThePage()
{
    const QString html = QString::fromStdString(reportHtml(pageOf(topologyOf(electors))));
    for (const char *words : {"votes &amp; &lt;more&gt;",
                              "Simulator",
                              "Seed",
                              "9.9",
                              "Links, as callers saw them",
                              "web/app",
                              "p99.9",
                              "Elections",
                              "Throughput",
                              "Latency",
                              "(logarithmic)",
                              "Utilisation",
                              "kill web-0",
                              "PASS",
                              "FAIL",
                              "p99 of app &lt; 5s",
                              "Events of note",
                              "elected",
                              "client/load sends 40 /s",
                              "prefers-color-scheme:dark"})
        QVERIFY2(html.contains(QString::fromUtf8(words)), words);
    QCOMPARE(errorInXml(asXml(html.toStdString())), QString());
}

void HtmlReportTest::thePageNeedsNothingElse()
{
    const QString html = QString::fromStdString(reportHtml(pageOf(topologyOf(electors))));
    QVERIFY(html.contains(QStringLiteral("default-src 'none'")));
    for (const char *way : {"<script", "<link", "<img", "<iframe", "@import", "url(http", "src=", "href=", "onload="})
        QVERIFY2(!html.contains(QString::fromUtf8(way)), way);
    QVERIFY(!html.contains(QRegularExpression(QStringLiteral("https?://(?!www\\.w3\\.org/2000/svg)"))));
}

void HtmlReportTest::equalRunsGiveEqualBytes()
{
    const Topology topology = topologyOf(electors);
    QCOMPARE(reportHtml(pageOf(topology)), reportHtml(pageOf(topology)));
}

void HtmlReportTest::hostileNamesStayText_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("script") << QByteArray("<script>alert(1)</script>");
    QTest::newRow("quote") << QByteArray("\" onload=\"alert(1)");
    QTest::newRow("apostrophe") << QByteArray("' onload='alert(1)");
    QTest::newRow("end of style") << QByteArray("</style></svg></title><img src=x>");
    QTest::newRow("comment") << QByteArray("<!-- ]]> -->");
    QTest::newRow("entity") << QByteArray("&lt;&#0;");
    QTest::newRow("control characters") << QByteArray("a\0b\x01\x1b[31m\x7f", 11);
    QTest::newRow("no UTF-8") << QByteArray("\xff\xfe\xc0\xaf\xed\xa0\x80");
    QTest::newRow("C1") << QByteArray("a\xc2\x85z");
}

void HtmlReportTest::hostileNamesStayText()
{
    QFETCH(QByteArray, name);
    const std::string hostile = name.toStdString();
    ReportPage page = pageOf(topologyOf(electors));
    page.report.title = page.report.engine = page.version = page.source = page.report.traceHash = hostile;
    page.report.warnings.push_back(hostile);
    page.report.links.front().text = page.report.containers.front().text = hostile;
    page.report.elections.front().name = page.report.elections.front().leader = page.report.elections.front().safety =
        hostile;
    page.report.assertions.front().text = page.report.assertions.front().measured = hostile;
    page.report.patterns.push_back({"p", hostile, hostile, {{hostile, 1}}});
    page.report.theory.push_back({"t", hostile, hostile, hostile, 1, 1});
    page.report.queues.push_back({.id = "q", .text = hostile});
    page.charts.front().title = page.charts.front().series.front().name = hostile;
    page.elections.front().name = page.elections.front().lanes.front().name = hostile;
    page.elections.front().lanes.front().spans.front().text = hostile;
    page.marks.push_back({1, 2, hostile});
    page.scenario.push_back({hostile, hostile});
    page.events.push_back({Time(1s), "fault", hostile, hostile});
    Topology topology = topologyOf(electors);
    topology.pods.at("web").name = hostile;
    topology.containers.at("app").name = hostile;
    page.drawing = drawingSvg(topology);
    const std::string html = reportHtml(page);
    const QString text = QString::fromUtf8(QByteArray::fromStdString(html));
    QCOMPARE(QByteArray::fromStdString(html), text.toUtf8()); // well-formed UTF-8
    for (const char *way : {"<script", "<img", "<!--", "\" onload", "]]>"})
        QVERIFY2(!text.contains(QString::fromUtf8(way)), way);
    QCOMPARE(text.count(QStringLiteral("</style>")), 1);
    QCOMPARE(errorInXml(asXml(html)), QString());
}

void HtmlReportTest::chartsShowWhatHappened()
{
    const ReportPage page = pageOf(topologyOf(electors));
    QVERIFY(page.endSeconds >= 20);
    QCOMPARE(page.marks.size(), std::size_t{1});
    QCOMPARE(page.marks.front().from, 8.0);
    QCOMPARE(page.marks.front().to, 11.0);
    const auto &throughput = page.charts.front();
    QCOMPARE(QString::fromStdString(throughput.title), QStringLiteral("Throughput"));
    double sum = 0;
    for (const auto &point : throughput.series.front().points)
        sum += point.second;
    const double mean = sum / static_cast<double>(throughput.series.front().points.size());
    QVERIFY2(std::abs(mean - 40) < 5, qPrintable(QString::number(mean)));
    QCOMPARE(page.elections.size(), std::size_t{1});
    bool down = false, led = false;
    for (const PageLane &lane : page.elections.front().lanes) {
        for (const PageSpan &span : lane.spans) {
            down =
                down || (lane.name == "web-0/elector" && span.state == "down" && span.from >= 7.9 && span.to <= 11.3);
            led = led || span.state == "leader";
        }
    }
    QVERIFY(down);
    QVERIFY(led);
}

void HtmlReportTest::manySeriesAreCutToTheHighest()
{
    ReportPage page;
    PageChart chart{"Many", FigureUnit::Count, false, {}};
    for (int i = 0; i < 30; ++i)
        chart.series.push_back({"series " + std::to_string(i), {{0, i}, {1, i}}});
    page.charts.push_back(chart);
    page.endSeconds = 1;
    const QString html = QString::fromStdString(reportHtml(page));
    QVERIFY(html.contains(QStringLiteral("the 8 highest of 30")));
    QVERIFY(html.contains(QStringLiteral("series 29")));
    QVERIFY(!html.contains(QStringLiteral("series 3<")));
}

void HtmlReportTest::anEmptyReportIsAPageToo()
{
    const std::string html = reportHtml(ReportPage{});
    QVERIFY(html.find("untitled") != std::string::npos);
    QCOMPARE(errorInXml(asXml(html)), QString());
}

void HtmlReportTest::aRecordingGivesItsSnapshotsBack()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("a.bayrun")).toStdString();
    const Plan plan = lower(topologyOf(electors)).value();
    RecordingHeader header{.document = electors,
                           .duration = plan.duration,
                           .warmUp = plan.warmUp,
                           .seed = plan.seed,
                           .engine = "Simulator"};
    for (const InstancePlan &instance : plan.instances)
        header.instances.push_back(instance.name);
    auto writer = RecordingWriter::create(path, header).value();
    const Report report = simulate(plan, {.onSnapshot = [&](const Snapshot &snapshot) { writer->add(snapshot); }});
    QVERIFY(writer->finish(report, false));
    QVERIFY(isRecording(path));
    const auto run = openRecordedRun(path);
    QVERIFY2(run.has_value(), run.has_error() ? toText(run.error()).c_str() : "");
    int count = 0;
    Time before{};
    QVERIFY(eachRecordedSnapshot(path, [&](const Snapshot &snapshot) {
        QVERIFY(snapshot.time >= before);
        before = snapshot.time;
        ++count;
    }));
    QVERIFY(count > 100);
    const Report again = reportOfSnapshots(*run, path).value();
    QCOMPARE(again.links.front().sent, report.links.front().sent);
    QCOMPARE(again.links.front().latency.p99, report.links.front().latency.p99);
    QVERIFY(!again.links.front().latency.histogram.empty());
    QVERIFY(!openRecordedRun(folder.filePath(QStringLiteral("none")).toStdString()));
    std::ofstream(path, std::ios::app) << "{\"t\":\"snapshot\"}\n";
    QVERIFY(!eachRecordedSnapshot(path, [](const Snapshot &) {}));
}

QTEST_GUILESS_MAIN(HtmlReportTest)
#include "html_report_test.moc"
