// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/random.h"
#include "engine/patterns/call_ledger.h"
#include "engine/patterns/slab.h"

#include <QtTest/QtTest>

#include <map>
#include <memory>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

Time at(Duration duration)
{
    return Time(duration);
}

Answer answerTo(std::uint64_t id, CallStatus status = CallStatus::Ok)
{
    return {id, status, HttpReply{}};
}

} // namespace

class CallLedgerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsNoLongerInFlightIsNotKept()
    {
        Slab<std::shared_ptr<int>> slab;
        const auto held = std::make_shared<int>(7);
        slab.erase(slab.insert(std::shared_ptr<int>(held)));
        QVERIFY(slab.empty());
        QCOMPARE(held.use_count(), 1L);
    }

    void anAnswerInTimeIsMeasuredFromTheCall()
    {
        CallLedger ledger(2);
        const auto id = ledger.begin(at(1s), 1, 500ms, 77);
        QCOMPARE(ledger.inFlight(1), 1U);
        const auto outcome = ledger.finish(at(1200ms), 1, answerTo(id));
        QVERIFY(outcome.has_value());
        QCOMPARE(outcome->context, std::uint64_t(77));
        QCOMPARE(outcome->latency, Duration(200ms));
        QCOMPARE(ledger.stats()[1].succeeded, std::uint64_t(1));
        QCOMPARE(ledger.inFlight(), std::size_t(0));
        QVERIFY(ledger.nextDeadline() == never);
    }

    void anAnswerAfterItsDeadlineIsCountedAndDropped()
    {
        CallLedger ledger(1);
        const auto old = ledger.begin(at(0s), 0, 100ms);
        QVERIFY(!ledger.expireNext(at(99ms)));
        const auto expired = ledger.expireNext(at(100ms));
        QVERIFY(expired && expired->id == old && expired->status == CallStatus::TimedOut);
        const auto next = ledger.begin(at(100ms), 0, 100ms);
        QVERIFY(!ledger.finish(at(150ms), 0, answerTo(old)));
        QCOMPARE(ledger.stats()[0].late, std::uint64_t(1));
        QVERIFY(ledger.finish(at(160ms), 0, answerTo(next)));
        QCOMPARE(ledger.stats()[0].timedOut, std::uint64_t(1));
    }

    void anAnswerFromTheWrongPeerDoesNotFinishACall()
    {
        CallLedger ledger(2);
        const auto id = ledger.begin(at(0s), 0, 100ms);
        QVERIFY(!ledger.finish(at(1ms), 1, answerTo(id)));
        QVERIFY(ledger.finish(at(2ms), 0, answerTo(id)));
        QVERIFY(!ledger.finish(at(3ms), 0, answerTo(id)));
        QVERIFY(!ledger.finish(at(3ms), 7, answerTo(12345)));
    }

    void aCallWithoutTimeoutNeverExpires()
    {
        CallLedger ledger(1);
        const auto id = ledger.begin(at(0s), 0, 0s);
        QVERIFY(ledger.nextDeadline() == never);
        QVERIFY(!ledger.expireNext(at(1h)));
        QVERIFY(ledger.finish(at(2h), 0, answerTo(id, CallStatus::Refused)));
        QCOMPARE(ledger.stats()[0].failed, std::uint64_t(1));
    }

    void deadlinesAgreeWithAnOrderedMapUnderRandomUse()
    {
        Random random(7);
        CallLedger ledger(3);
        std::map<std::uint64_t, Time> open;
        Time now{};
        for (int step = 0; step < 20'000; ++step) {
            now += Duration(random.below(1000));
            if (random.chance(0.5)) {
                const auto timeout = Duration(1 + random.below(50'000));
                const auto id = ledger.begin(now, PeerId(random.below(3)), timeout);
                QVERIFY(open.emplace(id, now + timeout).second);
            } else if (!open.empty() && random.chance(0.8)) {
                auto chosen = std::next(open.begin(), std::ptrdiff_t(random.below(open.size())));
                bool found = false;
                for (PeerId peer = 0; peer < 3 && !found; ++peer)
                    found = ledger.finish(now, peer, answerTo(chosen->first)).has_value();
                QVERIFY(found);
                open.erase(chosen);
            }
            while (const auto expired = ledger.expireNext(now)) {
                QVERIFY(open.at(expired->id) <= now);
                open.erase(expired->id);
            }
            Time earliest = never;
            for (const auto &[id, deadline] : open)
                earliest = std::min(earliest, deadline);
            QVERIFY(ledger.nextDeadline() == earliest);
            QVERIFY(earliest > now);
        }
    }
};

QTEST_GUILESS_MAIN(CallLedgerTest)
#include "call_ledger_test.moc"
