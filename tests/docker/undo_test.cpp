// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of faults and deploys whose undoing the engine refuses, or does not answer: a false one on a socket.
#include "engine/docker/engine_session.h"
#include "engine/docker/fault_injector.h"
#include "engine/docker/fault_journal.h"
#include "tests/docker/small_deploy.h"
#include "tests/docker/tls_engine.h"

#include <QtTest>

#include <atomic>
#include <mutex>

using namespace bayplan;

class UndoTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aFaultIsUndoneOnceTheEngineAnswersAgain();
    void aFaultThatCannotBeUndoneIsLeftForTheNextStart();
    void aFaultThatBeganInPartIsUndone();
    void whatTwoFaultsHoldIsUndoneAtTheEndOfTheLater();
    void whoIsGoneKeepsNobodyElseFromTheEndOfAFault_data();
    void whoIsGoneKeepsNobodyElseFromTheEndOfAFault();
    void whoIsDownForGoodStaysDown();
    void whatAProgramBeganThatDiesSlowlyIsUndone();
    void aGuardReachesAnEngineBehindTls_data();
    void aGuardReachesAnEngineBehindTls();
    void whatTheEngineRefusesIsNoSuccess_data();
    void whatTheEngineRefusesIsNoSuccess();
    void aKilledContainerThatMayNotStartKeepsItsNote();
    void whoHasEndedKeepsNobodyElseFromAPause();
    void aRollBackSaysWhatItCouldNotTakeBack();
    void whatMayHaveBeenMadeIsTakenBack();
    void whatAChangeReplacedIsRemovedInTheEnd();
    void whatAChangeReplacedAndCannotBeRemovedIsTold();

private:
    static int notes() { return int(QDir(QString::fromStdString(faultNotesFolder())).entryList(QDir::Files).size()); }

    std::unique_ptr<QTemporaryDir> m_state;
};

namespace {

const std::string brokenOffAnswer = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[{";

std::string twoContainers()
{
    const auto item = [](const std::string &id, const std::string &instance) {
        return R"({"Id":")" + id + R"(","State":"running","Names":["/)" + id +
               R"("],"Labels":{"io.bayplan.instance":")" + instance +
               R"(","io.bayplan.pod":"web-0","io.bayplan.role":"user"}})";
    };
    return "[" + item("c1", "web-0/app") + "," + item("c2", "web-0/log") + "]";
}

std::string answerTo(const std::string &request)
{
    if (request.find("/version") != std::string::npos)
        return answer(200, versionBody("1.41", "1.24"));
    if (request.find("/containers/json") != std::string::npos)
        return answer(200, twoContainers());
    return answer(204, "");
}

bool isCall(const std::string &request, const char *words)
{
    return request.find(words) != std::string::npos;
}

Result<void> injectInto(const AnsweringEngine &engine, const std::string &kind, std::chrono::milliseconds length,
                        const bool &isEnding)
{
    return withEngine<void>(engine.url(), [&](EngineClient &client) -> Task<Result<void>> {
        Signal changed(co_await boost::asio::this_coro::executor);
        const FaultContext context{client, "shop", changed, [&] { return isEnding; }};
        Injection injection;
        injection.kind = kind;
        injection.target = "web-0";
        injection.length = length;
        co_return co_await injectFault(context, injection);
    });
}

Result<void> pauseFor(const AnsweringEngine &engine, std::chrono::milliseconds length, const bool &isEnding)
{
    return injectInto(engine, "pause", length, isEnding);
}

} // namespace

void UndoTest::init()
{
    m_state = std::make_unique<QTemporaryDir>();
    qputenv("XDG_STATE_HOME", m_state->path().toUtf8());
    for (const char *name : {"DOCKER_CONFIG", "DOCKER_HOST", "DOCKER_CONTEXT", "DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH"})
        qunsetenv(name);
}

void UndoTest::aFaultIsUndoneOnceTheEngineAnswersAgain()
{
    std::atomic<int> refused = 0, undone = 0;
    AnsweringEngine engine([&](const std::string &request) {
        if (isCall(request, "/unpause") && refused < 3) {
            ++refused;
            return brokenOffAnswer;
        }
        undone += isCall(request, "/unpause");
        return answerTo(request);
    });
    const auto done = pauseFor(engine, std::chrono::milliseconds(100), false);
    QVERIFY2(done.has_value(), done.has_error() ? done.error().message.c_str() : "");
    QVERIFY(undone >= 2);
    QCOMPARE(notes(), 0);
}

