// SPDX-License-Identifier: Apache-2.0
// A load generator: asks its peers, in turn by weight, and measures what they make of it.
#pragma once

#include "engine/patterns/config.h"

#include <memory>

namespace bayplan {

/// Open loop (Poisson, Constant): requests go out when they are due whatever is still unanswered, and latency counts
/// from the instant each was due, so a stall of the peer or of the generator itself shows in full (no coordinated
/// omission). Closed loop: every user asks, waits for the answer, thinks, asks again; after a failure for at least a
/// millisecond, so that a peer which refuses at once is not asked without end. Sends nothing before Started or after
/// Stopping.
/// The behaviour of `config` is a LoadConfig.
std::unique_ptr<Machine> makeLoad(const MachineConfig &config);

} // namespace bayplan
