// SPDX-License-Identifier: GPL-3.0-or-later
// A front before services of which only the connection is known: a real redis, and peers that a test writes.
#include "agent_run.h"
#include "loopback.h"

#include "engine/agent/resolver.h"
#include "engine/agent/tcp_peer.h"
#include "engine/agent/tcp_surface.h"

#include <QFile>
#include <QStandardPaths>

#include <atomic>
#include <functional>
#include <future>
#include <mutex>
#include <set>
#include <thread>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

/// One connection at a time, served by the test.
class TcpStub {
public:
    explicit TcpStub(std::function<void(int connection)> serve)
        : m_serve(std::move(serve)), m_socket(listenOnLoopback())
    {
        m_thread = std::thread([this] {
            for (int connection = 0; (connection = ::accept(m_socket.descriptor, nullptr, nullptr)) >= 0;
                 ::close(connection)) {
                ++taken;
                m_serve(connection);
            }
        });
    }
    TcpStub(const TcpStub &) = delete;
    TcpStub &operator=(const TcpStub &) = delete;
    ~TcpStub()
    {
        shutdown(m_socket.descriptor, SHUT_RDWR);
        m_thread.join();
        ::close(m_socket.descriptor);
    }

    std::uint16_t port() const { return m_socket.port; }
    std::atomic<int> taken = 0;

private:
    std::function<void(int)> m_serve;
    Loopback m_socket;
    std::thread m_thread;
};

std::string readToEnd(int connection)
{
    std::string all;
    std::array<char, 4096> chunk{};
    for (ssize_t bytes = 0; (bytes = recv(connection, chunk.data(), chunk.size(), 0)) > 0;)
        all.append(chunk.data(), static_cast<std::size_t>(bytes));
    return all;
}

void write(int connection, std::string_view text)
{
    send(connection, text.data(), text.size(), MSG_NOSIGNAL);
}

AgentConfig frontBefore(const std::vector<std::uint16_t> &ports)
{
    AgentConfig agent = agentConfig("front", "cache-front/cache");
    agent.machine.behaviour = FrontConfig{};
    for (std::size_t i = 0; i < ports.size(); ++i) {
        addPeer(agent, "cache-" + std::to_string(i), ports[i], PeerProtocol::Tcp);
        agent.machine.peers.edit().back().timeout = 0s;
    }
    return agent;
}

class Redis {
public:
    Redis()
    {
        m_process.start("redis-server", {"--port", QString::number(m_port), "--bind", "127.0.0.1", "--save", ""});
        QTRY_VERIFY(RawClient(m_port).isConnected());
    }
    ~Redis()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    std::uint16_t port() const { return m_port; }

private:
    std::uint16_t m_port = freePort();
    QProcess m_process;
};

struct Inbound final : Inbox {
    void received(PeerId, Message message) override
    {
        const std::lock_guard lock(mutex);
        answers.push_back(std::get<Answer>(message));
    }
    RequestId requested(RequestBody body, Duration, Reply reply) override
    {
        const std::lock_guard lock(mutex);
        requests.emplace_back(*body.as<HttpRequest>(), std::move(reply));
        return requests.size();
    }
    void cancelled(RequestId) override {}
    void event(std::string_view kind, std::string) override
    {
        const std::lock_guard lock(mutex);
        events.emplace_back(kind);
    }
    template <class List>
    std::size_t sizeOf(const List &list)
    {
        const std::lock_guard lock(mutex);
        return list.size();
    }

    std::mutex mutex;
    std::vector<Answer> answers;
    std::vector<std::pair<HttpRequest, Reply>> requests;
    std::vector<std::string> events;
};

/// Surface and peer without a machine between them.
struct Ends {
    explicit Ends(std::uint16_t server, TcpPeerLimits limits = {}, std::size_t connectionsMost = 1024)
    {
        agent.peers = {{"localhost", server}};
        loop.on([&] {
            resolver = std::make_unique<Resolver>(loop.io);
            const EndpointContext context{loop.io, *resolver, inbox, agent, &clients};
            surface = std::make_unique<TcpSurface>(context, 0, connectionsMost);
            peer = std::make_unique<TcpPeer>(context, 0, limits);
            return surface->start().has_value();
        });
    }
    ~Ends()
    {
        loop.on([this] {
            peer.reset();
            surface.reset();
            resolver.reset();
        });
    }
    void carry()
    {
        loop.on([this] { peer->send(Call{1, 0s, inbox.requests.at(0).first}); });
    }

