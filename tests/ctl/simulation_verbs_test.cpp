// SPDX-License-Identifier: GPL-3.0-or-later
// simulate, sweep, search, replay and report as they are run: what they show on the way, and Ctrl+C.
#include "tests/ctl/program.h"

#include <QTest>

#include <QJsonArray>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <csignal>
#include <sys/types.h>

using namespace bayplan::test;

namespace {

/// Ctrl+C after a second.
Outcome interruptedRun(const QStringList &arguments, const QByteArray &input = {})
{
    QProcess process;
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForStarted())
        return {};
    QTest::qWait(1000);
    if (process.state() != QProcess::Running)
        return {-3, process.readAllStandardOutput(), process.readAllStandardError()};
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    if (!process.waitForFinished(30'000))
        return {};
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QList<QByteArrayList> csvOf(const QByteArray &text)
{
    QList<QByteArrayList> rows;
    for (const QByteArray &line : text.split('\n')) {
        if (!line.isEmpty())
            rows << line.trimmed().split(',');
    }
    return rows;
}

} // namespace

class SimulationVerbsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ctrlCEndsWithTheReportSoFar_data();
    void ctrlCEndsWithTheReportSoFar();
    void whatWasCutShortSaysSoInEveryFile_data();
    void whatWasCutShortSaysSoInEveryFile();
    void ctrlCWhileChartsAreDrawnLeavesNoHalfPage();
    void ctrlCEndsASweepWithWhatWasWhole();
    void ctrlCEndsASearchWithWhatWasTried();
    void ctrlCEndsAReplayWithHowFarItWasTheSame();
    void aTerminalSeesProgressAndTimeLeft_data();
    void aTerminalSeesProgressAndTimeLeft();
    void aSweepOfTwoValuesHasARowForEachCombination();
    void aSweepOfNobodyIsNotBegun();
    void aSweepShowsWhomItIsAskedFor_data();
    void aSweepShowsWhomItIsAskedFor();
    void aParameterIsVariedOnce();
    void whatIsVariedIsNotSetByAnOption_data();
    void whatIsVariedIsNotSetByAnOption();
    void aVariedWarmUpIsTheOneThatIsUsed();
    void aSweepSaysWhatItsIntervalsAreOf();
    void aSweepAsCsvIsReadByLine();
    void aSweepFindsTheWarmUp();
    void aReportIsReadFromJsonAndFromARecording();
    void aReportWithAnAssertionNotMetGivesFour();
    void whatIsNoReportGivesThree();
    void aRecordingIsComparedAsItIs();

private:
    QString path(const char *name) const { return m_folder.filePath(name); }
    QTemporaryDir m_folder;
};

void SimulationVerbsTest::ctrlCEndsWithTheReportSoFar_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("one run") << QStringList{"--duration", "100000h"};
    QTest::newRow("replications") << QStringList{"--replications", "1000000"};
    QTest::newRow("precision") << QStringList{"--precision", "0.001%", "--max-replications", "1000000"};
    QTest::newRow("the first of two replications") << QStringList{"--duration", "100000h", "--replications", "2"};
    QTest::newRow("looking for the warm-up") << QStringList{"--duration", "100000h", "--warm-up", "auto"};
    QTest::newRow("recorded") << QStringList{"--duration", "100000h", "--record", path("stopped.bayrun")};
}

void SimulationVerbsTest::ctrlCEndsWithTheReportSoFar()
{
    QFETCH(QStringList, options);
    const Outcome outcome = interruptedRun(QStringList{"simulate", "-"} + options, station());
    QVERIFY2(outcome.status == 130, outcome.errors);
    QVERIFY2(outcome.output.contains("clients/load -> server/app"), outcome.output);
    const Outcome machine = interruptedRun(QStringList{"simulate", "-", "--json"} + options, station());
    QCOMPARE(machine.status, 130);
    QCOMPARE(json(machine.output)["bayplanReport"].toInt(), 1);
}

void SimulationVerbsTest::whatWasCutShortSaysSoInEveryFile_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("one run") << QStringList{"--duration", "100000h"} << path("cut.json")
                             << "^The run was interrupted at .+ of 100000h\\.$";
    QTest::newRow("recorded") << QStringList{"--duration", "100000h", "--record", path("cut.bayrun")}
                              << path("cut.bayrun") << "^The run was interrupted at .+ of 100000h\\.$";
    QTest::newRow("replications") << QStringList{"--replications", "1000000"} << path("cut.json")
                                  << "^The run was interrupted after [0-9]+ of 1000000 replications\\.$";
    QTest::newRow("precision") << QStringList{"--precision", "0.001%", "--max-replications", "1000000"}
                               << path("cut.json")
                               << "^The run was interrupted after [0-9]+ of at most 1000000 replications\\.$";
}

