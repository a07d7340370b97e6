// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/figure_label.h"

#include <QAccessible>
#include <QPainter>

namespace bayplan {

FigureLabel::FigureLabel(const QString &widest, QWidget *parent) : QLabel(parent), m_widest(widest) {}

void FigureLabel::setFigure(const QString &text)
{
    if (text == this->text() && minimumSize() == maximumSize())
        return;
    setText(text); // asks for a new layout only while its size is not fixed
    const QMargins margins = contentsMargins();
    const int room = fontMetrics().horizontalAdvance(m_widest) + margins.left() + margins.right();
    setFixedSize(sizeHint().expandedTo({room, 0}));
}

RestLabel::RestLabel(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

void RestLabel::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    if (QAccessible::isActive())
        setAccessibleDescription(text);
    update();
}

QSize RestLabel::sizeHint() const
{
    return {0, fontMetrics().height()};
}

void RestLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    const QRect room = contentsRect();
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(m_text, Qt::ElideRight, room.width()));
}

} // namespace bayplan
