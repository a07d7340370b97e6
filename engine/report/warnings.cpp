// SPDX-License-Identifier: Apache-2.0
#include "engine/report/warnings.h"

#include "engine/base/units.h"

#include <algorithm>

namespace bayplan {
namespace {

constexpr double unstableFrom = 0.97;
constexpr std::uint64_t samplesForP999 = 1000;

const LoadConfig *loadOf(const InstancePlan &instance)
{
    return instance.machine ? std::get_if<LoadConfig>(&instance.machine->behaviour) : nullptr;
}

/// Why nothing was called, as far as the plan tells.
std::string whyNoTraffic(const Plan &plan)
{
    bool anyLoad = false;
    bool anyPeers = false;
    for (const InstancePlan &instance : plan.instances) {
        anyLoad = anyLoad || loadOf(instance) != nullptr;
        anyPeers = anyPeers || (loadOf(instance) != nullptr && !instance.peers.empty());
    }
    if (!anyLoad)
        return "nothing in the drawing makes requests; add a load generator and link it to a container.";
    if (!anyPeers)
        return "the load generator is linked to nothing; draw a link from it to the container that it shall call.";
    return "the load sent nothing in this window; look at its rate, at the duration and at the events of the run.";
}

std::string listOf(const std::vector<std::string> &names)
{
    constexpr std::size_t shown = 4;
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), shown); ++i)
        text += (i == 0 ? "" : ", ") + names[i];
    if (names.size() > shown)
        text += " and " + std::to_string(names.size() - shown) + " more";
    return text;
}

void warnOfFewSamples(const Report &report, std::vector<std::string> &warnings)
{
    std::vector<std::string> names;
    const auto look = [&](const std::string &text, const LatencyFigures &latency) {
        if (latency.samples > 0 && latency.samples < samplesForP999)
            names.push_back(text);
    };
    for (const auto &link : report.links)
        look(link.text, link.latency);
    for (const auto &container : report.containers)
        look(container.text, container.latency);
    if (!names.empty())
        warnings.push_back("p99.9 rests on fewer than 1000 requests: " + listOf(names) +
                           ". A longer run makes it sound.");
}

void warnOfUnstable(const Report &report, std::vector<std::string> &warnings)
{
    for (const auto &container : report.containers) {
        if (container.utilisation >= unstableFrom)
            warnings.push_back("Unstable queue: " + container.text + " is busy " +
                               formatFixed(container.utilisation * 100, 1) +
                               " % of the time, so its waiting times grow with the length of the run.");
    }
}

void warnOfSilent(const Plan &plan, const Snapshot &last, std::vector<std::string> &warnings)
{
    std::vector<std::string> silent;
    for (InstanceIndex index = 0; index < plan.instances.size(); ++index) {
        const bool has = plan.instances[index].machine.has_value() && !plan.instances[index].element.empty();
        if (has && !last.instances[index].known)
            silent.push_back(plan.instances[index].name);
    }
    if (!silent.empty())
        warnings.push_back("No figures of their own came from " + listOf(silent) + ": images of users report none.");
}

} // namespace

std::vector<std::string> warningsOf(const Plan &plan, const Report &report, const Snapshot &last)
{
    std::vector<std::string> warnings;
    if (report.window <= Duration(0))
        warnings.push_back("The window is empty: the warm-up is as long as the run.");
    const bool anyCalls = std::ranges::any_of(report.links, [](const LinkFigures &link) { return link.sent > 0; });
    if (!anyCalls)
        warnings.push_back("No traffic: " + whyNoTraffic(plan));
    for (const auto &election : report.elections) {
        if (!election.safe)
            warnings.push_back("Election " + election.name + " was not safe: " + election.safety);
    }
    warnOfUnstable(report, warnings);
    warnOfSilent(plan, last, warnings);
    warnOfFewSamples(report, warnings);
    return warnings;
}

} // namespace bayplan
