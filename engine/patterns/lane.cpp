// SPDX-License-Identifier: Apache-2.0
#include "engine/patterns/lane.h"

#include <algorithm>

namespace bayplan {
namespace {

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

bool hits(const Trouble &trouble, const Lane::Payload &payload)
{
    return trouble.hits == MessageKind::All || trouble.hits == std::visit(KindOf{}, payload);
}

} // namespace

void Lane::trouble(std::uint32_t number, const Trouble &trouble)
{
    m_troubles.emplace_back(number, std::make_shared<const Trouble>(trouble));
}

void Lane::calm(std::uint32_t number)
{
    std::erase_if(m_troubles, [&](const auto &entry) { return entry.first == number; });
}

std::optional<Time> Lane::arrival(Time now, const LinkQuality &quality, Random &random, Payload payload)
{
    if (m_cuts > 0)
        return {};
    if (quality.loss > 0 && random.chance(quality.loss))
        return {};
    if (!m_troubles.empty() && isLost(random, payload))
        return {};
    double bytesPerSecond = quality.bytesPerSecond;
    for (const auto &[number, trouble] : m_troubles) {
        if (trouble->bytesPerSecond > 0 && (bytesPerSecond <= 0 || trouble->bytesPerSecond < bytesPerSecond) &&
            hits(*trouble, payload))
            bytesPerSecond = trouble->bytesPerSecond;
    }
    Time departure = now;
    if (bytesPerSecond > 0) {
        const std::uint32_t bytes = std::visit([](const auto *what) { return sizeOf(*what); }, payload);
        const Duration transmission = fromSeconds(static_cast<double>(bytes) / bytesPerSecond);
        departure = after(std::max(now, m_idleFrom), transmission);
        m_idleFrom = departure;
    }
    Time arrived = after(departure, quality.latency.sample(random));
    if (quality.jitter > Duration(0))
        arrived = after(arrived, Duration(static_cast<std::int64_t>(
                                     random.below(static_cast<std::uint64_t>(quality.jitter.count()) + 1))));
    return m_troubles.empty() ? arrived : after(arrived, lateness(random, payload));
}

std::optional<Time> Lane::copyArrival(Time arrival, Random &random, Payload payload) const
{
    for (const auto &[number, trouble] : m_troubles) {
        if (trouble->duplicate > 0 && hits(*trouble, payload) && random.chance(trouble->duplicate))
            return after(arrival, trouble->holdFor.sample(random));
    }
    return {};
}

bool Lane::isLost(Random &random, Payload payload) const
{
    return std::ranges::any_of(m_troubles, [&](const auto &entry) {
        const Trouble &trouble = *entry.second;
        return trouble.loss > 0 && hits(trouble, payload) && random.chance(trouble.loss);
    });
}

Duration Lane::lateness(Random &random, Payload payload) const
{
    Time late{};
    for (const auto &[number, trouble] : m_troubles) {
        if (!hits(*trouble, payload))
            continue;
        late = after(late, trouble->delay.sample(random));
        if (trouble->reorder > 0 && random.chance(trouble->reorder))
            late = after(late, trouble->holdFor.sample(random));
    }
    return late.time_since_epoch();
}

} // namespace bayplan
