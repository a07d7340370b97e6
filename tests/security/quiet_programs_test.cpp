// SPDX-License-Identifier: GPL-3.0-or-later
// Opening, validating, simulating and exporting a document starts nothing and connects to nothing (PATTERNS 8), as the
// kernel sees it.
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

#include <signal.h>

class QuietProgramsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theWatchSeesWhoConnects();
    void verbsOnDocumentsAreQuiet_data();
    void verbsOnDocumentsAreQuiet();
    void theDesktopOpensADocumentInSilence();

private:
    struct Watched {
        int status = -1;
        QByteArray output;
        QStringList calls; ///< that connect, send, listen or start something, but for the program's own start
    };
    Watched watch(const QStringList &command, int stopAfterMs = 0) const;
    QString path(const char *name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
};

QuietProgramsTest::Watched QuietProgramsTest::watch(const QStringList &command, int stopAfterMs) const
{
    const QString trace = path("trace");
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("HOME", m_folder.path());
    environment.insert("XDG_RUNTIME_DIR", m_folder.path());
    for (const char *name : {"DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY", "DOCKER_HOST"})
        environment.remove(name);
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral("strace"),
                  QStringList{"-f", "-qq", "-s", "80", "-e", "trace=connect,sendto,sendmsg,bind,listen,execve,execveat",
                              "-o", trace} +
                      command);
    const bool goesOn = !process.waitForFinished(stopAfterMs > 0 ? stopAfterMs : 60'000);
    QFile file(trace);
    if (!file.open(QIODevice::ReadOnly))
        return {-1, "It was not watched.", {}};
    if (goesOn) { // the program itself, whose number begins each line: the end of strace leaves it running
        const int program = file.readLine().split(' ').first().toInt();
        if (program <= 1 || ::kill(program, SIGTERM) != 0 || !process.waitForFinished(20'000)) {
            if (program > 1)
                ::kill(program, SIGKILL);
            return {-1, "It did not end when told to.", {}};
        }
        file.seek(0);
    }
    Watched watched{process.exitCode(), process.readAll(), {}};
    bool isStarted = false;
    while (!file.atEnd()) {
        const QString line = QString::fromUtf8(file.readLine()).trimmed();
        if (!line.contains('(') || line.contains("--- SIG"))
            continue;
        if (line.contains("execve(") && !std::exchange(isStarted, true))
            continue;
        watched.calls << line;
    }
    return watched;
}

void QuietProgramsTest::initTestCase()
{
    if (QStandardPaths::findExecutable("strace").isEmpty())
        QSKIP("strace is not installed.");
    if (watch({"true"}).status != 0)
        QSKIP("strace may not watch here.");
}

void QuietProgramsTest::theWatchSeesWhoConnects()
{
    const QString engine = "unix://" + path("nobody.sock");
    const Watched watched = watch({BAYPLAN_BINARY_DIR "/bin/bayplanctl", "status", "--engine", engine});
    QVERIFY(watched.calls.join('\n').contains("connect("));
    QVERIFY(watch({"sh", "-c", "/bin/true; :"}).calls.join('\n').contains("execve("));
}

void QuietProgramsTest::verbsOnDocumentsAreQuiet_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("document");
    const QDir examples(BAYPLAN_SOURCE_DIR "/resources/examples");
    for (const QString &name : examples.entryList({"*.bayplan.json"}, QDir::Files)) {
        const QString document = examples.filePath(name);
        const auto row = [&](const char *verb, const QStringList &arguments) {
            QTest::addRow("%s %s", verb, qPrintable(name)) << arguments << document;
        };
        row("validate", {"validate"});
        row("export compose", {"export", "--to", "compose", "-o", path("out.yaml")});
        row("export kubernetes", {"export", "--to", "kubernetes", "-o", path("k8s")});
        if (name.startsWith("sharded"))
            row("simulate", {"simulate", "--duration", "2s"});
    }
    QFile compose(path("compose.yaml"));
    QVERIFY(compose.open(QIODevice::WriteOnly));
    compose.write("services:\n  web:\n    image: registry.example/web:1\n    ports: ['127.0.0.1:8080:80']\n"
                  "    post_start: [{command: ['touch', '/tmp/started']}]\n    env_file: web.env\n");
    compose.close();
    QTest::newRow("import compose") << QStringList{"import", "-o", path("imported.bayplan.json")}
                                    << path("compose.yaml");
}

void QuietProgramsTest::verbsOnDocumentsAreQuiet()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, document);
    const QString verb = arguments.takeFirst();
    const Watched watched = watch(QStringList{BAYPLAN_BINARY_DIR "/bin/bayplanctl", verb, document} + arguments);
    QVERIFY2(watched.status == 0, watched.output);
    QCOMPARE(watched.calls, QStringList());
}

void QuietProgramsTest::theDesktopOpensADocumentInSilence()
{
    const QString program = QStringLiteral(BAYPLAN_BINARY_DIR "/bin/bayplan");
    if (!QFile::exists(program))
        QSKIP("The desktop is not built here.");
    const Watched watched = watch({program, BAYPLAN_SOURCE_DIR "/resources/examples/sharded-cache.bayplan.json"}, 6000);
    // Its own sockets to itself are no connection: what is meant is anybody else, and another program.
    QVERIFY2(watched.status == 0, watched.output);
    const QStringList loud = watched.calls.filter(QRegularExpression("execve|AF_INET|sun_path"));
    QCOMPARE(loud, QStringList());
}

QTEST_GUILESS_MAIN(QuietProgramsTest)
#include "quiet_programs_test.moc"
