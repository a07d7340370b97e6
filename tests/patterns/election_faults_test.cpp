// SPDX-License-Identifier: GPL-3.0-or-later
// The election under random faults: what must hold is checked by the cluster at every step.
#include "tests/patterns/election_cluster.h"

#include <QtTest/QtTest>

using namespace bayplan;
using namespace bayplan::test;

namespace {

/// Seeds per case; BAYPLAN_SEEDS asks for more, before a change of the protocol is believed.
std::uint64_t seeds()
{
    return qEnvironmentVariableIsSet("BAYPLAN_SEEDS") ? qEnvironmentVariable("BAYPLAN_SEEDS").toULongLong() : 40;
}

/// One fault, drawn from the model of PATTERNS 5.
void breakSomething(ElectionCluster &cluster, Random &random)
{
    const std::size_t a = random.below(cluster.size());
    const std::size_t b = (a + 1 + random.below(cluster.size() - 1)) % cluster.size();
    switch (random.below(12)) {
    case 0:
        return cluster.isolate(a);
    case 1:
        return cluster.cutBoth(a, b);
    case 2:
        return cluster.cut(a, b);
    case 3:
        cluster.link(a, b).loss = random.uniform();
        return;
    case 4:
        cluster.link(a, b).duplicate = 0.3;
        return;
    case 5:
        cluster.link(a, b).greatest = Duration(random.below(3'000'000'000));
        cluster.link(a, b).least = std::min(cluster.link(a, b).least, cluster.link(a, b).greatest);
        return;
    case 6:
        return cluster.pause(a, Duration(10'000'000 + random.below(8'000'000'000)));
    case 7:
        return cluster.setDisk(a, static_cast<DiskFault>(random.below(4)));
    case 8:
        return cluster.setRate(a, 0.95 + 0.1 * random.uniform());
    case 9:
        if (cluster.alive(a) && !cluster.paused(a))
            cluster.ask(a, static_cast<ElectionCommand>(random.below(5)));
        return;
    case 10:
        if (cluster.alive(a))
            cluster.crash(a);
        return;
    default:
        return cluster.heal();
    }
}

void repair(ElectionCluster &cluster)
{
    cluster.heal();
    for (std::size_t node = 0; node < cluster.size(); ++node) {
        cluster.pause(node, 0s);
        if (!cluster.alive(node))
            cluster.start(node);
    }
}

} // namespace

class ElectionFaultsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void safetyHoldsAndALeaseComesAfterTheFaults_data()
    {
        QTest::addColumn<int>("members");
        for (const int members : {1, 2, 3, 4, 5})
            QTest::addRow("%d members", members) << members;
    }

    void safetyHoldsAndALeaseComesAfterTheFaults()
    {
        QFETCH(int, members);
        const ElectionConfig config;
        Duration longest{};
        std::uint64_t elections = 0;
        for (std::uint64_t seed = 1; seed <= seeds(); ++seed) {
            ElectionCluster cluster(std::size_t(members), seed);
            Random random = Random::stream(seed, 99);
            for (int fault = 0; fault < 60; ++fault) {
                cluster.run(Duration(random.below(3'000'000'000)));
                if (members > 1)
                    breakSomething(cluster, random);
                for (std::size_t node = 0; node < cluster.size(); ++node)
                    if (!cluster.alive(node) && random.chance(0.3))
                        cluster.start(node);
            }
            repair(cluster);
            const auto wait = cluster.runUntilLease(3 * config.electionTimeoutMax);
            const std::string where = "seed " + std::to_string(seed) + ": ";
            QVERIFY2(cluster.violations().empty(), (where + cluster.firstViolation()).c_str());
            QVERIFY2(wait, (where + "no lease within 3 Emax of the end of faults").c_str());
            longest = std::max(longest, *wait);
            elections += cluster.eventsOf("elected");
        }
        qInfo("%llu elections; longest wait for a lease after the faults %.2f s", (unsigned long long)elections,
              toSeconds(longest));
    }

    void aLeaderStaysWhileNothingFails()
    {
        for (std::uint64_t seed = 1; seed <= seeds(); ++seed) {
            ElectionCluster cluster(5, seed);
            QVERIFY(cluster.runUntilLease(6s));
            cluster.run(120s);
            QCOMPARE(cluster.eventsOf("lease-lost"), std::size_t(0));
            QCOMPARE(cluster.eventsOf("stepped-down"), std::size_t(0));
            QCOMPARE(cluster.eventsOf("elected"), std::size_t(1));
        }
    }

    void anyNodeWithLinksToAQuorumBringsALease()
    {
        // A star: only the hub reaches a quorum, whoever led before.
        for (std::uint64_t seed = 1; seed <= seeds(); ++seed) {
            ElectionCluster cluster(5, seed);
            QVERIFY(cluster.runUntilLease(6s));
            const std::size_t hub = seed % 5;
            for (std::size_t a = 0; a < 5; ++a)
                for (std::size_t b = a + 1; b < 5; ++b)
                    if (a != hub && b != hub)
                        cluster.cutBoth(a, b);
            cluster.run(5s + 5s);
            const auto holder = cluster.leaseHolder();
            QVERIFY2(holder == hub, ("seed " + std::to_string(seed)).c_str());
            QVERIFY(cluster.violations().empty());
        }
    }
};

QTEST_GUILESS_MAIN(ElectionFaultsTest)
#include "election_faults_test.moc"
