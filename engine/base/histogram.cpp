// SPDX-License-Identifier: Apache-2.0
#include "engine/base/histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace bayplan {
namespace {

constexpr std::uint32_t bucketLimit = 3712; ///< bucketOf(2^63 - 1) + 1

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

std::int64_t Histogram::upperEnd(std::uint32_t bucket)
{
    if (bucket < 2 * perDoubling)
        return bucket;
    const std::uint32_t shift = bucket / perDoubling - 1;
    const std::uint64_t mantissa = bucket - shift * perDoubling;
    return static_cast<std::int64_t>(((mantissa + 1) << shift) - 1);
}

void Histogram::setCount(std::size_t place, std::uint64_t count)
{
    m_counts[place] = static_cast<std::uint32_t>(count);
    const auto carry = static_cast<std::uint32_t>(count >> 32U);
    if (carry != 0 && m_carries.empty())
        m_carries.resize(m_counts.size());
    if (!m_carries.empty())
        m_carries[place] = carry;
}

/// Makes the window at least these buckets; multiples of perDoubling.
void Histogram::cover(std::uint32_t first, std::uint32_t end)
{
    const auto size = static_cast<std::uint32_t>(m_counts.size());
    if (size > 0) {
        first = std::min(first, m_first);
        end = std::max(end, m_first + size);
    }
    if (end - first == size)
        return;
    const auto widened = [&](const std::vector<std::uint32_t> &old) {
        std::vector<std::uint32_t> wide(end - first);
        std::ranges::copy(old, wide.begin() + (m_first - std::min(first, m_first)));
        return wide;
    };
    m_counts = size == 0 ? std::vector<std::uint32_t>(end - first) : widened(m_counts);
    if (!m_carries.empty())
        m_carries = widened(m_carries);
    m_first = first;
}

void Histogram::add(std::uint32_t bucket, std::uint64_t times)
{
    const std::uint32_t first = bucket / perDoubling * perDoubling;
    cover(first, first + perDoubling);
    setCount(bucket - m_first, countAt(bucket - m_first) + times);
    m_count += times;
}

void Histogram::record(Duration duration, std::uint64_t times)
{
    if (times == 0)
        return;
    duration = std::max(duration, Duration(0));
    add(bucketOf(static_cast<std::uint64_t>(duration.count())), times);
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
    for (std::size_t place = m_counts.size(); place > 0; --place) {
        if (countAt(place - 1) > 0)
            return std::min(m_max, Duration(upperEnd(m_first + static_cast<std::uint32_t>(place) - 1)));
    }
    return Duration(0);
}

Duration Histogram::quantile(double q) const
{
    if (m_count == 0)
        return Duration(0);
    const double exact = std::clamp(q, 0.0, 1.0) * static_cast<double>(m_count);
    // 0.9 * 10 is a hair above 9: a hair is not another record.
    const auto rank = std::max<std::uint64_t>(1, static_cast<std::uint64_t>(std::ceil(exact - exact * 1e-12)));
    std::uint64_t seen = 0;
    for (std::uint32_t place = 0; place < m_counts.size(); ++place) {
        seen += countAt(place);
        if (seen >= rank)
            return std::min(Duration(upperEnd(m_first + place)), max());
    }
    return max();
}

void Histogram::merge(const Histogram &other)
{
    if (other.m_count == 0)
        return;
    cover(other.m_first, other.m_first + static_cast<std::uint32_t>(other.m_counts.size()));
    const std::size_t shift = other.m_first - m_first;
    if (m_carries.empty() && other.m_carries.empty() && m_count + other.m_count <= UINT32_MAX) {
        for (std::size_t i = 0; i < other.m_counts.size(); ++i)
            m_counts[shift + i] += other.m_counts[i];
    } else {
        for (std::size_t i = 0; i < other.m_counts.size(); ++i)
            setCount(shift + i, countAt(shift + i) + other.countAt(i));
    }
    m_count += other.m_count;
    m_sum = saturatedSum(m_sum, other.m_sum, 1);
    m_max = std::max(m_max, other.m_max);
}

Histogram Histogram::since(const Histogram &earlier) const
{
    const auto countBefore = [&](std::uint32_t bucket) -> std::uint64_t {
        const std::uint32_t place = bucket - earlier.m_first; // wraps below the first
        return place < earlier.m_counts.size() ? earlier.countAt(place) : 0;
    };
    Histogram result;
    if (m_count == earlier.m_count && m_counts == earlier.m_counts)
        return result;
    for (std::uint32_t place = 0; place < m_counts.size(); ++place) {
        const std::uint64_t count = countAt(place);
        const std::uint64_t before = countBefore(m_first + place);
        if (count > before)
            result.add(m_first + place, count - before);
    }
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
    for (std::uint32_t place = 0; place < m_counts.size(); ++place) {
        if (const std::uint64_t count = countAt(place); count != 0)
            result.emplace_back(m_first + place, count);
    }
    return result;
}

Histogram Histogram::fromBuckets(const std::vector<std::pair<std::uint32_t, std::uint64_t>> &buckets, Duration sum,
                                 Duration max)
{
    Histogram result;
    for (const auto &[bucket, count] : buckets) {
        if (bucket >= bucketLimit || count == 0) // comes off the wire: may be anything
            continue;
        result.add(bucket, count);
    }
    if (result.m_count > 0) {
        result.m_sum = sum;
        result.m_max = max;
    }
    return result;
}

} // namespace bayplan
