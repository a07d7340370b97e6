// SPDX-License-Identifier: Apache-2.0
#include "engine/base/histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace bayplan {
namespace {

// 64 buckets to each doubling. Below 128 a bucket is one nanosecond wide.
constexpr std::uint32_t perDoubling = 64;
constexpr std::uint32_t bucketLimit = 3712; ///< bucketOf(2^63 - 1) + 1

std::uint32_t bucketOf(std::uint64_t value)
{
    if (value < 2 * perDoubling)
        return static_cast<std::uint32_t>(value);
    const auto shift = static_cast<std::uint32_t>(std::bit_width(value)) - 7;
    return shift * perDoubling + static_cast<std::uint32_t>(value >> shift);
}

std::int64_t upperEnd(std::uint32_t bucket)
{
    if (bucket < 2 * perDoubling)
        return bucket;
    const std::uint32_t shift = bucket / perDoubling - 1;
    const std::uint64_t mantissa = bucket - shift * perDoubling;
    return static_cast<std::int64_t>(((mantissa + 1) << shift) - 1);
}

Duration saturatedSum(Duration sum, Duration value, std::uint64_t times)
{
    std::int64_t product = 0;
    std::int64_t total = 0;
    if (times > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()) ||
        __builtin_mul_overflow(value.count(), static_cast<std::int64_t>(times), &product) ||
        __builtin_add_overflow(sum.count(), product, &total))
        return Duration::max();
    return Duration(total);
}

} // namespace

void Histogram::record(Duration duration, std::uint64_t times)
{
    if (times == 0)
        return;
    duration = std::max(duration, Duration(0));
    const std::uint32_t bucket = bucketOf(static_cast<std::uint64_t>(duration.count()));
    if (bucket >= m_counts.size())
        m_counts.resize(bucket + 1);
    m_counts[bucket] += times;
    m_count += times;
    m_sum = saturatedSum(m_sum, duration, times);
    m_max = std::max(m_max, duration);
}

Duration Histogram::mean() const
{
    if (m_count == 0)
        return Duration(0);
    const auto count = static_cast<std::int64_t>(m_count);
    return Duration(m_sum.count() / count + (m_sum.count() % count >= count - count / 2 ? 1 : 0));
}

Duration Histogram::max() const
{
    if (m_counts.empty())
        return Duration(0);
    return std::min(m_max, Duration(upperEnd(static_cast<std::uint32_t>(m_counts.size()) - 1)));
}

Duration Histogram::quantile(double q) const
{
    if (m_count == 0)
        return Duration(0);
    const double exact = std::clamp(q, 0.0, 1.0) * static_cast<double>(m_count);
    // 0.9 * 10 is a hair above 9: a hair is not another record.
    const auto rank = std::max<std::uint64_t>(1, static_cast<std::uint64_t>(std::ceil(exact - exact * 1e-12)));
    std::uint64_t seen = 0;
    for (std::uint32_t bucket = 0; bucket < m_counts.size(); ++bucket) {
        seen += m_counts[bucket];
        if (seen >= rank)
            return std::min(Duration(upperEnd(bucket)), max());
    }
    return max();
}

void Histogram::merge(const Histogram &other)
{
    if (other.m_counts.size() > m_counts.size())
        m_counts.resize(other.m_counts.size());
    for (std::size_t i = 0; i < other.m_counts.size(); ++i)
        m_counts[i] += other.m_counts[i];
    m_count += other.m_count;
    m_sum = saturatedSum(m_sum, other.m_sum, 1);
    m_max = std::max(m_max, other.m_max);
}

Histogram Histogram::since(const Histogram &earlier) const
{
    Histogram result;
    result.m_counts = m_counts;
    for (std::size_t i = 0; i < std::min(m_counts.size(), earlier.m_counts.size()); ++i)
        result.m_counts[i] -= std::min(m_counts[i], earlier.m_counts[i]);
    while (!result.m_counts.empty() && result.m_counts.back() == 0)
        result.m_counts.pop_back();
    for (const std::uint64_t count : result.m_counts)
        result.m_count += count;
    if (result.m_count == 0)
        return result;
    result.m_sum = std::max(Duration(0), m_sum - earlier.m_sum);
    result.m_max = m_max;
    result.m_max = result.max();
    return result;
}

std::vector<std::pair<std::uint32_t, std::uint64_t>> Histogram::buckets() const
{
    std::vector<std::pair<std::uint32_t, std::uint64_t>> result;
    for (std::uint32_t bucket = 0; bucket < m_counts.size(); ++bucket)
        if (m_counts[bucket] != 0)
            result.emplace_back(bucket, m_counts[bucket]);
    return result;
}

Histogram Histogram::fromBuckets(const std::vector<std::pair<std::uint32_t, std::uint64_t>> &buckets, Duration sum,
                                 Duration max)
{
    Histogram result;
    for (const auto &[bucket, count] : buckets) {
        if (bucket >= bucketLimit || count == 0) // comes off the wire: may be anything
            continue;
        if (bucket >= result.m_counts.size())
            result.m_counts.resize(bucket + 1);
        result.m_counts[bucket] += count;
        result.m_count += count;
    }
    if (result.m_count > 0) {
        result.m_sum = sum;
        result.m_max = max;
    }
    return result;
}

} // namespace bayplan
