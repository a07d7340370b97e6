// SPDX-License-Identifier: GPL-3.0-or-later
// Faults that an agent carries out on its own container, and that it ends by itself.
#include "engine/wire/agent_fault.h"
#include "tests/agent/scripted_host.h"

#include <QTest>

#include <algorithm>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

AgentFault fault(AgentFaultKind kind, Duration timeToLive = 1s)
{
    AgentFault fault;
    fault.id = "it";
    fault.kind = kind;
    fault.timeToLive = timeToLive;
    return fault;
}

AgentFault onLane(AgentFaultKind kind, LaneWay way, Duration timeToLive = 1s)
{
    AgentFault hit = fault(kind, timeToLive);
    hit.lanes = {{0, way}};
    return hit;
}

/// Calls its peer whenever a test asks it to, and counts the answers.
struct Caller : ScriptedHost {
    Caller()
        : ScriptedHost([this](Time, const Input &input, Effects &effects) {
              if (std::holds_alternative<Woken>(input))
                  effects.send(0, Call{1, 1s, HttpRequest{}});
              const auto *received = std::get_if<Received>(&input);
              answers += received != nullptr && std::holds_alternative<Answer>(received->message) ? 1 : 0;
          })
    {
        machine->wake = never;
        started = host->start().has_value();
        run();
        seen.clear();
    }

    /// Calls once, and says what was seen of it for that long.
    Seen call(std::chrono::milliseconds time = 20ms)
    {
        seen.clear();
        machine->wake = Time();
        host->received(1, Readiness{}); // any input makes the host look at its deadline
        run(time);
        std::erase(seen, "woken");
        std::erase(seen, "received"); // that of the readiness
        return seen;
    }

    std::size_t count(const std::string &what) const
    {
        return static_cast<std::size_t>(std::ranges::count(seen, what));
    }

    bool started = false;
    int answers = 0;
};

} // namespace

class HardshipTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCutWayThereLetsNothingOut()
    {
        Caller caller;
        QVERIFY(caller.started);
        caller.host->inject(onLane(AgentFaultKind::Cut, LaneWay::There));
        QCOMPARE(caller.call(), Seen{});
    }

    void aCutWayBackLetsNoAnswerIn()
    {
        Caller caller;
        caller.host->inject(onLane(AgentFaultKind::Cut, LaneWay::Back));
        QCOMPARE(caller.call(), Seen{"send"});
        QCOMPARE(caller.answers, 0);
        caller.host->inject(onLane(AgentFaultKind::Cut, LaneWay::Back, 0s));
        caller.call();
        QCOMPARE(caller.answers, 1);
    }

    void aSlowNetworkDelaysEachWay()
    {
        Caller caller;
        AgentFault slow = onLane(AgentFaultKind::Degrade, LaneWay::There);
        slow.trouble.delay = Distribution::constant(60ms);
        caller.host->inject(slow);
        QVERIFY(!std::ranges::count(caller.call(30ms), "send"));
        caller.run(60ms);
        QCOMPARE(caller.count("send"), std::size_t(1));
    }

    void aFaultThatNobodyRenewsIsOver()
    {
        Caller caller;
        caller.host->inject(onLane(AgentFaultKind::Cut, LaneWay::There, 40ms));
        QVERIFY(!std::ranges::count(caller.call(10ms), "send"));
        caller.host->inject(onLane(AgentFaultKind::Cut, LaneWay::There, 60ms)); // once more
        QVERIFY(!std::ranges::count(caller.call(50ms), "send"));
        caller.run(40ms);
        QVERIFY(caller.count("event fault-ended") == 1);
        QVERIFY(std::ranges::count(caller.call(), "send") == 1);
    }

    void aFlappingCutComesAndGoes()
    {
        Caller caller;
        AgentFault flapping = onLane(AgentFaultKind::Cut, LaneWay::There);
        flapping.period = 40ms;
        flapping.duty = 0.5;
        caller.host->inject(flapping);
        std::size_t came = 0;
        for (int i = 0; i < 40; ++i)
            came += static_cast<std::size_t>(std::ranges::count(caller.call(5ms), "send"));
        QVERIFY2(came > 8 && came < 32, qPrintable(QString::number(came)));
    }

    void aFullDiskIsToldToTheMachineAsItsOwnWouldBe()
    {
        ScriptedHost world([](Time, const Input &input, Effects &effects) {
            if (std::holds_alternative<Received>(input)) {
                effects.persist("new");
                effects.event("behind", "");
            }
        });
        QVERIFY(world.host->start().has_value());
        world.host->inject(fault(AgentFaultKind::FullDisk));
        world.host->received(0, Readiness{});
        world.run();
        QVERIFY(std::ranges::count(world.seen, "persist-failed"));
        QVERIFY(!std::ranges::count(world.seen, "persist new"));
        QVERIFY(!std::ranges::count(world.seen, "event behind"));
        world.host->inject(fault(AgentFaultKind::FullDisk, 0s));
        world.host->received(0, Readiness{});
        world.run();
        QVERIFY(std::ranges::count(world.seen, "persist new"));
    }

    void aClockThatIsWrongIsTheMachinesAlone()
    {
        std::vector<Time> times;
        ScriptedHost world([&](Time now, const Input &, Effects &) { times.push_back(now); });
        QVERIFY(world.host->start().has_value());
        world.run();
        const Time before = times.back();
        AgentFault fast = fault(AgentFaultKind::Clock);
        fast.jump = 1h;
        fast.ratePpm = 2'000'000;
        world.host->inject(fast);
        world.host->received(0, Readiness{});
        world.run(100ms);
        QVERIFY(times.back() - before >= 1h);
        const Time during = times.back();
        world.host->received(0, Readiness{});
        world.run(10ms);
        QVERIFY2(times.back() - during > 150ms, "twice as fast as the 100 ms that have passed");
        // A deadline of the machine comes at its own time.
        world.machine->wake = times.back() + 100ms;
        world.host->received(0, Readiness{});
        world.seen.clear();
        world.run(80ms);
        QVERIFY(std::ranges::count(world.seen, "woken"));
    }

    void ofTwoWrongClocksTheOneThatBeganLastCounts()
    {
        std::vector<Time> times;
        ScriptedHost world([&](Time now, const Input &, Effects &) { times.push_back(now); });
        QVERIFY(world.host->start().has_value());
        AgentFault first = fault(AgentFaultKind::Clock);
        first.id = "the last by its name";
        first.ratePpm = 500'000;
        AgentFault second = fault(AgentFaultKind::Clock);
        second.id = "another";
        second.ratePpm = 4'000'000;
        world.host->inject(first);
        world.host->inject(second);
        world.host->received(0, Readiness{});
        world.run(100ms);
        const Time before = times.back();
        world.host->received(0, Readiness{});
        world.run(10ms);
        QVERIFY(times.back() - before > 350ms);
    }

    void aSlowProcessorTakesItsTimeForEachStep()
    {
        ScriptedHost world([](Time, const Input &, Effects &) {});
        QVERIFY(world.host->start().has_value());
        world.run();
        AgentFault slow = fault(AgentFaultKind::Slow);
        slow.delay = 50ms;
        world.host->inject(slow);
        world.seen.clear();
        for (int i = 0; i < 10; ++i)
            world.host->received(0, Readiness{});
        world.run(120ms);
        const auto steps = std::ranges::count(world.seen, "received");
        QVERIFY2(steps >= 2 && steps <= 4, qPrintable(QString::number(steps)));
    }

    void changesOfLoadMultiply()
    {
        std::vector<double> factors;
        ScriptedHost world([&](Time, const Input &input, Effects &) {
            if (const auto *changed = std::get_if<LoadChanged>(&input))
                factors.push_back(changed->factor);
        });
        QVERIFY(world.host->start().has_value());
        AgentFault first = fault(AgentFaultKind::Load);
        first.factor = 3;
        AgentFault second = first;
        second.id = "another";
        second.timeToLive = 30ms;
        world.host->inject(first);
        world.host->inject(second);
        world.run(60ms);
        QCOMPARE(factors, (std::vector<double>{3, 9, 3}));
    }

    void whatGoesOverTheWireComesBackTheSame()
    {
        AgentFault whole = onLane(AgentFaultKind::Degrade, LaneWay::Back);
        whole.period = 2s;
        whole.duty = 0.25;
        whole.trouble = {Distribution::exponential(5ms), 0.1, 0.2, 0.3, Distribution::constant(7ms), 1e6,
                         MessageKind::Heartbeats};
        whole.jump = 3s;
        whole.factor = 2;
        const auto read = readAgentFault(writeAgentFault(whole, "web-0/app"));
        QVERIFY2(read.has_value(), read ? "" : toText(read.error()).c_str());
        QVERIFY(*read == whole);
        for (const char *wrong : {R"({"command":"fault"})", R"({"command":"other","fault":{}})", "[]", "{",
                                  R"({"command":"fault","fault":{"id":"x","kind":"none"}})",
                                  R"({"command":"fault","fault":{"id":"","kind":"cut"}})",
                                  R"({"command":"fault","fault":{"id":"x","kind":"cut","timeToLive":"2h"}})",
                                  R"({"command":"fault","fault":{"id":"x","kind":"clock","ratePpm":0}})",
                                  R"({"command":"fault","fault":{"id":"x","kind":"degrade","trouble":{"loss":2}}})"})
            QVERIFY2(!readAgentFault(wrong).has_value(), wrong);
    }
};

QTEST_GUILESS_MAIN(HardshipTest)
#include "hardship_test.moc"
