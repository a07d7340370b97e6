// SPDX-License-Identifier: GPL-3.0-or-later
// The engine that DOCKER_HOST names, else one of the test's own, started as root.
#pragma once

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QThread>

#include <fcntl.h>
#include <sched.h>
#include <unistd.h>

#include <csignal>
#include <optional>
#include <string>

namespace bayplan {

/// One of the test's own, whatever DOCKER_HOST says: to be killed.
class OwnEngine {
public:
    OwnEngine() : m_isRunning(geteuid() == 0 && run(QStringLiteral("start"))) {}
    ~OwnEngine()
    {
        if (m_isRunning)
            run(QStringLiteral("stop"));
    }
    OwnEngine(const OwnEngine &) = delete;
    OwnEngine &operator=(const OwnEngine &) = delete;

    bool isRunning() const { return m_isRunning; }
    std::string url() const { return "unix://" + m_folder.filePath(QStringLiteral("engine.sock")).toStdString(); }
    const QTemporaryDir &folder() const { return m_folder; }

    qint64 process() const
    {
        QFile file(m_folder.filePath(QStringLiteral("engine.pid")));
        return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toLongLong() : 0;
    }

    /// After it was killed; also when it was not.
    bool startAgain()
    {
        const auto engine = static_cast<pid_t>(process());
        if (engine > 1)
            ::kill(engine, SIGKILL);
        while (engine > 1 && ::kill(engine, 0) == 0 && !isDefunct())
            QThread::msleep(50);
        QFile::remove(m_folder.filePath(QStringLiteral("engine.pid")));
        return run(QStringLiteral("start"));
    }

private:
    /// Dead, and not yet asked for by its parent.
    bool isDefunct() const
    {
        QFile file(QStringLiteral("/proc/%1/stat").arg(process()));
        return !file.open(QIODevice::ReadOnly) || file.readAll().contains(") Z ");
    }

    bool run(const QString &verb) const
    {
        QProcess script;
        script.start(QStringLiteral(BAYPLAN_SOURCE_DIR "/packaging/engine.sh"),
                     {verb, m_folder.path(), QStringLiteral("--apart")});
        const bool isDone = script.waitForFinished(60'000) && script.exitCode() == 0;
        if (!isDone)
            qWarning("engine.sh %s: %s", qPrintable(verb), script.readAllStandardError().constData());
        return isDone;
    }

    QTemporaryDir m_folder;
    bool m_isRunning = false;
};

/// The engine that DOCKER_HOST names, else one of its own; that also where BAYPLAN_OWN_ENGINE is set, by root.
class TestEngine {
public:
    TestEngine()
    {
        m_url = qEnvironmentVariable("DOCKER_HOST").toStdString();
        const bool wantsOwn = qEnvironmentVariableIsSet("BAYPLAN_OWN_ENGINE") && geteuid() == 0;
        if (!m_url.empty() && !wantsOwn)
            return;
        m_own.emplace();
        if (m_own->isRunning())
            m_url = m_own->url();
        else
            m_own.reset();
    }
    TestEngine(const TestEngine &) = delete;
    TestEngine &operator=(const TestEngine &) = delete;

    /// Empty when there is none and none can be started.
    const std::string &url() const { return m_url; }

    /// Takes the calling thread to where the engine's network is, so that it reaches what the thread listens on.
    void enterItsNetwork() const
    {
        if (!m_own)
            return;
        QFile file(m_own->folder().filePath(QStringLiteral("namespace")));
        if (!file.open(QIODevice::ReadOnly))
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
    std::optional<OwnEngine> m_own;
    std::string m_url;
};

} // namespace bayplan
