// SPDX-License-Identifier: Apache-2.0
// What lies between the instances: latency, loss, bandwidth, cuts and troubles, per caller, peer and way.
#pragma once

#include "engine/base/random.h"
#include "engine/plan/lanes.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace bayplan {

/// The way there and the way back of one peer of one instance, each with its own fate.
class Network {
public:
    Network(const Plan &plan, std::uint64_t seed);

    InstanceIndex calleeOf(InstanceIndex caller, PeerId peer) const { return linkOf(caller, peer).callee; }

    /// The number by which the callee knows the caller, for messages that are no calls; nothing when it does not.
    std::optional<PeerId> backPeer(InstanceIndex caller, PeerId peer) const;

    /// Brings what a call of that caller touches into the caches.
    void fetch(InstanceIndex caller) const
    {
        __builtin_prefetch(&m_random[caller]);
        __builtin_prefetch(m_links.data() + m_firstLink[caller]);
    }

    /// When a message sent now arrives; nothing when it never does.
    std::optional<Time> arrival(Time now, InstanceIndex caller, PeerId peer, LaneWay way, Lane::Payload payload)
    {
        const Link &link = linkOf(caller, peer);
        if (link.lanes == plain)
            return after(now, m_qualities[link.quality].latency.sample(m_random[caller]));
        return m_lanes[link.lanes][static_cast<std::size_t>(way)].arrival(now, m_qualities[link.quality],
                                                                          m_random[caller], payload);
    }

    /// When a second copy of a message that arrives then does, if there is one.
    std::optional<Time> copyArrival(Time arrival, InstanceIndex caller, PeerId peer, LaneWay way,
                                    Lane::Payload payload);

    bool isCut(const LaneId &id) const
    {
        const Link &link = linkOf(id.caller, id.peer);
        return link.lanes != plain && m_lanes[link.lanes][static_cast<std::size_t>(id.way)].isCut();
    }

    /// To make it worse, or better again.
    Lane &lane(const LaneId &id);

    std::size_t heapBytes() const;

private:
    static constexpr std::uint32_t plain = UINT32_MAX;

    struct Link {
        InstanceIndex callee = 0;
        PeerId back = noPeer;
        std::uint32_t lanes = plain; ///< in m_lanes, once anything but the latency counts
        std::uint32_t quality = 0;   ///< in m_qualities
    };

    const Link &linkOf(InstanceIndex caller, PeerId peer) const { return m_links[m_firstLink[caller] + peer]; }
    PeerId peersOf(InstanceIndex caller) const { return m_firstLink[caller + 1] - m_firstLink[caller]; }
    std::uint32_t keep(const LinkQuality &quality);

    std::vector<Link> m_links;                ///< by caller, then by peer
    std::vector<LinkQuality> m_qualities;     ///< most links are like others: few, which stay in the caches
    std::vector<std::uint32_t> m_firstLink;   ///< by caller; one more, behind the last
    std::vector<std::array<Lane, 2>> m_lanes; ///< by LaneWay
    std::vector<Random> m_random;             ///< by caller: one link's traffic does not change another's fate
};

} // namespace bayplan
