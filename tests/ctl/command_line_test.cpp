// SPDX-License-Identifier: GPL-3.0-or-later
// bayplanctl in a process of its own: exit statuses, standard input, JSON, interruption.
#include "tests/ctl/program.h"

#include <QTest>

#include <QJsonArray>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <cmath>
#include <csignal>
#include <sys/types.h>

using namespace bayplan::test;

class CommandLineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyVerbHasHelpWithExamplesAndJson();
    void usageErrorsGiveTwo_data();
    void usageErrorsGiveTwo();
    void invalidDocumentsGiveThree_data();
    void invalidDocumentsGiveThree();
    void aMissingFileGivesOneAndItsName();
    void equalSeedsGiveEqualBytesThroughStandardInput();
    void anAssertionThatFailsGivesFour();
    void anAssertionThatCannotBeReadGivesThreeAndItsPlace();
    void setChangesAParameter();
    void aShortDurationKeepsAWindow();
    void theReportGoesToAFileAndCompares();
    void compareBeyondToleranceGivesFour();
    void sweepIsTheSameOnOneThreadAndTwo();
    void sweepShowsThatMoreServersAreFaster();
    void searchFindsNothingInAnElection();
    void searchWritesTheShortestScenarioThatFails();
    void searchRefusesAFaultThatIsNone();
    void searchTakesTheLastSeedsOfDocuments();
    void precisionOfWhatHasNoIntervalIsRefused();
    void aLinkIsInjectedByItsIdOrByItsEnds();
    void whatIsDoneByHandOnlyIsNotInjected_data();
    void whatIsDoneByHandOnlyIsNotInjected();
    void ctrlCEndsWithTheReportSoFarAnd130();
    void noProgressBarWithoutATerminal();
};

void CommandLineTest::everyVerbHasHelpWithExamplesAndJson()
{
    const Outcome all = run({"--help"});
    QCOMPARE(all.status, 0);
    const auto verbs = QRegularExpression("^  ([a-z]+)  ", QRegularExpression::MultilineOption);
    int count = 0;
    const QString listed = QString::fromUtf8(all.output).section("Subcommands:", 1);
    for (auto matches = verbs.globalMatch(listed); matches.hasNext(); ++count) {
        const QString verb = matches.next().captured(1);
        const Outcome help = run({verb, "--help"});
        QCOMPARE(help.status, 0);
        QVERIFY2(help.output.contains("bayplanctl " + verb.toUtf8()) && help.output.contains("Examples:"),
                 qPrintable(verb));
        QVERIFY2(help.output.contains("--json"), qPrintable(verb));
    }
    QVERIFY2(count >= 7, all.output);
}

void CommandLineTest::usageErrorsGiveTwo_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("no verb") << QStringList{};
    QTest::newRow("unknown verb") << QStringList{"dance"};
    QTest::newRow("unknown option") << QStringList{"simulate", "--dance", "x"};
    QTest::newRow("no file") << QStringList{"simulate"};
    QTest::newRow("no unit") << QStringList{"simulate", "x", "--duration", "60"};
    QTest::newRow("negative duration") << QStringList{"simulate", "x", "--duration", "-3s"};
    QTest::newRow("seed no number") << QStringList{"simulate", "x", "--seed", "pi"};
    QTest::newRow("no replications") << QStringList{"sweep", "x", "--vary", "a.b=1,2", "--replications", "0"};
    QTest::newRow("fewer than ten for a precision")
        << QStringList{"simulate", "x", "--precision", "2%", "--max-replications", "3"};
    QTest::newRow("a seed that no document holds") << QStringList{"search", "x", "--first", "9007199254740992"};
    QTest::newRow("a last seed that no document holds")
        << QStringList{"search", examples + "mm1.bayplan.json", "--first", "9007199254740991", "--seeds", "2"};
    QTest::newRow("one report") << QStringList{"compare", "x"};
    QTest::newRow("no engine's address") << QStringList{"status", "--engine", "foo://x"};
    QTest::newRow("no engine's port") << QStringList{"deploy", "x", "--engine", "tcp://127.0.0.1:99999"};
}

void CommandLineTest::usageErrorsGiveTwo()
{
    QFETCH(QStringList, arguments);
    const Outcome outcome = run(arguments);
    QCOMPARE(outcome.status, 2);
    QVERIFY(!outcome.errors.isEmpty());
}

