// SPDX-License-Identifier: Apache-2.0
// Which server holds a key: the placement of twemproxy 0.5.
#pragma once

#include "engine/base/random.h"
#include "engine/patterns/config.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace bayplan {

struct RingMember {
    std::string name; ///< what ketama hashes: the server's explicit name, "HOST" at port 11211, else "HOST:PORT"
    int weight = 1;   ///< at least 1
};

class Ring {
public:
    static constexpr std::size_t mostMembers = 65'536;

    /// All members are live at first. `members` is not empty; those behind the first mostMembers hold no keys.
    Ring(KeyHash hash, KeyDistribution distribution, std::vector<RingMember> members);

    /// Places keys over those that are live. With none live the last placement stays, as there.
    void rebuild(const std::vector<bool> &live);

    /// Index of the member; `random` decides with KeyDistribution::Random only.
    std::uint32_t memberOf(std::string_view key, Random &random) const;

    /// Exact part of all hash values that each member has now.
    const std::vector<double> &shares() const { return m_shares; }

    /// Ketama: the points of the circle, ascending, each the end of an arc that begins behind the one before; and whose
    /// the arcs are, by index of the member. Empty with other distributions.
    const std::vector<std::uint32_t> &points() const { return m_points; }
    const std::vector<std::uint16_t> &owners() const { return m_owners; }

    std::size_t heapBytes() const
    {
        return m_points.size() * sizeof(m_points[0]) + m_owners.size() * sizeof(m_owners[0]) +
               m_slots.size() * sizeof(m_slots[0]);
    }

private:
    std::size_t pointOf(std::uint32_t hash) const;
    void buildKetama(const std::vector<bool> &live);
    void buildSlots(const std::vector<bool> &live);
    void measureKetama();
    void measureSlots();

    KeyHash m_hash;
    KeyDistribution m_distribution;
    std::vector<RingMember> m_members;
    std::vector<std::uint32_t> m_order;
    std::vector<std::uint32_t> m_points; ///< ketama: hashes, ascending
    std::vector<std::uint16_t> m_owners; ///< member by point
    std::vector<std::uint32_t> m_slots;  ///< modula, random: member by slot
    std::vector<double> m_shares;
};

} // namespace bayplan
