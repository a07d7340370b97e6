// SPDX-License-Identifier: GPL-3.0-or-later
// What went wrong in elections of others, as scripts that must go right in ours. Each names the report that it is from;
// those that are scripts of election_test.cpp already are named there.
#include "tests/patterns/election_cluster.h"

#include <QtTest/QtTest>

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
    explicit Led(std::size_t members = 3, std::uint64_t seed = 1) : cluster(members, seed)
    {
        if (cluster.runUntilLease(threeEmax))
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

class ElectionLessonsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // etcd 8243: the two that were left asked each other for pre-votes in terms that the other did not listen to.
    void aMemberOfAnEarlierTermHelpsToElectWhenTheLeaderDiesAsItReturns()
    {
        Led led;
        const std::size_t away = led.others[1];
        led.cluster.isolate(away);
        for (int turn = 0; turn < 6; ++turn) {
            led.cluster.ask(*led.cluster.leaseHolder(), ElectionCommand::Resign);
            QVERIFY(led.cluster.runUntilLease(threeEmax));
            led.cluster.run(1s);
        }
        QVERIFY(led.cluster.highestTerm() > led.cluster.state(away).term + 4);
        const std::size_t leader = *led.cluster.leaseHolder();
        led.cluster.heal();
        led.cluster.crash(leader);
        QVERIFY(led.cluster.runUntilLease(threeEmax));
    }

    // etcd 9586 and 10355, raft-rs 84: two that stood at the same instant each still took the dead one for their
    // leader, and refused the other.
    void twoThatStandAtTheSameInstantDoNotRefuseEachOther()
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

    // etcd 14893: a member without a network for half a minute came back in a later term and unseated the leader.
    void aMemberThatWasAwayForHalfAMinuteUnseatsNobody()
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

    // etcd 15784: members that all start at one instant wait equally long, stand together, and do so again and again.
    void membersThatStartTogetherAgreeSoon()
    {
        for (std::uint64_t seed = 1; seed <= 60; ++seed) {
            ElectionCluster cluster(5, seed);
            QVERIFY2(cluster.runUntilLease(threeEmax), qPrintable(QString::number(seed)));
            QVERIFY(cluster.highestTerm() <= 3);
        }
    }

    // hashicorp/raft 606: one of three is down, the leader gives up for want of acknowledgements, and the follower,
    // which still hears it, refuses the very one that it believes to lead.
    void aLeaderThatGaveUpIsElectedAgainByWhoStillBelievesInIt()
    {
        Led led;
        led.cluster.crash(led.others[1]);
        led.cluster.cut(led.others[0], led.leader);
        led.cluster.run(1500ms);
        QVERIFY(!led.cluster.leaseHolder());
        led.cluster.heal();
        QVERIFY(led.cluster.runUntilLease(threeEmax));
        QVERIFY2(led.cluster.violations().empty(), led.cluster.firstViolation().c_str());
    }

    // hashicorp/raft 609: who granted a pre-vote took that for word from its leader, so that one who asked for ever
    // without a chance held up all others.
    void askingForPreVotesWithoutEndHoldsUpNobody()
    {
        Led led(5);
        const std::size_t asking = led.others[3];
        led.cluster.crash(led.leader);
        led.cluster.crash(asking);
        Duration waited{0};
        for (; waited < threeEmax && !led.cluster.leaseHolder(); waited += 50ms) {
            for (std::size_t i = 0; i < 3; ++i)
                led.cluster.inject(led.others[i], asking,
                                   VoteRequest{led.cluster.highestTerm() + 1, configurationOf(5), true, false});
            led.cluster.run(50ms);
        }
        QVERIFY(led.cluster.leaseHolder());
    }

    // canonical/raft 203: the heir had not raised its term yet, heard a heartbeat of the one who had given way, and was
    // a follower again.
    void aHeartbeatOfTheOneWhoGaveWayDoesNotUndoTheTransfer()
    {
        Led led;
        led.cluster.ask(led.leader, ElectionCommand::Resign);
        for (int beat = 0; beat < 20; ++beat) {
            for (const std::size_t other : led.others)
                led.cluster.inject(other, led.leader, Heartbeat{led.term, configurationOf(3), 1000});
            led.cluster.run(5ms);
        }
        QVERIFY(led.cluster.leaseHolder() && *led.cluster.leaseHolder() != led.leader);
        QCOMPARE(led.cluster.highestTerm(), led.term + 1);
    }

    // canonical/raft 196: cut off between the pre-vote and the vote, a candidate raised its term with every time-out.
    void aCandidateThatIsCutOffRaisesTheTermOnceAndNotAgain()
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
    void aPreVoteIsNoVoteAndAVoteIsNoPreVote()
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
};

QTEST_GUILESS_MAIN(ElectionLessonsTest)
#include "election_lessons_test.moc"
