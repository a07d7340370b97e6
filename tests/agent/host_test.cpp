// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/agent/machine_host.h"

#include <QTest>

#include <functional>
#include <memory>
#include <string>
#include <vector>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

/// Notes what it is given and does what it is told.
class ScriptedMachine final : public MachineOf<ScriptedMachine> {
public:
    using Script = std::function<void(Time, const Input &, Effects &)>;

    ScriptedMachine(std::vector<std::string> &seen, Script script) : m_seen(seen), m_script(std::move(script)) {}

    void step(Time now, Input &&input, Effects &effects) override
    {
        static const char *const names[] = {"started",        "woken",    "received", "requested",   "cancelled",
                                            "persist-failed", "stopping", "computed", "load-changed"};
        m_seen.emplace_back(names[input.index()]);
        if (m_depth++ > 0)
            m_seen.emplace_back("re-entered");
        if (std::holds_alternative<Woken>(input))
            wake = never;
        m_script(now, input, effects);
        --m_depth;
    }
    Time deadline() const override { return wake; }
    MachineState state(Time) const override { return {}; }
    bool isBusy() const override { return busy; }

    Time wake = never;
    bool busy = false;

private:
    std::vector<std::string> &m_seen;
    Script m_script;
    int m_depth = 0;
};

struct FakeDisk {
    std::vector<std::string> written;
    bool isFull = false;
    bool isCorrupt = false;
};

class FakeStore final : public DurableStore {
public:
    FakeStore(FakeDisk &disk, std::vector<std::string> &seen) : m_disk(disk), m_seen(seen) {}
    Result<Started> load() override
    {
        if (m_disk.isCorrupt)
            return fail(ErrorCode::InvalidInput, "The checksum is wrong.");
        return Started{"kept", {"one", "two"}};
    }
    Result<void> persist(std::string_view durable) override { return write("persist " + std::string(durable)); }
    Result<void> append(std::string_view record) override { return write("append " + std::string(record)); }

private:
    Result<void> write(std::string what)
    {
        if (m_disk.isFull)
            return fail(ErrorCode::DiskFull, "The disk is full.");
        m_seen.push_back(std::move(what));
        return {};
    }
    FakeDisk &m_disk;
    std::vector<std::string> &m_seen;
};

/// Answers from inside send(), as a connection that is refused at once does.
class HastyPeer final : public Peer {
public:
    HastyPeer(Inbox &inbox, std::vector<std::string> &seen) : m_inbox(inbox), m_seen(seen) {}
    void send(Message message) override
    {
        m_seen.emplace_back("send");
        m_inbox.received(0, Answer{std::get<Call>(message).id, CallStatus::Refused, HttpReply{}});
    }

private:
    Inbox &m_inbox;
    std::vector<std::string> &m_seen;
};

struct World {
    explicit World(ScriptedMachine::Script script)
    {
        auto made = std::make_unique<ScriptedMachine>(seen, std::move(script));
        machine = made.get();
        host = std::make_unique<MachineHost>(
            io, std::move(made), std::make_unique<FakeStore>(disk, seen),
            HostOutputs{
                [this](std::string_view line, std::uint32_t) { seen.push_back("log " + std::string(line)); },
                [this](std::string_view kind, const std::string &) { seen.push_back("event " + std::string(kind)); }});
        host->addPeer(std::make_unique<HastyPeer>(*host, seen));
    }

    void run(std::chrono::milliseconds time = 20ms)
    {
        io.restart();
        io.run_for(time);
    }

    boost::asio::io_context io{1};
    std::vector<std::string> seen;
    FakeDisk disk;
    ScriptedMachine *machine = nullptr;
    std::unique_ptr<MachineHost> host;
};

using Seen = std::vector<std::string>;

} // namespace

class HostTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theFirstInputIsTheDurableState()
    {
        Started given;
        World world([&](Time, const Input &input, Effects &) { given = std::get<Started>(input); });
        QVERIFY(world.host->start().has_value());
        QVERIFY(world.seen.empty()); // stepped from the loop, not from start()
        world.run();
        QCOMPARE(given.durable, std::string("kept"));
        QCOMPARE(given.journal, (Seen{"one", "two"}));
    }

    void aCorruptStoreGivesTheMachineNothing()
    {
        World world([](Time, const Input &, Effects &) {});
        world.disk.isCorrupt = true;
        QVERIFY(!world.host->start().has_value());
        world.run();
        QVERIFY(world.seen.empty());
    }

    void effectsHappenInTheirOrder()
    {
        World world([](Time, const Input &input, Effects &effects) {
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
        QCOMPARE(world.seen, (Seen{"started", "persist a", "send", "append b", "event done", "log line", "received"}));
    }

    void whatStandsBehindAFailedWriteDoesNotHappen()
    {
        bool replied = false;
        World world([](Time, const Input &input, Effects &effects) {
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
        World world([](Time, const Input &input, Effects &effects) {
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
        World world([&](Time now, const Input &input, Effects &) {
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
        World world([&](Time now, const Input &input, Effects &) {
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
        World world([](Time, const Input &input, Effects &effects) {
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
        World world([&](Time, const Input &input, Effects &effects) {
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
        World world([](Time, const Input &, Effects &) {});
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
        World world([&](Time now, const Input &input, Effects &effects) {
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
        World world([&](Time, const Input &input, Effects &) {
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
