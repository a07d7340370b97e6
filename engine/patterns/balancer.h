// SPDX-License-Identifier: Apache-2.0
// Which of several peers that serve the same gets the next request, and which of them get none for a while.
#pragma once

#include "engine/base/random.h"
#include "engine/patterns/call_ledger.h"
#include "engine/patterns/config.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace bayplan {

struct BalanceConfig {
    BalancePolicy policy = BalancePolicy::RoundRobin;
    std::uint32_t ejectAfter = 3; ///< failures in a row; 0 is never
    Duration ejectFor = std::chrono::seconds(2);
    double ejectMost = 1; ///< fraction of the peers
};

/// Fronts and http ambassadors balance with it. A peer that failed `ejectAfter` times in a row is ejected for
/// `ejectFor`; never more than `ejectMost` of all at a time. When all are out, all are asked (better a chance than
/// none).
class Balancer {
public:
    Balancer(const BalanceConfig &config, std::vector<PeerId> peers, std::uint64_t seed);

    /// `hash` decides under BalancePolicy::Hash: equal ones go to the same peer while it is there (rendezvous hashing,
    /// Thaler and Ravishankar 1996: nobody else's requests move when one goes). `notThis` is avoided if another is
    /// in, and when all are out.
    PeerId choose(Time now, const CallLedger &calls, std::uint64_t hash, std::optional<PeerId> notThis);

    /// True when this failure has ejected the peer.
    bool judge(Time now, PeerId peer, bool failed);

    /// A peer that is not ready gets nothing, as if ejected, and is not counted among the ejected.
    void setReady(PeerId peer, bool ready);

    std::uint32_t ejected(Time now) const;
    std::uint64_t ejections() const { return m_ejections; }
    const std::vector<PeerId> &peers() const { return m_peers; }

private:
    struct Record {
        std::uint32_t failuresInARow = 0;
        bool isReady = true;
        Time ejectedUntil{};
    };

    void findCandidates(Time now, std::optional<PeerId> notThis, bool heedEjection);
    PeerId leastInFlight(const CallLedger &calls, std::uint32_t turn) const;
    PeerId byHash(std::uint64_t hash) const;
    Record &recordOf(PeerId peer);

    BalanceConfig m_config;
    std::vector<PeerId> m_peers;
    std::vector<Record> m_records;    ///< as m_peers
    std::vector<PeerId> m_candidates; ///< of choose(), kept for its memory
    Random m_random;
    std::uint32_t m_turn = 0;
    std::uint64_t m_ejections = 0;
};

} // namespace bayplan
