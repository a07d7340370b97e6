// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/port_look.h"

#include "app/desktop/element_facts.h"
#include "app/desktop/theme.h"

#include <QCoreApplication>
#include <QPainter>

#include <cmath>
#include <numbers>

namespace bayplan {

namespace {

QColor lookColour(PortLook look)
{
    const auto &theme = Theme::instance();
    switch (look) {
    case PortLook::Http:
        return theme.protocolColour(Protocol::Http);
    case PortLook::Memcache:
        return theme.protocolColour(Protocol::Memcache);
    case PortLook::Queue:
        return theme.protocolColour(Protocol::Queue);
    case PortLook::Tcp:
        return theme.protocolColour(Protocol::Tcp);
    case PortLook::Any:
        return theme.protocolColour(Protocol::Any);
    case PortLook::Election:
        return theme.colours().pattern;
    case PortLook::Scatter:
        return theme.colours().series[5];
    }
    return theme.colours().edge;
}

/// Corners on a circle; every second one nearer to the middle by `inner`, for stars.
QPolygonF cornersAround(QPointF centre, double radius, int count, double inner)
{
    QPolygonF corners;
    for (int i = 0; i < count; ++i) {
        const double angle = 2 * std::numbers::pi * i / count - std::numbers::pi / 2;
        const double reach = i % 2 == 0 ? radius : radius * inner;
        corners << centre + QPointF(std::cos(angle), std::sin(angle)) * reach;
    }
    return corners;
}

QString lookWords(PortLook look)
{
    switch (look) {
    case PortLook::Http:
        return QCoreApplication::translate("canvas", "Circle: requests over HTTP.");
    case PortLook::Memcache:
        return QCoreApplication::translate("canvas", "Diamond: the memcache protocol.");
    case PortLook::Queue:
        return QCoreApplication::translate("canvas", "Square: tasks of a work queue.");
    case PortLook::Tcp:
        return QCoreApplication::translate("canvas", "Triangle: TCP, whatever is spoken over it.");
    case PortLook::Any:
        return QCoreApplication::translate("canvas", "Ring: takes what the other end speaks.");
    case PortLook::Election:
        return QCoreApplication::translate("canvas", "Star: electors agree here on who leads.");
    case PortLook::Scatter:
        return QCoreApplication::translate("canvas", "Hexagon: each request is scattered over all who are linked.");
    }
    return {};
}

} // namespace

PortLook portLook(const KindInfo &kind, const PortInfo &port, bool isScattered)
{
    if (kind.key == "elector") {
        return PortLook::Election;
    }
    if (isScattered || (kind.key == "scatter-root" && port.direction == Direction::Out)) {
        return PortLook::Scatter;
    }
    switch (port.protocol) {
    case Protocol::Http:
        return PortLook::Http;
    case Protocol::Memcache:
        return PortLook::Memcache;
    case Protocol::Queue:
        return PortLook::Queue;
    case Protocol::Tcp:
        return PortLook::Tcp;
    case Protocol::Any:
        return PortLook::Any;
    }
    return PortLook::Any;
}

void paintPort(QPainter &painter, QPointF centre, PortLook look, bool filled, double radius)
{
    const auto colour = lookColour(look);
    painter.setPen(QPen(colour, 2));
    painter.setBrush(filled ? colour : colours().card);
    const double r = radius;
    switch (look) {
    case PortLook::Http:
        painter.drawEllipse(centre, r, r);
        break;
    case PortLook::Memcache:
        painter.drawPolygon(cornersAround(centre, r * 1.2, 4, 1));
        break;
    case PortLook::Queue:
        painter.drawRect(QRectF(centre.x() - r * 0.9, centre.y() - r * 0.9, r * 1.8, r * 1.8));
        break;
    case PortLook::Tcp:
        painter.drawPolygon(
            QPolygonF({centre + QPointF(-r, -r), centre + QPointF(r * 1.1, 0), centre + QPointF(-r, r)}));
        break;
    case PortLook::Any:
        painter.drawEllipse(centre, r, r);
        painter.setBrush(colour);
        painter.drawEllipse(centre, filled ? r : r * 0.3, filled ? r : r * 0.3);
        break;
    case PortLook::Election:
        painter.setPen(QPen(colour, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolygon(cornersAround(centre, r * 1.45, 10, 0.5));
        break;
    case PortLook::Scatter:
        painter.drawPolygon(cornersAround(centre, r * 1.15, 6, 1));
        break;
    }
}

QString portLegend(const PortInfo &port, PortLook look)
{
    return QCoreApplication::translate("canvas", "Port “%1”, speaks %2.\n%3")
        .arg(catalogText(port.title), protocolTitle(port.protocol), lookWords(look));
}

} // namespace bayplan