void CommandLineTest::invalidDocumentsGiveThree_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QStringList>("arguments");
    const QStringList simulate{"simulate", "-"};
    QTest::newRow("empty") << QByteArray() << simulate;
    QTest::newRow("no JSON") << QByteArray("pods: {}") << simulate;
    QTest::newRow("cut short") << station().left(200) << simulate;
    QTest::newRow("dangling link") << station().replace("app/in", "web/in") << simulate;
    QTest::newRow("bad range") << station().replace("\"rate\": 80", "\"rate\": -1") << simulate;
    QTest::newRow("set unknown element") << station() << simulate + QStringList{"--set", "nobody.rate=3"};
    QTest::newRow("set unknown parameter") << station() << simulate + QStringList{"--set", "load.colour=3"};
    QTest::newRow("set out of range") << station() << simulate + QStringList{"--set", "load.rate=-3"};
    QTest::newRow("set no value") << station() << simulate + QStringList{"--set", "load.rate"};
    QTest::newRow("set no number") << station() << simulate + QStringList{"--set", "load.rate=fast"};
    QTest::newRow("vary nothing") << station() << QStringList{"sweep", "-", "--vary", "load.rate=1:2"};
    QTest::newRow("vary hole") << station() << QStringList{"sweep", "-", "--vary", "load.rate=1,,2"};
    QTest::newRow("of nobody") << station() << QStringList{"sweep", "-", "--vary", "load.rate=1,2", "--of", "appp"};
}

void CommandLineTest::invalidDocumentsGiveThree()
{
    QFETCH(QByteArray, document);
    QFETCH(QStringList, arguments);
    const Outcome outcome = run(arguments, document);
    QVERIFY2(outcome.status == 3, outcome.errors);
    QVERIFY(outcome.errors.startsWith("bayplanctl: error: "));
    QVERIFY(outcome.output.isEmpty());
    const Outcome machine = run(arguments + QStringList{"--json"}, document);
    QVERIFY(json(machine.output)["error"].toObject()["message"].isString());
}

void CommandLineTest::aMissingFileGivesOneAndItsName()
{
    const Outcome outcome = run({"simulate", "/nowhere/x.bayplan.json"});
    QCOMPARE(outcome.status, 1);
    QVERIFY(outcome.errors.contains("/nowhere/x.bayplan.json"));
}

void CommandLineTest::equalSeedsGiveEqualBytesThroughStandardInput()
{
    const QStringList arguments{"simulate", "-", "--json", "--seed", "7"};
    const Outcome first = run(arguments, station());
    QCOMPARE(first.status, 0);
    QCOMPARE(run(arguments, station()).output, first.output);
    const QJsonObject report = json(first.output);
    QCOMPARE(report["seed"].toInt(), 7);
    QCOMPARE(report["windowSeconds"].toDouble(), 18.0);
    QVERIFY(report["links"].toArray()[0].toObject()["sent"].toInt() > 1000);
    const Outcome other = run({"simulate", "-", "--json", "--seed", "8"}, station());
    QVERIFY(other.output != first.output);
}

void CommandLineTest::anAssertionThatFailsGivesFour()
{
    const Outcome held = run({"simulate", "-"}, station("p50 of app < 10s"));
    QVERIFY2(held.status == 0, held.errors);
    const Outcome failed = run({"simulate", "-"}, station("p50 of app < 1ns"));
    QCOMPARE(failed.status, 4);
    QVERIFY(failed.output.contains("p50 of app < 1ns"));
    QVERIFY(failed.output.contains("NO"));
}

void CommandLineTest::anAssertionThatCannotBeReadGivesThreeAndItsPlace()
{
    const Outcome outcome = run({"simulate", "-"}, station("p50 of ap < 1ms"));
    QCOMPARE(outcome.status, 3);
    QVERIFY2(outcome.errors.contains("/scenario/assertions/a1"), outcome.errors);
}

void CommandLineTest::setChangesAParameter()
{
    const Outcome outcome = run({"simulate", "-", "--json", "--set", "load.rate=8"}, station());
    QVERIFY2(outcome.status == 0, outcome.errors);
    const int sent = json(outcome.output)["links"].toArray()[0].toObject()["sent"].toInt();
    QVERIFY2(sent > 80 && sent < 220, qPrintable(QString::number(sent)));
}

void CommandLineTest::aShortDurationKeepsAWindow()
{
    // The document's warm-up is 2 s.
    const Outcome outcome = run({"simulate", "-", "--json", "--duration", "1s"}, station());
    QCOMPARE(json(outcome.output)["windowSeconds"].toDouble(), 0.9);
    const Outcome asked = run({"simulate", "-", "--json", "--duration", "1s", "--warm-up", "500ms"}, station());
    QCOMPARE(json(asked.output)["windowSeconds"].toDouble(), 0.5);
}

