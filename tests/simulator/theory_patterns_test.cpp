// SPDX-License-Identifier: GPL-3.0-or-later
// What patterns promise in figures: how evenly ketama's ring shares keys, how many move, how often two hashes meet; and
// how long an election is without a leader. How it is judged stands in theory_check.h.
#include "engine/base/random.h"
#include "engine/patterns/key_hash.h"
#include "engine/patterns/ring.h"
#include "tests/simulator/theory_check.h"

#include <QTest>

#include <numeric>
#include <unordered_map>

using namespace bayplan;
using namespace bayplan::test;
using namespace std::chrono_literals;

namespace {

constexpr double pointsOfServer = 160;

std::vector<RingMember> serversOf(Random &random, int count)
{
    std::vector<RingMember> members;
    for (int i = 0; i < count; ++i)
        members.push_back({"cache-" + std::to_string(random.next()), 1});
    return members;
}

Ring ketamaOf(const std::vector<RingMember> &members)
{
    return {KeyHash::Md5, KeyDistribution::Ketama, members};
}

Estimate meanOf(const std::vector<double> &values)
{
    return {std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size()),
            halfWidth99(values)};
}

/// Pairs with equal values.
template <class Value>
double pairsIn(const std::vector<Value> &values)
{
    std::unordered_map<Value, double> seen;
    double pairs = 0;
    for (const Value value : values)
        pairs += seen[value]++;
    return pairs;
}

