// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/link_item.h"

#include "app/desktop/canvas_geometry.h"
#include "app/desktop/element_facts.h"
#include "app/desktop/theme.h"
#include "engine/base/units.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QGraphicsScene>
#include <QPainter>
#include <QPainterPathStroker>
#include <QStyleOptionGraphicsItem>
#include <QVarLengthArray>

#include <algorithm>
#include <cmath>

namespace bayplan {

namespace {

constexpr double clickReach = 6;
constexpr double gripRadius = 4;
constexpr double labelLod = 0.55;
constexpr double markRadius = 3; ///< of a call on its way
constexpr double markReach = 5;  ///< of one that failed

QPolygonF diamondAt(QPointF centre, double reach)
{
    return QPolygonF({centre + QPointF(0, -reach), centre + QPointF(reach, 0), centre + QPointF(0, reach),
                      centre + QPointF(-reach, 0)});
}

QFont labelFont()
{
    QFont font;
    font.setPointSizeF(8);
    return font;
}

QPointF along(const QPolygonF &way, double fraction)
{
    double total = 0;
    for (int i = 1; i < way.size(); ++i) {
        total += QLineF(way[i - 1], way[i]).length();
    }
    double left = total * fraction;
    for (int i = 1; i < way.size(); ++i) {
        const QLineF piece(way[i - 1], way[i]);
        if (piece.length() >= left && piece.length() > 0) {
            return piece.pointAt(left / piece.length());
        }
        left -= piece.length();
    }
    return way.isEmpty() ? QPointF() : way.back();
}

/// Draws only the pieces that are seen, as single lines: the painter has a short way for those, where a polyline is
/// turned into an outline and filled, which made links the most of what panning costs.
void drawSeen(QPainter &painter, const QPolygonF &way, const QRectF &seen)
{
    QVarLengthArray<QLineF, 32> pieces;
    for (int i = 1; i < way.size(); ++i) {
        const auto box = QRectF(way[i - 1], way[i]).normalized().adjusted(-2, -2, 2, 2);
        if (box.intersects(seen)) {
            pieces.append(QLineF(way[i - 1], way[i]));
        }
    }
    painter.drawLines(pieces.constData(), int(pieces.size()));
}

double distance(const QLineF &piece, QPointF point)
{
    const auto along = piece.p2() - piece.p1();
    const double square = QPointF::dotProduct(along, along);
    const double part = square == 0 ? 0 : QPointF::dotProduct(point - piece.p1(), along) / square;
    return QLineF(point, piece.p1() + std::clamp(part, 0.0, 1.0) * along).length();
}

/// Whether any of the piece lies in the rectangle.
bool touches(const QLineF &piece, const QRectF &rect)
{
    double from = 0;
    double to = 1;
    const auto cut = [&](double start, double way, double least, double greatest) {
        if (way == 0) {
            return start >= least && start <= greatest;
        }
        const auto [first, last] = std::minmax({(least - start) / way, (greatest - start) / way});
        from = std::max(from, first);
        to = std::min(to, last);
        return from <= to;
    };
    return cut(piece.x1(), piece.dx(), rect.left(), rect.right()) &&
           cut(piece.y1(), piece.dy(), rect.top(), rect.bottom());
}

} // namespace

LinkLabel::LinkLabel(const LinkItem &link) : m_link(link)
{
    setAcceptedMouseButtons(Qt::NoButton); // a press there is one on the link
}

void LinkLabel::place(const QRectF &rect)
{
    prepareGeometryChange();
    m_rect = rect;
    update();
}

void LinkLabel::paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *)
{
    if (option->levelOfDetailFromTransform(painter->worldTransform()) >= labelLod) {
        painter->setRenderHint(QPainter::Antialiasing);
        m_link.paintLabel(*painter);
    }
}

LinkItem::LinkItem(const ElementId &id) : CanvasItem(id)
{
    setFlag(ItemUsesExtendedStyleOption); // for exposedRect
}

LinkItem::~LinkItem()
{
    delete m_shownLabel;
}

