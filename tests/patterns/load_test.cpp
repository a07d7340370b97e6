// SPDX-License-Identifier: GPL-3.0-or-later
#include "load_stepper.h"

#include "engine/base/fit.h"
#include "engine/base/rate_curve.h"
#include "engine/patterns/synthetic_call.h"

#include <QtTest/QtTest>

#include <algorithm>
#include <cmath>
#include <map>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

LoadConfig shaped(ArrivalKind arrivals, RateShape shape)
{
    LoadConfig load = openLoop(arrivals, 10);
    load.variation = {.shape = shape, .peakPerSecond = 40, .period = 10s, .burst = 2s, .profile = {}};
    return load;
}

/// When requests are due until then; the load is changed on the way.
std::vector<Time> arrivalsOf(LoadConfig config, Duration end, std::uint64_t seed = 7,
                             std::vector<std::pair<Duration, double>> changes = {})
{
    config.maxInFlight = 1'000'000;
    PeerConfig peer{"web"};
    peer.timeout = 0ms;
    MachineConfig machine = configOf(config, {peer});
    machine.seed = seed;
    Stepper load(machine);
    std::vector<Time> arrivals;
    load.step(0ms, Started{});
    const auto note = [&] { arrivals.insert(arrivals.end(), load.calls().size(), load.time); };
    note();
    changes.emplace_back(Duration::max(), 1.0);
    for (auto change = changes.begin(); load.machine->deadline() <= Time(end) || change->first <= end;) {
        if (change->first <= load.machine->deadline().time_since_epoch()) {
            load.step(change->first, LoadChanged{change->second});
            ++change;
        } else {
            load.wake();
        }
        note();
    }
    return arrivals;
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

    void whoIsAskedByKeyIsAskedForMany()
    {
        LoadConfig config = openLoop(ArrivalKind::Constant, 100);
        config.keys.keys = 50;
        for (const bool byKey : {false, true}) {
            PeerConfig peer{"web"};
            peer.byKey = byKey;
            Stepper load(configOf(config, {peer}));
            load.step(0ms, Started{});
            std::map<std::string, int> asked;
            for (int i = 0; i < 1000; ++i) {
                load.wake();
                const auto call = load.calls().at(0);
                ++asked[call.second.body.as<HttpRequest>()->target];
                load.answer(load.time.time_since_epoch(), call, CallStatus::Ok);
            }
            QCOMPARE(asked.size(), std::size_t(byKey ? 50 : 1));
            QVERIFY(asked.contains(byKey ? "/?key=49" : "/"));
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

    void evenArrivalsFollowEveryShape_data()
    {
        QTest::addColumn<int>("shape");
        QTest::newRow("ramp") << static_cast<int>(RateShape::Ramp);
        QTest::newRow("bursts") << static_cast<int>(RateShape::Bursts);
        QTest::newRow("daily") << static_cast<int>(RateShape::Daily);
    }

    void evenArrivalsFollowEveryShape()
    {
        QFETCH(int, shape);
        const LoadConfig config = shaped(ArrivalKind::Constant, static_cast<RateShape>(shape));
        const RateCurve curve(config.ratePerSecond, config.variation);
        const std::vector<Time> arrivals = arrivalsOf(config, 60s);
        QVERIFY(arrivals.size() > 500);
        for (std::size_t i = 0; i < arrivals.size(); ++i) {
            const double count = curve.countUntil(arrivals[i].time_since_epoch());
            QVERIFY2(std::abs(count - static_cast<double>(i + 1)) < 1e-5, qPrintable(QString::number(count)));
        }
    }

    void randomArrivalsArePoissonOnTheIntegralOfTheRate_data() { evenArrivalsFollowEveryShape_data(); }

    void randomArrivalsArePoissonOnTheIntegralOfTheRate()
    {
        QFETCH(int, shape);
        LoadConfig config = shaped(ArrivalKind::Poisson, static_cast<RateShape>(shape));
        config.ratePerSecond *= 10;
        config.variation.peakPerSecond *= 10;
        const RateCurve curve(config.ratePerSecond, config.variation);
        for (std::uint64_t seed = 1; seed <= 5; ++seed) {
            double before = 0;
            std::vector<Duration> gaps;
            for (const Time arrival : arrivalsOf(config, 30s, seed)) {
                const double count = curve.countUntil(arrival.time_since_epoch());
                gaps.push_back(fromSeconds(count - before));
                before = count;
            }
            std::ranges::sort(gaps);
            const double distance =
                kolmogorovDistance(gaps, Distribution::exponential(1s)) * std::sqrt(static_cast<double>(gaps.size()));
            QVERIFY(gaps.size() > 2000);
            QVERIFY2(distance < 2, qPrintable(QString::number(distance))); // once in 1,500 times by chance
        }
    }

    void nothingComesBetweenBursts()
    {
        LoadConfig config = shaped(ArrivalKind::Poisson, RateShape::Bursts);
        config.ratePerSecond = 0;
        const std::vector<Time> arrivals = arrivalsOf(config, 60s);
        QVERIFY(arrivals.size() > 300);
        for (const Time arrival : arrivals)
            QVERIFY(arrival.time_since_epoch() % config.variation.period <= config.variation.burst);
    }

    void aBatchComesAtOneInstantAndKeepsTheRate()
    {
        LoadConfig config = openLoop(ArrivalKind::Constant, 100);
        config.batch = 20;
        const std::vector<Time> arrivals = arrivalsOf(config, 10s);
        QCOMPARE(arrivals.size(), std::size_t(1000));
        for (std::size_t i = 0; i < arrivals.size(); ++i)
            QVERIFY(arrivals[i] == Time((i / 20 + 1) * 200ms));
    }

    void aTraceIsFollowedToItsEndOrAgain()
    {
        LoadConfig config;
        config.arrivals = ArrivalKind::Trace;
        config.trace = {10ms, 0ms, 5ms};
        const std::vector<Time> once{Time(10ms), Time(10ms), Time(15ms)};
        QVERIFY(arrivalsOf(config, 1s) == once);
        QVERIFY(arrivalsOf(config, 1s, 7, {{500ms, 0.0}, {600ms, 1.0}}) == once);
        config.traceRepeats = true;
        const std::vector<Time> again = arrivalsOf(config, 45ms);
        QCOMPARE(again.size(), std::size_t(9));
        QVERIFY(again[3] == Time(25ms) && again[8] == Time(45ms));
        config.trace = {0ms, 0ms};
        QCOMPARE(arrivalsOf(config, 1s).size(), std::size_t(2));
    }

    void aChangedLoadKeepsItsPlace_data()
    {
        QTest::addColumn<int>("arrivals");
        QTest::addColumn<int>("shape");
        QTest::newRow("steady") << static_cast<int>(ArrivalKind::Constant) << static_cast<int>(RateShape::Steady);
        QTest::newRow("shaped") << static_cast<int>(ArrivalKind::Constant) << static_cast<int>(RateShape::Bursts);
        QTest::newRow("trace") << static_cast<int>(ArrivalKind::Trace) << static_cast<int>(RateShape::Steady);
    }

    void aChangedLoadKeepsItsPlace()
    {
        QFETCH(int, arrivals);
        QFETCH(int, shape);
        LoadConfig config = openLoop(static_cast<ArrivalKind>(arrivals), 10);
        config.variation = {.shape = static_cast<RateShape>(shape), .peakPerSecond = 10, .period = 1s, .profile = {}};
        config.trace.assign(1000, 100ms);
        // Ten a second; from 950 ms on twenty, half of the gap being gone; from 2 s to 3 s nothing; then ten again.
        const std::vector<Time> came = arrivalsOf(config, 4s, 7, {{950ms, 2.0}, {2s, 0.0}, {3s, 1.0}});
        std::vector<Time> expected;
        for (Duration at = 100ms; at <= 900ms; at += 100ms)
            expected.emplace_back(at);
        for (Duration at = 975ms; at <= 2s; at += 50ms)
            expected.emplace_back(at);
        for (Duration at = 3050ms; at <= 4s; at += 100ms) // 25 of 50 ms were left, of a gap of 100 half
            expected.emplace_back(at);
        QCOMPARE(came.size(), expected.size());
        for (std::size_t i = 0; i < came.size(); ++i)
            QVERIFY2(std::chrono::abs(came[i] - expected[i]) < 1us, qPrintable(QString::number(i)));
    }

    void aRateOfZeroStaysOneAfterAPause()
    {
        QVERIFY(arrivalsOf(openLoop(ArrivalKind::Constant, 0), 1s, 7, {{500ms, 0.0}, {600ms, 1.0}}).empty());
    }

    void aLoadThatIsHeldBeforeItStartsComesAfterwards()
    {
        Stepper load(configOf(openLoop(ArrivalKind::Constant, 10)));
        load.step(0ms, LoadChanged{0});
        load.step(0ms, Started{});
        QVERIFY(load.machine->deadline() == never);
        load.step(1s, LoadChanged{1});
        QVERIFY(load.machine->deadline() <= Time(1s + 100ms));
    }

    void aChangedClosedLoopHasMoreUsersAndThenFewer()
    {
        LoadConfig config;
        config.arrivals = ArrivalKind::ClosedLoop;
        config.users = 2;
        config.thinkTime = Distribution::constant(100ms);
        Stepper load(configOf(config));
        load.step(0ms, Started{});
        load.step(50ms, LoadChanged{2.5});
        std::vector<std::pair<PeerId, Call>> open;
        for (const Duration at : {100ms, 150ms}) {
            load.step(at, Woken{});
            for (const auto &call : load.calls())
                open.push_back(call);
        }
        QCOMPARE(open.size(), std::size_t(5));
        load.step(160ms, LoadChanged{0.5});
        for (const auto &call : open)
            load.answer(170ms, call, CallStatus::Ok);
        load.step(270ms, Woken{});
        QCOMPARE(load.calls().size(), std::size_t(1));
        load.step(280ms, LoadChanged{1});
        load.step(380ms, Woken{});
        QCOMPARE(load.calls().size(), std::size_t(1));
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
