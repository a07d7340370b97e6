// SPDX-License-Identifier: GPL-3.0-or-later
// The program itself, ended by a signal: in good order, nobody is asked, unsaved work stays; and what programs that
// were killed have left behind among the temporary files.
#include "app/desktop/trail_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>

#include <csignal>

using namespace bayplan;

namespace {

constexpr int patience = 30'000;

/// With folders of its own for all that it writes.
class Program {
public:
    Program()
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char *name : {"HOME", "TMPDIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"})
            environment.insert(QLatin1String(name), m_folder.path());
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        m_process.setProcessEnvironment(environment);
    }

    QString path(const QString &name) const { return m_folder.filePath(name); }
    void write(const QString &name, const QByteArray &content) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    }
    void start(const QStringList &arguments)
    {
        m_process.start(QStringLiteral(BAYPLAN_PROGRAM), arguments);
        QVERIFY2(m_process.waitForStarted(patience), qPrintable(m_process.errorString()));
    }
    /// Copies of unsaved work.
    QStringList copies() const { return inRecovery(QStringLiteral("*.bayplan.json")); }
    QStringList locks() const { return inRecovery(QStringLiteral("*.lock")); }
    void end(int signal)
    {
        ::kill(static_cast<pid_t>(m_process.processId()), signal);
        QVERIFY(m_process.waitForFinished(patience));
    }
    bool outlives(int signal)
    {
        ::kill(static_cast<pid_t>(m_process.processId()), signal);
        return !m_process.waitForFinished(1000);
    }
    bool endedWell() const { return m_process.exitStatus() == QProcess::NormalExit && m_process.exitCode() == 0; }

private:
    QStringList inRecovery(const QString &pattern) const
    {
        return QDir(path(QStringLiteral("Bayplan/bayplan/recovery"))).entryList({pattern}, QDir::Files);
    }

    QTemporaryDir m_folder;
    QProcess m_process;
};

} // namespace

class EndSignalsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSignalEndsItInGoodOrderAndUnsavedWorkStays_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
    }

    void aSignalEndsItInGoodOrderAndUnsavedWorkStays()
    {
        QFETCH(int, signal);
        Program program;
        program.write(QStringLiteral("shop.yaml"), "services:\n  web:\n    image: nginx\n");
        program.start({program.path(QStringLiteral("shop.yaml"))}); // imported is not saved
        QTRY_COMPARE_WITH_TIMEOUT(program.copies().size(), 1, patience);
        program.end(signal);
        QVERIFY(program.endedWell());
        QCOMPARE(program.copies().size(), 1);
        QVERIFY(program.locks().isEmpty()); // the next start offers it
    }

    void theNextStartRemovesWhatKilledOnesLeft()
    {
        Program program;
        const QString trail = QStringLiteral(".bayplan-trail-killed.bayrun");
        const QString own = QStringLiteral("bayplan-incident.bayrun"); // as somebody may name a recording
        program.write(trail, "{}\n");
        program.write(own, "{}\n");
        program.start({});
        QTRY_VERIFY_WITH_TIMEOUT(!QFileInfo::exists(program.path(trail)), patience);
        QTRY_COMPARE_WITH_TIMEOUT(program.locks().size(), 1, patience); // its window is there
        QVERIFY(QFileInfo::exists(program.path(own)));
        program.end(SIGTERM);
        QVERIFY(program.endedWell());
    }

    void aSignalThatIsIgnoredStaysSo()
    {
        Program program;
        std::signal(SIGHUP, SIG_IGN); // as under nohup: the program inherits it
        program.start({});
        std::signal(SIGHUP, SIG_DFL);
        QTRY_COMPARE_WITH_TIMEOUT(program.locks().size(), 1, patience);
        QVERIFY(program.outlives(SIGHUP));
        program.end(SIGTERM);
        QVERIFY(program.endedWell());
    }

    void whatALivingProgramWritesIsLeftAlone()
    {
        auto file = makeTrailFile();
        QVERIFY(file);
        const QString path = file->fileName();
        removeStaleTrails();
        QVERIFY(QFileInfo::exists(path));
        file.reset();
        QVERIFY(!QFileInfo::exists(path));
    }
};

QTEST_GUILESS_MAIN(EndSignalsTest)
#include "end_signals_test.moc"
