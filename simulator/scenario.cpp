// SPDX-License-Identifier: Apache-2.0
#include "simulator/scenario.h"

#include "engine/base/units.h"

#include <algorithm>
#include <array>

namespace bayplan {
namespace {

std::string hexadecimal(std::uint64_t number)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text(16, '0');
    for (auto digit = text.rbegin(); digit != text.rend(); ++digit, number >>= 4U)
        *digit = digits[number & 15U];
    return text;
}

bool isMeant(const Plan &plan, const InstancePlan &instance, const std::string &target)
{
    const PodPlan &pod = plan.pods[instance.pod];
    return instance.name == target || pod.name == target || (!pod.isFront && pod.element == target) ||
           (!target.empty() && instance.element == target);
}

bool isGenerator(const InstancePlan &instance)
{
    return instance.machine && std::holds_alternative<LoadConfig>(instance.machine->behaviour);
}

/// As the catalog has it for a fault of the scenario.
constexpr double greatestFactor = 1000;

} // namespace

Plan scenarioOf(Plan plan, const SimulatorOptions &options)
{
    if (options.duration > Duration(0)) {
        plan.duration = options.duration;
        plan.warmUp = std::min(plan.warmUp, plan.duration / 10);
    }
    if (options.seed != 0)
        plan.seed = options.seed;
    plan.warmUp = std::clamp(plan.warmUp, Duration(0), plan.duration);
    return plan;
}

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
    const bool overLinks = injection.kind == "partition" || injection.kind == "resume";
    for (InstanceIndex index = 0; index < plan.instances.size(); ++index) {
        const InstancePlan &instance = plan.instances[index];
        if (isMeant(plan, instance, injection.target) && (!isLoad || isGenerator(instance)))
            fault.instances.push_back(index);
        for (PeerId peer = 0; overLinks && peer < instance.peers.size(); ++peer) {
            if (!injection.target.empty() && instance.peers[peer].link == injection.target)
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

void finishReport(const World &world, Report &report)
{
    report.traceHash = hexadecimal(world.traceHash());
    std::vector<std::string> warnings;
    for (std::size_t i = 0; i < report.elections.size(); ++i) {
        ElectionFigures &election = report.elections[i];
        const auto violation = std::ranges::find(world.violations(), std::optional(i), &Violation::election);
        if (election.safe && violation == world.violations().end()) {
            election.safety = "At every event at most one leader per term and one valid lease.";
            continue;
        }
        election.safe = false;
        if (violation != world.violations().end())
            election.safety = violation->text;
        const std::string start = "Election " + election.name + " was not safe: ";
        std::erase_if(report.warnings, [&](const auto &text) { return text.starts_with(start); });
        warnings.push_back(start + election.safety);
    }
    for (const Violation &violation : world.violations()) {
        if (!violation.election)
            warnings.push_back("A promise was broken. " + violation.text);
    }
    report.warnings.insert(report.warnings.begin(), warnings.begin(), warnings.end());
    report.violations = world.violations().size();
    for (AssertionFigures &assertion : report.assertions) // with what is known now of safety
        assertion = evaluateAssertion(assertion.id, assertion.text, report);
}

} // namespace bayplan
