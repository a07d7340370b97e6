// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/heat_map.h"

#include "app/desktop/plain_tip.h"
#include "app/desktop/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace bayplan {

namespace {

constexpr double scaleWidth = 12;

/// Between two colours, each channel on its own.
QColor mixedColour(const QColor &from, const QColor &to, double share)
{
    const auto mixed = [share](int a, int b) { return qRound(a + (b - a) * share); };
    return {mixed(from.red(), to.red()), mixed(from.green(), to.green()), mixed(from.blue(), to.blue())};
}

/// Text that can be read on it.
QColor inkOn(const QColor &ground)
{
    const auto linear = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    const double light =
        0.2126 * linear(ground.redF()) + 0.7152 * linear(ground.greenF()) + 0.0722 * linear(ground.blueF());
    return light > 0.18 ? QColor("#000000") : QColor("#ffffff");
}

} // namespace

HeatMap::HeatMap(QWidget *parent) : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Field of values"));
    connect(&Theme::instance(), &Theme::changed, this, [this] { update(); });
}

void HeatMap::setCurves(std::vector<PlotCurve> curves, AxisUnit unit)
{
    m_curves = std::move(curves);
    m_unit = unit;
    std::tie(m_least, m_greatest) = rangeOf(m_curves);
    m_isLogarithmic = standsOnLogScale(m_curves, m_unit);
    QStringList spoken;
    for (std::size_t row = 0; row < m_curves.size(); ++row) {
        for (std::size_t column = 0; column < m_curves[row].points.size(); ++column) {
            spoken << sentenceOf({column, row});
        }
    }
    if (m_chosen && (m_chosen->second >= m_curves.size() || m_chosen->first >= m_curves.front().points.size()))
        choose(std::nullopt);
    setAccessibleDescription(spoken.join(QStringLiteral(", ")));
    update();
}

void HeatMap::choose(std::optional<Cell> cell)
{
    if (m_chosen != cell) {
        m_chosen = cell;
        update();
        Q_EMIT chosenChanged();
    }
}

QRectF HeatMap::area() const
{
    const QFontMetricsF metrics(font());
    double widest = 0;
    for (const PlotCurve &curve : m_curves)
        widest = std::max(widest, metrics.horizontalAdvance(curve.name));
    const double scale = metrics.horizontalAdvance(valueText(m_greatest, m_unit)) + scaleWidth + 22;
    return QRectF(rect()).adjusted(std::min(widest, width() * 0.3) + 14, 8, -std::max(scale, 60.0),
                                   -metrics.height() - 10);
}

QRectF HeatMap::rectOf(std::size_t column, std::size_t row) const
{
    const QRectF inside = area();
    const double wide = inside.width() / static_cast<double>(m_curves.front().points.size());
    const double high = inside.height() / static_cast<double>(m_curves.size());
    return {inside.left() + wide * static_cast<double>(column), inside.bottom() - high * static_cast<double>(row + 1),
            wide, high};
}

std::optional<HeatMap::Cell> HeatMap::cellAt(QPointF place) const
{
    for (std::size_t row = 0; row < m_curves.size(); ++row)
        for (std::size_t column = 0; column < m_curves[row].points.size(); ++column)
            if (rectOf(column, row).contains(place) && m_curves[row].points[column].known)
                return Cell{column, row};
    return std::nullopt;
}

QColor HeatMap::colourOf(double value) const
{
    const auto at = [this](double of) { return m_isLogarithmic ? std::log10(of) : of; };
    const double share = m_greatest > m_least ? (at(value) - at(m_least)) / (at(m_greatest) - at(m_least)) : 0.5;
    return mixedColour(mixedColour(colours().base, colours().simulated, 0.12), colours().simulated, share);
}

QString HeatMap::sentenceOf(Cell cell) const
{
    const CurvePoint &point = m_curves[cell.second].points[cell.first];
    QString value = point.known ? valueText(point.value, m_unit) : QStringLiteral("–");
    if (point.known && point.halfWidth > 0)
        value += QStringLiteral(" ± ") + valueText(point.halfWidth, m_unit);
    return QStringLiteral("%1, %2: %3").arg(point.at, m_curves[cell.second].name, value);
}

// ---- painting ----

void HeatMap::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colours().base);
    if (m_curves.empty() || m_curves.front().points.empty() || m_greatest < m_least)
        return;
    paintCells(painter);
    paintLabels(painter);
    paintScale(painter);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colours().accent, 2));
        painter.drawRect(QRectF(rect()).adjusted(1, 1, -1, -1));
    }
}

