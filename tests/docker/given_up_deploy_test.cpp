// SPDX-License-Identifier: GPL-3.0-or-later
// A deploy that is given up, fails or was killed: what was there before is there afterwards, and what it tells holds no
// secret. Against a false engine that keeps what it is asked to make.
#include "engine/docker/engine_calls.h"
#include "engine/docker/engine_session.h"
#include "engine/docker/fault_journal.h"
#include "engine/docker/hidden_values.h"
#include "engine/wire/base64.h"
#include "tests/docker/batch_deploy.h"
#include "tests/docker/command_line.h"

#include <csignal>

using namespace bayplan;

class GivenUpDeployTest : public QObject, private BatchDeploy {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setUp(); }
    void aChangeThatIsStoppedLeavesAllAsItWas();
    void aChangeThatTakesTooLongLeavesAllAsItWas();
    void aChangeThatIsInterruptedLeavesAllAsItWas_data();
    void aChangeThatIsInterruptedLeavesAllAsItWas();
    void whoReadsNoWordsEndsNoDeploy();
    void anEngineThatIsLostIsNotMeasured_data();
    void anEngineThatIsLostIsNotMeasured();
    void aChangeThatFailsLeavesAllAsItWas();
    void anEngineThatIsStartedAnewIsWaitedFor();
    void aRenameWhoseAnswerIsLostIsTakenBack();
    void whatTheEngineMakesLateIsRemoved();
    void whatIsNewIsRemoved();
    void whatIsReadyStaysUntilItIsTakenDown();
    void whoOnlyLooksTakesNothingBack();
    void aFaultThatIsLeftMeanwhileIsEnded();
    void secretsAreNotTold_data();
    void secretsAreNotTold();
    void whatIsNoSecretIsTold();
    void encodedSecretsAreNotTold_data();
    void encodedSecretsAreNotTold();
};

namespace {

/// Docker's frame around what a container wrote.
std::string frame(const std::string &text)
{
    return std::string("\1\0\0\0\0\0\0", 7) + static_cast<char>(text.size()) + text;
}

} // namespace

void GivenUpDeployTest::aChangeThatIsStoppedLeavesAllAsItWas()
{
    FalseDocker engine;
    putAll(engine, m_batch, Settings::Others);
    const QStringList before = engine.everything();
    const auto run = begin(engine, m_batch);
    QTRY_VERIFY_WITH_TIMEOUT(isStarting(*run, hubInstance), patienceMs);
    QVERIFY(engine.everything() != before);
    run->giveUp();
    QTRY_COMPARE_WITH_TIMEOUT(run->snapshot()->status, RunStatus::Failed, patienceMs);
    QCOMPARE(run->error().code, ErrorCode::Interrupted);
    QVERIFY2(run->error().message.find("as it was before") != std::string::npos, run->error().message.c_str());
    QCOMPARE(engine.everything(), before);
}

void GivenUpDeployTest::aChangeThatTakesTooLongLeavesAllAsItWas()
{
    FalseDocker engine;
    putAll(engine, m_batch, Settings::Others);
    const QStringList before = engine.everything();
    const Outcome outcome = runProgram(deployOf(m_batch) + QStringList{"--timeout", "2s"}, engine.url());
    QVERIFY2(outcome.status == 6, outcome.words);
    QVERIFY2(outcome.words.contains("as it was before") && !outcome.words.contains("removed again"), outcome.words);
    QVERIFY(!engine.done().filter("/containers/create").isEmpty()); // it was on its way
    QCOMPARE(engine.everything(), before);
}

void GivenUpDeployTest::aChangeThatIsInterruptedLeavesAllAsItWas_data()
{
    QTest::addColumn<QList<int>>("signals");
    QTest::newRow("Ctrl+C") << QList<int>{SIGINT};
    QTest::newRow("ended") << QList<int>{SIGTERM};
    QTest::newRow("closed terminal") << QList<int>{SIGHUP, SIGHUP}; // of the system and of the shell
}

