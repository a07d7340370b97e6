// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/injected_fault.h"

#include "engine/base/units.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace bayplan {
namespace {

bool isGenerator(const InstancePlan &instance)
{
    return instance.machine && std::holds_alternative<LoadConfig>(instance.machine->behaviour);
}

/// As the catalog has it for a fault of the scenario.
constexpr double greatestFactor = 1000;

} // namespace

Result<FaultPlan> faultOf(const Plan &plan, const Injection &injection)
{
    constexpr std::array<std::string_view, 7> kinds{"kill",      "restart", "pause",    "resume",
                                                    "partition", "load",    "replicate"};
    if (std::ranges::find(kinds, injection.kind) == kinds.end())
        return fail(ErrorCode::Unsupported, "The fault \"" + injection.kind + "\" cannot be given by hand.",
                    "Use kill, restart, pause, resume, partition, load or replicate, or put it in the scenario.");
    const bool isLoad = injection.kind == "load";
    if (isLoad && !(injection.factor >= 0 && injection.factor <= greatestFactor))
        return fail(ErrorCode::InvalidInput, "The load cannot become " + formatNumber(injection.factor) + " times.",
                    "Give a factor from 0 to " + formatNumber(greatestFactor) + '.');
    FaultPlan fault;
    fault.kind = injection.kind;
    fault.length = std::max(Duration(0), injection.length);
    fault.text = injection.kind + ' ' + injection.target;
    if (isLoad) {
        fault.factor = injection.factor;
        fault.text += ", times " + formatNumber(fault.factor);
    }
    fault.instances = instancesNamed(plan, injection.target);
    if (isLoad)
        std::erase_if(fault.instances, [&](InstanceIndex index) { return !isGenerator(plan.instances[index]); });
    const bool overLinks = injection.kind == "partition" || injection.kind == "resume";
    for (InstanceIndex index = 0; overLinks && index < plan.instances.size(); ++index) {
        const auto &peers = plan.instances[index].peers;
        for (PeerId peer = 0; peer < peers.size(); ++peer) {
            if (!injection.target.empty() && peers[peer].link == injection.target)
                fault.peers.emplace_back(index, peer);
        }
    }
    if (fault.instances.empty() && fault.peers.empty())
        return fail(ErrorCode::NotFound,
                    (isLoad ? "No load generator" : "Nothing") + std::string(" in this run is called \"") +
                        injection.target + "\".",
                    overLinks ? "Name a pod (web-0), a container (web-0/app) or a link."
                              : "Name a pod (web-0) or a container (web-0/app).");
    return fault;
}

} // namespace bayplan
