// SPDX-License-Identifier: Apache-2.0
// Messages between electors as JSON: {"kind":"heartbeat","term":3,...} with who sends them, for POST /peer.
#pragma once

#include "engine/base/result.h"
#include "engine/patterns/messages.h"

#include <string>
#include <string_view>

namespace bayplan {

struct SentMessage {
    std::string sender; ///< instance of the elector
    Message message;    ///< of the election
};

/// The message must be one of the election's.
std::string writeElectionMessage(std::string_view sender, const Message &message);

/// Strict: every field there and nothing else. A number that was lost on the way could cost a second leader.
Result<SentMessage> readElectionMessage(std::string_view json);

} // namespace bayplan