void GivenUpDeployTest::aChangeThatIsInterruptedLeavesAllAsItWas()
{
    QFETCH(QList<int>, signals);
    FalseDocker engine;
    putAll(engine, m_batch, Settings::Others);
    const QStringList before = engine.everything();
    QProcess program;
    program.setProcessChannelMode(QProcess::MergedChannels);
    program.start(QStringLiteral(BAYPLAN_BINARY_DIR "/bin/bayplanctl"),
                  deployOf(m_batch) + QStringList{"--engine", QString::fromStdString(engine.url())});
    QTRY_VERIFY_WITH_TIMEOUT(!engine.done().filter("name=batch-stages-bayplan-hub").isEmpty(), patienceMs);
    const auto process = static_cast<pid_t>(program.processId()); // none any more once it has ended
    for (const int signal : signals) {
        ::kill(process, signal);
        QTest::qWait(20);
    }
    QTRY_COMPARE_WITH_TIMEOUT(program.state(), QProcess::NotRunning, patienceMs);
    const QByteArray words = program.readAll();
    QVERIFY2(program.exitCode() == 130, words);
    QVERIFY2(words.contains("as it was before") && !words.contains("removed again"), words);
    QCOMPARE(engine.everything(), before);
}

void GivenUpDeployTest::whoReadsNoWordsEndsNoDeploy()
{
    FalseDocker engine;
    putAll(engine, m_batch, Settings::Same);
    const QString status = m_folder.filePath("status");
    QProcess shell;
    shell.start("sh", QStringList{"-c", R"({ sleep 0.3; "$@"; echo $? > "$0"; } 2>&1 | true)", status,
                                  QStringLiteral(BAYPLAN_BINARY_DIR "/bin/bayplanctl")} +
                          deployOf(m_batch) + QStringList{"--engine", QString::fromStdString(engine.url())});
    QVERIFY(shell.waitForFinished(patienceMs));
    QFile file(status);
    QTRY_VERIFY_WITH_TIMEOUT(file.exists() && file.size() > 0, patienceMs);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("0\n"));
    QVERIFY(!engine.everything().filter("bayplan-plan").isEmpty());
}

void GivenUpDeployTest::anEngineThatIsLostIsNotMeasured_data()
{
    QTest::addColumn<QString>("length");
    QTest::addColumn<int>("lostAtMs");
    QTest::addColumn<bool>("comesBack");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("for good") << "9s" << 0 << false << 5 << QByteArray("The engine was lost at ");
    QTest::newRow("for a while") << "9s" << 0 << true << 0 << QByteArray("The engine did not answer from ");
    QTest::newRow("at the end") << "3s" << 2'200 << false << 5 << QByteArray("The engine was lost at ");
}

