// SPDX-License-Identifier: Apache-2.0
// Readiness: who balances over replicas learns which of them are ready, and a rolling restart waits for each.
#include "simulator/world.h"

#include <algorithm>
#include <utility>

namespace bayplan {
namespace {

/// From a change of a readiness probe until those that balance know: probe, endpoints, and their way.
constexpr Duration readinessDelay = std::chrono::milliseconds(50);

constexpr Duration rollPoll = std::chrono::milliseconds(50);

/// On top of the grace time; a replica that is not ready by then ends the roll.
constexpr Duration rollPatience = std::chrono::minutes(10);

bool balances(const BehaviourConfig &behaviour)
{
    return std::holds_alternative<FrontConfig>(behaviour) || std::holds_alternative<HttpAmbassadorConfig>(behaviour);
}

} // namespace

void World::heedLifecycle(InstanceIndex index, std::string_view event)
{
    if (event != "starting" && event != "ready")
        return;
    m_instances[index].starting = event == "starting";
    m_lifeChanged = true;
    sayReadiness(index, event == "ready");
}

void World::sayReadiness(InstanceIndex index, bool ready)
{
    if (!m_whoBalances)
        findWhoBalances();
    const auto found = m_whoBalances->find(index);
    if (found == m_whoBalances->end())
        return;
    for (const auto &[caller, peer] : found->second)
        carry(after(m_now, readinessDelay), caller, peer, Readiness{ready});
}

/// Whoever begins to balance over replicas of which some are spare knows which, as from their probes.
void World::hearOfSpares(InstanceIndex balancer)
{
    const InstancePlan &instance = planOf(balancer);
    if (!balances(instance.machine->behaviour))
        return;
    for (PeerId peer = 0; peer < instance.peers.size(); ++peer) {
        if (waitsAsSpare(instance.peers[peer].instance))
            step(balancer, Received{peer, Readiness{false}});
    }
}

void World::findWhoBalances()
{
    m_whoBalances.emplace();
    for (InstanceIndex caller = 0; caller < m_plan.instances.size(); ++caller) {
        const InstancePlan &instance = m_plan.instances[caller];
        if (!instance.machine || !balances(instance.machine->behaviour))
            continue;
        for (PeerId peer = 0; peer < instance.peers.size(); ++peer)
            (*m_whoBalances)[instance.peers[peer].instance].emplace_back(caller, peer);
    }
}

// ---- rolling restart -----------------------------------------------------------------------------------------------

void World::beginRoll(const FaultPlan &plan)
{
    Roll roll;
    roll.plan = plan;
    for (const InstanceIndex index : plan.instances) {
        const std::uint32_t pod = planOf(index).pod;
        if (planOf(index).machine && !waitsAsSpare(index) && std::ranges::find(roll.pods, pod) == roll.pods.end())
            roll.pods.push_back(pod);
    }
    roll.lostBefore = lostOf(plan);
    m_rolls.push_back(std::move(roll));
    advanceRoll(static_cast<std::uint32_t>(m_rolls.size() - 1));
}

/// A pod is under way while giveUpAt is set, and has settled once it has been ready for as long as the plan says.
void World::advanceRoll(std::uint32_t number)
{
    Roll &roll = m_rolls[number];
    if (roll.giveUpAt != never) {
        const std::string_view notReady = notReadyIn(roll);
        roll.readyAt = !notReady.empty() ? never : std::min(roll.readyAt, m_now);
        if (!notReady.empty() && m_now >= roll.giveUpAt) {
            tell("roll-stuck", roll.plan.id, std::string(notReady) + " is not ready; the others stay as they are");
            return;
        }
        if (!notReady.empty() || m_now < after(roll.readyAt, roll.plan.delay)) {
            push(after(m_now, rollPoll), Happening::Kind::Roll, 0).number = number;
            return;
        }
        ++roll.done;
        roll.giveUpAt = roll.readyAt = never;
    }
    if (roll.done == roll.pods.size()) {
        tell("rolled", roll.plan.id.empty() ? roll.plan.text : roll.plan.id,
             "replicas: " + std::to_string(roll.pods.size()) +
                 ", requests lost: " + std::to_string(lostOf(roll.plan) - roll.lostBefore));
        return;
    }
    restartPod(roll);
    m_rolls[number].giveUpAt = after(m_now, rollPatience);
    push(after(m_now, rollPoll), Happening::Kind::Roll, 0).number = number;
}

void World::restartPod(const Roll &roll)
{
    const std::uint32_t pod = roll.pods[roll.done];
    for (const InstanceIndex index : roll.plan.instances) {
        if (planOf(index).pod != pod || !planOf(index).machine)
            continue;
        if (roll.plan.how != "kill") {
            restart(index);
        } else {
            end(index, Ending::Killed, roll.plan.text);
            startSoon(index);
        }
    }
}

/// Name of a container of the pod under way that is not ready; empty when all are.
std::string_view World::notReadyIn(const Roll &roll) const
{
    for (const InstanceIndex index : roll.plan.instances) {
        const Instance &instance = m_instances[index];
        if (planOf(index).pod == roll.pods[roll.done] && planOf(index).machine &&
            (!instance.alive || instance.stopping || instance.starting))
            return planOf(index).name;
    }
    return {};
}

void World::restart(InstanceIndex index)
{
    Instance &instance = m_instances[index];
    instance.startAgain = instance.alive;
    if (!instance.alive)
        startSoon(index);
    stop(index);
}

std::uint64_t World::lostOf(const FaultPlan &plan) const
{
    std::uint64_t lost = 0;
    for (const InstanceIndex index : plan.instances)
        lost += m_containers[index].lost;
    return lost;
}

} // namespace bayplan
