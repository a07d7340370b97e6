// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked of an engine for an image that it does not have, and what is made of its answer.
#include "engine/docker/engine_session.h"
#include "engine/docker/image_pull.h"
#include "engine/docker/registry_login.h"
#include "tests/docker/false_engine.h"

#include <QElapsedTimer>
#include <QtTest>

using namespace bayplan;

namespace {

Result<void> pull(const FalseEngine &engine, const std::string &image, const PullHooks &hooks)
{
    return withEngine<void>(engine.url(), [&](EngineClient &client) { return pullImage(client, image, hooks); });
}

PullHooks heedless()
{
    return {[](const std::string &) {}, [] { return false; }};
}

std::string reasonOf(const Result<void> &result)
{
    return result ? std::string() : toText(result.error());
}

} // namespace

class ImagePullTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("DOCKER_CONFIG", m_config.path().toUtf8()); }

    void aNameIsTakenApart_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("registry");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("version");
        QTest::newRow("bare") << "nginx"
                              << "docker.io"
                              << "nginx"
                              << "latest";
        QTest::newRow("tag") << "team/shop:1.2"
                             << "docker.io"
                             << "team/shop"
                             << "1.2";
        QTest::newRow("port") << "localhost:5000/shop"
                              << "localhost:5000"
                              << "localhost:5000/shop"
                              << "latest";
        QTest::newRow("port and tag") << "r.example:5000/a/b:x"
                                      << "r.example:5000"
                                      << "r.example:5000/a/b"
                                      << "x";
        QTest::newRow("digest") << "ghcr.io/a/b:x@sha256:00"
                                << "ghcr.io"
                                << "ghcr.io/a/b"
                                << "sha256:00";
    }
    void aNameIsTakenApart()
    {
        QFETCH(QString, text);
        QFETCH(QString, registry);
        QFETCH(QString, name);
        QFETCH(QString, version);
        const ImageReference reference = parseImageReference(text.toStdString());
        QCOMPARE(QString::fromStdString(reference.registry), registry);
        QCOMPARE(QString::fromStdString(reference.name), name);
        QCOMPARE(QString::fromStdString(reference.version), version);
    }

    void howFarItIsIsToldInBytesOverAllLayers()
    {
        PullProgress progress;
        progress.take(R"({"status":"Pulling from team/shop","id":"1.2"})");
        QCOMPARE(progress.text(), std::string("Pulling from team/shop"));
        progress.take(R"({"status":"Downloading","progressDetail":{"current":1000000,"total":4000000},"id":"a"})");
        progress.take(R"({"status":"Downloading","progressDetail":{"current":500000,"total":6000000},"id":"b"})");
        progress.take("no json");
        progress.take(R"({"status":"Extracting","progressDetail":"wrong","id":"b"})");
        QCOMPARE(progress.text(), std::string("1.5 of 10.0 MB"));
        progress.take(R"({"status":"Download complete","progressDetail":{},"id":"a"})");
        QCOMPARE(progress.text(), std::string("4.5 of 10.0 MB"));
        QVERIFY(progress.failure().empty());
    }

    void oneTagIsAskedForAndProgressIsPassedOn()
    {
        const std::string lines = R"({"status":"Downloading","progressDetail":{"current":1,"total":2},"id":"a"})"
                                  "\r\n"
                                  R"({"status":"Status: Downloaded newer image for shop:latest"})"
                                  "\r\n";
        FalseEngine engine({answer(200, versionBody("1.41", "1.12")), answer(200, lines)});
        std::vector<std::string> told;
        PullHooks hooks = heedless();
        hooks.progress = [&](const std::string &text) { told.push_back(text); };
        const auto pulled = pull(engine, "r.example:5000/shop", hooks);
        QVERIFY2(pulled.has_value(), reasonOf(pulled).c_str());
        QCOMPARE(engine.requests.at(1),
                 std::string("POST /v1.41/images/create?fromImage=r.example%3A5000%2Fshop&tag=latest"));
        QVERIFY(!told.empty());
    }

    void whatARegistrySaysBecomesASentenceWithAdvice_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("advice");
        QTest::newRow("unknown") << 404
                                 << QByteArray(R"({"message":"manifest for shop:9 not found: manifest unknown"})")
                                 << int(ErrorCode::NotFound) << "tag";
        QTest::newRow("denied") << 404 << QByteArray(R"({"message":"pull access denied for shop"})")
                                << int(ErrorCode::NotFound) << "docker login";
        QTest::newRow("limit")
            << 200
            << QByteArray(R"({"status":"x"})"
                          "\n"
                          R"({"errorDetail":{"message":"toomanyrequests: You have reached your pull rate limit"}})")
            << int(ErrorCode::Refused) << "docker login";
        QTest::newRow("far away") << 500 << QByteArray(R"({"message":"dial tcp: lookup r.example: no such host"})")
                                  << int(ErrorCode::Failed) << "--stand-ins"; // the engine is not
        QTest::newRow("far away, said late")
            << 200 << QByteArray(R"({"errorDetail":{"message":"failed to resolve reference: dial tcp: i/o timeout"}})")
            << int(ErrorCode::Failed) << "--stand-ins";
        QTest::newRow("no name") << 400 << QByteArray(R"({"message":"invalid reference format"})")
                                 << int(ErrorCode::InvalidInput) << "name and tag";
    }
    void whatARegistrySaysBecomesASentenceWithAdvice()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(int, code);
        QFETCH(QString, advice);
        FalseEngine engine({answer(200, versionBody("1.41", "1.12")), answer(status, body.toStdString())});
        const auto pulled = pull(engine, "shop:9", heedless());
        QVERIFY(!pulled.has_value());
        QCOMPARE(int(pulled.error().code), code);
        QVERIFY2(pulled.error().message.find("shop:9") != std::string::npos, reasonOf(pulled).c_str());
        QVERIFY2(pulled.error().advice.find(advice.toStdString()) != std::string::npos, reasonOf(pulled).c_str());
    }

    void anEngineThatIsGoneIsNotTakenForTheRegistry()
    {
        FalseEngine engine({answer(200, versionBody("1.41", "1.12")), "HTTP/1.1 200 OK\r\nContent-"});
        const auto pulled = pull(engine, "shop:9", heedless());
        QVERIFY(!pulled.has_value());
        QCOMPARE(pulled.error().code, ErrorCode::NotReachable);
        QVERIFY2(pulled.error().message.find("shop:9") != std::string::npos, reasonOf(pulled).c_str());
    }

    void aPullThatStandsStillCanBeCancelled()
    {
        // The header promises more than ever comes.
        FalseEngine engine({answer(200, versionBody("1.41", "1.12")),
                            "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"status\":\"Pulling\"}\r\n"});
        int asked = 0;
        PullHooks hooks = heedless();
        hooks.isCancelled = [&] { return ++asked > 2; };
        const auto pulled = pull(engine, "shop:9", hooks);
        QVERIFY(!pulled.has_value());
        QVERIFY(pulled.error().code == ErrorCode::Interrupted || pulled.error().code == ErrorCode::NotReachable);
    }

    void aPullThatDoesNotBeginCanBeCancelled()
    {
        FalseEngine engine({answer(200, versionBody("1.41", "1.12"))}); // which says nothing more
        QElapsedTimer timer;
        timer.start();
        PullHooks hooks = heedless();
        hooks.isCancelled = [&] { return timer.elapsed() > 500; };
        const auto pulled = pull(engine, "shop:9", hooks);
        QVERIFY(!pulled.has_value());
        QCOMPARE(pulled.error().code, ErrorCode::Interrupted);
        QVERIFY(timer.elapsed() < 10'000);
    }

    void anIdentityTokenIsHandedOn()
    {
        const std::string config =
            R"({"auths":{"r.example":{"auth":"bWU6","identitytoken":"t0k"},"bare.example":{"identitytoken":"t1k"}}})";
        const auto headerFor = [&](const char *registry) {
            return QByteArray::fromBase64(QByteArray::fromStdString(registryAuthFrom(config, registry)),
                                          QByteArray::Base64UrlEncoding);
        };
        QCOMPARE(headerFor("r.example"), QByteArray(R"({"identitytoken":"t0k","serveraddress":"r.example"})"));
        QCOMPARE(headerFor("bare.example"), QByteArray(R"({"identitytoken":"t1k","serveraddress":"bare.example"})"));
    }

    void aPasswordOfDockersConfigurationIsForItsRegistryAlone()
    {
        const std::string config =
            R"({"auths":{"https://index.docker.io/v1/":{"auth":"bWU6c2VjcmV0"},)"
            R"("r.example:5000":{"auth":"eW91OnBhc3M6d29yZA=="},"broken":{"auth":"?"},"odd":7}})";
        const QByteArray hub = QByteArray::fromBase64(QByteArray::fromStdString(registryAuthFrom(config, "docker.io")),
                                                      QByteArray::Base64UrlEncoding);
        const QByteArray expected =
            R"({"password":"secret","serveraddress":"https://index.docker.io/v1/","username":"me"})";
        QCOMPARE(hub, expected);
        const QByteArray own = QByteArray::fromBase64(
            QByteArray::fromStdString(registryAuthFrom(config, "r.example:5000")), QByteArray::Base64UrlEncoding);
        QVERIFY(own.contains("\"password\":\"pass:word\""));
        for (const char *other : {"ghcr.io", "broken", "odd"})
            QCOMPARE(registryAuthFrom(config, other), std::string());
        QCOMPARE(registryAuthFrom("{", "docker.io"), std::string());
    }

    void aCredentialHelperIsAsked()
    {
        QTemporaryDir programs;
        const auto script = [&](const char *name, const char *text) {
            QFile file(programs.filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(QByteArray("#!/bin/sh\n") + text);
            file.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
        };
        script("docker-credential-safe", "read server || true\n[ \"$1\" = get ] || exit 1\n"
                                         "echo \"{\\\"Username\\\":\\\"me\\\",\\\"Secret\\\":\\\"for $server\\\"}\"\n");
        script("docker-credential-token", "echo '{\"Username\":\"<token>\",\"Secret\":\"t0k\"}'\n");
        script("docker-credential-none", "echo credentials not found in native keychain; exit 1\n");
        script("docker-credential-asleep", "exec sleep 60\n");
        const QByteArray before = qgetenv("PATH");
        qputenv("PATH", programs.path().toUtf8() + ':' + before);
        const std::string config =
            R"({"credsStore": "safe", "credHelpers": {"ghcr.io": "token", "r.example": "none", "slow": "asleep",
                "odd": "../../bin/sh"}, "auths": {"r.example": {"auth": "bWU6bGlzdGVk"}}})";
        const auto headerFor = [&](const char *registry, std::chrono::milliseconds limit = std::chrono::seconds(20)) {
            return QByteArray::fromBase64(QByteArray::fromStdString(registryAuthFrom(config, registry, limit)),
                                          QByteArray::Base64UrlEncoding);
        };
        QCOMPARE(headerFor("shop.example"),
                 QByteArray(R"({"password":"for shop.example","serveraddress":"shop.example","username":"me"})"));
        QVERIFY(headerFor("docker.io").contains("for https://index.docker.io/v1/"));
        QCOMPARE(headerFor("ghcr.io"), QByteArray(R"({"identitytoken":"t0k","serveraddress":"ghcr.io"})"));
        QVERIFY(headerFor("r.example").contains("listed")); // what the helper does not know may stand in the file
        QCOMPARE(headerFor("slow", std::chrono::milliseconds(500)), QByteArray());
        QCOMPARE(headerFor("odd"), QByteArray());
        qputenv("PATH", before);
    }

private:
    QTemporaryDir m_config; ///< an empty one: not that of whoever runs the test
};

QTEST_GUILESS_MAIN(ImagePullTest)
#include "image_pull_test.moc"
