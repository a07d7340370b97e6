// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/pattern_picture.h"

#include "app/desktop/icons.h"
#include "app/desktop/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace bayplan {

namespace {

constexpr double boardWidth = 12;
constexpr double boardHeight = 7;
constexpr double boxWidth = 1.8;
constexpr double boxHeight = 1.4;

QRectF boxArea(const PictureBox &box)
{
    return {box.x, box.y, boxWidth, boxHeight};
}

/// Between the sides of the two boxes that face each other.
QLineF arrowLine(const QRectF &from, const QRectF &to)
{
    if (to.left() > from.right()) {
        return {QPointF(from.right(), from.center().y()), QPointF(to.left(), to.center().y())};
    }
    if (to.right() < from.left()) {
        return {QPointF(from.left(), from.center().y()), QPointF(to.right(), to.center().y())};
    }
    return to.top() > from.bottom()
               ? QLineF(QPointF(from.center().x(), from.bottom()), QPointF(to.center().x(), to.top()))
               : QLineF(QPointF(from.center().x(), from.top()), QPointF(to.center().x(), to.bottom()));
}

void paintArrow(QPainter &painter, const QLineF &line)
{
    constexpr double head = 0.35;
    painter.drawLine(line);
    const double angle = std::atan2(line.dy(), line.dx());
    for (const double side : {0.45, -0.45}) {
        painter.drawLine(line.p2(), line.p2() - QPointF(std::cos(angle + side), std::sin(angle + side)) * head);
    }
}

QPen boardPen(const QColor &colour, double width)
{
    QPen pen(colour, width);
    pen.setCosmetic(true);
    pen.setCapStyle(Qt::RoundCap);
    return pen;
}

} // namespace

void paintPattern(QPainter &painter, const PatternPicture &picture, const QRectF &area)
{
    const auto &c = colours();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double scale = std::min(area.width() / boardWidth, area.height() / boardHeight);
    painter.translate(area.center() - QPointF(boardWidth, boardHeight) * scale / 2);
    painter.scale(scale, scale);
    painter.setBrush(c.podFill);
    painter.setPen(boardPen(c.podBorder, 1));
    for (const auto &pod : picture.pods) {
        painter.drawRoundedRect(QRectF(pod.x, pod.y, pod.width, pod.height), 0.3, 0.3);
    }
    painter.setPen(boardPen(c.edge, 1.3));
    for (const auto &arrow : picture.arrows) {
        paintArrow(painter, arrowLine(boxArea(picture.boxes.at(std::size_t(arrow.from))),
                                      boxArea(picture.boxes.at(std::size_t(arrow.to)))));
    }
    for (std::size_t i = 0; i < picture.boxes.size(); ++i) {
        const auto &box = picture.boxes[i];
        const auto colour = box.isPattern ? c.pattern : c.accent;
        painter.setBrush(c.card);
        painter.setPen(boardPen(colour, 1.4));
        painter.drawRoundedRect(boxArea(box), 0.2, 0.2);
        paintIcon(painter, QString::fromStdString(box.icon), QRectF(box.x + 0.45, box.y + 0.25, 0.9, 0.9), colour);
        if (int(i) == picture.crowned) {
            paintIcon(painter, QStringLiteral("crown"), QRectF(box.x + 0.4, box.y - 0.85, 1, 1), c.warning);
        }
    }
    painter.restore();
}

PatternPictureView::PatternPictureView(QWidget *parent) : QWidget(parent)
{
    setFixedSize(216, 126);
}

void PatternPictureView::setPicture(const PatternPicture &picture, const QString &title)
{
    m_picture = picture;
    setAccessibleName(title);
    update();
}

void PatternPictureView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colours().canvas);
    paintPattern(painter, m_picture, QRectF(rect()).adjusted(6, 6, -6, -6));
}

} // namespace bayplan
