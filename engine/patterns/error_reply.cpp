// SPDX-License-Identifier: Apache-2.0
#include "engine/patterns/error_reply.h"

namespace bayplan {
namespace {

struct ErrorReply {
    int status;
    std::string_view reason;

    ReplyBody operator()(const HttpRequest &) const
    {
        HttpReply reply;
        reply.status = status;
        reply.contentType = "text/plain";
        reply.body.assign(reason).push_back('\n');
        reply.bodyBytes = static_cast<std::uint32_t>(reply.body.size());
        return reply;
    }

    ReplyBody operator()(const MemcacheRequest &) const
    {
        MemcacheReply reply;
        reply.line.assign("SERVER_ERROR ").append(reason);
        return reply;
    }

    ReplyBody operator()(const QueueRequest &) const
    {
        QueueReply reply;
        reply.status = status;
        return reply;
    }

    ReplyBody operator()(const ElectionRequest &) const
    {
        ElectionReply reply;
        reply.status = status;
        return reply;
    }

    ReplyBody operator()(const LogBatch &) const { return LogAck{false}; }

    ReplyBody operator()(const MetricsRequest &) const
    {
        MetricsReply reply;
        reply.error = reason;
        return reply;
    }
};

} // namespace

std::string_view inWords(CallStatus status)
{
    switch (status) {
    case CallStatus::Ok:
        return "answered";
    case CallStatus::Failed:
        return "answered with an error";
    case CallStatus::Overloaded:
        return "is overloaded";
    case CallStatus::Refused:
        return "refused the connection";
    case CallStatus::Reset:
        return "broke the connection";
    case CallStatus::TimedOut:
        return "did not answer in time";
    }
    return "failed";
}

ReplyBody errorReply(const RequestBody &request, int httpStatus, std::string_view reason)
{
    return request.visit(ErrorReply{httpStatus, reason});
}

} // namespace bayplan
