// SPDX-License-Identifier: Apache-2.0
// What a front and an http ambassador are both made of: passes every request on to one of several peers, to another one
// if need be, and the answer back. Included by forwarder.cpp, front.cpp and http_ambassador.cpp only.
#pragma once

#include "engine/patterns/balancer.h"
#include "engine/patterns/call_budget.h"
#include "engine/patterns/call_ledger.h"
#include "engine/patterns/circuit_breaker.h"
#include "engine/patterns/lifecycle.h"
#include "engine/patterns/slab.h"

#include <optional>
#include <vector>

namespace bayplan {

struct ForwardRules {
    BalanceConfig balance;
    std::uint32_t maxAttempts = 3;
    double retryBudget = 0.1;
    bool splits = false;             ///< over services, named by PeerConfig::serverName; else all peers serve the same
    bool judgesAnswers = false;      ///< errors and time-outs are failures too, not only what was never answered
    bool carriesConnections = false; ///< a request is a connection: once it stands, no other peer can have it
    BreakerConfig breaker;
};

class Forwarder : public MachineOf<Forwarder> {
public:
    Forwarder(const MachineConfig &config, const ForwardRules &rules);

    void step(Time now, Input &&input, Effects &effects) override;
    Time deadline() const override { return m_calls.nextDeadline(); }
    MachineState state(Time now) const override;
    bool isBusy() const override { return !m_passages.empty(); }
    std::size_t heapBytes() const { return heapBytesOfAll(m_peers, m_services, m_calls, m_passages, m_served); }

protected:
    HttpAmbassadorState routes(Time now) const;

private:
    struct Passage {
        RequestId request = 0;
        RequestBody body;
        Time arrived{};
        Time callerLeaves = never;
        std::uint32_t attempts = 0;
        std::size_t service = 0;
        PeerId lastPeer = 0;
        std::uint64_t call = 0; ///< the one that is open
        std::uint32_t ticket = 0;
    };
    using Handle = Slab<Passage>::Handle;

    /// Replicas that serve the same.
    struct Service {
        Service(const ForwardRules &rules, std::vector<PeerId> peers, int share, std::uint64_t seed)
            : balancer(rules.balance, std::move(peers), seed), breaker(rules.breaker), weight(share)
        {}

        Balancer balancer;
        CircuitBreaker breaker;
        int weight;
        int credit = 0; ///< of the splitter
        std::uint64_t requests = 0;
        std::uint64_t failures = 0;
        std::uint64_t opened = 0;
    };

    void begin(Time now, Requested &requested, Effects &effects);
    void turnAway(Time now, const Requested &requested, Effects &effects);
    std::optional<std::size_t> nextService(Time now);
    void forward(Time now, Handle handle, Passage &passage, Effects &effects);
    void finished(Time now, const CallLedger::Outcome &outcome, ReplyBody body, Effects &effects);
    void judge(Time now, const CallLedger::Outcome &outcome, Effects &effects);
    void tellBreaker(Time now, const Passage &passage, bool good, Effects &effects);
    bool isFailure(CallStatus status) const;
    bool mayRetry(Time now, CallStatus status, Passage &passage);
    void reply(Time now, Handle handle, Passage &passage, CallStatus status, ReplyBody body, Effects &effects);
    void cancel(RequestId request, Effects &effects);

    ForwardRules m_rules;
    SharedList<PeerConfig> m_peers;
    std::vector<Service> m_services;
    std::vector<std::size_t> m_serviceOf; ///< by peer
    CallLedger m_calls;
    CallBudget m_budget;
    Slab<Passage> m_passages;
    ServedStats m_served;
    Duration m_busy{0};
    Time m_busySince{};
    std::uint64_t m_retries = 0;
    std::uint64_t m_retriesDenied = 0;
    std::uint64_t m_failedFast = 0;
    Lifecycle m_life;
};

} // namespace bayplan
