// SPDX-License-Identifier: GPL-3.0-or-later
// Texts of the canvas: hundreds are painted in each frame, and most are the same as in the one before.
#pragma once

#include <QFont>
#include <QPainter>
#include <QRectF>
#include <QString>

namespace bayplan {

/// The application's font in that size, kept: one that is made anew has to be looked up at each text.
const QFont &canvasFont(double points, bool bold = false);

/// A text that is cut where its place ends. To measure it takes as long as to paint it, so that it is measured again
/// only when text or place have changed. Always painted in the same font.
class FittedText {
public:
    void paint(QPainter &painter, const QString &text, const QRectF &place, Qt::TextElideMode mode = Qt::ElideRight,
               int alignment = Qt::AlignVCenter);

private:
    QString m_text, m_fitted;
    double m_width = -1;
    int m_dotsPerInch = 0;
};

} // namespace bayplan
