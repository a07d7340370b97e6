// SPDX-License-Identifier: GPL-3.0-or-later
// Burns and Oppenheimer 2016, section 4.3: a command of the user's own becomes 200 or 500, by a real adapter.
#include "agent_run.h"

#include <QFileInfo>
#include <QTemporaryDir>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

AgentConfig adapterOf(std::vector<std::string> command, Duration timeout = 10s)
{
    AdapterConfig adapter;
    adapter.healthCommand = std::move(command);
    adapter.timeout = timeout;
    AgentConfig agent = agentConfig("adapter", "cache/adapter");
    agent.machine.behaviour = adapter;
    addPeer(agent, "cache", freePort(), PeerProtocol::Metrics); // nobody is there: the command alone decides
    return agent;
}

std::vector<std::string> shell(const QString &script)
{
    return {"/bin/sh", "-c", script.toStdString()};
}

} // namespace

class HealthCommandTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theStatusOfTheCommandIsTheHealth_data()
    {
        QTest::addColumn<QString>("script");
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<QByteArray>("reason");
        const auto row = [](const char *name, const char *script, const char *status, const char *reason) {
            QTest::newRow(name) << QString(script) << QByteArray(status) << QByteArray(reason);
        };
        row("good", "echo fine; exit 0", "200", "\r\n\r\nhealthy\n");
        row("bad", "echo first; echo 'no master' >&2; exit 3", "500", "\r\n\r\nno master\n");
        row("bad without a word", "exit 3", "500", "status 3");
        row("by a signal", "kill -SEGV $$", "500", "signal 11");
        row("no such program", "exec /no/such/program", "500", "not found");
        row("much to say", "i=0; while [ $i -lt 20000 ]; do echo line $i; i=$((i+1)); done; exit 1", "500",
            "\r\n\r\nline 19999\n");
        row("one endless line", "head -c 1000000 /dev/zero | tr '\\0' x; exit 1", "500", "Content-Length: 201\r\n");
        row("no text at all", "printf '\\377\\001\\n\\n'; exit 1", "500", "\\xff");
    }

    void theStatusOfTheCommandIsTheHealth()
    {
        QFETCH(QString, script);
        QFETCH(QByteArray, status);
        QFETCH(QByteArray, reason);
        AgentRun run(adapterOf(shell(script)));
        QVERIFY(run.start());
        const QByteArray reply = QByteArray::fromStdString(fetch(run.config.port, "/health"));
        QVERIFY2(reply.startsWith("HTTP/1.1 " + status), reply.constData());
        QVERIFY2(reply.contains(reason), reply.constData());
    }

    void withoutAShellNothingIsExpanded()
    {
        QTemporaryDir folder;
        AgentRun run(adapterOf({"/bin/ls", "$HOME; touch " + folder.filePath("mark").toStdString()}));
        QVERIFY(run.start());
        QVERIFY(fetch(run.config.port, "/health").starts_with("HTTP/1.1 500"));
        QVERIFY(!QFileInfo::exists(folder.filePath("mark")));
    }

    void aCommandThatHangsIsKilledWithAllItStarted()
    {
        QTemporaryDir folder;
        const QString mark = folder.filePath("mark");
        AgentRun run(adapterOf(shell("(sleep 2; touch " + mark + ") & sleep 100"), 300ms));
        QVERIFY(run.start());
        const std::string reply = fetch(run.config.port, "/health");
        QVERIFY2(reply.starts_with("HTTP/1.1 500") && reply.find("time") != std::string::npos, reply.c_str());
        QTest::qWait(2500);
        QVERIFY(!QFileInfo::exists(mark));
    }

    void whoLeavesEndsTheCommand()
    {
        QTemporaryDir folder;
        const QString begun = folder.filePath("begun");
        const QString mark = folder.filePath("mark");
        AgentRun run(adapterOf(shell("touch " + begun + "; sleep 1; touch " + mark)));
        QVERIFY(run.start());
        {
            RawClient client(run.config.port);
            QVERIFY(client.say(get("/health")));
            QTRY_VERIFY(QFileInfo::exists(begun));
        }
        QTest::qWait(1500);
        QVERIFY(!QFileInfo::exists(mark));
    }

    void healthComesBackAndIsToldOnce()
    {
        QTemporaryDir folder;
        const QString sick = folder.filePath("sick");
        AgentRun run(adapterOf(shell("test ! -e " + sick + " || { echo down; exit 1; }")));
        QVERIFY(run.start());
        QVERIFY(fetch(run.config.port, "/health").starts_with("HTTP/1.1 200"));
        QFile file(sick);
        QVERIFY(file.open(QIODevice::WriteOnly));
        for (int i = 0; i < 3; ++i)
            QVERIFY(fetch(run.config.port, "/health").starts_with("HTTP/1.1 500"));
        QVERIFY(file.remove());
        QVERIFY(fetch(run.config.port, "/health").starts_with("HTTP/1.1 200"));
        const QByteArray log = QByteArray::fromStdString(fetch(run.config.controlPort, "/logs"));
        QCOMPARE(log.count("\"unhealthy\""), 1);
        QCOMPARE(log.count("\"healthy\""), 1);
        // The figures are a matter of their own.
        QVERIFY(fetch(run.config.port, "/metrics").find("\nup 0\n") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(HealthCommandTest)
#include "health_command_test.moc"
