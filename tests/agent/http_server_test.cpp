// SPDX-License-Identifier: GPL-3.0-or-later
// HTTP as an agent serves it: what comes from clients of every kind, and requests as inputs of a machine.
#include "http_ends.h"

#include <QTest>

using namespace bayplan;
using namespace std::chrono_literals;

class HttpServerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // ---- the server ----

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

    void whatFollowsAPipelineIsReadAsItCame()
    {
        Server server(echoTarget);
        RawClient client(server.port());
        for (const char *burst : {"a", "b", "c"}) {
            const std::string name(burst);
            QVERIFY(client.say(get("/1" + name) + get("/2" + name)));
            QVERIFY(client.hearReply().ends_with("/1" + name + "|"));
            QVERIFY(client.hearReply().ends_with("/2" + name + "|"));
            QVERIFY(client.say(get("/3" + name)));
            const std::string third = client.hearReply();
            QVERIFY2(third.ends_with("/3" + name + "|"), third.c_str());
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

    void whatHasBeenReadCountsByItsSize()
    {
        std::vector<std::shared_ptr<HttpExchange>> kept;
        HttpLimits limits;
        limits.bodyBytesOverall = 2 * limits.bodyBytes;
        Server server(
            [&](const HttpArrival &, const std::shared_ptr<HttpExchange> &exchange) { kept.push_back(exchange); },
            limits);
        const std::string begin = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n";
        std::vector<std::unique_ptr<RawClient>> clients;
        for (std::size_t i = 1; i <= 5; ++i) {
            clients.push_back(std::make_unique<RawClient>(server.port()));
            QVERIFY(clients.back()->say(begin + "0\r\n\r\n"));
            QTRY_COMPARE(server.loop.on([&] { return kept.size(); }), i);
        }
        server.loop.on([&] { kept.clear(); });
    }

    void trailersAreNoHeader_data()
    {
        QTest::addColumn<bool>("atOnce");
        QTest::newRow("in one packet") << true;
        QTest::newRow("later") << false;
    }

    void trailersAreNoHeader()
    {
        QFETCH(bool, atOnce);
        Duration remaining{0};
        Server server([&](const HttpArrival &arrival, const std::shared_ptr<HttpExchange> &exchange) {
            remaining = arrival.remaining;
            exchange->reply({200, "text/plain", arrival.headerLines + arrival.request.body, 0});
        });
        const std::string header =
            "POST / HTTP/1.1\r\nHost: a\r\nX-User: me\r\nTransfer-Encoding: chunked\r\nTrailer: X-User\r\n\r\n";
        const std::string rest = "3\r\nabc\r\n0\r\nX-User: admin\r\nBayplan-Remaining: 5s\r\n\r\n";
        RawClient client(server.port());
        QVERIFY(client.say(atOnce ? header + rest : header));
        if (!atOnce) {
            QTest::qWait(50);
            QVERIFY(client.say(rest));
        }
        const std::string heard = client.hearReply();
        QVERIFY2(heard.ends_with("\r\n\r\nHost: a\r\nX-User: me\r\nabc"), heard.c_str());
        QCOMPARE(server.loop.on([&] { return remaining; }), Duration(0));
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
        QTest::newRow("chunks of an old client")
            << QByteArray("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n")
            << QByteArray("HTTP/1.1 400 ");
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

    void whatAnotherServerMightReadAsTwoRequestsIsRefused_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("status");
        QTest::newRow("unknown coding") << QByteArray("Host: a\r\nTransfer-Encoding: xchunked\r\n")
                                        << QByteArray("501");
        QTest::newRow("more codings") << QByteArray("Host: a\r\nTransfer-Encoding: chunked, gzip\r\n")
                                      << QByteArray("501");
        QTest::newRow("coding before") << QByteArray("Host: a\r\nTransfer-Encoding: identity, chunked\r\n")
                                       << QByteArray("501");
        QTest::newRow("coding in two lines")
            << QByteArray("Host: a\r\nTransfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n") << QByteArray("501");
        QTest::newRow("no coding") << QByteArray("Host: a\r\nTransfer-Encoding:\r\n") << QByteArray("501");
        QTest::newRow("length and coding")
            << QByteArray("Host: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n") << QByteArray("400");
        QTest::newRow("no host") << QByteArray("Content-Length: 0\r\n") << QByteArray("400");
        QTest::newRow("no name of a host") << QByteArray("Host: a b/c\r\n") << QByteArray("400");
        QTest::newRow("user") << QByteArray("Host: u@a\r\n") << QByteArray("400");
        QTest::newRow("two hosts") << QByteArray("Host: a\r\nHost: b\r\n") << QByteArray("400");
    }

    void whatAnotherServerMightReadAsTwoRequestsIsRefused()
    {
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, status);
        int served = 0;
        Server server([&](const HttpArrival &arrival, const std::shared_ptr<HttpExchange> &exchange) {
            ++served;
            echoTarget(arrival, exchange);
        });
        RawClient client(server.port());
        QVERIFY(client.say("POST /public HTTP/1.1\r\n" + header.toStdString() + "\r\n" + get("/admin")));
        const QByteArray heard = QByteArray::fromStdString(client.hearAll()); // to the end of the connection
        QVERIFY2(heard.startsWith("HTTP/1.1 " + status), heard.constData());
        QCOMPARE(heard.count("Connection: close"), 1);
        QCOMPARE(server.loop.on([&] { return served; }), 0);
    }

    // RFC 9112, 3.2: what a server must take, and what is no target of a server that opens no tunnels.
    void aTargetMayNameTheServer_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("path") << QByteArray("GET /a?b=c") << QByteArray("a") << QByteArray("/a?b=c");
        QTest::newRow("whole") << QByteArray("GET http://b.example:81/a?b=http://c") << QByteArray("b.example:81")
                               << QByteArray("/a?b=http://c");
        QTest::newRow("other case") << QByteArray("GET HTTP://B/a") << QByteArray("B") << QByteArray("/a");
        QTest::newRow("of a proxy with TLS") << QByteArray("GET https://b/") << QByteArray("b") << QByteArray("/");
        QTest::newRow("IPv6") << QByteArray("GET http://[::1]:80/a") << QByteArray("[::1]:80") << QByteArray("/a");
        QTest::newRow("no path") << QByteArray("GET http://b") << QByteArray("b") << QByteArray("/");
        QTest::newRow("query only") << QByteArray("GET http://b?c=/d") << QByteArray("b") << QByteArray("/?c=/d");
        QTest::newRow("all of it") << QByteArray("OPTIONS *") << QByteArray("a") << QByteArray("*");
        QTest::newRow("all of the named") << QByteArray("OPTIONS http://b") << QByteArray("b") << QByteArray("*");
    }

    void aTargetMayNameTheServer()
    {
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, host);
        QFETCH(QByteArray, path);
        Server server([](const HttpArrival &arrival, const std::shared_ptr<HttpExchange> &exchange) {
            exchange->reply({200, "text/plain", arrival.headerLines + arrival.request.target, 0});
        });
        RawClient client(server.port());
        QVERIFY(client.say(target.toStdString() + " HTTP/1.1\r\nHost: a\r\nX-Mine: 1\r\n\r\n"));
        const QByteArray heard = QByteArray::fromStdString(client.hearReply());
        QVERIFY2(heard.endsWith("\r\n\r\nHost: " + host + "\r\nX-Mine: 1\r\n" + path), heard.constData());
    }

    void whatIsNoTargetIsRefused_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("status");
        QTest::newRow("tunnel") << QByteArray("CONNECT b:443") << QByteArray("501");
        QTest::newRow("tunnel to a path") << QByteArray("CONNECT /") << QByteArray("501");
        QTest::newRow("asterisk") << QByteArray("GET *") << QByteArray("400");
        QTest::newRow("no slash") << QByteArray("GET a") << QByteArray("400");
        QTest::newRow("no name") << QByteArray("GET http:///a") << QByteArray("400");
        QTest::newRow("user") << QByteArray("GET http://u:p@b/a") << QByteArray("400");
        QTest::newRow("other scheme") << QByteArray("GET ftp://b/a") << QByteArray("400");
    }

    void whatIsNoTargetIsRefused()
    {
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, status);
        Server server(echoTarget);
        RawClient client(server.port());
        QVERIFY(client.say(target.toStdString() + " HTTP/1.1\r\nHost: a\r\n\r\n"));
        const std::string heard = client.hearAll();
        QVERIFY2(heard.starts_with("HTTP/1.1 " + status.toStdString()), heard.c_str());
    }

    void anOldClientNeedsNoHost()
    {
        Server server(echoTarget);
        RawClient client(server.port());
        QVERIFY(client.say("GET /old HTTP/1.0\r\n\r\n"));
        QVERIFY(client.hearAll().ends_with("/old|"));
    }

    // RFC 9110, 10.1.1: it would take the interim reply for the reply.
    void anOldClientIsNotToldToGoOn()
    {
        Server server(echoTarget);
        RawClient client(server.port());
        QVERIFY(client.say("POST /old HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n"));
        QTest::qWait(50);
        QVERIFY(client.say("hello"));
        const std::string heard = client.hearAll();
        QVERIFY2(heard.starts_with("HTTP/1.1 200 ") && heard.ends_with("/old|hello"), heard.c_str());
    }

    // RFC 9112, 2.2: old clients send a line end behind a body.
    void emptyLinesBeforeARequestArePassedOver()
    {
        Server server(echoTarget);
        RawClient client(server.port());
        QVERIFY(client.say("\r\nPOST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello\r\n" + get("/2")));
        QVERIFY(client.hearReply().ends_with("/1|hello"));
        QVERIFY(client.hearReply().ends_with("/2|"));
        QVERIFY(client.say("\r"));
        QTest::qWait(50);
        QVERIFY(client.say("\n" + get("/3")));
        QVERIFY(client.hearReply().ends_with("/3|"));
    }

    void whatIsTooLargeHearsTheLimitThoughItGoesOnSending()
    {
        Server server(echoTarget);
        RawClient client(server.port());
        QVERIFY(client.say("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2000000\r\n\r\n"));
        for (int i = 0; i < 20; ++i)
            QVERIFY(client.say(std::string(100'000, 'x')));
        const std::string heard = client.hearAll();
        QVERIFY2(heard.starts_with("HTTP/1.1 413 ") && heard.find("1MiB") != std::string::npos, heard.c_str());
        QCOMPARE(client.error(), 0);
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

    void behindARequestThatIsServedLittleIsRead()
    {
        std::vector<std::shared_ptr<HttpExchange>> kept;
        Server server(
            [&](const HttpArrival &, const std::shared_ptr<HttpExchange> &exchange) { kept.push_back(exchange); });
        std::vector<std::unique_ptr<RawClient>> clients;
        std::string behind;
        for (int i = 0; i < 1500; ++i)
            behind += get("/next");
        for (int i = 0; i < 10; ++i) {
            clients.push_back(std::make_unique<RawClient>(server.port()));
            QVERIFY(clients.back()->say(get("/") + behind));
        }
        QTRY_COMPARE(server.loop.on([&] { return kept.size(); }), std::size_t(10));
        QTest::qWait(100);
        const auto bytes = server.loop.on([&] { return server.server->inputBytes(); });
        QVERIFY2(bytes >= 10 * 8U * 1024 && bytes < 10 * 16U * 1024, qPrintable(QString::number(bytes)));
        server.loop.on([&] { kept.clear(); });
        QCOMPARE(server.loop.on([&] { return server.server->inputBytes(); }), std::uint64_t(0));
    }

    void whoSendsHeadersWithoutEndIsDroppedWhenAllSendMuch()
    {
        HttpLimits limits;
        limits.inputBytesOverall = 50'000;
        Server server(echoTarget, limits);
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < 10; ++i) {
            clients.push_back(std::make_unique<RawClient>(server.port()));
            clients.back()->say("GET / HTTP/1.1\r\nX: " + std::string(12'000, 'x'));
        }
        QTRY_VERIFY(server.loop.on([&] { return server.server->inputBytes() > 30'000; }));
        QTest::qWait(200);
        QVERIFY(server.loop.on([&] { return server.server->inputBytes(); }) <= limits.inputBytesOverall);
        QVERIFY(server.loop.on([&] { return server.server->connections(); }) <= 4);
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

    // A half-closed connection, as of `printf ... | nc`.
    void aClientThatHasSaidAllIsAnswered()
    {
        std::vector<std::shared_ptr<HttpExchange>> kept;
        Server server(
            [&](const HttpArrival &, const std::shared_ptr<HttpExchange> &exchange) { kept.push_back(exchange); });
        const auto ended = [&](RawClient &client, std::size_t requests) {
            client.endSaying();
            QTest::qWait(50); // its end is seen while the request is served
            for (std::size_t i = 1; i <= requests; ++i) {
                if (!QTest::qWaitFor([&] { return server.loop.on([&] { return kept.size() == i; }); }))
                    break;
                server.loop.on([&] { kept.back()->reply({200, "text/plain", std::to_string(i) + " here", 0}); });
            }
            server.loop.on([&] { kept.clear(); });
            return client.hearAll();
        };
        RawClient one(server.port());
        QVERIFY(one.say(get("/")));
        QTRY_COMPARE(server.loop.on([&] { return kept.size(); }), std::size_t(1));
        const std::string heard = ended(one, 1);
        QVERIFY2(heard.starts_with("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"), heard.c_str());
        QVERIFY(heard.find("Connection: close\r\n") != std::string::npos && heard.ends_with("1 here"));
        QCOMPARE(one.error(), 0);
        RawClient two(server.port());
        QVERIFY(two.say(get("/") + get("/")));
        const std::string both = ended(two, 2);
        QVERIFY2(both.find("1 here") != std::string::npos && both.ends_with("2 here"), both.c_str());
        RawClient old(server.port());
        QVERIFY(old.say("GET / HTTP/1.0\r\n\r\n"));
        const std::string plain = ended(old, 1);
        QVERIFY2(plain.starts_with("HTTP/1.1 200 OK\r\n") && plain.ends_with("1 here"), plain.c_str());
        QTRY_COMPARE(server.loop.on([&] { return server.server->connections(); }), std::size_t(0));
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

    // ---- the surface ----

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
};

QTEST_GUILESS_MAIN(HttpServerTest)
#include "http_server_test.moc"
