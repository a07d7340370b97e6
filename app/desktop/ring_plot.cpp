// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/ring_plot.h"

#include "app/desktop/nice_axis.h"
#include "app/desktop/plain_tip.h"
#include "app/desktop/theme.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace bayplan {

namespace {

constexpr double arcWidth = 26;
constexpr double requestsWidth = 12;
constexpr double ringGap = 5;
constexpr double wholeCircle = 360;

/// From the top, clockwise, as QPainter's arcs in sixteenths of a degree.
void paintBand(QPainter &painter, const QRectF &circle, double width, double from, double to, const QColor &colour)
{
    const QRectF middle = circle.adjusted(width / 2, width / 2, -width / 2, -width / 2);
    painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::FlatCap));
    const int begin = static_cast<int>(std::lround((90 - from * wholeCircle) * 16));
    const int span = static_cast<int>(std::lround((to - from) * wholeCircle * 16));
    painter.drawArc(middle, begin, -std::max(span, 1));
}

/// To what can be seen: requests shift a little with every one of them.
bool looksSame(const RingSlice &a, const RingSlice &b)
{
    return a.name == b.name && a.ejected == b.ejected && std::abs(a.share - b.share) < 1e-6 &&
           std::abs(a.requests - b.requests) < 1e-3;
}

} // namespace

QColor ringColour(std::size_t server)
{
    const auto &palette = colours().series;
    QColor colour = palette[server % palette.size()];
    // Beyond the palette's length the same hues again, paler each time.
    for (std::size_t again = server / palette.size(); again > 0; again = again > 3 ? 0 : again - 1)
        colour = colours().dark ? colour.darker(140) : colour.lighter(130);
    return colour;
}

RingPlot::RingPlot(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Ring of the keys"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
}

void RingPlot::setRing(const RingSpec &spec, std::vector<RingSlice> slices)
{
    const bool same = m_spec == spec && std::ranges::equal(slices, m_slices, looksSame);
    if (same && m_themed == &colours())
        return;
    m_themed = &colours();
    m_slices = std::move(slices);
    QStringList words;
    for (const RingSlice &slice : m_slices)
        words += tr("%1: %2 of the keys, %3 of the requests")
                     .arg(slice.name, valueText(slice.share, AxisUnit::Fraction),
                          valueText(slice.requests, AxisUnit::Fraction));
    setAccessibleDescription(words.join(QStringLiteral("; ")));
    if (!(m_spec == spec) || m_points.empty()) {
        m_spec = spec;
        m_points.clear();
        m_owners.clear();
        if (!spec.members.empty()) {
            const Ring ring = ringOf(spec);
            m_points = ring.points();
            m_owners = ring.owners();
        }
    }
    m_arcs = {};
    update();
}

QRectF RingPlot::circle() const
{
    const double side = std::min(width(), height()) - 12;
    return {(width() - side) / 2.0, (height() - side) / 2.0, side, side};
}

void RingPlot::paintArcs(QPainter &painter, const QRectF &circle) const
{
    const QRectF inner = circle.adjusted(requestsWidth + ringGap, requestsWidth + ringGap, -requestsWidth - ringGap,
                                         -requestsWidth - ringGap);
    if (m_points.empty()) { // no circle in the machine: shares, one after the other
        double from = 0;
        for (std::size_t i = 0; i < m_slices.size(); ++i) {
            if (m_slices[i].share > 0)
                paintBand(painter, inner, arcWidth, from, from + m_slices[i].share, ringColour(i));
            from += m_slices[i].share;
        }
        return;
    }
    constexpr double values = 4294967296.0;
    // The arc over the top, from the last point to the first, is the first point's.
    double from = static_cast<double>(m_points.back()) / values - 1;
    for (std::size_t i = 0; i < m_points.size(); ++i) {
        const double to = static_cast<double>(m_points[i]) / values;
        if (to > from)
            paintBand(painter, inner, arcWidth, from, to, ringColour(m_owners[i]));
        from = to;
    }
}

void RingPlot::paintRequests(QPainter &painter, const QRectF &circle) const
{
    double from = 0;
    for (std::size_t i = 0; i < m_slices.size(); ++i) {
        if (m_slices[i].requests > 0)
            paintBand(painter, circle, requestsWidth, from, from + m_slices[i].requests, ringColour(i));
        from += m_slices[i].requests;
    }
    if (from <= 0)
        paintBand(painter, circle, requestsWidth, 0, 1, colours().grid);
}

void RingPlot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colours().base);
    if (m_slices.empty())
        return;
    const double scale = devicePixelRatioF();
    if (m_arcs.size() != (QSizeF(size()) * scale).toSize()) {
        m_arcs = QPixmap((QSizeF(size()) * scale).toSize());
        m_arcs.setDevicePixelRatio(scale);
        m_arcs.fill(Qt::transparent);
        QPainter once(&m_arcs);
        once.setRenderHint(QPainter::Antialiasing);
        paintArcs(once, circle());
        paintRequests(once, circle());
    }
    painter.drawPixmap(0, 0, m_arcs);
    const auto out = std::ranges::count_if(m_slices, &RingSlice::ejected);
    QStringList lines{tr("Servers: %1").arg(m_slices.size())};
    if (!m_points.empty())
        lines += tr("Points: %1").arg(m_points.size());
    if (out > 0)
        lines += tr("Ejected: %1").arg(out);
    painter.setPen(out > 0 ? colours().error : colours().text);
    painter.drawText(circle(), Qt::AlignCenter, lines.join(QLatin1Char('\n')));
}

std::optional<std::size_t> RingPlot::serverAt(QPointF place) const
{
    const QRectF round = circle();
    const QPointF way = place - round.center();
    const double distance = std::hypot(way.x(), way.y());
    const double outer = round.width() / 2;
    double turn = std::atan2(way.x(), -way.y()) / (2 * std::numbers::pi);
    turn = turn < 0 ? turn + 1 : turn;
    if (distance > outer || distance < outer - requestsWidth - ringGap - arcWidth || m_slices.empty())
        return std::nullopt;
    const bool isRequests = distance > outer - requestsWidth;
    if (!isRequests && !m_points.empty()) {
        const auto hash = static_cast<std::uint32_t>(std::min(turn * 4294967296.0, 4294967295.0));
        const auto point = std::lower_bound(m_points.begin(), m_points.end(), hash);
        return m_owners[point == m_points.end() ? 0 : static_cast<std::size_t>(point - m_points.begin())];
    }
    double from = 0;
    for (std::size_t i = 0; i < m_slices.size(); ++i) {
        from += isRequests ? m_slices[i].requests : m_slices[i].share;
        if (turn < from)
            return i;
    }
    return std::nullopt;
}

void RingPlot::mousePressEvent(QMouseEvent *event)
{
    if (const auto server = serverAt(event->position()))
        Q_EMIT serverChosen(*server);
}

bool RingPlot::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const auto server = serverAt(help->pos());
    if (!server || *server >= m_slices.size()) {
        QToolTip::hideText();
        return true;
    }
    const RingSlice &slice = m_slices[*server];
    QString text =
        tr("%1\n%2 of the keys\n%3 of the requests")
            .arg(slice.name, valueText(slice.share, AxisUnit::Fraction), valueText(slice.requests, AxisUnit::Fraction));
    if (slice.ejected)
        text += QLatin1Char('\n') + tr("ejected: its keys are with the others");
    QToolTip::showText(help->globalPos(), plainTip(text), this);
    return true;
}

} // namespace bayplan
