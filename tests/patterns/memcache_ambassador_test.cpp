// SPDX-License-Identifier: GPL-3.0-or-later
#include "stepper.h"

#include "engine/patterns/ring.h"

#include <QtTest/QtTest>

#include <cmath>
#include <numeric>
#include <set>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

MachineConfig configOf(MemcacheAmbassadorConfig ambassador = {}, std::size_t servers = 3)
{
    std::vector<PeerConfig> peers;
    for (std::size_t i = 0; i < servers; ++i) {
        PeerConfig peer{"cache-" + std::to_string(i), PeerProtocol::Memcache, 400ms};
        peer.serverName = peer.name;
        peers.push_back(peer);
    }
    ambassador.overhead = 0s;
    return {"app", 7, std::move(peers), ambassador};
}

Requested get(RequestId id, std::vector<std::string> keys)
{
    MemcacheRequest request;
    request.keys = std::move(keys);
    return {id, std::move(request), 0s};
}

std::vector<std::string> manyKeys(int count)
{
    std::vector<std::string> keys;
    for (int i = 0; i < count; ++i)
        keys.push_back(std::to_string(i) + ":key"); // fnv1a puts keys that end alike side by side
    return keys;
}

/// What a server would say that has every key: values named after it.
MemcacheReply hitsOf(const std::pair<PeerId, Call> &call)
{
    MemcacheReply reply;
    reply.line = "END";
    for (const std::string &key : call.second.body.as<MemcacheRequest>()->keys)
        reply.values.push_back({key, "0", key + "@" + std::to_string(call.first), 0});
    return reply;
}

std::string lineOf(const ReplyEffect &reply)
{
    return reply.body.as<MemcacheReply>()->line;
}

RingServer serverOf(const Stepper &ambassador, std::size_t index)
{
    return std::get<AmbassadorState>(ambassador.state().pattern).servers.at(index);
}

/// A key that lives on this server.
std::string keyOn(Stepper &ambassador, PeerId server)
{
    for (int i = 0;; ++i) {
        const std::string key = std::to_string(i) + ":probe";
        ambassador.step(ambassador.time, get(1'000'000 + i, {key}));
        const auto call = ambassador.calls().at(0);
        ambassador.answer(ambassador.time.time_since_epoch(), call, CallStatus::Ok, MemcacheReply{{}, "END"});
        if (call.first == server)
            return key;
    }
}

} // namespace

class MemcacheAmbassadorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aMultiGetIsSplitAndPutTogetherInTheOrderOfItsKeys()
    {
        Stepper ambassador(configOf());
        ambassador.step(0ms, Started{});
        auto keys = manyKeys(50);
        keys.push_back("7:key"); // twice in one request
        ambassador.step(1ms, get(1, keys));
        auto calls = ambassador.calls();
        QCOMPARE(calls.size(), std::size_t(3));
        std::reverse(calls.begin(), calls.end());
        ambassador.answer(2ms, calls[0], CallStatus::Ok, hitsOf(calls[0]));
        ambassador.answer(3ms, calls[1], CallStatus::Ok, hitsOf(calls[1]));
        QVERIFY(ambassador.replies().empty());
        ambassador.answer(4ms, calls[2], CallStatus::Ok, hitsOf(calls[2]));
        const auto reply = *ambassador.replies().at(0).body.as<MemcacheReply>();
        QCOMPARE(reply.line, std::string("END"));
        QCOMPARE(reply.values.size(), keys.size());
        for (std::size_t i = 0; i < keys.size(); ++i)
            QCOMPARE(reply.values[i].key, keys[i]);
    }

    void eachKeyIsAskedForOnceAndAnsweredAsOftenAsItStandsThere()
    {
        Stepper ambassador(configOf({}, 1));
        ambassador.step(0ms, Started{});
        const std::vector<std::string> keys{"b", "a", "b", "gone", "a", "gone", "b"};
        ambassador.step(1ms, get(1, keys));
        const auto call = ambassador.calls().at(0);
        QCOMPARE(call.second.body.as<MemcacheRequest>()->keys, (std::vector<std::string>{"b", "a", "gone"}));
        MemcacheReply hits = hitsOf(call);
        hits.values.pop_back();
        ambassador.answer(2ms, call, CallStatus::Ok, hits);
        std::string order;
        for (const MemcacheValue &value : ambassador.replies().at(0).body.as<MemcacheReply>()->values)
            order += value.key;
        QCOMPARE(order, std::string("babab"));
    }

    void partsThatWaitAreBounded()
    {
        Stepper ambassador(configOf());
        ambassador.step(0ms, Started{});
        std::vector<std::pair<PeerId, Call>> open;
        for (RequestId request = 1; request <= 100; ++request) {
            ambassador.step(1ms, get(request, manyKeys(50)));
            auto calls = ambassador.calls();
            open.push_back(calls[1]);
            open.push_back(calls[2]);
            MemcacheReply large = hitsOf(calls[0]);
            large.values.front().data.assign(1'000'000, 'v');
            ambassador.answer(2ms, calls[0], CallStatus::Ok, large);
        }
        QCOMPARE(ambassador.state().served.inService, 100U);
        std::size_t whole = 0, failed = 0;
        for (const auto &call : open) {
            ambassador.answer(3ms, call, CallStatus::Ok, hitsOf(call));
            for (const ReplyEffect &reply : ambassador.replies())
                ++(lineOf(reply) == "END" ? whole : failed);
        }
        QVERIFY(whole >= 10 && whole <= 20);
        QCOMPARE(whole + failed, std::size_t(100));
        ambassador.step(4ms, get(101, manyKeys(50))); // what was kept is free again
        for (const auto &call : ambassador.calls())
            ambassador.answer(5ms, call, CallStatus::Ok, hitsOf(call));
        QCOMPARE(lineOf(ambassador.replies().at(0)), std::string("END"));
    }

    void missesAreLeftOut()
    {
        Stepper ambassador(configOf());
        ambassador.step(0ms, Started{});
        ambassador.step(1ms, get(1, manyKeys(20)));
        std::size_t expected = 0;
        for (const auto &call : ambassador.calls()) {
            MemcacheReply some = hitsOf(call);
            some.values.erase(some.values.begin());
            expected += some.values.size();
            ambassador.answer(2ms, call, CallStatus::Ok, some);
        }
        QCOMPARE(ambassador.replies().at(0).body.as<MemcacheReply>()->values.size(), expected);
    }

    void oneDeadServerMakesTheWholeAnswerAnError()
    {
        Stepper ambassador(configOf());
        ambassador.step(0ms, Started{});
        ambassador.step(1ms, get(1, manyKeys(50)));
        const auto calls = ambassador.calls();
        ambassador.answer(2ms, calls[0], CallStatus::Ok, hitsOf(calls[0]));
        ambassador.answer(3ms, calls[1], CallStatus::Reset);
        ambassador.answer(4ms, calls[2], CallStatus::Ok, hitsOf(calls[2]));
        const auto reply = ambassador.replies().at(0);
        QCOMPARE(reply.status, CallStatus::Failed);
        QCOMPARE(lineOf(reply), std::string("SERVER_ERROR Connection reset by peer"));
        QVERIFY(reply.body.as<MemcacheReply>()->values.empty());
    }

    void silenceIsAnsweredWithServerErrorAtTheTimeout()
    {
        Stepper ambassador(configOf());
        ambassador.step(0ms, Started{});
        ambassador.step(1ms, get(1, {"a"}));
        ambassador.wake();
        QCOMPARE(ambassador.time, Time(401ms));
        QCOMPARE(lineOf(ambassador.replies().at(0)), std::string("SERVER_ERROR Connection timed out"));
    }

    void everyOtherCommandGoesToTheServerOfItsKeyAndItsReplyBack()
    {
        Stepper ambassador(configOf());
        ambassador.step(0ms, Started{});
        ambassador.step(1ms, get(1, {"a"}));
        const PeerId home = ambassador.calls().at(0).first;
        MemcacheRequest set{MemcacheCommand::Set, {"a"}, "5 60", "value", 5, true};
        ambassador.step(2ms, Requested{2, set, 0s});
        const auto call = ambassador.calls().at(0);
        QCOMPARE(call.first, home);
        const auto &body = *call.second.body.as<MemcacheRequest>();
        QCOMPARE(body.data, std::string("value"));
        QVERIFY(!body.noreply);
        ambassador.answer(3ms, call, CallStatus::Failed, MemcacheReply{{}, "SERVER_ERROR out of memory"});
        QCOMPARE(lineOf(ambassador.replies().at(0)), std::string("SERVER_ERROR out of memory"));
        QCOMPARE(serverOf(ambassador, home).failures, std::uint64_t(0));
    }

    void keysOf250BytesPassAndOf251DoNot()
    {
        Stepper ambassador(configOf());
        ambassador.step(0ms, Started{});
        ambassador.step(1ms, get(1, {std::string(250, 'k')}));
        QCOMPARE(ambassador.calls().size(), std::size_t(1));
        for (const std::string &bad : {std::string(251, 'k'), std::string(), std::string("a b")}) {
            ambassador.step(2ms, get(2, {"good", bad}));
            QVERIFY(ambassador.calls().empty());
            QVERIFY(lineOf(ambassador.replies().at(0)).starts_with("CLIENT_ERROR"));
        }
    }

    void aFailingServerIsEjectedAndTriedAgainLater()
    {
        Stepper ambassador(configOf());
        ambassador.step(0ms, Started{});
        const std::string key = keyOn(ambassador, 1);
        for (int i = 1; i <= 2; ++i) {
            ambassador.step(Duration(i * 10ms), get(i, {key}));
            ambassador.answer(i * 10ms + 1ms, ambassador.calls().at(0), CallStatus::Refused);
        }
        QCOMPARE(ambassador.all<EventEffect>().at(0).kind, std::string_view("ejected"));
        QVERIFY(serverOf(ambassador, 1).ejected);
        QCOMPARE(serverOf(ambassador, 1).share, 0.0);
        ambassador.step(30ms, get(3, {key}));
        QVERIFY(ambassador.calls().at(0).first != 1);
        ambassador.answer(31ms, ambassador.calls().at(0), CallStatus::Ok, MemcacheReply{{}, "END"});
        ambassador.wake();
        QCOMPARE(ambassador.time, Time(30'021ms));
        QVERIFY(!serverOf(ambassador, 1).ejected);
        ambassador.step(30'030ms, get(4, {key}));
        QCOMPARE(ambassador.calls().at(0).first, PeerId(1));
    }

    void oneLostConnectionIsOneFailureHoweverManyCallsItHeld()
    {
        Stepper ambassador(configOf());
        ambassador.step(0ms, Started{});
        const std::string key = keyOn(ambassador, 0);
        std::vector<std::pair<PeerId, Call>> open;
        for (RequestId id = 1; id <= 5; ++id) {
            ambassador.step(1ms, get(id, {key}));
            open.push_back(ambassador.calls().at(0));
        }
        Duration now = 5ms;
        for (const auto &call : open)
            ambassador.answer(now += 1us, call, CallStatus::Reset);
        QVERIFY(!serverOf(ambassador, 0).ejected);
        QCOMPARE(serverOf(ambassador, 0).failures, std::uint64_t(5));
    }

    void withAllServersEjectedTheLastRingStays()
    {
        Stepper ambassador(configOf({}, 1));
        ambassador.step(0ms, Started{});
        for (RequestId id = 1; id <= 5; ++id) {
            ambassador.step(Duration(id * 10ms), get(id, {"a"}));
            QCOMPARE(ambassador.calls().size(), std::size_t(1));
            ambassador.answer(id * 10ms + 1ms, ambassador.calls().at(0), CallStatus::Refused);
        }
    }

    void withoutAutoEjectFailuresAreOnlyCounted()
    {
        MemcacheAmbassadorConfig config;
        config.autoEject = false;
        Stepper ambassador(configOf(config, 1));
        ambassador.step(0ms, Started{});
        for (RequestId id = 1; id <= 5; ++id) {
            ambassador.step(Duration(id * 10ms), get(id, {"a"}));
            ambassador.answer(id * 10ms + 1ms, ambassador.calls().at(0), CallStatus::Refused);
        }
        QVERIFY(!serverOf(ambassador, 0).ejected);
        QCOMPARE(serverOf(ambassador, 0).failures, std::uint64_t(5));
    }

    void sharesAreWhatKeysMeet_data()
    {
        QTest::addColumn<int>("hash");
        QTest::addColumn<int>("distribution");
        for (const auto hash : {KeyHash::Fnv1a_64, KeyHash::Crc32, KeyHash::Crc16, KeyHash::Md5})
            for (const auto distribution : {KeyDistribution::Ketama, KeyDistribution::Modula, KeyDistribution::Random})
                QTest::addRow("%d %d", int(hash), int(distribution)) << int(hash) << int(distribution);
    }

    void sharesAreWhatKeysMeet()
    {
        QFETCH(int, hash);
        QFETCH(int, distribution);
        const Ring ring(KeyHash(hash), KeyDistribution(distribution), {{"a", 1}, {"b", 2}, {"c", 5}});
        Random random(1);
        std::vector<double> met(3);
        const int keys = 60'000;
        for (int i = 0; i < keys; ++i)
            met.at(ring.memberOf("some/key/" + std::to_string(random.next()), random)) += 1.0 / keys;
        QVERIFY(std::abs(std::accumulate(ring.shares().begin(), ring.shares().end(), 0.0) - 1) < 1e-9);
        for (std::size_t i = 0; i < 3; ++i)
            QVERIFY2(std::abs(met[i] - ring.shares()[i]) < 0.01,
                     qPrintable(QString("%1 %2").arg(met[i]).arg(ring.shares()[i])));
    }

    void versionAndStatsAreAnsweredHere()
    {
        Stepper ambassador(configOf());
        ambassador.step(0ms, Started{});
        MemcacheRequest version;
        version.command = MemcacheCommand::Version;
        ambassador.step(1ms, Requested{1, version, 0s});
        QVERIFY(lineOf(ambassador.replies().at(0)).starts_with("VERSION "));
        MemcacheRequest stats;
        stats.command = MemcacheCommand::Stats;
        ambassador.step(1ms, Requested{2, stats, 0s});
        QVERIFY(lineOf(ambassador.replies().at(0)).starts_with("STAT cache-0:requests 0\r\n"));
    }

    // The paper's second benefit (4.2): for a test, one memcached takes the place of the whole ring.
    void oneServerIsTheStandAloneMode()
    {
        Stepper ambassador(configOf({}, 1));
        ambassador.step(0ms, Started{});
        const auto keys = manyKeys(50);
        ambassador.step(1ms, get(1, keys));
        QCOMPARE(ambassador.calls().size(), std::size_t(1));
        ambassador.answer(2ms, ambassador.calls().at(0), CallStatus::Ok, hitsOf(ambassador.calls().at(0)));
        QCOMPARE(ambassador.replies().at(0).body.as<MemcacheReply>()->values.size(), keys.size());
        QCOMPARE(serverOf(ambassador, 0).share, 1.0);
    }

    void theSimulatedCostOfTheProxyDelaysARequest()
    {
        MachineConfig config = configOf();
        std::get<MemcacheAmbassadorConfig>(config.behaviour).overhead = 20us;
        Stepper ambassador(config);
        ambassador.step(0ms, Started{});
        ambassador.step(1ms, get(1, {"a"}));
        QVERIFY(ambassador.calls().empty());
        ambassador.wake();
        QCOMPARE(ambassador.time, Time(1020us));
        QCOMPARE(ambassador.calls().size(), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(MemcacheAmbassadorTest)
#include "memcache_ambassador_test.moc"
