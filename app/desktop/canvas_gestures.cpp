// SPDX-License-Identifier: GPL-3.0-or-later
// The mouse on the canvas: drawing links, moving pods, taking containers out.
#include "app/desktop/canvas_scene.h"

#include "app/desktop/canvas_edits.h"
#include "app/desktop/canvas_geometry.h"
#include "app/desktop/element_facts.h"
#include "app/desktop/theme.h"

#include <QApplication>
#include <QGraphicsSceneMouseEvent>
#include <QToolTip>

namespace bayplan {

// ---- what is where ----

ContainerItem *CanvasScene::cardAt(QPointF position) const
{
    for (auto *item : items(position)) {
        if (auto *card = qgraphicsitem_cast<ContainerItem *>(item)) {
            return card;
        }
    }
    return nullptr;
}

std::optional<Endpoint> CanvasScene::portAt(QPointF position) const
{
    for (auto *item : items(position)) {
        if (const auto *card = qgraphicsitem_cast<ContainerItem *>(item)) {
            if (const auto *port = card->portAt(position - card->pos())) {
                return Endpoint{card->id(), port->name};
            }
        }
    }
    return std::nullopt;
}

ElementId CanvasScene::podAt(QPointF position) const
{
    for (const auto *item : items(position)) {
        if (const auto *pod = qgraphicsitem_cast<const PodItem *>(item)) {
            return pod->id();
        }
    }
    return {};
}

ElementId CanvasScene::linkAt(QPointF position) const
{
    for (const auto *item : items(position)) {
        if (const auto *link = qgraphicsitem_cast<const LinkItem *>(item)) {
            return link->id();
        }
    }
    return {};
}

ElementId CanvasScene::elementAt(QPointF position) const
{
    for (const auto *item : items(position)) {
        if (const auto *own = dynamic_cast<const CanvasItem *>(item)) {
            return own->id();
        }
    }
    return {};
}

void CanvasScene::highlight(const ElementId &id)
{
    if (id == m_highlighted) {
        return;
    }
    if (auto *item = itemOf(m_highlighted)) {
        item->setHighlighted(false);
    }
    m_highlighted = id;
    if (auto *item = itemOf(m_highlighted)) {
        item->setHighlighted(true);
    }
}

// ---- mouse ----

void CanvasScene::mousePressEvent(QGraphicsSceneMouseEvent *event)
{
    const auto position = event->scenePos();
    if (event->button() == Qt::LeftButton && !hasGesture()) {
        if (pressPodPart(position)) {
            event->accept();
            return;
        }
        if (const auto port = portAt(position)) {
            beginLink(*port, position);
            event->accept();
            return;
        }
    }
    QGraphicsScene::mousePressEvent(event);
    if (event->button() == Qt::LeftButton && !elementAt(position).empty()) {
        beginMove(position, event->modifiers().testFlag(Qt::ShiftModifier));
        event->accept();
    }
}

void CanvasScene::mouseMoveEvent(QGraphicsSceneMouseEvent *event)
{
    if (m_draft) {
        continueLink(event->scenePos(), event->screenPos());
        return;
    }
    if (m_move) {
        const auto moved = event->screenPos() - event->buttonDownScreenPos(Qt::LeftButton);
        if (m_move->begun || moved.manhattanLength() >= QApplication::startDragDistance()) {
            m_move->begun = true;
            continueMove(event->scenePos(), event->modifiers());
        }
        return;
    }
    QGraphicsScene::mouseMoveEvent(event);
}

void CanvasScene::mouseReleaseEvent(QGraphicsSceneMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && m_draft) {
        continueLink(event->scenePos(), event->screenPos());
        finishLink(event->scenePos(), event->screenPos());
        return;
    }
    if (event->button() == Qt::LeftButton && m_move) {
        finishMove(event->scenePos());
    }
    QGraphicsScene::mouseReleaseEvent(event);
}

void CanvasScene::mouseDoubleClickEvent(QGraphicsSceneMouseEvent *event)
{
    m_move.reset();
    const auto id = elementAt(event->scenePos());
    if (event->button() != Qt::LeftButton) {
        return;
    }
    if (pressPodPart(event->scenePos())) {
        // Two quick clicks on a button are two clicks.
    } else if (id.empty()) {
        Q_EMIT quickAddWanted(event->scenePos(), event->screenPos());
    } else {
        Q_EMIT editWanted(id);
    }
    event->accept();
}

