// SPDX-License-Identifier: GPL-3.0-or-later
// The program's own monochrome icons, drawn in the theme's colours at the time of painting.
#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QString>

class QPainter;
class QRectF;

namespace bayplan {

/// Icon resources/icons/NAME.svg; follows theme changes by itself. An unknown name gives the icon "container".
QIcon themedIcon(const QString &name);

/// The same drawing in one colour, anywhere.
void paintIcon(QPainter &painter, const QString &name, const QRectF &target, const QColor &colour);

} // namespace bayplan
