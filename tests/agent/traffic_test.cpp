// SPDX-License-Identifier: GPL-3.0-or-later
// The agent program between real ones: memcached, Redis, libmemcached's tools, promtool.
#include "tests/patterns/loopback_processes.h"

#include "engine/wire/agent_config.h"
#include "engine/wire/prometheus_text.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#include <signal.h>

#include <map>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

const QString agentProgram = QStringLiteral(BAYPLAN_BINARY_DIR "/bin/bayplan-agent");

AgentConfig agentOf(const std::string &role, BehaviourConfig behaviour)
{
    AgentConfig agent;
    agent.role = role;
    agent.instance = "test/" + role;
    agent.port = freePort();
    agent.controlPort = freePort();
    agent.stopGrace = 3s;
    agent.machine.name = agent.instance;
    agent.machine.seed = 7;
    agent.machine.behaviour = std::move(behaviour);
    return agent;
}

void addPeer(AgentConfig &agent, PeerConfig peer, std::uint16_t port)
{
    agent.machine.peers.edit().push_back(std::move(peer));
    agent.peers.push_back({"127.0.0.1", port});
}

std::string httpGet(std::uint16_t port, const std::string &target)
{
    LoopbackSocket client(port);
    client.write("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    const std::string answer = client.readUntil("\r\n\r\n\r\n");
    const std::size_t body = answer.find("\r\n\r\n");
    return body == std::string::npos ? std::string() : answer.substr(body + 4);
}

std::map<std::string, double> figuresOf(const std::string &text)
{
    std::map<std::string, double> figures;
    if (const auto samples = parsePrometheusText(text)) {
        for (const MetricSample &sample : *samples)
            figures[sample.name] += sample.value;
    }
    return figures;
}

struct Ended {
    int status = -1;
    QByteArray output;
};

Ended runProgram(const QString &program, const QStringList &arguments, const QByteArray &input = {})
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(LoopbackProcesses::find(program), arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(20'000))
        process.kill();
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAll()};
}

/// Everything that both a memcached and what stands in for one say to this, split into replies by the reader's eye.
const std::string conversation =
    "get none\r\nset a 5 0 3\r\nabc\r\nget a\r\nadd a 0 0 1\r\nx\r\nadd b 1 0 1\r\ny\r\nget a b none\r\n"
    "replace none 0 0 1\r\nz\r\nreplace b 2 0 2\r\nzz\r\nappend b 0 0 1\r\n>\r\nprepend b 0 0 1\r\n<\r\n"
    "get b\r\nset n 0 0 2\r\n10\r\nincr n 5\r\ndecr n 7\r\nget n\r\ndecr n 100\r\nincr a 1\r\n"
    "incr none 1\r\nincr n -1\r\ndelete b\r\ndelete b\r\ntouch a 100\r\ntouch none 1\r\n"
    "set gone 0 -1 1\r\nx\r\nget gone\r\nset quiet 0 0 1 noreply\r\nq\r\nget quiet\r\n"
    "cas none 0 0 1 5\r\nx\r\ncas a 0 0 1 1\r\nx\r\nbogus\r\n";

} // namespace

class TrafficTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        for (const char *program : {"memcached", "redis-server", "promtool", "memccp", "memccat", "memcslap"}) {
            if (LoopbackProcesses::find(program).isEmpty())
                QSKIP("memcached, redis-server, prometheus or libmemcached-tools is not installed");
        }
    }

    void init() { m_processes = std::make_unique<LoopbackProcesses>(); }

    void theAmbassadorIsOneMemcachedToItsClients()
    {
        startAmbassador();
        LoopbackSocket client(m_ambassador.port);
        std::string sets, get = "get", expected;
        for (int i = 0; i < 300; ++i) {
            const std::string key = std::to_string(i * 7919) + ":key", value = "value of " + key;
            sets += "set " + key + " 3 0 " + std::to_string(value.size()) + "\r\n" + value + "\r\n";
            get += ' ' + key;
            expected += "VALUE " + key + " 3 " + std::to_string(value.size()) + "\r\n" + value + "\r\n";
        }
        QVERIFY(client.write(sets));
        QCOMPARE(client.readUntil("STORED\r\n", 300).size(), std::size_t(300 * 8));
        QVERIFY(client.write(get + "\r\n"));
        QVERIFY(client.readUntil("\r\nEND\r\n") == expected + "END\r\n");
        for (const std::uint16_t server : m_memcached) {
            LoopbackSocket direct(server);
            direct.write(get + "\r\n");
            QVERIFY(direct.readUntil("END\r\n").size() > 5); // each has some
        }
    }

    void pipelinedCommandsAreAnsweredInTheirOrder()
    {
        startAmbassador();
        LoopbackSocket client(m_ambassador.port);
        std::string text, expected;
        for (int i = 0; i < 2000; ++i) {
            const std::string key = std::to_string(i), value = std::string(std::size_t(i % 50), 'v');
            text += "set " + key + " 0 0 " + std::to_string(value.size()) + (i % 3 == 0 ? " noreply" : "") + "\r\n" +
                    value + "\r\nget " + key + "\r\n";
            expected += (i % 3 == 0 ? "" : "STORED\r\n") + ("VALUE " + key + " 0 " + std::to_string(value.size())) +
                        "\r\n" + value + "\r\nEND\r\n";
        }
        QVERIFY(client.write(text + "version\r\n"));
        const std::string answer = client.readUntil("VERSION");
        QVERIFY(answer == expected + "VERSION");
    }

    void limitsOfTheProtocolHold()
    {
        startAmbassador();
        LoopbackSocket client(m_ambassador.port);
        const std::string key(250, 'k'), value(1'000'000, 'v');
        client.write("set " + key + " 0 0 1000000\r\n" + value + "\r\n");
        QCOMPARE(client.readUntil("\r\n"), std::string("STORED\r\n"));
        client.write("get " + key + "\r\n");
        QVERIFY(client.readUntil("END\r\n") == "VALUE " + key + " 0 1000000\r\n" + value + "\r\nEND\r\n");
        client.write("get " + key + "x\r\nnonsense\r\nget none\r\n");
        QVERIFY(client.readUntil("\r\n").starts_with("CLIENT_ERROR"));
        QCOMPARE(client.readUntil("\r\n"), std::string("ERROR\r\n"));
        QCOMPARE(client.readUntil("\r\n"), std::string("END\r\n"));
    }

    void aValueThatIsRefusedTakesTheOldOneWithIt()
    {
        startAmbassador();
        const std::string data = std::string(2'000'000, 'v') + "\r\n";
        const std::string said = "set a 0 0 1\r\n1\r\nset a 0 0 2000000\r\n" + data + "get a\r\n" +
                                 "set b 0 0 1\r\n1\r\nset b 0 0 2000000 noreply\r\n" + data + "get b\r\n" +
                                 "set c 0 0 1\r\n1\r\nadd c 0 0 2000000\r\n" + data + "get c\r\n" + "version\r\n";
        const auto heard = [&](std::uint16_t port) {
            LoopbackSocket client(port);
            client.write(said);
            const std::string all = client.readUntil("VERSION");
            return QString::fromStdString(all).split("\r\n");
        };
        const QStringList ours = heard(m_ambassador.port);
        QCOMPARE(ours, heard(m_memcached[0]));
        QCOMPARE(ours.count("END"), 3);
        QCOMPARE(ours.filter("VALUE "), QStringList{"VALUE c 0 1"});
    }

    void aDeadServerIsAnErrorAndThenItsKeysGoElsewhere()
    {
        startAmbassador();
        m_memcachedProcesses[0]->kill();
        m_memcachedProcesses[0]->waitForFinished(2000);
        LoopbackSocket client(m_ambassador.port);
        int errors = 0;
        for (int i = 0; i < 200; ++i) {
            client.write("set " + std::to_string(i * 7919) + ":key 0 0 1\r\nx\r\n");
            const std::string answer = client.readUntil("\r\n");
            QVERIFY2(answer == "STORED\r\n" || answer.starts_with("SERVER_ERROR Connection"), answer.c_str());
            errors += answer == "STORED\r\n" ? 0 : 1;
        }
        QCOMPARE(errors, 2); // the failure limit
    }

    void libmemcachedsToolsWorkThroughTheAmbassador()
    {
        startAmbassador();
        QTemporaryDir folder;
        const QString path = folder.filePath("a-file");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("what stands in the file\n");
        file.close();
        const QString servers = "--servers=127.0.0.1:" + QString::number(m_ambassador.port);
        QCOMPARE(runProgram("memccp", {servers, path}).status, 0);
        QVERIFY(runProgram("memccat", {servers, "a-file"}).output.contains("what stands in the file"));
        const Ended load = runProgram("memcslap", {servers, "--test=get", "--concurrency=4", "--execute-number=500"});
        QCOMPARE(load.status, 0);
        QVERIFY2(!load.output.contains("rror"), load.output.constData());
    }

    void aServiceThatStandsInForMemcachedAnswersWordForWord()
    {
        startMemcached(1);
        ServiceConfig service;
        service.protocol = PeerProtocol::Memcache;
        service.serviceTime = Distribution::constant(0ns);
        const AgentConfig agent = agentOf("service", service);
        QVERIFY(startAgent(agent));
        const auto said = [](std::uint16_t port) {
            LoopbackSocket client(port);
            client.write(conversation + "quit\r\n");
            return QString::fromStdString(client.readUntil("never")).split("\r\n");
        };
        QCOMPARE(said(agent.port), said(m_memcached[0]));
    }

    void figuresOfMemcachedPassPromtool()
    {
        startMemcached(1);
        QCOMPARE(adapted(MetricsFormat::Memcached, m_memcached[0]).at("memcached_curr_connections") > 0, true);
    }

    void figuresOfRedisPassPromtool()
    {
        const std::uint16_t port = freePort();
        const QString number = QString::number(port);
        QVERIFY(m_processes->start("redis-server", {"--port", number, "--bind", "127.0.0.1", "--save", ""}, port));
        LoopbackSocket client(port);
        client.write("SET a 1\r\n");
        client.readUntil("+OK\r\n");
        const auto figures = adapted(MetricsFormat::Redis, port);
        QCOMPARE(figures.at("redis_connected_clients") > 0, true);
        QCOMPARE(figures.at("redis_db_keys"), 1.0);
    }

    void figuresThatCannotBeHadAreUpZero()
    {
        const auto figures = adapted(MetricsFormat::Memcached, freePort());
        QCOMPARE(figures.at("up"), 0.0);
        QCOMPARE(figures.at("scrape_error"), 1.0);
    }

    void statsdDatagramsAreAdapted()
    {
        AdapterConfig adapter;
        adapter.format = MetricsFormat::Statsd;
        AgentConfig agent = agentOf("adapter", adapter);
        const std::uint16_t port = freePort();
        addPeer(agent, PeerConfig{"app", PeerProtocol::Metrics}, port);
        QVERIFY(startAgent(agent));
        QCOMPARE(figuresOf(httpGet(agent.port, "/metrics"))["up"], 1.0);
        const int socket = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const std::string datagram = "hits:3|c\nwait:20|ms";
        QCOMPARE(::sendto(socket, datagram.data(), datagram.size(), 0, reinterpret_cast<sockaddr *>(&address),
                          sizeof address),
                 ssize_t(datagram.size()));
        ::close(socket);
        QTRY_COMPARE(figuresOf(httpGet(agent.port, "/metrics"))["statsd_hits_total"], 3.0);
    }

    void rotatedLogsReachTheSinkWhole()
    {
        ServiceConfig service;
        service.protocol = PeerProtocol::Log;
        service.serviceTime = Distribution::constant(0ns);
        const AgentConfig sink = agentOf("service", service);
        QVERIFY(startAgent(sink));
        QTemporaryDir folder;
        const QString path = folder.filePath("app.log");
        LogSaverConfig saver;
        saver.flushEvery = 50ms;
        AgentConfig agent = agentOf("logsaver", saver);
        agent.port = 0;
        agent.tailFile = path.toStdString();
        addPeer(agent, PeerConfig{"sink", PeerProtocol::Log}, sink.port);
        QVERIFY(startAgent(agent));
        for (int file = 0; file < 4; ++file) {
            QFile log(path);
            QVERIFY(log.open(QIODevice::Append));
            for (int line = 0; line < 250; ++line)
                log.write(QByteArray("line ") + QByteArray::number(file * 250 + line) + '\n');
            log.close();
            QTest::qWait(300);
            QVERIFY(QFile::rename(path, path + '.' + QString::number(file)));
        }
        QTRY_COMPARE_WITH_TIMEOUT(delivered(agent), 1000.0, 10'000);
    }

private:
    /// Its control port is open first and answers last: by then every port of it listens.
    bool startAgent(const AgentConfig &agent)
    {
        const QString config = QString::fromStdString(writeAgentConfig(agent));
        return m_processes->start(agentProgram, {}, agent.controlPort, {"BAYPLAN_AGENT=" + config}) != nullptr &&
               !httpGet(agent.controlPort, "/healthz").empty();
    }

    void startMemcached(int count)
    {
        m_memcached.clear();
        m_memcachedProcesses.clear();
        for (int i = 0; i < count; ++i) {
            m_memcached.push_back(freePort());
            const QString port = QString::number(m_memcached.back());
            m_memcachedProcesses.push_back(m_processes->start(
                "memcached", {"-l", "127.0.0.1", "-p", port, "-U", "0", "-u", "nobody"}, m_memcached.back()));
            QVERIFY(m_memcachedProcesses.back());
        }
    }

    void startAmbassador()
    {
        startMemcached(3);
        m_ambassador = agentOf("ambassador", MemcacheAmbassadorConfig{});
        for (std::size_t i = 0; i < m_memcached.size(); ++i) {
            PeerConfig peer{"cache-" + std::to_string(i), PeerProtocol::Memcache, 1s};
            peer.serverName = peer.name;
            addPeer(m_ambassador, peer, m_memcached[i]);
        }
        QVERIFY(startAgent(m_ambassador));
    }

    /// What the adapter offers of the container at that port, seen by promtool.
    std::map<std::string, double> adapted(MetricsFormat format, std::uint16_t port)
    {
        AdapterConfig adapter;
        adapter.format = format;
        AgentConfig agent = agentOf("adapter", adapter);
        addPeer(agent, PeerConfig{"container", PeerProtocol::Metrics}, port);
        std::string text;
        if (startAgent(agent))
            text = httpGet(agent.port, "/metrics");
        const Ended checked = runProgram("promtool", {"check", "metrics"}, QByteArray::fromStdString(text));
        if (checked.status != 0)
            qWarning().noquote() << checked.output << text.c_str();
        return checked.status == 0 ? figuresOf(text) : std::map<std::string, double>();
    }

    static double delivered(const AgentConfig &agent)
    {
        auto figures = figuresOf(httpGet(agent.controlPort, "/metrics"));
        for (const auto &[name, value] : figures) {
            if (name.find("delivered") != std::string::npos)
                return value;
        }
        return -1;
    }

    std::unique_ptr<LoopbackProcesses> m_processes;
    std::vector<std::uint16_t> m_memcached;
    std::vector<QProcess *> m_memcachedProcesses;
    AgentConfig m_ambassador;
};

QTEST_GUILESS_MAIN(TrafficTest)
#include "traffic_test.moc"
