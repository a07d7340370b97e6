// SPDX-License-Identifier: GPL-3.0-or-later
// What a view shows of a FlatDrawing, kept from frame to frame: a scroll moves it and paints the strip that came into
// sight, an edit paints what it touched. Only another zoom paints everything.
#pragma once

#include "app/desktop/flat_drawing.h"

#include <QImage>
#include <QRect>
#include <QTransform>

namespace bayplan {

class FlatBacking {
public:
    /// `size` of the view and `toView` from the scene to it, both without the `pixelRatio` of its screen; the
    /// transform is one of scale and place.
    const QImage &picture(const FlatDrawing &drawing, const QTransform &toView, QSize size, double pixelRatio);

private:
    void scroll(QPoint by, const FlatDrawing &drawing);

    QImage m_picture, m_spare;
    FlatPlace m_place;
    std::uint64_t m_revision = 0;
};

} // namespace bayplan
