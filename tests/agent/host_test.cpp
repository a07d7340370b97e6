// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/agent/scripted_host.h"

#include <QTest>

using namespace bayplan;
using namespace std::chrono_literals;

class HostTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theFirstInputIsTheDurableState()
    {
        Started given;
        ScriptedHost world([&](Time, const Input &input, Effects &) { given = std::get<Started>(input); });
        QVERIFY(world.host->start().has_value());
        QVERIFY(world.seen.empty()); // stepped from the loop, not from start()
        world.run();
        QCOMPARE(given.durable, std::string("kept"));
        QCOMPARE(given.journal, (Seen{"one", "two"}));
    }

    void aCorruptStoreGivesTheMachineNothing()
    {
        ScriptedHost world([](Time, const Input &, Effects &) {});
        world.disk.isCorrupt = true;
        QVERIFY(!world.host->start().has_value());
        world.run();
        QVERIFY(world.seen.empty());
    }

    void effectsHappenInTheirOrder()
    {
        ScriptedHost world([](Time, const Input &input, Effects &effects) {
            if (!std::holds_alternative<Started>(input))
                return;
            effects.persist("a");
            effects.send(0, Call{1, 0s, HttpRequest{}});
            effects.append("b");
            effects.event("done", "");
            effects.log("line", 5);
        });
        QVERIFY(world.host->start().has_value());
        world.run();
        QCOMPARE(world.seen,
                 (Seen{"started", "persist a", "send", "append b", "received", "sync", "event done", "log line"}));
    }

    void recordsThatComeTogetherAreSyncedOnceBeforeAnyIsAnswered()
    {
        ScriptedHost world([](Time, const Input &input, Effects &effects) {
            if (const auto *request = std::get_if<Requested>(&input)) {
                effects.append(std::to_string(request->request));
                effects.reply(request->request, CallStatus::Ok, HttpReply{});
            }
        });
        QVERIFY(world.host->start().has_value());
        world.run();
        for (int i = 0; i < 3; ++i)
            world.host->requested(HttpRequest{}, 0s,
                                  [&](CallStatus, const ReplyBody &) { world.seen.emplace_back("reply"); });
        world.run();
        QCOMPARE(world.seen, (Seen{"started", "requested", "append 1", "requested", "append 2", "requested", "append 3",
                                   "sync", "reply", "reply", "reply"}));
    }

    void aDiskThatCannotSyncEndsTheProgramBeforeAnybodyIsAnswered()
    {
        bool replied = false;
        ScriptedHost world([](Time, const Input &input, Effects &effects) {
            if (const auto *request = std::get_if<Requested>(&input)) {
                effects.append("lost");
                effects.reply(request->request, CallStatus::Ok, HttpReply{});
            }
        });
        QVERIFY(world.host->start().has_value());
        world.run();
        world.disk.isBroken = true;
        world.host->requested(HttpRequest{}, 0s, [&](CallStatus, const ReplyBody &) { replied = true; });
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, world.run());
        QVERIFY(!replied);
    }

    void whatStandsBehindAFailedWriteDoesNotHappen()
    {
        bool replied = false;
        ScriptedHost world([](Time, const Input &input, Effects &effects) {
            if (const auto *request = std::get_if<Requested>(&input)) {
                effects.event("before", "");
                effects.append("lost");
                effects.send(0, Call{1, 0s, HttpRequest{}});
                effects.reply(request->request, CallStatus::Ok, HttpReply{});
            }
        });
        QVERIFY(world.host->start().has_value());
        world.run();
        world.disk.isFull = true;
        world.host->requested(HttpRequest{}, 0s, [&](CallStatus, const ReplyBody &) { replied = true; });
        world.host->received(0, Heartbeat{});
        world.run();
        // The machine hears of it before anything else that waits.
        QCOMPARE(world.seen,
                 (Seen{"started", "requested", "event before", "event persist-failed", "persist-failed", "received"}));
        QVERIFY(!replied);
    }

    void anAnswerFromInsideASendIsSteppedAfterwards()
    {
        ScriptedHost world([](Time, const Input &input, Effects &effects) {
            if (std::holds_alternative<Started>(input)) {
                effects.send(0, Call{1, 0s, HttpRequest{}});
                effects.send(0, Call{2, 0s, HttpRequest{}});
            }
        });
        QVERIFY(world.host->start().has_value());
        world.run();
        QCOMPARE(world.seen, (Seen{"started", "send", "send", "received", "received"}));
    }

    void theMachineIsWokenAtItsDeadlineAndNotBefore()
    {
        Time wokenAt{};
        Time due{};
        ScriptedHost world([&](Time now, const Input &input, Effects &) {
            if (std::holds_alternative<Started>(input))
                world.machine->wake = due = now + 30ms;
            else
                wokenAt = now;
        });
        QVERIFY(world.host->start().has_value());
        world.run(500ms);
        QCOMPARE(world.seen, (Seen{"started", "woken"}));
        QVERIFY(wokenAt >= due);
    }

    void aDeadlineThatHasPassedWakesAtOnce()
    {
        ScriptedHost world([&](Time now, const Input &input, Effects &) {
            if (std::holds_alternative<Started>(input))
                world.machine->wake = now - 1h;
        });
        QVERIFY(world.host->start().has_value());
        world.run(100ms);
        QCOMPARE(world.seen, (Seen{"started", "woken"}));
    }

    void aReplyComesOnceAndNeverFromInsideTheRequest()
    {
        int replies = 0;
        ScriptedHost world([](Time, const Input &input, Effects &effects) {
            if (const auto *request = std::get_if<Requested>(&input)) {
                effects.reply(request->request, CallStatus::Overloaded, HttpReply{503, {}, {}, 0});
                effects.reply(request->request, CallStatus::Ok, HttpReply{});
            }
        });
        QVERIFY(world.host->start().has_value());
        world.host->requested(HttpRequest{}, 0s, [&](CallStatus status, const ReplyBody &) {
            ++replies;
            QCOMPARE(status, CallStatus::Overloaded);
        });
        QCOMPARE(replies, 0);
        world.run();
        QCOMPARE(replies, 1);
    }

    void aCancelledRequestIsNotAnswered()
    {
        bool replied = false;
        RequestId kept = 0;
        ScriptedHost world([&](Time, const Input &input, Effects &effects) {
            if (const auto *request = std::get_if<Requested>(&input))
                kept = request->request;
            if (std::holds_alternative<Cancelled>(input))
                effects.reply(kept, CallStatus::Ok, HttpReply{});
        });
        QVERIFY(world.host->start().has_value());
        const RequestId request =
            world.host->requested(HttpRequest{}, 0s, [&](CallStatus, const ReplyBody &) { replied = true; });
        world.run();
        world.host->cancelled(request);
        world.host->cancelled(request);
        world.run();
        QCOMPARE(world.seen, (Seen{"started", "requested", "cancelled"}));
        QVERIFY(!replied);
    }

    void stoppingIsSaidOnceAndLastsUntilNothingIsInFlight()
    {
        ScriptedHost world([](Time, const Input &, Effects &) {});
        QVERIFY(world.host->start().has_value());
        world.run();
        world.machine->busy = true;
        world.host->stop(5s);
        world.host->stop(1s);
        world.run();
        QCOMPARE(world.seen, (Seen{"started", "stopping"}));
        QVERIFY(!world.host->hasStopped());
        world.machine->busy = false;
        QVERIFY(world.host->hasStopped());
    }

    void processorTimeIsGivenWhenItHasPassed()
    {
        std::vector<std::uint64_t> given;
        Time asked{}, last{};
        ScriptedHost world([&](Time now, const Input &input, Effects &effects) {
            if (std::holds_alternative<Started>(input)) {
                asked = now;
                effects.compute(7, 60ms);
                effects.compute(8, 20ms);
            } else if (const auto *computed = std::get_if<Computed>(&input)) {
                given.push_back(computed->token);
                last = now;
            }
        });
        QVERIFY(world.host->start().has_value());
        world.run(300ms);
        QCOMPARE(given, (std::vector<std::uint64_t>{8, 7}));
        QVERIFY(last - asked >= 60ms);
    }

    void thousandsOfInputsAreSteppedInTheirOrder()
    {
        std::vector<std::uint64_t> order;
        ScriptedHost world([&](Time, const Input &input, Effects &) {
            if (const auto *received = std::get_if<Received>(&input))
                order.push_back(std::get<Heartbeat>(received->message).round);
        });
        QVERIFY(world.host->start().has_value());
        for (std::uint64_t i = 0; i < 5000; ++i)
            world.host->received(0, Heartbeat{1, 1, i});
        world.run(500ms);
        QCOMPARE(order.size(), std::size_t(5000));
        QVERIFY(std::is_sorted(order.begin(), order.end()));
    }
};

QTEST_GUILESS_MAIN(HostTest)
#include "host_test.moc"
