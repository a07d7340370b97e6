// SPDX-License-Identifier: Apache-2.0
#include "engine/model/topology.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace bayplan {

namespace {

bool isAmong(std::initializer_list<std::string_view> keys, const std::string &key)
{
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

/// Equal but for these keys.
bool alikeBut(std::initializer_list<std::string_view> keys, const Params &a, const Params &b)
{
    auto left = a.begin();
    auto right = b.begin();
    while (true) {
        while (left != a.end() && isAmong(keys, left->first))
            ++left;
        while (right != b.end() && isAmong(keys, right->first))
            ++right;
        if (left == a.end() || right == b.end())
            return left == a.end() && right == b.end();
        if (*left++ != *right++)
            return false;
    }
}

template <class Element, class Alike>
bool areAlike(const std::map<ElementId, Element> &a, const std::map<ElementId, Element> &b, Alike alike)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](const auto &left, const auto &right) {
        return left.first == right.first && alike(left.second, right.second);
    });
}

} // namespace

bool runsAlike(const Topology &a, const Topology &b)
{
    const auto by = [](auto... members) {
        return [members...](const auto &left, const auto &right) { return ((left.*members == right.*members) && ...); };
    };
    const auto pods = [](const Pod &left, const Pod &right) {
        return left.name == right.name && alikeBut({"collapsed", "locked"}, left.params, right.params);
    };
    return alikeBut({"description"}, a.settings.params, b.settings.params) && areAlike(a.pods, b.pods, pods) &&
           areAlike(a.containers, b.containers,
                    by(&Container::pod, &Container::kind, &Container::name, &Container::params)) &&
           areAlike(a.links, b.links, by(&Link::from, &Link::to, &Link::params)) &&
           areAlike(a.volumes, b.volumes, by(&Volume::name, &Volume::params)) &&
           areAlike(a.faults, b.faults, by(&Fault::kind, &Fault::target, &Fault::params)) &&
           areAlike(a.assertions, b.assertions, by(&Assertion::text));
}

bool contains(const Topology &topology, const ElementId &id)
{
    return topology.pods.contains(id) || topology.containers.contains(id) || topology.links.contains(id) ||
           topology.volumes.contains(id) || topology.notes.contains(id) || topology.groups.contains(id) ||
           topology.faults.contains(id) || topology.assertions.contains(id);
}

std::set<ElementId> withMembers(const Topology &topology, std::set<ElementId> ids)
{
    std::vector<ElementId> open(ids.begin(), ids.end());
    while (!open.empty()) {
        const auto group = topology.groups.find(open.back());
        open.pop_back();
        for (const ElementId &member :
             group == topology.groups.end() ? std::vector<ElementId>() : group->second.members)
            if (ids.insert(member).second)
                open.push_back(member);
    }
    return ids;
}

std::set<ElementId> outermost(const Topology &topology, std::set<ElementId> ids)
{
    const std::set<ElementId> all = ids;
    for (const ElementId &id : all)
        if (topology.groups.contains(id))
            for (const ElementId &inner : withMembers(topology, {id}))
                if (inner != id)
                    ids.erase(inner);
    return ids;
}

std::vector<const Container *> containersOf(const Topology &topology, const ElementId &pod)
{
    std::vector<const Container *> result;
    for (const auto &[id, container] : topology.containers)
        if (container.pod == pod)
            result.push_back(&container);
    return result;
}

void orderAsCards(std::vector<ElementId> &containers, const std::vector<ElementId> &cards)
{
    std::map<ElementId, std::size_t> places;
    for (const ElementId &card : cards)
        places.emplace(card, places.size());
    const auto placeOf = [&](const ElementId &id) {
        const auto found = places.find(id);
        return found == places.end() ? places.size() : found->second;
    };
    std::stable_sort(containers.begin(), containers.end(),
                     [&](const ElementId &a, const ElementId &b) { return placeOf(a) < placeOf(b); });
}

std::vector<ElementId> cardsOf(const Topology &topology, const ElementId &pod)
{
    std::vector<ElementId> ids;
    for (const Container *container : containersOf(topology, pod))
        ids.push_back(container->id);
    if (const auto found = topology.pods.find(pod); found != topology.pods.end())
        orderAsCards(ids, found->second.cards);
    return ids;
}

} // namespace bayplan
