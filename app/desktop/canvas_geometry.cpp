// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/canvas_geometry.h"

#include "app/desktop/sealed_document.h"

#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace bayplan {

namespace {

constexpr int curvePieces = 20;
constexpr double turn = 12; ///< how far links within a pod stand off the cards
constexpr double notePadding = 12;

QPointF cubic(QPointF a, QPointF b, QPointF c, QPointF d, double t)
{
    const double u = 1 - t;
    return a * (u * u * u) + b * (3 * u * u * t) + c * (3 * u * t * t) + d * (t * t * t);
}

/// Round about, when the callee stands to the left: below both pods, so that no card is crossed.
QPolygonF cornersBack(QPointF from, QPointF to)
{
    constexpr double outOfPod = podPadding + 2 * turn;
    constexpr double belowPod = cardHeight / 2 + podPadding + turn;
    const double lane = std::max(from.y(), to.y()) + belowPod;
    return {{from,
             {from.x() + outOfPod, from.y()},
             {from.x() + outOfPod, lane},
             {to.x() - outOfPod, lane},
             {to.x() - outOfPod, to.y()},
             to}};
}

bool isBackward(QPointF from, QPointF to)
{
    return to.x() < from.x() + 8;
}

QPointF portOnCard(const Topology &topology, const Endpoint &endpoint, const Container &container, const QRectF &card)
{
    const auto *kind = findKind(container.kind);
    if (kind == nullptr) {
        return card.center();
    }
    const auto pod = topology.pods.find(container.pod);
    if (pod == topology.pods.end() || !isCollapsed(pod->second)) {
        return card.topLeft() + portOffset(*kind, endpoint.port);
    }
    const auto *port = findPort(*kind, endpoint.port);
    const bool isIncoming = port != nullptr && port->direction == Direction::In;
    return {isIncoming ? card.left() : card.right(), card.center().y()};
}

QRectF cardAtPlace(const Pod &pod, std::size_t place)
{
    return isCollapsed(pod) ? podRect(pod, 0) : QRectF(cardOrigin(pod, place), QSizeF(cardWidth, cardHeight));
}

} // namespace

QPointF toPointF(Point point)
{
    return {point.x, point.y};
}

Point toPoint(QPointF point)
{
    return {point.x(), point.y()};
}

QPointF snapped(QPointF point)
{
    return {std::round(point.x() / gridStep) * gridStep, std::round(point.y() / gridStep) * gridStep};
}

QSizeF podSize(std::size_t cards)
{
    const double rows = static_cast<double>(std::max<std::size_t>(cards, 1));
    return {cardWidth + 2 * podPadding,
            podTitleHeight + podTopGap + rows * cardHeight + (rows - 1) * cardGap + podPadding};
}

bool isCollapsed(const Pod &pod)
{
    const auto found = pod.params.find("collapsed");
    const auto *value = found == pod.params.end() ? nullptr : std::get_if<bool>(&found->second);
    return value != nullptr && *value;
}

QRectF podRect(const Pod &pod, std::size_t cards)
{
    return {toPointF(pod.position), isCollapsed(pod) ? QSizeF(cardWidth, cardHeight) : podSize(cards)};
}

QRectF podRect(const Topology &topology, const Pod &pod)
{
    return podRect(pod, containersOf(topology, pod.id).size());
}

std::map<ElementId, QRectF> podRects(const Topology &topology)
{
    std::map<ElementId, std::size_t> cards;
    for (const auto &[id, container] : topology.containers) {
        ++cards[container.pod];
    }
    std::map<ElementId, QRectF> rects;
    for (const auto &[id, pod] : topology.pods) {
        rects.emplace(id, podRect(pod, cards[id]));
    }
    return rects;
}

QRectF podRect(const DrawingIndex &index, const Pod &pod)
{
    return podRect(pod, index.containersOf(pod.id).size());
}

QPointF cardOrigin(const Pod &pod, std::size_t index)
{
    return toPointF(pod.position) +
           QPointF(podPadding, podTitleHeight + podTopGap + static_cast<double>(index) * (cardHeight + cardGap));
}

std::size_t placeAmong(const Pod &pod, std::size_t cards, double y)
{
    const double first = cardOrigin(pod, 0).y() + cardHeight / 2;
    const double below = std::ceil((y - first) / (cardHeight + cardGap));
    return std::min(cards, static_cast<std::size_t>(std::max(0.0, below)));
}

QRectF cardRect(const Topology &topology, const Container &container)
{
    const auto pod = topology.pods.find(container.pod);
    if (pod == topology.pods.end()) {
        return {0, 0, cardWidth, cardHeight};
    }
    const auto members = cardsOf(topology, container.pod);
    const auto found = std::find(members.begin(), members.end(), container.id);
    return cardAtPlace(pod->second, static_cast<std::size_t>(found - members.begin()));
}

