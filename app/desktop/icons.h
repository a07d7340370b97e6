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

/// Makes icons, examples and schema available; as often as one likes. Needed once before any of them is used, since
/// they are linked from a library.
void initialiseResources();

/// Icon resources/icons/NAME.svg; follows theme changes by itself. An unknown name gives the icon "container".
QIcon themedIcon(const QString &name);

/// The same drawing in one colour, anywhere.
void paintIcon(QPainter &painter, const QString &name, const QRectF &target, const QColor &colour);

} // namespace bayplan
