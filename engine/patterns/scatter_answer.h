// SPDX-License-Identifier: Apache-2.0
// How the parts of a scattered request become one answer, and what of a child's answer its parent reads.
#pragma once

#include "engine/patterns/messages.h"

#include <string>
#include <string_view>
#include <vector>

namespace bayplan {

/// One shard's answer.
struct ScatterPart {
    std::uint32_t shard = 0;
    HttpReply reply;
};

/// The header that names, separated by ", ", the shards that a partial answer lacks, at whatever depth. It stands on
/// answers to callers, merged or not, and on what the merge container is asked. A list beyond 4000 bytes ends in "+N".
inline constexpr std::string_view missingHeader = "Missing-Parts";

/// The names in that header of a reply; empty without it.
std::vector<std::string> missingIn(const HttpReply &reply);

/// What a reply has in place of a part that is whole and readable, as an event says it: a status other than 2xx, or a
/// coding that nobody here undoes. Empty for a part.
std::string whyNoPart(const HttpReply &reply);

/// The header lines of a caller without those by which leaves would answer in parts, compressed, or not at all:
/// Accept-Encoding, Range and conditions.
std::string headersForLeaves(std::string_view headers);

/// A JSON array of the parts in order of their shards, each as it is when it is JSON by its type and its form, else as
/// a string (invalid UTF-8 replaced). Parts of a child that is a root itself are spliced in, so that the depth of the
/// tree does not show. Nothing is left of their bodies then: an answer and its parts are large.
void appendPartsArray(std::string &json, std::vector<ScatterPart> &parts);

/// 200 with `{"parts":[...],"missing":[...]}`.
HttpReply gatheredReply(std::vector<ScatterPart> &parts, const std::vector<std::string> &missing);

/// POST / with the array of the parts.
HttpRequest mergeRequest(std::vector<ScatterPart> &parts, const std::vector<std::string> &missing,
                         std::string_view host);

/// The merge container's answer with the header above in place of its own header lines.
HttpReply mergedReply(HttpReply reply, const std::vector<std::string> &missing);

/// `{"error":"...","missing":[...]}`
HttpReply scatterFailure(int status, std::string_view reason, const std::vector<std::string> &missing);

/// Whether the text is one JSON value (RFC 8259), at most 64 levels deep.
bool isJsonValue(std::string_view text);

} // namespace bayplan
