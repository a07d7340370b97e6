// SPDX-License-Identifier: Apache-2.0
#include "engine/wire/queue_http.h"

#include "engine/wire/base64.h"
#include "engine/wire/http_target.h"
#include "engine/wire/json_fields.h"

#include <array>
#include <chrono>
#include <limits>
#include <string_view>

namespace bayplan {
namespace {

using json::Json;

struct TaskRoute {
    std::string_view name;
    QueueCommand command;
};

/// POST /tasks/TASK/NAME
constexpr std::array taskRoutes{
    TaskRoute{"touch", QueueCommand::Touch},     TaskRoute{"ack", QueueCommand::Ack},
    TaskRoute{"fail", QueueCommand::Fail},       TaskRoute{"release", QueueCommand::Release},
    TaskRoute{"bury", QueueCommand::Bury},       TaskRoute{"kick", QueueCommand::Kick},
    TaskRoute{"discard", QueueCommand::Discard},
};

constexpr std::string_view itemPrefix = "task-";
constexpr Duration longestDelay = std::chrono::hours(24 * 365);
constexpr std::size_t originBytes = 200;
constexpr std::string_view emptyResult = "empty"; // "result=empty"

Error notServed()
{
    return fail(ErrorCode::NotFound,
                "There are /tasks, /reserve, /tasks/TASK/ack, touch, fail, release, bury, kick, discard, /kick, "
                "/discard and /api/v1/items.");
}

Error wrongValue(const std::string &name, const std::string &value)
{
    return fail(ErrorCode::InvalidInput, "\"" + value.substr(0, 40) + "\" is not a " + name + ".");
}

template <class Number>
Result<Number> numberOf(const std::string &name, const std::string &text)
{
    const auto number = parseInteger(text);
    if (!number || !std::in_range<Number>(*number))
        return wrongValue(name, text);
    return static_cast<Number>(*number);
}

/// Values of the query that the command has; others are refused, so that a typing error is not taken for a default.
Result<void> readQuery(const std::map<std::string, std::string> &query, QueueRequest &request)
{
    for (const auto &[name, value] : query) {
        if (name == "priority" && request.command == QueueCommand::Put) {
            const auto priority = numberOf<std::int32_t>("priority", value);
            if (!priority)
                return priority.error();
            request.priority = *priority;
        } else if (name == "origin" && request.command == QueueCommand::Put && value.size() <= originBytes) {
            request.origin = value;
        } else if (name == "worker" && request.command == QueueCommand::Reserve && value.size() <= originBytes) {
            request.origin = value;
        } else if (name == "sequence" && request.command == QueueCommand::Put) {
            const auto sequence = numberOf<std::uint64_t>("sequence", value);
            if (!sequence || *sequence == 0)
                return wrongValue(name, value);
            request.sequence = *sequence;
        } else if (name == "attempt" && request.task != 0) {
            const auto attempt = numberOf<std::uint32_t>("attempt", value);
            if (!attempt)
                return attempt.error();
            request.attempt = *attempt;
        } else if (name == "reservation" && request.task != 0) {
            const auto reservation = numberOf<std::uint64_t>("reservation", value);
            if (!reservation)
                return reservation.error();
            request.reservation = *reservation;
        } else if (name == "result" && request.command == QueueCommand::Ack) {
            if (value != emptyResult)
                return wrongValue(name, value);
            request.isEmpty = true;
        } else if (name == "delay" || (name == "wait" && request.command == QueueCommand::Reserve)) {
            const auto delay = parseDuration(value);
            if (!delay || *delay > longestDelay)
                return wrongValue(name, value);
            request.delay = *delay;
        } else {
            return fail(ErrorCode::InvalidInput, "The value \"" + name.substr(0, 40) + "\" is not known here.");
        }
    }
    return {};
}

Result<QueueRequest> readPost(const std::vector<std::string> &path)
{
    QueueRequest request;
    if (path.size() == 1 && path[0] == "tasks")
        return request;
    if (path.size() == 1 && path[0] == "reserve") {
        request.command = QueueCommand::Reserve;
        return request;
    }
    if (path.size() == 1 && (path[0] == "kick" || path[0] == "discard")) {
        request.command = path[0] == "kick" ? QueueCommand::Kick : QueueCommand::Discard;
        return request;
    }
    if (path.size() != 3 || path[0] != "tasks")
        return notServed();
    for (const TaskRoute &route : taskRoutes) {
        if (route.name != path[2])
            continue;
        const auto task = numberOf<std::uint64_t>("task", path[1]);
        if (!task || *task == 0)
            return wrongValue("task", path[1]);
        request.command = route.command;
        request.task = *task;
        return request;
    }
    return notServed();
}

Result<QueueRequest> readGet(const std::vector<std::string> &path)
{
    QueueRequest request{.command = QueueCommand::List};
    const bool items = path.size() >= 3 && path[0] == "api" && path[1] == "v1" && path[2] == "items";
    if (!items || path.size() > 4)
        return notServed();
    if (path.size() == 3)
        return request;
    if (!path[3].starts_with(itemPrefix))
        return notServed();
    const auto task = numberOf<std::uint64_t>("task", path[3].substr(itemPrefix.size()));
    if (!task)
        return task.error();
    request.command = QueueCommand::Peek;
    request.task = *task;
    return request;
}

bool needsAttempt(QueueCommand command)
{
    switch (command) {
    case QueueCommand::Touch:
    case QueueCommand::Ack:
    case QueueCommand::Fail:
    case QueueCommand::Release:
    case QueueCommand::Bury:
        return true;
    default:
        return false;
    }
}

std::string_view queueErrorOf(int status)
{
    switch (status) {
    case 404:
        return "There is no such task.";
    case 409:
        return "This attempt is over: the task is no longer yours.";
    case 429:
        return "The queue is full.";
    case 503:
        return "The queue takes nothing new now.";
    case 507:
        return "The disk takes nothing more.";
    default:
        return "This is not a request to a queue.";
    }
}

void putInput(Json &object, const std::string &input)
{
    try {
        Json(input).dump(); // strict: throws when it is not UTF-8
        object["input"] = input;
    } catch (const Json::exception &) {
        object["inputBase64"] = toBase64(input);
    }
}

Json replyObject(const QueueReply &reply)
{
    Json object = Json::object();
    switch (reply.command) {
    case QueueCommand::List:
        object = {{"kind", "ItemList"}, {"apiVersion", "v1"}, {"items", Json::array()}, {"waiting", reply.count}};
        for (const std::uint64_t task : reply.tasks)
            object["items"].push_back(std::string(itemPrefix) + std::to_string(task));
        return object;
    case QueueCommand::Peek:
        object = {{"kind", "Item"}, {"apiVersion", "v1"}, {"data", {{"task", reply.task}}}};
        putInput(object["data"], reply.body);
        return object;
    case QueueCommand::Kick:
        return {{"kicked", reply.count}};
    case QueueCommand::Discard:
        return {{"discarded", reply.count}};
    case QueueCommand::Put:
        return {{"task", reply.task}};
    default:
        break;
    }
    object = {{"task", reply.task}, {"attempt", reply.attempt}};
    if (reply.timeToRun > Duration::zero())
        object["timeToRunMs"] = std::chrono::floor<std::chrono::milliseconds>(reply.timeToRun).count();
    if (reply.reservation != 0)
        object["reservation"] = reply.reservation;
    if (reply.command == QueueCommand::Reserve)
        putInput(object, reply.body);
    return object;
}

/// Of the replies that our own workers get: Put, Reserve and the ends of attempts.
bool readReplyObject(const Json &object, QueueReply &reply)
{
    json::Problem problem;
    json::Reader reader(object, {}, problem);
    std::int64_t timeToRunMs = 0;
    std::int64_t retryAfterMs = 0;
    std::string base64;
    reader("task", reply.task);
    reader("attempt", reply.attempt);
    reader("reservation", reply.reservation);
    reader("timeToRunMs", timeToRunMs);
    reader("retryAfterMs", retryAfterMs);
    reader("kicked", reply.count);
    reader("discarded", reply.count);
    reader("input", reply.body);
    reader("inputBase64", base64);
    const std::int64_t limitMs = std::chrono::milliseconds(std::chrono::hours(24 * 3650)).count();
    if (problem.error || timeToRunMs < 0 || timeToRunMs > limitMs || retryAfterMs < 0 || retryAfterMs > limitMs)
        return false;
    reply.timeToRun = std::chrono::milliseconds(timeToRunMs);
    reply.retryAfter = std::chrono::milliseconds(retryAfterMs);
    if (base64.empty())
        return true;
    auto decoded = fromBase64(base64);
    if (decoded)
        reply.body = std::move(*decoded);
    return decoded.has_value();
}

CallStatus outcomeOf(int status)
{
    if (status == 429 || status == 503)
        return CallStatus::Overloaded;
    return status >= 500 ? CallStatus::Failed : CallStatus::Ok;
}

} // namespace

Result<RequestBody> readQueueRequest(const HttpRequest &request)
{
    auto target = readHttpTarget(request.target);
    if (!target)
        return target.error();
    const bool get = request.method == "GET" || request.method == "HEAD";
    auto read = get ? readGet(target->path) : readPost(target->path);
    if (!read)
        return read.error();
    if (!get && request.method != "POST")
        return fail(ErrorCode::Unsupported, "This path is served with POST.");
    if (const auto query = readQuery(target->query, *read); !query)
        return query.error();
    if (needsAttempt(read->command) && read->attempt == 0)
        return fail(ErrorCode::InvalidInput, "The attempt is missing.", "Give ?attempt=N as the reservation said it.");
    if (read->command == QueueCommand::Put && read->origin.empty() != (read->sequence == 0))
        return fail(ErrorCode::InvalidInput, "An output of a stage has an origin and a sequence, both.");
    read->body = request.body;
    read->bodyBytes = static_cast<std::uint32_t>(std::min<std::size_t>(read->body.size(), UINT32_MAX));
    return RequestBody(std::move(*read));
}

HttpReply writeQueueReply(CallStatus status, const ReplyBody &reply)
{
    const auto *body = reply.as<QueueReply>();
    QueueReply queue = body != nullptr ? *body : QueueReply{.status = 503};
    if (status != CallStatus::Ok && queue.status < 400)
        queue.status = 503;
    HttpReply result{queue.status, "application/json", {}, 0, queue.retryAfter};
    if (queue.status == 204) {
        result.contentType.clear();
        return result;
    }
    Json object = queue.status < 400 ? replyObject(queue) : Json{{"error", queueErrorOf(queue.status)}};
    if (queue.status == 429)
        object["retryAfterMs"] = std::chrono::ceil<std::chrono::milliseconds>(queue.retryAfter).count();
    if (queue.status == 200 && queue.command == QueueCommand::Put)
        result.status = 201;
    result.body = json::toText(object) + '\n';
    result.bodyBytes = queue.bodyBytes;
    return result;
}

HttpRequest writeQueueRequest(const RequestBody &request)
{
    HttpRequest result;
    const auto *queue = request.as<QueueRequest>();
    if (queue == nullptr)
        return result;
    result.body = queue->body;
    result.bodyBytes = queue->bodyBytes;
    result.method = "POST";
    const std::string task = "/tasks/" + std::to_string(queue->task);
    const std::string delay = formatDuration(std::max(queue->delay, Duration::zero()));
    switch (queue->command) {
    case QueueCommand::Put:
        result.target = "/tasks?priority=" + std::to_string(queue->priority) + "&delay=" + delay;
        if (!queue->origin.empty())
            result.target +=
                "&origin=" + percentEncoded(queue->origin) + "&sequence=" + std::to_string(queue->sequence);
        return result;
    case QueueCommand::Reserve:
        result.target = "/reserve?wait=" + delay;
        if (!queue->origin.empty())
            result.target += "&worker=" + percentEncoded(queue->origin);
        return result;
    case QueueCommand::Kick:
        result.target = queue->task == 0 ? "/kick" : task + "/kick";
        return result;
    case QueueCommand::Discard:
        result.target = queue->task == 0 ? "/discard" : task + "/discard";
        return result;
    case QueueCommand::List:
    case QueueCommand::Peek:
        result.method = "GET";
        result.target = "/api/v1/items";
        if (queue->command == QueueCommand::Peek)
            result.target += '/' + std::string(itemPrefix) + std::to_string(queue->task);
        return result;
    default:
        break;
    }
    for (const TaskRoute &route : taskRoutes) {
        if (route.command == queue->command)
            result.target = task + '/' + std::string(route.name) + "?attempt=" + std::to_string(queue->attempt);
    }
    if (queue->reservation != 0)
        result.target += "&reservation=" + std::to_string(queue->reservation);
    if (queue->isEmpty)
        result.target += "&result=" + std::string(emptyResult);
    if (queue->command == QueueCommand::Release)
        result.target += "&delay=" + delay;
    return result;
}

std::pair<CallStatus, ReplyBody> readQueueReply(const HttpReply &reply)
{
    constexpr std::size_t limitBytes = 64U << 20U;
    QueueReply result{.status = reply.status == 201 ? 200 : reply.status};
    const CallStatus status = outcomeOf(reply.status);
    if (reply.status == 204)
        return {status, result};
    Json object;
    if (json::parse(reply.body, limitBytes, object) || !object.is_object())
        return {status == CallStatus::Ok ? CallStatus::Failed : status, result};
    if (!readReplyObject(object, result))
        return {CallStatus::Failed, QueueReply{.status = 500}};
    result.bodyBytes = static_cast<std::uint32_t>(std::min<std::size_t>(result.body.size(), UINT32_MAX));
    return {status, result};
}

} // namespace bayplan