void LinkItem::show(const Topology &topology, const DrawingIndex &index, const Link &link)
{
    const auto from = topology.containers.find(link.from.container);
    const auto to = topology.containers.find(link.to.container);
    m_spoken = QCoreApplication::translate("canvas", "Link from %1").arg(nameOf(topology, link.id));
    if (from == topology.containers.end() || to == topology.containers.end()) {
        setWay({});
        return;
    }
    m_inPod = from->second.pod == to->second.pod;
    const auto pod = topology.pods.find(from->second.pod);
    const bool isInside = m_inPod && pod != topology.pods.end() && isCollapsed(pod->second);
    setVisible(!isInside);
    if (isInside) {
        setWay({});
        return;
    }
    const auto start = portPosition(topology, index, link.from);
    const auto end = portPosition(topology, index, link.to);
    const auto *toKind = findKind(to->second.kind);
    const auto *toPort = toKind == nullptr ? nullptr : findPort(*toKind, link.to.port);
    const auto *fromKind = findKind(from->second.kind);
    const auto *fromPort = fromKind == nullptr ? nullptr : findPort(*fromKind, link.from.port);
    m_protocol = toPort == nullptr ? Protocol::Any : toPort->protocol;
    if (m_protocol == Protocol::Any && fromPort != nullptr) {
        m_protocol = fromPort->protocol;
    }
    const double calls = paramsOf(link).number("callsPerRequest");
    m_plainLabel = calls == 1 ? QString() : QStringLiteral("×%1").arg(QString::fromStdString(formatNumber(calls)));
    m_labelPlace = 0.5;
    const auto fromCard = cardRect(topology, index, from->second);
    const auto toCard = cardRect(topology, index, to->second);
    const bool isOrthogonal = paramsOf(link).text("route") == "orthogonal";
    m_corners = !isOrthogonal ? QPolygonF()
                : m_inPod     ? orthogonalCornersInPod(start, end, fromCard, toCard)
                              : orthogonalCorners(start, end);
    setWay(isOrthogonal ? roundedWay(m_corners, 10)
           : m_inPod    ? linkWayInPod(start, end, fromCard, toCard)
                        : linkWay(start, end));
}

void LinkItem::setWay(QPolygonF way)
{
    prepareGeometryChange();
    m_way = std::move(way);
    m_bounds = m_way.boundingRect().adjusted(-80, -14, 80, 14);
    flatten();
    update();
    refreshLabel();
}

bool LinkItem::showsLabel() const
{
    return isVisible() && m_way.size() > 1 && !label().isEmpty() && (m_isLabelClear || isSelected());
}

void LinkItem::refreshLabel()
{
    const bool isShown = showsLabel() && scene() != nullptr;
    if (isShown && m_shownLabel == nullptr) {
        m_shownLabel = new LinkLabel(*this);
        scene()->addItem(m_shownLabel);
    }
    if (m_shownLabel == nullptr) {
        return;
    }
    m_shownLabel->setVisible(isShown);
    if (isShown) {
        m_shownLabel->place(labelRect());
        m_shownLabel->setZValue(zValue() + labelPlane - linkPlane + (isSelected() ? 0.2 : 0));
        m_shownLabel->setOpacity(opacity());
    }
}

QVariant LinkItem::itemChange(GraphicsItemChange change, const QVariant &value)
{
    if (change == ItemSelectedHasChanged || change == ItemVisibleHasChanged || change == ItemZValueHasChanged ||
        change == ItemOpacityHasChanged) {
        refreshLabel();
    }
    return CanvasItem::itemChange(change, value);
}

FlatShape LinkItem::flatShape() const
{
    if (m_way.size() < 2) {
        return {};
    }
    const bool isBroken = m_live && (m_live->cut || m_live->errorsPerSecond > 0);
    auto look = flatLook(FlatLook::Plain);
    if (isBroken && look != FlatLook::Selected) {
        look = FlatLook::Error;
    }
    return {FlatLayer::Link, look, {}, QLineF(m_way.front(), m_way.back())};
}

void LinkItem::setLive(const LiveLink *live, bool deployed)
{
    const bool isSame = live == nullptr ? !m_live : m_live && *live == *m_live;
    if (!isSame || deployed != m_deployed) {
        m_live = live == nullptr ? std::nullopt : std::optional(*live);
        m_deployed = deployed;
        flatten();
        update();
        refreshLabel();
    }
}

QPainterPath LinkItem::shape() const
{
    QPainterPath path;
    path.addPolygon(m_way);
    QPainterPathStroker stroker;
    stroker.setWidth(2 * clickReach);
    auto area = stroker.createStroke(path);
    if (showsLabel()) {
        area.addRect(labelRect());
    }
    return area;
}

