// SPDX-License-Identifier: GPL-3.0-or-later
// What a work queue holds at most, in memory and on its disk, and that it gets out again where it ran into a bound.
#include "tests/patterns/queue_driver.h"

#include <QtTest/QtTest>

using namespace bayplan;
using namespace bayplan::test;

namespace {

constexpr auto Ack = QueueCommand::Ack;
constexpr auto Fail = QueueCommand::Fail;

/// Nine tasks of 900 bytes find room, 200 more counting for each.
constexpr QueueConfig small{.maxAttempts = 1, .capacityBytes = 10'000};

/// Puts tasks until the disk takes none any more; how many there are.
std::uint64_t fill(QueueDriver &queue, std::size_t bodyBytes)
{
    while (queue.ask({.body = std::string(bodyBytes, 'x')})->status == 200) {
    }
    return queue.state().ready;
}

void finishAll(QueueDriver &queue)
{
    while (const auto task = queue.reserve())
        QCOMPARE(queue.finish(Ack, *task), 200);
}

} // namespace

class WorkQueueBoundsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tasksBeyondTheBytesAreRefusedUntilOneIsDone_data()
    {
        QTest::addColumn<bool>("synthetic");
        QTest::newRow("with content") << false;
        QTest::newRow("synthetic: as large as its put says") << true;
    }

    void tasksBeyondTheBytesAreRefusedUntilOneIsDone()
    {
        QFETCH(bool, synthetic);
        const QueueRequest put{.body = std::string(synthetic ? 0 : 900, 'x'), .bodyBytes = 900};
        QueueDriver queue(small);
        for (int i = 0; i < 9; ++i)
            QCOMPARE(queue.ask(put)->status, 200);
        const auto refused = *queue.ask(put);
        QCOMPARE(refused.status, 429);
        QVERIFY(refused.retryAfter > 0s);
        QCOMPARE(queue.state().rejected, std::uint64_t(1));
        QCOMPARE(queue.events.count("queue-full"), std::size_t(1));
        QCOMPARE(queue.finish(Ack, *queue.reserve()), 200);
        QCOMPARE(queue.ask(put)->status, 200);
        QCOMPARE(queue.ask(put)->status, 429);
        queue.start();
        QCOMPARE(queue.ask(put)->status, 429);
    }

