// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/agent/work_command.h"

#include <QtTest/QtTest>

#include <boost/asio/io_context.hpp>

#include <filesystem>
#include <map>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

struct Answers final : Inbox {
    void received(PeerId, Message message) override
    {
        auto &answer = std::get<Answer>(message);
        byCall[answer.id] = std::move(answer);
    }
    RequestId requested(RequestBody, Duration, Reply) override { return 0; }
    void cancelled(RequestId) override {}
    void event(std::string_view, std::string) override {}
    std::map<std::uint64_t, Answer> byCall;
};

Call callFor(std::uint64_t id, const std::string &input, int attempt = 1, Duration timeout = 20s)
{
    HttpRequest request;
    request.method = "RUN";
    request.target = "/tasks/7/attempts/" + std::to_string(attempt);
    request.body = input;
    return {id, timeout, request};
}

} // namespace

class WorkCommandTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = m_temporary.filePath(QString::number(++m_count)).toStdString(); }

    void theOutputIsTheAnswerAndNothingIsLeft()
    {
        const Answer answer = run("cat $INPUT_FILE $WORK_ITEM_FILE > $OUTPUT_FILE; echo words", "the input\n");
        QCOMPARE(statusOf(answer), 200);
        QCOMPARE(textOf(answer), std::string("the input\n{\"task\":7,\"attempt\":1,\"input\":\"input\"}\n"));
        QVERIFY(isCleared());
    }

    // Which of them counts is for the queue to say.
    void eachAttemptAnswersWithItsOwnOutput()
    {
        QCOMPARE(textOf(run("echo first > $OUTPUT_FILE", "", 1)), std::string("first\n"));
        QCOMPARE(textOf(run("echo second > $OUTPUT_FILE", "", 2)), std::string("second\n"));
        QCOMPARE(textOf(run("echo anew > $OUTPUT_FILE", "", 1)), std::string("anew\n"));
    }

    void anOutputOfAnyBytesUpToTheLimitIsTaken()
    {
        QCOMPARE(textOf(run("printf '\\000\\377' > $OUTPUT_FILE")), std::string("\0\xff", 2));
        QCOMPARE(textOf(run(": > $OUTPUT_FILE")), std::string());
        const Answer answer = run("head -c 1048576 /dev/zero > $OUTPUT_FILE");
        QCOMPARE(statusOf(answer), 200);
        QCOMPARE(textOf(answer).size(), std::size_t{1'048'576});
    }

    // As a queue that began anew gives them.
    void twoAttemptsOfOneNumberDoNotMeet()
    {
        boost::asio::io_context io;
        Answers inbox;
        WorkCommand command(io, inbox, 1, {"/bin/sh", "-c", "sleep 0.3; cat $INPUT_FILE > $OUTPUT_FILE"}, m_folder);
        command.send(callFor(1, "old"));
        command.send(callFor(2, "new"));
        while (inbox.byCall.size() < 2)
            io.run_one();
        QCOMPARE(textOf(inbox.byCall.at(1)), std::string("old"));
        QCOMPARE(textOf(inbox.byCall.at(2)), std::string("new"));
        QVERIFY(isCleared());
    }

    void whatAKilledWorkerLeftIsRemovedAndALivingOnesIsNot()
    {
        boost::asio::io_context io;
        Answers inbox;
        WorkCommand living(io, inbox, 1, {"/bin/sh", "-c", "sleep 0.3; cat $INPUT_FILE > $OUTPUT_FILE"}, m_folder);
        living.send(callFor(1, "the input"));
        std::filesystem::create_directories(m_folder + "/work/3.1.killed/more");
        WorkCommand next(io, inbox, 1, {"/bin/true"}, m_folder);
        QVERIFY(!std::filesystem::exists(m_folder + "/work/3.1.killed"));
        while (inbox.byCall.empty())
            io.run_one();
        QCOMPARE(textOf(inbox.byCall.at(1)), std::string("the input"));
        QVERIFY(isCleared());
    }

    void whatIsNotDoneFails_data()
    {
        QTest::addColumn<QString>("script");
        QTest::addColumn<QString>("reason");
        QTest::newRow("no output") << "exit 0"
                                   << "left no output";
        QTest::newRow("bad status with output") << "echo x > $OUTPUT_FILE; echo why >&2; exit 3"
                                                << "status 3";
        QTest::newRow("the reason is kept") << "echo why >&2; exit 3"
                                            << "why";
        QTest::newRow("signal") << "kill -SEGV $$"
                                << "signal 11";
        QTest::newRow("link out of the mount") << "ln -s /etc/passwd $OUTPUT_FILE"
                                               << "no plain file";
        QTest::newRow("link to the input") << "ln $INPUT_FILE $OUTPUT_FILE"
                                           << "no plain file";
        QTest::newRow("pipe") << "mkfifo $OUTPUT_FILE"
                              << "no plain file";
        QTest::newRow("folder") << "mkdir $OUTPUT_FILE"
                                << "no plain file";
        QTest::newRow("too large") << "head -c 1048577 /dev/zero > $OUTPUT_FILE"
                                   << "larger than 1.00 MiB";
        QTest::newRow("no such program") << "exec /no/such/program"
                                         << "not found";
    }

    void whatIsNotDoneFails()
    {
        QFETCH(QString, script);
        QFETCH(QString, reason);
        const Answer answer = run(script.toStdString());
        QVERIFY(statusOf(answer) >= 400);
        QVERIFY2(textOf(answer).find(reason.toStdString()) != std::string::npos, textOf(answer).c_str());
        QVERIFY(isCleared());
    }

    void theEndOfManyWordsIsKept()
    {
        const Answer answer = run("i=0; while [ $i -lt 20000 ]; do echo line $i; i=$((i+1)); done; exit 1");
        QVERIFY(textOf(answer).size() < 4400);
        QVERIFY(textOf(answer).ends_with("line 19999\n"));
    }

    void aCommandThatHangsIsKilledWithAllItStarted()
    {
        const std::string mark = m_folder + "-mark";
        const Answer answer = run("(sleep 2; touch " + mark + ") & sleep 100", "", 1, 300ms);
        QVERIFY(answer.status == CallStatus::TimedOut);
        QTest::qWait(2500);
        QVERIFY(!std::filesystem::exists(mark));
    }

    void ourConfigurationIsNotShownToTheCommand()
    {
        qputenv("BAYPLAN_AGENT", "secret");
        const Answer answer = run("env > $OUTPUT_FILE");
        qunsetenv("BAYPLAN_AGENT");
        QCOMPARE(statusOf(answer), 200);
        QVERIFY(textOf(answer).find("secret") == std::string::npos);
        QVERIFY(textOf(answer).find("PATH=") != std::string::npos);
    }

private:
    Answer run(const std::string &script, const std::string &input = {}, int attempt = 1, Duration timeout = 20s)
    {
        boost::asio::io_context io;
        Answers inbox;
        WorkCommand command(io, inbox, 1, {"/bin/sh", "-c", script}, m_folder);
        command.send(callFor(42, input, attempt, timeout));
        while (inbox.byCall.empty())
            io.run_one();
        return inbox.byCall.at(42);
    }
    static int statusOf(const Answer &answer) { return answer.body.as<HttpReply>()->status; }
    static std::string textOf(const Answer &answer) { return answer.body.as<HttpReply>()->body; }
    bool isCleared() const
    {
        const std::filesystem::directory_iterator all(m_folder);
        return std::distance(begin(all), end(all)) == 1 && std::filesystem::is_empty(m_folder + "/work");
    }

    QTemporaryDir m_temporary;
    int m_count = 0;
    std::string m_folder;
};

QTEST_GUILESS_MAIN(WorkCommandTest)
#include "work_command_test.moc"
