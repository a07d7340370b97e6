// SPDX-License-Identifier: GPL-3.0-or-later
// Real agents on this host, whose clients and servers mean them no good (PATTERNS 8): bent requests at every port, bent
// replies from whomever they call. None ends, none grows, each goes on answering. Worth most under the sanitizers.
#include "hostile.h"
#include "tests/agent/agent_run.h"

#include <QTemporaryDir>
#include <QtTest>

#include <poll.h>

#include <atomic>
#include <fstream>
#include <thread>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

constexpr int attacks = 300;
constexpr long mostGrowthKiB = 48 * 1024;

/// Says it, listens for a moment at most, and hangs up.
void attack(std::uint16_t port, const std::string &text, int listenMs)
{
    const int client = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const timeval patience{1, 0};
    setsockopt(client, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(client, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0) {
        static_cast<void>(send(client, text.data(), text.size(), MSG_NOSIGNAL));
        pollfd readable{client, POLLIN, 0};
        std::array<char, 4096> chunk{};
        if (listenMs > 0 && poll(&readable, 1, listenMs) > 0)
            static_cast<void>(recv(client, chunk.data(), chunk.size(), 0));
    }
    close(client);
}

/// Answers whatever it is asked with bent replies, and then hangs up.
class HostileServer {
public:
    HostileServer(const char *corpus, std::uint64_t seed)
        : m_socket(listenOnLoopback()), m_texts(hostileCorpus(corpus), seed), m_thread([this] { serve(); })
    {}
    ~HostileServer()
    {
        m_isOver = true;
        m_thread.join();
        close(m_socket.descriptor);
    }
    HostileServer(const HostileServer &) = delete;
    HostileServer &operator=(const HostileServer &) = delete;

    std::uint16_t port() const { return m_socket.port; }
    int answers() const { return m_answers; }

private:
    void serve()
    {
        while (!m_isOver) {
            pollfd waiting{m_socket.descriptor, POLLIN, 0};
            if (poll(&waiting, 1, 20) <= 0)
                continue;
            const int client = accept4(m_socket.descriptor, nullptr, nullptr, SOCK_CLOEXEC);
            pollfd asked{client, POLLIN, 0};
            std::array<char, 4096> chunk{};
            if (poll(&asked, 1, 100) > 0 && recv(client, chunk.data(), chunk.size(), 0) > 0) {
                const std::string text = m_answers % 10 == 9 ? std::string() : m_texts.next();
                static_cast<void>(send(client, text.data(), text.size(), MSG_NOSIGNAL));
                ++m_answers;
            }
            close(client);
        }
    }

    Loopback m_socket;
    HostileText m_texts;
    std::atomic<bool> m_isOver = false;
    std::atomic<int> m_answers = 0;
    std::thread m_thread;
};

long residentKiB(qint64 process)
{
    std::ifstream file("/proc/" + std::to_string(process) + "/status");
    std::string word;
    while (file >> word)
        if (word == "VmRSS:") {
            long kib = 0;
            file >> kib;
            return kib;
        }
    return 0;
}

AgentConfig withBehaviour(const char *role, BehaviourConfig behaviour)
{
    AgentConfig config = agentConfig(role, std::string("target/") + role);
    config.machine.behaviour = std::move(behaviour);
    return config;
}

ServiceConfig quickService(PeerProtocol protocol)
{
    ServiceConfig service;
    service.protocol = protocol;
    service.serviceTime = Distribution::constant(1ms);
    service.concurrency = 0;
    return service;
}

} // namespace

class HostileAgentsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anAgentOutlivesItsClients_data();
    void anAgentOutlivesItsClients();
    void anAgentOutlivesItsServers_data();
    void anAgentOutlivesItsServers();

private:
    void assail(AgentRun &run, const std::vector<const char *> &folders);
    static void endsInGoodOrder(AgentRun &run);
};

void HostileAgentsTest::assail(AgentRun &run, const std::vector<const char *> &folders)
{
    std::vector<std::string> corpus;
    for (const char *folder : folders)
        for (std::string &text : hostileCorpus(folder))
            corpus.push_back(std::move(text));
    HostileText texts(corpus, 42);
    const long before = residentKiB(run.process.processId());
    for (int i = 0; i < attacks; ++i) {
        const bool hitsControl = run.config.port == 0 || i % 4 == 3;
        attack(hitsControl ? run.config.controlPort : run.config.port, texts.next(), i % 5 == 0 ? 20 : 0);
        if (i % 50 != 49)
            continue;
        const std::string health = fetch(run.config.controlPort, "/healthz");
        QCoreApplication::processEvents();
        QVERIFY2(run.process.state() == QProcess::Running, run.process.readAllStandardError().right(3000));
        QVERIFY2(health.starts_with("HTTP/1.1 200"), health.c_str());
    }
    const long growth = residentKiB(run.process.processId()) - before;
    QVERIFY2(growth < mostGrowthKiB, qPrintable(QString::number(growth)));
}

