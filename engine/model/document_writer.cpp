// SPDX-License-Identifier: Apache-2.0
#include "engine/model/document_file.h"

#include "engine/base/units.h"
#include "engine/model/catalog.h"
#include "engine/model/element_json.h"
#include "engine/model/entries.h"

#include <algorithm>
#include <set>

namespace bayplan {
namespace {

JsonNode numberNode(double number)
{
    return JsonNode::ofNumber(formatNumber(number));
}

JsonNode positionNode(Point position)
{
    return JsonNode::array({numberNode(position.x), numberNode(position.y)});
}

/// Layout that was never set is left out.
void addCards(JsonNode &node, const std::vector<ElementId> &cards)
{
    if (cards.empty())
        return;
    JsonNode list = JsonNode::array();
    for (const ElementId &card : cards)
        list.items.push_back(JsonNode::ofText(card));
    node.add("cards", std::move(list));
}

JsonNode valueNode(const Value &value)
{
    if (const auto *flag = std::get_if<bool>(&value))
        return JsonNode::ofBool(*flag);
    if (const auto *whole = std::get_if<std::int64_t>(&value))
        return JsonNode::ofNumber(std::to_string(*whole));
    if (const auto *number = std::get_if<double>(&value))
        return numberNode(*number);
    if (const auto *text = std::get_if<std::string>(&value))
        return JsonNode::ofText(*text);
    JsonNode list = JsonNode::array();
    for (const std::string &entry : std::get<std::vector<std::string>>(value))
        list.items.push_back(JsonNode::ofText(entry));
    return list;
}

/// In the catalog's order; what it does not know follows in its own.
void addParams(JsonNode &node, const KindInfo *kind, const Params &params)
{
    if (kind) {
        for (const ParamInfo &info : kind->params) {
            const auto found = params.find(info.key);
            if (found != params.end())
                node.add(info.key, valueNode(found->second));
        }
    }
    for (const auto &[key, value] : params)
        if (!kind || !findParam(*kind, key))
            node.add(key, valueNode(value));
}

/// It was read with its document, whatever its size.
JsonNode extraNode(const std::string &text)
{
    auto parsed = parseJson(text, {}, {.maxBytes = text.size(), .maxNodes = text.size()});
    return parsed ? std::move(*parsed) : JsonNode::ofText(text);
}

void addExtras(JsonNode &node, const Extras &extras)
{
    for (const auto &[key, text] : extras) {
        if (key == "$schema")
            continue;
        node.add(key, extraNode(text));
    }
}

void addName(JsonNode &node, const std::string &name, const ElementId &id)
{
    if (name != id)
        node.add("name", JsonNode::ofText(name));
}

std::string endpointText(const Endpoint &end)
{
    return end.container + '/' + end.port;
}

template <class T>
void addSection(JsonNode &root, std::string_view key, const std::map<ElementId, T> &elements)
{
    if (elements.empty())
        return;
    JsonNode section = JsonNode::object();
    for (const auto &[id, element] : elements)
        section.add(id, elementNode(element));
    root.add(key, std::move(section));
}

template <class T>
void keep(std::map<ElementId, T> &into, const std::map<ElementId, T> &from, const std::set<ElementId> &ids)
{
    for (const auto &[id, element] : from)
        if (ids.contains(id))
            into.emplace(id, element);
}

template <class T>
const T *lookUp(const std::map<ElementId, T> &elements, const ElementId &id)
{
    const auto found = elements.find(id);
    return found == elements.end() ? nullptr : &found->second;
}

/// Mounts go by name: without the volume they would lead nowhere, and its folder and size would be lost.
std::set<ElementId> mountedBy(const Topology &topology, const std::map<ElementId, Container> &containers)
{
    std::set<std::string> names;
    for (const auto &[id, container] : containers)
        for (const MountEntry &mount : mountsOf(container))
            names.insert(mount.volume);
    std::set<ElementId> ids;
    for (const auto &[id, volume] : topology.volumes)
        if (names.contains(volume.name))
            ids.insert(id);
    return ids;
}

} // namespace

JsonNode elementNode(const Pod &pod)
{
    JsonNode node = JsonNode::object();
    addName(node, pod.name, pod.id);
    node.add("position", positionNode(pod.position));
    addCards(node, pod.cards);
    addParams(node, findKind("pod"), pod.params);
    addExtras(node, pod.extras);
    return node;
}

JsonNode elementNode(const Container &container)
{
    JsonNode node = JsonNode::object();
    node.add("pod", JsonNode::ofText(container.pod));
    node.add("kind", JsonNode::ofText(container.kind));
    addName(node, container.name, container.id);
    addParams(node, findKind(container.kind), container.params);
    addExtras(node, container.extras);
    return node;
}

JsonNode elementNode(const Link &link)
{
    JsonNode node = JsonNode::object();
    node.add("from", JsonNode::ofText(endpointText(link.from)));
    node.add("to", JsonNode::ofText(endpointText(link.to)));
    addParams(node, findKind("link"), link.params);
    addExtras(node, link.extras);
    return node;
}

JsonNode elementNode(const Volume &volume)
{
    JsonNode node = JsonNode::object();
    addName(node, volume.name, volume.id);
    addParams(node, findKind("volume"), volume.params);
    addExtras(node, volume.extras);
    return node;
}

JsonNode elementNode(const Note &note)
{
    JsonNode node = JsonNode::object();
    node.add("text", JsonNode::ofText(note.text));
    node.add("position", positionNode(note.position));
    if (note.size != Size{})
        node.add("size", JsonNode::array({numberNode(note.size.width), numberNode(note.size.height)}));
    addExtras(node, note.extras);
    return node;
}

JsonNode elementNode(const Group &group)
{
    JsonNode node = JsonNode::object();
    if (!group.title.empty())
        node.add("title", JsonNode::ofText(group.title));
    node.add("members", valueNode(group.members));
    addExtras(node, group.extras);
    return node;
}

JsonNode elementNode(const Fault &fault)
{
    JsonNode node = JsonNode::object();
    node.add("kind", JsonNode::ofText(fault.kind));
    node.add("target", JsonNode::ofText(fault.target));
    addParams(node, findKind("fault." + fault.kind), fault.params);
    addExtras(node, fault.extras);
    return node;
}

JsonNode elementNode(const Assertion &assertion)
{
    JsonNode node = JsonNode::object();
    node.add("text", JsonNode::ofText(assertion.text));
    addExtras(node, assertion.extras);
    return node;
}

std::string writeDocument(const Topology &topology)
{
    JsonNode root = JsonNode::object();
    const Extras &extras = topology.settings.extras;
    if (const auto schema = extras.find("$schema"); schema != extras.end())
        root.add("$schema", extraNode(schema->second));
    root.add("bayplan", JsonNode::ofNumber(std::to_string(currentFormatVersion)));
    addParams(root, findKind("document"), topology.settings.params);
    addSection(root, "pods", topology.pods);
    addSection(root, "containers", topology.containers);
    addSection(root, "links", topology.links);
    addSection(root, "volumes", topology.volumes);
    addSection(root, "notes", topology.notes);
    addSection(root, "groups", topology.groups);
    JsonNode scenario = JsonNode::object();
    addSection(scenario, "faults", topology.faults);
    addSection(scenario, "assertions", topology.assertions);
    if (!scenario.members.empty())
        root.add("scenario", std::move(scenario));
    addExtras(root, extras);
    return prettyJson(root) + '\n';
}

std::string writeElement(const Topology &topology, const ElementId &id)
{
    JsonNode node = JsonNode::object();
    if (const auto *pod = lookUp(topology.pods, id))
        node = elementNode(*pod);
    else if (const auto *container = lookUp(topology.containers, id))
        node = elementNode(*container);
    else if (const auto *link = lookUp(topology.links, id))
        node = elementNode(*link);
    else if (const auto *volume = lookUp(topology.volumes, id))
        node = elementNode(*volume);
    else if (const auto *note = lookUp(topology.notes, id))
        node = elementNode(*note);
    else if (const auto *group = lookUp(topology.groups, id))
        node = elementNode(*group);
    else if (const auto *fault = lookUp(topology.faults, id))
        node = elementNode(*fault);
    else if (const auto *assertion = lookUp(topology.assertions, id))
        node = elementNode(*assertion);
    else {
        addParams(node, findKind("document"), topology.settings.params);
        addExtras(node, topology.settings.extras);
    }
    return prettyJson(node) + '\n';
}

Topology selectionOf(const Topology &topology, const std::vector<ElementId> &ids)
{
    std::set<ElementId> chosen = withMembers(topology, {ids.begin(), ids.end()});
    for (const auto &[id, container] : topology.containers) {
        if (chosen.contains(container.pod))
            chosen.insert(id);
        else if (chosen.contains(id)) // a container is nowhere without its pod
            chosen.insert(container.pod);
    }
    for (const auto &[id, link] : topology.links) {
        if (chosen.contains(link.from.container) && chosen.contains(link.to.container))
            chosen.insert(id);
        else
            chosen.erase(id);
    }
    Topology selection;
    keep(selection.pods, topology.pods, chosen);
    keep(selection.containers, topology.containers, chosen);
    keep(selection.links, topology.links, chosen);
    chosen.merge(mountedBy(topology, selection.containers));
    keep(selection.volumes, topology.volumes, chosen);
    keep(selection.notes, topology.notes, chosen);
    keep(selection.groups, topology.groups, chosen);
    keep(selection.faults, topology.faults, chosen);
    keep(selection.assertions, topology.assertions, chosen);
    return selection;
}

std::string writeSelection(const Topology &topology, const std::vector<ElementId> &ids)
{
    return writeDocument(selectionOf(topology, ids));
}

} // namespace bayplan
