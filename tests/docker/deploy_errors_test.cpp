// SPDX-License-Identifier: GPL-3.0-or-later
// A deploy that cannot succeed names what is in the way, in the engine's own words, says what to do, and leaves
// nothing. Each is the success script with one step broken, against a real engine.
#include "engine/docker/deployment_run.h"
#include "engine/docker/engine_calls.h"
#include "engine/docker/engine_session.h"
#include "tests/docker/command_line.h"
#include "tests/docker/test_engine.h"

#include <QTemporaryDir>
#include <QtTest>

#include <functional>

using namespace bayplan;

class DeployErrorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void theScriptSucceeds();
    void aPortThatIsTaken();
    void aNameThatIsTaken();
    void noRangeOfAddressesLeft();
    void tooLittleMemoryToStart();
    void aHealthCheckThatNeverPasses();
    void aHealthCheckIsWaitedFor();
    void noPermissionOnTheSocket();
    void anImageThatIsMissing();

private:
    Outcome deploy(const QByteArray &container);
    void docker(const QStringList &arguments) const;
    void fails(const QByteArray &container, int status, const QByteArrayList &words);
    int leftovers() const;

    TestEngine m_engine;
    QTemporaryDir m_folder;
};

namespace {

const QByteArray good = R"("image": "bayplan-test/shell:1", "command": ["sh", "-c", "sleep 600"])";

} // namespace

