// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/figure_label.h"

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

} // namespace bayplan