bool LinkItem::contains(const QPointF &point) const
{
    const QRectF near(point.x() - clickReach, point.y() - clickReach, 2 * clickReach, 2 * clickReach);
    for (int i = 1; i < m_way.size(); ++i) {
        if (touches(QLineF(m_way[i - 1], m_way[i]), near) &&
            distance(QLineF(m_way[i - 1], m_way[i]), point) <= clickReach) {
            return true;
        }
    }
    return showsLabel() && labelRect().contains(point);
}

bool LinkItem::collidesWithPath(const QPainterPath &path, Qt::ItemSelectionMode mode) const
{
    const auto box = path.boundingRect();
    QPainterPath whole;
    whole.addRect(box);
    if (mode != Qt::IntersectsItemShape || path != whole) {
        return CanvasItem::collidesWithPath(path, mode);
    }
    const auto near = box.adjusted(-clickReach, -clickReach, clickReach, clickReach);
    for (int i = 1; i < m_way.size(); ++i) {
        if (touches(QLineF(m_way[i - 1], m_way[i]), near)) {
            return true;
        }
    }
    return showsLabel() && labelRect().intersects(box);
}

void LinkItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *)
{
    if (m_way.size() < 2) {
        return;
    }
    const auto &c = colours();
    const double lod = option->levelOfDetailFromTransform(painter->worldTransform());
    painter->setRenderHint(QPainter::Antialiasing, lod > 0.3);
    const auto colour = lineColour();
    if (isSelected() || isHighlighted()) {
        auto halo = c.selection;
        halo.setAlpha(90);
        QPen wide(halo, 8, Qt::SolidLine, Qt::FlatCap);
        wide.setCosmetic(true);
        painter->setPen(wide);
        painter->setBrush(Qt::NoBrush);
        drawSeen(*painter, m_way, option->exposedRect);
    }
    // Square: the pieces meet without a gap.
    QPen pen(colour, isSelected() ? 2.4 : 1.8, m_live && m_live->cut ? Qt::DotLine : Qt::SolidLine, Qt::SquareCap);
    pen.setCosmetic(true);
    painter->setPen(pen);
    painter->setBrush(Qt::NoBrush);
    drawSeen(*painter, m_way, option->exposedRect);
    paintMarks(*painter, colour, option->exposedRect);
    if (lod >= labelLod) {
        paintArrow(*painter, colour);
        paintGrips(*painter, colour);
        paintDeployMark(*painter, pointAt(0.15));
    }
}

void LinkItem::paintGrips(QPainter &painter, const QColor &colour) const
{
    if (!isSelected()) {
        return;
    }
    painter.setPen(QPen(colour, 1.6));
    painter.setBrush(colours().base);
    for (const bool atStart : {true, false}) {
        painter.drawEllipse(gripAt(atStart), gripRadius, gripRadius);
    }
}

QPointF LinkItem::gripAt(bool atStart) const
{
    double total = 0;
    for (int i = 1; i < m_way.size(); ++i) {
        total += QLineF(m_way[i - 1], m_way[i]).length();
    }
    const double part = total == 0 ? 0 : std::min(0.25, portReach / total);
    return along(m_way, atStart ? part : 1 - part);
}

QColor LinkItem::lineColour() const
{
    const bool isBroken = m_live && (m_live->cut || m_live->errorsPerSecond > 0);
    return problem() == Severity::Error || isBroken ? colours().error : Theme::instance().protocolColour(m_protocol);
}

void LinkItem::paintMarks(QPainter &painter, const QColor &colour, const QRectF &seen) const
{
    if (m_marks.empty()) {
        return;
    }
    const auto &c = colours();
    const auto reach = seen.adjusted(-markReach, -markReach, markReach, markReach);
    painter.setPen(QPen(c.canvas, 1));
    painter.setBrush(colour);
    for (const auto &mark : m_marks) {
        if (!mark.isError && reach.contains(mark.at)) {
            painter.drawEllipse(mark.at, markRadius, markRadius);
        }
    }
    painter.setBrush(c.error);
    for (const auto &mark : m_marks) {
        if (mark.isError && reach.contains(mark.at)) {
            painter.drawPolygon(diamondAt(mark.at, markReach));
        }
    }
}

