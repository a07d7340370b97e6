// SPDX-License-Identifier: GPL-3.0-or-later
// What the client makes of engines that are old, new, dead, slow, or break off: a false one on a unix socket.
#include "engine/docker/engine_calls.h"
#include "engine/docker/engine_protocol.h"
#include "engine/docker/engine_session.h"
#include "engine/docker/observer.h"

#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/write.hpp>

#include <QTemporaryDir>
#include <QtTest>

#include <atomic>
#include <thread>

using namespace bayplan;
namespace asio = boost::asio;

namespace {

std::string answer(int status, const std::string &body)
{
    return "HTTP/1.1 " + std::to_string(status) +
           " X\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string versionBody(const std::string &newest, const std::string &oldest, const std::string &component = "Engine")
{
    return R"({"Version":"99.1","ApiVersion":")" + newest + R"(","MinAPIVersion":")" + oldest +
           R"(","Components":[{"Name":")" + component + R"("}]})";
}

/// Gives its answers one after the other, one a connection, and notes the first line of each request.
class FalseEngine {
public:
    explicit FalseEngine(std::vector<std::string> answers)
        : m_path(m_folder.filePath("engine.sock").toStdString()),
          m_acceptor(m_io, asio::local::stream_protocol::endpoint(m_path)),
          m_thread([this, list = std::move(answers)] { serve(list); })
    {}
    ~FalseEngine()
    {
        boost::system::error_code ignored;
        asio::local::stream_protocol::socket last(m_io);
        m_isEnding = true;
        last.connect(asio::local::stream_protocol::endpoint(m_path), ignored);
        m_thread.join();
    }

    std::string url() const { return "unix://" + m_path; }
    std::vector<std::string> requests;

private:
    void serve(const std::vector<std::string> &answers)
    {
        for (const std::string &text : answers) {
            asio::local::stream_protocol::socket socket(m_io);
            boost::system::error_code failure;
            m_acceptor.accept(socket, failure);
            if (failure || m_isEnding)
                return;
            asio::streambuf buffer;
            asio::read_until(socket, buffer, "\r\n\r\n", failure);
            const std::string head(asio::buffers_begin(buffer.data()), asio::buffers_end(buffer.data()));
            requests.push_back(head.substr(0, head.find(" HTTP")));
            asio::write(socket, asio::buffer(text), failure);
        }
        // Whoever still comes waits without an answer.
        asio::local::stream_protocol::socket silent(m_io);
        while (!m_isEnding) {
            boost::system::error_code failure;
            asio::local::stream_protocol::socket socket(m_io);
            m_acceptor.accept(socket, failure);
            silent = std::move(socket);
        }
    }

    QTemporaryDir m_folder;
    std::string m_path;
    asio::io_context m_io;
    asio::local::stream_protocol::acceptor m_acceptor;
    std::atomic<bool> m_isEnding = false;
    std::thread m_thread;
};

Task<Result<std::string>> ask(EngineClient &engine)
{
    EngineCall call;
    call.path = "/info";
    call.timeout = std::chrono::milliseconds(300);
    co_return co_await engine.call(std::move(call));
}

} // namespace

class EngineClientTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void speaksTheNewestVersionThatBothKnow_data()
    {
        QTest::addColumn<QString>("newest");
        QTest::addColumn<QString>("oldest");
        QTest::addColumn<QString>("spoken");
        QTest::newRow("20.10") << "1.41"
                               << "1.12"
                               << "1.41";
        QTest::newRow("28.5") << "1.51"
                              << "1.24"
                              << "1.51";
        QTest::newRow("29.0, whose least is 1.44") << "1.52"
                                                   << "1.44"
                                                   << "1.51";
        QTest::newRow("Podman 5.8") << "1.44"
                                    << "1.24"
                                    << "1.44";
    }
    void speaksTheNewestVersionThatBothKnow()
    {
        QFETCH(QString, newest);
        QFETCH(QString, oldest);
        QFETCH(QString, spoken);
        FalseEngine engine({answer(200, versionBody(newest.toStdString(), oldest.toStdString())), answer(200, "{}")});
        QVERIFY(withEngine<std::string>(engine.url(), ask).has_value());
        QCOMPARE(engine.requests.at(0), std::string("GET /version"));
        QCOMPARE(engine.requests.at(1), "GET /v" + spoken.toStdString() + "/info");
    }

    void enginesTooOldOrTooNewAreNamedPlainly()
    {
        FalseEngine old({answer(200, versionBody("1.40", "1.12"))});
        const auto tooOld = findEngine(old.url());
        QCOMPARE(tooOld.error().code, ErrorCode::Unsupported);
        QVERIFY(tooOld.error().message.find("1.40") != std::string::npos);
        FalseEngine young({answer(200, versionBody("1.70", "1.60"))});
        QCOMPARE(findEngine(young.url()).error().code, ErrorCode::Unsupported);
    }

    void podmanIsRecognised()
    {
        FalseEngine engine({answer(200, versionBody("1.41", "1.24", "Podman Engine"))});
        QCOMPARE(findEngine(engine.url())->name, std::string("Podman"));
    }

    void anEngineThatWasExchangedMeanwhileIsNegotiatedWithAgain()
    {
        const std::string refusal =
            R"({"message":"client version 1.41 is too old. Minimum supported API version is 1.44, please upgrade"})";
        FalseEngine engine({answer(200, versionBody("1.41", "1.12")), answer(400, refusal),
                            answer(200, versionBody("1.52", "1.44")), answer(200, "\"again\"")});
        const auto result = withEngine<std::string>(engine.url(), ask);
        QVERIFY(result.has_value());
        QCOMPARE(*result, std::string("\"again\""));
        QCOMPARE(engine.requests.at(3), std::string("GET /v1.51/info"));
    }

    void theEnginesOwnWordsReachTheUser()
    {
        FalseEngine engine(
            {answer(200, versionBody("1.41", "1.12")),
             answer(500, R"({"message":"driver failed: Bind for 127.0.0.1:80 failed: port is already allocated"})")});
        const Error error = withEngine<std::string>(engine.url(), ask).error();
        QVERIFY(error.message.find("Bind for 127.0.0.1:80") != std::string::npos);
        QVERIFY(error.advice.find("port") != std::string::npos);
        QCOMPARE(error.place.pointer, std::string("GET /info"));
    }

    void anErrorInsideA200IsFound()
    {
        const std::string lines = "{\"stream\":\"Loading layer\"}\r\n{\"errorDetail\":{\"message\":\"blobs/json: no "
                                  "such file\"},\"error\":\"x\"}\r\n";
        FalseEngine engine({answer(200, versionBody("1.41", "1.12")), answer(200, lines)});
        const auto loaded =
            withEngine<void>(engine.url(), [](EngineClient &client) { return loadImage(client, "tar"); });
        QVERIFY(loaded.error().message.find("no such file") != std::string::npos);
        QVERIFY(checkProgressLines("{\"stream\":\"Loaded image: a:b\\n\"}\n", "POST /images/load").has_value());
    }

    void aBrokenOffAnswerIsAnErrorAndNoGuess()
    {
        FalseEngine engine(
            {answer(200, versionBody("1.41", "1.12")), "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[{\"Id\":"});
        const auto result = withEngine<std::string>(engine.url(), ask);
        QCOMPARE(result.error().code, ErrorCode::NotReachable);
        QVERIFY(result.error().message.find("broke off") != std::string::npos);
    }

    void aSilentEngineTimesOut()
    {
        FalseEngine engine({answer(200, versionBody("1.41", "1.12"))});
        QCOMPARE(withEngine<std::string>(engine.url(), ask).error().code, ErrorCode::TimedOut);
    }

    void anEngineThatIsNotThereSaysHowToGetOne()
    {
        const auto missing = findEngine("unix:///nowhere/engine.sock");
        QCOMPARE(missing.error().code, ErrorCode::NotReachable);
        QVERIFY(missing.error().advice.find("apt-get install docker.io") != std::string::npos);
    }

    void somethingElseThatAnswersIsNotTakenForAnEngine()
    {
        FalseEngine engine({answer(200, "<html>hello</html>")});
        QCOMPARE(findEngine(engine.url()).error().code, ErrorCode::Failed);
    }

    void addresses()
    {
        QCOMPARE(resolveEngineUrl("unix:///a/b.sock")->socketPath, std::string("/a/b.sock"));
        QCOMPARE(resolveEngineUrl("tcp://127.0.0.1:2375")->port, std::uint16_t(2375));
        QCOMPARE(resolveEngineUrl("tcp://192.0.2.1:2375").error().code, ErrorCode::Unsupported);
        QCOMPARE(resolveEngineUrl("ssh://host").error().code, ErrorCode::Unsupported);
        QCOMPARE(resolveEngineUrl("tcp://127.0.0.1:99999").error().code, ErrorCode::InvalidInput);
        QCOMPARE(resolveEngineUrl("ftp://x").error().code, ErrorCode::InvalidInput);
        qputenv("DOCKER_HOST", "unix:///from/environment.sock");
        QCOMPARE(resolveEngineUrl("")->socketPath, std::string("/from/environment.sock"));
        QCOMPARE(resolveEngineUrl("unix:///given.sock")->socketPath, std::string("/given.sock"));
        qunsetenv("DOCKER_HOST");
    }

    void eventsAreReadAndJunkIsPassedOver()
    {
        const auto event = readEngineEvent(
            R"({"Type":"container","Action":"die","Actor":{"ID":"abc","Attributes":{"exitCode":"137","io.bayplan.instance":"web-0/app"}},"timeNano":5})");
        QVERIFY(event.has_value());
        QCOMPARE(event->instance, std::string("web-0/app"));
        QCOMPARE(event->exitCode, 137);
        QVERIFY(!readEngineEvent("{}") && !readEngineEvent("nonsense") &&
                !readEngineEvent(R"({"Type":"network","Actor":7})"));
        QVERIFY(readEngineEvent(R"({"Type":"container","Action":3,"Actor":{"Attributes":[]}})").has_value());
    }
};

QTEST_GUILESS_MAIN(EngineClientTest)
#include "engine_client_test.moc"
