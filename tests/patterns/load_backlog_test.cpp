// SPDX-License-Identifier: GPL-3.0-or-later
// A load generator that was held up: what became due meanwhile.
#include "load_stepper.h"

#include <QtTest/QtTest>

#include <cmath>

using namespace bayplan;
using namespace std::chrono_literals;

class LoadBacklogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsOverdueByItsTimeoutIsCountedAndNotSent()
    {
        LoadConfig config = openLoop(ArrivalKind::Constant, 100);
        config.maxInFlight = 5;
        Stepper load(configOf(config));
        load.step(0ms, Started{});
        load.step(5s, Woken{}); // of 500 that are due, 400 for a second or longer
        QCOMPARE(load.calls().size(), std::size_t(5));
        for (const auto &call : load.calls())
            QVERIFY(call.second.timeout > Duration(1));
        const CallStats calls = load.state().calls[0];
        QCOMPARE(calls.sent, std::uint64_t(500));
        QCOMPARE(calls.timedOut, std::uint64_t(400));
        QCOMPARE(calls.failed, std::uint64_t(95));
        QCOMPARE(calls.inFlight, 5U);
    }

    void aBacklogOfAYearIsMadeUpForInFewSteps_data()
    {
        QTest::addColumn<int>("arrivals");
        QTest::addColumn<int>("shape");
        const auto steady = static_cast<int>(RateShape::Steady), daily = static_cast<int>(RateShape::Daily);
        QTest::newRow("even") << static_cast<int>(ArrivalKind::Constant) << steady;
        QTest::newRow("random") << static_cast<int>(ArrivalKind::Poisson) << steady;
        QTest::newRow("even on a curve") << static_cast<int>(ArrivalKind::Constant) << daily;
        QTest::newRow("random on a curve") << static_cast<int>(ArrivalKind::Poisson) << daily;
        QTest::newRow("a trace") << static_cast<int>(ArrivalKind::Trace) << steady;
    }

    void aBacklogOfAYearIsMadeUpForInFewSteps()
    {
        QFETCH(int, arrivals);
        QFETCH(int, shape);
        LoadConfig config = openLoop(static_cast<ArrivalKind>(arrivals), 1000);
        config.variation = {
            .shape = static_cast<RateShape>(shape), .peakPerSecond = 1000, .period = 10s, .profile = {}};
        config.trace.assign(5000, 1ms);
        config.traceRepeats = true;
        config.maxInFlight = 10;
        PeerConfig big{"big"}, small{"small"};
        big.weight = 3;
        big.timeout = small.timeout = 1h;
        Stepper load(configOf(config, {big, small}));
        load.step(0ms, Started{});
        load.step(8760h, Woken{});
        std::size_t told = load.all<EventEffect>().size();
        int steps = 0;
        for (; load.machine->deadline() <= load.time && steps < 100; ++steps) {
            load.step(load.time + 1ns, Woken{});
            told += load.all<EventEffect>().size();
        }
        QVERIFY(steps < 100);
        QVERIFY(told > 0 && told < 5);
        QVERIFY(load.machine->deadline() < load.time + 1s);
        const std::vector<CallStats> calls = load.state().calls;
        const double due = 1000.0 * 3600 * 8760;
        const auto near = [](std::uint64_t count, double wanted) {
            return std::abs(static_cast<double>(count) / wanted - 1) < 1e-3;
        };
        QVERIFY(near(calls[0].sent + calls[1].sent, due));
        QVERIFY(near(calls[0].sent, due * 3 / 4));
        QVERIFY(near(calls[0].timedOut + calls[1].timedOut, due - 1000.0 * 3600));
        QVERIFY(near(calls[0].failed + calls[1].failed, 1000.0 * 3600));
        QCOMPARE(calls[0].inFlight + calls[1].inFlight, 10U);
        for (const CallStats &peer : calls)
            QCOMPARE(peer.sent, peer.timedOut + peer.failed + peer.inFlight);
    }

    void evenArrivalsKeepTheirBeatBehindABacklog()
    {
        LoadConfig config = openLoop(ArrivalKind::Constant, 1000);
        config.batch = 10;
        config.maxInFlight = 1;
        Stepper load(configOf(config));
        load.step(0ms, Started{});
        load.step(100s + 3ms, Woken{});
        while (load.machine->deadline() <= load.time)
            load.step(load.time + 1ns, Woken{});
        QCOMPARE(load.state().calls[0].sent, std::uint64_t(100'000));
        QCOMPARE(load.machine->deadline(), Time(100s + 10ms));
    }

    void whatIsManyAtOnceComesInPieces_data()
    {
        QTest::addColumn<bool>("isClosed");
        QTest::newRow("a batch") << false;
        QTest::newRow("users") << true;
    }

    void whatIsManyAtOnceComesInPieces()
    {
        QFETCH(bool, isClosed);
        LoadConfig config = openLoop(isClosed ? ArrivalKind::ClosedLoop : ArrivalKind::Constant, 2500);
        config.batch = config.users = 2500;
        Stepper load(configOf(config));
        load.step(0ms, Started{});
        if (!isClosed)
            load.wake();
        std::size_t sent = load.calls().size();
        QCOMPARE(sent, std::size_t(1000));
        while (load.machine->deadline() <= load.time) {
            load.step(load.time + 1ns, Woken{});
            QVERIFY(load.calls().size() <= 1000);
            sent += load.calls().size();
        }
        QCOMPARE(sent, std::size_t(2500));
    }

    void linesThatAreLongComeFewAtOnce()
    {
        LoadConfig config = openLoop(ArrivalKind::Constant, 100);
        config.batch = 10;
        config.requestBytes = 10'000'000;
        PeerConfig sink{"sink"};
        sink.protocol = PeerProtocol::Log;
        Stepper load(configOf(config, {sink}));
        load.step(0ms, Started{});
        std::size_t sent = 0;
        while (load.machine->deadline() <= Time(100ms)) {
            load.wake();
            QVERIFY(load.calls().size() <= 2);
            sent += load.calls().size();
        }
        QCOMPARE(sent, std::size_t(10));
    }

    void whatIsOverdueWhenTheLoadChangesIsNotLost_data() { aBacklogOfAYearIsMadeUpForInFewSteps_data(); }

    void whatIsOverdueWhenTheLoadChangesIsNotLost()
    {
        QFETCH(int, arrivals);
        QFETCH(int, shape);
        LoadConfig config = openLoop(static_cast<ArrivalKind>(arrivals), 1000);
        config.variation = {
            .shape = static_cast<RateShape>(shape), .peakPerSecond = 1000, .period = 10s, .profile = {}};
        config.trace.assign(20'000, 1ms);
        config.maxInFlight = 1'000'000;
        PeerConfig patient{"web"};
        patient.timeout = 1h;
        Stepper load(configOf(config, {patient}));
        load.step(0ms, Started{});
        load.step(10s, LoadChanged{0});
        std::size_t sent = load.calls().size();
        load.step(11s, LoadChanged{2}); // before it could send all
        sent += load.calls().size();
        while (load.machine->deadline() <= Time(11s)) {
            load.step(11s, Woken{});
            sent += load.calls().size();
        }
        QVERIFY2(std::abs(static_cast<double>(sent) - 10'000) < 400, qPrintable(QString::number(sent)));
        while (load.machine->deadline() <= Time(12s)) {
            load.wake();
            sent += load.calls().size();
        }
        QVERIFY2(std::abs(static_cast<double>(sent) - 12'000) < 500, qPrintable(QString::number(sent)));
        QCOMPARE(load.state().calls[0].sent, std::uint64_t(sent));
    }
};

QTEST_GUILESS_MAIN(LoadBacklogTest)
#include "load_backlog_test.moc"
