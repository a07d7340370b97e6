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
            offerEntries(
                findings.error("host.name", pod.id, {QT_TRANSLATE_NOOP("phrase", "\"%1\" is no name of a host."), host},
                               QT_TRANSLATE_NOOP("phrase", "Use lower case letters, digits and hyphens: node-1.")),
                {QT_TRANSLATE_NOOP("phrase", "Rename to %1"), toDnsLabel(host, "host")}, pod.id, "hosts",
                mendedHosts(hosts));
    }
    if (!hosts.empty() && cores <= 0) {
        Problem &problem = findings.warning(
            "host.not-modelled", pod.id,
            {QT_TRANSLATE_NOOP(
                 "phrase", "The pod \"%1\" names hosts, and the drawing gives hosts no cores: they change nothing."),
             pod.name},
            QT_TRANSLATE_NOOP("phrase", "Say in the drawing's settings how many cores a host has."));
        problem.param = "hosts";
        offerParam(problem, QT_TRANSLATE_NOOP("phrase", "Four cores"), "document", "hostCpus", Value(4.0));
    }
    const auto replicas = static_cast<std::size_t>(plannedReplicas(pod));
    if (hosts.size() > replicas)
        offerEntries(
            findings.hint(
                "host.unused", pod.id,
                {QT_TRANSLATE_NOOP("phrase", "The pod \"%1\" names more hosts than it has replicas."), pod.name},
                QT_TRANSLATE_NOOP("phrase", "Name as many as there are replicas, or fewer.")),
            {QT_TRANSLATE_NOOP("phrase", "Only the first %1"), std::to_string(replicas)}, pod.id, "hosts",
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
        return offerParam(problem, {QT_TRANSLATE_NOOP("phrase", "%1 cores a host"), formatNumber(limits)}, "document",
                          "hostCpus", Value(limits));
    problem.param = "hostCpus";
    offer(problem, QT_TRANSLATE_NOOP("phrase", "Lower the limits"), [part = cores / limits](Topology &topology) {
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
            offerLimits(
                findings.hint(
                    "host.limits", "document",
                    {QT_TRANSLATE_NOOP("phrase", "The processor limits on %1 add up to %2 cores, and it has %3: "
                                                 "together the containers cannot have what their limits allow."),
                     host.empty() ? Phrase(QT_TRANSLATE_NOOP("phrase", "the host"))
                                  : Phrase(QT_TRANSLATE_NOOP("phrase", "host %1"), host),
                     formatNumber(limit), formatNumber(cores)},
                    QT_TRANSLATE_NOOP("phrase", "Raise the cores of a host, lower the limits, or let weights decide.")),
                greatest, cores);
    }
    for (const auto &[id, container] : topology.containers) {
        if (findKind(container.kind) && paramsOf(container).number("cpuLimit") > cores)
            offerParam(findings.warning(
                           "host.limit-above-cores", id,
                           {QT_TRANSLATE_NOOP("phrase", "The processor limit of %1 is above the %2 cores of a host."),
                            describe(topology, container), formatNumber(cores)},
                           QT_TRANSLATE_NOOP("phrase", "Choose a lower limit.")),
                       {QT_TRANSLATE_NOOP("phrase", "Limit it to %1"), formatNumber(cores)}, id, "cpuLimit",
                       Value(cores));
    }
}

} // namespace bayplan
