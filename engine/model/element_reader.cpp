// SPDX-License-Identifier: Apache-2.0
// One element out of its JSON text: read as a document that holds nothing else, then checked against what is there.
#include "engine/model/document_file.h"

#include "engine/base/translatable.h"
#include "engine/model/catalog.h"
#include "engine/model/draft.h"
#include "engine/model/element_json.h"
#include "engine/model/param_check.h"

#include <algorithm>
#include <array>
#include <utility>

namespace bayplan {
namespace {

/// A complaint about the value of a key; about the whole text when the key is left out.
Error atKey(std::string_view text, const JsonNode &node, std::string_view key, Error error)
{
    const JsonNode *value = node.find(key);
    error.place = placeOf(text, (value ? *value : node).offset, {}, value ? pointerStep({}, key) : std::string());
    return error;
}

/// The text's own object in the place where a document has such an element.
JsonNode wrapped(const JsonNode &node, std::string_view section, const ElementId &id)
{
    JsonNode elements = JsonNode::object().add(id, node);
    JsonNode root = JsonNode::object().add("bayplan", JsonNode::ofNumber(std::to_string(currentFormatVersion)));
    if (section == "faults" || section == "assertions")
        return root.add("scenario", JsonNode::object().add(section, std::move(elements)));
    return root.add(section, std::move(elements));
}

Result<Topology> readAlone(std::string_view text, const JsonNode &root, const std::string &prefix)
{
    auto document = readTree(root, text, {});
    if (document)
        return std::move(document->topology);
    Error error = document.error();
    if (error.place.pointer.starts_with(prefix))
        error.place.pointer.erase(0, prefix.size());
    return error;
}

/// The reader looks at form alone, since an old file may hold anything; what is typed now must suit as in the form.
std::optional<Error> firstUnsuitable(std::string_view text, const JsonNode &node, const KindInfo *kind,
                                     const Params &before, const Params &after)
{
    for (const auto &[key, value] : after) {
        const ParamInfo *info = kind ? findParam(*kind, key) : nullptr;
        const auto old = before.find(key);
        if (!info || (old != before.end() && old->second == value))
            continue;
        if (auto error = unsuitable(*info, value))
            return atKey(text, node, key, std::move(*error));
    }
    return std::nullopt;
}

/// What an element refers to and is not there, and the key that says so; most refer to nothing that is checked here.
template <class T>
std::optional<Error> misfit(const Topology &, const T &, const T &, std::string_view &)
{
    return std::nullopt;
}

std::optional<Error> misfit(const Topology &topology, const Pod &before, const Pod &after, std::string_view &key)
{
    key = "cards";
    for (const ElementId &card : after.cards) {
        const auto container = topology.containers.find(card);
        const bool isHere = container != topology.containers.end() && container->second.pod == before.id;
        if (!isHere && std::ranges::find(before.cards, card) == before.cards.end())
            return fail(ErrorCode::InvalidInput, "The pod has no container with the id \"" + card.substr(0, 80) + "\".",
                        "The order of cards names ids of containers in this pod.");
    }
    return std::nullopt;
}

std::optional<Error> misfit(const Topology &topology, const Container &before, const Container &after,
                            std::string_view &key)
{
    key = "pod";
    if (after.pod != before.pod && !topology.pods.contains(after.pod))
        return fail(ErrorCode::InvalidInput, "There is no pod with the id \"" + after.pod.substr(0, 80) + "\".");
    key = "kind";
    const KindInfo *kind = findKind(after.kind);
    for (const auto &[id, link] : topology.links)
        for (const Endpoint *end : {&link.from, &link.to})
            if (after.kind != before.kind && end->container == before.id && !findPort(*kind, end->port))
                return fail(ErrorCode::Refused,
                            "The link \"" + id + "\" ends at the port \"" + end->port +
                                "\", which the other kind does not have.",
                            "Remove the link first.");
    return std::nullopt;
}

std::optional<Error> misfit(const Topology &topology, const Link &before, const Link &after, std::string_view &key)
{
    key = after.to != before.to ? "to" : "from";
    if (after.from == before.from && after.to == before.to)
        return std::nullopt;
    Topology without = topology;
    without.links.erase(before.id);
    return cannotConnect(without, after.from, after.to);
}

std::optional<Error> misfit(const Topology &topology, const Group &before, const Group &after, std::string_view &key)
{
    key = "members";
    for (const ElementId &member : after.members) {
        if (std::ranges::find(before.members, member) != before.members.end())
            continue;
        if (!topology.pods.contains(member) && !topology.notes.contains(member) && !topology.groups.contains(member))
            return fail(ErrorCode::InvalidInput, "There is no pod, note or group \"" + member.substr(0, 80) + "\".",
                        "Members of a group are ids of pods, notes and other groups.");
        if (withMembers(topology, {member}).contains(before.id))
            return fail(ErrorCode::Refused, "The group would be within itself by \"" + member + "\".", "Leave it out.");
        for (const auto &[id, group] : topology.groups)
            if (id != before.id && std::ranges::find(group.members, member) != group.members.end())
                return fail(ErrorCode::Refused, '"' + member + "\" is in another group.", "Take it out there first.");
    }
    return std::nullopt;
}

template <class T>
const KindInfo *kindFor(const T &element)
{
    if constexpr (std::is_same_v<T, Pod>)
        return findKind("pod");
    else if constexpr (std::is_same_v<T, Container>)
        return findKind(element.kind);
    else if constexpr (std::is_same_v<T, Link>)
        return findKind("link");
    else if constexpr (std::is_same_v<T, Volume>)
        return findKind("volume");
    else if constexpr (std::is_same_v<T, Fault>)
        return findKind("fault." + element.kind);
    else
        return nullptr;
}

constexpr const char editLabel[] = QT_TRANSLATE_NOOP("phrase", "Edit as JSON");

/// `after` in place of `before`; a new name by rename(), which also changes what goes by the old one.
template <class T>
Result<Edit> replaced(const Topology &topology, const T &before, T after, std::string_view text, const JsonNode &node)
{
    if constexpr (requires { after.position; })
        if (!node.find("position"))
            after.position = before.position;
    if constexpr (requires { after.params; })
        if (auto error = firstUnsuitable(text, node, kindFor(after), before.params, after.params))
            return *error;
    std::string_view key;
    if (auto error = misfit(topology, before, after, key))
        return atKey(text, node, key, std::move(*error));
    if (after == before)
        return Edit{editLabel, {}};
    Edit first;
    if constexpr (requires { after.name; }) {
        Topology moved = topology;
        if constexpr (std::is_same_v<T, Container>) {
            moved.containers.at(before.id).pod = after.pod;
            if (after.pod != before.pod && containerNameTaken(topology, after.pod, after.name))
                return atKey(text, node, node.find("name") ? "name" : "pod",
                             fail(ErrorCode::AlreadyExists, "The name \"" + after.name + "\" is taken in that pod.",
                                  "Choose another one."));
        }
        if (after.name != before.name) {
            auto renamed = rename(moved, before.id, after.name);
            if (!renamed)
                return atKey(text, node, "name", renamed.error());
            first = std::move(*renamed);
        }
    }
    first = merge(std::move(first), Edit{editLabel, {Slot<T>{before.id, std::move(after)}}});
    first.label = editLabel;
    return first;
}

Result<Edit> readSettings(const Topology &topology, std::string_view text, const JsonNode &node)
{
    constexpr std::array structure{"bayplan", "pods", "containers", "links", "volumes", "notes", "groups", "scenario"};
    for (const char *key : structure)
        if (node.find(key))
            return atKey(text, node, key,
                         fail(ErrorCode::InvalidInput,
                              "The key \"" + std::string(key) + "\" does not belong to the document's settings.",
                              "Every element is changed by itself."));
    JsonNode root = node;
    root.add("bayplan", JsonNode::ofNumber(std::to_string(currentFormatVersion)));
    const auto read = readAlone(text, root, {});
    if (!read)
        return read.error();
    DocumentSettings after = read->settings;
    const DocumentSettings &before = topology.settings;
    if (const auto schema = before.extras.find("$schema"); schema != before.extras.end())
        after.extras.insert(*schema); // writeElement() does not show it
    if (auto error = firstUnsuitable(text, node, findKind("document"), before.params, after.params))
        return *error;
    if (after == before)
        return Edit{editLabel, {}};
    return Edit{editLabel, {Slot<DocumentSettings>{"document", std::move(after)}}};
}

template <class T>
Result<Edit> readOne(const Topology &topology, std::map<ElementId, T> Topology::*elements, std::string_view section,
                     const ElementId &id, std::string_view text, const JsonNode &node)
{
    const bool ofScenario = section == "faults" || section == "assertions";
    const std::string prefix = (ofScenario ? "/scenario/" : "/") + std::string(section) + '/' + id;
    auto read = readAlone(text, wrapped(node, section, id), prefix);
    if (!read)
        return read.error();
    return replaced(topology, (topology.*elements).at(id), std::move((*read.*elements).at(id)), text, node);
}

} // namespace

Result<Edit> readElement(const Topology &topology, const ElementId &id, std::string_view text)
{
    const auto node = parseJson(text, {}, {});
    if (!node)
        return node.error();
    if (node->type != JsonNode::Type::Object)
        return fail(ErrorCode::InvalidInput, "An element is a JSON object.", "Write it between { and }.",
                    placeOf(text, node->offset, {}, {}));
    if (id == "document")
        return readSettings(topology, text, *node);
    if (topology.pods.contains(id))
        return readOne(topology, &Topology::pods, "pods", id, text, *node);
    if (topology.containers.contains(id))
        return readOne(topology, &Topology::containers, "containers", id, text, *node);
    if (topology.links.contains(id))
        return readOne(topology, &Topology::links, "links", id, text, *node);
    if (topology.volumes.contains(id))
        return readOne(topology, &Topology::volumes, "volumes", id, text, *node);
    if (topology.notes.contains(id))
        return readOne(topology, &Topology::notes, "notes", id, text, *node);
    if (topology.groups.contains(id))
        return readOne(topology, &Topology::groups, "groups", id, text, *node);
    if (topology.faults.contains(id))
        return readOne(topology, &Topology::faults, "faults", id, text, *node);
    if (topology.assertions.contains(id))
        return readOne(topology, &Topology::assertions, "assertions", id, text, *node);
    return fail(ErrorCode::NotFound, "There is no element \"" + id + "\".", {}, {{}, 0, 0, id});
}

} // namespace bayplan
