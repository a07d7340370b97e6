// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/work_command.h"

#include "engine/agent/work_files.h"
#include "engine/base/units.h"
#include "engine/wire/http_target.h"

#include <boost/asio/steady_timer.hpp>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <optional>

namespace bayplan {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t tailBytes = 4096;
constexpr auto shortestPoll = std::chrono::milliseconds(2);
constexpr auto longestPoll = std::chrono::milliseconds(50);

struct Attempt {
    std::int64_t task = 0;
    std::int64_t attempt = 0;
};

/// "/tasks/TASK/attempts/ATTEMPT"
std::optional<Attempt> attemptOf(const std::string &target)
{
    const auto read = readHttpTarget(target);
    if (!read || read->path.size() != 4)
        return std::nullopt;
    const auto task = parseInteger(read->path[1]);
    const auto attempt = parseInteger(read->path[3]);
    if (!task || !attempt || *task < 0 || *attempt < 0)
        return std::nullopt;
    return Attempt{*task, *attempt};
}

std::vector<char *> pointersTo(std::vector<std::string> &strings)
{
    std::vector<char *> pointers;
    for (std::string &string : strings)
        pointers.push_back(string.data());
    pointers.push_back(nullptr);
    return pointers;
}

/// Ours without our configuration, and what names the files.
std::vector<std::string> environmentFor(const WorkFiles &files)
{
    std::vector<std::string> environment{"INPUT_FILE=" + files.path("input"), "OUTPUT_FILE=" + files.path("output"),
                                         "WORK_ITEM_FILE=" + files.path("item")};
    for (char **entry = environ; *entry != nullptr; ++entry) {
        const std::string_view text(*entry);
        if (!text.starts_with("BAYPLAN_AGENT=") && !text.starts_with("INPUT_FILE=") &&
            !text.starts_with("OUTPUT_FILE=") && !text.starts_with("WORK_ITEM_FILE="))
            environment.emplace_back(text);
    }
    return environment;
}

/// Between fork and exec only what is safe there.
[[noreturn]] void becomeCommand(char **arguments, char **environment, int output)
{
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::signal(SIGPIPE, SIG_DFL);
    ::signal(SIGTERM, SIG_DFL);
    ::signal(SIGINT, SIG_DFL);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
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

std::string inWords(int waitStatus)
{
    if (WIFSIGNALED(waitStatus)) {
        const int number = WTERMSIG(waitStatus);
        return "The command was ended by signal " + std::to_string(number) + " (" + ::strsignal(number) + ").";
    }
    return "The command ended with status " + std::to_string(WEXITSTATUS(waitStatus)) + '.';
}

} // namespace

struct WorkCommand::Job {
    Job(boost::asio::io_context &io, std::string folder, std::string name)
        : files(std::move(folder), std::move(name)), timer(io)
    {}
    Job(const Job &) = delete;
    Job &operator=(const Job &) = delete;
    ~Job()
    {
        if (pipe >= 0)
            ::close(pipe);
    }

    std::uint64_t call = 0;
    Attempt attempt;
    WorkFiles files;
    pid_t process = 0;
    int pipe = -1; ///< what it writes; non-blocking
    boost::asio::steady_timer timer;
    Clock::time_point begun = Clock::now();
    Clock::time_point deadline = Clock::time_point::max();
    bool timedOut = false;
    std::string tail;

