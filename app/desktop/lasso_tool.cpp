// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/lasso_tool.h"

#include "app/desktop/canvas_scene.h"
#include "app/desktop/canvas_view.h"
#include "app/desktop/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <utility>

namespace bayplan {

namespace {

constexpr int leastPoints = 3;

} // namespace

LassoTool::LassoTool(CanvasScene &scene, CanvasView &view, QObject *parent)
    : QObject(parent), m_scene(scene), m_view(view)
{}

void LassoTool::begin()
{
    if (std::exchange(m_active, true)) {
        return;
    }
    m_line.clear();
    m_paper = new QWidget(m_view.viewport());
    m_paper->setObjectName(QStringLiteral("lassoPaper"));
    m_paper->setAccessibleName(tr("Draw a line around what is to be cut off"));
    m_paper->setGeometry(m_view.viewport()->rect());
    m_paper->setCursor(Qt::CrossCursor);
    m_paper->setFocusPolicy(Qt::StrongFocus);
    m_paper->installEventFilter(this);
    m_view.installEventFilter(this);
    m_paper->show();
    m_paper->setFocus();
    Q_EMIT activeChanged(true);
}

void LassoTool::cancel()
{
    end();
}

void LassoTool::end()
{
    if (!std::exchange(m_active, false)) {
        return;
    }
    m_drawing = false;
    m_view.removeEventFilter(this);
    m_paper->removeEventFilter(this);
    m_paper->setObjectName({});
    m_paper->hide();
    m_paper->deleteLater();
    m_paper = nullptr;
    m_view.setFocus();
    Q_EMIT activeChanged(false);
}

std::set<ElementId> LassoTool::podsWithin(const QPolygonF &line) const
{
    std::set<ElementId> pods;
    for (const auto &id : m_scene.shownIds()) {
        const auto *item = m_scene.itemOf(id);
        const auto *card = qgraphicsitem_cast<const ContainerItem *>(item);
        const auto *pod = qgraphicsitem_cast<const PodItem *>(item);
        const bool isCollapsed = pod != nullptr && pod->isCollapsedPod();
        if ((card == nullptr && !isCollapsed) || !item->isVisible()) {
            continue;
        }
        if (line.containsPoint(item->sceneBoundingRect().center(), Qt::OddEvenFill)) {
            pods.insert(card != nullptr ? m_scene.index().podOf(id) : id);
        }
    }
    return pods;
}

bool LassoTool::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == &m_view && event->type() == QEvent::Resize && m_paper != nullptr) {
        m_paper->setGeometry(m_view.viewport()->rect());
    }
    if (watched != m_paper) {
        return QObject::eventFilter(watched, event);
    }
    switch (event->type()) {
    case QEvent::Paint:
        paintLine();
        return true;
    case QEvent::KeyPress:
        if (static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
            end();
            return true;
        }
        break;
    case QEvent::MouseButtonPress: {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (mouse->button() != Qt::LeftButton) {
            end();
            return true;
        }
        m_drawing = true;
        m_line = QPolygonF({mouse->position()});
        return true;
    }
    case QEvent::MouseMove:
        if (m_drawing) {
            m_line << static_cast<QMouseEvent *>(event)->position();
            m_paper->update();
        }
        return true;
    case QEvent::MouseButtonRelease: {
        if (!std::exchange(m_drawing, false)) {
            return true;
        }
        const auto screen = static_cast<QMouseEvent *>(event)->globalPosition().toPoint();
        const auto line = m_view.mapToScene(m_line.toPolygon());
        const auto pods = line.size() < leastPoints ? std::set<ElementId>() : podsWithin(line);
        end();
        Q_EMIT drawn(pods, screen);
        return true;
    }
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

void LassoTool::paintLine()
{
    const auto &c = colours();
    QPainter painter(m_paper);
    painter.setRenderHint(QPainter::Antialiasing);
    auto fill = c.error;
    fill.setAlpha(30);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawPolygon(m_line);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(c.error, 2, Qt::DashLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(m_line);
}

} // namespace bayplan
