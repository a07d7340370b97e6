// SPDX-License-Identifier: Apache-2.0
#include "engine/model/draft.h"

#include "engine/base/units.h"
#include "engine/model/entries.h"

#include <algorithm>

namespace bayplan {
namespace {

struct Numbered {
    std::string base;
    std::int64_t number = 0;
};

/// "web-3" is web and 3.
std::optional<Numbered> splitNumber(const std::string &name)
{
    const auto hyphen = name.rfind('-');
    if (hyphen == std::string::npos || hyphen == 0 || hyphen + 1 == name.size())
        return std::nullopt;
    const std::string digits = name.substr(hyphen + 1);
    const auto number = parseInteger(digits);
    if (!number || *number < 0 || std::to_string(*number) != digits)
        return std::nullopt;
    return Numbered{name.substr(0, hyphen), *number};
}

bool hasReplica(const Pod &pod, std::int64_t index)
{
    const std::int64_t replicas = plannedReplicas(pod);
    return replicas > 1 && index < replicas;
}

} // namespace

std::string freeName(std::string_view stem, const std::function<bool(const std::string &)> &isTaken)
{
    const std::string wanted = toDnsLabel(stem);
    if (!isTaken(wanted))
        return wanted;
    const auto numbered = splitNumber(wanted);
    std::string base = numbered ? numbered->base : wanted;
    base.resize(std::min<std::size_t>(base.size(), 54)); // room for the number
    for (std::int64_t number = numbered ? numbered->number + 1 : 2;; ++number) {
        std::string name = base + '-' + std::to_string(number);
        if (!isTaken(name))
            return name;
    }
}

bool podNameTaken(const Topology &topology, const std::string &name, const ElementId &except)
{
    const auto numbered = splitNumber(name);
    return std::ranges::any_of(topology.pods, [&](const auto &entry) {
        const Pod &pod = entry.second;
        const bool replica = numbered && pod.name == numbered->base && hasReplica(pod, numbered->number);
        return entry.first != except && (pod.name == name || replica);
    });
}

bool containerNameTaken(const Topology &topology, const ElementId &pod, const std::string &name,
                        const ElementId &except)
{
    return std::ranges::any_of(topology.containers, [&](const auto &entry) {
        return entry.first != except && entry.second.pod == pod && entry.second.name == name;
    });
}

bool volumeNameTaken(const Topology &topology, const std::string &name, const ElementId &except)
{
    return std::ranges::any_of(topology.volumes,
                               [&](const auto &entry) { return entry.first != except && entry.second.name == name; });
}

namespace {

ElementId podNamed(const Topology &topology, const std::string &name)
{
    const auto numbered = splitNumber(name);
    for (const auto &[id, pod] : topology.pods) {
        const bool replica = numbered && pod.name == numbered->base && hasReplica(pod, numbered->number);
        if (replica || pod.name == name)
            return id;
    }
    return {};
}

} // namespace

void leaveGroup(Draft &draft, const Group &group, const std::set<ElementId> &members)
{
    Group left = group;
    std::erase_if(left.members, [&](const ElementId &id) { return members.contains(id); });
    if (left.members.empty())
        draft.remove<Group>(group.id);
    else if (left != group)
        draft.put(left);
}

ElementId targetOf(const Topology &topology, const std::string &target)
{
    if (contains(topology, target))
        return target;
    const auto slash = target.find('/');
    const ElementId pod = podNamed(topology, target.substr(0, slash));
    if (slash == std::string::npos || pod.empty())
        return pod;
    for (const Container *container : containersOf(topology, pod))
        if (container->name == target.substr(slash + 1))
            return container->id;
    return {};
}

ElementId freshId(const Topology &topology, std::string_view stem)
{
    return freeName(stem, [&](const std::string &id) { return id == "document" || contains(topology, id); });
}

} // namespace bayplan
