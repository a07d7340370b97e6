// SPDX-License-Identifier: GPL-3.0-or-later
// Failures that other implementations of this protocol have had (PATTERNS 5), each as the history that showed it.
// kubernetes-retired/contrib 690 and 2933, Cloudflare 2020-11-02 and etcd 8501 are in election_test.cpp.
#include "tests/patterns/election_cluster.h"

#include <QTest>

using namespace bayplan;
using namespace bayplan::test;

namespace {

constexpr Duration patience = 6s; // 3 Emax

std::uint64_t configurationOf(std::size_t members)
{
    std::vector<std::string> names;
    for (std::size_t node = 0; node < members; ++node)
        names.push_back(ElectionCluster::nameOf(node));
    return electionConfiguration(names);
}

/// Those that are not this one.
std::vector<std::size_t> othersOf(const ElectionCluster &cluster, std::size_t node)
{
    std::vector<std::size_t> others;
    for (std::size_t other = 0; other < cluster.size(); ++other) {
        if (other != node)
            others.push_back(other);
    }
    return others;
}

} // namespace

class ElectionBugsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // etcd 8243: a member that was cut off while terms rose is needed for the quorum when it comes back, and its
    // questions of an old term were not answered.
    void etcd8243AMemberLeftBehindIsHeardAndCatchesUp()
    {
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            ElectionCluster cluster(3, seed);
            QVERIFY(cluster.runUntilLease(patience));
            const std::size_t behind = othersOf(cluster, *cluster.leaseHolder())[0];
            cluster.isolate(behind);
            const std::uint64_t before = cluster.state(behind).term;
            for (int i = 0; i < 4; ++i) {
                const std::size_t leader = *cluster.leaseHolder();
                cluster.ask(leader, ElectionCommand::Resign);
                cluster.run(3s);
                QVERIFY(cluster.leaseHolder());
            }
            QVERIFY(cluster.highestTerm() >= before + 4 && cluster.state(behind).term == before);
            cluster.heal();
            cluster.crash(*cluster.leaseHolder());
            QVERIFY2(cluster.runUntilLease(patience), std::to_string(seed).c_str());
        }
    }

    // etcd 9586 and 10355: two followers of a leader that is gone stood at the same time, and each refused the other
    // because it still believed in that leader.
    void etcd9586And10355WhoStandsHasForgottenTheLeader()
    {
        for (std::uint64_t seed = 1; seed <= 60; ++seed) {
            ElectionConfig together; // all wait for the same time, so that they stand together
            together.electionTimeoutMax = together.electionTimeoutMin;
            ElectionCluster cluster(3, seed, together);
            QVERIFY(cluster.runUntilLease(20s));
            cluster.isolate(*cluster.leaseHolder());
            cluster.run(2s);
            QVERIFY2(cluster.leaseHolder() || cluster.runUntilLease(20s), std::to_string(seed).c_str());
        }
    }

    // etcd 14893: a member that could reach nobody for half a minute came back with a higher term and cost the cluster
    // its leader.
    void etcd14893AMemberThatComesBackCostsNoLeader()
    {
        ElectionCluster cluster(3);
        QVERIFY(cluster.runUntilLease(patience));
        const std::size_t leader = *cluster.leaseHolder();
        const std::uint64_t term = cluster.highestTerm();
        const std::size_t away = othersOf(cluster, leader)[0];
        cluster.isolate(away);
        cluster.run(30s);
        cluster.heal();
        cluster.run(10s);
        QCOMPARE(*cluster.leaseHolder(), leader);
        QCOMPARE(cluster.highestTerm(), term);
        QCOMPARE(cluster.eventsOf("lease-lost"), std::size_t(0));
    }

    // hashicorp/raft 606: a leader that had lost its leadership asked whether it could win, and was refused because it
    // was the leader that they knew. With the third member down, nobody led.
    void hashicorp606AFormerLeaderCanBeElectedAgain()
    {
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            ElectionCluster cluster(3, seed);
            QVERIFY(cluster.runUntilLease(patience));
            const std::size_t leader = *cluster.leaseHolder();
            const std::size_t other = othersOf(cluster, leader)[0];
            cluster.crash(othersOf(cluster, leader)[1]);
            cluster.cut(other, leader); // its acknowledgements are lost, so it steps down
            cluster.run(2s);
            QVERIFY(!cluster.leaseHolder());
            cluster.heal();
            QVERIFY2(cluster.runUntilLease(patience), std::to_string(seed).c_str());
        }
    }

    // hashicorp/raft 609: granting a pre-vote counted as a word from the leader, so that one who kept asking kept all
    // from standing.
    void hashicorp609WhoIsAskedForAPreVoteHasNotHeardFromALeader()
    {
        ElectionCluster cluster(3);
        QVERIFY(cluster.runUntilLease(patience));
        const std::size_t leader = *cluster.leaseHolder();
        const std::uint64_t term = cluster.highestTerm();
        cluster.crash(leader);
        cluster.run(100ms);
        for (int i = 0; i < 40 && !cluster.leaseHolder(); ++i) {
            for (const std::size_t other : othersOf(cluster, leader))
                cluster.inject(other, leader, VoteRequest{term + 1, configurationOf(3), true, false});
            cluster.run(150ms);
        }
        QVERIFY(cluster.leaseHolder());
    }

    // canonical/raft 203: a heartbeat of the leader that gave way came after the transfer, and its heir followed it
    // again.
    void canonical203AHeartbeatOfTheOldTermDoesNotUndoATransfer()
    {
        ElectionCluster cluster(3);
        QVERIFY(cluster.runUntilLease(patience));
        const std::size_t leader = *cluster.leaseHolder();
        const std::uint64_t term = cluster.highestTerm();
        cluster.ask(leader, ElectionCommand::Resign);
        for (const Duration after : {1ms, 2ms, 3ms}) {
            cluster.run(after);
            for (const std::size_t other : othersOf(cluster, leader))
                cluster.inject(other, leader, Heartbeat{term, configurationOf(3), 1'000});
        }
        QVERIFY(cluster.leaseHolder() || cluster.runUntilLease(100ms));
        QVERIFY(*cluster.leaseHolder() != leader);
        QCOMPARE(cluster.highestTerm(), term + 1);
    }

    // openraft 1796: who refused a pre-vote of an old term did not say which term it is, and the asker asked in the old
    // one for ever.
    void openraft1796ARefusalTellsTheTerm()
    {
        ElectionCluster cluster(5);
        QVERIFY(cluster.runUntilLease(patience));
        const std::size_t leader = *cluster.leaseHolder();
        const auto others = othersOf(cluster, leader);
        cluster.isolate(others[0]);
        const std::uint64_t before = cluster.state(others[0]).term;
        cluster.ask(leader, ElectionCommand::Resign);
        cluster.run(3s);
        cluster.crash(others[1] == *cluster.leaseHolder() ? others[2] : others[1]);
        cluster.crash(*cluster.leaseHolder());
        cluster.heal(); // three are left, and one of them is behind: all are needed
        QVERIFY(cluster.runUntilLease(patience));
        QVERIFY(cluster.state(others[0]).term > before);
    }
};

QTEST_GUILESS_MAIN(ElectionBugsTest)
#include "election_bugs_test.moc"
