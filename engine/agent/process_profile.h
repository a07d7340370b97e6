// SPDX-License-Identifier: Apache-2.0
// What this process uses right now: for whoever asks its control port why it is slow or large.
#pragma once

#include <string>

namespace bayplan {

/// A JSON object: `threads` (id, name, cpuSeconds of each), userSeconds and systemSeconds of the process so far,
/// residentBytes, openDescriptors, and heapBytes, allocated and not freed; null where the C library does not tell.
std::string processProfile();

} // namespace bayplan
