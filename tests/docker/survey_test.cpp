// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in the way of a deploy, before anything is made: ports of others, folders that are missing. Against
// engines that say what they are told to say.
#include "engine/docker/deployment_run.h"
#include "tests/docker/small_plan.h"
#include "tests/docker/smallest_program.h"
#include "tests/docker/tls_engine.h"
#include "tests/free_port.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>

#include <QtTest>

using namespace bayplan;

class SurveyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aPortIsTakenOnItsAddressAndByItsProtocolOnly_data();
    void aPortIsTakenOnItsAddressAndByItsProtocolOnly();
    void aPortThatAProgramListensOnIsWarnedOf_data();
    void aPortThatAProgramListensOnIsWarnedOf();
    void foldersAreLookedForOnTheEnginesMachineOnly();
};

namespace {

/// Of an engine with every image and one container, not ours, that publishes `ports`.
std::string answerTo(const std::string &request, const std::string &ports)
{
    const auto asks = [&request](const char *words) { return request.find(words) != std::string::npos; };
    if (asks("/version"))
        return answer(200, versionBody("1.41", "1.24"));
    if (asks("/containers/json"))
        return answer(200, R"([{"Id":"c1","State":"running","Names":["/others"],"Ports":[)" + ports + "]}]");
    if (asks("/networks"))
        return answer(200, "[]");
    return answer(200, "{}");
}

Result<DeployPreview> preview(const std::string &url, const Plan &plan)
{
    DeployOptions options;
    options.engineUrl = url;
    const QTemporaryDir folder;
    options.agentBinary = folder.filePath("agent").toStdString();
    if (!writeSmallestProgram(folder.filePath("agent")))
        return fail(ErrorCode::Io, "The program cannot be written.");
    return previewDeployment(plan, options);
}

std::string blockersOf(const Result<DeployPreview> &preview)
{
    std::string text;
    for (const Error &each : preview.value().blockers)
        text += each.message + '\n';
    return text;
}

} // namespace

void SurveyTest::init()
{
    for (const char *name : {"DOCKER_CONFIG", "DOCKER_HOST", "DOCKER_CONTEXT", "DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH"})
        qunsetenv(name);
}

void SurveyTest::aPortIsTakenOnItsAddressAndByItsProtocolOnly_data()
{
    QTest::addColumn<QString>("ip");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("ours");
    QTest::addColumn<bool>("isTaken");
    QTest::newRow("the same") << "127.0.0.1"
                              << "tcp"
                              << "127.0.0.1" << true;
    QTest::newRow("another protocol") << "0.0.0.0"
                                      << "udp"
                                      << "127.0.0.1" << false;
    QTest::newRow("another address") << "192.168.7.7"
                                     << "tcp"
                                     << "127.0.0.1" << false;
    QTest::newRow("theirs on every address") << "0.0.0.0"
                                             << "tcp"
                                             << "127.0.0.1" << true;
    QTest::newRow("theirs on every address of IPv6") << "::"
                                                     << "tcp"
                                                     << "127.0.0.1" << false;
    QTest::newRow("both on every address, of another family") << "::"
                                                              << "tcp"
                                                              << "0.0.0.0" << false;
    QTest::newRow("both on every address of IPv6") << "::"
                                                   << "tcp"
                                                   << "::" << true;
    QTest::newRow("ours on every address of IPv6") << "::1"
                                                   << "tcp"
                                                   << "::" << true;
    QTest::newRow("theirs, without an address") << ""
                                                << "tcp"
                                                << "127.0.0.1" << true;
    QTest::newRow("ours on every address") << "192.168.7.7"
                                           << "tcp"
                                           << "0.0.0.0" << true;
}

