// SPDX-License-Identifier: Apache-2.0
// The newest latencies of one peer, and a quantile of them that follows when the peer grows slower.
#pragma once

#include "engine/base/time.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace bayplan {

/// Holds the last 200. The quantile is computed anew at every 20th record, so that asking costs nothing.
class LatencyWindow {
public:
    explicit LatencyWindow(double quantile) : m_quantile(std::clamp(quantile, 0.0, 1.0)) {}

    void record(Duration latency)
    {
        m_newest[m_records++ % m_newest.size()] = latency;
        if (m_records % refreshEvery == 0)
            refresh();
    }

    /// 0 until 20 are known.
    Duration value() const { return m_value; }

private:
    static constexpr std::size_t refreshEvery = 20;

    void refresh()
    {
        std::array<Duration, size> sorted = m_newest;
        const std::size_t count = std::min(m_records, size);
        const auto rank = static_cast<std::size_t>(m_quantile * static_cast<double>(count - 1) + 0.5);
        const auto at = sorted.begin() + static_cast<std::ptrdiff_t>(rank);
        std::nth_element(sorted.begin(), at, sorted.begin() + static_cast<std::ptrdiff_t>(count));
        m_value = std::max(*at, Duration(1));
    }

    static constexpr std::size_t size = 200;
    double m_quantile;
    std::array<Duration, size> m_newest{};
    std::size_t m_records = 0;
    Duration m_value{0};
};

} // namespace bayplan
