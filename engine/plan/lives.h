// SPDX-License-Identifier: Apache-2.0
// A machine's counters begin anew with each life; a run's figures do not.
#pragma once

#include "engine/patterns/state.h"

namespace bayplan {

/// Counters of both together; what stands at an instant (in flight, waiting, role, depth) as `current` has it. The two
/// are states of one machine, or `past` is that of none.
MachineState addLives(const MachineState &past, MachineState current);

/// The last state of a life as it is shown when the life is over: nothing in flight, no lease, stopped. What is on
/// disk, like the depth of a queue, stays.
MachineState endLife(MachineState last);

} // namespace bayplan
