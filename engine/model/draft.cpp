// SPDX-License-Identifier: Apache-2.0
#include "engine/model/draft.h"

#include "engine/base/units.h"
#include "engine/model/entries.h"

#include <algorithm>
#include <utility>

namespace bayplan {
namespace {

bool hasReplica(const Pod &pod, std::int64_t index)
{
    const std::int64_t replicas = plannedReplicas(pod);
    return replicas > 1 && index < replicas;
}

} // namespace

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

std::string freeName(std::string_view stem, const std::function<bool(const std::string &)> &isTaken)
{
    const std::string wanted = toDnsLabel(stem);
    if (!isTaken(wanted))
        return wanted;
    auto numbered = splitNumber(wanted);
    if (numbered && numbered->number > 1'000'000'000)
        numbered.reset(); // more of a date than of a count
    std::string base = numbered ? numbered->base : wanted;
    base.resize(std::min<std::size_t>(base.size(), 54)); // room for the number
    const auto name = [&](std::int64_t number) { return base + '-' + std::to_string(number); };
    // Strides that double, then the border between what is taken and what is free.
    std::int64_t taken = numbered ? numbered->number : 1;
    std::int64_t stride = 1;
    while (isTaken(name(taken + stride))) {
        taken += stride;
        stride *= 2;
    }
    std::int64_t free = taken + stride;
    while (free - taken > 1) {
        const std::int64_t middle = taken + (free - taken) / 2;
        (isTaken(name(middle)) ? taken : free) = middle;
    }
    return name(free);
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

void leaveGroups(Draft &draft, std::set<ElementId> leaving, const ElementId &joined)
{
    const std::set<ElementId> joining = leaving;
    for (bool goesOn = true; std::exchange(goesOn, false);) {
        const auto groups = draft.topology().groups;
        for (const auto &[id, group] : groups) {
            Group left = group;
            std::erase_if(left.members, [&, isJoined = id == joined](const ElementId &member) {
                return leaving.contains(member) && !(isJoined && joining.contains(member));
            });
            if (left.members.empty()) {
                draft.remove<Group>(id);
                goesOn = leaving.insert(id).second || goesOn;
            } else if (left != group) {
                draft.put(left);
            }
        }
    }
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
