// SPDX-License-Identifier: Apache-2.0
// What each MessageKind is called in documents and on the wire.
#pragma once

#include "engine/patterns/lane.h"

#include <array>

namespace bayplan {

/// By MessageKind.
inline constexpr std::array<const char *, 7> messageKindNames{"all",       "votes",    "heartbeats", "acknowledgements",
                                                              "transfers", "requests", "answers"};

} // namespace bayplan
