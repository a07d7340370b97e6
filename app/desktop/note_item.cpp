// SPDX-License-Identifier: GPL-3.0-or-later
// Notes on the canvas.
#include "app/desktop/canvas_items.h"

#include "app/desktop/canvas_geometry.h"
#include "app/desktop/theme.h"

#include <QAbstractTextDocumentLayout>
#include <QCoreApplication>
#include <QGraphicsSceneHoverEvent>
#include <QPainter>
#include <QStyleOptionGraphicsItem>

namespace bayplan {

NoteItem::NoteItem(const ElementId &id) : CanvasItem(id)
{
    setZValue(0.5);
    setAcceptHoverEvents(true);
    m_document.setDocumentMargin(12);
}

void NoteItem::show(const Note &note)
{
    prepareGeometryChange();
    m_text = QString::fromStdString(note.text);
    m_size = noteSize(note);
    m_document.setMarkdown(m_text);
    m_document.setTextWidth(m_size.width());
    setPos(toPointF(note.position));
    flatten();
    update();
}

QRectF NoteItem::grip() const
{
    return {m_size.width() - 16, m_size.height() - 16, 18, 18};
}

void NoteItem::hoverMoveEvent(QGraphicsSceneHoverEvent *event)
{
    grip().contains(event->pos()) ? setCursor(Qt::SizeFDiagCursor) : unsetCursor();
}

FlatShape NoteItem::flatShape() const
{
    return {FlatLayer::Frame, flatLook(FlatLook::Note), QRectF(pos(), m_size), {}};
}

QString NoteItem::spokenName() const
{
    return QCoreApplication::translate("canvas", "Note: %1").arg(m_text);
}

QRectF NoteItem::boundingRect() const
{
    return QRectF(QPointF(), m_size).adjusted(-3, -3, 3, 3);
}

void NoteItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *)
{
    const auto &c = colours();
    painter->setRenderHint(QPainter::Antialiasing);
    QPen border(isSelected() ? c.selection : c.dark ? QColor("#6b6132") : QColor("#d8c66a"), isSelected() ? 2 : 1);
    border.setCosmetic(true);
    painter->setPen(border);
    painter->setBrush(c.dark ? QColor("#2e2b1c") : QColor("#fdf6d3"));
    painter->drawRoundedRect(QRectF(QPointF(), m_size), 4, 4);
    if (option->levelOfDetailFromTransform(painter->worldTransform()) < textLod) {
        return;
    }
    QAbstractTextDocumentLayout::PaintContext context;
    context.palette.setColor(QPalette::Text, c.text);
    m_document.documentLayout()->draw(painter, context);
    border.setWidthF(1);
    painter->setPen(border);
    for (const double reach : {5.0, 9.0}) {
        painter->drawLine(QPointF(m_size.width() - reach - 3, m_size.height() - 3),
                          QPointF(m_size.width() - 3, m_size.height() - reach - 3));
    }
}

} // namespace bayplan
