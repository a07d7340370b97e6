// SPDX-License-Identifier: Apache-2.0
#include "engine/base/histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace bayplan {
namespace {

constexpr std::uint32_t bucketLimit = 3712; ///< bucketOf(2^63 - 1) + 1
constexpr std::uint64_t mostListed = 28;    ///< 56 bytes fit into one line of the processor's caches

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

std::uint64_t Histogram::countAt(std::size_t place) const
{
    switch (m_width) {
    case 1:
        return countOf<std::uint8_t>(place);
    case 2:
        return countOf<std::uint16_t>(place);
    case 4:
        return countOf<std::uint32_t>(place);
    default:
        return countOf<std::uint64_t>(place);
    }
}

void Histogram::setCount(std::size_t place, std::uint64_t count)
{
    const auto needed = static_cast<std::uint8_t>(count <= UINT8_MAX    ? 1
                                                  : count <= UINT16_MAX ? 2
                                                  : count <= UINT32_MAX ? 4
                                                                        : 8);
    if (needed > m_width)
        reshape(m_first, m_size, needed);
    // Little endian: the lower bytes of a count stand first.
    static_assert(std::endian::native == std::endian::little);
    std::memcpy(&m_bytes[place * m_width], &count, m_width);
}

/// Keeps the counts; the new window holds the old one.
void Histogram::reshape(std::uint32_t first, std::uint32_t size, std::uint8_t width)
{
    Histogram wide;
    wide.m_bytes.resize(std::size_t{size} * width);
    wide.m_first = first;
    wide.m_size = size;
    wide.m_width = width;
    for (std::uint32_t place = 0; place < m_size; ++place)
        wide.setCount(m_first - first + place, countAt(place));
    m_bytes = std::move(wide.m_bytes);
    m_first = first;
    m_size = size;
    m_width = width;
}

/// The buckets of the records so far, in order of their coming.
std::vector<std::uint16_t> Histogram::list() const
{
    std::vector<std::uint16_t> buckets(m_bytes.size() / sizeof(std::uint16_t));
    if (!buckets.empty())
        std::memcpy(buckets.data(), m_bytes.data(), m_bytes.size());
    return buckets;
}

/// From a list to counts.
void Histogram::spread()
{
    const std::vector<std::uint16_t> listed = list();
    const auto [low, high] = std::ranges::minmax_element(listed);
    const std::uint32_t first = listed.empty() ? 0 : *low / perDoubling * perDoubling;
    const std::uint32_t end = listed.empty() ? 0 : (*high / perDoubling + 1) * perDoubling;
    m_bytes.clear();
    reshape(first, end - first, 1);
    for (const std::uint16_t bucket : listed)
        setCount(bucket - m_first, countAt(bucket - m_first) + 1);
}

void Histogram::add(std::uint32_t bucket, std::uint64_t times)
{
    if (isList() && m_count + times <= mostListed) {
        const auto listed = static_cast<std::uint16_t>(bucket);
        const auto *bytes = reinterpret_cast<const std::uint8_t *>(&listed);
        for (std::uint64_t i = 0; i < times; ++i)
            m_bytes.insert(m_bytes.end(), bytes, bytes + sizeof(listed));
    } else {
        if (isList())
            spread();
        addSpread(bucket, times);
    }
    m_count += times;
}

void Histogram::addSpread(std::uint32_t bucket, std::uint64_t times)
{
    std::uint32_t first = bucket / perDoubling * perDoubling;
    std::uint32_t end = first + perDoubling;
    if (m_size > 0) {
        first = std::min(first, m_first);
        end = std::max(end, m_first + m_size);
    }
    if (end - first != m_size)
        reshape(first, end - first, m_width);
    setCount(bucket - m_first, countAt(bucket - m_first) + times);
}

bool Histogram::operator==(const Histogram &other) const
{
    return m_count == other.m_count && m_sum == other.m_sum && m_max == other.m_max && buckets() == other.buckets();
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
    if (m_count == 0)
        return Duration(0);
    return std::min(m_max, Duration(upperEnd(buckets().back().first)));
}

Duration Histogram::quantile(double q) const
{
    if (m_count == 0)
        return Duration(0);
    const double exact = std::clamp(q, 0.0, 1.0) * static_cast<double>(m_count);
    // 0.9 * 10 is a hair above 9: a hair is not another record.
    const auto rank = std::max<std::uint64_t>(1, static_cast<std::uint64_t>(std::ceil(exact - exact * 1e-12)));
    std::uint64_t seen = 0;
    for (const auto &[bucket, count] : buckets()) {
        seen += count;
        if (seen >= rank)
            return std::min(Duration(upperEnd(bucket)), max());
    }
    return max();
}

void Histogram::merge(const Histogram &other)
{
    for (const auto &[bucket, count] : other.buckets())
        add(bucket, count);
    m_sum = saturatedSum(m_sum, other.m_sum, 1);
    m_max = std::max(m_max, other.m_max);
}

Histogram Histogram::since(const Histogram &earlier) const
{
    Histogram result;
    if (m_count == earlier.m_count)
        return result;
    const auto before = earlier.buckets();
    auto old = before.begin();
    for (const auto &[bucket, count] : buckets()) {
        while (old != before.end() && old->first < bucket)
            ++old;
        const std::uint64_t countBefore = old != before.end() && old->first == bucket ? old->second : 0;
        if (count > countBefore)
            result.add(bucket, count - countBefore);
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
    if (isList()) {
        std::vector<std::uint16_t> listed = list();
        std::ranges::sort(listed);
        for (const std::uint16_t bucket : listed) {
            if (result.empty() || result.back().first != bucket)
                result.emplace_back(bucket, 0);
            ++result.back().second;
        }
    }
    for (std::uint32_t place = 0; place < m_size; ++place) {
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