void HeatMap::paintCells(QPainter &painter) const
{
    const QFontMetricsF metrics(font());
    for (std::size_t row = 0; row < m_curves.size(); ++row) {
        for (std::size_t column = 0; column < m_curves[row].points.size(); ++column) {
            const CurvePoint &point = m_curves[row].points[column];
            const QRectF cell = rectOf(column, row).adjusted(0.5, 0.5, -0.5, -0.5);
            if (!point.known) {
                painter.fillRect(cell, QBrush(colours().grid, Qt::BDiagPattern));
                continue;
            }
            const QColor ground = colourOf(point.value);
            painter.fillRect(cell, ground);
            const QString value = valueText(point.value, m_unit);
            painter.setPen(inkOn(ground));
            if (metrics.horizontalAdvance(value) + 4 < cell.width() && metrics.height() < cell.height())
                painter.drawText(cell, Qt::AlignCenter, value);
        }
    }
    if (m_chosen) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colours().text, 2.5));
        painter.drawRect(rectOf(m_chosen->first, m_chosen->second).adjusted(1, 1, -1, -1));
    }
}

void HeatMap::paintLabels(QPainter &painter) const
{
    const QFontMetricsF metrics(font());
    painter.setPen(colours().dimText);
    double free = -1e9; // labels that would touch the one before are left out
    for (std::size_t column = 0; column < m_curves.front().points.size(); ++column) {
        const QRectF cell = rectOf(column, 0);
        const QString &at = m_curves.front().points[column].at;
        const double width = metrics.horizontalAdvance(at);
        if (cell.center().x() - width / 2 > free) {
            painter.drawText(QRectF(cell.center().x() - width / 2 - 1, cell.bottom() + 4, width + 2, metrics.height()),
                             Qt::AlignCenter, at);
            free = cell.center().x() + width / 2 + 8;
        }
    }
    const double high = rectOf(0, 0).height();
    const auto every = static_cast<std::size_t>(std::max(1.0, std::ceil(metrics.height() / high)));
    for (std::size_t row = 0; row < m_curves.size(); row += every) {
        const QRectF cell = rectOf(0, row);
        const QRectF label(6, cell.center().y() - metrics.height() / 2, cell.left() - 12, metrics.height());
        painter.drawText(label, Qt::AlignRight | Qt::AlignVCenter,
                         metrics.elidedText(m_curves[row].name, Qt::ElideMiddle, label.width()));
    }
}

void HeatMap::paintScale(QPainter &painter) const
{
    const QRectF inside = area();
    const QRectF bar(inside.right() + 10, inside.top(), scaleWidth, inside.height());
    QLinearGradient gradient(bar.bottomLeft(), bar.topLeft());
    gradient.setColorAt(0, colourOf(m_least));
    gradient.setColorAt(1, colourOf(m_greatest));
    painter.fillRect(bar, m_greatest > m_least ? QBrush(gradient) : QBrush(colourOf(m_least)));
    painter.setPen(colours().dimText);
    const double line = QFontMetricsF(font()).height();
    painter.drawText(QRectF(bar.right() + 5, bar.top(), width() - bar.right() - 6, line), Qt::AlignLeft,
                     valueText(m_greatest, m_unit));
    if (m_greatest > m_least)
        painter.drawText(QRectF(bar.right() + 5, bar.bottom() - line, width() - bar.right() - 6, line), Qt::AlignLeft,
                         valueText(m_least, m_unit));
}

// ---- choosing ----

void HeatMap::mousePressEvent(QMouseEvent *event)
{
    choose(cellAt(event->position()));
}

void HeatMap::mouseMoveEvent(QMouseEvent *event)
{
    if (const auto cell = cellAt(event->position()))
        QToolTip::showText(event->globalPosition().toPoint(), plainTip(sentenceOf(*cell)), this);
    else
        QToolTip::hideText();
}

void HeatMap::keyPressEvent(QKeyEvent *event)
{
    const int right = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    const int up = event->key() == Qt::Key_Up ? 1 : event->key() == Qt::Key_Down ? -1 : 0;
    if ((right == 0 && up == 0) || m_curves.empty() || m_curves.front().points.empty()) {
        QWidget::keyPressEvent(event);
        return;
    }
    const auto moved = [](std::size_t from, int step, std::size_t count) {
        return static_cast<std::size_t>(std::clamp(static_cast<int>(from) + step, 0, static_cast<int>(count) - 1));
    };
    const Cell from = m_chosen.value_or(Cell{0, 0});
    choose(m_chosen
               ? Cell{moved(from.first, right, m_curves.front().points.size()), moved(from.second, up, m_curves.size())}
               : from);
}

} // namespace bayplan
