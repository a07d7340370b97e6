// SPDX-License-Identifier: Apache-2.0
#include "engine/wire/log_http.h"

#include "engine/wire/json_fields.h"

namespace bayplan {

// In the namespace of their types, so that look-up by argument finds them.

template <class V>
void visitFields(V &visit, LogBatch &value)
{
    visit("source", value.source);
    visit("firstOffset", value.firstOffset);
    visit("nextOffset", value.nextOffset);
    visit("lines", value.lines);
}

template <class V>
void visitFields(V &visit, LogAck &value)
{
    visit("stored", value.stored);
}

namespace {
constexpr std::size_t batchLimitBytes = 64U << 20U;
}

HttpRequest writeLogRequest(const LogBatch &batch)
{
    HttpRequest request{"POST", "/lines", json::toText(json::toJson(batch)), 0};
    request.bodyBytes = static_cast<std::uint32_t>(request.body.size());
    return request;
}

Result<LogBatch> readLogRequest(const HttpRequest &request)
{
    if (request.target != "/lines")
        return fail(ErrorCode::NotFound, "Only POST /lines is served here.");
    if (request.method != "POST")
        return fail(ErrorCode::Unsupported, "Lines are sent with POST.");
    auto batch = json::read<LogBatch>(request.body, batchLimitBytes);
    if (batch)
        batch->bytes = request.bodyBytes;
    return batch;
}

HttpReply writeLogReply(const LogAck &ack)
{
    return {200, "application/json", json::toText(json::toJson(ack)) + '\n', 0};
}

LogAck readLogReply(const HttpReply &reply)
{
    const auto ack = json::read<LogAck>(reply.body, 1024);
    return {reply.status == 200 && ack && ack->stored, reply.status == 413};
}

} // namespace bayplan
