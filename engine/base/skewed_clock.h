// SPDX-License-Identifier: Apache-2.0
// The clock that a machine sees: ahead of the true one, or slower, or faster, but never going back.
#pragma once

#include "engine/base/time.h"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace bayplan {

/// Whole numbers throughout, so that every compiler gives the same.
class SkewedClock {
public:
    static constexpr std::int64_t truePpm = 1'000'000;

    /// 146 years: who is there can still add a time-out.
    static constexpr Time furthest{fromSeconds(4.6e9)};

    Time local(Time now) const
    {
        const Duration passed = now - m_since;
        return m_local + (m_ratePpm == truePpm ? passed : bounded(Wide{passed.count()} * m_ratePpm / truePpm));
    }

    /// The first instant at which it shows `local`, or more; `never` stays what it is.
    Time instantOf(Time local) const
    {
        if (local == never)
            return never;
        const Wide ahead = Wide{local.time_since_epoch().count()} - m_local.time_since_epoch().count();
        const Wide passed = m_ratePpm == truePpm ? ahead : (ahead * truePpm + m_ratePpm - 1) / m_ratePpm;
        return Time(bounded(m_since.time_since_epoch().count() + passed));
    }

    /// From now on, in parts per million of the true rate; above 0.
    void setRate(Time now, std::int64_t ratePpm)
    {
        m_local = local(now);
        m_since = now;
        m_ratePpm = ratePpm;
    }

    /// False when it stops at `furthest` on the way.
    bool jump(Time now, Duration ahead)
    {
        const Time before = local(now);
        const Duration room = std::max(furthest - before, Duration(0));
        m_local = before + std::min(ahead, room);
        m_since = now;
        return ahead <= room;
    }

private:
    __extension__ using Wide = __int128;

    static Duration bounded(Wide nanoseconds)
    {
        using Limits = std::numeric_limits<std::int64_t>;
        return Duration(static_cast<std::int64_t>(std::clamp<Wide>(nanoseconds, Limits::min(), Limits::max())));
    }

    Time m_local{}, m_since{};
    std::int64_t m_ratePpm = truePpm;
};

} // namespace bayplan
