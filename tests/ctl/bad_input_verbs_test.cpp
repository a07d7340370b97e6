// SPDX-License-Identifier: GPL-3.0-or-later
// What cannot be read, cannot be written, or would never end: each verb says so, and its status tells it.
#include "tests/ctl/program.h"

#include <QTest>

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTemporaryDir>

#include <csignal>
#include <sys/types.h>

using namespace bayplan::test;

namespace {

/// Users who come back at once, over somebody who passes on at once, to a service that takes `serviceTime`.
QByteArray circle(const char *serviceTime)
{
    return QByteArray(R"x({"bayplan": 1, "name": "circle", "duration": "2s", "warmUp": "0s",
        "pods": {"c": {"name": "client"}, "a": {"name": "gate"}, "s": {"name": "server"}},
        "containers": {
            "load": {"pod": "c", "kind": "load", "name": "load", "arrivals": "closed-loop", "users": 2,
                     "thinkTime": "constant(0s)"},
            "gate": {"pod": "a", "kind": "http-ambassador", "name": "gate"},
            "app": {"pod": "s", "kind": "container", "name": "app", "serviceTime": "constant(@)"}
        },
        "links": {
            "in": {"from": "load/target", "to": "gate/in", "latency": "constant(0s)"},
            "out": {"from": "gate/services", "to": "app/in", "latency": "constant(0s)"}
        }})x")
        .replace("@", serviceTime);
}

} // namespace

class BadInputVerbsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRunThatItsGuardEndsGivesOneAndTheReportSoFar()
    {
        const QString report = path("ended.json");
        const Outcome outcome = run({"simulate", "-", "-o", report}, circle("0s"));
        QCOMPARE(outcome.status, 1);
        QVERIFY2(outcome.output.contains("time does not advance"), outcome.output);
        QVERIFY(outcome.output.contains("client/load -> gate/gate"));
        QVERIFY(json(run({"report", report, "--json"}).output)["endedEarly"].toBool());
        QCOMPARE(run({"report", report}).status, 1);
        QCOMPARE(run({"simulate", "-"}, circle("1ms")).status, 0);
    }

    void aSweepGoesOnBehindARunThatItsGuardEnds()
    {
        const Outcome outcome =
            run({"sweep", "-", "--vary", "app.serviceTime=constant(0s),constant(1ms)", "--replications", "1", "--json"},
                circle("1ms"));
        QCOMPARE(outcome.status, 1);
        const QJsonArray rows = json(outcome.output)["rows"].toArray();
        QVERIFY(rows[0].toObject()["warnings"].toArray()[0].toString().contains("time does not advance"));
        QCOMPARE(rows[1].toObject()["replications"].toInt(), 1);
    }

    void ctrlCEndsASearchInTheMidstOfARun()
    {
        QProcess process;
        process.start(program, {"search", "-", "--duration", "1000000h", "--seeds", "3"});
        process.write(station());
        process.closeWriteChannel();
        QVERIFY(process.waitForStarted());
        QTest::qWait(1000);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY2(process.waitForFinished(20'000), "it is asked within a run, too");
        QCOMPARE(process.exitCode(), 130);
        QVERIFY(process.readAllStandardOutput().contains("violations"));
    }

    void whatASearchFoundIsToldThoughItCannotBeWritten()
    {
        const QString document = QStringLiteral(BAYPLAN_TEST_DATA "/search/election.bayplan.json");
        const Outcome outcome = run({"search", document, "--seeds", "50", "--faults", "kill,lying-disk", "-o",
                                     path("no/such/folder/found.bayplan.json")});
        QCOMPARE(outcome.status, 1);
        QVERIFY2(outcome.output.contains("The shortest scenario"), outcome.output);
        QVERIFY2(outcome.errors.contains("no/such/folder"), outcome.errors);
    }

    void aReportIsToldThoughItCannotBeWritten()
    {
        const Outcome outcome = run({"simulate", "-", "-o", path("no/such/folder/report.json")}, station());
        QCOMPARE(outcome.status, 1);
        QVERIFY2(outcome.output.contains("clients/load -> server/app"), outcome.output);
    }

    void whereNothingCanBeRecordedItIsSaidWhatToDo()
    {
        const Outcome nowhere = run({"simulate", "-", "--record", path("no/such/folder/run.bayrun")}, station());
        QCOMPARE(nowhere.status, 1);
        QVERIFY2(nowhere.errors.contains("Look at the name and at the folder before it."), nowhere.errors);
        const Outcome folder = run({"simulate", "-", "--record", path("")}, station());
        QCOMPARE(folder.status, 1);
        QVERIFY2(folder.errors.contains("Give a file, not the folder that it is in."), folder.errors);
    }

    void aSeedIsANumberThatADocumentCanHold()
    {
        for (const char *seed : {"-1", "99999999999999999999", "1.5", "one"})
            QCOMPARE(run({"simulate", "-", "--seed", seed}, station()).status, 2);
        QCOMPARE(run({"simulate", "-", "--seed", "9007199254740991"}, station()).status, 0);
    }

    void aRecordingIsNoDocument()
    {
        const QString recording = path("station.bayrun");
        QCOMPARE(run({"simulate", "-", "--record", recording}, station()).status, 0);
        for (const QStringList &verb : {QStringList{"simulate"}, {"search"}, {"sweep", "--vary", "load.rate=1,2"}}) {
            const Outcome outcome = run(verb + QStringList{recording});
            QCOMPARE(outcome.status, 3);
            QVERIFY2(outcome.errors.contains("bayplanctl replay reads it"), outcome.errors);
        }
    }

    void whatIsReadIsAFileThatIsThere()
    {
        const QList<QStringList> verbs{{"simulate"}, {"search"}, {"sweep", "--vary", "load.rate=1,2"},
                                       {"replay"},   {"report"}, {"fit"}};
        for (const QStringList &verb : verbs) {
            for (const QString &file : {m_folder.path(), path("nowhere")}) {
                const Outcome outcome = run(verb + QStringList{file});
                QCOMPARE(outcome.status, 1);
                QVERIFY2(outcome.errors.contains(file.toUtf8()), outcome.errors);
                QVERIFY2(outcome.errors.contains(file == m_folder.path() ? "Give a file" : "Look at the name"),
                         outcome.errors);
            }
        }
    }

    void loadIsInjectedByHand()
    {
        const QStringList usual{"simulate", "-", "--json", "--events"};
        const auto sent = [](const Outcome &outcome) {
            return json(outcome.output)["links"].toArray()[0].toObject()["sent"].toInt();
        };
        const Outcome steady = run(usual, station());
        const Outcome spiked = run(usual + QStringList{"--inject", "load:load:5s:4@10s"}, station());
        QCOMPARE(spiked.status, 0);
        QVERIFY2(spiked.errors.contains("00:10.000000 fault") && spiked.errors.contains("load load, times 4"),
                 spiked.errors);
        QVERIFY2(sent(spiked) > sent(steady) + 800, "three times 80 a second for five seconds, on top");
        const QString recording = path("spiked.bayrun");
        QCOMPARE(run({"simulate", "-", "--inject", "load:load:5s:4@10s", "--record", recording}, station()).status, 0);
        QCOMPARE(run({"replay", recording}).status, 0);
        const QString fork = path("fork.bayplan.json");
        QCOMPARE(run({"replay", recording, "--fork", "16s", "--inject", "load:load:2s:0", "-o", fork}).status, 0);
        QVERIFY(run({"simulate", fork, "--events"}).output.contains("load load, times 0"));
    }

    void whatCannotBeInjectedGivesThree_data()
    {
        QTest::addColumn<QString>("injection");
        QTest::newRow("no instant") << "load:load:5s:4";
        QTest::newRow("no time") << "load:load@soon";
        QTest::newRow("after the end") << "load:load@20s";
        QTest::newRow("no generator") << "load:app@1s";
        QTest::newRow("no factor") << "load:load:5s:many@1s";
        QTest::newRow("below zero") << "load:load:5s:-1@1s";
        QTest::newRow("too much") << "load:load:5s:1e9@1s";
        QTest::newRow("a factor where there is none") << "pause:app:5s:2@1s";
        QTest::newRow("more than there is") << "load:load:5s:2:3@1s";
    }

    void whatCannotBeInjectedGivesThree()
    {
        QFETCH(QString, injection);
        const Outcome outcome = run({"simulate", "-", "--inject", injection}, station());
        QCOMPARE(outcome.status, 3);
        QVERIFY(!outcome.errors.isEmpty());
    }

private:
    QString path(const char *name) const { return m_folder.filePath(name); }
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(BadInputVerbsTest)
#include "bad_input_verbs_test.moc"
