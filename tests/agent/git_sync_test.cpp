// SPDX-License-Identifier: GPL-3.0-or-later
// Content sync with a real git, from a repository on this disk.
#include "agent_run.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <sys/resource.h>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

class Repository {
public:
    Repository() { git({"init", "--quiet", "--initial-branch=main"}); }

    void commit(const QString &file, const QByteArray &text)
    {
        QFile out(m_folder.filePath(file));
        QVERIFY(out.open(QIODevice::WriteOnly) && out.write(text) == text.size());
        out.close();
        git({"add", "--all"});
        git({"-c", "user.name=test", "-c", "user.email=test@localhost", "commit", "--quiet", "--message=change"});
    }

    QString head() { return git({"rev-parse", "HEAD"}); }
    QString path() const { return m_folder.path(); }

private:
    QString git(const QStringList &arguments)
    {
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        process.start("git", arguments);
        process.waitForFinished();
        return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
    }

    QTemporaryDir m_folder;
};

SyncConfig syncFrom(const QString &source, const QString &folder)
{
    SyncConfig config;
    config.source = source.toStdString();
    config.revision = "main";
    config.folder = folder.toStdString();
    config.period = 50ms;
    config.backoffMost = 1s;
    config.keepStale = 300ms;
    return config;
}

AgentConfig agentFor(const SyncConfig &config)
{
    AgentConfig agent = agentConfig("sync", "site/sync");
    agent.machine.behaviour = config;
    return agent;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be opened");
}

QStringList treesIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks);
}

} // namespace

class GitSyncTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable("git").isEmpty())
            QSKIP("git is not installed");
    }

    void eachRevisionIsPublishedByItsLink()
    {
        Repository repository;
        repository.commit("index.html", "one");
        QTemporaryDir shared;
        AgentRun run(agentFor(syncFrom(repository.path(), shared.filePath("site"))));
        QVERIFY(run.start());
        const QString link = shared.filePath("site/current");
        const QString first = repository.head();
        QCOMPARE(QFileInfo(link).symLinkTarget(), shared.filePath("site/" + first));
        QCOMPARE(contentOf(link + "/index.html"), QByteArray("one"));
        QVERIFY(fetch(run.config.port, "/").find("\"revision\":\"" + first.toStdString() + '"') != std::string::npos);

        repository.commit("index.html", "two");
        QTRY_COMPARE(contentOf(link + "/index.html"), QByteArray("two"));
        QVERIFY(!QFileInfo::exists(link + "/.git"));
        QTRY_COMPARE(treesIn(shared.filePath("site")), QStringList(repository.head())); // the old one after its grace
        QCOMPARE(metric(run.metrics(), "bayplan_sync_published_total"), 2.0);
    }

    void aFileThatWentIsGone()
    {
        Repository repository;
        repository.commit("old.txt", "old");
        QTemporaryDir shared;
        AgentRun run(agentFor(syncFrom(repository.path(), shared.path())));
        QVERIFY(run.start());
        QVERIFY(QFile::remove(repository.path() + "/old.txt"));
        repository.commit("new.txt", "new");
        QTRY_COMPARE(contentOf(shared.filePath("current/new.txt")), QByteArray("new"));
        QVERIFY(!QFileInfo::exists(shared.filePath("current/old.txt")));
    }

    void withoutTheSourceItIsNotReadyAndTheReasonIsTold()
    {
        QTemporaryDir shared;
        AgentRun run(agentFor(syncFrom(shared.filePath("nowhere.git"), shared.filePath("site"))));
        run.process.start(agentProgram(), QStringList());
        QVERIFY(run.process.waitForStarted());
        QTRY_VERIFY(metric(run.metrics(), "bayplan_sync_failures_total") >= 1);
        QVERIFY(fetch(run.config.controlPort, "/readyz").starts_with("HTTP/1.1 503"));
        QVERIFY(fetch(run.config.port, "/").starts_with("HTTP/1.1 503"));
        const std::string log = fetch(run.config.controlPort, "/logs");
        QVERIFY2(log.find("nowhere.git") != std::string::npos, log.c_str());
    }

    void aSourceThatIsACommandRunsNothing()
    {
        QTemporaryDir shared;
        const QString trace = shared.filePath("trace");
        AgentRun run(agentFor(syncFrom("ext::touch " + trace, shared.filePath("site"))));
        run.process.start(agentProgram(), QStringList());
        QVERIFY(run.process.waitForStarted());
        QTRY_VERIFY(metric(run.metrics(), "bayplan_sync_failures_total") >= 1);
        QVERIFY(!QFileInfo::exists(trace));
        QVERIFY(!QFileInfo::exists(shared.filePath("site"))); // git was not even begun
    }

    void whatCannotBeWrittenLeavesTheOldLink()
    {
        Repository repository;
        repository.commit("index.html", "one");
        QTemporaryDir shared;
        AgentRun run(agentFor(syncFrom(repository.path(), shared.path())));
        QVERIFY(run.start());
        const QString first = repository.head();
        // As on a full disk, no file can grow beyond 20,000 bytes.
        rlimit before{};
        const rlimit small{20'000, RLIM_INFINITY};
        const auto process = static_cast<pid_t>(run.process.processId());
        QCOMPARE(prlimit(process, RLIMIT_FSIZE, &small, &before), 0);
        QByteArray large;
        for (int i = 0; i < 100'000; ++i)
            large += QByteArray::number(i * 7919 % 104729);
        repository.commit("large.bin", large);
        QTRY_VERIFY(metric(run.metrics(), "bayplan_sync_failures_total") >= 1);
        QCOMPARE(contentOf(shared.filePath("current/index.html")), QByteArray("one"));
        QCOMPARE(treesIn(shared.path()), QStringList(first));
        QVERIFY(fetch(run.config.controlPort, "/readyz").starts_with("HTTP/1.1 200"));
        QCOMPARE(prlimit(process, RLIMIT_FSIZE, &before, nullptr), 0);
        QTRY_COMPARE(contentOf(shared.filePath("current/large.bin")).size(), large.size());
    }

    void aRestartFindsWhatIsPublished()
    {
        Repository repository;
        repository.commit("index.html", "one");
        QTemporaryDir shared;
        {
            AgentRun run(agentFor(syncFrom(repository.path(), shared.path())));
            QVERIFY(run.start());
        }
        AgentRun again(agentFor(syncFrom(repository.path(), shared.path())));
        QVERIFY(again.start());
        QCOMPARE(metric(again.metrics(), "bayplan_sync_published_total"), 0.0);
        QCOMPARE(contentOf(shared.filePath("current/index.html")), QByteArray("one"));
        again.terminate();
        QVERIFY(again.process.waitForFinished());
        QCOMPARE(again.process.exitCode(), 0);
    }

    void whatAKilledGitLeftDoesNotStopTheNext_data()
    {
        QTest::addColumn<QString>("left");
        QTest::newRow("fetch") << "shallow.lock";
        QTest::newRow("checkout") << "index.lock";
        QTest::newRow("configuration") << "config.lock";
        QTest::newRow("half a pack") << "objects/pack/tmp_pack_x1y2z3";
    }

    void whatAKilledGitLeftDoesNotStopTheNext()
    {
        QFETCH(QString, left);
        Repository repository;
        repository.commit("index.html", "one");
        QTemporaryDir shared;
        AgentRun run(agentFor(syncFrom(repository.path(), shared.path())));
        QVERIFY(run.start());
        const QString path = shared.filePath(".sync/store.git/" + left);
        QVERIFY(QFile(path).open(QIODevice::WriteOnly));
        repository.commit("index.html", "two");
        QTRY_COMPARE_WITH_TIMEOUT(contentOf(shared.filePath("current/index.html")), QByteArray("two"), 20'000);
        QTRY_VERIFY(!QFileInfo::exists(path));
    }

    void aStoreDamagedByAPowerCutIsFetchedAnew_data()
    {
        QTest::addColumn<QString>("damaged");
        QTest::newRow("objects") << "objects";
        QTest::newRow("everything") << "";
    }

    void aStoreDamagedByAPowerCutIsFetchedAnew()
    {
        QFETCH(QString, damaged);
        Repository repository;
        repository.commit("same.html", "as before");
        repository.commit("index.html", "one");
        QTemporaryDir shared;
        AgentRun run(agentFor(syncFrom(repository.path(), shared.path())));
        QVERIFY(run.start());
        QDirIterator files(shared.filePath(".sync/store.git/" + damaged), QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
            file.resize(0);
        }
        repository.commit("index.html", "two");
        QTRY_COMPARE_WITH_TIMEOUT(contentOf(shared.filePath("current/index.html")), QByteArray("two"), 20'000);
    }

    void aSourceThatIsAwayCostsNoStore_data()
    {
        QTest::addColumn<QString>("gone");
        QTest::newRow("repository") << "";
        QTest::newRow("branch") << "/.git/refs/heads/main";
    }

    void aSourceThatIsAwayCostsNoStore()
    {
        QFETCH(QString, gone);
        Repository repository;
        repository.commit("index.html", "one");
        QTemporaryDir shared;
        AgentRun run(agentFor(syncFrom(repository.path(), shared.path())));
        QVERIFY(run.start());
        const QString mark = shared.filePath(".sync/store.git/mark");
        QVERIFY(QFile(mark).open(QIODevice::WriteOnly));
        QVERIFY(QFile::rename(repository.path() + gone, repository.path() + "-away"));
        QTRY_VERIFY_WITH_TIMEOUT(metric(run.metrics(), "bayplan_sync_failures_total") >= 2, 20'000);
        QVERIFY(QFileInfo::exists(mark));
        QVERIFY(QFile::rename(repository.path() + "-away", repository.path() + gone));
    }

    void aHalfRemovedTreeOfTheSameHashIsNotPublished()
    {
        Repository repository;
        repository.commit("a", "one");
        repository.commit("b", "two");
        QTemporaryDir shared;
        const QString half = shared.filePath(repository.head());
        QVERIFY(QDir().mkpath(half)); // a life before was ended while it removed this tree
        QVERIFY(QFile::copy(repository.path() + "/b", half + "/b"));
        AgentRun run(agentFor(syncFrom(repository.path(), shared.path())));
        QVERIFY(run.start());
        QCOMPARE(contentOf(shared.filePath("current/a")), QByteArray("one"));
        QCOMPARE(contentOf(shared.filePath("current/b")), QByteArray("two"));
        QCOMPARE(treesIn(shared.path()), QStringList(repository.head()));
        QTRY_COMPARE(QDir(shared.filePath(".sync")).entryList({"tree-*"}), QStringList());
    }

    void aReaderNeverSeesAMix()
    {
        Repository repository;
        const auto both = [&](const QByteArray &text) {
            QFile other(repository.path() + "/b");
            QVERIFY(other.open(QIODevice::WriteOnly) && other.write(text) == text.size());
            other.close();
            repository.commit("a", text);
        };
        both("0");
        QTemporaryDir shared;
        AgentRun run(agentFor(syncFrom(repository.path(), shared.path())));
        QVERIFY(run.start());
        for (int revision = 1; revision <= 5; ++revision) {
            both(QByteArray::number(revision));
            for (int look = 0; look < 40; ++look) {
                const QString tree = QFileInfo(shared.filePath("current")).symLinkTarget();
                QCOMPARE(contentOf(tree + "/a"), contentOf(tree + "/b"));
                QTest::qWait(2);
            }
        }
        QTRY_COMPARE(contentOf(shared.filePath("current/a")), QByteArray("5"));
    }
};

QTEST_GUILESS_MAIN(GitSyncTest)
#include "git_sync_test.moc"
