// SPDX-License-Identifier: Apache-2.0
// What changed from one state of a machine to the next, as compact JSON: for recordings, where most of it stays.
#pragma once

#include "engine/base/result.h"
#include "engine/patterns/state.h"

#include <string>
#include <string_view>

namespace bayplan {

/// One JSON object without line breaks; "{}" when nothing changed. The first change of a life is from a MachineState{}.
std::string writeStateChange(const MachineState &before, const MachineState &after);

/// `state` is what the change was made from and becomes what it leads to; untouched on an error (InvalidInput). Keys
/// that are not known are passed over.
Result<void> applyStateChange(MachineState &state, std::string_view change);

} // namespace bayplan
