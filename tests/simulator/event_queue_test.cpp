// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/event_queue.h"

#include "engine/base/random.h"

#include <QTest>

#include <algorithm>
#include <vector>

using namespace bayplan;

class EventQueueTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eventsOfOneInstantComeInTheOrderOfPushing();
    void anyMixOfPushesAndPopsComesOutSorted();
    void theWholeRangeOfTimesAndNumbersIsKept();
};

void EventQueueTest::eventsOfOneInstantComeInTheOrderOfPushing()
{
    EventQueue queue;
    for (std::uint32_t i = 0; i < 1000; ++i)
        queue.push(Time(Duration(5)), i);
    for (std::uint32_t i = 0; i < 1000; ++i)
        QCOMPARE(queue.pop().what, i);
    QVERIFY(queue.empty());
}

void EventQueueTest::anyMixOfPushesAndPopsComesOutSorted()
{
    struct Expected {
        Time at;
        std::uint32_t number;
    };
    Random random(7);
    EventQueue queue;
    std::vector<Expected> pending;
    Time now{};
    std::uint32_t number = 0;
    for (int i = 0; i < 20'000; ++i) {
        if (random.chance(0.52) || queue.empty()) {
            const Time at = now + Duration(static_cast<std::int64_t>(random.below(100)));
            queue.push(at, number);
            pending.push_back({at, number++});
            continue;
        }
        const auto first = std::ranges::min_element(pending, [](const Expected &a, const Expected &b) {
            return a.at != b.at ? a.at < b.at : a.number < b.number;
        });
        const auto popped = queue.pop();
        QCOMPARE(popped.what, first->number);
        QVERIFY(popped.at == first->at);
        now = popped.at;
        pending.erase(first);
    }
    QCOMPARE(queue.size(), pending.size());
}

void EventQueueTest::theWholeRangeOfTimesAndNumbersIsKept()
{
    constexpr std::uint32_t greatest = (1U << EventQueue::whatBits) - 1;
    EventQueue queue;
    queue.push(never - Duration(1), greatest);
    queue.push(Time{}, 0);
    QCOMPARE(queue.pop().what, 0U);
    const auto last = queue.pop();
    QCOMPARE(last.what, greatest);
    QVERIFY(last.at == never - Duration(1));
}

QTEST_GUILESS_MAIN(EventQueueTest)
#include "event_queue_test.moc"
