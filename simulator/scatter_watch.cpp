// SPDX-License-Identifier: Apache-2.0
// What a scatter/gather root promises (PATTERNS 7): an answer by its deadline; its parts and what it says is missing
// add up to the shards; as many parts as the quorum, or 504; late answers counted; hedges within the budget; nobody
// asked on when the client has gone or has its answer; shed before it begins only with as many in flight as there may
// be.
#include "engine/patterns/scatter_answer.h"
#include "simulator/invariants.h"
#include "simulator/number_table.h"

#include <algorithm>
#include <cmath>

namespace bayplan {
namespace {

constexpr std::uint32_t noShard = UINT32_MAX;

/// Elements of the list that an answer begins with: {"parts":[...],...}.
std::size_t partsListed(std::string_view body)
{
    const std::size_t begin = body.find('[');
    std::size_t parts = 0;
    int depth = 0;
    bool inText = false;
    for (std::size_t at = begin; at < body.size(); ++at) {
        const char c = body[at];
        if (inText) {
            at += c == '\\' ? 1 : 0;
            inText = c != '"';
            continue;
        }
        if (depth == 1 && c == ']')
            return parts;
        if (depth == 1 && c == ',')
            ++parts;
        else if (depth == 1 && parts == 0 && c != ' ')
            parts = 1;
        inText = c == '"';
        depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
    }
    return parts;
}

class ScatterWatch final : public PatternWatch {
public:
    ScatterWatch(const Plan &plan, Violations &violations) : PatternWatch(plan, violations), m_roots(plan) {}

    void started(InstanceIndex instance, Time, const std::string &, const SkewedClock &) override;
    void stepping(InstanceIndex instance, Time now, const Input &input) override;
    void stepped(const WatchedStep &step) override;

private:
    enum class Part : std::uint8_t { NotAsked, Open, Answered };

    struct Query {
        InstanceIndex root = 0;
        Duration remaining{0};
        Time by = never; ///< by the root's clock
        bool isAccepted = false;
        std::vector<Part> parts;               ///< by shard
        std::vector<std::uint64_t> calls;      ///< by shard, the first; 0: over
        std::vector<std::uint64_t> hedgedThen; ///< Root::hedgesAnswered when it began
    };
    struct Question {
        RequestId query = 0; ///< 0: asked again, for nobody knows whom
        std::uint32_t shard = noShard;
        Time expires = never;
    };
    struct Root {
        std::vector<std::uint32_t> shardOf; ///< by peer
        std::vector<std::string_view> names;
        bool isFlat = true; ///< no shard is a root itself
        std::uint32_t quorum = 1;
        NumberTable<Question> questions;
        std::uint64_t asked = 0, askedAgain = 0; ///< in this life
        std::vector<std::uint64_t> hedgesAnswered;
        std::uint64_t late = 0;
        std::size_t inFlight = 0;
        bool stopping = false;
        Time lastStep{};
        Time mergesUntil = Time::min(); ///< a merge that began late, after a pause, has its time all the same

        // of the step under way
        RequestId began = 0, withdrawn = 0;
        RequestId asking = 0;                  ///< whose first questions these are
        std::uint32_t hedgeAnswered = noShard; ///< by whom, when it is not known for whose request
        bool isLate = false;
    };

    void read(InstanceIndex instance, Root &root) const;
    void hear(Root &root, PeerId from, const Answer &answer);
    void asks(const WatchedStep &step, Root &root, PeerId to, const Call &call);
    static void withdraws(Root &root, std::uint64_t call);
    RequestId canaryOf(const WatchedStep &step, const Root &root);
    void replies(const WatchedStep &step, Root &root, const ReplyEffect &reply);
    void checkAnswer(const WatchedStep &step, const Root &root, const Query &query, const HttpReply &reply);
    void checkParts(const WatchedStep &step, const Root &root, const Query &query, const HttpReply &reply);
    void checkOver(const WatchedStep &step, Root &root, const Query &query);
    void setDeadline(const WatchedStep &step, Query &query);

