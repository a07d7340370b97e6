// SPDX-License-Identifier: GPL-3.0-or-later
// The real program as a process on this host.
#pragma once

#include "engine/wire/agent_config.h"
#include "tests/free_port.h"

#include "loopback.h"
#include "raw_client.h"

#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTest>

#include <signal.h>

#include <string>

inline QString agentProgram()
{
    return QStringLiteral(BAYPLAN_BINARY_DIR "/bin/bayplan-agent");
}

/// GET over a connection of its own; the whole reply, empty when nobody answers.
inline std::string fetch(std::uint16_t port, const std::string &target)
{
    RawClient client(port);
    return client.isConnected() && client.say(get(target, true)) ? client.hearAll() : std::string();
}

/// Of a line "NAME VALUE" in Prometheus text; -1 when there is none.
inline double metric(const std::string &text, const std::string &name)
{
    const std::size_t at = text.find('\n' + name + ' ');
    return at == std::string::npos
               ? -1
               : QByteArray::fromStdString(text.substr(at + name.size() + 2)).split('\n').first().toDouble();
}

inline bayplan::AgentConfig agentConfig(const std::string &role, const std::string &instance)
{
    bayplan::AgentConfig config;
    config.role = role;
    config.instance = instance;
    config.port = freePort();
    config.controlPort = freePort();
    config.machine.name = instance;
    config.machine.seed = std::hash<std::string>()(instance);
    return config;
}

inline void addPeer(bayplan::AgentConfig &config, const std::string &name, std::uint16_t port,
                    bayplan::PeerProtocol protocol = bayplan::PeerProtocol::Http)
{
    bayplan::PeerConfig peer;
    peer.name = name;
    peer.protocol = protocol;
    config.machine.peers.edit().push_back(peer);
    config.peers.push_back({"localhost", port});
}

class AgentRun {
public:
    explicit AgentRun(const bayplan::AgentConfig &config) : config(config)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("BAYPLAN_AGENT", QString::fromStdString(writeAgentConfig(config)));
        process.setProcessEnvironment(environment);
    }
    ~AgentRun()
    {
        process.kill();
        process.waitForFinished();
    }

    bool start()
    {
        process.start(agentProgram(), QStringList());
        if (!process.waitForStarted())
            return false;
        for (int i = 0; i < 500 && process.state() == QProcess::Running; ++i) {
            if (fetch(config.controlPort, "/readyz").starts_with("HTTP/1.1 200"))
                return true;
            QTest::qWait(10);
        }
        return false;
    }

    void terminate() { kill(static_cast<pid_t>(process.processId()), SIGTERM); }
    std::string metrics() const { return fetch(config.controlPort, "/metrics"); }

    bayplan::AgentConfig config;
    QProcess process;
};

#ifdef BAYPLAN_SANITIZED
inline constexpr double memoryLimitMib = 4096; // what was freed is kept for a while: tests look for other faults there
#else
inline constexpr double memoryLimitMib = 64; // that of a container unless another is given
#endif

/// The most that it has had at one time.
inline double mostMemoryMib(const AgentRun &run)
{
    QFile status("/proc/" + QString::number(run.process.processId()) + "/status");
    if (!status.open(QIODevice::ReadOnly))
        return 1e9;
    const QByteArray text = status.readAll();
    return text.mid(text.indexOf("VmHWM:") + 6).trimmed().split(' ').first().toDouble() / 1024;
}
