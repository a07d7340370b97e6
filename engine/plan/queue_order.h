// SPDX-License-Identifier: Apache-2.0
// What a person may have done with the dead letters of a work queue while a run goes on: "kick" puts them back,
// "discard" throws them away. Given as an Injection whose parameter "task" names one; without it, all. An order is no
// fault: it stands in no scenario, and has no length.
#pragma once

#include "engine/base/result.h"
#include "engine/patterns/messages.h"
#include "engine/plan/plan.h"
#include "engine/plan/run.h"

#include <string>
#include <string_view>

namespace bayplan {

bool isQueueOrder(std::string_view kind);

/// Without knowing whose. Errors: InvalidInput for a length, or for a parameter other than a task's number.
Result<FaultPlan> queueOrderOf(const Injection &injection);

/// The queues of the plan that the target names; none of another kind.
std::vector<InstanceIndex> queuesNamed(const Plan &plan, const std::string &target);

/// Of the queue's dead letters those before the task are shown, see Run::showDeadLetters(). Nobody can inject it: it
/// changes nothing.
FaultPlan showLetters(InstanceIndex queue, std::uint64_t before);

/// What the queue is asked.
QueueRequest requestOf(const FaultPlan &order);

} // namespace bayplan
