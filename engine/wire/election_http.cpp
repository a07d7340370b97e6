// SPDX-License-Identifier: Apache-2.0
#include "engine/wire/election_http.h"

#include "engine/wire/http_target.h"
#include "engine/wire/json_fields.h"

#include <array>
#include <chrono>
#include <string_view>

namespace bayplan {
namespace {

using json::Json;

struct Route {
    std::string_view method;
    std::string_view path; ///< last segment; empty is /
    ElectionCommand command;
};

constexpr std::array routes{
    Route{"GET", "", ElectionCommand::Holder},
    Route{"GET", "isLeader", ElectionCommand::IsLeader},
    Route{"POST", "becomeLeader", ElectionCommand::Become},
    Route{"POST", "renewLeadership", ElectionCommand::Renew},
    Route{"POST", "resign", ElectionCommand::Resign},
};

constexpr std::array lockRoutes{
    Route{"GET", "", ElectionCommand::Holder},
    Route{"POST", "", ElectionCommand::Become},
    Route{"PUT", "", ElectionCommand::Renew},
    Route{"DELETE", "", ElectionCommand::Resign},
};

Result<ElectionCommand> commandOf(std::span<const Route> table, std::string_view method, std::string_view path)
{
    bool known = false;
    for (const Route &route : table) {
        if (route.path != path)
            continue;
        known = true;
        if (route.method == method)
            return route.command;
    }
    if (known)
        return fail(ErrorCode::Unsupported, "This path is served with another method.");
    return fail(ErrorCode::NotFound,
                "There are /, /isLeader, /becomeLeader, /renewLeadership, /resign and /locks/NAME.");
}

std::string_view effectiveMethod(const HttpRequest &request)
{
    return request.method == "HEAD" ? "GET" : std::string_view(request.method);
}

std::string_view electionErrorOf(int status)
{
    switch (status) {
    case 404:
        return "There is no election of that name here.";
    case 409:
        return "Another member leads.";
    case 503:
        return "No leader is known: there is no quorum, or the lease has passed.";
    default:
        return "This is not a request to an elector.";
    }
}

} // namespace

Result<RequestBody> readElectionRequest(const HttpRequest &request)
{
    auto target = readHttpTarget(request.target);
    if (!target)
        return target.error();
    std::span<const std::string> path = target->path;
    ElectionRequest result;
    std::span<const Route> table = routes;
    if (path.size() >= 2 && path[0] == "elections") {
        result.election = path[1];
        path = path.subspan(2);
    } else if (path.size() == 2 && path[0] == "locks") {
        result.election = path[1];
        path = path.subspan(2);
        table = lockRoutes;
    }
    if (path.size() > 1)
        return fail(ErrorCode::NotFound, "This path is not served.");
    const auto command = commandOf(table, effectiveMethod(request), path.empty() ? "" : std::string_view(path[0]));
    if (!command)
        return command.error();
    result.command = *command;
    return RequestBody(std::move(result));
}

HttpReply writeElectionReply(CallStatus status, const ReplyBody &reply)
{
    const auto *body = reply.as<ElectionReply>();
    ElectionReply election = body != nullptr ? *body : ElectionReply{.status = 503};
    if (status != CallStatus::Ok && election.status < 400)
        election.status = 503;
    Json object = Json::object();
    if (election.command == ElectionCommand::Holder) {
        object["name"] = election.leader;
    } else {
        object["leader"] = election.leader;
        object["term"] = election.term;
        object["fencingToken"] = election.fencingToken;
        object["leaseRemainingMs"] = std::chrono::floor<std::chrono::milliseconds>(election.leaseRemaining).count();
    }
    if (election.status >= 400)
        object["error"] = electionErrorOf(election.status);
    return {election.status, "application/json", json::toText(object) + '\n', 0, {}};
}

HttpRequest writeElectionRequest(const RequestBody &request)
{
    const auto *body = request.as<ElectionRequest>();
    HttpRequest result;
    if (body == nullptr)
        return result;
    for (const Route &route : routes) {
        if (route.command != body->command)
            continue;
        result.method = route.method;
        result.target = '/' + std::string(route.path);
    }
    if (!body->election.empty())
        result.target = "/elections/" + percentEncoded(body->election) + result.target;
    return result;
}

std::pair<CallStatus, ReplyBody> readElectionReply(const HttpReply &reply)
{
    constexpr std::size_t limitBytes = 64 * 1024;
    ElectionReply result{.status = reply.status};
    const CallStatus status = reply.status == 503   ? CallStatus::Overloaded
                              : reply.status >= 500 ? CallStatus::Failed
                                                    : CallStatus::Ok;
    Json object;
    if (json::parse(reply.body, limitBytes, object) || !object.is_object())
        return {status == CallStatus::Ok ? CallStatus::Failed : status, result};
    json::Problem problem;
    json::Reader reader(object, {}, problem);
    std::int64_t leaseMs = 0;
    std::string name;
    reader("name", name);
    reader("leader", result.leader);
    reader("term", result.term);
    reader("fencingToken", result.fencingToken);
    reader("leaseRemainingMs", leaseMs);
    if (problem.error || leaseMs < 0 || leaseMs > 1'000'000'000)
        return {CallStatus::Failed, ElectionReply{.status = 500}};
    result.command = object.contains("name") ? ElectionCommand::Holder : ElectionCommand::IsLeader;
    result.leader += name;
    result.leaseRemaining = std::chrono::milliseconds(leaseMs);
    return {status, result};
}

} // namespace bayplan
