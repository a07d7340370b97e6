// SPDX-License-Identifier: GPL-3.0-or-later
#include "stepper.h"

#include "engine/patterns/circuit_breaker.h"

#include <QtTest/QtTest>

#include <map>
#include <set>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

struct ServicePeers {
    std::string name;
    std::size_t replicas = 1;
    int weight = 1;
};

MachineConfig configOf(const HttpAmbassadorConfig &config, const std::vector<ServicePeers> &services)
{
    std::vector<PeerConfig> peers;
    for (const ServicePeers &service : services) {
        for (std::size_t i = 0; i < service.replicas; ++i) {
            PeerConfig peer{service.name + '-' + std::to_string(i)};
            peer.serverName = service.name;
            peer.weight = service.weight;
            peers.push_back(std::move(peer));
        }
    }
    return {"web/ambassador", 7, std::move(peers), config};
}

Requested ask(RequestId id, const std::string &method = "GET", const std::string &target = "/")
{
    return {id, HttpRequest{.method = method, .target = target}, 0s};
}

struct Run : Stepper {
    explicit Run(const HttpAmbassadorConfig &config, const std::vector<ServicePeers> &services = {{"v1", 3}})
        : Stepper(configOf(config, services))
    {
        step(0ms, Started{});
    }

    HttpAmbassadorState proxy() const { return std::get<HttpAmbassadorState>(state().pattern); }
    HttpReply reply() { return *replies().at(0).body.as<HttpReply>(); }

    /// One request, whose every attempt ends so. The peers that were asked.
    std::vector<PeerId> serve(Duration at, RequestId id, CallStatus status, const std::string &method = "GET")
    {
        std::vector<PeerId> asked;
        step(at, ask(id, method));
        while (!calls().empty()) {
            const auto call = calls().at(0);
            asked.push_back(call.first);
            answer(at, call, status, HttpReply{.status = status == CallStatus::Ok ? 200 : 500});
        }
        return asked;
    }
};

HttpAmbassadorConfig unbroken()
{
    HttpAmbassadorConfig config;
    config.breaker.failures = 0;
    config.ejectAfter = 0;
    return config;
}

/// Opens when four of the last four calls failed; one attempt a request.
HttpAmbassadorConfig brittle()
{
    HttpAmbassadorConfig config;
    config.ejectAfter = 0;
    config.maxAttempts = 1;
    config.breaker = {.failures = 1, .calls = 4, .openFor = 5s, .probes = 2};
    return config;
}

} // namespace

class HttpAmbassadorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void requestsAreSplitByWeightExactly();
    void anErrorIsTriedElsewhereWhenTheMethodAllowsIt();
    void whatTookTooLongIsTriedElsewhereWhileTheCallerWaits();
    void retriesStayWithinTheirBudget();
    void theBreakerOpensAndTheOthersTakeOver();
    void withEveryBreakerOpenTheCallerHearsItAtOnce();
    void goodProbesCloseTheBreakerAndABadOneOpensItAgain();
    void answersFromBeforeSayNothingAboutNow();
    void aProbeThatWasTakenBackMakesRoomForAnother();
    void atMostHalfOfTheReplicasAreEjected();
    void equalTargetsGoToTheSameReplicaAndFewMoveWhenOneGoes();
};

void HttpAmbassadorTest::requestsAreSplitByWeightExactly()
{
    Run run(unbroken(), {{"v1", 3, 9}, {"v2", 1, 1}});
    std::map<PeerId, int> asked;
    int lastTrial = 0;
    for (RequestId id = 1; id <= 100; ++id) {
        const PeerId peer = run.serve(1ms, id, CallStatus::Ok).at(0);
        ++asked[peer];
        if (peer == 3) {
            QVERIFY(lastTrial == 0 || static_cast<int>(id) - lastTrial == 10);
            lastTrial = static_cast<int>(id);
        }
    }
    QCOMPARE(asked[3], 10);
    QVERIFY(asked[0] == 30 && asked[1] == 30 && asked[2] == 30);
    QCOMPARE(run.proxy().routes[0].requests, std::uint64_t(90));
    QCOMPARE(run.proxy().routes[1].name, std::string("v2"));
}

