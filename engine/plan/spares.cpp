// SPDX-License-Identifier: Apache-2.0
// A drawing without the replicas that only a simulator starts: its scenario names those that are left.
#include "engine/model/catalog.h"
#include "engine/model/draft.h"
#include "engine/model/scenario_names.h"
#include "engine/plan/plan.h"

namespace bayplan {
namespace {

/// "web-0/app" as it is called where the pod has no spares: "web/app" when that is its only replica, and nothing when
/// it is a spare.
std::string nameLeft(const Topology &topology, const std::string &name)
{
    if (namesSpare(topology, name))
        return {};
    const std::string replica = name.substr(0, name.find('/'));
    const auto numbered = splitNumber(replica);
    const auto pod = topology.pods.find(podNamed(topology, replica));
    const bool isReplica =
        !contains(topology, name) && numbered && pod != topology.pods.end() && pod->second.name == numbered->base;
    return isReplica && paramsOf(pod->second).integer("replicas") == 1 ? numbered->base + name.substr(replica.size())
                                                                       : name;
}

/// Nothing when it is about spares only.
std::optional<Fault> faultLeft(const Topology &topology, const Fault &fault)
{
    Fault left = renamed(fault, [&](const std::string &name) { return nameLeft(topology, name); });
    const auto others = left.params.find("others");
    if (others != left.params.end())
        if (auto *names = std::get_if<std::vector<std::string>>(&others->second);
            names != nullptr && std::erase(*names, "") > 0 && names->empty())
            return std::nullopt;
    return left.target.empty() ? std::nullopt : std::optional(std::move(left));
}

std::optional<Assertion> assertionLeft(const Topology &topology, const Assertion &assertion)
{
    bool isOfSpare = false;
    const auto isId = [&](const std::string &name) { return contains(topology, name); };
    Assertion left = renamed(assertion, isId, [&](const std::string &name) {
        const std::string now = nameLeft(topology, name);
        isOfSpare = isOfSpare || now.empty();
        return now;
    });
    return isOfSpare ? std::nullopt : std::optional(std::move(left));
}

template <class Element, class Left>
void keepLeft(std::map<ElementId, Element> &elements, Left left)
{
    for (auto entry = elements.begin(); entry != elements.end();) {
        if (auto kept = left(entry->second)) {
            entry->second = std::move(*kept);
            ++entry;
        } else {
            entry = elements.erase(entry);
        }
    }
}

} // namespace

Topology withoutSpares(Topology topology)
{
    const Topology &drawn = topology;
    const auto hasSpares = [](const auto &entry) { return paramsOf(entry.second).integer("spares") > 0; };
    if (std::ranges::any_of(topology.pods, hasSpares)) {
        keepLeft(topology.faults, [&](const Fault &fault) { return faultLeft(drawn, fault); });
        keepLeft(topology.assertions, [&](const Assertion &assertion) { return assertionLeft(drawn, assertion); });
    }
    for (auto &[id, pod] : topology.pods)
        pod.params.erase("spares");
    return topology;
}

} // namespace bayplan
