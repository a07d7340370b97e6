// SPDX-License-Identifier: Apache-2.0
// Names, ids, what belongs to what, and the values of parameters.
#include "engine/model/draft.h"
#include "engine/model/param_check.h"
#include "engine/model/validator.h"

#include <algorithm>

namespace bayplan {
namespace {

constexpr std::string_view nameRule =
    "Names have small letters, digits and hyphens, at most 63, and begin and end with a letter or digit.";

void offerRename(Problem &problem, const Topology &topology, const ElementId &id, const std::string &name)
{
    problem.param = "name";
    if (auto edit = rename(topology, id, name)) {
        problem.fix = *edit;
        problem.fixLabel = "Rename to " + name;
    }
}

template <class T>
void checkIds(const std::map<ElementId, T> &elements, Findings &findings)
{
    for (const auto &[id, element] : elements)
        if (!isDnsLabel(id) || id == "document" || element.id != id)
            findings.error("id.invalid", id, '"' + id + "\" cannot be an id.", std::string(nameRule));
}

std::string freePodName(const Topology &topology, const Pod &pod)
{
    return freeName(pod.name, [&](const std::string &name) { return podNameTaken(topology, name, pod.id); });
}

/// A pod with replicas takes the names web-0, web-1... and, for what balances over them, web-front.
void checkReplicaNames(const Topology &topology, const Pod &pod, const std::set<std::string> &names, Findings &findings)
{
    const std::int64_t replicas = std::clamp<std::int64_t>(plannedReplicas(pod), 1, 2000);
    std::string clash = replicas > 1 && names.contains(pod.name + "-front") ? pod.name + "-front" : std::string();
    for (std::int64_t i = 0; replicas > 1 && i < replicas && clash.empty(); ++i)
        if (names.contains(pod.name + '-' + std::to_string(i)))
            clash = pod.name + '-' + std::to_string(i);
    if (clash.empty())
        return;
    const std::string free = freeName(pod.name, [&](const std::string &name) {
        return podNameTaken(topology, name) || names.contains(name + "-front") || names.contains(name + "-0");
    });
    offerRename(findings.error("pod.name-taken", pod.id,
                               "\"" + pod.name + "\" has replicas, and so would take the name \"" + clash +
                                   "\", which another pod has.",
                               "Rename one of the two."),
                topology, pod.id, free);
}

void checkPodNames(const Topology &topology, Findings &findings)
{
    std::set<std::string> names; // of pods and of their replicas
    std::vector<const Pod *> pods;
    for (const auto &[id, pod] : topology.pods) {
        if (!isDnsLabel(pod.name)) {
            offerRename(findings.error("pod.name-invalid", id, "The pod's name \"" + pod.name + "\" is no DNS name.",
                                       std::string(nameRule)),
                        topology, id, freePodName(topology, pod));
            continue;
        }
        if (!names.insert(pod.name).second)
            offerRename(findings.error("pod.name-taken", id, "Two pods have the name \"" + pod.name + "\"."), topology,
                        id, freePodName(topology, pod));
        pods.push_back(&pod);
    }
    for (const Pod *pod : pods)
        checkReplicaNames(topology, *pod, names, findings);
}

void checkContainerNames(const Topology &topology, Findings &findings)
{
    std::set<std::pair<ElementId, std::string>> names;
    for (const auto &[id, container] : topology.containers) {
        const auto free = [&, &id = id, &container = container] { // by name: clang before 16 knows no other way
            return freeName(container.name,
                            [&](const std::string &n) { return containerNameTaken(topology, container.pod, n, id); });
        };
        if (!topology.pods.contains(container.pod))
            findings
                .error("container.pod-missing", id,
                       "The container \"" + container.name + "\" is in no pod: there is no pod \"" + container.pod +
                           "\".",
                       "Name the id of a pod.")
                .param = "pod";
        if (!findKind(container.kind))
            findings.error("container.kind-unknown", id, "There is no kind \"" + container.kind + "\".").param = "kind";
        if (!isDnsLabel(container.name) || container.name == "pause")
            offerRename(findings.error("container.name-invalid", id,
                                       "The container's name \"" + container.name +
                                           "\" is no DNS name, or taken by the pod itself.",
                                       std::string(nameRule)),
                        topology, id, container.name == "pause" ? "pause-2" : free());
        else if (!names.insert({container.pod, container.name}).second)
            offerRename(findings.error("container.name-taken", id,
                                       "Two containers of the pod have the name \"" + container.name + "\"."),
                        topology, id, free());
    }
}

void checkVolumeNames(const Topology &topology, Findings &findings)
{
    std::set<std::string> names;
    for (const auto &[id, volume] : topology.volumes) {
        const auto free = [&, &id = id, &volume = volume] {
            return freeName(volume.name, [&](const std::string &n) { return volumeNameTaken(topology, n, id); });
        };
        if (!isDnsLabel(volume.name))
            offerRename(findings.error("volume.name-invalid", id,
                                       "The volume's name \"" + volume.name + "\" is no DNS name.",
                                       std::string(nameRule)),
                        topology, id, free());
        else if (!names.insert(volume.name).second)
            offerRename(findings.error("volume.name-taken", id, "Two volumes have the name \"" + volume.name + "\"."),
                        topology, id, free());
    }
}

void checkGroups(const Topology &topology, Findings &findings)
{
    std::set<ElementId> grouped;
    for (const auto &[id, group] : topology.groups) {
        Group kept = group;
        std::erase_if(kept.members, [&](const ElementId &member) {
            return !(topology.pods.contains(member) || topology.notes.contains(member)) ||
                   !grouped.insert(member).second;
        });
        if (kept == group && !group.members.empty())
            continue;
        Problem &problem = findings.warning("group.members", id,
                                            "The group \"" + (group.title.empty() ? id : group.title) +
                                                "\" names what is no pod or note, or stands in another group.",
                                            "Take it out of the group.");
        problem.param = "members";
        problem.fix =
            Edit{"Mend the group", {Slot<Group>{id, kept.members.empty() ? std::nullopt : std::optional(kept)}}};
        problem.fixLabel = kept.members.empty() ? "Remove the group" : "Take them out";
    }
}

void checkParamsOf(const Topology &topology, const ElementId &id, const std::string &kindKey, const Params &params,
                   Findings &findings)
{
    const KindInfo *kind = findKind(kindKey);
    if (!kind)
        return;
    for (const auto &[key, value] : params) {
        const ParamInfo *info = findParam(*kind, key);
        if (!info) {
            findings.error("param.unknown", id, "\"" + kindKey + "\" has no parameter \"" + key + "\".", "Remove it.")
                .param = key;
            continue;
        }
        const auto complaint = unsuitable(*info, value);
        if (!complaint)
            continue;
        Problem &problem = findings.error(hasForm(info->type, value) ? "param.value" : "param.type", id,
                                          info->title + " (" + key + "): " + complaint->message, complaint->advice);
        problem.param = key;
        if (auto edit = setParam(topology, id, key, std::nullopt)) {
            problem.fix = *edit;
            problem.fixLabel = "Use the default";
        }
    }
}

} // namespace

void checkNames(const Topology &topology, Findings &findings)
{
    checkIds(topology.pods, findings);
    checkIds(topology.containers, findings);
    checkIds(topology.links, findings);
    checkIds(topology.volumes, findings);
    checkIds(topology.notes, findings);
    checkIds(topology.groups, findings);
    checkIds(topology.faults, findings);
    checkIds(topology.assertions, findings);
    checkPodNames(topology, findings);
    checkContainerNames(topology, findings);
    checkVolumeNames(topology, findings);
    checkGroups(topology, findings);
    const std::map<ElementId, std::vector<const Container *>> byPod = ValidationIndex(topology).byPod;
    for (const auto &[id, pod] : topology.pods) {
        if (byPod.contains(id))
            continue;
        Problem &problem = findings.warning("pod.empty", id, "The pod \"" + pod.name + "\" has no container.",
                                            "Put one in, or remove the pod.");
        problem.fix = removeElements(topology, {id});
        problem.fixLabel = "Remove " + pod.name;
    }
    if (topology.containers.empty())
        findings.warning("document.empty", "document", "There is nothing to run: the document has no containers.",
                         "Add one from the palette.");
}

void checkParams(const Topology &topology, Findings &findings)
{
    checkParamsOf(topology, "document", "document", topology.settings.params, findings);
    for (const auto &[id, pod] : topology.pods)
        checkParamsOf(topology, id, "pod", pod.params, findings);
    for (const auto &[id, container] : topology.containers)
        checkParamsOf(topology, id, container.kind, container.params, findings);
    for (const auto &[id, link] : topology.links)
        checkParamsOf(topology, id, "link", link.params, findings);
    for (const auto &[id, volume] : topology.volumes)
        checkParamsOf(topology, id, "volume", volume.params, findings);
    for (const auto &[id, fault] : topology.faults)
        checkParamsOf(topology, id, "fault." + fault.kind, fault.params, findings);
}

} // namespace bayplan
