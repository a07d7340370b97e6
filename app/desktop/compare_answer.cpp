// SPDX-License-Identifier: GPL-3.0-or-later
// What runs that are compared say: their figures side by side, and one quantity over time.
#include "app/desktop/chart_panel.h"
#include "app/desktop/compare_view.h"
#include "app/desktop/figure_axis.h"
#include "app/desktop/figure_table.h"
#include "app/desktop/run_look.h"
#include "app/desktop/run_session.h"
#include "app/desktop/theme.h"
#include "engine/report/compare_runs.h"
#include "engine/report/figures.h"

#include <QComboBox>
#include <QLabel>
#include <QLocale>
#include <QStackedWidget>

#include <algorithm>
#include <cmath>
#include <utility>

namespace bayplan {

namespace {

constexpr std::size_t mostPointsOfARun = 600;

FigureCell valueCell(const std::optional<RunsFigureCell> &cell, FigureUnit unit)
{
    if (!cell)
        return figureCell(QStringLiteral("–"), -1);
    QString text = valueText(cell->value, axisOf(unit));
    if (cell->halfWidth > 0)
        text += QStringLiteral(" ± ") + valueText(cell->halfWidth, axisOf(unit));
    FigureCell made = figureCell(text, cell->value);
    if (cell->halfWidth > 0)
        made.toolTip = CompareView::tr("Value and half width of its 99 % confidence interval");
    return made;
}

FigureCell errorCell(const std::optional<RunsFigureCell> &cell)
{
    if (!cell || !cell->relativeError)
        return figureCell(QStringLiteral("–"), cell && cell->value != 0 ? 1e300 : -1);
    const double size = std::abs(*cell->relativeError);
    const QString sign = *cell->relativeError > 0 ? QStringLiteral("+") : QString();
    FigureCell made =
        figureCell(sign + QLocale().toString(*cell->relativeError * 100, 'f', 1) + QStringLiteral(" %"), size);
    made.colour = size < 0.1 ? colours().good : size < 0.3 ? colours().warning : colours().error;
    if (cell->beyondInterval == true) {
        made.text += QStringLiteral(" *");
        made.toolTip = CompareView::tr("Farther apart than the two intervals together explain");
    } else if (cell->beyondInterval == false) {
        made.colour = QColor(); // {} would be white
        made.toolTip = CompareView::tr("Within what the two intervals together explain");
    }
    return made;
}

const SeriesSet *seriesOf(const RunHistory &history, const QString &subject)
{
    const std::string id = subject.section(QLatin1Char(' '), 1).toStdString();
    if (subject.startsWith(QStringLiteral("link ")))
        return history.link(id);
    return subject.startsWith(QStringLiteral("container ")) ? history.container(id) : &history.totals();
}

} // namespace

void CompareView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    listSubjects();
    refresh();
}

void CompareView::refresh()
{
    if (!isVisible())
        return;
    const auto runs = chosen();
    refreshTable(runs);
    refreshChart(runs);
}

void CompareView::refreshTable(const std::vector<Entry> &runs)
{
    std::vector<Report> reports;
    std::vector<const Report *> some;
    reports.reserve(runs.size());
    for (const Entry &entry : runs) {
        if (entry.record)
            reports.push_back(entry.record->report());
        some.push_back(entry.record ? &reports.back() : &entry.file->report);
    }
    const auto reference = static_cast<std::size_t>(std::max(0, m_reference->currentIndex()));
    QStringList headings{tr("Subject"), tr("Figure")};
    for (std::size_t i = 0; i < mostRuns; ++i) {
        headings << (i < runs.size() ? runs[i].title : QString()) << tr("Error");
        m_table->setColumnHidden(static_cast<int>(2 + 2 * i), i >= runs.size());
        m_table->setColumnHidden(static_cast<int>(3 + 2 * i), i >= runs.size() || i == reference);
    }
    m_table->setHeadings(headings);
    std::vector<FigureRow> rows;
    int near = 0, judged = 0;
    const auto compared =
        runs.size() > 1 && reference < runs.size() ? compareRuns(some, reference) : std::vector<RunsFigureRow>();
    for (const RunsFigureRow &one : compared) {
        const QString subject = QString::fromStdString(one.subject), name = QString::fromStdString(one.figure);
        FigureRow row{subject + QLatin1Char(' ') + name, {{subject, {}}, {name, {}}}};
        for (std::size_t i = 0; i < mostRuns; ++i) {
            const auto cell = i < one.runs.size() ? one.runs[i] : std::nullopt;
            row.cells.push_back(valueCell(cell, one.unit));
            row.cells.push_back(errorCell(cell));
            if (cell && cell->relativeError) {
                ++judged;
                near += std::abs(*cell->relativeError) < 0.1 ? 1 : 0;
            }
        }
        rows.push_back(std::move(row));
    }
    QString summary = rows.empty() ? QString()
                      : judged == 0
                          ? tr("They have no figure in common: runs of one drawing are compared by its names.")
                          : tr("%1 of %2 figures within 10 %").arg(near).arg(judged);
    if (judged > 0 && !noteOnTotals(some).empty())
        summary += QLatin1Char('\n') + tr("Counts are compared by their rates: they are of different times.");
    m_summary->setText(summary);
    m_table->setRows(std::move(rows));
}

void CompareView::refreshChart(const std::vector<Entry> &runs)
{
    const auto quantity = static_cast<Quantity>(m_quantity->currentData().toInt());
    ChartPanel *panel = panelOf(axisOf(quantity));
    m_panels->setCurrentWidget(panel);
    std::vector<bool> simulated;
    for (const Entry &entry : runs)
        simulated.push_back(entry.simulated);
    const auto looks = looksOf(simulated);
    std::vector<ChartLine> lines;
    double last = 0, planned = 0;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        ChartLine line{runs[i].title, looks[i].colour, looks[i].style, 1.8, {}};
        const auto take = [&](const RunHistory &history) {
            last = std::max(last, toSeconds(history.lastTime()));
            if (const SeriesSet *set = seriesOf(history, m_subject->currentData().toString()))
                line.points = (*set)[quantity].thinned(0, toSeconds(history.lastTime()), mostPointsOfARun);
        };
        if (runs[i].record) {
            runs[i].record->read(take);
            planned = std::max(planned, toSeconds(runs[i].record->plan().duration));
        } else if (runs[i].file->history) {
            take(*runs[i].file->history);
        }
        lines.push_back(std::move(line));
    }
    panel->setLines(std::move(lines));
    panel->setTimeRange(0, niceTimeEnd(last, std::max(planned, last)));
    panel->setCursor(m_session->cursor());
}

} // namespace bayplan
