// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/life_lanes.h"

#include "app/desktop/nice_axis.h"
#include "app/desktop/theme.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>

namespace bayplan {

namespace {

constexpr int lifeRow = 22;
constexpr int lifeBlock = 14;

} // namespace

QString lifePhaseText(LifePhase phase)
{
    switch (phase) {
    case LifePhase::Created:
        return QCoreApplication::translate("LifePhase", "created");
    case LifePhase::Starting:
        return QCoreApplication::translate("LifePhase", "starting");
    case LifePhase::Ready:
        return QCoreApplication::translate("LifePhase", "ready");
    case LifePhase::Draining:
        return QCoreApplication::translate("LifePhase", "draining");
    case LifePhase::Paused:
        return QCoreApplication::translate("LifePhase", "paused");
    case LifePhase::Down:
        return QCoreApplication::translate("LifePhase", "down");
    }
    return {};
}

QBrush lifePhaseBrush(LifePhase phase)
{
    const bool dark = colours().dark;
    switch (phase) {
    case LifePhase::Created:
        return {colours().grid};
    case LifePhase::Starting:
        return {dark ? QColor("#d79a1e") : QColor("#f0b64a")};
    case LifePhase::Ready:
        return {dark ? QColor("#1f9e7a") : QColor("#35c79b")};
    case LifePhase::Draining:
        return {dark ? QColor("#4d8fbf") : QColor("#56a5d8"), Qt::FDiagPattern};
    case LifePhase::Paused:
        return {colours().idle, Qt::VerPattern};
    case LifePhase::Down:
        return {colours().error, Qt::BDiagPattern};
    }
    return {};
}

LifeLanes::LifeLanes(QWidget *parent) : TimeLanes({.top = 2, .lane = lifeRow, .axis = 22}, parent)
{
    setAccessibleName(tr("Phases of the containers"));
}

void LifeLanes::setLives(std::vector<LifeLane> lanes, QStringList names)
{
    m_lanes = std::move(lanes);
    m_names = std::move(names);
    setNames(m_names, 16);
}

// ---- painting ------------------------------------------------------------------------------------------------------

void LifeLanes::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colours().base);
    for (std::size_t lane = 0; lane < m_lanes.size(); ++lane)
        paintLane(painter, lane);
    paintAxis(painter);
    paintCursor(painter);
}

void LifeLanes::paintLane(QPainter &painter, std::size_t lane) const
{
    const QRectF row = rowOf(lane);
    const QString name = m_names.value(static_cast<qsizetype>(lane));
    painter.setPen(colours().text);
    painter.drawText(QRectF(8, row.top(), nameWidth() - 14, lifeRow), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(name, Qt::ElideMiddle, nameWidth() - 14));
    paintRowLine(painter, row);
    painter.save();
    painter.setClipRect(row.adjusted(-1, 0, 1, 0));
    for (const LifeSpan &span : m_lanes[lane].spans) {
        if (!isInRange(toSeconds(span.begin), toSeconds(span.end)))
            continue;
        const double begin = xOf(toSeconds(span.begin)), end = std::max(begin + 2, xOf(toSeconds(span.end)));
        const QRectF block(begin, row.top() + (lifeRow - lifeBlock) / 2.0, end - begin, lifeBlock);
        const QBrush brush = lifePhaseBrush(span.phase);
        if (brush.style() != Qt::SolidPattern) {
            QColor pale = brush.color();
            pale.setAlpha(70);
            painter.fillRect(block, pale);
        }
        painter.fillRect(block, brush);
        painter.setPen(colours().base);
        painter.drawLine(block.topLeft(), block.bottomLeft());
    }
    painter.restore();
}

// ---- explaining ----------------------------------------------------------------------------------------------------

const LifeSpan *LifeLanes::spanAt(std::size_t lane, double seconds) const
{
    if (lane >= m_lanes.size())
        return nullptr;
    const auto &spans = m_lanes[lane].spans;
    const Time at = Time{} + fromSeconds(seconds);
    const auto after =
        std::upper_bound(spans.begin(), spans.end(), at, [](Time t, const LifeSpan &span) { return t < span.begin; });
    return after == spans.begin() || std::prev(after)->end < at ? nullptr : &*std::prev(after);
}

QString LifeLanes::explain(std::size_t lane, double seconds) const
{
    const LifeSpan *span = spanAt(lane, seconds);
    if (span == nullptr)
        return {};
    QString text = tr("%1: %2 since %3, for %4")
                       .arg(m_names.value(static_cast<qsizetype>(lane)), lifePhaseText(span->phase),
                            runTimeText(toSeconds(span->begin), true),
                            valueText(toSeconds(span->end - span->begin), AxisUnit::Latency));
    if (const QString why = reason ? reason(lane, span->begin) : QString(); !why.isEmpty())
        text += QLatin1Char('\n') + why;
    const PhaseLosses &losses = m_lanes[lane].in(span->phase);
    if (losses.callsFailed + losses.cutShort > 0)
        text += QLatin1Char('\n') + tr("In all of this phase: calls to it that failed %1, requests cut short %2")
                                        .arg(losses.callsFailed)
                                        .arg(losses.cutShort);
    return text;
}

} // namespace bayplan
