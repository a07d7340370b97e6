// SPDX-License-Identifier: GPL-3.0-or-later
// What the client makes of engines that are old, new, dead, slow, or break off: a false one on a unix socket.
#include "engine/docker/engine_calls.h"
#include "engine/docker/engine_protocol.h"
#include "engine/docker/engine_session.h"
#include "engine/docker/observer.h"
#include "tests/docker/false_engine.h"

#include <QElapsedTimer>
#include <QtTest>

using namespace bayplan;

namespace {

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

    /// On a busy machine it says its version after more seconds than an engine has that lives.
    void podmanIsKnownByItsPingAlone()
    {
        FalseEngine engine({answer(200, "\"all\"")},
                           "HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nLibpod-Api-Version: 4.3.1\r\nContent-Length: "
                           "2\r\n\r\nOK");
        QVERIFY(withEngine<std::string>(engine.url(), ask).has_value());
        QCOMPARE(engine.requests.at(0), std::string("GET /v1.41/info"));
        const auto found = findEngine(engine.url());
        QCOMPARE(found->name, std::string("Podman"));
        QCOMPARE(found->version, std::string("4.3.1"));
    }

    void anEngineThatHangsIsGivenUpAfterThreeSeconds()
    {
        FalseEngine engine({}, std::string());
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(findEngine(engine.url()).error().code, ErrorCode::NotReachable);
        QVERIFY(timer.elapsed() < 10'000);
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

    void aRefusalSaysWhatToDo_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("request");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("advice");
        const QString start = QStringLiteral("POST /containers/c1/start");
        const QString create = QStringLiteral("POST /containers/create");
        const QString network = QStringLiteral("POST /networks/create");
        QTest::newRow("no program") << 400
                                    << QStringLiteral(
                                           "failed to create task: exec: foo: executable file not found in $PATH")
                                    << start << int(ErrorCode::Failed) << "command";
        QTest::newRow("no right to run it")
            << 400 << QStringLiteral("failed to create task: exec: foo: permission denied") << start
            << int(ErrorCode::Failed) << "image, command";
        QTest::newRow("little memory") << 400 << QStringLiteral("Minimum memory limit allowed is 6MB") << create
                                       << int(ErrorCode::InvalidInput) << "memory";
        QTest::newRow("many cores") << 400
                                    << QStringLiteral(
                                           "range of CPUs is from 0.01 to 2.00, as there are only 2 CPUs available")
                                    << create << int(ErrorCode::InvalidInput) << "cores";
        QTest::newRow("relative mount") << 400 << QStringLiteral("invalid mount path: 'x' mount path must be absolute")
                                        << create << int(ErrorCode::InvalidInput) << "begins with /";
        QTest::newRow("no name of an image") << 400 << QStringLiteral("invalid reference format") << create
                                             << int(ErrorCode::InvalidInput) << "name and tag";
        QTest::newRow("privileged port") << 500
                                         << QStringLiteral(
                                                "cannot expose privileged port 80, or choose a larger port number "
                                                "(>= 1024): listen tcp4 127.0.0.1:80: bind: permission denied")
                                         << start << int(ErrorCode::Failed) << "from 1024 on";
        QTest::newRow("subnet, Podman") << 500
                                        << QStringLiteral(
                                               "subnet 10.213.7.0/24 is already used on the host or by another config")
                                        << network << int(ErrorCode::Failed) << "network prune";
        QTest::newRow("subnet, Docker") << 403 << QStringLiteral("Pool overlaps with other one on this address space")
                                        << network << int(ErrorCode::Refused) << "network prune";
    }
    void aRefusalSaysWhatToDo()
    {
        QFETCH(int, status);
        QFETCH(QString, words);
        QFETCH(QString, request);
        QFETCH(int, code);
        QFETCH(QString, advice);
        const std::string body = "{\"message\":\"" + words.toStdString() + "\"}";
        const Error error = errorOf(static_cast<unsigned>(status), body, request.toStdString());
        QCOMPARE(int(error.code), code);
        QVERIFY2(error.message.find(words.toStdString()) != std::string::npos, error.message.c_str());
        QVERIFY2(error.advice.find(advice.toStdString()) != std::string::npos, error.advice.c_str());
    }

    /// The group is for who may not open the socket, which no engine says.
    void whatIsDeniedBehindTheSocketIsNoMatterOfTheGroup()
    {
        const Error denied = errorOf(500, R"({"message":"open /srv/data: permission denied"})", "POST /volumes/create");
        QCOMPARE(denied.advice, std::string());
    }

    void aTakenSubnetIsKnownByTheWordsOfEachEngine()
    {
        for (const char *words : {"Pool overlaps with other one on this address space",
                                  "conflicts with network 5f (br-5f): networks have overlapping IPv4",
                                  "subnet 10.213.7.0/24 is already used on the host or by another config",
                                  "subnet 10.213.7.0/24 is being used by a network interface"})
            QVERIFY2(saysSubnetTaken(words), words);
        for (const char *words : {"network with name shop_default already exists", "permission denied", ""})
            QVERIFY2(!saysSubnetTaken(words), words);
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

    void aStreamThatDoesNotBeginTimesOut()
    {
        FalseEngine engine({answer(200, versionBody("1.41", "1.12"))});
        const auto result = withEngine<void>(engine.url(), [](EngineClient &client) -> Task<Result<void>> {
            EngineCall call;
            call.path = "/containers/hub/attach?stream=1";
            call.timeout = std::chrono::milliseconds(300);
            const auto stream = co_await client.stream(std::move(call), true);
            co_return stream ? Result<void>() : stream.error();
        });
        QCOMPARE(result.error().code, ErrorCode::TimedOut);
    }

    void readingOfLogsThatDoNotComeIsGivenUp()
    {
        for (const bool follows : {true, false}) {
            FalseEngine engine(
                {answer(200, versionBody("1.41", "1.12")), answer(200, R"([{"Id":"c1","State":"running","Names":["/c1"],
                                                 "Labels":{"io.bayplan.instance":"web-0/app"}}])")});
            int asked = 0;
            QElapsedTimer timer;
            timer.start();
            static_cast<void>(
                readLogs(engine.url(), "shop", {}, follows, 10, [&](const LogLine &) { return ++asked < 3; }));
            QVERIFY(timer.elapsed() < 10'000); // an engine has twenty seconds to begin
            QCOMPARE(asked, 3);
        }
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
