// SPDX-License-Identifier: Apache-2.0
#include "simulator/network.h"

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
};

bool hits(const Trouble &trouble, const Network::Payload &payload)
{
    return trouble.hits == MessageKind::All || trouble.hits == std::visit(KindOf{}, payload);
}

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
            links.push_back({.callee = peer.instance, .back = {}, .quality = peer.quality, .lanes = {}});
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

std::optional<Time> Network::arrival(Time now, InstanceIndex caller, PeerId peer, Way way, Payload payload)
{
    Link &link = m_links[caller][peer];
    LaneState &lane = link.lanes[static_cast<std::size_t>(way)];
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
    const Time arrived = after(departure, link.quality.latency.sample(random));
    return lane.troubles.empty() ? arrived : after(arrived, lateness(lane, random, payload));
}

std::optional<Time> Network::copyArrival(Time arrival, InstanceIndex caller, PeerId peer, Way way, Payload payload)
{
    for (const auto &[number, trouble] : laneState({caller, peer, way}).troubles) {
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
    for (InstanceIndex caller = 0; caller < m_links.size() && !fault.instances.empty(); ++caller) {
        for (PeerId peer = 0; peer < m_links[caller].size(); ++peer) {
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
    laneState(lane).troubles.emplace_back(number, &trouble);
}

void Network::calm(const Lane &lane, std::uint32_t number)
{
    std::erase_if(laneState(lane).troubles, [&](const auto &entry) { return entry.first == number; });
}

} // namespace bayplan
