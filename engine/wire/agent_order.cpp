// SPDX-License-Identifier: Apache-2.0
#include "engine/wire/agent_order.h"

#include "engine/wire/json_fields.h"

namespace bayplan {
namespace {

constexpr std::size_t orderLimitBytes = 4 * 1024;
constexpr const char *orderCommand = "dead-letters";

const char *nameOfOrder(QueueCommand command)
{
    return command == QueueCommand::Kick ? "kick" : command == QueueCommand::Show ? "show" : "discard";
}

} // namespace

std::string writeAgentOrder(const QueueRequest &order, const std::string &instance)
{
    return json::toText(
        {{"command", orderCommand}, {"target", instance}, {"do", nameOfOrder(order.command)}, {"task", order.task}});
}

Result<QueueRequest> readAgentOrder(std::string_view line)
{
    json::Json command;
    if (const auto error = json::parse(line, orderLimitBytes, command))
        return *error;
    if (!command.is_object() || command.value("command", json::Json()) != orderCommand)
        return fail(ErrorCode::Unsupported, "This agent knows no such command.");
    const json::Json what = command.value("do", json::Json());
    const json::Json task = command.value("task", json::Json(0U));
    for (const QueueCommand known : {QueueCommand::Kick, QueueCommand::Discard, QueueCommand::Show}) {
        if (what == nameOfOrder(known) && task.is_number_unsigned())
            return QueueRequest{.command = known, .task = task.get<std::uint64_t>()};
    }
    return fail(ErrorCode::InvalidInput, "A queue can kick, discard or show the task of a number.");
}

} // namespace bayplan
