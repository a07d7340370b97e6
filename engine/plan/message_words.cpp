// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/message_words.h"

#include "engine/base/units.h"

#include <algorithm>

namespace bayplan {
namespace {

/// What somebody wrote may be long.
std::string shortened(const std::string &text)
{
    constexpr std::size_t most = 60;
    std::string shown = text.substr(0, most);
    for (char &c : shown)
        c = static_cast<unsigned char>(c) < ' ' ? ' ' : c;
    return text.size() > most ? shown + "..." : shown;
}

std::string counted(std::size_t number, const char *one, const char *many)
{
    return std::to_string(number) + ' ' + (number == 1 ? one : many);
}

std::string bodyWords(std::size_t size, std::uint32_t bytes)
{
    const std::size_t all = std::max(size, std::size_t{bytes});
    return all == 0 ? std::string() : ", body of " + humanBytes(static_cast<double>(all));
}

std::string ofTask(const QueueRequest &request)
{
    return "task " + std::to_string(request.task) + ", attempt " + std::to_string(request.attempt);
}

std::string memcacheName(MemcacheCommand command)
{
    constexpr const char *names[] = {"get", "gets", "set",  "add",    "replace", "append",  "prepend",
                                     "cas", "incr", "decr", "delete", "touch",   "version", "stats"};
    return names[static_cast<std::size_t>(command)];
}

struct RequestWords {
    std::string operator()(const HttpRequest &r) const
    {
        return r.method + ' ' + shortened(r.target) + bodyWords(r.body.size(), r.bodyBytes);
    }

    std::string operator()(const MemcacheRequest &r) const
    {
        std::string words = memcacheName(r.command);
        if (!r.keys.empty())
            words += ' ' + shortened(r.keys.front());
        if (r.keys.size() > 1)
            words += " and " + counted(r.keys.size() - 1, "more key", "more keys");
        if (r.dataBytes > 0 || !r.data.empty())
            words += ", " + humanBytes(static_cast<double>(std::max(r.data.size(), std::size_t{r.dataBytes})));
        return words;
    }

    std::string operator()(const QueueRequest &r) const
    {
        switch (r.command) {
        case QueueCommand::Put:
            return "puts a task" +
                   (r.origin.empty() ? std::string()
                                     : ", number " + std::to_string(r.sequence) + " of " + shortened(r.origin)) +
                   bodyWords(r.body.size(), r.bodyBytes);
        case QueueCommand::Reserve:
            return "asks for a task" + (r.delay > Duration(0) ? ", waits " + humanDuration(r.delay) : std::string());
        case QueueCommand::Touch:
            return "needs longer for " + ofTask(r);
        case QueueCommand::Ack:
            return "has done " + ofTask(r);
        case QueueCommand::Release:
            return "gives back " + ofTask(r);
        case QueueCommand::Bury:
            return "buries " + ofTask(r) + (r.body.empty() ? std::string() : ": " + shortened(r.body));
        case QueueCommand::Kick:
            return r.task == 0 ? "kicks every buried task" : "kicks task " + std::to_string(r.task);
        case QueueCommand::Discard:
            return r.task == 0 ? "throws every buried task away" : "throws task " + std::to_string(r.task) + " away";
        case QueueCommand::Fail:
            return "has failed at " + ofTask(r) + (r.body.empty() ? std::string() : ": " + shortened(r.body));
        case QueueCommand::List:
            return "asks which tasks wait";
        case QueueCommand::Show:
            return "looks at dead letters";
        case QueueCommand::Peek:
            return "looks at task " + std::to_string(r.task);
        }
        return {};
    }

    std::string operator()(const ElectionRequest &r) const
    {
        constexpr const char *words[] = {"asks who leads", "asks whether it leads", "wants to lead", "renews its lease",
                                         "resigns"};
        return words[static_cast<std::size_t>(r.command)] +
               (r.election.empty() ? std::string() : " in " + shortened(r.election));
    }

    std::string operator()(const LogBatch &b) const
    {
        return counted(b.lines.size(), "log line", "log lines") + " of " + shortened(b.source) + " from byte " +
               std::to_string(b.firstOffset);
    }

    std::string operator()(const MetricsRequest &) const { return "asks for figures"; }
};

struct ReplyWords {
    std::string operator()(const HttpReply &r) const
    {
        return std::to_string(r.status) +
               (r.retryAfter > Duration(0) ? ", again in " + humanDuration(r.retryAfter) : std::string()) +
               bodyWords(r.body.size(), r.bodyBytes);
    }

    std::string operator()(const MemcacheReply &r) const
    {
        return shortened(r.line) +
               (r.values.empty() ? std::string() : ", " + counted(r.values.size(), "value", "values"));
    }

    std::string operator()(const QueueReply &r) const
    {
        const std::string task = "task " + std::to_string(r.task);
        switch (r.status) {
        case 200:
            break;
        case 204:
            return "no task";
        case 404:
            return "no such task";
        case 409:
            return task + " is not yours any more";
        case 429:
            return "the queue is full" +
                   (r.retryAfter > Duration(0) ? ", again in " + humanDuration(r.retryAfter) : std::string());
        case 503:
            return "the queue is stopping";
        case 507:
            return "the queue's disk is full";
        default:
            return std::to_string(r.status);
        }
        if (r.command == QueueCommand::Reserve)
            return "take " + task + ", attempt " + std::to_string(r.attempt) + ", within " + humanDuration(r.timeToRun);
        if (r.command == QueueCommand::Put)
            return "taken as " + task;
        if (r.command == QueueCommand::List)
            return counted(static_cast<std::size_t>(r.count), "task waits", "tasks wait");
        if (r.command == QueueCommand::Kick)
            return counted(static_cast<std::size_t>(r.count), "task kicked", "tasks kicked");
        return "done" + (r.task == 0 ? std::string() : ", " + task);
    }

