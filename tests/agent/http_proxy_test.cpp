// SPDX-License-Identifier: GPL-3.0-or-later
// The http ambassador as a process before services that answer, fail and are not there.
#include "agent_run.h"
#include "http_stub.h"

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

void addReplica(AgentConfig &config, const std::string &service, std::uint16_t port, int weight = 1)
{
    addPeer(config, service + "-0/app", port);
    config.machine.peers.edit().back().serverName = service;
    config.machine.peers.edit().back().weight = weight;
}

std::string named(const std::string &name)
{
    return HttpStub::ok("text/plain", name);
}

} // namespace

class HttpProxyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nineInTenGoToTheOldVersionAndOneToTheNew();
    void anErrorIsHiddenByARetryAndAPostIsNot();
    void theBreakerAnswersForADeadService();
    void anInterimAnswerAndNothingMoreIsAFailure();
};

void HttpProxyTest::nineInTenGoToTheOldVersionAndOneToTheNew()
{
    HttpStub one([](const std::string &) { return named("one"); });
    HttpStub two([](const std::string &) { return named("two"); });
    AgentConfig config = agentConfig("http-ambassador", "web/ambassador");
    config.machine.behaviour = HttpAmbassadorConfig{};
    addReplica(config, "v1", one.port(), 9);
    addReplica(config, "v2", two.port(), 1);
    AgentRun run(config);
    QVERIFY(run.start());
    int trials = 0;
    for (int i = 0; i < 50; ++i) {
        const std::string reply = fetch(config.port, "/");
        QVERIFY2(reply.starts_with("HTTP/1.1 200"), reply.c_str());
        trials += reply.ends_with("two") ? 1 : 0;
    }
    QCOMPARE(trials, 5);
    QCOMPARE(metric(run.metrics(), "bayplan_proxy_requests_total{service=\"v2\"}"), 5.0);
}

void HttpProxyTest::anErrorIsHiddenByARetryAndAPostIsNot()
{
    HttpStub bad([](const std::string &) {
        return std::string("HTTP/1.1 500 Oh\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    });
    HttpStub good([](const std::string &) { return named("good"); });
    AgentConfig config = agentConfig("http-ambassador", "web/ambassador");
    HttpAmbassadorConfig behaviour;
    behaviour.policy = BalancePolicy::RoundRobin;
    config.machine.behaviour = behaviour;
    addReplica(config, "v1", bad.port());
    addReplica(config, "v1", good.port());
    AgentRun run(config);
    QVERIFY(run.start());
    QVERIFY(fetch(config.port, "/").ends_with("good"));
    QVERIFY(fetch(config.port, "/").ends_with("good"));
    QVERIFY(!bad.requests().empty());
    QCOMPARE(good.requests().size(), std::size_t(2));
    RawClient client(config.port);
    int failed = 0;
    for (int i = 0; i < 2; ++i) {
        QVERIFY(client.say("POST /orders HTTP/1.1\r\nHost: shop\r\nContent-Length: 2\r\n\r\nhi"));
        failed += client.hearReply().starts_with("HTTP/1.1 500") ? 1 : 0;
    }
    QCOMPARE(failed, 1);
}

void HttpProxyTest::theBreakerAnswersForADeadService()
{
    AgentConfig config = agentConfig("http-ambassador", "web/ambassador");
    HttpAmbassadorConfig behaviour;
    behaviour.maxAttempts = 1;
    behaviour.breaker = {.failures = 1, .calls = 5, .openFor = 400ms, .probes = 1};
    config.machine.behaviour = behaviour;
    const std::uint16_t port = freePort();
    addReplica(config, "v1", port);
    AgentRun run(config);
    QVERIFY(run.start());
    for (int i = 0; i < 5; ++i)
        QVERIFY(fetch(config.port, "/").starts_with("HTTP/1.1 502"));
    const std::string fast = fetch(config.port, "/");
    QVERIFY2(fast.starts_with("HTTP/1.1 503") && fast.find("Retry-After: 1\r\n") != std::string::npos, fast.c_str());
    AgentConfig service = agentConfig("service", "v1-0/app");
    service.port = port;
    service.machine.behaviour = ServiceConfig{};
    AgentRun back(service);
    QVERIFY(back.start());
    QTRY_VERIFY(fetch(config.port, "/").starts_with("HTTP/1.1 200"));
    QCOMPARE(metric(run.metrics(), "bayplan_proxy_breaker_open{service=\"v1\"}"), 0.0);
}

void HttpProxyTest::anInterimAnswerAndNothingMoreIsAFailure()
{
    HttpStub server([](const std::string &) { return std::string("HTTP/1.1 100 Continue\r\n\r\n"); });
    AgentConfig config = agentConfig("http-ambassador", "web/ambassador");
    HttpAmbassadorConfig behaviour;
    behaviour.maxAttempts = 1;
    config.machine.behaviour = behaviour;
    addReplica(config, "v1", server.port());
    AgentRun run(config);
    QVERIFY(run.start());
    const std::string reply = fetch(config.port, "/");
    QVERIFY2(reply.starts_with("HTTP/1.1 502"), reply.c_str());
    QCOMPARE(run.process.state(), QProcess::Running);
}

QTEST_GUILESS_MAIN(HttpProxyTest)
#include "http_proxy_test.moc"
