# SPDX-License-Identifier: GPL-3.0-or-later
mutated_source(memcache_ambassador.cpp)

mutate([[    if (changed)
        rebuild();]]
[[    if (changed && !isMutant("restored-without-rebuild"))
        rebuild();]])

mutate([[    const PeerId server = m_ring->memberOf(passage.body.keys.front(), m_random);]]
[[    PeerId server = m_ring->memberOf(passage.body.keys.front(), m_random);
    if (isMutant("asks-the-neighbour") && m_servers[server].failuresInARow > 0)
        server = static_cast<PeerId>((server + 1) % m_peers.size());]])

mutate([[    if (passage == nullptr)
        return;
    auto *reply = std::get_if<MemcacheReply>(&body);]]
[[    if (passage == nullptr || (isMutant("time-out-not-answered") && outcome.status == CallStatus::TimedOut))
        return;
    auto *reply = std::get_if<MemcacheReply>(&body);]])
finish_source()
