// SPDX-License-Identifier: Apache-2.0
// Copies of elements: of what is selected, and of another drawing that is pasted. Links among the copied included.
#include "engine/base/translatable.h"
#include "engine/model/draft.h"
#include "engine/model/entries.h"
#include "engine/model/scenario_names.h"
#include "engine/model/taken_names.h"

#include <algorithm>
#include <utility>

namespace bayplan {
namespace {

class Copier {
public:
    Copier(const Topology &topology, Phrase label) : m_draft(topology, std::move(label)), m_names(topology) {}

    void pod(Pod copy, Point offset)
    {
        const ElementId original = std::exchange(copy.id, {});
        copy.name = m_names.givePod(copy);
        copy.position = {copy.position.x + offset.x, copy.position.y + offset.y};
        put(original, copy, copy.name);
    }

    /// A pod for a container that comes without its own.
    ElementId newPod(const std::string &name, Point position)
    {
        Pod pod;
        pod.name = name;
        pod.name = m_names.givePod(pod);
        pod.id = freshId(m_draft.topology(), pod.name);
        pod.position = position;
        m_created.insert(pod.id);
        m_draft.put(pod);
        return pod.id;
    }

    void container(Container copy, const ElementId &pod)
    {
        const ElementId original = std::exchange(copy.id, {});
        copy.pod = pod;
        copy.name = m_names.giveContainer(pod, copy.name);
        remapMounts(copy);
        put(original, copy, pod + '-' + copy.name);
    }

    /// Of pods whose containers are copied: their order by the new ids.
    void cards(const std::map<ElementId, Pod> &originals)
    {
        for (const auto &[id, original] : originals) {
            const ElementId *pod = copyOf(id);
            if (!pod || original.cards.empty())
                continue;
            Pod copy = m_draft.topology().pods.at(*pod);
            copy.cards.clear();
            for (const ElementId &card : original.cards)
                if (const ElementId *container = copyOf(card))
                    copy.cards.push_back(*container);
            m_draft.put(copy);
        }
    }

    void volume(Volume copy)
    {
        const ElementId original = std::exchange(copy.id, {});
        const std::string name = m_names.giveVolume(copy.name);
        m_volumes[copy.name] = name;
        copy.name = name;
        put(original, copy, name);
    }

    void links(const Topology &from)
    {
        for (auto [id, link] : from.links) {
            const auto caller = m_ids.find(link.from.container);
            const auto callee = m_ids.find(link.to.container);
            if (caller == m_ids.end() || callee == m_ids.end())
                continue;
            link.from.container = caller->second;
            link.to.container = callee->second;
            put(id, link, id);
        }
    }

    void note(Note copy, Point offset)
    {
        copy.position = {copy.position.x + offset.x, copy.position.y + offset.y};
        const ElementId original = copy.id;
        put(original, copy, original);
    }

    /// Those within others first: a copy names its members by their new ids.
    void groups(std::map<ElementId, Group> left)
    {
        for (bool goesOn = true; std::exchange(goesOn, false);) {
            const auto open = left;
            for (const auto &[id, one] : open) {
                if (std::ranges::any_of(one.members, [&](const ElementId &member) { return left.contains(member); }))
                    continue;
                group(one);
                left.erase(id);
                goesOn = true;
            }
        }
    }

    void group(Group copy)
    {
        std::erase_if(copy.members, [this](const ElementId &id) { return !m_ids.contains(id); });
        for (ElementId &id : copy.members)
            id = m_ids.at(id);
        const ElementId original = copy.id;
        if (!copy.members.empty())
            put(original, copy, original);
    }

    /// Of `from`: the copy means the copies, where what it means is copied.
    void fault(const Topology &from, const Fault &original)
    {
        Fault copy = renamed(original, [&](const std::string &target) { return nameOfCopy(from, target); });
        put(original.id, copy, original.id);
    }

    void assertion(const Topology &from, const Assertion &original)
    {
        const auto isId = [&](const std::string &name) { return contains(from, name); };
        Assertion copy = renamed(original, isId, [&](const std::string &name) {
            const std::string named = nameOfCopy(from, name);
            const auto pod = m_draft.topology().pods.find(named); // which assertions know by their names
            return pod == m_draft.topology().pods.end() ? named : pod->second.name;
        });
        put(original.id, copy, original.id);
    }

    /// Where the copy is; nullptr for what is not copied.
    const ElementId *copyOf(const ElementId &id) const
    {
        const auto found = m_ids.find(id);
        return found == m_ids.end() ? nullptr : &found->second;
    }
    bool knowsVolume(const std::string &name) const { return m_names.hasVolume(name); }

