// SPDX-License-Identifier: GPL-3.0-or-later
// What went wrong in elections of others (PATTERNS 5), as scripts that must go right in ours; each names the report
// that it is from. kubernetes-retired/contrib 690 and 2933, Cloudflare 2020-11-02 and etcd 8501 are in
// election_test.cpp.
#include "tests/patterns/election_cluster.h"

#include <QTest>

using namespace bayplan;
using namespace bayplan::test;

namespace {

constexpr Duration threeEmax = 6s;

std::uint64_t configurationOf(std::size_t members)
{
    std::vector<std::string> names;
    for (std::size_t node = 0; node < members; ++node)
        names.push_back(ElectionCluster::nameOf(node));
    return electionConfiguration(names);
}

/// A leader with a lease, and the others.
struct Led {
    explicit Led(std::size_t members = 3, std::uint64_t seed = 1, ElectionConfig config = {})
        : cluster(members, seed, config)
    {
        if (cluster.runUntilLease(20s))
            leader = *cluster.leaseHolder();
        cluster.run(500ms);
        for (std::size_t node = 0; node < members; ++node)
            if (node != leader)
                others.push_back(node);
        term = cluster.highestTerm();
    }

    ElectionCluster cluster;
    std::size_t leader = 99;
    std::vector<std::size_t> others;
    std::uint64_t term = 0;
};

} // namespace

class ElectionBugsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // ---- who was away ----------------------------------------------------------------------------------------------

    // etcd 8243: a member that was cut off while terms rose is needed for the quorum when it comes back. The two that
    // were left asked each other for pre-votes in terms that the other did not listen to.
    void etcd8243AMemberLeftBehindIsHeardAndCatchesUp()
    {
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            Led led(3, seed);
            const std::size_t away = led.others[0];
            led.cluster.isolate(away);
            const std::uint64_t before = led.cluster.state(away).term;
            for (int turn = 0; turn < 6; ++turn) {
                led.cluster.ask(*led.cluster.leaseHolder(), ElectionCommand::Resign);
                QVERIFY(led.cluster.runUntilLease(threeEmax));
                led.cluster.run(1s);
            }
            QVERIFY(led.cluster.highestTerm() >= before + 6 && led.cluster.state(away).term == before);
            const std::size_t leader = *led.cluster.leaseHolder();
            led.cluster.heal();
            led.cluster.crash(leader);
            QVERIFY2(led.cluster.runUntilLease(threeEmax), qPrintable(QString::number(seed)));
        }
    }

    // etcd 14893: a member that could reach nobody for half a minute came back with a higher term and cost the cluster
    // its leader.
    void etcd14893AMemberThatComesBackCostsNoLeader()
    {
        Led led;
        led.cluster.isolate(led.others[0]);
        led.cluster.run(30s);
        led.cluster.heal();
        led.cluster.run(30s);
        QCOMPARE(*led.cluster.leaseHolder(), led.leader);
        QCOMPARE(led.cluster.highestTerm(), led.term);
        QCOMPARE(led.cluster.eventsOf("lease-lost"), std::size_t(0));
    }

    // openraft 1796: who refused a pre-vote of an old term did not say which term it is, and the asker asked in the old
    // one for ever.
    void openraft1796ARefusalTellsTheTerm()
    {
        Led led(5);
        const std::size_t away = led.others[0];
        led.cluster.isolate(away);
        const std::uint64_t before = led.cluster.state(away).term;
        led.cluster.ask(led.leader, ElectionCommand::Resign);
        led.cluster.run(3s);
        led.cluster.crash(led.others[1] == *led.cluster.leaseHolder() ? led.others[2] : led.others[1]);
        led.cluster.crash(*led.cluster.leaseHolder());
        led.cluster.heal(); // three are left, and one of them is behind: all are needed
        QVERIFY(led.cluster.runUntilLease(threeEmax));
        QVERIFY(led.cluster.state(away).term > before);
    }

    // ---- who still believes in a leader ----------------------------------------------------------------------------

    // etcd 9586 and 10355: two followers of a leader that is gone stood at the same time, and each refused the other
    // because it still believed in that leader.
    void etcd9586And10355WhoStandsHasForgottenTheLeader()
    {
        for (std::uint64_t seed = 1; seed <= 60; ++seed) {
            ElectionConfig together; // all wait for the same time, so that they stand together
            together.electionTimeoutMax = together.electionTimeoutMin;
            Led led(3, seed, together);
            led.cluster.isolate(led.leader);
            led.cluster.run(2s);
            QVERIFY2(led.cluster.leaseHolder() || led.cluster.runUntilLease(20s), qPrintable(QString::number(seed)));
        }
    }

    // raft-rs 84: the same of two that were held up and find at one instant that they have heard nothing for long.
    void raftRs84TwoThatWakeAtOneInstantDoNotRefuseEachOther()
    {
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            Led led(3, seed);
            for (const std::size_t other : led.others)
                led.cluster.pause(other, 3s);
            led.cluster.crash(led.leader);
            led.cluster.run(3s);
            QVERIFY2(led.cluster.runUntilLease(threeEmax), qPrintable(QString::number(seed)));
            QVERIFY2(led.cluster.violations().empty(), led.cluster.firstViolation().c_str());
        }
    }

    // hashicorp/raft 606: one of three is down, the leader gives up for want of acknowledgements, and the follower,
    // which still hears it, refuses the very one that it believes to lead.
    void hashicorp606AFormerLeaderCanBeElectedAgain()
    {
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            Led led(3, seed);
            led.cluster.crash(led.others[1]);
            led.cluster.cut(led.others[0], led.leader);
            led.cluster.run(1500ms);
            QVERIFY(!led.cluster.leaseHolder());
            led.cluster.heal();
            QVERIFY2(led.cluster.runUntilLease(threeEmax), qPrintable(QString::number(seed)));
            QVERIFY2(led.cluster.violations().empty(), led.cluster.firstViolation().c_str());
        }
    }

    // hashicorp/raft 609: granting a pre-vote counted as a word from the leader, so that one who kept asking without a
    // chance kept all from standing: here the leader that is gone, or another that is.
    void hashicorp609WhoIsAskedForAPreVoteHasNotHeardFromALeader_data()
    {
        QTest::addColumn<std::size_t>("members");
        QTest::newRow("the leader asks") << std::size_t{3};
        QTest::newRow("a follower asks") << std::size_t{5};
    }

    void hashicorp609WhoIsAskedForAPreVoteHasNotHeardFromALeader()
    {
        QFETCH(std::size_t, members);
        Led led(members);
        const std::size_t asking = members == 3 ? led.leader : led.others.back();
        led.cluster.crash(led.leader);
        if (asking != led.leader)
            led.cluster.crash(asking);
        for (Duration waited{0}; waited < threeEmax && !led.cluster.leaseHolder(); waited += 50ms) {
            for (const std::size_t other : led.others) {
                if (other != asking)
                    led.cluster.inject(
                        other, asking,
                        VoteRequest{led.cluster.highestTerm() + 1, configurationOf(members), true, false});
            }
            led.cluster.run(50ms);
        }
        QVERIFY(led.cluster.leaseHolder());
    }

    // canonical/raft 203: the heir had not raised its term yet, heard a heartbeat of the one who had given way, and was
    // a follower again.
    void canonical203AHeartbeatOfTheOldTermDoesNotUndoATransfer_data()
    {
        QTest::addColumn<int>("milliseconds");
        for (const int between : {1, 2, 3, 5})
            QTest::addRow("every %d ms", between) << between;
    }

    void canonical203AHeartbeatOfTheOldTermDoesNotUndoATransfer()
    {
        QFETCH(int, milliseconds);
        Led led;
        led.cluster.ask(led.leader, ElectionCommand::Resign);
        for (Duration passed{0}; passed < 100ms; passed += std::chrono::milliseconds(milliseconds)) {
            for (const std::size_t other : led.others)
                led.cluster.inject(other, led.leader, Heartbeat{led.term, configurationOf(3), 1000});
            led.cluster.run(std::chrono::milliseconds(milliseconds));
        }
        QVERIFY(led.cluster.leaseHolder() && *led.cluster.leaseHolder() != led.leader);
        QCOMPARE(led.cluster.highestTerm(), led.term + 1);
    }

    // ---- who stands ------------------------------------------------------------------------------------------------

    // etcd 15784: members that all start at one instant wait equally long, stand together, and do so again and again.
    void etcd15784MembersThatStartTogetherAgreeSoon()
    {
        for (std::uint64_t seed = 1; seed <= 60; ++seed) {
            ElectionCluster cluster(5, seed);
            QVERIFY2(cluster.runUntilLease(threeEmax), qPrintable(QString::number(seed)));
            QVERIFY(cluster.highestTerm() <= 3);
        }
    }

    // canonical/raft 142: who had given its vote in this term refused every pre-vote for the next, so that nobody could
    // stand again after a vote that nobody won.
    void canonical142AVoteGivenRefusesNoPreVoteForTheNextTerm()
    {
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            Led led(3, seed);
            led.cluster.crash(led.leader);
            led.cluster.isolate(led.others[0]);
            led.cluster.run(3s);
            const VoteRequest vote{led.term + 1, configurationOf(3)};
            led.cluster.inject(led.others[0], led.others[1], vote);
            led.cluster.inject(led.others[1], led.others[0], vote);
            led.cluster.run(10ms);
            for (const std::size_t other : led.others) {
                QCOMPARE(led.cluster.state(other).term, led.term + 1);
                QVERIFY(led.cluster.state(other).role != ElectionRole::Candidate);
            }
            led.cluster.heal();
            QVERIFY2(led.cluster.runUntilLease(threeEmax), qPrintable(QString::number(seed)));
            QVERIFY(led.cluster.highestTerm() >= led.term + 2);
        }
    }

    // canonical/raft 196: cut off between the pre-vote and the vote, a candidate raised its term with every time-out.
    void canonical196ACandidateThatIsCutOffRaisesTheTermOnceAndNotAgain()
    {
        Led led;
        led.cluster.crash(led.leader);
        for (int step = 0; step < 4000 && led.cluster.highestTerm() == led.term; ++step)
            led.cluster.run(1ms);
        const std::size_t candidate = led.cluster.state(led.others[0]).term > led.term ? led.others[0] : led.others[1];
        QCOMPARE(led.cluster.state(candidate).role, ElectionRole::Candidate);
        led.cluster.isolate(candidate);
        led.cluster.run(60s);
        QCOMPARE(led.cluster.state(candidate).term, led.term + 1);
        led.cluster.heal();
        QVERIFY(led.cluster.runUntilLease(threeEmax));
        QVERIFY(led.cluster.highestTerm() <= led.term + 3);
    }

    // canonical/raft 196, further down: a pre-vote that came late counted as a vote.
    void canonical196APreVoteIsNoVoteAndAVoteIsNoPreVote()
    {
        Led led;
        const std::size_t alone = led.others[0];
        const auto reply = [&](bool preVote) {
            led.cluster.inject(alone, led.others[1], VoteReply{led.term + 1, configurationOf(3), preVote, true, {}});
            led.cluster.run(1ms);
        };
        led.cluster.isolate(alone);
        led.cluster.run(3s);
        reply(false);
        QCOMPARE(led.cluster.state(alone).term, led.term);
        reply(true);
        QCOMPARE(led.cluster.state(alone).term, led.term + 1);
        reply(true);
        QCOMPARE(led.cluster.state(alone).role, ElectionRole::Candidate);
    }

    // ---- who says what cannot be -----------------------------------------------------------------------------------

    // One message with the last term that there is carried all members to where the next term is 0.
    void ATermThatNobodyCanHaveReachedIsRefusedAndTheElectionGoesOn_data()
    {
        constexpr std::uint64_t last = ~std::uint64_t{0};
        const std::uint64_t members = configurationOf(3);
        QTest::addColumn<Message>("message");
        QTest::newRow("heartbeat") << Message(Heartbeat{last, members, 1});
        QTest::newRow("acknowledgement") << Message(HeartbeatReply{last, members, 1});
        QTest::newRow("vote asked for") << Message(VoteRequest{last, members, false, true});
        QTest::newRow("vote refused") << Message(VoteReply{last, members, true, false, "no"});
        QTest::newRow("an eon ahead") << Message(HeartbeatReply{std::uint64_t{1} << 40U, members, 1});
    }

    void ATermThatNobodyCanHaveReachedIsRefusedAndTheElectionGoesOn()
    {
        QFETCH(Message, message);
        Led led;
        for (int time = 0; time < 3; ++time)
            led.cluster.inject(led.leader, led.others[0], message);
        led.cluster.run(2s);
        QCOMPARE(led.cluster.state(led.leader).refusedTerms, std::uint64_t(3));
        QCOMPARE(led.cluster.eventsOf("term-refused"), std::size_t(1));
        QCOMPARE(led.cluster.leaseHolder(), std::optional(led.leader));
        led.cluster.crash(led.leader);
        QVERIFY(led.cluster.runUntilLease(threeEmax));
        QCOMPARE(led.cluster.highestTerm(), led.term + 1);
    }

    void AMemberThatMissedVeryManyTermsStillCatchesUp()
    {
        Led led;
        const std::uint64_t ahead = led.term + 4'000'000'000;
        led.cluster.inject(led.leader, led.others[0], HeartbeatReply{ahead, configurationOf(3), 1});
        QVERIFY(led.cluster.runUntilLease(threeEmax));
        led.cluster.run(4s);
        QVERIFY(led.cluster.leaseHolder());
        QVERIFY(led.cluster.state(led.others[1]).term >= ahead);
    }
};

QTEST_GUILESS_MAIN(ElectionBugsTest)
#include "election_bugs_test.moc"
