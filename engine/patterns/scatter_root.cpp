// SPDX-License-Identifier: Apache-2.0
#include "engine/patterns/scatter_root.h"

#include "engine/base/units.h"
#include "engine/patterns/call_budget.h"
#include "engine/patterns/call_ledger.h"
#include "engine/patterns/error_reply.h"
#include "engine/patterns/latency_window.h"
#include "engine/patterns/lifecycle.h"
#include "engine/patterns/scatter_query.h"
#include "engine/patterns/slab.h"

#include <cmath>
#include <utility>

namespace bayplan {
namespace {

/// Up to 1 a fraction of all, above 1 a number.
std::uint32_t countOf(double wanted, std::size_t all)
{
    const double count = wanted > 1 ? wanted : wanted * static_cast<double>(all);
    return static_cast<std::uint32_t>(std::clamp(std::ceil(count - 1e-9), 1.0, std::max(1.0, double(all))));
}

/// What went wrong instead of a good answer; empty when nothing did.
std::string whyNotGood(CallStatus status, const ReplyBody &body)
{
    const auto *reply = body.as<HttpReply>();
    return status == CallStatus::Ok && reply != nullptr ? whyNoPart(*reply) : std::string(inWords(status));
}

class ScatterRoot final : public MachineOf<ScatterRoot> {
public:
    ScatterRoot(const MachineConfig &config, const ScatterConfig &scatter);

    void step(Time now, Input &&input, Effects &effects) override;
    Time deadline() const override;
    MachineState state(Time now) const override;
    bool isBusy() const override { return !m_queries.empty(); }
    std::size_t heapBytes() const { return heapBytesOfAll(m_shards, m_calls, m_hedges, m_queries, m_served); }

private:
    using Handle = Slab<ScatterQuery>::Handle;

    struct Shard {
        PeerId peer = 0;
        LatencyWindow latencies;
    };

    void begin(Time now, Requested &requested, Effects &effects);
    void turnAway(const Requested &requested, int status, CallStatus outcome, std::string_view why, Effects &effects);
    void setDeadlines(Time now, Duration remaining, ScatterQuery &query) const;
    void askAll(Time now, Handle handle, ScatterQuery &query, Effects &effects);
    void ask(Time now, Handle handle, ScatterQuery &query, std::uint32_t shard, Effects &effects);
    std::uint64_t call(Time now, Handle handle, const ScatterQuery &query, std::uint32_t shard, Effects &effects);
    void hedge(Time now, const HedgeTimer &timer, Effects &effects);
    bool isWaiting(const HedgeTimer &timer);
    Duration hedgeAfter(const Shard &shard) const;

    void ended(Time now, const CallLedger::Outcome &outcome, ReplyBody body, Effects &effects);
    void partEnded(Time now, const CallLedger::Outcome &outcome, ScatterQuery &query, ReplyBody body, Effects &effects);
    void takePart(Time now, const CallLedger::Outcome &outcome, ScatterQuery &query, std::uint32_t shard,
                  HttpReply reply, Effects &effects);
    void advance(Time now, Handle handle, ScatterQuery &query, Effects &effects);
    void shed(Time now, Handle handle, ScatterQuery &query, Effects &effects);
    void conclude(Time now, Handle handle, ScatterQuery &query, Effects &effects);
    void merge(Time now, Handle handle, ScatterQuery &query, Effects &effects);
    void merged(Time now, const CallLedger::Outcome &outcome, ScatterQuery &query, ReplyBody body, Effects &effects);
    void finish(Time now, Handle handle, ScatterQuery &query, HttpReply reply, Effects &effects);
    void fail(Handle handle, ScatterQuery &query, int status, const std::string &why, Effects &effects);
    void forget(Handle handle, const ScatterQuery &query);
    void noteMissing(ScatterQuery &query);
    void withdraw(PeerId peer, std::uint64_t call, Effects &effects);
    void withdrawAll(ScatterQuery &query, Effects &effects);
    void cancel(RequestId request, Effects &effects);

