// SPDX-License-Identifier: GPL-3.0-or-later
// Content sync from an archive: with a real nginx, and with servers that nobody should trust.
#include "agent_run.h"
#include "http_stub.h"
#include "loopback.h"

#include "engine/agent/archive_tree.h"
#include "engine/wire/tar.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <sys/resource.h>

#include <atomic>
#include <csignal>
#include <cstdio>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

void put(const QString &path, const QByteArray &bytes)
{
    QFile file(path + ".new");
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    file.close();
    QCOMPARE(std::rename(qPrintable(path + ".new"), qPrintable(path)), 0); // a server never sees half of it
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be opened");
}

QByteArray gzip(const std::string &bytes)
{
    QProcess process;
    process.start("gzip", {"--no-name", "-c"});
    process.write(bytes.data(), static_cast<qint64>(bytes.size()));
    process.closeWriteChannel();
    process.waitForFinished();
    return process.readAllStandardOutput();
}

/// NAME.tar.gz with one file.
QByteArray archiveOf(const std::string &text, const std::string &path = "index.html")
{
    TarWriter tar;
    tar.file(path, 0644, text);
    return gzip(tar.finish());
}

QString hashOf(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

QStringList treesIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks);
}

AgentConfig syncFrom(std::uint16_t port, const QString &path, const QString &folder)
{
    SyncConfig config;
    config.source = "http://127.0.0.1:" + std::to_string(port) + path.toStdString();
    config.folder = folder.toStdString();
    config.period = 50ms;
    config.backoffMost = 1s;
    config.keepStale = 300ms;
    AgentConfig agent = agentConfig("sync", "site/sync");
    agent.machine.behaviour = config;
    return agent;
}

SyncConfig &syncOf(AgentConfig &agent)
{
    return std::get<SyncConfig>(agent.machine.behaviour);
}

/// Serves ROOT; what it answered stands in its log.
class Nginx {
public:
    explicit Nginx(const QByteArray &more = {})
    {
        QVERIFY(QDir(m_folder.path()).mkdir("root"));
        const QByteArray at = m_folder.path().toUtf8();
        put(m_folder.filePath("conf"), "daemon off; master_process off; pid " + at + "/pid; error_log " + at +
                                           "/error;\n"
                                           "events {} http { log_format status '$status'; access_log " +
                                           at +
                                           "/access status;\n"
                                           "client_body_temp_path " +
                                           at + "; proxy_temp_path " + at + "; fastcgi_temp_path " + at +
                                           "; uwsgi_temp_path " + at + "; scgi_temp_path " + at +
                                           ";\n"
                                           "server { listen 127.0.0.1:" +
                                           QByteArray::number(m_port) + "; root " + at + "/root; " + more + " } }\n");
        m_process.start("nginx", {"-c", m_folder.filePath("conf"), "-e", m_folder.filePath("error")});
        QTRY_VERIFY(!fetch(m_port, "/").empty());
    }
    ~Nginx()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    QString path(const QString &name) const { return m_folder.filePath("root/" + name); }
    qsizetype answered(const QByteArray &status) const
    {
        return contentOf(m_folder.filePath("access")).split('\n').count(status);
    }
    std::uint16_t port() const { return m_port; }

private:
    QTemporaryDir m_folder;
    std::uint16_t m_port = freePort();
    QProcess m_process;
};

/// Takes connections, by its backlog, and never answers.
class SilentServer {
public:
    SilentServer() = default;
    SilentServer(const SilentServer &) = delete;
    SilentServer &operator=(const SilentServer &) = delete;
    ~SilentServer() { close(m_socket.descriptor); }

    std::uint16_t port() const { return m_socket.port; }

private:
    const Loopback m_socket = listenOnLoopback();
};

/// What a server says at first is good; what it says then must leave the good one in place.
struct Turncoat {
    explicit Turncoat(std::string then)
        : server([this, then = std::move(then)](const std::string &) {
              return isHostile ? then : HttpStub::ok("application/gzip", good.toStdString());
          })
    {}

    const QByteArray good = archiveOf("good");
    std::atomic<bool> isHostile = false;
    HttpStub server;
};

