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

/// Header fields that concern this connection only, or that are written anew for the next.
bool isHopByHop(std::string_view name);

/// Header and body, padded with spaces up to bodyBytes. A 429 or 503 of our own carries Retry-After.
std::string httpReplyText(const HttpReply &reply, bool keepAlive, bool headOnly);

/// The size of a synthetic GET stands in this header, up to what any server takes; a larger one has a body.
inline constexpr const char *paddingHeader = "Bayplan-Padding";
inline constexpr std::uint32_t headerPaddingLimitBytes = 4096;

/// `host` is for a request whose header lines name none.
std::string httpRequestText(const HttpRequest &request, std::string_view host, Duration remaining);

} // namespace bayplan
