// SPDX-License-Identifier: Apache-2.0
// What lies between the instances: latency, loss, bandwidth, cuts and troubles, per caller, peer and way.
#pragma once

#include "engine/base/random.h"
#include "engine/patterns/config.h"
#include "engine/plan/plan.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace bayplan {

/// Saturates at `never`.
inline Time after(Time time, Duration duration)
{
    return duration >= never - time ? never : time + duration;
}

/// The way there and the way back of one peer of one instance, each with its own fate.
class Network {
public:
    enum class Way : std::uint8_t { There, Back };

    struct Lane {
        InstanceIndex caller = 0;
        PeerId peer = 0;
        Way way = Way::There;
    };

    /// What goes over a lane; only its size counts.
    using Payload = std::variant<const Message *, const RequestBody *, const ReplyBody *>;

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
    std::optional<Time> arrival(Time now, InstanceIndex caller, PeerId peer, Way way, Payload payload)
    {
        const Link &link = linkOf(caller, peer);
        if (link.lanes == plain)
            return after(now, link.quality.latency.sample(m_random[caller]));
        return arrivalOverLane(now, caller, link, m_lanes[link.lanes][static_cast<std::size_t>(way)], payload);
    }

    /// When a second copy of a message that arrives then does, if there is one.
    std::optional<Time> copyArrival(Time arrival, InstanceIndex caller, PeerId peer, Way way, Payload payload);

    /// The lanes over which a fault's traffic goes.
    std::vector<Lane> lanesOf(const Plan &plan, const FaultPlan &fault) const;

    /// Cuts are counted: two of them over one lane heal when both have ended.
    void cut(const Lane &lane) { ++laneState(lane).cuts; }
    void heal(const Lane &lane) { --laneState(lane).cuts; }

    /// The number tells them apart.
    void trouble(const Lane &lane, std::uint32_t number, const Trouble &trouble);
    void calm(const Lane &lane, std::uint32_t number);

    std::size_t heapBytes() const;

private:
    struct LaneState {
        std::uint32_t cuts = 0;
        Time idleFrom{}; ///< when the last byte so far has left
        std::vector<std::pair<std::uint32_t, std::shared_ptr<const Trouble>>> troubles; ///< shared by copies
    };
    static constexpr std::uint32_t plain = UINT32_MAX;

    struct Link {
        InstanceIndex callee = 0;
        PeerId back = noPeer;
        std::uint32_t lanes = plain; ///< in m_lanes, once anything but the latency counts
        LinkQuality quality;
    };

    const Link &linkOf(InstanceIndex caller, PeerId peer) const { return m_links[m_firstLink[caller] + peer]; }
    PeerId peersOf(InstanceIndex caller) const { return m_firstLink[caller + 1] - m_firstLink[caller]; }
    std::optional<Time> arrivalOverLane(Time now, InstanceIndex caller, const Link &link, LaneState &lane,
                                        Payload payload);
    LaneState &laneState(const Lane &lane);
    static bool isLost(const LaneState &lane, Random &random, Payload payload);
    static Duration lateness(const LaneState &lane, Random &random, Payload payload);

    std::vector<Link> m_links;                     ///< by caller, then by peer
    std::vector<std::uint32_t> m_firstLink;        ///< by caller; one more, behind the last
    std::vector<std::array<LaneState, 2>> m_lanes; ///< by Way
    std::vector<Random> m_random;                  ///< by caller: one link's traffic does not change another's fate
};

} // namespace bayplan
