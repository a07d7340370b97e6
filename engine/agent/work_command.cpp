// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/work_command.h"

#include "engine/agent/child_process.h"
#include "engine/agent/http_server.h"
#include "engine/agent/work_files.h"
#include "engine/base/units.h"
#include "engine/wire/http_target.h"

#include <optional>
#include <string_view>
#include <utility>

namespace bayplan {
namespace {

/// An output is the body of an Ack, and of a Put into the next stage.
constexpr std::uint64_t outputLimitBytes = HttpLimits().bodyBytes;

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

/// Ours, and what names the files.
std::vector<std::string> environmentFor(const WorkFiles &files)
{
    std::vector<std::string> environment = inheritedEnvironment();
    std::erase_if(environment, [](std::string_view text) {
        return text.starts_with("INPUT_FILE=") || text.starts_with("OUTPUT_FILE=") ||
               text.starts_with("WORK_ITEM_FILE=");
    });
    environment.push_back("INPUT_FILE=" + files.path("input"));
    environment.push_back("OUTPUT_FILE=" + files.path("output"));
    environment.push_back("WORK_ITEM_FILE=" + files.path("item"));
    return environment;
}

} // namespace

struct WorkCommand::Job {
    Job(std::string folder, std::string name) : files(std::move(folder), std::move(name)) {}

    WorkFiles files;
    std::unique_ptr<ChildProcess> process;
};

WorkCommand::WorkCommand(boost::asio::io_context &io, Inbox &inbox, PeerId self, std::vector<std::string> command,
                         std::string folder)
    : m_io(io), m_inbox(inbox), m_self(self), m_command(std::move(command)), m_folder(std::move(folder) + "/work")
{
    removeAbandonedWork(m_folder);
}

WorkCommand::~WorkCommand() = default;

void WorkCommand::send(Message message)
{
    const auto *call = std::get_if<Call>(&message);
    const auto *request = call != nullptr ? call->body.as<HttpRequest>() : nullptr;
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
    auto job = std::make_unique<Job>(m_folder, task + '.' + std::to_string(attempt->attempt));
    const std::string item =
        "{\"task\":" + task + ",\"attempt\":" + std::to_string(attempt->attempt) + ",\"input\":\"input\"}\n";
    if (const auto prepared = job->files.prepare(request.body, item); !prepared)
        return answer(call.id, CallStatus::Failed, 500, toText(prepared.error()));
    job->process = ChildProcess::start(m_io, m_command, environmentFor(job->files), {call.timeout},
                                       [this, id = call.id](const ChildEnd &end) { finish(id, end); });
    if (!job->process)
        return answer(call.id, CallStatus::Failed, 500, "The command could not be started.");
    m_jobs[call.id] = std::move(job);
}

void WorkCommand::finish(std::uint64_t call, const ChildEnd &end)
{
    const std::unique_ptr<Job> job = std::move(m_jobs.extract(call).mapped());
    const std::string tail = end.tail.empty() ? std::string() : '\n' + end.tail;
    if (end.timedOut)
        return answer(call, CallStatus::TimedOut, 504, end.inWords() + tail);
    if (!end.isGood())
        return answer(call, CallStatus::Ok, 500, end.inWords() + tail);
    auto output = job->files.output(outputLimitBytes);
    if (!output)
        return answer(call, CallStatus::Ok, 500, toText(output.error()) + tail);
    answer(call, CallStatus::Ok, 200, std::move(*output));
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
