// SPDX-License-Identifier: GPL-3.0-or-later
// Where things stand on the canvas: cards in pods, ports on cards, the way of links. Pure functions of the document.
#pragma once

#include "engine/model/catalog.h"
#include "engine/model/topology.h"

#include <QPointF>
#include <QPolygonF>
#include <QRectF>
#include <QSizeF>

#include <vector>

namespace bayplan {

inline constexpr double gridStep = 8;
inline constexpr double cardWidth = 208;
inline constexpr double cardHeight = 72;
inline constexpr double cardGap = 24;    ///< between cards of a pod; links within the pod run here
inline constexpr double podPadding = 24; ///< left, right and below the cards
inline constexpr double podTitleHeight = 32;
inline constexpr double podTopGap = 16; ///< between title and first card
inline constexpr double portRadius = 5.5;
inline constexpr double portReach = 11; ///< how near a click must be

QPointF toPointF(Point point);
Point toPoint(QPointF point);

/// To the nearest grid point.
QPointF snapped(QPointF point);

QSizeF podSize(std::size_t cards);
QRectF podRect(const Topology &topology, const Pod &pod);

/// Top left corner of the index-th card of a pod.
QPointF cardOrigin(const Pod &pod, std::size_t index);
QRectF cardRect(const Topology &topology, const Container &container);

/// Relative to the card's top left: incoming ports on the left edge, outgoing ones on the right.
QPointF portOffset(const KindInfo &kind, const std::string &port);

/// Where a link ends on the canvas; the middle of the card when the port is unknown.
QPointF portPosition(const Topology &topology, const Endpoint &endpoint);

/// The way of a link between two ports as a polyline. Within a pod it keeps to the gaps between the cards.
QPolygonF linkWay(QPointF from, QPointF to);
QPolygonF linkWayInPod(QPointF from, QPointF to, const QRectF &fromCard, const QRectF &toCard);

/// Everything, with a margin; a small rectangle about the origin when there is nothing.
QRectF contentRect(const Topology &topology);

/// Size of a note with that text.
QSizeF noteSize(const std::string &text);

} // namespace bayplan
