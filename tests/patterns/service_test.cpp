// SPDX-License-Identifier: GPL-3.0-or-later
#include "stepper.h"

#include "engine/base/random.h"

#include <QtTest/QtTest>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

MachineConfig configOf(const ServiceConfig &service, std::vector<PeerConfig> peers = {})
{
    return {"web", 7, std::move(peers), service};
}

ServiceConfig constantService(Duration time, std::uint32_t slots = 1)
{
    ServiceConfig service;
    service.serviceTime = Distribution::constant(time);
    service.concurrency = slots;
    return service;
}

Requested request(RequestId id, RequestBody body = HttpRequest{}, Duration remaining = 0s)
{
    return {id, std::move(body), remaining};
}

} // namespace

class ServiceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void requestsBeyondTheSlotsWaitTheirTurn()
    {
        Stepper service(configOf(constantService(10ms, 2)));
        service.step(0ms, Started{});
        for (RequestId id = 1; id <= 3; ++id)
            service.step(1ms, request(id));
        QCOMPARE(service.state().served.inService, 2U);
        QCOMPARE(service.state().served.waiting, 1U);
        service.wake();
        QCOMPARE(service.time, Time(11ms));
        QCOMPARE(service.replies().size(), std::size_t(2));
        service.wake();
        QCOMPARE(service.replies().at(0).request, RequestId(3));
        QCOMPARE(service.time, Time(21ms));
        const auto served = service.state().served;
        QCOMPARE(served.succeeded, std::uint64_t(3));
        QCOMPARE(served.busy, Duration(30ms));
        QCOMPARE(served.waited, Duration(10ms));
        QCOMPARE(served.latency.mean(), Duration(40ms) / 3);
    }

    void whatWaitsForItsTurnOrIsWorkedOnIsInHand()
    {
        PeerConfig store{"store"};
        store.timeout = 100ms;
        Stepper service(configOf(constantService(10ms), {store}));
        service.step(0ms, Started{});
        for (RequestId id = 1; id <= 3; ++id)
            service.step(0ms, request(id));
        QCOMPARE(service.machine->inHand(), (std::vector<RequestId>{1, 2, 3}));
        service.wake();
        QCOMPARE(service.calls().size(), std::size_t(1));
        QCOMPARE(service.machine->inHand(), (std::vector<RequestId>{2, 3})); // the first waits for the store
        service.step(11ms, Cancelled{3});
        QCOMPARE(service.machine->inHand(), std::vector<RequestId>{2});
    }

    void aFullQueueAnswersOverloaded()
    {
        ServiceConfig config = constantService(10ms);
        config.queueLimit = 1;
        Stepper service(configOf(config));
        service.step(0ms, Started{});
        service.step(0ms, request(1));
        service.step(0ms, request(2));
        service.step(0ms, request(3));
        QCOMPARE(service.replies().at(0).status, CallStatus::Overloaded);
        QCOMPARE(service.replies().at(0).body.as<HttpReply>()->status, 503);
        QCOMPARE(service.state().served.refused, std::uint64_t(1));
    }

    void meanTimeInSystemIsThatOfTheory()
    {
        ServiceConfig config;
        config.serviceTime = Distribution::exponential(8ms);
        config.queueLimit = 100'000;
        Stepper service(configOf(config));
        service.step(0ms, Started{});
        Random arrivals(11);
        Time next = Time(0ms);
        for (RequestId id = 1; id <= 300'000; ++id) {
            next += fromSeconds(0.010 * arrivals.exponential());
            while (service.machine->deadline() <= next)
                service.wake();
            service.step(next, request(id));
        }
        // M/M/1 at load 0.8: 8 ms / (1 - 0.8), mean queue 3.2.
        const auto served = service.state().served;
        const double mean = toSeconds(served.latency.mean());
        QVERIFY2(mean > 0.037 && mean < 0.043, qPrintable(QString::number(mean)));
        const double busy = toSeconds(served.busy) / toSeconds(service.time);
        QVERIFY2(busy > 0.79 && busy < 0.81, qPrintable(QString::number(busy)));
        const double queue = toSeconds(served.waited) / toSeconds(service.time);
        QVERIFY2(queue > 2.9 && queue < 3.5, qPrintable(QString::number(queue)));
    }

    void callsAreMadeOneAfterTheOtherAndOnlyThenItAnswers()
    {
        PeerConfig cache{"cache", PeerProtocol::Memcache, 100ms, 2, {}, 1};
        PeerConfig queue{"queue", PeerProtocol::Queue, 100ms, 1, {}, 1};
        Stepper service(configOf(constantService(5ms), {cache, queue}));
        service.step(0ms, Started{});
        service.step(0ms, request(1));
        service.wake();
        std::vector<PeerId> asked;
        Duration now = 5ms;
        while (!service.calls().empty()) {
            QCOMPARE(service.calls().size(), std::size_t(1));
            QCOMPARE(service.state().served.inService, 0U);
            asked.push_back(service.calls().front().first);
            service.answer(now += 1ms, service.calls().front(), CallStatus::Ok);
        }
        QCOMPARE(asked, (std::vector<PeerId>{0, 0, 1}));
        QCOMPARE(service.replies().at(0).status, CallStatus::Ok);
        QCOMPARE(service.state().served.latency.mean(), Duration(8ms));
    }

    void parallelCallsGoOutAtOnceAndAFailedOneFailsTheRequest()
    {
        ServiceConfig config = constantService(5ms);
        config.callMode = CallMode::Parallel;
        Stepper service(configOf(config, {PeerConfig{"a"}, PeerConfig{"b"}}));
        service.step(0ms, Started{});
        service.step(0ms, request(1));
        service.wake();
        const auto calls = service.calls();
        QCOMPARE(calls.size(), std::size_t(2));
        service.answer(6ms, calls[0], CallStatus::Refused);
        QVERIFY(service.replies().empty());
        service.answer(7ms, calls[1], CallStatus::Ok);
        QCOMPARE(service.replies().at(0).status, CallStatus::Failed);
        QCOMPARE(service.replies().at(0).body.as<HttpReply>()->status, 502);
    }

    void aSilentPeerFailsTheRequestAtItsTimeout()
    {
        PeerConfig peer{"a"};
        peer.timeout = 200ms;
        Stepper service(configOf(constantService(5ms), {peer}));
        service.step(0ms, Started{});
        service.step(0ms, request(1));
        service.wake();
        service.wake();
        QCOMPARE(service.time, Time(205ms));
        QCOMPARE(service.replies().at(0).status, CallStatus::Failed);
        QCOMPARE(service.state().calls.at(0).timedOut, std::uint64_t(1));
    }

    void aCallAsksForNoMoreTimeThanTheCallerWaits()
    {
        Stepper service(configOf(constantService(5ms), {PeerConfig{"a"}}));
        service.step(0ms, Started{});
        service.step(0ms, request(1, HttpRequest{}, 50ms));
        service.wake();
        QCOMPARE(service.calls().at(0).second.timeout, Duration(45ms));
    }

    void fractionalCallsAreMadeWithThatProbability()
    {
        PeerConfig peer{"a"};
        peer.callsPerRequest = 1.25;
        ServiceConfig config = constantService(0ms);
        config.callMode = CallMode::Parallel;
        Stepper service(configOf(config, {peer}));
        service.step(0ms, Started{});
        std::size_t calls = 0;
        for (RequestId id = 1; id <= 4000; ++id) {
            service.step(Duration(id), request(id));
            calls += service.calls().size();
        }
        QVERIFY(calls > 4900 && calls < 5100);
    }

    void itsOwnFailureRateFailsWithoutCalls()
    {
        ServiceConfig config = constantService(0ms);
        config.failureRate = 1;
        Stepper service(configOf(config, {PeerConfig{"a"}}));
        service.step(0ms, Started{});
        service.step(1ms, request(1));
        QVERIFY(service.calls().empty());
        QCOMPARE(service.replies().at(0).status, CallStatus::Failed);
    }

    void everyServedRequestWritesALineOfItsLength()
    {
        ServiceConfig config = constantService(0ms);
        config.logBytes = 120;
        Stepper service(configOf(config));
        service.step(0ms, Started{});
        service.step(1ms, request(1));
        const auto lines = service.all<LogEffect>();
        QCOMPARE(lines.size(), std::size_t(1));
        QCOMPARE(lines[0].bytes, 120U);
        QCOMPARE(lines[0].line.size(), std::size_t(119));
    }

    void stoppingFinishesWhatIsThereAndRefusesTheRest()
    {
        Stepper service(configOf(constantService(10ms)));
        service.step(0ms, Started{});
        service.step(1ms, request(1));
        service.step(1ms, request(2));
        service.step(2ms, Stopping{10s});
        QCOMPARE(service.state().phase, Phase::Draining);
        service.step(3ms, request(3));
        QCOMPARE(service.replies().at(0).status, CallStatus::Refused);
        service.wake();
        service.wake();
        QCOMPARE(service.replies().at(0).request, RequestId(2));
        QVERIFY(!service.machine->isBusy());
        QCOMPARE(service.state().phase, Phase::Stopped);
    }

    void untilItsStartUpTimeIsOverItIsNotReadyAndRefuses()
    {
        ServiceConfig config = constantService(10ms);
        config.startupTime = 3s;
        Stepper service(configOf(config));
        service.step(0ms, Started{});
        QCOMPARE(service.all<EventEffect>().at(0).kind, std::string_view("starting"));
        QCOMPARE(service.state().phase, Phase::Starting);
        service.step(1s, request(1));
        QCOMPARE(service.replies().at(0).status, CallStatus::Refused);
        QCOMPARE(service.machine->deadline(), Time(3s));
        service.wake();
        QCOMPARE(service.all<EventEffect>().at(0).kind, std::string_view("ready"));
        QCOMPARE(service.state().phase, Phase::Ready);
        service.step(3s, request(2));
        service.wake();
        QCOMPARE(service.replies().at(0).status, CallStatus::Ok);
        QCOMPARE(service.machine->deadline(), never);
    }

    void withoutAHandlerItEndsAtSigtermOrHearsNothingOfIt()
    {
        for (const StopReaction reaction : {StopReaction::End, StopReaction::Ignore}) {
            ServiceConfig config = constantService(10ms);
            config.onStop = reaction;
            Stepper service(configOf(config));
            service.step(0ms, Started{});
            service.step(1ms, request(1));
            service.step(2ms, Stopping{10s});
            QCOMPARE(service.machine->isBusy(), reaction == StopReaction::Ignore);
            service.step(3ms, request(2));
            QCOMPARE(service.replies().empty(), reaction == StopReaction::Ignore);
        }
    }

    void aCallerWhoLeavesTheQueueIsNeitherServedNorAnswered()
    {
        Stepper service(configOf(constantService(10ms)));
        service.step(0ms, Started{});
        service.step(0ms, request(1));
        service.step(0ms, request(2));
        service.step(0ms, request(3));
        service.step(1ms, Cancelled{2});
        service.step(1ms, Cancelled{1});
        QCOMPARE(service.state().served.waiting, 1U);
        service.wake();
        QVERIFY(service.replies().empty());
        service.wake();
        QCOMPARE(service.replies().at(0).request, RequestId(3));
        QCOMPARE(service.time, Time(20ms));
        QCOMPARE(service.state().served.withdrawn, std::uint64_t(2));
        QCOMPARE(service.state().served.failed, std::uint64_t(0));
    }

    void aLogSinkAcknowledgesAndAQueueIsNotOffered()
    {
        Stepper service(configOf(constantService(0ms)));
        service.step(0ms, Started{});
        service.step(0ms, request(1, LogBatch{"web", 0, 5, {"line"}, 5}));
        QVERIFY(service.replies().at(0).body.as<LogAck>()->stored);
        service.step(0ms, request(2, QueueRequest{}));
        QCOMPARE(service.replies().at(0).status, CallStatus::Failed);
    }

    void equalSeedsGiveEqualLives()
    {
        const auto life = [] {
            ServiceConfig config;
            config.failureRate = 0.2;
            Stepper service(configOf(config, {PeerConfig{"a"}}));
            service.step(0ms, Started{});
            for (RequestId id = 1; id <= 500; ++id)
                service.step(Duration(id * 3'000'000), request(id));
            return service.state();
        };
        QVERIFY(life() == life());
    }
};

QTEST_GUILESS_MAIN(ServiceTest)
#include "service_test.moc"
