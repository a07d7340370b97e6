// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/chart_panel.h"

#include "app/desktop/chart_legend.h"
#include "app/desktop/chart_plot.h"
#include "app/desktop/icons.h"
#include "app/desktop/plain_tip.h"
#include "app/desktop/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace bayplan {

namespace {

// Seconds for which a figure holds that nothing followed: they come ten times a second, latencies when there are any.
constexpr double gapReach = 3;
constexpr double endReach = 1; ///< behind the last one, where a run may be over

bool sameLegend(const std::vector<ChartLine> &a, const std::vector<ChartLine> &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const ChartLine &x, const ChartLine &y) {
        return x.name == y.name && x.colour == y.colour && x.style == y.style;
    });
}

} // namespace

ChartPanel::ChartPanel(const QString &title, AxisUnit unit, Scale scale, QWidget *parent)
    : QFrame(parent), m_title(title), m_unit(unit), m_scale(scale), m_name(new QLabel(title, this)),
      m_plot(new ChartPlot(unit, scale == Scale::Logarithmic, this)), m_legend(new ChartLegend(title, this)),
      m_head(new QBoxLayout(QBoxLayout::LeftToRight)), m_field(new QLineEdit(this))
{
    setObjectName(QStringLiteral("chartPanel"));
    setMinimumWidth(230);
    setAccessibleName(tr("Chart: %1").arg(title));
    setAutoFillBackground(true);
    makeHead();
    makeObjectiveField();
    connect(m_plot, &ChartPlot::cursorMoved, this, &ChartPanel::cursorMoved);
    connect(m_plot, &ChartPlot::objectiveDragged, this, [this](double value) { setObjective(value); });
    connect(m_legend, &ChartLegend::toggled, this,
            [this](const QString &line, bool isShown) { setLineHidden(line, !isShown); });
    connect(&Theme::instance(), &Theme::changed, this, &ChartPanel::refreshTheme);
    refreshTheme();
}

void ChartPanel::makeHead()
{
    m_name->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    m_name->setMinimumWidth(40);
    m_objectiveButton = addButton(QStringLiteral("assertion"));
    m_objectiveButton->setToolTip(tr("Draw a line at a value that should be kept"));
    m_objectiveButton->setAccessibleName(tr("Objective of the chart %1").arg(m_title));
    connect(m_objectiveButton, &QToolButton::clicked, this, &ChartPanel::editObjective);
    m_pinButton = addButton(QStringLiteral("pin"));
    connect(m_pinButton, &QToolButton::clicked, this, &ChartPanel::pinWanted);
    setPinned(false);
    auto *first = new QHBoxLayout;
    first->setSpacing(2);
    first->addWidget(m_name);
    first->addStretch(1);
    first->addWidget(m_field);
    first->addWidget(m_objectiveButton);
    first->addWidget(m_pinButton);
    m_head->setContentsMargins(8, 3, 4, 0);
    m_head->setSpacing(0);
    m_head->addLayout(first);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(m_head);
    all->addWidget(m_legend);
    all->addWidget(m_plot, 1);
}

