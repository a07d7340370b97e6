// SPDX-License-Identifier: Apache-2.0
#include "simulator/network.h"

#include <algorithm>

namespace bayplan {
namespace {

/// Sets this apart from the machines' streams of the same seed.
constexpr std::uint64_t networkStream = 0x6e6574776f726bU;

} // namespace

Time after(Time time, Duration duration)
{
    return duration >= never - time ? never : time + duration;
}

Network::Network(const Plan &plan, std::uint64_t seed)
{
    for (const InstancePlan &instance : plan.instances) {
        auto &links = m_links.emplace_back();
        for (const PeerPlan &peer : instance.peers)
            links.push_back({.callee = peer.instance, .back = {}, .quality = peer.quality});
        m_random.push_back(
            Random::stream(seed, stableHash(instance.name.data(), instance.name.size()) ^ networkStream));
    }
    for (InstanceIndex caller = 0; caller < m_links.size(); ++caller) {
        for (Link &link : m_links[caller]) {
            const auto &others = m_links[link.callee];
            const auto found = std::ranges::find(others, caller, &Link::callee);
            if (found != others.end())
                link.back = static_cast<PeerId>(found - others.begin());
        }
    }
}

std::optional<PeerId> Network::backPeer(InstanceIndex caller, PeerId peer) const
{
    return m_links[caller][peer].back;
}

std::optional<Time> Network::arrival(Time now, InstanceIndex caller, PeerId peer, Way way, const Message &message)
{
    Link &link = m_links[caller][peer];
    if (link.cuts > 0)
        return {};
    Random &random = m_random[caller];
    if (link.quality.loss > 0 && random.chance(link.quality.loss))
        return {};
    Time departure = now;
    if (link.quality.bytesPerSecond > 0) {
        Time &idleFrom = link.idleFrom[static_cast<std::size_t>(way)];
        const Duration transmission = fromSeconds(static_cast<double>(sizeOf(message)) / link.quality.bytesPerSecond);
        departure = after(std::max(now, idleFrom), transmission);
        idleFrom = departure;
    }
    return after(departure, link.quality.latency.sample(random));
}

} // namespace bayplan
