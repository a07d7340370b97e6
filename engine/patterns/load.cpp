// SPDX-License-Identifier: Apache-2.0
#include "engine/patterns/load.h"

#include "engine/patterns/call_ledger.h"
#include "engine/patterns/lifecycle.h"
#include "engine/patterns/synthetic_call.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <optional>
#include <utility>

namespace bayplan {
namespace {

constexpr Duration leastPauseAfterFailure = std::chrono::milliseconds(1);
constexpr std::uint32_t mostAtOnce = 1'000;               // requests of one step
constexpr std::uint32_t mostLineBytesAtOnce = 16'000'000; // likewise; of lines alone are the bytes really there

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

    std::uint64_t share(PeerId peer) const { return static_cast<std::uint64_t>(m_turns[peer].weight); }
    std::uint64_t shares() const { return static_cast<std::uint64_t>(m_total); }

private:
    struct Turn {
        int weight;
        int credit;
    };
    std::vector<Turn> m_turns;
    int m_total = 0;
};

std::uint32_t mostAtOnceOf(const LoadConfig &load, const std::vector<PeerConfig> &peers)
{
    const bool sendsLines =
        std::ranges::any_of(peers, [](const PeerConfig &peer) { return peer.protocol == PeerProtocol::Log; });
    return sendsLines ? std::clamp(mostLineBytesAtOnce / std::max(load.requestBytes, 1U), 1U, mostAtOnce) : mostAtOnce;
}

/// Of arrivals: each brings a batch.
RateVariation variationOf(const LoadConfig &load)
{
    const double batch = std::max(load.batch, 1U);
    RateVariation variation = load.variation;
    variation.peakPerSecond /= batch;
    for (double &rate : variation.profile)
        rate /= batch;
    return variation;
}

class LoadMachine final : public MachineOf<LoadMachine> {
public:
    LoadMachine(const MachineConfig &config, const LoadConfig &load)
        : m_config(load), m_ratePerSecond(load.ratePerSecond / std::max(load.batch, 1U)),
          m_curve(m_ratePerSecond, variationOf(load)), m_peers(config.peers), m_random(Random::stream(config.seed, 1)),
          m_caller(load.keys, load.requestBytes, config.name, Random::stream(config.seed, 2).next()),
          m_turns(config.peers), m_calls(config.peers.size()), m_mostAtOnce(mostAtOnceOf(load, config.peers))
    {}

    void step(Time now, Input &&input, Effects &effects) override;
    Time deadline() const override;
    MachineState state(Time now) const override;
    bool isBusy() const override { return m_life.isStarted() && m_calls.inFlight() > 0; }
    std::size_t heapBytes() const { return heapBytesOfAll(m_peers, m_calls, m_thinking, m_changes); }

private:
    struct Change {
        Time at{};
        double factor = 1;
    };

    bool isClosed() const { return m_config.arrivals == ArrivalKind::ClosedLoop; }
    bool isTrace() const { return m_config.arrivals == ArrivalKind::Trace; }
    bool isSteady() const { return m_config.variation.shape == RateShape::Steady; }
    void start(Time now);
    void sendDue(Time now, Effects &effects);
    void sendOne(Time due, Time now, Effects &effects);
    void giveUp(Time now, Time until, Effects &effects);
    std::uint64_t giveUpUntil(Time until, CallStatus status);
    std::uint64_t passOver(Time until);
    std::uint64_t passOverInTrace(Time until);
    Duration longestTimeout() const;
    Time following(Time due);
    Time followingInTrace(Time due);
    double unit() { return m_config.arrivals == ArrivalKind::Poisson ? m_random.exponential() : 1; }
    Duration gap();
    Time onCurve(double count) const;
    double unitsLeft(Time now) const;
    void makeChanges();
    void change(Time now, double factor);
    void changeUsers(Time now);
    std::uint32_t wantedUsers() const;
    void finished(Time now, const CallLedger::Outcome &outcome);
    void think(Time now, Duration least);