void HttpAmbassadorTest::anErrorIsTriedElsewhereWhenTheMethodAllowsIt()
{
    Run run(unbroken());
    run.step(1ms, ask(1));
    const auto first = run.calls().at(0);
    run.answer(2ms, first, CallStatus::Failed, HttpReply{.status = 500});
    const auto second = run.calls().at(0);
    QVERIFY(second.first != first.first);
    run.answer(3ms, second, CallStatus::Ok);
    QCOMPARE(run.replies().at(0).status, CallStatus::Ok);
    QCOMPARE(run.proxy().retries, std::uint64_t(1));

    QCOMPARE(run.serve(4ms, 2, CallStatus::Failed, "POST").size(), std::size_t(1));
    QCOMPARE(run.reply().status, 500);
    QCOMPARE(run.serve(5ms, 3, CallStatus::Reset, "POST").size(), std::size_t(1));   // it may have been acted on
    QCOMPARE(run.serve(6ms, 4, CallStatus::Refused, "POST").size(), std::size_t(3)); // nobody has seen it
}

void HttpAmbassadorTest::whatTookTooLongIsTriedElsewhereWhileTheCallerWaits()
{
    Run run(unbroken());
    run.step(0ms, Requested{1, HttpRequest{}, 1500ms});
    run.wake();
    QCOMPARE(run.time, Time(1s));
    const auto second = run.calls().at(0);
    QCOMPARE(second.second.timeout, Duration(500ms));
    run.wake();
    QVERIFY(run.calls().empty());
    QCOMPARE(run.reply().status, 504);
}

void HttpAmbassadorTest::retriesStayWithinTheirBudget()
{
    Run run(unbroken());
    std::size_t attempts = 0;
    for (RequestId id = 1; id <= 1000; ++id)
        attempts += run.serve(1ms, id, CallStatus::Failed).size();
    QVERIFY2(attempts >= 1100 && attempts <= 1103, qPrintable(QString::number(attempts)));
    QCOMPARE(run.proxy().retries, attempts - 1000);
    QVERIFY(run.proxy().retriesDenied > 0);
}

void HttpAmbassadorTest::theBreakerOpensAndTheOthersTakeOver()
{
    Run run(brittle(), {{"v1", 1, 1}, {"v2", 1, 1}});
    std::vector<PeerId> asked;
    std::vector<std::string> events;
    for (RequestId id = 1; id <= 20; ++id) {
        run.step(1ms, ask(id));
        const auto call = run.calls().at(0);
        asked.push_back(call.first);
        run.answer(1ms, call, call.first == 0 ? CallStatus::Failed : CallStatus::Ok);
        for (const EventEffect &event : run.all<EventEffect>())
            events.push_back(std::string(event.kind) + ' ' + event.text);
    }
    QCOMPARE(std::count(asked.begin(), asked.end(), PeerId(0)), std::ptrdiff_t(4));
    QCOMPARE(events, std::vector<std::string>{"breaker-open v1: too many of the last calls failed"});
    QCOMPARE(run.proxy().routes[0].breaker, BreakerStage::Open);
    QCOMPARE(run.proxy().routes[0].opened, std::uint64_t(1));
    QCOMPARE(run.proxy().failedFast, std::uint64_t(0));
}

void HttpAmbassadorTest::withEveryBreakerOpenTheCallerHearsItAtOnce()
{
    Run run(brittle(), {{"v1", 2}});
    for (RequestId id = 1; id <= 4; ++id)
        run.serve(1s, id, CallStatus::Reset);
    QVERIFY(run.serve(2s, 5, CallStatus::Ok).empty());
    QCOMPARE(run.replies().at(0).status, CallStatus::Overloaded);
    QCOMPARE(run.reply().status, 503);
    QCOMPARE(run.reply().retryAfter, Duration(4s));
    QCOMPARE(run.proxy().failedFast, std::uint64_t(1));
}

