// SPDX-License-Identifier: Apache-2.0
// Counts of durations in logarithmic buckets (after HdrHistogram): relative error at most 1/64, 1 ns to 146 years.
#pragma once

#include "engine/base/time.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <utility>
#include <vector>

namespace bayplan {

/// Mergeable and subtractable, so that cumulative histograms of many instances give any window. Most histograms of a
/// large drawing hold little, so memory grows with what is in them: none before the first record, 2 bytes each for the
/// first 28 records, then for each doubling between the shortest and the longest 64, 128, 256 or 512 bytes, as the
/// fullest bucket needs it. Not thread-safe.
class Histogram {
public:
    void record(Duration duration)
    {
        const std::int64_t value = std::max<std::int64_t>(duration.count(), 0);
        const std::uint32_t place = bucketOf(static_cast<std::uint64_t>(value)) - m_first; // wraps below the first
        if (value > std::numeric_limits<std::int64_t>::max() - m_sum.count() || place >= m_size || !countUp(place))
            return record(duration, 1);
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

    std::size_t heapBytes() const { return m_bytes.size(); }

    bool operator==(const Histogram &other) const;

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

    template <class Count>
    Count countOf(std::size_t place) const
    {
        Count count;
        std::memcpy(&count, &m_bytes[place * sizeof(Count)], sizeof(Count));
        return count;
    }
    template <class Count>
    bool countUpIn(std::size_t place)
    {
        const auto count = static_cast<Count>(countOf<Count>(place) + 1);
        if (count == 0)
            return false;
        std::memcpy(&m_bytes[place * sizeof(Count)], &count, sizeof(Count));
        return true;
    }
    /// False when the count has no room for more.
    bool countUp(std::size_t place)
    {
        switch (m_width) {
        case 1:
            return countUpIn<std::uint8_t>(place);
        case 2:
            return countUpIn<std::uint16_t>(place);
        case 4:
            return countUpIn<std::uint32_t>(place);
        default:
            return countUpIn<std::uint64_t>(place);
        }
    }
    std::uint64_t countAt(std::size_t place) const;
    void setCount(std::size_t place, std::uint64_t count);
    bool isList() const { return m_size == 0; }
    std::vector<std::uint16_t> list() const;
    void spread();
    void reshape(std::uint32_t first, std::uint32_t size, std::uint8_t width);
    void add(std::uint32_t bucket, std::uint64_t times);
    void addSpread(std::uint32_t bucket, std::uint64_t times);

    // At first a list of the records' buckets. Then counts of all buckets from the doubling of the lowest in use to
    // that of the highest.
    std::vector<std::uint8_t> m_bytes;
    std::uint32_t m_first = 0; ///< bucket; a multiple of perDoubling
    std::uint32_t m_size = 0;  ///< buckets; 0 while it is a list
    std::uint8_t m_width = 1;  ///< bytes of a count: 1, 2, 4 or 8
    std::uint64_t m_count = 0;
    Duration m_sum{0};
    Duration m_max{0};
};

} // namespace bayplan
