// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wire/agent_config.h"

#include <QTest>

using namespace bayplan;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(bayplan::BehaviourConfig)

namespace {

AgentConfig configWith(BehaviourConfig behaviour)
{
    AgentConfig config;
    config.role = "service";
    config.instance = "web-0/app";
    config.port = 8080;
    config.controlPort = 9000;
    config.machine.name = "web-0/app";
    config.machine.seed = 0xfedcba9876543210U;
    config.machine.peers = std::vector<PeerConfig>{{"cache", PeerProtocol::Memcache, 250ms, 1.5, "cache:11211", 3, true}};
    config.machine.behaviour = std::move(behaviour);
    config.machine.sharesProcessor = true;
    config.machine.runSeed = 42;
    config.peers = {{"cache-0", 11211}};
    config.logFile = "/logs/app.log";
    config.tailFile = "/logs/other.log";
    config.stateDir = "/state";
    config.hub = {"hub", 7000};
    config.reportEvery = 123ms;
    config.stopGrace = 7s;
    return config;
}

} // namespace

class AgentConfigTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKindOfBehaviourComesBackAsItWas_data()
    {
        QTest::addColumn<BehaviourConfig>("behaviour");
        const KeySpace keys{17, 0.99, 0.25, 4096};
        QTest::newRow("service") << BehaviourConfig(ServiceConfig{PeerProtocol::Log, Distribution::exponential(3ms), 9,
                                                                  77, 0.125, CallMode::Parallel, 11, 12, 0.5, keys,
                                                                  StopReaction::Ignore, 13s});
        QTest::newRow("load") << BehaviourConfig(
            LoadConfig{ArrivalKind::ClosedLoop, 1234.5, 42, Distribution::constant(9ms), 99, 1000, keys});
        LoadConfig shaped{ArrivalKind::Trace, 5, 6, parseDistribution("empirical(1ms, 2ms:3)").value(), 7, 8, keys};
        shaped.variation = {RateShape::Daily, 99.5, 24h, 3s, {1, 2.5, 0}};
        shaped.batch = 4;
        shaped.trace = {1ms, 0ms, 2500us};
        shaped.traceRepeats = true;
        QTest::newRow("shaped load") << BehaviourConfig(shaped);
        QTest::newRow("front") << BehaviourConfig(FrontConfig{BalancePolicy::TwoChoices, 5, 0.3, 8, 9s});
        QTest::newRow("ambassador") << BehaviourConfig(
            MemcacheAmbassadorConfig{KeyHash::Jenkins, KeyDistribution::Modula, false, 4, 12s, 3us});
        QTest::newRow("adapter") << BehaviourConfig(
            AdapterConfig{MetricsFormat::Lines, "redis_", 3s, 1000, 100, 10, 20, "/stats", {"bad=ERROR"}, {"up == 1"}, {"check"}, false});
        QTest::newRow("log saver") << BehaviourConfig(LogSaverConfig{100, 5, 2s, 1U << 30U, 100ms});
        QTest::newRow("election") << BehaviourConfig(
            ElectionConfig{"main", "web-0", 0xffffffffffffffffU, 500ms, 900ms, 400ms, 100ms, {"nightly"}});
        QTest::newRow("queue") << BehaviourConfig(QueueConfig{5s, 3, 200ms, 12, 4s, 6});
        QTest::newRow("worker") << BehaviourConfig(
            WorkerConfig{3, Distribution::constant(1ms), 0.5, {"sh", "-c", "cat \"$INPUT_FILE\""}, 2s, false});
        QTest::newRow("scatter") << BehaviourConfig(
            ScatterConfig{3s, 4ms, 0.75, 2, HedgeMode::Tied, 0.9, 0.02, 3ms, true, 12, 5000, 1});
        QTest::newRow("sync") << BehaviourConfig(SyncConfig{"/srv/site.git", "main", "/site", "now", 1s, 2s, 3s, 4s,
                                                            false, Distribution::constant(5s), 0.5, 6s, 7, 8});
        QTest::newRow("http ambassador") << BehaviourConfig(
            HttpAmbassadorConfig{BalancePolicy::Hash, 4, 0.2, 6, 7s, 0.75, {0.25, 8, 9s, 10}});
    }

    // Fields of behaviours have no comparison: the text says all of them, and each row differs from the defaults
    // everywhere.
    void everyKindOfBehaviourComesBackAsItWas()
    {
        QFETCH(BehaviourConfig, behaviour);
        const std::string text = writeAgentConfig(configWith(behaviour));
        const auto read = readAgentConfig(text);
        QVERIFY2(read.has_value(), read ? "" : toText(read.error()).c_str());
        QCOMPARE(read->machine.behaviour.index(), behaviour.index());
        QCOMPARE(writeAgentConfig(*read), text);
        AgentConfig plain = configWith(behaviour);
        std::visit([](auto &held) { held = {}; }, plain.machine.behaviour);
        QVERIFY(writeAgentConfig(plain) != text);
    }

    void wholeNumbersOf64BitsAreExact()
    {
        const auto read = readAgentConfig(writeAgentConfig(configWith(ServiceConfig{})));
        QVERIFY(read.has_value());
        QCOMPARE(read->machine.seed, 0xfedcba9876543210U);
        QCOMPARE(read->machine.runSeed, std::uint64_t(42));
        QVERIFY(read->machine.peers[0].byKey);
        QCOMPARE(read->machine.peers[0].timeout, Duration(250ms));
        QCOMPARE(read->peers[0].host, std::string("cache-0"));
    }

    void whatIsAbsentKeepsItsDefault()
    {
        const auto read = readAgentConfig(R"({"role":"pause","controlPort":9000})");
        QVERIFY(read.has_value());
        QCOMPARE(read->reportEvery, Duration(500ms));
        QCOMPARE(read->stopGrace, Duration(10s));
    }

    void whatIsWrongIsNamedByItsPointer_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("pointer");
        QTest::newRow("unknown key") << QByteArray(R"({"role":"hub","prot":1})") << QByteArray("/prot");
        QTest::newRow("port too large") << QByteArray(R"({"role":"hub","port":65536})") << QByteArray("/port");
        QTest::newRow("negative port") << QByteArray(R"({"role":"hub","port":-1})") << QByteArray("/port");
        QTest::newRow("number as text") << QByteArray(R"({"role":"hub","port":"80"})") << QByteArray("/port");
        QTest::newRow("duration without unit")
            << QByteArray(R"({"role":"hub","stopGrace":"10"})") << QByteArray("/stopGrace");
        QTest::newRow("no role") << QByteArray(R"({})") << QByteArray("/role");
        QTest::newRow("report without pause")
            << QByteArray(R"({"role":"hub","reportEvery":"0s"})") << QByteArray("/reportEvery");
        QTest::newRow("peer without address")
            << QByteArray(R"({"role":"load","machine":{"peers":[{"name":"a"}]}})") << QByteArray("/peers");
        QTest::newRow("unknown protocol")
            << QByteArray(R"({"role":"load","peers":[{}],"machine":{"peers":[{"protocol":"gopher"}]}})")
            << QByteArray("/machine/peers/0/protocol");
        QTest::newRow("unknown behaviour") << QByteArray(R"({"role":"load","machine":{"behaviour":{"kind":"x"}}})")
                                           << QByteArray("/machine/behaviour/kind");
        QTest::newRow("foreign field of a behaviour")
            << QByteArray(R"({"role":"load","machine":{"behaviour":{"kind":"queue","users":1}}})")
            << QByteArray("/machine/behaviour/users");
        QTest::newRow("list as object") << QByteArray(R"({"role":"load","peers":{}})") << QByteArray("/peers");
    }

    void whatIsWrongIsNamedByItsPointer()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, pointer);
        const auto read = readAgentConfig(text.toStdString());
        QVERIFY(!read.has_value());
        QCOMPARE(QByteArray::fromStdString(read.error().place.pointer), pointer);
    }

    void nestingIsBoundedBeforeAnythingIsBuilt()
    {
        QVERIFY(!readAgentConfig(std::string(200'000, '[')).has_value());
        QVERIFY(!readAgentConfig("{\"role\":" + std::string(100, '[') + std::string(100, ']') + "}").has_value());
    }

    void bytesThatAreNoTextDoNotThrow()
    {
        AgentConfig config = configWith(WorkerConfig{});
        config.instance = "\xff\xfe";
        QVERIFY(readAgentConfig(writeAgentConfig(config)).has_value());
    }
};

QTEST_GUILESS_MAIN(AgentConfigTest)
#include "agent_config_test.moc"
