// SPDX-License-Identifier: Apache-2.0
// For what every one of many requests could tell.
#pragma once

#include <chrono>
#include <optional>

namespace bayplan {

class OnceAMinute {
public:
    /// True the first time, and again a minute after it was true.
    bool isDue()
    {
        const auto now = std::chrono::steady_clock::now();
        if (m_last && now - *m_last < std::chrono::minutes(1))
            return false;
        m_last = now;
        return true;
    }

private:
    std::optional<std::chrono::steady_clock::time_point> m_last;
};

} // namespace bayplan
