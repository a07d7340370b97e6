// SPDX-License-Identifier: Apache-2.0
// What lies between the instances: latency, loss, bandwidth and cuts, per caller and peer.
#pragma once

#include "engine/base/random.h"
#include "engine/plan/plan.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace bayplan {

/// The way there and the way back of one peer of one instance. A cut takes both.
class Network {
public:
    enum class Way { There, Back };

    Network(const Plan &plan, std::uint64_t seed);

    InstanceIndex calleeOf(InstanceIndex caller, PeerId peer) const { return m_links[caller][peer].callee; }
    bool hasPeer(InstanceIndex caller, PeerId peer) const { return peer < m_links[caller].size(); }

    /// The number by which the callee knows the caller, for messages that are no calls; nothing when it does not.
    std::optional<PeerId> backPeer(InstanceIndex caller, PeerId peer) const;

    /// When a message sent now arrives; nothing when it never does.
    std::optional<Time> arrival(Time now, InstanceIndex caller, PeerId peer, Way way, const Message &message);

    /// Cuts are counted: two partitions over one link heal when both have ended.
    void cut(InstanceIndex caller, PeerId peer) { ++m_links[caller][peer].cuts; }
    void heal(InstanceIndex caller, PeerId peer) { --m_links[caller][peer].cuts; }

private:
    struct Link {
        InstanceIndex callee = 0;
        std::optional<PeerId> back;
        LinkQuality quality;
        std::uint32_t cuts = 0;
        Time idleFrom[2] = {}; ///< per way: when the last byte so far has left
    };

    std::vector<std::vector<Link>> m_links;
    std::vector<Random> m_random; ///< by caller: one link's traffic does not change another's fate
};

/// Saturates at `never`.
Time after(Time time, Duration duration);

} // namespace bayplan
