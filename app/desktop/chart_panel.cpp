// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/chart_panel.h"

#include "app/desktop/chart_plot.h"
#include "app/desktop/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace bayplan {

namespace {

QIcon swatch(const ChartLine &line, bool hidden)
{
    QPixmap pixmap(16, 10);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    QColor colour = line.colour;
    if (hidden)
        colour.setAlpha(60);
    painter.setPen(QPen(colour, 3, line.style == Qt::SolidLine ? Qt::SolidLine : Qt::DotLine, Qt::FlatCap));
    painter.drawLine(0, 5, 16, 5);
    return pixmap;
}

bool sameLegend(const std::vector<ChartLine> &a, const std::vector<ChartLine> &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const ChartLine &x, const ChartLine &y) {
        return x.name == y.name && x.colour == y.colour && x.style == y.style;
    });
}

} // namespace

ChartPanel::ChartPanel(const QString &title, AxisUnit unit, Scale scale, QWidget *parent)
    : QFrame(parent), m_title(title), m_unit(unit), m_scale(scale),
      m_plot(new ChartPlot(unit, scale == Scale::Logarithmic, this)), m_head(new QBoxLayout(QBoxLayout::LeftToRight)),
      m_legend(new QHBoxLayout)
{
    setObjectName(QStringLiteral("chartPanel"));
    setMinimumHeight(190);
    setMinimumWidth(230);
    setAccessibleName(tr("Chart: %1").arg(title));
    setAutoFillBackground(true);
    auto *name = new QLabel(title, this);
    QFont bold = name->font();
    bold.setBold(true);
    name->setFont(bold);
    m_head->setContentsMargins(8, 3, 8, 0);
    m_head->addWidget(name);
    m_head->addStretch(1);
    m_legend->setSpacing(2);
    m_head->addLayout(m_legend);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(m_head);
    all->addWidget(m_plot, 1);
    connect(m_plot, &ChartPlot::cursorMoved, this, &ChartPanel::cursorMoved);
    connect(&Theme::instance(), &Theme::changed, this, &ChartPanel::refreshTheme);
    refreshTheme();
}

void ChartPanel::refreshTheme()
{
    QPalette own = palette();
    own.setColor(QPalette::Window, colours().base);
    own.setColor(QPalette::WindowText, colours().text);
    setPalette(own);
    m_plot->refreshTheme();
    rebuildLegend();
}

void ChartPanel::setLines(std::vector<ChartLine> lines)
{
    const bool rebuild = !sameLegend(lines, m_lines);
    m_lines = std::move(lines);
    if (rebuild)
        rebuildLegend();
    m_plot->setLines(m_lines, m_hidden);
}

void ChartPanel::setLineHidden(const QString &name, bool hidden)
{
    if (hidden)
        m_hidden.insert(name);
    else
        m_hidden.erase(name);
    m_plot->setLines(m_lines, m_hidden);
    rebuildLegend();
}

void ChartPanel::rebuildLegend()
{
    while (m_legendButtons.size() > m_lines.size()) {
        m_legendButtons.back()->hide();
        m_legendButtons.back()->deleteLater();
        m_legendButtons.pop_back();
    }
    while (m_legendButtons.size() < m_lines.size()) {
        auto *button = new QToolButton(this);
        button->setAutoRaise(true);
        button->setCheckable(true);
        button->setIconSize({16, 10});
        button->setStyleSheet(
            QStringLiteral("QToolButton { border: 1px solid transparent; background: transparent; padding: 0 2px; }"
                           "QToolButton:hover, QToolButton:focus { border-color: palette(mid); }"));
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        const std::size_t index = m_legendButtons.size();
        connect(button, &QToolButton::clicked, this, [this, index](bool shown) {
            if (index < m_lines.size())
                setLineHidden(m_lines[index].name, !shown);
        });
        m_legend->addWidget(button);
        m_legendButtons.push_back(button);
    }
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const bool hidden = m_hidden.contains(m_lines[i].name);
        QToolButton *button = m_legendButtons[i];
        button->setIcon(swatch(m_lines[i], hidden));
        button->setChecked(!hidden);
        QFont labelFont = font();
        labelFont.setStrikeOut(hidden);
        button->setFont(labelFont);
        // Long names leave no room for the others: cut, whole in the tool tip.
        button->setText(
            button->fontMetrics().elidedText(m_lines[i].name, Qt::ElideMiddle, m_lines.size() > 3 ? 70 : 110));
        button->setToolTip(hidden ? tr("%1 is hidden; click to show it").arg(m_lines[i].name)
                                  : tr("Click to hide %1").arg(m_lines[i].name));
        button->setAccessibleName(tr("%1, line of the chart %2").arg(m_lines[i].name, m_title));
    }
    placeLegend();
}

