// SPDX-License-Identifier: Apache-2.0
// What a message says, as a sentence without its sender and receiver: "asks for a vote in term 3".
#pragma once

#include "engine/patterns/lane.h"
#include "engine/plan/message_log.h"

#include <string>

namespace bayplan {

MessageSort sortOf(const Lane::Payload &payload);

/// One stable line. `status` counts for replies.
std::string wordsOf(const Lane::Payload &payload, CallStatus status = CallStatus::Ok);

/// "vote request", "heartbeat": stable.
std::string nameOf(MessageSort sort);

} // namespace bayplan