void LinkItem::paintArrow(QPainter &painter, const QColor &colour) const
{
    const auto tip = m_way.back() - QPointF(portRadius + 1, 0);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPolygon(QPolygonF({tip, tip + QPointF(-8, -4), tip + QPointF(-8, 4)}));
}

QString LinkItem::label() const
{
    if (!m_live) {
        return m_plainLabel;
    }
    if (m_live->cut) {
        return QCoreApplication::translate("canvas", "cut");
    }
    auto text = QCoreApplication::translate("canvas", "%1/s")
                    .arg(m_live->ratePerSecond, 0, 'f', m_live->ratePerSecond < 10 ? 1 : 0);
    if (m_live->p99Seconds > 0) {
        text += QStringLiteral(" · p99 ") + QString::fromStdString(humanDuration(fromSeconds(m_live->p99Seconds)));
    }
    if (m_live->errorsPerSecond > 0.005) {
        text += QStringLiteral(" · ◆ ") +
                QCoreApplication::translate("canvas", "%1/s").arg(m_live->errorsPerSecond, 0, 'f', 1);
    }
    if (m_live->degraded) {
        text += QStringLiteral(" · ") + QCoreApplication::translate("canvas", "bad network");
    }
    return text;
}

QPointF LinkItem::pointAt(double fraction) const
{
    if (!m_inPod) {
        return along(m_way, fraction);
    }
    QLineF longest; // within a pod: the piece in the gap
    for (int i = 1; i < m_way.size(); ++i) {
        const QLineF piece(m_way[i - 1], m_way[i]);
        longest = piece.length() > longest.length() ? piece : longest;
    }
    return longest.pointAt(fraction);
}

std::vector<double> LinkItem::labelChoices() const
{
    if (m_way.size() < 2 || label().isEmpty()) {
        return {};
    }
    if (!m_inPod) {
        return {0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8};
    }
    // Those that run up and those that run down keep apart.
    const bool downward = m_way.back().y() > m_way.front().y();
    return downward ? std::vector{0.82, 0.5, 0.18} : std::vector{0.18, 0.5, 0.82};
}

QRectF LinkItem::labelRoom(double fraction) const
{
    const QFontMetricsF metrics(labelFont());
    const double likely = m_live ? metrics.horizontalAdvance(QStringLiteral("000/s · p99 00.0 ms")) : 0;
    QRectF rect(0, 0, std::max(likely, metrics.horizontalAdvance(label())) + 12, 17);
    rect.moveCenter(pointAt(fraction));
    return rect;
}

void LinkItem::setLabelPlace(double fraction, bool isClear)
{
    if (fraction != m_labelPlace || isClear != m_isLabelClear) {
        m_labelPlace = fraction;
        m_isLabelClear = isClear;
        refreshLabel();
    }
}

QRectF LinkItem::labelRect() const
{
    const QFontMetricsF metrics(labelFont());
    QRectF rect(0, 0, metrics.horizontalAdvance(label()) + 12, 17);
    rect.moveCenter(pointAt(m_labelPlace));
    return rect;
}

void LinkItem::paintLabel(QPainter &painter) const
{
    const auto rect = labelRect();
    painter.setPen(QPen(lineColour(), 1));
    painter.setBrush(colours().canvas);
    painter.drawRoundedRect(rect, 8, 8);
    painter.setFont(labelFont());
    painter.setPen(m_live && m_live->errorsPerSecond > 0.005 ? colours().error : colours().text);
    painter.drawText(rect, Qt::AlignCenter, label());
}

LinkDraftItem::LinkDraftItem()
{
    setZValue(overAll);
    setAcceptedMouseButtons(Qt::NoButton);
}

void LinkDraftItem::stretch(QPointF from, QPointF to, const QColor &colour, bool dashed)
{
    prepareGeometryChange();
    m_way = linkWay(from, to);
    m_bounds = m_way.boundingRect().adjusted(-8, -8, 8, 8);
    m_colour = colour;
    m_dashed = dashed;
    update();
}

void LinkDraftItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    painter->setRenderHint(QPainter::Antialiasing);
    QPen pen(m_colour, 2.4, m_dashed ? Qt::DashLine : Qt::SolidLine, Qt::RoundCap);
    pen.setCosmetic(true);
    painter->setPen(pen);
    painter->drawPolyline(m_way);
}

} // namespace bayplan