void UndoTest::aFaultThatCannotBeUndoneIsLeftForTheNextStart()
{
    std::atomic<bool> answers = false;
    std::atomic<int> undone = 0;
    AnsweringEngine engine([&](const std::string &request) {
        if (isCall(request, "/unpause") && !answers)
            return brokenOffAnswer;
        undone += isCall(request, "/unpause");
        return answerTo(request);
    });
    QVERIFY(pauseFor(engine, std::chrono::hours(1), true).has_error()); // who watches goes
    QCOMPARE(notes(), 1);
    answers = true;
    const auto ended = withEngine<std::size_t>(engine.url(), [](EngineClient &client) -> Task<Result<std::size_t>> {
        co_return co_await endAbandonedFaults(client, "shop");
    });
    QCOMPARE(ended.value(), std::size_t{1});
    QCOMPARE(undone.load(), 2);
    QCOMPARE(notes(), 0);
}

void UndoTest::aFaultThatBeganInPartIsUndone()
{
    std::atomic<int> undone = 0;
    AnsweringEngine engine([&](const std::string &request) {
        undone += isCall(request, "/c1/unpause");
        return isCall(request, "/c2/pause") ? answer(500, R"({"message":"no freezer"})") : answerTo(request);
    });
    const auto done = pauseFor(engine, std::chrono::hours(1), false);
    QVERIFY(done.has_error());
    QVERIFY2(done.error().message.find("no freezer") != std::string::npos, done.error().message.c_str());
    QCOMPARE(undone.load(), 1);
    QCOMPARE(notes(), 0);
}

void UndoTest::whatTwoFaultsHoldIsUndoneAtTheEndOfTheLater()
{
    using namespace std::chrono_literals;
    std::atomic<int> undone = 0;
    std::atomic<std::int64_t> firstAt = 0;
    const auto begun = std::chrono::steady_clock::now();
    AnsweringEngine engine([&](const std::string &request) {
        if (isCall(request, "/c1/unpause") && undone++ == 0)
            firstAt =
                std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun).count();
        return answerTo(request);
    });
    const auto done = withEngine<void>(engine.url(), [](EngineClient &client) -> Task<Result<void>> {
        Signal changed(co_await boost::asio::this_coro::executor);
        const FaultContext context{client, "shop", changed, [] { return false; }};
        const auto pause = [&](std::string target, Duration length) -> Task<void> {
            Injection injection;
            injection.kind = "pause";
            injection.target = std::move(target);
            injection.length = length;
            static_cast<void>(co_await injectFault(context, injection));
        };
        std::vector<Task<void>> both;
        both.push_back(pause("web-0", 1500ms));
        both.push_back(pause("web-0/app", 100ms));
        co_await allOf(std::move(both));
        co_return Result<void>();
    });
    QVERIFY(done.has_value());
    QCOMPARE(undone.load(), 1);
    QVERIFY2(firstAt >= 1400, qPrintable(QString::number(firstAt)));
    QCOMPARE(notes(), 0);
}

void UndoTest::whoIsGoneKeepsNobodyElseFromTheEndOfAFault_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("undo");
    QTest::newRow("paused") << "pause"
                            << "POST /v1.41/containers/c2/unpause";
    QTest::newRow("cut off") << "partition"
                             << "POST /v1.41/networks/shop_default/connect";
}

/// A change, or somebody by hand, has removed one of two meanwhile; the engine fails once for the other.
void UndoTest::whoIsGoneKeepsNobodyElseFromTheEndOfAFault()
{
    QFETCH(QString, kind);
    QFETCH(QString, undo);
    const int atFirst = kind == "pause" ? 1 : 2; // both are cut off in any order
    std::atomic<int> begun = 0, undone = 0;
    AnsweringEngine engine([&](const std::string &request) {
        begun += isCall(request, "/c2/pause") || isCall(request, "/disconnect") ? 1 : 0;
        if (begun >= atFirst && isCall(request, "/c1/"))
            return answer(404, R"({"message":"No such container: c1"})");
        if (request == undo.toStdString())
            return ++undone == 1 ? brokenOffAnswer : answerTo(request);
        if (isCall(request, "/c2/json"))
            return answer(200, R"({"State":{"Running":true},"HostConfig":{}})");
        std::string reply = twoContainers();
        for (std::size_t at = reply.find("\"user\""); kind == "partition" && at != std::string::npos;
             at = reply.find("\"user\""))
            reply.replace(at, 6, "\"pause\"");
        return isCall(request, "/containers/json") ? answer(200, reply) : answerTo(request);
    });
    const auto done = injectInto(engine, kind.toStdString(), std::chrono::milliseconds(100), false);
    QVERIFY2(undone.load() == 2, done.has_error() ? done.error().message.c_str() : "no error");
    QCOMPARE(notes(), 0);
}

