// SPDX-License-Identifier: Apache-2.0
// Counts of durations in logarithmic buckets (after HdrHistogram): relative error at most 1/64, 1 ns to 146 years.
#pragma once

#include "engine/base/time.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace bayplan {

/// Mergeable and subtractable, so that cumulative histograms of many instances give any window. Takes no memory before
/// the first record, then 256 bytes for each doubling between the shortest and the longest. Not thread-safe.
class Histogram {
public:
    void record(Duration duration)
    {
        const std::int64_t value = std::max<std::int64_t>(duration.count(), 0);
        const std::uint32_t place = bucketOf(static_cast<std::uint64_t>(value)) - m_first; // wraps below the first
        if (place >= m_counts.size() || m_counts[place] == std::numeric_limits<std::uint32_t>::max() ||
            value > std::numeric_limits<std::int64_t>::max() - m_sum.count())
            return record(duration, 1);
        ++m_counts[place];
        ++m_count;
        m_sum += Duration(value);
        m_max = std::max(m_max, Duration(value));
    }
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

    std::size_t heapBytes() const { return (m_counts.size() + m_carries.size()) * sizeof(std::uint32_t); }

    bool operator==(const Histogram &) const = default;

private:
    // 64 buckets to each doubling. Below 128 a bucket is one nanosecond wide.
    static constexpr std::uint32_t perDoubling = 64;

    static std::uint32_t bucketOf(std::uint64_t value)
    {
        if (value < 2 * perDoubling)
            return static_cast<std::uint32_t>(value);
        const auto shift = static_cast<std::uint32_t>(std::bit_width(value)) - 7;
        return shift * perDoubling + static_cast<std::uint32_t>(value >> shift);
    }
    static std::int64_t upperEnd(std::uint32_t bucket);

    std::uint64_t countAt(std::size_t place) const
    {
        return m_carries.empty() ? m_counts[place] : std::uint64_t{m_carries[place]} << 32U | m_counts[place];
    }
    void setCount(std::size_t place, std::uint64_t count);
    void add(std::uint32_t bucket, std::uint64_t times);
    void cover(std::uint32_t first, std::uint32_t end);

    // From the doubling of the lowest bucket in use to that of the highest, no more: equal histograms are equal
    // members.
    std::uint32_t m_first = 0;            ///< bucket; a multiple of perDoubling
    std::vector<std::uint32_t> m_counts;  ///< lower halves
    std::vector<std::uint32_t> m_carries; ///< upper halves; empty while all are 0
    std::uint64_t m_count = 0;
    Duration m_sum{0};
    Duration m_max{0};
};

} // namespace bayplan
