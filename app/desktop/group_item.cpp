// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/group_item.h"

#include "app/desktop/arrange_edits.h"
#include "app/desktop/theme.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPathStroker>
#include <QStyleOptionGraphicsItem>

#include <algorithm>

namespace bayplan {

namespace {

constexpr double frameReach = 8; ///< how near the frame must be hit
constexpr double groupTextLod = 0.3;

/// How deep it stands within others, which lie under it.
int groupsAround(const Topology &topology, ElementId id)
{
    std::set<ElementId> passed;
    while (passed.insert(id).second) {
        const auto around = std::ranges::find_if(
            topology.groups, [&](const auto &other) { return std::ranges::count(other.second.members, id) > 0; });
        if (around == topology.groups.end()) {
            break;
        }
        id = around->first;
    }
    return int(passed.size()) - 1;
}

} // namespace

GroupItem::GroupItem(const ElementId &id) : CanvasItem(id) {}

void GroupItem::show(const Topology &topology, const Group &group)
{
    prepareGeometryChange();
    m_title = QString::fromStdString(group.title);
    m_members = int(group.members.size());
    const auto inside = placeOf(topology, group.id);
    setVisible(!inside.isEmpty());
    const auto frame = groupFrame(inside);
    setZValue(-1.0 / (1 + groupsAround(topology, group.id)));
    setPos(frame.topLeft());
    m_size = frame.size();
    flatten();
    update();
}

FlatShape GroupItem::flatShape() const
{
    return {FlatLayer::Group, flatLook(FlatLook::Plain), QRectF(pos(), m_size), {}, m_title};
}

QRectF GroupItem::titleRect() const
{
    return QRectF(pos(), QSizeF(m_size.width(), groupTitleHeight));
}

QString GroupItem::spokenName() const
{
    return QCoreApplication::translate("canvas", "Group %1, %n member(s)", nullptr, m_members).arg(m_title);
}

QRectF GroupItem::boundingRect() const
{
    return QRectF(QPointF(), m_size).adjusted(-frameReach, -frameReach, frameReach, frameReach);
}

QPainterPath GroupItem::shape() const
{
    QPainterPath frame;
    frame.addRect(QRectF(QPointF(), m_size));
    QPainterPathStroker stroker;
    stroker.setWidth(frameReach);
    auto path = stroker.createStroke(frame);
    path.addRect(0, 0, m_size.width(), groupTitleHeight);
    path.setFillRule(Qt::WindingFill);
    return path;
}

void GroupItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *)
{
    const auto &c = colours();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool strong = isSelected() || isHighlighted();
    QPen border(strong ? c.selection : c.dimText, strong ? 2 : 1.2, strong ? Qt::SolidLine : Qt::DashLine);
    border.setCosmetic(true);
    auto wash = c.accent;
    wash.setAlpha(c.dark ? 20 : 14);
    painter->setPen(border);
    painter->setBrush(wash);
    painter->drawRoundedRect(QRectF(QPointF(), m_size), 10, 10);
    if (option->levelOfDetailFromTransform(painter->worldTransform()) < groupTextLod) {
        return;
    }
    QFont font;
    font.setPointSizeF(10.5);
    font.setBold(true);
    painter->setFont(font);
    painter->setPen(c.text);
    const QRectF title(12, 2, m_size.width() - 24, groupTitleHeight - 2);
    painter->drawText(title, Qt::AlignVCenter | Qt::AlignLeft,
                      QFontMetricsF(font).elidedText(m_title, Qt::ElideRight, title.width()));
}

} // namespace bayplan
