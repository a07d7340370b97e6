// SPDX-License-Identifier: Apache-2.0
#include "engine/model/scenario_names.h"

#include <optional>
#include <string_view>

namespace bayplan {
namespace {

/// "web-0/app" as its two parts; the second begins with the slash, or is empty.
struct ScenarioName {
    std::string pod;
    std::string container;
};

ScenarioName partsOf(const std::string &name)
{
    const auto slash = name.find('/');
    return slash == std::string::npos ? ScenarioName{name, {}}
                                      : ScenarioName{name.substr(0, slash), name.substr(slash)};
}

/// Whether the pod is meant, or a replica of it: one that it does not have, too, unless another pod answers to that.
bool isMeant(const Topology &topology, const Pod &pod, const std::string &name)
{
    const auto numbered = splitNumber(name);
    if (name != pod.name && !(numbered && numbered->base == pod.name))
        return false;
    const ElementId answering = podNamed(topology, name);
    return answering.empty() ? podNamed(topology, pod.name) == pod.id : answering == pod.id;
}

/// Where the name stands in "p99 of NAME < 1s", as the language of assertions has it: up to the comparison, which "->"
/// is none of.
std::optional<std::pair<std::size_t, std::size_t>> nameInAssertion(std::string_view text)
{
    constexpr std::string_view blanks = " \t";
    const auto figure = text.find_first_not_of(blanks);
    const auto of = text.find_first_not_of(blanks, text.find_first_of(blanks, figure));
    if (of == std::string_view::npos || text.substr(of, 2) != "of")
        return std::nullopt;
    const auto begin = text.find_first_not_of(blanks, of + 2);
    if (begin == std::string_view::npos || begin == of + 2)
        return std::nullopt;
    auto end = begin;
    while (end < text.size() &&
           (std::string_view("<>=!").find(text[end]) == std::string_view::npos || text[end - 1] == '-'))
        ++end;
    end = text.find_last_not_of(blanks, end - 1) + 1;
    return end > begin ? std::optional(std::pair(begin, end - begin)) : std::nullopt;
}

/// A link goes by the names of its two ends.
std::string rewrittenEnds(const std::string &name, const Renaming &rename)
{
    constexpr std::string_view arrow = " -> ";
    const auto at = name.find(arrow);
    return at == std::string::npos
               ? rename(name)
               : rename(name.substr(0, at)) + std::string(arrow) + rename(name.substr(at + arrow.size()));
}

void rewriteScenario(Draft &draft, const Topology &topology, const Renaming &rename)
{
    for (const auto &[id, fault] : topology.faults) {
        Fault copy = renamed(
            fault, [&](const std::string &target) { return contains(topology, target) ? target : rename(target); });
        if (copy != fault)
            draft.put(std::move(copy));
    }
    for (const auto &[id, assertion] : topology.assertions) {
        const auto isId = [&](const std::string &name) {
            return topology.containers.contains(name) || topology.links.contains(name);
        };
        Assertion copy =
            renamed(assertion, isId, [&](const std::string &name) { return isId(name) ? name : rename(name); });
        if (copy != assertion)
            draft.put(std::move(copy));
    }
}

} // namespace

Fault renamed(Fault fault, const Renaming &rename)
{
    fault.target = rename(fault.target);
    const auto others = fault.params.find("others");
    if (others != fault.params.end())
        if (auto *names = std::get_if<std::vector<std::string>>(&others->second))
            for (std::string &name : *names)
                name = rename(name);
    return fault;
}

Assertion renamed(Assertion assertion, const std::function<bool(const std::string &)> &isId, const Renaming &rename)
{
    const auto span = nameInAssertion(assertion.text);
    if (!span)
        return assertion;
    const std::string name = assertion.text.substr(span->first, span->second);
    assertion.text.replace(span->first, span->second, isId(name) ? rename(name) : rewrittenEnds(name, rename));
    return assertion;
}

bool namesSpare(const Topology &topology, const std::string &name)
{
    const auto numbered = splitNumber(partsOf(name).pod);
    const auto pod = topology.pods.find(numbered ? podNamed(topology, numbered->base) : ElementId());
    return !contains(topology, name) && pod != topology.pods.end() && pod->second.name == numbered->base &&
           paramsOf(pod->second).integer("spares") > 0 && numbered->number >= paramsOf(pod->second).integer("replicas");
}

void followPodName(Draft &draft, const Topology &topology, const Pod &pod, const std::string &name)
{
    rewriteScenario(draft, topology, [&](const std::string &before) {
        const ScenarioName parts = partsOf(before);
        return isMeant(topology, pod, parts.pod) ? name + before.substr(pod.name.size()) : before;
    });
}

void followContainerName(Draft &draft, const Topology &topology, const Container &container, const std::string &name)
{
    const auto pod = topology.pods.find(container.pod);
    if (pod != topology.pods.end())
        followContainer(draft, topology, container, pod->second, name);
}

void followContainer(Draft &draft, const Topology &topology, const Container &container, const Pod &pod,
                     const std::string &name)
{
    const auto left = topology.pods.find(container.pod);
    if (left == topology.pods.end())
        return;
    rewriteScenario(draft, topology, [&](const std::string &before) {
        const ScenarioName parts = partsOf(before);
        if (parts.container != '/' + container.name || !isMeant(topology, left->second, parts.pod))
            return before;
        const std::string replica = pod.name + parts.pod.substr(left->second.name.size());
        const bool isThere = pod.id == left->first || podNamed(topology, replica) == pod.id;
        return (isThere ? replica : pod.name) + '/' + name;
    });
}

} // namespace bayplan
