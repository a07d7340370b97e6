// SPDX-License-Identifier: GPL-3.0-or-later
// Marks of what is not deployed as it is drawn: by shape as well as by colour, and in words in the tool tip.
#include "app/desktop/canvas_scene.h"
#include "app/desktop/sentences.h"
#include "app/desktop/theme.h"

#include <QPainter>

namespace bayplan {

void CanvasItem::setDeployMark(const DeployMark &mark)
{
    if (mark == m_deployMark) {
        return;
    }
    m_deployMark = mark;
    update();
}

QString CanvasItem::help() const
{
    const auto problem = translated(m_problemSentence);
    const bool both = !problem.isEmpty() && !m_deployMark.sentence.isEmpty();
    return problem + (both ? QStringLiteral("\n") : QString()) + m_deployMark.sentence;
}

void CanvasItem::paintDeployMark(QPainter &painter, QPointF centre) const
{
    if (m_deployMark.kind == DeployMark::Kind::None) {
        return;
    }
    const auto &c = colours();
    const auto colour = m_deployMark.kind == DeployMark::Kind::New       ? c.accent
                        : m_deployMark.kind == DeployMark::Kind::Changed ? c.warning
                                                                         : c.error;
    QPen pen(colour, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    painter.setPen(pen);
    painter.setBrush(c.canvas);
    const auto line = [&](double x1, double y1, double x2, double y2) {
        painter.drawLine(centre + QPointF(x1, y1), centre + QPointF(x2, y2));
    };
    switch (m_deployMark.kind) {
    case DeployMark::Kind::New:
        painter.drawEllipse(centre, 6.5, 6.5);
        line(-3, 0, 3, 0);
        line(0, -3, 0, 3);
        break;
    case DeployMark::Kind::Changed:
        painter.drawPolygon(QPolygonF({centre + QPointF(0, -7), centre + QPointF(7, 5.5), centre + QPointF(-7, 5.5)}));
        break;
    case DeployMark::Kind::Drift:
        painter.drawRoundedRect(QRectF(centre.x() - 6.5, centre.y() - 6.5, 13, 13), 2, 2);
        line(-3.5, -1.8, 3.5, -1.8);
        line(-3.5, 1.8, 3.5, 1.8);
        line(-2, 4.5, 2, -4.5);
        break;
    case DeployMark::Kind::None:
        break;
    }
}

void CanvasScene::setDeployMarks(DeployMarks marks)
{
    if (marks == m_deployMarks) {
        return;
    }
    const auto markOf = [&marks](const ElementId &id) {
        const auto found = marks.find(id);
        return found == marks.end() ? DeployMark() : found->second;
    };
    for (const auto &[id, item] : m_items) {
        item->setDeployMark(markOf(id));
    }
    m_deployMarks = std::move(marks);
}

} // namespace bayplan
