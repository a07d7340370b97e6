// SPDX-License-Identifier: GPL-3.0-or-later
// New elements on the canvas: placed by a command, or dropped from the palette.
#include "app/desktop/canvas_scene.h"

#include "app/desktop/arrange_edits.h"
#include "app/desktop/canvas_edits.h"
#include "app/desktop/canvas_geometry.h"
#include "app/desktop/sentences.h"

#include <QGraphicsSceneDragDropEvent>
#include <QMimeData>

namespace bayplan {

namespace {

/// A container of its own kind is the whole of it where it goes onto a link.
bool isStepBetween(const PatternRecipe &recipe)
{
    const auto *kind = findKind(recipe.mainKind);
    return kind != nullptr && kind->group == KindGroup::Patterns;
}

bool isPlaceable(const QMimeData &data)
{
    return data.hasFormat(kindMimeType) || data.hasFormat(recipeMimeType);
}

} // namespace

ElementId CanvasScene::placed(Result<Edit> edit, const ElementId &id)
{
    if (!edit) {
        Q_EMIT refused(translated(messageOf(edit.error())));
        return {};
    }
    if (!m_document.push(withRoom(m_document.topology(), std::move(*edit)))) {
        return {};
    }
    m_selection.set({id});
    return id;
}

/// What is typed next is its text.
ElementId CanvasScene::placeNote(QPointF corner)
{
    ElementId made;
    const auto edit = addNote(m_document.topology(), tr("Note").toStdString(), toPoint(corner), &made);
    const auto id = placed(edit, made);
    editInPlace(id);
    return id;
}

ElementId CanvasScene::place(const std::string &kind, QPointF position)
{
    const auto &topology = m_document.topology();
    ElementId id;
    if (kind == "note") {
        return placeNote(snapped(position));
    }
    if (kind == "pod") {
        return placed(addPod(topology, toPoint(snapped(position)), "pod", &id), id);
    }
    const auto link = linkAt(position);
    if (!link.empty() && cardAt(position) == nullptr) {
        auto edit = insertOnLink(topology, kind, link, &id);
        if (edit || podAt(position).empty()) {
            return placed(std::move(edit), id);
        }
    }
    const auto corner =
        snapped(position - QPointF(cardWidth / 2 + podPadding, podTitleHeight + podTopGap + cardHeight / 2));
    auto edit = addContainer(topology, kind, podAt(position), toPoint(corner), &id);
    return placed(std::move(edit), id);
}

ElementId CanvasScene::placeNear(const std::string &kind, const QRectF &visible)
{
    const auto selected = m_selection.single();
    const auto &topology = m_document.topology();
    if (topology.pods.contains(selected) && kind != "pod" && kind != "note") {
        ElementId id;
        auto edit = addContainer(topology, kind, selected, {}, &id);
        return placed(std::move(edit), id);
    }
    const QSizeF size = podSize(1);
    auto corner = snapped(visible.center() - QPointF(size.width() / 2, size.height() / 2));
    for (int tries = 0; tries < 200 && !items(QRectF(corner, size), Qt::IntersectsItemBoundingRect).isEmpty();
         ++tries) {
        corner += QPointF(0, 3 * gridStep);
        if (corner.y() + size.height() > visible.bottom()) {
            corner = snapped(QPointF(corner.x() + size.width() + 5 * gridStep, visible.top() + 4 * gridStep));
        }
    }
    if (kind == "note") {
        return placeNote(corner);
    }
    ElementId id;
    if (kind == "pod") {
        return placed(addPod(topology, toPoint(corner), "pod", &id), id);
    }
    return placed(addContainer(topology, kind, {}, toPoint(corner), &id), id);
}

ElementId CanvasScene::placePattern(const PatternRecipe &recipe, const Params &answers, const PatternPlace &where)
{
    auto edit = recipe.build(m_document.topology(), answers, where);
    ElementId main = where.container;
    if (edit) {
        for (const auto &slot : edit->slots) {
            const auto *made = std::get_if<Slot<Container>>(&slot);
            if (made != nullptr && made->value && made->value->kind == recipe.mainKind &&
                (main.empty() || m_document.topology().containers.contains(main))) {
                main = made->id; // a new one before one that was there
            }
        }
    }
    const auto ids = edit ? broughtBy(m_document.topology(), *edit) : std::vector<ElementId>();
    const auto id = placed(std::move(edit), main);
    if (!id.empty()) {
        Q_EMIT patternPlaced(QString::fromStdString(recipe.key), {ids.begin(), ids.end()});
    }
    return id;
}

ElementId CanvasScene::placePatternAt(const PatternRecipe &recipe, QPointF position)
{
    if (isStepBetween(recipe) && !linkFor(recipe.mainKind, position).empty()) {
        return place(recipe.mainKind, position);
    }
    const auto *card = cardAt(position);
    return placePattern(recipe, {}, {toPoint(position), podAt(position), card == nullptr ? ElementId() : card->id()});
}

ElementId CanvasScene::linkFor(const std::string &kind, QPointF position) const
{
    const auto link = linkAt(position);
    ElementId unused;
    const bool fits =
        !link.empty() && cardAt(position) == nullptr && insertOnLink(m_document.topology(), kind, link, &unused);
    return fits ? link : ElementId();
}

void CanvasScene::dragEnterEvent(QGraphicsSceneDragDropEvent *event)
{
    event->setAccepted(isPlaceable(*event->mimeData()) && !m_document.isReadOnly());
}

void CanvasScene::dragMoveEvent(QGraphicsSceneDragDropEvent *event)
{
    if (!isPlaceable(*event->mimeData()) || m_document.isReadOnly()) {
        event->ignore();
        return;
    }
    auto kind = event->mimeData()->data(kindMimeType).toStdString();
    const auto *recipe = findRecipe(event->mimeData()->data(recipeMimeType).toStdString());
    const auto position = event->scenePos();
    const bool isContainer = findKind(kind) != nullptr && kind != "pod";
    auto target = isContainer || recipe != nullptr ? podAt(position) : ElementId();
    if (const auto *card = cardAt(position); recipe != nullptr && card != nullptr) {
        target = card->id();
    }
    if (recipe != nullptr && isStepBetween(*recipe)) {
        kind = recipe->mainKind;
    }
    if (const auto link = kind.empty() || kind == "pod" || kind == "note" ? ElementId() : linkFor(kind, position);
        !link.empty()) {
        target = link;
    }
    highlight(target);
    event->setDropAction(Qt::CopyAction);
    event->accept();
}

void CanvasScene::dragLeaveEvent(QGraphicsSceneDragDropEvent *)
{
    highlight({});
}

void CanvasScene::dropEvent(QGraphicsSceneDragDropEvent *event)
{
    highlight({});
    if (!isPlaceable(*event->mimeData())) {
        event->ignore();
        return;
    }
    event->setDropAction(Qt::CopyAction);
    event->accept();
    const auto position = event->scenePos();
    if (!event->mimeData()->hasFormat(recipeMimeType)) {
        place(event->mimeData()->data(kindMimeType).toStdString(), position);
        return;
    }
    if (const auto *recipe = findRecipe(event->mimeData()->data(recipeMimeType).toStdString())) {
        placePatternAt(*recipe, position);
    }
}

} // namespace bayplan
