// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/density_plot.h"

#include "app/desktop/nice_axis.h"
#include "app/desktop/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace bayplan {

double quantileOf(const Distribution &distribution, double share)
{
    double least = 0;
    double greatest = std::max(toSeconds(distribution.expected()), 1e-9);
    for (int i = 0; i < 200 && distribution.cumulative(greatest) < share; ++i) {
        least = greatest;
        greatest *= 2;
    }
    for (int i = 0; i < 60; ++i) {
        const double middle = (least + greatest) / 2;
        (distribution.cumulative(middle) < share ? least : greatest) = middle;
    }
    return greatest;
}

DensityPlot::DensityPlot(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Picture of the density"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize DensityPlot::sizeHint() const
{
    return {220, fontMetrics().lineSpacing() * 4 + 58};
}

void DensityPlot::setDistribution(std::optional<Distribution> distribution)
{
    m_distribution = std::move(distribution);
    if (m_distribution) {
        m_mean = toSeconds(m_distribution->expected());
        m_tail = quantileOf(*m_distribution, 0.99);
    }
    const auto words = m_distribution ? QStringLiteral("%1, %2").arg(meanText(), tailText()) : QString();
    setAccessibleDescription(words);
    setToolTip(m_distribution ? tr("How often which duration is drawn: %1.").arg(words) : QString());
    update();
}

QString DensityPlot::meanText() const
{
    return m_distribution ? tr("mean %1").arg(valueText(m_mean, AxisUnit::Latency)) : QString();
}

QString DensityPlot::tailText() const
{
    return m_distribution ? tr("p99 %1").arg(valueText(m_tail, AxisUnit::Latency)) : QString();
}

std::vector<double> DensityPlot::heights(int width, double greatest) const
{
    std::vector<double> densities;
    double before = 0; // what lies at zero belongs to the first pixel
    for (int x = 0; x < width; ++x) {
        const double now = m_distribution->cumulative(greatest * (x + 1) / width);
        densities.push_back(std::max(0.0, now - before));
        before = now;
    }
    // A density without bound at zero, or most of the weight in one value, must not press all else to the floor.
    auto sorted = densities;
    std::sort(sorted.rbegin(), sorted.rend());
    const double third = sorted.size() > 2 ? sorted[2] : 0;
    const double top = third > 0 ? std::min(sorted[0], 3 * third) : sorted.empty() ? 0 : sorted[0];
    for (double &density : densities) {
        density = top > 0 ? std::min(1.0, density / top) : 0;
    }
    return densities;
}

void DensityPlot::drawMark(QPainter &painter, const QRect &area, double x, const QString &text, int row,
                           const QColor &colour)
{
    const auto metrics = fontMetrics();
    const int line = metrics.lineSpacing();
    const int top = area.top() - 2 * line + row * line;
    painter.setPen(QPen(colour, 1, Qt::DashLine));
    painter.drawLine(QPointF(x, top + line), QPointF(x, area.bottom()));
    const int width = metrics.horizontalAdvance(text);
    const double left = std::clamp(x - width / 2.0, double(area.left()), double(area.right() - width));
    painter.setPen(colour);
    painter.drawText(QRectF(left, top, width + 1, line), Qt::AlignLeft | Qt::AlignVCenter, text);
}

void DensityPlot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto &c = colours();
    const int line = fontMetrics().lineSpacing();
    painter.fillRect(rect(), c.base);
    painter.setPen(c.border);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
    // Above: a row of words for each mark. Below: the numbers of the axis and what it is.
    const QRect area = rect().adjusted(8, 2 * line + 4, -8, -2 * line - 6);
    if (!m_distribution || area.width() < 20) {
        painter.setPen(c.dimText);
        painter.drawText(rect().adjusted(8, 0, -8, 0), Qt::AlignCenter | Qt::TextWordWrap, tr("no distribution yet"));
        return;
    }
    const double wanted = std::max({m_tail, m_mean, 1e-9}) * 1.1;
    const auto axis = niceAxis(wanted, std::max(2, area.width() / 70), AxisUnit::Latency);
    const auto at = [&](double seconds) { return area.left() + seconds / wanted * area.width(); };
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath path(area.bottomLeft());
    const auto columns = heights(area.width(), wanted);
    for (int x = 0; x < int(columns.size()); ++x) {
        path.lineTo(area.left() + x, area.bottom() - columns[std::size_t(x)] * area.height());
        path.lineTo(area.left() + x + 1, area.bottom() - columns[std::size_t(x)] * area.height());
    }
    path.lineTo(area.bottomRight());
    auto fill = c.accent;
    fill.setAlphaF(0.25F);
    painter.fillPath(path, fill);
    painter.setPen(QPen(c.accent, 1.2));
    painter.drawPath(path);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(c.dimText);
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    double free = area.left() - 8.0;
    for (const auto &tick : axis.ticks) {
        const double x = at(tick.position);
        const int width = fontMetrics().horizontalAdvance(tick.label);
        const double left = std::clamp(x - width / 2.0, area.left() - 6.0, area.right() + 6.0 - width);
        if (x > area.right() || left < free) {
            continue;
        }
        painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.bottom() + 3));
        painter.drawText(QRectF(left, area.bottom() + 3, width + 1, line), Qt::AlignLeft, tick.label);
        free = left + width + 6;
    }
    painter.drawText(QRect(area.left(), area.bottom() + 3 + line, area.width(), line), Qt::AlignCenter,
                     fontMetrics().elidedText(tr("duration (height: how often)"), Qt::ElideRight, area.width()));
    drawMark(painter, area, at(m_mean), meanText(), 0, c.text);
    drawMark(painter, area, at(m_tail), tailText(), 1, c.warning);
}

} // namespace bayplan
