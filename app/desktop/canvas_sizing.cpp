// SPDX-License-Identifier: GPL-3.0-or-later
// Sizes of notes, and the order of cards in their pods: how the drawing looks, and nothing that runs.
#include "app/desktop/canvas_scene.h"

#include "app/desktop/arrange_edits.h"
#include "app/desktop/canvas_geometry.h"
#include "app/desktop/edit_chain.h"
#include "engine/base/translatable.h"

#include <algorithm>

namespace bayplan {

// ---- notes ----

NoteItem *CanvasScene::gripAt(QPointF position) const
{
    auto *note = qgraphicsitem_cast<NoteItem *>(itemOf(elementAt(position)));
    return note != nullptr && !m_document.isReadOnly() && note->grip().contains(position - note->pos()) ? note
                                                                                                        : nullptr;
}

bool CanvasScene::pressGrip(QPointF position)
{
    const auto *note = gripAt(position);
    if (note == nullptr) {
        return false;
    }
    const auto id = note->id();
    m_selection.set({id});
    m_resize = ResizeGesture{id, position - note->frame().bottomRight(), m_document.topology().notes.at(id).size,
                             m_document.freshMergeKey()};
    return true;
}

void CanvasScene::continueResize(QPointF position, Qt::KeyboardModifiers modifiers)
{
    const auto &resize = *m_resize;
    const auto &topology = m_document.topology();
    const auto corner = position - resize.grabbed;
    const auto held = modifiers.testFlag(Qt::AltModifier) ? corner : snapped(corner);
    const auto reach = held - toPointF(topology.notes.at(resize.note).position);
    const Size size{std::max(leastNote.width(), reach.x()), std::max(leastNote.height(), reach.y())};
    m_document.push(resizeNote(topology, resize.note, size), resize.mergeKey);
}

void CanvasScene::finishResize()
{
    const auto resize = *m_resize;
    m_resize.reset();
    if (m_document.topology().notes.at(resize.note).size == resize.before) {
        m_document.dropLast(resize.mergeKey);
    }
}

bool CanvasScene::resizeNotes(QPointF step)
{
    const auto &topology = m_document.topology();
    Edit edit;
    for (const auto &id : m_selection.ids()) {
        const auto note = topology.notes.find(id);
        if (note == topology.notes.end()) {
            return false;
        }
        const auto shown = noteSize(note->second);
        auto size = note->second.size; // a side that is not touched stays as its text needs
        if (step.x() != 0) {
            size.width = std::max(leastNote.width(), shown.width() + step.x());
        } else {
            size.height = std::max(leastNote.height(), shown.height() + step.y());
        }
        edit = edit.empty() ? resizeNote(topology, id, size) : merge(std::move(edit), resizeNote(topology, id, size));
    }
    m_document.push(std::move(edit), stepKey("resize", m_selection.ids()));
    return !m_selection.ids().empty();
}

// ---- cards ----

std::optional<CanvasScene::CardPlace> CanvasScene::cardPlaceAt(const ElementId &card, QPointF position) const
{
    const auto &pods = m_document.topology().pods;
    const auto pod = pods.find(podAt(position));
    if (pod == pods.end() || isCollapsed(pod->second)) {
        return std::nullopt;
    }
    const auto &cards = m_index.containersOf(pod->first);
    const auto gap = placeAmong(pod->second, cards.size(), position.y());
    CardPlace place{pod->first, gap, {}};
    if (m_index.podOf(card) == pod->first) {
        const auto own = m_index.placeOf(pod->first, card);
        place.place = gap > own ? gap - 1 : gap;
        if (place.place == own) {
            return std::nullopt;
        }
    }
    const auto corner = cardOrigin(pod->second, gap) - QPointF(0, gap == 0 ? podTopGap / 2 : cardGap / 2);
    place.mark = QLineF(corner, corner + QPointF(cardWidth, 0));
    return place;
}

void CanvasScene::dropCard(const ElementId &card, QPointF position)
{
    const auto &topology = m_document.topology();
    const auto pod = podAt(position);
    const auto place = cardPlaceAt(card, position);
    if (pod == topology.containers.at(card).pod) {
        if (place) {
            placed(moveCard(topology, card, place->place), card);
        }
        return;
    }
    EditChain chain(topology);
    if (chain.add(moveToPod(topology, card, pod)) && place) {
        chain.add(moveCard(chain.now(), card, place->place));
    }
    placed(std::move(chain).finish(QT_TRANSLATE_NOOP("phrase", "Move to another pod")), card);
}

bool CanvasScene::canShiftCard(int by) const
{
    const auto card = m_selection.single();
    const auto &cards = m_index.containersOf(m_index.podOf(card));
    const auto place = std::ptrdiff_t(m_index.placeOf(m_index.podOf(card), card)) + by;
    return isShown(card) && place >= 0 && place < std::ssize(cards);
}

void CanvasScene::shiftCard(int by)
{
    const auto card = m_selection.single();
    if (canShiftCard(by)) {
        const auto place = std::ptrdiff_t(m_index.placeOf(m_index.podOf(card), card)) + by;
        m_document.push(moveCard(m_document.topology(), card, std::size_t(place)),
                        QStringLiteral("card.") + QString::fromStdString(card));
    }
}

} // namespace bayplan
