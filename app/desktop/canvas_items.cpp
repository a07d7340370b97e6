// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/canvas_items.h"

#include "app/desktop/canvas_geometry.h"
#include "app/desktop/element_facts.h"
#include "app/desktop/icons.h"
#include "app/desktop/theme.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QStyleOptionGraphicsItem>

namespace bayplan {

namespace {

constexpr double stackStep = 5;    ///< offset of the frames behind a pod with replicas
constexpr double outlineReach = 8; ///< how far outlines and shadows reach beyond an item

/// With the painter's pen and brush. To stroke a smooth border takes longer than all else of a card: below its full
/// size the border is what one area leaves of another, and where it is small, corners are square.
void paintFrame(QPainter &painter, const QRectF &frame, double radius)
{
    const double lod = painter.worldTransform().m11();
    const auto pen = painter.pen();
    const auto brush = painter.brush();
    if (lod >= 1 || pen.style() == Qt::NoPen || (lod >= smallTextLod && pen.style() != Qt::SolidLine)) {
        painter.drawRoundedRect(frame, radius, radius);
        return;
    }
    if (lod >= smallTextLod) {
        const double half = pen.widthF() / 2 / lod; // a cosmetic pen's, in pixels
        painter.setPen(Qt::NoPen);
        painter.setBrush(pen.color());
        painter.drawRoundedRect(frame.adjusted(-half, -half, half, half), radius + half, radius + half);
        painter.setBrush(brush);
        painter.drawRoundedRect(frame.adjusted(half, half, -half, -half), radius - half, radius - half);
        painter.setPen(pen);
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.drawRect(frame);
    painter.setRenderHint(QPainter::Antialiasing);
}

} // namespace

CanvasItem::CanvasItem(ElementId id) : m_id(std::move(id))
{
    setFlag(ItemIsSelectable);
}

void CanvasItem::setProblem(std::optional<Severity> severity, const Phrase &sentence)
{
    m_problemSentence = sentence;
    if (severity != m_problem) {
        m_problem = severity;
        flatten();
        update();
    }
}

void CanvasItem::setFlat(FlatDrawing *flat)
{
    m_flat = flat;
    flatten();
}

void CanvasItem::flatten()
{
    if (m_flat == nullptr) {
        return;
    }
    const auto shape = isVisible() ? flatShape() : FlatShape();
    if (shape.rect.isEmpty() && shape.line.isNull()) {
        m_flat->remove(m_id);
    } else {
        m_flat->put(m_id, shape);
    }
}

FlatLook CanvasItem::flatLook(FlatLook usual) const
{
    return isSelected()                     ? FlatLook::Selected
           : m_problem == Severity::Error   ? FlatLook::Error
           : m_problem == Severity::Warning ? FlatLook::Warning
                                            : usual;
}

QVariant CanvasItem::itemChange(GraphicsItemChange change, const QVariant &value)
{
    if (change == ItemSelectedHasChanged || change == ItemVisibleHasChanged) {
        flatten();
    }
    return QGraphicsItem::itemChange(change, value);
}

void CanvasItem::setHighlighted(bool highlighted)
{
    if (highlighted != m_highlighted) {
        m_highlighted = highlighted;
        update();
    }
}

void CanvasItem::paintProblemMark(QPainter &painter, QPointF centre) const
{
    if (!m_problem || *m_problem == Severity::Hint) {
        return;
    }
    const bool isError = *m_problem == Severity::Error;
    const auto &c = colours();
    painter.setPen(Qt::NoPen);
    painter.setBrush(c.canvas);
    painter.drawEllipse(centre, 9.5, 9.5);
    paintStoredIcon(painter, isError ? QStringLiteral("error") : QStringLiteral("warning"),
                    QRectF(centre.x() - 9, centre.y() - 9, 18, 18), isError ? c.error : c.warning);
}

// ---- pods ----

void PodItem::show(const Topology &, const DrawingIndex &index, const Pod &pod)
{
    prepareGeometryChange();
    m_cards = int(index.containersOf(pod.id).size());
    m_name = QString::fromStdString(pod.name);
    m_locked = paramsOf(pod).flag("locked");
    m_replicas = paramsOf(pod).integer("replicas");
    m_collapsed = isCollapsed(pod);
    m_empty = m_cards == 0;
    m_size = podRect(index, pod).size() + rowsSize();
    setPos(toPointF(pod.position));
    flatten();
    update();
}

void PodItem::setLive(int alive, int replicas, bool shown)
{
    if (alive != m_alive || replicas != m_liveReplicas || shown != m_liveShown) {
        m_alive = alive;
        m_liveReplicas = replicas;
        m_liveShown = shown;
        flatten();
        update();
    }
}

QString PodItem::spokenName() const
{
    auto text = QCoreApplication::translate("canvas", "Pod %1, %n replica(s)", nullptr, int(m_replicas)).arg(m_name);
    if (m_collapsed) {
        text = QCoreApplication::translate("canvas", "%1, collapsed").arg(text);
    }
    return m_locked ? QCoreApplication::translate("canvas", "%1, locked").arg(text) : text;
}

namespace {

/// All that is said where texts are too small to be read: the name, as large as its place allows.
void paintNameFromAfar(QPainter &painter, FittedText &text, const QString &name, const QRectF &place,
                       const QColor &colour)
{
    painter.setFont(canvasFont(21, true));
    painter.setPen(colour);
    text.paint(painter, name, place, Qt::ElideRight, Qt::AlignCenter);
}

} // namespace

QRectF PodItem::boundingRect() const
{
    return QRectF(QPointF(), m_size).adjusted(-3, -10, 2 * stackStep + 10, 2 * stackStep + 3);
}

void PodItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *)
{
    const auto &c = colours();
    const double lod = option->levelOfDetailFromTransform(painter->worldTransform());
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF frame(QPointF(), m_size);
    QPen border(isHighlighted() ? c.accent
                : isSelected()  ? c.selection
                                : c.podBorder,
                isHighlighted() || isSelected() ? 2 : 1);
    border.setCosmetic(true);
    painter->setPen(border);
    painter->setBrush(c.podFill);
    for (int i = std::min<int>(2, int(m_replicas) - 1); i > 0; --i) {
        paintFrame(*painter, frame.translated(i * stackStep, i * stackStep), 8);
    }
    paintFrame(*painter, frame, 8);
    if (lod >= textLod) {
        if (m_collapsed) {
            paintCollapsed(*painter);
        } else {
            paintTitle(*painter);
            paintRows(*painter);
        }
        paintProblemMark(*painter, frame.topRight());
        paintDeployMark(*painter, QPointF(36, 0));
    } else {
        paintNameFromAfar(*painter, m_farName, m_name, QRectF(8, 2, m_size.width() - 16, podTitleHeight), c.dimText);
    }
    if (m_locked && lod >= textLod) {
        const QPointF centre(14, 0); // on the frame, as the mark of a problem is at its other end
        painter->setPen(Qt::NoPen);
        painter->setBrush(c.canvas);
        painter->drawEllipse(centre, 9.5, 9.5);
        paintIcon(*painter, QStringLiteral("lock"), QRectF(centre.x() - 8, centre.y() - 8.5, 16, 16), c.text);
    }
}

void PodItem::paintTitle(QPainter &painter) const
{
    const auto &c = colours();
    paintStoredIcon(painter, QStringLiteral("pod"), QRectF(10, 8, 18, 18), c.dimText);
    painter.setFont(canvasFont(10, true));
    painter.setPen(c.text);
    const QRectF name(34, 4, partRect(PodPart::Replicas).left() - 40, podTitleHeight - 4);
    m_titleText.paint(painter, m_name, name);
    paintChip(painter);
    paintCollapseButton(painter);
    if (m_empty) {
        painter.setFont(canvasFont(9));
        painter.setPen(c.dimText);
        painter.drawText(QRectF(podPadding, podTitleHeight + podTopGap, cardWidth, cardHeight),
                         Qt::AlignCenter | Qt::TextWordWrap,
                         QCoreApplication::translate("canvas", "Drop a container here"));
    }
}

// ---- containers ----

void ContainerItem::show(const Topology &topology, const DrawingIndex &index, const Container &container)
{
    m_kind = findKind(container.kind);
    m_name = QString::fromStdString(container.name);
    m_summary = summaryOf(container);
    m_kindTitle = m_kind != nullptr ? catalogText(m_kind->title) : QString::fromStdString(container.kind);
    m_portText.clear();
    m_isPortAside = false;
    m_icon = m_kind != nullptr ? QString::fromStdString(m_kind->icon) : QStringLiteral("container");
    const auto pod = topology.pods.find(container.pod);
    m_podName = pod == topology.pods.end() ? QString() : QString::fromStdString(pod->second.name);
    m_mounts.clear();
    if (const auto mounts = container.params.find("mounts"); mounts != container.params.end()) {
        if (const auto *list = std::get_if<std::vector<std::string>>(&mounts->second)) {
            for (const auto &mount : *list) {
                m_mounts << QString::fromStdString(mount);
            }
        }
    }
    setPos(cardRect(topology, index, container).topLeft());
    flatten();
    update();
}

void ContainerItem::setMainPort(std::int64_t port, bool aside)
{
    const auto text = QCoreApplication::translate("canvas", "port %1").arg(port);
    if (text != m_portText || aside != m_isPortAside) {
        m_portText = text;
        m_isPortAside = aside;
        update();
    }
}

/// The last line of a card at rest.
QString ContainerItem::kindLine() const
{
    return m_summary.isEmpty() ? m_portText
           : m_isPortAside     ? QStringLiteral("%1 · %2").arg(m_kindTitle, m_portText)
                               : m_kindTitle;
}

void ContainerItem::setLive(const LiveCard *live, bool deployed)
{
    const bool isSame = live == nullptr ? !m_live : m_live && *live == *m_live;
    if (!isSame || deployed != m_deployed) {
        m_live = live == nullptr ? std::nullopt : std::optional(*live);
        m_deployed = deployed;
        flatten();
        update();
    }
}

void ContainerItem::setConnectedPorts(std::set<std::string> ports, std::set<std::string> scattered)
{
    if (ports != m_connected || scattered != m_scattered) {
        m_connected = std::move(ports);
        m_scattered = std::move(scattered);
        update();
    }
}

void ContainerItem::setOfferedPorts(std::optional<std::set<std::string>> ports)
{
    if (ports != m_offered) {
        m_offered = std::move(ports);
        update();
    }
}

const PortInfo *ContainerItem::portAt(QPointF position) const
{
    if (m_kind == nullptr) {
        return nullptr;
    }
    const PortInfo *nearest = nullptr;
    double least = portReach;
    for (const auto &port : m_kind->ports) {
        const double distance = QLineF(position, portOffset(*m_kind, port.name)).length();
        if (distance <= least) {
            least = distance;
            nearest = &port;
        }
    }
    return nearest;
}

QPointF ContainerItem::portScenePosition(const std::string &port) const
{
    return m_kind == nullptr ? sceneBoundingRect().center() : pos() + portOffset(*m_kind, port);
}

QString ContainerItem::spokenName() const
{
    auto text = QCoreApplication::translate("canvas", "%1 %2 in pod %3").arg(m_kindTitle, m_name, m_podName);
    if (m_live) {
        text += QStringLiteral(", ") + statusParts().join(QStringLiteral(" · "));
    }
    return text;
}

QRectF ContainerItem::boundingRect() const
{
    return QRectF(0, 0, cardWidth, cardHeight).adjusted(-portReach, -outlineReach, portReach, outlineReach);
}

QPainterPath ContainerItem::shape() const
{
    QPainterPath path;
    path.addRect(0, 0, cardWidth, cardHeight);
    if (m_kind != nullptr) {
        for (const auto &port : m_kind->ports) {
            path.addEllipse(portOffset(*m_kind, port.name), portReach, portReach);
        }
    }
    path.setFillRule(Qt::WindingFill);
    return path;
}

void ContainerItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *)
{
    const double lod = option->levelOfDetailFromTransform(painter->worldTransform());
    painter->setRenderHint(QPainter::Antialiasing);
    paintBody(*painter);
    if (lod < textLod) {
        if (m_live) {
            paintLiveFromAfar(*painter, lod);
        }
        paintNameFromAfar(*painter, m_farName, m_name, QRectF(6, 0, cardWidth - 12, cardHeight), colours().text);
        return;
    }
    paintTexts(*painter, lod >= smallTextLod);
    if (m_live) {
        paintLive(*painter);
    }
    paintPorts(*painter);
    paintProblemMark(*painter, QPointF(cardWidth - 2, 2));
    paintDeployMark(*painter, QPointF(4, 2));
}

