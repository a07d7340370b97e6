// SPDX-License-Identifier: GPL-3.0-or-later
// The same against Podman's socket: up, figures, nothing to do a second time, faults, down. With a service of its own,
// as root; skipped where there can be none.
#include "tests/docker/command_line.h"
#include "tests/docker/deadly_way.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <unistd.h>

using namespace bayplan;

class PodmanTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (geteuid() != 0 || !startService())
            QSKIP("No Podman service can be started here: it needs root, podman, netavark and aardvark-dns.");
        qputenv("XDG_STATE_HOME", m_folder.filePath("state").toUtf8());
        static_cast<void>(runProgram({"down", "station", "--volumes"}, m_url));
    }

    void cleanupTestCase()
    {
        if (m_service.state() == QProcess::NotRunning)
            return;
        static_cast<void>(runProgram({"down", "station", "--volumes"}, m_url));
        m_service.terminate();
        m_service.waitForFinished(10'000);
        runPodman({"system", "reset", "--force"});
    }

    void itComesUpAndItsAgentsReport()
    {
        const Outcome deployed = runProgram({"deploy", "--stand-ins", m_document, "--measure", "5s", "--warm-up", "1s",
                                             "-o", m_folder.filePath("report.json")},
                                            m_url);
        QVERIFY2(deployed.status == 0, deployed.words);
        QFile file(m_folder.filePath("report.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(deployed.words.contains("Podman"), deployed.words);
        const QJsonArray links = QJsonDocument::fromJson(file.readAll()).object().value("links").toArray();
        QCOMPARE(links.size(), 1);
        QVERIFY2(links[0].toObject().value("throughputPerSecond").toDouble() > 20, deployed.words);
    }

    void aSecondDeployHasNothingToDo()
    {
        const Outcome preview = runProgram({"deploy", "--stand-ins", m_document, "--preview"}, m_url);
        QVERIFY2(preview.status == 0, preview.words);
        for (const QByteArray &line : preview.words.trimmed().split('\n'))
            QVERIFY2(line.startsWith("keep"), preview.words);
    }

    void aPauseEnds()
    {
        const Outcome paused = runProgram({"inject", "station", "pause", "server", "--for", "1s"}, m_url);
        QVERIFY2(paused.status == 0, paused.words);
        const Outcome status = runProgram({"status", "station"}, m_url);
        QVERIFY2(status.words.contains("5 of 5 containers run"), status.words);
    }

    void downLeavesNothing()
    {
        const Outcome removed = runProgram({"down", "station", "--volumes"}, m_url);
        QVERIFY2(removed.status == 0, removed.words);
        const QStringList left = leftoversOf("station", m_url);
        QVERIFY2(left.isEmpty(), qPrintable(left.join(' ')));
    }

private:
    QStringList storage() const
    {
        return {"--root", m_folder.filePath("root"), "--runroot", m_folder.filePath("run"), "--storage-driver", "vfs"};
    }

    void runPodman(const QStringList &arguments) const
    {
        QProcess podman;
        podman.start("podman", storage() + arguments);
        podman.waitForFinished(60'000);
    }

    /// With limits that any machine can give, and the network that knows names.
    bool startService()
    {
        QFile settings(m_folder.filePath("containers.conf"));
        if (!settings.open(QIODevice::WriteOnly))
            return false;
        settings.write("[containers]\ndefault_ulimits=[\"nofile=1024:1024\",\"nproc=1024:1024\"]\n"
                       "[engine]\nruntime=\"runc\"\n[network]\nnetwork_backend=\"netavark\"\n");
        settings.close();
        qputenv("CONTAINERS_CONF", settings.fileName().toUtf8());
        m_url = "unix://" + m_folder.filePath("podman.sock").toStdString();
        m_service.start("podman",
                        storage() + QStringList{"system", "service", "--time=0", QString::fromStdString(m_url)});
        return m_service.waitForStarted() &&
               QTest::qWaitFor([&] { return QFile::exists(m_folder.filePath("podman.sock")); }, 10'000) &&
               findEngine(m_url).has_value();
    }

    const QString m_document = QStringLiteral(BAYPLAN_TEST_DATA "/ctl/station.bayplan.json");
    QTemporaryDir m_folder;
    QProcess m_service;
    std::string m_url;
};

QTEST_GUILESS_MAIN(PodmanTest)
#include "podman_test.moc"
