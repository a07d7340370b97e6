// SPDX-License-Identifier: GPL-3.0-or-later
// A link on the canvas, and the one that is being drawn.
#pragma once

#include "app/desktop/canvas_items.h"

#include <QPolygonF>

#include <vector>

namespace bayplan {

/// One of the marks that run along a link (traffic_marks.h), where it is now.
struct ShownMark {
    QPointF at;
    bool isError = false;
    bool operator==(const ShownMark &) const = default;
};

class LinkItem;

/// What stands on a link, over all other links; the link makes it when there is something to say.
class LinkLabel : public QGraphicsItem {
public:
    explicit LinkLabel(const LinkItem &link);
    void place(const QRectF &rect);

    QRectF boundingRect() const override { return m_rect.adjusted(-1, -1, 1, 1); }
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    const LinkItem &m_link;
    QRectF m_rect;
};

class LinkItem : public CanvasItem {
public:
    enum { Type = UserType + 3 };
    explicit LinkItem(const ElementId &id);
    ~LinkItem() override;
    int type() const override { return Type; }

    void show(const Topology &topology, const DrawingIndex &index, const Link &link);
    void setLive(const LiveLink *live, bool deployed);
    const std::optional<LiveLink> &live() const { return m_live; }
    /// Who moves them has them painted; here nothing is updated.
    void setMarks(std::vector<ShownMark> marks) { m_marks = std::move(marks); }
    const std::vector<ShownMark> &marks() const { return m_marks; }

    /// The way as it is painted; empty while it is within a collapsed pod.
    const QPolygonF &way() const { return m_way; }
    /// Of an orthogonal one, before they are rounded; empty for a curve.
    const QPolygonF &corners() const { return m_corners; }

    /// A little off its port, where a press takes that end of it while it is selected.
    QPointF gripAt(bool atStart) const;

    /// Where its label may stand, as fractions of its way, the best first; empty while it has none.
    std::vector<double> labelChoices() const;
    /// Of the widest label that is likely there, so that a place does not change with each figure.
    QRectF labelRoom(double fraction) const;
    /// One that is not clear of others is shown only while the link is selected.
    void setLabelPlace(double fraction, bool isClear = true);
    bool showsLabel() const;
    QRectF labelRect() const;
    void paintLabel(QPainter &painter) const;

    QString spokenName() const override { return m_spoken; }
    QRectF boundingRect() const override { return m_bounds; }
    QPainterPath shape() const override;
    /// As shape() tells, without making one: there may be thousands under a point or a rubber band.
    bool contains(const QPointF &point) const override;
    bool collidesWithPath(const QPainterPath &path, Qt::ItemSelectionMode mode) const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

protected:
    FlatShape flatShape() const override;
    QVariant itemChange(GraphicsItemChange change, const QVariant &value) override;

private:
    void setWay(QPolygonF way);
    void refreshLabel();
    QColor lineColour() const;
    void paintArrow(QPainter &painter, const QColor &colour) const;
    void paintGrips(QPainter &painter, const QColor &colour) const;
    void paintMarks(QPainter &painter, const QColor &colour, const QRectF &seen) const;
    QString label() const;
    QPointF pointAt(double fraction) const;

    QPolygonF m_way, m_corners;
    QRectF m_bounds;
    QString m_spoken, m_plainLabel;
    Protocol m_protocol = Protocol::Any;
    bool m_inPod = false;
    double m_labelPlace = 0.5;
    bool m_isLabelClear = true;
    LinkLabel *m_shownLabel = nullptr; ///< in the scene; deleted with the link
    std::optional<LiveLink> m_live;
    std::vector<ShownMark> m_marks;
    bool m_deployed = false;
};

/// The curve under the cursor while a link is drawn.
class LinkDraftItem : public QGraphicsItem {
public:
    LinkDraftItem();
    void stretch(QPointF from, QPointF to, const QColor &colour, bool dashed);

    QRectF boundingRect() const override { return m_bounds; }
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    QPolygonF m_way;
    QRectF m_bounds;
    QColor m_colour;
    bool m_dashed = false;
};

} // namespace bayplan
