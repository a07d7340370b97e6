// SPDX-License-Identifier: Apache-2.0
// Requests and replies as HTTP/1.1 text. Reading it is left to Beast's parsers.
#pragma once

#include "engine/base/time.h"
#include "engine/patterns/messages.h"

#include <string>
#include <string_view>

namespace bayplan {

/// How long the caller will still wait, as formatDuration writes it.
inline constexpr const char *remainingHeader = "Bayplan-Remaining";

/// No body is made longer than this, whatever bodyBytes says.
inline constexpr std::uint32_t paddingLimitBytes = 8U << 20U;

/// Header and body, padded with spaces up to bodyBytes. A 429 or 503 carries Retry-After.
std::string httpReplyText(const HttpReply &reply, bool keepAlive, bool headOnly);

std::string httpRequestText(const HttpRequest &request, std::string_view host, Duration remaining);

} // namespace bayplan
