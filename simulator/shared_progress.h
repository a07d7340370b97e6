// SPDX-License-Identifier: Apache-2.0
// How far many runs are together, told from any of their threads.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

namespace bayplan {

/// `fraction` done and what is being done; false stops. Called in any of the threads, one call at a time.
using RunsProgress = std::function<bool(double fraction, const std::string &text)>;

/// All runs are taken as equally long. A run is known by a number of the caller's own.
class SharedProgress {
public:
    explicit SharedProgress(const RunsProgress &tell) : m_tell(tell) {}

    /// How many runs there will be in all; may change when more is known.
    void expect(double runs)
    {
        const std::lock_guard lock(m_mutex);
        m_expected = std::max(1.0, runs);
    }

    /// False once somebody wanted to stop.
    bool at(std::size_t run, double fraction, const std::string &text)
    {
        const std::lock_guard lock(m_mutex);
        if (m_fractions.size() <= run)
            m_fractions.resize(run + 1);
        m_done += fraction - m_fractions[run];
        m_fractions[run] = fraction;
        if (m_tell && !m_stopped)
            m_stopped = !m_tell(std::clamp(m_done / m_expected, 0.0, 1.0), text);
        return !m_stopped;
    }

    /// A run that came to its end, whenever it was last told of.
    void whole(std::size_t run)
    {
        const std::lock_guard lock(m_mutex);
        if (m_fractions.size() <= run)
            m_fractions.resize(run + 1);
        m_done += 1 - m_fractions[run];
        m_fractions[run] = 1;
    }

    bool stopped() const
    {
        const std::lock_guard lock(m_mutex);
        return m_stopped;
    }

private:
    const RunsProgress &m_tell;
    mutable std::mutex m_mutex;
    std::vector<double> m_fractions;
    double m_done = 0;
    double m_expected = 1;
    bool m_stopped = false;
};

} // namespace bayplan
