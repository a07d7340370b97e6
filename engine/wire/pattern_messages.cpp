// SPDX-License-Identifier: Apache-2.0
#include "engine/wire/pattern_messages.h"

#include "engine/wire/json_fields.h"

#include <array>
#include <optional>

namespace bayplan {
namespace {

constexpr std::size_t messageLimitBytes = 16 * 1024;

template <class V>
void fieldsOf(V &visit, VoteRequest &value)
{
    visit("term", value.term);
    visit("configuration", value.configuration);
    visit("preVote", value.preVote);
    visit("forced", value.forced);
}

template <class V>
void fieldsOf(V &visit, VoteReply &value)
{
    visit("term", value.term);
    visit("configuration", value.configuration);
    visit("preVote", value.preVote);
    visit("granted", value.granted);
    visit("reason", value.reason);
}

template <class V>
void fieldsOf(V &visit, Heartbeat &value)
{
    visit("term", value.term);
    visit("configuration", value.configuration);
    visit("round", value.round);
}

template <class V>
void fieldsOf(V &visit, HeartbeatReply &value)
{
    visit("term", value.term);
    visit("configuration", value.configuration);
    visit("round", value.round);
}

template <class V>
void fieldsOf(V &visit, TransferLeadership &value)
{
    visit("term", value.term);
    visit("configuration", value.configuration);
}

template <class T>
constexpr const char *kindOf = nullptr;
template <>
constexpr const char *kindOf<VoteRequest> = "vote-request";
template <>
constexpr const char *kindOf<VoteReply> = "vote-reply";
template <>
constexpr const char *kindOf<Heartbeat> = "heartbeat";
template <>
constexpr const char *kindOf<HeartbeatReply> = "heartbeat-reply";
template <>
constexpr const char *kindOf<TransferLeadership> = "transfer-leadership";

struct FieldCounter {
    template <class T>
    void operator()(const char *, T &)
    {
        ++count;
    }
    std::size_t count = 2; ///< kind and sender
};

/// Leaves `message` alone when the kind is another one.
template <class T>
void readKind(const json::Json &object, std::optional<Message> &message, json::Problem &problem)
{
    if (object["kind"] != kindOf<T>)
        return;
    T value;
    json::Reader reader(object, {}, problem, 2);
    fieldsOf(reader, value);
    FieldCounter counter;
    fieldsOf(counter, value);
    if (object.size() != counter.count)
        problem.report({}, "A message of the kind " + std::string(kindOf<T>) + " has " + std::to_string(counter.count) +
                               " fields.");
    message = std::move(value);
}

} // namespace

std::string writeElectionMessage(std::string_view sender, const Message &message)
{
    return std::visit(
        [&](const auto &held) -> std::string {
            using T = std::decay_t<decltype(held)>;
            if constexpr (kindOf<T> == nullptr) {
                return {};
            } else {
                json::Writer writer;
                writer.m_object["kind"] = kindOf<T>;
                writer.m_object["sender"] = sender;
                fieldsOf(writer, const_cast<T &>(held));
                return json::toText(writer.m_object);
            }
        },
        message);
}

Result<SentMessage> readElectionMessage(std::string_view text)
{
    json::Json object;
    if (auto error = json::parse(text, messageLimitBytes, object))
        return *error;
    if (!object.is_object() || !object.contains("kind") || !object.contains("sender") || !object["sender"].is_string())
        return fail(ErrorCode::InvalidInput, "A message is an object with a \"kind\" and a \"sender\".");
    std::optional<Message> message;
    json::Problem problem;
    readKind<VoteRequest>(object, message, problem);
    readKind<VoteReply>(object, message, problem);
    readKind<Heartbeat>(object, message, problem);
    readKind<HeartbeatReply>(object, message, problem);
    readKind<TransferLeadership>(object, message, problem);
    if (problem.error)
        return *problem.error;
    if (!message)
        return fail(ErrorCode::InvalidInput, "This kind of message is not known.", {}, {{}, 0, 0, "/kind"});
    return SentMessage{object["sender"].get<std::string>(), std::move(*message)};
}

} // namespace bayplan
