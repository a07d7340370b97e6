// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/canvas_geometry.h"

#include <QPainterPath>
#include <QTextDocument>

#include <algorithm>
#include <cmath>

namespace bayplan {

namespace {

constexpr int curvePieces = 20;
constexpr double turn = 12; ///< how far links within a pod stand off the cards
constexpr double noteWidth = 224;
constexpr double notePadding = 12;

QPointF cubic(QPointF a, QPointF b, QPointF c, QPointF d, double t)
{
    const double u = 1 - t;
    return a * (u * u * u) + b * (3 * u * u * t) + c * (3 * u * t * t) + d * (t * t * t);
}

/// Cuts the corners of an orthogonal way.
QPolygonF rounded(const QPolygonF &corners, double radius)
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

/// Round about, when the callee stands to the left: below both pods, so that no card is crossed.
QPolygonF wayBack(QPointF from, QPointF to)
{
    constexpr double outOfPod = podPadding + 2 * turn;
    constexpr double belowPod = cardHeight / 2 + podPadding + turn;
    const double lane = std::max(from.y(), to.y()) + belowPod;
    const QPolygonF corners{{from,
                             {from.x() + outOfPod, from.y()},
                             {from.x() + outOfPod, lane},
                             {to.x() - outOfPod, lane},
                             {to.x() - outOfPod, to.y()},
                             to}};
    return rounded(corners, 16);
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

QRectF podRect(const Topology &topology, const Pod &pod)
{
    return {toPointF(pod.position), podSize(containersOf(topology, pod.id).size())};
}

QPointF cardOrigin(const Pod &pod, std::size_t index)
{
    return toPointF(pod.position) +
           QPointF(podPadding, podTitleHeight + podTopGap + static_cast<double>(index) * (cardHeight + cardGap));
}

QRectF cardRect(const Topology &topology, const Container &container)
{
    const auto pod = topology.pods.find(container.pod);
    if (pod == topology.pods.end()) {
        return {0, 0, cardWidth, cardHeight};
    }
    const auto members = containersOf(topology, container.pod);
    const auto found = std::find_if(members.begin(), members.end(), [&](auto *c) { return c->id == container.id; });
    const auto index = static_cast<std::size_t>(found - members.begin());
    return {cardOrigin(pod->second, index), QSizeF(cardWidth, cardHeight)};
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
    if (found == topology.containers.end()) {
        return {};
    }
    const auto card = cardRect(topology, found->second);
    const auto *kind = findKind(found->second.kind);
    return kind == nullptr ? card.center() : card.topLeft() + portOffset(*kind, endpoint.port);
}

QPolygonF linkWay(QPointF from, QPointF to)
{
    if (to.x() < from.x() + 8) {
        return wayBack(from, to);
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

QPolygonF linkWayInPod(QPointF from, QPointF to, const QRectF &fromCard, const QRectF &toCard)
{
    const bool downward = toCard.top() >= fromCard.bottom();
    // Downward and upward links have a lane each in a gap.
    const double lane = downward ? toCard.top() - cardGap / 2 - 4 : toCard.bottom() + cardGap / 2 + 4;
    const QPolygonF corners{{from,
                             {fromCard.right() + turn, from.y()},
                             {fromCard.right() + turn, lane},
                             {toCard.left() - turn, lane},
                             {toCard.left() - turn, to.y()},
                             to}};
    return rounded(corners, 8);
}

QRectF contentRect(const Topology &topology)
{
    QRectF all;
    for (const auto &[id, pod] : topology.pods) {
        all |= podRect(topology, pod);
    }
    for (const auto &[id, note] : topology.notes) {
        all |= QRectF(toPointF(note.position), noteSize(note.text));
    }
    return all.isEmpty() ? QRectF(-200, -150, 400, 300) : all.adjusted(-40, -40, 40, 40);
}

QSizeF noteSize(const std::string &text)
{
    QTextDocument document;
    document.setDocumentMargin(notePadding);
    document.setMarkdown(QString::fromStdString(text));
    document.setTextWidth(noteWidth);
    return {noteWidth, std::max(48.0, std::ceil(document.size().height()))};
}

} // namespace bayplan
