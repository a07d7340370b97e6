// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/canvas_text.h"

#include <QFontMetricsF>
#include <QGuiApplication>

#include <map>
#include <utility>

namespace bayplan {

const QFont &canvasFont(double points, bool bold)
{
    static QFont usual;
    static std::map<std::pair<double, bool>, QFont> kept;
    if (usual != QGuiApplication::font()) {
        usual = QGuiApplication::font();
        kept.clear();
    }
    const auto [entry, isNew] = kept.try_emplace({points, bold}, usual);
    if (isNew) {
        entry->second.setPointSizeF(points);
        entry->second.setBold(bold);
    }
    return entry->second;
}

void FittedText::paint(QPainter &painter, const QString &text, const QRectF &place, Qt::TextElideMode mode,
                       int alignment)
{
    const int dotsPerInch = painter.device()->logicalDpiY(); // of a page it is another one
    if (text != m_text || place.width() != m_width || dotsPerInch != m_dotsPerInch) {
        m_text = text;
        m_width = place.width();
        m_dotsPerInch = dotsPerInch;
        m_fitted = QFontMetricsF(painter.font()).elidedText(text, mode, m_width);
    }
    painter.drawText(place, alignment, m_fitted);
}

} // namespace bayplan
