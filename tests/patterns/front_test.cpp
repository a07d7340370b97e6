// SPDX-License-Identifier: GPL-3.0-or-later
#include "stepper.h"

#include <QtTest/QtTest>

#include <algorithm>
#include <set>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

MachineConfig configOf(const FrontConfig &front, std::size_t replicas = 3)
{
    std::vector<PeerConfig> peers;
    for (std::size_t i = 0; i < replicas; ++i)
        peers.push_back(PeerConfig{"web-" + std::to_string(i)});
    return {"web", 7, std::move(peers), front};
}

Requested get(RequestId id)
{
    return {id, HttpRequest{}, 0s};
}

} // namespace

class FrontTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aConnectionThatWasRefusedGoesToAnotherAndOneThatBrokeDoesNot_data()
    {
        QTest::addColumn<int>("end");
        QTest::addColumn<int>("protocol");
        QTest::addColumn<bool>("goesOn");
        QTest::newRow("refused") << int(CallStatus::Refused) << int(PeerProtocol::Tcp) << true;
        QTest::newRow("broken") << int(CallStatus::Reset) << int(PeerProtocol::Tcp) << false;
        QTest::newRow("a request that broke") << int(CallStatus::Reset) << int(PeerProtocol::Http) << true;
    }

    void aConnectionThatWasRefusedGoesToAnotherAndOneThatBrokeDoesNot()
    {
        QFETCH(int, end);
        QFETCH(int, protocol);
        QFETCH(bool, goesOn);
        MachineConfig config = configOf({});
        for (PeerConfig &peer : config.peers.edit())
            peer.protocol = PeerProtocol(protocol);
        Stepper front(config);
        front.step(0ms, Started{});
        front.step(1ms, get(1));
        front.answer(2ms, front.calls().at(0), CallStatus(end));
        QCOMPARE(front.calls().size(), std::size_t(goesOn ? 1 : 0));
        QCOMPARE(front.replies().size(), std::size_t(goesOn ? 0 : 1));
        if (!goesOn)
            QVERIFY(front.replies()[0].status == CallStatus::Failed);
    }

    // An order that was lost on its way back may have been carried out.
    void aPostThatBrokeIsNotSentAgainAndOneThatWasRefusedIs()
    {
        for (const char *method : {"POST", "PATCH"}) {
            Stepper front(configOf({}));
            front.step(0ms, Started{});
            front.step(1ms, Requested{1, HttpRequest{.method = method}, 0s});
            front.answer(2ms, front.calls().at(0), CallStatus::Refused);
            QCOMPARE(front.calls().size(), std::size_t(1));
            front.answer(3ms, front.calls().at(0), CallStatus::Reset);
            QVERIFY2(front.calls().empty(), method);
            QCOMPARE(front.replies().at(0).body.as<HttpReply>()->status, 502);
        }
        for (const char *method : {"GET", "HEAD", "PUT", "DELETE", "OPTIONS"}) {
            Stepper front(configOf({}));
            front.step(0ms, Started{});
            front.step(1ms, Requested{1, HttpRequest{.method = method}, 0s});
            front.answer(2ms, front.calls().at(0), CallStatus::Reset);
            QVERIFY2(front.calls().size() == 1, method);
        }
    }

    void whatIsNoHttpIsAskedOfAnotherReplicaWhenItBroke()
    {
        Stepper front(configOf({}));
        front.step(0ms, Started{});
        front.step(1ms, Requested{1, MemcacheRequest{.keys = {"key:1"}}, 0s});
        front.answer(2ms, front.calls().at(0), CallStatus::Reset);
        QCOMPARE(front.calls().size(), std::size_t(1));
    }

    void replicasTakeTurns()
    {
        Stepper front(configOf({}));
        front.step(0ms, Started{});
        std::vector<PeerId> asked;
        for (RequestId id = 1; id <= 6; ++id) {
            front.step(1ms, get(id));
            asked.push_back(front.calls().at(0).first);
        }
        QCOMPARE(asked, (std::vector<PeerId>{0, 1, 2, 0, 1, 2}));
    }

    void theLeastBusyReplicaIsAsked()
    {
        FrontConfig config;
        config.policy = BalancePolicy::LeastInFlight;
        Stepper front(configOf(config));
        front.step(0ms, Started{});
        std::vector<std::pair<PeerId, Call>> calls;
        for (RequestId id = 1; id <= 3; ++id) {
            front.step(1ms, get(id));
            calls.push_back(front.calls().at(0));
        }
        front.answer(2ms, calls[1], CallStatus::Ok);
        front.step(3ms, get(4));
        QCOMPARE(front.calls().at(0).first, calls[1].first);
    }

    void twoChoicesNeverTakesTheBusierOfTwo()
    {
        FrontConfig config;
        config.policy = BalancePolicy::TwoChoices;
        Stepper front(configOf(config, 2));
        front.step(0ms, Started{});
        std::vector<int> inFlight(2);
        for (RequestId id = 1; id <= 100; ++id) {
            front.step(1ms, get(id));
            ++inFlight.at(front.calls().at(0).first);
            QVERIFY(std::abs(inFlight[0] - inFlight[1]) <= 1);
        }
    }

    void bodyAndAnswerPassUnchanged()
    {
        Stepper front(configOf({}));
        front.step(0ms, Started{});
        MemcacheRequest request;
        request.keys = {"key:1"};
        front.step(1ms, Requested{9, request, 300ms});
        const auto call = front.calls().at(0);
        QCOMPARE(call.second.body.as<MemcacheRequest>()->keys.at(0), std::string("key:1"));
        QCOMPARE(call.second.timeout, Duration(300ms));
        front.answer(2ms, call, CallStatus::Overloaded, MemcacheReply{{}, "SERVER_ERROR busy"});
        QCOMPARE(front.replies().at(0).request, RequestId(9));
        QCOMPARE(front.replies().at(0).status, CallStatus::Overloaded);
        QCOMPARE(front.replies().at(0).body.as<MemcacheReply>()->line, std::string("SERVER_ERROR busy"));
    }

    void aRefusedCallIsTriedElsewhereAndTheCallerNeverKnows()
    {
        Stepper front(configOf({}));
        front.step(0ms, Started{});
        front.step(1ms, get(1));
        const auto first = front.calls().at(0);
        front.answer(2ms, first, CallStatus::Refused);
        QVERIFY(front.replies().empty());
        const auto second = front.calls().at(0);
        QVERIFY(second.first != first.first);
        front.answer(3ms, second, CallStatus::Ok);
        QCOMPARE(front.replies().at(0).status, CallStatus::Ok);
        QCOMPARE(front.state().served.succeeded, std::uint64_t(1));
    }

    void aFailedOrTimedOutCallIsNotRepeated()
    {
        Stepper front(configOf({}));
        front.step(0ms, Started{});
        front.step(1ms, get(1));
        front.answer(2ms, front.calls().at(0), CallStatus::Failed, HttpReply{500, {}, {}, 0});
        QCOMPARE(front.replies().at(0).status, CallStatus::Failed);
        front.step(3ms, get(2));
        front.wake();
        QCOMPARE(front.replies().at(0).body.as<HttpReply>()->status, 504);
        QVERIFY(front.calls().empty());
    }

    void attemptsEnd()
    {
        FrontConfig config;
        config.maxAttempts = 2;
        Stepper front(configOf(config));
        front.step(0ms, Started{});
        front.step(1ms, get(1));
        front.answer(2ms, front.calls().at(0), CallStatus::Refused);
        front.answer(3ms, front.calls().at(0), CallStatus::Reset);
        QVERIFY(front.calls().empty());
        QCOMPARE(front.replies().at(0).body.as<HttpReply>()->status, 502);
    }

    void retriesStayWithinTheirBudget()
    {
        FrontConfig config;
        config.ejectAfter = 0;
        Stepper front(configOf(config));
        front.step(0ms, Started{});
        std::size_t retries = 0;
        for (RequestId id = 1; id <= 1000; ++id) {
            front.step(1ms, get(id));
            for (int attempt = 0; !front.calls().empty(); ++attempt) {
                retries += attempt > 0 ? 1 : 0;
                front.answer(1ms, front.calls().at(0), CallStatus::Refused);
            }
        }
        QVERIFY2(retries >= 100 && retries <= 103, qPrintable(QString::number(retries)));
    }

    void aReplicaThatRefusesIsLeftAloneForAWhile()
    {
        FrontConfig config;
        config.maxAttempts = 1;
        Stepper front(configOf(config));
        front.step(0ms, Started{});
        const auto askedIn = [&](Duration from, RequestId base) {
            std::set<PeerId> asked;
            for (RequestId id = base; id < base + 12; ++id) {
                front.step(from, get(id));
                const auto call = front.calls().at(0);
                asked.insert(call.first);
                front.answer(from, call, call.first == 1 ? CallStatus::Refused : CallStatus::Ok);
            }
            return asked;
        };
        askedIn(1ms, 100);
        QVERIFY(!askedIn(10ms, 200).contains(1));
        QVERIFY(askedIn(2100ms, 300).contains(1));
    }

    void aReplicaThatIsNotReadyIsNotAskedUntilItIs()
    {
        Stepper front(configOf({}));
        front.step(0ms, Started{});
        const auto asked = [&](RequestId base) {
            std::set<PeerId> peers;
            for (RequestId id = base; id < base + 6; ++id) {
                front.step(1ms, get(id));
                peers.insert(front.calls().at(0).first);
            }
            return peers;
        };
        front.step(1ms, Received{1, Readiness{false}});
        QCOMPARE(asked(10), (std::set<PeerId>{0, 2}));
        front.step(1ms, Received{0, Readiness{false}});
        front.step(1ms, Received{2, Readiness{false}});
        QCOMPARE(asked(20), (std::set<PeerId>{0, 1, 2})); // better a chance than none
        front.step(1ms, Received{1, Readiness{true}});
        QCOMPARE(asked(30), (std::set<PeerId>{1}));
    }

    void aRetryGoesOnceMoreToTheOnlyOneThatIsThereAndToNoneThatIsOut()
    {
        Stepper front(configOf({}, 2));
        front.step(0ms, Started{});
        front.step(1ms, Received{1, Readiness{false}});
        front.step(1ms, get(1));
        QCOMPARE(front.calls().at(0).first, PeerId(0));
        front.answer(2ms, front.calls().at(0), CallStatus::Refused);
        QCOMPARE(front.calls().at(0).first, PeerId(0));
        front.answer(3ms, front.calls().at(0), CallStatus::Ok);
        front.step(4ms, Received{0, Readiness{false}});
        front.step(5ms, get(2)); // all are out
        const auto first = front.calls().at(0);
        front.answer(6ms, first, CallStatus::Refused);
        QVERIFY(front.calls().at(0).first != first.first);
    }

    void whoIsNotReadyIsNotEjectedAsWell()
    {
        Stepper front(configOf({}, 1));
        front.step(0ms, Started{});
        front.step(1ms, Received{0, Readiness{false}});
        for (RequestId id = 1; id <= 10; ++id) {
            front.step(2ms, get(id));
            while (!front.calls().empty()) {
                front.answer(2ms, front.calls().at(0), CallStatus::Refused);
                QVERIFY(front.all<EventEffect>().empty());
            }
        }
    }

    void aReplicaThatIsReadyAgainIsNotHeldToWhatItsLifeBeforeDid()
    {
        Stepper front(configOf({.maxAttempts = 1}));
        front.step(0ms, Started{});
        for (RequestId id = 1; id <= 12; ++id) {
            front.step(1ms, get(id));
            const auto call = front.calls().at(0);
            front.answer(1ms, call, call.first == 1 ? CallStatus::Refused : CallStatus::Ok);
        }
        front.step(2ms, Received{1, Readiness{true}});
        std::set<PeerId> peers;
        for (RequestId id = 20; id < 26; ++id) {
            front.step(2ms, get(id));
            peers.insert(front.calls().at(0).first);
        }
        QVERIFY(peers.contains(1));
    }

    void whenAllAreEjectedAllAreAsked()
    {
        Stepper front(configOf({}, 1));
        front.step(0ms, Started{});
        for (RequestId id = 1; id <= 5; ++id) {
            front.step(1ms, get(id));
            QCOMPARE(front.calls().size(), std::size_t(1));
            while (!front.calls().empty())
                front.answer(1ms, front.calls().at(0), CallStatus::Refused);
        }
    }

    void aCallerWhoLeftIsNotAnsweredAndNothingStaysOpen()
    {
        Stepper front(configOf({}));
        front.step(0ms, Started{});
        front.step(1ms, get(1));
        const auto call = front.calls().at(0);
        front.step(2ms, Cancelled{1});
        QVERIFY(!front.machine->isBusy());
        front.answer(3ms, call, CallStatus::Ok);
        QVERIFY(front.replies().empty());
        QCOMPARE(front.state().calls[0].inFlight, 0U);
    }
};

QTEST_GUILESS_MAIN(FrontTest)
#include "front_test.moc"
