// SPDX-License-Identifier: Apache-2.0
#include "engine/wire/election_trace.h"

#include "engine/base/overloaded.h"
#include "engine/wire/json_fields.h"
#include "engine/wire/pattern_messages.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <utility>

namespace bayplan {

namespace json {
// clang-format off
template <> struct EnumNames<ElectionCommand> { static constexpr std::array names{"holder", "is-leader", "become", "renew", "resign"}; };
template <> struct EnumNames<CallStatus> { static constexpr std::array names{"ok", "failed", "overloaded", "refused", "reset", "timed-out"}; };
// clang-format on
} // namespace json

namespace {

using json::Json;

constexpr std::size_t traceLineLimitBytes = 1U << 20U;

/// Null for what no elector says.
Json messageJson(const Message &message)
{
    const std::string text = writeElectionMessage({}, message);
    return text.empty() ? Json() : Json::parse(text);
}

Json inputJson(const Input &input)
{
    return std::visit(
        Overloaded{
            [](const Started &in) {
                return Json{{"kind", "started"}, {"durable", in.durable}, {"journal", in.journal}};
            },
            [](const Woken &) {
                return Json{{"kind", "woken"}};
            },
            [](const Received &in) {
                return Json{{"kind", "received"}, {"from", in.from}, {"message", messageJson(in.message)}};
            },
            [](const Requested &in) {
                const auto *asked = in.body.as<ElectionRequest>();
                return Json{{"kind", "requested"},
                            {"request", in.request},
                            {"remaining", in.remaining.count()},
                            {"command", asked == nullptr ? Json() : json::toJson(asked->command)},
                            {"election", asked == nullptr ? std::string() : asked->election}};
            },
            [](const Cancelled &in) {
                return Json{{"kind", "cancelled"}, {"request", in.request}};
            },
            [](const PersistFailed &in) {
                return Json{{"kind", "persist-failed"}, {"reason", in.reason}};
            },
            [](const Stopping &in) {
                return Json{{"kind", "stopping"}, {"grace", in.grace.count()}};
            },
            [](const Computed &in) {
                return Json{{"kind", "computed"}, {"token", in.token}};
            },
            [](const LoadChanged &in) {
                return Json{{"kind", "load-changed"}, {"factor", in.factor}};
            },
        },
        input);
}

Json replyJson(const ReplyEffect &reply)
{
    Json object{{"kind", "reply"}, {"request", reply.request}, {"status", json::toJson(reply.status)}};
    if (const auto *body = reply.body.as<ElectionReply>())
        object["body"] = {{"status", body->status},
                          {"leader", body->leader},
                          {"term", body->term},
                          {"fencingToken", body->fencingToken},
                          {"leaseRemaining", body->leaseRemaining.count()},
                          {"command", json::toJson(body->command)}};
    return object;
}

Json effectJson(const Effect &effect)
{
    return std::visit(Overloaded{
                          [](const SendEffect &out) {
                              return Json{{"kind", "send"}, {"to", out.to}, {"message", messageJson(out.message)}};
                          },
                          [](const ReplyEffect &out) { return replyJson(out); },
                          [](const PersistEffect &out) {
                              return Json{{"kind", "persist"}, {"durable", out.durable}};
                          },
                          [](const AppendEffect &out) {
                              return Json{{"kind", "append"}, {"record", out.record}};
                          },
                          [](const LogEffect &out) {
                              return Json{{"kind", "log"}, {"line", out.line}, {"bytes", out.bytes}};
                          },
                          [](const EventEffect &out) {
                              return Json{{"kind", "event"}, {"event", out.kind}, {"text", out.text}};
                          },
                          [](const ComputeEffect &out) {
                              return Json{{"kind", "compute"}, {"token", out.token}, {"time", out.time.count()}};
                          },
                      },
                      effect);
}

/// Reads what inputJson() wrote; the first thing that is wrong is in `problem`.
class InputReader {
public:
    InputReader(const Json &object, json::Problem &problem) : m_object(object), m_problem(problem) {}

    Input read()
    {
        const std::string kind = text("kind");
        if (kind == "started")
            return started();
        if (kind == "woken")
            return Woken{};
        if (kind == "received")
            return Received{number<PeerId>("from"), message()};
        if (kind == "requested")
            return Requested{number<RequestId>("request"), request(), Duration(number<std::int64_t>("remaining"))};
        if (kind == "cancelled")
            return Cancelled{number<RequestId>("request")};
        if (kind == "persist-failed")
            return PersistFailed{text("reason")};
        if (kind == "stopping")
            return Stopping{Duration(number<std::int64_t>("grace"))};
        if (kind == "computed")
            return Computed{number<std::uint64_t>("token")};
        if (kind == "load-changed")
            return LoadChanged{number<double>("factor")};
        m_problem.report({&m_place, "kind"}, "This kind of input is not known.");
        return Woken{};
    }

private:
    template <class T>
    T field(const char *name)
    {
        T value{};
        const auto found = m_object.is_object() ? m_object.find(name) : m_object.end();
        if (!m_object.is_object() || found == m_object.end())
            m_problem.report({&m_place, name}, "This is missing.");
        else
            json::fromJson(*found, value, json::Place{&m_place, name}, m_problem);
        return value;
    }
    std::string text(const char *name) { return field<std::string>(name); }
    template <class T>
    T number(const char *name)
    {
        return field<T>(name);
    }

