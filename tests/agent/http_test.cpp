// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/agent/http_peer.h"
#include "engine/agent/http_surface.h"
#include "engine/agent/http_text.h"
#include "engine/agent/resolver.h"

#include "raw_client.h"

#include <QTest>

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <vector>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

/// Takes what comes, for a test thread to look at.
class WaitingInbox final : public Inbox {
public:
    void received(PeerId, Message message) override
    {
        const std::lock_guard lock(m_mutex);
        m_answers.push_back(std::get<Answer>(std::move(message)));
        m_changed.notify_all();
    }
    RequestId requested(RequestBody body, Duration remaining, Reply reply) override
    {
        const std::lock_guard lock(m_mutex);
        lastRemaining = remaining;
        requests.emplace(++m_last, std::pair(std::move(*body.edit<HttpRequest>()), std::move(reply)));
        m_changed.notify_all();
        return m_last;
    }
    void cancelled(RequestId request) override
    {
        const std::lock_guard lock(m_mutex);
        gone.push_back(request);
        m_changed.notify_all();
    }
    void event(std::string_view, std::string) override {}

    template <class Condition>
    bool waitFor(Condition condition, std::chrono::milliseconds time = 5000ms)
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, time, condition);
    }

    std::optional<Answer> nextAnswer(std::chrono::milliseconds time = 5000ms)
    {
        std::unique_lock lock(m_mutex);
        if (!m_changed.wait_for(lock, time, [this] { return !m_answers.empty(); }))
            return std::nullopt;
        Answer answer = std::move(m_answers.front());
        m_answers.pop_front();
        return answer;
    }

    std::map<RequestId, std::pair<HttpRequest, Reply>> requests;
    std::vector<RequestId> gone;
    Duration lastRemaining{0};

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Answer> m_answers;
    RequestId m_last = 0;
};

/// A server whose replies the test writes.
struct Server {
    explicit Server(HttpHandler handler, HttpLimits limits = {})
    {
        loop.on([&] {
            server = std::make_unique<HttpServer>(loop.io, 0, std::move(handler), limits);
            return server->start().has_value();
        });
    }
    ~Server()
    {
        loop.on([this] { server.reset(); });
    }
    std::uint16_t port() const { return server->port(); }

    LoopThread loop;
    std::unique_ptr<HttpServer> server;
};

void echoTarget(const HttpArrival &arrival, const std::shared_ptr<HttpExchange> &exchange)
{
    exchange->reply({200, "text/plain", arrival.request.target + '|' + arrival.request.body, 0});
}

/// A surface or a peer, with what they need.
struct Endpoint {
    Endpoint()
    {
        loop.on([this] { resolver = std::make_unique<Resolver>(loop.io); });
    }
    ~Endpoint()
    {
        loop.on([this] {
            peer.reset();
            surface.reset();
            resolver.reset();
        });
    }

    EndpointContext context() { return {loop.io, *resolver, inbox, agent}; }

    void serve(const HttpMapping &mapping = plainHttpMapping())
    {
        loop.on([&] {
            surface = std::make_unique<HttpSurface>(context(), 0, mapping);
            return surface->start().has_value();
        });
    }

    void callTo(std::uint16_t port, const std::string &host = "localhost",
                const HttpMapping &mapping = plainHttpMapping(), HttpPeerLimits limits = {})
    {
        agent.peers = {{host, port}};
        loop.on([&] { peer = std::make_unique<HttpPeer>(context(), 0, mapping, limits); });
    }

    void call(std::uint64_t id, Duration timeout, HttpRequest request = {})
    {
        loop.on([&] { peer->send(Call{id, timeout, std::move(request)}); });
    }

    LoopThread loop;
    AgentConfig agent;
    WaitingInbox inbox;
    std::unique_ptr<Resolver> resolver;
    std::unique_ptr<HttpSurface> surface;
    std::unique_ptr<HttpPeer> peer;
};

