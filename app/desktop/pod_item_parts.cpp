// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of a pod's frame beside its title: the badge of replicas with their list, the button that collapses it, and the
// one card that a collapsed pod is.
#include "app/desktop/canvas_items.h"

#include "app/desktop/canvas_geometry.h"
#include "app/desktop/icons.h"
#include "app/desktop/theme.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

namespace bayplan {

namespace {

constexpr double rowHeight = 20;

/// A triangle that points to where things are: downwards when they are shown.
void paintTriangle(QPainter &painter, QPointF centre, bool isOpen, const QColor &colour)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPolygon(
        isOpen ? QPolygonF({centre + QPointF(-4.5, -2.5), centre + QPointF(4.5, -2.5), centre + QPointF(0, 3)})
               : QPolygonF({centre + QPointF(-2.5, -4.5), centre + QPointF(3, 0), centre + QPointF(-2.5, 4.5)}));
}

} // namespace

QSizeF PodItem::rowsSize() const
{
    return {0, m_rows.empty() || m_collapsed ? 0 : double(m_rows.size()) * rowHeight + 8};
}

void PodItem::setRows(std::vector<PodRow> rows)
{
    if (rows == m_rows) {
        return;
    }
    const auto before = rowsSize();
    m_rows = std::move(rows);
    if (rowsSize() != before) {
        prepareGeometryChange();
        m_size += rowsSize() - before;
        flatten();
    }
    update();
}

void PodItem::setInnerProblem(std::optional<Severity> severity)
{
    if (severity != m_inner) {
        m_inner = severity;
        flatten();
        update();
    }
}

QString PodItem::chipText() const
{
    if (m_liveShown && m_liveReplicas > 0 && (m_liveReplicas > 1 || m_alive < m_liveReplicas)) {
        return QStringLiteral("%1/%2").arg(m_alive).arg(m_liveReplicas);
    }
    return m_replicas > 1 ? QStringLiteral("×%1").arg(m_replicas) : QString();
}

QRectF PodItem::partRect(PodPart part) const
{
    const QRectF button(m_size.width() - 30, 6, 22, 22);
    if (part == PodPart::Collapse) {
        return button;
    }
    const auto text = chipText();
    const bool opens = m_replicas > 1 && !m_collapsed;
    const double width =
        text.isEmpty() ? 0 : QFontMetricsF(canvasFont(10, true)).horizontalAdvance(text) + 16 + (opens ? 12 : 0);
    return {button.left() - 4 - width, 8, width, 20};
}

PodPart PodItem::partAt(QPointF position) const
{
    return partRect(PodPart::Collapse).contains(position)                                     ? PodPart::Collapse
           : m_replicas > 1 && !m_collapsed && partRect(PodPart::Replicas).contains(position) ? PodPart::Replicas
                                                                                              : PodPart::None;
}

void PodItem::paintChip(QPainter &painter) const
{
    const auto text = chipText();
    if (text.isEmpty()) {
        return;
    }
    const auto &c = colours();
    auto chip = partRect(PodPart::Replicas);
    const bool allUp = !m_liveShown || m_alive == m_liveReplicas;
    painter.setFont(canvasFont(10, true));
    painter.setPen(Qt::NoPen);
    painter.setBrush(c.podTitle);
    painter.drawRoundedRect(chip, 10, 10);
    if (m_replicas > 1 && !m_collapsed) {
        paintTriangle(painter, QPointF(chip.right() - 12, chip.center().y()), !m_rows.empty(), c.dimText);
        chip.setRight(chip.right() - 12);
    }
    painter.setPen(allUp ? c.text : c.error);
    painter.drawText(chip, Qt::AlignCenter, text);
}

void PodItem::paintCollapseButton(QPainter &painter) const
{
    paintTriangle(painter, partRect(PodPart::Collapse).center(), !m_collapsed, colours().dimText);
}

void PodItem::paintRows(QPainter &painter) const
{
    if (m_rows.empty()) {
        return;
    }
    const auto &c = colours();
    double y = m_size.height() - rowsSize().height();
    painter.setFont(canvasFont(8.5));
    const QFontMetricsF metrics(painter.font());
    for (const auto &row : m_rows) {
        const QRectF line(podPadding, y, m_size.width() - 2 * podPadding, rowHeight);
        painter.setPen(row.isWell ? c.dimText : c.error);
        painter.drawText(line, Qt::AlignVCenter | Qt::AlignRight, row.state);
        painter.setPen(c.text);
        const double room = line.width() - metrics.horizontalAdvance(row.state) - 8;
        painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft, metrics.elidedText(row.name, Qt::ElideRight, room));
        y += rowHeight;
    }
}

void PodItem::paintCollapsed(QPainter &painter) const
{
    const auto &c = colours();
    paintStoredIcon(painter, QStringLiteral("pod"), QRectF(12, 9, 18, 18), c.dimText);
    painter.setFont(canvasFont(10, true));
    painter.setPen(c.text);
    const QRectF name(38, 6, partRect(PodPart::Replicas).left() - 44, 24);
    m_titleText.paint(painter, m_name, name);
    painter.setFont(canvasFont(8.5));
    painter.setPen(c.dimText);
    painter.drawText(QRectF(14, 40, cardWidth - 48, 20), Qt::AlignVCenter,
                     QCoreApplication::translate("canvas", "%n container(s)", nullptr, m_cards));
    paintChip(painter);
    paintCollapseButton(painter);
    const QPointF corner(m_size.width() - 22, 50);
    const bool isDown = m_liveShown && m_alive < m_liveReplicas;
    if (m_inner && *m_inner != Severity::Hint) {
        const bool isError = *m_inner == Severity::Error;
        paintStoredIcon(painter, isError ? QStringLiteral("error") : QStringLiteral("warning"),
                        QRectF(corner.x() - 9, corner.y() - 9, 18, 18), isError ? c.error : c.warning);
    } else if (isDown) {
        painter.setPen(QPen(c.error, 2.4, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(corner + QPointF(-4, -4), corner + QPointF(4, 4));
        painter.drawLine(corner + QPointF(-4, 4), corner + QPointF(4, -4));
    } else if (m_liveShown && m_liveReplicas > 0) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(c.good);
        painter.drawEllipse(corner, 4.5, 4.5);
    }
}

FlatShape PodItem::flatShape() const
{
    FlatShape shape{
        m_collapsed ? FlatLayer::Card : FlatLayer::Frame, flatLook(FlatLook::Plain), QRectF(pos(), m_size), {}};
    const bool isDown = m_liveShown && m_alive < m_liveReplicas;
    if (shape.look == FlatLook::Plain && m_collapsed && (m_inner || isDown)) {
        const auto worst = isDown ? Severity::Error : *m_inner;
        shape.look = worst == Severity::Error     ? FlatLook::Error
                     : worst == Severity::Warning ? FlatLook::Warning
                                                  : FlatLook::Plain;
    }
    return shape;
}

} // namespace bayplan
