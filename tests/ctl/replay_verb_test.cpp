// SPDX-License-Identifier: GPL-3.0-or-later
// simulate --record and the verb replay, as they are run.
#include "tests/ctl/program.h"

#include <QTest>

#include <QJsonArray>
#include <QTemporaryDir>

using namespace bayplan::test;

namespace {

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Lines of events before the instant, which is "MM:SS".
QByteArrayList linesBefore(const QByteArray &lines, const QByteArray &instant)
{
    QByteArrayList before;
    for (const QByteArray &line : lines.split('\n')) {
        if (!line.isEmpty() && line < instant)
            before << line;
    }
    return before;
}

} // namespace

class ReplayVerbTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aReplayIsTheSame();
    void theReportIsThereWithoutARun();
    void changedParametersAreInTheRecording();
    void anotherHistoryGivesFourAndTheLineWhereItParts();
    void aDamagedRecordingGivesThree();
    void aTornRecordingIsReplayedAsFarAsItGoes();
    void theStateAtAnInstantNamesTheLeader();
    void anInstantBehindTheEndGivesThree();
    void eventsAreChosenByTimeAndText();
    void aForkDiffersOnlyAfterItsInstant();
    void aForkKeepsWhatWasDoneByHandUntilThen();
    void aForkOfNothingKnownGivesThree_data();
    void aForkOfNothingKnownGivesThree();
    void whatWasMeasuredIsShownAndNotRunAgain();
    void wishesThatExcludeEachOtherGiveTwo();

private:
    QString path(const char *name) const { return m_folder.filePath(name); }

    /// The recording with other bytes, and without the end, whose checksum would tell.
    QString changed(const QByteArray &from, const QByteArray &to) const;

    QTemporaryDir m_folder;
    QString m_recording;
    QByteArray m_report;
};

void ReplayVerbTest::initTestCase()
{
    m_recording = path("cache.bayrun");
    const Outcome outcome = run({"simulate", examples + "sharded-cache.bayplan.json", "--duration", "12s", "--seed",
                                 "7", "--json", "--record", m_recording});
    QVERIFY2(outcome.status == 0 || outcome.status == 4, outcome.errors);
    m_report = outcome.output;
}

QString ReplayVerbTest::changed(const QByteArray &from, const QByteArray &to) const
{
    QByteArray bytes = bytesOf(m_recording);
    bytes.truncate(bytes.lastIndexOf("{\"t\":\"end\""));
    bytes.replace(bytes.indexOf(from), from.size(), to);
    QFile file(path("changed.bayrun"));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("no place for a test's file");
    return file.fileName();
}

void ReplayVerbTest::aReplayIsTheSame()
{
    const Outcome outcome = run({"replay", m_recording});
    QVERIFY2(outcome.status == 0, outcome.output + outcome.errors);
    QVERIFY(outcome.output.startsWith("The same"));
    const QByteArray hash = json(m_report)["traceHash"].toString().toUtf8();
    QVERIFY(hash.size() == 16 && outcome.output.contains(hash));
    const Outcome piped = run({"replay", "-", "--json"}, bytesOf(m_recording));
    QVERIFY(json(piped.output)["same"].toBool());
}

void ReplayVerbTest::theReportIsThereWithoutARun()
{
    QCOMPARE(run({"replay", m_recording, "--report", "--json"}).output, m_report);
    QVERIFY(run({"replay", m_recording, "--report"}).output.contains("web/elector"));
}

void ReplayVerbTest::changedParametersAreInTheRecording()
{
    const QString file = path("station.bayrun");
    const Outcome outcome = run({"simulate", "-", "--set", "load.rate=8", "--json", "--record", file}, station());
    QCOMPARE(outcome.status, 0);
    QVERIFY2(run({"replay", file}).status == 0, run({"replay", file}).output);
}

void ReplayVerbTest::anotherHistoryGivesFourAndTheLineWhereItParts()
{
    const QString other = changed("elected\",\"subject\":\"web-", "elected\",\"subject\":\"bew-");
    const Outcome outcome = run({"replay", other});
    QCOMPARE(outcome.status, 4);
    QVERIFY2(outcome.output.contains("part at line 1:") && outcome.output.contains("bew-"), outcome.output);
    const QJsonObject parting = json(run({"replay", other, "--json"}).output)["eventsPart"].toObject();
    QCOMPARE(parting["line"].toInt(), 1);
    QCOMPARE(run({"replay", changed("\"seed\":7", "\"seed\":8")}).status, 4);
}

