// SPDX-License-Identifier: Apache-2.0
// Copies of what is selected, links among the copied included.
#include "engine/model/draft.h"
#include "engine/model/entries.h"

#include <algorithm>

namespace bayplan {
namespace {

/// What became of the originals.
struct Copies {
    std::map<ElementId, ElementId> ids;
    std::map<std::string, std::string> volumes; ///< by name
};

void copyVolumes(Draft &draft, const Topology &from, const std::set<ElementId> &ids, Copies &copies)
{
    for (const auto &[id, volume] : from.volumes) {
        if (!ids.contains(id))
            continue;
        Volume copy = volume;
        copy.name = freeName(volume.name, [&](const std::string &n) { return volumeNameTaken(draft.topology(), n); });
        copy.id = freshId(draft.topology(), copy.name);
        copies.ids[id] = copy.id;
        copies.volumes[volume.name] = copy.name;
        draft.put(copy);
    }
}

void copyPods(Draft &draft, const Topology &from, const std::set<ElementId> &ids, Point offset, Copies &copies)
{
    for (const auto &[id, pod] : from.pods) {
        if (!ids.contains(id))
            continue;
        Pod copy = pod;
        copy.name = freeName(pod.name, [&](const std::string &n) { return podNameTaken(draft.topology(), n); });
        copy.id = freshId(draft.topology(), copy.name);
        copy.position = {pod.position.x + offset.x, pod.position.y + offset.y};
        copies.ids[id] = copy.id;
        draft.put(copy);
    }
}

void remapMounts(Container &container, const Copies &copies)
{
    const auto found = container.params.find("mounts");
    if (found == container.params.end())
        return;
    auto *mounts = std::get_if<std::vector<std::string>>(&found->second);
    for (std::size_t i = 0; mounts && i < mounts->size(); ++i) {
        auto mount = parseMount((*mounts)[i]);
        if (!mount || !copies.volumes.contains(mount->volume))
            continue;
        mount->volume = copies.volumes.at(mount->volume);
        (*mounts)[i] = formatMount(*mount);
    }
}

void copyContainers(Draft &draft, const Topology &from, const std::set<ElementId> &ids, Copies &copies)
{
    for (const auto &[id, container] : from.containers) {
        const auto pod = copies.ids.find(container.pod);
        if (pod == copies.ids.end() && !ids.contains(id))
            continue;
        Container copy = container;
        if (pod != copies.ids.end())
            copy.pod = pod->second;
        copy.name = freeName(container.name, [&](const std::string &name) {
            return containerNameTaken(draft.topology(), copy.pod, name);
        });
        copy.id = freshId(draft.topology(), copy.pod + '-' + copy.name);
        copies.ids[id] = copy.id;
        remapMounts(copy, copies);
        draft.put(copy);
    }
}

void copyLinks(Draft &draft, const Topology &from, Copies &copies)
{
    for (const auto &[id, link] : from.links) {
        const auto caller = copies.ids.find(link.from.container);
        const auto callee = copies.ids.find(link.to.container);
        if (caller == copies.ids.end() || callee == copies.ids.end())
            continue;
        Link copy = link;
        copy.id = freshId(draft.topology(), id);
        copy.from.container = caller->second;
        copy.to.container = callee->second;
        copies.ids[id] = copy.id;
        draft.put(copy);
    }
}

template <class T, class Change>
void copyPlain(Draft &draft, const std::map<ElementId, T> &elements, const std::set<ElementId> &ids, Copies &copies,
               Change change)
{
    for (const auto &[id, element] : elements) {
        if (!ids.contains(id))
            continue;
        T copy = element;
        copy.id = freshId(draft.topology(), id);
        copies.ids[id] = copy.id;
        change(copy);
        draft.put(copy);
    }
}

} // namespace

Edit duplicate(const Topology &topology, const std::set<ElementId> &chosen, Point offset, std::set<ElementId> *created)
{
    Draft draft(topology, "Duplicate");
    Copies copies;
    std::set<ElementId> ids = chosen;
    for (const auto &[id, group] : topology.groups)
        if (chosen.contains(id))
            ids.insert(group.members.begin(), group.members.end());
    copyVolumes(draft, topology, ids, copies);
    copyPods(draft, topology, ids, offset, copies);
    copyContainers(draft, topology, ids, copies);
    copyLinks(draft, topology, copies);
    copyPlain(draft, topology.notes, ids, copies, [&](Note &note) {
        note.position = {note.position.x + offset.x, note.position.y + offset.y};
    });
    copyPlain(draft, topology.groups, ids, copies, [&](Group &group) {
        std::erase_if(group.members, [&](const ElementId &id) { return !copies.ids.contains(id); });
        for (ElementId &id : group.members)
            id = copies.ids.at(id);
    });
    copyPlain(draft, topology.faults, ids, copies, [&](Fault &fault) {
        if (const auto target = copies.ids.find(fault.target); target != copies.ids.end())
            fault.target = target->second;
    });
    copyPlain(draft, topology.assertions, ids, copies, [](Assertion &) {});
    if (created) {
        created->clear();
        for (const auto &[original, copy] : copies.ids)
            created->insert(copy);
    }
    return draft.take();
}

} // namespace bayplan
