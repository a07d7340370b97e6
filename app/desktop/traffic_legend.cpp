// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/traffic_legend.h"

#include "app/desktop/canvas_items.h"
#include "app/desktop/canvas_view.h"
#include "app/desktop/nice_axis.h"
#include "app/desktop/theme.h"
#include "app/desktop/traffic_animator.h"

#include <QEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace bayplan {

namespace {

constexpr int legendPadding = 8;
constexpr int legendPicture = 46; ///< of a line's marks
constexpr int legendMargin = 10;  ///< to the edges of the canvas

QFont legendFont(const QWidget &widget)
{
    auto font = widget.font();
    font.setPointSizeF(8.5);
    return font;
}

void paintDots(QPainter &painter, QRectF area, double spacing)
{
    for (double x = area.left() + 4; x <= area.right() - 4; x += spacing) {
        painter.drawEllipse(QPointF(x, area.center().y()), 3, 3);
    }
}

} // namespace

TrafficLegend::TrafficLegend(const TrafficAnimator &traffic, CanvasView &view)
    : QWidget(&view), m_traffic(traffic), m_view(view)
{
    setObjectName(QStringLiteral("trafficLegend"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAccessibleName(tr("Legend of the traffic on links"));
    view.installEventFilter(this);
    connect(&traffic, &TrafficAnimator::changed, this, &TrafficLegend::refresh);
    connect(&view, &CanvasView::zoomChanged, this, &TrafficLegend::refresh);
    for (const auto *bar : {view.horizontalScrollBar(), view.verticalScrollBar()}) {
        connect(bar, &QScrollBar::valueChanged, this, &TrafficLegend::refresh);
    }
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
    refresh();
}

void TrafficLegend::setWanted(bool wanted)
{
    m_wanted = wanted;
    refresh();
}

QStringList TrafficLegend::lines() const
{
    switch (m_traffic.state()) {
    case TrafficState::Off:
    case TrafficState::TooFar:
        return {};
    case TrafficState::TooMany:
        return {tr("More than %1 links in view: zoom in to see their traffic").arg(TrafficAnimator::mostLinks)};
    case TrafficState::Moving:
    case TrafficState::Still:
        break;
    }
    QStringList lines{tr("Denser: more calls; side by side at %1")
                          .arg(valueText(m_traffic.scale().densestRate(), AxisUnit::PerSecond)),
                      tr("Faster: shorter latency; 16 times the latency, half the speed"),
                      tr("Diamond: a call that failed")};
    if (m_traffic.state() == TrafficState::Still) {
        lines[1] = tr("The marks stand while nothing moves");
    }
    return lines;
}

void TrafficLegend::refresh()
{
    const auto words = lines();
    setAccessibleDescription(words.join(QStringLiteral(". ")));
    if (!m_wanted || words.isEmpty()) {
        hide();
        return;
    }
    const QFontMetrics metrics(legendFont(*this));
    int widest = 0;
    for (const auto &line : words) {
        widest = std::max(widest, metrics.horizontalAdvance(line));
    }
    resize(widest + legendPicture + 3 * legendPadding,
           int(words.size()) * (metrics.height() + 3) + 2 * legendPadding - 3);
    place();
    setVisible(!coversDrawing());
    update();
}

/// Links do not count.
bool TrafficLegend::coversDrawing() const
{
    const auto area = m_view.viewport()->geometry();
    if (!area.contains(geometry())) {
        return true;
    }
    const auto below = m_view.items(geometry().translated(-area.topLeft()), Qt::IntersectsItemBoundingRect);
    return std::any_of(below.begin(), below.end(), [](const QGraphicsItem *item) {
        return dynamic_cast<const PodItem *>(item) != nullptr || dynamic_cast<const NoteItem *>(item) != nullptr;
    });
}

void TrafficLegend::place()
{
    const auto area = m_view.viewport()->geometry();
    move(area.left() + legendMargin, area.bottom() - height() - legendMargin);
}

bool TrafficLegend::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::Show) {
        refresh();
    }
    return QWidget::eventFilter(watched, event);
}

void TrafficLegend::paintEvent(QPaintEvent *)
{
    const auto &c = colours();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(c.border);
    auto fill = c.card;
    fill.setAlpha(235);
    painter.setBrush(fill);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setFont(legendFont(*this));
    const auto words = lines();
    const int height = painter.fontMetrics().height() + 3;
    for (int i = 0; i < words.size(); ++i) {
        const QRectF line(legendPadding, legendPadding + i * height, width() - 2 * legendPadding, height - 3);
        const QRectF picture(line.left(), line.top(), legendPicture, line.height());
        painter.setPen(QPen(c.edge, 1.6));
        painter.drawLine(QPointF(picture.left(), picture.center().y()), QPointF(picture.right(), picture.center().y()));
        painter.setPen(QPen(c.canvas, 1));
        painter.setBrush(c.edge);
        if (words.size() > 1 && i == 0) {
            paintDots(painter, picture, 6.5);
        } else if (words.size() > 1 && i == 1) {
            paintDots(painter, picture, 18);
        } else if (i == 2) {
            const auto middle = picture.center();
            painter.setBrush(c.error);
            painter.drawPolygon(QPolygonF(
                {middle + QPointF(0, -5), middle + QPointF(5, 0), middle + QPointF(0, 5), middle + QPointF(-5, 0)}));
        }
        painter.setPen(c.text);
        painter.drawText(line.adjusted(legendPicture + legendPadding, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
                         words[i]);
    }
}

} // namespace bayplan