void ReplayVerbTest::aDamagedRecordingGivesThree()
{
    QByteArray bytes = bytesOf(m_recording);
    bytes[bytes.size() / 2] = '\0';
    QCOMPARE(run({"replay", "-"}, bytes).status, 3);
    QCOMPARE(run({"replay", "-"}, station()).status, 3);
    const Outcome newer = run({"replay", changed("\"format\":1", "\"format\":9")});
    QCOMPARE(newer.status, 3);
    QVERIFY(newer.errors.contains("format 9"));
    QCOMPARE(run({"replay", path("missing.bayrun")}).status, 1);
}

void ReplayVerbTest::aTornRecordingIsReplayedAsFarAsItGoes()
{
    const QByteArray bytes = bytesOf(m_recording);
    const Outcome outcome = run({"replay", "-"}, bytes.left(bytes.size() / 2));
    QVERIFY2(outcome.status == 0, outcome.output + outcome.errors);
    QVERIFY(outcome.errors.contains("torn"));
    QVERIFY(outcome.output.contains("as far as it was recorded"));
    QCOMPARE(run({"replay", "-", "--report"}, bytes.left(bytes.size() / 2)).status, 1);
}

void ReplayVerbTest::theStateAtAnInstantNamesTheLeader()
{
    const Outcome outcome = run({"replay", m_recording, "--at", "10s", "--json"});
    QVERIFY2(outcome.status == 0, outcome.errors);
    const QJsonObject state = json(outcome.output);
    QCOMPARE(state["atSeconds"].toDouble(), 10.0);
    const QString leader = json(m_report)["elections"].toArray()[0].toObject()["leader"].toString();
    QVERIFY(!leader.isEmpty());
    QCOMPARE(state["elections"].toArray()[0].toObject()["leader"].toString(), leader);
    QCOMPARE(state["queues"].toArray().size(), 1);
    const QByteArray table = run({"replay", m_recording, "--at", "10s"}).output;
    QVERIFY(table.contains("web-0/app") && table.contains("Queue jobs/queue") && table.contains(" leads, term "));
    QVERIFY(run({"replay", m_recording, "--at", "0s"}).output.contains("nobody leads"));
}

void ReplayVerbTest::anInstantBehindTheEndGivesThree()
{
    const Outcome outcome = run({"replay", m_recording, "--at", "13s"});
    QCOMPARE(outcome.status, 3);
    QVERIFY(outcome.errors.contains("12s"));
}

void ReplayVerbTest::eventsAreChosenByTimeAndText()
{
    const QByteArray all = run({"replay", m_recording, "--events"}).output;
    QVERIFY(all.count('\n') > 2 && all.contains(" elected "));
    const QByteArray elected = run({"replay", m_recording, "--events", "--match", " elected "}).output;
    QCOMPARE(elected.count('\n'), all.count(" elected "));
    QVERIFY(run({"replay", m_recording, "--events", "--to", "100ms"}).output.isEmpty());
    const Outcome machine = run({"replay", m_recording, "--events", "--from", "100ms", "--json"});
    QCOMPARE(QJsonDocument::fromJson(machine.output).array().size(), all.count('\n'));
}

void ReplayVerbTest::aForkDiffersOnlyAfterItsInstant()
{
    const QString first = path("first.bayplan.json");
    const QString second = path("second.bayplan.json");
    QCOMPARE(run({"replay", m_recording, "--fork", "5s", "--inject", "kill:web-1:2s", "-o", first}).status, 0);
    // A fork of the fork, so that there is something before the instant.
    const QString recording = path("first.bayrun");
    run({"simulate", first, "--record", recording});
    const Outcome forked = run(
        {"replay", recording, "--fork", "9s", "--inject", "pause:web-0/app", "--inject", "kill:cache-1", "-o", second});
    QVERIFY2(forked.status == 0, forked.errors);
    QVERIFY(forked.output.contains("second.bayplan.json") && forked.output.contains("B against A"));
    const QByteArray before = run({"replay", recording, "--events"}).output;
    const Outcome after = run({"simulate", second, "--json", "--events"});
    QVERIFY(linesBefore(before, "00:09").size() > 5);
    QCOMPARE(linesBefore(after.errors, "00:09"), linesBefore(before, "00:09"));
    QVERIFY(after.errors.contains("00:09.000000 killed cache-1/memcached"));
    QVERIFY(!before.contains("cache-1/memcached"));
    const QString other = path("second.bayrun");
    run({"simulate", second, "--record", other});
    const QStringList justBefore{"--at", "8999999us", "--json"};
    QCOMPARE(run(QStringList{"replay", other} + justBefore).output,
             run(QStringList{"replay", recording} + justBefore).output);
}

