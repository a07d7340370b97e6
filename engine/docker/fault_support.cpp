// SPDX-License-Identifier: Apache-2.0
#include "engine/docker/fault_support.h"

#include "engine/base/translatable.h"
#include "engine/docker/agent_faults.h"
#include "engine/docker/fault_injector.h"

#include <algorithm>
#include <map>

namespace bayplan {
namespace {

constexpr std::int64_t leastMemoryBytes = 6LL << 20U; ///< that an engine takes as a limit

Result<void> canAgentsMeet(const Plan &plan, const FaultPlan &fault, bool standIns)
{
    const auto told = toldFaultsOf(plan, fault);
    if (!told)
        return told.error();
    if (told->empty())
        return fail(ErrorCode::NotFound,
                    Told{hitsNothing(),
                         QT_TRANSLATE_NOOP("phrase", "Aim at a container of ours, or at a link between two pods.")});
    if (standIns)
        return {};
    std::map<std::string, const InstancePlan *> byName;
    for (const InstancePlan &instance : plan.instances)
        byName[instance.name] = &instance;
    for (const ToldFault &each : *told) {
        const auto found = byName.find(each.instance);
        if (found != byName.end() && found->second->role == Role::User)
            return fail(
                ErrorCode::Unsupported,
                Told{{QT_TRANSLATE_NOOP("phrase",
                                        "%1 runs an image of your own, and has no agent that could bring this about."),
                      each.instance},
                     QT_TRANSLATE_NOOP(
                         "phrase", "Use kill, stop, pause, restart or partition, or hit the other end of the link.")});
    }
    return {};
}

} // namespace

Phrase hitsNothing()
{
    return QT_TRANSLATE_NOOP("phrase", "This fault hits nothing that runs.");
}

Told cannotBeCutOff()
{
    return {QT_TRANSLATE_NOOP("phrase", "A container shares its pod's network and cannot be cut off by itself."),
            QT_TRANSLATE_NOOP("phrase", "Cut off the pod.")};
}

Result<void> canDeploymentMeet(const Plan &plan, const FaultPlan &fault, bool standIns)
{
    if (isOfAgents(fault))
        return canAgentsMeet(plan, fault, standIns);
    if (fault.kind != "roll") {
        if (auto possible = canInject(fault.kind); !possible)
            return possible;
    }
    if (fault.instances.empty())
        return fail(ErrorCode::NotFound, Told{hitsNothing(), {}});
    const bool hasOwner = std::ranges::any_of(
        fault.instances, [&](InstanceIndex index) { return plan.instances[index].role == Role::Pause; });
    if (fault.kind == "partition" && !hasOwner)
        return fail(ErrorCode::Unsupported, cannotBeCutOff());
    if (fault.kind == "limits" && fault.memoryBytes > 0 && fault.memoryBytes < leastMemoryBytes)
        return fail(ErrorCode::Unsupported,
                    Told{QT_TRANSLATE_NOOP("phrase", "An engine takes no limit of memory below 6 MiB."),
                         QT_TRANSLATE_NOOP("phrase", "Give more.")});
    return {};
}

} // namespace bayplan
