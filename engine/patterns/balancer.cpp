// SPDX-License-Identifier: Apache-2.0
#include "engine/patterns/balancer.h"

#include <algorithm>
#include <utility>

namespace bayplan {
namespace {

/// Every bit of the input moves every bit of the output (splitmix64).
std::uint64_t mixed(std::uint64_t value)
{
    value += 0x9e3779b97f4a7c15U;
    value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9U;
    value = (value ^ (value >> 27U)) * 0x94d049bb133111ebU;
    return value ^ (value >> 31U);
}

} // namespace

Balancer::Balancer(const BalanceConfig &config, std::vector<PeerId> peers, std::uint64_t seed)
    : m_config(config), m_peers(std::move(peers)), m_records(m_peers.size()), m_random(Random::stream(seed, 1))
{}

PeerId Balancer::choose(Time now, const CallLedger &calls, std::uint64_t hash, std::optional<PeerId> notThis)
{
    const std::uint32_t turn = m_turn++;
    findCandidates(now, notThis, true);
    if (m_candidates.empty())
        findCandidates(now, std::nullopt, true); // better the one that has just failed than one that is known to be out
    if (m_candidates.empty())
        findCandidates(now, notThis, false);
    const auto count = static_cast<std::uint32_t>(m_candidates.size());
    switch (m_config.policy) {
    case BalancePolicy::LeastInFlight:
        return leastInFlight(calls, turn % count);
    case BalancePolicy::TwoChoices: {
        const auto first = static_cast<std::uint32_t>(m_random.below(count));
        const auto step = count > 1 ? 1 + static_cast<std::uint32_t>(m_random.below(count - 1)) : 0;
        const PeerId one = m_candidates[first];
        const PeerId other = m_candidates[(first + step) % count];
        return calls.inFlight(other) < calls.inFlight(one) ? other : one;
    }
    case BalancePolicy::Hash:
        return byHash(hash);
    case BalancePolicy::RoundRobin:
        break;
    }
    return m_candidates[turn % count];
}

bool Balancer::judge(Time now, PeerId peer, bool failed)
{
    Record &record = recordOf(peer);
    if (!failed || !record.isReady) { // who is not ready is out already
        record.failuresInARow = 0;
        return false;
    }
    if (m_config.ejectAfter == 0 || ++record.failuresInARow < m_config.ejectAfter)
        return false;
    record.failuresInARow = 0;
    const bool isOut = record.ejectedUntil > now;
    if (!isOut && static_cast<double>(ejected(now) + 1) > m_config.ejectMost * static_cast<double>(m_peers.size()))
        return false;
    record.ejectedUntil = now + m_config.ejectFor;
    ++m_ejections;
    return true;
}

void Balancer::setReady(PeerId peer, bool ready)
{
    Record &record = recordOf(peer);
    record.isReady = ready;
    if (!ready)
        return;
    record.failuresInARow = 0; // it is a new life
    record.ejectedUntil = Time{};
}

std::uint32_t Balancer::ejected(Time now) const
{
    return static_cast<std::uint32_t>(std::count_if(m_records.begin(), m_records.end(),
                                                    [now](const Record &record) { return record.ejectedUntil > now; }));
}

/// All but the ejected, and not the one that has just failed when there is another.
void Balancer::findCandidates(Time now, std::optional<PeerId> notThis, bool heedEjection)
{
    const bool avoid = notThis && m_peers.size() > 1;
    m_candidates.clear();
    for (std::size_t i = 0; i < m_peers.size(); ++i) {
        const bool isIn = m_records[i].isReady && m_records[i].ejectedUntil <= now;
        if ((!heedEjection || isIn) && !(avoid && m_peers[i] == *notThis))
            m_candidates.push_back(m_peers[i]);
    }
}

/// Equals take turns.
PeerId Balancer::leastInFlight(const CallLedger &calls, std::uint32_t turn) const
{
    PeerId best = m_candidates[turn];
    for (std::size_t i = 1; i < m_candidates.size(); ++i) {
        const PeerId peer = m_candidates[(turn + i) % m_candidates.size()];
        if (calls.inFlight(peer) < calls.inFlight(best))
            best = peer;
    }
    return best;
}

PeerId Balancer::byHash(std::uint64_t hash) const
{
    return *std::max_element(m_candidates.begin(), m_candidates.end(),
                             [hash](PeerId a, PeerId b) { return mixed(hash ^ mixed(a)) < mixed(hash ^ mixed(b)); });
}

Balancer::Record &Balancer::recordOf(PeerId peer)
{
    const auto found = std::find(m_peers.begin(), m_peers.end(), peer);
    return m_records[static_cast<std::size_t>(found - m_peers.begin())];
}

} // namespace bayplan