void GivenUpDeployTest::anEngineThatIsLostIsNotMeasured()
{
    QFETCH(QString, length);
    QFETCH(int, lostAtMs);
    QFETCH(bool, comesBack);
    FalseDocker engine([](const FalseDocker::Request &request) { // events that end have it looked at every second
        return request.call == "GET /events" ? stalledRefusal : std::string();
    });
    putAll(engine, m_batch, Settings::Same);
    QProcess program;
    program.start(QStringLiteral(BAYPLAN_BINARY_DIR "/bin/bayplanctl"),
                  deployOf(m_batch) + QStringList{"--measure", length, "--warm-up", "0s", "--engine",
                                                  QString::fromStdString(engine.url())});
    QByteArray words;
    QTRY_VERIFY_WITH_TIMEOUT((words += program.readAllStandardError()).contains("all ready"), patienceMs);
    QTest::qWait(lostAtMs);
    engine.setHook([](const FalseDocker::Request &) { return std::string("HTTP/1.1 "); });
    QTest::qWait(4'000); // it is looked for every three seconds
    if (comesBack)
        engine.setHook({});
    QTRY_COMPARE_WITH_TIMEOUT(program.state(), QProcess::NotRunning, patienceMs);
    words += program.readAllStandardError() + program.readAllStandardOutput();
    QTEST(program.exitCode(), "status");
    QFETCH(QByteArray, expected);
    QVERIFY2(words.contains(expected), words);
}

void GivenUpDeployTest::aChangeThatFailsLeavesAllAsItWas()
{
    FalseDocker engine([](const FalseDocker::Request &request) {
        const bool isOfNew = request.call.starts_with("POST /containers/new-") && request.call.ends_with("/start");
        return isOfNew ? answer(500, R"({"message":"no luck today"})") : std::string();
    });
    putAll(engine, m_batch, Settings::Others);
    const QStringList before = engine.everything();
    const auto run = begin(engine, m_batch);
    QTRY_COMPARE_WITH_TIMEOUT(run->snapshot()->status, RunStatus::Failed, patienceMs);
    QVERIFY2(run->error().message.find("no luck today") != std::string::npos, run->error().message.c_str());
    QCOMPARE(engine.everything(), before);
}

/// What had run before is down until the engine answers again.
void GivenUpDeployTest::anEngineThatIsStartedAnewIsWaitedFor()
{
    using Clock = std::chrono::steady_clock;
    std::atomic<Clock::time_point> backAt{};
    FalseDocker engine([&](const FalseDocker::Request &request) {
        if (backAt.load() == Clock::time_point() && request.call.ends_with("/start"))
            backAt = Clock::now() + std::chrono::seconds(3);
        return Clock::now() < backAt.load() ? std::string(FalseDocker::brokenOff) : std::string();
    });
    putAll(engine, m_batch, Settings::Others);
    const QStringList before = engine.everything();
    const auto run = begin(engine, m_batch);
    QTRY_COMPARE_WITH_TIMEOUT(run->snapshot()->status, RunStatus::Failed, patienceMs);
    QCOMPARE(engine.everything(), before);
    QVERIFY2(run->error().message.find("Not taken back") == std::string::npos, run->error().message.c_str());
}

void GivenUpDeployTest::aRenameWhoseAnswerIsLostIsTakenBack()
{
    std::atomic<int> renames = 0;
    FalseDocker engine([&](const FalseDocker::Request &request) {
        return request.call.ends_with("/rename") && renames++ == 0 ? FalseDocker::unsaid : "";
    });
    putAll(engine, m_batch, Settings::Others);
    const QStringList before = engine.everything();
    const auto run = begin(engine, m_batch);
    QTRY_COMPARE_WITH_TIMEOUT(run->snapshot()->status, RunStatus::Failed, patienceMs);
    QVERIFY(renames > 1);
    QCOMPARE(engine.everything(), before);
}

void GivenUpDeployTest::whatTheEngineMakesLateIsRemoved()
{
    FalseDocker *behind = nullptr;
    std::string name, body;
    FalseDocker engine([&](const FalseDocker::Request &request) {
        const bool isAgent =
            request.body.find("opener") == std::string::npos && request.query.find("opener") == std::string::npos;
        if (request.call == "POST /containers/create" && isAgent && name.empty()) {
            name = request.query.substr(request.query.find('=') + 1);
            body = request.body;
            return std::string(FalseDocker::brokenOff);
        }
        if (request.call.starts_with("DELETE /containers/" + name) && !name.empty() && !body.empty()) {
            behind->putContainer(name, std::exchange(body, {})); // just after this
            return answer(404, R"({"message":"No such container"})");
        }
        return std::string();
    });
    behind = &engine;
    const auto run = begin(engine, m_batch);
    QTRY_COMPARE_WITH_TIMEOUT(run->snapshot()->status, RunStatus::Failed, patienceMs);
    QVERIFY(!name.empty() && body.empty());
    QCOMPARE(engine.everything(), QStringList());
}

void GivenUpDeployTest::whatIsNewIsRemoved()
{
    FalseDocker engine;
    const auto run = begin(engine, m_batch);
    QTRY_VERIFY_WITH_TIMEOUT(isStarting(*run, hubInstance), patienceMs);
    run->giveUp();
    QTRY_COMPARE_WITH_TIMEOUT(run->snapshot()->status, RunStatus::Finished, patienceMs);
    QCOMPARE(engine.everything(), QStringList());
    const Outcome outcome = runProgram(deployOf(m_batch) + QStringList{"--timeout", "2s"}, engine.url());
    QVERIFY2(outcome.status == 6, outcome.words);
    QVERIFY2(outcome.words.contains("what was made is removed again"), outcome.words);
    QCOMPARE(engine.everything(), QStringList());
}

void GivenUpDeployTest::whatIsReadyStaysUntilItIsTakenDown()
{
    std::atomic<Run *> stopped = nullptr;
    FalseDocker engine([&](const FalseDocker::Request &request) {
        if (Run *run = stopped; run != nullptr && isNote(request))
            run->giveUp(); // when all that is left to do is to note the plan
        return std::string();
    });
    putAll(engine, m_batch, Settings::Same);
    engine.putVolume(oldNote);
    const QStringList before = engine.everything();
    DeployOptions options;
    options.engineUrl = engine.url();
    options.agentBinary = m_agent.toStdString();
    const auto run = makeDeploymentRun(m_batch.plan, options);
    stopped = run.get();
    run->start();
    QTRY_COMPARE_WITH_TIMEOUT(run->snapshot()->status, RunStatus::Running, patienceMs);
    stopped = nullptr;
    run->giveUp(); // what its button was meant for has come about meanwhile
    QTest::qWait(300);
    QCOMPARE(run->snapshot()->status, RunStatus::Running);
    QCOMPARE(engine.everything().filter("container "), before.filter("container "));
    run->stop();
    QTRY_COMPARE_WITH_TIMEOUT(run->snapshot()->status, RunStatus::Finished, patienceMs);
    QCOMPARE(engine.everything(), QStringList());
}

void GivenUpDeployTest::whoOnlyLooksTakesNothingBack()
{
    FalseDocker engine;
    putAll(engine, m_batch, Settings::Same);
    const QStringList before = engine.everything();
    DeployOptions options;
    options.engineUrl = engine.url();
    const auto run = adoptDeployment(m_batch.plan, options);
    run->start();
    run->giveUp();
    QTRY_COMPARE_WITH_TIMEOUT(run->snapshot()->status, RunStatus::Running, patienceMs);
    QTest::qWait(300);
    QCOMPARE(engine.everything(), before);
}

/// By the run before this one, which ends beside it and may be refused its last call.
void GivenUpDeployTest::aFaultThatIsLeftMeanwhileIsEnded()
{
    FalseDocker engine;
    putAll(engine, m_batch, Settings::Same);
    const auto run = begin(engine, m_batch);
    QTRY_COMPARE_WITH_TIMEOUT(run->snapshot()->status, RunStatus::Running, patienceMs);
    const ContainerSpec &held = m_batch.spec.containers.back();
    auto noted = NotedFault::write({engine.url(), "batch-stages", "pause", {held.instance}, {}});
    QVERIFY(noted.has_value());
    QTest::qWait(1'000);
    const QString call = QString::fromStdString("/was-" + held.name + "/unpause");
    QCOMPARE(engine.done().filter(call), QStringList()); // somebody sees to it
    noted->leave();
    QTRY_VERIFY_WITH_TIMEOUT(!engine.done().filter(call).isEmpty(), 15'000);
}

void GivenUpDeployTest::secretsAreNotTold_data()
{
    QTest::addColumn<QString>("call");
    QTest::addColumn<QByteArray>("reply");
    const std::string refusal = "{\"message\": \"exec: 'canary-s3cr3t': executable file not found in $PATH\"}";
    QTest::newRow("in a refusal") << "/start" << QByteArray::fromStdString(answer(400, refusal));
    const std::string address = R"({"message": "Get \"https://hub/?key=%63anary%2ds3cr3t\": no such host"})";
    QTest::newRow("in an address") << "/start" << QByteArray::fromStdString(answer(400, address));
    const std::string header = R"({"message": "refused: Basic )" + toBase64("me:canary-s3cr3t") + "\"}";
    QTest::newRow("in a header") << "/start" << QByteArray::fromStdString(answer(400, header));
    const std::string tail = frame("the password canary-s3cr3t is wrong\n");
    QTest::newRow("in a log's end") << "/logs" << QByteArray::fromStdString(answer(200, tail));
}