void UndoTest::whoIsDownForGoodStaysDown()
{
    std::mutex guard;
    std::vector<std::string> calls;
    AnsweringEngine engine([&](const std::string &request) {
        const std::lock_guard lock(guard);
        for (const char *call : {"/c1/kill", "/c1/start", "/c2/kill", "/c2/start"})
            if (isCall(request, call))
                calls.emplace_back(call);
        std::string reply = twoContainers();
        reply.replace(reply.find("running"), 7, "exited");
        return isCall(request, "/containers/json") ? answer(200, reply) : answerTo(request);
    });
    const auto limited =
        NotedFault::write({engine.url(), "shop", "limits", {"web-0/app"}, {}}); // does not hold it down
    QVERIFY(limited.has_value());
    QVERIFY(injectInto(engine, "kill", std::chrono::milliseconds(100), false));
    const std::lock_guard lock(guard);
    QCOMPARE(calls, (std::vector<std::string>{"/c2/kill", "/c2/start"}));
}

/// Who is killed has its standard streams closed for a moment before it is dead: its guard must not look then.
void UndoTest::whatAProgramBeganThatDiesSlowlyIsUndone()
{
    std::atomic<int> undone = 0;
    AnsweringEngine engine([&](const std::string &request) {
        undone += isCall(request, "/unpause") ? 1 : 0;
        return answerTo(request);
    });
    QProcess dying;
    dying.start("sleep", {"100"});
    QVERIFY(dying.waitForStarted());
    const QString process = QString::number(dying.processId());
    const QString folder = QString::fromStdString(faultNotesFolder());
    QVERIFY(QDir().mkpath(folder));
    QFile note(folder + "/1-0.json");
    QVERIFY(note.open(QIODevice::WriteOnly));
    note.write(R"({"engine":")" + QByteArray::fromStdString(engine.url()) +
               R"(","deployment":"shop","kind":"pause","instances":["web-0/app","web-0/log"],"process":)" +
               process.toUtf8() + R"(,"started":)" +
               QByteArray::number(quint64(startOfProcess(pid_t(dying.processId())))) + "}");
    note.close();

    QProcess guard;
    guard.start(BAYPLAN_BINARY_DIR "/bin/bayplanctl", {"guard", process});
    QVERIFY(guard.waitForStarted());
    guard.closeWriteChannel();
    QTest::qWait(500);
    QCOMPARE(undone.load(), 0);
    dying.kill();
    QVERIFY(guard.waitForFinished());
    QCOMPARE(undone.load(), 2);
    QCOMPARE(notes(), 0);
}

void UndoTest::aGuardReachesAnEngineBehindTls_data()
{
    QTest::addColumn<bool>("isContext");
    QTest::newRow("of a context") << true;
    QTest::newRow("of DOCKER_HOST") << false;
}