    LoadConfig m_config;
    double m_ratePerSecond; ///< of arrivals, each of them a batch; as changed from outside
    RateCurve m_curve;      ///< not for steady rates
    SharedList<PeerConfig> m_peers;
    Random m_random;
    SyntheticCaller m_caller;
    WeightedTurns m_turns;
    CallLedger m_calls;
    std::uint32_t m_mostAtOnce;        ///< requests of one step
    Time m_next = never;               ///< open loop: when the next request is due
    std::uint32_t m_ofBatch = 0;       ///< of those that are due then: how many have been sent
    Time m_begun{};                    ///< where the curve begins
    double m_count = 0;                ///< on the curve: its integral at m_next
    std::size_t m_traced = 0;          ///< gaps of the trace that are used up
    double m_factor = 1;               ///< by which the load was changed from outside
    std::optional<double> m_heldUnits; ///< of arrivals that a factor of 0 holds: what is left until the next
    std::vector<Change> m_changes;     ///< those that wait until what was due before them is sent or given up
    std::uint32_t m_users = 0;         ///< closed loop: there at the moment
    std::vector<Time> m_thinking;      ///< closed loop: when each user asks again, the earliest first
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
    } else if (const auto *changed = std::get_if<LoadChanged>(&input)) {
        sendDue(now, effects);
        m_changes.push_back({now, changed->factor});
        makeChanges();
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
    m_begun = now;
    if (isClosed())
        return changeUsers(now);
    if (isSteady() && !isTrace() && m_config.ratePerSecond <= 0)
        return;
    if (m_factor > 0)
        m_next = following(now);
    else
        m_heldUnits = 0;
}

void LoadMachine::sendDue(Time now, Effects &effects)
{
    // The rest of a great backlog comes in the next steps, so that no step takes for ever.
    std::uint32_t left = m_mostAtOnce;
    const Time until = m_changes.empty() ? now : m_changes.front().at;
    for (; m_next <= until && left > 0; --left) {
        sendOne(m_next, now, effects);
        if (++m_ofBatch < m_config.batch)
            continue;
        m_ofBatch = 0;
        m_next = following(m_next);
    }
    if (m_next <= until) [[unlikely]]
        giveUp(now, until, effects);
    makeChanges();
    for (; !m_thinking.empty() && m_thinking.front() <= now && left > 0; --left) {
        std::pop_heap(m_thinking.begin(), m_thinking.end(), std::greater<>());
        m_thinking.pop_back();
        if (m_users > wantedUsers())
            --m_users;
        else
            sendOne(now, now, effects);
    }
}

void LoadMachine::sendOne(Time due, Time now, Effects &effects)
{
    const PeerId peer = m_turns.next();
    const Duration timeout = m_peers[peer].timeout;
    if (timeout > Duration::zero() && now - due >= timeout) {
        m_calls.countUnsent(peer, CallStatus::TimedOut, 1);
        return;
    }
    const bool tooMany = m_calls.inFlight() >= m_config.maxInFlight;
    const std::uint64_t id = m_calls.begin(due, peer, timeout);
    if (tooMany) {
        finished(now, *m_calls.finish(now, peer, Answer{id, CallStatus::Overloaded, {}}));
        return;
    }
    const Duration left = timeout == Duration::zero() ? timeout : timeout - (now - due);
    effects.send(peer, Call{id, left, m_caller.body(m_peers[peer])});
}

/// Counts in one go what of a great backlog can no more be sent, however long this machine was held up: a year of
/// requests takes no longer than an hour of them.
void LoadMachine::giveUp(Time now, Time until, Effects &effects)
{
    const Duration timeout = longestTimeout();
    std::uint64_t requests = 0;
    if (timeout > Duration::zero())
        requests += giveUpUntil(std::min(until, now - timeout), CallStatus::TimedOut);
    if (m_calls.inFlight() >= m_config.maxInFlight)
        requests += giveUpUntil(until, CallStatus::Overloaded);
    if (requests > mostAtOnce)
        effects.event("not-sent", "requests that were due while it was held up, and that it did not send any more: " +
                                      std::to_string(requests));
}

std::uint64_t LoadMachine::giveUpUntil(Time until, CallStatus status)
{
    if (m_next > until)
        return 0;
    const std::uint64_t requests = passOver(until) * m_config.batch - std::exchange(m_ofBatch, 0);
    const std::uint64_t rounds = requests / m_turns.shares(), rest = requests % m_turns.shares();
    std::uint64_t left = requests;
    for (PeerId peer = 0; peer < m_peers.size(); ++peer) {
        const std::uint64_t part = rounds * m_turns.share(peer) + rest * m_turns.share(peer) / m_turns.shares();
        m_calls.countUnsent(peer, status, part);
        left -= part;
    }
    for (; left > 0; --left)
        m_calls.countUnsent(m_turns.next(), status, 1);
    return requests;
}

/// Goes on to the first arrival after `until`, and counts those before it, the next one being the first of them. Of
/// random ones there are as many as there are on average.
std::uint64_t LoadMachine::passOver(Time until)
{
    constexpr double most = 1e12;
    if (isTrace())
        return passOverInTrace(until);
    const double mean = isSteady() ? toSeconds(until - m_next) * m_ratePerSecond
                                   : (m_curve.countUntil(until - m_begun) - m_count) * m_factor;
    auto others = static_cast<std::uint64_t>(std::clamp(mean, 0.0, most));
    Time last = until;
    if (isSteady() && m_config.arrivals == ArrivalKind::Constant) {
        const Duration between = gap();
        others = static_cast<std::uint64_t>((until - m_next) / between);
        last = m_next + static_cast<std::int64_t>(others) * between;
    } else {
        m_count += static_cast<double>(others) / m_factor;
    }
    m_next = following(last);
    return others + 1;
}

/// Whole rounds of it, and then some: the rest comes in the next steps.
std::uint64_t LoadMachine::passOverInTrace(Time until)
{
    std::uint64_t passed = 0;
    for (std::uint32_t left = mostAtOnce; m_next <= until && left > 0; --left, ++passed)
        m_next = following(m_next);
    const double round = toSeconds(std::reduce(m_config.trace.begin(), m_config.trace.end())) / m_factor;
    if (!m_config.traceRepeats || m_next > until || round <= 0)
        return passed;
    const double rounds = std::floor(toSeconds(until - m_next) / round);
    m_next += fromSeconds(rounds * round);
    return passed + static_cast<std::uint64_t>(rounds) * m_config.trace.size();
}

/// Zero when somebody has all the time in the world.
Duration LoadMachine::longestTimeout() const
{
    Duration longest{0};
    for (const PeerConfig &peer : m_peers) {
        if (peer.timeout <= Duration::zero())
            return Duration::zero();
        longest = std::max(longest, peer.timeout);
    }
    return longest;
}

/// The arrival after the one at `due`.
Time LoadMachine::following(Time due)
{
    if (isTrace())
        return followingInTrace(due);
    if (isSteady())
        return due + gap();
    m_count += unit() / m_factor;
    return std::max(onCurve(m_count), due + Duration(1));
}

Duration LoadMachine::gap()
{
    const double mean = 1 / m_ratePerSecond;
    const Duration drawn =
        fromSeconds(m_config.arrivals == ArrivalKind::Poisson ? mean * m_random.exponential() : mean);
    return std::max(drawn, Duration(1));
}

Time LoadMachine::onCurve(double count) const
{
    const Duration since = m_curve.instantOf(count);
    return since < never - m_begun ? m_begun + since : never;
}

Time LoadMachine::followingInTrace(Time due)
{
    if (m_traced == m_config.trace.size()) {
        const bool takesTime = std::ranges::any_of(m_config.trace, [](Duration gap) { return gap > Duration(0); });
        if (!m_config.traceRepeats || !takesTime)
            return never;
        m_traced = 0;
    }
    const Duration gap = m_config.trace[m_traced++];
    return due + (m_factor == 1 ? gap : fromSeconds(toSeconds(gap) / m_factor));
}

/// Until the next arrival, in what a factor of 1 takes: count on the curve, else seconds.
double LoadMachine::unitsLeft(Time now) const
{
    if (m_heldUnits)
        return *m_heldUnits;
    const double left = isSteady() || isTrace() ? toSeconds(m_next - now) : m_count - m_curve.countUntil(now - m_begun);
    return std::max(0.0, left) * m_factor;
}

/// Whatever became due before a change did so at the load that was then.
void LoadMachine::makeChanges()
{
    while (!m_changes.empty() && m_next > m_changes.front().at) {
        change(m_changes.front().at, m_changes.front().factor);
        m_changes.erase(m_changes.begin());
    }
}

/// What was on its way to the next arrival stays, and passes faster or slower from now on.
void LoadMachine::change(Time now, double factor)
{
    if (isClosed()) {
        m_factor = factor;
        return changeUsers(now);
    }
    const bool comes = m_next != never || m_heldUnits;
    const double units = comes ? unitsLeft(now) : 0;
    m_factor = factor;
    m_ratePerSecond = m_config.ratePerSecond / std::max(m_config.batch, 1U) * factor;
    if (!comes || !m_life.isStarted() || m_life.isStopping())
        return;
    m_heldUnits.reset();
    if (factor <= 0) {
        m_heldUnits = units;
        m_next = never;
    } else if (isSteady() || isTrace()) {
        m_next = now + fromSeconds(units / factor);
    } else {
        m_count = m_curve.countUntil(now - m_begun) + units / factor;
        m_next = std::max(onCurve(m_count), now);
    }
}

std::uint32_t LoadMachine::wantedUsers() const
{
    constexpr double most = 10'000'000;
    return static_cast<std::uint32_t>(std::min(most, std::round(m_config.users * m_factor)));
}

/// More users come at once; those that are too many leave when they would ask again.
void LoadMachine::changeUsers(Time now)
{
    if (m_life.isStopping() || m_peers.empty())
        return;
    for (; m_users < wantedUsers(); ++m_users)
        think(now, Duration::zero());
}

void LoadMachine::finished(Time now, const CallLedger::Outcome &outcome)
{
    if (!isClosed() || m_life.isStopping())
        return;
    if (m_users > wantedUsers())
        --m_users;
    else
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