    ScatterConfig m_config;
    SharedList<PeerConfig> m_peers;
    std::vector<Shard> m_shards;
    std::vector<std::uint32_t> m_shardOf; ///< by peer
    std::uint32_t m_quorum = 1;
    std::uint32_t m_enough = 1;
    CallLedger m_calls;
    CallBudget m_budget;
    HedgeTimers m_hedges;
    Slab<ScatterQuery> m_queries;
    std::uint64_t m_partBytes = 0; ///< of all queries
    std::uint32_t m_turn = 0;      ///< whose turn as canary it is
    ScatterState m_state;
    ServedStats m_served;
    Duration m_busy{0};
    Time m_busySince{};
    Notice m_partial, m_tooFew, m_mergeFailed, m_canaryFailed, m_shed;
    Lifecycle m_life;
};

ScatterRoot::ScatterRoot(const MachineConfig &config, const ScatterConfig &scatter)
    : m_config(scatter), m_peers(config.peers), m_shardOf(config.peers.size()), m_calls(config.peers.size()),
      m_budget(scatter.hedgeBudget)
{
    for (PeerId peer = 0; peer < m_peers.size(); ++peer) {
        m_shardOf[peer] = static_cast<std::uint32_t>(m_shards.size());
        if (peer == scatter.mergePeer)
            continue;
        m_shards.push_back({peer, LatencyWindow(scatter.hedgeQuantile)});
        m_state.shards.push_back({.name = m_peers[peer].name});
    }
    m_quorum = countOf(scatter.quorum, m_shards.size());
    m_enough = std::max(m_quorum, countOf(scatter.goodEnough, m_shards.size()));
}

void ScatterRoot::step(Time now, Input &&input, Effects &effects)
{
    m_busy += static_cast<std::int64_t>(m_queries.size()) * (now - m_busySince);
    m_busySince = now;
    if (std::holds_alternative<Started>(input)) {
        m_life.start();
    } else if (std::holds_alternative<Stopping>(input)) {
        m_life.stop();
    } else if (auto *requested = std::get_if<Requested>(&input)) {
        begin(now, *requested, effects);
    } else if (const auto *cancelled = std::get_if<Cancelled>(&input)) {
        cancel(cancelled->request, effects);
    } else if (auto *received = std::get_if<Received>(&input)) {
        auto *answer = std::get_if<Answer>(&received->message);
        const auto outcome = answer ? m_calls.finish(now, received->from, *answer) : std::nullopt;
        if (outcome)
            ended(now, *outcome, std::move(answer->body), effects);
        else if (answer)
            ++m_state.late;
    }
    while (const auto expired = m_calls.expireNext(now))
        ended(now, *expired, {}, effects);
    while (!m_hedges.empty() && (m_hedges.front().at <= now || !isWaiting(m_hedges.front()))) {
        const HedgeTimer timer = m_hedges.front();
        m_hedges.pop();
        if (isWaiting(timer))
            hedge(now, timer, effects);
    }
}

Time ScatterRoot::deadline() const
{
    return m_hedges.empty() ? m_calls.nextDeadline() : std::min(m_hedges.front().at, m_calls.nextDeadline());
}

MachineState ScatterRoot::state(Time now) const
{
    MachineState state;
    state.phase = m_life.phase(isBusy());
    state.served = m_served;
    state.served.inService = static_cast<std::uint32_t>(m_queries.size());
    state.served.busy = m_busy + static_cast<std::int64_t>(m_queries.size()) * (now - m_busySince);
    state.calls = m_calls.stats();
    ScatterState scatter = m_state;
    for (std::size_t i = 0; i < m_shards.size(); ++i)
        scatter.shards[i].hedgeAfter = hedgeAfter(m_shards[i]);
    state.pattern = std::move(scatter);
    return state;
}

// ---- scattering ----------------------------------------------------------------------------------------------------

void ScatterRoot::begin(Time now, Requested &requested, Effects &effects)
{
    ++m_served.received;
    if (m_life.isStopping() || m_shards.empty())
        return turnAway(requested, 503, CallStatus::Refused, "shutting down", effects);
    if (!requested.body.is<HttpRequest>())
        return turnAway(requested, 501, CallStatus::Failed, "not offered", effects);
    if (m_queries.size() >= m_config.maxInFlight) {
        ++m_state.shed;
        m_shed.tell(now, "shed", std::to_string(m_queries.size()) + " requests are in flight, the most that may be",
                    effects);
        return turnAway(requested, 503, CallStatus::Overloaded, "too many requests in flight", effects);
    }
    ++m_state.requests;
    ScatterQuery fresh;
    fresh.request = requested.request;
    fresh.body = std::move(requested.body);
    if (!fresh.body.as<HttpRequest>()->headers.empty()) {
        std::string &headers = fresh.body.edit<HttpRequest>()->headers;
        headers = headersForLeaves(headers);
    }
    fresh.arrived = now;
    fresh.asks.resize(m_shards.size());
    setDeadlines(now, requested.remaining, fresh);
    const Handle handle = m_queries.insert(std::move(fresh));
    ScatterQuery &query = *m_queries.find(handle);
    if (!m_config.canary || m_shards.size() == 1)
        return askAll(now, handle, query, effects);
    query.stage = ScatterStage::Canary;
    ask(now, handle, query, m_turn++ % static_cast<std::uint32_t>(m_shards.size()), effects);
}

void ScatterRoot::turnAway(const Requested &requested, int status, CallStatus outcome, std::string_view why,
                           Effects &effects)
{
    ++m_served.refused;
    effects.reply(requested.request, outcome, errorReply(requested.body, status, why));
}

/// A caller in a great hurry gets half of its time at least.
void ScatterRoot::setDeadlines(Time now, Duration remaining, ScatterQuery &query) const
{
    query.gatherBy = now + m_config.deadline;
    if (remaining <= Duration::zero())
        return;
    query.callerLeaves = now + remaining;
    query.gatherBy = std::min(query.gatherBy, now + std::max(remaining - m_config.reserve, remaining / 2));
}

void ScatterRoot::askAll(Time now, Handle handle, ScatterQuery &query, Effects &effects)
{
    query.stage = ScatterStage::Gathering;
    for (std::uint32_t shard = 0; shard < m_shards.size(); ++shard) {
        if (query.asks[shard].stage == ShardStage::NotAsked)
            ask(now, handle, query, shard, effects);
    }
}

void ScatterRoot::ask(Time now, Handle handle, ScatterQuery &query, std::uint32_t shard, Effects &effects)
{
    ShardAsk &asked = query.asks[shard];
    asked.stage = ShardStage::Open;
    asked.sent = now;
    asked.first = call(now, handle, query, shard, effects);
    ++m_state.shards[shard].asked;
    m_budget.earn();
    const Duration wait = hedgeAfter(m_shards[shard]);
    if (wait > Duration::zero() && now + wait < query.gatherBy)
        m_hedges.push(now + wait, handle, shard);
}

std::uint64_t ScatterRoot::call(Time now, Handle handle, const ScatterQuery &query, std::uint32_t shard,
                                Effects &effects)
{
    const PeerId peer = m_shards[shard].peer;
    const Duration left = std::max(query.gatherBy - now, Duration(1));
    const Duration most = m_peers[peer].timeout;
    const Duration timeout = most > Duration::zero() ? std::min(most, left) : left;
    const std::uint64_t id = m_calls.begin(now, peer, timeout, handle);
    effects.send(peer, Call{id, timeout, query.body, true});
    return id;
}

// ---- hedging -------------------------------------------------------------------------------------------------------

Duration ScatterRoot::hedgeAfter(const Shard &shard) const
{
    switch (m_config.hedge) {
    case HedgeMode::AfterQuantile:
        return shard.latencies.value();
    case HedgeMode::Tied:
        return std::max(m_config.tiedAfter, Duration(1));
    case HedgeMode::None:
        break;
    }
    return Duration::zero();
}

bool ScatterRoot::isWaiting(const HedgeTimer &timer)
{
    const ScatterQuery *query = m_queries.find(timer.query);
    return query != nullptr && query->stage != ScatterStage::Merging &&
           query->asks[timer.shard].stage == ShardStage::Open;
}

void ScatterRoot::hedge(Time now, const HedgeTimer &timer, Effects &effects)
{
    // Both of a tied pair are meant from the start; it is the withdrawal that keeps the work at one.
    if (m_config.hedge != HedgeMode::Tied && !m_budget.spend()) {
        ++m_state.hedgesDenied;
        return;
    }
    ScatterQuery &query = *m_queries.find(timer.query);
    query.asks[timer.shard].second = call(now, timer.query, query, timer.shard, effects);
    ++m_state.hedgesSent;
    ++m_state.shards[timer.shard].hedged;
}

// ---- gathering -----------------------------------------------------------------------------------------------------

void ScatterRoot::ended(Time now, const CallLedger::Outcome &outcome, ReplyBody body, Effects &effects)
{
    ScatterQuery *query = m_queries.find(outcome.context);
    if (query == nullptr)
        return;
    if (query->stage == ScatterStage::Merging)
        return merged(now, outcome, *query, std::move(body), effects);
    partEnded(now, outcome, *query, std::move(body), effects);
    if (m_partBytes > m_config.gatherBytes)
        return shed(now, outcome.context, *query, effects);
    advance(now, outcome.context, *query, effects);
}

void ScatterRoot::partEnded(Time now, const CallLedger::Outcome &outcome, ScatterQuery &query, ReplyBody body,
                            Effects &effects)
{
    const std::uint32_t shard = m_shardOf[outcome.peer];
    ShardAsk &asked = query.asks[shard];
    const std::string why = whyNotGood(outcome.status, body);
    if (why.empty())
        return takePart(now, outcome, query, shard, std::move(*body.edit<HttpReply>()), effects);
    (outcome.id == asked.first ? asked.first : asked.second) = 0;
    query.lastFailure = m_peers[outcome.peer].name + ' ' + why;
    if (asked.first != 0 || asked.second != 0)
        return; // the other of the pair may still answer
    asked.stage = ShardStage::Missing;
    ++query.over;
}

void ScatterRoot::takePart(Time now, const CallLedger::Outcome &outcome, ScatterQuery &query, std::uint32_t shard,
                           HttpReply reply, Effects &effects)
{
    ShardAsk &asked = query.asks[shard];
    const bool secondWon = outcome.id == asked.second;
    m_state.hedgesWon += secondWon ? 1 : 0;
    m_state.shards[shard].hedgesWon += secondWon ? 1 : 0;
    // Of a question overtaken by its hedge at least this is known: it has taken so long.
    m_shards[shard].latencies.record(now - asked.sent);
    withdraw(outcome.peer, secondWon ? asked.first : asked.second, effects);
    asked.first = asked.second = 0;
    asked.stage = ShardStage::Answered;
    ++query.over;
    for (std::string &name : missingIn(reply))
        query.missing.push_back(std::move(name));
    const std::uint64_t bytes = std::max<std::uint64_t>(reply.body.size(), reply.bodyBytes);
    query.partBytes += bytes;
    m_partBytes += bytes;
    query.parts.push_back({shard, std::move(reply)});
}

void ScatterRoot::advance(Time now, Handle handle, ScatterQuery &query, Effects &effects)
{
    const auto parts = static_cast<std::uint32_t>(query.parts.size());
    if (query.stage == ScatterStage::Canary) {
        if (query.over == 0)
            return;
        if (parts == 1)
            return askAll(now, handle, query, effects);
        ++m_state.canariesFailed;
        m_canaryFailed.tell(now, "canary-failed", query.lastFailure + ", so nobody else was asked", effects);
        noteMissing(query);
        return fail(handle, query, 502, "the canary failed: " + query.lastFailure, effects);
    }
    const auto open = static_cast<std::uint32_t>(query.asks.size()) - query.over;
    if (open == 0 || parts >= m_enough || parts + open < m_quorum)
        conclude(now, handle, query, effects);
}

/// With what has come of it; so the others have room again.
void ScatterRoot::shed(Time now, Handle handle, ScatterQuery &query, Effects &effects)
{
    withdrawAll(query, effects);
    ++m_state.shed;
    const std::string why =
        "parts of " + formatBytes(static_cast<std::int64_t>(m_config.gatherBytes)) + " are kept already";
    m_shed.tell(now, "shed", why + ", of " + std::to_string(m_queries.size()) + " requests", effects);
    fail(handle, query, 503, why, effects);
}

void ScatterRoot::conclude(Time now, Handle handle, ScatterQuery &query, Effects &effects)
{
    withdrawAll(query, effects);
    noteMissing(query);
    if (query.parts.size() < m_quorum) {
        ++m_state.tooFew;
        const std::string why = std::to_string(query.parts.size()) + " of " + std::to_string(m_shards.size()) +
                                " shards answered, " + std::to_string(m_quorum) + " are needed";
        m_state.lastGap = why + "; " + query.lastFailure;
        m_tooFew.tell(now, "too-few-parts", m_state.lastGap, effects);
        return fail(handle, query, 504, why, effects);
    }
    if (!query.missing.empty()) {
        const std::string why =
            query.lastFailure.empty() ? query.missing.front() + " was not waited for" : query.lastFailure;
        m_state.lastGap = why;
        m_partial.tell(now, "partial", why, effects);
    } else {
        ++m_state.shards[query.parts.back().shard].last; // parts stand in the order in which they came
    }
    if (m_config.mergePeer < m_peers.size())
        return merge(now, handle, query, effects);
    HttpReply reply = gatheredReply(query.parts, query.missing);
    finish(now, handle, query, std::move(reply), effects);
}

/// Shards of its own that lack go before those that its children lack.
void ScatterRoot::noteMissing(ScatterQuery &query)
{
    std::vector<std::string> names;
    for (std::uint32_t shard = 0; shard < m_shards.size(); ++shard) {
        const ShardStage stage = query.asks[shard].stage;
        if (stage == ShardStage::Answered)
            continue;
        if (stage != ShardStage::NotAsked)
            ++m_state.shards[shard].missing;
        names.push_back(m_state.shards[shard].name);
    }
    names.insert(names.end(), std::make_move_iterator(query.missing.begin()),
                 std::make_move_iterator(query.missing.end()));
    query.missing = std::move(names);
}

// ---- merging and the end -------------------------------------------------------------------------------------------

void ScatterRoot::merge(Time now, Handle handle, ScatterQuery &query, Effects &effects)
{
    const PeerConfig &peer = m_peers[m_config.mergePeer];
    Duration timeout = peer.timeout;
    if (query.callerLeaves != never) {
        const Duration left = std::max(query.callerLeaves - now, Duration(1));
        timeout = timeout > Duration::zero() ? std::min(timeout, left) : left;
    }
    query.stage = ScatterStage::Merging;
    query.mergeCall = m_calls.begin(now, m_config.mergePeer, timeout, handle);
    HttpRequest request = mergeRequest(query.parts, query.missing, peer.name.substr(0, peer.name.find('/')));
    effects.send(m_config.mergePeer, Call{query.mergeCall, timeout, std::move(request), true});
    query.parts.clear();
}

void ScatterRoot::merged(Time now, const CallLedger::Outcome &outcome, ScatterQuery &query, ReplyBody body,
                         Effects &effects)
{
    query.mergeCall = 0;
    const std::string whyNot = whyNotGood(outcome.status, body);
    if (whyNot.empty()) {
        HttpReply reply = mergedReply(std::move(*body.edit<HttpReply>()), query.missing);
        return finish(now, outcome.context, query, std::move(reply), effects);
    }
    ++m_state.mergesFailed;
    const std::string why = m_peers[outcome.peer].name + ' ' + whyNot;
    m_mergeFailed.tell(now, "merge-failed", why, effects);
    fail(outcome.context, query, 502, "the merge failed: " + why, effects);
}

void ScatterRoot::finish(Time now, Handle handle, ScatterQuery &query, HttpReply reply, Effects &effects)
{
    ++(query.missing.empty() ? m_state.whole : m_state.partial);
    ++m_served.succeeded;
    m_served.latency.record(now - query.arrived);
    effects.reply(query.request, CallStatus::Ok, std::move(reply));
    forget(handle, query);
}

void ScatterRoot::fail(Handle handle, ScatterQuery &query, int status, const std::string &why, Effects &effects)
{
    ++m_served.failed;
    effects.reply(query.request, status == 503 ? CallStatus::Overloaded : CallStatus::Failed,
                  scatterFailure(status, why, query.missing));
    forget(handle, query);
}

void ScatterRoot::forget(Handle handle, const ScatterQuery &query)
{
    m_partBytes -= query.partBytes;
    m_queries.erase(handle);
}

void ScatterRoot::withdraw(PeerId peer, std::uint64_t call, Effects &effects)
{
    if (call != 0 && m_calls.withdraw(call))
        effects.send(peer, Withdrawal{call});
}

void ScatterRoot::withdrawAll(ScatterQuery &query, Effects &effects)
{
    for (std::uint32_t shard = 0; shard < query.asks.size(); ++shard) {
        ShardAsk &asked = query.asks[shard];
        withdraw(m_shards[shard].peer, std::exchange(asked.first, 0), effects);
        withdraw(m_shards[shard].peer, std::exchange(asked.second, 0), effects);
    }
    if (query.mergeCall != 0)
        withdraw(m_config.mergePeer, std::exchange(query.mergeCall, 0), effects);
}

void ScatterRoot::cancel(RequestId request, Effects &effects)
{
    const Handle handle = m_queries.findIf([&](const ScatterQuery &query) { return query.request == request; });
    ScatterQuery *query = m_queries.find(handle);
    if (query == nullptr)
        return;
    ++m_served.withdrawn;
    ++m_state.abandoned;
    withdrawAll(*query, effects);
    forget(handle, *query);
}

} // namespace

std::unique_ptr<Machine> makeScatterRoot(const MachineConfig &config)
{
    return std::make_unique<ScatterRoot>(config, std::get<ScatterConfig>(config.behaviour));
}

} // namespace bayplan