void CommandLineTest::theReportGoesToAFileAndCompares()
{
    QTemporaryDir folder;
    const QString a = folder.filePath("a.json");
    const QString b = folder.filePath("b.json");
    QCOMPARE(run({"simulate", "-", "-o", a}, station()).status, 0);
    QCOMPARE(run({"simulate", "-", "-o", b, "--set", "load.rate=40"}, station()).status, 0);
    const Outcome table = run({"compare", a, b});
    QCOMPARE(table.status, 0);
    QVERIFY(table.output.contains("throughput"));
    const Outcome machine = run({"compare", a, b, "--json"});
    QVERIFY(json(machine.output)["figures"].toArray().size() > 10);
    QCOMPARE(run({"compare", a, folder.filePath("missing.json")}).status, 1);
}

void CommandLineTest::compareBeyondToleranceGivesFour()
{
    QTemporaryDir folder;
    const QString a = folder.filePath("a.json");
    const QString b = folder.filePath("b.json");
    run({"simulate", "-", "-o", a}, station());
    run({"simulate", "-", "-o", b, "--set", "load.rate=40"}, station());
    QCOMPARE(run({"compare", a, a, "--tolerance", "0.01"}).status, 0);
    QCOMPARE(run({"compare", a, b, "--tolerance", "0.01"}).status, 4);
}

void CommandLineTest::sweepIsTheSameOnOneThreadAndTwo()
{
    const QStringList arguments{"sweep",          "-", "--json",   "--vary", "load.rate=20:60:3",
                                "--replications", "3", "--threads"};
    const Outcome one = run(arguments + QStringList{"1"}, station());
    QVERIFY2(one.status == 0, one.errors);
    QCOMPARE(run(arguments + QStringList{"2"}, station()).output, one.output);
    QCOMPARE(json(one.output)["rows"].toArray().size(), 3);
}

void CommandLineTest::sweepShowsThatMoreServersAreFaster()
{
    const Outcome outcome = run({"sweep", "-", "--json", "--vary", "app.concurrency=1,2", "--of", "app"}, station());
    QVERIFY2(outcome.status == 0, outcome.errors);
    const auto meanOf = [&](int row) {
        for (const auto &figure : json(outcome.output)["rows"].toArray()[row].toObject()["figures"].toArray()) {
            if (figure.toObject()["figure"].toString() == "mean")
                return figure.toObject()["mean"].toDouble();
        }
        return -1.0;
    };
    QVERIFY2(meanOf(1) > 0 && meanOf(1) < meanOf(0), outcome.output);
    const Outcome table = run({"sweep", "-", "--vary", "app.concurrency=1,2"}, station());
    QVERIFY(table.output.contains("app.concurrency"));
    QVERIFY(table.output.contains("±"));
}

void CommandLineTest::searchFindsNothingInAnElection()
{
    const QString election = QStringLiteral(BAYPLAN_TEST_DATA "/search/election.bayplan.json");
    const Outcome outcome = run({"search", election, "--seeds", "5", "--duration", "60s", "--json"});
    QVERIFY2(outcome.status == 0, outcome.errors);
    QCOMPARE(json(outcome.output)["seeds"].toInt(), 5);
    QCOMPARE(json(outcome.output)["simulatedSeconds"].toDouble(), 300.0);
    QVERIFY(json(outcome.output)["faults"].toInt() > 5);
    QVERIFY(json(outcome.output)["violations"].toArray().isEmpty());
}

void CommandLineTest::searchWritesTheShortestScenarioThatFails()
{
    QTemporaryDir folder;
    const QString found = folder.filePath("found.bayplan.json");
    const QString queue = QStringLiteral(BAYPLAN_TEST_DATA "/search/queue.bayplan.json");
    // No queue stands a disk that forgets.
    const QStringList arguments{"search",          queue,    "--seeds", "100", "--faults",
                                "kill,lying-disk", "--json", "-o",      found, "--threads"};
    const Outcome one = run(arguments + QStringList{"1"});
    QVERIFY2(one.status == 4, one.errors + one.output);
    const Outcome two = run(arguments + QStringList{"2"});
    QCOMPARE(json(two.output)["shortest"], json(one.output)["shortest"]);
    const QJsonObject shortest = json(one.output)["shortest"].toObject();
    QVERIFY(shortest["faults"].toInt() >= 1 && shortest["faults"].toInt() <= 6);
    const QJsonArray warnings = json(run({"simulate", found, "--json"}).output)["warnings"].toArray();
    QVERIFY(warnings.contains("A promise was broken. " + shortest["text"].toString()));
    QFile document(found);
    QVERIFY(document.open(QIODevice::ReadOnly));
    const QJsonObject settings = json(document.readAll());
    QVERIFY(settings["description"].toString().contains(shortest["text"].toString()));
    // A simulation pauses at the very instant, which the text has to the microsecond.
    const QMap<QString, double> seconds{{"ns", 1e-9}, {"us", 1e-6}, {"ms", 1e-3}, {"s", 1}};
    const auto pauseAt = QRegularExpression("^([0-9.]+)(ns|us|ms|s)$").match(settings["pauseAt"].toString());
    const auto told = QRegularExpression(" at ([0-9.]+)s").match(shortest["text"].toString());
    QVERIFY2(pauseAt.hasMatch() && told.hasMatch(), qPrintable(settings["pauseAt"].toString()));
    const double apart = pauseAt.captured(1).toDouble() * seconds[pauseAt.captured(2)] - told.captured(1).toDouble();
    QVERIFY2(std::abs(apart) < 2e-6, qPrintable(QString::number(apart)));
}