/// A drawing of one container of the user's own.
Outcome DeployErrorsTest::deploy(const QByteArray &container)
{
    const QString path = m_folder.filePath("broken.bayplan.json");
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write(R"({"bayplan": 1, "name": "broken", "pods": {"web": {"name": "web"}},
                   "containers": {"app": {"pod": "web", "kind": "container", "name": "app", )" +
               container + "}}}");
    file.close();
    return runProgram({"deploy", path, "--no-pull", "--agent", BAYPLAN_BINARY_DIR "/bin/bayplan-agent"},
                      m_engine.url());
}

void DeployErrorsTest::docker(const QStringList &arguments) const
{
    QProcess program;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("DOCKER_HOST", QString::fromStdString(m_engine.url()));
    program.setProcessEnvironment(environment);
    program.start("docker", arguments);
    QVERIFY(program.waitForFinished(60'000));
    QVERIFY2(program.exitCode() == 0, program.readAllStandardError());
}

/// Containers, networks and volumes of the deployment.
int DeployErrorsTest::leftovers() const
{
    const auto left = withEngine<int>(m_engine.url(), [](EngineClient &engine) -> Task<Result<int>> {
        const std::string containersOf = std::string(label::deployment) + "=broken";
        const std::string volumesOf = "com.docker.compose.project=broken";
        const auto containers = co_await listContainers(engine, containersOf);
        const auto networks = co_await listNetworks(engine);
        const auto volumes = co_await listVolumes(engine, volumesOf);
        co_return static_cast<int>(containers->size() + volumes->size()) +
            static_cast<int>(std::ranges::count(*networks, "broken_default", &FoundNetwork::name));
    });
    return left ? *left : -1;
}

void DeployErrorsTest::fails(const QByteArray &container, int status, const QByteArrayList &words)
{
    const Outcome outcome = deploy(container);
    QCOMPARE(outcome.status, status);
    for (const QByteArray &word : words)
        QVERIFY2(outcome.words.contains(word), outcome.words);
    QCOMPARE(leftovers(), 0);
}

void DeployErrorsTest::initTestCase()
{
    if (m_engine.url().empty())
        QSKIP("There is no engine, and none can be started here.");
    if (!m_engine.makeImage({"bayplan-test/shell:1", "[]", "sh", "sleep", "head", "tr", "cat", "touch"}))
        QSKIP("The image cannot be made: the docker program is not installed.");
}

void DeployErrorsTest::cleanup()
{
    if (!m_engine.url().empty())
        static_cast<void>(takeDown(m_engine.url(), "broken", true, {}));
}

void DeployErrorsTest::theScriptSucceeds()
{
    const Outcome outcome = deploy(good);
    QVERIFY2(outcome.status == 0, outcome.words);
    QVERIFY(leftovers() > 2);
}

void DeployErrorsTest::aPortThatIsTaken()
{
    docker({"network", "create", "broken-other"});
    docker({"run", "-d", "--name", "holder", "--network", "broken-other", "-p", "127.0.0.1:39271:80",
            "bayplan-test/shell:1", "sleep", "600"});
    fails(good + R"(, "publish": ["127.0.0.1:39271:80"])", 1, {"39271", "web"});
    docker({"rm", "-f", "holder"});
    docker({"network", "rm", "broken-other"});
}

void DeployErrorsTest::aNameThatIsTaken()
{
    docker({"create", "--name", "broken-web-app", "--network", "none", "bayplan-test/shell:1", "sleep", "600"});
    fails(good, 1, {"broken-web-app", "another name"});
    docker({"inspect", "broken-web-app"}); // a stranger's: it is left alone
    docker({"rm", "-f", "broken-web-app"});
}

void DeployErrorsTest::noRangeOfAddressesLeft()
{
    docker({"network", "create", "--subnet", "10.213.0.0/16", "broken-other"});
    fails(good, 1, {"10.213.0.0/16", "docker network prune"});
    docker({"network", "rm", "broken-other"});
}

void DeployErrorsTest::tooLittleMemoryToStart()
{
    fails(R"("image": "bayplan-test/shell:1", "memoryLimit": "8MiB",
             "command": ["sh", "-c", "x=$(head -c 60000000 /dev/zero | tr '\\0' a); echo $x"])",
          1, {"broken-web-app", "out of memory", "limits"});
}

void DeployErrorsTest::aHealthCheckThatNeverPasses()
{
    QFile recipe(m_folder.filePath("Dockerfile"));
    QVERIFY(recipe.open(QIODevice::WriteOnly));
    recipe.write(
        "FROM bayplan-test/shell:1\nHEALTHCHECK --interval=200ms --retries=2 CMD echo the engine is cold; exit 1\n");
    recipe.close();
    docker({"build", "-t", "bayplan-test/sick:1", m_folder.path()});
    fails(R"("image": "bayplan-test/sick:1", "command": ["sh", "-c", "sleep 600"])", 1,
          {"broken-web-app", "health check fails", "the engine is cold"});
}

void DeployErrorsTest::aHealthCheckIsWaitedFor()
{
    QFile recipe(m_folder.filePath("Dockerfile"));
    QVERIFY(recipe.open(QIODevice::WriteOnly));
    recipe.write("FROM bayplan-test/shell:1\nHEALTHCHECK --interval=200ms --retries=50 CMD cat /tmp/warm\n");
    recipe.close();
    docker({"build", "-t", "bayplan-test/slow:1", m_folder.path()});
    const Outcome outcome =
        deploy(R"("image": "bayplan-test/slow:1", "command": ["sh", "-c", "sleep 3; touch /tmp/warm; sleep 600"])");
    QVERIFY2(outcome.status == 0, outcome.words);
    const auto found = findDeployments(m_engine.url());
    const auto &containers = found->front().containers;
    const auto app = std::ranges::find(containers, "web/app", &FoundContainer::instance);
    QVERIFY(app != containers.end());
    QCOMPARE(app->health, std::string("healthy"));
}

void DeployErrorsTest::noPermissionOnTheSocket()
{
    if (QStandardPaths::findExecutable("setpriv").isEmpty() || geteuid() != 0)
        QSKIP("Only root can give its rights away, by setpriv.");
    QProcess program;
    program.setProcessChannelMode(QProcess::MergedChannels);
    program.start("setpriv", {"--reuid=65534", "--regid=65534", "--clear-groups", BAYPLAN_BINARY_DIR "/bin/bayplanctl",
                              "status", "--engine", QString::fromStdString(m_engine.url())});
    QVERIFY(program.waitForFinished(20'000));
    const QByteArray words = program.readAll();
    if (program.exitCode() == 127 || words.contains("failed to execute"))
        QSKIP("Nobody but root can reach the program here.");
    QCOMPARE(program.exitCode(), 5);
    QVERIFY2(words.contains("ermission") && words.contains("group docker"), words);
}

void DeployErrorsTest::anImageThatIsMissing()
{
    fails(R"("image": "bayplan-test/nowhere:1")", 1, {"bayplan-test/nowhere:1"});
}

QTEST_GUILESS_MAIN(DeployErrorsTest)
#include "deploy_errors_test.moc"
