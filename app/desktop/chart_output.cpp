// SPDX-License-Identifier: GPL-3.0-or-later
// What a chart gives away: its figures as CSV, itself as a picture.
#include "app/desktop/chart_panel.h"

#include "app/desktop/chart_plot.h"
#include "app/desktop/theme.h"
#include "engine/base/durable_file.h"

#include <QImage>
#include <QPainter>
#include <QSvgGenerator>

#include <algorithm>
#include <cmath>

namespace bayplan {

namespace {

QString csvCell(QString text)
{
    return QLatin1Char('"') + text.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
}

} // namespace

QString ChartPanel::toCsv() const
{
    std::set<float> instants;
    QString csv = QStringLiteral("seconds");
    for (const ChartLine &line : lines()) {
        csv += QLatin1Char(',') + csvCell(line.name);
        for (const HistoryPoint &p : line.points)
            instants.insert(p.seconds);
    }
    csv += QLatin1Char('\n');
    for (const float instant : instants) {
        csv += QString::number(static_cast<double>(instant), 'g', 7);
        for (const ChartLine &line : lines()) {
            csv += QLatin1Char(',');
            if (const auto value = valueAt(line, static_cast<double>(instant)))
                csv += QString::number(*value, 'g', 7);
        }
        csv += QLatin1Char('\n');
    }
    return csv;
}

void ChartPanel::paintPicture(QPainter &painter, const QRectF &rect) const
{
    constexpr double swatchWidth = 16;
    painter.save();
    painter.fillRect(rect, colours().base);
    QFont bold = font();
    bold.setBold(true);
    painter.setFont(bold);
    painter.setPen(colours().text);
    const double row = QFontMetricsF(bold).height() + 4;
    const QRectF room(rect.left() + 8, rect.top() + 4, rect.width() - 16, rect.height());
    const QRectF title = QFontMetricsF(bold).boundingRect(room, Qt::TextWordWrap, m_title);
    painter.drawText(room, Qt::TextWordWrap, m_title);
    painter.setFont(font());
    const QFontMetricsF metrics(font());
    double x = rect.left() + 8;
    double y = title.bottom() + 2;
    for (const ChartLine &line : lines()) {
        if (m_hidden.contains(line.name))
            continue;
        const double width = swatchWidth + 6 + metrics.horizontalAdvance(line.name);
        if (x > rect.left() + 8 && x + width > rect.right() - 8) {
            x = rect.left() + 8;
            y += row;
        }
        painter.setPen(QPen(line.colour, 3, line.style == Qt::SolidLine ? Qt::SolidLine : Qt::DotLine, Qt::FlatCap));
        painter.drawLine(QPointF(x, y + row / 2), QPointF(x + swatchWidth, y + row / 2));
        painter.setPen(colours().text);
        painter.drawText(QRectF(x + swatchWidth + 4, y, width, row), Qt::AlignLeft | Qt::AlignVCenter, line.name);
        x += width + 12;
    }
    const double top = y + row;
    m_plot->paintOn(painter, QRectF(rect.left(), top, rect.width(), std::max(40.0, rect.bottom() - top)));
    painter.restore();
}

bool ChartPanel::saveAs(const QString &path) const
{
    return saveCharts({this}, path, 1);
}

QString csvOf(const std::vector<const ChartPanel *> &panels)
{
    QString text;
    for (const ChartPanel *panel : panels)
        text += csvCell(panel->title()) + QLatin1Char('\n') + panel->toCsv() + QLatin1Char('\n');
    return text;
}

bool saveCharts(const std::vector<const ChartPanel *> &panels, const QString &path, int columns)
{
    if (path.endsWith(QStringLiteral(".csv"), Qt::CaseInsensitive)) {
        const QString csv = panels.size() == 1 ? panels.front()->toCsv() : csvOf(panels);
        return writeDurably(path.toStdString(), csv.toStdString()).has_value();
    }
    QSize cell(320, 240);
    for (const auto *panel : panels)
        cell = cell.expandedTo(panel->size());
    const int rows = (static_cast<int>(panels.size()) + columns - 1) / std::max(1, columns);
    const QSize whole(cell.width() * columns, cell.height() * std::max(1, rows));
    const auto paint = [&](QPainter &painter) {
        painter.fillRect(QRect(QPoint(), whole), colours().base);
        for (std::size_t i = 0; i < panels.size(); ++i) {
            const int at = static_cast<int>(i);
            panels[i]->paintPicture(
                painter, QRectF(QPointF(at % columns * cell.width(), at / columns * cell.height()), QSizeF(cell)));
        }
    };
    if (path.endsWith(QStringLiteral(".svg"), Qt::CaseInsensitive)) {
        QSvgGenerator generator;
        generator.setFileName(path);
        generator.setSize(whole);
        generator.setViewBox(QRect(QPoint(), whole));
        generator.setTitle(panels.size() == 1 ? panels.front()->title() : ChartPanel::tr("Metrics"));
        QPainter painter;
        if (!painter.begin(&generator))
            return false;
        paint(painter);
        return painter.end();
    }
    constexpr int scale = 2; // for screens of today
    QImage image(whole * scale, QImage::Format_RGB32);
    if (image.isNull())
        return false;
    image.setDevicePixelRatio(scale);
    {
        QPainter painter(&image);
        paint(painter);
    }
    return image.save(path, "PNG");
}

} // namespace bayplan
