// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/paste_edit.h"

#include "app/desktop/edit_chain.h"
#include "engine/model/translatable.h"

#include <algorithm>
#include <map>

namespace bayplan {

namespace {

/// `name`, or the first of name-2, name-3... that `isTaken` lets pass.
template <class IsTaken>
std::string freeName(const std::string &name, IsTaken isTaken)
{
    auto candidate = name;
    for (int i = 2; isTaken(candidate); ++i) {
        candidate = name + "-" + std::to_string(i);
    }
    return candidate;
}

class Paster {
public:
    Paster(const Topology &topology, const Topology &pasted) : m_chain(topology), m_pasted(pasted) {}

    void pods(Point offset)
    {
        for (auto [id, pod] : m_pasted.pods) {
            pod.name = freeName(pod.name, [&](const auto &name) {
                return std::any_of(now().pods.begin(), now().pods.end(),
                                   [&](const auto &p) { return p.second.name == name; });
            });
            pod.position = {pod.position.x + offset.x, pod.position.y + offset.y};
            put(id, pod);
        }
    }

    void containers(ElementId pod, Point place)
    {
        for (auto [id, container] : m_pasted.containers) {
            if (m_ids.contains(container.pod)) {
                container.pod = m_ids.at(container.pod);
            } else {
                if (pod.empty()) {
                    m_chain.add(addPod(now(), place, container.name, &pod));
                    created.insert(pod);
                }
                container.pod = pod;
            }
            const auto members = containersOf(now(), container.pod);
            container.name = freeName(container.name, [&](const auto &name) {
                return std::any_of(members.begin(), members.end(), [&](const auto *m) { return m->name == name; });
            });
            put(id, container);
        }
    }

    void links()
    {
        for (auto [id, link] : m_pasted.links) {
            if (m_ids.contains(link.from.container) && m_ids.contains(link.to.container)) {
                link.from.container = m_ids.at(link.from.container);
                link.to.container = m_ids.at(link.to.container);
                put(id, link);
            }
        }
    }

    void rest(Point offset)
    {
        for (auto [id, volume] : m_pasted.volumes) {
            const bool known = std::any_of(now().volumes.begin(), now().volumes.end(),
                                           [&](const auto &v) { return v.second.name == volume.name; });
            if (!known) { // mounts go by name: the volume of that name serves both
                put(id, volume);
            }
        }
        for (auto [id, note] : m_pasted.notes) {
            note.position = {note.position.x + offset.x, note.position.y + offset.y};
            put(id, note);
        }
        for (auto [id, group] : m_pasted.groups) {
            std::erase_if(group.members, [this](const ElementId &member) { return !m_ids.contains(member); });
            for (ElementId &member : group.members) {
                member = m_ids.at(member);
            }
            put(id, group);
        }
        for (auto [id, fault] : m_pasted.faults) {
            const auto target = m_ids.find(fault.target);
            fault.target = target == m_ids.end() ? fault.target : target->second;
            put(id, fault);
        }
        for (auto [id, assertion] : m_pasted.assertions) {
            put(id, assertion);
        }
    }

    Edit finish() { return *std::move(m_chain).finish(QT_TRANSLATE_NOOP("edit", "Paste")); }

    std::set<ElementId> created;

private:
    const Topology &now() const { return m_chain.now(); }

    template <class T>
    void put(const ElementId &id, T value)
    {
        value.id = contains(now(), id) ? freshId(now(), id) : id;
        m_ids[id] = value.id;
        created.insert(value.id);
        m_chain.add(Edit{{}, {Slot<T>{value.id, value}}});
    }

    EditChain m_chain;
    const Topology &m_pasted;
    std::map<ElementId, ElementId> m_ids;
};

} // namespace

Edit paste(const Topology &topology, const Topology &pasted, const ElementId &pod, Point place, Point offset,
           std::set<ElementId> *created)
{
    Paster paster(topology, pasted);
    paster.pods(offset);
    paster.containers(pod, place);
    paster.links();
    paster.rest(offset);
    if (created != nullptr) {
        *created = paster.created;
    }
    return paster.finish();
}

} // namespace bayplan
