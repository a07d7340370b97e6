// SPDX-License-Identifier: Apache-2.0
#include "engine/patterns/ring.h"

#include "engine/patterns/key_hash.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace bayplan {
namespace {

constexpr int pointsPerServer = 160;
constexpr int pointsPerDigest = 4;

/// The order in which twemproxy keeps the servers of a pool, whatever that of its file: by name, a shorter one first.
std::vector<std::uint32_t> orderOf(const std::vector<RingMember> &members)
{
    std::vector<std::uint32_t> order(members.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        const std::string &one = members[a].name;
        const std::string &other = members[b].name;
        return one.size() != other.size() ? one.size() < other.size() : one < other;
    });
    return order;
}

/// In single precision, since the rounding decides the number of points.
std::uint32_t digestsOf(int weight, int totalWeight, std::size_t liveMembers)
{
    const float part = static_cast<float>(weight) / static_cast<float>(totalWeight);
    const auto digests = static_cast<float>(
        static_cast<double>(part * pointsPerServer / pointsPerDigest * static_cast<float>(liveMembers)) + 0.0000000001);
    return static_cast<std::uint32_t>(std::floor(digests));
}

} // namespace

Ring::Ring(KeyHash hash, KeyDistribution distribution, std::vector<RingMember> members)
    : m_hash(hash), m_distribution(distribution), m_members(std::move(members)), m_order(orderOf(m_members))
{
    for (RingMember &member : m_members)
        member.weight = std::max(member.weight, 1);
    rebuild(std::vector<bool>(m_members.size(), true));
}

void Ring::rebuild(const std::vector<bool> &live)
{
    if (std::find(live.begin(), live.end(), true) == live.end())
        return;
    m_points.clear();
    m_owners.clear();
    m_slots.clear();
    m_shares.assign(m_members.size(), 0.0);
    if (m_distribution == KeyDistribution::Ketama) {
        buildKetama(live);
        measureKetama();
    } else {
        buildSlots(live);
        measureSlots();
    }
}

std::uint32_t Ring::memberOf(std::string_view key, Random &random) const
{
    if (m_distribution == KeyDistribution::Random)
        return m_slots[random.below(m_slots.size())];
    const std::uint32_t hash = hashOfKey(m_hash, key);
    if (m_distribution == KeyDistribution::Modula)
        return m_slots[hash % m_slots.size()];
    const std::size_t point = pointOf(hash);
    return m_owners[point < m_points.size() ? point : 0];
}

/// The first point not below the hash. Points are spread evenly, so it is not far from where a straight line has it.
std::size_t Ring::pointOf(std::uint32_t hash) const
{
    auto point = static_cast<std::size_t>(std::uint64_t{hash} * m_points.size() >> 32U);
    while (point > 0 && m_points[point - 1] >= hash)
        --point;
    while (point < m_points.size() && m_points[point] < hash)
        ++point;
    return point;
}

void Ring::buildKetama(const std::vector<bool> &live)
{
    int totalWeight = 0;
    for (std::size_t i = 0; i < m_members.size(); ++i)
        totalWeight += live[i] ? m_members[i].weight : 0;
    const auto liveMembers = static_cast<std::size_t>(std::count(live.begin(), live.end(), true));
    std::vector<std::pair<std::uint32_t, std::uint16_t>> points;
    for (const std::uint32_t member : m_order) {
        const bool isIn = live[member] && member < mostMembers;
        const std::uint32_t digests = isIn ? digestsOf(m_members[member].weight, totalWeight, liveMembers) : 0;
        for (std::uint32_t k = 0; k < digests; ++k) {
            const auto digest = md5(m_members[member].name + '-' + std::to_string(k));
            for (unsigned i = 0; i < 16; i += 4)
                points.emplace_back(digest[i] | digest[i + 1] << 8U | digest[i + 2] << 16U |
                                        static_cast<std::uint32_t>(digest[i + 3]) << 24U,
                                    static_cast<std::uint16_t>(member));
        }
    }
    // Stable, as the C library's sort is there: of two equal points the first server's comes first.
    std::stable_sort(points.begin(), points.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    m_points.reserve(points.size());
    m_owners.reserve(points.size());
    for (const auto &[point, member] : points) {
        m_points.push_back(point);
        m_owners.push_back(member);
    }
}

void Ring::buildSlots(const std::vector<bool> &live)
{
    for (const std::uint32_t member : m_order) {
        const int slots = m_distribution == KeyDistribution::Modula ? m_members[member].weight : 1;
        if (live[member])
            m_slots.insert(m_slots.end(), static_cast<std::size_t>(slots), member);
    }
}

void Ring::measureKetama()
{
    const std::uint64_t values = static_cast<std::uint64_t>(greatestHash(m_hash)) + 1;
    std::uint64_t from = 0;
    for (std::size_t i = 0; i < m_points.size(); ++i) {
        const std::uint64_t to = std::min<std::uint64_t>(static_cast<std::uint64_t>(m_points[i]) + 1, values);
        m_shares[m_owners[i]] += static_cast<double>(to - from) / static_cast<double>(values);
        from = to;
    }
    if (!m_points.empty())
        m_shares[m_owners.front()] += static_cast<double>(values - from) / static_cast<double>(values);
}

void Ring::measureSlots()
{
    const std::uint64_t values = static_cast<std::uint64_t>(greatestHash(m_hash)) + 1;
    const std::uint64_t slots = m_slots.size();
    for (std::uint64_t slot = 0; slot < slots; ++slot) {
        const bool even = m_distribution == KeyDistribution::Random;
        const std::uint64_t mine = values / slots + (slot < values % slots ? 1 : 0);
        m_shares[m_slots[slot]] +=
            even ? 1.0 / static_cast<double>(slots) : static_cast<double>(mine) / static_cast<double>(values);
    }
}

} // namespace bayplan
