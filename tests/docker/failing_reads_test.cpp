// SPDX-License-Identifier: GPL-3.0-or-later
// What `logs` and `status` make of an engine that fails while it is read: whoever reads is told, and nobody waits for
// ever.
#include "tests/docker/command_line.h"
#include "tests/docker/false_docker.h"

#include <QElapsedTimer>
#include <QtTest>

using namespace bayplan;

namespace {

const std::string oneContainer =
    R"([{"Id":"c1","State":"running","Names":["/c1"],"Labels":{"io.bayplan.instance":"web-0/app"}}])";
const std::string line = "2026-01-01T00:00:00.000000001Z hello\n";

std::string frame(const std::string &text)
{
    return std::string("\1\0\0\0\0\0\0", 7) + static_cast<char>(text.size()) + text;
}

/// The first piece of an answer in pieces; no other comes.
std::string cutBehind(const std::string &piece)
{
    return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" +
           QByteArray::number(qsizetype(piece.size()), 16).toStdString() + "\r\n" + piece + "\r\n";
}

/// An engine with one container, whose log is that.
AnsweringEngine::Answer withLog(const std::function<std::string()> &log)
{
    return [log](const std::string &request) {
        if (request.find("/version") != std::string::npos)
            return answer(200, versionBody("1.41", "1.12"));
        return request.find("/logs") == std::string::npos ? answer(200, oneContainer) : log();
    };
}

} // namespace

class FailingReadsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("XDG_STATE_HOME", m_state.path().toUtf8()); }

    void aLogThatIsNotWholeIsAFailure_data()
    {
        QTest::addColumn<QByteArray>("log");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("cut between frames")
            << QByteArray::fromStdString(cutBehind(frame(line))) << 5 << QByteArray("hello");
        QTest::newRow("cut in a frame") << QByteArray::fromStdString(
                                               answer(200, frame(line) + frame(line).substr(0, 5)))
                                        << 1 << QByteArray("hello");
        QTest::newRow("no frames") << QByteArray::fromStdString(answer(200, "nothing in frames\n")) << 1
                                   << QByteArray("not in whole frames");
    }
    void aLogThatIsNotWholeIsAFailure()
    {
        QFETCH(QByteArray, log);
        QFETCH(int, status);
        QFETCH(QByteArray, words);
        AnsweringEngine engine(withLog([&] { return log.toStdString(); }));
        const Outcome outcome = runProgram({"logs", "shop"}, engine.url());
        QVERIFY2(outcome.status == status && outcome.words.contains(words), outcome.words);
    }

    void aLogThatCannotBeReadIsNotFollowed()
    {
        const std::string words = "configured logging driver does not support reading";
        AnsweringEngine engine(withLog([&] { return answer(500, R"({"message":")" + words + R"("})"); }));
        QElapsedTimer timer;
        timer.start();
        const auto read =
            readLogs(engine.url(), "shop", {}, true, 10, [&](const LogLine &) { return timer.elapsed() < 3'000; });
        QVERIFY(!read.has_value());
        QVERIFY2(read.error().message.find(words) != std::string::npos, read.error().message.c_str());
    }

    void anEngineThatIsAwayIsToldOnceAndWaitedFor()
    {
        std::atomic<int> asked = 0;
        AnsweringEngine engine(withLog([&] { return ++asked < 3 ? "HTTP/1.1 " : answer(200, frame(line)); }));
        QElapsedTimer timer;
        timer.start();
        bool isRead = false;
        std::vector<Error> troubles;
        const auto read = readLogs(
            engine.url(), "shop", {}, true, 10,
            [&](const LogLine &each) {
                isRead = isRead || each.text == "hello";
                return !isRead && timer.elapsed() < 10'000;
            },
            [&](const Error &trouble) { troubles.push_back(trouble); });
        QVERIFY(read.has_value() && isRead);
        QCOMPARE(troubles.size(), std::size_t{1});
        QCOMPARE(troubles.front().code, ErrorCode::NotReachable);
    }

    void aRefusalWithoutItsWordsIsNotWaitedForLong()
    {
        AnsweringEngine engine(withLog([] { return stalledRefusal; }));
        QElapsedTimer timer;
        timer.start();
        const auto read =
            readLogs(engine.url(), "shop", {}, false, 10, [&](const LogLine &) { return timer.elapsed() < 15'000; });
        QVERIFY(timer.elapsed() < 10'000);
        QVERIFY(!read.has_value());
        QVERIFY2(read.error().message.find("500") != std::string::npos, read.error().message.c_str());
    }

    void followingEndsWithWhoReads_data()
    {
        QTest::addColumn<bool>("isError");
        QTest::newRow("output") << false;
        QTest::newRow("errors") << true;
    }
    void followingEndsWithWhoReads()
    {
        QFETCH(bool, isError);
        std::string written = frame(line);
        written[0] = isError ? '\2' : '\1';
        AnsweringEngine engine(withLog([&] { return answer(200, written); })); // again at each look
        QElapsedTimer timer;
        timer.start();
        QProcess shell;
        shell.start("sh", {"-c", R"(timeout 10 "$0" "$@" 2>&1 | head -n 1)",
                           QStringLiteral(BAYPLAN_BINARY_DIR "/bin/bayplanctl"), "logs", "shop", "--follow", "--engine",
                           QString::fromStdString(engine.url())});
        QVERIFY(shell.waitForFinished(20'000));
        QVERIFY(timer.elapsed() < 8'000);
        QCOMPARE(shell.readAllStandardOutput(), QByteArray("web-0/app | hello\n"));
    }

    void statusSaysWhyItDoesNotCompare()
    {
        FalseDocker engine([](const FalseDocker::Request &request) {
            return request.call == "GET /networks" ? answer(500, R"({"message":"no networks today"})") : std::string();
        });
        engine.putContainer("station-app", R"({"Image": "agent", "HostConfig": {"NetworkMode": "none"},
            "Labels": {"io.bayplan.deployment": "station", "io.bayplan.instance": "server/app"}})");
        const Outcome outcome = runProgram({"status", BAYPLAN_TEST_DATA "/ctl/station.bayplan.json"}, engine.url());
        QVERIFY2(outcome.status == 0 && outcome.words.contains("server/app"), outcome.words);
#ifdef BAYPLAN_SANITIZED
        const char *const why = "linked dynamically"; // the agent's program, which comes first
#else
        const char *const why = "no networks today";
#endif
        QVERIFY2(outcome.words.contains("station is not compared") && outcome.words.contains(why), outcome.words);
    }

private:
    QTemporaryDir m_state;
};

QTEST_GUILESS_MAIN(FailingReadsTest)
#include "failing_reads_test.moc"