/// One that accepts, hears a request, and does what it is told with the connection.
class OddServer {
public:
    explicit OddServer(std::vector<std::string> replies) : m_replies(std::move(replies))
    {
        m_acceptor.open(boost::asio::ip::tcp::v4());
        m_acceptor.bind({boost::asio::ip::address_v4::loopback(), 0});
        m_acceptor.listen();
        m_thread = std::thread([this] { run(); });
    }
    ~OddServer() { m_thread.join(); }
    std::uint16_t port() { return m_acceptor.local_endpoint().port(); }

    /// What stood in the last request.
    std::string heard()
    {
        const std::lock_guard lock(m_mutex);
        return m_heard;
    }

private:
    void run()
    {
        for (const std::string &reply : m_replies) {
            boost::asio::ip::tcp::socket socket(m_io);
            m_acceptor.accept(socket);
            std::array<char, 4096> chunk{};
            boost::system::error_code ignored;
            const std::size_t bytes = socket.read_some(boost::asio::buffer(chunk), ignored);
            {
                const std::lock_guard lock(m_mutex);
                m_heard.assign(chunk.data(), bytes);
            }
            socket.write_some(boost::asio::buffer(reply), ignored);
        }
    }

    boost::asio::io_context m_io;
    boost::asio::ip::tcp::acceptor m_acceptor{m_io};
    std::vector<std::string> m_replies;
    std::mutex m_mutex;
    std::string m_heard;
    std::thread m_thread;
};

std::uint16_t unusedPort()
{
    boost::asio::io_context io;
    boost::asio::ip::tcp::acceptor acceptor(io, {boost::asio::ip::address_v4::loopback(), 0});
    return acceptor.local_endpoint().port();
}

} // namespace

class HttpTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // ---- the server
    // --------------------------------------------------------------------------------------------------

    void pipelinedRequestsAreAnsweredInOrder()
    {
        Server server(echoTarget);
        RawClient client(server.port());
        std::string all;
        for (int i = 0; i < 50; ++i)
            all += get('/' + std::to_string(i), i == 49);
        QVERIFY(client.say(all));
        const std::string heard = client.hearAll();
        std::size_t at = 0;
        for (int i = 0; i < 50; ++i) {
            at = heard.find("\r\n\r\n/" + std::to_string(i) + '|', at);
            QVERIFY2(at != std::string::npos, qPrintable(QString::number(i)));
        }
    }

    void aRequestCutAnywhereIsTheSame()
    {
        Server server(echoTarget);
        const std::string request = "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello";
        for (std::size_t cut = 1; cut < request.size(); cut += 7) {
            RawClient client(server.port());
            QVERIFY(client.say(request.substr(0, cut)));
            QTest::qWait(1);
            QVERIFY(client.say(request.substr(cut)));
            QVERIFY(client.hearReply().ends_with("/x|hello"));
        }
    }

    void chunkedBodiesAreRead()
    {
        Server server(echoTarget);
        RawClient client(server.port());
        QVERIFY(client.say(
            "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"));
        QVERIFY(client.hearReply().ends_with("/x|abcde"));
    }

    void whatIsTooLargeOrNoHttpIsRefused_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("status");
        QTest::newRow("garbage") << QByteArray("\x16\x03\x01\x02 hello\r\n\r\n") << QByteArray("HTTP/1.1 400 ");
        QTest::newRow("two lengths")
            << QByteArray("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!")
            << QByteArray("HTTP/1.1 400 ");
        QTest::newRow("header") << QByteArray("GET / HTTP/1.1\r\nX: ") + QByteArray(40'000, 'x')
                                << QByteArray("HTTP/1.1 431 ");
        QTest::newRow("body") << QByteArray("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n")
                              << QByteArray("HTTP/1.1 413 ");
        QTest::newRow("chunked body")
            << QByteArray("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\n")
            << QByteArray("HTTP/1.1 413 ");
    }

    void whatIsTooLargeOrNoHttpIsRefused()
    {
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, status);
        Server server(echoTarget);
        RawClient client(server.port());
        client.say(request.toStdString());
        const std::string heard = client.hearUntil("\r\n\r\n");
        QVERIFY2(heard.starts_with(status.toStdString()), heard.c_str());
        RawClient next(server.port());
        QVERIFY(next.say(get("/fine")));
        QVERIFY(next.hearReply().ends_with("/fine|"));
    }

    void slowClientsAreDropped()
    {
        HttpLimits limits;
        limits.receive = 300ms;
        limits.idle = 300ms;
        Server server(echoTarget, limits);
        RawClient silent(server.port());
        RawClient halfway(server.port());
        halfway.say("GET / HTTP/1.1\r\nHo");
        QCOMPARE(silent.hearAll(), std::string());
        QCOMPARE(halfway.hearAll(), std::string());
        QTRY_COMPARE(server.loop.on([&] { return server.server->connections(); }), std::size_t(0));
    }

    void aClientThatDoesNotReadIsDropped()
    {
        HttpLimits limits;
        limits.send = 300ms;
        Server server(
            [](const HttpArrival &, const std::shared_ptr<HttpExchange> &exchange) {
                exchange->reply({200, "text/plain", "", 8U << 20U});
            },
            limits);
        RawClient client(server.port(), 4096);
        QVERIFY(client.say(get("/")));
        QTRY_COMPARE(server.loop.on([&] { return server.server->connections(); }), std::size_t(0));
    }

    void atTheLimitTheLongestIdleMakesRoom()
    {
        HttpLimits limits;
        limits.connections = 3;
        Server server(echoTarget, limits);
        RawClient first(server.port());
        QVERIFY(first.say(get("/1")));
        QVERIFY(!first.hearReply().empty());
        RawClient second(server.port());
        RawClient third(server.port());
        QVERIFY(second.say(get("/2")) && third.say(get("/3")));
        QVERIFY(!second.hearReply().empty() && !third.hearReply().empty());
        RawClient fourth(server.port());
        QVERIFY(fourth.say(get("/4")));
        QVERIFY(fourth.hearReply().ends_with("/4|"));
        QCOMPARE(first.hearAll(), std::string()); // closed
        QVERIFY(second.say(get("/again")));
        QVERIFY(second.hearReply().ends_with("/again|"));
    }

    void atTheLimitWithoutIdleOnesTheAnswerIs503()
    {
        std::vector<std::shared_ptr<HttpExchange>> kept;
        HttpLimits limits;
        limits.connections = 2;
        Server server(
            [&](const HttpArrival &, const std::shared_ptr<HttpExchange> &exchange) { kept.push_back(exchange); },
            limits);
        RawClient first(server.port());
        RawClient second(server.port());
        QVERIFY(first.say(get("/")) && second.say(get("/")));
        QTRY_COMPARE(server.loop.on([&] { return kept.size(); }), std::size_t(2));
        RawClient third(server.port());
        QVERIFY(third.hearAll().starts_with("HTTP/1.1 503 "));
        server.loop.on([&] { kept.clear(); });
    }

    void drainingFinishesWhatIsInFlightAndRefusesTheNew()
    {
        std::vector<std::shared_ptr<HttpExchange>> kept;
        Server server(
            [&](const HttpArrival &, const std::shared_ptr<HttpExchange> &exchange) { kept.push_back(exchange); });
        RawClient client(server.port());
        QVERIFY(client.say(get("/")));
        QTRY_COMPARE(server.loop.on([&] { return kept.size(); }), std::size_t(1));
        server.loop.on([&] { server.server->drain(); });
        QVERIFY(!RawClient(server.port()).isConnected());
        server.loop.on([&] { kept[0]->reply({200, "text/plain", "late but here", 0}); });
        const std::string heard = client.hearAll();
        QVERIFY(heard.ends_with("late but here"));
        QVERIFY(heard.find("Connection: close") != std::string::npos);
        QTRY_VERIFY(server.loop.on([&] { return server.server->idle(); }));
        server.loop.on([&] { kept.clear(); });
    }

    void headHasNoBody()
    {
        Server server(echoTarget);
        RawClient client(server.port());
        QVERIFY(client.say("HEAD /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"));
        const std::string heard = client.hearAll();
        QVERIFY(heard.find("Content-Length: 3\r\n") != std::string::npos);
        QVERIFY(heard.ends_with("\r\n\r\n"));
    }

    // ---- the surface
    // -------------------------------------------------------------------------------------------------

    void aRequestBecomesAnInputAndTheReplyAnAnswer()
    {
        Endpoint endpoint;
        endpoint.serve();
        RawClient client(endpoint.surface->port());
        QVERIFY(client.say(
            "POST /work?x=1 HTTP/1.1\r\nHost: a\r\nBayplan-Remaining: 250ms\r\nContent-Length: 4\r\n\r\nbody"));
        QVERIFY(endpoint.inbox.waitFor([&] { return !endpoint.inbox.requests.empty(); }));
        const auto &[request, reply] = endpoint.inbox.requests[1];
        QCOMPARE(request.method, std::string("POST"));
        QCOMPARE(request.target, std::string("/work?x=1"));
        QCOMPARE(request.body, std::string("body"));
        QCOMPARE(endpoint.inbox.lastRemaining, Duration(250ms));
        endpoint.loop.on([&] {
            endpoint.inbox.requests[1].second(CallStatus::Overloaded, HttpReply{200, {}, {}, 10});
        });
        const std::string heard = client.hearReply();
        QVERIFY(heard.starts_with("HTTP/1.1 503 "));
        QVERIFY(heard.find("Retry-After: ") != std::string::npos);
        QVERIFY(heard.ends_with("\r\n\r\n          ")); // padded to the size that a synthetic reply has
    }

    void aClientThatGoesCancelsItsRequest()
    {
        Endpoint endpoint;
        endpoint.serve();
        RawClient client(endpoint.surface->port());
        QVERIFY(client.say(get("/slow")));
        QVERIFY(endpoint.inbox.waitFor([&] { return !endpoint.inbox.requests.empty(); }));
        client.closeNow();
        QVERIFY(endpoint.inbox.waitFor([&] { return endpoint.inbox.gone == std::vector<RequestId>{1}; }));
    }

    // ---- the peer
    // ----------------------------------------------------------------------------------------------------

    void outcomesHaveTheirNames_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("outcome");
        QTest::newRow("200") << 200 << int(CallStatus::Ok);
        QTest::newRow("404") << 404 << int(CallStatus::Ok);
        QTest::newRow("429") << 429 << int(CallStatus::Overloaded);
        QTest::newRow("500") << 500 << int(CallStatus::Failed);
        QTest::newRow("503") << 503 << int(CallStatus::Overloaded);
        QTest::newRow("504") << 504 << int(CallStatus::Failed);
    }

    void outcomesHaveTheirNames()
    {
        QFETCH(int, status);
        QFETCH(int, outcome);
        Server server([&](const HttpArrival &, const std::shared_ptr<HttpExchange> &exchange) {
            exchange->reply({status, "text/plain", "x", 0});
        });
        Endpoint endpoint;
        endpoint.callTo(server.port());
        endpoint.call(77, 2s);
        const auto answer = endpoint.inbox.nextAnswer();
        QVERIFY(answer);
        QCOMPARE(answer->id, std::uint64_t(77));
        QCOMPARE(int(answer->status), outcome);
        QCOMPARE(answer->body.as<HttpReply>()->status, status);
    }

    void connectionsAreKeptAndTheirNumberIsBounded()
    {
        std::size_t most = 0;
        Server server([&](const HttpArrival &arrival, const std::shared_ptr<HttpExchange> &exchange) {
            most = std::max(most, server.server->connections());
            echoTarget(arrival, exchange);
        });
        Endpoint endpoint;
        HttpPeerLimits limits;
        limits.connections = 4;
        endpoint.callTo(server.port(), "localhost", plainHttpMapping(), limits);
        endpoint.loop.on([&] {
            for (std::uint64_t id = 1; id <= 500; ++id)
                endpoint.peer->send(Call{id, 5s, HttpRequest{"GET", '/' + std::to_string(id), "", 0}});
        });
        for (int i = 0; i < 500; ++i) {
            const auto answer = endpoint.inbox.nextAnswer();
            QVERIFY(answer);
            QCOMPARE(answer->body.as<HttpReply>()->body, '/' + std::to_string(answer->id) + '|');
        }
        QVERIFY(most >= 1 && most <= 4);
    }

    void moreThanCanWaitAreOverloaded()
    {
        std::vector<std::shared_ptr<HttpExchange>> kept;
        Server server(
            [&](const HttpArrival &, const std::shared_ptr<HttpExchange> &exchange) { kept.push_back(exchange); });
        Endpoint endpoint;
        HttpPeerLimits limits;
        limits.connections = 1;
        limits.waiting = 2;
        endpoint.callTo(server.port(), "localhost", plainHttpMapping(), limits);
        for (std::uint64_t id = 1; id <= 4; ++id)
            endpoint.call(id, 5s);
        const auto answer = endpoint.inbox.nextAnswer();
        QVERIFY(answer);
        QCOMPARE(answer->id, std::uint64_t(4));
        QCOMPARE(answer->status, CallStatus::Overloaded);
        server.loop.on([&] { kept.clear(); });
    }

    void nobodyListeningIsRefused()
    {
        Endpoint endpoint;
        endpoint.callTo(unusedPort());
        endpoint.call(1, 2s);
        const auto answer = endpoint.inbox.nextAnswer();
        QVERIFY(answer);
        QCOMPARE(answer->status, CallStatus::Refused);
    }

    void tenThousandRefusalsAtOnceAreAnsweredEach()
    {
        Endpoint endpoint;
        endpoint.callTo(unusedPort());
        endpoint.loop.on([&] {
            for (std::uint64_t id = 1; id <= 10'000; ++id)
                endpoint.peer->send(Call{id, 30s, HttpRequest{}});
        });
        for (int i = 0; i < 10'000; ++i) {
            const auto answer = endpoint.inbox.nextAnswer();
            QVERIFY2(answer, qPrintable(QString::number(i)));
            QVERIFY(answer->status == CallStatus::Refused);
        }
    }

    void aNameThatDoesNotResolveHoldsUpNobody()
    {
        Server server(echoTarget);
        Endpoint dead;
        dead.callTo(80, "no-such-name.invalid");
        Endpoint endpoint;
        endpoint.callTo(server.port());
        dead.call(1, 0s);
        endpoint.call(2, 2s);
        QVERIFY(endpoint.inbox.nextAnswer());
        const auto answer = dead.inbox.nextAnswer(15'000ms);
        QVERIFY(answer);
        QCOMPARE(answer->status, CallStatus::Refused);
    }

    void aTimeOutIsLeftToTheMachineAndEndsTheConnection()
    {
        std::vector<std::shared_ptr<HttpExchange>> kept;
        bool gone = false;
        Server server([&](const HttpArrival &, const std::shared_ptr<HttpExchange> &exchange) {
            exchange->onGone = [&gone] { gone = true; };
            kept.push_back(exchange);
        });
        Endpoint endpoint;
        endpoint.callTo(server.port());
        endpoint.call(1, 100ms);
        QTRY_VERIFY(server.loop.on([&] { return gone; }));
        QVERIFY(!endpoint.inbox.nextAnswer(50ms));
        server.loop.on([&] { kept.clear(); });
    }

    void anEndWithoutAReplyIsAReset()
    {
        OddServer server({""});
        Endpoint endpoint;
        endpoint.callTo(server.port());
        endpoint.call(1, 2s);
        const auto answer = endpoint.inbox.nextAnswer();
        QVERIFY(answer);
        QCOMPARE(answer->status, CallStatus::Reset);
    }

    void aReplyThatIsCutIsAReset()
    {
        OddServer server({"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this"});
        Endpoint endpoint;
        endpoint.callTo(server.port());
        endpoint.call(1, 2s);
        const auto answer = endpoint.inbox.nextAnswer();
        QVERIFY(answer);
        QCOMPARE(answer->status, CallStatus::Reset);
    }

    void aReplyThatIsNoHttpFails()
    {
        OddServer server({"-ERR unknown command\r\n"});
        Endpoint endpoint;
        endpoint.callTo(server.port());
        endpoint.call(1, 2s);
        const auto answer = endpoint.inbox.nextAnswer();
        QVERIFY(answer);
        QCOMPARE(answer->status, CallStatus::Failed);
    }

    void aPortOfAnotherProtocolCountsAsAnswering()
    {
        OddServer server({"-ERR unknown command\r\n", ""});
        Endpoint endpoint;
        endpoint.callTo(server.port(), "localhost", tcpHttpMapping());
        for (std::uint64_t id = 1; id <= 2; ++id) {
            endpoint.call(id, 2s);
            const auto answer = endpoint.inbox.nextAnswer();
            QVERIFY(answer);
            QCOMPARE(answer->status, CallStatus::Ok);
        }
    }

    void aReplyUntilTheEndOfTheConnectionIsWhole()
    {
        OddServer server({"HTTP/1.0 200 OK\r\n\r\nall of it"});
        Endpoint endpoint;
        endpoint.callTo(server.port());
        endpoint.call(1, 2s);
        const auto answer = endpoint.inbox.nextAnswer();
        QVERIFY(answer);
        QCOMPARE(answer->body.as<HttpReply>()->body, std::string("all of it"));
    }

    void aKeptConnectionThatWasClosedIsReplacedInSilence()
    {
        HttpLimits limits;
        limits.idle = 200ms;
        Server server(echoTarget, limits);
        Endpoint endpoint;
        endpoint.callTo(server.port());
        for (std::uint64_t id = 1; id <= 3; ++id) {
            endpoint.call(id, 2s);
            const auto answer = endpoint.inbox.nextAnswer();
            QVERIFY(answer);
            QCOMPARE(answer->status, CallStatus::Ok);
            QTest::qWait(id == 1 ? 600 : 199); // once well after the server closed it, once about when it does
        }
    }

    void theRestOfTheTimeTravelsWithTheRequest()
    {
        Duration told{0};
        Server server([&](const HttpArrival &arrival, const std::shared_ptr<HttpExchange> &exchange) {
            told = arrival.remaining;
            echoTarget(arrival, exchange);
        });
        Endpoint endpoint;
        endpoint.callTo(server.port());
        endpoint.call(1, 1500ms);
        QVERIFY(endpoint.inbox.nextAnswer());
        QVERIFY(told > 500ms && told <= 1500ms);
    }

    // ---- a proxy

    void aProxyPassesOnWhatStandsInHeaders()
    {
        OddServer origin(
            {"HTTP/1.1 302 Found\r\nContent-Type: text/html\r\nLocation: /results\r\nSet-Cookie: voter=7\r\n"
             "Connection: close\r\nContent-Length: 3\r\n\r\nbye"});
        Endpoint front;
        front.serve(proxyHttpMapping());
        front.callTo(origin.port(), "localhost", proxyHttpMapping());
        RawClient client(front.surface->port());
        QVERIFY(client.say(
            "POST /vote HTTP/1.1\r\nHost: vote.example\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            "Cookie: voter=6\r\nKeep-Alive: 5\r\nContent-Length: 6\r\n\r\nvote=a"));
        QVERIFY(front.inbox.waitFor([&] { return !front.inbox.requests.empty(); }));
        front.call(1, 2s, front.inbox.requests[1].first);
        const auto answer = front.inbox.nextAnswer();
        QVERIFY(answer);
        front.loop.on([&] { front.inbox.requests[1].second(answer->status, answer->body); });
        const std::string heard = client.hearReply();
        QVERIFY2(heard.starts_with("HTTP/1.1 302 Found\r\nContent-Type: text/html\r\n"), heard.c_str());
        QVERIFY(heard.find("\r\nLocation: /results\r\n") != std::string::npos);
        QVERIFY(heard.find("\r\nSet-Cookie: voter=7\r\n") != std::string::npos);
        QVERIFY(heard.find("Connection: close") == std::string::npos); // between the other two only
        QVERIFY(heard.ends_with("\r\n\r\nbye"));
        const std::string asked = origin.heard();
        QVERIFY2(asked.starts_with("POST /vote HTTP/1.1\r\nHost: vote.example\r\n"), asked.c_str());
        QVERIFY(asked.find("\r\nContent-Type: application/x-www-form-urlencoded\r\n") != std::string::npos);
        QVERIFY(asked.find("\r\nCookie: voter=6\r\n") != std::string::npos);
        QVERIFY(asked.find("Keep-Alive") == std::string::npos);
        QVERIFY(asked.find("Content-Length: 6\r\n") != std::string::npos && asked.ends_with("\r\n\r\nvote=a"));
    }

    void theSizeOfAGetStandsInAHeaderAndTravelsThroughProxies()
    {
        const std::string text = httpRequestText({"GET", "/", "", 300}, "web:80", 0s);
        QVERIFY(text.find("Content-Length") == std::string::npos);
        Endpoint endpoint;
        endpoint.serve();
        RawClient client(endpoint.surface->port());
        QVERIFY(client.say(text));
        QVERIFY(endpoint.inbox.waitFor([&] { return !endpoint.inbox.requests.empty(); }));
        QCOMPARE(endpoint.inbox.requests[1].first.bodyBytes, 300U);
        QVERIFY(endpoint.inbox.requests[1].first.body.empty());
    }

    // ---- names
    // -------------------------------------------------------------------------------------------------------

    void hostsFilesAreReadAsTheyAre()
    {
        const char *hosts =
            "# comment\n127.0.0.1 localhost\n::1\tlocalhost ip6\n10.0.0.2 web web.local # web2\nnonsense web\n";
        QCOMPARE(addressesInHosts(hosts, "web").size(), std::size_t(1));
        QCOMPARE(addressesInHosts(hosts, "web.local")[0].to_string(), std::string("10.0.0.2"));
        QCOMPARE(addressesInHosts(hosts, "localhost")[0].to_string(), std::string("127.0.0.1"));
        QVERIFY(addressesInHosts(hosts, "web2").empty());
    }

    void anAnswerOfTheEnginesDnsIsReadWhateverItsBytes()
    {
        const std::string question = dnsQuestion(0x1234, "cache-1.net");
        QVERIFY(question.find(std::string("\7cache-1\3net\0", 13)) != std::string::npos);
        std::string answer = question;
        answer[2] = '\x81';
        answer[3] = '\x80';
        answer[7] = 2;
        answer += std::string("\xc0\x0c\0\1\0\1\0\0\2\x58\0\4\x0a\1\2\3", 16) +
                  std::string("\xc0\x0c\0\1\0\1\0\0\2\x58\0\4\x0a\1\2\4", 16);
        const auto addresses = dnsAddresses(0x1234, answer);
        QVERIFY(addresses.has_value());
        QCOMPARE(addresses->size(), std::size_t(2));
        QCOMPARE((*addresses)[1].to_string(), std::string("10.1.2.4"));
        QVERIFY(!dnsAddresses(0x9999, answer).has_value());
        for (std::size_t cut = 0; cut < answer.size(); ++cut)
            QVERIFY(!dnsAddresses(0x1234, std::string_view(answer).substr(0, cut)).has_value());
        for (std::size_t i = 0; i < answer.size(); ++i) {
            std::string broken = answer;
            broken[i] = '\xff';
            static_cast<void>(dnsAddresses(0x1234, broken));
        }
        std::string unknown = answer;
        unknown[3] = '\x83';
        QCOMPARE(dnsAddresses(0x1234, unknown).error().code, ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(HttpTest)
#include "http_test.moc"