void CanvasScene::cancelGesture()
{
    if (m_draft) {
        m_draft.reset();
        m_draftItem->hide();
        offerPorts();
        QToolTip::hideText();
    }
    if (m_move) {
        if (m_move->applied != QPointF()) {
            m_document.undoStack()->undo();
        }
        m_move.reset();
    }
    highlight({});
    Q_EMIT hint({});
}

// ---- links ----

void CanvasScene::beginLink(const Endpoint &start, QPointF position)
{
    if (m_document.isReadOnly()) {
        Q_EMIT refused(tr("This document is read-only."));
        return;
    }
    m_draft = LinkDraft{start, std::nullopt, {}};
    offerPorts();
    m_draftItem->stretch(position, position, colours().edge, true);
    m_draftItem->show();
    Q_EMIT hint(tr("Let go over a port or a container to link; over nothing for a menu of what fits. Esc gives up."));
}

void CanvasScene::offerPorts()
{
    // Whether two may be joined at all is a matter of their kinds: asked once for each.
    std::map<const KindInfo *, std::set<std::string>> fitting;
    const auto fittingOf = [&](const ContainerItem &card) -> const std::set<std::string> & {
        const auto [entry, isNew] = fitting.try_emplace(card.kind());
        const auto &containers = m_document.topology().containers;
        const auto start = containers.find(m_draft->start.container);
        const auto other = containers.find(card.id());
        if (isNew && start != containers.end() && other != containers.end()) {
            Topology two;
            two.containers.emplace(*start);
            two.containers.emplace("other of the two", other->second);
            for (const auto &port : card.kind()->ports) {
                const auto ends = inOrder(two, m_draft->start, {"other of the two", port.name});
                if (!cannotConnect(two, ends.from, ends.to)) {
                    entry->second.insert(port.name);
                }
            }
        }
        return entry->second;
    };
    for (const auto &[id, item] : m_items) {
        if (auto *card = qgraphicsitem_cast<ContainerItem *>(item)) {
            const bool asked = m_draft && card->kind() != nullptr;
            card->setOfferedPorts(asked ? std::optional(freePorts(*card, fittingOf(*card))) : std::nullopt);
        }
    }
}

/// Without those that are linked with the draft's start already, or that take one link only and have it.
std::set<std::string> CanvasScene::freePorts(const ContainerItem &card, std::set<std::string> fitting) const
{
    const auto &start = m_draft->start;
    const auto *startCard = dynamic_cast<const ContainerItem *>(itemOf(start.container));
    const auto isFull = [&](const ContainerItem *item, const std::string &port) {
        const auto *info = item == nullptr || item->kind() == nullptr ? nullptr : findPort(*item->kind(), port);
        return info != nullptr && !info->many && item->isConnected(port);
    };
    if (card.id() == start.container || isFull(startCard, start.port)) {
        return {};
    }
    std::erase_if(fitting, [&](const std::string &port) { return isFull(&card, port); });
    if (!fitting.empty()) {
        for (const auto &id : m_index.linksOf(card.id())) {
            const auto &link = m_document.topology().links.at(id);
            if (link.from == start && link.to.container == card.id()) {
                fitting.erase(link.to.port);
            } else if (link.to == start && link.from.container == card.id()) {
                fitting.erase(link.from.port);
            }
        }
    }
    return fitting;
}

