// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/canvas_overview.h"

#include "app/desktop/canvas_items.h"
#include "app/desktop/theme.h"

#include <QGraphicsScene>
#include <QGraphicsView>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace bayplan {

CanvasOverview::CanvasOverview(QGraphicsView &view, QWidget *parent) : QWidget(parent), m_view(view)
{
    setFixedSize(sizeHint());
    setAccessibleName(tr("Overview of the drawing"));
    setToolTip(tr("The whole drawing; click or drag to go there"));
    setCursor(Qt::CrossCursor);
}

QRectF CanvasOverview::content() const
{
    QRectF all = m_view.mapToScene(m_view.viewport()->rect()).boundingRect();
    for (const auto *item : m_view.scene()->items()) {
        if (item->type() == PodItem::Type || item->type() == NoteItem::Type) {
            all |= item->sceneBoundingRect();
        }
    }
    return all;
}

QTransform CanvasOverview::toWidget() const
{
    const auto area = content();
    const auto inside = QRectF(rect()).adjusted(5, 5, -5, -5);
    const double scale = std::min(inside.width() / area.width(), inside.height() / area.height());
    QTransform transform;
    transform.translate(inside.center().x(), inside.center().y());
    transform.scale(scale, scale);
    transform.translate(-area.center().x(), -area.center().y());
    return transform;
}

void CanvasOverview::paintEvent(QPaintEvent *)
{
    const auto &c = colours();
    QPainter painter(this);
    auto fill = c.base;
    fill.setAlpha(225);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(c.border);
    painter.setBrush(fill);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    const auto transform = toWidget();
    painter.setPen(Qt::NoPen);
    for (const auto *item : m_view.scene()->items()) {
        if (item->type() == PodItem::Type) {
            painter.setBrush(item->isSelected() ? c.accent : c.podBorder);
            painter.drawRect(transform.mapRect(item->sceneBoundingRect()));
        }
    }
    const auto seen = m_view.mapToScene(m_view.viewport()->rect()).boundingRect();
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(c.accent, 1.5));
    painter.drawRect(transform.mapRect(seen));
}

void CanvasOverview::mousePressEvent(QMouseEvent *event)
{
    m_view.centerOn(toWidget().inverted().map(event->position()));
    update();
}

void CanvasOverview::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons().testFlag(Qt::LeftButton)) {
        mousePressEvent(event);
    }
}

} // namespace bayplan
