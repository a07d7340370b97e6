// SPDX-License-Identifier: Apache-2.0
// Hosts whose processors are modelled: their names, and what is promised on them.
#include "engine/model/validator.h"

#include "engine/base/units.h"

#include <algorithm>

namespace bayplan {
namespace {

void checkHostNames(const Topology &topology, const Pod &pod, double cores, Findings &findings)
{
    const ParamReader params = paramsOf(pod);
    const std::vector<std::string> hosts = params.list("hosts");
    for (const std::string &host : hosts) {
        if (!isDnsLabel(host))
            findings
                .error("host.name", pod.id, '"' + host + "\" is no name of a host.",
                       "Use lower case letters, digits and hyphens: node-1.")
                .param = "hosts";
    }
    if (!hosts.empty() && cores <= 0) {
        Problem &problem = findings.warning("host.not-modelled", pod.id,
                                            "The pod \"" + pod.name +
                                                "\" names hosts, and the drawing gives hosts no "
                                                "cores: they change nothing.",
                                            "Say in the drawing's settings how many cores a host has.");
        problem.param = "hosts";
        if (auto edit = setParam(topology, "document", "hostCpus", Value(4.0))) {
            problem.fix = *edit;
            problem.fixLabel = "Four cores";
        }
    }
    if (static_cast<std::int64_t>(hosts.size()) > plannedReplicas(pod))
        findings
            .hint("host.unused", pod.id, "The pod \"" + pod.name + "\" names more hosts than it has replicas.",
                  "Name as many as there are replicas, or fewer.")
            .param = "hosts";
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

} // namespace

void checkHosts(const Topology &topology, const ValidationIndex &index, Findings &findings)
{
    const double cores = paramsOf(topology).number("hostCpus");
    for (const auto &[id, pod] : topology.pods)
        checkHostNames(topology, pod, cores, findings);
    if (cores <= 0)
        return;
    for (const auto &[host, limit] : limitsByHost(topology, index)) {
        if (limit > cores)
            findings
                .hint("host.limits", "document",
                      "The processor limits on " + (host.empty() ? std::string("the host") : "host " + host) +
                          " add up to " + formatNumber(limit) + " cores, and it has " + formatNumber(cores) +
                          ": together the containers cannot have what their limits allow.",
                      "Raise the cores of a host, lower the limits, or let weights decide.")
                .param = "hostCpus";
    }
    for (const auto &[id, container] : topology.containers) {
        if (findKind(container.kind) && paramsOf(container).number("cpuLimit") > cores)
            findings
                .warning("host.limit-above-cores", id,
                         "The processor limit of " + describe(topology, container) + " is above the " +
                             formatNumber(cores) + " cores of a host.",
                         "Choose a lower limit.")
                .param = "cpuLimit";
    }
}

} // namespace bayplan
