// SPDX-License-Identifier: Apache-2.0
// What the agent of a work queue is told to do with its dead letters: a command that goes through the hub, once.
#pragma once

#include "engine/base/result.h"
#include "engine/patterns/messages.h"

#include <string>
#include <string_view>

namespace bayplan {

/// One line without its end, of a Kick, Discard or Show; `instance` is whom the hub passes it on to.
std::string writeAgentOrder(const QueueRequest &order, const std::string &instance);

/// Errors: InvalidInput; Unsupported for another command.
Result<QueueRequest> readAgentOrder(std::string_view line);

} // namespace bayplan
