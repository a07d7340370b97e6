// SPDX-License-Identifier: GPL-3.0-or-later
// Programs under measurement, ours and peers', as processes of this machine.
#pragma once

#include "engine/wire/agent_config.h"
#include "tests/free_port.h"

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace bayplan {

/// Of all threads so far; a number of /proc, or "self".
double processorSecondsOf(const std::string &process);

/// Killed with its owner, and with this program. Its output goes nowhere.
class ChildProgram {
public:
    explicit ChildProgram(const std::vector<std::string> &command, const std::string &variable = {});
    ~ChildProgram();
    ChildProgram(const ChildProgram &) = delete;
    ChildProgram &operator=(const ChildProgram &) = delete;

    void kill();
    /// Waits for its end; the exit status, -1 for a signal.
    int wait();

    double processorSeconds() const;                ///< of all its threads so far
    double mebibytes(const std::string &key) const; ///< of /proc/PID/status: "VmRSS", "RssAnon"

private:
    pid_t m_process = -1;
};

using ChildPtr = std::unique_ptr<ChildProgram>;

/// The agent of this build, told so.
ChildPtr startAgent(const AgentConfig &config);

/// Null when nobody answers at the port within ten seconds.
ChildPtr startServer(const std::vector<std::string> &command, std::uint16_t port);

/// An absolute path, empty when it is not installed; then says so.
std::string findPeer(const std::string &program);

/// A connection to 127.0.0.1, -1 when nobody listens. The caller's to close.
int connectTo(std::uint16_t port);

bool waitForPort(std::uint16_t port, std::chrono::milliseconds limit = std::chrono::seconds(10));

/// The whole answer to one request over a connection of its own; empty when nobody answers.
std::string askHttp(std::uint16_t port, const std::string &method, const std::string &target,
                    const std::string &body = {});

/// Ready, as it says itself at its control port.
bool waitUntilReady(const AgentConfig &config, std::chrono::milliseconds limit = std::chrono::seconds(10));

AgentConfig agentConfig(const std::string &role, const std::string &instance, BehaviourConfig behaviour);

void addPeer(AgentConfig &config, const std::string &name, std::uint16_t port, PeerProtocol protocol);

/// Removed with its owner.
class ScratchFolder {
public:
    ScratchFolder();
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder &) = delete;
    ScratchFolder &operator=(const ScratchFolder &) = delete;

    std::string path(const std::string &name) const { return m_path + '/' + name; }
    std::string write(const std::string &name, const std::string &text) const; ///< its path

private:
    std::string m_path;
};

} // namespace bayplan
