// SPDX-License-Identifier: Apache-2.0
// Builders that add elements.
#include "engine/base/translatable.h"
#include "engine/model/draft.h"
#include "engine/model/entries.h"

#include <algorithm>

namespace bayplan {
namespace {

void give(ElementId *receiver, const ElementId &id)
{
    if (receiver)
        *receiver = id;
}

ElementId putPod(Draft &draft, Point position, const std::string &name)
{
    Pod pod;
    pod.name = freeName(name, [&](const std::string &n) { return podNameTaken(draft.topology(), n); });
    pod.id = freshId(draft.topology(), pod.name);
    pod.position = position;
    draft.put(pod);
    return pod.id;
}

Error refused(std::string message, std::string advice = {})
{
    return fail(ErrorCode::Refused, std::move(message), std::move(advice));
}

struct PortRef {
    const Container *container = nullptr;
    const PortInfo *port = nullptr;
};

PortRef portOf(const Topology &topology, const Endpoint &end)
{
    const auto found = topology.containers.find(end.container);
    if (found == topology.containers.end())
        return {};
    const KindInfo *kind = findKind(found->second.kind);
    return {&found->second, kind ? findPort(*kind, end.port) : nullptr};
}

/// Calls run from an Out port to an In port, and both sides speak the same.
std::optional<Error> unfit(const PortRef &from, const PortRef &to)
{
    if (from.port->direction != Direction::Out || to.port->direction != Direction::In)
        return refused("A link goes from who calls to who is called.", "Draw it from an outgoing to an incoming port.");
    const Protocol a = from.port->protocol;
    const Protocol b = to.port->protocol;
    if (a != b && a != Protocol::Any && b != Protocol::Any)
        return refused("\"" + from.container->name + "\" speaks " + std::string(toText(a)) + ", \"" +
                       to.container->name + "\" answers " + std::string(toText(b)) + '.');
    return std::nullopt;
}

/// A port for one link only that has one.
bool isFull(const Topology &topology, const Endpoint &end, const PortInfo &port, const ElementId &instead)
{
    return !port.many && std::ranges::any_of(topology.links, [&](const auto &entry) {
        return entry.first != instead && (entry.second.from == end || entry.second.to == end);
    });
}

/// The group that all of them are in, if it holds others as well: else it would frame the new one alone.
std::optional<Group> commonGroup(const Topology &topology, const std::set<ElementId> &members)
{
    for (const auto &group : topology.groups) {
        const std::vector<ElementId> &all = group.second.members;
        const auto isIn = [&](const ElementId &member) { return std::ranges::count(all, member) > 0; };
        if (!members.empty() && std::ranges::all_of(members, isIn) && all.size() > members.size())
            return group.second;
    }
    return std::nullopt;
}

} // namespace

Edit addPod(const Topology &topology, Point position, std::string name, ElementId *id)
{
    Draft draft(topology, QT_TRANSLATE_NOOP("phrase", "Add pod"));
    give(id, putPod(draft, position, name));
    return draft.take();
}

Edit addContainer(const Topology &topology, const std::string &kind, const ElementId &pod, Point position,
                  ElementId *id)
{
    const KindInfo *info = findKind(kind);
    Draft draft(topology, {QT_TRANSLATE_NOOP("phrase", "Add %1"), info ? catalogPhrase(info->title) : Phrase(kind)});
    Container container;
    container.kind = kind;
    container.pod = topology.pods.contains(pod) ? pod : putPod(draft, position, kind);
    container.name = freeName(
        kind, [&](const std::string &name) { return containerNameTaken(draft.topology(), container.pod, name); });
    container.id = freshId(draft.topology(), container.pod + '-' + container.name);
    give(id, container.id);
    draft.put(container);
    return draft.take();
}

Edit addVolume(const Topology &topology, std::string name, ElementId *id)
{
    Draft draft(topology, QT_TRANSLATE_NOOP("phrase", "Add volume"));
    Volume volume;
    volume.name = freeName(name, [&](const std::string &n) { return volumeNameTaken(topology, n); });
    volume.id = freshId(topology, volume.name);
    give(id, volume.id);
    draft.put(volume);
    return draft.take();
}

Edit addNote(const Topology &topology, std::string text, Point position, ElementId *id)
{
    Draft draft(topology, QT_TRANSLATE_NOOP("phrase", "Add note"));
    Note note{freshId(topology, "note-1"), std::move(text), position, {}};
    give(id, note.id);
    draft.put(note);
    return draft.take();
}

Edit addGroup(const Topology &topology, const std::set<ElementId> &ids, std::string title, ElementId *id)
{
    Draft draft(topology, QT_TRANSLATE_NOOP("phrase", "Group"));
    const std::set<ElementId> members = outermost(topology, ids);
    const std::optional<Group> around = commonGroup(topology, members);
    Group group{freshId(topology, "group-1"), std::move(title), {members.begin(), members.end()}, {}};
    give(id, group.id);
    leaveGroups(draft, members);
    draft.put(group);
    if (around) {
        Group outer = *around;
        std::erase_if(outer.members, [&](const ElementId &member) { return members.contains(member); });
        outer.members.push_back(group.id);
        draft.put(outer);
    }
    return draft.take();
}

Edit addFault(const Topology &topology, const std::string &kind, const std::string &target, ElementId *id)
{
    Draft draft(topology, QT_TRANSLATE_NOOP("phrase", "Add fault"));
    Fault fault{freshId(topology, "fault-1"), kind, target, {}, {}};
    give(id, fault.id);
    draft.put(fault);
    return draft.take();
}

Edit addAssertion(const Topology &topology, std::string text, ElementId *id)
{
    Draft draft(topology, QT_TRANSLATE_NOOP("phrase", "Add assertion"));
    Assertion assertion{freshId(topology, "assertion-1"), std::move(text), {}};
    give(id, assertion.id);
    draft.put(assertion);
    return draft.take();
}

std::optional<Error> cannotConnect(const Topology &topology, const Endpoint &from, const Endpoint &to,
                                   const ElementId &instead)
{
    const PortRef a = portOf(topology, from);
    const PortRef b = portOf(topology, to);
    if (!a.port || !b.port)
        return refused("There is no port \"" + (a.port ? to : from).port + "\" at \"" + (a.port ? to : from).container +
                       "\".");
    if (from.container == to.container)
        return refused("A container does not call itself.");
    if (auto error = unfit(a, b))
        return error;
    for (const auto &[id, link] : topology.links)
        if (id != instead && link.from == from && link.to == to)
            return refused("These two are linked already.");
    const bool isFromFull = isFull(topology, from, *a.port, instead);
    if (isFromFull || isFull(topology, to, *b.port, instead))
        return refused("\"" + (isFromFull ? a : b).container->name + "\" takes only one link there.",
                       "Remove the other one first.");
    return std::nullopt;
}

Result<Edit> connect(const Topology &topology, const Endpoint &from, const Endpoint &to, ElementId *id)
{
    if (const auto error = cannotConnect(topology, from, to))
        return *error;
    Draft draft(topology, QT_TRANSLATE_NOOP("phrase", "Connect"));
    Link link{freshId(topology, "link-1"), from, to, {}, {}};
    give(id, link.id);
    draft.put(link);
    return draft.take();
}

Result<Edit> reconnect(const Topology &topology, const ElementId &link, const Endpoint &from, const Endpoint &to)
{
    const auto found = topology.links.find(link);
    if (found == topology.links.end())
        return refused("There is no link \"" + link + "\".");
    if (const auto error = cannotConnect(topology, from, to, link))
        return *error;
    Draft draft(topology, QT_TRANSLATE_NOOP("phrase", "Reconnect"));
    Link changed = found->second;
    changed.from = from;
    changed.to = to;
    draft.put(changed);
    return draft.take();
}

} // namespace bayplan