    Edit finish(std::set<ElementId> *created, std::map<ElementId, ElementId> *copies = nullptr)
    {
        if (created)
            *created = std::move(m_created);
        if (copies)
            *copies = std::move(m_ids);
        return m_draft.take();
    }

private:
    template <class T>
    void put(const ElementId &original, T &copy, const std::string &stem)
    {
        copy.id = freshId(m_draft.topology(), contains(m_draft.topology(), original) ? stem : original);
        m_ids[original] = copy.id;
        m_created.insert(copy.id);
        m_draft.put(copy);
    }

    /// Of "web-0/app" and the like, an id for an id.
    std::string nameOfCopy(const Topology &from, const std::string &name) const
    {
        const ElementId meant = targetOf(from, name);
        const ElementId *copy = copyOf(meant);
        if (!copy || meant == name)
            return copy ? *copy : name;
        const Topology &now = m_draft.topology();
        const auto container = from.containers.find(meant);
        const Pod &original = from.pods.at(container == from.containers.end() ? meant : container->second.pod);
        const std::string number = name.substr(original.name.size(), name.find('/') - original.name.size());
        if (container == from.containers.end())
            return now.pods.at(*copy).name + number;
        const Container &copied = now.containers.at(*copy);
        return now.pods.at(copied.pod).name + (copyOf(original.id) ? number : std::string()) + '/' + copied.name;
    }

    void remapMounts(Container &container) const
    {
        const auto found = container.params.find("mounts");
        auto *mounts =
            found == container.params.end() ? nullptr : std::get_if<std::vector<std::string>>(&found->second);
        for (std::size_t i = 0; mounts && i < mounts->size(); ++i) {
            auto mount = parseMount((*mounts)[i]);
            if (!mount || !m_volumes.contains(mount->volume))
                continue;
            mount->volume = m_volumes.at(mount->volume);
            (*mounts)[i] = formatMount(*mount);
        }
    }

    Draft m_draft;
    TakenNames m_names;
    std::map<ElementId, ElementId> m_ids;         ///< of copies by those of their originals
    std::map<std::string, std::string> m_volumes; ///< likewise their names
    std::set<ElementId> m_created;
};

/// Those of `elements` that are among `ids`.
template <class T, class Visitor>
void forEachOf(const std::map<ElementId, T> &elements, const std::set<ElementId> &ids, Visitor visitor)
{
    for (const auto &[id, element] : elements)
        if (ids.contains(id))
            visitor(element);
}

} // namespace

Edit duplicate(const Topology &topology, const std::set<ElementId> &chosen, Point offset, std::set<ElementId> *created,
               std::map<ElementId, ElementId> *copies)
{
    Copier copier(topology, QT_TRANSLATE_NOOP("phrase", "Duplicate"));
    const std::set<ElementId> ids = withMembers(topology, chosen);
    forEachOf(topology.volumes, ids, [&](const Volume &volume) { copier.volume(volume); });
    forEachOf(topology.pods, ids, [&](const Pod &pod) { copier.pod(pod, offset); });
    for (const auto &[id, container] : topology.containers) {
        const ElementId *pod = copier.copyOf(container.pod);
        if (pod || ids.contains(id))
            copier.container(container, pod ? *pod : container.pod);
    }
    copier.cards(topology.pods);
    copier.links(topology);
    forEachOf(topology.notes, ids, [&](const Note &note) { copier.note(note, offset); });
    std::map<ElementId, Group> groups;
    forEachOf(topology.groups, ids, [&](const Group &group) { groups.emplace(group.id, group); });
    copier.groups(std::move(groups));
    forEachOf(topology.faults, ids, [&](const Fault &fault) { copier.fault(topology, fault); });
    forEachOf(topology.assertions, ids, [&](const Assertion &assertion) { copier.assertion(topology, assertion); });
    return copier.finish(created, copies);
}

Edit paste(const Topology &topology, const Topology &pasted, ElementId pod, Point place, Point offset,
           std::set<ElementId> *created, PastedVolumes volumes)
{
    Copier copier(topology, QT_TRANSLATE_NOOP("phrase", "Paste"));
    for (const auto &[id, volume] : pasted.volumes)
        if (volumes == PastedVolumes::Others || !copier.knowsVolume(volume.name)) // mounts go by name: it serves both
            copier.volume(volume);
    for (const auto &[id, each] : pasted.pods)
        copier.pod(each, offset);
    for (const auto &[id, container] : pasted.containers) {
        const ElementId *own = copier.copyOf(container.pod);
        if (!own && pod.empty())
            pod = copier.newPod(container.name, place);
        copier.container(container, own ? *own : pod);
    }
    copier.cards(pasted.pods);
    copier.links(pasted);
    for (const auto &[id, note] : pasted.notes)
        copier.note(note, offset);
    copier.groups(pasted.groups);
    for (const auto &[id, fault] : pasted.faults)
        copier.fault(pasted, fault);
    for (const auto &[id, assertion] : pasted.assertions)
        copier.assertion(pasted, assertion);
    return copier.finish(created);
}

} // namespace bayplan
