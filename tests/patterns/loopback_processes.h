// SPDX-License-Identifier: GPL-3.0-or-later
// Real programs of others on loopback ports, ended with the test; and blocking sockets to talk to them.
#pragma once

#include "tests/free_port.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>
#include <QtCore/QThread>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace bayplan {

/// A connection to 127.0.0.1; every read ends after five seconds.
class LoopbackSocket {
public:
    explicit LoopbackSocket(std::uint16_t port) : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        const timeval patience{5, 0};
        ::setsockopt(m_socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        m_connected = ::connect(m_socket, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0;
    }
    LoopbackSocket(const LoopbackSocket &) = delete;
    LoopbackSocket &operator=(const LoopbackSocket &) = delete;
    ~LoopbackSocket() { ::close(m_socket); }

    bool isConnected() const { return m_connected; }

    bool write(std::string_view bytes)
    {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0)
                return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    /// What has come up to and with `end`, counted `times`; as far as it came when the other side ends or is silent.
    std::string readUntil(std::string_view end, int times = 1)
    {
        std::size_t from = 0;
        for (int seen = 0; seen < times;) {
            const std::size_t found = m_read.find(end, from);
            if (found != std::string::npos) {
                from = found + end.size();
                ++seen;
                continue;
            }
            from = m_read.size() < end.size() ? from : std::max(from, m_read.size() - end.size() + 1);
            char buffer[65536];
            const ssize_t count = ::recv(m_socket, buffer, sizeof buffer, 0);
            if (count <= 0)
                return std::exchange(m_read, {});
            m_read.append(buffer, static_cast<std::size_t>(count));
        }
        std::string read = m_read.substr(0, from);
        m_read.erase(0, from);
        return read;
    }

private:
    int m_socket;
    bool m_connected = false;
    std::string m_read;
};

class LoopbackProcesses {
public:
    ~LoopbackProcesses()
    {
        for (const auto &process : m_processes)
            process->kill();
        for (const auto &process : m_processes)
            process->waitForFinished(2000);
    }

    static QString find(const QString &program)
    {
        const QString found = QStandardPaths::findExecutable(program);
        return found.isEmpty() ? QStandardPaths::findExecutable(program, {"/usr/sbin", "/usr/local/sbin"}) : found;
    }

    /// Null when it does not listen on that port within five seconds.
    QProcess *start(const QString &program, const QStringList &arguments, std::uint16_t port,
                    const QStringList &environment = {})
    {
        auto process = std::make_unique<QProcess>();
        process->setProcessChannelMode(QProcess::MergedChannels);
        process->setEnvironment(QProcess::systemEnvironment() + environment);
        process->setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); }); // even when the test crashes
        process->start(find(program), arguments);
        m_processes.push_back(std::move(process));
        QElapsedTimer waiting;
        waiting.start();
        while (waiting.elapsed() < 5000) {
            if (LoopbackSocket(port).isConnected())
                return m_processes.back().get();
            QThread::msleep(20);
        }
        return nullptr;
    }

private:
    std::vector<std::unique_ptr<QProcess>> m_processes;
};

} // namespace bayplan
