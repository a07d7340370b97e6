// SPDX-License-Identifier: GPL-3.0-or-later
// Stages of a batch pipeline (paper, section 5.2): what one queue's workers make is work for the next, once each.
#include "engine/patterns/work_queue.h"

#include <QTest>

#include <map>
#include <optional>
#include <queue>
#include <set>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

/// Two queues, the second the next stage of the first, on disks that fill and a line that loses messages.
class Pipeline {
public:
    explicit Pipeline(std::uint64_t seed = 1, std::uint64_t capacity = 100'000, std::uint64_t nextCapacity = 100'000)
        : m_random(seed)
    {
        m_stages[0].config = {
            "first", 3, {PeerConfig{"second", PeerProtocol::Queue}}, QueueConfig{.capacity = capacity}};
        m_stages[1].config = {"second", 4, {}, QueueConfig{.capacity = nextCapacity}};
        start(0);
        start(1);
    }

    void start(int stage)
    {
        m_stages[stage].machine = makeWorkQueue(m_stages[stage].config);
        ++m_stages[stage].life;
        step(stage, Started{m_stages[stage].durable, m_stages[stage].journal});
    }

    QueueReply ask(int stage, QueueRequest request)
    {
        const RequestId id = ++m_last;
        step(stage, Requested{id, std::move(request), {}});
        return m_replies.at(id);
    }
    int put(std::string body, int priority = 0)
    {
        return ask(0, {.priority = priority, .body = std::move(body)}).status;
    }

    /// Does one task, if there is one; its input.
    std::optional<std::string> work(int stage, const std::string &suffix = {})
    {
        const QueueReply task = ask(stage, {.command = QueueCommand::Reserve});
        if (task.status != 200)
            return {};
        const QueueRequest ack{.command = QueueCommand::Ack,
                               .task = task.task,
                               .attempt = task.attempt,
                               .body = suffix.empty() ? std::string() : task.body + suffix};
        return ask(stage, ack).status == 200 ? std::optional(task.body) : std::nullopt;
    }

    void run(Duration length)
    {
        const Time end = now + length;
        for (;;) {
            Time next = m_mail.empty() ? never : m_mail.top().at;
            int due = -1;
            for (int stage : {0, 1}) {
                if (m_stages[stage].machine->deadline() < next) {
                    next = m_stages[stage].machine->deadline();
                    due = stage;
                }
            }
            if (next > end)
                break;
            now = std::max(now, next);
            if (due >= 0) {
                step(due, Woken{});
                continue;
            }
            const Mail mail = m_mail.top();
            m_mail.pop();
            if (mail.answer)
                step(0, Received{0, *mail.answer});
            else
                step(1, Requested{mail.request, mail.body, {}});
        }
        now = end;
    }

    QueueState state(int stage) const { return std::get<QueueState>(m_stages[stage].machine->state(now).pattern); }
    std::size_t journalRecords(int stage) const { return m_stages[stage].journal.size(); }

    Time now{};
    double loss = 0;
    bool diskFull[2] = {false, false};

private:
    struct Stage {
        MachineConfig config;
        std::unique_ptr<Machine> machine;
        std::string durable;
        std::vector<std::string> journal;
        int life = 0;
    };
    struct Mail {
        Time at;
        std::uint64_t sequence = 0;
        RequestId request = 0;
        QueueRequest body;
        std::optional<Answer> answer;
        bool operator<(const Mail &other) const { return at != other.at ? at > other.at : sequence > other.sequence; }
    };

    void post(Mail mail)
    {
        if (m_random.chance(loss))
            return;
        mail.at = now + 1ms + Duration(m_random.below(3'000'000));
        mail.sequence = ++m_sequence;
        m_mail.push(std::move(mail));
    }

    void step(int stage, Input input)
    {
        Effects effects;
        m_stages[stage].machine->step(now, std::move(input), effects);
        for (Effect &effect : effects.list()) {
            auto *append = std::get_if<AppendEffect>(&effect);
            auto *persist = std::get_if<PersistEffect>(&effect);
            if ((append != nullptr || persist != nullptr) && diskFull[stage])
                return step(stage, PersistFailed{"no space left on device"});
            if (append != nullptr) {
                m_stages[stage].journal.push_back(append->record);
            } else if (persist != nullptr) {
                m_stages[stage].durable = persist->durable;
                m_stages[stage].journal.clear();
            } else if (auto *send = std::get_if<SendEffect>(&effect)) {
                auto &call = std::get<Call>(send->message);
                const RequestId id = ++m_last;
                m_calls[id] = {call.id, m_stages[0].life};
                post({.at = {}, .request = id, .body = *call.body.as<QueueRequest>(), .answer = {}});
            } else if (auto *reply = std::get_if<ReplyEffect>(&effect)) {
                replied(*reply);
            }
        }
    }

