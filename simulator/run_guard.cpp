// SPDX-License-Identifier: Apache-2.0
#include "simulator/run_guard.h"

#include "engine/base/units.h"
#include "simulator/invariants.h"
#include "simulator/world.h"

namespace bayplan {
namespace {

/// Events and messages: one event may send a thousand.
constexpr std::uint64_t workBetweenMeasures = std::uint64_t{1} << 18U;

/// Of the limit, one part in so many may be sent in lines between two measures.
constexpr std::size_t lineShare = 16;

/// Whoever can do something at one instant.
std::uint64_t actorsOf(const Plan &plan)
{
    std::uint64_t actors = plan.instances.size() + plan.faults.size();
    for (const InstancePlan &instance : plan.instances) {
        const auto *load = instance.machine ? std::get_if<LoadConfig>(&instance.machine->behaviour) : nullptr;
        actors += load != nullptr ? load->users : 0;
    }
    return actors;
}

} // namespace

RunGuard::RunGuard(const Plan &plan, const RunLimits &limits)
    : m_patience(limits.eventsAtOnce + 50 * actorsOf(plan)), m_limitBytes(limits.worldBytes)
{}

std::optional<std::string> RunGuard::objectionTo(const World &world)
{
    auto objection = stalled(world);
    return objection ? objection : tooLarge(world);
}

std::optional<std::string> RunGuard::stalled(const World &world)
{
    const std::uint64_t events = world.eventsDone() - m_markEvents;
    if (events < m_patience)
        return std::nullopt;
    const Duration passed = world.now() - m_markTime;
    m_markTime = world.now();
    m_markEvents = world.eventsDone();
    if (static_cast<std::uint64_t>(passed.count()) >= events)
        return std::nullopt;
    return "The run was ended at " + instantText(world.now()) + " because time does not advance: the last " +
           std::to_string(events) + " events took " + shownDuration(passed) +
           ". Give what goes round at once (users without think time, services without service time, links without "
           "latency, flapping faults) some time.";
}

std::optional<std::string> RunGuard::tooLarge(const World &world)
{
    const std::uint64_t work = world.eventsDone() + world.messagesSent();
    if (work < m_measureAt && world.lineBytesSent() < m_measureAtLineBytes)
        return std::nullopt;
    m_measureAt = work + workBetweenMeasures;
    m_measureAtLineBytes = world.lineBytesSent() + m_limitBytes / lineShare + 1;
    const std::size_t bytes = world.bytes();
    if (bytes <= m_limitBytes)
        return std::nullopt;
    return "The run was ended at " + instantText(world.now()) + " because it holds " +
           formatBytes(static_cast<std::int64_t>(bytes)) +
           " of requests and queues: more comes in than is answered. Lower rates, queue limits or the most in flight "
           "of the loads.";
}

} // namespace bayplan