void SimulationVerbsTest::whatWasCutShortSaysSoInEveryFile()
{
    QFETCH(QStringList, options);
    QFETCH(QString, name);
    QFETCH(QString, sentence);
    const Outcome outcome = interruptedRun(
        QStringList{"simulate", "-", "-o", path("cut.json"), "--junit", path("cut.xml"), "--html", path("cut.html")} +
            options,
        station("p50 of app < 10s"));
    QVERIFY2(outcome.status == 130, outcome.errors);
    const Outcome kept = run({"report", name, "--json", "--junit", path("again.xml")});
    QCOMPARE(kept.status, 1);
    const QJsonObject report = json(kept.output);
    QVERIFY(report["endedEarly"].toBool());
    const QString first = report["warnings"].toArray().at(0).toString();
    QVERIFY2(QRegularExpression(sentence).match(first).hasMatch(), qPrintable(first));
    QVERIFY2(outcome.output.contains(first.toUtf8()), outcome.output);
    QVERIFY(contents(path("cut.html")).contains(first.toUtf8()));
    for (const char *xml : {"cut.xml", "again.xml"}) {
        const QByteArray verdicts = contents(path(xml));
        QVERIFY2(verdicts.contains(" errors=\"1\"") && verdicts.contains("<error message=\"" + first.toUtf8()),
                 verdicts);
    }
}

