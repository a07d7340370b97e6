// SPDX-License-Identifier: GPL-3.0-or-later
// Scatter/gather between real processes: our root and leaves, and a user's own leaf and merge.
#include "agent_run.h"
#include "http_stub.h"

#include <QElapsedTimer>

#include <memory>
#include <vector>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

AgentConfig leafConfig(const std::string &instance, Duration time, std::uint32_t concurrency = 0)
{
    AgentConfig config = agentConfig("service", instance);
    ServiceConfig behaviour;
    behaviour.serviceTime = Distribution::constant(time);
    behaviour.concurrency = concurrency;
    behaviour.replyBytes = 2;
    config.machine.behaviour = behaviour;
    return config;
}

AgentConfig rootConfig(const std::string &instance, Duration deadline = 1s)
{
    AgentConfig config = agentConfig("root", instance);
    ScatterConfig behaviour;
    behaviour.deadline = deadline;
    behaviour.hedge = HedgeMode::None;
    config.machine.behaviour = behaviour;
    return config;
}

std::string askInTime(std::uint16_t port, const std::string &remaining)
{
    RawClient client(port);
    const std::string request =
        "GET /search HTTP/1.1\r\nHost: test\r\nBayplan-Remaining: " + remaining + "\r\nConnection: close\r\n\r\n";
    return client.isConnected() && client.say(request) ? client.hearAll() : std::string();
}

} // namespace

class ScatterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void allLeavesMakeOneAnswer();
    void aDeadLeafIsNamed();
    void aSlowLeafIsNotWaitedForBeyondTheCallersTime();
    void aCallerWhoHangsUpFreesTheLeaves();
    void aUsersOwnLeafAndMerge();
    void theDepthOfTheTreeDoesNotShow();
    void aSlowLeafIsAskedAgain();
    void thePartsOfManyRequestsStayWithinItsMemory();
    void partsThatAreNoTextStayWithinItsMemory();
};

void ScatterTest::allLeavesMakeOneAnswer()
{
    AgentRun one(leafConfig("leaf-1/leaf", 1ms));
    AgentRun two(leafConfig("leaf-2/leaf", 1ms));
    QVERIFY(one.start() && two.start());
    AgentConfig config = rootConfig("search/root");
    addPeer(config, "leaf-1/leaf", one.config.port);
    addPeer(config, "leaf-2/leaf", two.config.port);
    AgentRun root(config);
    QVERIFY(root.start());
    const std::string reply = fetch(config.port, "/search?q=1");
    QVERIFY2(reply.starts_with("HTTP/1.1 200 OK"), reply.c_str());
    QVERIFY2(reply.ends_with("{\"parts\":[\"  \",\"  \"],\"missing\":[]}\n"), reply.c_str());
    QVERIFY(reply.find("Content-Type: application/json\r\n") != std::string::npos);
    QCOMPARE(metric(root.metrics(), "bayplan_scatter_gathered_total{outcome=\"whole\"}"), 1.0);
}

void ScatterTest::aDeadLeafIsNamed()
{
    AgentRun one(leafConfig("leaf-1/leaf", 1ms));
    QVERIFY(one.start());
    AgentConfig config = rootConfig("search/root");
    addPeer(config, "leaf-1/leaf", one.config.port);
    addPeer(config, "leaf-2/leaf", freePort());
    AgentRun root(config);
    QVERIFY(root.start());
    const std::string reply = fetch(config.port, "/");
    QVERIFY2(reply.starts_with("HTTP/1.1 200 OK"), reply.c_str());
    QVERIFY(reply.find("Missing-Parts: leaf-2/leaf\r\n") != std::string::npos);
    QVERIFY2(reply.ends_with("{\"parts\":[\"  \"],\"missing\":[\"leaf-2/leaf\"]}\n"), reply.c_str());
    QCOMPARE(metric(root.metrics(), "bayplan_scatter_shard_missing_total{shard=\"leaf-2/leaf\"}"), 1.0);
    one.process.kill();
    QVERIFY(one.process.waitForFinished());
    QTRY_VERIFY(fetch(config.port, "/").starts_with("HTTP/1.1 504"));
}

