// SPDX-License-Identifier: GPL-3.0-or-later
// A whole question "what if": one or two things varied together, every combination as an edit and as a plan; and its
// answer, simulated on all cores.
#pragma once

#include "app/desktop/what_if.h"
#include "engine/plan/plan.h"
#include "simulator/sweep.h"

#include <functional>
#include <vector>

namespace bayplan {

struct WhatIfAxis {
    ElementId id;
    Variable variable;
    QString from, to;
    int steps = 2;
};

struct WhatIfPoint {
    Edit edit; ///< from the drawing as it was when asked; empty where all values hold already
};

struct WhatIfAnswer {
    std::vector<std::vector<QString>> values; ///< of each axis, as a person types them
    std::vector<WhatIfPoint> points;          ///< the first axis runs fastest
    std::vector<SweptPlan> plans;             ///< one for each point

    std::size_t at(std::size_t first, std::size_t second) const { return second * values.front().size() + first; }
};

inline constexpr std::size_t mostWhatIfPoints = 400;

/// Any thread, and takes as long as the simulations take. `progress` as of sweep(); before the first simulation it is
/// called with fraction 0. Errors: those of variedDrawings() and lower(), LimitExceeded, Interrupted when it was
/// stopped before there was anything to simulate.
Result<WhatIfAnswer> answerWhatIf(const Topology &topology, const std::vector<WhatIfAxis> &axes,
                                  std::uint32_t replications, const RunsProgress &progress);

} // namespace bayplan
