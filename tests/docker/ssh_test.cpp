// SPDX-License-Identifier: GPL-3.0-or-later
// An engine that is reached through a real sshd, as `docker` reaches it: deploy, look, take down; and what is said when
// the key is refused or the server is gone.
#include "tests/docker/command_line.h"
#include "tests/docker/test_engine.h"
#include "tests/patterns/loopback_processes.h"

#include <QDir>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace bayplan;

class SshTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void aDeploymentGoesUpAndDownAcrossIt();
    void aKeyThatIsRefused();
    void aServerThatIsGone();

private:
    QString path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    void write(const char *name, const QByteArray &text, QFile::Permissions extra = {}) const;
    void makeKey(const char *name) const;
    bool startServer();
    std::string url() const;
    Outcome run(const QStringList &arguments) const { return runProgram(arguments, url()); }

    TestEngine m_engine;
    QTemporaryDir m_folder;
    LoopbackProcesses m_processes;
    QProcess *m_server = nullptr;
    std::uint16_t m_port = 0;
};

void SshTest::write(const char *name, const QByteArray &text, QFile::Permissions extra) const
{
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | extra);
}

void SshTest::makeKey(const char *name) const
{
    QCOMPARE(QProcess::execute(QStringLiteral("ssh-keygen"), {"-q", "-t", "ed25519", "-N", "", "-f", path(name)}), 0);
}

std::string SshTest::url() const
{
    const std::string socket = m_engine.url().substr(std::string("unix://").size());
    return "ssh://localhost:" + std::to_string(m_port) + socket;
}

bool SshTest::startServer()
{
    m_server = m_processes.start(QStringLiteral("sshd"),
                                 {"-D", "-e", "-p", QString::number(m_port), "-f", path("sshd_config")}, m_port);
    return m_server != nullptr;
}

void SshTest::initTestCase()
{
    if (m_engine.url().rfind("unix://", 0) != 0)
        QSKIP("There is no engine behind a unix socket, and none can be started here.");
    if (QStandardPaths::findExecutable("docker").isEmpty())
        QSKIP("The docker program, which answers on the other side, is not installed.");
    if (LoopbackProcesses::find(QStringLiteral("sshd")).isEmpty())
        QSKIP("openssh-server is not installed.");
    QDir().mkpath(QStringLiteral("/run/sshd")); // for root; nobody else's server wants it
    makeKey("host");
    makeKey("welcome");
    makeKey("stranger");
    QVERIFY(QFile::copy(path("welcome.pub"), path("authorized")));
    m_port = freePort();
    const QByteArray folder = m_folder.path().toUtf8();
    write("sshd_config", "ListenAddress 127.0.0.1\nHostKey " + folder + "/host\nAuthorizedKeysFile " + folder +
                             "/authorized\nStrictModes no\nUsePAM no\nPasswordAuthentication no\nPidFile none\n"
                             "PermitRootLogin yes\n");
    // The client's own settings would stand in its home folder, which it asks the system for.
    write("ssh",
          "#!/bin/sh\nexec /usr/bin/ssh -F none -i \"" + folder +
              "/${SSH_TEST_KEY:-welcome}\" -o IdentitiesOnly=yes "
              "-o StrictHostKeyChecking=no -o UserKnownHostsFile=" +
              folder + "/known \"$@\"\n",
          QFile::ExeOwner);
    qputenv("PATH", folder + ':' + qgetenv("PATH"));
    qputenv("XDG_STATE_HOME", folder);
    write("small.bayplan.json",
          R"-({"bayplan":1,"name":"far","pods":{"web":{"name":"web"}},)-"
          R"-("containers":{"app":{"pod":"web","kind":"container","name":"app","serviceTime":"constant(1ms)"}}})-");
    QVERIFY(startServer());
    // An account without a password that is locked is let in by PAM only.
    if (QProcess::execute(path("ssh"), {"-p", QString::number(m_port), "localhost", "true"}) != 0) {
        m_port = 0;
        QSKIP("A server of one's own does not let this account in.");
    }
}

void SshTest::cleanupTestCase()
{
    if (m_port == 0)
        return;
    if (m_server == nullptr || m_server->state() != QProcess::Running)
        startServer();
    run({"down", "far", "--volumes"});
}

void SshTest::aDeploymentGoesUpAndDownAcrossIt()
{
    const Outcome up = run({"deploy", path("small.bayplan.json")});
    QVERIFY2(up.status == 0, up.words);
    QVERIFY2(up.words.contains("ready"), up.words);
    const Outcome shown = run({"status", "far"});
    QVERIFY2(shown.status == 0 && shown.words.contains("web/app"), shown.words);
    const Outcome down = run({"down", "far", "--volumes"});
    QVERIFY2(down.status == 0, down.words);
    const Outcome nothing = runProgram({"status", "far"}, m_engine.url());
    QVERIFY2(!nothing.words.contains("web/app"), nothing.words);
}

void SshTest::aKeyThatIsRefused()
{
    qputenv("SSH_TEST_KEY", "stranger");
    const Outcome refused = run({"status"});
    qunsetenv("SSH_TEST_KEY");
    QVERIFY(refused.status != 0);
    QVERIFY2(refused.words.contains("Permission denied"), refused.words);
}

void SshTest::aServerThatIsGone()
{
    m_server->kill();
    QVERIFY(m_server->waitForFinished());
    const Outcome gone = run({"status"});
    QVERIFY(gone.status != 0);
    QVERIFY2(gone.words.contains("Connection refused"), gone.words);
}

QTEST_GUILESS_MAIN(SshTest)
#include "ssh_test.moc"
