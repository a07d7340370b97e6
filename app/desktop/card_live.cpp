// SPDX-License-Identifier: GPL-3.0-or-later
// What a card shows beside its texts: figures of a run, ports, volumes; and what it is from afar.
#include "app/desktop/canvas_items.h"

#include "app/desktop/canvas_geometry.h"
#include "app/desktop/icons.h"
#include "app/desktop/theme.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QHash>
#include <QPaintEngine>
#include <QPainter>
#include <QPixmap>

#include <algorithm>
#include <cmath>

namespace bayplan {

namespace {

QFont cardFont(double points)
{
    QFont font;
    font.setPointSizeF(points);
    return font;
}

} // namespace

void paintStoredIcon(QPainter &painter, const QString &name, const QRectF &target, const QColor &colour)
{
    constexpr int mostStored = 400; // a zoom by the wheel passes through many sizes
    const auto transform = painter.deviceTransform();
    const int side = static_cast<int>(std::ceil(target.width() * transform.m11()));
    const bool isRaster = painter.paintEngine() != nullptr && painter.paintEngine()->type() == QPaintEngine::Raster;
    if (!isRaster || side <= 0 || side > 256 || transform.type() > QTransform::TxScale) {
        paintIcon(painter, name, target, colour);
        return;
    }
    static QHash<std::pair<QString, QPair<QRgb, int>>, QPixmap> store;
    const std::pair key(name, qMakePair(colour.rgba(), side));
    auto found = store.find(key);
    if (found == store.end()) {
        if (store.size() >= mostStored) {
            store.clear();
        }
        QPixmap picture(side, side);
        picture.fill(Qt::transparent);
        QPainter inside(&picture);
        paintIcon(inside, name, QRectF(0, 0, side, side), colour);
        found = store.insert(key, picture);
    }
    painter.drawPixmap(target, *found, QRectF(found->rect()));
}

QString ContainerItem::statusText() const
{
    if (m_live->replicas > 0 && m_live->alive == 0) {
        return QCoreApplication::translate("canvas", "down");
    }
    QStringList parts;
    if (!m_live->status.isEmpty()) {
        parts << m_live->status;
    }
    if (m_live->hasFigures && m_live->status.isEmpty()) {
        parts << QCoreApplication::translate("canvas", "%1/s")
                     .arg(m_live->ratePerSecond, 0, 'f', m_live->ratePerSecond < 10 ? 1 : 0);
    }
    if (m_live->utilisation >= 0) {
        parts << QStringLiteral("%1 %").arg(m_live->utilisation * 100, 0, 'f', 0);
    }
    if (m_live->queueDepth >= 0.05) {
        parts << QCoreApplication::translate("canvas", "queue %1")
                     .arg(m_live->queueDepth, 0, 'f', m_live->queueDepth < 10 ? 1 : 0);
    }
    if (parts.isEmpty() && !m_live->note.isEmpty()) {
        parts << m_live->note;
    }
    if (m_live->paused > 0) {
        parts.prepend(QCoreApplication::translate("canvas", "%1 paused").arg(m_live->paused));
    }
    return parts.join(QStringLiteral(" · "));
}

void ContainerItem::paintLive(QPainter &painter) const
{
    const auto &c = colours();
    const auto engine = m_deployed ? c.deployed : c.simulated;
    const bool dead = m_live->replicas > 0 && m_live->alive == 0;
    const bool partly = m_live->alive < m_live->replicas;
    const auto state = dead || partly ? c.error : m_live->paused > 0 ? c.warning : c.good;
    // Shape as well as colour: a cross is down, bars are paused, a disc is up.
    const QPointF dot(cardWidth - 20, 17);
    painter.setPen(QPen(state, 2.4, Qt::SolidLine, Qt::RoundCap));
    if (dead || partly) {
        painter.drawLine(dot + QPointF(-4, -4), dot + QPointF(4, 4));
        painter.drawLine(dot + QPointF(-4, 4), dot + QPointF(4, -4));
    } else if (m_live->paused > 0) {
        painter.drawLine(dot + QPointF(-3, -4), dot + QPointF(-3, 4));
        painter.drawLine(dot + QPointF(3, -4), dot + QPointF(3, 4));
    } else {
        painter.setBrush(state);
        painter.setPen(Qt::NoPen);
        painter.drawEllipse(dot, 4.5, 4.5);
    }
    if (!m_live->leader.isEmpty()) {
        paintStoredIcon(painter, QStringLiteral("crown"), QRectF(cardWidth - 48, 8, 18, 18), c.warning);
    }
    painter.setFont(cardFont(8.5));
    painter.setPen(dead ? c.error : c.text);
    const QRectF line(14, 46, cardWidth - 28, 16);
    painter.drawText(line, Qt::AlignVCenter,
                     QFontMetricsF(painter.font()).elidedText(statusText(), Qt::ElideRight, line.width()));
    if (m_live->utilisation >= 0) {
        const QRectF track(14, 63, cardWidth - 28, 4);
        painter.setPen(Qt::NoPen);
        painter.setBrush(c.grid);
        painter.drawRoundedRect(track, 2, 2);
        painter.setBrush(m_live->utilisation > 0.9 ? c.error : engine);
        const double width = std::clamp(m_live->utilisation, 0.0, 1.0) * track.width();
        painter.drawRoundedRect(QRectF(track.topLeft(), QSizeF(width, track.height())), 2, 2);
    }
}

void ContainerItem::paintPorts(QPainter &painter) const
{
    if (m_kind == nullptr) {
        return;
    }
    for (const auto &port : m_kind->ports) {
        const bool offered = m_offered && m_offered->contains(port.name);
        const auto centre = portOffset(*m_kind, port.name);
        if (offered) {
            auto glow = colours().good;
            glow.setAlpha(90);
            painter.setPen(Qt::NoPen);
            painter.setBrush(glow);
            painter.drawEllipse(centre, portRadius + 5, portRadius + 5);
        }
        const double around = painter.opacity(); // of a card that is dimmed itself
        painter.setOpacity(m_offered && !offered ? around * 0.3 : around);
        paintPort(painter, centre, portLook(*m_kind, port, m_scattered.contains(port.name)),
                  m_connected.contains(port.name), portRadius);
        painter.setOpacity(around);
    }
}

// ---- volumes and words ----

QRectF ContainerItem::volumeMark() const
{
    return {cardWidth - 28, 27, 16, 16};
}

QString ContainerItem::helpAt(QPointF position) const
{
    if (const auto *port = portAt(position)) {
        return portLegend(*port, portLook(*m_kind, *port, m_scattered.contains(port->name)));
    }
    if (!m_mounts.isEmpty() && volumeMark().adjusted(-3, -3, 3, 3).contains(position)) {
        return QCoreApplication::translate("canvas", "Volumes:\n%1").arg(m_mounts.join(QLatin1Char('\n')));
    }
    return toolTip();
}

FlatShape ContainerItem::flatShape() const
{
    const bool isPattern = m_kind != nullptr && m_kind->group == KindGroup::Patterns;
    const bool isBroken = m_live && m_live->alive < m_live->replicas;
    auto look = flatLook(isPattern ? FlatLook::Pattern : FlatLook::Plain);
    if (isBroken && look != FlatLook::Selected) {
        look = FlatLook::Error;
    }
    return {FlatLayer::Card, look, QRectF(pos(), QSizeF(cardWidth, cardHeight)), {}};
}

} // namespace bayplan