void ReplayVerbTest::aForkKeepsWhatWasDoneByHandUntilThen()
{
    const QByteArray hand = "{\"t\":\"hand\",\"at\":\"%1\",\"events\":18446744073709551615,\"kind\":\"%2\","
                            "\"target\":\"%3\",\"for\":\"0s\"}\n";
    const auto line = [&](const char *at, const char *kind, const char *target) {
        return QByteArray(hand).replace("%1", at).replace("%2", kind).replace("%3", target);
    };
    const QByteArray lines = line("2s", "pause", "web-0") + line("3s", "kill", "cache-1") +
                             line("4s", "resume", "web-0/app") + line("7s", "kill", "cache-2");
    const QString recording = changed("{\"t\":\"event\"", lines + "{\"t\":\"event\"");
    const QString fork = path("hand.bayplan.json");
    const Outcome outcome = run({"replay", recording, "--fork", "5s", "--inject", "restart:web-2", "-o", fork});
    QVERIFY2(outcome.status == 0, outcome.errors);
    const QByteArray events = run({"simulate", fork, "--json", "--events"}).errors;
    QVERIFY(events.contains("00:02.000000 fault") && events.contains("pause web-0"));
    QVERIFY(events.contains("00:03.000000 killed cache-1/memcached"));
    QVERIFY(events.contains("00:04.000000 healed"));
    QVERIFY(events.contains("00:05.000000 fault") && events.contains("restart web-2"));
    QVERIFY(!events.contains("cache-2/memcached"));
}

void ReplayVerbTest::aForkOfNothingKnownGivesThree_data()
{
    QTest::addColumn<QString>("injection");
    QTest::newRow("no target") << "kill";
    QTest::newRow("unknown kind") << "melt:web-0";
    QTest::newRow("unknown target") << "kill:nobody";
    QTest::newRow("no length") << "pause:web-0:long";
    QTest::newRow("a length where there is none") << "restart:web-0:3s";
}

void ReplayVerbTest::aForkOfNothingKnownGivesThree()
{
    QFETCH(QString, injection);
    const QString fork = path("never.bayplan.json");
    const Outcome outcome = run({"replay", m_recording, "--fork", "5s", "--inject", injection, "-o", fork});
    QCOMPARE(outcome.status, 3);
    QVERIFY(!QFile::exists(fork));
}

void ReplayVerbTest::whatWasMeasuredIsShownAndNotRunAgain()
{
    const QString measured =
        changed("\"engine\":\"Simulator\",\"simulated\":true", "\"engine\":\"Docker 24.0.7\",\"simulated\":false");
    const Outcome outcome = run({"replay", measured});
    QCOMPARE(outcome.status, 1);
    QVERIFY2(outcome.errors.contains("measured on Docker 24.0.7"), outcome.errors);
    QCOMPARE(run({"replay", measured, "--fork", "5s"}).status, 1);
    QCOMPARE(run({"replay", measured, "--report"}).status, 0);
    QVERIFY(run({"replay", measured, "--events"}).output.contains(" elected "));
    const QJsonObject recorded = json(run({"replay", measured, "--at", "10s", "--json"}).output);
    QVERIFY(recorded["atSeconds"].toDouble() > 9.8 && recorded["atSeconds"].toDouble() <= 10);
    const QString instant = QString::number(recorded["atSeconds"].toDouble(), 'f', 9) + "s";
    QCOMPARE(recorded, json(run({"replay", m_recording, "--at", instant, "--json"}).output));
}

void ReplayVerbTest::wishesThatExcludeEachOtherGiveTwo()
{
    QCOMPARE(run({"replay", m_recording, "--at", "3s", "--events"}).status, 2);
    QCOMPARE(run({"replay", m_recording, "--inject", "kill:web-0"}).status, 2);
    QCOMPARE(run({"replay", m_recording, "--match", "x"}).status, 2);
    QCOMPARE(run({"deploy", "x", "--record", "y"}).status, 2);
}

QTEST_GUILESS_MAIN(ReplayVerbTest)
#include "replay_verb_test.moc"
