// SPDX-License-Identifier: GPL-3.0-or-later
// The engine that DOCKER_HOST names, else one of the test's own, started as root.
#pragma once

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <fcntl.h>
#include <sched.h>
#include <unistd.h>

#include <string>

namespace bayplan {

class TestEngine {
public:
    TestEngine()
    {
        m_url = qEnvironmentVariable("DOCKER_HOST").toStdString();
        m_isOwn = m_url.empty() && geteuid() == 0 && runScript(QStringLiteral("start"));
        if (m_isOwn)
            m_url = "unix://" + m_folder.filePath(QStringLiteral("engine.sock")).toStdString();
    }
    ~TestEngine()
    {
        if (m_isOwn)
            runScript(QStringLiteral("stop"));
    }
    TestEngine(const TestEngine &) = delete;
    TestEngine &operator=(const TestEngine &) = delete;

    /// Empty when there is none and none can be started.
    const std::string &url() const { return m_url; }

    /// Takes the calling thread to where the engine's network is, so that it reaches what the thread listens on.
    void enterItsNetwork() const
    {
        QFile file(m_folder.filePath(QStringLiteral("namespace")));
        if (!m_isOwn || !file.open(QIODevice::ReadOnly))
            return;
        const int space = ::open(("/run/netns/" + file.readAll().trimmed()).constData(), O_RDONLY | O_CLOEXEC);
        static_cast<void>(::setns(space, CLONE_NEWNET));
        ::close(space);
    }

    /// An image made of programs of this machine; false where the docker program is not there.
    bool makeImage(const QStringList &arguments) const
    {
        QProcess script;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("DOCKER_HOST"), QString::fromStdString(m_url));
        script.setProcessEnvironment(environment);
        script.start(QStringLiteral(BAYPLAN_SOURCE_DIR "/packaging/images/from-machine.sh"), arguments);
        return script.waitForFinished(60'000) && script.exitCode() == 0;
    }

private:
    bool runScript(const QString &verb) const
    {
        QProcess script;
        script.start(QStringLiteral(BAYPLAN_SOURCE_DIR "/packaging/engine.sh"),
                     {verb, m_folder.path(), QStringLiteral("--apart")});
        return script.waitForFinished(60'000) && script.exitCode() == 0;
    }

    QTemporaryDir m_folder;
    std::string m_url;
    bool m_isOwn = false;
};

} // namespace bayplan