void CommandLineTest::searchRefusesAFaultThatIsNone()
{
    const Outcome outcome = run({"search", examples + "mm1.bayplan.json", "--faults", "kill,flood"});
    QCOMPARE(outcome.status, 2);
    QVERIFY(outcome.errors.contains("flood"));
}

void CommandLineTest::searchTakesTheLastSeedsOfDocuments()
{
    const QString election = QStringLiteral(BAYPLAN_TEST_DATA "/search/election.bayplan.json");
    const Outcome outcome =
        run({"search", election, "--first", "9007199254740990", "--seeds", "2", "--duration", "5s", "--json"});
    QVERIFY2(outcome.status == 0, outcome.errors);
    QCOMPARE(json(outcome.output)["seeds"].toInt(), 2);
}

void CommandLineTest::precisionOfWhatHasNoIntervalIsRefused()
{
    for (const char *figure : {"arrivals of server", "sent", "errors of app", "shed of app"}) {
        const Outcome outcome =
            run({"simulate", "-", "--duration", "5s", "--precision", "0.001%", "--precision-of", figure}, station());
        QCOMPARE(outcome.status, 2);
        const QByteArray name = QByteArray(figure).split(' ').first();
        QVERIFY2(outcome.errors.contains('"' + name + '"') && outcome.errors.contains("p99"), outcome.errors);
        QVERIFY(outcome.output.isEmpty());
    }
    QCOMPARE(run({"simulate", "-", "--precision", "50%", "--precision-of", "throughput of app"}, station()).status, 0);
}

void CommandLineTest::aLinkIsInjectedByItsIdOrByItsEnds()
{
    const QStringList arguments{"simulate", "-", "--json", "--inject"};
    const Outcome byId = run(arguments + QStringList{"partition:calls:5s@5s"}, station());
    QVERIFY2(byId.status == 0, byId.errors);
    const Outcome byEnds = run(arguments + QStringList{"partition:clients/load -> server/app:5s@5s"}, station());
    QVERIFY2(byEnds.status == 0, byEnds.errors);
    QCOMPARE(byEnds.output, byId.output);
}

void CommandLineTest::whatIsDoneByHandOnlyIsNotInjected_data()
{
    QTest::addColumn<QString>("injection");
    QTest::newRow("kick") << "kick:server";
    QTest::newRow("discard") << "discard:server:task=3";
    QTest::newRow("resume") << "resume:server";
}

void CommandLineTest::whatIsDoneByHandOnlyIsNotInjected()
{
    QFETCH(QString, injection);
    const Outcome outcome = run({"simulate", "-", "--inject", injection + "@1s"}, station());
    QCOMPARE(outcome.status, 3);
    const QByteArray kind = injection.section(':', 0, 0).toUtf8();
    QVERIFY2(outcome.errors.contains('"' + kind + "\" is done by hand"), outcome.errors);
    QVERIFY(!outcome.errors.contains("There is no fault"));
    const Outcome unknown = run({"simulate", "-", "--inject", "flood:server@1s"}, station());
    QCOMPARE(unknown.status, 3);
    QVERIFY2(unknown.errors.contains("There are ") && unknown.errors.contains("kill"), unknown.errors);
    QVERIFY2(!unknown.errors.contains(kind), unknown.errors);
}

void CommandLineTest::ctrlCEndsWithTheReportSoFarAnd130()
{
    QProcess process;
    process.start(program, {"simulate", "-", "--duration", "100000h", "--events"});
    process.write(station());
    process.closeWriteChannel();
    QVERIFY(process.waitForStarted());
    QTest::qWait(1000);
    QCOMPARE(process.state(), QProcess::Running);
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(20'000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 130);
    QVERIFY(process.readAllStandardOutput().contains("clients/load -> server/app"));
}

void CommandLineTest::noProgressBarWithoutATerminal()
{
    QVERIFY(run({"simulate", "-"}, station()).errors.isEmpty());
}

QTEST_GUILESS_MAIN(CommandLineTest)
#include "command_line_test.moc"
