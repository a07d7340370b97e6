// SPDX-License-Identifier: Apache-2.0
// Hosts whose processors are modelled: their names, and what is promised on them.
#include "engine/model/validator.h"

#include "engine/base/units.h"

#include <algorithm>
#include <cmath>

namespace bayplan {
namespace {

/// The names that can be, each once.
std::vector<std::string> mendedHosts(const std::vector<std::string> &hosts)
{
    std::vector<std::string> mended;
    for (const std::string &host : hosts)
        if (const std::string name = toDnsLabel(host, "host"); !std::ranges::count(mended, name))
            mended.push_back(name);
    return mended;
}

void checkHostNames(const Pod &pod, double cores, Findings &findings)
{
    const ParamReader params = paramsOf(pod);
    const std::vector<std::string> hosts = params.list("hosts");
    for (const std::string &host : hosts) {
        if (!isDnsLabel(host))
            offerEntries(findings.error("host.name", pod.id, '"' + host + "\" is no name of a host.",
                                        "Use lower case letters, digits and hyphens: node-1."),
                         "Rename to " + toDnsLabel(host, "host"), pod.id, "hosts", mendedHosts(hosts));
    }
    if (!hosts.empty() && cores <= 0) {
        Problem &problem = findings.warning("host.not-modelled", pod.id,
                                            "The pod \"" + pod.name +
                                                "\" names hosts, and the drawing gives hosts no "
                                                "cores: they change nothing.",
                                            "Say in the drawing's settings how many cores a host has.");
        problem.param = "hosts";
        offerParam(problem, "Four cores", "document", "hostCpus", Value(4.0));
    }
    const auto replicas = static_cast<std::size_t>(plannedReplicas(pod));
    if (hosts.size() > replicas)
        offerEntries(findings.hint("host.unused", pod.id,
                                   "The pod \"" + pod.name + "\" names more hosts than it has replicas.",
                                   "Name as many as there are replicas, or fewer."),
                     "Only the first " + std::to_string(replicas), pod.id, "hosts",
                     {hosts.begin(), hosts.begin() + static_cast<std::ptrdiff_t>(replicas)});
}

/// Limits of the containers, by the host of each replica.
std::map<std::string, double> limitsByHost(const Topology &topology, const ValidationIndex &index)
{
    std::map<std::string, double> limits;
    for (const auto &[id, pod] : topology.pods) {
        const auto containers = index.byPod.find(id);
        if (containers == index.byPod.end())
            continue;
        double sum = 0;
        for (const Container *container : containers->second)
            sum += paramsOf(*container).number("cpuLimit");
        const std::vector<std::string> hosts = paramsOf(pod).list("hosts");
        const auto replicas = static_cast<std::size_t>(paramsOf(pod).integer("replicas"));
        for (std::size_t replica = 0; replica < replicas; ++replica)
            limits[hosts.empty() ? std::string() : hosts[replica % hosts.size()]] += sum;
    }
    return limits;
}

/// As many cores as the limits of the fullest host add up to; or lower limits, where no host is that large.
void offerLimits(Problem &problem, double limits, double cores)
{
    constexpr double mostCores = 4096;
    if (limits <= mostCores)
        return offerParam(problem, formatNumber(limits) + " cores a host", "document", "hostCpus", Value(limits));
    problem.param = "hostCpus";
    offer(problem, "Lower the limits", [part = cores / limits](Topology &topology) {
        for (auto &[id, container] : topology.containers)
            if (findKind(container.kind))
                putParam(topology, id, "cpuLimit",
                         Value(std::floor(paramsOf(container).number("cpuLimit") * part * 1e6) / 1e6));
    });
}

} // namespace

void checkHosts(const Topology &topology, const ValidationIndex &index, Findings &findings)
{
    const double cores = paramsOf(topology).number("hostCpus");
    for (const auto &[id, pod] : topology.pods)
        checkHostNames(pod, cores, findings);
    if (cores <= 0)
        return;
    const std::map<std::string, double> limits = limitsByHost(topology, index);
    double greatest = 0; // every host has as many cores
    for (const auto &[host, limit] : limits)
        greatest = std::max(greatest, limit);
    for (const auto &[host, limit] : limits) {
        if (limit > cores)
            offerLimits(findings.hint("host.limits", "document",
                                      "The processor limits on " +
                                          (host.empty() ? std::string("the host") : "host " + host) + " add up to " +
                                          formatNumber(limit) + " cores, and it has " + formatNumber(cores) +
                                          ": together the containers cannot have what their limits allow.",
                                      "Raise the cores of a host, lower the limits, or let weights decide."),
                        greatest, cores);
    }
    for (const auto &[id, container] : topology.containers) {
        if (findKind(container.kind) && paramsOf(container).number("cpuLimit") > cores)
            offerParam(findings.warning("host.limit-above-cores", id,
                                        "The processor limit of " + describe(topology, container) + " is above the " +
                                            formatNumber(cores) + " cores of a host.",
                                        "Choose a lower limit."),
                       "Limit it to " + formatNumber(cores), id, "cpuLimit", Value(cores));
    }
}

} // namespace bayplan