    void replied(ReplyEffect &reply)
    {
        const auto call = m_calls.find(reply.request);
        m_replies[reply.request] = *reply.body.as<QueueReply>();
        if (call != m_calls.end() && call->second.second == m_stages[0].life)
            post({.at = {}, .body = {}, .answer = Answer{call->second.first, reply.status, reply.body}});
    }

    Random m_random;
    Stage m_stages[2];
    std::priority_queue<Mail> m_mail;
    std::map<RequestId, QueueReply> m_replies;
    std::map<RequestId, std::pair<std::uint64_t, int>> m_calls; ///< of the first queue: id and life
    RequestId m_last = 0;
    std::uint64_t m_sequence = 0;
};

} // namespace

class StageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anOutputIsATaskOfTheNextStageWithItsPriority()
    {
        Pipeline pipeline;
        pipeline.put("late", 5);
        pipeline.put("soon", 1);
        QCOMPARE(*pipeline.work(0, ".out"), std::string("soon"));
        QCOMPARE(*pipeline.work(0, ".out"), std::string("late"));
        pipeline.run(1s);
        QCOMPARE(pipeline.state(0).forwarded, std::uint64_t(2));
        QCOMPARE(pipeline.state(0).forwarding, std::uint64_t(0));
        QCOMPARE(*pipeline.work(1), std::string("soon.out"));
        QCOMPARE(*pipeline.work(1), std::string("late.out"));
    }

    void syntheticWorkMakesAnOutputAsLargeAsItsInput()
    {
        Pipeline pipeline;
        pipeline.ask(0, {.bodyBytes = 5000});
        QVERIFY(pipeline.work(0));
        pipeline.run(1s);
        QCOMPARE(pipeline.ask(1, {.command = QueueCommand::Reserve}).bodyBytes, 5000U);
    }

    void anEmptyOutputIsAnEmptyInputAndNoSyntheticOne()
    {
        Pipeline pipeline;
        pipeline.put("input");
        const QueueReply task = pipeline.ask(0, {.command = QueueCommand::Reserve});
        const QueueRequest ack{
            .command = QueueCommand::Ack, .task = task.task, .attempt = task.attempt, .isEmpty = true};
        QCOMPARE(pipeline.ask(0, ack).status, 200);
        pipeline.run(1s);
        const QueueReply next = pipeline.ask(1, {.command = QueueCommand::Reserve});
        QCOMPARE(next.status, 200);
        QCOMPARE(next.bodyBytes, 0U);
    }

    void nothingIsForwardedThatTheJournalDoesNotHold()
    {
        Pipeline pipeline;
        pipeline.put("task");
        const QueueReply task = pipeline.ask(0, {.command = QueueCommand::Reserve});
        pipeline.diskFull[0] = true;
        QCOMPARE(
            pipeline.ask(0, {.command = QueueCommand::Ack, .task = task.task, .attempt = task.attempt, .body = "out"})
                .status,
            200);
        pipeline.run(10s);
        QCOMPARE(pipeline.state(1).put, std::uint64_t(0));
        pipeline.diskFull[0] = false;
        pipeline.run(2s);
        QCOMPARE(pipeline.state(1).put, std::uint64_t(1));
    }

    void anAnswerThatWasLostMakesNoSecondTask()
    {
        Pipeline pipeline;
        pipeline.put("task");
        QVERIFY(pipeline.work(0, ".out"));
        pipeline.run(3500us); // its put may be there, its answer is not
        pipeline.start(0);
        pipeline.run(3500us);
        pipeline.start(0);
        pipeline.run(5s);
        QCOMPARE(pipeline.state(1).put, std::uint64_t(1));
        QVERIFY(pipeline.state(1).repeated >= 1);
        QCOMPARE(pipeline.state(0).forwarding, std::uint64_t(0));
    }

    void aNextStageThatIsFullHoldsUpTheOneBefore()
    {
        Pipeline pipeline(1, 5, 2);
        int accepted = 0;
        for (int i = 0; i < 20; ++i) {
            accepted += pipeline.put("task") == 200 ? 1 : 0;
            pipeline.work(0, ".out");
            pipeline.run(1s);
        }
        QCOMPARE(accepted, 7); // two in the next stage, five outputs waiting
        QCOMPARE(pipeline.put("task"), 429);
        while (pipeline.work(1))
            pipeline.run(20s);
        QCOMPARE(pipeline.state(1).put, std::uint64_t(7));
        QCOMPARE(pipeline.put("task"), 200);
    }

    void outputsUnderWayAreBoundedInNumberAndBytes_data()
    {
        QTest::addColumn<int>("bytes");
        QTest::addColumn<int>("together");
        QTest::newRow("small") << 100 << 64;
        QTest::newRow("1 MiB") << (1 << 20) << 8;
        QTest::newRow("larger than all together may be") << (9 << 20) << 1;
    }

    void outputsUnderWayAreBoundedInNumberAndBytes()
    {
        QFETCH(int, bytes);
        QFETCH(int, together);
        Outbox outbox;
        for (int i = 0; i < together + 2; ++i)
            outbox.add({.body = std::string(static_cast<std::size_t>(bytes), 'x')});
        outbox.written();
        CallLedger calls(1);
        Effects effects;
        outbox.send(Time{}, "first@0", 1s, calls, effects);
        QCOMPARE(effects.list().size(), static_cast<std::size_t>(together));
        QCOMPARE(outbox.nextSend(), never);
        outbox.taken(1);
        QVERIFY(outbox.nextSend() != never);
        outbox.send(Time{}, "first@0", 1s, calls, effects);
        QCOMPARE(effects.list().size(), static_cast<std::size_t>(together) + 1);
    }

    void outputsOutliveTheReplacementOfTheJournal()
    {
        Pipeline pipeline;
        pipeline.loss = 1;
        for (int i = 0; i < 30; ++i) {
            pipeline.put(std::string(50'000, 'x'));
            QVERIFY(pipeline.work(0, "."));
        }
        QVERIFY2(pipeline.journalRecords(0) < 80, "it was replaced: thirty tasks leave ninety records");
        pipeline.start(0);
        QCOMPARE(pipeline.state(0).forwarding, std::uint64_t(30));
        pipeline.loss = 0;
        pipeline.run(30s);
        QCOMPARE(pipeline.state(1).put, std::uint64_t(30));
        pipeline.put("one more");
        QVERIFY(pipeline.work(0));
        pipeline.run(5s);
        QCOMPARE(pipeline.state(1).put, std::uint64_t(31));
    }

    void aJournalThatBeganAnewIsNotTakenForTheOldOne()
    {
        Pipeline first;
        first.put("task");
        QVERIFY(first.work(0));
        first.run(1s);
        QCOMPARE(first.ask(1, {.origin = "first@0", .sequence = 1}).task, std::uint64_t(0));
        QVERIFY(first.ask(1, {.origin = "first@7", .sequence = 1}).task != 0);
    }

    // ---- what is remembered of taken outputs -----------------------------------------------------------------------

    void anOriginThatGoesOnWhereItsNumbersWereLostTakesNoRoom()
    {
        Random random(1);
        TakenOutputs taken;
        std::vector<std::uint64_t> open; // a sender's: sent at once, and taken in any order
        for (std::uint64_t next = 1'000'001; next <= 1'020'000; ++next) {
            open.push_back(next);
            if (open.size() < 64)
                continue;
            std::swap(open[random.below(open.size())], open.back());
            taken.add("first@0", open.back());
            QVERIFY(taken.contains("first@0", open.back()));
            open.pop_back();
        }
        QVERIFY(taken.list().front().second.above.size() <= 64);
        for (const std::uint64_t sequence : open)
            QVERIFY(!taken.contains("first@0", sequence));
    }

    void anOutputThatIsHeldUpForLongIsStillTaken()
    {
        TakenOutputs taken;
        for (std::uint64_t sequence = 2; sequence <= 50'000; ++sequence)
            taken.add("first@0", sequence);
        QVERIFY(!taken.contains("first@0", 1));
        taken.add("first@0", 1);
        QVERIFY(taken.contains("first@0", 1) && taken.contains("first@0", 50'000));
        QVERIFY(taken.list().front().second.above.empty());
    }

    void aSenderWithMoreGapsThanAnyCanHaveIsBounded()
    {
        TakenOutputs taken;
        for (std::uint64_t sequence = 2; sequence <= 20'000; sequence += 2)
            taken.add("liar@0", sequence);
        QVERIFY(taken.list().front().second.above.size() <= 1024);
        QVERIFY(taken.contains("liar@0", 20'000) && !taken.contains("liar@0", 19'999));
    }

    void theOriginThatWasNotUsedForLongestIsForgotten()
    {
        TakenOutputs taken;
        for (int origin = 0; origin < 100; ++origin)
            taken.add("first@" + std::to_string(origin), 1);
        taken.add("first@0", 2);
        QVERIFY(taken.contains("first@1", 1)); // who sends again what it sent is not forgotten either
        taken.add("first@100", 1);
        QVERIFY(taken.contains("first@0", 1) && taken.contains("first@0", 2) && taken.contains("first@1", 1));
        QVERIFY(!taken.contains("first@2", 1));
        QCOMPARE(taken.list().size(), std::size_t(100));
    }

    void takingBackIsTheOppositeOfTaking()
    {
        Random random(2);
        TakenOutputs taken;
        std::set<std::uint64_t> expected;
        for (int step = 0; step < 5000; ++step) {
            const std::uint64_t sequence = 1 + random.below(60);
            if (expected.contains(sequence)) {
                taken.remove("first@0", sequence);
                expected.erase(sequence);
            } else {
                taken.add("first@0", sequence);
                expected.insert(sequence);
            }
            for (std::uint64_t each = 1; each <= 60; ++each)
                QCOMPARE(taken.contains("first@0", each), expected.contains(each));
        }
    }

    void whatWasTakenIsKnownAfterTheReplacementOfTheJournal()
    {
        Pipeline pipeline;
        constexpr std::uint64_t begin = 1'000'000;
        for (std::uint64_t sequence = begin; sequence < begin + 60; ++sequence) {
            if (sequence % 10 != 0)
                pipeline.ask(1, {.body = std::string(50'000, 'x'), .origin = "first@0", .sequence = sequence});
        }
        QVERIFY2(pipeline.journalRecords(1) < 40, "it was replaced");
        pipeline.start(1);
        for (std::uint64_t sequence = begin; sequence < begin + 60; ++sequence) {
            const auto task = pipeline.ask(1, {.origin = "first@0", .sequence = sequence}).task;
            QCOMPARE(task != 0, sequence % 10 == 0);
        }
    }

    void theLastNumberThatThereIsDoesNotDamageTheJournal()
    {
        Pipeline pipeline;
        constexpr std::uint64_t last = ~std::uint64_t{0};
        QVERIFY(pipeline.ask(1, {.origin = "first@0", .sequence = last}).task != 0);
        pipeline.start(1);
        QCOMPARE(pipeline.ask(1, {.origin = "first@0", .sequence = last}).task, std::uint64_t(0));
        QVERIFY(pipeline.work(1));
    }

    void whateverFailsEachTaskHasOneOutputInTheNextStage()
    {
        for (std::uint64_t seed = 1; seed <= 60; ++seed) {
            Random random(seed);
            Pipeline pipeline(seed);
            pipeline.loss = 0.2;
            std::map<std::string, int> wanted;
            for (int i = 0; i < 300; ++i) {
                pipeline.diskFull[0] = random.chance(0.1);
                pipeline.diskFull[1] = random.chance(0.1);
                const std::string name = std::to_string(i);
                if (random.chance(0.5) && pipeline.put(name) == 200)
                    wanted[name] = 1;
                if (random.chance(0.6))
                    pipeline.work(0, random.chance(0.5) ? "" : ".");
                if (random.chance(0.05))
                    pipeline.start(static_cast<int>(random.below(2)));
                pipeline.run(Duration(random.below(200'000'000)));
            }
            pipeline.diskFull[0] = pipeline.diskFull[1] = false;
            pipeline.loss = 0;
            pipeline.run(200s); // reservations of workers that never came back are over
            while (pipeline.work(0, "."))
                pipeline.run(1s);
            pipeline.run(200s);
            QCOMPARE(pipeline.state(0).forwarding, std::uint64_t(0));
            std::size_t there = 0;
            for (; pipeline.work(1); ++there) {
            }
            QVERIFY2(there == wanted.size(), ("seed " + std::to_string(seed) + ": " + std::to_string(there) + " of " +
                                              std::to_string(wanted.size()))
                                                 .c_str());
        }
    }
};

QTEST_GUILESS_MAIN(StageTest)
#include "stage_test.moc"
