// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/event_queue.h"

#include "engine/base/random.h"

#include <QTest>

#include <algorithm>
#include <set>
#include <tuple>
#include <vector>

using namespace bayplan;

class EventQueueTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eventsOfOneInstantComeInTheOrderOfPushing();
    void anyMixOfPushesAndPopsComesOutSorted();
    void theWholeRangeOfTimesAndNumbersIsKept();
    void manyPendingComeOutInTheSameOrderAsAFew_data();
    void manyPendingComeOutInTheSameOrderAsAFew();
    void whatComesBehindACrowdedInstantIsNotSortedInBeforeItsTime();
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

namespace {

/// How far ahead the next event is.
using Gap = Duration (*)(Random &);

Duration exponentialGap(Random &random)
{
    return fromSeconds(random.exponential());
}
Duration fewInstants(Random &random)
{
    return Duration(static_cast<std::int64_t>(random.below(3)) * 1'000'000);
}
Duration crowdedInstants(Random &random)
{
    return Duration(static_cast<std::int64_t>(random.below(5)));
}
Duration nearAndVeryFar(Random &random)
{
    return random.chance(0.5) ? Duration(static_cast<std::int64_t>(random.below(1000)))
                              : std::chrono::hours(random.below(20'000));
}
Duration nowOrLater(Random &random)
{
    return random.chance(0.5) ? Duration(0) : exponentialGap(random);
}
Duration allAtOnce(Random &)
{
    return Duration(0);
}

/// Events as a set keeps them.
class SortedReference {
public:
    void push(Time at, std::uint32_t what) { m_pending.emplace(at, m_sequence++, what); }
    EventQueue::Popped pop()
    {
        const auto [at, sequence, what] = *m_pending.begin();
        m_pending.erase(m_pending.begin());
        return {at, what};
    }

private:
    std::set<std::tuple<Time, std::uint64_t, std::uint32_t>> m_pending;
    std::uint64_t m_sequence = 0;
};

} // namespace

void EventQueueTest::manyPendingComeOutInTheSameOrderAsAFew_data()
{
    QTest::addColumn<Gap>("gap");
    QTest::newRow("exponential") << &exponentialGap;
    QTest::newRow("few instants") << &fewInstants;
    QTest::newRow("crowded instants") << &crowdedInstants;
    QTest::newRow("near and very far") << &nearAndVeryFar;
    QTest::newRow("now or later") << &nowOrLater;
    QTest::newRow("all at once") << &allAtOnce;
}

void EventQueueTest::manyPendingComeOutInTheSameOrderAsAFew()
{
    QFETCH(const Gap, gap);
    Random random(11);
    EventQueue queue;
    SortedReference reference;
    Time now{};
    std::uint32_t number = 0;
    for (int phase = 0; phase < 6; ++phase) { // up to 40,000 pending, and down to none, thrice
        const double pushes = phase % 2 == 0 ? 0.8 : 0.1;
        for (int i = 0; i < 70'000 && (phase % 2 == 0 || !queue.empty()); ++i) {
            if (queue.empty() || random.chance(pushes)) {
                const Time at = now + gap(random);
                queue.push(at, number);
                reference.push(at, number++);
                continue;
            }
            QVERIFY(queue.nextTime() >= now);
            const auto popped = queue.pop();
            const auto expected = reference.pop();
            QCOMPARE(popped.what, expected.what);
            QVERIFY(popped.at == expected.at);
            now = popped.at;
        }
    }
    QVERIFY(queue.empty());
    QCOMPARE(queue.size(), std::size_t{0});
}

/// As all containers of a drawing start at once: each later event would be moved past thousands of others.
void EventQueueTest::whatComesBehindACrowdedInstantIsNotSortedInBeforeItsTime()
{
    Random random(13);
    EventQueue queue;
    for (std::uint32_t i = 0; i < 20'000; ++i)
        queue.push(Time{}, i);
    for (std::uint32_t i = 0; i < 40'000; ++i) {
        const auto popped = queue.pop();
        queue.push(popped.at + Duration(1) + exponentialGap(random), popped.what);
    }
    QCOMPARE(queue.size(), std::size_t{20'000});
    QVERIFY2(queue.known() <= 64, qPrintable(QString::number(queue.known())));
}

QTEST_GUILESS_MAIN(EventQueueTest)
#include "event_queue_test.moc"
