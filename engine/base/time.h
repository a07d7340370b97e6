// SPDX-License-Identifier: Apache-2.0
// Time as the machines, the simulator and the reports know it: integer nanoseconds since the start of a run.
#pragma once

#include <chrono>
#include <cstdint>

namespace bayplan {

using Duration = std::chrono::nanoseconds;

/// The clock of a run. It has no now(): whoever drives a machine says what time it is.
struct RunClock {
    using duration = Duration;
    using rep = Duration::rep;
    using period = Duration::period;
    using time_point = std::chrono::time_point<RunClock, Duration>;
    static constexpr bool is_steady = true;
};

using Time = RunClock::time_point;

/// A deadline that does not come.
inline constexpr Time never = Time::max();

/// Seconds as a real number; for reports and distributions only, never for ordering.
constexpr double toSeconds(Duration duration)
{
    return static_cast<double>(duration.count()) * 1e-9;
}

/// Rounds to the nearest nanosecond; saturates at ±146 years.
constexpr Duration fromSeconds(double seconds)
{
    constexpr double limit = 4.6e9;
    const double bounded = seconds > limit ? limit : seconds < -limit ? -limit : seconds;
    return Duration(static_cast<std::int64_t>(bounded * 1e9 + (bounded < 0 ? -0.5 : 0.5)));
}

constexpr double toSeconds(Time time)
{
    return toSeconds(time.time_since_epoch());
}

} // namespace bayplan