std::string asReply(const QByteArray &archive)
{
    return HttpStub::ok("application/gzip", archive.toStdString());
}

} // namespace

class ArchiveSyncTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        for (const char *program : {"curl", "nginx", "gzip"}) {
            if (QStandardPaths::findExecutable(program, {"/usr/bin", "/bin", "/usr/sbin"}).isEmpty())
                QSKIP(qPrintable(QString(program) + " is not installed"));
        }
        qputenv("PATH", qgetenv("PATH") + ":/usr/sbin");
    }

    void whatNginxHasIsPublishedAndAskedForByItsTag()
    {
        Nginx nginx;
        const QByteArray one = archiveOf("one");
        put(nginx.path("site.tar.gz"), one);
        QTemporaryDir shared;
        AgentRun run(syncFrom(nginx.port(), "/site.tar.gz", shared.filePath("site")));
        QVERIFY(run.start());
        const QString link = shared.filePath("site/current");
        QCOMPARE(contentOf(link + "/index.html"), QByteArray("one"));
        QCOMPARE(QFileInfo(link).symLinkTarget(), shared.filePath("site/" + hashOf(one)));
        QTRY_VERIFY(nginx.answered("304") >= 2);
        QCOMPARE(nginx.answered("200"), qsizetype(1));

        const QByteArray two = archiveOf("two, and longer");
        put(nginx.path("site.tar.gz"), two);
        QTRY_COMPARE(contentOf(link + "/index.html"), QByteArray("two, and longer"));
        QTRY_COMPARE(treesIn(shared.filePath("site")), QStringList(hashOf(two))); // the old one after its grace
        QCOMPARE(metric(run.metrics(), "bayplan_sync_published_total"), 2.0);
        QCOMPARE(metric(run.metrics(), "bayplan_sync_failures_total"), 0.0);
    }

    void aRestartAsksByTheTagOfWhatIsPublished()
    {
        Nginx nginx;
        put(nginx.path("site.tar.gz"), archiveOf("one"));
        QTemporaryDir shared;
        {
            AgentRun run(syncFrom(nginx.port(), "/site.tar.gz", shared.path()));
            QVERIFY(run.start());
        }
        AgentRun again(syncFrom(nginx.port(), "/site.tar.gz", shared.path()));
        QVERIFY(again.start());
        QCOMPARE(nginx.answered("200"), qsizetype(1));
        QCOMPARE(metric(again.metrics(), "bayplan_sync_published_total"), 0.0);
        // Another source is asked without it, though what is published is the same.
        put(nginx.path("other.tgz"), archiveOf("one"));
        AgentRun other(syncFrom(nginx.port(), "/other.tgz", shared.path()));
        QVERIFY(other.start());
        QCOMPARE(nginx.answered("200"), qsizetype(2));
    }

    void withoutTagsTheSameBytesAreNoNews()
    {
        Nginx nginx("etag off;");
        put(nginx.path("site.tar.gz"), archiveOf("one"));
        QTemporaryDir shared;
        AgentRun run(syncFrom(nginx.port(), "/site.tar.gz", shared.path()));
        QVERIFY(run.start());
        QTRY_VERIFY(nginx.answered("200") >= 3);
        QCOMPARE(metric(run.metrics(), "bayplan_sync_published_total"), 1.0);
        put(nginx.path("site.tar.gz"), archiveOf("two"));
        QTRY_COMPARE(contentOf(shared.filePath("current/index.html")), QByteArray("two"));
    }

    void overTlsOnlyAServerThatIsTrustedIsBelieved()
    {
        QTemporaryDir keys;
        const QString certificate = keys.filePath("cert"), key = keys.filePath("key");
        QProcess maker;
        maker.start("openssl", {"req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", key, "-out",
                                certificate, "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"});
        if (!maker.waitForFinished() || maker.exitCode() != 0)
            QSKIP("openssl is not installed");
        const std::uint16_t port = freePort();
        Nginx nginx("listen 127.0.0.1:" + QByteArray::number(port) + " ssl; ssl_certificate " + certificate.toUtf8() +
                    "; ssl_certificate_key " + key.toUtf8() + ';');
        put(nginx.path("site.tar.gz"), archiveOf("one"));
        QTemporaryDir shared;
        AgentConfig config = syncFrom(port, "/site.tar.gz", shared.path());
        syncOf(config).source = "https://localhost:" + std::to_string(port) + "/site.tar.gz";
        qputenv("CURL_CA_BUNDLE", certificate.toUtf8());
        {
            AgentRun run(config);
            qunsetenv("CURL_CA_BUNDLE");
            QVERIFY(run.start());
            QCOMPARE(contentOf(shared.filePath("current/index.html")), QByteArray("one"));
        }
        put(nginx.path("site.tar.gz"), archiveOf("two"));
        AgentRun stranger(config); // which knows no authority that has signed this
        stranger.process.start(agentProgram(), QStringList());
        QTRY_VERIFY(metric(stranger.metrics(), "bayplan_sync_failures_total") >= 1);
        QVERIFY(fetch(config.controlPort, "/logs").find("certificate") != std::string::npos);
        QCOMPARE(contentOf(shared.filePath("current/index.html")), QByteArray("one"));
    }

    void aWeakTagAndARedirectServeAsWell()
    {
        const std::string archive = archiveOf("one").toStdString();
        HttpStub server([&](const std::string &request) -> std::string {
            if (request.starts_with("GET /site.tar "))
                return "HTTP/1.1 302 Found\r\nETag: \"of the redirect\"\r\nLocation: /moved\r\nContent-Length: 0\r\n"
                       "Connection: close\r\n\r\n";
            if (request.find("If-None-Match: W/\"7\"\r\n") != std::string::npos)
                return "HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n";
            std::string reply = HttpStub::ok("application/gzip", archive);
            return reply.insert(reply.find("\r\n") + 2, "etag:W/\"7\"\r\n");
        });
        QTemporaryDir shared;
        AgentRun run(syncFrom(server.port(), "/site.tar", shared.path()));
        QVERIFY(run.start());
        QTRY_VERIFY(metric(run.metrics(), "bayplan_sync_fetches_total") >= 3);
        QCOMPARE(contentOf(shared.filePath("current/index.html")), QByteArray("one"));
        QCOMPARE(metric(run.metrics(), "bayplan_sync_published_total"), 1.0);
        QCOMPARE(metric(run.metrics(), "bayplan_sync_failures_total"), 0.0);
    }

    void whatIsBadIsNotPublished_data()
    {
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char *name, const std::string &reply, const char *reason) {
            QTest::newRow(name) << QByteArray::fromStdString(reply) << QString(reason);
        };
        const QByteArray next = archiveOf(std::string(30'000, 'x') + "next");
        const std::string whole = asReply(next);
        row("cut short", whole.substr(0, whole.size() - 20), "curl");
        row("cut short, of no stated length", "HTTP/1.0 200 OK\r\n\r\n" + next.first(next.size() - 20).toStdString(),
            "cut short");
        row(
            "cut between two files of a plain tar",
            "HTTP/1.0 200 OK\r\n\r\n" +
                [] {
                    TarWriter tar;
                    tar.file("index.html", 0644, "next");
                    return tar.finish().substr(0, 1024);
                }(),
            "cut short");
        QByteArray flipped = next;
        flipped[flipped.size() - 6] = static_cast<char>(flipped[flipped.size() - 6] ^ 1); // of its checksum
        row("damaged", asReply(flipped), "damaged");
        row("out of its tree", asReply(archiveOf("evil", "../evil")), "out of its tree");
        row("a bomb", asReply(archiveOf(std::string(20U << 20U, '\0'))), "more than");
        row("too large, stated", HttpStub::ok("x", std::string(2U << 20U, 'x')), "curl");
        row("too large, not stated", "HTTP/1.0 200 OK\r\n\r\n" + std::string(2U << 20U, 'x'), "");
        row("no archive", HttpStub::ok("text/html", "<h1>Sign in</h1>"), "cut short");
        row("nothing", HttpStub::ok("x", ""), "cut short");
        row("an error", "HTTP/1.1 503 Busy\r\nContent-Length: 4\r\nConnection: close\r\n\r\nbusy", "503");
        row("not modified, unasked", "HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n", "304");
        row("redirects without end",
            "HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", "redirects");
        row("a redirect to a file",
            "HTTP/1.1 302 Found\r\nLocation: file:///etc/hostname\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
            "curl");
    }

    void whatIsBadIsNotPublished()
    {
        QFETCH(QByteArray, reply);
        QFETCH(QString, reason);
        Turncoat turncoat(reply.toStdString());
        QTemporaryDir shared;
        AgentConfig agent = syncFrom(turncoat.server.port(), "/site.tar.gz", shared.filePath("site"));
        syncOf(agent).maxArchiveBytes = 1U << 20U;
        syncOf(agent).maxTreeBytes = 4U << 20U;
        AgentRun run(agent);
        QVERIFY(run.start());
        turncoat.isHostile = true;
        QTRY_VERIFY(metric(run.metrics(), "bayplan_sync_failures_total") >= 1);
        QCOMPARE(contentOf(shared.filePath("site/current/index.html")), QByteArray("good"));
        QCOMPARE(treesIn(shared.filePath("site")), QStringList(hashOf(turncoat.good)));
        QVERIFY(!QFileInfo::exists(shared.filePath("site/.sync/evil")));
        QVERIFY(QDir(shared.filePath("site/.sync")).entryList({"tree-*"}, QDir::Dirs).isEmpty());
        QVERIFY(fetch(run.config.controlPort, "/readyz").starts_with("HTTP/1.1 200"));
        const std::string log = fetch(run.config.controlPort, "/logs");
        QVERIFY2(log.find(reason.toStdString()) != std::string::npos, log.c_str());
        turncoat.isHostile = false;
        QTRY_VERIFY(fetch(run.config.controlPort, "/logs").find("sync-recovered") != std::string::npos);
    }

    void aServerThatFallsSilentIsGivenUp()
    {
        SilentServer silent;
        QTemporaryDir shared;
        AgentConfig agent = syncFrom(silent.port(), "/site.tar.gz", shared.path());
        syncOf(agent).timeout = 200ms;
        AgentRun run(agent);
        run.process.start(agentProgram(), QStringList());
        QVERIFY(run.process.waitForStarted());
        QTRY_VERIFY(metric(run.metrics(), "bayplan_sync_failures_total") >= 1);
        QVERIFY(fetch(run.config.port, "/").starts_with("HTTP/1.1 503"));
    }

    void aFullDiskIsTold()
    {
        QTemporaryDir folder;
        put(folder.filePath("large.tar.gz"), archiveOf(std::string(100'000, 'x')));
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        getrlimit(RLIMIT_FSIZE, &before);
        const rlimit small{20'000, before.rlim_max};
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
        ArchiveTree tree(folder.filePath("large.tar.gz").toStdString(), folder.path().toStdString(), 1U << 20U);
        const auto step = tree.step();
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
        QVERIFY(!step);
        QVERIFY2(step.error().place.file.ends_with("/index.html"), toText(step.error()).c_str());
    }

    void noFileIsWrittenThroughALinkOfTheArchive()
    {
        QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkdir("tree") && QDir(folder.path()).mkdir("source"));
        QVERIFY(QFile::link(".", folder.filePath("source/a")));
        QProcess tar;
        tar.start("tar", {"-C", folder.filePath("source"), "-cf", folder.filePath("x.tar"), "a"});
        QVERIFY(tar.waitForFinished());
        TarWriter more;
        more.file("a/b", 0644, "through a link");
        put(folder.filePath("x.tar"),
            contentOf(folder.filePath("x.tar")).first(512) + QByteArray::fromStdString(more.finish()));
        ArchiveTree tree(folder.filePath("x.tar").toStdString(), folder.filePath("tree").toStdString(), 1U << 20U);
        QVERIFY(!tree.step()); // "a" is a folder by then
        QVERIFY(!QFileInfo::exists(folder.filePath("tree/b")));
    }
};

QTEST_GUILESS_MAIN(ArchiveSyncTest)
#include "archive_sync_test.moc"
