// SPDX-License-Identifier: GPL-3.0-or-later
// Leader election (Burns and Oppenheimer 2016, 5.1) as scripts; random faults are in election_faults_test.cpp.
#include "tests/patterns/election_cluster.h"

#include <QtTest/QtTest>

using namespace bayplan;
using namespace bayplan::test;

namespace {

/// Of three members: a leader with a lease, and the two others.
struct Led {
    explicit Led(std::uint64_t seed = 1, std::size_t members = 3) : cluster(members, seed)
    {
        if (cluster.runUntilLease(6s))
            leader = *cluster.leaseHolder();
        cluster.run(500ms);
        for (std::size_t node = 0; node < members; ++node)
            if (node != leader)
                others.push_back(node);
    }

    int statusOf(std::size_t node, ElectionCommand command, Duration patience = 0s)
    {
        const RequestId request = cluster.ask(node, command, patience);
        cluster.run(patience);
        const auto reply = cluster.reply(request);
        return reply ? reply->status : 0;
    }

    ElectionCluster cluster;
    std::size_t leader = 99;
    std::vector<std::size_t> others;
};

} // namespace

class ElectionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSingleMemberLeadsAlone()
    {
        ElectionCluster cluster(1);
        QVERIFY(cluster.runUntilLease(3s));
        cluster.run(60s);
        QVERIFY(cluster.state(0).leaseValid);
        QCOMPARE(cluster.state(0).term, std::uint64_t(1));
        QCOMPARE(cluster.eventsOf("lease-lost"), std::size_t(0));
    }

    void everyMemberNamesTheOneThatLeads()
    {
        Led led;
        for (std::size_t node = 0; node < 3; ++node) {
            const auto reply = led.cluster.reply(led.cluster.ask(node, ElectionCommand::Holder));
            QVERIFY(reply.has_value());
            QCOMPARE(reply->status, 200);
            QCOMPARE(reply->leader, ElectionCluster::nameOf(led.leader));
        }
        QCOMPARE(led.statusOf(led.leader, ElectionCommand::IsLeader), 200);
        QCOMPARE(led.statusOf(led.others[0], ElectionCommand::IsLeader), 409);
        QCOMPARE(led.statusOf(led.others[0], ElectionCommand::Become), 409);
        QCOMPARE(led.statusOf(led.others[0], ElectionCommand::Renew), 409);
        QCOMPARE(led.statusOf(led.others[0], ElectionCommand::Resign), 409);
    }

    void votesAndHeartbeatsAreShown()
    {
        Led led;
        const std::string name = ElectionCluster::nameOf(led.leader);
        std::size_t votes = 0;
        for (std::size_t node = 0; node < 3; ++node) {
            const ElectionState state = led.cluster.state(node);
            votes += state.votedFor == name ? 1 : 0;
            // Heartbeats go out every 200 ms, and a message takes 5 ms at most.
            QVERIFY2(state.heardAge > 0s && state.heardAge < 215ms, std::to_string(state.heardAge.count()).c_str());
        }
        QVERIFY(votes >= 2);
        led.cluster.isolate(led.leader);
        led.cluster.run(600ms);
        for (const std::size_t other : led.others)
            QVERIFY(led.cluster.state(other).heardAge >= 585ms);
        QVERIFY(led.cluster.state(led.leader).heardAge >= 585ms); // nobody has acknowledged for as long
        led.cluster.run(250ms); // its lease is over
        QVERIFY(led.cluster.runUntilLease(6s));
        const auto heir = ElectionCluster::nameOf(*led.cluster.leaseHolder());
        QVERIFY(heir != name);
        QCOMPARE(led.cluster.state(led.others[0]).votedFor, heir);
        QCOMPARE(led.cluster.state(led.others[1]).votedFor, heir);
        QCOMPARE(led.cluster.state(led.leader).votedFor, name); // of its own term, the earlier one
    }

    void aCrashedLeaderIsReplacedUnderAHigherToken()
    {
        Led led;
        const auto token = led.cluster.state(led.leader).fencingToken;
        led.cluster.crash(led.leader);
        const auto wait = led.cluster.runUntilLease(6s);
        QVERIFY(wait.has_value());
        const auto heir = *led.cluster.leaseHolder();
        QVERIFY(led.cluster.state(heir).fencingToken > token);
        led.cluster.start(led.leader);
        led.cluster.run(10s);
        QCOMPARE(*led.cluster.leaseHolder(), heir);
        QCOMPARE(led.cluster.state(led.leader).believedLeader, ElectionCluster::nameOf(heir));
    }

    // kubernetes-retired/contrib 690 and 2933: an elector that still says "me" after it lost its lease.
    void aLeaderCutOffDoesNotNameItselfOnceItsLeaseHasPassed()
    {
        Led led;
        led.cluster.isolate(led.leader);
        led.cluster.run(820ms);
        QCOMPARE(led.cluster.state(led.leader).role, ElectionRole::Leader); // It has not even given up yet.
        const auto reply = led.cluster.reply(led.cluster.ask(led.leader, ElectionCommand::Holder));
        QCOMPARE(reply->status, 503);
        QCOMPARE(reply->leader, std::string());
        QCOMPARE(reply->fencingToken, std::uint64_t(0));
        QCOMPARE(led.statusOf(led.leader, ElectionCommand::IsLeader), 503);
        QCOMPARE(led.cluster.eventsOf("lease-lost"), std::size_t(1));
    }

    void aPausedLeaderNoLongerLeadsInTheFirstStepAfterThePause()
    {
        Led led;
        led.cluster.pause(led.leader, 10s);
        led.cluster.run(10s - 1ns);
        QCOMPARE(led.statusOf(led.leader, ElectionCommand::IsLeader), 503);
        QVERIFY(led.cluster.leaseHolder().has_value());
        QVERIFY2(led.cluster.violations().empty(), led.cluster.firstViolation().c_str());
    }

    // Cloudflare, 2020-11-02: one link cut between two members made one of them call elections for hours.
    void oneCutLinkChangesNothing()
    {
        Led led;
        led.cluster.cutBoth(led.leader, led.others[0]);
        const auto term = led.cluster.highestTerm();
        led.cluster.run(300s);
        QCOMPARE(*led.cluster.leaseHolder(), led.leader);
        QCOMPARE(led.cluster.highestTerm(), term);
        QCOMPARE(led.cluster.eventsOf("lease-lost"), std::size_t(0));
    }

    void aReturningMemberDoesNotRaiseTheTerm()
    {
        Led led(3, 5);
        const auto term = led.cluster.highestTerm();
        led.cluster.isolate(led.others[1]);
        led.cluster.run(60s);
        led.cluster.heal();
        led.cluster.run(10s);
        QCOMPARE(led.cluster.highestTerm(), term);
        QCOMPARE(*led.cluster.leaseHolder(), led.leader);
        QCOMPARE(led.cluster.state(led.others[1]).believedLeader, ElectionCluster::nameOf(led.leader));
    }

    // A node in a later term refuses its leader's heartbeats in silence and stays stuck (etcd 8501 and its kin).
    void aMemberInALaterTermIsNotStuck()
    {
        Led led;
        const std::size_t ahead = led.others[0];
        led.cluster.crash(ahead);
        const auto term = led.cluster.highestTerm();
        ElectionRecord record = *readElectionRecord(led.cluster.disk(ahead));
        record.term = term + 1;
        record.vote = ElectionCluster::nameOf(ahead);
        led.cluster.disk(ahead) = writeElectionRecord(record);
        led.cluster.start(ahead);
        led.cluster.run(5s);
        QVERIFY(led.cluster.leaseHolder().has_value());
        QVERIFY(led.cluster.highestTerm() <= term + 2);
        QVERIFY(!led.cluster.state(ahead).believedLeader.empty());
    }

    void aLeaderThatIsDeafOrMuteIsReplaced()
    {
        for (const bool deaf : {true, false}) {
            Led led(4, 5);
            for (const std::size_t other : led.others)
                deaf ? led.cluster.cut(other, led.leader) : led.cluster.cut(led.leader, other);
            led.cluster.run(6s);
            const auto holder = led.cluster.leaseHolder();
            QVERIFY(holder.has_value() && *holder != led.leader);
            QVERIFY2(led.cluster.violations().empty(), led.cluster.firstViolation().c_str());
        }
    }

    void resigningHandsOverAtOnce()
    {
        Led led;
        const auto token = led.cluster.state(led.leader).fencingToken;
        QCOMPARE(led.statusOf(led.leader, ElectionCommand::Resign), 200);
        QVERIFY(!led.cluster.leaseHolder());
        const auto wait = led.cluster.runUntilLease(6s);
        QVERIFY2(wait && *wait < 100ms, "a transfer must not wait for an election timeout");
        QVERIFY(*led.cluster.leaseHolder() != led.leader);
        QVERIFY(led.cluster.state(*led.cluster.leaseHolder()).fencingToken == token + 1);
        QVERIFY2(led.cluster.violations().empty(), led.cluster.firstViolation().c_str());
    }

    void aLateTransferMessageMovesNobody()
    {
        Led led;
        const auto term = led.cluster.highestTerm();
        const auto configuration = electionConfiguration({"m0", "m1", "m2"});
        led.cluster.ask(led.leader, ElectionCommand::Resign);
        QVERIFY(led.cluster.runUntilLease(6s));
        const auto heir = *led.cluster.leaseHolder();
        led.cluster.run(2s);
        for (std::size_t node = 0; node < 3; ++node)
            for (std::size_t from = 0; from < 3; ++from)
                if (node != from)
                    led.cluster.inject(node, from, TransferLeadership{term, configuration});
        led.cluster.run(10s);
        QCOMPARE(*led.cluster.leaseHolder(), heir);
        QCOMPARE(led.cluster.highestTerm(), term + 1);
    }

    void aForcedVoteIsGoodForOneTermOnly()
    {
        Led led;
        const auto term = led.cluster.highestTerm();
        const auto configuration = electionConfiguration({"m0", "m1", "m2"});
        led.cluster.inject(led.others[0], led.others[1], VoteRequest{term + 2, configuration, false, true});
        led.cluster.run(1s);
        QCOMPARE(led.cluster.highestTerm(), term);
        QCOMPARE(led.cluster.eventsOf("vote-refused"), std::size_t(1));
    }

    void votesOfAnotherConfigurationDoNotCount()
    {
        Led led;
        const auto term = led.cluster.highestTerm();
        led.cluster.inject(led.leader, led.others[0], HeartbeatReply{term + 7, 12345, 1});
        led.cluster.inject(led.others[0], led.others[1], Heartbeat{term + 7, 12345, 1});
        led.cluster.inject(led.others[0], led.others[1], VoteRequest{term + 7, 12345, false, true});
        led.cluster.run(1s);
        QCOMPARE(led.cluster.highestTerm(), term);
        QCOMPARE(*led.cluster.leaseHolder(), led.leader);
        QCOMPARE(led.cluster.eventsOf("stranger"), std::size_t(2));
    }

    void anAcknowledgementReplayedLateDoesNotLengthenTheLease()
    {
        Led led;
        const auto term = led.cluster.highestTerm();
        const auto configuration = electionConfiguration({"m0", "m1", "m2"});
        led.cluster.isolate(led.leader);
        for (std::uint64_t round = 0; round < 100; ++round)
            for (const std::size_t other : led.others)
                led.cluster.inject(led.leader, other, HeartbeatReply{term - 1, configuration, round});
        led.cluster.run(820ms);
        QVERIFY(!led.cluster.leaseHolder());
    }

    void nothingIsPromisedThatTheDiskRefused()
    {
        Led led;
        for (const std::size_t other : led.others)
            led.cluster.setDisk(other, DiskFault::Full);
        led.cluster.crash(led.leader);
        led.cluster.run(30s);
        QVERIFY(!led.cluster.leaseHolder());
        QVERIFY(led.cluster.eventsOf("persist-failed") > 0);
        QCOMPARE(led.statusOf(led.others[0], ElectionCommand::Become, 1s), 503);
        QVERIFY2(led.cluster.violations().empty(), led.cluster.firstViolation().c_str());
        led.cluster.heal();
        QVERIFY(led.cluster.runUntilLease(6s));
    }

    void aDamagedStateIsRefusedAtEveryByte()
    {
        const std::string good = writeElectionRecord({"election", 42, 7, "m1"});
        QVERIFY(readElectionRecord(good).has_value());
        for (std::size_t at = 0; at < good.size(); ++at) {
            std::string flipped = good;
            flipped[at] = static_cast<char>(flipped[at] ^ 1);
            QVERIFY(!readElectionRecord(flipped).has_value());
            QVERIFY(!readElectionRecord(good.substr(0, at)).has_value());
        }
        QVERIFY(!readElectionRecord(good + good).has_value());
    }

    void aStateOfATermThatNobodyReachesIsDamaged()
    {
        for (const std::uint64_t term : {~std::uint64_t{0}, ~std::uint64_t{0} - 1, lastTerm + 1}) {
            const auto record = readElectionRecord(writeElectionRecord({"election", 42, term, "m1"}));
            QVERIFY(!record.has_value());
            QVERIFY(record.error().message.find("term " + std::to_string(term)) != std::string::npos);
        }
        QVERIFY(readElectionRecord(writeElectionRecord({"election", 42, lastTerm, "m1"})).has_value());
    }

    void aMemberWithADamagedStateTakesNoPart()
    {
        Led led;
        const std::size_t hurt = led.others[0];
        led.cluster.crash(hurt);
        led.cluster.disk(hurt)[30] ^= 1;
        led.cluster.start(hurt);
        led.cluster.crash(led.leader);
        led.cluster.run(20s);
        QCOMPARE(led.cluster.state(hurt).role, ElectionRole::Refusing);
        QVERIFY(!led.cluster.leaseHolder()); // One of three is no quorum.
        QCOMPARE(led.statusOf(hurt, ElectionCommand::Holder), 503);
        QCOMPARE(led.cluster.eventsOf("refusing"), std::size_t(1));
    }

    void anotherListOfMembersKeepsTheTermAndDropsTheVote()
    {
        MachineConfig config{"m0", 1, {}, ElectionConfig{}};
        std::get<ElectionConfig>(config.behaviour).member = "m0";
        Effects effects;
        const auto machine = makeElection(config);
        machine->step(Time{}, Started{writeElectionRecord({"election", 999, 7, "m4"}), {}}, effects);
        effects.clear();
        machine->step(Time{3s}, Woken{}, effects);
        const auto state = std::get<ElectionState>(machine->state(Time{3s}).pattern);
        QCOMPARE(state.term, std::uint64_t(9)); // 8 might hold a vote of the old members.
        QVERIFY(state.leaseValid);
    }

    void aMemberVotesForNobodyWithinEminOfItsStart()
    {
        ElectionCluster cluster(3);
        const auto configuration = electionConfiguration({"m0", "m1", "m2"});
        cluster.inject(0, 1, VoteRequest{1, configuration, false, false});
        cluster.run(900ms);
        QCOMPARE(cluster.state(0).term, std::uint64_t(0));
    }

    void renewingGivesALeaseThatCountsFromTheRequest()
    {
        Led led;
        led.cluster.run(150ms);
        const auto request = led.cluster.ask(led.leader, ElectionCommand::Renew, 1s);
        QVERIFY(!led.cluster.reply(request)); // Only a quorum's word renews.
        led.cluster.run(20ms);
        const auto reply = led.cluster.reply(request);
        QVERIFY(reply && reply->status == 200);
        QVERIFY(reply->leaseRemaining > 780ms && reply->leaseRemaining <= 800ms);
        QCOMPARE(reply->fencingToken, led.cluster.state(led.leader).term);
        led.cluster.isolate(led.leader);
        QCOMPARE(led.statusOf(led.leader, ElectionCommand::Renew, 3s), 503);
    }

    void becomingWaitsForTheElectionAndSaysWhoWon()
    {
        ElectionCluster cluster(3);
        std::vector<RequestId> requests;
        for (std::size_t node = 0; node < 3; ++node)
            requests.push_back(cluster.ask(node, ElectionCommand::Become));
        cluster.run(6s);
        std::multiset<int> statuses;
        for (const RequestId request : requests)
            statuses.insert(cluster.reply(request) ? cluster.reply(request)->status : 0);
        QCOMPARE(statuses, (std::multiset<int>{200, 409, 409}));
    }

    void aCallerThatHasNoQuorumIsToldInTime()
    {
        Led led;
        led.cluster.isolate(led.others[0]);
        led.cluster.run(5s);
        const auto request = led.cluster.ask(led.others[0], ElectionCommand::Become, 800ms);
        led.cluster.run(799ms);
        QVERIFY(led.cluster.reply(request) && led.cluster.reply(request)->status == 503);
    }

    void aStoppingLeaderHandsOverFirst()
    {
        Led led;
        led.cluster.stop(led.leader);
        const auto wait = led.cluster.runUntilLease(6s);
        QVERIFY(wait && *wait < 100ms);
        QVERIFY(!led.cluster.machine(led.leader).isBusy());
        led.cluster.run(10s);
        QVERIFY(*led.cluster.leaseHolder() != led.leader);
    }
};

QTEST_GUILESS_MAIN(ElectionTest)
#include "election_test.moc"
