// SPDX-License-Identifier: Apache-2.0
#include "engine/model/validate.h"

#include "engine/base/units.h"
#include "engine/model/json_tree.h"
#include "engine/model/validator.h"

#include <algorithm>
#include <future>
#include <iterator>
#include <numeric>
#include <tuple>

namespace bayplan {

ValidationIndex::ValidationIndex(const Topology &topology)
{
    for (const auto &[id, container] : topology.containers) {
        if (!findKind(container.kind))
            continue;
        byPod[container.pod].push_back(&container);
        for (const MountEntry &mount : mountsOf(container))
            mounting[mount.volume].push_back(&container);
    }
    for (const auto &[id, link] : topology.links) {
        linksFrom[link.from.container].push_back(&link);
        linksTo[link.to.container].push_back(&link);
    }
    for (const auto &[id, pod] : topology.pods)
        podNamed.try_emplace(pod.name, &pod);
}

const Pod *ValidationIndex::podAnswering(const std::string &name) const
{
    if (const auto found = podNamed.find(name); found != podNamed.end())
        return found->second;
    const auto hyphen = name.rfind('-');
    if (hyphen == std::string::npos)
        return nullptr;
    const auto number = parseInteger(name.substr(hyphen + 1));
    const auto base = podNamed.find(name.substr(0, hyphen));
    if (base == podNamed.end() || !number || *number < 0 || std::to_string(*number) != name.substr(hyphen + 1))
        return nullptr;
    const std::int64_t replicas = plannedReplicas(*base->second);
    return replicas > 1 && *number < replicas ? base->second : nullptr;
}

ElementId ValidationIndex::targetOf(const Topology &topology, const std::string &target) const
{
    if (contains(topology, target))
        return target;
    const auto slash = target.find('/');
    const Pod *pod = podAnswering(target.substr(0, slash));
    if (!pod || slash == std::string::npos)
        return pod ? pod->id : ElementId();
    if (const auto members = byPod.find(pod->id); members != byPod.end())
        for (const Container *container : members->second)
            if (container->name == target.substr(slash + 1))
                return container->id;
    return {};
}

bool callsFrom(const ValidationIndex &index, const Container &container, std::string_view port)
{
    const auto links = index.linksFrom.find(container.id);
    return links != index.linksFrom.end() &&
           std::ranges::any_of(links->second, [&](const Link *link) { return link->from.port == port; });
}

std::int64_t runningReplicas(const Topology &topology, const Container &container)
{
    const auto pod = topology.pods.find(container.pod);
    return pod == topology.pods.end() ? 1 : paramsOf(pod->second).integer("replicas");
}

std::string describe(const Topology &topology, const Container &container)
{
    const auto pod = topology.pods.find(container.pod);
    return pod == topology.pods.end() ? container.name : pod->second.name + '/' + container.name;
}

namespace {

constexpr std::size_t worthAThread = 1000; ///< containers

/// By their numbers and not themselves: a problem is a fifth of a kilobyte, and there may be ten thousands.
std::vector<Problem> inOrder(std::vector<Problem> found)
{
    std::vector<std::size_t> order(found.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(
        order, {}, [&](std::size_t i) { return std::tie(found[i].severity, found[i].element, found[i].code); });
    std::vector<Problem> problems;
    problems.reserve(found.size());
    for (const std::size_t i : order)
        problems.push_back(std::move(found[i]));
    return problems;
}

} // namespace

std::vector<Problem> validate(const Topology &topology)
{
    const ValidationIndex index(topology);
    // Two halves of about the same length, in the order of the one after the other whoever is through first.
    const auto laterHalf = [&] {
        Findings findings;
        checkResources(topology, index, findings);
        checkPatterns(topology, index, findings);
        checkElections(topology, findings);
        checkAmbassadors(topology, index, findings);
        checkTimings(topology, index, findings);
        checkLoads(topology, index, findings);
        checkHosts(topology, index, findings);
        checkLimits(topology, index, findings);
        checkScenario(topology, index, findings);
        return findings.take();
    };
    const bool isLarge = topology.containers.size() > worthAThread;
    auto later = std::async(isLarge ? std::launch::async | std::launch::deferred : std::launch::deferred, laterHalf);
    Findings findings;
    checkNames(topology, index, findings);
    checkParams(topology, findings);
    checkLinks(topology, index, findings);
    std::vector<Problem> problems = findings.take();
    std::vector<Problem> rest = later.get();
    problems.insert(problems.end(), std::make_move_iterator(rest.begin()), std::make_move_iterator(rest.end()));
    return inOrder(std::move(problems));
}

bool isValid(const std::vector<Problem> &problems)
{
    return std::ranges::none_of(problems, [](const Problem &problem) { return problem.severity == Severity::Error; });
}

std::string pointerOf(const Topology &topology, const ElementId &id, const std::string &param)
{
    std::string pointer;
    if (topology.pods.contains(id))
        pointer = "/pods/" + id;
    else if (topology.containers.contains(id))
        pointer = "/containers/" + id;
    else if (topology.links.contains(id))
        pointer = "/links/" + id;
    else if (topology.volumes.contains(id))
        pointer = "/volumes/" + id;
    else if (topology.notes.contains(id))
        pointer = "/notes/" + id;
    else if (topology.groups.contains(id))
        pointer = "/groups/" + id;
    else if (topology.faults.contains(id))
        pointer = "/scenario/faults/" + id;
    else if (topology.assertions.contains(id))
        pointer = "/scenario/assertions/" + id;
    return param.empty() ? pointer : pointerStep(pointer, param);
}

} // namespace bayplan
