// SPDX-License-Identifier: GPL-3.0-or-later
// What follows from the lanes and the timings of an election: instants at which two held a lease, what a resource that
// checks fencing tokens makes of it, who voted for whom, and how much room the timings leave.
#pragma once

#include "app/desktop/run_history.h"
#include "engine/patterns/config.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace bayplan {

/// A stretch in which more than one live member held what it took for a valid lease: unsafe.
struct LeaseOverlap {
    Time begin{}, end{};
    std::vector<std::size_t> lanes; ///< who, ascending
};

/// Ascending. What only touches is no overlap.
std::vector<LeaseOverlap> leaseOverlaps(const ElectionHistory &election);

/// A stretch in which a resource that checks fencing tokens goes by the same one: the highest that whoever holds a lease
/// has come with. It refuses those who come with an older one.
struct FencedSpan {
    Time begin{}, end{};
    std::uint64_t token = 0; ///< the term of `holder`
    std::size_t holder = 0;  ///< lane
    std::vector<std::size_t> refused; ///< lanes of those who hold a lease with an older token, ascending
};

/// Ascending, without holes from the first lease on; up to the end of the longest lane.
std::vector<FencedSpan> fencedResource(const ElectionHistory &election);

/// What the lane shows at an instant; null before its beginning and behind its end.
const ElectionSpan *spanAt(const ElectionLane &lane, Time at);

/// Members that voted for `member` in a term, so far as the lanes remember up to then.
QStringList votersFor(const ElectionHistory &election, const std::string &member, std::uint64_t term, Time upTo);

/// Which lane a member is; nothing for a stranger.
std::optional<std::size_t> laneOfMember(const ElectionHistory &election, const std::string &member);

/// Room that the timings leave, whatever the run does.
struct ElectionMargin {
    Duration beforeElection{0};       ///< from the end of a lease until somebody may be elected; negative: two leases
    double clockFactor = 1;           ///< by which the fastest clock may outrun the slowest
    double clockDrift = 0;            ///< rho: each clock within 1 - rho and 1 + rho
    std::uint64_t lostHeartbeats = 0; ///< in a row that a lease survives
};
ElectionMargin marginOf(const ElectionConfig &config);

/// The same in words, with the formula; `isUnsafe` when there is none.
QString marginSentence(const ElectionConfig &config);

} // namespace bayplan
