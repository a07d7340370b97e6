// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/queue_order.h"

#include "engine/base/units.h"

#include <algorithm>

namespace bayplan {

bool isQueueOrder(std::string_view kind)
{
    return kind == "kick" || kind == "discard";
}

Result<FaultPlan> queueOrderOf(const Injection &injection)
{
    if (injection.length > Duration(0))
        return fail(ErrorCode::InvalidInput, "\"" + injection.kind + "\" is done at once and has no length.");
    FaultPlan order;
    order.kind = injection.kind;
    order.text = injection.kind + ' ' + injection.target;
    for (const auto &[key, text] : injection.params) {
        const auto task = parseInteger(text);
        if (key != "task" || !task || *task <= 0)
            return fail(ErrorCode::InvalidInput, '"' + key + '=' + text + "\" says nothing to a queue.",
                        "Name one dead letter with task=NUMBER; without it, all are meant.");
        order.task = static_cast<std::uint64_t>(*task);
        order.text += ", task " + text;
    }
    return order;
}

std::vector<InstanceIndex> queuesNamed(const Plan &plan, const std::string &target)
{
    std::vector<InstanceIndex> queues = instancesNamed(plan, target);
    std::erase_if(queues, [&](InstanceIndex index) {
        const auto &machine = plan.instances[index].machine;
        return !machine || !std::holds_alternative<QueueConfig>(machine->behaviour);
    });
    return queues;
}

FaultPlan showLetters(InstanceIndex queue, std::uint64_t before)
{
    FaultPlan order;
    order.kind = "show";
    order.instances = {queue};
    order.task = before;
    order.text = "show dead letters";
    return order;
}

QueueRequest requestOf(const FaultPlan &order)
{
    const QueueCommand command = order.kind == "kick"   ? QueueCommand::Kick
                                 : order.kind == "show" ? QueueCommand::Show
                                                        : QueueCommand::Discard;
    return {.command = command, .task = order.task};
}

} // namespace bayplan
