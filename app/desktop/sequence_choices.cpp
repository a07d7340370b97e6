// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/sequence_choices.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace bayplan {

namespace {

void addOnce(std::vector<InstanceIndex> &list, InstanceIndex index)
{
    if (std::ranges::find(list, index) == list.end())
        list.push_back(index);
}

/// What a pattern's chart is called, with the name of its container or election; empty for what is no pattern.
QString suggestionTitle(const BehaviourConfig &behaviour, const QString &name)
{
    const auto words = [&](const char *text) { return QCoreApplication::translate("SequenceView", text).arg(name); };
    if (std::holds_alternative<ElectionConfig>(behaviour))
        return words(QT_TRANSLATE_NOOP("SequenceView", "Election %1"));
    if (std::holds_alternative<QueueConfig>(behaviour))
        return words(QT_TRANSLATE_NOOP("SequenceView", "Queue %1 with its workers"));
    if (std::holds_alternative<ScatterConfig>(behaviour))
        return words(QT_TRANSLATE_NOOP("SequenceView", "Root %1 with its leaves"));
    if (std::holds_alternative<MemcacheAmbassadorConfig>(behaviour) ||
        std::holds_alternative<HttpAmbassadorConfig>(behaviour))
        return words(QT_TRANSLATE_NOOP("SequenceView", "Ambassador %1 with its servers"));
    if (std::holds_alternative<FrontConfig>(behaviour))
        return words(QT_TRANSLATE_NOOP("SequenceView", "Replicas behind %1"));
    if (std::holds_alternative<AdapterConfig>(behaviour))
        return words(QT_TRANSLATE_NOOP("SequenceView", "Adapter %1"));
    if (std::holds_alternative<LogSaverConfig>(behaviour))
        return words(QT_TRANSLATE_NOOP("SequenceView", "Log saver %1"));
    if (std::holds_alternative<SyncConfig>(behaviour))
        return words(QT_TRANSLATE_NOOP("SequenceView", "Synchronizer %1"));
    return {};
}

} // namespace

std::vector<InstanceIndex> instancesWithMessages(const Plan &plan)
{
    std::vector<InstanceIndex> found;
    for (InstanceIndex index = 0; index < plan.instances.size(); ++index)
        if (plan.instances[index].machine)
            found.push_back(index);
    return found;
}

std::vector<InstanceIndex> withNeighbours(const Plan &plan, std::vector<InstanceIndex> instances, std::size_t most)
{
    const std::vector<InstanceIndex> own = instances;
    const auto isOwn = [&](InstanceIndex index) { return std::ranges::find(own, index) != own.end(); };
    std::vector<InstanceIndex> callers, callees;
    for (InstanceIndex index = 0; index < plan.instances.size(); ++index) {
        for (const PeerPlan &peer : plan.instances[index].peers) {
            if (isOwn(index) && !isOwn(peer.instance))
                addOnce(callees, peer.instance);
            else if (!isOwn(index) && isOwn(peer.instance))
                addOnce(callers, index);
        }
    }
    const auto take = [&](const std::vector<InstanceIndex> &more) {
        for (const InstanceIndex index : more)
            if (instances.size() < most)
                addOnce(instances, index);
    };
    take(callees);
    take(callers);
    return instances;
}

std::vector<SequenceSuggestion> sequenceSuggestions(const Plan &plan)
{
    std::vector<SequenceSuggestion> suggestions;
    std::map<QString, std::size_t> byTitle;
    for (const InstanceIndex index : instancesWithMessages(plan)) {
        const InstancePlan &instance = plan.instances[index];
        const auto *election = std::get_if<ElectionConfig>(&instance.machine->behaviour);
        // An election by its name, others by their container: replicas of one are one.
        const std::string &own = instance.element.empty() ? instance.name : instance.element;
        const QString title =
            suggestionTitle(instance.machine->behaviour, QString::fromStdString(election ? election->election : own));
        if (title.isEmpty())
            continue;
        const auto [found, isNew] = byTitle.emplace(title, suggestions.size());
        if (isNew)
            suggestions.push_back({title, {}});
        addOnce(suggestions[found->second].instances, index);
    }
    for (SequenceSuggestion &suggestion : suggestions) {
        const auto &first = plan.instances[suggestion.instances.front()].machine->behaviour;
        if (!std::holds_alternative<ElectionConfig>(first))
            suggestion.instances = withNeighbours(plan, suggestion.instances, mostLifeLines);
    }
    const std::vector<InstanceIndex> everybody = instancesWithMessages(plan);
    if (everybody.size() > 1 && everybody.size() <= mostLifeLines)
        suggestions.push_back({QCoreApplication::translate("SequenceView", "Everybody"), everybody});
    return suggestions;
}

SequenceChoice choiceOf(const Plan &plan, const std::set<ElementId> &ids)
{
    SequenceChoice choice;
    for (const InstanceIndex index : instancesWithMessages(plan)) {
        const InstancePlan &instance = plan.instances[index];
        const PodPlan &pod = plan.pods[instance.pod];
        if (ids.contains(instance.element) || (ids.contains(pod.element) && !pod.element.empty()))
            choice.lanes.push_back(index);
    }
    const bool onlyLinks = choice.lanes.empty();
    for (InstanceIndex index = 0; index < plan.instances.size(); ++index) {
        for (const PeerPlan &peer : plan.instances[index].peers) {
            if (peer.link.empty() || !ids.contains(peer.link))
                continue;
            addOnce(choice.lanes, index);
            addOnce(choice.lanes, peer.instance);
            if (onlyLinks && std::ranges::find(choice.links, peer.link) == choice.links.end())
                choice.links.push_back(peer.link);
        }
    }
    if (choice.lanes.size() == 1)
        choice.lanes = withNeighbours(plan, choice.lanes, 12);
    return choice;
}

} // namespace bayplan
