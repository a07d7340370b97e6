// SPDX-License-Identifier: GPL-3.0-or-later
// What is written down of messages: among whom, what they say, what became of them, and that it changes nothing.
#include "simulator/message_recorder.h"
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

/// Of a whole run to there.
std::vector<MessageRecord> messagesOf(const Plan &plan, Time until, const MessageChoice &choice)
{
    return retracedMessages(plan, {}, {until}, choice).value();
}

std::vector<MessageRecord> messagesOf(const Plan &plan, Time until)
{
    return messagesOf(plan, until, everybody(plan));
}

const MessageRecord *find(const std::vector<MessageRecord> &records,
                          const std::function<bool(const MessageRecord &)> &is)
{
    const auto found = std::ranges::find_if(records, is);
    return found == records.end() ? nullptr : &*found;
}

bool isSame(const MessageRecord &a, const MessageRecord &b)
{
    return a.number == b.number && a.cause == b.cause && a.answers == b.answers && a.from == b.from && a.to == b.to &&
           a.sort == b.sort && a.fate == b.fate && a.bytes == b.bytes && a.sent == b.sent && a.due == b.due &&
           a.arrived == b.arrived && a.received == b.received && a.text == b.text && a.outcome == b.outcome;
}

/// Electors whose links take a while.
Plan slowElection(Duration latency)
{
    Plan plan = electionPlan(3);
    for (InstancePlan &instance : plan.instances)
        for (PeerPlan &peer : instance.peers)
            peer.quality.latency = Distribution::constant(latency);
    return plan;
}

FaultPlan fault(const std::string &kind, std::vector<InstanceIndex> instances, Duration length)
{
    FaultPlan made;
    made.kind = kind;
    made.instances = std::move(instances);
    made.length = length;
    made.text = kind + " by test";
    return made;
}

} // namespace

class MessageLogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whoIsWatchedHasTheSameHistory()
    {
        for (const std::string &document : test::searchDocuments()) {
            Plan plan = test::searchPlan(document).value();
            plan.faults.clear();
            for (const Fault &made : randomFaults(plan, defaultFaults(), 20s, 3))
                plan.faults.push_back(lowerFault(plan, made));
            World unseen(plan, 3, World::Checks::None);
            unseen.runUntil(Time(20s), UINT64_MAX);
            MessageLog log(1000);
            MessageTap tap(plan, log);
            tap.choose(everybody(plan));
            World watched(plan, 3, World::Checks::None);
            watched.tapMessages(&tap);
            watched.runUntil(Time(20s), UINT64_MAX);
            QCOMPARE(watched.traceHash(), unseen.traceHash());
            QCOMPARE(watched.messagesSent(), unseen.messagesSent());
            QVERIFY2(!log.records().empty(), document.c_str());
        }
    }

    void anElectionIsToldMessageByMessage()
    {
        const auto records = messagesOf(slowElection(2ms), Time(10s));
        const auto *asked = find(records, [](const auto &r) { return r.sort == MessageSort::VoteRequest; });
        QVERIFY(asked != nullptr);
        QCOMPARE(asked->arrived - asked->sent, Duration(2ms));
        QCOMPARE(asked->due, asked->arrived);
        QVERIFY2(asked->text.find("term ") != std::string::npos, asked->text.c_str());
        // What it brought about comes with the machine's own reason.
        const auto *decisive =
            find(records, [](const auto &r) { return r.outcome.find("elected: term ") != std::string::npos; });
        QVERIFY(decisive != nullptr);
        QCOMPARE(decisive->sort, MessageSort::VoteReply);
        QVERIFY2(decisive->text.starts_with("votes for it in term "), decisive->text.c_str());
        // And the heartbeats of the new leader were sent because of it.
        const auto *beat = find(records, [](const auto &r) { return r.sort == MessageSort::Heartbeat; });
        QCOMPARE(beat->cause, decisive->number);
        QCOMPARE(beat->from, decisive->to);
        // A vote is cast behind a write: it is still known which request it is about.
        const auto *vote = find(records, [](const auto &r) {
            return r.sort == MessageSort::VoteReply && r.text.starts_with("votes for it");
        });
        const auto *request = find(records, [&](const auto &r) { return r.number == vote->cause; });
        QVERIFY(request != nullptr);
        QCOMPARE(request->sort, MessageSort::VoteRequest);
        QVERIFY(vote->sent > request->received);
    }

    void numbersGoUpWithTimeAndNothingIsLeftOpen()
    {
        for (const std::string &document : test::searchDocuments()) {
            const Plan plan = test::searchPlan(document).value();
            const auto records = messagesOf(plan, Time(5s));
            std::uint64_t last = 0;
            Time sent{};
            for (const MessageRecord &record : records) {
                QVERIFY(record.number > last && record.sent >= sent);
                last = record.number;
                sent = record.sent;
                QVERIFY2(!record.text.empty(), document.c_str());
                QVERIFY(record.fate != MessageFate::OnItsWay || record.due > Time(5s));
                QVERIFY(record.arrived == never || record.arrived >= record.sent);
                QVERIFY(record.answers < record.number && record.cause < record.number);
            }
        }
    }

    void anAnswerKnowsItsRequest()
    {
        const Plan plan = stationPlan(50, Distribution::constant(5ms), 1);
        const auto records = messagesOf(plan, Time(2s));
        std::size_t answers = 0;
        for (const MessageRecord &record : records) {
            if (record.sort != MessageSort::Answer)
                continue;
            ++answers;
            const auto *request = find(records, [&](const auto &r) { return r.number == record.answers; });
            QVERIFY(request != nullptr && request->sort == MessageSort::Request);
            QVERIFY(request->from == record.to && request->to == record.from && request->received < record.sent);
        }
        QVERIFY(answers > 50);
    }

    void whatIsLostSaysWhy()
    {
        Plan plan = slowElection(1ms);
        for (PeerPlan &peer : plan.instances[0].peers)
            peer.quality.loss = 0.5;
        FaultPlan cut = fault("partition", {1}, 3s);
        cut.at = Time(10s);
        FaultPlan kill = fault("kill", {2}, 5s);
        kill.at = Time(20s);
        FaultPlan pause = fault("pause", {1}, 1s);
        pause.at = Time(30s);
        plan.faults = {cut, kill, pause};
        const auto records = messagesOf(plan, Time(30500ms));
        const auto is = [](MessageFate fate) { return [fate](const MessageRecord &r) { return r.fate == fate; }; };
        const auto *lost = find(records, is(MessageFate::LostByChance));
        QVERIFY(lost != nullptr && lost->from == 0 && endOf(*lost) == lost->sent);
        const auto *parted = find(records, is(MessageFate::LostToPartition));
        QVERIFY(parted != nullptr && (parted->from == 1 || parted->to == 1));
        QVERIFY(parted->sent >= Time(10s) && parted->sent <= Time(13s));
        const auto *unheard = find(records, is(MessageFate::NobodyThere));
        QVERIFY(unheard != nullptr && unheard->to == 2 && unheard->arrived >= Time(20s));
        const auto *waiting = find(records, is(MessageFate::Waiting));
        QVERIFY(waiting != nullptr && waiting->to == 1 && waiting->arrived >= Time(30s));
        QCOMPARE(waiting->received, never);
    }

    void onlyTheChosenAreWrittenDown()
    {
        const Plan plan = electionPlan(3);
        for (const MessageRecord &record : messagesOf(plan, Time(5s), {{0, 2}, {}}))
            QVERIFY(record.from != 1 && record.to != 1);
        const Plan station = stationPlan(50, Distribution::constant(5ms), 1);
        QVERIFY(!messagesOf(station, Time(1s), {{}, {"link"}}).empty());
        QVERIFY(messagesOf(station, Time(1s), {{}, {"another"}}).empty());
        QVERIFY(messagesOf(station, Time(1s), {{0}, {}}).empty());
    }

    void theOldestGoAndThatIsSaid()
    {
        MessageLog log(10);
        for (std::uint64_t number = 1; number <= 25; ++number)
            log.add({.number = number});
        const MessageChanges all = log.changes(0);
        QCOMPARE(all.records.size(), std::size_t(10));
        QCOMPARE(all.firstKept, std::uint64_t(16));
        QCOMPARE(all.gone, std::uint64_t(15));
        QVERIFY(all.anew);
    }

    void aReaderGetsEachChangeOnce()
    {
        MessageLog log(100);
        log.add({.number = 3});
        MessageChanges changes = log.changes(0);
        QCOMPARE(changes.records.size(), std::size_t(1));
        changes = log.changes(changes.next);
        QVERIFY(!changes.anew && changes.records.empty());
        log.add({.number = 5});
        log.change(3, [](MessageRecord &record) { record.fate = MessageFate::Received; });
        log.change(3, [](MessageRecord &record) { record.outcome = "done"; });
        log.change(4, [](MessageRecord &) { QFAIL("there is none"); });
        changes = log.changes(changes.next);
        QVERIFY(!changes.anew);
        QCOMPARE(changes.records.size(), std::size_t(2));
        QCOMPARE(changes.records[0].outcome, std::string("done"));
        const std::uint64_t stale = changes.next;
        const std::uint64_t beginning = log.beginAnew(Time(1s));
        QVERIFY(log.changes(stale).anew && log.changes(stale).records.empty());
        log.putBefore(beginning - 1, {{.number = 1}}); // of a choice that is over
        QVERIFY(log.records().empty());
        log.putBefore(beginning, {{.number = 1}});
        QCOMPARE(log.records().size(), std::size_t(1));
        QVERIFY(log.changes(0).knownFrom == Time{});
    }

    void aLateChoiceHasTheWholePastAndGoesOn()
    {
        const Plan plan = slowElection(20ms);
        SimulatorOptions options;
        options.speed = 50;
        const auto run = makeSimulatorRun(plan, options);
        QVERIFY(run->recordsMessages());
        run->start();
        QTRY_VERIFY_WITH_TIMEOUT(run->snapshot()->time > Time(5s), 60'000);
        QVERIFY(run->messages(0).records.empty()); // nobody has asked
        QVERIFY(run->inject({"kill", "elector-1", 2s}).has_value());
        QTRY_VERIFY_WITH_TIMEOUT(run->snapshot()->time > Time(8s), 60'000);
        run->recordMessages(everybody(plan));
        QTRY_VERIFY_WITH_TIMEOUT(!run->messages(0).records.empty(), 60'000);
        run->setSpeed(0);
        QTRY_COMPARE_WITH_TIMEOUT(run->snapshot()->status, RunStatus::Finished, 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(run->messages(0).knownFrom == Time{}, 60'000);
        const auto pieced = run->messages(0).records;
        run->recordMessages({});
        QVERIFY(run->messages(0).records.empty());
        run->recordMessages(everybody(plan)); // of a run that is over
        QTRY_VERIFY_WITH_TIMEOUT(run->messages(0).knownFrom == Time{}, 60'000);
        const auto whole = run->messages(0).records;
        QCOMPARE(pieced.size(), whole.size());
        for (std::size_t i = 0; i < whole.size(); ++i)
            QVERIFY2(isSame(pieced[i], whole[i]), qPrintable(QString::number(whole[i].number)));
        QVERIFY(whole.size() > 100);
    }
};

QTEST_GUILESS_MAIN(MessageLogTest)
#include "message_log_test.moc"
