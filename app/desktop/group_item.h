// SPDX-License-Identifier: GPL-3.0-or-later
// A group on the canvas: a frame with a title around its members.
#pragma once

#include "app/desktop/canvas_items.h"

namespace bayplan {

class GroupItem : public CanvasItem {
public:
    enum { Type = UserType + 5 };
    explicit GroupItem(const ElementId &id);
    int type() const override { return Type; }

    /// Follows the members; hidden while it has none.
    void show(const Topology &topology, const Group &group);

    /// Where the title stands, in scene coordinates.
    QRectF titleRect() const;

    QString spokenName() const override;
    QRectF boundingRect() const override;
    /// Title and frame only: what lies inside is the canvas's and the members'.
    QPainterPath shape() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

protected:
    FlatShape flatShape() const override;

private:
    QString m_title;
    int m_members = 0;
    QSizeF m_size;
};

} // namespace bayplan
