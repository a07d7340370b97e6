// SPDX-License-Identifier: Apache-2.0
// The answer "no" in the form that fits the question.
#pragma once

#include "engine/patterns/messages.h"

#include <string_view>

namespace bayplan {

/// `httpStatus` is 500 to 504 or 429; memcache hears SERVER_ERROR and the reason, a log source that nothing was stored.
ReplyBody errorReply(const RequestBody &request, int httpStatus, std::string_view reason);

/// Of whom was called, for events: "refused the connection".
std::string_view inWords(CallStatus status);

} // namespace bayplan