/// A leader that is killed between two of its heartbeats, never to come back, and links that take no time.
Plan killedLeader(std::uint32_t members, Random &random)
{
    PlanMaker maker;
    maker.plan = electionPlan(members);
    for (InstancePlan &instance : maker.plan.instances) {
        for (PeerPlan &peer : instance.peers)
            peer.quality.latency = Distribution::constant(0s);
    }
    maker.plan.duration = 8s;
    maker.plan.warmUp = 8s;
    // Whoever leads is not known before the run: a member is killed that won in a run without the fault.
    maker.plan.seed = random.next() >> 1U;
    const std::string leader = simulate(maker.plan, {}).elections.at(0).leader;
    maker.plan.duration = 13s;
    for (InstanceIndex index = 0; index < members; ++index) {
        if (maker.plan.instances[index].name == leader)
            maker.addFault("kill", Time(9s + Duration(static_cast<std::int64_t>(random.below(1'000'000'000)))), 60s,
                           {index});
    }
    return maker.plan;
}

} // namespace

class TheoryPatternsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aServersShareOfTheRingIsBetaDistributed();
    void anotherServerTakesItsShareFromAllAndNobodyElseMoves();
    void twoPointsMeetAsBirthdaysDo();
    void twoKeysMeetAsBirthdaysDo_data();
    void twoKeysMeetAsBirthdaysDo();
    void aKilledLeaderIsMissedAsLongAsItsFollowersWait_data();
    void aKilledLeaderIsMissedAsLongAsItsFollowersWait();
};

void TheoryPatternsTest::aServersShareOfTheRingIsBetaDistributed()
{
    // 160 of 160 n random points: the share of the keys is Beta(160, 160 (n - 1)), of mean 1 / n and a relative
    // standard deviation of sqrt((n - 1) / (160 n + 1)), 7.5 % for ten servers.
    constexpr int servers = 10;
    constexpr double all = pointsOfServer * servers;
    const double mean = 1.0 / servers;
    const double variance = mean * (1 - mean) / (all + 1);
    Estimates spread;
    for (std::uint64_t seed = 1; seed <= theorySeeds; ++seed) {
        Random random(seed);
        std::vector<double> squares;
        for (int ring = 0; ring < 30; ++ring) {
            const std::vector<double> shares = ketamaOf(serversOf(random, servers)).shares();
            QVERIFY(std::abs(std::accumulate(shares.begin(), shares.end(), 0.0) - 1) < 1e-9);
            double sum = 0;
            for (const double share : shares) {
                sum += (share - mean) * (share - mean) / servers;
                // Seven standard deviations: once in 10^11 shares, and this looks at 6,000.
                QVERIFY2(std::abs(share - mean) < 7 * std::sqrt(variance), qPrintable(QString::number(share)));
            }
            squares.push_back(sum);
        }
        spread.push_back(meanOf(squares));
    }
    // Half the points or twice as many would double or halve it.
    QCOMPARE(
        disagreement("Ketama, 10 servers", "variance of a share", spread, variance, {variance * 1.2, variance / 1.2}),
        QString());
}

void TheoryPatternsTest::anotherServerTakesItsShareFromAllAndNobodyElseMoves()
{
    constexpr int servers = 9;
    Estimates moved;
    for (std::uint64_t seed = 1; seed <= theorySeeds; ++seed) {
        Random random(seed);
        std::vector<double> shares;
        for (int ring = 0; ring < 15; ++ring) {
            std::vector<RingMember> members = serversOf(random, servers);
            const Ring before = ketamaOf(members);
            members.push_back(serversOf(random, 1).front());
            const Ring behind = ketamaOf(members);
            constexpr int keys = 1000;
            int moves = 0;
            for (int key = 0; key < keys; ++key) {
                const std::string name = std::to_string(random.next());
                const std::uint32_t now = behind.memberOf(name, random);
                const bool isOther = before.memberOf(name, random) != now;
                QVERIFY(!isOther || now == servers);
                moves += isOther ? 1 : 0;
            }
            shares.push_back(static_cast<double>(moves) / keys);
        }
        moved.push_back(meanOf(shares));
    }
    QCOMPARE(disagreement("Ketama, a tenth server", "keys that move", moved, 0.1, {1.0 / 9, 1.0 / 11}), QString());
}

void TheoryPatternsTest::twoPointsMeetAsBirthdaysDo()
{
    // 80,000 points of 500 servers on 2^32 places: n (n - 1) / 2 / 2^32 pairs, 0.745 on average.
    constexpr int servers = 500;
    constexpr double points = servers * pointsOfServer;
    constexpr double expected = points * (points - 1) / 2 / 4294967296.0;
    double pairs = 0;
    for (std::uint64_t seed = 1; seed <= theorySeeds; ++seed) {
        Random random(seed);
        std::vector<std::uint32_t> places;
        for (const RingMember &server : serversOf(random, servers)) {
            for (int digest = 0; digest < 40; ++digest) {
                const auto bytes = md5(server.name + '-' + std::to_string(digest));
                for (unsigned i = 0; i < 16; i += 4)
                    places.push_back(bytes[i] | bytes[i + 1] << 8U | bytes[i + 2] << 16U |
                                     static_cast<std::uint32_t>(bytes[i + 3]) << 24U);
            }
        }
        pairs += pairsIn(places);
    }
    // The sum is Poisson's with 14.9: outside of [1, 37] with probability 1e-6.
    const double sum = expected * theorySeeds;
    addToTable(QString::asprintf("| Birthdays, 80,000 points of ketama | equal pairs, 20 rings | %.4g | %.0f | |\n",
                                 sum, pairs)
                   .toStdString());
    QVERIFY2(pairs >= 1 && pairs <= 37, qPrintable(QString("%1 against %2").arg(pairs).arg(sum)));
}

void TheoryPatternsTest::twoKeysMeetAsBirthdaysDo_data()
{
    QTest::addColumn<int>("hash");
    QTest::newRow("fnv1a_64") << static_cast<int>(KeyHash::Fnv1a_64);
    QTest::newRow("murmur") << static_cast<int>(KeyHash::Murmur);
}

void TheoryPatternsTest::twoKeysMeetAsBirthdaysDo()
{
    QFETCH(int, hash);
    constexpr double keys = 200'000;
    constexpr double expected = keys * (keys - 1) / 2 / 4294967296.0; // 4.66 pairs
    double pairs = 0;
    constexpr int sets = 3;
    for (std::uint64_t seed = 1; seed <= sets; ++seed) {
        Random random(seed);
        std::vector<std::uint32_t> hashes;
        for (int key = 0; key < static_cast<int>(keys); ++key)
            hashes.push_back(hashOfKey(static_cast<KeyHash>(hash), "user:" + std::to_string(random.next())));
        pairs += pairsIn(hashes);
    }
    // The sum is Poisson's with 14.0: above 36 with probability 1e-6.
    addToTable(QString::asprintf("| Birthdays, 200,000 keys by %s | equal pairs, 3 sets | %.4g | %.0f | |\n",
                                 QTest::currentDataTag(), expected * sets, pairs)
                   .toStdString());
    QVERIFY2(pairs <= 36, qPrintable(QString("%1 against %2").arg(pairs).arg(expected * sets)));
}

void TheoryPatternsTest::aKilledLeaderIsMissedAsLongAsItsFollowersWait_data()
{
    QTest::addColumn<unsigned>("members");
    QTest::newRow("3") << 3U;
    QTest::newRow("5") << 5U;
}

/// Each follower waits for Emin to Emax from the last heartbeat, which is up to a heartbeat's distance H old when the
/// leader dies. The first of the m - 1 that are left asks, has the votes at once, and holds the lease a few writes to
/// disk later: between Emin - H and Emax without a leader, and Emin + (Emax - Emin) / m - H / 2 on average.
void TheoryPatternsTest::aKilledLeaderIsMissedAsLongAsItsFollowersWait()
{
    QFETCH(unsigned, members);
    const ElectionConfig timing;
    const double least = toSeconds(timing.electionTimeoutMin - timing.heartbeat);
    const double most = toSeconds(timing.electionTimeoutMax);
    constexpr double writes = 0.0004; // the candidate's own vote, then the vote that makes a majority
    Estimates estimates;
    for (std::uint64_t seed = 1; seed <= theorySeeds; ++seed) {
        Random random(seed);
        std::vector<double> gaps;
        for (int kill = 0; kill < 20; ++kill) {
            const ElectionFigures election = simulate(killedLeader(members, random), {}).elections.at(0);
            const double gap = toSeconds(election.longestWithout);
            QVERIFY2(gap >= least && gap <= most + 0.001, qPrintable(QString::number(gap)));
            QVERIFY(election.safe && election.withoutLeader == election.longestWithout);
            gaps.push_back(gap);
        }
        estimates.push_back(meanOf(gaps));
    }
    const double spread = toSeconds(timing.electionTimeoutMax - timing.electionTimeoutMin);
    const double theory =
        toSeconds(timing.electionTimeoutMin) + spread / members - toSeconds(timing.heartbeat) / 2 + writes;
    // A heartbeat's distance more or less.
    const double heartbeat = toSeconds(timing.heartbeat);
    QCOMPARE(disagreement("Election of " + std::to_string(members) + ", leader killed", "without a leader, s",
                          estimates, theory, {theory + heartbeat, theory - heartbeat}),
             QString());
}

QTEST_GUILESS_MAIN(TheoryPatternsTest)
#include "theory_patterns_test.moc"
