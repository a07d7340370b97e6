// SPDX-License-Identifier: Apache-2.0
// Builders that change or remove what is there.
#include "engine/base/translatable.h"
#include "engine/model/draft.h"
#include "engine/model/entries.h"
#include "engine/model/param_check.h"
#include "engine/model/scenario_names.h"

#include <algorithm>
#include <functional>

namespace bayplan {
namespace {

Error notThere(const ElementId &id)
{
    return fail(ErrorCode::NotFound, "There is no element \"" + id + "\".", {}, {{}, 0, 0, id});
}

/// The element at `id`, whatever it is, as a copy with its kind and parameters; put() writes the copy back.
struct Parameters {
    const KindInfo *kind = nullptr;
    Params params;
    std::function<void(Draft &, const Params &)> put;
};

template <class T>
Parameters parametersOf(const T &element, const std::string &kind)
{
    return {findKind(kind), element.params, [element](Draft &draft, const Params &params) {
                T copy = element;
                copy.params = params;
                draft.put(copy);
            }};
}

std::optional<Parameters> findParameters(const Topology &topology, const ElementId &id)
{
    if (id == "document")
        return Parameters{findKind("document"), topology.settings.params,
                          [extras = topology.settings.extras](Draft &draft, const Params &params) {
                              draft.putSettings({params, extras});
                          }};
    if (const auto pod = topology.pods.find(id); pod != topology.pods.end())
        return parametersOf(pod->second, "pod");
    if (const auto container = topology.containers.find(id); container != topology.containers.end())
        return parametersOf(container->second, container->second.kind);
    if (const auto link = topology.links.find(id); link != topology.links.end())
        return parametersOf(link->second, "link");
    if (const auto volume = topology.volumes.find(id); volume != topology.volumes.end())
        return parametersOf(volume->second, "volume");
    if (const auto fault = topology.faults.find(id); fault != topology.faults.end())
        return parametersOf(fault->second, "fault." + fault->second.kind);
    return std::nullopt;
}

/// Texts that are no parameters: of notes and assertions, titles of groups, and what a fault aims at.
bool setText(Draft &draft, const ElementId &id, const std::string &key, const std::string &text)
{
    const Topology &topology = draft.topology();
    if (const auto found = topology.notes.find(id); found != topology.notes.end() && key == "text") {
        Note note = found->second;
        note.text = text;
        draft.put(note);
        return true;
    }
    if (const auto found = topology.groups.find(id); found != topology.groups.end() && key == "title") {
        Group group = found->second;
        group.title = text;
        draft.put(group);
        return true;
    }
    if (const auto found = topology.assertions.find(id); found != topology.assertions.end() && key == "text") {
        Assertion assertion = found->second;
        assertion.text = text;
        draft.put(assertion);
        return true;
    }
    if (const auto found = topology.faults.find(id); found != topology.faults.end() && key == "target") {
        Fault fault = found->second;
        fault.target = text;
        draft.put(fault);
        return true;
    }
    return false;
}

/// Rewrites the mounts of every container; entries for which `change` gives nothing go.
void changeMounts(Draft &draft, const std::function<std::optional<MountEntry>(MountEntry)> &change)
{
    const Topology before = draft.topology();
    for (const auto &[id, container] : before.containers) {
        const auto found = container.params.find("mounts");
        if (found == container.params.end() || !std::holds_alternative<std::vector<std::string>>(found->second))
            continue;
        std::vector<std::string> mounts;
        for (const std::string &text : std::get<std::vector<std::string>>(found->second)) {
            const auto parsed = parseMount(text);
            if (!parsed)
                mounts.push_back(text);
            else if (const auto changed = change(*parsed))
                mounts.push_back(*changed == *parsed ? text : formatMount(*changed));
        }
        Container copy = container;
        copy.params["mounts"] = mounts;
        if (mounts.empty())
            copy.params.erase("mounts");
        if (copy != container)
            draft.put(copy);
    }
}

std::set<ElementId> withContainers(const Topology &topology, std::set<ElementId> ids)
{
    for (const auto &[id, container] : topology.containers)
        if (ids.contains(container.pod))
            ids.insert(id);
    for (const auto &[id, link] : topology.links)
        if (ids.contains(link.from.container) || ids.contains(link.to.container))
            ids.insert(id);
    for (const auto &[id, fault] : topology.faults)
        if (ids.contains(targetOf(topology, fault.target)))
            ids.insert(id);
    return ids;
}

template <class T>
void removeAll(Draft &draft, const std::map<ElementId, T> &elements, const std::set<ElementId> &ids)
{
    for (const auto &[id, element] : elements)
        if (ids.contains(id))
            draft.remove<T>(id);
}

/// With the members of the groups that go in the place of these.
Group withoutFrames(const Topology &topology, Group group, const std::set<ElementId> &gone)
{
    std::set<ElementId> opened;
    for (std::size_t i = 0; i < group.members.size();) {
        const auto inner = topology.groups.find(group.members[i]);
        if (inner == topology.groups.end() || !gone.contains(inner->first)) {
            ++i;
            continue;
        }
        group.members.erase(group.members.begin() + std::ptrdiff_t(i));
        if (opened.insert(inner->first).second)
            group.members.insert(group.members.begin() + std::ptrdiff_t(i), inner->second.members.begin(),
                                 inner->second.members.end());
    }
    return group;
}

Error badName(const std::string &name)
{
    return fail(ErrorCode::InvalidInput, '"' + name.substr(0, 80) + "\" cannot be a name.",
                "Names have small letters, digits and hyphens, at most 63, and begin and end with a letter or digit.");
}

Error takenName(const std::string &name)
{
    return fail(ErrorCode::AlreadyExists, "The name \"" + name + "\" is taken.", "Choose another one.");
}

} // namespace

Edit removeElements(const Topology &topology, const std::set<ElementId> &ids)
{
    Draft draft(topology, Phrase::counted(std::ssize(ids), QT_TRANSLATE_N_NOOP("phrase", "Delete %n element(s)")));
    const std::set<ElementId> all = withContainers(topology, ids);
    std::set<std::string> volumes;
    for (const auto &[id, volume] : topology.volumes)
        if (all.contains(id))
            volumes.insert(volume.name);
    if (!volumes.empty())
        changeMounts(draft, [&](const MountEntry &mount) {
            return volumes.contains(mount.volume) ? std::nullopt : std::optional(mount);
        });
    removeAll(draft, topology.pods, all);
    removeAll(draft, topology.containers, all);
    removeAll(draft, topology.links, all);
    removeAll(draft, topology.volumes, all);
    removeAll(draft, topology.notes, all);
    for (const auto &[id, group] : topology.groups)
        if (!all.contains(id) && std::ranges::any_of(group.members, [&](auto &member) { return all.contains(member); }))
            draft.put(withoutFrames(topology, group, all));
    removeAll(draft, topology.groups, all);
    leaveGroups(draft, all);
    leaveCards(draft, all);
    removeAll(draft, topology.faults, all);
    removeAll(draft, topology.assertions, all);
    return draft.take();
}

Result<Edit> setParam(const Topology &topology, const ElementId &id, const std::string &key,
                      const std::optional<Value> &value)
{
    Draft draft(topology, {QT_TRANSLATE_NOOP("phrase", "Set %1"), key});
    if (value && std::holds_alternative<std::string>(*value) && setText(draft, id, key, std::get<std::string>(*value)))
        return draft.take();
    auto found = findParameters(topology, id);
    if (!found)
        return notThere(id);
    const ParamInfo *info = found->kind ? findParam(*found->kind, key) : nullptr;
    if (!info)
        return fail(ErrorCode::InvalidInput, "\"" + id + "\" has no parameter \"" + key + "\".", {}, {{}, 0, 0, id});
    if (value) {
        if (auto error = unsuitable(*info, *value)) {
            error->place.pointer = id;
            return *error;
        }
    }
    Params params = std::move(found->params);
    if (value)
        params[key] = normalised(*info, *value);
    else
        params.erase(key);
    found->put(draft, params);
    return draft.take();
}

Result<void> changeParam(Topology &topology, const ElementId &id, const std::string &key,
                         const std::optional<Value> &value)
{
    auto edit = setParam(topology, id, key, value);
    if (!edit) {
        Error error = edit.error();
        error.code = ErrorCode::InvalidInput;
        return error;
    }
    apply(topology, std::move(*edit));
    return {};
}

Result<Edit> rename(const Topology &topology, const ElementId &id, const std::string &name)
{
    Draft draft(topology, {QT_TRANSLATE_NOOP("phrase", "Rename to %1"), name});
    if (topology.groups.contains(id)) {
        setText(draft, id, "title", name);
        return draft.take();
    }
    if (!isDnsLabel(name))
        return badName(name);
    if (const auto pod = topology.pods.find(id); pod != topology.pods.end()) {
        if (podNameTaken(topology, name, id))
            return takenName(name);
        Pod copy = pod->second;
        copy.name = name;
        draft.put(copy);
        followPodName(draft, topology, pod->second, name);
    } else if (const auto container = topology.containers.find(id); container != topology.containers.end()) {
        if (containerNameTaken(topology, container->second.pod, name, id))
            return takenName(name);
        Container copy = container->second;
        copy.name = name;
        draft.put(copy);
        followContainerName(draft, topology, container->second, name);
    } else if (const auto volume = topology.volumes.find(id); volume != topology.volumes.end()) {
        if (volumeNameTaken(topology, name, id))
            return takenName(name);
        Volume copy = volume->second;
        copy.name = name;
        draft.put(copy);
        changeMounts(draft, [&](MountEntry mount) {
            mount.volume = mount.volume == volume->second.name ? name : mount.volume;
            return std::optional(mount);
        });
    } else {
        return notThere(id);
    }
    return draft.take();
}

Edit moveBy(const Topology &topology, const std::set<ElementId> &ids, Point delta)
{
    Edit edit;
    for (const ElementId &id : withMembers(topology, ids)) {
        if (const auto pod = topology.pods.find(id); pod != topology.pods.end()) {
            Slot<Pod> slot{id, pod->second};
            slot.value->position = {pod->second.position.x + delta.x, pod->second.position.y + delta.y};
            edit.slots.emplace_back(std::move(slot));
        } else if (const auto note = topology.notes.find(id); note != topology.notes.end()) {
            Slot<Note> slot{id, note->second};
            slot.value->position = {note->second.position.x + delta.x, note->second.position.y + delta.y};
            edit.slots.emplace_back(std::move(slot));
        }
    }
    edit.label = Phrase::counted(std::ssize(edit.slots), QT_TRANSLATE_N_NOOP("phrase", "Move %n element(s)"));
    return edit;
}

Result<Edit> moveToPod(const Topology &topology, const ElementId &container, const ElementId &pod)
{
    const auto found = topology.containers.find(container);
    if (found == topology.containers.end())
        return notThere(container);
    const auto into = topology.pods.find(pod);
    if (into == topology.pods.end())
        return notThere(pod);
    Draft draft(topology, QT_TRANSLATE_NOOP("phrase", "Move to another pod"));
    if (found->second.pod == pod)
        return draft.take();
    const ElementId left = found->second.pod;
    Container copy = found->second;
    copy.pod = pod;
    copy.name = freeName(copy.name, [&](const std::string &name) { return containerNameTaken(topology, pod, name); });
    draft.put(copy);
    followContainer(draft, topology, found->second, into->second, copy.name);
    leaveCards(draft, {container});
    if (!topology.pods.contains(left) || !containersOf(draft.topology(), left).empty())
        return draft.take();
    const Edit removal = removeElements(draft.topology(), {left});
    return merge(draft.take(), removal);
}

} // namespace bayplan
