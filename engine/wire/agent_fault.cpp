// SPDX-License-Identifier: Apache-2.0
#include "engine/wire/agent_fault.h"

#include "engine/patterns/message_kinds.h"
#include "engine/wire/json_fields.h"

#include <array>

namespace bayplan {
namespace json {

template <>
struct EnumNames<LaneWay> {
    static constexpr std::array<const char *, 2> names{"there", "back"};
};
template <>
struct EnumNames<AgentFaultKind> {
    static constexpr std::array<const char *, 7> names{"cut",   "degrade", "full-disk", "slow-disk",
                                                       "clock", "slow",    "load"};
};
template <>
struct EnumNames<MessageKind> {
    static constexpr auto names = messageKindNames;
};

template <class Visitor>
void visitFields(Visitor &visit, FaultLane &lane)
{
    visit("peer", lane.peer);
    visit("way", lane.way);
}

template <class Visitor>
void visitFields(Visitor &visit, Trouble &trouble)
{
    visit("delay", trouble.delay);
    visit("loss", trouble.loss);
    visit("duplicate", trouble.duplicate);
    visit("reorder", trouble.reorder);
    visit("holdFor", trouble.holdFor);
    visit("bytesPerSecond", trouble.bytesPerSecond);
    visit("hits", trouble.hits);
}

template <class Visitor>
void visitFields(Visitor &visit, AgentFault &fault)
{
    visit("id", fault.id);
    visit("kind", fault.kind);
    visit("timeToLive", fault.timeToLive);
    visit("lanes", fault.lanes);
    visit("period", fault.period);
    visit("duty", fault.duty);
    visit("trouble", fault.trouble);
    visit("delay", fault.delay);
    visit("ratePpm", fault.ratePpm);
    visit("jump", fault.jump);
    visit("factor", fault.factor);
}

} // namespace json

namespace {

constexpr std::size_t faultLimitBytes = 64 * 1024;
constexpr auto timeToLiveMost = std::chrono::minutes(1);

bool isShare(double value)
{
    return value >= 0 && value <= 1;
}

bool isSound(const AgentFault &fault)
{
    return !fault.id.empty() && fault.timeToLive <= timeToLiveMost && fault.delay <= greatestDelay(fault.kind) &&
           isShare(fault.duty) && isShare(fault.trouble.loss) && isShare(fault.trouble.duplicate) &&
           isShare(fault.trouble.reorder) && fault.trouble.bytesPerSecond >= 0 && fault.ratePpm >= 100'000 &&
           fault.ratePpm <= 10'000'000 && fault.factor >= 0 && fault.factor <= 1'000;
}

} // namespace

Duration greatestDelay(AgentFaultKind kind)
{
    return kind == AgentFaultKind::SlowDisk ? std::chrono::seconds(5) : std::chrono::seconds(60);
}

std::string writeAgentFault(const AgentFault &fault, const std::string &instance)
{
    return json::toText({{"command", "fault"}, {"target", instance}, {"fault", json::toJson(fault)}});
}

Result<AgentFault> readAgentFault(std::string_view line)
{
    json::Json command;
    if (const auto error = json::parse(line, faultLimitBytes, command))
        return *error;
    if (!command.is_object() || command.value("command", json::Json()) != "fault" || !command.contains("fault"))
        return fail(ErrorCode::Unsupported, "This agent knows no such command.");
    AgentFault fault;
    json::Problem problem;
    const json::Place whole;
    json::fromJson(command["fault"], fault, {&whole, "fault"}, problem);
    if (problem.error)
        return *problem.error;
    if (!isSound(fault))
        return fail(ErrorCode::InvalidInput, "A figure of this fault is out of range.", {}, {{}, 0, 0, "/fault"});
    return fault;
}

} // namespace bayplan