QToolButton *ChartPanel::addButton(const QString &icon)
{
    auto *button = new QToolButton(this);
    button->setIcon(themedIcon(icon));
    button->setAutoRaise(true);
    button->setIconSize({14, 14});
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

void ChartPanel::setTitle(const QString &title)
{
    m_title = title;
    m_name->setToolTip(plainTip(title));
    setAccessibleName(tr("Chart: %1").arg(title));
    placeLegend();
}

void ChartPanel::setPinned(bool pinned)
{
    m_isPinned = pinned;
    m_pinButton->setIcon(themedIcon(pinned ? QStringLiteral("close") : QStringLiteral("pin")));
    m_pinButton->setToolTip(pinned ? tr("Take this chart away")
                                   : tr("Pin it: a copy stays when something else is selected"));
    m_pinButton->setAccessibleName(pinned ? tr("Unpin the chart %1").arg(m_title)
                                          : tr("Pin the chart %1").arg(m_title));
}

void ChartPanel::refreshTheme()
{
    QPalette own = palette();
    own.setColor(QPalette::Window, colours().base);
    own.setColor(QPalette::WindowText, colours().text);
    setPalette(own);
    QFont bold = font();
    bold.setBold(true);
    m_name->setFont(bold);
    m_plot->refreshTheme();
    showLegend();
}

// ---- lines ---------------------------------------------------------------------------------------------------------

const std::vector<ChartLine> &ChartPanel::lines() const
{
    return m_plot->lines();
}

void ChartPanel::setLines(std::vector<ChartLine> lines)
{
    const bool isOther = !sameLegend(lines, m_plot->lines());
    m_plot->setLines(std::move(lines));
    if (isOther)
        showLegend();
}

void ChartPanel::setLineHidden(const QString &name, bool hidden)
{
    if (hidden)
        m_hidden.insert(name);
    else
        m_hidden.erase(name);
    setHidden(m_hidden);
}

void ChartPanel::setHidden(std::set<QString> names)
{
    m_hidden = std::move(names);
    m_plot->setHidden(m_hidden);
    showLegend();
}

void ChartPanel::showLegend()
{
    m_legend->show(m_plot->lines(), m_hidden);
    placeLegend();
}

/// Beside the title, or below it where the panel is too narrow for both.
void ChartPanel::placeLegend()
{
    const int room = width() - 2 * 34 - 16 - (m_field->isHidden() ? 0 : m_field->width());
    m_name->setText(m_name->fontMetrics().elidedText(m_title, Qt::ElideMiddle, std::max(60, room)));
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

// ---- objectives ----------------------------------------------------------------------------------------------------

void ChartPanel::makeObjectiveField()
{
    m_field->setPlaceholderText(m_unit == AxisUnit::Latency     ? tr("such as 200 ms")
                                : m_unit == AxisUnit::Fraction  ? tr("such as 80 %")
                                : m_unit == AxisUnit::PerSecond ? tr("such as 50 /s")
                                                                : tr("such as 100"));
    m_field->setAccessibleName(tr("Objective of the chart %1").arg(m_title));
    m_field->setMaximumWidth(120);
    m_field->setToolTip(tr("Enter draws the line, an empty field takes it away"));
    m_field->hide();
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::returnPressed, this, &ChartPanel::takeObjective);
    connect(m_field, &QLineEdit::textEdited, m_field, [this] { m_field->setStyleSheet({}); });
}

void ChartPanel::editObjective()
{
    m_field->setText(m_objective ? valueText(*m_objective, m_unit) : QString());
    m_field->setStyleSheet({});
    m_field->show();
    m_field->selectAll();
    m_field->setFocus();
    placeLegend();
}

void ChartPanel::takeObjective()
{
    const auto text = m_field->text().trimmed();
    const auto value = parseValue(text, m_unit);
    if (!text.isEmpty() && !value) {
        m_field->setStyleSheet(QStringLiteral("QLineEdit { color: %1; }").arg(colours().error.name()));
        m_field->setToolTip(tr("“%1” is no value with a unit, %2").arg(text, m_field->placeholderText()));
        m_field->setAccessibleDescription(m_field->toolTip());
        return;
    }
    m_field->hide();
    setObjective(value);
    m_objectiveButton->setFocus();
    placeLegend();
}

bool ChartPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        m_field->hide();
        m_objectiveButton->setFocus();
        placeLegend();
        return true;
    }
    return QFrame::eventFilter(watched, event);
}

void ChartPanel::setObjective(std::optional<double> value)
{
    if (value != m_objective) {
        m_objective = value;
        showObjectives();
        Q_EMIT objectiveChanged();
    }
}

void ChartPanel::setAsserted(std::vector<ChartObjective> objectives)
{
    m_asserted = std::move(objectives);
    showObjectives();
}

void ChartPanel::showObjectives()
{
    auto all = m_asserted;
    if (m_objective) {
        const auto text = m_isFloor ? tr("at least %1") : tr("at most %1");
        all.push_back({*m_objective, text.arg(valueText(*m_objective, m_unit)), false, m_isFloor});
    }
    m_plot->setObjectives(std::move(all));
}

// ---- out -----------------------------------------------------------------------------------------------------------

std::optional<double> ChartPanel::valueAt(const ChartLine &line, double seconds)
{
    const auto after =
        std::upper_bound(line.points.begin(), line.points.end(), seconds,
                         [](double s, const HistoryPoint &p) { return s < static_cast<double>(p.seconds); });
    if (after == line.points.begin())
        return std::nullopt;
    // A line that was thinned out has its points further apart.
    const auto &points = line.points;
    const double step = static_cast<double>(points.back().seconds - points.front().seconds) /
                        static_cast<double>(std::max<std::size_t>(1, points.size() - 1));
    const double reach = std::max(after == points.end() ? endReach : gapReach, 2 * step);
    const HistoryPoint &before = *std::prev(after);
    return seconds - static_cast<double>(before.seconds) <= reach ? std::optional(static_cast<double>(before.value))
                                                                  : std::nullopt;
}

QMenu *ChartPanel::makeMenu()
{
    auto *menu = new QMenu(this);
    menu->addAction(tr("Copy as CSV"), this, [this] { QApplication::clipboard()->setText(toCsv()); });
    menu->addAction(tr("Save as PNG, SVG or CSV…"), this, &ChartPanel::pictureWanted);
    menu->addSeparator();
    menu->addAction(tr("Objective…"), this, &ChartPanel::editObjective);
    if (m_objective)
        menu->addAction(tr("Take the objective away"), this, [this] { setObjective(std::nullopt); });
    menu->addAction(m_isPinned ? tr("Unpin") : tr("Pin"), this, &ChartPanel::pinWanted);
    return menu;
}

void ChartPanel::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = makeMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(event->globalPos());
}

void ChartPanel::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        refreshTheme();
}

} // namespace bayplan
