// SPDX-License-Identifier: GPL-3.0-or-later
// Several series as one: the sum, the mean or the greatest of what each has at an instant.
#pragma once

#include "app/desktop/run_history.h"

#include <vector>

namespace bayplan {

enum class SeriesSum { Sum, Mean, Greatest, Least };

/// At the instants of the one with the most points, at most `most`; a series counts from its first point on, for as
/// long as its last one is not older than some seconds.
std::vector<HistoryPoint> summed(const std::vector<const TimeSeries *> &series, SeriesSum how, double from, double to,
                                 std::size_t most);

} // namespace bayplan