void ContainerItem::paintBody(QPainter &painter) const
{
    const auto &c = colours();
    const bool dead = m_live && m_live->replicas > 0 && m_live->alive == 0;
    const QRectF card(0, 0, cardWidth, cardHeight);
    QPen border(isHighlighted() ? c.accent
                : isSelected()  ? c.selection
                : dead          ? c.error
                                : c.cardBorder,
                isHighlighted() || isSelected() || dead ? 2 : 1);
    border.setCosmetic(true);
    if (dead) {
        border.setStyle(Qt::DashLine);
    }
    painter.setPen(border);
    painter.setBrush(c.card);
    paintFrame(painter, card, 6);
    if (isSelected()) {
        painter.setBrush(Qt::NoBrush);
        auto halo = c.selection;
        halo.setAlpha(60);
        painter.setPen(QPen(halo, 4));
        painter.drawRoundedRect(card.adjusted(-3, -3, 3, 3), 8, 8);
    }
}

void ContainerItem::paintTexts(QPainter &painter, bool smallOnesToo) const
{
    const auto &c = colours();
    const bool isPattern = m_kind != nullptr && m_kind->group == KindGroup::Patterns;
    const auto tint = isPattern ? c.pattern : c.accent;
    auto wash = tint;
    wash.setAlpha(c.dark ? 46 : 30);
    painter.setPen(Qt::NoPen);
    painter.setBrush(wash);
    paintFrame(painter, QRectF(12, 10, 32, 32), 6);
    paintStoredIcon(painter, m_icon, QRectF(16, 14, 24, 24), tint);

    const double left = 52;
    const double right = m_live ? std::max(48.0, badgesWidth()) : 12;
    painter.setFont(canvasFont(10, true));
    painter.setPen(c.text);
    const QRectF name(left, 8, cardWidth - left - right, 18);
    m_nameText.paint(painter, m_name, name);
    if (!smallOnesToo) {
        return;
    }
    painter.setFont(canvasFont(8.5));
    painter.setPen(c.dimText);
    const QRectF summary(left, 26, (m_mounts.isEmpty() ? cardWidth - 12 : volumeMark().left() - 4) - left, 17);
    m_summaryText.paint(painter, m_summary.isEmpty() ? m_kindTitle : m_summary, summary, Qt::ElideMiddle);
    if (!m_mounts.isEmpty()) {
        paintStoredIcon(painter, QStringLiteral("volume"), volumeMark(), c.dimText);
    }
    if (!m_live) {
        painter.setPen(c.dimText);
        m_lineText.paint(painter, kindLine(), QRectF(14, 49, cardWidth - 28, 17), Qt::ElideMiddle);
    }
}

} // namespace bayplan
