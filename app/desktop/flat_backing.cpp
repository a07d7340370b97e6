// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/flat_backing.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace bayplan {

namespace {

constexpr int strokeReach = 3; ///< pixels that a wide line reaches beyond its way

FlatPlace placeFor(const QTransform &toView, double pixelRatio)
{
    const auto pixel = [&](double value) { return static_cast<int>(std::lround(value * pixelRatio)); };
    return {toView.m11() * pixelRatio, pixel(toView.dx()), pixel(toView.dy()), std::max(1, int(pixelRatio + 0.25))};
}

} // namespace

const QImage &FlatBacking::picture(const FlatDrawing &drawing, const QTransform &toView, QSize size, double pixelRatio)
{
    const QSize pixels(int(std::ceil(size.width() * pixelRatio)), int(std::ceil(size.height() * pixelRatio)));
    const auto place = placeFor(toView, pixelRatio);
    const auto touched = drawing.touchedSince(m_revision);
    if (m_picture.size() != pixels) {
        m_picture = QImage(pixels, QImage::Format_RGB32);
        m_spare = QImage(pixels, QImage::Format_RGB32);
        m_place.scale = 0;
    }
    if (!touched || place.scale != m_place.scale || place.stroke != m_place.stroke) {
        m_place = place;
        drawing.paint(m_picture, m_place, m_picture.rect());
    } else {
        const QPoint by(place.left - m_place.left, place.top - m_place.top);
        m_place = place;
        if (!by.isNull()) {
            scroll(by, drawing);
        }
        if (m_revision != drawing.revision()) {
            const int reach = strokeReach * m_place.stroke;
            const auto area = m_place.map(*touched).adjusted(-reach, -reach, reach, reach);
            drawing.paint(m_picture, m_place, area.intersected(QRectF(m_picture.rect())).toAlignedRect());
        }
    }
    m_revision = drawing.revision();
    m_picture.setDevicePixelRatio(pixelRatio);
    return m_picture;
}

/// Into the other picture, as rows that overlap cannot be copied in one order for all directions.
void FlatBacking::scroll(QPoint by, const FlatDrawing &drawing)
{
    const auto all = m_picture.rect();
    const auto kept = all.translated(by).intersected(all);
    for (int y = kept.top(); y <= kept.bottom() && !kept.isEmpty(); ++y) {
        const auto *from = reinterpret_cast<const QRgb *>(m_picture.constScanLine(y - by.y())) + kept.left() - by.x();
        auto *to = reinterpret_cast<QRgb *>(m_spare.scanLine(y)) + kept.left();
        std::memcpy(to, from, static_cast<std::size_t>(kept.width()) * sizeof(QRgb));
    }
    std::swap(m_picture, m_spare);
    for (const auto &strip : QRegion(all).subtracted(kept)) {
        drawing.paint(m_picture, m_place, strip);
    }
}

} // namespace bayplan
