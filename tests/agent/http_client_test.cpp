// SPDX-License-Identifier: GPL-3.0-or-later
// HTTP as an agent asks by it: outcomes, connections, time that is left, names of hosts; and through a proxy.
#include "http_ends.h"

#include <QTest>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

/// Of a call to a server that says this and closes; nothing when there was no answer.
std::optional<CallStatus> statusAfter(const std::string &reply)
{
    OddServer server({reply});
    Endpoint endpoint;
    endpoint.callTo(server.port());
    endpoint.call(1, 2s);
    const auto answer = endpoint.inbox.nextAnswer();
    return answer ? std::optional(answer->status) : std::nullopt;
}

} // namespace

class HttpClientTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // ---- the peer ----

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
        endpoint.callTo(freePort());
        endpoint.call(1, 2s);
        const auto answer = endpoint.inbox.nextAnswer();
        QVERIFY(answer);
        QCOMPARE(answer->status, CallStatus::Refused);
    }

    void tenThousandRefusalsAtOnceAreAnsweredEach()
    {
        Endpoint endpoint;
        endpoint.callTo(freePort());
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
        QVERIFY(statusAfter("") == CallStatus::Reset);
    }

    void aReplyThatIsCutIsAReset()
    {
        QVERIFY(statusAfter("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this") == CallStatus::Reset);
    }

    void aReplyThatIsNoHttpFails()
    {
        QVERIFY(statusAfter("-ERR unknown command\r\n") == CallStatus::Failed);
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

    // ---- a proxy ----

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

    // ---- names ----

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

QTEST_GUILESS_MAIN(HttpClientTest)
#include "http_client_test.moc"
