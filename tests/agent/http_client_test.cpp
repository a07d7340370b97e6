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

    void anEndWithoutAReplyIsAReset() { QVERIFY(statusAfter("") == CallStatus::Reset); }

    void aReplyThatIsCutIsAReset()
    {
        QVERIFY(statusAfter("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this") == CallStatus::Reset);
    }

    void aReplyThatIsNoHttpFails() { QVERIFY(statusAfter("-ERR unknown command\r\n") == CallStatus::Failed); }

    void aReplyThatCannotBePassedOnSaysWhy_data()
    {
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<QByteArray>("why");
        QTest::newRow("large") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 9000000\r\n\r\n")
                               << QByteArray("larger than 8MiB");
        QTest::newRow("no http") << QByteArray("-ERR unknown command\r\n") << QByteArray("is not HTTP");
    }

    void aReplyThatCannotBePassedOnSaysWhy()
    {
        QFETCH(QByteArray, reply);
        QFETCH(QByteArray, why);
        OddServer server({reply.toStdString()});
        Endpoint endpoint;
        endpoint.callTo(server.port());
        endpoint.call(1, 2s);
        const auto answer = endpoint.inbox.nextAnswer();
        QVERIFY(answer);
        QCOMPARE(answer->status, CallStatus::Failed);
        QCOMPARE(answer->body.as<HttpReply>()->status, 502);
        const QByteArray said = QByteArray::fromStdString(answer->body.as<HttpReply>()->body);
        QVERIFY2(said.contains(why) && said.contains("localhost:"), said.constData());
    }

    void aStreamWithoutEndIsAnsweredBeforeTheTimeIsOver()
    {
        std::vector<std::shared_ptr<HttpExchange>> kept;
        Server server([&](const HttpArrival &, const std::shared_ptr<HttpExchange> &exchange) {
            exchange->openStream("text/event-stream");
            exchange->write("data: 1\n\n");
            kept.push_back(exchange);
        });
        Endpoint endpoint;
        endpoint.callTo(server.port());
        endpoint.call(1, 1s);
        const auto answer = endpoint.inbox.nextAnswer();
        QVERIFY(answer);
        QCOMPARE(answer->status, CallStatus::Failed);
        QCOMPARE(answer->body.as<HttpReply>()->status, 502);
        QVERIFY(answer->body.as<HttpReply>()->body.find("text/event-stream") != std::string::npos);
        server.loop.on([&] { kept.clear(); });
    }

    void manyLargeRepliesAreReadOneAfterAnother()
    {
        HttpLimits limits;
        limits.outputBytesOverall = 1U << 30U;
        Server server(
            [](const HttpArrival &, const std::shared_ptr<HttpExchange> &exchange) {
                exchange->reply({200, "text/plain", "", 2U << 20U});
            },
            limits);
        Endpoint endpoint;
        endpoint.replies = ReplyBudget(3U << 20U);
        endpoint.callTo(server.port());
        endpoint.loop.on([&] {
            for (std::uint64_t id = 1; id <= 12; ++id)
                endpoint.peer->send(Call{id, 30s, HttpRequest{}});
        });
        std::size_t most = 0;
        for (int i = 0; i < 12; ++i) {
            auto answer = endpoint.inbox.nextAnswer(1ms);
            for (int wait = 0; !answer && wait < 20'000; ++wait) {
                most = std::max(most, endpoint.loop.on([&] { return endpoint.replies.bytes(); }));
                answer = endpoint.inbox.nextAnswer(1ms);
            }
            QVERIFY(answer);
            QCOMPARE(answer->body.as<HttpReply>()->body.size(), std::size_t(2U << 20U));
        }
        QVERIFY2(most <= (5U << 20U) + (1U << 18U), qPrintable(QString::number(most)));
        QCOMPARE(endpoint.loop.on([&] { return endpoint.replies.bytes(); }), std::size_t(0));
    }

    void beyondTheBudgetOnlyTheFirstReplyGrows()
    {
        ReplyBudget budget(100);
        ReplyBudget::Share first, second, third;
        std::string woken;
        first.count(budget, 60);
        second.count(budget, 30);
        third.count(budget, 20);
        QVERIFY(first.mayGrow() && !second.mayGrow() && !third.mayGrow());
        second.wait([&] { woken += "second "; });
        third.wait([&] { woken += "third "; });
        first.count(budget, 150);
        first.giveBack();
        QCOMPARE(woken, std::string("second third "));
        second.count(budget, 90);
        QVERIFY(second.mayGrow() && !third.mayGrow());
        third.wait([&] { woken += "again"; });
        third.giveBack();
        QCOMPARE(woken, std::string("second third "));
        second.giveBack();
        QCOMPARE(budget.bytes(), std::size_t(0));
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

    void aHeaderOfAReplyMayBeAsLargeAsThatOfARequest()
    {
        const std::string value(15'000, 'y');
        OddServer server({"HTTP/1.1 200 OK\r\nX: " + value + "\r\nContent-Length: 2\r\n\r\nok"});
        Endpoint endpoint;
        endpoint.callTo(server.port(), "localhost", proxyHttpMapping());
        endpoint.call(1, 2s);
        const auto answer = endpoint.inbox.nextAnswer();
        QVERIFY(answer);
        QCOMPARE(answer->body.as<HttpReply>()->status, 200);
        QCOMPARE(answer->body.as<HttpReply>()->headers, "X: " + value + "\r\n");
    }

    void aHeaderBeyondThatIsNamed()
    {
        OddServer server({"HTTP/1.1 200 OK\r\nX: " + std::string(20'000, 'y') + "\r\nContent-Length: 2\r\n\r\nok"});
        Endpoint endpoint;
        endpoint.callTo(server.port());
        endpoint.call(1, 2s);
        const auto answer = endpoint.inbox.nextAnswer();
        QVERIFY(answer);
        const HttpReply &reply = *answer->body.as<HttpReply>();
        QVERIFY2(reply.status == 502 && reply.body.find("larger than 16KiB") != std::string::npos, reply.body.c_str());
    }

    void aReplyOfAnUnknownTransferCodingIsRefused_data()
    {
        QTest::addColumn<QByteArray>("coding");
        QTest::addColumn<QByteArray>("rest");
        QTest::newRow("gzip") << QByteArray("gzip") << QByteArray("\x1f\x8b");
        QTest::newRow("gzip, chunked") << QByteArray("gzip, chunked") << QByteArray("2\r\n\x1f\x8b\r\n0\r\n\r\n");
    }

    void aReplyOfAnUnknownTransferCodingIsRefused()
    {
        QFETCH(QByteArray, coding);
        QFETCH(QByteArray, rest);
        OddServer server(
            {"HTTP/1.1 200 OK\r\nTransfer-Encoding: " + coding.toStdString() + "\r\n\r\n" + rest.toStdString()});
        Endpoint endpoint;
        endpoint.callTo(server.port(), "localhost", proxyHttpMapping());
        endpoint.call(1, 2s);
        const auto answer = endpoint.inbox.nextAnswer();
        QVERIFY(answer);
        QCOMPARE(answer->status, CallStatus::Failed);
        QCOMPARE(answer->body.as<HttpReply>()->status, 502);
        const std::string why = answer->body.as<HttpReply>()->body;
        QVERIFY2(why.find("Transfer-Encoding " + coding.toStdString()) != std::string::npos, why.c_str());
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

    void aProxyKeepsBackWhatConcernsOneConnection()
    {
        OddServer origin({"HTTP/1.1 200 OK\r\nConnection: X-Inner, close\r\nX-Inner: 1\r\nX-Outer: 2\r\n"
                          "Content-Length: 2\r\n\r\nok"});
        Endpoint front;
        front.serve(proxyHttpMapping());
        front.callTo(origin.port(), "localhost", proxyHttpMapping());
        RawClient client(front.surface->port());
        QVERIFY(client.say("GET / HTTP/1.1\r\nHost: a\r\nConnection: x-secret\r\nX-Secret: 1\r\nX-Open: 2\r\n"
                           "Connection: keep-alive, X-Other\r\nX-Other: 1\r\nProxy-Connection: keep-alive\r\n"
                           "bayplan-remaining: 5s\r\n\r\n"));
        QVERIFY(front.inbox.waitFor([&] { return !front.inbox.requests.empty(); }));
        QCOMPARE(front.inbox.lastRemaining, Duration(5s));
        front.call(1, 2s, front.inbox.requests[1].first);
        const auto answer = front.inbox.nextAnswer();
        QVERIFY(answer);
        front.loop.on([&] { front.inbox.requests[1].second(answer->status, answer->body); });
        const std::string heard = client.hearReply();
        QVERIFY2(heard.find("X-Outer: 2\r\n") != std::string::npos, heard.c_str());
        QVERIFY2(heard.find("X-Inner") == std::string::npos, heard.c_str());
        const QByteArray asked = QByteArray::fromStdString(origin.heard()).toLower();
        QVERIFY2(asked.contains("x-open: 2\r\n"), asked.constData());
        QVERIFY2(!asked.contains("x-secret") && !asked.contains("x-other") && !asked.contains("proxy-connection"),
                 asked.constData());
        QCOMPARE(asked.count("bayplan-remaining"), 1);
    }

    void trailersOfAReplyAreNoHeader()
    {
        OddServer origin({"HTTP/1.1 200 OK\r\nX-Sum: 1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n"
                          "X-Sum: 2\r\nSet-Cookie: a\r\n\r\n"});
        Endpoint front;
        front.callTo(origin.port(), "localhost", proxyHttpMapping());
        front.call(1, 2s);
        const auto answer = front.inbox.nextAnswer();
        QVERIFY(answer);
        QCOMPARE(answer->body.as<HttpReply>()->headers, std::string("X-Sum: 1\r\n"));
        QCOMPARE(answer->body.as<HttpReply>()->body, std::string("ok"));
    }

    void whoNamesNoHostAsksTheServerByItsOwnName()
    {
        Endpoint endpoint;
        endpoint.serve(proxyHttpMapping());
        RawClient client(endpoint.surface->port());
        QVERIFY(client.say("GET /old HTTP/1.0\r\nCookie: a\r\n\r\n"));
        QVERIFY(endpoint.inbox.waitFor([&] { return !endpoint.inbox.requests.empty(); }));
        const HttpRequest old = endpoint.inbox.requests[1].first;
        QCOMPARE(httpRequestText(old, "web:80", 0s),
                 std::string("GET /old HTTP/1.1\r\nHost: web:80\r\nCookie: a\r\n\r\n"));
        HttpRequest named = old;
        named.headers = "Host: shop\r\n";
        QCOMPARE(httpRequestText(named, "web:80", 0s), std::string("GET /old HTTP/1.1\r\nHost: shop\r\n\r\n"));
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

    void onlyASyntheticGetTooLargeForItsHeaderBecomesAPost()
    {
        const auto methodOf = [](const HttpRequest &request) {
            return proxyHttpMapping().writeRequest(RequestBody(request)).method;
        };
        QCOMPARE(methodOf({"GET", "/", "", 5000}), std::string("POST"));
        QCOMPARE(methodOf({"GET", "/_search", std::string(5000, 'q'), 5000}), std::string("GET"));
        const std::string text = httpRequestText({"GET", "/_search", std::string(5000, 'q'), 5000}, "web:80", 0s);
        QVERIFY(text.starts_with("GET /_search ") && text.find("Content-Length: 5000\r\n") != std::string::npos);
        Endpoint endpoint;
        endpoint.serve(proxyHttpMapping());
        RawClient client(endpoint.surface->port());
        QVERIFY(client.say("GET / HTTP/1.1\r\nHost: a\r\nBayplan-Padding: " + std::string(6000, 'x') + "\r\n\r\n"));
        QVERIFY(endpoint.inbox.waitFor([&] { return !endpoint.inbox.requests.empty(); }));
        QCOMPARE(methodOf(endpoint.inbox.requests[1].first), std::string("GET"));
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
