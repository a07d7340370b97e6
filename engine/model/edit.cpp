// SPDX-License-Identifier: Apache-2.0
#include "engine/model/edit.h"

#include <algorithm>
#include <map>
#include <utility>

namespace bayplan {
namespace {

template <class T>
std::map<ElementId, T> &mapOf(Topology &topology)
{
    if constexpr (std::is_same_v<T, Pod>)
        return topology.pods;
    else if constexpr (std::is_same_v<T, Container>)
        return topology.containers;
    else if constexpr (std::is_same_v<T, Link>)
        return topology.links;
    else if constexpr (std::is_same_v<T, Volume>)
        return topology.volumes;
    else if constexpr (std::is_same_v<T, Note>)
        return topology.notes;
    else if constexpr (std::is_same_v<T, Group>)
        return topology.groups;
    else if constexpr (std::is_same_v<T, Fault>)
        return topology.faults;
    else
        return topology.assertions;
}

/// Puts the slot's value in and leaves in the slot what stood there.
void swapIn(Topology &topology, Slot<DocumentSettings> &slot)
{
    DocumentSettings before = std::exchange(topology.settings, slot.value.value_or(DocumentSettings{}));
    slot.value = std::move(before);
}

template <class T>
void swapIn(Topology &topology, Slot<T> &slot)
{
    std::map<ElementId, T> &elements = mapOf<T>(topology);
    const auto found = elements.find(slot.id);
    std::optional<T> before;
    if (found != elements.end())
        before = std::move(found->second);
    if (slot.value)
        elements.insert_or_assign(slot.id, std::move(*slot.value));
    else if (found != elements.end())
        elements.erase(found);
    slot.value = std::move(before);
}

const ElementId &idOf(const AnySlot &slot)
{
    return std::visit([](const auto &typed) -> const ElementId & { return typed.id; }, slot);
}

template <class T>
void addDifferences(Edit &edit, const std::map<ElementId, T> &from, const std::map<ElementId, T> &to)
{
    for (const auto &[id, element] : from)
        if (!to.contains(id))
            edit.slots.emplace_back(Slot<T>{id, std::nullopt});
    for (const auto &[id, element] : to) {
        const auto before = from.find(id);
        if (before == from.end() || before->second != element)
            edit.slots.emplace_back(Slot<T>{id, element});
    }
}

} // namespace

Edit apply(Topology &topology, Edit edit)
{
    for (AnySlot &slot : edit.slots)
        std::visit([&](auto &typed) { swapIn(topology, typed); }, slot);
    std::ranges::reverse(edit.slots); // an id may stand twice
    return edit;
}

std::set<ElementId> touchedBy(const Edit &edit)
{
    std::set<ElementId> ids;
    for (const AnySlot &slot : edit.slots)
        ids.insert(std::holds_alternative<Slot<DocumentSettings>>(slot) ? "document" : idOf(slot));
    return ids;
}

Edit merge(Edit first, Edit second)
{
    std::map<std::pair<std::size_t, ElementId>, std::size_t> positions;
    for (std::size_t i = 0; i < first.slots.size(); ++i)
        positions[{first.slots[i].index(), idOf(first.slots[i])}] = i;
    for (AnySlot &slot : second.slots) {
        const auto [position, isNew] = positions.try_emplace({slot.index(), idOf(slot)}, first.slots.size());
        if (isNew)
            first.slots.push_back(std::move(slot));
        else
            first.slots[position->second] = std::move(slot);
    }
    if (first.label.empty())
        first.label = std::move(second.label);
    return first;
}

Edit difference(const Topology &from, const Topology &to, Phrase label)
{
    Edit edit{std::move(label), {}};
    if (from.settings != to.settings)
        edit.slots.emplace_back(Slot<DocumentSettings>{"document", to.settings});
    addDifferences(edit, from.pods, to.pods);
    addDifferences(edit, from.containers, to.containers);
    addDifferences(edit, from.links, to.links);
    addDifferences(edit, from.volumes, to.volumes);
    addDifferences(edit, from.notes, to.notes);
    addDifferences(edit, from.groups, to.groups);
    addDifferences(edit, from.faults, to.faults);
    addDifferences(edit, from.assertions, to.assertions);
    return edit;
}

} // namespace bayplan
