// SPDX-License-Identifier: Apache-2.0
// How HTTP carries the requests and replies of one protocol: plain functions, one table entry each.
#pragma once

#include "engine/base/result.h"
#include "engine/patterns/messages.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace bayplan {

struct HttpMapping {
    /// Serving. Errors become replies: NotFound 404, Unsupported 405, LimitExceeded 413, all others 400.
    Result<RequestBody> (*readRequest)(const HttpRequest &request);
    HttpReply (*writeReply)(CallStatus status, ReplyBody reply);

    /// Calling.
    HttpRequest (*writeRequest)(const RequestBody &request);
    std::pair<CallStatus, ReplyBody> (*readReply)(const HttpReply &reply);

    /// One-way messages to the control port of the same kind of agent; null where the protocol has none.
    HttpRequest (*writeMessage)(std::string_view sender, const Message &message) = nullptr;

    /// For a target that is answered with a text/event-stream, one event at once and one for each change of the reply
    /// to a GET: what is to be got. Nothing for other targets; null where there are none.
    std::optional<std::string> (*streamOf)(std::string_view target) = nullptr;

    /// Header lines go on from caller to server and back (http_text.h).
    bool passesHeadersOn = false;

    /// Calling a port that need not speak HTTP: whatever comes back, or an end without a word, is an answer. Until HTTP
    /// comes back.
    bool acceptsAnyAnswer = false;
};

/// Requests and replies as they are.
const HttpMapping &plainHttpMapping();

/// The same for a proxy: cookies, types of forms and whatever else stands in headers go on.
const HttpMapping &proxyHttpMapping();

/// As they are, to a port that may speak anything.
const HttpMapping &tcpHttpMapping();

/// Batches of log lines (engine/wire/log_http.h), work queues (queue_http.h), electors (election_http.h).
const HttpMapping &logHttpMapping();
const HttpMapping &queueHttpMapping();
const HttpMapping &electionHttpMapping();

/// 200 stays what the reply says; other outcomes have the status that HTTP has for them (500, 502, 503, 504) unless
/// `status` says it already.
int httpStatusFor(CallStatus outcome, int status);

/// 2xx to 4xx are Ok, but 429 and 503 Overloaded; other 5xx Failed.
CallStatus outcomeOfHttpStatus(int status);

HttpReply httpErrorReply(const Error &error);

} // namespace bayplan