    std::string operator()(const ElectionReply &r) const
    {
        const std::string leader =
            r.leader.empty() ? "no leader is known" : shortened(r.leader) + " leads term " + std::to_string(r.term);
        if (r.status == 200)
            return leader +
                   (r.leaseRemaining > Duration(0) ? ", lease of " + humanDuration(r.leaseRemaining) : std::string());
        return std::to_string(r.status) + (r.status == 409 ? ": another leads; " : ": no quorum; ") + leader;
    }

    std::string operator()(const LogAck &a) const { return a.stored ? "log lines stored" : "log lines not stored"; }

    std::string operator()(const MetricsReply &r) const
    {
        return r.error.empty() ? counted(r.samples.size(), "figure", "figures") : "no figures: " + shortened(r.error);
    }
};

std::string requestWords(const RequestBody &body)
{
    return body.empty() ? "a request" : body.visit(RequestWords{});
}

std::string replyWords(const ReplyBody &body, CallStatus status)
{
    if (status == CallStatus::Refused)
        return "connection refused";
    if (status == CallStatus::Reset)
        return "connection lost";
    const std::string words = body.empty() ? std::string() : body.visit(ReplyWords{});
    const std::string outcome = status == CallStatus::Ok           ? ""
                                : status == CallStatus::Overloaded ? "overloaded"
                                                                   : "failed";
    if (words.empty())
        return outcome.empty() ? "done" : outcome;
    return outcome.empty() ? words : outcome + ": " + words;
}

std::string inTerm(std::uint64_t term)
{
    return "term " + std::to_string(term);
}

struct MessageWords {
    std::string operator()(const Call &call) const { return requestWords(call.body); }
    std::string operator()(const Answer &answer) const { return replyWords(answer.body, answer.status); }
    std::string operator()(const VoteRequest &m) const
    {
        return (m.preVote ? "would it get a vote in " : "asks for a vote in ") + inTerm(m.term) +
               (m.forced ? ", leadership was handed over" : "");
    }
    std::string operator()(const VoteReply &m) const
    {
        const std::string what = m.preVote ? (m.granted ? "would vote for it in " : "would not vote for it in ")
                                           : (m.granted ? "votes for it in " : "refuses its vote in ");
        return what + inTerm(m.term) + (m.reason.empty() ? "" : ": " + m.reason);
    }
    std::string operator()(const Heartbeat &m) const
    {
        return "leads " + inTerm(m.term) + ", heartbeat " + std::to_string(m.round);
    }
    std::string operator()(const HeartbeatReply &m) const
    {
        return "has heard heartbeat " + std::to_string(m.round) + ", is in " + inTerm(m.term);
    }
    std::string operator()(const TransferLeadership &m) const
    {
        return "hands over the leadership of " + inTerm(m.term);
    }
    std::string operator()(const LogLines &m) const { return counted(m.lines.size(), "log line", "log lines"); }
    std::string operator()(const Withdrawal &) const { return "wants no answer any more"; }
    std::string operator()(const Readiness &m) const { return m.ready ? "is ready" : "is not ready"; }
};

struct SortOfMessage {
    MessageSort operator()(const Answer &) const { return MessageSort::Answer; }
    MessageSort operator()(const VoteRequest &) const { return MessageSort::VoteRequest; }
    MessageSort operator()(const VoteReply &) const { return MessageSort::VoteReply; }
    MessageSort operator()(const Heartbeat &) const { return MessageSort::Heartbeat; }
    MessageSort operator()(const HeartbeatReply &) const { return MessageSort::Acknowledgement; }
    MessageSort operator()(const TransferLeadership &) const { return MessageSort::Transfer; }
    MessageSort operator()(const Withdrawal &) const { return MessageSort::Withdrawal; }
    template <class Other>
    MessageSort operator()(const Other &) const
    {
        return MessageSort::Request;
    }
};

} // namespace

MessageSort sortOf(const Lane::Payload &payload)
{
    if (const auto *message = std::get_if<const Message *>(&payload))
        return std::visit(SortOfMessage{}, **message);
    return std::holds_alternative<const ReplyBody *>(payload) ? MessageSort::Answer : MessageSort::Request;
}

std::string wordsOf(const Lane::Payload &payload, CallStatus status)
{
    if (const auto *message = std::get_if<const Message *>(&payload))
        return std::visit(MessageWords{}, **message);
    if (const auto *reply = std::get_if<const ReplyBody *>(&payload))
        return replyWords(**reply, status);
    return requestWords(*std::get<const RequestBody *>(payload));
}

std::string nameOf(MessageSort sort)
{
    constexpr const char *names[] = {"vote request", "vote",    "heartbeat", "acknowledgement",
                                     "transfer",     "request", "answer",    "withdrawal"};
    return names[static_cast<std::size_t>(sort)];
}

} // namespace bayplan
