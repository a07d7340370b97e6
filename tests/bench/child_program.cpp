// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/child_program.h"

#include "tests/bench/contest.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>
#include <thread>

namespace bayplan {
namespace {

using namespace std::chrono_literals;

sockaddr_in loopback(std::uint16_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

bool waitFor(const std::function<bool()> &met, std::chrono::milliseconds limit)
{
    const auto giveUp = std::chrono::steady_clock::now() + limit;
    while (!met()) {
        if (std::chrono::steady_clock::now() > giveUp)
            return false;
        std::this_thread::sleep_for(200us);
    }
    return true;
}

[[noreturn]] void becomeProgram(const std::vector<std::string> &command, const std::string &variable)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    const int nowhere = open("/dev/null", O_RDWR);
    for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        dup2(nowhere, standard);
    if (!variable.empty())
        putenv(const_cast<char *>(variable.c_str()));
    std::vector<char *> arguments;
    for (const std::string &argument : command)
        arguments.push_back(const_cast<char *>(argument.c_str()));
    arguments.push_back(nullptr);
    execv(arguments.front(), arguments.data());
    _exit(127);
}

} // namespace

ChildProgram::ChildProgram(const std::vector<std::string> &command, const std::string &variable) : m_process(fork())
{
    if (m_process == 0)
        becomeProgram(command, variable);
}

ChildProgram::~ChildProgram()
{
    kill();
}

void ChildProgram::kill()
{
    if (m_process > 0)
        ::kill(m_process, SIGKILL);
    wait();
}

int ChildProgram::wait()
{
    int status = -1;
    if (m_process > 0)
        waitpid(m_process, &status, 0);
    m_process = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

double processorSecondsOf(const std::string &process)
{
    double nanoseconds = 0;
    std::error_code ignored;
    const std::filesystem::path tasks("/proc/" + process + "/task");
    for (const auto &task : std::filesystem::directory_iterator(tasks, ignored)) {
        double ofTask = 0;
        std::ifstream(task.path() / "schedstat") >> ofTask;
        nanoseconds += ofTask;
    }
    return nanoseconds * 1e-9;
}

double ChildProgram::processorSeconds() const
{
    return processorSecondsOf(std::to_string(m_process));
}

double ChildProgram::mebibytes(const std::string &key) const
{
    std::ifstream status("/proc/" + std::to_string(m_process) + "/status");
    for (std::string line; std::getline(status, line);) {
        double kibibytes = 0;
        if (line.starts_with(key + ':') && std::istringstream(line.substr(key.size() + 1)) >> kibibytes)
            return kibibytes / 1024;
    }
    return 0;
}

ChildPtr startAgent(const AgentConfig &config)
{
    return std::make_unique<ChildProgram>(std::vector<std::string>{BAYPLAN_BINARY_DIR "/bin/bayplan-agent"},
                                          "BAYPLAN_AGENT=" + writeAgentConfig(config));
}

ChildPtr startServer(const std::vector<std::string> &command, std::uint16_t port)
{
    auto server = std::make_unique<ChildProgram>(command);
    return waitForPort(port) ? std::move(server) : nullptr;
}

std::string findPeer(const std::string &program)
{
    for (const char *folder : {"/usr/local/bin/", "/usr/bin/", "/usr/sbin/", "/bin/", "/sbin/"})
        if (access((folder + program).c_str(), X_OK) == 0)
            return folder + program;
    printLeftOut(program);
    return {};
}

int connectTo(std::uint16_t port)
{
    const int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(port);
    if (connect(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0) {
        close(descriptor);
        return -1;
    }
    const int on = 1;
    setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return descriptor;
}

bool waitForPort(std::uint16_t port, std::chrono::milliseconds limit)
{
    const auto answers = [port] {
        const int descriptor = connectTo(port);
        if (descriptor >= 0)
            close(descriptor);
        return descriptor >= 0;
    };
    return waitFor(answers, limit);
}

std::string askHttp(std::uint16_t port, const std::string &method, const std::string &target, const std::string &body)
{
    const int descriptor = connectTo(port);
    if (descriptor < 0)
        return {};
    const timeval patience{1, 0};
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    const std::string request =
        method + ' ' + target +
        " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) +
        "\r\n\r\n" + body;
    std::string answer;
    if (send(descriptor, request.data(), request.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(request.size())) {
        std::array<char, 16 * 1024> piece{};
        for (ssize_t got = 0; (got = recv(descriptor, piece.data(), piece.size(), 0)) > 0;)
            answer.append(piece.data(), static_cast<std::size_t>(got));
    }
    close(descriptor);
    return answer;
}

bool waitUntilReady(const AgentConfig &config, std::chrono::milliseconds limit)
{
    return waitFor([&] { return askHttp(config.controlPort, "GET", "/readyz").starts_with("HTTP/1.1 200"); }, limit);
}

AgentConfig agentConfig(const std::string &role, const std::string &instance, BehaviourConfig behaviour)
{
    AgentConfig config;
    config.role = role;
    config.instance = instance;
    config.port = freePort();
    config.controlPort = freePort();
    config.machine.name = instance;
    config.machine.seed = std::hash<std::string>()(instance);
    config.machine.behaviour = std::move(behaviour);
    return config;
}

void addPeer(AgentConfig &config, const std::string &name, std::uint16_t port, PeerProtocol protocol)
{
    PeerConfig peer;
    peer.name = peer.serverName = name;
    peer.protocol = protocol;
    if (protocol == PeerProtocol::Tcp)
        peer.timeout = Duration::zero(); // of the whole connection
    config.machine.peers.edit().push_back(std::move(peer));
    config.peers.push_back({"127.0.0.1", port});
}

ScratchFolder::ScratchFolder()
{
    std::string pattern = std::filesystem::temp_directory_path() / "bayplan-bench-XXXXXX";
    if (const char *made = mkdtemp(pattern.data()))
        m_path = made;
}

ScratchFolder::~ScratchFolder()
{
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
}

std::string ScratchFolder::write(const std::string &name, const std::string &text) const
{
    std::ofstream(path(name)) << text;
    return path(name);
}

} // namespace bayplan
