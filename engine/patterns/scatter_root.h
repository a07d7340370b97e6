// SPDX-License-Identifier: Apache-2.0
// Scatter/gather (Burns and Oppenheimer 2016, section 5.3): asks all shards at once and makes one answer of theirs.
#pragma once

#include "engine/patterns/config.h"

#include <memory>

namespace bayplan {

/// A root, or a parent of leaves below another root: the same machine. It takes http requests and passes them on as
/// they are.
///
///     scattering: to all shards, or to one canary first         -> gathering
///     gathering:  goodEnough parts                              -> merging; the calls still open are withdrawn
///                 no call open, parts at or above the quorum    -> merging; `missing` says what lacks
///                 the quorum cannot be reached any more         -> 504
///                 the canary failed                             -> 502, nobody else was asked
///     merging:    no merge container                            -> 200 with {"parts":[...],"missing":[...]}
///                 it answers                                    -> 200 with its answer
///                 it fails                                      -> 502
///     any:        the caller leaves                             -> its open calls are withdrawn
///
/// A part is an answer with a status of 2xx, in no coding. Calls end at the deadline: the configured one, or what the
/// caller will still wait less the reserve; what comes afterwards is counted as late. A shard is asked a second time
/// (hedged) when it has been silent for longer than the quantile of its newest answers, within the budget; or always, a
/// moment after the first (tied). Whichever answers first counts, the other is withdrawn (Dean and Barroso, The Tail at
/// Scale, 2013). Beyond maxInFlight requests it answers 503, and to a request whose part would be beyond gatherBytes of
/// all parts that are kept. Events: "partial", "too-few-parts", "merge-failed",
/// "canary-failed", "shed", each at most once a second. The behaviour of `config` is a ScatterConfig.
std::unique_ptr<Machine> makeScatterRoot(const MachineConfig &config);

} // namespace bayplan
