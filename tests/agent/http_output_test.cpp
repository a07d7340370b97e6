// SPDX-License-Identifier: GPL-3.0-or-later
// Replies on their way to clients who read fast, slowly or not at all, and what all of them together may take.
#include "http_ends.h"

#include <QTest>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

constexpr std::uint32_t mebibyte = 1U << 20U;
constexpr std::uint32_t replyBytes = 8 * mebibyte;
constexpr int smallBuffer = 64 * 1024;

/// Large, but for "/small".
void replyLarge(const HttpArrival &arrival, const std::shared_ptr<HttpExchange> &exchange)
{
    exchange->reply({200, "text/plain", "", arrival.request.target == "/small" ? 2 : replyBytes});
}

std::uint64_t unread(Server &server)
{
    return server.loop.on([&] { return server.server->outputBytes(); });
}

/// Of a client that reads as fast as it can.
std::string replyTo(std::uint16_t port, const std::string &target)
{
    RawClient client(port);
    return client.say(get(target)) ? client.hearReply() : std::string();
}

} // namespace

class HttpOutputTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aReplyThatAloneIsBeyondTheLimitIsWhole()
    {
        HttpLimits limits;
        limits.outputBytesOverall = 2 * mebibyte;
        Server server(replyLarge, limits);
        QVERIFY(replyTo(server.port(), "/").size() > replyBytes);
        QTRY_COMPARE(unread(server), std::uint64_t(0));
    }

    void whoReadsSlowlyHasTimeAndWhatWasReadIsNotKept()
    {
        HttpLimits limits;
        limits.send = 1500ms;
        Server server(replyLarge, limits);
        RawClient client(server.port(), smallBuffer);
        QVERIFY(client.say(get("/")));
        std::size_t heard = 0;
        while (heard < replyBytes) {
            const std::size_t bytes = client.hearSome().size();
            QVERIFY2(bytes > 0, qPrintable(QString::number(heard)));
            heard += bytes;
            QVERIFY(unread(server) <= std::max<std::size_t>(2 * (replyBytes + 1024 - heard), mebibyte));
            std::this_thread::sleep_for(bytes * 450ns);
        }
        QTRY_COMPARE(unread(server), std::uint64_t(0));
    }

    void whoseReplyIsOnItsWayIsNotGivenUpForOneThatBegins()
    {
        HttpLimits limits;
        limits.outputBytesOverall = 17 * mebibyte;
        Server server(replyLarge, limits);
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < 3; ++i) {
            clients.push_back(std::make_unique<RawClient>(server.port(), smallBuffer));
            QVERIFY(clients.back()->say(get("/")));
        }
        for (const auto &client : clients)
            QVERIFY(client->hearReply().size() > replyBytes);
    }

    void whatThereIsNoRoomForIs503()
    {
        HttpLimits limits;
        limits.outputBytesOverall = mebibyte;
        Server server(replyLarge, limits);
        std::string heard;
        const auto isTurnedAway = [&] {
            RawClient reader(server.port(), smallBuffer);
            if (!reader.say(get("/", true)) || reader.hearSome().empty())
                return false;
            heard = replyTo(server.port(), "/");
            return heard.starts_with("HTTP/1.1 503 ") && reader.hearAll().size() > 6 * mebibyte;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isTurnedAway(), 20'000); // not where the reader was held up for a second
        QVERIFY2(heard.find("Retry-After: ") != std::string::npos && heard.find("1MiB") != std::string::npos,
                 heard.c_str());
        RawClient idle(server.port(), smallBuffer);
        QVERIFY(idle.say(get("/")) && !idle.hearSome().empty());
        QVERIFY(replyTo(server.port(), "/small").starts_with("HTTP/1.1 200 "));
    }

    void aClientThatDoesNotReadIsDropped()
    {
        HttpLimits limits;
        limits.send = 300ms;
        Server server(replyLarge, limits);
        RawClient client(server.port(), 4096);
        QVERIFY(client.say(get("/")));
        QTRY_COMPARE(server.loop.on([&] { return server.server->connections(); }), std::size_t(0));
    }

    void whoseReplyWouldTakeTooLongMakesRoomForAnother_data()
    {
        QTest::addColumn<bool>("tooLong");
        QTest::newRow("too long") << true;
        QTest::newRow("slow, but soon done") << false;
    }

    void whoseReplyWouldTakeTooLongMakesRoomForAnother()
    {
        QFETCH(bool, tooLong);
        HttpLimits limits;
        limits.outputBytesOverall = mebibyte;
        limits.pace = 2s;
        limits.rest = tooLong ? 2s : 300s;
        Server server(replyLarge, limits);
        RawClient client(server.port(), smallBuffer);
        QVERIFY(client.say(get("/", true)));
        std::size_t heard = 0;
        const auto readSlowly = [&](int times) {
            for (int i = 0; i < times; ++i) {
                heard += client.hearSome().size();
                std::this_thread::sleep_for(200ms);
            }
        };
        readSlowly(4);
        QVERIFY(replyTo(server.port(), "/").starts_with("HTTP/1.1 503 ")); // the other has only begun
        readSlowly(8);
        QCOMPARE(server.loop.on([&] { return server.server->connections(); }), std::size_t(1));
        QCOMPARE(replyTo(server.port(), "/").size() > replyBytes, tooLong);
        heard += client.hearAll().size();
        QCOMPARE(heard < replyBytes, tooLong);
        const std::string notices = server.loop.on([&] { return server.notices; });
        QVERIFY2((notices.find("for the rest") != std::string::npos) == tooLong, notices.c_str());
    }

    void whoReadsNothingMakesRoomAfterAWhile()
    {
        HttpLimits limits;
        limits.outputBytesOverall = 17 * mebibyte;
        int served = 0;
        Server server(
            [&](const HttpArrival &arrival, const std::shared_ptr<HttpExchange> &exchange) {
                ++served;
                replyLarge(arrival, exchange);
            },
            limits);
        std::vector<std::unique_ptr<RawClient>> idle;
        for (int i = 0; i < 6; ++i) {
            idle.push_back(std::make_unique<RawClient>(server.port(), 4096));
            QVERIFY(idle.back()->say(get("/")));
        }
        QTRY_COMPARE(server.loop.on([&] { return served; }), 6);
        QVERIFY2(unread(server) < 26 * mebibyte, qPrintable(QString::number(unread(server))));
        QTRY_VERIFY_WITH_TIMEOUT(replyTo(server.port(), "/").size() > replyBytes, 20'000);
        QVERIFY(unread(server) <= limits.outputBytesOverall);
        QVERIFY(server.loop.on([&] { return server.server->connections(); }) < 7);
    }
};

QTEST_GUILESS_MAIN(HttpOutputTest)
#include "http_output_test.moc"
