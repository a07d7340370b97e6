// SPDX-License-Identifier: Apache-2.0
#include "engine/report/warnings.h"

#include "engine/base/units.h"

#include <algorithm>

namespace bayplan {
namespace {

constexpr double unstableFrom = 0.97;
constexpr std::uint64_t samplesForP999 = 10'000; ///< ten of them lie beyond it
constexpr double wideInterval = 0.1;
constexpr double mostLost = 0.01;

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
        warnings.push_back("p99.9 rests on fewer than 10000 requests: " + listOf(names) +
                           ". A longer run or more replications make it sound.");
}

void warnOfWideIntervals(const Report &report, std::vector<std::string> &warnings)
{
    std::vector<std::string> names;
    const auto look = [&](const std::string &text, Duration mean, Duration halfWidth) {
        const double share = mean > Duration(0) ? toSeconds(halfWidth) / toSeconds(mean) : 0;
        if (share > wideInterval)
            names.push_back(text + " (±" + formatFixed(share * 100, 0) + " %)");
    };
    for (const auto &link : report.links)
        look(link.text, link.latency.mean, link.meanHalfWidth);
    for (const auto &container : report.containers)
        look(container.text, container.latency.mean, container.meanHalfWidth);
    if (!names.empty())
        warnings.push_back("The mean is known to more than ±10 % only: " + listOf(names) +
                           ". A longer run or more replications narrow it.");
}

/// Requests a second that its slots can serve; 0 is unbounded or unknown.
double capacityOf(const Plan &plan, const std::string &element)
{
    double perSecond = 0;
    for (const InstancePlan &instance : plan.instances) {
        const auto *service = instance.machine && instance.element == element
                                  ? std::get_if<ServiceConfig>(&instance.machine->behaviour)
                                  : nullptr;
        if (service == nullptr)
            continue;
        const double seconds = toSeconds(service->serviceTime.expected());
        if (service->concurrency == 0 || seconds <= 0)
            return 0;
        perSecond += service->concurrency / seconds;
    }
    return perSecond;
}

/// Why its waiting times have no mean that a longer run comes nearer to; empty when they have.
std::string whyUnstable(const Plan &plan, const ContainerFigures &container)
{
    const double capacity = capacityOf(plan, container.id);
    if (capacity > 0 && container.arrivalsPerSecond > capacity)
        return formatFixed(container.arrivalsPerSecond, 1) + " requests arrive a second, and it can serve " +
               formatFixed(capacity, 1);
    if (container.utilisation >= unstableFrom)
        return "it is busy " + formatFixed(container.utilisation * 100, 1) + " % of the time";
    if (container.queueGrows)
        return "on average " + formatFixed(container.earlyQueueDepth, 0) +
               " requests waited in the first quarter of the window and " + formatFixed(container.lateQueueDepth, 0) +
               " in the last";
    return {};
}

void warnOfUnstable(const Plan &plan, const Report &report, std::vector<std::string> &warnings)
{
    for (const auto &container : report.containers) {
        const std::string why = whyUnstable(plan, container);
        if (why.empty())
            continue;
        const bool loses = container.lossRatio > mostLost;
        warnings.push_back("Unstable queue: " + container.text + ": " + why +
                           (loses ? ", so its queue is full and it refuses " +
                                        formatFixed(container.lossRatio * 100, 1) + " % of them."
                                  : ", so its waiting times grow with the length of the run."));
    }
}

} // namespace

std::vector<std::string> warningsOf(const Plan &plan, const Report &report)
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
    warnOfUnstable(plan, report, warnings);
    if (!report.silent.empty())
        warnings.push_back("No figures of their own came from " + listOf(report.silent) +
                           ": images of users report none.");
    warnOfWideIntervals(report, warnings);
    warnOfFewSamples(report, warnings);
    return warnings;
}

} // namespace bayplan
