// SPDX-License-Identifier: Apache-2.0
// Names, ids, what belongs to what, and the values of parameters.
#include "engine/model/draft.h"
#include "engine/model/param_check.h"
#include "engine/model/validator.h"

#include <algorithm>

namespace bayplan {
namespace {

constexpr const char nameRule[] = QT_TRANSLATE_NOOP(
    "phrase", "Names have small letters, digits and hyphens, at most 63, and begin and end with a letter or digit.");

/// Another id for an element, wherever it is referred to.
void putId(Topology &topology, const ElementId &from)
{
    const ElementId to = freshId(topology, from == "document" ? "element" : std::string_view(from));
    const auto move = [&](auto &elements) {
        auto node = elements.extract(from);
        if (node.empty())
            return;
        node.key() = to;
        node.mapped().id = to;
        elements.insert(std::move(node));
    };
    move(topology.pods);
    move(topology.containers);
    move(topology.links);
    move(topology.volumes);
    move(topology.notes);
    move(topology.groups);
    move(topology.faults);
    move(topology.assertions);
    const auto follow = [&](ElementId &id) { id = id == from ? to : id; };
    for (auto &[id, container] : topology.containers)
        follow(container.pod);
    for (auto &[id, link] : topology.links) {
        follow(link.from.container);
        follow(link.to.container);
    }
    for (auto &[id, group] : topology.groups)
        std::ranges::for_each(group.members, follow);
    for (auto &[id, fault] : topology.faults)
        follow(fault.target);
}

/// The free name for each stem, looked for once: a thousand pods may have one name.
class FreeNames {
public:
    const std::string &of(const std::string &stem, const std::function<bool(const std::string &)> &isTaken)
    {
        const auto [entry, isNew] = m_free.try_emplace(stem);
        if (isNew)
            entry->second = freeName(stem, isTaken);
        return entry->second;
    }

private:
    std::map<std::string, std::string> m_free;
};

template <class T>
void checkIds(const std::map<ElementId, T> &elements, Findings &findings)
{
    for (const auto &[id, element] : elements)
        if (!isDnsLabel(id) || id == "document" || element.id != id)
            offer(findings.error("id.invalid", id, {QT_TRANSLATE_NOOP("phrase", "\"%1\" cannot be an id."), id},
                                 nameRule),
                  QT_TRANSLATE_NOOP("phrase", "Give it another id"),
                  [id = id](Topology &topology) { putId(topology, id); });
}

/// A pod with replicas takes the names web-0, web-1... and, for what balances over them, web-front.
void checkReplicaNames(const Pod &pod, const ValidationIndex &index, FreeNames &free, Findings &findings)
{
    const auto isPod = [&](const std::string &name) { return index.podNamed.contains(name); };
    const std::int64_t replicas = std::clamp<std::int64_t>(plannedReplicas(pod), 1, 2000);
    std::string clash = replicas > 1 && isPod(pod.name + "-front") ? pod.name + "-front" : std::string();
    for (std::int64_t i = 0; replicas > 1 && i < replicas && clash.empty(); ++i)
        if (isPod(pod.name + '-' + std::to_string(i)))
            clash = pod.name + '-' + std::to_string(i);
    if (clash.empty())
        return;
    offerRename(
        findings.error("pod.name-taken", pod.id,
                       {QT_TRANSLATE_NOOP(
                            "phrase", "\"%1\" has replicas, and so would take the name \"%2\", which another pod has."),
                        pod.name, clash},
                       QT_TRANSLATE_NOOP("phrase", "Rename one of the two.")),
        pod.id, free.of(pod.name, [&](const std::string &name) {
            return index.isPodName(name) || isPod(name + "-front") || isPod(name + "-0") || isPod(name + "-1");
        }));
}

void checkPodNames(const Topology &topology, const ValidationIndex &index, Findings &findings)
{
    std::set<std::string> names; // of pods and of their replicas
    std::vector<const Pod *> pods;
    FreeNames free;
    const auto isTaken = [&](const std::string &name) { return index.isPodName(name); };
    for (const auto &[id, pod] : topology.pods) {
        if (!isDnsLabel(pod.name)) {
            offerRename(findings.error("pod.name-invalid", id,
                                       {QT_TRANSLATE_NOOP("phrase", "The pod's name \"%1\" is no DNS name."), pod.name},
                                       nameRule),
                        id, free.of(pod.name, isTaken));
            continue;
        }
        if (!names.insert(pod.name).second)
            offerRename(findings.error("pod.name-taken", id,
                                       {QT_TRANSLATE_NOOP("phrase", "Two pods have the name \"%1\"."), pod.name}),
                        id, free.of(pod.name, isTaken));
        pods.push_back(&pod);
    }
    FreeNames freeOfReplicas;
    for (const Pod *pod : pods)
        checkReplicaNames(*pod, index, freeOfReplicas, findings);
}

/// A pod of that name where the name will do, else another one.
void putInPod(Topology &topology, const ElementId &id)
{
    const auto found = topology.containers.find(id);
    if (found == topology.containers.end() || topology.pods.contains(found->second.pod))
        return;
    ElementId pod;
    apply(topology, addPod(topology, freePlaceBeside(topology, {}), found->second.pod, &pod));
    found->second.pod = pod;
}

void putKind(Topology &topology, const ElementId &id, const std::string &kind)
{
    if (const auto found = topology.containers.find(id); found != topology.containers.end())
        found->second.kind = kind;
}

std::vector<std::string> containerKindKeys()
{
    std::vector<std::string> keys;
    for (const KindInfo &kind : catalog())
        if (kind.group == KindGroup::Containers || kind.group == KindGroup::Patterns)
            keys.push_back(kind.key);
    return keys;
}

void checkPlace(const Topology &topology, const Container &container, Findings &findings)
{
    const ElementId &id = container.id;
    if (!topology.pods.contains(container.pod)) {
        Problem &problem =
            findings.error("container.pod-missing", id,
                           {QT_TRANSLATE_NOOP("phrase", "The container \"%1\" is in no pod: there is no pod \"%2\"."),
                            container.name, container.pod},
                           QT_TRANSLATE_NOOP("phrase", "Name the id of a pod."));
        problem.param = "pod";
        offer(problem, QT_TRANSLATE_NOOP("phrase", "Add a pod for it"),
              [id](Topology &mended) { putInPod(mended, id); });
    }
    if (findKind(container.kind))
        return;
    const std::string near = nearestName(container.kind, containerKindKeys());
    const std::string kind = near.empty() ? "container" : near;
    Problem &problem = findings.error("container.kind-unknown", id,
                                      {QT_TRANSLATE_NOOP("phrase", "There is no kind \"%1\"."), container.kind});
    problem.param = "kind";
    offer(problem, {QT_TRANSLATE_NOOP("phrase", "Make it a %1"), kind},
          [id, kind](Topology &mended) { putKind(mended, id, kind); });
}

void checkContainerNames(const Topology &topology, Findings &findings)
{
    using PodAndName = std::pair<ElementId, std::string>;
    std::set<PodAndName> taken;
    for (const auto &[id, container] : topology.containers)
        taken.insert({container.pod, container.name});
    std::set<PodAndName> names;
    std::map<ElementId, FreeNames> free;
    for (const auto &[id, container] : topology.containers) {
        const auto freeOf = [&, &pod = container.pod](const std::string &stem) {
            return free[pod].of(stem, [&](const std::string &n) { return n == "pause" || taken.contains({pod, n}); });
        };
        checkPlace(topology, container, findings);
        if (!isDnsLabel(container.name) || container.name == "pause")
            offerRename(findings.error(
                            "container.name-invalid", id,
                            {QT_TRANSLATE_NOOP(
                                 "phrase", "The container's name \"%1\" is no DNS name, or taken by the pod itself."),
                             container.name},
                            nameRule),
                        id, freeOf(container.name));
        else if (!names.insert({container.pod, container.name}).second)
            offerRename(findings.error("container.name-taken", id,
                                       {QT_TRANSLATE_NOOP("phrase", "Two containers of the pod have the name \"%1\"."),
                                        container.name}),
                        id, freeOf(container.name));
    }
}

void checkVolumeNames(const Topology &topology, Findings &findings)
{
    std::set<std::string> taken;
    for (const auto &[id, volume] : topology.volumes)
        taken.insert(volume.name);
    std::set<std::string> names;
    FreeNames free;
    const auto isTaken = [&](const std::string &name) { return taken.contains(name); };
    for (const auto &[id, volume] : topology.volumes) {
        if (!isDnsLabel(volume.name))
            offerRename(
                findings.error("volume.name-invalid", id,
                               {QT_TRANSLATE_NOOP("phrase", "The volume's name \"%1\" is no DNS name."), volume.name},
                               nameRule),
                id, free.of(volume.name, isTaken));
        else if (!names.insert(volume.name).second)
            offerRename(findings.error("volume.name-taken", id,
                                       {QT_TRANSLATE_NOOP("phrase", "Two volumes have the name \"%1\"."), volume.name}),
                        id, free.of(volume.name, isTaken));
    }
}

void checkGroups(const Topology &topology, Findings &findings)
{
    std::set<ElementId> grouped;
    for (const auto &[id, group] : topology.groups) {
        Group kept = group;
        std::erase_if(kept.members, [&, own = id](const ElementId &member) {
            const bool isKnown =
                topology.pods.contains(member) || topology.notes.contains(member) || topology.groups.contains(member);
            return !isKnown || withMembers(topology, {member}).contains(own) || !grouped.insert(member).second;
        });
        if (kept == group && !group.members.empty())
            continue;
        Problem &problem = findings.warning(
            "group.members", id,
            {QT_TRANSLATE_NOOP("phrase", "The group \"%1\" names what is no pod, note or group, or stands in another group."),
             group.title.empty() ? id : group.title},
            QT_TRANSLATE_NOOP("phrase", "Take it out of the group."));
        problem.param = "members";
        offer(problem,
              kept.members.empty() ? Phrase(QT_TRANSLATE_NOOP("phrase", "Remove the group"))
                                   : Phrase(QT_TRANSLATE_NOOP("phrase", "Take them out")),
              [kept](Topology &mended) {
                  if (kept.members.empty())
                      mended.groups.erase(kept.id);
                  else
                      mended.groups.insert_or_assign(kept.id, kept);
              });
    }
}

/// Under the key that was probably meant, if the value suits it; else it goes.
void offerKnownKey(Problem &problem, const KindInfo &kind, const Params &params, const std::string &key)
{
    std::vector<std::string> known;
    for (const ParamInfo &info : kind.params)
        if (!params.contains(info.key) && !unsuitable(info, params.at(key)))
            known.push_back(info.key);
    const std::string meant = nearestName(key, known);
    const ElementId id = problem.element;
    offer(problem,
          meant.empty() ? Phrase(QT_TRANSLATE_NOOP("phrase", "Remove %1"), key)
                        : Phrase(QT_TRANSLATE_NOOP("phrase", "Call it %1"), meant),
          [id, key, meant, value = params.at(key)](Topology &topology) {
              putParam(topology, id, key, std::nullopt);
              if (!meant.empty())
                  putParam(topology, id, meant, value);
          });
}

/// The entries that suit stay.
void offerSuitableOnly(Problem &problem, const ParamInfo &info, std::size_t unsuitable)
{
    const ElementId id = problem.element;
    offerEntries(problem,
                 unsuitable == 1 ? Phrase(QT_TRANSLATE_NOOP("phrase", "Take it out"))
                                 : Phrase(QT_TRANSLATE_NOOP("phrase", "Take them out")),
                 id, info.key, [&info](std::vector<std::string> list) {
                     const std::vector<std::string> bad = unsuitableEntries(info, list);
                     std::erase_if(list, [&](const std::string &entry) { return std::ranges::count(bad, entry) > 0; });
                     return list;
                 });
}

void checkParamsOf(const ElementId &id, const std::string &kindKey, const Params &params, Findings &findings)
{
    const KindInfo *kind = findKind(kindKey);
    if (!kind)
        return;
    for (const auto &[key, value] : params) {
        const ParamInfo *info = findParam(*kind, key);
        if (!info) {
            Problem &problem = findings.error(
                "param.unknown", id, {QT_TRANSLATE_NOOP("phrase", "\"%1\" has no parameter \"%2\"."), kindKey, key},
                QT_TRANSLATE_NOOP("phrase", "Remove it."));
            problem.param = key;
            offerKnownKey(problem, *kind, params, key);
            continue;
        }
        const auto complaint = unsuitable(*info, value);
        if (!complaint)
            continue;
        Problem &problem = findings.error(
            hasForm(info->type, value) ? "param.value" : "param.type", id,
            {QT_TRANSLATE_NOOP("phrase", "%1 (%2): %3"), catalogPhrase(info->title), key, messageOf(*complaint)},
            adviceOf(*complaint));
        const auto bad = unsuitableEntries(*info, value);
        if (bad.empty())
            offerParam(problem, QT_TRANSLATE_NOOP("phrase", "Use the default"), id, key, std::nullopt);
        else
            offerSuitableOnly(problem, *info, bad.size());
    }
}

void addFirstContainer(Topology &topology)
{
    const ElementId pod = topology.pods.empty() ? ElementId() : topology.pods.begin()->first;
    apply(topology, addContainer(topology, "container", pod, {}));
}

} // namespace

void checkNames(const Topology &topology, const ValidationIndex &index, Findings &findings)
{
    checkIds(topology.pods, findings);
    checkIds(topology.containers, findings);
    checkIds(topology.links, findings);
    checkIds(topology.volumes, findings);
    checkIds(topology.notes, findings);
    checkIds(topology.groups, findings);
    checkIds(topology.faults, findings);
    checkIds(topology.assertions, findings);
    checkPodNames(topology, index, findings);
    checkContainerNames(topology, findings);
    checkVolumeNames(topology, findings);
    checkGroups(topology, findings);
    for (const auto &[id, pod] : topology.pods)
        if (!index.byPod.contains(id))
            offerRemoval(findings.warning("pod.empty", id,
                                          {QT_TRANSLATE_NOOP("phrase", "The pod \"%1\" has no container."), pod.name},
                                          QT_TRANSLATE_NOOP("phrase", "Put one in, or remove the pod.")),
                         {QT_TRANSLATE_NOOP("phrase", "Remove %1"), pod.name}, id);
    if (topology.containers.empty())
        offer(findings.warning("document.empty", "document",
                               QT_TRANSLATE_NOOP("phrase", "There is nothing to run: the document has no containers."),
                               QT_TRANSLATE_NOOP("phrase", "Add one from the palette.")),
              QT_TRANSLATE_NOOP("phrase", "Add a container"), addFirstContainer);
}

void checkParams(const Topology &topology, Findings &findings)
{
    checkParamsOf("document", "document", topology.settings.params, findings);
    for (const auto &[id, pod] : topology.pods)
        checkParamsOf(id, "pod", pod.params, findings);
    for (const auto &[id, container] : topology.containers)
        checkParamsOf(id, container.kind, container.params, findings);
    for (const auto &[id, link] : topology.links)
        checkParamsOf(id, "link", link.params, findings);
    for (const auto &[id, volume] : topology.volumes)
        checkParamsOf(id, "volume", volume.params, findings);
    for (const auto &[id, fault] : topology.faults)
        checkParamsOf(id, "fault." + fault.kind, fault.params, findings);
}

} // namespace bayplan
