// SPDX-License-Identifier: GPL-3.0-or-later
// What a card shows beside its texts: figures of a run, ports, volumes; and what it is from afar.
#include "app/desktop/canvas_items.h"

#include "app/desktop/canvas_geometry.h"
#include "app/desktop/icons.h"
#include "app/desktop/theme.h"
#include "engine/base/units.h"

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

constexpr double badgeLeft = 30; ///< of the mark of the state, from the card's right edge
constexpr double crownBadge = 20;
constexpr double faultBadge = 18;
constexpr double restartBadge = 24;

QString restartsText(int restarts)
{
    return restarts > 99 ? QStringLiteral("↻99+") : QStringLiteral("↻%1").arg(restarts);
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

double ContainerItem::badgesWidth() const
{
    return badgeLeft + (m_live->leader.isEmpty() ? 0 : crownBadge) + (m_live->faults > 0 ? faultBadge : 0) +
           (m_live->restarts > 0 ? restartBadge : 0);
}

/// All that the badges say, in words.
QString ContainerItem::liveHelp() const
{
    QStringList lines;
    const auto add = [&](const QString &line) { lines << line; };
    if (m_live->replicas > 1) {
        add(QCoreApplication::translate("canvas", "%1 of %2 replicas up").arg(m_live->alive).arg(m_live->replicas));
    } else {
        add(m_live->alive > 0 ? QCoreApplication::translate("canvas", "Up")
                              : QCoreApplication::translate("canvas", "Down"));
    }
    if (m_live->paused > 0) {
        add(QCoreApplication::translate("canvas", "%1 paused").arg(m_live->paused));
    }
    if (m_live->hasFigures) {
        add(QCoreApplication::translate("canvas", "%1/s answered").arg(m_live->ratePerSecond, 0, 'f', 1));
    }
    if (m_live->p99Seconds > 0) {
        add(QCoreApplication::translate("canvas", "p99 %1")
                .arg(QString::fromStdString(humanDuration(fromSeconds(m_live->p99Seconds)))));
    }
    if (m_live->utilisation >= 0) {
        add(QCoreApplication::translate("canvas", "%1 % busy").arg(m_live->utilisation * 100, 0, 'f', 0));
    }
    if (m_live->queueDepth >= 0) {
        add(QCoreApplication::translate("canvas", "%1 waiting").arg(m_live->queueDepth, 0, 'f', 1));
    }
    if (m_live->restarts > 0) {
        add(QCoreApplication::translate("canvas", "%n restart(s)", nullptr, m_live->restarts));
    }
    if (m_live->faults > 0) {
        add(QCoreApplication::translate("canvas", "%n fault(s) on", nullptr, m_live->faults));
    }
    for (const auto &word : {m_live->status, m_live->note}) {
        if (!word.isEmpty()) {
            add(word);
        }
    }
    return lines.join(QLatin1Char('\n'));
}

/// What matters most first: a card has room for two or three of them.
QStringList ContainerItem::statusParts() const
{
    if (m_live->replicas > 0 && m_live->alive == 0) {
        return {QCoreApplication::translate("canvas", "down")};
    }
    QStringList parts;
    if (!m_live->status.isEmpty()) {
        parts << m_live->status;
    }
    if (m_live->hasFigures && m_live->status.isEmpty()) {
        parts << QCoreApplication::translate("canvas", "%1/s")
                     .arg(m_live->ratePerSecond, 0, 'f', m_live->ratePerSecond < 10 ? 1 : 0);
    }
    if (m_live->p99Seconds > 0) {
        parts << QStringLiteral("p99 ") + QString::fromStdString(humanDuration(fromSeconds(m_live->p99Seconds)));
    }
    if (m_live->queueDepth >= 0.05) {
        parts << QCoreApplication::translate("canvas", "queue %1")
                     .arg(m_live->queueDepth, 0, 'f', m_live->queueDepth < 10 ? 1 : 0);
    }
    if (m_live->utilisation >= 0) {
        parts << QStringLiteral("%1 %").arg(m_live->utilisation * 100, 0, 'f', 0);
    }
    if (parts.isEmpty() && !m_live->note.isEmpty()) {
        parts << m_live->note;
    }
    if (m_live->paused > 0) {
        parts.prepend(QCoreApplication::translate("canvas", "%1 paused").arg(m_live->paused));
    }
    return parts;
}

/// As many as there is room for: half a figure is none.
QString ContainerItem::statusText(const QFontMetricsF &metrics, double width) const
{
    QString text;
    const QStringList parts = statusParts();
    for (const QString &part : parts) {
        const QString longer = text.isEmpty() ? part : text + QStringLiteral(" · ") + part;
        if (metrics.horizontalAdvance(longer) > width) {
            break;
        }
        text = longer;
    }
    return text.isEmpty() && !parts.isEmpty() ? metrics.elidedText(parts.front(), Qt::ElideRight, width) : text;
}

void ContainerItem::paintLive(QPainter &painter) const
{
    const auto &c = colours();
    const bool dead = m_live->replicas > 0 && m_live->alive == 0;
    paintState(painter, QPointF(cardWidth - 20, 17), 4.5);
    double left = cardWidth - badgeLeft;
    if (!m_live->leader.isEmpty()) {
        left -= crownBadge;
        paintStoredIcon(painter, QStringLiteral("crown"), QRectF(left, 8, 18, 18), c.warning);
    }
    if (m_live->faults > 0) {
        left -= faultBadge;
        paintStoredIcon(painter, QStringLiteral("fault"), QRectF(left, 9, 16, 16), c.error);
    }
    if (m_live->restarts > 0) {
        left -= restartBadge;
        painter.setFont(canvasFont(8));
        painter.setPen(c.dimText);
        painter.drawText(QRectF(left, 8, restartBadge, 18), Qt::AlignVCenter | Qt::AlignLeft,
                         restartsText(m_live->restarts));
    }
    painter.setFont(canvasFont(8.5));
    painter.setPen(dead ? c.error : c.text);
    const QRectF line(14, 46, cardWidth - 28, 16);
    painter.drawText(line, Qt::AlignVCenter, statusText(QFontMetricsF(painter.font()), line.width()));
    paintUtilisation(painter, QRectF(14, 63, cardWidth - 28, 4));
}

/// Shape as well as colour: a cross is down, bars are paused, a disc is up.
void ContainerItem::paintState(QPainter &painter, QPointF centre, double radius) const
{
    const auto &c = colours();
    const bool isDown = m_live->alive < m_live->replicas;
    const bool isPaused = m_live->paused > 0;
    const double r = radius * 0.9, bar = radius * 0.65;
    painter.setPen(QPen(isDown ? c.error : c.warning, radius * 0.53, Qt::SolidLine, Qt::RoundCap));
    if (isDown) {
        painter.drawLine(centre + QPointF(-r, -r), centre + QPointF(r, r));
        painter.drawLine(centre + QPointF(-r, r), centre + QPointF(r, -r));
    } else if (isPaused) {
        painter.drawLine(centre + QPointF(-bar, -r), centre + QPointF(-bar, r));
        painter.drawLine(centre + QPointF(bar, -r), centre + QPointF(bar, r));
    } else {
        painter.setBrush(c.good);
        painter.setPen(Qt::NoPen);
        painter.drawEllipse(centre, radius, radius);
    }
}

void ContainerItem::paintUtilisation(QPainter &painter, const QRectF &track) const
{
    if (m_live->utilisation < 0) {
        return;
    }
    const auto &c = colours();
    const double round = track.height() / 2;
    painter.setPen(Qt::NoPen);
    painter.setBrush(c.grid);
    painter.drawRoundedRect(track, round, round);
    painter.setBrush(m_live->utilisation > 0.9 ? c.error : m_deployed ? c.deployed : c.simulated);
    const double width = std::clamp(m_live->utilisation, 0.0, 1.0) * track.width();
    painter.drawRoundedRect(QRectF(track.topLeft(), QSizeF(width, track.height())), round, round);
}

/// What can still be told apart when texts are too small, as large on the screen as from near.
void ContainerItem::paintLiveFromAfar(QPainter &painter, double lod) const
{
    const double pixel = 1 / lod;
    const double radius = 3.5 * pixel;
    paintState(painter, QPointF(cardWidth - radius - 2 * pixel, radius + 2 * pixel), radius);
    if (!m_live->leader.isEmpty()) {
        const double side = 9 * pixel;
        paintStoredIcon(painter, QStringLiteral("crown"), QRectF(2 * pixel, pixel, side, side), colours().warning);
    }
    paintUtilisation(painter, QRectF(3 * pixel, cardHeight - 4 * pixel, cardWidth - 6 * pixel, 2.5 * pixel));
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
    if (!m_live || m_live->replicas == 0) {
        return help();
    }
    const auto own = help();
    return own.isEmpty() ? liveHelp() : own + QLatin1Char('\n') + liveHelp();
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
