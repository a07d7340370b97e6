// SPDX-License-Identifier: GPL-3.0-or-later
// The selection as the canvas shows and gives it, and how the keys go from one element to the next.
#include "app/desktop/canvas_scene.h"

#include "app/desktop/group_item.h"

#include <QScopedValueRollback>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace bayplan {

void CanvasScene::takeSelection()
{
    const QScopedValueRollback guard(m_selecting, true);
    const auto &wanted = m_selection.ids();
    for (auto *item : selectedItems()) {
        const auto *own = dynamic_cast<const CanvasItem *>(item);
        if (own == nullptr || !wanted.contains(own->id())) {
            item->setSelected(false);
        }
    }
    for (const auto &id : wanted) {
        if (auto *item = itemOf(id); item != nullptr && !item->isSelected()) {
            item->setSelected(true);
        }
    }
    raiseSelected();
    Q_EMIT drawingChanged();
}

void CanvasScene::giveSelection()
{
    if (m_selecting || m_selectionHeld) {
        return;
    }
    std::set<ElementId> ids;
    for (const auto *item : selectedItems()) {
        if (const auto *own = dynamic_cast<const CanvasItem *>(item)) {
            ids.insert(own->id());
        }
    }
    if (ids.empty()) { // volumes, faults and what is in collapsed pods are selected elsewhere
        std::ranges::copy_if(m_selection.ids(), std::inserter(ids, ids.end()), [this](const ElementId &id) {
            return !isShown(id) && contains(m_document.topology(), id);
        });
    }
    m_selection.set(std::move(ids));
}

/// What was removed is no longer selected. All else is, on the canvas or not: an edit selects nothing.
void CanvasScene::leaveRemoved()
{
    auto ids = m_selection.ids();
    std::erase_if(ids,
                  [this](const ElementId &id) { return id != documentId && !contains(m_document.topology(), id); });
    m_selection.set(std::move(ids));
}

void CanvasScene::holdSelection(bool held)
{
    m_selectionHeld = held;
    giveSelection();
}

void CanvasScene::selectTowards(QPointF direction)
{
    const auto *current = m_selection.ids().empty() ? nullptr : itemOf(*m_selection.ids().begin());
    const auto origin = current == nullptr ? QPointF(sceneRect().topLeft()) : current->sceneBoundingRect().center();
    ElementId best;
    double least = 1e12;
    for (const auto &[id, item] : m_items) {
        const auto *pod = qgraphicsitem_cast<const PodItem *>(item);
        const bool isFrame = pod != nullptr && !pod->isCollapsedPod() && !m_index.containersOf(id).empty();
        if (item == current || item->type() == LinkItem::Type || isFrame || !item->isVisible()) {
            continue;
        }
        if (item->type() == GroupItem::Type) {
            continue; // reached from its members
        }
        const auto delta = item->sceneBoundingRect().center() - origin;
        const double along = QPointF::dotProduct(delta, direction);
        const double across = std::abs(delta.x() * direction.y() - delta.y() * direction.x());
        if (current != nullptr && (along <= 1 || across > 2 * along)) {
            continue;
        }
        const double cost = along + 2 * across;
        if (cost < least) {
            least = cost;
            best = id;
        }
    }
    if (!best.empty()) {
        m_selection.show(best);
    }
}

void CanvasScene::selectAround(bool up)
{
    const auto id = m_selection.single();
    const auto &topology = m_document.topology();
    ElementId next;
    if (const auto container = topology.containers.find(id); up && container != topology.containers.end()) {
        next = container->second.pod;
    } else if (up) {
        for (const auto &[group, value] : topology.groups) {
            next = std::ranges::find(value.members, id) != value.members.end() ? group : next;
        }
    } else if (const auto members = cardsOf(topology, id); !members.empty()) {
        next = members.front();
    } else if (const auto group = topology.groups.find(id); group != topology.groups.end()) {
        next = group->second.members.empty() ? next : group->second.members.front();
    }
    if (!next.empty()) {
        m_selection.show(next);
    }
}

} // namespace bayplan
