// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/agent/work_command.h"

#include <QtTest/QtTest>

#include <boost/asio/io_context.hpp>

#include <filesystem>
#include <fstream>
#include <optional>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

struct OneAnswer final : Inbox {
    void received(PeerId, Message message) override { answer = std::get<Answer>(message); }
    RequestId requested(RequestBody, Duration, Reply) override { return 0; }
    void cancelled(RequestId) override {}
    void event(std::string_view, std::string) override {}
    std::optional<Answer> answer;
};

} // namespace

class WorkCommandTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = m_temporary.filePath(QString::number(++m_count)).toStdString(); }

    void theOutputIsPublishedWholeAndTheWorkPlaceCleared()
    {
        const Answer answer = run("cat $INPUT_FILE $WORK_ITEM_FILE > $OUTPUT_FILE; echo words", "the input\n");
        QCOMPARE(statusOf(answer), 200);
        QCOMPARE(output(), std::string("the input\n{\"task\":7,\"attempt\":1,\"input\":\"input\"}\n"));
        QVERIFY(std::filesystem::is_empty(m_folder + "/work"));
    }

    void theFirstOutputOfATaskStays()
    {
        QCOMPARE(statusOf(run("echo first > $OUTPUT_FILE", "", 1)), 200);
        QCOMPARE(statusOf(run("echo second > $OUTPUT_FILE", "", 2)), 200);
        QCOMPARE(output(), std::string("first\n"));
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
        QVERIFY(!std::filesystem::exists(m_folder + "/output/task-7"));
        QVERIFY(std::filesystem::is_empty(m_folder + "/work"));
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
        QCOMPARE(statusOf(run("env > $OUTPUT_FILE")), 200);
        qunsetenv("BAYPLAN_AGENT");
        QVERIFY(output().find("secret") == std::string::npos);
        QVERIFY(output().find("PATH=") != std::string::npos);
    }

private:
    Answer run(const std::string &script, const std::string &input = {}, int attempt = 1, Duration timeout = 20s)
    {
        boost::asio::io_context io;
        OneAnswer inbox;
        WorkCommand command(io, inbox, 1, {"/bin/sh", "-c", script}, m_folder);
        HttpRequest request;
        request.method = "RUN";
        request.target = "/tasks/7/attempts/" + std::to_string(attempt);
        request.body = input;
        command.send(Call{42, timeout, request});
        while (!inbox.answer)
            io.run_one();
        return *inbox.answer;
    }
    static int statusOf(const Answer &answer) { return answer.body.as<HttpReply>()->status; }
    static std::string textOf(const Answer &answer) { return answer.body.as<HttpReply>()->body; }
    std::string output() const
    {
        std::ifstream file(m_folder + "/output/task-7");
        return {std::istreambuf_iterator<char>(file), {}};
    }

    QTemporaryDir m_temporary;
    int m_count = 0;
    std::string m_folder;
};

QTEST_GUILESS_MAIN(WorkCommandTest)
#include "work_command_test.moc"