void GivenUpDeployTest::secretsAreNotTold()
{
    QFETCH(QString, call);
    QFETCH(QByteArray, reply);
    QFile file(m_folder.filePath("secret.bayplan.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"bayplan": 1, "name": "secret", "pods": {"web": {"name": "web"}},
                   "containers": {"app": {"pod": "web", "kind": "container", "name": "app", "image": "shop:1",
                                          "environment": ["TOKEN=${CANARY}"], "command": ["${TOKEN}"]}}})");
    file.close();
    qputenv("CANARY", "canary-s3cr3t");
    const Drawing drawing = draw(file.fileName());
    for (const QStringList &more : {QStringList(), QStringList{"--json"}}) {
        FalseDocker engine([&](const FalseDocker::Request &request) -> std::string {
            const QString asked = QString::fromStdString(request.call);
            if (!asked.contains("/containers/new-"))
                return {};
            if (asked.endsWith(call))
                return reply.toStdString();
            return asked.endsWith("/json") ? answer(200, R"({"State":{"Status":"exited","ExitCode":1}})")
                                           : std::string();
        });
        putAll(engine, drawing, Settings::Same, "web/app");
        const Outcome outcome = runProgram(deployOf(drawing) + more, engine.url());
        QVERIFY2(outcome.status == 1, outcome.words);
        QVERIFY2(outcome.words.contains("${CANARY}"), outcome.words);
        QVERIFY2(!outcome.words.contains("s3cr3t"), outcome.words);
    }
    qunsetenv("CANARY");
}

