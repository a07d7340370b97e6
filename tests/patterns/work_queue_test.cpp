// SPDX-License-Identifier: GPL-3.0-or-later
// Work queue (Burns and Oppenheimer 2016, 5.2).
#include "engine/base/random.h"
#include "tests/patterns/queue_driver.h"

#include <QtTest/QtTest>

#include <set>

using namespace bayplan;
using namespace bayplan::test;

namespace {

constexpr auto Ack = QueueCommand::Ack;
constexpr auto Fail = QueueCommand::Fail;

} // namespace

class WorkQueueTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tasksOfOnePriorityComeFirstInFirstOut()
    {
        QueueDriver queue;
        for (const char *body : {"a", "b", "c"})
            queue.put(body);
        QCOMPARE(queue.reserve()->body, std::string("a"));
        QCOMPARE(queue.reserve()->body, std::string("b"));
        QCOMPARE(queue.reserve()->body, std::string("c"));
        QVERIFY(!queue.reserve());
    }

    void aLowerPriorityNumberGoesFirstUntilTheOtherHasAged()
    {
        QueueDriver queue({.agingStep = 10s});
        queue.put("patient", 3);
        queue.run(29s);
        queue.put("urgent", 0);
        QCOMPARE(queue.reserve()->body, std::string("urgent"));
        queue.run(2s);
        queue.put("too late", 0); // The patient one has waited for more than three steps.
        QCOMPARE(queue.reserve()->body, std::string("patient"));
    }

    void withoutAgeingPriorityAlwaysWins()
    {
        QueueDriver queue({.agingStep = 0s});
        queue.put("low", 1'000'000'000);
        queue.run(1000h);
        queue.put("high", -1'000'000'000);
        QCOMPARE(queue.reserve()->body, std::string("high"));
    }

    void aCallerWaitsForATaskAndGetsTheFirst()
    {
        QueueDriver queue;
        const auto first = queue.send({.command = QueueCommand::Reserve, .delay = 5s});
        const auto second = queue.send({.command = QueueCommand::Reserve, .delay = 5s});
        QVERIFY(!queue.replyTo(first));
        queue.run(1s);
        queue.put("task");
        QCOMPARE(queue.replyTo(first)->status, 200);
        QCOMPARE(queue.replyTo(first)->body, std::string("task"));
        QVERIFY(!queue.replyTo(second));
        queue.run(4s);
        QCOMPARE(queue.replyTo(second)->status, 204);
    }

    void aCallerThatHasGoneGetsNoTask()
    {
        QueueDriver queue;
        const auto gone = queue.send({.command = QueueCommand::Reserve, .delay = 5s});
        queue.cancel(gone);
        queue.put("task");
        QVERIFY(!queue.replyTo(gone));
        QVERIFY(queue.reserve());
    }

    void aCallerIsAnsweredBeforeItsOwnPatienceEnds()
    {
        QueueDriver queue;
        const auto asked = queue.send({.command = QueueCommand::Reserve, .delay = 60s}, 8s);
        queue.run(7s + 1ms);
        QCOMPARE(queue.replyTo(asked)->status, 204);
    }

    void aReservationEndsWithItsTimeAndALateAckIsRefused()
    {
        QueueDriver queue({.timeToRun = 10s, .backoff = 1s});
        queue.put("task");
        const auto slow = *queue.reserve();
        queue.run(10s);
        QCOMPARE(queue.state().delayed, std::uint64_t(1));
        queue.run(2s);
        const auto next = *queue.reserve();
        QCOMPARE(next.task, slow.task);
        QCOMPARE(next.attempt, 2U);
        QCOMPARE(queue.finish(Ack, slow), 409);
        QCOMPARE(queue.finish(Ack, next), 200);
        QCOMPARE(queue.finish(Ack, slow), 409);
        QCOMPARE(queue.state().refusedLate, std::uint64_t(2));
        QCOMPARE(queue.state().completed, std::uint64_t(1));
        QCOMPARE(queue.state().expired, std::uint64_t(1));
    }

    void anAttemptAtAQueueWhoseStateWasLostIsRefusedByTheNewOne()
    {
        QueueDriver lost;
        lost.put("old");
        const auto before = *lost.reserve();
        QueueDriver queue;
        queue.run(1s);
        queue.put("new");
        const auto now = *queue.reserve();
        QVERIFY(now.task == before.task && now.attempt == before.attempt);
        QCOMPARE(queue.finish(Ack, before), 409);
        QCOMPARE(queue.state().completed, std::uint64_t(0));
        QCOMPARE(queue.finish(Ack, now), 200);
    }

    void anAckRepeatedBecauseItsAnswerWasLostIsGood()
    {
        QueueDriver queue;
        queue.put("task");
        const auto reserved = *queue.reserve();
        QCOMPARE(queue.finish(Ack, reserved), 200);
        QCOMPARE(queue.finish(Ack, reserved), 200);
        QCOMPARE(queue.state().completed, std::uint64_t(1));
        QCOMPARE(queue.finish(Fail, reserved), 409);
        QCOMPARE(queue.finish(Ack, {.task = 99, .attempt = 1}), 404);
        QCOMPARE(queue.finish(Ack, {.task = 0, .attempt = 1}), 404);
    }

    void touchingGivesTheWholeTimeAgain()
    {
        QueueDriver queue({.timeToRun = 10s});
        queue.put("task");
        const auto reserved = *queue.reserve();
        for (int i = 0; i < 5; ++i) {
            queue.run(9s);
            QCOMPARE(queue.finish(QueueCommand::Touch, reserved), 200);
        }
        QCOMPARE(queue.finish(Ack, reserved), 200);
    }

    void aPoisonTaskIsBuriedWithItsLastErrorAndStarvesNobody()
    {
        QueueDriver queue({.maxAttempts = 5, .backoff = 1s});
        queue.put("poison");
        for (int i = 0; i < 20; ++i)
            queue.put("good");
        int good = 0;
        std::vector<Duration> pauses;
        Time failed{};
        while (queue.state().buried == 0 || good < 20) {
            const auto task = queue.reserve();
            if (!task) {
                queue.run(100ms);
                QVERIFY(queue.now < Time(5min));
                continue;
            }
            if (task->body == "poison") {
                if (task->attempt > 1)
                    pauses.push_back(queue.now - failed);
                failed = queue.now;
                QCOMPARE(queue.finish(Fail, *task, "error " + std::to_string(task->attempt)), 200);
            } else {
                QCOMPARE(queue.finish(Ack, *task), 200);
                ++good;
            }
            queue.run(10ms);
        }
        QCOMPARE(pauses.size(), std::size_t(4));
        for (std::size_t i = 0; i < pauses.size(); ++i) {
            const auto expected = 1s * (1 << i);
            QVERIFY(pauses[i] >= expected / 2 && pauses[i] <= expected * 3 / 2 + 200ms);
        }
        const auto letters = queue.state().deadLetters;
        QCOMPARE(letters.size(), std::size_t(1));
        QCOMPARE(letters[0].attempts, 5U);
        QCOMPARE(letters[0].error, std::string("error 5"));
        QCOMPARE(queue.events.count("buried"), std::size_t(1));
    }

    void aKickedTaskHasAllItsAttemptsAgain()
    {
        QueueDriver queue({.maxAttempts = 2, .backoff = 1ms});
        const auto id = queue.put("task");
        const auto fail = [&] {
            queue.run(1s);
            const auto reserved = queue.reserve();
            return reserved && queue.finish(Fail, *reserved, "no") == 200;
        };
        QVERIFY(fail() && fail() && !fail());
        QCOMPARE(queue.ask({.command = QueueCommand::Kick, .task = 77})->status, 404);
        QCOMPARE(queue.ask({.command = QueueCommand::Kick})->count, std::uint64_t(1));
        QVERIFY(fail());
        queue.run(1s);
        const auto last = *queue.reserve();
        QCOMPARE(last.task, id);
        QCOMPARE(last.attempt, 4U); // Never the number of an attempt that may still answer.
        QCOMPARE(queue.finish(Ack, last), 200);
    }

    void aDeadLetterSaysWhatItWasAndWhoHadItLast()
    {
        QueueDriver queue({.maxAttempts = 1});
        const std::string input(3000, 'x');
        queue.put(input);
        const auto task = *queue.ask({.command = QueueCommand::Reserve, .origin = "workers-1/worker"});
        QCOMPARE(queue.finish(Fail, task, "why"), 200);
        const DeadLetter letter = queue.state().deadLetters.at(0);
        QCOMPARE(letter.task, task.task);
        QCOMPARE(letter.worker, std::string("workers-1/worker"));
        QCOMPARE(letter.payload, input.substr(0, 500));
        QCOMPARE(letter.payloadBytes, 3000U);
        queue.start(); // who had it is not in the journal, what it was is
        QCOMPARE(queue.state().deadLetters.at(0).payload, input.substr(0, 500));
        QCOMPARE(queue.state().deadLetters.at(0).worker, std::string());
    }

    void olderDeadLettersAreShownWhenTheyAreAskedFor()
    {
        QueueDriver queue({.maxAttempts = 1});
        for (int i = 1; i <= 45; ++i) {
            queue.put(std::to_string(i));
            QCOMPARE(queue.finish(Fail, *queue.reserve(), "no"), 200);
        }
        QCOMPARE(queue.state().olderLetters, std::uint64_t(25));
        QCOMPARE(queue.ask({.command = QueueCommand::Show, .task = 26})->status, 200);
        const QueueState second = queue.state();
        QCOMPARE(second.deadLetters.size(), std::size_t(20));
        QCOMPARE(second.deadLetters.front().task, std::uint64_t(6));
        QCOMPARE(second.deadLetters.back().task, std::uint64_t(25));
        QCOMPARE(second.olderLetters, std::uint64_t(5));
        QCOMPARE(queue.ask({.command = QueueCommand::Show, .task = 6})->status, 200);
        QCOMPARE(queue.state().deadLetters.size(), std::size_t(5));
        QCOMPARE(queue.state().olderLetters, std::uint64_t(0));
        QCOMPARE(queue.state().buried, std::uint64_t(45));
        QCOMPARE(queue.ask({.command = QueueCommand::Show})->status, 200);
        QCOMPARE(queue.state().deadLetters.back().task, std::uint64_t(45));
    }

    void theNewestTwentyDeadLettersAreShownWhateverIsKicked()
    {
        QueueDriver queue({.maxAttempts = 1});
        for (int i = 1; i <= 30; ++i) {
            queue.put(std::to_string(i));
            QCOMPARE(queue.finish(Fail, *queue.reserve(), "no"), 200);
        }
        QCOMPARE(queue.state().deadLetters.size(), std::size_t(20));
        QCOMPARE(queue.state().deadLetters.back().task, std::uint64_t(30));
        QCOMPARE(queue.ask({.command = QueueCommand::Kick, .task = 30})->count, std::uint64_t(1));
        const QueueState state = queue.state();
        QCOMPARE(state.deadLetters.back().task, std::uint64_t(29));
        QCOMPARE(state.deadLetters.front().task, std::uint64_t(10));
        QCOMPARE(state.kicked, std::uint64_t(1));
        QCOMPARE(state.ready, std::uint64_t(1));
        QCOMPARE(queue.reserve()->body, std::string("30"));
    }

    void aDiscardedTaskIsGoneForGood()
    {
        QueueDriver queue({.maxAttempts = 1});
        for (const char *body : {"a", "b", "c"}) {
            queue.put(body);
            QCOMPARE(queue.finish(Fail, *queue.reserve(), "no"), 200);
        }
        QCOMPARE(queue.ask({.command = QueueCommand::Discard, .task = 9})->status, 404);
        QCOMPARE(queue.ask({.command = QueueCommand::Discard, .task = 2})->count, std::uint64_t(1));
        QCOMPARE(queue.events.count("discarded"), std::size_t(1));
        queue.start();
        QCOMPARE(queue.state().buried, std::uint64_t(2));
        QCOMPARE(queue.ask({.command = QueueCommand::Discard})->count, std::uint64_t(2));
        queue.start();
        QCOMPARE(queue.state().buried, std::uint64_t(0));
        QVERIFY(queue.state().deadLetters.empty());
        QVERIFY(!queue.reserve());
    }

    void releasingCostsNoAttempt()
    {
        QueueDriver queue({.maxAttempts = 2});
        queue.put("task");
        for (int i = 0; i < 10; ++i) {
            const auto reserved = queue.reserve();
            QVERIFY(reserved.has_value());
            QCOMPARE(queue.finish(QueueCommand::Release, *reserved, {}, 3s), 200);
            QVERIFY(!queue.reserve());
            queue.run(3s);
        }
        QCOMPARE(queue.state().buried, std::uint64_t(0));
    }

    void aFullQueueSaysWhenToComeBack()
    {
        QueueDriver queue({.capacity = 2});
        queue.put();
        queue.put();
        const auto refused = *queue.ask({});
        QCOMPARE(refused.status, 429);
        QVERIFY(refused.retryAfter > 0s);
        QCOMPARE(queue.state().rejected, std::uint64_t(1));
        QCOMPARE(queue.finish(Ack, *queue.reserve()), 200);
        QCOMPARE(queue.ask({})->status, 200);
    }

    void aRestartLosesNothingAndLetsWorkersFinish()
    {
        QueueDriver queue({.timeToRun = 10s, .maxAttempts = 1});
        queue.put("done");
        QCOMPARE(queue.finish(Ack, *queue.reserve()), 200);
        queue.put("dead");
        QCOMPARE(queue.finish(Fail, *queue.reserve(), "why"), 200);
        queue.put("held");
        const auto held = *queue.reserve();
        queue.put("ready", 7);
        queue.put("later", 0, 5s);
        queue.run(1s);
        queue.start();
        const QueueState state = queue.state();
        QCOMPARE(state.ready, std::uint64_t(1));
        QCOMPARE(state.reserved, std::uint64_t(1));
        QCOMPARE(state.delayed, std::uint64_t(1));
        QCOMPARE(state.buried, std::uint64_t(1));
        QCOMPARE(state.deadLetters.at(0).error, std::string("why"));
        QCOMPARE(queue.finish(Ack, {.task = held.task, .attempt = 2}), 409);
        QCOMPARE(queue.finish(Ack, held), 200);
        QCOMPARE(queue.reserve()->body, std::string("ready"));
        queue.run(4s);
        QCOMPARE(queue.reserve()->body, std::string("later"));
        QVERIFY(queue.put("new") > 5);
    }

    void aClockThatBeganAnewDelaysNothingForLong()
    {
        QueueDriver queue;
        queue.now = Time(1000h);
        queue.put("ready");
        queue.put("later", 0, 5s);
        queue.now = Time{};
        queue.start();
        QVERIFY(queue.reserve());
        queue.run(5s);
        QCOMPARE(queue.reserve()->body, std::string("later"));
        QVERIFY(queue.state().oldestAge <= 5s);
    }

    void theJournalIsReplacedBeforeItGrowsWithoutEnd()
    {
        QueueDriver queue;
        const auto kept = queue.put(std::string(1000, 'k'));
        for (int i = 0; i < 2000; ++i) {
            queue.put(std::string(1000, 'x'), -1);
            QCOMPARE(queue.finish(Ack, *queue.reserve()), 200);
        }
        QVERIFY(!queue.durable.empty());
        std::size_t bytes = queue.durable.size();
        for (const std::string &record : queue.journal)
            bytes += record.size();
        QVERIFY(bytes < 1'500'000);
        queue.start();
        QCOMPARE(queue.state().ready, std::uint64_t(1));
        QCOMPARE(queue.reserve()->task, kept);
    }

    void aFullDiskRefusesNewTasksAndLetsRunningOnesFinish()
    {
        QueueDriver queue;
        queue.put("a");
        queue.put("b");
        const auto a = *queue.reserve();
        queue.diskFull = true;
        QCOMPARE(queue.ask({.body = "new"})->status, 507);
        QCOMPARE(queue.ask({.command = QueueCommand::Reserve})->status, 507);
        QCOMPARE(queue.finish(Ack, a), 200);
        QCOMPARE(queue.state().ready, std::uint64_t(1));
        QCOMPARE(queue.state().completed, std::uint64_t(1));
        queue.diskFull = false;
        queue.put("c");
        queue.start(); // What was owed to the journal is there.
        QCOMPARE(queue.state().reserved, std::uint64_t(0));
        QCOMPARE(queue.reserve()->body, std::string("b"));
        QCOMPARE(queue.reserve()->body, std::string("c"));
        QCOMPARE(queue.doubleReplies, 0);
    }

    void aWaitingCallerIsNotLeftUnansweredByAFullDisk()
    {
        QueueDriver queue;
        const auto waiting = queue.send({.command = QueueCommand::Reserve, .delay = 5s});
        queue.diskFull = true;
        QCOMPARE(queue.ask({.body = "new"})->status, 507);
        QCOMPARE(queue.replyTo(waiting)->status, 507);
        queue.diskFull = false;
        queue.put("new");
        QCOMPARE(queue.reserve()->attempt, 1U);
    }

    void aDamagedStateIsRefused()
    {
        QueueDriver queue;
        for (int i = 0; i < 1200; ++i)
            queue.put(std::string(1000, 'x'));
        const std::string good = queue.durable;
        QVERIFY(!good.empty());
        for (std::size_t at = 0; at < good.size(); at += 49'999) {
            queue.durable = good;
            queue.durable[at] = static_cast<char>(queue.durable[at] ^ 4);
            queue.start();
            QCOMPARE(queue.ask({})->status, 503);
        }
        queue.durable.clear();
        queue.journal = {"Dw7 1 0 0 0 \n"}; // Of a task that nobody put.
        queue.start();
        QCOMPARE(queue.ask({})->status, 503);
        QVERIFY(queue.events.count("refusing") > 1);
    }

    void aStoppingQueueTakesNothingNewAndStillHearsItsWorkers()
    {
        QueueDriver queue;
        queue.put("task");
        const auto reserved = *queue.reserve();
        const auto waiting = queue.send({.command = QueueCommand::Reserve, .delay = 60s});
        queue.stop();
        QCOMPARE(queue.replyTo(waiting)->status, 503);
        QCOMPARE(queue.ask({})->status, 503);
        QCOMPARE(queue.finish(Ack, reserved), 200);
        QCOMPARE(queue.machineState().phase, Phase::Stopped);
    }

    void theListNamesWhatWaitsAndPeekShowsIt()
    {
        QueueDriver queue;
        queue.put("a");
        queue.put("b");
        queue.put("c", 0, 5s);
        QVERIFY(queue.reserve());
        const auto list = *queue.ask({.command = QueueCommand::List});
        QCOMPARE(list.tasks, (std::vector<std::uint64_t>{2, 3}));
        QCOMPARE(queue.ask({.command = QueueCommand::Peek, .task = 3})->body, std::string("c"));
        QCOMPARE(queue.ask({.command = QueueCommand::Peek, .task = 9})->status, 404);
    }

    void everyTaskIsDoneAtLeastOnceWhateverFails()
    {
        for (std::uint64_t seed = 1; seed <= 40; ++seed) {
            Random random(seed);
            QueueDriver queue({.timeToRun = 5s, .maxAttempts = 1'000'000, .backoff = 10ms});
            std::set<std::uint64_t> accepted, done;
            std::vector<QueueReply> held;
            for (int i = 0; i < 600; ++i) {
                queue.run(Duration(random.below(300'000'000)));
                queue.diskFull = random.chance(0.1);
                const double what = random.uniform();
                if (what < 0.4) {
                    const auto reply = *queue.ask({.priority = int(random.below(3))});
                    if (reply.status == 200)
                        QVERIFY(accepted.insert(reply.task).second);
                } else if (what < 0.7) {
                    if (const auto task = queue.reserve())
                        held.push_back(*task);
                } else if (!held.empty() && what < 0.95) {
                    const auto index = random.below(held.size());
                    if (queue.finish(what < 0.8 ? Fail : Ack, held[index]) == 200 && what >= 0.8)
                        done.insert(held[index].task);
                    held.erase(held.begin() + std::ptrdiff_t(index));
                } else if (what > 0.98) {
                    queue.diskFull = false;
                    accepted.insert(queue.put()); // After it nothing is owed to the journal.
                    queue.start();
                }
            }
            queue.diskFull = false;
            queue.run(10s);
            while (const auto task = queue.reserve()) {
                done.insert(task->task);
                QCOMPARE(queue.finish(Ack, *task), 200);
            }
            for (const std::uint64_t task : accepted)
                QVERIFY2(done.contains(task), ("seed " + std::to_string(seed)).c_str());
            QCOMPARE(queue.doubleReplies, 0);
            QCOMPARE(queue.state().ready + queue.state().reserved, std::uint64_t(0));
        }
    }
};

QTEST_GUILESS_MAIN(WorkQueueTest)
#include "work_queue_test.moc"
