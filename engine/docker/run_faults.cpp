// SPDX-License-Identifier: Apache-2.0
#include "engine/docker/run_faults.h"

#include "engine/base/translatable.h"
#include "engine/docker/agent_faults.h"
#include "engine/docker/observer.h"
#include "engine/docker/queue_orders.h"
#include "engine/plan/injected_fault.h"
#include "engine/plan/queue_order.h"

#include <algorithm>
#include <map>

namespace bayplan {

namespace {

using namespace std::chrono_literals;

constexpr auto rollPatience = 60s; ///< with one replica that does not become ready

} // namespace

Task<void> RunFaults::playScenario(Duration past)
{
    const auto begun = std::chrono::steady_clock::now() - past;
    for (const FaultPlan &fault : m_context.plan.faults) {
        const auto at = begun + fault.at.time_since_epoch();
        if (fault.at.time_since_epoch() < past)
            continue; // before the change: it has had its turn
        while (!m_context.isEnding() && std::chrono::steady_clock::now() < at) {
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(at - std::chrono::steady_clock::now());
            co_await m_context.changed.wait(std::min<std::chrono::milliseconds>(left, 500ms));
        }
        if (m_context.isEnding())
            co_return;
        m_context.begin(carryOut(fault));
    }
}

Task<void> RunFaults::carryOut(FaultPlan fault)
{
    if (isQueueOrder(fault.kind)) {
        co_await order(fault);
        co_return;
    }
    const std::string subject = fault.id.empty() ? fault.text : fault.id;
    m_context.view.addEvent(unixNow(), "fault", subject, fault.text);
    const auto done = co_await inflict(fault);
    if (!done)
        m_context.view.addEvent(unixNow(), "fault-failed", subject, done.error().message);
    else if (fault.length > Duration(0))
        m_context.view.addEvent(unixNow(), "fault-over", subject, fault.text);
}

bool RunFaults::release(const FaultPlan &fault)
{
    bool isOfThisRun = false;
    for (Held *held : m_held) {
        const bool ends = fault.kind == "resume" && isEndedBy(held->fault, fault);
        held->isResumed = held->isResumed || ends;
        isOfThisRun = isOfThisRun || ends;
    }
    return isOfThisRun;
}

Task<Result<void>> RunFaults::inflict(const FaultPlan &fault)
{
    Held held{fault};
    m_held.insert(&held);
    const auto done = co_await inflict(held);
    m_held.erase(&held);
    co_return done;
}

Task<Result<void>> RunFaults::inflict(const Held &held)
{
    const FaultPlan &fault = held.fault;
    FaultContext context{m_context.engine,
                         m_context.deployment,
                         m_context.changed,
                         [this, &held] { return m_context.isEnding() || held.isResumed; },
                         false,
                         m_context.address};
    if (isOfAgents(fault)) {
        auto told = toldFaultsOf(m_context.plan, fault);
        if (!told)
            co_return told.error();
        co_return co_await holdFault(std::move(context), std::move(*told), fault.length);
    }
    if (fault.kind == "roll")
        co_return co_await roll(std::move(context), fault);
    if (fault.kind == "resume" && (fault.instances.empty() || !fault.how.empty()))
        co_return Result<void>(); // of a link, whose agents have heard it; of one fault, which undoes itself
    std::set<std::string> instances;
    for (const InstanceIndex index : fault.instances)
        instances.insert(m_context.plan.instances[index].name);
    co_return co_await injectFault(std::move(context), fault, std::move(instances));
}

Task<void> RunFaults::order(FaultPlan wanted)
{
    std::vector<std::string> queues;
    for (const InstanceIndex index : wanted.instances)
        queues.push_back(m_context.plan.instances[index].name);
    const std::string subject = queues.front();
    const auto done = co_await giveOrder(
        {m_context.engine, m_context.deployment, m_context.changed, [this] { return m_context.isEnding(); }}, wanted,
        std::move(queues));
    if (!done)
        m_context.view.addEvent(unixNow(), "order-failed", subject, done.error().message);
}

/// Replica after replica, each when the one before has been ready for as long as the fault says.
Task<Result<void>> RunFaults::roll(FaultContext context, const FaultPlan &fault)
{
    std::map<std::uint32_t, std::vector<InstanceIndex>> replicas; // by pod
    for (const InstanceIndex index : fault.instances)
        if (m_context.plan.instances[index].machine)
            replicas[m_context.plan.instances[index].pod].push_back(index);
    for (const auto &[pod, members] : replicas) {
        if (context.isEnding())
            co_return Result<void>();
        if (auto rolled = co_await rollOne(context, fault, members); !rolled)
            co_return rolled;
    }
    const std::string subject = fault.id.empty() ? fault.text : fault.id;
    m_context.view.addEvent(unixNow(), "rolled", subject, "replicas: " + std::to_string(replicas.size()));
    co_return Result<void>();
}

Task<Result<void>> RunFaults::rollOne(const FaultContext &context, const FaultPlan &fault,
                                      std::vector<InstanceIndex> members)
{
    std::set<std::string> names;
    std::map<InstanceIndex, std::uint64_t> lives; // as they were; a user's own program tells none
    for (const InstanceIndex index : members) {
        names.insert(m_context.plan.instances[index].name);
        lives[index] = m_context.view.lifeOf(index);
    }
    const bool kills = fault.how == "kill";
    FaultPlan restart;
    restart.kind = kills ? "kill" : "restart";
    restart.text = fault.text;
    restart.length = kills ? Duration(1ms) : Duration(0);
    if (auto begun = co_await injectFault(context, restart, std::move(names)); !begun)
        co_return begun;
    const auto isReady = [&](InstanceIndex index) {
        return lives[index] == 0 ||
               (m_context.view.lifeOf(index) != lives[index] && m_context.view.phaseOf(index) == Phase::Ready);
    };
    const auto giveUp = std::chrono::steady_clock::now() + rollPatience;
    while (!context.isEnding() && !std::ranges::all_of(members, isReady)) {
        if (std::chrono::steady_clock::now() > giveUp)
            co_return fail(ErrorCode::TimedOut,
                           Told{{QT_TRANSLATE_NOOP("phrase", "%1 is not ready; the others stay as they are."),
                                 m_context.plan.instances[*std::ranges::find_if_not(members, isReady)].name},
                                {}});
        co_await m_context.changed.wait(500ms);
    }
    const auto settled = std::chrono::steady_clock::now() + fault.delay;
    while (!context.isEnding() && std::chrono::steady_clock::now() < settled)
        co_await m_context.changed.wait(std::chrono::ceil<std::chrono::milliseconds>(
            std::min<Duration>(500ms, settled - std::chrono::steady_clock::now())));
    co_return Result<void>();
}

} // namespace bayplan
