// SPDX-License-Identifier: GPL-3.0-or-later
// bayplanctl calibrate, report --html, simulate --html and compare of several files, as they are run.
#include "tests/ctl/program.h"

#include <QTest>

#include <QJsonArray>
#include <QTemporaryDir>

using namespace bayplan::test;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonObject proposalFor(const QJsonObject &calibration, const QString &id, const QString &parameter)
{
    for (const auto &one : calibration["proposals"].toArray()) {
        const QJsonObject proposal = one.toObject();
        if (proposal["id"] == id && proposal["parameter"] == parameter)
            return proposal;
    }
    return {};
}

} // namespace

class CalibrateVerbTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QFile document(path("station.bayplan.json"));
        QVERIFY(document.open(QIODevice::WriteOnly));
        document.write(station());
    }

    void aReportAndARecordingSayTheSame()
    {
        const QString report = path("measured.json"), recording = path("measured.bayrun");
        const QStringList truth{"simulate", path("station.bayplan.json"),
                                "--set",    "load.rate=40",
                                "--set",    "app.serviceTime=exponential(16ms)",
                                "--set",    "calls.latency=2ms",
                                "--seed",   "9"};
        QCOMPARE(run(truth + QStringList{"-o", report}).status, 0);
        QCOMPARE(run(truth + QStringList{"--record", recording}).status, 0);
        for (const QString &from : {report, recording}) {
            const Outcome outcome = run({"calibrate", path("station.bayplan.json"), "--from", from, "--json"});
            QVERIFY2(outcome.status == 0, outcome.errors);
            const QJsonObject time = proposalFor(json(outcome.output), "app", "serviceTime");
            QVERIFY2(time["measured"].toString().startsWith("exponential(1"), outcome.output);
            QVERIFY(time["differs"].toBool());
            QCOMPARE(proposalFor(json(outcome.output), "calls", "latency")["measured"].toString(), "constant(2ms)");
        }
    }

    void theDocumentIsWrittenAndPredictsBetter()
    {
        const QString measured = path("truth.json"), calibrated = path("calibrated.bayplan.json");
        run({"simulate", path("station.bayplan.json"), "--set", "load.rate=40", "--set",
             "app.serviceTime=exponential(16ms)", "-o", measured});
        const Outcome outcome = run({"calibrate", path("station.bayplan.json"), "--from", measured, "-o", calibrated});
        QVERIFY2(outcome.status == 0, outcome.errors);
        QVERIFY(outcome.output.contains("serviceTime"));
        QVERIFY(outcome.errors.contains("taken over"));
        QCOMPARE(run({"validate", calibrated}).status, 0);
        const auto p50 = [&](const QString &document) {
            const Outcome simulated = run({"simulate", document, "--set", "load.rate=40", "--json"});
            return json(simulated.output)["links"].toArray().first()["latency"]["p50Seconds"].toDouble();
        };
        const double wanted = json(contentOf(measured))["links"].toArray().first()["latency"]["p50Seconds"].toDouble();
        QVERIFY(std::abs(p50(calibrated) - wanted) < 0.3 * std::abs(p50(path("station.bayplan.json")) - wanted));
        const Outcome piped = run({"calibrate", "-", "--from", measured, "-o", "-"}, station());
        QCOMPARE(piped.output, contentOf(calibrated));
    }

    void whatIsNoMeasurementIsRefused()
    {
        QCOMPARE(run({"calibrate", path("station.bayplan.json")}).status, 2);
        QCOMPARE(run({"calibrate", path("station.bayplan.json"), "--from", path("none.json")}).status, 1);
        const Outcome outcome =
            run({"calibrate", path("station.bayplan.json"), "--from", path("station.bayplan.json")});
        QCOMPARE(outcome.status, 3);
        QVERIFY(outcome.errors.contains("not a report"));
    }

    void threeReportsAreComparedWithOne()
    {
        const QStringList files{path("a.json"), path("b.json"), path("c.json")};
        for (int i = 0; i < 3; ++i)
            run({"simulate", path("station.bayplan.json"), "--duration", "5s", "-o", files[i], "--set",
                 QStringLiteral("load.rate=%1").arg(20 + 20 * i)});
        const Outcome table = run(QStringList{"compare"} + files + QStringList{"--reference", "2"});
        QVERIFY2(table.status == 0, table.errors);
        QVERIFY2(table.output.contains("1 against 2") && table.output.contains("3 against 2"), table.output);
        const Outcome machine = run(QStringList{"compare"} + files + QStringList{"--reference", "2", "--json"});
        QCOMPARE(json(machine.output)["runs"].toArray().size(), 3);
        QCOMPARE(json(machine.output)["reference"].toInt(), 2);
        QCOMPARE(run(QStringList{"compare"} + files + QStringList{"--tolerance", "0.1"}).status, 4);
        QCOMPARE(run({"compare", files[0], files[1], "--reference", "3"}).status, 3);
        QCOMPARE(run(QStringList{"compare"} + files + files).status, 2); // five and six are too many
    }

    void aPageIsWrittenAndIsTheSameEachTime()
    {
        const QString first = path("first.html"), second = path("second.html"), kept = path("kept.html");
        const QStringList simulate{"simulate", path("station.bayplan.json"), "--duration", "10s", "--html"};
        QCOMPARE(run(simulate + QStringList{first}).status, 0);
        QCOMPARE(run(simulate + QStringList{second}).status, 0);
        const QByteArray html = contentOf(first);
        QVERIFY(html.startsWith("<!DOCTYPE html>"));
        QVERIFY(html.contains("Latency") && html.contains("server/app") && !html.contains("<script"));
        QCOMPARE(html, contentOf(second));

        const QString recording = path("page.bayrun");
        run({"simulate", path("station.bayplan.json"), "--duration", "10s", "--record", recording});
        const Outcome outcome = run({"report", recording, "--html", kept});
        QVERIFY2(outcome.status == 0, outcome.errors);
        QVERIFY(outcome.output.contains("server/app")); // the table is printed as well
        QVERIFY(contentOf(kept).contains("Utilisation over time"));
        const Outcome piped = run({"report", recording, "--html", "-"});
        QCOMPARE(piped.output, contentOf(kept));
        QVERIFY(run({"report", recording, "--html", path("no/such/folder.html")}).status != 0);
    }

private:
    QString path(const char *name) const { return m_folder.filePath(QLatin1String(name)); }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(CalibrateVerbTest)
#include "calibrate_verb_test.moc"
