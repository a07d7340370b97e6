// SPDX-License-Identifier: Apache-2.0
#include "engine/patterns/front.h"

#include "engine/base/random.h"
#include "engine/patterns/call_ledger.h"
#include "engine/patterns/error_reply.h"
#include "engine/patterns/lifecycle.h"
#include "engine/patterns/slab.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace bayplan {
namespace {

constexpr double retryReserve = 3;       // so that the first failure of a quiet service is retried at all
constexpr double retrySavingsMost = 100; // and a long good time does not save up a storm

struct Passage {
    RequestId request = 0;
    RequestBody body;
    Time arrived{};
    Time callerLeaves = never;
    std::uint32_t attempts = 0;
    PeerId lastPeer = 0;
};

struct Replica {
    std::uint32_t consecutiveFailures = 0;
    Time ejectedUntil{};
};

bool wasNotAnswered(CallStatus status)
{
    return status == CallStatus::Refused || status == CallStatus::Reset;
}

class FrontMachine final : public Machine {
public:
    FrontMachine(const MachineConfig &config, const FrontConfig &front)
        : m_config(front), m_peers(config.peers), m_random(Random::stream(config.seed, 1)),
          m_calls(config.peers.size()), m_replicas(config.peers.size())
    {
        m_tokens = front.retryBudget > 0 ? retryReserve : 0;
    }

    void step(Time now, Input &&input, Effects &effects) override;
    Time deadline() const override { return m_calls.nextDeadline(); }
    MachineState state(Time now) const override;
    bool isBusy() const override { return !m_passages.empty(); }

private:
    using Handle = Slab<Passage>::Handle;

    void begin(Time now, Requested &requested, Effects &effects);
    void forward(Time now, Handle handle, Passage &passage, Effects &effects);
    void finished(Time now, const CallLedger::Outcome &outcome, ReplyBody &&body, Effects &effects);
    void judge(Time now, PeerId peer, CallStatus status, Effects &effects);
    bool mayRetry(Time now, const Passage &passage) const;
    void reply(Time now, Handle handle, Passage &passage, CallStatus status, ReplyBody &&body, Effects &effects);
    void cancel(RequestId request);
    PeerId choose(Time now, const Passage &passage);
    void findCandidates(Time now, const Passage &passage, bool heedEjection);
    PeerId leastInFlight(std::uint32_t turn) const;

