// SPDX-License-Identifier: GPL-3.0-or-later
// Where things stand on the canvas: cards in pods, ports on cards, the way of links. Pure functions of the document.
#pragma once

#include "app/desktop/drawing_index.h"
#include "engine/model/catalog.h"
#include "engine/model/topology.h"

#include <QPointF>
#include <QPolygonF>
#include <QRectF>
#include <QSizeF>

#include <map>
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

/// The pod is drawn as one card, and its containers are not shown.
bool isCollapsed(const Pod &pod);

QSizeF podSize(std::size_t cards);
QRectF podRect(const Pod &pod, std::size_t cards);
QRectF podRect(const Topology &topology, const Pod &pod);
QRectF podRect(const DrawingIndex &index, const Pod &pod);
/// Of all pods at once: podRect() of a topology looks through all of its containers.
std::map<ElementId, QRectF> podRects(const Topology &topology);

/// Top left corner of the index-th card of a pod.
QPointF cardOrigin(const Pod &pod, std::size_t index);
/// Before which of these cards, from 0 to their number, something that is let go there goes.
std::size_t placeAmong(const Pod &pod, std::size_t cards, double y);
/// Of a container in a collapsed pod: the pod's.
QRectF cardRect(const Topology &topology, const Container &container);
QRectF cardRect(const Topology &topology, const DrawingIndex &index, const Container &container);

/// Relative to the card's top left: incoming ports on the left edge, outgoing ones on the right.
QPointF portOffset(const KindInfo &kind, const std::string &port);

/// Where a link ends on the canvas; the middle of the card when the port is unknown. Links to a container in a
/// collapsed pod end at the middle of the pod's left or right edge.
QPointF portPosition(const Topology &topology, const Endpoint &endpoint);
QPointF portPosition(const Topology &topology, const DrawingIndex &index, const Endpoint &endpoint);

/// The way of a link between two ports as a polyline. Within a pod it keeps to the gaps between the cards.
QPolygonF linkWay(QPointF from, QPointF to);
QPolygonF linkWayInPod(QPointF from, QPointF to, const QRectF &fromCard, const QRectF &toCard);

/// Corners of a way of horizontal and vertical pieces; roundedWay() makes of them what is painted.
QPolygonF orthogonalCorners(QPointF from, QPointF to);
QPolygonF orthogonalCornersInPod(QPointF from, QPointF to, const QRectF &fromCard, const QRectF &toCard);
QPolygonF roundedWay(const QPolygonF &corners, double radius);

/// Everything, with a margin; a small rectangle about the origin when there is nothing.
QRectF contentRect(const Topology &topology);

/// The least frame that a note can be given, and the width of one that was given none.
inline constexpr QSizeF leastNote(96, 48);
inline constexpr double usualNoteWidth = 224;

/// Of a note's frame: as it was set, but never too low for its text.
QSizeF noteSize(const Note &note);

} // namespace bayplan
