# SPDX-License-Identifier: GPL-3.0-or-later
mutated_source(memcache_ambassador.cpp)

mutate([[    if (changed)
        rebuild();]]
[[    if (changed && !isMutant("restored-without-rebuild"))
        rebuild();]])

mutate([[    const PeerId server = m_ring->memberOf(asked.keys.front(), m_random);]]
[[    PeerId server = m_ring->memberOf(asked.keys.front(), m_random);
    if (isMutant("asks-the-neighbour") && m_servers[server].failuresInARow > 0)
        server = static_cast<PeerId>((server + 1) % m_peers.size());]])

mutate([[    if (passage == nullptr)
        return;
    const auto *reply = body.as<MemcacheReply>();]]
[[    if (passage == nullptr || (isMutant("time-out-not-answered") && outcome.status == CallStatus::TimedOut))
        return;
    const auto *reply = body.as<MemcacheReply>();]])
finish_source()