    WatchedOf<Root, ScatterConfig> m_roots;
    NumberTable<Query> m_queries;
};

void ScatterWatch::read(InstanceIndex instance, Root &root) const
{
    const auto &config = configOf<ScatterConfig>(instance);
    const auto &peers = peersOf(instance);
    root.shardOf.assign(peers.size(), noShard);
    for (PeerId peer = 0; peer < peers.size(); ++peer) {
        if (peer == config.mergePeer)
            continue;
        root.shardOf[peer] = static_cast<std::uint32_t>(root.names.size());
        root.names.push_back(peers[peer].name);
        const auto &callee = m_plan.instances[m_plan.instances[instance].peers[peer].instance].machine;
        root.isFlat = root.isFlat && callee && std::holds_alternative<ServiceConfig>(callee->behaviour);
    }
    const auto all = static_cast<double>(root.names.size());
    const double wanted = config.quorum > 1 ? config.quorum : config.quorum * all;
    root.quorum = static_cast<std::uint32_t>(std::clamp(std::ceil(wanted - 1e-9), 1.0, std::max(1.0, all)));
}

void ScatterWatch::started(InstanceIndex instance, Time, const std::string &, const SkewedClock &)
{
    Root &root = m_roots[instance];
    root = {};
    read(instance, root);
    root.hedgesAnswered.resize(root.names.size());
}

// ---- a step's input ------------------------------------------------------------------------------------------------

void ScatterWatch::stepping(InstanceIndex instance, Time, const Input &input)
{
    Root &root = m_roots[instance];
    root.began = root.withdrawn = root.asking = 0;
    root.hedgeAnswered = noShard;
    root.isLate = false;
    if (const auto *requested = std::get_if<Requested>(&input)) {
        Query &query = m_queries.open(requested->request);
        query.root = instance;
        query.remaining = requested->remaining;
        query.isAccepted = false;
        query.parts.assign(root.names.size(), Part::NotAsked);
        query.calls.assign(root.names.size(), 0);
        query.hedgedThen = root.hedgesAnswered;
        root.began = root.asking = requested->request;
    } else if (const auto *cancelled = std::get_if<Cancelled>(&input)) {
        root.withdrawn = cancelled->request;
    } else if (const auto *received = std::get_if<Received>(&input)) {
        if (const auto *answer = std::get_if<Answer>(&received->message))
            hear(root, received->from, *answer);
    } else if (std::holds_alternative<Stopping>(input)) {
        root.stopping = true;
    }
}

void ScatterWatch::hear(Root &root, PeerId from, const Answer &answer)
{
    const Question *question = root.questions.find(answer.id);
    root.isLate = question == nullptr || question->expires <= root.lastStep;
    if (root.isLate) {
        ++root.late;
        return;
    }
    const auto *reply = answer.body.as<HttpReply>();
    const bool good = answer.status == CallStatus::Ok && reply != nullptr && reply->status < 400;
    const std::uint32_t shard = from < root.shardOf.size() ? root.shardOf[from] : noShard;
    Query *query = question->query != 0 ? m_queries.find(question->query) : nullptr;
    if (query != nullptr && shard != noShard) {
        query->calls[shard] = 0;
        if (good) {
            query->parts[shard] = Part::Answered;
            root.asking = question->query; // a canary's answer lets the others be asked
        }
    } else if (good && shard != noShard) {
        ++root.hedgesAnswered[shard];
        root.hedgeAnswered = shard;
    }
    root.questions.close(answer.id);
}

// ---- what it does --------------------------------------------------------------------------------------------------

void ScatterWatch::stepped(const WatchedStep &step)
{
    Root &root = m_roots[step.instance];
    const auto &config = configOf<ScatterConfig>(step.instance);
    Query *began = root.began != 0 ? m_queries.find(root.began) : nullptr;
    if (began != nullptr) {
        setDeadline(step, *began);
        began->isAccepted = true;
        ++root.inFlight;
    }
    for (const Effect &effect : step.effects) {
        if (const auto *send = std::get_if<SendEffect>(&effect)) {
            if (const auto *call = std::get_if<Call>(&send->message))
                asks(step, root, send->to, *call);
            else if (const auto *withdrawal = std::get_if<Withdrawal>(&send->message))
                withdraws(root, withdrawal->id);
        } else if (const auto *reply = std::get_if<ReplyEffect>(&effect)) {
            replies(step, root, *reply);
        }
    }
    if (Query *gone = root.withdrawn != 0 ? m_queries.find(root.withdrawn) : nullptr) {
        --root.inFlight;
        checkOver(step, root, *gone);
        m_queries.close(root.withdrawn);
    }
    if (began != nullptr && root.inFlight > config.maxInFlight)
        broken(step.instance, step.now, "Too many in flight",
               "has taken " + std::to_string(root.inFlight) + " requests, and " + std::to_string(config.maxInFlight) +
                   " are the most");
    if (root.isLate) {
        const MachineState state = step.machine.state(step.local);
        if (const auto *shown = std::get_if<ScatterState>(&state.pattern); shown && shown->late < root.late)
            broken(step.instance, step.now, "A late answer not counted",
                   "has had " + std::to_string(root.late) + " and counts " + std::to_string(shown->late));
    }
    root.lastStep = step.local;
}

/// A caller in a great hurry gets half of its time at least, and each shard a nanosecond.
void ScatterWatch::setDeadline(const WatchedStep &step, Query &query)
{
    const auto &config = configOf<ScatterConfig>(step.instance);
    query.by = step.local + config.deadline;
    if (query.remaining > Duration(0))
        query.by = std::min(query.by, step.local + std::max(query.remaining - config.reserve, query.remaining / 2));
    query.by = std::max(query.by, step.local + Duration(1));
    const auto &peers = peersOf(step.instance);
    if (config.mergePeer >= peers.size())
        return;
    const Duration merging = peers[config.mergePeer].timeout;
    query.by = merging > Duration(0) ? query.by + merging : never;
    if (query.remaining > Duration(0))
        query.by = std::min(query.by, step.local + query.remaining + Duration(1));
}

/// A hedge that was answered tells whose it was by the first question, which it withdraws.
void ScatterWatch::withdraws(Root &root, std::uint64_t call)
{
    const Question *question = root.questions.find(call);
    if (question != nullptr && root.hedgeAnswered == question->shard && root.asking == 0)
        root.asking = question->query;
    root.questions.close(call);
}

/// Of the request whose canary's hedge has just answered, where the first question had failed before; 0 when there are
/// several, or none.
RequestId ScatterWatch::canaryOf(const WatchedStep &step, const Root &root)
{
    RequestId found = 0;
    int count = 0;
    m_queries.forEach([&](RequestId request, const Query &query) {
        const bool isIt = query.root == step.instance && query.parts[root.hedgeAnswered] == Part::Open &&
                          query.calls[root.hedgeAnswered] == 0 && std::ranges::count(query.parts, Part::Open) == 1;
        count += isIt ? 1 : 0;
        found = isIt ? request : found;
    });
    return count == 1 ? found : 0;
}

void ScatterWatch::asks(const WatchedStep &step, Root &root, PeerId to, const Call &call)
{
    const auto &config = configOf<ScatterConfig>(step.instance);
    Question &question = root.questions.open(call.id);
    question = {0, root.shardOf[to], call.timeout > Duration(0) ? step.local + call.timeout : never};
    if (question.shard == noShard) {
        root.mergesUntil = std::max(root.mergesUntil, question.expires);
        return;
    }
    const bool isCanarys = root.asking == 0 && root.hedgeAnswered != noShard;
    if (isCanarys)
        root.asking = canaryOf(step, root);
    Query *query = m_queries.find(root.asking);
    if (query == nullptr && isCanarys) {
        ++root.asked; // of one of several
        return;
    }
    if (query != nullptr && query->parts[question.shard] == Part::NotAsked) {
        question.query = root.asking;
        query->parts[question.shard] = Part::Open;
        query->calls[question.shard] = call.id;
        ++root.asked;
        if (root.began != 0 && config.canary)
            root.asking = 0; // the others are asked when it has answered
        return;
    }
    ++root.askedAgain;
    constexpr double reserve = 3;
    const auto asked = static_cast<double>(root.asked);
    const double most = config.hedge == HedgeMode::None   ? 0
                        : config.hedge == HedgeMode::Tied ? asked
                                                          : asked * config.hedgeBudget + reserve;
    if (static_cast<double>(root.askedAgain) > most + 1e-6 * asked)
        broken(step.instance, step.now, "Hedges beyond the budget",
               "has asked " + std::to_string(root.askedAgain) + " times again over " + std::to_string(root.asked) +
                   " questions");
}

void ScatterWatch::replies(const WatchedStep &step, Root &root, const ReplyEffect &effect)
{
    Query *query = m_queries.find(effect.request);
    if (query == nullptr || !query->isAccepted)
        return;
    const auto *reply = effect.body.as<HttpReply>();
    const auto &config = configOf<ScatterConfig>(step.instance);
    const bool isShed = effect.request == root.began && reply != nullptr && reply->status == 503;
    if (isShed && !root.stopping && !root.names.empty() && root.inFlight <= config.maxInFlight)
        broken(step.instance, step.now, "Shed too early",
               "turns a request away with " + std::to_string(root.inFlight - 1) + " in flight");
    --root.inFlight;
    if (root.lastStep >= std::max(query->by, root.mergesUntil))
        broken(step.instance, step.now, "An answer after its deadline",
               "could have answered " + std::to_string((root.lastStep - query->by).count()) + " ns after it at least");
    if (reply != nullptr && !isShed)
        checkAnswer(step, root, *query, *reply);
    checkOver(step, root, *query);
    m_queries.close(effect.request);
}

void ScatterWatch::checkAnswer(const WatchedStep &step, const Root &root, const Query &query, const HttpReply &reply)
{
    const auto answered = static_cast<std::uint32_t>(std::ranges::count(query.parts, Part::Answered));
    if (reply.status == 504 && answered >= root.quorum)
        broken(step.instance, step.now, "An answer withheld",
               "answers 504 with " + std::to_string(answered) + " parts, and " + std::to_string(root.quorum) +
                   " are enough");
    if (reply.status < 400)
        checkParts(step, root, query, reply);
}

void ScatterWatch::checkParts(const WatchedStep &step, const Root &root, const Query &query, const HttpReply &reply)
{
    const std::vector<std::string> missing = missingIn(reply);
    if (!missing.empty() && missing.back().starts_with('+'))
        return; // too many to be named
    std::size_t parts = 0;
    for (std::uint32_t shard = 0; shard < root.names.size(); ++shard) {
        const bool isMissing = std::ranges::find(missing, root.names[shard]) != missing.end();
        parts += isMissing ? 0 : 1;
        const bool mayHave =
            query.parts[shard] == Part::Answered || root.hedgesAnswered[shard] > query.hedgedThen[shard];
        if (isMissing && query.parts[shard] == Part::Answered)
            broken(step.instance, step.now, "A part left out",
                   "says that " + std::string(root.names[shard]) + " is missing, which has answered");
        if (!isMissing && !mayHave)
            broken(step.instance, step.now, "A part that nobody gave",
                   "does not say that " + std::string(root.names[shard]) + " is missing, which has not answered");
    }
    if (parts < root.quorum)
        broken(step.instance, step.now, "Fewer parts than the quorum",
               "answers with " + std::to_string(parts) + " of " + std::to_string(root.quorum));
    const bool isMerged = configOf<ScatterConfig>(step.instance).mergePeer < peersOf(step.instance).size();
    if (root.isFlat && !isMerged && partsListed(reply.body) != parts)
        broken(step.instance, step.now, "Parts that do not add up",
               "lists " + std::to_string(partsListed(reply.body)) + " parts and misses " +
                   std::to_string(missing.size()) + " of " + std::to_string(root.names.size()));
}

/// What was asked for nobody any more is withdrawn in the same step.
void ScatterWatch::checkOver(const WatchedStep &step, Root &root, const Query &query)
{
    for (const std::uint64_t call : query.calls) {
        const Question *question = call != 0 ? root.questions.find(call) : nullptr;
        if (question == nullptr || question->expires <= step.local)
            continue;
        broken(step.instance, step.now, "A question left open",
               "does not withdraw what it asked " + std::string(root.names[question->shard]) +
                   " for a request that is over");
        return;
    }
}

} // namespace

std::unique_ptr<Watch> makeScatterWatch(const Plan &plan, Violations &violations)
{
    return std::make_unique<ScatterWatch>(plan, violations);
}

} // namespace bayplan
