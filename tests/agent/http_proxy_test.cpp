// SPDX-License-Identifier: GPL-3.0-or-later
// The http ambassador as a process before services that answer, fail and are not there.
#include "agent_run.h"
#include "http_stub.h"

#include <memory>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

void addReplica(AgentConfig &config, const std::string &service, std::uint16_t port, int weight = 1)
{
    addPeer(config, service + "-0/app", port);
    config.machine.peers.edit().back().serverName = service;
    config.machine.peers.edit().back().weight = weight;
}

AgentConfig proxyOf(const std::string &role, std::uint16_t port)
{
    AgentConfig config = agentConfig(role, "web/proxy");
    if (role == "front")
        config.machine.behaviour = FrontConfig{};
    else
        config.machine.behaviour = HttpAmbassadorConfig{.maxAttempts = 1};
    addReplica(config, "v1", port);
    return config;
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
    void aLimitIsNamedToTheClientAndInTheEvents_data();
    void aLimitIsNamedToTheClientAndInTheEvents();
    void aLostOrderIsNotCarriedOutAgain();
    void clientsThatDoNotReadAreNotKeptFor();
    void whatAServerSaysOfItselfReachesTheClient_data();
    void whatAServerSaysOfItselfReachesTheClient();
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

void HttpProxyTest::aLimitIsNamedToTheClientAndInTheEvents_data()
{
    QTest::addColumn<QByteArray>("role");
    QTest::newRow("front") << QByteArray("front");
    QTest::newRow("ambassador") << QByteArray("http-ambassador");
}

void HttpProxyTest::aLimitIsNamedToTheClientAndInTheEvents()
{
    QFETCH(QByteArray, role);
    HttpStub server([](const std::string &) { return "HTTP/1.1 200 OK\r\nContent-Length: 9000000\r\n\r\n"; });
    AgentRun run(proxyOf(role.toStdString(), server.port()));
    QVERIFY(run.start());
    const std::string large = fetch(run.config.port, "/");
    QVERIFY2(large.starts_with("HTTP/1.1 502") && large.find("larger than 8MiB") != std::string::npos, large.c_str());
    RawClient client(run.config.port);
    QVERIFY(client.say("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2000000\r\n\r\n"));
    const std::string refused = client.hearAll();
    QVERIFY2(refused.starts_with("HTTP/1.1 413") && refused.find("larger than 1MiB") != std::string::npos,
             refused.c_str());
    const QByteArray events = QByteArray::fromStdString(fetch(run.config.controlPort, "/logs"));
    QCOMPARE(events.count("\"reply-refused\""), 1);
    QCOMPARE(events.count("\"request-too-large\""), 1);
}

void HttpProxyTest::aLostOrderIsNotCarriedOutAgain()
{
    HttpStub server([](const std::string &) { return std::string(); });
    AgentRun run(proxyOf("front", server.port()));
    QVERIFY(run.start());
    RawClient client(run.config.port);
    QVERIFY(client.say("POST /orders HTTP/1.1\r\nHost: shop\r\nContent-Length: 2\r\n\r\nhi"));
    QVERIFY(client.hearReply().starts_with("HTTP/1.1 502"));
    QCOMPARE(server.requests().size(), std::size_t(1));
}

void HttpProxyTest::clientsThatDoNotReadAreNotKeptFor()
{
    const std::string reply = HttpStub::ok("text/plain", std::string(7'000'000, 'v'));
    HttpStub server([&](const std::string &) { return reply; });
    AgentConfig config = proxyOf("front", server.port());
    config.machine.peers.edit().back().timeout = 60s;
    AgentRun run(config);
    QVERIFY(run.start());
    std::vector<std::unique_ptr<RawClient>> idle;
    const std::string succeeded = "bayplan_requests_ended_total{outcome=\"succeeded\"}";
    for (int i = 0; i < 30; ++i) {
        idle.push_back(std::make_unique<RawClient>(config.port, 4096));
        QVERIFY(idle.back()->say(get("/")));
        QTRY_COMPARE_WITH_TIMEOUT(metric(run.metrics(), succeeded), i + 1.0, 20'000);
    }
    QVERIFY2(mostMemoryMib(run) < memoryLimitMib, qPrintable(QString::number(mostMemoryMib(run))));
    QTRY_VERIFY_WITH_TIMEOUT(fetch(config.port, "/").size() > 7'000'000, 20'000); // once they have had a second
    QVERIFY(fetch(config.controlPort, "/logs").find("\"unread-replies\"") != std::string::npos);
}

void HttpProxyTest::whatAServerSaysOfItselfReachesTheClient_data()
{
    QTest::addColumn<QByteArray>("role");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("said");
    QTest::addColumn<QByteArrayList>("heard");
    for (const char *role : {"front", "http-ambassador"}) {
        const auto row = [role](const char *name, const char *method, const char *said, const QByteArrayList &heard) {
            QTest::addRow("%s: %s", role, name) << QByteArray(role) << QByteArray(method) << QByteArray(said) << heard;
        };
        row("size of a HEAD", "HEAD", "200 OK\r\nContent-Length: 12345\r\nContent-Type: image/png",
            {"Content-Length: 12345", "Content-Type: image/png"});
        row("size beyond what is carried", "HEAD", "200 OK\r\nContent-Length: 9000000000",
            {"Content-Length: 9000000000"});
        row("HEAD of unknown size", "HEAD", "200 OK\r\nTransfer-Encoding: chunked", {});
        row("HEAD after hints", "HEAD", "103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5",
            {"Content-Length: 5"});
        row("an hour", "GET", "503 Down\r\nRetry-After: 3600\r\nContent-Length: 0",
            {"Retry-After: 3600", "Content-Length: 0"});
        row("a date", "GET", "503 Down\r\nRetry-After: Wed, 21 Oct 2099 07:28:00 GMT\r\nContent-Length: 0",
            {"Retry-After: Wed, 21 Oct 2099 07:28:00 GMT", "Content-Length: 0"});
        row("no word of when", "GET", "503 Down\r\nContent-Length: 0", {"Content-Length: 0"});
        row("too many", "GET", "429 Slow\r\nRetry-After: 7\r\nContent-Length: 0",
            {"Retry-After: 7", "Content-Length: 0"});
        row("moved", "GET", "301 Moved\r\nRetry-After: 120\r\nContent-Length: 0",
            {"Retry-After: 120", "Content-Length: 0"});
    }
}

void HttpProxyTest::whatAServerSaysOfItselfReachesTheClient()
{
    QFETCH(QByteArray, role);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, said);
    QFETCH(QByteArrayList, heard);
    HttpStub server([&](const std::string &) { return "HTTP/1.1 " + said.toStdString() + "\r\n\r\n"; });
    AgentRun run(proxyOf(role.toStdString(), server.port()));
    QVERIFY(run.start());
    RawClient client(run.config.port);
    QVERIFY(client.say(method.toStdString() + " /f HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"));
    const QByteArray reply = QByteArray::fromStdString(client.hearAll());
    const QByteArray status = QString::fromLatin1(said).split("HTTP/1.1 ").last().left(3).toLatin1();
    QVERIFY2(reply.startsWith("HTTP/1.1 " + status) && reply.endsWith("\r\n\r\n"), reply.constData());
    QByteArrayList lines;
    for (const QByteArray &line : reply.trimmed().split('\n').mid(1))
        lines << line.trimmed();
    lines.removeAll("Connection: close");
    std::ranges::sort(lines);
    std::ranges::sort(heard);
    QCOMPARE(lines, heard);
}

QTEST_GUILESS_MAIN(HttpProxyTest)
#include "http_proxy_test.moc"
