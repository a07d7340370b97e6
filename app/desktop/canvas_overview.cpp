// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/canvas_overview.h"

#include "app/desktop/canvas_scene.h"
#include "app/desktop/theme.h"

#include <QGraphicsView>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace bayplan {

CanvasOverview::CanvasOverview(QGraphicsView &view, CanvasScene &scene, QWidget *parent)
    : QWidget(parent), m_view(view), m_scene(scene)
{
    setFixedSize(sizeHint());
    setAccessibleName(tr("Overview of the drawing"));
    setToolTip(tr("The whole drawing; click or drag to go there"));
    setCursor(Qt::CrossCursor);
    m_later.setSingleShot(true);
    m_later.setInterval(std::chrono::milliseconds(100));
    const auto forget = [this] {
        m_picture = {};
        update();
    };
    connect(&m_later, &QTimer::timeout, this, forget);
    connect(&Theme::instance(), &Theme::changed, this, forget);
}

void CanvasOverview::drawingChanged()
{
    if (!m_later.isActive()) {
        m_later.start(); // not restarted: during a long drag the overview follows
    }
}

void CanvasOverview::setFaded(bool faded)
{
    if (faded != m_faded) {
        m_faded = faded;
        setAttribute(Qt::WA_TransparentForMouseEvents, faded);
        update();
    }
}

QRectF CanvasOverview::content() const
{
    return m_view.mapToScene(m_view.viewport()->rect()).boundingRect() | m_scene.content();
}

void CanvasOverview::paintPicture(const QTransform &transform)
{
    m_pictured = m_scene.content();
    m_scale = transform.m11();
    const auto size = m_pictured.size() * m_scale;
    m_picture =
        QPixmap(QSize(int(std::ceil(size.width())) + 1, int(std::ceil(size.height())) + 1) * devicePixelRatio());
    m_picture.setDevicePixelRatio(devicePixelRatio());
    m_picture.fill(Qt::transparent);
    QPainter painter(&m_picture);
    painter.scale(m_scale, m_scale);
    painter.translate(-m_pictured.topLeft());
    m_scene.flat().paintFrames(painter);
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
    painter.setOpacity(m_faded ? 0.2 : 1);
    auto fill = c.base;
    fill.setAlpha(225);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(c.border);
    painter.setBrush(fill);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    const auto transform = toWidget();
    if (m_picture.isNull() || transform.m11() > 1.5 * m_scale || transform.m11() < m_scale / 1.5) {
        paintPicture(transform);
    }
    const auto place = transform.map(m_pictured.topLeft());
    const auto size = QSizeF(m_picture.size()) / m_picture.devicePixelRatio() * (transform.m11() / m_scale);
    painter.drawPixmap(QRectF(place, size), m_picture, QRectF(m_picture.rect()));
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