void HostileAgentsTest::endsInGoodOrder(AgentRun &run)
{
    QVERIFY2(run.process.state() == QProcess::Running, run.process.readAllStandardError().right(3000));
    run.terminate();
    QVERIFY(run.process.waitForFinished(20'000));
    QVERIFY2(run.process.exitStatus() == QProcess::NormalExit && run.process.exitCode() == 0,
             run.process.readAllStandardError().right(3000));
}

void HostileAgentsTest::anAgentOutlivesItsClients_data()
{
    QTest::addColumn<QByteArray>("role");
    for (const char *role : {"service", "cache", "sink", "connections", "elector", "queue", "hub", "pause"})
        QTest::newRow(role) << QByteArray(role);
}

void HostileAgentsTest::anAgentOutlivesItsClients()
{
    QFETCH(QByteArray, role);
    QTemporaryDir state;
    AgentConfig config = withBehaviour("service", quickService(PeerProtocol::Http));
    std::vector<const char *> folders{"http"};
    if (role == "cache") {
        config = withBehaviour("service", quickService(PeerProtocol::Memcache));
        folders = {"memcache"};
    } else if (role == "sink") {
        config = withBehaviour("service", quickService(PeerProtocol::Log));
        folders = {"logs", "http"};
    } else if (role == "connections") {
        config = withBehaviour("service", quickService(PeerProtocol::Tcp));
    } else if (role == "elector") {
        ElectionConfig election;
        election.member = "target/elector";
        config = withBehaviour("elector", election);
        folders = {"election", "http"};
    } else if (role == "queue") {
        config = withBehaviour("queue", QueueConfig());
        folders = {"queue", "http"};
    } else if (role == "hub") {
        config = agentConfig("hub", "hub");
        folders = {"json", "http"};
    } else if (role == "pause") {
        config = agentConfig("pause", "target/pause");
        config.port = 0;
    }
    config.stateDir = state.path().toStdString();
    config.stopGrace = 1s;
    AgentRun run(config);
    QVERIFY2(run.start(), run.process.readAllStandardError());
    assail(run, folders);
    if (!QTest::currentTestFailed())
        endsInGoodOrder(run);
}

void HostileAgentsTest::anAgentOutlivesItsServers_data()
{
    QTest::addColumn<QByteArray>("role");
    for (const char *role : {"front", "http-ambassador", "memcache-ambassador", "root", "worker", "adapter"})
        QTest::newRow(role) << QByteArray(role);
}

void HostileAgentsTest::anAgentOutlivesItsServers()
{
    QFETCH(QByteArray, role);
    const bool isMemcache = role == "memcache-ambassador";
    HostileServer server(isMemcache ? "memcache-reply" : role == "adapter" ? "metrics" : "http-reply", 7);
    AgentConfig config = withBehaviour("front", FrontConfig{.ejectAfter = 0});
    std::vector<const char *> folders{"http"};
    PeerProtocol protocol = PeerProtocol::Http;
    if (role == "http-ambassador") {
        config = withBehaviour("http-ambassador", HttpAmbassadorConfig{.ejectAfter = 0, .breaker = {.failures = 0}});
    } else if (isMemcache) {
        config = withBehaviour("ambassador", MemcacheAmbassadorConfig{.autoEject = false});
        folders = {"memcache"};
        protocol = PeerProtocol::Memcache;
    } else if (role == "root") {
        config = withBehaviour("root", ScatterConfig{.deadline = 200ms, .quorum = 0});
    } else if (role == "worker") {
        WorkerConfig worker;
        worker.reserveWait = 10ms;
        config = withBehaviour("worker", worker);
        protocol = PeerProtocol::Queue;
    } else if (role == "adapter") {
        config = withBehaviour("adapter", AdapterConfig{.format = MetricsFormat::Prometheus, .timeout = 200ms});
        protocol = PeerProtocol::Metrics;
    }
    addPeer(config, "server", server.port(), protocol);
    config.machine.peers.edit().back().serverName = "web"; // what the corpus asks for
    config.stopGrace = 1s;
    AgentRun run(config);
    QVERIFY2(run.start(), run.process.readAllStandardError());
    for (int i = 0; role == "adapter" && i < 60; ++i)
        attack(run.config.port, get("/metrics", true), 300);
    assail(run, folders);
    const int enough = role == "worker" ? 4 : 20; // it waits longer after each failure
    QTRY_VERIFY_WITH_TIMEOUT(server.answers() > enough, 30'000);
    if (!QTest::currentTestFailed())
        endsInGoodOrder(run);
}

QTEST_GUILESS_MAIN(HostileAgentsTest)
#include "hostile_agents_test.moc"