    /// All that stands in the pipe; false when there was nothing.
    bool readPipe()
    {
        std::array<char, 16 * 1024> buffer{};
        bool any = false;
        for (ssize_t bytes = 0; (bytes = ::read(pipe, buffer.data(), buffer.size())) > 0; any = true) {
            tail.append(buffer.data(), static_cast<std::size_t>(bytes));
            if (tail.size() > tailBytes)
                tail.erase(0, tail.size() - tailBytes);
        }
        return any;
    }
};

WorkCommand::WorkCommand(boost::asio::io_context &io, Inbox &inbox, PeerId self, std::vector<std::string> command,
                         std::string folder)
    : m_io(io), m_inbox(inbox), m_self(self), m_command(std::move(command)), m_folder(std::move(folder))
{}

WorkCommand::~WorkCommand()
{
    for (const auto &[call, job] : m_jobs) {
        ::kill(-job->process, SIGKILL);
        ::waitpid(job->process, nullptr, 0);
        job->timer.cancel();
    }
}

void WorkCommand::send(Message message)
{
    const auto *call = std::get_if<Call>(&message);
    const auto *request = call != nullptr ? std::get_if<HttpRequest>(&call->body) : nullptr;
    if (request != nullptr)
        run(*call, *request);
    else if (call != nullptr)
        answer(call->id, CallStatus::Failed, 500, "A command takes nothing but work.");
}

void WorkCommand::run(const Call &call, const HttpRequest &request)
{
    const auto attempt = attemptOf(request.target);
    if (!attempt || m_command.empty())
        return answer(call.id, CallStatus::Failed, 500, "There is no command, or no task for it.");
    const std::string task = std::to_string(attempt->task);
    const auto job = std::make_shared<Job>(m_io, m_folder, task + '.' + std::to_string(attempt->attempt));
    job->call = call.id;
    job->attempt = *attempt;
    if (call.timeout > Duration::zero())
        job->deadline = job->begun + call.timeout;
    const std::string item =
        "{\"task\":" + task + ",\"attempt\":" + std::to_string(attempt->attempt) + ",\"input\":\"input\"}\n";
    if (const auto prepared = job->files.prepare(request.body, item); !prepared)
        return answer(call.id, CallStatus::Failed, 500, toText(prepared.error()));
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        return answer(call.id, CallStatus::Failed, 500, "No pipe could be made for the command.");
    std::vector<std::string> arguments = m_command;
    std::vector<std::string> environment = environmentFor(job->files);
    auto argumentPointers = pointersTo(arguments);
    auto environmentPointers = pointersTo(environment);
    job->process = ::fork();
    if (job->process == 0)
        becomeCommand(argumentPointers.data(), environmentPointers.data(), ends[1]);
    ::close(ends[1]);
    if (job->process < 0) {
        ::close(ends[0]);
        return answer(call.id, CallStatus::Failed, 500, "The command could not be started.");
    }
    ::setpgid(job->process, job->process); // as the child does: whichever comes first
    job->pipe = ends[0];
    ::fcntl(job->pipe, F_SETFL, O_NONBLOCK);
    m_jobs[call.id] = job;
    poll(job);
}

/// A zombie makes no sound that every kernel has, so it is looked for, less often the longer it takes.
void WorkCommand::poll(const std::shared_ptr<Job> &job)
{
    int status = 0;
    const pid_t ended = ::waitpid(job->process, &status, WNOHANG);
    if (ended == job->process || (ended < 0 && errno == ECHILD))
        return finish(job, status);
    if (!job->timedOut && Clock::now() >= job->deadline) {
        job->timedOut = true;
        ::kill(-job->process, SIGKILL);
    }
    const auto pause = std::clamp<Clock::duration>((Clock::now() - job->begun) / 10, shortestPoll, longestPoll);
    // Who writes much is read often, or it would wait for room in the pipe.
    job->timer.expires_after(job->readPipe() ? shortestPoll : pause);
    job->timer.async_wait([this, job](const auto &cancelled) {
        if (!cancelled)
            poll(job);
    });
}

void WorkCommand::finish(const std::shared_ptr<Job> &job, int waitStatus)
{
    ::kill(-job->process, SIGKILL); // whom it left behind
    while (::waitpid(-job->process, nullptr, WNOHANG) > 0) {
    }
    job->readPipe();
    const std::uint64_t call = job->call;
    m_jobs.erase(call);
    const std::string tail = job->tail.empty() ? std::string() : '\n' + job->tail;
    if (job->timedOut)
        return answer(call, CallStatus::TimedOut, 504, "The command did not end in time." + tail);
    if (!WIFEXITED(waitStatus) || WEXITSTATUS(waitStatus) != 0)
        return answer(call, CallStatus::Ok, 500, inWords(waitStatus) + tail);
    const auto published = job->files.publish("task-" + std::to_string(job->attempt.task));
    if (!published)
        return answer(call, CallStatus::Ok, 500, toText(published.error()) + tail);
    answer(call, CallStatus::Ok, 200, *published);
}

void WorkCommand::answer(std::uint64_t call, CallStatus status, int httpStatus, std::string text)
{
    HttpReply reply{.status = httpStatus, .contentType = "text/plain; charset=utf-8", .body = std::move(text)};
    m_inbox.received(m_self, Answer{call, status, std::move(reply)});
}

std::unique_ptr<Peer> makeWorkCommand(const EndpointContext &context, PeerId self)
{
    const auto *worker = std::get_if<WorkerConfig>(&context.agent.machine.behaviour);
    const std::string folder = context.agent.stateDir.empty() ? "/tmp/bayplan-work" : context.agent.stateDir;
    return std::make_unique<WorkCommand>(context.io, context.inbox, self,
                                         worker != nullptr ? worker->command : std::vector<std::string>(), folder);
}

} // namespace bayplan