QRectF cardRect(const Topology &topology, const DrawingIndex &index, const Container &container)
{
    const auto pod = topology.pods.find(container.pod);
    return pod == topology.pods.end() ? QRectF(0, 0, cardWidth, cardHeight)
                                      : cardAtPlace(pod->second, index.placeOf(container.pod, container.id));
}

QPointF portOffset(const KindInfo &kind, const std::string &port)
{
    const auto *info = findPort(kind, port);
    if (info == nullptr) {
        return {cardWidth / 2, cardHeight / 2};
    }
    int count = 0;
    int index = 0;
    for (const auto &other : kind.ports) {
        if (other.direction == info->direction) {
            if (other.name == port) {
                index = count;
            }
            ++count;
        }
    }
    const double y = std::round(cardHeight * (index + 1) / (count + 1));
    return {info->direction == Direction::In ? 0 : cardWidth, y};
}

QPointF portPosition(const Topology &topology, const Endpoint &endpoint)
{
    const auto found = topology.containers.find(endpoint.container);
    return found == topology.containers.end()
               ? QPointF()
               : portOnCard(topology, endpoint, found->second, cardRect(topology, found->second));
}

QPointF portPosition(const Topology &topology, const DrawingIndex &index, const Endpoint &endpoint)
{
    const auto found = topology.containers.find(endpoint.container);
    return found == topology.containers.end()
               ? QPointF()
               : portOnCard(topology, endpoint, found->second, cardRect(topology, index, found->second));
}

QPolygonF roundedWay(const QPolygonF &corners, double radius)
{
    QPolygonF way;
    way << corners.front();
    for (int i = 1; i + 1 < corners.size(); ++i) {
        const auto here = corners[i];
        const auto towards = [&](QPointF other) {
            const auto delta = other - here;
            const double length = std::hypot(delta.x(), delta.y());
            return length < 0.001 ? here : here + delta * (std::min(radius, length / 2) / length);
        };
        const auto before = towards(corners[i - 1]);
        const auto after = towards(corners[i + 1]);
        way << before << (before + here * 2 + after) / 4 << after;
    }
    way << corners.back();
    return way;
}

QPolygonF linkWay(QPointF from, QPointF to)
{
    if (isBackward(from, to)) {
        return roundedWay(cornersBack(from, to), 16);
    }
    const double distance = to.x() - from.x();
    const double reach = std::max(40.0, distance / 2);
    QPolygonF way;
    way.reserve(curvePieces + 1);
    for (int i = 0; i <= curvePieces; ++i) {
        way << cubic(from, from + QPointF(reach, 0), to - QPointF(reach, 0), to, double(i) / curvePieces);
    }
    return way;
}

QPolygonF orthogonalCorners(QPointF from, QPointF to)
{
    if (isBackward(from, to)) {
        return cornersBack(from, to);
    }
    if (from.y() == to.y()) {
        return {{from, to}};
    }
    const double middle = (from.x() + to.x()) / 2;
    return {{from, {middle, from.y()}, {middle, to.y()}, to}};
}

QPolygonF linkWayInPod(QPointF from, QPointF to, const QRectF &fromCard, const QRectF &toCard)
{
    return roundedWay(orthogonalCornersInPod(from, to, fromCard, toCard), 8);
}

QPolygonF orthogonalCornersInPod(QPointF from, QPointF to, const QRectF &fromCard, const QRectF &toCard)
{
    const bool downward = toCard.top() >= fromCard.bottom();
    // Downward and upward links have a lane each in a gap.
    const double lane = downward ? toCard.top() - cardGap / 2 - 4 : toCard.bottom() + cardGap / 2 + 4;
    return {{from,
             {fromCard.right() + turn, from.y()},
             {fromCard.right() + turn, lane},
             {toCard.left() - turn, lane},
             {toCard.left() - turn, to.y()},
             to}};
}

QRectF contentRect(const Topology &topology)
{
    QRectF all;
    for (const auto &[id, rect] : podRects(topology)) {
        all |= rect;
    }
    for (const auto &[id, note] : topology.notes) {
        all |= QRectF(toPointF(note.position), noteSize(note));
    }
    return all.isEmpty() ? QRectF(-200, -150, 400, 300) : all.adjusted(-40, -40, 40, 40);
}

QSizeF noteSize(const Note &note)
{
    const double width = note.size.width > 0 ? std::max(note.size.width, leastNote.width()) : usualNoteWidth;
    SealedDocument document;
    document.setDocumentMargin(notePadding);
    document.setMarkdown(QString::fromStdString(note.text));
    document.setTextWidth(width);
    return {width, std::max({leastNote.height(), note.size.height, std::ceil(document.size().height())})};
}

} // namespace bayplan
