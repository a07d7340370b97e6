// SPDX-License-Identifier: GPL-3.0-or-later
// What a sweep means, in plain words: who is short of capacity where, and from where on more changes nothing.
#pragma once

#include "app/desktop/curve_plot.h"
#include "simulator/sweep.h"

#include <QString>

#include <optional>
#include <vector>

namespace bayplan {

/// The container that works most of the time; null when none tells.
const Figure *busiestIn(const SweptPlan &plan);

inline constexpr double nearlyFull = 0.9;

/// "At 4, web/app is the bottleneck: it works 97 % of the time." or that nothing is short.
QString capacityWords(const QString &value, const SweptPlan &plan);

/// The first point from which on nothing changes beyond the intervals (and 2 %), when something did before it; none
/// when the last step still changes something, or nothing ever did.
std::optional<std::size_t> settledFrom(const std::vector<CurvePoint> &points);

/// All known points are the same within their intervals (and 2 %).
bool changesNothing(const std::vector<CurvePoint> &points);

} // namespace bayplan