void ScatterTest::aSlowLeafIsNotWaitedForBeyondTheCallersTime()
{
    AgentRun one(leafConfig("leaf-1/leaf", 1ms));
    AgentRun two(leafConfig("leaf-2/leaf", 30s));
    QVERIFY(one.start() && two.start());
    AgentConfig config = rootConfig("search/root", 20s);
    addPeer(config, "leaf-1/leaf", one.config.port);
    addPeer(config, "leaf-2/leaf", two.config.port);
    AgentRun root(config);
    QVERIFY(root.start());
    QElapsedTimer timer;
    timer.start();
    const std::string reply = askInTime(config.port, "400ms");
    QVERIFY2(reply.ends_with("\"missing\":[\"leaf-2/leaf\"]}\n"), reply.c_str());
    QVERIFY2(timer.elapsed() >= 380 && timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
}

void ScatterTest::aCallerWhoHangsUpFreesTheLeaves()
{
    AgentRun leaf(leafConfig("leaf-1/leaf", 60s, 1));
    QVERIFY(leaf.start());
    AgentConfig config = rootConfig("search/root", 50s);
    addPeer(config, "leaf-1/leaf", leaf.config.port);
    config.machine.peers.edit()[0].timeout = 50s;
    AgentRun root(config);
    QVERIFY(root.start());
    {
        RawClient first(config.port);
        RawClient second(config.port);
        QVERIFY(first.say(get("/")) && second.say(get("/")));
        QTRY_COMPARE(metric(leaf.metrics(), "bayplan_requests_waiting"), 1.0);
    }
    QTRY_COMPARE(metric(leaf.metrics(), "bayplan_requests_waiting"), 0.0);
    QTRY_COMPARE(metric(root.metrics(), "bayplan_requests_in_service"), 0.0);
    QCOMPARE(metric(root.metrics(), "bayplan_scatter_gathered_total{outcome=\"abandoned\"}"), 2.0);
}

void ScatterTest::aUsersOwnLeafAndMerge()
{
    HttpStub leaf([](const std::string &) { return HttpStub::ok("application/json", "{\"hits\":3}"); });
    HttpStub merge([](const std::string &) { return HttpStub::ok("text/html", "<b>3 hits</b>"); });
    AgentConfig config = rootConfig("search/root");
    addPeer(config, "theirs/leaf", leaf.port());
    addPeer(config, "nobody/leaf", freePort());
    addPeer(config, "theirs/merge", merge.port());
    std::get<ScatterConfig>(config.machine.behaviour).mergePeer = 2;
    AgentRun root(config);
    QVERIFY(root.start());
    RawClient client(config.port);
    QVERIFY(client.say("GET /find?q=x HTTP/1.1\r\nHost: search.example\r\nCookie: a=b\r\n\r\n"));
    const std::string reply = client.hearReply();
    QVERIFY2(reply.starts_with("HTTP/1.1 200 OK") && reply.ends_with("<b>3 hits</b>"), reply.c_str());
    QVERIFY(reply.find("Content-Type: text/html\r\n") != std::string::npos);
    QVERIFY(reply.find("Missing-Parts: nobody/leaf\r\n") != std::string::npos);
    const std::string asked = leaf.requests().at(0);
    QVERIFY2(asked.starts_with("GET /find?q=x HTTP/1.1\r\nHost: search.example\r\n"), asked.c_str());
    QVERIFY(asked.find("Cookie: a=b\r\n") != std::string::npos);
    QVERIFY(asked.find("Bayplan-Remaining: ") != std::string::npos);
    const std::string merged = merge.requests().at(0);
    QVERIFY2(merged.starts_with("POST / HTTP/1.1\r\n") && merged.ends_with("\r\n\r\n[{\"hits\":3}]"), merged.c_str());
    QVERIFY(merged.find("Content-Type: application/json\r\n") != std::string::npos);
}

void ScatterTest::theDepthOfTheTreeDoesNotShow()
{
    AgentRun near(leafConfig("near/leaf", 1ms));
    AgentRun far(leafConfig("far/leaf", 1ms));
    QVERIFY(near.start() && far.start());
    AgentConfig below = rootConfig("parent/root");
    addPeer(below, "far/leaf", far.config.port);
    addPeer(below, "lost/leaf", freePort());
    AgentRun parent(below);
    QVERIFY(parent.start());
    AgentConfig config = rootConfig("search/root");
    addPeer(config, "near/leaf", near.config.port);
    addPeer(config, "parent/root", below.port);
    AgentRun root(config);
    QVERIFY(root.start());
    const std::string reply = fetch(config.port, "/");
    QVERIFY2(reply.ends_with("{\"parts\":[\"  \",\"  \"],\"missing\":[\"lost/leaf\"]}\n"), reply.c_str());
}

void ScatterTest::aSlowLeafIsAskedAgain()
{
    int asked = 0;
    HttpStub leaf([&asked](const std::string &) {
        // One connection at a time: the slow one must be closed before the second can be heard.
        if (++asked == 30)
            std::this_thread::sleep_for(200ms);
        return HttpStub::ok("application/json", "1");
    });
    AgentConfig config = rootConfig("search/root", 10s);
    std::get<ScatterConfig>(config.machine.behaviour).hedge = HedgeMode::AfterQuantile;
    addPeer(config, "leaf/leaf", leaf.port());
    AgentRun root(config);
    QVERIFY(root.start());
    for (int i = 0; i < 31; ++i)
        QVERIFY(fetch(config.port, "/").ends_with("{\"parts\":[1],\"missing\":[]}\n"));
    QVERIFY(metric(root.metrics(), "bayplan_scatter_hedges_sent_total") >= 1);
}

void ScatterTest::thePartsOfManyRequestsStayWithinItsMemory()
{
    AgentConfig leaf = leafConfig("leaf-1/leaf", 1ms);
    std::get<ServiceConfig>(leaf.machine.behaviour).replyBytes = 4U << 20U;
    AgentRun large(leaf);
    AgentRun slow(leafConfig("leaf-2/leaf", 3s));
    QVERIFY(large.start() && slow.start());
    AgentConfig config = rootConfig("search/root", 10s);
    for (int i = 0; i < 3; ++i)
        addPeer(config, "leaf-1/leaf", large.config.port);
    addPeer(config, "leaf-2/leaf", slow.config.port);
    for (PeerConfig &peer : config.machine.peers.edit())
        peer.timeout = 10s;
    AgentRun root(config);
    QVERIFY(root.start());
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 20; ++i) {
        clients.push_back(std::make_unique<RawClient>(config.port));
        QVERIFY(clients.back()->say(get("/", true)));
    }
    int whole = 0, shed = 0; // some of the others lack what the leaf has shed in its turn
    for (const auto &client : clients) {
        const std::string heard = client->hearAll();
        whole += heard.starts_with("HTTP/1.1 200") ? 1 : 0;
        shed += heard.starts_with("HTTP/1.1 503") && heard.find("16MiB") != std::string::npos ? 1 : 0;
    }
    QVERIFY2(whole >= 1 && shed >= 1, qPrintable(QString("%1 %2").arg(whole).arg(shed)));
    const double most = mostMemoryMib(root);
    QVERIFY2(most < 2 * memoryLimitMib, qPrintable(QString::number(most)));
}

/// In an answer each byte of them that is no text takes three or six.
void ScatterTest::partsThatAreNoTextStayWithinItsMemory()
{
    std::string bytes;
    for (std::uint32_t i = 0; i < 4U << 20U; ++i)
        bytes += static_cast<char>(i * 2654435761U >> 24U);
    HttpStub leaf([&](const std::string &) { return HttpStub::ok("application/octet-stream", bytes); });
    AgentConfig config = rootConfig("search/root", 10s);
    for (int i = 0; i < 4; ++i)
        addPeer(config, "theirs/leaf", leaf.port());
    for (PeerConfig &peer : config.machine.peers.edit())
        peer.timeout = 10s;
    AgentRun root(config);
    QVERIFY(root.start());
    const std::string heard = fetch(config.port, "/");
    QVERIFY(heard.starts_with("HTTP/1.1 200") && heard.size() > 8 * bytes.size());
    const double most = mostMemoryMib(root);
    QVERIFY2(most < 2 * memoryLimitMib, qPrintable(QString::number(most)));
}

QTEST_GUILESS_MAIN(ScatterTest)
#include "scatter_test.moc"
