// SPDX-License-Identifier: GPL-3.0-or-later
// Filled rectangles and thin lines without smoothing, written straight into a picture. A QPainter takes five times as
// long for ten thousands of them, most of it per call.
#pragma once

#include <QImage>
#include <QLine>
#include <QRect>

namespace bayplan {

class FlatRaster {
public:
    /// Of a picture of 32 bits a pixel; nothing is written outside `area`.
    FlatRaster(QImage &image, const QRect &area);

    void fill(const QRect &rect, QRgb colour);
    /// A frame of that width along the inside of the rectangle.
    void outline(const QRect &rect, int width, QRgb colour);
    /// The same pixels whatever the area: parts of a picture that are painted one by one fit together.
    void line(const QLine &line, int width, QRgb colour);

private:
    QRgb *row(int y) const { return reinterpret_cast<QRgb *>(m_bits + y * m_stride); }
    void steep(const QLine &line, int width, QRgb colour);
    void level(const QLine &line, int width, QRgb colour);

    uchar *m_bits;
    qsizetype m_stride;
    QRect m_area;
};

} // namespace bayplan