    FrontConfig m_config;
    std::vector<PeerConfig> m_peers;
    Random m_random;
    CallLedger m_calls;
    std::vector<Replica> m_replicas;
    std::vector<PeerId> m_candidates; ///< of choose(), kept for its memory
    Slab<Passage> m_passages;
    ServedStats m_served;
    Duration m_busy{0};
    Time m_busySince{};
    double m_tokens = 0;
    std::uint32_t m_turn = 0;
    Lifecycle m_life;
};

void FrontMachine::step(Time now, Input &&input, Effects &effects)
{
    m_busy += static_cast<std::int64_t>(m_passages.size()) * (now - m_busySince);
    m_busySince = now;
    if (std::holds_alternative<Started>(input)) {
        m_life.start();
    } else if (std::holds_alternative<Stopping>(input)) {
        m_life.stop();
    } else if (auto *requested = std::get_if<Requested>(&input)) {
        begin(now, *requested, effects);
    } else if (const auto *cancelled = std::get_if<Cancelled>(&input)) {
        cancel(cancelled->request);
    } else if (auto *received = std::get_if<Received>(&input)) {
        auto *answer = std::get_if<Answer>(&received->message);
        if (const auto outcome = answer ? m_calls.finish(now, received->from, *answer) : std::nullopt)
            finished(now, *outcome, std::move(answer->body), effects);
    }
    while (const auto expired = m_calls.expireNext(now))
        finished(now, *expired, {}, effects);
}

MachineState FrontMachine::state(Time now) const
{
    MachineState state;
    state.phase = m_life.phase(isBusy());
    state.served = m_served;
    state.served.inService = static_cast<std::uint32_t>(m_passages.size());
    state.served.busy = m_busy + static_cast<std::int64_t>(m_passages.size()) * (now - m_busySince);
    state.calls = m_calls.stats();
    return state;
}

void FrontMachine::begin(Time now, Requested &requested, Effects &effects)
{
    ++m_served.received;
    if (m_life.isStopping() || m_peers.empty()) {
        ++m_served.refused;
        return effects.reply(requested.request, CallStatus::Refused, errorReply(requested.body, 503, "shutting down"));
    }
    m_tokens = std::min(m_tokens + m_config.retryBudget, retrySavingsMost);
    Passage passage;
    passage.request = requested.request;
    passage.body = std::move(requested.body);
    passage.arrived = now;
    if (requested.remaining > Duration::zero())
        passage.callerLeaves = now + requested.remaining;
    const Handle handle = m_passages.insert(std::move(passage));
    forward(now, handle, *m_passages.find(handle), effects);
}

void FrontMachine::forward(Time now, Handle handle, Passage &passage, Effects &effects)
{
    const PeerId peer = choose(now, passage);
    Duration timeout = m_peers[peer].timeout;
    if (passage.callerLeaves != never) {
        const Duration left = std::max(passage.callerLeaves - now, Duration(1));
        timeout = timeout > Duration::zero() ? std::min(timeout, left) : left;
    }
    passage.lastPeer = peer;
    ++passage.attempts;
    effects.send(peer, Call{m_calls.begin(now, peer, timeout, handle), timeout, passage.body});
}

void FrontMachine::finished(Time now, const CallLedger::Outcome &outcome, ReplyBody &&body, Effects &effects)
{
    judge(now, outcome.peer, outcome.status, effects);
    Passage *passage = m_passages.find(outcome.context);
    if (passage == nullptr)
        return;
    if (wasNotAnswered(outcome.status)) {
        if (mayRetry(now, *passage)) {
            m_tokens -= 1;
            return forward(now, outcome.context, *passage, effects);
        }
        body = errorReply(passage->body, 502, "no replica answered");
        return reply(now, outcome.context, *passage, CallStatus::Failed, std::move(body), effects);
    }
    if (outcome.status == CallStatus::TimedOut) {
        body = errorReply(passage->body, 504, "timed out");
        return reply(now, outcome.context, *passage, CallStatus::Failed, std::move(body), effects);
    }
    reply(now, outcome.context, *passage, outcome.status, std::move(body), effects);
}

void FrontMachine::judge(Time now, PeerId peer, CallStatus status, Effects &effects)
{
    Replica &replica = m_replicas[peer];
    if (!wasNotAnswered(status)) {
        replica.consecutiveFailures = 0;
        return;
    }
    if (++replica.consecutiveFailures < m_config.ejectAfter || m_config.ejectAfter == 0)
        return;
    replica.consecutiveFailures = 0;
    replica.ejectedUntil = now + m_config.ejectFor;
    effects.event("ejected", m_peers[peer].name + ": " + std::to_string(m_config.ejectAfter) +
                                 " calls in a row were refused or reset");
}

bool FrontMachine::mayRetry(Time now, const Passage &passage) const
{
    return passage.attempts < m_config.maxAttempts && m_tokens >= 1 && passage.callerLeaves > now;
}

void FrontMachine::reply(Time now, Handle handle, Passage &passage, CallStatus status, ReplyBody &&body,
                         Effects &effects)
{
    if (status == CallStatus::Ok) {
        ++m_served.succeeded;
        m_served.latency.record(now - passage.arrived);
    } else {
        ++m_served.failed;
    }
    effects.reply(passage.request, status, std::move(body));
    m_passages.erase(handle);
}

void FrontMachine::cancel(RequestId request)
{
    const Handle handle = m_passages.findIf([&](const Passage &passage) { return passage.request == request; });
    if (m_passages.find(handle) == nullptr)
        return;
    ++m_served.failed;
    m_passages.erase(handle);
}

PeerId FrontMachine::choose(Time now, const Passage &passage)
{
    const std::uint32_t turn = m_turn++;
    findCandidates(now, passage, true);
    if (m_candidates.empty())
        findCandidates(now, passage, false);
    const auto count = static_cast<std::uint32_t>(m_candidates.size());
    switch (m_config.policy) {
    case BalancePolicy::LeastInFlight:
        return leastInFlight(turn % count);
    case BalancePolicy::TwoChoices: {
        const auto first = static_cast<std::uint32_t>(m_random.below(count));
        const auto step = count > 1 ? 1 + static_cast<std::uint32_t>(m_random.below(count - 1)) : 0;
        const PeerId one = m_candidates[first];
        const PeerId other = m_candidates[(first + step) % count];
        return m_calls.inFlight(other) < m_calls.inFlight(one) ? other : one;
    }
    case BalancePolicy::RoundRobin:
        break;
    }
    return m_candidates[turn % count];
}

/// All but the ejected, and not the one that has just failed when there is another.
void FrontMachine::findCandidates(Time now, const Passage &passage, bool heedEjection)
{
    const bool again = passage.attempts > 0 && m_peers.size() > 1;
    m_candidates.clear();
    for (PeerId peer = 0; peer < m_peers.size(); ++peer) {
        if ((!heedEjection || m_replicas[peer].ejectedUntil <= now) && !(again && peer == passage.lastPeer))
            m_candidates.push_back(peer);
    }
}

/// Equals take turns.
PeerId FrontMachine::leastInFlight(std::uint32_t turn) const
{
    PeerId best = m_candidates[turn];
    for (std::size_t i = 1; i < m_candidates.size(); ++i) {
        const PeerId peer = m_candidates[(turn + i) % m_candidates.size()];
        if (m_calls.inFlight(peer) < m_calls.inFlight(best))
            best = peer;
    }
    return best;
}

} // namespace

std::unique_ptr<Machine> makeFront(const MachineConfig &config)
{
    return std::make_unique<FrontMachine>(config, std::get<FrontConfig>(config.behaviour));
}

} // namespace bayplan
