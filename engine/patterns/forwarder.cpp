// SPDX-License-Identifier: Apache-2.0
#include "engine/patterns/forwarder.h"

#include "engine/patterns/error_reply.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

namespace bayplan {
namespace {

bool wasNotAnswered(CallStatus status)
{
    return status == CallStatus::Refused || status == CallStatus::Reset;
}

/// Header lines may stand behind the method.
bool mayBeRepeated(const RequestBody &body)
{
    constexpr std::array<std::string_view, 5> methods{"GET", "HEAD", "PUT", "DELETE", "OPTIONS"};
    const auto *request = body.as<HttpRequest>();
    const std::string_view method = request ? std::string_view(request->method) : std::string_view();
    return std::find(methods.begin(), methods.end(), method) != methods.end();
}

std::uint64_t hashOf(const RequestBody &body)
{
    const auto *request = body.as<HttpRequest>();
    return request ? stableHash(request->target.data(), request->target.size()) : 0;
}

Duration leastOf(Duration timeout, Time now, Time callerLeaves)
{
    if (callerLeaves == never)
        return timeout;
    const Duration left = std::max(callerLeaves - now, Duration(1));
    return timeout > Duration::zero() ? std::min(timeout, left) : left;
}

} // namespace

Forwarder::Forwarder(const MachineConfig &config, const ForwardRules &rules)
    : m_rules(rules), m_peers(config.peers), m_serviceOf(config.peers.size()), m_calls(config.peers.size()),
      m_budget(rules.retryBudget)
{
    std::map<std::string_view, std::vector<PeerId>> replicas;
    for (PeerId peer = 0; peer < m_peers.size(); ++peer)
        replicas[rules.splits ? m_peers[peer].serverName : std::string_view()].push_back(peer);
    for (auto &[name, peers] : replicas) {
        for (const PeerId peer : peers)
            m_serviceOf[peer] = m_services.size();
        const int weight = m_peers[peers.front()].weight;
        m_services.emplace_back(rules, std::move(peers), std::max(weight, 1), config.seed + m_services.size());
    }
}

void Forwarder::step(Time now, Input &&input, Effects &effects)
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
        cancel(cancelled->request, effects);
    } else if (auto *received = std::get_if<Received>(&input)) {
        if (const auto *readiness = std::get_if<Readiness>(&received->message))
            m_services[m_serviceOf[received->from]].balancer.setReady(received->from, readiness->ready);
        auto *answer = std::get_if<Answer>(&received->message);
        if (const auto outcome = answer ? m_calls.finish(now, received->from, *answer) : std::nullopt)
            finished(now, *outcome, std::move(answer->body), effects);
    }
    while (const auto expired = m_calls.expireNext(now))
        finished(now, *expired, {}, effects);
}

MachineState Forwarder::state(Time now) const
{
    MachineState state;
    state.phase = m_life.phase(isBusy());
    state.served = m_served;
    state.served.inService = static_cast<std::uint32_t>(m_passages.size());
    state.served.busy = m_busy + static_cast<std::int64_t>(m_passages.size()) * (now - m_busySince);
    state.calls = m_calls.stats();
    return state;
}

HttpAmbassadorState Forwarder::routes(Time now) const
{
    HttpAmbassadorState state;
    for (const Service &service : m_services) {
        const std::vector<PeerId> &peers = service.balancer.peers();
        state.routes.push_back({.name = m_peers[peers.front()].serverName,
                                .replicas = static_cast<std::uint32_t>(peers.size()),
                                .ejected = service.balancer.ejected(now),
                                .breaker = service.breaker.stage(now),
                                .requests = service.requests,
                                .failures = service.failures,
                                .ejections = service.balancer.ejections(),
                                .opened = service.opened});
    }
    state.retries = m_retries;
    state.retriesDenied = m_retriesDenied;
    state.failedFast = m_failedFast;
    return state;
}

void Forwarder::begin(Time now, Requested &requested, Effects &effects)
{
    ++m_served.received;
    if (m_life.isStopping() || m_peers.empty()) {
        ++m_served.refused;
        return effects.reply(requested.request, CallStatus::Refused, errorReply(requested.body, 503, "shutting down"));
    }
    const auto service = nextService(now);
    if (!service)
        return turnAway(now, requested, effects);
    m_budget.earn();
    ++m_services[*service].requests;
    Passage passage;
    passage.request = requested.request;
    passage.body = std::move(requested.body);
    passage.arrived = now;
    passage.service = *service;
    if (requested.remaining > Duration::zero())
        passage.callerLeaves = now + requested.remaining;
    const Handle handle = m_passages.insert(std::move(passage));
    forward(now, handle, *m_passages.find(handle), effects);
}

/// Every breaker is open, or has its probes out.
void Forwarder::turnAway(Time now, const Requested &requested, Effects &effects)
{
    ++m_served.refused;
    ++m_failedFast;
    ReplyBody body = errorReply(requested.body, 503, "the circuit breaker is open");
    Time first = never;
    for (const Service &service : m_services)
        first = std::min(first, service.breaker.openUntil());
    if (auto *reply = body.edit<HttpReply>())
        reply->retryAfter = std::max(first - now, Duration::zero());
    effects.reply(requested.request, CallStatus::Overloaded, std::move(body));
}

