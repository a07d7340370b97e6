// SPDX-License-Identifier: GPL-3.0-or-later
// What lies over what: a pod with its cards and links before another one, and labels beside each other.
#include "app/desktop/canvas_scene.h"

#include "app/desktop/canvas_geometry.h"

#include <algorithm>
#include <limits>

namespace bayplan {

/// All pods have the lowest one until one covers another.
int CanvasScene::rankOf(const ElementId &pod) const
{
    const auto found = m_ranks.find(pod);
    return found == m_ranks.end() ? 0 : found->second;
}

/// Pods that overlap as they were drawn stand before each other in order of ids.
void CanvasScene::rankAll()
{
    m_ranks.clear();
    m_topRank = 0;
    std::vector<std::pair<QRectF, ElementId>> frames;
    for (const auto &[id, pod] : m_document.topology().pods) {
        frames.emplace_back(podRect(m_index, pod), id);
    }
    std::ranges::sort(frames, {}, [](const auto &frame) { return frame.first.left(); });
    for (std::size_t i = 0; i < frames.size(); ++i) {
        const auto &[rect, id] = frames[i];
        for (std::size_t j = i + 1; j < frames.size() && frames[j].first.left() < rect.right(); ++j) {
            if (rect.intersects(frames[j].first)) {
                m_ranks.insert({id, 0});
                m_ranks.insert({frames[j].second, 0});
            }
        }
    }
    for (auto &[id, rank] : m_ranks) {
        rank = ++m_topRank;
    }
}

void CanvasScene::stack(const ElementId &pod)
{
    const double lowest = planesOfRank * rankOf(pod);
    if (auto *item = itemOf(pod)) {
        item->setZValue(lowest);
    }
    for (const auto &container : m_index.containersOf(pod)) {
        if (auto *card = itemOf(container)) {
            card->setZValue(lowest + cardPlane);
        }
    }
}

/// It ends at ports within the frames of both pods.
void CanvasScene::stackLink(const ElementId &link)
{
    const auto *ends = m_index.endsOf(link);
    if (auto *item = qgraphicsitem_cast<LinkItem *>(itemOf(link)); item != nullptr && ends != nullptr) {
        const int rank = std::max(rankOf(m_index.podOf(ends->first)), rankOf(m_index.podOf(ends->second)));
        item->setZValue(planesOfRank * rank + linkPlane);
    }
}

/// To the front when another pod that is not selected, too, lies over it.
void CanvasScene::raise(const ElementId &pod)
{
    const auto *item = qgraphicsitem_cast<PodItem *>(itemOf(pod));
    if (item == nullptr) {
        return;
    }
    const auto frame = item->frame();
    const auto isInFront = [&](const QGraphicsItem *each) {
        const auto *other = qgraphicsitem_cast<const PodItem *>(each);
        if (other == nullptr || other == item || !other->frame().intersects(frame)) {
            return false;
        }
        return rankOf(other->id()) == rankOf(pod) || (other->zValue() > item->zValue() && !isSelectedPod(other->id()));
    };
    const auto near = items(frame, Qt::IntersectsItemBoundingRect);
    if (std::ranges::none_of(near, isInFront)) {
        return;
    }
    m_ranks[pod] = ++m_topRank;
    stack(pod);
    for (const auto &container : m_index.containersOf(pod)) {
        for (const auto &link : m_index.linksOf(container)) {
            stackLink(link);
        }
    }
}

bool CanvasScene::isSelectedPod(const ElementId &pod) const
{
    const auto &ids = m_selection.ids();
    const auto &cards = m_index.containersOf(pod);
    return ids.contains(pod) || std::ranges::any_of(cards, [&](const ElementId &id) { return ids.contains(id); });
}

void CanvasScene::raiseSelected()
{
    constexpr std::size_t most = 50; // nobody brings hundreds to the front
    const auto &ids = m_selection.ids();
    for (const auto &id : ids.size() > most ? std::set<ElementId>() : ids) {
        const auto &pod = m_index.podOf(id);
        raise(pod.empty() ? id : pod);
    }
}

/// Each label where it hides the least: other labels first, then cards; nowhere when it would lie on another one, or on
/// more of a card than its edge. In a large drawing they stay in the middle.
void CanvasScene::placeLabels()
{
    constexpr std::size_t mostLinks = 300;
    if (m_index.linkCount() > mostLinks) {
        return;
    }
    std::vector<QRectF> cards;
    for (const auto &[id, item] : m_items) {
        if (item->type() == ContainerItem::Type && item->isVisible()) {
            cards.push_back(item->sceneBoundingRect());
        }
    }
    const auto hidden = [](const std::vector<QRectF> &others, const QRectF &rect) {
        double area = 0;
        for (const auto &other : others) {
            const auto common = other.intersected(rect);
            area += common.width() * common.height();
        }
        return area;
    };
    constexpr double labelsOverCards = 4;
    constexpr double edgeOfCards = 0.25;
    std::vector<QRectF> labels;
    for (const auto &[id, unused] : m_document.topology().links) {
        auto *link = qgraphicsitem_cast<LinkItem *>(itemOf(id));
        double least = std::numeric_limits<double>::infinity();
        double best = 0;
        for (const double place : link == nullptr ? std::vector<double>() : link->labelChoices()) {
            const auto room = link->labelRoom(place);
            const double cost = labelsOverCards * hidden(labels, room) + hidden(cards, room);
            if (cost < least) {
                least = cost;
                best = place;
            }
        }
        if (least < std::numeric_limits<double>::infinity()) {
            const auto room = link->labelRoom(best);
            const bool isClear =
                hidden(labels, room) == 0 && hidden(cards, room) < edgeOfCards * room.width() * room.height();
            link->setLabelPlace(best, isClear);
            if (isClear) {
                labels.push_back(room);
            }
        }
    }
}

} // namespace bayplan
