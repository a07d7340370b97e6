// SPDX-License-Identifier: Apache-2.0
#include "simulator/network.h"

#include "engine/base/heap_bytes.h"

#include <algorithm>
#include <iterator>

namespace bayplan {
namespace {

/// Sets this apart from the machines' streams of the same seed.
constexpr std::uint64_t networkStream = 0x6e6574776f726bU;

} // namespace

Network::Network(const Plan &plan, std::uint64_t seed)
{
    for (const InstancePlan &instance : plan.instances) {
        m_firstLink.push_back(static_cast<std::uint32_t>(m_links.size()));
        for (const PeerPlan &peer : instance.peers)
            m_links.push_back({.callee = peer.instance, .quality = keep(peer.quality)});
        m_random.push_back(
            Random::stream(seed, stableHash(instance.name.data(), instance.name.size()) ^ networkStream));
    }
    m_firstLink.push_back(static_cast<std::uint32_t>(m_links.size()));
    for (InstanceIndex caller = 0; caller < plan.instances.size(); ++caller) {
        for (PeerId peer = 0; peer < peersOf(caller); ++peer) {
            Link &link = m_links[m_firstLink[caller] + peer];
            for (PeerId back = peersOf(link.callee); back > 0; --back)
                link.back = calleeOf(link.callee, back - 1) == caller ? back - 1 : link.back;
            const LinkQuality &quality = m_qualities[link.quality];
            if (quality.loss > 0 || quality.bytesPerSecond > 0 || quality.jitter > Duration(0))
                lane({caller, peer, LaneWay::There});
        }
    }
}

/// Looks for the same among the newest only: links that are alike follow one another.
std::uint32_t Network::keep(const LinkQuality &quality)
{
    constexpr std::ptrdiff_t newest = 8;
    const auto first = m_qualities.end() - std::min(newest, std::ssize(m_qualities));
    auto same = std::find(first, m_qualities.end(), quality);
    if (same == m_qualities.end())
        same = m_qualities.insert(same, quality);
    return static_cast<std::uint32_t>(same - m_qualities.begin());
}

std::optional<PeerId> Network::backPeer(InstanceIndex caller, PeerId peer) const
{
    const PeerId back = linkOf(caller, peer).back;
    return back == noPeer ? std::nullopt : std::optional(back);
}

Lane &Network::lane(const LaneId &id)
{
    Link &link = m_links[m_firstLink[id.caller] + id.peer];
    if (link.lanes == plain) {
        link.lanes = static_cast<std::uint32_t>(m_lanes.size());
        m_lanes.emplace_back();
    }
    return m_lanes[link.lanes][static_cast<std::size_t>(id.way)];
}

std::optional<Time> Network::copyArrival(Time arrival, InstanceIndex caller, PeerId peer, LaneWay way,
                                         Lane::Payload payload)
{
    const Link &link = linkOf(caller, peer);
    if (link.lanes == plain)
        return {};
    return m_lanes[link.lanes][static_cast<std::size_t>(way)].copyArrival(arrival, m_random[caller], payload);
}

std::size_t Network::heapBytes() const
{
    return heapBytesOfAll(m_links, m_firstLink, m_qualities, m_random);
}

} // namespace bayplan
