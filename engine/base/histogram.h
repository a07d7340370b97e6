// SPDX-License-Identifier: Apache-2.0
// Counts of durations in logarithmic buckets (after HdrHistogram): relative error at most 1/64, 1 ns to 146 years.
#pragma once

#include "engine/base/time.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace bayplan {

/// Mergeable and subtractable, so that cumulative histograms of many instances give any window. Not thread-safe.
class Histogram {
public:
    void record(Duration duration) { record(duration, 1); }
    void record(Duration duration, std::uint64_t times);

    std::uint64_t count() const { return m_count; }
    bool empty() const { return m_count == 0; }
    Duration mean() const; ///< exact; 0 when empty
    Duration
    max() const; ///< upper end of the highest bucket in use, and never above the largest recorded; 0 when empty

    /// The value at or under which the fraction q in [0, 1] of all records lie, to one bucket; 0 when empty.
    Duration quantile(double q) const;

    void merge(const Histogram &other);

    /// What came since `earlier`, a copy of this very histogram taken before.
    Histogram since(const Histogram &earlier) const;

    /// (bucket index, count) of buckets in use, ascending: the form that goes over the wire.
    std::vector<std::pair<std::uint32_t, std::uint64_t>> buckets() const;
    static Histogram fromBuckets(const std::vector<std::pair<std::uint32_t, std::uint64_t>> &buckets, Duration sum,
                                 Duration max);
    Duration sum() const { return m_sum; } ///< saturates at 146 years... of summed durations

    bool operator==(const Histogram &) const = default;

private:
    std::vector<std::uint64_t> m_counts; ///< grows to the highest bucket in use
    std::uint64_t m_count = 0;
    Duration m_sum{0};
    Duration m_max{0};
};

} // namespace bayplan
