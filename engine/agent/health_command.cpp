// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/health_command.h"

#include "engine/agent/file_tail.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace bayplan {
namespace {

constexpr std::size_t atOnce = 16;
constexpr std::size_t reasonBytes = 200;

/// Of what is not blank.
std::string lastLine(std::string_view text)
{
    text = text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
    std::string line(text.substr(text.find_last_of('\n') + 1).substr(0, reasonBytes));
    std::replace_if(
        line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    return escapeInvalidUtf8(line);
}

} // namespace

HealthCommand::HealthCommand(boost::asio::io_context &io, Inbox &inbox, PeerId self, std::vector<std::string> command)
    : m_io(io), m_inbox(inbox), m_self(self), m_command(std::move(command))
{}

void HealthCommand::send(Message message)
{
    if (const auto *call = std::get_if<Call>(&message))
        run(*call);
    else if (const auto *withdrawal = std::get_if<Withdrawal>(&message))
        m_running.erase(withdrawal->id);
}

void HealthCommand::run(const Call &call)
{
    if (m_running.size() >= atOnce)
        return answer(call.id, CallStatus::Overloaded, 503, {});
    auto process = ChildProcess::start(m_io, m_command, inheritedEnvironment(), {call.timeout},
                                       [this, id = call.id](const ChildEnd &end) { ended(id, end); });
    if (!process)
        return answer(call.id, CallStatus::Ok, 500, "The command could not be started.");
    m_running[call.id] = std::move(process);
}

void HealthCommand::ended(std::uint64_t call, const ChildEnd &end)
{
    const auto done = m_running.extract(call); // gone behind the answer
    if (end.isGood())
        return answer(call, CallStatus::Ok, 200, {});
    const std::string words = end.timedOut ? std::string() : lastLine(end.tail);
    answer(call, CallStatus::Ok, 500, words.empty() ? end.inWords() : words);
}

void HealthCommand::answer(std::uint64_t call, CallStatus status, int httpStatus, std::string text)
{
    HttpReply reply{.status = httpStatus, .contentType = "text/plain; charset=utf-8", .body = std::move(text)};
    m_inbox.received(m_self, Answer{call, status, std::move(reply)});
}

std::unique_ptr<Peer> makeHealthCommand(const EndpointContext &context, PeerId self)
{
    const auto *adapter = std::get_if<AdapterConfig>(&context.agent.machine.behaviour);
    return std::make_unique<HealthCommand>(context.io, context.inbox, self,
                                           adapter != nullptr ? adapter->healthCommand : std::vector<std::string>());
}

} // namespace bayplan
