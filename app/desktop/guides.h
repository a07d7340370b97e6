// SPDX-License-Identifier: GPL-3.0-or-later
// Alignment guides: while something is dragged, its edges and middle catch on those of what stands around.
#pragma once

#include <QGraphicsItem>
#include <QLineF>
#include <QPointF>
#include <QRectF>

#include <vector>

namespace bayplan {

/// How near an edge must be, in pixels of the screen.
inline constexpr double guideReach = 6;

struct Guides {
    QPointF offset; ///< what brings the rectangle onto the guides
    bool holdsX = false, holdsY = false;
    std::vector<QLineF> lines; ///< across the rectangle as moved and all that it is in line with
};

/// Left, right and middle are compared with left, right and middle of the others, and so for the height; the nearest
/// within `tolerance` (scene units) holds.
Guides guidesFor(const QRectF &rect, const std::vector<QRectF> &others, double tolerance);

/// Paints the lines above everything else.
class GuidesItem : public QGraphicsItem {
public:
    GuidesItem();
    void show(std::vector<QLineF> lines);
    const std::vector<QLineF> &lines() const { return m_lines; }

    QRectF boundingRect() const override { return m_bounds; }
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    std::vector<QLineF> m_lines;
    QRectF m_bounds;
};

} // namespace bayplan