    Started started()
    {
        Started input;
        input.durable = text("durable");
        input.journal = field<std::vector<std::string>>("journal");
        return input;
    }

    bool isNull(const char *name) const { return m_object.contains(name) && m_object[name].is_null(); }

    /// What no elector says is nothing to an elector, whatever it was.
    Message message()
    {
        if (isNull("message"))
            return Withdrawal{};
        auto sent = readElectionMessage(m_object.contains("message") ? json::toText(m_object["message"]) : "");
        if (!sent) {
            m_problem.report({&m_place, "message"}, sent.error().message);
            return Withdrawal{};
        }
        return std::move(sent->message);
    }

    RequestBody request()
    {
        if (isNull("command"))
            return HttpRequest{};
        ElectionRequest asked;
        asked.command = field<ElectionCommand>("command");
        asked.election = text("election");
        return asked;
    }

    const Json &m_object;
    json::Problem &m_problem;
    const json::Place m_line;
    const json::Place m_place{&m_line, "input"};
};

class Replaying {
public:
    Result<TraceReplay> run(std::string_view text)
    {
        while (!text.empty() && !m_isOver) {
            const std::size_t end = std::min(text.find('\n'), text.size());
            const std::string_view line = text.substr(0, end);
            text.remove_prefix(std::min(end + 1, text.size()));
            ++m_line;
            if (auto taken = take(line); !taken)
                return at(taken.error());
        }
        return std::move(m_replay);
    }

private:
    Error at(Error error) const
    {
        error.place.line = static_cast<int>(m_line);
        return error;
    }

    Result<void> take(std::string_view line)
    {
        Json value;
        if (line.empty())
            return {};
        // Whoever was killed while writing it did nothing of what it says.
        if (json::parse(line, traceLineLimitBytes, value) || !value.is_object()) {
            m_machine.reset();
            return {};
        }
        if (value.contains("trace"))
            return begin(value);
        if (value.contains("ended")) {
            m_machine.reset();
            return {};
        }
        return step(value, line);
    }

    Result<void> begin(const Json &heading)
    {
        if (heading["trace"] != 1 || !heading.contains("agent"))
            return fail(ErrorCode::InvalidInput, "This trace is of a kind that is not known here.");
        auto agent = readAgentConfig(json::toText(heading["agent"]));
        if (!agent)
            return agent.error();
        if (!std::holds_alternative<ElectionConfig>(agent->machine.behaviour))
            return fail(ErrorCode::InvalidInput, "This is no trace of an elector.");
        m_machine = makeMachine(agent->machine);
        ++m_replay.lives;
        return {};
    }

    Result<void> step(const Json &value, std::string_view line)
    {
        if (!m_machine || !value.contains("at") || !value["at"].is_number_integer() || !value.contains("input"))
            return fail(ErrorCode::InvalidInput, "This is no step of a life that has begun.");
        json::Problem problem;
        Input input = InputReader(value["input"], problem).read();
        if (problem.error)
            return *problem.error;
        const Time now{Duration(value["at"].get<std::int64_t>())};
        const std::string given = writeTracedInput(input);
        m_effects.clear();
        m_machine->step(now, std::move(input), m_effects);
        ++m_replay.steps;
        for (const Effect &effect : m_effects.list()) {
            ++m_replay.effects;
            const auto *event = std::get_if<EventEffect>(&effect);
            m_replay.elected += event != nullptr && event->kind == "elected" ? 1 : 0;
        }
        if (std::string again = writeTracedStep(now, given, m_effects.list()); again != line) {
            m_replay.differsAt = m_line;
            m_replay.recorded = line;
            m_replay.instead = std::move(again);
            m_isOver = true;
        }
        return {};
    }

    std::unique_ptr<Machine> m_machine;
    Effects m_effects;
    TraceReplay m_replay;
    std::uint64_t m_line = 0;
    bool m_isOver = false;
};

} // namespace

std::string writeTraceHeading(const AgentConfig &agent)
{
    return "{\"agent\":" + writeAgentConfig(agent) + ",\"trace\":1}";
}

std::string writeTraceEnd(std::string_view why)
{
    return json::toText(Json{{"ended", why}});
}

std::string writeTracedInput(const Input &input)
{
    return json::toText(inputJson(input));
}

std::string writeTracedStep(Time now, const std::string &input, const std::vector<Effect> &effects)
{
    Json list = Json::array();
    for (const Effect &effect : effects)
        list.push_back(effectJson(effect));
    return "{\"at\":" + std::to_string(now.time_since_epoch().count()) + ",\"effects\":" + json::toText(list) +
           ",\"input\":" + input + '}';
}

Result<TraceReplay> replayElectionTrace(std::string_view text)
{
    return Replaying().run(text);
}

} // namespace bayplan
