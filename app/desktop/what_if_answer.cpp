// SPDX-License-Identifier: GPL-3.0-or-later
// The answer to "what if": its figures as pictures, what they mean, and taking a point over.
#include "app/desktop/curve_plot.h"
#include "app/desktop/document_session.h"
#include "app/desktop/figure_axis.h"
#include "app/desktop/heat_map.h"
#include "app/desktop/sentences.h"
#include "app/desktop/what_if_view.h"
#include "app/desktop/what_if_words.h"

#include <QComboBox>
#include <QPushButton>
#include <QSignalBlocker>

#include <algorithm>
#include <array>

namespace bayplan {

namespace {

/// What people ask for first.
bool isWorthShowing(const Figure &figure)
{
    constexpr std::array<std::string_view, 9> shown{
        "p50", "p99", "mean", "throughput", "errorRatio", "utilisation", "leaderless", "queue.depth", "sojourn"};
    return std::ranges::find(shown, figure.figure) != shown.end();
}

/// What a client sees.
bool isOfALoad(const Topology &topology, const Figure &figure)
{
    const auto link = topology.links.find(figure.id);
    const auto caller = link == topology.links.end() ? topology.containers.end()
                                                     : topology.containers.find(link->second.from.container);
    return caller != topology.containers.end() && caller->second.kind == "load";
}

} // namespace

void WhatIfView::listFigures()
{
    const auto before = m_figure->currentText();
    m_figures.clear();
    for (const auto &plan : m_answer.plans) {
        for (const auto &swept : plan.figures) {
            const bool known = std::ranges::any_of(
                m_figures, [&](const Figure &figure) { return isSameFigure(figure, swept.figure); });
            if (!known && isWorthShowing(swept.figure)) {
                m_figures.push_back(swept.figure);
            }
        }
    }
    const QSignalBlocker blocker(m_figure);
    m_figure->clear();
    int p99 = -1;
    for (const auto &figure : m_figures) {
        if (p99 < 0 && figure.figure == "p99" && isOfALoad(m_document.topology(), figure)) {
            p99 = m_figure->count();
        }
        m_figure->addItem(QString::fromStdString(figure.figure + " of " + figure.text));
    }
    const int again = m_figure->findText(before);
    m_figure->setCurrentIndex(again >= 0 ? again : std::max(p99, m_figures.empty() ? -1 : 0));
    showCurves();
}

/// Along the first axis, at one value of the second.
std::vector<CurvePoint> WhatIfView::curveOf(const Figure &figure, std::size_t second) const
{
    std::vector<CurvePoint> points;
    for (std::size_t i = 0; i < m_answer.values.front().size(); ++i) {
        const auto *swept = findFigure(m_answer.plans[m_answer.at(i, second)], figure);
        points.push_back({m_answer.values.front()[i], swept == nullptr ? 0 : swept->figure.value,
                          swept == nullptr ? 0 : swept->figure.halfWidth, swept != nullptr});
    }
    return points;
}

void WhatIfView::showCurves()
{
    const auto at = static_cast<std::size_t>(std::max(0, m_figure->currentIndex()));
    if (at >= m_figures.size()) {
        m_plot->setPoints({}, AxisUnit::Count);
        if (!m_asked.empty() && !isRunning()) {
            say(tr("No run came to its end."), true);
        }
        return;
    }
    const Figure &figure = m_figures[at];
    std::vector<PlotCurve> curves;
    for (std::size_t second = 0; second < (isTwofold() ? m_answer.values[1].size() : 1); ++second) {
        const auto name = isTwofold()
                              ? QStringLiteral("%1: %2").arg(m_asked[1].variable.title, m_answer.values[1][second])
                              : QString();
        curves.push_back({name, curveOf(figure, second)});
    }
    m_field->setCurves(isTwofold() ? curves : std::vector<PlotCurve>(), axisOf(figure.unit));
    m_plot->setAxisName(m_asked.front().variable.title);
    m_plot->setCurves(std::move(curves), axisOf(figure.unit));
    showPoint();
}

// ---- what it means ----

std::optional<std::size_t> WhatIfView::chosenPoint() const
{
    const auto chosen = m_plot->chosen();
    if (!chosen || m_answer.plans.empty()) {
        return std::nullopt;
    }
    const auto point = m_answer.at(*chosen, m_plot->chosenCurve());
    return point < m_answer.plans.size() ? std::optional(point) : std::nullopt;
}

/// The first value from which on nothing changes any more: what a person would take.
std::optional<std::size_t> WhatIfView::suggestedPoint() const
{
    return isTwofold() || m_answer.plans.empty() ? std::nullopt : settledFrom(m_plot->points());
}

QString WhatIfView::valuesAt(std::size_t point) const
{
    const std::size_t columns = m_answer.values.front().size();
    const auto first = m_answer.values.front()[point % columns];
    return isTwofold() ? tr("%1 %2 and %3 %4")
                             .arg(m_asked[0].variable.title, first, m_asked[1].variable.title,
                                  m_answer.values[1][point / columns])
                       : first;
}

QString WhatIfView::settledWords() const
{
    const auto &points = m_plot->points();
    if (const auto settled = suggestedPoint()) {
        return tr("More changes nothing beyond %1.").arg(points[*settled].at);
    }
    return !isTwofold() && changesNothing(points) ? tr("It changes nothing of this figure.") : QString();
}

QString WhatIfView::wordsWithoutChoice() const
{
    const auto full = std::ranges::find_if(m_answer.plans, [](const SweptPlan &plan) {
        const Figure *busiest = busiestIn(plan);
        return busiest != nullptr && busiest->value >= nearlyFull;
    });
    const auto words = full == m_answer.plans.end()
                           ? tr("Nothing is short at any of these values.")
                           : capacityWords(valuesAt(static_cast<std::size_t>(full - m_answer.plans.begin())), *full);
    const auto settled = settledWords();
    return words + QLatin1Char(' ') + (settled.isEmpty() ? tr("Click on a point to take it over.") : settled);
}

void WhatIfView::showPoint()
{
    if (m_answer.plans.empty()) {
        m_apply->setEnabled(false);
        return;
    }
    const auto chosen = chosenPoint();
    const auto suggested = suggestedPoint();
    const auto taken = chosen ? chosen : suggested;
    m_apply->setText(chosen || !suggested ? isTwofold() ? tr("Use these &values") : tr("Use this &value")
                                          : tr("&Use %1").arg(valuesAt(*suggested)));
    m_apply->setEnabled(taken && !m_document.isReadOnly() && !m_answer.points[*taken].edit.empty());
    if (!chosen) {
        return say(wordsWithoutChoice(), false);
    }
    const auto settled = settledWords();
    say(capacityWords(valuesAt(*chosen), m_answer.plans[*chosen]) +
            (settled.isEmpty() ? QString() : QLatin1Char(' ') + settled),
        false);
}

void WhatIfView::applyChosen()
{
    const auto chosen = chosenPoint();
    const auto point = chosen ? chosen : suggestedPoint();
    if (!point) {
        return;
    }
    // Anew: the drawing may have changed since the question.
    const std::size_t columns = m_answer.values.front().size();
    Topology varied = m_document.topology();
    Edit all;
    for (std::size_t i = m_asked.size(); i-- > 0;) {
        const auto &value = m_answer.values[i][i == 0 ? *point % columns : *point / columns];
        auto drawing = variedDrawings(varied, m_asked[i].id, m_asked[i].variable, value, value, 1);
        if (!drawing) {
            return say(translated(messageOf(drawing.error())), true);
        }
        Edit edit = std::move(drawing.value().front().edit);
        apply(varied, edit);
        all = all.empty() ? std::move(edit) : edit.empty() ? std::move(all) : merge(std::move(all), std::move(edit));
    }
    m_document.push(std::move(all));
}

} // namespace bayplan
