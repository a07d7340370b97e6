// SPDX-License-Identifier: Apache-2.0
#include "simulator/network.h"

#include "engine/base/heap_bytes.h"

#include <algorithm>

namespace bayplan {
namespace {

/// Sets this apart from the machines' streams of the same seed.
constexpr std::uint64_t networkStream = 0x6e6574776f726bU;

struct KindOf {
    MessageKind operator()(const RequestBody *) const { return MessageKind::Requests; }
    MessageKind operator()(const ReplyBody *) const { return MessageKind::Answers; }
    MessageKind operator()(const Message *message) const { return std::visit(*this, *message); }
    MessageKind operator()(const Call &) const { return MessageKind::Requests; }
    MessageKind operator()(const Withdrawal &) const { return MessageKind::Requests; }
    MessageKind operator()(const Answer &) const { return MessageKind::Answers; }
    MessageKind operator()(const VoteRequest &) const { return MessageKind::Votes; }
    MessageKind operator()(const VoteReply &) const { return MessageKind::Votes; }
    MessageKind operator()(const Heartbeat &) const { return MessageKind::Heartbeats; }
    MessageKind operator()(const HeartbeatReply &) const { return MessageKind::Acknowledgements; }
    MessageKind operator()(const TransferLeadership &) const { return MessageKind::Transfers; }
    MessageKind operator()(const LogLines &) const { return MessageKind::All; }
    MessageKind operator()(const Readiness &) const { return MessageKind::All; }
};

bool hits(const Trouble &trouble, const Network::Payload &payload)
{
    return trouble.hits == MessageKind::All || trouble.hits == std::visit(KindOf{}, payload);
}

} // namespace

Network::Network(const Plan &plan, std::uint64_t seed)
{
    for (const InstancePlan &instance : plan.instances) {
        m_firstLink.push_back(static_cast<std::uint32_t>(m_links.size()));
        for (const PeerPlan &peer : instance.peers)
            m_links.push_back({.callee = peer.instance, .quality = peer.quality});
        m_random.push_back(
            Random::stream(seed, stableHash(instance.name.data(), instance.name.size()) ^ networkStream));
    }
    m_firstLink.push_back(static_cast<std::uint32_t>(m_links.size()));
    for (InstanceIndex caller = 0; caller < plan.instances.size(); ++caller) {
        for (PeerId peer = 0; peer < peersOf(caller); ++peer) {
            Link &link = m_links[m_firstLink[caller] + peer];
            for (PeerId back = peersOf(link.callee); back > 0; --back)
                link.back = calleeOf(link.callee, back - 1) == caller ? back - 1 : link.back;
            if (link.quality.loss > 0 || link.quality.bytesPerSecond > 0 || link.quality.jitter > Duration(0))
                laneState({caller, peer, Way::There});
        }
    }
}

std::optional<PeerId> Network::backPeer(InstanceIndex caller, PeerId peer) const
{
    const PeerId back = linkOf(caller, peer).back;
    return back == noPeer ? std::nullopt : std::optional(back);
}

Network::LaneState &Network::laneState(const Lane &lane)
{
    Link &link = m_links[m_firstLink[lane.caller] + lane.peer];
    if (link.lanes == plain) {
        link.lanes = static_cast<std::uint32_t>(m_lanes.size());
        m_lanes.emplace_back();
    }
    return m_lanes[link.lanes][static_cast<std::size_t>(lane.way)];
}

std::optional<Time> Network::arrivalOverLane(Time now, InstanceIndex caller, const Link &link, LaneState &lane,
                                             Payload payload)
{
    if (lane.cuts > 0)
        return {};
    Random &random = m_random[caller];
    if (link.quality.loss > 0 && random.chance(link.quality.loss))
        return {};
    if (!lane.troubles.empty() && isLost(lane, random, payload))
        return {};
    double bytesPerSecond = link.quality.bytesPerSecond;
    for (const auto &[number, trouble] : lane.troubles) {
        if (trouble->bytesPerSecond > 0 && (bytesPerSecond <= 0 || trouble->bytesPerSecond < bytesPerSecond) &&
            hits(*trouble, payload))
            bytesPerSecond = trouble->bytesPerSecond;
    }
    Time departure = now;
    if (bytesPerSecond > 0) {
        const std::uint32_t bytes = std::visit([](const auto *what) { return sizeOf(*what); }, payload);
        const Duration transmission = fromSeconds(static_cast<double>(bytes) / bytesPerSecond);
        departure = after(std::max(now, lane.idleFrom), transmission);
        lane.idleFrom = departure;
    }
    Time arrived = after(departure, link.quality.latency.sample(random));
    if (link.quality.jitter > Duration(0))
        arrived = after(arrived, Duration(static_cast<std::int64_t>(
                                     random.below(static_cast<std::uint64_t>(link.quality.jitter.count()) + 1))));
    return lane.troubles.empty() ? arrived : after(arrived, lateness(lane, random, payload));
}

std::optional<Time> Network::copyArrival(Time arrival, InstanceIndex caller, PeerId peer, Way way, Payload payload)
{
    const Link &link = linkOf(caller, peer);
    if (link.lanes == plain)
        return {};
    for (const auto &[number, trouble] : m_lanes[link.lanes][static_cast<std::size_t>(way)].troubles) {
        if (trouble->duplicate > 0 && hits(*trouble, payload) && m_random[caller].chance(trouble->duplicate))
            return after(arrival, trouble->holdFor.sample(m_random[caller]));
    }
    return {};
}

bool Network::isLost(const LaneState &lane, Random &random, Payload payload)
{
    return std::ranges::any_of(lane.troubles, [&](const auto &entry) {
        const Trouble &trouble = *entry.second;
        return trouble.loss > 0 && hits(trouble, payload) && random.chance(trouble.loss);
    });
}

Duration Network::lateness(const LaneState &lane, Random &random, Payload payload)
{
    Time late{};
    for (const auto &[number, trouble] : lane.troubles) {
        if (!hits(*trouble, payload))
            continue;
        late = after(late, trouble->delay.sample(random));
        if (trouble->reorder > 0 && random.chance(trouble->reorder))
            late = after(late, trouble->holdFor.sample(random));
    }
    return late.time_since_epoch();
}

std::vector<Network::Lane> Network::lanesOf(const Plan &plan, const FaultPlan &fault) const
{
    std::vector<Lane> lanes;
    for (const auto &[caller, peer] : fault.peers) {
        if (fault.hitsIn)
            lanes.push_back({caller, peer, Way::There});
        if (fault.hitsOut)
            lanes.push_back({caller, peer, Way::Back});
    }
    std::vector<bool> ours(plan.pods.size());
    std::vector<bool> theirs(plan.pods.size(), fault.others.empty());
    for (const InstanceIndex index : fault.others)
        theirs[plan.instances[index].pod] = true;
    for (const InstanceIndex index : fault.instances) {
        ours[plan.instances[index].pod] = true;
        theirs[plan.instances[index].pod] = false;
    }
    for (InstanceIndex caller = 0; caller < plan.instances.size() && !fault.instances.empty(); ++caller) {
        for (PeerId peer = 0; peer < peersOf(caller); ++peer) {
            const std::uint32_t from = plan.instances[caller].pod;
            const std::uint32_t to = plan.instances[calleeOf(caller, peer)].pod;
            const bool isOut = ours[from] && theirs[to];
            const bool isIn = theirs[from] && ours[to];
            if ((isOut && fault.hitsOut) || (isIn && fault.hitsIn))
                lanes.push_back({caller, peer, Way::There});
            if ((isOut && fault.hitsIn) || (isIn && fault.hitsOut))
                lanes.push_back({caller, peer, Way::Back});
        }
    }
    return lanes;
}

void Network::trouble(const Lane &lane, std::uint32_t number, const Trouble &trouble)
{
    laneState(lane).troubles.emplace_back(number, std::make_shared<const Trouble>(trouble));
}

void Network::calm(const Lane &lane, std::uint32_t number)
{
    std::erase_if(laneState(lane).troubles, [&](const auto &entry) { return entry.first == number; });
}

std::size_t Network::heapBytes() const
{
    return heapBytesOfAll(m_links, m_random);
}

} // namespace bayplan
