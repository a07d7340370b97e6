// SPDX-License-Identifier: Apache-2.0
// What an elector offers over localhost.
//
//   GET  /                    {"name":"web-0/elector"}, as the leader-elector sidecar of Kubernetes; 503 {"name":""}
//   when none GET  /isLeader            200 when this member leads, 409 when another does, 503 when none is known POST
//   /becomeLeader        200 leads now, 409 another leads, 503 no quorum; waits for an election that is under way POST
//   /renewLeadership     200 a lease that counts from this request POST /resign              200 gave way GET, POST,
//   PUT, DELETE /locks/NAME            holder, become, renew, resign; 404 when NAME is not this election
//   /elections/NAME/...                           all of the above for a named election
//
// All but the first answer {"leader","term","fencingToken","leaseRemainingMs"}; the token is 0 for who does not lead.
// GET /sse streams GET /, and GET /elections/NAME/sse GET /elections/NAME/ (the agent's business).
#pragma once

#include "engine/base/result.h"
#include "engine/patterns/messages.h"

#include <utility>

namespace bayplan {

Result<RequestBody> readElectionRequest(const HttpRequest &request);
HttpReply writeElectionReply(CallStatus status, const ReplyBody &reply);

HttpRequest writeElectionRequest(const RequestBody &request);
std::pair<CallStatus, ReplyBody> readElectionReply(const HttpReply &reply);

} // namespace bayplan