/// The guard may be another program's, which knows other certificates or none.
void UndoTest::aGuardReachesAnEngineBehindTls()
{
    QFETCH(bool, isContext);
    const QTemporaryDir config;
    const QString folder = config.filePath(contextFile("tls", "lab", "docker"));
    QVERIFY(makeCertificates(folder, "localhost"));
    std::atomic<bool> answers = false;
    std::atomic<int> undone = 0;
    const TlsEngine engine(folder, [&](const std::string &request) {
        undone += isCall(request, "/unpause") && answers ? 1 : 0;
        return isCall(request, "/unpause") && !answers ? brokenOffAnswer : answerTo(request);
    });
    const QString path = config.filePath(contextFile("meta", "lab", "meta.json"));
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile meta(path);
    QVERIFY(meta.open(QIODevice::WriteOnly));
    meta.write(metaOf(QByteArray::fromStdString(engine.url())));
    meta.close();

    qputenv("DOCKER_CONFIG", config.path().toUtf8());
    if (!isContext) {
        qputenv("DOCKER_TLS_VERIFY", "1");
        qputenv("DOCKER_CERT_PATH", folder.toUtf8());
    }
    Injection pause;
    pause.kind = "pause";
    pause.target = "web-0";
    pause.length = std::chrono::hours(1);
    QVERIFY(injectFault(isContext ? "context:lab" : engine.url(), "shop", pause, [] { return false; }).has_error());
    QCOMPARE(notes(), 1);
    for (const char *name : {"DOCKER_CONFIG", "DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH"})
        qunsetenv(name);

    answers = true;
    QProcess guard;
    guard.start(BAYPLAN_BINARY_DIR "/bin/bayplanctl", {"guard", "0"});
    QVERIFY(guard.waitForStarted());
    guard.closeWriteChannel();
    QVERIFY(guard.waitForFinished(10'000));
    QCOMPARE(undone.load(), 2);
    QCOMPARE(notes(), 0);
}

void UndoTest::whatTheEngineRefusesIsNoSuccess_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("words");
    QTest::addColumn<bool>("isDone");
    const QString marked = "container is marked for removal and cannot be started";
    QTest::newRow("pause of what is down") << "pause" << 409 << "Container 5f is not running" << false;
    QTest::newRow("pause of what is paused") << "pause" << 409 << "Container 5f is already paused" << true;
    QTest::newRow("pause of what is paused, Podman")
        << "pause" << 500 << "5f is already paused: container state improper" << true;
    QTest::newRow("resume of what runs") << "resume" << 500 << "Container 5f is not paused" << true;
    QTest::newRow("resume of what is being removed")
        << "resume" << 409 << "container 5f is marked for removal" << false;
    QTest::newRow("restart of what is being removed") << "restart" << 409 << marked << false;
    QTest::newRow("kill of what is down")
        << "kill" << 409 << "Cannot kill container: 5f: Container 5f is not running" << true;
    QTest::newRow("kill of what is down, Podman")
        << "kill" << 409 << "can only kill running containers. 5f is in state exited: container state improper" << true;
    QTest::newRow("kill of what is paused, Podman")
        << "kill" << 409 << "can only kill running containers. 5f is in state paused: container state improper"
        << false;
}

void UndoTest::whatTheEngineRefusesIsNoSuccess()
{
    QFETCH(QString, kind);
    QFETCH(int, status);
    QFETCH(QString, words);
    QFETCH(bool, isDone);
    const std::string body = "{\"message\":\"" + words.toStdString() + "\"}";
    const std::string verb = kind == "resume" ? "/unpause" : "/" + kind.toStdString();
    AnsweringEngine engine(
        [&](const std::string &request) { return request.ends_with(verb) ? answer(status, body) : answerTo(request); });
    Injection injection;
    injection.kind = kind.toStdString();
    injection.target = "web-0";
    QCOMPARE(injectFault(engine.url(), "shop", injection, {}).has_value(), isDone);
}

void UndoTest::aKilledContainerThatMayNotStartKeepsItsNote()
{
    AnsweringEngine engine([&](const std::string &request) {
        return request.ends_with("/start")
                   ? answer(409, R"({"message":"container is marked for removal and cannot be started"})")
                   : answerTo(request);
    });
    QVERIFY(injectInto(engine, "kill", std::chrono::hours(1), true).has_error());
    QCOMPARE(notes(), 1);
}

void UndoTest::whoHasEndedKeepsNobodyElseFromAPause()
{
    std::atomic<int> paused = 0;
    AnsweringEngine engine([&](const std::string &request) {
        paused += request.ends_with("/c2/pause") ? 1 : 0;
        std::string reply = twoContainers();
        reply.replace(reply.find("running"), 7, "exited");
        if (request.ends_with("/c1/pause"))
            return answer(409, R"({"message":"Container c1 is not running"})");
        return isCall(request, "/containers/json") ? answer(200, reply) : answerTo(request);
    });
    const auto done = pauseFor(engine, std::chrono::milliseconds(100), false);
    QVERIFY2(done.has_value(), done.has_error() ? done.error().message.c_str() : "");
    QCOMPARE(paused.load(), 1);
}

void UndoTest::aRollBackSaysWhatItCouldNotTakeBack()
{
    AnsweringEngine engine([&](const std::string &request) {
        if (isCall(request, "/containers/create"))
            return answer(201, R"({"Id":"c9"})");
        if (isCall(request, "/start"))
            return answer(500, R"({"message":"port 80 is taken"})");
        if (isCall(request, "DELETE") && isCall(request, "/c9"))
            return answer(500, R"({"message":"device or resource busy"})");
        return answerTo(request);
    });
    std::vector<Progress> progress;
    const auto done = deployOn(engine, progress);
    QVERIFY(done.has_error());
    for (const char *words : {"port 80 is taken", "Not taken back: web-0/pause.", "device or resource busy"})
        QVERIFY2(done.error().message.find(words) != std::string::npos, done.error().message.c_str());
    const auto last = std::find_if(progress.rbegin(), progress.rend(),
                                   [](const Progress &each) { return each.resource == "web-0/pause"; });
    QCOMPARE(last->state, std::string("failed"));
}

void UndoTest::whatMayHaveBeenMadeIsTakenBack()
{
    std::vector<std::string> removed;
    AnsweringEngine engine([&](const std::string &request) {
        if (isCall(request, "DELETE"))
            removed.push_back(request);
        return isCall(request, "/containers/create") ? brokenOffAnswer : answerTo(request);
    });
    std::vector<Progress> progress;
    const auto done = deployOn(engine, progress);
    QVERIFY(done.has_error());
    QVERIFY2(done.error().message.find("broke off") != std::string::npos, done.error().message.c_str());
    QCOMPARE(removed.size(), std::size_t{2});
    QVERIFY2(isCall(removed.front(), "/containers/shop-web-0?"), removed.front().c_str());
    QVERIFY2(isCall(removed.back(), "/networks/shop_default"), removed.back().c_str());
}

namespace {

FoundItem oldContainer()
{
    FoundItem old;
    old.id = "was1";
    old.name = "shop-web-0";
    old.state = "running";
    old.labels[label::instance] = "web-0/pause";
    return old;
}

/// Of an engine that refuses to remove that container so many times.
AnsweringEngine::Answer refusing(std::atomic<int> &refusals)
{
    return [&refusals](const std::string &request) {
        if (isCall(request, "DELETE") && isCall(request, "/was1") && refusals-- > 0)
            return answer(500, R"({"message":"device or resource busy"})");
        if (isCall(request, "/containers/create"))
            return answer(201, R"({"Id":"c9"})");
        if (isCall(request, "/json") && !isCall(request, "/containers/json"))
            return answer(200, R"({"State":{"Status":"running","Running":true},"HostConfig":{}})");
        return answerTo(request);
    };
}

std::string lastStateOf(const std::vector<Progress> &progress, const std::string &resource)
{
    const auto last = std::find_if(progress.rbegin(), progress.rend(),
                                   [&](const Progress &each) { return each.resource == resource; });
    return last == progress.rend() ? std::string() : last->state;
}

} // namespace

void UndoTest::whatAChangeReplacedIsRemovedInTheEnd()
{
    std::atomic<int> refusals = 2;
    AnsweringEngine engine(refusing(refusals));
    std::vector<Progress> progress;
    const auto done = deployOn(engine, progress, oldContainer());
    QVERIFY2(done.has_value(), done.has_error() ? done.error().message.c_str() : "");
    QVERIFY(refusals < 0);
    QCOMPARE(lastStateOf(progress, "web-0/pause"), std::string("ready"));
    QCOMPARE(lastStateOf(progress, "container shop-web-0.old"), std::string());
}

void UndoTest::whatAChangeReplacedAndCannotBeRemovedIsTold()
{
    std::atomic<int> refusals = 1000;
    AnsweringEngine engine(refusing(refusals));
    std::vector<Progress> progress;
    QVERIFY(deployOn(engine, progress, oldContainer()).has_value()); // what it was for runs
    QCOMPARE(lastStateOf(progress, "web-0/pause"), std::string("ready"));
    QCOMPARE(lastStateOf(progress, "container shop-web-0.old"), std::string("failed"));
}

QTEST_GUILESS_MAIN(UndoTest)
#include "undo_test.moc"
