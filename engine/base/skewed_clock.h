// SPDX-License-Identifier: Apache-2.0
// The clock that a machine sees: ahead of the true one, or slower, or faster, but never going back.
#pragma once

#include "engine/base/time.h"

#include <cstdint>

namespace bayplan {

/// Whole numbers throughout, so that every compiler gives the same.
class SkewedClock {
public:
    static constexpr std::int64_t truePpm = 1'000'000;

    Time local(Time now) const
    {
        const Duration passed = now - m_since;
        return m_local + (m_ratePpm == truePpm ? passed : scaled(passed, m_ratePpm, truePpm, 0));
    }

    /// The first instant at which it shows `local`, or more; `never` stays what it is.
    Time instantOf(Time local) const
    {
        if (local == never)
            return never;
        const Duration ahead = local - m_local;
        return m_since + (m_ratePpm == truePpm ? ahead : scaled(ahead, truePpm, m_ratePpm, m_ratePpm - 1));
    }

    /// From now on, in parts per million of the true rate; above 0.
    void setRate(Time now, std::int64_t ratePpm)
    {
        m_local = local(now);
        m_since = now;
        m_ratePpm = ratePpm;
    }

    void jump(Time now, Duration ahead)
    {
        m_local = local(now) + ahead;
        m_since = now;
    }

private:
    __extension__ using Wide = __int128;

    static Duration scaled(Duration span, std::int64_t times, std::int64_t over, std::int64_t roundUp)
    {
        return Duration(static_cast<std::int64_t>((static_cast<Wide>(span.count()) * times + roundUp) / over));
    }

    Time m_local{}, m_since{};
    std::int64_t m_ratePpm = truePpm;
};

} // namespace bayplan