/// Smooth weighted round robin, as nginx has it: who has saved up most goes, and pays for all.
std::optional<std::size_t> Forwarder::nextService(Time now)
{
    if (m_services.size() == 1)
        return m_services[0].breaker.allows(now) ? std::optional<std::size_t>(0) : std::nullopt;
    std::optional<std::size_t> best;
    int total = 0;
    for (std::size_t i = 0; i < m_services.size(); ++i) {
        Service &service = m_services[i];
        if (!service.breaker.allows(now))
            continue;
        service.credit += service.weight;
        total += service.weight;
        if (!best || service.credit > m_services[*best].credit)
            best = i;
    }
    if (best)
        m_services[*best].credit -= total;
    return best;
}

void Forwarder::forward(Time now, Handle handle, Passage &passage, Effects &effects)
{
    Service &service = m_services[passage.service];
    const auto notThis = passage.attempts > 0 ? std::optional(passage.lastPeer) : std::nullopt;
    const bool hashed = m_rules.balance.policy == BalancePolicy::Hash;
    const PeerId peer = service.balancer.choose(now, m_calls, hashed ? hashOf(passage.body) : 0, notThis);
    const Duration timeout = leastOf(m_peers[peer].timeout, now, passage.callerLeaves);
    passage.lastPeer = peer;
    passage.ticket = service.breaker.sent(now);
    ++passage.attempts;
    passage.call = m_calls.begin(now, peer, timeout, handle);
    effects.send(peer, Call{passage.call, timeout, passage.body, true});
}

void Forwarder::finished(Time now, const CallLedger::Outcome &outcome, ReplyBody body, Effects &effects)
{
    judge(now, outcome, effects);
    Passage *passage = m_passages.find(outcome.context);
    if (passage == nullptr)
        return;
    const bool failed = isFailure(outcome.status);
    tellBreaker(now, *passage, !failed, effects);
    if (failed && mayRetry(now, outcome.status, *passage))
        return forward(now, outcome.context, *passage, effects);
    if (wasNotAnswered(outcome.status)) {
        body = errorReply(passage->body, 502, "no replica answered");
        return reply(now, outcome.context, *passage, CallStatus::Failed, std::move(body), effects);
    }
    if (outcome.status == CallStatus::TimedOut) {
        body = errorReply(passage->body, 504, "timed out");
        return reply(now, outcome.context, *passage, CallStatus::Failed, std::move(body), effects);
    }
    reply(now, outcome.context, *passage, outcome.status, std::move(body), effects);
}

void Forwarder::judge(Time now, const CallLedger::Outcome &outcome, Effects &effects)
{
    Service &service = m_services[m_serviceOf[outcome.peer]];
    const bool failed = isFailure(outcome.status);
    service.failures += failed ? 1 : 0;
    if (service.balancer.judge(now, outcome.peer, failed))
        effects.event("ejected",
                      m_peers[outcome.peer].name + ": " + std::to_string(m_rules.balance.ejectAfter) +
                          (m_rules.judgesAnswers ? " calls in a row failed" : " calls in a row were refused or reset"));
}

void Forwarder::tellBreaker(Time now, const Passage &passage, bool good, Effects &effects)
{
    Service &service = m_services[passage.service];
    if (!service.breaker.ended(now, passage.ticket, good))
        return;
    const std::string &name = m_peers[service.balancer.peers().front()].serverName;
    if (service.breaker.stage(now) == BreakerStage::Closed)
        return effects.event("breaker-closed", name + ": the probes were answered");
    ++service.opened;
    effects.event("breaker-open", name + ": too many of the last calls failed");
}

bool Forwarder::isFailure(CallStatus status) const
{
    return m_rules.judgesAnswers ? status != CallStatus::Ok : wasNotAnswered(status);
}

/// With the same service while its breaker lets it, else with the next. Who lost the connection may have acted on the
/// request. Of http the method tells whether that may happen twice; of what else it carries a front takes the risk, but
/// for a connection, of which bytes have been carried.
bool Forwarder::mayRetry(Time now, CallStatus status, Passage &passage)
{
    const bool takesRisk = !m_rules.judgesAnswers && !passage.body.is<HttpRequest>();
    const bool notSeen = status == CallStatus::Refused || (status == CallStatus::Reset && takesRisk);
    if (passage.attempts >= m_rules.maxAttempts || passage.callerLeaves <= now ||
        (!notSeen && !mayBeRepeated(passage.body)))
        return false;
    if (m_rules.carriesConnections && status != CallStatus::Refused)
        return false;
    if (!m_services[passage.service].breaker.allows(now)) {
        const auto other = nextService(now);
        if (!other)
            return false;
        passage.service = *other;
    }
    const bool allowed = m_budget.spend();
    ++(allowed ? m_retries : m_retriesDenied);
    return allowed;
}

void Forwarder::reply(Time now, Handle handle, Passage &passage, CallStatus status, ReplyBody body, Effects &effects)
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

void Forwarder::cancel(RequestId request, Effects &effects)
{
    const Handle handle = m_passages.findIf([&](const Passage &passage) { return passage.request == request; });
    const Passage *passage = m_passages.find(handle);
    if (passage == nullptr)
        return;
    ++m_served.withdrawn;
    if (m_calls.withdraw(passage->call)) {
        m_services[passage->service].breaker.gone(passage->ticket);
        effects.send(passage->lastPeer, Withdrawal{passage->call});
    }
    m_passages.erase(handle);
}

} // namespace bayplan