void SimulationVerbsTest::ctrlCWhileChartsAreDrawnLeavesNoHalfPage()
{
    if (QStandardPaths::findExecutable("script").isEmpty())
        QSKIP("there is no program that gives a terminal");
    QFile document(path("station.bayplan.json")), page(path("half.html"));
    QVERIFY(document.open(QIODevice::WriteOnly) && document.write(station()) > 0);
    QVERIFY(page.open(QIODevice::WriteOnly) && page.write("an older page") > 0);
    document.close();
    page.close();
    QProcess process;
    process.start("script", {"-qefc",
                             "exec " + program + " simulate " + document.fileName() + " --duration 1h --html " +
                                 page.fileName() + " > " + path("told.txt"),
                             "/dev/null"});
    QByteArray shown;
    QTRY_VERIFY_WITH_TIMEOUT((shown += process.readAllStandardOutput()).contains("Drawing charts"), 60'000);
    process.write("\x03");
    QVERIFY(process.waitForFinished(10'000));
    QCOMPARE(process.exitCode(), 130);
    QCOMPARE(contents(page.fileName()), QByteArray("an older page"));
    QVERIFY(contents(path("told.txt")).contains("clients/load -> server/app")); // the run itself was whole
}

void SimulationVerbsTest::ctrlCEndsASweepWithWhatWasWhole()
{
    const QStringList arguments{"sweep", "-", "--vary", "load.rate=20,40", "--replications", "10000"};
    const Outcome table = interruptedRun(arguments, station());
    QVERIFY2(table.status == 130, table.errors);
    QVERIFY2(table.output.contains("load.rate"), table.output);
    QVERIFY2(table.errors.contains("of 10000 replications"), table.errors);
    const Outcome machine = interruptedRun(arguments + QStringList{"--json"}, station());
    QCOMPARE(machine.status, 130);
    const QJsonArray rows = json(machine.output)["rows"].toArray();
    QCOMPARE(rows.size(), 2);
    const int first = rows[0].toObject()["replications"].toInt();
    QVERIFY(first > 0 && first - rows[1].toObject()["replications"].toInt() <= 1);
}

void SimulationVerbsTest::ctrlCEndsASearchWithWhatWasTried()
{
    const QString election = QStringLiteral(BAYPLAN_TEST_DATA "/search/election.bayplan.json");
    const Outcome outcome = interruptedRun({"search", election, "--seeds", "100000000", "--duration", "20s", "--json"});
    QVERIFY2(outcome.status == 130, outcome.errors);
    QVERIFY(json(outcome.output)["seeds"].toInt() > 0);
    QVERIFY(json(outcome.output)["violations"].toArray().isEmpty());
}

void SimulationVerbsTest::ctrlCEndsAReplayWithHowFarItWasTheSame()
{
    const QString recording = path("short.bayrun");
    QCOMPARE(run({"simulate", "-", "--record", recording}, station()).status, 0);
    QFile file(recording);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QByteArray bytes = file.readAll();
    // A long run of which no end was recorded.
    bytes.truncate(bytes.lastIndexOf("{\"t\":\"report\""));
    const qsizetype header = bytes.indexOf("\"duration\":\"20s\"");
    QVERIFY(header > 0);
    bytes.replace(header, 16, "\"duration\":\"100000h\"");
    const Outcome outcome = interruptedRun({"replay", "-"}, bytes);
    QVERIFY2(outcome.status == 130, outcome.errors);
    QVERIFY2(outcome.output.startsWith("The same as far as it was replayed"), outcome.output);
    const Outcome machine = interruptedRun({"replay", "-", "--json"}, bytes);
    QVERIFY(json(machine.output)["same"].toBool());
    QVERIFY(!json(machine.output)["complete"].toBool(true));
}

void SimulationVerbsTest::aTerminalSeesProgressAndTimeLeft_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QByteArray>("counts");
    QTest::newRow("one run") << "simulate %1 --duration 10000h" << QByteArray("Simulating [");
    QTest::newRow("replications") << "simulate %1 --replications 1000" << QByteArray(" of 1000 runs");
    QTest::newRow("precision") << "simulate %1 --precision 0.2%" << QByteArray(" of about ");
    QTest::newRow("warm-up") << "simulate %1 --duration 2000s --warm-up auto --replications 5"
                             << QByteArray("looking for the warm-up");
    QTest::newRow("sweep") << "sweep %1 --vary load.rate=20:60:5 --replications 300" << QByteArray(" of 1500 runs");
}

void SimulationVerbsTest::aTerminalSeesProgressAndTimeLeft()
{
    QFETCH(QString, command);
    QFETCH(QByteArray, counts);
    if (QStandardPaths::findExecutable("script").isEmpty() || QStandardPaths::findExecutable("timeout").isEmpty())
        QSKIP("there is no program that gives a terminal");
    QFile document(path("station.bayplan.json"));
    QVERIFY(document.open(QIODevice::WriteOnly) && document.write(station()) > 0);
    document.close();
    QProcess process;
    // script(1) gives it a terminal; the report goes elsewhere.
    process.start("script",
                  {"-qefc", "timeout -s INT 4 " + program + ' ' + command.arg(document.fileName()) + " > /dev/null",
                   "/dev/null"});
    QVERIFY(process.waitForFinished(60'000));
    const QByteArray shown = process.readAllStandardOutput();
    QVERIFY2(shown.contains(counts), shown);
    if (command.contains("--duration 10000h"))
        return; // not two per cent in that time
    QVERIFY2(shown.contains(" left"), shown);
}

void SimulationVerbsTest::aSweepOfTwoValuesHasARowForEachCombination()
{
    const QStringList arguments{
        "sweep",          "-", "--vary", "load.rate=20:60:3", "--vary", "app.concurrency=1,2", "--of", "app",
        "--replications", "3"};
    const Outcome table = run(arguments, station());
    QVERIFY2(table.status == 0, table.errors);
    QVERIFY(table.output.contains("load.rate  app.concurrency"));
    QVERIFY(table.output.contains("against load.rate=20, app.concurrency=1"));
    QVERIFY2(table.output.contains(" * "), table.output);
    for (const QByteArray &line : table.output.split('\n'))
        QVERIFY2(QString::fromUtf8(line).size() <= 120, line);
    const QJsonArray rows = json(run(arguments + QStringList{"--json"}, station()).output)["rows"].toArray();
    QCOMPARE(rows.size(), 6);
    QCOMPARE(rows[3].toObject()["values"].toObject()["load.rate"].toString(), "40");
    QCOMPARE(rows[3].toObject()["values"].toObject()["app.concurrency"].toString(), "2");
    QVERIFY(!rows[0].toObject()["figures"].toArray()[0].toObject().contains("againstFirst"));
    const QJsonObject against = rows[5].toObject()["figures"].toArray()[0].toObject()["againstFirst"].toObject();
    QVERIFY(against["difference"].toDouble() > 30 && against["halfWidth99"].toDouble() > 0); // throughput
}

void SimulationVerbsTest::aSweepOfNobodyIsNotBegun()
{
    // With so many replications a sweep would take minutes: it is refused before the first.
    const QStringList arguments{"sweep", "-", "--vary", "load.rate=20,40", "--replications", "10000", "--of"};
    const Outcome near = run(arguments + QStringList{"serwer"}, station());
    QCOMPARE(near.status, 3);
    QVERIFY(near.output.isEmpty());
    QVERIFY2(near.errors.contains("--of serwer") && near.errors.contains("Did you mean \"server\"?"), near.errors);
    const Outcome far = run(arguments + QStringList{"something-else"}, station());
    QCOMPARE(far.status, 3);
    QVERIFY2(far.errors.contains("There are ") && far.errors.contains("server/app"), far.errors);
}

void SimulationVerbsTest::aSweepShowsWhomItIsAskedFor_data()
{
    QTest::addColumn<QString>("of");
    for (const char *of : {"calls", "load", "clients", "worker", "server/handler", "handler", "server"})
        QTest::newRow(of) << QString(of);
}

void SimulationVerbsTest::aSweepShowsWhomItIsAskedFor()
{
    QFETCH(QString, of);
    const QByteArray document = station()
                                    .replace("\"app\": {", "\"worker\": {")
                                    .replace("\"name\": \"app\"", "\"name\": \"handler\"")
                                    .replace("app/in", "worker/in");
    const Outcome outcome =
        run({"sweep", "-", "--csv", "--vary", "load.rate=20,40", "--replications", "1", "--of", of}, document);
    QVERIFY2(outcome.status == 0, outcome.errors);
    QVERIFY2(csvOf(outcome.output).size() > 5, outcome.output);
}

void SimulationVerbsTest::aParameterIsVariedOnce()
{
    const Outcome outcome =
        run({"sweep", "-", "--vary", "load.rate=1,2", "--vary", "app.concurrency=1,2", "--vary", "load.rate=3,4"},
            station());
    QCOMPARE(outcome.status, 2);
    QVERIFY2(outcome.errors.contains("load.rate is varied twice."), outcome.errors);
    QVERIFY(outcome.output.isEmpty());
}

void SimulationVerbsTest::whatIsVariedIsNotSetByAnOption_data()
{
    QTest::addColumn<QString>("varied");
    QTest::addColumn<QStringList>("option");
    QTest::newRow("seed") << "document.seed=1,2" << QStringList{"--seed", "3"};
    QTest::newRow("duration") << "document.duration=5s,10s" << QStringList{"--duration", "20s"};
    QTest::newRow("warm-up") << "document.warmUp=1s,2s" << QStringList{"--warm-up", "3s"};
    QTest::newRow("warm-up by itself") << "document.warmUp=1s,2s" << QStringList{"--warm-up", "auto"};
}

void SimulationVerbsTest::whatIsVariedIsNotSetByAnOption()
{
    QFETCH(QString, varied);
    QFETCH(QStringList, option);
    const QStringList arguments{"sweep", "-", "--replications", "1", "--vary", varied};
    const Outcome both = run(arguments + option, station());
    QCOMPARE(both.status, 2);
    QVERIFY2(both.errors.contains(varied.section('=', 0, 0).toUtf8()) && both.errors.contains(option[0].toUtf8()),
             both.errors);
    QVERIFY(both.output.isEmpty());
    const Outcome alone = run(arguments, station());
    QVERIFY2(alone.status == 0, alone.errors);
}

void SimulationVerbsTest::aVariedWarmUpIsTheOneThatIsUsed()
{
    const Outcome outcome =
        run({"sweep", "-", "--json", "--vary", "document.warmUp=2s,4s", "--duration", "10s", "--replications", "1"},
            station());
    QVERIFY2(outcome.status == 0, outcome.errors);
    const QJsonArray rows = json(outcome.output)["rows"].toArray();
    QCOMPARE(rows[0].toObject()["warmUpSeconds"].toDouble(), 2.0);
    QCOMPARE(rows[1].toObject()["warmUpSeconds"].toDouble(), 4.0);
    const Outcome set = run({"simulate", "-", "--json", "--set", "document.warmUp=4s", "--duration", "10s"}, station());
    QCOMPARE(json(set.output)["windowSeconds"].toDouble(), 6.0);
}

void SimulationVerbsTest::aSweepSaysWhatItsIntervalsAreOf()
{
    const QStringList arguments{"sweep", "-", "--vary", "load.rate=20,40", "--replications"};
    const Outcome one = run(arguments + QStringList{"1"}, station());
    QVERIFY2(one.output.contains("99 % by the batch means of one run"), one.output);
    QVERIFY(!one.output.contains("over replications"));
    QVERIFY(run(arguments + QStringList{"2"}, station()).output.contains("99 % over replications"));
}

void SimulationVerbsTest::aSweepAsCsvIsReadByLine()
{
    const Outcome outcome = run({"sweep", "-", "--csv", "--vary", "app.serviceTime=5ms,uniform(1ms, 9ms)", "--vary",
                                 "load.rate=20,40", "--replications", "2"},
                                station());
    QVERIFY2(outcome.status == 0, outcome.errors);
    QVERIFY(outcome.output.contains("\"uniform(1ms, 9ms)\",20,"));
    const auto rows = csvOf(QByteArray(outcome.output).replace("\"uniform(1ms, 9ms)\"", "uniform"));
    QCOMPARE(rows[0].join(','), QByteArray("app.serviceTime,load.rate,subject,figure,unit,mean,halfWidth99,difference,"
                                           "differenceHalfWidth99,replications"));
    QVERIFY(rows.size() > 50);
    for (const QByteArrayList &row : rows)
        QCOMPARE(row.size(), 10);
    QCOMPARE(rows.last()[0], QByteArray("uniform"));
    QCOMPARE(rows.last()[1], QByteArray("40"));
    QCOMPARE(run({"sweep", "-", "--csv", "--json", "--vary", "load.rate=20,40"}, station()).status, 2);
}

void SimulationVerbsTest::aSweepFindsTheWarmUp()
{
    const Outcome outcome = run(
        {"sweep", "-", "--json", "--vary", "load.rate=20,60", "--replications", "2", "--warm-up", "auto"}, station());
    QVERIFY2(outcome.status == 0, outcome.errors);
    for (const auto &row : json(outcome.output)["rows"].toArray())
        QVERIFY(row.toObject()["warmUpSeconds"].toDouble() != 2.0); // the document's
}

void SimulationVerbsTest::aReportIsReadFromJsonAndFromARecording()
{
    const QString report = path("report.json");
    const QString recording = path("report.bayrun");
    const QByteArray table = run({"simulate", "-", "-o", report, "--record", recording}, station()).output;
    const Outcome fromJson = run({"report", report});
    QVERIFY2(fromJson.status == 0, fromJson.errors);
    QCOMPARE(fromJson.output, table);
    QCOMPARE(run({"report", recording}).output, table);
    QFile file(report);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll(); // with the histograms, that calibrate wants
    const QByteArray printed = run({"report", report, "--json"}).output;
    QVERIFY(printed.size() < bytes.size());
    QCOMPARE(run({"report", recording, "--json"}).output, printed);
    QCOMPARE(run({"report", "-", "--json"}, bytes).output, printed);
    QCOMPARE(run({"report", "-", "--json"}, printed).output, printed);
}

void SimulationVerbsTest::aReportWithAnAssertionNotMetGivesFour()
{
    const QByteArray bytes = run({"simulate", "-", "--json"}, station("p50 of app < 1ns")).output;
    const Outcome outcome = run({"report", "-"}, bytes);
    QCOMPARE(outcome.status, 4);
    QVERIFY(outcome.output.contains("NO"));
}

void SimulationVerbsTest::whatIsNoReportGivesThree()
{
    QCOMPARE(run({"report", "-"}, station()).status, 3);
    QCOMPARE(run({"report", "-"}, "").status, 3);
    QCOMPARE(run({"report", path("missing.json")}).status, 1);
    const QString recording = path("torn.bayrun");
    QCOMPARE(run({"simulate", "-", "--record", recording}, station()).status, 0);
    QFile file(recording);
    QVERIFY(file.open(QIODevice::ReadWrite));
    const QByteArray bytes = file.readAll();
    const Outcome piped = run({"report", "-"}, bytes);
    QCOMPARE(piped.status, 3);
    QVERIFY(piped.errors.contains("replay - --report"));
    QVERIFY(file.resize(bytes.lastIndexOf("{\"t\":\"report\"")));
    file.close();
    const Outcome torn = run({"report", recording});
    QCOMPARE(torn.status, 1);
    QVERIFY(torn.errors.contains("ends before its report"));
}

void SimulationVerbsTest::aRecordingIsComparedAsItIs()
{
    const QString recording = path("compared.bayrun");
    const QString other = path("other.json");
    run({"simulate", "-", "--record", recording}, station());
    run({"simulate", "-", "-o", other, "--set", "load.rate=40"}, station());
    const Outcome outcome = run({"compare", recording, other, "--json"});
    QVERIFY2(outcome.status == 0, outcome.errors);
    QVERIFY(json(outcome.output)["figures"].toArray().size() > 10);
}

QTEST_GUILESS_MAIN(SimulationVerbsTest)
#include "simulation_verbs_test.moc"
