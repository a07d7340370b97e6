// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/distribution.h"
#include "engine/base/trace_text.h"
#include "tests/ctl/program.h"

#include <QTest>

#include <QJsonArray>
#include <QTemporaryDir>

using namespace bayplan;
using namespace bayplan::test;

namespace {

QByteArray latencies()
{
    const Distribution distribution = parseDistribution("lognormal(5ms, 1.2)").value();
    Random random(1);
    QByteArray text = "id,latency\n";
    for (int i = 0; i < 2000; ++i)
        text += QByteArray::number(i) + ',' + QByteArray::number(toSeconds(distribution.sample(random)) * 1e3) + '\n';
    return text;
}

} // namespace

class FitVerbTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theBestFitIsNamedAndCanBePasted();
    void theTextOfTheDataIsADistribution();
    void anotherUnitGivesOtherDurations();
    void brokenFilesNameLineAndColumn();
    void aTraceRunsInADocument();
    void instantsThatGoBackNameTheirLine();
};

void FitVerbTest::theBestFitIsNamedAndCanBePasted()
{
    const Outcome fit = run({"fit", "-", "--column", "latency", "--json"}, latencies());
    QVERIFY2(fit.status == 0, fit.errors);
    const QString best = json(fit.output)["best"].toString();
    QVERIFY2(best.startsWith("lognormal("), qPrintable(best));
    const Outcome simulated = run({"simulate", "-", "--set", "app.serviceTime=" + best}, station());
    QVERIFY2(simulated.status == 0, simulated.errors);
    const Outcome table = run({"fit", "-", "--column", "2"}, latencies());
    QVERIFY(table.output.contains("Best: " + best.toUtf8()));
    QVERIFY(table.output.contains("refuted"));
}

void FitVerbTest::theTextOfTheDataIsADistribution()
{
    const Outcome fit = run({"fit", "-", "--column", "latency", "--points", "50", "--json"}, latencies());
    const QString data = json(fit.output)["fits"].toArray().last().toObject()["distribution"].toString();
    const auto read = parseDistribution(data.toStdString());
    QVERIFY2(read.has_value(), qPrintable(data));
    QCOMPARE(read->kind, Distribution::Kind::Empirical);
    QVERIFY(read->data.points().size() <= 50);
}

void FitVerbTest::anotherUnitGivesOtherDurations()
{
    const Outcome fit = run({"fit", "-", "--unit", "us"}, "7\n7\n7\n");
    QCOMPARE(fit.status, 0);
    QVERIFY(fit.output.contains("Best: constant(7µs)"));
    QVERIFY(fit.errors.contains("only 3 samples"));
    QCOMPARE(run({"fit", "-", "--unit", "weeks"}, "7\n").status, 2);
}

void FitVerbTest::brokenFilesNameLineAndColumn()
{
    QTemporaryDir folder;
    QFile file(folder.filePath("a.csv"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("id,latency\n1,5\n2,slow\n");
    file.close();
    const Outcome fit = run({"fit", file.fileName(), "--column", "latency"});
    QCOMPARE(fit.status, 3);
    QVERIFY2(fit.errors.contains("a.csv:3:3: \"slow\" is not a duration."), fit.errors);
    QCOMPARE(run({"fit", file.fileName()}).status, 3);
    QCOMPARE(run({"fit", folder.filePath("none.csv")}).status, 1);
    const Outcome negative = run({"fit", "-", "--json"}, "-1\n");
    QCOMPARE(negative.status, 3);
    QVERIFY(json(negative.output).contains("error"));
}

void FitVerbTest::aTraceRunsInADocument()
{
    const Outcome trace = run({"fit", "-", "--unit", "s", "--trace"}, "time\n100\n100.5\n100.5\n103\n");
    QVERIFY2(trace.status == 0, trace.errors);
    QCOMPARE(trace.output, QByteArray("0s 500ms 0s 2.5s\n"));
    const QString text = QString::fromUtf8(trace.output.trimmed());
    const Outcome simulated = run(
        {"simulate", "-", "--set", "load.arrivals=trace", "--set", "load.trace=" + text, "--warm-up", "0s", "--json"},
        station());
    QVERIFY2(simulated.status == 0, simulated.errors);
    QCOMPARE(json(simulated.output)["links"].toArray()[0].toObject()["sent"].toInt(), 4);
    const Outcome gaps = run({"fit", "-", "--trace", "--gaps"}, "5\n7\n");
    QCOMPARE(gaps.output, QByteArray("5ms 7ms\n"));
}

void FitVerbTest::instantsThatGoBackNameTheirLine()
{
    const Outcome trace = run({"fit", "-", "--trace"}, "time\n\n5\n7\n6\n");
    QCOMPARE(trace.status, 3);
    QVERIFY2(trace.errors.contains("standard input:5: This arrival is before the one ahead of it."), trace.errors);
}

QTEST_GUILESS_MAIN(FitVerbTest)
#include "fit_verb_test.moc"
