// SPDX-License-Identifier: Apache-2.0
#include "engine/report/warnings.h"

#include "engine/base/units.h"
#include "engine/model/station.h"
#include "engine/report/broken_promises.h"

#include <algorithm>
#include <optional>
#include <set>

namespace bayplan {
namespace {

constexpr double unstableFrom = 0.97;
constexpr std::uint64_t samplesForP99 = 1'000; ///< ten of them lie beyond it
constexpr std::uint64_t samplesForP999 = 10'000;
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

/// Calls look(text, figures) for each link and container.
template <class Look>
void eachLatency(const Report &report, Look look)
{
    for (const auto &link : report.links)
        look(link.text, link);
    for (const auto &container : report.containers)
        look(container.text, container);
}

void warnOfFewSamples(const Report &report, std::vector<std::string> &warnings)
{
    std::vector<std::string> forP99;
    std::vector<std::string> forP999;
    eachLatency(report, [&](const std::string &text, const auto &figures) {
        const std::uint64_t samples = figures.latency.samples;
        if (samples > 0 && samples < samplesForP99)
            forP99.push_back(text);
        else if (samples > 0 && samples < samplesForP999)
            forP999.push_back(text);
    });
    const char *advice = ". A longer run or more replications make it sound.";
    if (!forP99.empty())
        warnings.push_back("p99 and p99.9 rest on fewer than 1000 requests: " + listOf(forP99) + advice);
    if (!forP999.empty())
        warnings.push_back("p99.9 rests on fewer than 10000 requests: " + listOf(forP999) + advice);
}

void warnOfWideIntervals(const Report &report, std::vector<std::string> &warnings)
{
    std::vector<std::string> names;
    eachLatency(report, [&](const std::string &text, const auto &figures) {
        const double mean = toSeconds(figures.latency.mean);
        const double share = mean > 0 ? toSeconds(figures.meanHalfWidth) / mean : 0;
        if (share > wideInterval)
            names.push_back(text + " (±" + formatFixed(share * 100, 0) + " %)");
    });
    if (!names.empty())
        warnings.push_back("The mean is known to more than ±10 % only: " + listOf(names) +
                           ". A longer run or more replications narrow it.");
}

void warnOfCorrelation(const Report &report, std::vector<std::string> &warnings)
{
    std::vector<std::string> names;
    eachLatency(report, [&](const std::string &text, const auto &figures) {
        if (figures.correlated)
            names.push_back(text);
    });
    if (!names.empty())
        warnings.push_back("The interval of the mean may be too narrow, because what follows in the run still depends "
                           "on what was before: " +
                           listOf(names) + ". A longer run or --replications give a sound one.");
}

void warnOfTransient(const Report &report, std::vector<std::string> &warnings)
{
    std::vector<std::string> names;
    eachLatency(report, [&](const std::string &text, const auto &figures) {
        if (figures.transient)
            names.push_back(text);
    });
    if (!names.empty())
        warnings.push_back("The warm-up was not over when the window began: the mean of " + listOf(names) +
                           " was another one in its first tenth than in its second half. Lengthen the warm-up, or use "
                           "--warm-up auto.");
}

/// Requests a second that its slots and its processors can serve; nothing when it is unbounded or unknown.
std::optional<double> capacityOf(const Plan &plan, const std::string &element)
{
    Station station{.replicas = 0};
    std::set<std::uint32_t> hosts;
    for (const InstancePlan &instance : plan.instances) {
        const auto *service = instance.machine && instance.element == element
                                  ? std::get_if<ServiceConfig>(&instance.machine->behaviour)
                                  : nullptr;
        if (service == nullptr)
            continue;
        ++station.replicas;
        station.slots = service->concurrency;
        station.seconds = toSeconds(service->serviceTime.expected());
        station.cpuLimit = instance.cpus;
        if (const auto host = plan.pods[instance.pod].host) {
            hosts.insert(*host);
            station.hostCpus = plan.hosts[*host].cpus;
        }
    }
    station.hosts = static_cast<double>(hosts.size());
    return bayplan::capacityOf(station);
}

/// Why its waiting times have no mean that a longer run comes nearer to; empty when they have.
std::string whyUnstable(const Plan &plan, const ContainerFigures &container)
{
    const auto capacity = capacityOf(plan, container.id);
    if (capacity && container.arrivalsPerSecond > *capacity)
        return formatFixed(container.arrivalsPerSecond, 1) + " requests arrive a second, and it can serve " +
               formatFixed(*capacity, 1);
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
    for (const auto &election : report.elections) {
        if (!election.safe)
            warnings.push_back(brokenPromiseOf(election).first);
    }
    const bool anyCalls = std::ranges::any_of(report.links, [](const LinkFigures &link) { return link.sent > 0; });
    if (!anyCalls)
        warnings.push_back("No traffic: " + whyNoTraffic(plan));
    warnOfUnstable(plan, report, warnings);
    if (!report.silent.empty())
        warnings.push_back("No figures of their own came from " + listOf(report.silent) +
                           ": images of users report none.");
    if (plan.faults.empty())
        warnOfTransient(report, warnings); // with faults the beginning is meant to be another
    const std::vector<std::string> precision = precisionWarningsOf(report);
    warnings.insert(warnings.end(), precision.begin(), precision.end());
    return warnings;
}

std::vector<std::string> precisionWarningsOf(const Report &report)
{
    std::vector<std::string> warnings;
    warnOfWideIntervals(report, warnings);
    warnOfCorrelation(report, warnings);
    warnOfFewSamples(report, warnings);
    return warnings;
}

} // namespace bayplan