void CanvasScene::continueLink(QPointF position, QPoint screen)
{
    const auto &topology = m_document.topology();
    auto &draft = *m_draft;
    draft.target.reset();
    draft.refusal.clear();
    auto end = position;
    const auto port = portAt(position);
    const auto *card = cardAt(position);
    if (port && *port != draft.start) {
        const auto ends = inOrder(topology, draft.start, *port);
        if (const auto error = cannotConnect(topology, ends.from, ends.to)) {
            draft.refusal = QString::fromStdString(error->message);
        } else {
            draft.target = port;
        }
    } else if (!port && card != nullptr && card->id() != draft.start.container) {
        std::string reason;
        if (const auto fitting = fittingPort(topology, draft.start, card->id(), &reason)) {
            draft.target = Endpoint{card->id(), *fitting};
        } else {
            draft.refusal = QString::fromStdString(reason);
        }
    }
    if (draft.target) {
        end = portPosition(topology, m_index, *draft.target);
    }
    highlight(draft.target ? draft.target->container : ElementId());
    const auto start = portPosition(topology, m_index, draft.start);
    const auto ends = inOrder(topology, draft.start, {});
    const bool forward = ends.from == draft.start;
    const auto &c = colours();
    m_draftItem->stretch(forward ? start : end, forward ? end : start,
                         !draft.refusal.isEmpty() ? c.error
                         : draft.target           ? c.good
                                                  : c.edge,
                         !draft.target);
    if (draft.refusal.isEmpty()) {
        QToolTip::hideText();
    } else {
        QToolTip::showText(screen + QPoint(12, 12), draft.refusal);
    }
}

void CanvasScene::finishLink(QPointF position, QPoint screen)
{
    const auto draft = *m_draft;
    m_draft.reset();
    m_draftItem->hide();
    offerPorts();
    highlight({});
    Q_EMIT hint({});
    if (draft.target) {
        const auto ends = inOrder(m_document.topology(), draft.start, *draft.target);
        ElementId id;
        const auto edit = bayplan::connect(m_document.topology(), ends.from, ends.to, &id);
        placed(edit, id);
    } else if (!draft.refusal.isEmpty()) {
        Q_EMIT refused(draft.refusal);
    } else if (cardAt(position) == nullptr) {
        Q_EMIT linkDropped(draft.start, position, screen);
    }
}

// ---- moving ----

void CanvasScene::beginMove(QPointF position, bool takeOut)
{
    MoveGesture move;
    move.origin = position;
    const auto &topology = m_document.topology();
    for (const auto &id : m_selection.ids()) {
        if (topology.pods.contains(id) || topology.notes.contains(id)) {
            move.ids.insert(id);
        } else if (const auto found = topology.containers.find(id); found != topology.containers.end()) {
            move.ids.insert(found->second.pod);
        }
    }
    if (const auto *card = cardAt(position); takeOut && card != nullptr) {
        move.card = card->id();
    }
    if (!move.ids.empty() || !move.card.empty()) {
        move.mergeKey = m_document.freshMergeKey();
        m_move = std::move(move);
    }
}

void CanvasScene::continueMove(QPointF position, Qt::KeyboardModifiers modifiers)
{
    auto &move = *m_move;
    if (!move.card.empty()) {
        highlight(podAt(position));
        m_draftItem->stretch(itemOf(move.card)->sceneBoundingRect().center(), position, colours().accent, true);
        m_draftItem->show();
        Q_EMIT hint(tr("Let go over a pod to move the container there, over nothing to give it a pod of its own."));
        return;
    }
    auto delta = position - move.origin;
    if (!modifiers.testFlag(Qt::AltModifier)) {
        delta = snapped(delta);
    }
    const auto step = delta - move.applied;
    if (!step.isNull() && m_document.push(moveBy(m_document.topology(), move.ids, toPoint(step)), move.mergeKey)) {
        move.applied = delta;
    }
}

void CanvasScene::finishMove(QPointF position)
{
    const auto move = *m_move;
    m_move.reset();
    if (move.card.empty() || !move.begun) {
        return;
    }
    m_draftItem->hide();
    highlight({});
    Q_EMIT hint({});
    const auto &topology = m_document.topology();
    const auto pod = podAt(position);
    if (pod == topology.containers.at(move.card).pod) {
        return;
    }
    const auto corner =
        snapped(position - QPointF(cardWidth / 2 + podPadding, podTitleHeight + podTopGap + cardHeight / 2));
    placed(pod.empty() ? moveToNewPod(topology, move.card, toPoint(corner)) : moveToPod(topology, move.card, pod),
           move.card);
}

void CanvasScene::nudge(QPointF delta)
{
    std::set<ElementId> ids;
    for (const auto &id : m_selection.ids()) {
        const auto container = m_document.topology().containers.find(id);
        ids.insert(container == m_document.topology().containers.end() ? id : container->second.pod);
    }
    m_document.push(moveBy(m_document.topology(), ids, toPoint(delta)), QStringLiteral("nudge"));
}

} // namespace bayplan
