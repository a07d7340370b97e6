// SPDX-License-Identifier: GPL-3.0-or-later
// Notes and titles of groups edited on the canvas itself.
#include "app/desktop/canvas_scene.h"

#include "app/desktop/arrange_edits.h"
#include "app/desktop/group_item.h"
#include "app/desktop/text_in_place.h"

#include <QGraphicsSceneMouseEvent>
#include <QGraphicsView>

namespace bayplan {

bool CanvasScene::editInPlace(const ElementId &id)
{
    if (m_text != nullptr) {
        m_text->clearFocus(); // takes what was written in another one
    }
    const auto &topology = m_document.topology();
    const auto note = topology.notes.find(id);
    const auto *group = qgraphicsitem_cast<GroupItem *>(itemOf(id));
    if (m_document.isReadOnly() || (note == topology.notes.end() && group == nullptr)) {
        return false;
    }
    endTextEditing();
    const bool isNote = group == nullptr;
    const auto text = QString::fromStdString(isNote ? note->second.text : topology.groups.at(id).title);
    m_textOf = id;
    m_text = new TextInPlace(text, isNote ? placeOf(topology, id) : group->titleRect(), !isNote);
    addItem(m_text);
    // Notes may grow long: what is written is the document's at once, so that it outlives the program.
    const auto key = m_document.freshMergeKey();
    if (isNote) {
        connect(m_text, &TextInPlace::edited, this,
                [this, id, key](const QString &written) { setNote(id, written, key); });
    }
    connect(m_text, &TextInPlace::taken, this, [this, id, key](const QString &written) { takeText(id, written, key); });
    connect(m_text, &TextInPlace::givenUp, this, [this, key] {
        endTextEditing();
        m_document.dropLast(key);
    });
    if (!views().isEmpty()) {
        views().first()->setFocus();
        views().first()->ensureVisible(m_text, 20, 20);
    }
    m_text->setFocus(Qt::OtherFocusReason);
    Q_EMIT hint(isNote ? tr("Markdown. Ctrl+Enter or a click elsewhere takes it, Esc gives up.")
                       : tr("Enter takes the title, Esc gives up."));
    return true;
}

bool CanvasScene::isEditingText() const
{
    return m_text != nullptr;
}

/// A press into the text is the text's; one beside it takes what was written and goes on.
bool CanvasScene::pressText(QGraphicsSceneMouseEvent *event)
{
    if (m_text == nullptr) {
        return false;
    }
    if (!m_text->sceneBoundingRect().contains(event->scenePos())) {
        m_text->clearFocus();
        return false;
    }
    QGraphicsScene::mousePressEvent(event);
    return true;
}

void CanvasScene::takeTyped()
{
    if (m_text != nullptr) {
        m_text->take();
    }
}

/// Undo and whatever else changes the element while its text is open: what is written next must not take that back.
void CanvasScene::followText()
{
    const auto &topology = m_document.topology();
    const auto note = topology.notes.find(m_textOf);
    const auto group = topology.groups.find(m_textOf);
    if (m_text == nullptr) {
        return;
    }
    if (note == topology.notes.end() && group == topology.groups.end()) {
        endTextEditing();
        return;
    }
    m_text->follow(QString::fromStdString(note != topology.notes.end() ? note->second.text : group->second.title));
}

void CanvasScene::setNote(const ElementId &id, const QString &text, const QString &mergeKey)
{
    const auto &topology = m_document.topology();
    const auto note = topology.notes.find(id);
    if (note == topology.notes.end() || note->second.text == text.toStdString()) {
        return;
    }
    if (auto edit = setParam(topology, id, "text", Value(text.toStdString()))) {
        m_document.push(std::move(*edit), mergeKey);
    }
}

void CanvasScene::takeText(const ElementId &id, const QString &text, const QString &mergeKey)
{
    endTextEditing();
    setNote(id, text, mergeKey);
    const auto &topology = m_document.topology();
    const auto group = topology.groups.find(id);
    const auto title = text.simplified().toStdString();
    const bool isOther = group != topology.groups.end() && text.toStdString() != group->second.title;
    if (isOther && !title.empty() && title != group->second.title) {
        if (auto edit = rename(topology, id, title)) {
            m_document.push(std::move(*edit));
        }
    }
}

void CanvasScene::endTextEditing()
{
    if (m_text == nullptr) {
        return;
    }
    auto *text = m_text.data();
    m_text.clear();
    text->disconnect(this);
    text->hide();
    text->deleteLater(); // it may be what is being left just now
    Q_EMIT hint({});
}

} // namespace bayplan