    void anEmptyQueueTakesATaskOfAnySize()
    {
        QueueDriver queue(small);
        QCOMPARE(queue.ask({.body = std::string(50'000, 'x')})->status, 200);
        QCOMPARE(queue.ask({})->status, 429);
        QCOMPARE(queue.finish(Ack, *queue.reserve()), 200);
        QCOMPARE(queue.ask({})->status, 200);
    }

    void aPutThatTheDiskRefusedHoldsNothing()
    {
        QueueDriver queue(small);
        queue.diskFull = true;
        for (int i = 0; i < 20; ++i)
            QCOMPARE(queue.ask({.body = std::string(900, 'x')})->status, 507);
        queue.diskFull = false;
        for (int i = 0; i < 9; ++i)
            QCOMPARE(queue.ask({.body = std::string(900, 'x')})->status, 200);
    }

    void deadLettersLeaveRoomForTasks()
    {
        QueueDriver queue(small);
        for (int i = 0; i < 20; ++i) {
            QCOMPARE(queue.ask({.body = std::string(900, 'x')})->status, 200);
            QCOMPARE(queue.finish(Fail, *queue.reserve(), "why"), 200);
        }
        QCOMPARE(queue.state().buried, std::uint64_t(4));
        QCOMPARE(queue.events.count("dead-letter-dropped"), std::size_t(16));
        QCOMPARE(queue.ask({.command = QueueCommand::Kick})->count, std::uint64_t(4));
        for (int i = 0; i < 5; ++i) // beside four of 1103 bytes
            QCOMPARE(queue.ask({.body = std::string(900, 'x')})->status, 200);
        QCOMPARE(queue.ask({.body = std::string(900, 'x')})->status, 429);
    }

    void errorsAreKeptShortWhileThereIsNoRoom()
    {
        QueueConfig config = small;
        config.maxAttempts = 5;
        QueueDriver queue(config);
        std::vector<QueueReply> held;
        for (int i = 0; i < 10; ++i)
            queue.put();
        for (int i = 0; i < 4; ++i)
            held.push_back(*queue.reserve());
        std::vector<std::size_t> recordBytes;
        for (const QueueReply &task : held) {
            QCOMPARE(queue.finish(Fail, task, std::string(5000, 'e')), 200);
            recordBytes.push_back(queue.journal.back().size());
        }
        QVERIFY(recordBytes.front() > 4096);
        QVERIFY(recordBytes.back() < 400);
    }

    void outputsThatNobodyTakesHoldUpWork()
    {
        QueueDriver queue(small, {PeerConfig{"next", PeerProtocol::Queue}});
        for (int i = 0; i < 8; ++i)
            queue.put();
        for (int i = 0; i < 3; ++i)
            QCOMPARE(queue.finish(Ack, *queue.reserve(), std::string(1500, 'o')), 200);
        QVERIFY(!queue.reserve());
        QCOMPARE(queue.state().ready, std::uint64_t(5));
        QCOMPARE(queue.state().forwarding, std::uint64_t(3));
    }

    void anAckIsRepeatedForTheNewestCompletionsNotForTheHighestNumbers()
    {
        QueueDriver queue;
        for (int i = 0; i < 1100; ++i)
            queue.put();
        const auto first = *queue.reserve();
        for (int i = 0; i < 1050; ++i)
            QCOMPARE(queue.finish(Ack, *queue.reserve()), 200);
        QCOMPARE(queue.finish(Ack, first), 200);
        QCOMPARE(queue.finish(Ack, first), 200);
        QCOMPARE(queue.finish(Ack, {.task = 2, .attempt = 1}), 409); // the oldest of 1051
    }

    void aDiskThatIsFullOfWhatIsDoneTakesTasksAgain_data()
    {
        QTest::addColumn<int>("bodyBytes");
        QTest::newRow("small tasks") << 600;
        QTest::newRow("tasks that find no room beside the state") << 40'000;
    }

    void aDiskThatIsFullOfWhatIsDoneTakesTasksAgain()
    {
        QFETCH(int, bodyBytes);
        const std::string body(static_cast<std::size_t>(bodyBytes), 'x');
        QueueDriver queue;
        queue.diskBytes = 400'000;
        const std::uint64_t tasks = fill(queue, body.size());
        QVERIFY(tasks >= 9);
        queue.diskBytes += 40'000; // for the records of those that are finished
        finishAll(queue);
        queue.diskBytes -= 40'000;
        queue.run(2s);
        int refused = 0;
        for (; refused < 3 && queue.ask({.body = body})->status != 200; ++refused) {
        }
        QVERIFY2(refused < 3, "it stays full for ever");
        QVERIFY(queue.usedBytes() < 100'000);
        queue.start();
        QCOMPARE(queue.state().ready, std::uint64_t(1));
        QCOMPARE(queue.reserve()->body, body);
        QCOMPARE(queue.doubleReplies, 0);
    }

    void aDiskThatIsFullOfTasksIsNotWrittenAnewInVain()
    {
        QueueDriver queue;
        queue.diskBytes = 400'000;
        const std::uint64_t tasks = fill(queue, 600);
        for (int i = 0; i < 20; ++i) {
            QCOMPARE(queue.ask({.body = std::string(600, 'x')})->status, 507);
            queue.run(1s);
        }
        QVERIFY(queue.durable.empty());
        QCOMPARE(queue.state().ready, tasks);
    }

    void aStartGivesBackTheRoomOfWhatIsDone()
    {
        QueueDriver queue;
        for (int i = 0; i < 1200; ++i)
            queue.put(std::string(1000, 'x'));
        const std::uint64_t kept = queue.put("kept", 7);
        for (int i = 0; i < 1200; ++i)
            QCOMPARE(queue.finish(Ack, *queue.reserve()), 200);
        QVERIFY(queue.usedBytes() > 1'000'000);
        queue.diskFull = true;
        queue.start(); // It goes on with what is there.
        QCOMPARE(queue.state().ready, std::uint64_t(1));
        queue.diskFull = false;
        queue.start();
        QVERIFY(queue.usedBytes() < 1'000);
        queue.start();
        QCOMPARE(queue.reserve()->task, kept);
    }

    void theJournalIsNoLongerThanHalfOfWhatMayBeHeld()
    {
        QueueDriver queue({.capacityBytes = 4U << 20U});
        for (int i = 0; i < 3000; ++i)
            queue.put(std::string(1000, 'x'));
        for (int i = 0; i < 9000; ++i) {
            queue.put(std::string(1000, 'x'), -1);
            QCOMPARE(queue.finish(Ack, *queue.reserve()), 200);
            QVERIFY(queue.usedBytes() < (6U << 20U));
        }
    }
};

QTEST_GUILESS_MAIN(WorkQueueBoundsTest)
#include "work_queue_bounds_test.moc"
