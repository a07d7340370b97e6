// SPDX-License-Identifier: GPL-3.0-or-later
// The mouse on the canvas: moving pods, taking containers out. Drawing links: canvas_linking.cpp.
#include "app/desktop/canvas_scene.h"

#include "app/desktop/arrange_edits.h"
#include "app/desktop/canvas_edits.h"
#include "app/desktop/canvas_geometry.h"
#include "app/desktop/guides.h"
#include "app/desktop/text_in_place.h"
#include "app/desktop/theme.h"

#include <QApplication>
#include <QGraphicsSceneMouseEvent>
#include <QGraphicsView>
#include <QToolTip>

#include <algorithm>
#include <iterator>
#include <utility>

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
    if (pressText(event)) {
        return;
    }
    const auto position = event->scenePos();
    if (event->button() != Qt::LeftButton && hasGesture()) {
        event->accept(); // else it would begin a band
        return;
    }
    if (event->button() == Qt::LeftButton && !hasGesture()) {
        if (pressGrip(position) || pressPodPart(position) || pressLinkEnd(position)) {
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
    if (hasGesture() && !event->buttons().testFlag(Qt::LeftButton)) {
        leaveGesture(); // a popup got the release
    }
    if (m_draft) {
        continueLink(event->scenePos(), event->screenPos());
        return;
    }
    if (m_resize) {
        continueResize(event->scenePos(), event->modifiers());
        return;
    }
    if (m_move) {
        const auto moved = event->screenPos() - event->buttonDownScreenPos(Qt::LeftButton);
        if (m_move->begun || moved.manhattanLength() >= QApplication::startDragDistance()) {
            if (!m_move->begun) {
                startMove();
            }
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
    if (event->button() == Qt::LeftButton && m_resize) {
        finishResize();
    }
    if (event->button() == Qt::LeftButton && m_move) {
        finishMove(event->scenePos());
    }
    QGraphicsScene::mouseReleaseEvent(event);
}

void CanvasScene::mouseDoubleClickEvent(QGraphicsSceneMouseEvent *event)
{
    m_move.reset();
    m_resize.reset();
    if (m_text != nullptr && m_text->sceneBoundingRect().contains(event->scenePos())) {
        QGraphicsScene::mouseDoubleClickEvent(event);
        return;
    }
    const auto id = elementAt(event->scenePos());
    if (event->button() != Qt::LeftButton) {
        return;
    }
    if (gripAt(event->scenePos()) != nullptr) {
        m_document.push(resizeNote(m_document.topology(), id, {})); // as its text needs
    } else if (pressPodPart(event->scenePos())) {
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
    const auto key = m_move ? m_move->mergeKey : m_resize ? m_resize->mergeKey : QString();
    leaveGesture();
    if (!key.isEmpty()) {
        m_document.dropLast(key);
    }
}

/// What it has done so far stays.
void CanvasScene::leaveGesture()
{
    if (std::exchange(m_draft, std::nullopt)) {
        offerPorts();
        QToolTip::hideText();
    }
    m_move.reset();
    m_resize.reset();
    m_guides->show({});
    m_draftItem->hide();
    highlight({});
    Q_EMIT hint({});
}

// ---- moving ----

void CanvasScene::beginMove(QPointF position, bool takeOut)
{
    MoveGesture move;
    move.origin = position;
    move.taken = elementAt(position);
    const auto &topology = m_document.topology();
    auto ids = m_selection.ids();
    ids.insert(move.taken);
    move.ids = movableAmong(topology, ids);
    move.refusesLocked = move.ids != placedAmong(topology, ids);
    if (const auto *card = cardAt(position); takeOut && card != nullptr) {
        move.card = card->id();
    }
    if (!move.ids.empty() || !move.card.empty() || move.refusesLocked) {
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
        const auto place = cardPlaceAt(move.card, position);
        m_guides->show(place ? std::vector<QLineF>{place->mark} : std::vector<QLineF>());
        Q_EMIT hint(tr("Let go between the cards of a pod to move the container there, over nothing to give it a pod "
                       "of its own."));
        return;
    }
    if (move.ids.empty()) {
        return;
    }
    auto delta = position - move.origin;
    if (modifiers.testFlag(Qt::AltModifier)) {
        m_guides->show({});
    } else {
        delta = guided(delta);
    }
    const auto step = delta - move.applied;
    if (!step.isNull() && m_document.push(moveBy(m_document.topology(), move.ids, toPoint(step)), move.mergeKey)) {
        move.applied = delta;
    }
}

/// What the guides are measured at, once: a click alone costs nothing.
void CanvasScene::startMove()
{
    auto &move = *m_move;
    move.begun = true;
    if (move.card.empty() && !m_selection.ids().contains(move.taken)) {
        auto ids = m_selection.ids();
        ids.insert(move.taken);
        m_selection.set(std::move(ids));
    }
    if (move.refusesLocked && move.card.empty()) {
        Q_EMIT refused(move.ids.empty() ? tr("It is locked in its place. Ctrl+L unlocks it.")
                                        : tr("What is locked stays in its place. Ctrl+L unlocks it."));
    }
    for (const auto &[id, item] : m_items) {
        const auto *pod = qgraphicsitem_cast<PodItem *>(item);
        const auto *note = qgraphicsitem_cast<NoteItem *>(item);
        const auto frame = pod != nullptr ? pod->frame() : note != nullptr ? note->frame() : QRectF();
        if (move.ids.contains(id)) {
            move.box |= frame;
        } else if (!frame.isEmpty()) {
            move.others.push_back(frame);
        }
    }
}

/// A guide wins over the grid, along each axis by itself.
QPointF CanvasScene::guided(QPointF delta)
{
    constexpr double farthest = 1600; ///< a line to something out of sight would be a riddle
    const double zoom = views().isEmpty() ? 1 : views().first()->transform().m11();
    const auto at = m_move->box.translated(delta);
    const auto near = at.adjusted(-farthest, -farthest, farthest, farthest);
    std::vector<QRectF> others;
    std::ranges::copy_if(m_move->others, std::back_inserter(others), [&](auto &rect) { return near.intersects(rect); });
    const auto guides = guidesFor(at, others, guideReach / zoom);
    m_guides->show(guides.lines);
    const auto onGrid = snapped(delta);
    return {guides.holdsX ? delta.x() + guides.offset.x() : onGrid.x(),
            guides.holdsY ? delta.y() + guides.offset.y() : onGrid.y()};
}

void CanvasScene::finishMove(QPointF position)
{
    const auto move = *m_move;
    m_move.reset();
    m_guides->show({});
    if (move.applied.isNull()) {
        m_document.dropLast(move.mergeKey); // back where it was
    }
    if (move.card.empty() || !move.begun) {
        return;
    }
    m_draftItem->hide();
    highlight({});
    Q_EMIT hint({});
    if (!podAt(position).empty()) {
        dropCard(move.card, position);
        return;
    }
    const auto corner =
        snapped(position - QPointF(cardWidth / 2 + podPadding, podTitleHeight + podTopGap + cardHeight / 2));
    placed(moveToNewPod(m_document.topology(), move.card, toPoint(corner)), move.card);
}

void CanvasScene::nudge(QPointF delta)
{
    const auto &topology = m_document.topology();
    const auto ids = movableAmong(topology, m_selection.ids());
    if (ids.empty() && !placedAmong(topology, m_selection.ids()).empty()) {
        Q_EMIT refused(tr("It is locked in its place. Ctrl+L unlocks it."));
    }
    m_document.push(moveBy(topology, ids, toPoint(delta)), stepKey("nudge", ids));
}

} // namespace bayplan
