// SPDX-License-Identifier: GPL-3.0-or-later
// What a memcache ambassador keeps for clients that do not read and of servers that do not end, as a process.
#include "agent_run.h"

#include <atomic>
#include <functional>
#include <mutex>
#include <thread>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

#ifdef BAYPLAN_SANITIZED
constexpr int linesOfHalfAnswers = 25;
#else
constexpr int linesOfHalfAnswers = 100;
#endif
constexpr int patienceMs = 60'000; // hundreds of megabytes pass a busy machine meanwhile

/// A server of one connection at a time that is asked in lines.
class CacheStub {
public:
    /// `reply` says what there is to say of a line; false ends the connection.
    using Say = std::function<bool(std::string_view bytes)>;
    explicit CacheStub(std::function<bool(const std::string &line, const Say &say)> reply)
        : m_reply(std::move(reply)), m_socket(listenOnLoopback()), m_thread([this] { serve(); })
    {}
    ~CacheStub()
    {
        m_ending = true;
        shutdown(m_socket.descriptor, SHUT_RDWR);
        shutdown(m_client, SHUT_RDWR);
        m_thread.join();
        close(m_socket.descriptor);
    }

    std::uint16_t port() const { return m_socket.port; }
    int connections() const { return m_connections; }
    std::vector<std::string> lines() const
    {
        const std::lock_guard lock(m_mutex);
        return m_lines;
    }

private:
    void serve()
    {
        while (!m_ending && (m_client = accept4(m_socket.descriptor, nullptr, nullptr, SOCK_CLOEXEC)) >= 0) {
            ++m_connections;
            answerLines();
            close(m_client);
        }
    }

    void answerLines()
    {
        std::string text;
        std::array<char, 65536> chunk{};
        for (ssize_t bytes = 0; (bytes = recv(m_client, chunk.data(), chunk.size(), 0)) > 0;) {
            text.append(chunk.data(), static_cast<std::size_t>(bytes));
            for (std::size_t end = 0; (end = text.find("\r\n")) != std::string::npos; text.erase(0, end + 2)) {
                if (!answer(text.substr(0, end)))
                    return;
            }
        }
    }

    bool answer(const std::string &line)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_lines.push_back(line);
        }
        return m_reply(line, [this](std::string_view bytes) {
            while (!bytes.empty()) {
                const auto sent = send(m_client, bytes.data(), bytes.size(), MSG_NOSIGNAL);
                if (sent <= 0)
                    return false;
                bytes.remove_prefix(static_cast<std::size_t>(sent));
            }
            return true;
        });
    }

    std::function<bool(const std::string &, const Say &)> m_reply;
    Loopback m_socket;
    std::atomic<int> m_client = -1, m_connections = 0;
    std::atomic<bool> m_ending = false;
    mutable std::mutex m_mutex;
    std::vector<std::string> m_lines;
    std::thread m_thread;
};

/// Has a value of a megabyte under every key.
bool megabytes(const std::string &line, const CacheStub::Say &say)
{
    static const std::string data(1'000'000, 'v');
    for (const QByteArray &key : QByteArray::fromStdString(line).split(' ').mid(1)) {
        if (!say("VALUE " + key.toStdString() + " 0 1000000\r\n" + data + "\r\n"))
            return false;
    }
    return say("END\r\n");
}

AgentConfig ambassadorOf(std::initializer_list<const CacheStub *> servers)
{
    AgentConfig config = agentConfig("ambassador", "web/ambassador");
    config.machine.behaviour = MemcacheAmbassadorConfig{};
    for (const CacheStub *server : servers) {
        addPeer(config, "cache-" + std::to_string(config.peers.size()), server->port(), PeerProtocol::Memcache);
        config.machine.peers.edit().back().timeout = 20s;
    }
    return config;
}

double answered(const AgentRun &run)
{
    const std::string text = run.metrics();
    return metric(text, "bayplan_requests_ended_total{outcome=\"succeeded\"}") +
           metric(text, "bayplan_requests_ended_total{outcome=\"failed\"}");
}

std::string manyTimes(int count, const std::string &text)
{
    return QByteArray::fromStdString(text).repeated(count).toStdString();
}

} // namespace

class MemcacheBoundsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aKeyThatStandsInALineOftenIsAskedForOnce()
    {
        CacheStub server(megabytes);
        AgentRun run(ambassadorOf({&server}));
        QVERIFY(run.start());
        RawClient client(run.config.port, 4096);
        QVERIFY(client.say("get" + manyTimes(150, " k") + "\r\n"));
        QTRY_COMPARE_WITH_TIMEOUT(answered(run), 1.0, patienceMs);
        QVERIFY2(mostMemoryMib(run) < memoryLimitMib, qPrintable(QString::number(mostMemoryMib(run))));
        QCOMPARE(server.lines(), std::vector<std::string>{"get k"});
        QVERIFY(client.hearUntil("\r\n").starts_with("SERVER_ERROR"));
        QVERIFY(client.say("get k k k\r\n"));
        QCOMPARE(client.hearUntil("END\r\n").size(), 3 * (std::strlen("VALUE k 0 1000000\r\n\r\n") + 1'000'000) + 5);
    }

    void aReplyThatIsTooLargeIsAnErrorAndItsServerIsKept()
    {
        CacheStub server(megabytes);
        AgentRun run(ambassadorOf({&server}));
        QVERIFY(run.start());
        RawClient client(run.config.port);
        std::string line = "get";
        for (int key = 0; key < 50; ++key)
            line += " k" + std::to_string(key);
        QVERIFY(client.say(line + "\r\n"));
        QVERIFY(client.hearUntil("\r\n").starts_with("SERVER_ERROR"));
        QVERIFY2(mostMemoryMib(run) < memoryLimitMib, qPrintable(QString::number(mostMemoryMib(run))));
        QVERIFY(client.say("get k1\r\n"));
        QVERIFY(client.hearUntil("END\r\n").starts_with("VALUE k1 "));
        QCOMPARE(server.connections(), 1);
    }

    void aServerThatDoesNotEndIsGivenUp()
    {
        CacheStub server([](const std::string &, const CacheStub::Say &say) {
            while (say("VALUE k 0 1000\r\n" + std::string(1000, 'v') + "\r\n")) {
            }
            return false;
        });
        AgentRun run(ambassadorOf({&server}));
        QVERIFY(run.start());
        RawClient client(run.config.port);
        QVERIFY(client.say("get k\r\n"));
        QVERIFY(client.hearUntil("\r\n").starts_with("SERVER_ERROR"));
        QVERIFY2(mostMemoryMib(run) < memoryLimitMib, qPrintable(QString::number(mostMemoryMib(run))));
        QVERIFY(client.say("get k\r\n"));
        QTRY_COMPARE_WITH_TIMEOUT(server.connections(), 2, patienceMs);
    }

    // The server is slow at first, so that all are asked for before the first answer.
    void hundredsOfAnswersThatNobodyReadsAreNotKept()
    {
        CacheStub server([this](const std::string &line, const CacheStub::Say &say) {
            if (!std::exchange(m_hasWaited, true))
                std::this_thread::sleep_for(300ms);
            return megabytes(line, say);
        });
        AgentRun run(ambassadorOf({&server}));
        QVERIFY(run.start());
        RawClient client(run.config.port, 4096);
        QVERIFY(client.say(manyTimes(300, "get k\r\n")));
        QTRY_VERIFY_WITH_TIMEOUT(answered(run) >= 200, patienceMs);
        QVERIFY2(mostMemoryMib(run) < memoryLimitMib, qPrintable(QString::number(mostMemoryMib(run))));
        client.endSaying();
        const std::string all = client.hearAll();
        const auto values = QByteArray::fromStdString(all).count("VALUE k 0 1000000\r\n");
        const auto errors = QByteArray::fromStdString(all).count("SERVER_ERROR ");
        QVERIFY(values >= 4);
        QCOMPARE(values + errors, 300);
    }

    void halfAnswersThatWaitForASlowServerAreNotKeptWithoutEnd()
    {
        CacheStub quick(megabytes);
        CacheStub slow([](const std::string &, const CacheStub::Say &) { return true; });
        AgentRun run(ambassadorOf({&quick, &slow}));
        QVERIFY(run.start());
        RawClient client(run.config.port);
        std::string line = "get";
        for (int key = 0; key < 8; ++key)
            line += " k" + std::to_string(key);
        QVERIFY(client.say(manyTimes(linesOfHalfAnswers, line + "\r\n")));
        QTRY_COMPARE_WITH_TIMEOUT(quick.lines().size(), std::size_t(linesOfHalfAnswers), patienceMs);
        const std::string succeeded = "bayplan_calls_ended_total{peer=\"cache-0\",outcome=\"succeeded\"}";
        QTRY_COMPARE_WITH_TIMEOUT(metric(run.metrics(), succeeded), double(linesOfHalfAnswers), patienceMs);
        QVERIFY2(mostMemoryMib(run) < memoryLimitMib, qPrintable(QString::number(mostMemoryMib(run))));
    }

    void whoReadsLeastIsGivenUpWhenAllTogetherReadTooLittle()
    {
        CacheStub server(megabytes);
        AgentRun run(ambassadorOf({&server}));
        QVERIFY(run.start());
        std::vector<std::unique_ptr<RawClient>> idle;
        for (int i = 0; i < 20; ++i) {
            idle.push_back(std::make_unique<RawClient>(run.config.port, 4096));
            QVERIFY(idle.back()->say("get a b c d e f g h\r\n"));
        }
        QTRY_COMPARE_WITH_TIMEOUT(answered(run), 20.0, patienceMs);
        QVERIFY2(mostMemoryMib(run) < memoryLimitMib * 1.5, qPrintable(QString::number(mostMemoryMib(run))));
        RawClient reader(run.config.port);
        QVERIFY(reader.say("get k\r\n"));
        QVERIFY(reader.hearUntil("END\r\n").starts_with("VALUE k "));
        QVERIFY(fetch(run.config.controlPort, "/logs").find("\"unread-replies\"") != std::string::npos);
    }

private:
    bool m_hasWaited = false;
};

QTEST_GUILESS_MAIN(MemcacheBoundsTest)
#include "memcache_bounds_test.moc"
