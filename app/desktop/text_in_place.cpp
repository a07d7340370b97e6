// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/text_in_place.h"

#include "app/desktop/canvas_items.h"
#include "app/desktop/sealed_document.h"
#include "app/desktop/theme.h"

#include <QFocusEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QSignalBlocker>
#include <QStyleOptionGraphicsItem>
#include <QTextCursor>

namespace bayplan {

TextInPlace::TextInPlace(const QString &text, const QRectF &place, bool oneLine)
    : m_known(text), m_least(place.size()), m_oneLine(oneLine)
{
    setDocument(new SealedDocument(this)); // what is pasted may be HTML
    QFont font;
    font.setPointSizeF(oneLine ? 10.5 : 9);
    font.setBold(oneLine);
    setFont(font);
    setDefaultTextColor(colours().text);
    document()->setDocumentMargin(oneLine ? 5 : 12);
    putText(text);
    setTextWidth(place.width());
    setTextInteractionFlags(Qt::TextEditorInteraction);
    setPos(place.topLeft());
    setZValue(overAll);
    auto cursor = textCursor();
    cursor.select(QTextCursor::Document);
    setTextCursor(cursor);
    connect(document(), &QTextDocument::contentsChanged, this, [this] { Q_EMIT edited(written()); });
}

void TextInPlace::putText(const QString &text)
{
    m_shown = text;
    setPlainText(text);
    m_plainlyShown = toPlainText();
}

QString TextInPlace::written() const
{
    const auto plain = toPlainText();
    return plain == m_plainlyShown ? m_shown : plain;
}

void TextInPlace::follow(const QString &text)
{
    if (text == m_known) {
        return;
    }
    m_known = text;
    if (text != written()) {
        const QSignalBlocker blocker(this);
        putText(text);
        auto cursor = textCursor();
        cursor.movePosition(QTextCursor::End);
        setTextCursor(cursor);
    }
}

QRectF TextInPlace::boundingRect() const
{
    return QGraphicsTextItem::boundingRect() | QRectF(QPointF(), m_least);
}

QPainterPath TextInPlace::shape() const
{
    QPainterPath path;
    path.addRect(boundingRect());
    return path;
}

void TextInPlace::paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget)
{
    QPen pen(colours().accent, 2);
    pen.setCosmetic(true);
    painter->setPen(pen);
    painter->setBrush(colours().base);
    painter->drawRect(boundingRect());
    auto plain = *option; // the frame above says that it has the focus
    plain.state &= ~(QStyle::State_Selected | QStyle::State_HasFocus);
    QGraphicsTextItem::paint(painter, &plain, widget);
}

void TextInPlace::take()
{
    if (!m_over) {
        m_over = true;
        Q_EMIT taken(written());
    }
}

void TextInPlace::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape) {
        m_over = true;
        Q_EMIT givenUp();
    } else if (event->key() == Qt::Key_Tab ||
               (isEnter && (m_oneLine || event->modifiers().testFlag(Qt::ControlModifier)))) {
        take();
    } else {
        QGraphicsTextItem::keyPressEvent(event);
        return;
    }
    event->accept();
}

void TextInPlace::focusOutEvent(QFocusEvent *event)
{
    QGraphicsTextItem::focusOutEvent(event);
    const bool returns = event->reason() == Qt::PopupFocusReason || event->reason() == Qt::ActiveWindowFocusReason;
    if (!returns) {
        take();
    }
}

} // namespace bayplan