    LoopThread loop;
    Inbound inbox;
    AgentConfig agent;
    TcpClients clients;
    std::unique_ptr<Resolver> resolver;
    std::unique_ptr<TcpSurface> surface;
    std::unique_ptr<TcpPeer> peer;
};

} // namespace

class TcpFrontTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void connectionsAreSpreadOverRealServers()
    {
        if (QStandardPaths::findExecutable("redis-server").isEmpty())
            QSKIP("redis-server is not installed");
        Redis one, two;
        AgentRun front(frontBefore({one.port(), two.port()}));
        QVERIFY(front.start());
        RawClient first(front.config.port), second(front.config.port);
        std::set<std::string> ports;
        for (RawClient *client : {&first, &second}) {
            QVERIFY(client->say("PING\r\n"));
            QCOMPARE(client->hearUntil("\r\n"), std::string("+PONG\r\n"));
            QVERIFY(client->say("CONFIG GET port\r\n"));
            QVERIFY(!client->hearUntil("port\r\n").empty() && !client->hearUntil("\r\n").empty());
            ports.insert(client->hearUntil("\r\n"));
        }
        QCOMPARE(ports.size(), std::size_t(2)); // each connection stays where it was carried to
        const std::string value(4U << 20U, 'v');
        QVERIFY(first.say("*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$" + std::to_string(value.size()) + "\r\n" + value + "\r\n"));
        QCOMPARE(first.hearUntil("\r\n"), std::string("+OK\r\n"));
        QVERIFY(first.say("GET k\r\n"));
        QCOMPARE(first.hearUntil("\r\n"), '$' + std::to_string(value.size()) + "\r\n");
        QVERIFY(first.hearUntil("\r\n") == value + "\r\n");
        QVERIFY(second.say("QUIT\r\n"));
        QCOMPARE(second.hearAll(), std::string("+OK\r\n"));
        second.endSaying();
        QTRY_COMPARE(metric(front.metrics(), "bayplan_requests_ended_total{outcome=\"succeeded\"}"), 1.0);
    }

    void aReplicaThatIsNotThereIsPassedOver()
    {
        TcpStub there([](int connection) { write(connection, "here"); });
        AgentRun front(frontBefore({freePort(), there.port()}));
        QVERIFY(front.start());
        for (int i = 0; i < 6; ++i)
            QCOMPARE(RawClient(front.config.port).hearAll(), std::string("here"));
        QCOMPARE(there.taken.load(), 6);
        QVERIFY(fetch(front.config.controlPort, "/logs").find("\"ejected\"") != std::string::npos);
    }

    void withoutAnyReplicaTheConnectionIsClosed()
    {
        AgentRun front(frontBefore({freePort(), freePort()}));
        QVERIFY(front.start());
        RawClient client(front.config.port);
        QCOMPARE(client.hearAll(), std::string());
        QCOMPARE(client.error(), 0);
    }

    void aClientThatEndsItsDirectionHearsTheAnswer()
    {
        TcpStub counts([](int connection) { write(connection, std::to_string(readToEnd(connection).size())); });
        AgentRun front(frontBefore({counts.port()}));
        QVERIFY(front.start());
        RawClient client(front.config.port);
        QVERIFY(client.say(std::string(300'000, 'x')));
        client.endSaying();
        QCOMPARE(client.hearAll(), std::string("300000"));
    }

    void aServerThatEndsItsDirectionIsStillToldThings()
    {
        std::promise<std::string> heard;
        TcpStub says([&](int connection) {
            write(connection, "bye");
            shutdown(connection, SHUT_WR);
            heard.set_value(readToEnd(connection));
        });
        AgentRun front(frontBefore({says.port()}));
        QVERIFY(front.start());
        RawClient client(front.config.port);
        QCOMPARE(client.hearAll(), std::string("bye"));
        QVERIFY(client.say("last words"));
        client.endSaying();
        QCOMPARE(heard.get_future().get(), std::string("last words"));
    }

    void whoNeverReadsHoldsUpOnlyWhoSpeaksToHim()
    {
        std::promise<void> over;
        const auto wait = over.get_future().share();
        TcpStub deaf([wait](int) { wait.wait(); });
        AgentRun front(frontBefore({deaf.port()}));
        QVERIFY(front.start());
        const auto residentBytes = [&] {
            QFile file(QString("/proc/%1/statm").arg(front.process.processId()));
            return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').at(1).toLongLong() * getpagesize() : -1;
        };
        const auto before = residentBytes();
        RawClient client(front.config.port);
        std::size_t megabytes = 0;
        while (megabytes < 100 && client.say(std::string(1U << 20U, 'x')))
            ++megabytes;
        QVERIFY2(megabytes < 50, "is taken in full, though nobody reads it");
        QVERIFY(residentBytes() - before < (2 << 20));
        QVERIFY(fetch(front.config.controlPort, "/readyz").starts_with("HTTP/1.1 200"));
        over.set_value();
    }

    void aConnectionThatBreaksIsSeenToBreakAndGoesToNobodyElse()
    {
        TcpStub breaks([](int connection) {
            write(connection, "half of ");
            std::array<char, 1> byte{};
            recv(connection, byte.data(), 1, 0);
            const linger now{1, 0};
            setsockopt(connection, SOL_SOCKET, SO_LINGER, &now, sizeof now);
        });
        TcpStub other([](int connection) { write(connection, "other"); });
        AgentRun front(frontBefore({breaks.port(), other.port()}));
        QVERIFY(front.start());
        RawClient client(front.config.port);
        QCOMPARE(client.hearUntil("of "), std::string("half of "));
        QVERIFY(client.say("x"));
        QCOMPARE(client.hearAll(), std::string());
        QCOMPARE(client.error(), ECONNRESET);
        QCOMPARE(other.taken.load(), 0);
        QTRY_COMPARE(metric(front.metrics(), "bayplan_requests_ended_total{outcome=\"failed\"}"), 1.0);
    }

    void aStopWaitsForOpenConnections()
    {
        TcpStub echo([](int connection) { write(connection, readToEnd(connection)); });
        AgentRun front(frontBefore({echo.port()}));
        QVERIFY(front.start());
        RawClient client(front.config.port);
        QVERIFY(client.say("before, "));
        QTRY_COMPARE(echo.taken.load(), 1);
        front.terminate();
        QTRY_VERIFY(!RawClient(front.config.port).isConnected());
        QVERIFY(client.say("after"));
        client.endSaying();
        QCOMPARE(client.hearAll(), std::string("before, after"));
        QVERIFY(front.process.waitForFinished());
        QCOMPARE(front.process.exitCode(), 0);
    }

    void whatFallsSilentIsReset()
    {
        TcpStub silent([](int connection) { readToEnd(connection); });
        Ends ends(silent.port(), {1s, 200ms});
        RawClient client(ends.surface->port());
        QTRY_COMPARE(ends.inbox.sizeOf(ends.inbox.requests), std::size_t(1));
        ends.carry();
        for (int i = 0; i < 4; ++i) { // as long as something is said, it is not idle
            QVERIFY(client.say("x"));
            QTest::qWait(100);
        }
        QCOMPARE(ends.inbox.sizeOf(ends.inbox.answers), std::size_t(0));
        QCOMPARE(client.hearAll(), std::string());
        QCOMPARE(client.error(), ECONNRESET);
        QTRY_COMPARE(ends.inbox.sizeOf(ends.inbox.answers), std::size_t(1));
        QCOMPARE(ends.inbox.events, std::vector<std::string>{"connection-idle"});
    }

    void connectionsAreBounded()
    {
        TcpStub silent([](int connection) { readToEnd(connection); });
        Ends ends(silent.port(), {}, 2);
        RawClient first(ends.surface->port()), second(ends.surface->port()), third(ends.surface->port());
        QCOMPARE(third.hearAll(), std::string());
        QCOMPARE(third.error(), 0);
        QCOMPARE(ends.inbox.sizeOf(ends.inbox.requests), std::size_t(2));
        QCOMPARE(ends.inbox.events, std::vector<std::string>{"connections-limited"});
        ends.loop.on([&] { ends.inbox.requests[0].second(CallStatus::Failed, HttpReply{}); });
        RawClient fourth(ends.surface->port());
        QTRY_COMPARE(ends.inbox.sizeOf(ends.inbox.requests), std::size_t(3));
    }
};

QTEST_GUILESS_MAIN(TcpFrontTest)
#include "tcp_front_test.moc"
