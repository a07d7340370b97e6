// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/hardship.h"

#include <algorithm>
#include <utility>

namespace bayplan {
namespace {

constexpr std::size_t faultLimit = 100;
constexpr std::size_t onTheirWayLimit = 100'000; ///< messages that are late; more are lost
const LinkQuality asTheNetworkIs{.latency = Distribution::constant(Duration(0))};

bool hitsLanes(const AgentFault &fault)
{
    return fault.kind == AgentFaultKind::Cut || fault.kind == AgentFaultKind::Degrade;
}

} // namespace

Hardship::Hardship(boost::asio::io_context &io, Hooks hooks)
    : m_hooks(std::move(hooks)), m_timer(io, [this] { passTime(); }), m_deliveryTimer(io, [this] { deliverDue(); }),
      m_random(static_cast<std::uint64_t>(unixNanosecondsNow()))
{}

void Hardship::take(const AgentFault &fault)
{
    const auto found = m_active.find(fault.id);
    const Time until = after(bootNow(), fault.timeToLive);
    if (found != m_active.end()) {
        found->second.until = until;
    } else if (fault.timeToLive > Duration(0) && m_active.size() < faultLimit) {
        Active &active = m_active[fault.id];
        active.fault = fault;
        active.number = m_begun++;
        active.until = until;
        begin(active);
    }
    passTime();
}

void Hardship::begin(Active &active)
{
    m_hooks.event("fault-begun", active.fault.id);
    if (hitsLanes(active.fault))
        flap(active, bootNow());
    if (active.fault.kind == AgentFaultKind::Clock && active.fault.jump > Duration(0)) {
        m_clock.jump(bootNow(), active.fault.jump);
        m_hooks.clockChanged();
    }
}

void Hardship::end(Active &active)
{
    setFlow(active, false);
    m_hooks.event("fault-ended", active.fault.id);
}

void Hardship::setFlow(Active &active, bool flows)
{
    if (std::exchange(active.flows, flows) == flows)
        return;
    for (const FaultLane &each : active.fault.lanes) {
        Lane &lane = m_lanes[each.peer][static_cast<std::size_t>(each.way)];
        if (active.fault.kind == AgentFaultKind::Degrade && flows)
            lane.trouble(active.number, active.fault.trouble);
        else if (active.fault.kind == AgentFaultKind::Degrade)
            lane.calm(active.number);
        else if (flows)
            lane.cut();
        else
            lane.heal();
    }
}

/// Begins to flow, or changes over when it comes and goes.
void Hardship::flap(Active &active, Time now)
{
    setFlow(active, !active.flows);
    const Duration period = active.fault.period;
    if (period <= Duration(0))
        return;
    const Duration on = fromSeconds(toSeconds(period) * active.fault.duty);
    active.flapsAt = after(now, std::max<Duration>(std::chrono::milliseconds(1), active.flows ? on : period - on));
}

/// What is not a matter of lanes, out of all faults that there are.
void Hardship::settle()
{
    m_fullDisks = 0;
    m_writeDelay = m_stepDelay = Duration(0);
    const Active *clock = nullptr; // the one that began last
    double loadFactor = 1;
    for (const auto &[id, active] : m_active) {
        const AgentFault &fault = active.fault;
        m_fullDisks += fault.kind == AgentFaultKind::FullDisk ? 1 : 0;
        if (fault.kind == AgentFaultKind::SlowDisk)
            m_writeDelay = std::max(m_writeDelay, fault.delay);
        else if (fault.kind == AgentFaultKind::Slow)
            m_stepDelay = std::max(m_stepDelay, fault.delay);
        else if (fault.kind == AgentFaultKind::Clock && (clock == nullptr || active.number > clock->number))
            clock = &active;
        else if (fault.kind == AgentFaultKind::Load)
            loadFactor *= fault.factor;
    }
    const std::int64_t ratePpm = clock != nullptr ? clock->fault.ratePpm : SkewedClock::truePpm;
    if (std::exchange(m_ratePpm, ratePpm) != ratePpm) {
        m_clock.setRate(bootNow(), ratePpm);
        m_hooks.clockChanged();
    }
    if (std::exchange(m_loadFactor, loadFactor) != loadFactor)
        m_hooks.loadChanged(loadFactor);
}

/// Ends what is over, changes over what flaps, and waits for the next.
void Hardship::passTime()
{
    const Time now = bootNow();
    Time next = never;
    for (auto at = m_active.begin(); at != m_active.end();) {
        Active &active = at->second;
        if (active.until <= now) {
            end(active);
            at = m_active.erase(at);
            continue;
        }
        if (active.flapsAt <= now)
            flap(active, now);
        next = std::min({next, active.until, active.flapsAt});
        ++at;
    }
    settle();
    m_timer.arm(next);
}

void Hardship::carry(PeerId peer, LaneWay way, Message &&message, const Deliver &deliver)
{
    const auto lanes = m_lanes.find(peer);
    if (lanes == m_lanes.end())
        return deliver(peer, std::move(message));
    const Time now = bootNow();
    Lane &lane = lanes->second[static_cast<std::size_t>(way)];
    const auto arrival = lane.arrival(now, asTheNetworkIs, m_random, &message);
    if (!arrival || m_onTheirWay.size() >= onTheirWayLimit)
        return; // the caller's own deadline ends a call
    const bool isOneWay = !std::holds_alternative<Call>(message) && !std::holds_alternative<Answer>(message);
    if (const auto copy = isOneWay ? lane.copyArrival(*arrival, m_random, &message) : std::nullopt)
        m_onTheirWay.emplace(*copy, OnItsWay{peer, Message(message), deliver});
    // What is not late goes at once, but not past what was sent before it and is due.
    if (*arrival <= now && m_onTheirWay.empty())
        return deliver(peer, std::move(message));
    m_onTheirWay.emplace(*arrival, OnItsWay{peer, std::move(message), deliver});
    m_deliveryTimer.arm(m_onTheirWay.begin()->first);
}

void Hardship::deliverDue()
{
    const Time now = bootNow();
    while (!m_onTheirWay.empty() && m_onTheirWay.begin()->first <= now) {
        OnItsWay arrived = std::move(m_onTheirWay.extract(m_onTheirWay.begin()).mapped());
        arrived.deliver(arrived.peer, std::move(arrived.message));
    }
    m_deliveryTimer.arm(m_onTheirWay.empty() ? never : m_onTheirWay.begin()->first);
}

void Hardship::close()
{
    m_active.clear();
    m_lanes.clear();
    m_onTheirWay.clear();
    m_timer.arm(never);
    m_deliveryTimer.arm(never);
}

} // namespace bayplan
