// SPDX-License-Identifier: GPL-3.0-or-later
// How the canvas is painted: from near by its items, from afar flat; the grid under them, the first words over nothing.
#include "app/desktop/canvas_view.h"

#include "app/desktop/canvas_geometry.h"
#include "app/desktop/theme.h"

#include <QPaintEvent>
#include <QPainter>

#include <cmath>

namespace bayplan {

namespace {

constexpr double farZoom = 0.2;           ///< below it every drawing is painted flat
constexpr double farZoomOfMany = textLod; ///< and a large one as soon as there are no texts to paint
constexpr std::size_t manyItems = 1500;

} // namespace

bool CanvasView::isFar() const
{
    return zoom() < farZoom || (zoom() < farZoomOfMany && m_scene.itemCount() > manyItems);
}

void CanvasView::paintEvent(QPaintEvent *event)
{
    if (isFar()) {
        paintFar();
        return;
    }
    m_scene.bringUpToDate(mapToScene(event->rect()).boundingRect());
    QGraphicsView::paintEvent(event);
}

void CanvasView::paintFar()
{
    QPainter painter(viewport());
    painter.drawImage(QPointF(), m_backing.picture(m_scene.flat(), viewportTransform(), viewport()->size(),
                                                   viewport()->devicePixelRatioF()));
    painter.setWorldTransform(viewportTransform());
    const auto seen = visibleRect();
    m_scene.flat().paintTitles(painter, seen);
    if (auto *line = m_scene.draftLine()) {
        line->paint(&painter, nullptr, nullptr);
    }
    drawForeground(&painter, seen);
    if (const auto band = rubberBandRect(); !band.isEmpty()) {
        painter.resetTransform();
        auto fill = colours().accent;
        painter.setPen(fill);
        fill.setAlpha(50);
        painter.setBrush(fill);
        painter.drawRect(band.adjusted(0, 0, -1, -1));
    }
}

void CanvasView::drawBackground(QPainter *painter, const QRectF &rect)
{
    const auto &c = colours();
    painter->fillRect(rect, c.canvas);
    if (zoom() < 0.35) {
        return;
    }
    const double step = gridStep * (zoom() < 0.8 ? 4 : 2);
    const auto transform = painter->worldTransform();
    QVector<QRect> dots; // on whole pixels: points with a pen take longer than all cards together
    for (double x = std::floor(rect.left() / step) * step; x < rect.right(); x += step) {
        for (double y = std::floor(rect.top() / step) * step; y < rect.bottom(); y += step) {
            const auto place = transform.map(QPointF(x, y));
            dots << QRect(qRound(place.x() - 1), qRound(place.y() - 1), 2, 2);
        }
    }
    painter->save();
    painter->resetTransform();
    painter->setPen(Qt::NoPen);
    painter->setBrush(c.grid);
    painter->drawRects(dots.constData(), int(dots.size()));
    painter->restore();
}

void CanvasView::drawForeground(QPainter *painter, const QRectF &)
{
    if (m_scene.isBlank()) {
        painter->save();
        painter->resetTransform();
        auto font = painter->font();
        font.setPointSizeF(11);
        painter->setFont(font);
        painter->setPen(colours().dimText);
        painter->drawText(viewport()->rect(), Qt::AlignCenter,
                          tr("Drag a container from the palette onto this canvas,\nor double-click here to add one."));
        painter->restore();
    }
}

} // namespace bayplan
