// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/guides.h"

#include "app/desktop/canvas_items.h"
#include "app/desktop/theme.h"

#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

namespace bayplan {

namespace {

constexpr double guideSame = 0.01;   ///< lengths nearer than that are one
constexpr double guideOverhang = 12; ///< of a line beyond what it joins

/// What can be in line along one axis: low edge, middle, high edge.
using Marks = std::array<double, 3>;

Marks marksX(const QRectF &rect)
{
    return {rect.left(), rect.center().x(), rect.right()};
}

Marks marksY(const QRectF &rect)
{
    return {rect.top(), rect.center().y(), rect.bottom()};
}

/// The shortest way to a mark of another one. An edge and a middle in line are a chance: only like marks hold, or edge
/// and edge.
std::optional<double> nearestOffset(const Marks &own, const std::vector<QRectF> &others,
                                    Marks (*marksOf)(const QRectF &), double tolerance)
{
    double least = std::numeric_limits<double>::infinity();
    for (const auto &other : others) {
        const auto marks = marksOf(other);
        for (std::size_t i = 0; i < own.size(); ++i) {
            for (std::size_t j = 0; j < marks.size(); ++j) {
                const double offset = marks[j] - own[i];
                if ((i == 1) == (j == 1) && std::abs(offset) < std::abs(least)) {
                    least = offset;
                }
            }
        }
    }
    return std::abs(least) <= tolerance ? std::optional(least) : std::nullopt;
}

/// One line for each mark of `rect` that others share. `upright` when the marks are along x.
void addLines(std::vector<QLineF> &lines, const QRectF &rect, const std::vector<QRectF> &others, bool upright)
{
    const auto own = upright ? marksX(rect) : marksY(rect);
    for (std::size_t i = 0; i < own.size(); ++i) {
        QRectF joined = rect;
        bool any = false;
        for (const auto &other : others) {
            const auto marks = upright ? marksX(other) : marksY(other);
            for (std::size_t j = 0; j < marks.size(); ++j) {
                if ((i == 1) == (j == 1) && std::abs(marks[j] - own[i]) < guideSame) {
                    joined |= other;
                    any = true;
                }
            }
        }
        if (any && upright) {
            lines.emplace_back(own[i], joined.top() - guideOverhang, own[i], joined.bottom() + guideOverhang);
        } else if (any) {
            lines.emplace_back(joined.left() - guideOverhang, own[i], joined.right() + guideOverhang, own[i]);
        }
    }
}

} // namespace

Guides guidesFor(const QRectF &rect, const std::vector<QRectF> &others, double tolerance)
{
    Guides guides;
    if (const auto x = nearestOffset(marksX(rect), others, marksX, tolerance)) {
        guides.holdsX = true;
        guides.offset.setX(*x);
    }
    if (const auto y = nearestOffset(marksY(rect), others, marksY, tolerance)) {
        guides.holdsY = true;
        guides.offset.setY(*y);
    }
    const auto moved = rect.translated(guides.offset);
    if (guides.holdsX) {
        addLines(guides.lines, moved, others, true);
    }
    if (guides.holdsY) {
        addLines(guides.lines, moved, others, false);
    }
    return guides;
}

GuidesItem::GuidesItem()
{
    setZValue(overAll);
    setAcceptedMouseButtons(Qt::NoButton);
}

void GuidesItem::show(std::vector<QLineF> lines)
{
    if (lines == m_lines) {
        return;
    }
    prepareGeometryChange();
    m_lines = std::move(lines);
    m_bounds = {};
    for (const auto &line : m_lines) {
        m_bounds |= QRectF(line.p1(), line.p2()).normalized().adjusted(-2, -2, 2, 2);
    }
    update();
}

void GuidesItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    QPen pen(colours().pattern, 1.2);
    pen.setCosmetic(true);
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setPen(pen);
    for (const auto &line : m_lines) {
        painter->drawLine(line);
    }
}

} // namespace bayplan
