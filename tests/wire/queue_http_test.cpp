// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wire/base64.h"
#include "engine/wire/http_target.h"
#include "engine/wire/queue_http.h"

#include <QtTest/QtTest>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

Result<RequestBody> read(const std::string &method, const std::string &target, const std::string &body = {})
{
    return readQueueRequest({method, target, body, 0});
}

QueueRequest good(const std::string &method, const std::string &target, const std::string &body = {})
{
    const auto request = read(method, target, body);
    return request ? *request->as<QueueRequest>() : QueueRequest{.task = 999'999};
}

} // namespace

class QueueHttpTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theDocumentedPathsAreUnderstood()
    {
        const auto put = good("POST", "/tasks?priority=-3&delay=5s", "input");
        QVERIFY(put.command == QueueCommand::Put && put.priority == -3 && put.delay == 5s && put.body == "input");
        QVERIFY(good("POST", "/reserve?wait=250ms").delay == 250ms);
        const auto ack = good("POST", "/tasks/7/ack?attempt=2", "result");
        QVERIFY(ack.command == QueueCommand::Ack && ack.task == 7 && ack.attempt == 2 && ack.body == "result");
        QVERIFY(good("POST", "/tasks/7/release?attempt=2&delay=1m").delay == 60s);
        QVERIFY(good("POST", "/kick").task == 0);
        QVERIFY(good("POST", "/tasks/7/kick").command == QueueCommand::Kick);
        QVERIFY(good("GET", "/api/v1/items").command == QueueCommand::List);
        QVERIFY(good("GET", "/api/v1/items/task-12").task == 12);
    }

    void whatIsNotMeantIsRefusedWithItsReason_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<QString>("target");
        QTest::addColumn<int>("code");
        const auto row = [](const char *method, const char *target, ErrorCode code) {
            QTest::addRow("%s %s", method, target) << method << target << int(code);
        };
        row("POST", "/", ErrorCode::NotFound);
        row("POST", "/tasks/7/explode?attempt=1", ErrorCode::NotFound);
        row("GET", "/tasks", ErrorCode::NotFound);
        row("DELETE", "/tasks", ErrorCode::Unsupported);
        row("POST", "/tasks/0/ack?attempt=1", ErrorCode::InvalidInput);
        row("POST", "/tasks/-1/ack?attempt=1", ErrorCode::InvalidInput);
        row("POST", "/tasks/18446744073709551616/ack?attempt=1", ErrorCode::InvalidInput);
        row("POST", "/tasks/7/ack", ErrorCode::InvalidInput);
        row("POST", "/tasks/7/ack?attempt=", ErrorCode::InvalidInput);
        row("POST", "/tasks/7/ack?attempt=4294967296", ErrorCode::InvalidInput);
        row("POST", "/tasks?delay=5", ErrorCode::InvalidInput);
        row("POST", "/tasks?delay=99999h", ErrorCode::InvalidInput);
        row("POST", "/tasks?prioritty=1", ErrorCode::InvalidInput);
        row("POST", "/tasks?origin=a", ErrorCode::InvalidInput);
        row("POST", "/tasks?sequence=1", ErrorCode::InvalidInput);
        row("POST", "/tasks?origin=a&sequence=0", ErrorCode::InvalidInput);
        row("POST", "/tasks?priority=%zz", ErrorCode::InvalidInput);
        row("POST", "/tasks?reservation=1", ErrorCode::InvalidInput);
        row("POST", "/tasks/7/ack?attempt=1&reservation=-1", ErrorCode::InvalidInput);
        row("POST", "/tasks/7/ack?attempt=1&result=full", ErrorCode::InvalidInput);
        row("POST", "/tasks/7/fail?attempt=1&result=empty", ErrorCode::InvalidInput);
        row("POST", "tasks", ErrorCode::InvalidInput);
        row("POST", "/%00", ErrorCode::InvalidInput);
    }

    void whatIsNotMeantIsRefusedWithItsReason()
    {
        QFETCH(QString, method);
        QFETCH(QString, target);
        QFETCH(int, code);
        const auto request = read(method.toStdString(), target.toStdString());
        QVERIFY(!request);
        QCOMPARE(int(request.error().code), code);
    }

    void everyRequestOfAWorkerComesBackAsItWas()
    {
        const std::vector<QueueRequest> requests{
            {.priority = 4, .delay = 1500ms, .body = "in"},
            {.body = "in", .origin = "batch/resize@17 &", .sequence = 12},
            {.command = QueueCommand::Reserve, .delay = 10s},
            {.command = QueueCommand::Reserve, .origin = "workers-0/worker"},
            {.command = QueueCommand::Discard},
            {.command = QueueCommand::Discard, .task = 5},
            {.command = QueueCommand::Ack, .task = 3, .attempt = 2, .body = "out"},
            {.command = QueueCommand::Ack, .task = 3, .attempt = 2, .reservation = 1ULL << 52U, .isEmpty = true},
            {.command = QueueCommand::Release, .task = 3, .attempt = 2, .delay = 3s, .reservation = 7},
            {.command = QueueCommand::Fail, .task = 3, .attempt = 2, .body = "why"},
            {.command = QueueCommand::Bury, .task = 3, .attempt = 2},
            {.command = QueueCommand::Release, .task = 3, .attempt = 2, .delay = 3s},
            {.command = QueueCommand::Touch, .task = 3, .attempt = 2},
            {.command = QueueCommand::Kick},
            {.command = QueueCommand::Kick, .task = 5},
            {.command = QueueCommand::Peek, .task = 5},
            {.command = QueueCommand::List},
        };
        for (const QueueRequest &sent : requests) {
            const auto got = readQueueRequest(writeQueueRequest(sent));
            QVERIFY(got.has_value());
            const auto &request = *got->as<QueueRequest>();
            QVERIFY(request.command == sent.command && request.task == sent.task && request.attempt == sent.attempt);
            QVERIFY(request.priority == sent.priority && request.delay == sent.delay && request.body == sent.body);
            QVERIFY(request.origin == sent.origin && request.sequence == sent.sequence);
            QVERIFY(request.reservation == sent.reservation && request.isEmpty == sent.isEmpty);
        }
    }

    void aReservationCarriesAnyBytes()
    {
        for (const std::string &input : {std::string("text \"quoted\" \xc3\xa9\n"), std::string("\xff\xfe\x00\x01", 4),
                                         std::string(), std::string("\0", 1)}) {
            const QueueReply sent{.task = 1,
                                  .attempt = 2,
                                  .timeToRun = 60s,
                                  .body = input,
                                  .command = QueueCommand::Reserve,
                                  .reservation = 1ULL << 52U};
            const HttpReply http = writeQueueReply(CallStatus::Ok, sent);
            QCOMPARE(http.status, 200);
            const auto [status, body] = readQueueReply(http);
            QVERIFY(status == CallStatus::Ok);
            const auto &got = *body.as<QueueReply>();
            QVERIFY(got.task == 1 && got.attempt == 2 && got.timeToRun == 60s);
            QCOMPARE(got.reservation, sent.reservation);
            QCOMPARE(got.body, input);
        }
    }

    void repliesHaveTheDocumentedStatusAndBody()
    {
        QCOMPARE(writeQueueReply(CallStatus::Ok, QueueReply{.task = 1}).status, 201);
        QCOMPARE(writeQueueReply(CallStatus::Ok, QueueReply{.task = 1}).body, std::string("{\"task\":1}\n"));
        QCOMPARE(writeQueueReply(CallStatus::Ok, QueueReply{.status = 204}).body, std::string());
        const auto full = writeQueueReply(CallStatus::Overloaded, QueueReply{.status = 429, .retryAfter = 1500ms});
        QVERIFY(full.status == 429 && full.retryAfter == 1500ms);
        QVERIFY(full.body.find("\"retryAfterMs\":1500") != std::string::npos);
        QCOMPARE(writeQueueReply(CallStatus::Failed, QueueReply{.status = 507}).status, 507);
        QCOMPARE(writeQueueReply(CallStatus::Ok, QueueReply{.status = 409}).status, 409);
        const auto list =
            writeQueueReply(CallStatus::Ok, QueueReply{.count = 2, .tasks = {3, 4}, .command = QueueCommand::List});
        QCOMPARE(list.body,
                 std::string("{\"apiVersion\":\"v1\",\"items\":[\"task-3\",\"task-4\"],\"kind\":\"ItemList\","
                             "\"waiting\":2}\n"));
    }

    void anAnswerThatIsNotAQueuesIsAFailure()
    {
        for (const char *body : {"", "<html>", "[]", R"({"task":-1})", R"({"task":"1"})",
                                 R"({"task":1,"attempt":1,"inputBase64":"x"})", R"({"task":1,"timeToRunMs":-5})"})
            QVERIFY(readQueueReply({200, "text/html", body, 0, {}}).first == CallStatus::Failed);
        QVERIFY(readQueueReply({503, "text/plain", "busy", 0, {}}).first == CallStatus::Overloaded);
    }

    void base64ReadsWhatItWritesAndNothingElse()
    {
        for (std::size_t size = 0; size < 20; ++size) {
            const std::string bytes(size, '\xfb');
            QCOMPARE(fromBase64(toBase64(bytes)).value_or("no"), bytes);
        }
        QCOMPARE(toBase64("foob"), std::string("Zm9vYg=="));
        for (const char *wrong : {"Z", "Zm9", "Zm9vYh==", "Zm=v", "====", "Zm9v\n"})
            QVERIFY(!fromBase64(wrong));
    }

    void targetsAreTakenApart()
    {
        const auto target = readHttpTarget("/a%2Fb/c%20d?x=1&x=2&empty&y=%26");
        QVERIFY(target.has_value());
        QCOMPARE(target->path, (std::vector<std::string>{"a/b", "c d"}));
        QCOMPARE(target->query.at("x"), std::string("2"));
        QCOMPARE(target->query.at("y"), std::string("&"));
        QVERIFY(target->query.contains("empty"));
        for (const char *wrong : {"", "a", "/%", "/%2", "/%g0", "/a?%"})
            QVERIFY(!readHttpTarget(wrong));
        QCOMPARE(percentEncoded("a b/\xc3"), std::string("a%20b%2F%C3"));
    }
};

QTEST_GUILESS_MAIN(QueueHttpTest)
#include "queue_http_test.moc"
