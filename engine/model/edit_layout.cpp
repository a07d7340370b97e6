// SPDX-License-Identifier: Apache-2.0
// Builders of how the drawing looks, which is no part of what runs.
#include "engine/base/translatable.h"
#include "engine/model/draft.h"

#include <algorithm>

namespace bayplan {

Edit resizeNote(const Topology &topology, const ElementId &note, Size size)
{
    Draft draft(topology, QT_TRANSLATE_NOOP("phrase", "Resize note"));
    const auto found = topology.notes.find(note);
    if (found == topology.notes.end())
        return draft.take();
    Note copy = found->second;
    copy.size = size;
    if (copy != found->second)
        draft.put(copy);
    return draft.take();
}

Edit moveCard(const Topology &topology, const ElementId &container, std::size_t place)
{
    Draft draft(topology, QT_TRANSLATE_NOOP("phrase", "Move the card"));
    const auto moved = topology.containers.find(container);
    if (moved == topology.containers.end())
        return draft.take();
    const auto pod = topology.pods.find(moved->second.pod);
    if (pod == topology.pods.end())
        return draft.take(); // a document may name one that is not there
    const std::vector<ElementId> before = cardsOf(topology, pod->first);
    std::vector<ElementId> cards = before;
    std::erase(cards, container);
    cards.insert(cards.begin() + std::ptrdiff_t(std::min(place, cards.size())), container);
    if (cards == before)
        return draft.take();
    Pod copy = pod->second;
    copy.cards = std::is_sorted(cards.begin(), cards.end()) ? std::vector<ElementId>() : std::move(cards);
    draft.put(copy);
    return draft.take();
}

Result<Edit> moveToGroup(const Topology &topology, std::set<ElementId> members, const ElementId &group)
{
    Draft draft(topology, group.empty() ? Phrase(QT_TRANSLATE_NOOP("phrase", "Take out of the group"))
                                        : Phrase(QT_TRANSLATE_NOOP("phrase", "Move to the group")));
    members = outermost(topology, std::move(members));
    for (const ElementId &id : members)
        if (withMembers(topology, {id}).contains(group))
            return fail(ErrorCode::Refused, Told{QT_TRANSLATE_NOOP("phrase", "The group would be within itself."), {}});
    if (const auto found = topology.groups.find(group); found != topology.groups.end()) {
        Group joined = found->second;
        for (const ElementId &id : joined.members)
            members.erase(id);
        joined.members.insert(joined.members.end(), members.begin(), members.end());
        if (joined != found->second)
            draft.put(joined);
    }
    leaveGroups(draft, members, group);
    return draft.take();
}

void leaveCards(Draft &draft, const std::set<ElementId> &leaving)
{
    const auto pods = draft.topology().pods;
    for (const auto &[id, pod] : pods) {
        Pod left = pod;
        std::erase_if(left.cards, [&](const ElementId &card) { return leaving.contains(card); });
        if (left == pod)
            continue;
        const std::vector<ElementId> order = cardsOf(draft.topology(), id);
        if (std::is_sorted(order.begin(), order.end()))
            left.cards.clear();
        draft.put(left);
    }
}

} // namespace bayplan
