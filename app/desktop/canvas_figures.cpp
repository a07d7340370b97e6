// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of a run on the canvas. In a large drawing only what is seen is told them: the others are when they come
// into sight or somebody asks for them.
#include "app/desktop/canvas_scene.h"
#include "app/desktop/canvas_view.h"

#include <algorithm>
#include <iterator>
#include <vector>

namespace bayplan {

namespace {

constexpr std::size_t fewItems = 300; ///< of which all are told at once, each painted by itself

} // namespace

void CanvasScene::bringUpToDate(CanvasItem &item) const
{
    if (item.shownRevision() == m_shownRevision) {
        return;
    }
    item.setShownRevision(m_shownRevision);
    const auto &id = item.id();
    if (auto *card = qgraphicsitem_cast<ContainerItem *>(&item)) {
        const auto found = m_live.cards.find(id);
        card->setLive(found == m_live.cards.end() ? nullptr : &found->second, m_live.deployed);
        card->setOfferedPorts(offeredPorts(*card));
    } else if (auto *link = qgraphicsitem_cast<LinkItem *>(&item)) {
        const auto found = m_live.links.find(id);
        link->setLive(found == m_live.links.end() ? nullptr : &found->second, m_live.deployed);
    } else if (auto *pod = qgraphicsitem_cast<PodItem *>(&item)) {
        showLiveOf(*pod);
    }
}

void CanvasScene::showLiveOf(PodItem &pod) const
{
    int alive = 0;
    int replicas = 0;
    for (const auto &container : m_index.containersOf(pod.id())) {
        if (const auto card = m_live.cards.find(container); card != m_live.cards.end()) {
            alive = replicas == 0 ? card->second.alive : std::min(alive, card->second.alive);
            replicas = std::max(replicas, card->second.replicas);
        }
    }
    pod.setLive(alive, replicas, m_live.shown);
}

void CanvasScene::bringUpToDate(const QRectF &seen)
{
    for (auto *item : items(seen, Qt::IntersectsItemBoundingRect)) {
        if (auto *own = dynamic_cast<CanvasItem *>(item)) {
            bringUpToDate(*own);
        }
    }
}

void CanvasScene::bringAllUpToDate()
{
    for (const auto &[id, item] : m_items) {
        bringUpToDate(*item);
    }
}

void CanvasScene::bringSeenUpToDate()
{
    if (m_items.size() <= fewItems) {
        bringAllUpToDate();
        return;
    }
    update(); // all at once: piece by piece takes longer than to paint what is seen
    for (const auto *view : views()) {
        const auto *canvas = qobject_cast<const CanvasView *>(view);
        if (canvas != nullptr && !canvas->isFar()) {
            bringUpToDate(canvas->visibleRect());
        }
    }
}

/// From afar one sees what is down or fails, and nothing else of a run.
void CanvasScene::noteBroken()
{
    std::set<ElementId> broken;
    for (const auto &[id, card] : m_live.cards) {
        if (card.alive < card.replicas) {
            broken.insert(id);
            broken.insert(m_index.podOf(id));
        }
    }
    for (const auto &[id, link] : m_live.links) {
        if (link.cut || link.errorsPerSecond > 0) {
            broken.insert(id);
        }
    }
    std::vector<ElementId> changed;
    std::ranges::set_symmetric_difference(broken, m_broken, std::back_inserter(changed));
    m_broken = std::move(broken);
    for (const auto &id : changed) {
        itemOf(id); // which tells it
    }
}

void CanvasScene::showLive(LiveFigures figures)
{
    const bool labelsChange = m_live.shown != figures.shown || m_live.links.size() != figures.links.size();
    m_live = std::move(figures);
    ++m_shownRevision;
    noteBroken();
    bringSeenUpToDate();
    for (const auto &pod : m_unfolded) {
        showRows(pod);
    }
    if (labelsChange) {
        placeLabels();
    }
}

} // namespace bayplan