/// Beside the title, or below it where the panel is too narrow for both.
void ChartPanel::placeLegend()
{
    QFont bold = font();
    bold.setBold(true);
    int needed = QFontMetrics(bold).horizontalAdvance(m_title) + 32;
    for (const QToolButton *button : m_legendButtons) // not the layout: it does not count what is not shown yet
        needed += button->sizeHint().width() + m_legend->spacing();
    const bool fits = needed <= width();
    m_head->setDirection(fits ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_head->setSpacing(fits ? 8 : 0);
    m_head->setAlignment(m_legend, fits ? Qt::AlignRight : Qt::AlignLeft);
}

void ChartPanel::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    placeLegend();
}

void ChartPanel::setTimeRange(double fromSeconds, double toSeconds)
{
    m_plot->setTimeRange(fromSeconds, toSeconds);
}
void ChartPanel::setMarks(std::vector<ChartMark> marks)
{
    m_plot->setMarks(std::move(marks));
}
void ChartPanel::setCursor(std::optional<double> seconds)
{
    m_plot->setCursor(seconds);
}
void ChartPanel::setEmptyText(const QString &text)
{
    m_plot->setEmptyText(text);
}

std::optional<double> ChartPanel::valueAt(const ChartLine &line, double seconds)
{
    const auto after =
        std::upper_bound(line.points.begin(), line.points.end(), seconds,
                         [](double s, const HistoryPoint &p) { return s < static_cast<double>(p.seconds); });
    if (after == line.points.begin())
        return std::nullopt;
    return static_cast<double>(std::prev(after)->value);
}

QString ChartPanel::toCsv() const
{
    std::set<float> instants;
    QString csv = QStringLiteral("seconds");
    for (const ChartLine &line : m_lines) {
        QString name = line.name;
        csv += QStringLiteral(",\"") + name.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
        for (const HistoryPoint &p : line.points)
            instants.insert(p.seconds);
    }
    csv += QLatin1Char('\n');
    for (const float instant : instants) {
        csv += QString::number(static_cast<double>(instant), 'g', 9);
        for (const ChartLine &line : m_lines) {
            csv += QLatin1Char(',');
            if (const auto value = valueAt(line, static_cast<double>(instant)))
                csv += QString::number(*value, 'g', 7);
        }
        csv += QLatin1Char('\n');
    }
    return csv;
}

bool ChartPanel::savePng(const QString &path) const
{
    constexpr int scale = 2;
    QPixmap pixmap(size() * scale);
    pixmap.setDevicePixelRatio(scale);
    pixmap.fill(colours().base);
    const_cast<ChartPanel *>(this)->render(&pixmap);
    return pixmap.save(path, "PNG");
}

void ChartPanel::askForPng()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the chart as a picture"),
                                                      m_title.toLower() + ".png", tr("PNG pictures (*.png)"));
    if (!path.isEmpty() && !savePng(path))
        QMessageBox::warning(this, tr("Not saved"), tr("%1 could not be written.").arg(path));
}

void ChartPanel::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    menu.addAction(tr("Copy as CSV"), this, [this] { QApplication::clipboard()->setText(toCsv()); });
    menu.addAction(tr("Save as PNG..."), this, &ChartPanel::askForPng);
    menu.exec(event->globalPos());
}

void ChartPanel::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        refreshTheme();
}

} // namespace bayplan
