// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wire/telemetry.h"

#include <QTest>

using namespace bayplan;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(bayplan::PatternState)

namespace {

Histogram someHistogram()
{
    Histogram histogram;
    for (int i = 0; i < 1000; ++i)
        histogram.record(Duration(1us) * (i * i + 1));
    histogram.record(Duration::max());
    return histogram;
}

Telemetry someTelemetry(PatternState pattern)
{
    Telemetry telemetry;
    telemetry.instance = "web-0/app";
    telemetry.life = 0xffffffffffffffffU;
    telemetry.unixNanoseconds = 1'790'000'000'123'456'789;
    telemetry.state.phase = Phase::Draining;
    telemetry.state.served = {10, 7, 2, 1, 8, 3, 4, 5, 6s, 7ms, someHistogram()};
    telemetry.state.calls = {{1, 2, 3, 4, 5, 6, 7, someHistogram()}, {}};
    telemetry.state.pattern = std::move(pattern);
    telemetry.events = {{41, 5, "elected", "term 2 by 2 of 3 votes, \"quoted\"\n"}, {42, 6, "lease-lost", ""}};
    return telemetry;
}

} // namespace

class TelemetryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPatternsStateComesBackAsItWas_data()
    {
        QTest::addColumn<PatternState>("pattern");
        QTest::newRow("none") << PatternState();
        QTest::newRow("election") << PatternState(ElectionState{
            "web-0",
            ElectionRole::Leader,
            7,
            "web-0",
            true,
            650ms,
            0xffffffffffU,
            3,
            "main",
            {ElectionState{"web-0", ElectionRole::Follower, 2, "web-1", false, 0s, 0, 0, "second", {}, "web-1", 120ms}},
            "web-0",
            90ms});
        QTest::newRow("queue") << PatternState(
            QueueState{1,
                       2,
                       3,
                       4,
                       5,
                       6,
                       7,
                       8,
                       9,
                       10,
                       11s,
                       someHistogram(),
                       {{12, 5, "exit 1: no such file", "workers-0/worker", "{\"image\": 7}\n", 4000}, {13, 1}},
                       14,
                       15,
                       16,
                       17,
                       18});
        QTest::newRow("ambassador") << PatternState(AmbassadorState{{{"cache-0:11211", 0.3125, 10, 1, true}, {}}});
        QTest::newRow("log saver") << PatternState(LogSaverState{1, 2, 3, 4, 5, 6});
        QTest::newRow("adapter") << PatternState(AdapterState{1, 2, 3, "line 4: a number must stand here"});
        QTest::newRow("worker") << PatternState(WorkerState{1, 2, 3, 4});
        QTest::newRow("scatter") << PatternState(ScatterState{
            1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, {{"leaf-0", 13, 14, 15ms, 16, 17, 18}, {}}, "leaf-0 timed out"});
        QTest::newRow("sync") << PatternState(SyncState{1, 2, 3, 4s, "0123abcd", "timed out"});
        QTest::newRow("http ambassador") << PatternState(
            HttpAmbassadorState{{{"v1", 1, 2, BreakerStage::HalfOpen, 3, 4, 5, 6}, {}}, 7, 8, 9});
    }

    void everyPatternsStateComesBackAsItWas()
    {
        QFETCH(PatternState, pattern);
        const Telemetry telemetry = someTelemetry(pattern);
        const auto read = readTelemetry(writeTelemetry(telemetry));
        QVERIFY2(read.has_value(), read ? "" : toText(read.error()).c_str());
        QCOMPARE(read->instance, telemetry.instance);
        QCOMPARE(read->life, telemetry.life);
        QCOMPARE(read->unixNanoseconds, telemetry.unixNanoseconds);
        QVERIFY(read->state == telemetry.state);
        QCOMPARE(read->events.size(), telemetry.events.size());
        QCOMPARE(read->events[0].text, telemetry.events[0].text);
        QCOMPARE(read->events[1].sequence, std::uint64_t(42));
    }

    void whoPassesAReportOnReadsAllButTheState()
    {
        const Telemetry telemetry = someTelemetry(QueueState{});
        const auto head = readTelemetryHead(writeTelemetry(telemetry));
        QVERIFY(head.has_value());
        QCOMPARE(head->instance, telemetry.instance);
        QCOMPARE(head->life, telemetry.life);
        QCOMPARE(head->unixNanoseconds, telemetry.unixNanoseconds);
        QCOMPARE(head->events.size(), telemetry.events.size());
        QCOMPARE(head->events[0].text, telemetry.events[0].text);
        QVERIFY(head->state == MachineState());
        QVERIFY(!readTelemetryHead("{\"state\":{}}").has_value());
        QVERIFY(!readTelemetryHead("{\"instance\":\"a\",\"events\":7}").has_value());
    }

    void aReportIsOneLine() { QVERIFY(writeTelemetry(someTelemetry({})).find('\n') == std::string::npos); }

    void aReportOfABusyInstanceIsSmall()
    {
        // 1000 latencies over six decades: what goes over the wire every half second.
        QVERIFY(writeTelemetry(someTelemetry({})).size() < 16'000);
    }

    void garbageIsRefused_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("GET / HTTP/1.1");
        QTest::newRow("no object") << QByteArray("[1]");
        QTest::newRow("no instance") << QByteArray("{}");
        QTest::newRow("bucket beyond all time") << QByteArray(
            R"({"instance":"a","state":{"served":{"latency":{"buckets":[4000000000,1],"sum":0,"max":0}}}})");
        QTest::newRow("negative count") << QByteArray(
            R"({"instance":"a","state":{"served":{"latency":{"buckets":[1,-1],"sum":0,"max":0}}}})");
        QTest::newRow("bucket without a count")
            << QByteArray(R"({"instance":"a","state":{"served":{"latency":{"buckets":[1,1,2],"sum":0,"max":0}}}})");
        QTest::newRow("unknown pattern") << QByteArray(R"({"instance":"a","state":{"pattern":{"kind":"x"}}})");
        QTest::newRow("deep") << QByteArray(R"({"instance":)") + QByteArray(100'000, '[');
        QTest::newRow("long") << QByteArray(2'000'000, ' ');
    }

    void garbageIsRefused()
    {
        QFETCH(QByteArray, line);
        QVERIFY(!readTelemetry(line.toStdString()).has_value());
    }
};

QTEST_GUILESS_MAIN(TelemetryTest)
#include "telemetry_test.moc"
