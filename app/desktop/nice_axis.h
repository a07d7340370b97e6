// SPDX-License-Identifier: GPL-3.0-or-later
// Axes that a person would draw: round numbers, few of them, each with its unit.
#pragma once

#include <QString>

#include <optional>
#include <vector>

namespace bayplan {

enum class AxisUnit {
    PerSecond, ///< calls, tasks
    Latency,   ///< value in seconds, shown as ns, us, ms or s
    Count,     ///< requests, tasks: never shown below one
    Fraction,  ///< 0 to 1, shown as per cent
    RunTime,   ///< seconds, shown as m:ss
};

struct AxisTick {
    double position = 0; ///< in axis coordinates: the value, or its decimal logarithm
    QString label;
};

struct NiceAxis {
    double least = 0, greatest = 1; ///< in axis coordinates
    std::vector<AxisTick> ticks;    ///< ascending, all within the range
};

/// From zero to a round number at or above `greatest`; fractions always to 100 %.
NiceAxis niceAxis(double greatest, int mostTicks, AxisUnit unit);

/// Exactly the given range, with ticks at round times.
NiceAxis niceTimeAxis(double fromSeconds, double toSeconds, int mostTicks);

/// Powers of ten, or 1-2-5 where the range is short; positions are decimal logarithms.
NiceAxis niceLogAxis(double least, double greatest, int mostTicks, AxisUnit unit);

/// "12.3 ms", "1,250 /s", "45 %", in the user's locale.
QString valueText(double value, AxisUnit unit);

/// What a person types for such a value: "200ms", "0.2 s", "80 %", "50 /s", "1,5" where that is the decimal point.
/// A bare number is a rate, a count, per cent; seconds for latencies. Nothing on anything else or below zero.
std::optional<double> parseValue(const QString &text, AxisUnit unit);

/// "0:07", "1:02:03"; with milliseconds when `exact`: "0:07.250".
QString runTimeText(double seconds, bool exact);

/// End of a time axis that holds `lastSeconds`: grows in round steps and stops at the run's own end.
double niceTimeEnd(double lastSeconds, double durationSeconds);

} // namespace bayplan
