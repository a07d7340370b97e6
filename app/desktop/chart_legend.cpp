// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/chart_legend.h"

#include <QEvent>
#include <QIcon>
#include <QPainter>
#include <QToolButton>

#include <algorithm>

namespace bayplan {

namespace {

constexpr int legendGap = 2;
constexpr int longestName = 130; ///< pixels; cut in the middle beyond it, whole in the tool tip

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

} // namespace

ChartLegend::ChartLegend(const QString &chart, QWidget *parent) : QWidget(parent), m_chart(chart)
{
    auto policy = QSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

QToolButton *ChartLegend::makeButton()
{
    auto *button = new QToolButton(this);
    button->setAutoRaise(true);
    button->setCheckable(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setIconSize({16, 10});
    button->setStyleSheet(
        QStringLiteral("QToolButton { border: 1px solid transparent; background: transparent; padding: 0 2px; }"
                       "QToolButton:hover, QToolButton:focus { border-color: palette(mid); }"));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    const std::size_t index = m_buttons.size();
    connect(button, &QToolButton::clicked, this,
            [this, index](bool isShown) { Q_EMIT toggled(QString(m_names[index]), isShown); });
    return button;
}

void ChartLegend::show(const std::vector<ChartLine> &lines, const std::set<QString> &hidden)
{
    while (m_buttons.size() < lines.size())
        m_buttons.push_back(makeButton());
    m_names.resize(m_buttons.size());
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        QToolButton *button = m_buttons[i];
        button->setVisible(i < lines.size());
        if (i >= lines.size()) {
            m_names[i].clear();
            button->setAccessibleName({});
            continue;
        }
        const auto &line = lines[i];
        const bool isHidden = hidden.contains(line.name);
        m_names[i] = line.name;
        button->setIcon(swatch(line, isHidden));
        button->setChecked(!isHidden);
        QFont labelFont = font();
        labelFont.setStrikeOut(isHidden);
        button->setFont(labelFont);
        button->setText(button->fontMetrics().elidedText(line.name, Qt::ElideMiddle, longestName));
        button->setToolTip(isHidden ? tr("%1 is hidden; click to show it").arg(line.name)
                                    : tr("Click to hide %1").arg(line.name));
        button->setAccessibleName(tr("%1, line of the chart %2").arg(line.name, m_chart));
    }
    placed(width(), true);
    updateGeometry();
}

int ChartLegend::wantedWidth() const
{
    int width = 0;
    for (std::size_t i = 0; i < m_buttons.size(); ++i)
        width += m_names[i].isEmpty() ? 0 : m_buttons[i]->sizeHint().width() + legendGap;
    return width;
}

int ChartLegend::placed(int width, bool moves) const
{
    int x = 0, y = 0, row = 0;
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        if (m_names[i].isEmpty())
            continue;
        const auto size = m_buttons[i]->sizeHint().boundedTo(QSize(std::max(width, 20), 1000));
        if (x > 0 && x + size.width() > width) {
            x = 0;
            y += row;
            row = 0;
        }
        if (moves)
            m_buttons[i]->setGeometry(x, y, size.width(), size.height());
        x += size.width() + legendGap;
        row = std::max(row, size.height());
    }
    return y + row;
}

QSize ChartLegend::sizeHint() const
{
    const int wanted = wantedWidth();
    return {wanted, placed(wanted, false)};
}

QSize ChartLegend::minimumSizeHint() const
{
    return {40, placed(width() > 40 ? width() : wantedWidth(), false)};
}

void ChartLegend::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placed(width(), true);
}

} // namespace bayplan
