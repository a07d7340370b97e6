// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/straggler_plot.h"

#include "app/desktop/nice_axis.h"
#include "app/desktop/plain_tip.h"
#include "app/desktop/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace bayplan {

namespace {

constexpr int stragglerRow = 24;
constexpr int stragglerAxis = 22;
constexpr int stragglerWords = 78; ///< "last 41 %"
constexpr int mostStragglerName = 170;
constexpr int mostStragglerTicks = 8;

} // namespace

StragglerPlot::StragglerPlot(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Latency of the leaves"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void StragglerPlot::setBars(std::vector<StragglerBar> bars)
{
    const bool resized = bars.size() != m_bars.size();
    m_bars = std::move(bars);
    double least = 1e9, greatest = 0;
    int width = 40;
    QStringList words;
    for (const StragglerBar &bar : m_bars) {
        width = std::max(width, fontMetrics().horizontalAdvance(bar.name) + 14);
        if (!bar.hasLatency)
            continue;
        least = std::min(least, bar.p50Seconds);
        greatest = std::max(greatest, bar.mostSeconds);
        words += bar.toolTip;
    }
    m_nameWidth = std::min(width, mostStragglerName);
    m_axis = greatest > 0 ? niceLogAxis(std::max(least, 1e-9), greatest, mostStragglerTicks, AxisUnit::Latency)
                          : niceLogAxis(1e-3, 1, mostStragglerTicks, AxisUnit::Latency);
    setAccessibleDescription(words.join(QStringLiteral("; ")));
    if (resized)
        updateGeometry();
    update();
}

QSize StragglerPlot::sizeHint() const
{
    return {360, stragglerAxis + 6 + stragglerRow * static_cast<int>(std::max<std::size_t>(m_bars.size(), 1))};
}

QRectF StragglerPlot::area() const
{
    return {double(m_nameWidth), 4, std::max(40.0, double(width() - m_nameWidth - stragglerWords - 8)),
            double(stragglerRow) * static_cast<double>(m_bars.size())};
}

double StragglerPlot::xOf(double seconds) const
{
    const QRectF whole = area();
    const double range = std::max(m_axis.greatest - m_axis.least, 1e-6);
    const double at = (std::log10(std::max(seconds, 1e-9)) - m_axis.least) / range;
    return whole.left() + std::clamp(at, 0.0, 1.0) * whole.width();
}

void StragglerPlot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colours().base);
    if (m_bars.empty())
        return;
    const QRectF whole = area();
    double wordsEnd = 0;
    for (const AxisTick &tick : m_axis.ticks) {
        const double x = xOf(std::pow(10, tick.position));
        painter.setPen(colours().grid);
        painter.drawLine(QPointF(x, whole.top()), QPointF(x, whole.bottom()));
        const double width = painter.fontMetrics().horizontalAdvance(tick.label) + 4;
        if (x - width / 2 < wordsEnd)
            continue;
        painter.setPen(colours().dimText);
        painter.drawText(QRectF(x - width / 2, whole.bottom() + 2, width, stragglerAxis - 4), Qt::AlignCenter,
                         tick.label);
        wordsEnd = x + width / 2 + 4;
    }
    for (std::size_t bar = 0; bar < m_bars.size(); ++bar)
        paintBar(painter, bar);
}

void StragglerPlot::paintBar(QPainter &painter, std::size_t number) const
{
    const StragglerBar &bar = m_bars[number];
    const QRectF whole = area();
    const QRectF row(0, whole.top() + double(stragglerRow) * static_cast<double>(number), width(), stragglerRow);
    painter.setPen(colours().text);
    painter.drawText(QRectF(6, row.top(), m_nameWidth - 10, stragglerRow), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(bar.name, Qt::ElideMiddle, m_nameWidth - 10));
    if (!bar.hasLatency)
        return;
    const double middle = row.center().y();
    const QColor colour = colours().accent;
    QColor pale = colour;
    pale.setAlpha(110);
    painter.fillRect(
        QRectF(xOf(bar.p50Seconds), middle - 6, std::max(2.0, xOf(bar.p95Seconds) - xOf(bar.p50Seconds)), 12), colour);
    painter.fillRect(
        QRectF(xOf(bar.p95Seconds), middle - 4, std::max(1.0, xOf(bar.p99Seconds) - xOf(bar.p95Seconds)), 8), pale);
    painter.setPen(QPen(colour, 1));
    painter.drawLine(QPointF(xOf(bar.p99Seconds), middle), QPointF(xOf(bar.mostSeconds), middle));
    painter.drawLine(QPointF(xOf(bar.mostSeconds), middle - 4), QPointF(xOf(bar.mostSeconds), middle + 4));
    if (bar.hedgeAfter > 0) {
        painter.setPen(QPen(colours().warning, 2));
        painter.drawLine(QPointF(xOf(bar.hedgeAfter), middle - 9), QPointF(xOf(bar.hedgeAfter), middle + 9));
    }
    painter.setPen(colours().dimText);
    painter.drawText(QRectF(whole.right() + 6, row.top(), stragglerWords, stragglerRow),
                     Qt::AlignLeft | Qt::AlignVCenter, tr("last %L1 %").arg(bar.last * 100, 0, 'f', 0));
}

bool StragglerPlot::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const double row = (help->pos().y() - area().top()) / stragglerRow;
    if (row < 0 || row >= static_cast<double>(m_bars.size()))
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), plainTip(m_bars[static_cast<std::size_t>(row)].toolTip), this);
    return true;
}

} // namespace bayplan
