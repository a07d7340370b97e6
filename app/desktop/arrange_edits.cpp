// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/arrange_edits.h"

#include "app/desktop/canvas_geometry.h"
#include "app/desktop/drawing_index.h"
#include "app/desktop/edit_chain.h"
#include "engine/base/translatable.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <variant>
#include <vector>

namespace bayplan {

namespace {

struct PlacedRect {
    ElementId id;
    QRectF rect;
};

std::vector<PlacedRect> placesOf(const Topology &topology, const std::set<ElementId> &ids)
{
    const auto pods = podRects(topology);
    std::vector<PlacedRect> places;
    for (const auto &id : ids) {
        const auto pod = pods.find(id);
        places.push_back({id, pod == pods.end() ? placeOf(topology, id) : pod->second});
    }
    return places;
}

QRectF frameAround(const std::vector<PlacedRect> &places)
{
    QRectF all;
    for (const auto &place : places) {
        all |= place.rect;
    }
    return all;
}

QPointF alignedCorner(const QRectF &rect, const QRectF &frame, Side side)
{
    switch (side) {
    case Side::Left:
        return {frame.left(), rect.top()};
    case Side::Centre:
        return {std::round(frame.center().x() - rect.width() / 2), rect.top()};
    case Side::Right:
        return {frame.right() - rect.width(), rect.top()};
    case Side::Top:
        return {rect.left(), frame.top()};
    case Side::Middle:
        return {rect.left(), std::round(frame.center().y() - rect.height() / 2)};
    case Side::Bottom:
        break;
    }
    return {rect.left(), frame.bottom() - rect.height()};
}

void addMove(Edit &edit, const Topology &topology, const ElementId &id, QPointF corner)
{
    const auto move = [&](const auto &elements) {
        const auto found = elements.find(id);
        if (found != elements.end() && toPointF(found->second.position) != corner) {
            auto moved = found->second;
            moved.position = toPoint(corner);
            edit.slots.emplace_back(Slot<decltype(moved)>{id, moved});
        }
    };
    move(topology.pods);
    move(topology.notes);
}

/// `within`: those that it stands in, so that one that is wrongly in itself comes to an end.
QRectF placeOfGroup(const Topology &topology, const ElementId &id, std::set<ElementId> &within)
{
    QRectF all;
    const auto group = topology.groups.find(id);
    if (group == topology.groups.end() || !within.insert(id).second) {
        return all;
    }
    for (const auto &member : group->second.members) {
        all |= topology.groups.contains(member) ? groupFrame(placeOfGroup(topology, member, within))
                                                : placeOf(topology, member);
    }
    return all;
}

} // namespace

QRectF placeOf(const Topology &topology, const ElementId &id)
{
    if (const auto pod = topology.pods.find(id); pod != topology.pods.end()) {
        return podRect(topology, pod->second);
    }
    if (const auto note = topology.notes.find(id); note != topology.notes.end()) {
        return {toPointF(note->second.position), noteSize(note->second)};
    }
    std::set<ElementId> within;
    return placeOfGroup(topology, id, within);
}

QRectF groupFrame(const QRectF &inside)
{
    constexpr double padding = 24;
    return inside.isEmpty() ? inside : inside.adjusted(-padding, -padding - groupTitleHeight, padding, padding);
}

QRectF boxOf(const Topology &topology)
{
    QRectF all;
    for (const auto &[id, rect] : podRects(topology)) {
        all |= rect;
    }
    for (const auto &[id, note] : topology.notes) {
        all |= placeOf(topology, id);
    }
    return all;
}

bool isLocked(const Topology &topology, const ElementId &id)
{
    const auto pod = topology.pods.find(id);
    return pod != topology.pods.end() && paramsOf(pod->second).flag("locked");
}

std::set<ElementId> withWholeGroups(const Topology &topology, std::set<ElementId> ids)
{
    for (std::size_t before = ids.size() + 1; before != ids.size();) { // those within others first
        before = ids.size();
        for (const auto &[id, group] : topology.groups) {
            const bool isWhole =
                std::ranges::all_of(group.members, [&](const ElementId &member) { return ids.contains(member); });
            if (isWhole && !group.members.empty()) {
                ids.insert(id);
            }
        }
    }
    return ids;
}

QPointF clearedOf(const Topology &there, const Topology &pasted, QPointF offset)
{
    std::vector<QRectF> taken, placed;
    for (const auto &[id, rect] : podRects(there)) {
        taken.push_back(rect);
    }
    for (const auto &[id, rect] : podRects(pasted)) {
        placed.push_back(rect);
    }
    return clearedOf(taken, placed, offset);
}

QPointF clearedOf(const std::vector<QRectF> &taken, const std::vector<QRectF> &placed, QPointF offset)
{
    constexpr int mostSteps = 2000;
    const auto isCovering = [&](const QRectF &rect) {
        const auto wanted = rect.translated(offset).adjusted(-gridStep, -gridStep, gridStep, gridStep);
        return std::ranges::any_of(taken, [&](const QRectF &other) { return other.intersects(wanted); });
    };
    for (int step = 0; step < mostSteps && std::ranges::any_of(placed, isCovering); ++step) {
        offset += QPointF(0, 3 * gridStep);
    }
    return offset;
}

std::set<ElementId> withEmptied(const Topology &topology, std::set<ElementId> ids)
{
    std::map<ElementId, std::size_t> left;
    for (const auto &[id, container] : topology.containers) {
        left[container.pod] += ids.contains(id) ? 0 : 1;
    }
    for (const auto &[pod, count] : left) {
        const auto found = topology.pods.find(pod);
        const auto own = found == topology.pods.end() ? Params() : found->second.params;
        const auto ofLooks = own.count("collapsed") + own.count("locked");
        if (count == 0 && own.size() == ofLooks) {
            ids.insert(pod);
        }
    }
    return ids;
}

std::set<ElementId> placedAmong(const Topology &topology, const std::set<ElementId> &ids)
{
    std::set<ElementId> placed;
    for (const auto &id : withMembers(topology, ids)) {
        if (const auto container = topology.containers.find(id); container != topology.containers.end()) {
            placed.insert(container->second.pod);
        } else if (topology.pods.contains(id) || topology.notes.contains(id)) {
            placed.insert(id);
        }
    }
    return placed;
}

namespace {

/// Pods that were there before and get a card that they did not have.
std::vector<ElementId> grownBy(const Edit &edit, const Topology &before)
{
    std::set<ElementId> grown;
    for (const auto &any : edit.slots) {
        const auto *slot = std::get_if<Slot<Container>>(&any);
        if (slot == nullptr || !slot->value || !before.pods.contains(slot->value->pod)) {
            continue;
        }
        const auto there = before.containers.find(slot->id);
        if (there == before.containers.end() || there->second.pod != slot->value->pod) {
            grown.insert(slot->value->pod);
        }
    }
    return {grown.begin(), grown.end()};
}

} // namespace

Edit withRoom(const Topology &before, Edit edit)
{
    constexpr std::size_t mostMoves = 1000;
    constexpr double gap = 3 * gridStep;
    auto pushing = grownBy(edit, before);
    if (pushing.empty()) { // most edits; a large drawing is not copied for nothing
        return edit;
    }
    const auto grown = pushing.size();
    Topology after = before;
    apply(after, edit);
    DrawingIndex was, is;
    was.rebuild(before);
    is.rebuild(after);
    const auto lay = [&](const ElementId &one, const ElementId &other) {
        const auto first = before.pods.find(one), second = before.pods.find(other);
        return first != before.pods.end() && second != before.pods.end() &&
               podRect(was, first->second).intersects(podRect(was, second->second));
    };
    for (std::size_t i = 0; i < pushing.size() && i < mostMoves; ++i) {
        const auto id = pushing[i];
        const auto rect = podRect(is, after.pods.at(id));
        for (auto &[other, pod] : after.pods) {
            const auto place = podRect(is, pod);
            if (other != id && place.top() > rect.top() && place.intersects(rect) && !isLocked(after, other) &&
                !lay(id, other)) { // what lay over one another was meant to
                pod.position.y = std::ceil((rect.bottom() + gap) / gridStep) * gridStep;
                pushing.push_back(other);
            }
        }
    }
    Edit moves;
    for (const auto &id : std::set<ElementId>(pushing.begin() + std::ptrdiff_t(grown), pushing.end())) {
        moves.slots.emplace_back(Slot<Pod>{id, after.pods.at(id)});
    }
    return moves.empty() ? edit : merge(std::move(edit), moves);
}

QString stepKey(const char *name, const std::set<ElementId> &ids)
{
    auto key = QString::fromLatin1(name);
    for (const auto &id : ids) {
        key += QLatin1Char(' ') + QString::fromStdString(id);
    }
    return key;
}

std::set<ElementId> movableAmong(const Topology &topology, const std::set<ElementId> &ids)
{
    auto movable = placedAmong(topology, ids);
    std::erase_if(movable, [&](const ElementId &id) { return isLocked(topology, id); });
    return movable;
}

Edit alignPods(const Topology &topology, const std::set<ElementId> &ids, Side side)
{
    Edit edit{QT_TRANSLATE_NOOP("phrase", "Align"), {}};
    const auto all = placesOf(topology, placedAmong(topology, ids));
    if (all.size() < 2) {
        return edit;
    }
    std::vector<PlacedRect> locked;
    std::ranges::copy_if(all, std::back_inserter(locked), [&](const auto &p) { return isLocked(topology, p.id); });
    const auto frame = frameAround(locked.empty() ? all : locked);
    for (const auto &place : all) {
        if (!isLocked(topology, place.id)) {
            addMove(edit, topology, place.id, alignedCorner(place.rect, frame, side));
        }
    }
    return edit;
}

Edit distributePods(const Topology &topology, const std::set<ElementId> &ids, Axis axis)
{
    Edit edit{QT_TRANSLATE_NOOP("phrase", "Distribute"), {}};
    auto places = placesOf(topology, movableAmong(topology, ids));
    if (places.size() < 3) {
        return edit;
    }
    const bool across = axis == Axis::Horizontal;
    const auto low = [&](const QRectF &rect) { return across ? rect.left() : rect.top(); };
    const auto high = [&](const QRectF &rect) { return across ? rect.right() : rect.bottom(); };
    std::ranges::stable_sort(places, {}, [&](const auto &p) { return low(p.rect) + high(p.rect); });
    double filled = 0;
    for (const auto &place : places) {
        filled += high(place.rect) - low(place.rect);
    }
    const double length = high(places.back().rect) - low(places.front().rect);
    const double gap = (length - filled) / static_cast<double>(places.size() - 1);
    double at = low(places.front().rect);
    for (std::size_t i = 0; i + 1 < places.size(); ++i) { // the outermost ones are where they belong
        const auto &rect = places[i].rect;
        if (i > 0) {
            addMove(edit, topology, places[i].id,
                    across ? QPointF(std::round(at), rect.top()) : QPointF(rect.left(), std::round(at)));
        }
        at += high(rect) - low(rect) + gap;
    }
    return edit;
}

Edit toggleLock(const Topology &topology, const std::set<ElementId> &ids)
{
    auto pods = placedAmong(topology, ids);
    std::erase_if(pods, [&](const ElementId &id) { return !topology.pods.contains(id); });
    const bool unlocks = std::ranges::all_of(pods, [&](const ElementId &id) { return isLocked(topology, id); });
    EditChain chain(topology);
    for (const auto &id : pods) {
        if (isLocked(topology, id) == unlocks) {
            chain.add(setParam(chain.now(), id, "locked", unlocks ? std::nullopt : std::optional<Value>(true)));
        }
    }
    auto edit = std::move(chain).finish(unlocks ? Phrase(QT_TRANSLATE_NOOP("phrase", "Unlock"))
                                                : Phrase(QT_TRANSLATE_NOOP("phrase", "Lock")));
    return edit ? std::move(*edit) : Edit{};
}

Edit sparingLocked(const Topology &topology, Edit edit)
{
    std::erase_if(edit.slots, [&](const AnySlot &slot) {
        const auto *pod = std::get_if<Slot<Pod>>(&slot);
        return pod != nullptr && isLocked(topology, pod->id);
    });
    return edit;
}

std::set<ElementId> groupableAmong(const Topology &topology, const std::set<ElementId> &ids)
{
    std::set<ElementId> own = ids;
    std::erase_if(own, [&](const ElementId &id) { return topology.groups.contains(id); });
    auto groupable = placedAmong(topology, own);
    std::ranges::copy_if(ids, std::inserter(groupable, groupable.end()),
                         [&](const ElementId &id) { return topology.groups.contains(id); });
    return groupable;
}

std::set<ElementId> groupsAbout(const Topology &topology, const std::set<ElementId> &ids)
{
    std::set<ElementId> groups;
    const auto own = groupableAmong(topology, ids);
    for (const auto &[id, group] : topology.groups) {
        const bool ofMember = std::ranges::any_of(group.members, [&](const ElementId &member) {
            return own.contains(member) && !topology.groups.contains(member);
        });
        if (own.contains(id) || ofMember) {
            groups.insert(id);
        }
    }
    return groups;
}

Edit ungroup(const Topology &topology, const std::set<ElementId> &ids)
{
    auto edit = removeElements(topology, groupsAbout(topology, ids));
    edit.label = QT_TRANSLATE_NOOP("phrase", "Ungroup");
    return edit;
}

} // namespace bayplan