void GivenUpDeployTest::whatIsNoSecretIsTold()
{
    const std::string drawn = "container web/app image=postgres:16";
    HiddenValues hidden;
    hidden.add("USER_NAME", "postgres", drawn);
    hidden.add("SHORT", "abc", drawn);
    hidden.add("MODE", "production", drawn);
    hidden.add("PORT", "54321", drawn);
    QVERIFY(hidden.empty());
    hidden.add("PASSWORD", "9876", drawn);
    hidden.add("KEY", "line one of it\nline two of it\n", drawn);
    hidden.add("LONG", "line one of it, and more", drawn);
    hidden.add("ODD", "a\"b\"c", drawn);
    QCOMPARE(hidden.hide("9876 line two of it"), std::string("${PASSWORD} ${KEY}"));
    QCOMPARE(hidden.hide("line one of it, and more"), std::string("${LONG}"));
    QCOMPARE(hidden.hide("exec \"a\\\"b\\\"c\" of postgres:54321"), std::string("exec \"${ODD}\" of postgres:54321"));
    const Error error = hidden.hide(fail(ErrorCode::Refused, "no 9876", "not 9876", {"f", 1, 2, "9876"}));
    QCOMPARE(error, fail(ErrorCode::Refused, "no ${PASSWORD}", "not ${PASSWORD}", {"f", 1, 2, "${PASSWORD}"}));
}

void GivenUpDeployTest::encodedSecretsAreNotTold_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("told");
    const auto base64 = [](const char *text) { return QString::fromStdString(toBase64(text)); };
    const auto isUrls = [](QString text) { return text.replace('+', '-').replace('/', '_'); };
    QTest::newRow("as it is") << "at a/b c%25?>~ now"
                              << "at ${KEY} now";
    QTest::newRow("in an address") << "?k=a%2Fb%20c%2525%3F%3E~&x=%2F"
                                   << "?k=${KEY}&x=%2F";
    QTest::newRow("small digits, some as they are") << "?k=a/b%20c%2525%3f>~"
                                                    << "?k=${KEY}";
    QTest::newRow("in a form") << "k=a%2Fb+c%2525%3F%3E%7E"
                               << "k=${KEY}";
    QTest::newRow("something else in an address") << "a%2Fb%20d %2 %zz %"
                                                  << "a%2Fb%20d %2 %zz %";
    QTest::newRow("base64") << base64("a/b c%25?>~") << "${KEY}";
    QTest::newRow("base64 behind a byte") << base64(":a/b c%25?>~") << "Om${KEY}"; // the m has four bits of it
    QTest::newRow("base64 behind two bytes") << base64("u:a/b c%25?>~") << "dTp${KEY}";
    QTest::newRow("base64 behind three bytes") << base64("me:a/b c%25?>~") << "bWU6${KEY}";
    QTest::newRow("base64 for addresses") << isUrls(base64("me:a/b c%25?>~")) << "bWU6${KEY}";
}

void GivenUpDeployTest::encodedSecretsAreNotTold()
{
    QFETCH(QString, text);
    HiddenValues hidden;
    hidden.add("KEY", "a/b c%25?>~", "container web/app");
    QTEST(QString::fromStdString(hidden.hide(text.toStdString())), "told");
}

QTEST_GUILESS_MAIN(GivenUpDeployTest)
#include "given_up_deploy_test.moc"
