// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/http_mapping.h"

#include "engine/agent/http_text.h"
#include "engine/wire/election_http.h"
#include "engine/wire/log_http.h"
#include "engine/wire/pattern_messages.h"
#include "engine/wire/queue_http.h"

namespace bayplan {
namespace {

Result<RequestBody> readPlainRequest(const HttpRequest &request)
{
    return RequestBody(request);
}

HttpReply writePlainReply(CallStatus status, ReplyBody reply)
{
    auto *body = reply.edit<HttpReply>();
    HttpReply result = body ? std::move(*body) : HttpReply{};
    result.status = httpStatusFor(status, result.status);
    if (result.contentType.empty() && !result.isPassedOn)
        result.contentType = "text/plain; charset=utf-8";
    return result;
}

HttpRequest writePlainRequest(const RequestBody &request)
{
    const auto *body = request.as<HttpRequest>();
    HttpRequest result = body ? *body : HttpRequest{};
    // A synthetic size that does not fit in a header has a body, and a body belongs to POST. A GET whose body is
    // somebody's own stays what it is.
    if (result.method == "GET" && result.body.empty() && result.bodyBytes > headerPaddingLimitBytes)
        result.method = "POST";
    return result;
}

std::pair<CallStatus, ReplyBody> readPlainReply(const HttpReply &reply)
{
    return {outcomeOfHttpStatus(reply.status), reply};
}

Result<RequestBody> readLog(const HttpRequest &request)
{
    auto batch = readLogRequest(request);
    if (!batch)
        return batch.error();
    return RequestBody(std::move(*batch));
}

HttpReply writeLog(CallStatus status, ReplyBody reply)
{
    const auto *ack = reply.as<LogAck>();
    HttpReply result = writeLogReply(status == CallStatus::Ok && ack ? *ack : LogAck{false});
    result.status = httpStatusFor(status, result.status);
    return result;
}

HttpReply writeQueue(CallStatus status, ReplyBody reply)
{
    return writeQueueReply(status, reply);
}

HttpReply writeElection(CallStatus status, ReplyBody reply)
{
    return writeElectionReply(status, reply);
}

HttpRequest writeLogCall(const RequestBody &request)
{
    const auto *batch = request.as<LogBatch>();
    return writeLogRequest(batch ? *batch : LogBatch{});
}

std::pair<CallStatus, ReplyBody> readLogAnswer(const HttpReply &reply)
{
    return {outcomeOfHttpStatus(reply.status), readLogReply(reply)};
}

HttpRequest writeElectorMessage(std::string_view sender, const Message &message)
{
    HttpRequest request{"POST", "/peer", writeElectionMessage(sender, message), 0};
    request.bodyBytes = static_cast<std::uint32_t>(request.body.size());
    return request;
}

/// "/sse", or that of an election by its name.
std::optional<std::string> electionStreamedBy(std::string_view target)
{
    constexpr std::string_view ending = "/sse", elections = "/elections/";
    if (!target.ends_with(ending))
        return std::nullopt;
    target.remove_suffix(ending.size());
    if (target.empty())
        return "/";
    const std::string_view name = target.starts_with(elections) ? target.substr(elections.size()) : std::string_view();
    const bool isName = !name.empty() && name.find_first_of("/?#") == std::string_view::npos;
    return isName ? std::optional<std::string>(target) : std::nullopt;
}

int statusOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NotFound:
        return 404;
    case ErrorCode::Unsupported:
        return 405;
    case ErrorCode::LimitExceeded:
        return 413;
    default:
        return 400;
    }
}

} // namespace

const HttpMapping &plainHttpMapping()
{
    static const HttpMapping mapping{readPlainRequest, writePlainReply, writePlainRequest, readPlainReply};
    return mapping;
}

const HttpMapping &proxyHttpMapping()
{
    static const HttpMapping mapping = [] {
        HttpMapping proxy = plainHttpMapping();
        proxy.passesHeadersOn = true;
        return proxy;
    }();
    return mapping;
}

const HttpMapping &tcpHttpMapping()
{
    static const HttpMapping mapping = [] {
        HttpMapping tcp = plainHttpMapping();
        tcp.acceptsAnyAnswer = true;
        return tcp;
    }();
    return mapping;
}

const HttpMapping &logHttpMapping()
{
    static const HttpMapping mapping{readLog, writeLog, writeLogCall, readLogAnswer};
    return mapping;
}

const HttpMapping &queueHttpMapping()
{
    static const HttpMapping mapping{readQueueRequest, writeQueue, writeQueueRequest, readQueueReply};
    return mapping;
}

const HttpMapping &electionHttpMapping()
{
    static const HttpMapping mapping = [] {
        HttpMapping election{readElectionRequest, writeElection, writeElectionRequest, readElectionReply};
        election.writeMessage = writeElectorMessage;
        election.streamOf = electionStreamedBy;
        return election;
    }();
    return mapping;
}

int httpStatusFor(CallStatus outcome, int status)
{
    switch (outcome) {
    case CallStatus::Ok:
        return status;
    case CallStatus::Failed:
        return status >= 400 ? status : 500;
    case CallStatus::Overloaded:
        return status == 429 ? 429 : 503;
    case CallStatus::Refused:
    case CallStatus::Reset:
        return 502;
    case CallStatus::TimedOut:
        return 504;
    }
    return 500;
}

CallStatus outcomeOfHttpStatus(int status)
{
    if (status == 429 || status == 503)
        return CallStatus::Overloaded;
    return status >= 500 ? CallStatus::Failed : CallStatus::Ok;
}

HttpReply httpErrorReply(const Error &error)
{
    return {statusOf(error.code), "text/plain; charset=utf-8", toText(error) + '\n', 0};
}

} // namespace bayplan
