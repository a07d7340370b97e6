// SPDX-License-Identifier: GPL-3.0-or-later
// The ways to an engine: addresses, contexts of Docker, TLS with certificates made here, and a stand-in for ssh.
#include "engine/docker/engine_protocol.h"
#include "engine/docker/engine_session.h"
#include "tests/docker/tls_engine.h"

#include <QFile>
#include <QtTest>

using namespace bayplan;
using Way = EngineUrl::Way;

namespace {

void write(const QString &path, const QByteArray &text)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

std::string saysVersion(const std::string &)
{
    return answer(200, versionBody("1.44", "1.24"));
}

QString reasonOf(const Result<EngineInfo> &info)
{
    return info ? QString() : QString::fromStdString(toText(info.error()));
}

} // namespace

class EngineTransportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        for (const char *name : {"DOCKER_HOST", "DOCKER_CONTEXT", "DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH"})
            qunsetenv(name);
        QVERIFY(m_folder.isValid());
        qputenv("DOCKER_CONFIG", m_folder.filePath("config").toUtf8());
        QDir(m_folder.filePath("config")).removeRecursively();
    }

    void addresses()
    {
        QCOMPARE(resolveEngineUrl("unix:///a/b.sock")->socketPath, std::string("/a/b.sock"));
        QCOMPARE(resolveEngineUrl("/a/b.sock")->socketPath, std::string("/a/b.sock"));
        const auto local = resolveEngineUrl("tcp://127.0.0.1:2375");
        QCOMPARE(local->port, std::uint16_t(2375));
        QCOMPARE(local->way, Way::Tcp);
        QCOMPARE(resolveEngineUrl("tcp://[::1]:2375")->host, std::string("::1"));
        QCOMPARE(resolveEngineUrl("tcp://192.0.2.1:2375").error().code, ErrorCode::Unsupported);
        QCOMPARE(resolveEngineUrl("tcp://127.0.0.1:99999").error().code, ErrorCode::InvalidInput);
        QCOMPARE(resolveEngineUrl("tcp://127.0.0.1:").error().code, ErrorCode::InvalidInput);
        QCOMPARE(resolveEngineUrl("ftp://x").error().code, ErrorCode::InvalidInput);
        qputenv("DOCKER_HOST", "unix:///from/environment.sock");
        QCOMPARE(resolveEngineUrl("")->socketPath, std::string("/from/environment.sock"));
        QCOMPARE(resolveEngineUrl("unix:///given.sock")->socketPath, std::string("/given.sock"));
    }

    void addressesOverSsh()
    {
        const auto whole = resolveEngineUrl("ssh://me@far.example:2222/run/user/1000/docker.sock");
        QCOMPARE(whole->way, Way::Ssh);
        QCOMPARE(whole->user, std::string("me"));
        QCOMPARE(whole->host, std::string("far.example"));
        QCOMPARE(whole->port, std::uint16_t(2222));
        QCOMPARE(whole->socketPath, std::string("/run/user/1000/docker.sock"));
        QCOMPARE(resolveEngineUrl("ssh://far")->host, std::string("far"));
        // What would be an option to ssh, or a secret in an address.
        QCOMPARE(resolveEngineUrl("ssh://-oProxyCommand=x").error().code, ErrorCode::InvalidInput);
        QCOMPARE(resolveEngineUrl("ssh://me:secret@far").error().code, ErrorCode::InvalidInput);
        QCOMPARE(resolveEngineUrl("ssh://").error().code, ErrorCode::InvalidInput);
    }

    void tlsIsTakenWhereItIsAskedForOrCertificatesAreThere()
    {
        qputenv("DOCKER_TLS_VERIFY", "1");
        const auto asked = resolveEngineUrl("tcp://far.example");
        QCOMPARE(asked->way, Way::Tls);
        QCOMPARE(asked->port, std::uint16_t(2376));
        qunsetenv("DOCKER_TLS_VERIFY");
        write(m_folder.filePath("config/ca.pem"), "x");
        QCOMPARE(resolveEngineUrl("tcp://far.example:2376")->tls.authority,
                 m_folder.filePath("config/ca.pem").toStdString());
        QCOMPARE(resolveEngineUrl("tcp://127.0.0.1:2375")->way, Way::Tcp);
    }

    void contexts()
    {
        const auto file = [&](const QString &kind, const std::string &name, const QString &rest) {
            return m_folder.filePath("config/" + contextFile(kind, name, rest));
        };
        write(file("meta", "far", "meta.json"), metaOf("ssh://me@far"));
        write(file("meta", "lab", "meta.json"), metaOf("tcp://lab.example:2376"));
        write(file("tls", "lab", "docker/ca.pem"), "x");
        write(file("meta", "odd", "meta.json"), "{\"Endpoints\":[]}");
        QCOMPARE(resolveEngineUrl("context:far")->host, std::string("far"));
        QCOMPARE(resolveEngineUrl("context:lab")->way, Way::Tls);
        QCOMPARE(resolveEngineUrl("context:lab")->tls.authority, file("tls", "lab", "docker/ca.pem").toStdString());
        QCOMPARE(resolveEngineUrl("context:odd").error().code, ErrorCode::InvalidInput);
        QCOMPARE(resolveEngineUrl("context:none").error().code, ErrorCode::NotFound);

        write(m_folder.filePath("config/config.json"), "{\"currentContext\":\"far\"}");
        QCOMPARE(resolveEngineUrl("")->way, Way::Ssh);
        qputenv("DOCKER_CONTEXT", "lab");
        QCOMPARE(resolveEngineUrl("")->host, std::string("lab.example"));
        qputenv("DOCKER_CONTEXT", "default");
        QCOMPARE(resolveEngineUrl("")->way, Way::Unix);
        qputenv("DOCKER_HOST", "unix:///a.sock"); // is heeded before any context
        QCOMPARE(resolveEngineUrl("")->socketPath, std::string("/a.sock"));
        qputenv("DOCKER_HOST", "context:far"); // as the advice on a wrong one has it
        QVERIFY(resolveEngineUrl("").has_value());
        QCOMPARE(resolveEngineUrl("")->host, std::string("far"));
    }

    void anEngineBehindTls()
    {
        const QString folder = m_folder.filePath("tls");
        QVERIFY(makeCertificates(folder, "localhost"));
        const TlsEngine engine(folder, saysVersion);
        qputenv("DOCKER_TLS_VERIFY", "1");
        qputenv("DOCKER_CERT_PATH", folder.toUtf8());
        const auto found = findEngine(engine.url());
        QVERIFY2(found.has_value(), qPrintable(reasonOf(found)));
        QCOMPARE(found->apiVersion, std::string("1.44"));

        // An authority that has not signed it.
        const QString others = m_folder.filePath("others");
        QVERIFY(makeCertificates(others, "localhost"));
        qputenv("DOCKER_CERT_PATH", others.toUtf8());
        const auto distrusted = findEngine(engine.url());
        QVERIFY2(reasonOf(distrusted).contains("certificate verify failed"), qPrintable(reasonOf(distrusted)));
        QVERIFY(reasonOf(distrusted).contains("DOCKER_CERT_PATH"));

        qputenv("DOCKER_CERT_PATH", m_folder.filePath("damaged").toUtf8());
        write(m_folder.filePath("damaged/ca.pem"), "no certificate");
        const auto damaged = findEngine(engine.url());
        QVERIFY2(reasonOf(damaged).contains("ca.pem"), qPrintable(reasonOf(damaged)));
    }

    void anEngineThatIsSomebodyElseIsNotTrusted()
    {
        const QString folder = m_folder.filePath("elsewhere");
        QVERIFY(makeCertificates(folder, "elsewhere.example"));
        const TlsEngine engine(folder, saysVersion);
        qputenv("DOCKER_TLS_VERIFY", "1");
        qputenv("DOCKER_CERT_PATH", folder.toUtf8());
        const auto found = findEngine(engine.url());
        QVERIFY2(reasonOf(found).contains("certificate verify failed"), qPrintable(reasonOf(found)));
    }

    void anEngineBehindSsh()
    {
        FalseEngine engine({answer(200, versionBody("1.43", "1.24"))});
        const QString bin = m_folder.filePath("bin");
        write(bin + "/ssh", "#!/bin/sh\necho \"$@\" >\"$SSH_SAID\"\nexec python3 -c '\n"
                            "import os, socket, threading\n"
                            "engine = socket.socket(socket.AF_UNIX)\n"
                            "engine.connect(os.environ[\"SSH_ENGINE\"])\n"
                            "def up():\n"
                            "    for piece in iter(lambda: os.read(0, 65536), b\"\"):\n"
                            "        engine.sendall(piece)\n"
                            "threading.Thread(target=up, daemon=True).start()\n"
                            "for piece in iter(lambda: engine.recv(65536), b\"\"):\n"
                            "    os.write(1, piece)\n'\n");
        QFile::setPermissions(bin + "/ssh", QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        const QByteArray path = qgetenv("PATH");
        qputenv("PATH", bin.toUtf8() + ":" + path);
        qputenv("SSH_SAID", m_folder.filePath("said").toUtf8());
        qputenv("SSH_ENGINE", QByteArray::fromStdString(engine.url().substr(7)));
        const auto found = findEngine("ssh://me@far:2222/run/d.sock");
        QVERIFY2(found.has_value(), qPrintable(reasonOf(found)));
        QCOMPARE(found->apiVersion, std::string("1.43"));
        QFile said(m_folder.filePath("said"));
        QVERIFY(said.open(QIODevice::ReadOnly));
        const QByteArray words = said.readAll();
        QVERIFY2(words.contains("-p 2222 -l me -- far docker -H unix:///run/d.sock system dial-stdio"), words);
        QVERIFY2(words.contains("BatchMode=yes"), words); // nobody is there to type a password

        write(bin + "/ssh", "#!/bin/sh\necho 'me@far: Permission denied (publickey).' >&2\nexit 255\n");
        const auto refused = findEngine("ssh://me@far");
        QCOMPARE(refused.error().code, ErrorCode::NotReachable);
        QVERIFY2(reasonOf(refused).contains("Permission denied (publickey)"), qPrintable(reasonOf(refused)));

        qputenv("PATH", "/nowhere");
        const auto missing = findEngine("ssh://me@far");
        qputenv("PATH", path);
        QVERIFY2(reasonOf(missing).contains("openssh-client"), qPrintable(reasonOf(missing)));
    }

private:
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(EngineTransportTest)
#include "engine_transport_test.moc"
