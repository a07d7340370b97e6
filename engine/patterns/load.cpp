// SPDX-License-Identifier: Apache-2.0
#include "engine/patterns/load.h"

#include "engine/patterns/call_ledger.h"
#include "engine/patterns/lifecycle.h"
#include "engine/patterns/synthetic_call.h"

#include <algorithm>
#include <functional>

namespace bayplan {
namespace {

constexpr Duration leastPauseAfterFailure = std::chrono::milliseconds(1);
constexpr std::uint32_t mostAtOnce = 1'000; // requests of one step

/// Smooth weighted round robin: in every window of the weights' sum each peer has its share, well spread.
class WeightedTurns {
public:
    explicit WeightedTurns(const std::vector<PeerConfig> &peers)
    {
        for (const PeerConfig &peer : peers) {
            m_turns.push_back({std::max(peer.weight, 0), 0});
            m_total += m_turns.back().weight;
        }
        for (Turn &turn : m_turns)
            turn.weight = m_total == 0 ? 1 : turn.weight;
        m_total = m_total == 0 ? static_cast<int>(m_turns.size()) : m_total;
    }

    PeerId next()
    {
        std::size_t best = 0;
        for (std::size_t i = 0; i < m_turns.size(); ++i) {
            m_turns[i].credit += m_turns[i].weight;
            if (m_turns[i].credit > m_turns[best].credit)
                best = i;
        }
        m_turns[best].credit -= m_total;
        return static_cast<PeerId>(best);
    }

private:
    struct Turn {
        int weight;
        int credit;
    };
    std::vector<Turn> m_turns;
    int m_total = 0;
};

class LoadMachine final : public MachineOf<LoadMachine> {
public:
    LoadMachine(const MachineConfig &config, const LoadConfig &load)
        : m_config(load), m_peers(config.peers), m_random(Random::stream(config.seed, 1)),
          m_caller(load.keys, load.requestBytes, config.name, Random::stream(config.seed, 2).next()),
          m_turns(config.peers), m_calls(config.peers.size())
    {}

    void step(Time now, Input &&input, Effects &effects) override;
    Time deadline() const override;
    MachineState state(Time now) const override;
    bool isBusy() const override { return m_life.isStarted() && m_calls.inFlight() > 0; }
    std::size_t heapBytes() const { return heapBytesOfAll(m_peers, m_calls, m_thinking); }

private:
    bool isClosed() const { return m_config.arrivals == ArrivalKind::ClosedLoop; }
    void start(Time now);
    void sendDue(Time now, Effects &effects);
    void sendOne(Time due, Time now, Effects &effects);
    Duration gap();
    void finished(Time now, const CallLedger::Outcome &outcome);
    void think(Time now, Duration least);

    LoadConfig m_config;
    std::vector<PeerConfig> m_peers;
    Random m_random;
    SyntheticCaller m_caller;
    WeightedTurns m_turns;
    CallLedger m_calls;
    Time m_next = never;          ///< open loop: when the next request is due
    std::vector<Time> m_thinking; ///< closed loop: when each user asks again, the earliest first
    Lifecycle m_life;
};

void LoadMachine::step(Time now, Input &&input, Effects &effects)
{
    if (std::holds_alternative<Started>(input)) {
        start(now);
    } else if (std::holds_alternative<Stopping>(input)) {
        m_life.stop();
        m_next = never;
        m_thinking.clear();
    } else if (const auto *received = std::get_if<Received>(&input)) {
        const auto *answer = std::get_if<Answer>(&received->message);
        if (const auto outcome = answer ? m_calls.finish(now, received->from, *answer) : std::nullopt)
            finished(now, *outcome);
    } else if (const auto *requested = std::get_if<Requested>(&input)) {
        effects.reply(requested->request, CallStatus::Refused, HttpReply{404, {}, {}, 0});
    }
    while (const auto expired = m_calls.expireNext(now))
        finished(now, *expired);
    sendDue(now, effects);
}

Time LoadMachine::deadline() const
{
    const Time thinking = m_thinking.empty() ? never : m_thinking.front();
    return std::min({m_next, thinking, m_calls.nextDeadline()});
}

MachineState LoadMachine::state(Time) const
{
    MachineState state;
    state.phase = m_life.phase(isBusy());
    state.calls = m_calls.stats();
    return state;
}

void LoadMachine::start(Time now)
{
    m_life.start();
    if (m_peers.empty())
        return;
    if (!isClosed()) {
        if (m_config.ratePerSecond > 0)
            m_next = now + gap();
        return;
    }
    for (std::uint32_t user = 0; user < m_config.users; ++user)
        think(now, Duration::zero());
}

void LoadMachine::sendDue(Time now, Effects &effects)
{
    // The rest of a great backlog comes in the next steps, so that no step takes for ever.
    for (std::uint32_t left = mostAtOnce; m_next <= now && left > 0; --left, m_next += gap())
        sendOne(m_next, now, effects);
    while (!m_thinking.empty() && m_thinking.front() <= now) {
        std::pop_heap(m_thinking.begin(), m_thinking.end(), std::greater<>());
        m_thinking.pop_back();
        sendOne(now, now, effects);
    }
}

void LoadMachine::sendOne(Time due, Time now, Effects &effects)
{
    const PeerId peer = m_turns.next();
    const Duration timeout = m_peers[peer].timeout;
    const bool tooMany = m_calls.inFlight() >= m_config.maxInFlight;
    const std::uint64_t id = m_calls.begin(due, peer, timeout);
    if (tooMany) {
        finished(now, *m_calls.finish(now, peer, Answer{id, CallStatus::Overloaded, {}}));
        return;
    }
    const Duration left = timeout == Duration::zero() ? timeout : std::max(timeout - (now - due), Duration(1));
    effects.send(peer, Call{id, left, m_caller.body(m_peers[peer].protocol)});
}

Duration LoadMachine::gap()
{
    const double mean = 1 / m_config.ratePerSecond;
    const Duration drawn =
        fromSeconds(m_config.arrivals == ArrivalKind::Poisson ? mean * m_random.exponential() : mean);
    return std::max(drawn, Duration(1));
}

void LoadMachine::finished(Time now, const CallLedger::Outcome &outcome)
{
    if (isClosed() && !m_life.isStopping())
        think(now, outcome.status == CallStatus::Ok ? Duration::zero() : leastPauseAfterFailure);
}

void LoadMachine::think(Time now, Duration least)
{
    m_thinking.push_back(now + std::max(m_config.thinkTime.sample(m_random), least));
    std::push_heap(m_thinking.begin(), m_thinking.end(), std::greater<>());
}

} // namespace

std::unique_ptr<Machine> makeLoad(const MachineConfig &config)
{
    return std::make_unique<LoadMachine>(config, std::get<LoadConfig>(config.behaviour));
}

} // namespace bayplan
