// SPDX-License-Identifier: Apache-2.0
#include "engine/model/validate.h"

#include "engine/model/json_tree.h"
#include "engine/model/validator.h"

#include <algorithm>
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
}

std::vector<MountEntry> mountsOf(const Container &container)
{
    std::vector<MountEntry> mounts;
    const auto found = container.params.find("mounts");
    if (found == container.params.end() || !std::holds_alternative<std::vector<std::string>>(found->second))
        return mounts;
    for (const std::string &text : std::get<std::vector<std::string>>(found->second))
        if (auto mount = parseMount(text))
            mounts.push_back(std::move(*mount));
    return mounts;
}

std::string describe(const Topology &topology, const Container &container)
{
    const auto pod = topology.pods.find(container.pod);
    return pod == topology.pods.end() ? container.name : pod->second.name + '/' + container.name;
}

std::vector<Problem> validate(const Topology &topology)
{
    Findings findings;
    const ValidationIndex index(topology);
    checkNames(topology, findings);
    checkParams(topology, findings);
    checkLinks(topology, index, findings);
    checkResources(topology, index, findings);
    checkPatterns(topology, index, findings);
    checkLoads(topology, index, findings);
    checkHosts(topology, index, findings);
    checkLimits(topology, index, findings);
    checkScenario(topology, findings);
    std::vector<Problem> problems = findings.take();
    std::ranges::stable_sort(
        problems, {}, [](const Problem &problem) { return std::tie(problem.severity, problem.element, problem.code); });
    return problems;
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
