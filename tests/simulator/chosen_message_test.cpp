// SPDX-License-Identifier: GPL-3.0-or-later
// One message that somebody lays hands on: what it changes, and that a replay does the same.
#include "engine/plan/injected_fault.h"
#include "simulator/message_recorder.h"
#include "simulator/retraced_world.h"
#include "simulator/seeker.h"
#include "simulator/simulator_run.h"
#include "simulator/world.h"
#include "tests/simulator/histories.h"
#include "tests/simulator/plans.h"

#include <QTest>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

MessageChoice everybody(const Plan &plan)
{
    MessageChoice choice;
    for (InstanceIndex index = 0; index < plan.instances.size(); ++index)
        choice.instances.push_back(index);
    return choice;
}

Plan slowElection()
{
    Plan plan = electionPlan(3);
    for (InstancePlan &instance : plan.instances)
        for (PeerPlan &peer : instance.peers)
            peer.quality.latency = Distribution::constant(10ms);
    return plan;
}

Injection onMessage(const Plan &plan, const MessageRecord &record, const std::string &how, const std::string &by = "0s")
{
    return {"message",
            plan.instances[record.to].name,
            {},
            {{"number", std::to_string(record.number)}, {"how", how}, {"by", by}}};
}

/// A world that is watched from its beginning.
struct Watched {
    explicit Watched(const Plan &made, World::Checks checks = World::Checks::All)
        : plan(made), tap(plan, log), world(plan, plan.seed, checks)
    {
        tap.choose(everybody(plan));
        world.tapMessages(&tap);
        world.onEvent([this](const RunEvent &event) { events.push_back(event); });
    }

    /// To the instant after that one was sent, where it is on its way.
    MessageRecord runToFirst(const std::function<bool(const MessageRecord &)> &is)
    {
        while (world.stepOne()) {
            for (const MessageRecord &record : log.records())
                if (record.fate == MessageFate::OnItsWay && is(record))
                    return record;
        }
        return {};
    }

    void doByHand(const Injection &injection)
    {
        done.push_back({injection, {world.now(), world.eventsDone()}});
        world.inject(faultOf(plan, injection).value());
    }

    MessageRecord message(std::uint64_t number) const
    {
        for (const MessageRecord &record : log.records())
            if (record.number == number)
                return record;
        return {};
    }

    std::string firstElected() const
    {
        for (const RunEvent &event : events)
            if (event.kind == "elected")
                return toText(event);
        return {};
    }

    bool wasTold(const std::string &kind, const std::string &words) const
    {
        return std::ranges::any_of(events, [&](const RunEvent &event) {
            return event.kind == kind && event.text.find(words) != std::string::npos;
        });
    }

    const Plan &plan;
    MessageLog log{3'000};
    MessageTap tap;
    World world;
    std::vector<RunEvent> events;
    std::vector<HandAction> done;
};

bool isVote(const MessageRecord &record)
{
    return record.sort == MessageSort::VoteReply && record.text.starts_with("votes for it");
}

} // namespace

class ChosenMessageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aDroppedVoteChangesTheElection()
    {
        const Plan plan = slowElection();
        Watched as(plan);
        as.world.runUntil(Time(20s), UINT64_MAX);
        Watched other(plan);
        // Both votes: the candidate has its own only.
        for (int i = 0; i < 2; ++i) {
            const MessageRecord vote = other.runToFirst(isVote);
            QVERIFY(vote.number > 0);
            other.doByHand(onMessage(plan, vote, "drop"));
            QCOMPARE(other.message(vote.number).fate, MessageFate::Dropped);
            QVERIFY(other.wasTold("message-dropped", "message " + std::to_string(vote.number) + ", vote of " +
                                                         plan.instances[vote.from].name + ": votes for it in term "));
        }
        other.world.runUntil(Time(20s), UINT64_MAX);
        QVERIFY(!as.firstElected().empty() && !other.firstElected().empty());
        QVERIFY2(as.firstElected() != other.firstElected(), other.firstElected().c_str());
        QVERIFY(other.world.violations().empty());
    }

    void aDelayedMessageArrivesLaterByThat()
    {
        const Plan plan = slowElection();
        Watched watched(plan);
        const MessageRecord vote = watched.runToFirst(isVote);
        watched.doByHand(onMessage(plan, vote, "delay", "30ms"));
        watched.doByHand(onMessage(plan, vote, "delay", "5ms")); // once more
        QCOMPARE(watched.message(vote.number).due, vote.due + 35ms);
        watched.world.runUntil(vote.due + 34ms, UINT64_MAX);
        QCOMPARE(watched.message(vote.number).fate, MessageFate::OnItsWay);
        watched.world.runUntil(vote.due + 35ms, UINT64_MAX);
        QCOMPARE(watched.message(vote.number).fate, MessageFate::Received);
        QCOMPARE(watched.message(vote.number).arrived, vote.due + 35ms);
        QVERIFY(watched.wasTold("message-delayed", "by hand, by 30"));
    }

    void aMessageIsDeliveredBeforeItsTime()
    {
        const Plan plan = slowElection();
        Watched watched(plan);
        const MessageRecord vote = watched.runToFirst(isVote);
        watched.doByHand(onMessage(plan, vote, "deliver"));
        const Time now = watched.world.now();
        watched.world.runUntil(now, UINT64_MAX);
        QCOMPARE(watched.message(vote.number).arrived, now);
        watched.world.runUntil(vote.due + 1s, UINT64_MAX);
        QCOMPARE(watched.message(vote.number).arrived, now); // and not again
    }

    void aRequestThatIsDuplicatedIsServedTwiceAndAnsweredTwice()
    {
        PlanMaker maker;
        maker.plan = stationPlan(1, Distribution::constant(5ms), 1);
        maker.plan.instances[0].peers[0].quality.latency = Distribution::constant(10ms);
        const Plan &plan = maker.plan;
        Watched watched(plan);
        const MessageRecord request =
            watched.runToFirst([](const auto &record) { return record.sort == MessageSort::Request; });
        watched.doByHand(onMessage(plan, request, "duplicate", "1ms"));
        const std::uint64_t copy = watched.world.messagesSent();
        QCOMPARE(watched.message(copy).copyOf, request.number);
        QCOMPARE(watched.message(copy).due, request.due + 1ms);
        watched.world.runUntil(request.due + 100ms, UINT64_MAX);
        QCOMPARE(watched.message(copy).arrived, request.due + 1ms);
        const Snapshot snapshot = watched.world.snapshot();
        QCOMPARE(snapshot.instances[1].machine.served.succeeded, std::uint64_t(2));
        QCOMPARE(snapshot.instances[0].machine.calls[0].succeeded, std::uint64_t(1));
        std::size_t answers = 0;
        for (const MessageRecord &record : watched.log.records())
            answers +=
                record.sort == MessageSort::Answer && (record.answers == request.number || record.answers == copy);
        QCOMPARE(answers, std::size_t(2));
    }

    void aDroppedRequestIsATimeoutOfItsCaller()
    {
        PlanMaker maker;
        maker.plan = stationPlan(1, Distribution::constant(5ms), 1);
        maker.plan.instances[0].peers[0].quality.latency = Distribution::constant(10ms);
        maker.plan.instances[0].machine->peers.edit()[0].timeout = 500ms;
        const Plan &plan = maker.plan;
        Watched watched(plan);
        const MessageRecord request =
            watched.runToFirst([](const auto &record) { return record.sort == MessageSort::Request; });
        watched.doByHand(onMessage(plan, request, "drop"));
        watched.world.runUntil(request.sent + 501ms, UINT64_MAX);
        QCOMPARE(watched.world.snapshot().instances[0].machine.calls[0].timedOut, std::uint64_t(1));
    }

    void whoIsTooLateIsToldWhy()
    {
        const Plan plan = slowElection();
        Watched watched(plan);
        const MessageRecord vote = watched.runToFirst(isVote);
        MessageRecord wrong = vote;
        wrong.to = 3 - vote.from - vote.to;
        watched.doByHand(onMessage(plan, wrong, "drop"));
        QVERIFY(watched.wasTold("message-missed", "it is on its way to " + plan.instances[vote.to].name));
        wrong = vote;
        wrong.number = 1'000'000;
        watched.doByHand(onMessage(plan, wrong, "drop"));
        QVERIFY(watched.wasTold("message-missed", "it has not been sent yet"));
        watched.world.runUntil(vote.due, UINT64_MAX);
        watched.doByHand(onMessage(plan, vote, "drop"));
        QVERIFY(watched.wasTold("message-missed", "it has arrived already"));
        QVERIFY(watched.message(vote.number).fate != MessageFate::Dropped);
        QCOMPARE(faultOf(plan, {"message", "nobody", {}, {}}).error().code, ErrorCode::NotFound);
        QCOMPARE(faultOf(plan, {"message", plan.instances[0].name, {}, {{"how", "eat"}}}).error().code,
                 ErrorCode::InvalidInput);
    }

    /// Whatever happens to whichever messages of whatever pattern: it goes on, and it does so again.
    void anyMessageOfAnyPatternCanBeTakenInHandAndTheReplayIsTheSame()
    {
        const char *const hows[] = {"drop", "delay", "duplicate", "deliver"};
        std::size_t done = 0;
        for (const std::string &document : test::searchDocuments()) {
            Plan plan = test::searchPlan(document).value();
            plan.faults.clear();
            for (const Fault &made : randomFaults(plan, defaultFaults(), 20s, 5))
                plan.faults.push_back(lowerFault(plan, made));
            Watched watched(plan, World::Checks::None);
            Random random(7);
            std::size_t kinds[4] = {};
            for (int i = 0; i < 200 && watched.world.now() < Time(20s); ++i) {
                watched.world.runUntil(watched.world.now() + Duration(random.below(100'000'000)), random.below(400));
                std::vector<MessageRecord> underWay;
                for (const MessageRecord &record : watched.log.records())
                    if (record.fate == MessageFate::OnItsWay)
                        underWay.push_back(record);
                if (underWay.empty())
                    continue;
                const std::size_t how = random.below(4);
                ++kinds[how];
                const auto &chosen = underWay[random.below(underWay.size())];
                watched.doByHand(onMessage(plan, chosen, hows[how], std::to_string(random.below(300)) + "ms"));
                QVERIFY2(!watched.wasTold("message-missed", ""), watched.events.back().text.c_str());
            }
            watched.world.runUntil(Time(30s), UINT64_MAX);
            for (const std::size_t kind : kinds)
                done += kind;
            RetracedWorld again(plan, plan.seed, watched.done, World::Checks::None);
            again.runUntil(Time(30s), UINT64_MAX);
            QCOMPARE(again.world().traceHash(), watched.world.traceHash());
            Seeker seeker(plan, watched.done, {.copyEvery = 0ns}); // by way of copies of the world
            QVERIFY(seeker.seek(Time(30s)));
            QVERIFY(seeker.seek(Time(15s)));
            QVERIFY(seeker.seek(Time(30s)));
            QCOMPARE(seeker.traceHash(), watched.world.traceHash());
        }
        QVERIFY2(done > 100, qPrintable(QString::number(done)));
    }

    void duplicatesBreakNoPromiseOfAnElection()
    {
        const Plan plan = electionPlan(3);
        Watched watched(plan);
        Random random(3);
        for (int i = 0; i < 300; ++i) {
            watched.world.runUntil(watched.world.now() + Duration(random.below(200'000'000)), random.below(50));
            for (const MessageRecord &record : watched.log.records()) {
                if (record.fate != MessageFate::OnItsWay || random.chance(0.5))
                    continue;
                watched.doByHand(onMessage(plan, record, "duplicate", std::to_string(random.below(2000)) + "ms"));
                break;
            }
        }
        QVERIFY(watched.done.size() > 20);
        QVERIFY2(watched.world.violations().empty(),
                 watched.world.violations().empty() ? "" : watched.world.violations().front().text.c_str());
    }

    void byHandInAPausedRunItIsReplayedToTheSameEnd()
    {
        const Plan plan = slowElection();
        std::vector<HandAction> done;
        std::mutex mutex;
        SimulatorOptions options;
        options.onHandAction = [&](const HandAction &action) {
            const std::lock_guard lock(mutex);
            done.push_back(action);
        };
        const auto run = makeSimulatorRun(plan, options);
        run->recordMessages(everybody(plan));
        MessageRecord vote;
        for (int i = 0; i < 2'000 && vote.number == 0; ++i) {
            const std::uint64_t before = run->snapshot()->events;
            run->step();
            QTRY_VERIFY_WITH_TIMEOUT(run->snapshot()->events > before, 60'000);
            for (const MessageRecord &record : run->messages(0).records)
                if (record.fate == MessageFate::OnItsWay && isVote(record))
                    vote = record;
        }
        QVERIFY(vote.number > 0);
        QVERIFY(run->inject(onMessage(plan, vote, "drop")).has_value());
        const auto fate = [&] {
            for (const MessageRecord &record : run->messages(0).records)
                if (record.number == vote.number)
                    return record.fate;
            return MessageFate::OnItsWay;
        };
        QTRY_COMPARE_WITH_TIMEOUT(fate(), MessageFate::Dropped, 60'000); // though it is still paused
        run->setSpeed(0);
        run->start();
        QTRY_COMPARE_WITH_TIMEOUT(run->snapshot()->status, RunStatus::Finished, 60'000);
        QCOMPARE(done.size(), std::size_t(1));
        std::vector<RunEvent> events;
        SimulatorOptions again;
        again.byHand = done;
        again.onEvent = [&](const RunEvent &event) { events.push_back(event); };
        simulate(plan, again);
        QVERIFY(events == run->events(0));
        QVERIFY(std::ranges::any_of(events, [](const RunEvent &event) { return event.kind == "message-dropped"; }));
    }
};

QTEST_GUILESS_MAIN(ChosenMessageTest)
#include "chosen_message_test.moc"
