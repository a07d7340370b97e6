// SPDX-License-Identifier: GPL-3.0-or-later
#include "stepper.h"

#include "engine/patterns/synthetic_call.h"

#include <QtTest/QtTest>

#include <cmath>
#include <map>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

MachineConfig configOf(const LoadConfig &load, std::vector<PeerConfig> peers = {PeerConfig{"web"}})
{
    return {"client", 7, std::move(peers), load};
}

LoadConfig openLoop(ArrivalKind arrivals, double rate)
{
    LoadConfig load;
    load.arrivals = arrivals;
    load.ratePerSecond = rate;
    return load;
}

} // namespace

class LoadTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aConstantRateIsKept()
    {
        Stepper load(configOf(openLoop(ArrivalKind::Constant, 100)));
        load.step(0ms, Started{});
        for (int i = 1; i <= 5; ++i) {
            load.wake();
            QCOMPARE(load.time, Time(i * 10ms));
            QCOMPARE(load.calls().size(), std::size_t(1));
        }
    }

    void latencyCountsFromTheInstantItWasDue()
    {
        LoadConfig config = openLoop(ArrivalKind::Constant, 10);
        Stepper load(configOf(config));
        load.step(0ms, Started{});
        load.step(350ms, Woken{}); // due at 100, 200, 300
        const auto calls = load.calls();
        QCOMPARE(calls.size(), std::size_t(3));
        QCOMPARE(calls[0].second.timeout, Duration(750ms));
        load.answer(360ms, calls[0], CallStatus::Ok);
        QCOMPARE(load.state().calls[0].latency.mean(), Duration(260ms));
    }

    void anOpenLoopDoesNotWaitForAnswersButForItsLimit()
    {
        LoadConfig config = openLoop(ArrivalKind::Constant, 1000);
        config.maxInFlight = 2;
        Stepper load(configOf(config));
        load.step(0ms, Started{});
        load.step(5ms, Woken{});
        QCOMPARE(load.calls().size(), std::size_t(2));
        QCOMPARE(load.state().calls[0].failed, std::uint64_t(3));
        QCOMPARE(load.state().calls[0].inFlight, 2U);
    }

    void poissonArrivalsHaveTheirRateAndSpread()
    {
        Stepper load(configOf(openLoop(ArrivalKind::Poisson, 1000)));
        load.step(0ms, Started{});
        double sum = 0, squares = 0;
        Time last{};
        for (int i = 0; i < 20'000; ++i) {
            load.wake();
            if (load.calls().empty())
                continue; // a timeout
            const double gap = toSeconds(load.time - last);
            last = load.time;
            sum += gap;
            squares += gap * gap;
            load.answer(load.time.time_since_epoch(), load.calls()[0], CallStatus::Ok);
        }
        const double mean = sum / 20'000;
        QVERIFY(mean > 0.00097 && mean < 0.00103);
        const double variation = (squares / 20'000 - mean * mean) / (mean * mean);
        QVERIFY(variation > 0.93 && variation < 1.07);
    }

    void eachUserOfAClosedLoopWaitsThenThinks()
    {
        LoadConfig config;
        config.arrivals = ArrivalKind::ClosedLoop;
        config.users = 2;
        config.thinkTime = Distribution::constant(100ms);
        Stepper load(configOf(config));
        load.step(0ms, Started{});
        load.wake();
        const auto calls = load.calls();
        QCOMPARE(calls.size(), std::size_t(2));
        load.answer(130ms, calls[0], CallStatus::Ok);
        load.answer(150ms, calls[1], CallStatus::Ok);
        load.wake();
        QCOMPARE(load.time, Time(230ms));
        QCOMPARE(load.calls().size(), std::size_t(1));
    }

    void aPeerThatRefusesAtOnceDoesNotStopTheClock()
    {
        LoadConfig config;
        config.arrivals = ArrivalKind::ClosedLoop;
        config.users = 1;
        Stepper load(configOf(config));
        load.step(0ms, Started{});
        QCOMPARE(load.calls().size(), std::size_t(1));
        load.answer(0ms, load.calls()[0], CallStatus::Refused);
        QVERIFY(load.calls().empty());
        QVERIFY(load.machine->deadline() > Time(0ms));
    }

    void peersAreAskedByWeight()
    {
        PeerConfig big{"big"}, small{"small"};
        big.weight = 3;
        Stepper load(configOf(openLoop(ArrivalKind::Constant, 100), {big, small}));
        load.step(0ms, Started{});
        std::map<PeerId, int> asked;
        for (int i = 0; i < 40; ++i) {
            load.wake();
            for (const auto &call : load.calls())
                ++asked[call.first];
        }
        QCOMPARE(asked[0], 30);
        QCOMPARE(asked[1], 10);
    }

    void stoppingSendsNothingMoreAndWaitsForWhatIsOpen()
    {
        Stepper load(configOf(openLoop(ArrivalKind::Constant, 100)));
        load.step(0ms, Started{});
        load.wake();
        const auto call = load.calls().at(0);
        load.step(11ms, Stopping{1s});
        QVERIFY(load.machine->isBusy());
        load.step(500ms, Woken{});
        QVERIFY(load.calls().empty());
        load.answer(600ms, call, CallStatus::Ok);
        QVERIFY(!load.machine->isBusy());
        QVERIFY(load.machine->deadline() == never);
    }

    void skewedKeysFollowZipf_data()
    {
        QTest::addColumn<double>("skew");
        QTest::newRow("uniform") << 0.0;
        QTest::newRow("0.8") << 0.8;
        QTest::newRow("1") << 1.0;
        QTest::newRow("1.2") << 1.2;
    }

    void skewedKeysFollowZipf()
    {
        QFETCH(double, skew);
        const std::uint32_t count = 100;
        const ZipfChooser chooser(count, skew);
        Random random(3);
        std::vector<int> seen(count);
        const int draws = 400'000;
        for (int i = 0; i < draws; ++i)
            ++seen.at(chooser.choose(random));
        double total = 0;
        for (std::uint32_t n = 1; n <= count; ++n)
            total += std::pow(n, -skew);
        double chiSquared = 0;
        for (std::uint32_t n = 1; n <= count; ++n) {
            const double expected = draws * std::pow(n, -skew) / total;
            chiSquared += (seen[n - 1] - expected) * (seen[n - 1] - expected) / expected;
        }
        QVERIFY2(chiSquared < 149, qPrintable(QString::number(chiSquared))); // 99.9 % of 99 degrees of freedom
    }
};

QTEST_GUILESS_MAIN(LoadTest)
#include "load_test.moc"