void HttpAmbassadorTest::goodProbesCloseTheBreakerAndABadOneOpensItAgain()
{
    Run run(brittle(), {{"v1", 1}});
    for (RequestId id = 1; id <= 4; ++id)
        run.serve(0s, id, CallStatus::Failed);
    QCOMPARE(run.serve(5s, 5, CallStatus::Failed).size(), std::size_t(1)); // a bad probe
    QVERIFY(run.serve(6s, 6, CallStatus::Ok).empty());

    run.step(10s, ask(7));
    const auto first = run.calls().at(0);
    run.step(10s, ask(8));
    const auto second = run.calls().at(0);
    run.step(10s, ask(9));
    QVERIFY(run.calls().empty()); // two probes are out, and no more go
    run.answer(10s, first, CallStatus::Ok);
    QCOMPARE(run.proxy().routes[0].breaker, BreakerStage::HalfOpen);
    run.answer(10s, second, CallStatus::Ok);
    QCOMPARE(run.proxy().routes[0].breaker, BreakerStage::Closed);
    QCOMPARE(run.all<EventEffect>().at(0).kind, std::string_view("breaker-closed"));
    QCOMPARE(run.serve(10s, 10, CallStatus::Ok).size(), std::size_t(1));
}

void HttpAmbassadorTest::answersFromBeforeSayNothingAboutNow()
{
    Run run(brittle(), {{"v1", 1}});
    run.step(0s, ask(100));
    const auto old = run.calls().at(0);
    for (RequestId id = 1; id <= 4; ++id)
        run.serve(0s, id, CallStatus::Failed);
    run.answer(500ms, old, CallStatus::Ok); // passes on, and closes nothing
    QCOMPARE(run.replies().at(0).status, CallStatus::Ok);
    QCOMPARE(run.proxy().routes[0].breaker, BreakerStage::Open);
}

void HttpAmbassadorTest::aProbeThatWasTakenBackMakesRoomForAnother()
{
    Run run(brittle(), {{"v1", 1}});
    for (RequestId id = 1; id <= 4; ++id)
        run.serve(0s, id, CallStatus::Failed);
    run.step(5s, ask(5));
    run.step(5s, ask(6));
    QCOMPARE(run.calls().size(), std::size_t(1));
    run.step(5s, Cancelled{5});
    QCOMPARE(run.all<SendEffect>().size(), std::size_t(1));
    run.step(5s, ask(7));
    QCOMPARE(run.calls().size(), std::size_t(1));
}

void HttpAmbassadorTest::atMostHalfOfTheReplicasAreEjected()
{
    HttpAmbassadorConfig config = unbroken();
    config.policy = BalancePolicy::RoundRobin;
    config.ejectAfter = 3;
    config.maxAttempts = 1;
    Run run(config, {{"v1", 4}});
    for (RequestId id = 1; id <= 60; ++id)
        run.serve(1ms, id, CallStatus::Failed);
    QCOMPARE(run.proxy().routes[0].ejected, 2U);
    std::set<PeerId> asked;
    for (RequestId id = 100; id < 110; ++id)
        asked.insert(run.serve(2ms, id, CallStatus::Ok).at(0));
    QCOMPARE(asked.size(), std::size_t(2));
    QCOMPARE(run.serve(11s, 200, CallStatus::Ok).size(), std::size_t(1));
    QCOMPARE(run.proxy().routes[0].ejected, 0U);
}

void HttpAmbassadorTest::equalTargetsGoToTheSameReplicaAndFewMoveWhenOneGoes()
{
    HttpAmbassadorConfig config = unbroken();
    config.policy = BalancePolicy::Hash;
    config.ejectAfter = 1;
    config.maxAttempts = 1;
    Run run(config, {{"v1", 4}});
    RequestId id = 0;
    const auto peerOf = [&](Duration at, int user) {
        run.step(at, ask(++id, "GET", "/users/" + std::to_string(user)));
        const auto call = run.calls().at(0);
        run.answer(at, call, CallStatus::Ok);
        return call.first;
    };
    std::map<int, PeerId> before;
    std::map<PeerId, int> share;
    for (int user = 0; user < 400; ++user)
        ++share[before[user] = peerOf(1ms, user)];
    for (const auto &[peer, users] : share)
        QVERIFY2(users > 60 && users < 140, qPrintable(QString::number(users)));
    // The replica of user 0 fails once and is out.
    run.step(2ms, ask(++id, "GET", "/users/0"));
    run.answer(2ms, run.calls().at(0), CallStatus::Reset);
    for (int user = 0; user < 400; ++user) {
        const PeerId now = peerOf(3ms, user);
        QVERIFY(now != before[0]);
        QVERIFY(before[user] == before[0] || now == before[user]);
    }
}

QTEST_GUILESS_MAIN(HttpAmbassadorTest)
#include "http_ambassador_test.moc"