void SurveyTest::aPortIsTakenOnItsAddressAndByItsProtocolOnly()
{
    QFETCH(QString, ip);
    QFETCH(QString, type);
    QFETCH(QString, ours);
    QFETCH(bool, isTaken);
    const std::string ports = R"({"PrivatePort":80,"PublicPort":18080,"IP":")" + ip.toStdString() + R"(","Type":")" +
                              type.toStdString() + "\"}";
    AnsweringEngine engine([&](const std::string &request) { return answerTo(request, ports); });
    SmallPlan small;
    small.plan.instances.front().publish.push_back({ours.toStdString(), 18080, 8080, "tcp"});
    const auto found = preview(engine.url(), small.plan);
    QVERIFY2(found.has_value(), found.has_error() ? found.error().message.c_str() : "");
    const std::string blockers = blockersOf(found);
    QVERIFY2((blockers.find("belongs to the container others") != std::string::npos) == isTaken, blockers.c_str());
}

void SurveyTest::aPortThatAProgramListensOnIsWarnedOf_data()
{
    QTest::addColumn<QString>("theirs");
    QTest::addColumn<bool>("isSixOnly");
    QTest::addColumn<QString>("ours");
    QTest::addColumn<bool>("isTaken");
    QTest::newRow("the same") << "127.0.0.1" << false << "127.0.0.1" << true;
    QTest::newRow("theirs on every address") << "0.0.0.0" << false << "127.0.0.1" << true;
    QTest::newRow("theirs on every address of IPv6") << "::" << true << "127.0.0.1" << false;
    QTest::newRow("theirs on every address of both families") << "::" << false << "127.0.0.1" << true;
    QTest::newRow("ours on every address of IPv6") << "127.0.0.1" << false << "::" << false;
    QTest::newRow("both on every address of IPv6") << "::" << true << "::" << true;
}

/// An engine listens on "::" for IPv6 alone; another program may do so for both families.
void SurveyTest::aPortThatAProgramListensOnIsWarnedOf()
{
    QFETCH(QString, theirs);
    QFETCH(bool, isSixOnly);
    QFETCH(QString, ours);
    QFETCH(bool, isTaken);
    asio::io_context io;
    asio::ip::tcp::acceptor acceptor(io);
    const asio::ip::tcp::endpoint endpoint(asio::ip::make_address(theirs.toStdString()), freePort());
    acceptor.open(endpoint.protocol());
    if (endpoint.address().is_v6())
        acceptor.set_option(asio::ip::v6_only(isSixOnly));
    boost::system::error_code failure;
    acceptor.bind(endpoint, failure);
    if (failure)
        QSKIP("This machine has no such address.");
    acceptor.listen();
    AnsweringEngine engine([](const std::string &request) { return answerTo(request, {}); });
    SmallPlan small;
    small.plan.instances.front().publish.push_back({ours.toStdString(), acceptor.local_endpoint().port(), 8080, "tcp"});
    const auto found = preview(engine.url(), small.plan);
    QVERIFY2(found.has_value(), found.has_error() ? found.error().message.c_str() : "");
    const auto check = std::ranges::find(found->checks, DeployCheck::Topic::Ports, &DeployCheck::topic);
    QVERIFY(check != found->checks.end());
    QCOMPARE(check->state == DeployCheck::State::Warning, isTaken);
}

void SurveyTest::foldersAreLookedForOnTheEnginesMachineOnly()
{
    SmallPlan small;
    small.plan.volumes.front().hostPath = "/nowhere/near/this/machine";
    const auto says = [](const std::string &request) { return answerTo(request, {}); };
    AnsweringEngine near(says);
    const std::string here = blockersOf(preview(near.url(), small.plan));
    QVERIFY2(here.find("does not exist") != std::string::npos, here.c_str());

    const QTemporaryDir folder;
    QVERIFY(makeCertificates(folder.path(), "localhost"));
    const TlsEngine far(folder.path(), says);
    qputenv("DOCKER_TLS_VERIFY", "1");
    qputenv("DOCKER_CERT_PATH", folder.path().toUtf8());
    const auto there = preview(far.url(), small.plan);
    QVERIFY2(there.has_value(), there.has_error() ? there.error().message.c_str() : "");
    QCOMPARE(blockersOf(there), std::string());
}

QTEST_GUILESS_MAIN(SurveyTest)
#include "survey_test.moc"
