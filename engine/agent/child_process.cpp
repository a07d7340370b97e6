// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/child_process.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <string_view>
#include <utility>

namespace bayplan {
namespace {

constexpr std::size_t tailBytes = 4096;
constexpr auto shortestPoll = std::chrono::milliseconds(2);
constexpr auto longestPoll = std::chrono::milliseconds(50);

std::vector<char *> pointersTo(std::vector<std::string> &strings)
{
    std::vector<char *> pointers;
    for (std::string &string : strings)
        pointers.push_back(string.data());
    pointers.push_back(nullptr);
    return pointers;
}

/// Between fork and exec only what is safe there.
[[noreturn]] void becomeCommand(char **arguments, char **environment, int output, std::uint64_t fileBytes)
{
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::signal(SIGPIPE, SIG_DFL);
    ::signal(SIGTERM, SIG_DFL);
    ::signal(SIGINT, SIG_DFL);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    if (fileBytes > 0) {
        const rlimit limit{fileBytes, fileBytes};
        ::signal(SIGXFSZ, SIG_DFL);
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    const int input = ::open("/dev/null", O_RDONLY);
    ::dup2(input, STDIN_FILENO);
    ::dup2(output, STDOUT_FILENO);
    ::dup2(output, STDERR_FILENO);
    ::execvpe(arguments[0], arguments, environment);
    const char *reason = ::strerror(errno);
    [[maybe_unused]] ssize_t ignored = ::write(STDERR_FILENO, arguments[0], ::strlen(arguments[0]));
    ignored = ::write(STDERR_FILENO, ": ", 2);
    ignored = ::write(STDERR_FILENO, reason, ::strlen(reason));
    ::_exit(127);
}

} // namespace

bool ChildEnd::isGood() const
{
    return !timedOut && WIFEXITED(waitStatus) && WEXITSTATUS(waitStatus) == 0;
}

std::string ChildEnd::inWords() const
{
    if (timedOut)
        return "The command did not end in time.";
    if (WIFSIGNALED(waitStatus)) {
        const int number = WTERMSIG(waitStatus);
        return "The command was ended by signal " + std::to_string(number) + " (" + ::strsignal(number) + ").";
    }
    return "The command ended with status " + std::to_string(WEXITSTATUS(waitStatus)) + '.';
}

std::unique_ptr<ChildProcess> ChildProcess::start(boost::asio::io_context &io, std::vector<std::string> arguments,
                                                  std::vector<std::string> environment, ChildLimits limits, Ended ended)
{
    std::array<int, 2> ends{};
    if (arguments.empty() || ::pipe2(ends.data(), O_CLOEXEC) != 0)
        return nullptr;
    auto argumentPointers = pointersTo(arguments);
    auto environmentPointers = pointersTo(environment);
    const pid_t process = ::fork();
    if (process == 0)
        becomeCommand(argumentPointers.data(), environmentPointers.data(), ends[1], limits.fileBytes);
    ::close(ends[1]);
    if (process < 0) {
        ::close(ends[0]);
        return nullptr;
    }
    ::setpgid(process, process); // as the child does: whichever comes first
    ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
    std::unique_ptr<ChildProcess> child(new ChildProcess(io, process, ends[0], limits.timeout, std::move(ended)));
    child->poll();
    return child;
}

ChildProcess::ChildProcess(boost::asio::io_context &io, pid_t process, int pipe, Duration timeout, Ended ended)
    : m_process(process), m_pipe(pipe), m_ended(std::move(ended)), m_timer(io)
{
    if (timeout > Duration::zero())
        m_deadline = m_begun + timeout;
}

ChildProcess::~ChildProcess()
{
    if (m_process != 0) {
        ::kill(-m_process, SIGKILL);
        ::waitpid(m_process, nullptr, 0);
    }
    ::close(m_pipe);
}

/// A zombie makes no sound that every kernel has, so it is looked for, less often the longer it takes.
void ChildProcess::poll()
{
    // The first look is not taken inside start(), whose caller does not hold this yet.
    const auto pause = std::clamp<Clock::duration>((Clock::now() - m_begun) / 10, shortestPoll, longestPoll);
    // Who writes much is read often, or it would wait for room in the pipe.
    m_timer.expires_after(readPipe() ? Clock::duration(shortestPoll) : pause);
    m_timer.async_wait([this, alive = std::weak_ptr<bool>(m_alive)](const auto &cancelled) {
        if (cancelled || alive.expired())
            return;
        int status = 0;
        const pid_t ended = ::waitpid(m_process, &status, WNOHANG);
        if (ended == m_process || (ended < 0 && errno == ECHILD))
            return finish(status);
        if (!m_timedOut && Clock::now() >= m_deadline) {
            m_timedOut = true;
            ::kill(-m_process, SIGKILL);
        }
        poll();
    });
}

void ChildProcess::finish(int waitStatus)
{
    ::kill(-m_process, SIGKILL); // whom it left behind
    while (::waitpid(-m_process, nullptr, WNOHANG) > 0) {
    }
    m_process = 0;
    readPipe();
    const Ended ended = std::move(m_ended);
    ended({m_timedOut, waitStatus, std::move(m_tail)}); // this may be gone now
}

/// All that stands in the pipe; false when there was nothing.
bool ChildProcess::readPipe()
{
    std::array<char, 16 * 1024> buffer{};
    bool any = false;
    for (ssize_t bytes = 0; (bytes = ::read(m_pipe, buffer.data(), buffer.size())) > 0; any = true) {
        m_tail.append(buffer.data(), static_cast<std::size_t>(bytes));
        if (m_tail.size() > tailBytes)
            m_tail.erase(0, m_tail.size() - tailBytes);
    }
    return any;
}

std::vector<std::string> inheritedEnvironment()
{
    std::vector<std::string> environment;
    for (char **entry = environ; *entry != nullptr; ++entry) {
        if (!std::string_view(*entry).starts_with("BAYPLAN_AGENT="))
            environment.emplace_back(*entry);
    }
    return environment;
}

} // namespace bayplan
