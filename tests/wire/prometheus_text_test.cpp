// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wire/prometheus_text.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include <cmath>

using namespace bayplan;

namespace {

QByteArray corpusFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class PrometheusTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theCorpusOfPrometheusIsReadAsItsNamesDemand()
    {
        const QDir corpus(qEnvironmentVariable("BAYPLAN_CORPUS") + "/prometheus-text");
        if (qEnvironmentVariableIsEmpty("BAYPLAN_CORPUS") || !corpus.exists())
            QSKIP("BAYPLAN_CORPUS is not set");
        int seen = 0;
        const QStringList names = corpus.entryList({"from_test_parse_*", "minimal"}, QDir::Files);
        for (const QString &name : names) {
            const auto read = parsePrometheusText(corpusFile(corpus.filePath(name)).toStdString());
            const QString text = read ? QString() : QString::fromStdString(toText(read.error()));
            QVERIFY2(read.has_value() != name.contains("error"), qPrintable(name + ": " + text));
            ++seen;
        }
        QVERIFY(seen >= 26);
    }

    void samplesKnowTheirFamily()
    {
        const auto read = parsePrometheusText(
            "# HELP hits How\\nmany.\n# TYPE hits counter\nhits{a=\"x\\\"y\\\\z\\n\",b=\"\"} 3e2 17\n"
            "# TYPE time summary\ntime{quantile=\"0.5\"} NaN\ntime_sum -1.5\ntime_count +Inf\n");
        QVERIFY2(read.has_value(), read ? "" : toText(read.error()).c_str());
        QCOMPARE(read->size(), std::size_t(4));
        const MetricSample &hits = (*read)[0];
        QCOMPARE(hits.type, std::string("counter"));
        QCOMPARE(hits.help, std::string("How\nmany."));
        QCOMPARE(hits.labels[0].second, std::string("x\"y\\z\n"));
        QCOMPARE(hits.value, 300.0);
        QVERIFY(std::isnan((*read)[1].value));
        QCOMPARE((*read)[2].type, std::string("summary"));
        QVERIFY(std::isinf((*read)[3].value));
    }

    void whatIsWrittenIsReadBack()
    {
        const std::vector<MetricSample> samples{
            {"a_total", {{"path", "C:\\dir \"x\"\nnext"}}, 1.0 / 3, "counter", "Slash \\ and\nline."},
            {"b", {}, -0.0, "gauge", ""},
            {"a_total", {{"path", "other"}}, 1e300, "counter", "Slash \\ and\nline."},
            {"c", {}, std::nan(""), "something else", "Odd."},
        };
        const std::string text = writePrometheusText(samples);
        const auto read = parsePrometheusText(text);
        QVERIFY2(read.has_value(), text.c_str());
        QCOMPARE(read->size(), samples.size());
        QCOMPARE((*read)[0].labels, samples[0].labels);
        QCOMPARE((*read)[0].value, samples[0].value);
        QCOMPARE((*read)[0].help, samples[0].help);
        QCOMPARE((*read)[1].name, std::string("a_total")); // brought together with its family
        QCOMPARE((*read)[3].type, std::string("untyped"));
    }

    void anErrorTellsLineAndColumn()
    {
        const auto read = parsePrometheusText("good 1\nbad{x=1} 2\n");
        QVERIFY(!read.has_value());
        QCOMPARE(read.error().place.line, 2);
        QCOMPARE(read.error().place.column, 7);
    }

    void limitsRefuseTheWholeText_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("samples") << QByteArray("a 1\nb 1\nc 1\nd 1\n");
        QTest::newRow("labels") << QByteArray("a{b=\"\",c=\"\",d=\"\"} 1\n");
        QTest::newRow("label value") << QByteArray("a{b=\"123456789\"} 1\n");
        QTest::newRow("label name") << QByteArray("a{b23456789=\"\"} 1\n");
    }

    void limitsRefuseTheWholeText()
    {
        QFETCH(QByteArray, text);
        const auto read = parsePrometheusText(text.toStdString(), {3, 2, 8});
        QVERIFY(!read.has_value());
        QCOMPARE(read.error().code, ErrorCode::LimitExceeded);
    }

    void anyBytesAreReadOrRefused()
    {
        const std::string good = "# HELP a b\\n\n# TYPE a histogram\na_bucket{le=\"1\",x=\"\\\"\"} 2 3\n";
        for (std::size_t cut = 0; cut <= good.size(); ++cut) {
            for (const char c : {'\0', '\n', '"', '{', '\\', '\xff'}) {
                std::string text = good;
                text.insert(cut, 1, c);
                static_cast<void>(parsePrometheusText(text));
                static_cast<void>(parsePrometheusText(std::string_view(good).substr(0, cut)));
            }
        }
    }

    void promtoolFindsNothing()
    {
        const QString promtool = QStandardPaths::findExecutable("promtool");
        if (promtool.isEmpty())
            QSKIP("promtool is not installed");
        QProcess process;
        process.start(promtool, {"check", "metrics"});
        QVERIFY(process.waitForStarted());
        process.write(QByteArray::fromStdString(writePrometheusText({
            {"x_requests_total", {{"odd", "a\\b\"c\nd"}}, 1, "counter", "With \\ and\nline."},
            {"x_time_seconds", {{"quantile", "0.5"}}, 0.1, "summary", "Time."},
            {"x_time_seconds_sum", {}, 3, "summary", "Time."},
            {"x_time_seconds_count", {}, 4, "summary", "Time."},
        })));
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.readAllStandardError(), QByteArray());
        QCOMPARE(process.exitCode(), 0);
    }

    void namesAreMadeOfWhateverComes()
    {
        QCOMPARE(toMetricName("memcached curr-items"), std::string("memcached_curr_items"));
        QCOMPARE(toMetricName("9lives"), std::string("_9lives"));
        QVERIFY(isMetricName(toMetricName("")));
        QVERIFY(!isMetricName("a-b") && !isLabelName("a:b") && isMetricName("a:b"));
    }
};

QTEST_GUILESS_MAIN(PrometheusTextTest)
#include "prometheus_text_test.moc"
