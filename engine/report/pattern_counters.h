// SPDX-License-Identifier: Apache-2.0
// What a pattern counts of itself, under the names that reports and assertions have for it. Election and work queue
// have figures of their own (report.h).
#pragma once

#include "engine/patterns/state.h"
#include "engine/report/figures.h"

#include <string_view>
#include <vector>

namespace bayplan {

struct PatternCounter {
    std::string_view name;
    double value = 0;
    FigureUnit unit = FigureUnit::Count;
    bool isGauge = false; ///< says how it is, not how often it was
};

/// In a fixed order; empty for patterns that count nothing.
std::vector<PatternCounter> countersOf(const PatternState &state);

/// The same of what a machine of that configuration will count, all 0.
std::vector<PatternCounter> countersOf(const BehaviourConfig &config);

/// "scatter", "http-ambassador", "sync"; empty for patterns that count nothing.
std::string_view patternNameOf(const PatternState &state);

/// Count for names that no pattern has.
FigureUnit unitOfCounter(std::string_view name);

/// Whether it says how things are, not how often something was; false for names that no pattern has.
bool isGaugeCounter(std::string_view name);

/// Whether some pattern counts it.
bool isPatternCounter(std::string_view name);

} // namespace bayplan
