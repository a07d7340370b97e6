// SPDX-License-Identifier: Apache-2.0
// What lies between the instances: latency, loss, bandwidth, cuts and troubles, per caller, peer and way.
#pragma once

#include "engine/base/random.h"
#include "engine/plan/plan.h"

#include <array>
#include <cstdint>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace bayplan {

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

    InstanceIndex calleeOf(InstanceIndex caller, PeerId peer) const { return m_links[caller][peer].callee; }
    bool hasPeer(InstanceIndex caller, PeerId peer) const { return peer < m_links[caller].size(); }

    /// The number by which the callee knows the caller, for messages that are no calls; nothing when it does not.
    std::optional<PeerId> backPeer(InstanceIndex caller, PeerId peer) const;

    /// When a message sent now arrives; nothing when it never does.
    std::optional<Time> arrival(Time now, InstanceIndex caller, PeerId peer, Way way, Payload payload);

    /// When a second copy of a message that arrives then does, if there is one.
    std::optional<Time> copyArrival(Time arrival, InstanceIndex caller, PeerId peer, Way way, Payload payload);

    /// The lanes over which a fault's traffic goes.
    std::vector<Lane> lanesOf(const Plan &plan, const FaultPlan &fault) const;

    /// Cuts are counted: two of them over one lane heal when both have ended.
    void cut(const Lane &lane) { ++laneState(lane).cuts; }
    void heal(const Lane &lane) { --laneState(lane).cuts; }

    /// The number tells them apart; the trouble outlives its time on the lane.
    void trouble(const Lane &lane, std::uint32_t number, const Trouble &trouble);
    void calm(const Lane &lane, std::uint32_t number);

private:
    struct LaneState {
        std::uint32_t cuts = 0;
        Time idleFrom{}; ///< when the last byte so far has left
        std::vector<std::pair<std::uint32_t, const Trouble *>> troubles;
    };
    struct Link {
        InstanceIndex callee = 0;
        std::optional<PeerId> back;
        LinkQuality quality;
        std::array<LaneState, 2> lanes; ///< by Way
    };

    LaneState &laneState(const Lane &lane)
    {
        return m_links[lane.caller][lane.peer].lanes[static_cast<std::size_t>(lane.way)];
    }
    static bool isLost(const LaneState &lane, Random &random, Payload payload);
    static Duration lateness(const LaneState &lane, Random &random, Payload payload);

    std::vector<std::vector<Link>> m_links;
    std::vector<Random> m_random; ///< by caller: one link's traffic does not change another's fate
};

/// Saturates at `never`.
Time after(Time time, Duration duration);

} // namespace bayplan
