// SPDX-License-Identifier: Apache-2.0
// What somebody did to a run while it went on, and exactly when: enough to do it again.
#pragma once

#include "engine/plan/run.h"

#include <cstdint>

namespace bayplan {

/// A point in a simulated run, exact among all that happens at one time.
struct RunInstant {
    Time at{};
    std::uint64_t events = UINT64_MAX; ///< done before it (Snapshot::events); the greatest: all those of `at`
    bool operator==(const RunInstant &) const = default;
};

struct HandAction {
    Injection injection;
    RunInstant when;
};

} // namespace bayplan
