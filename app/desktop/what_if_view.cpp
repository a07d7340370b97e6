// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/what_if_view.h"

#include "app/desktop/background_task.h"
#include "app/desktop/curve_plot.h"
#include "app/desktop/document_session.h"
#include "app/desktop/element_facts.h"
#include "app/desktop/selection.h"
#include "app/desktop/theme.h"
#include "engine/plan/plan.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace bayplan {

namespace {

AxisUnit axisUnitOf(FigureUnit unit)
{
    switch (unit) {
    case FigureUnit::Seconds:
        return AxisUnit::Latency;
    case FigureUnit::PerSecond:
        return AxisUnit::PerSecond;
    case FigureUnit::Fraction:
        return AxisUnit::Fraction;
    case FigureUnit::Count:
        break;
    }
    return AxisUnit::Count;
}

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

QWidget *labelled(const QString &words, QWidget *field, QWidget *parent)
{
    auto *label = new QLabel(words, parent);
    label->setBuddy(field);
    return label;
}

} // namespace

WhatIfView::WhatIfView(DocumentSession &document, Selection &selection, QWidget *parent)
    : QWidget(parent), m_document(document), m_selection(selection), m_element(new QComboBox(this)),
      m_variable(new QComboBox(this)), m_figure(new QComboBox(this)), m_from(new QLineEdit(this)),
      m_to(new QLineEdit(this)), m_steps(new QSpinBox(this)), m_replications(new QSpinBox(this)),
      m_run(new QPushButton(this)), m_apply(new QPushButton(this)), m_progress(new QProgressBar(this)),
      m_words(new QLabel(this)), m_plot(new CurvePlot(this))
{
    setFocusProxy(m_from);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 4, 8, 4);
    column->setSpacing(4);
    buildQuestion(*column);
    buildAnswer(*column);
    connect(m_element, &QComboBox::currentIndexChanged, this, &WhatIfView::listVariables);
    connect(m_variable, &QComboBox::currentIndexChanged, this, &WhatIfView::showVariable);
    connect(m_figure, &QComboBox::currentIndexChanged, this, &WhatIfView::showCurve);
    connect(m_run, &QPushButton::clicked, this, &WhatIfView::startOrStop);
    connect(m_apply, &QPushButton::clicked, this, &WhatIfView::applyChosen);
    connect(m_plot, &CurvePlot::chosenChanged, this, &WhatIfView::showPoint);
    for (auto *field : {m_from, m_to}) {
        connect(field, &QLineEdit::returnPressed, this, [this] {
            if (!isRunning()) {
                start();
            }
        });
    }
    connect(&m_selection, &Selection::changed, this, &WhatIfView::followSelection);
    connect(&m_document, &DocumentSession::reset, this, &WhatIfView::listElements);
    connect(&m_document, &DocumentSession::changed, this, &WhatIfView::listElements);
}

WhatIfView::~WhatIfView()
{
    if (m_stopped) {
        *m_stopped = true;
    }
}

void WhatIfView::buildQuestion(QVBoxLayout &column)
{
    auto *what = new QHBoxLayout;
    auto *range = new QHBoxLayout;
    for (auto *box : {m_element, m_variable, m_figure}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(12);
    }
    m_element->setAccessibleName(tr("Element to vary"));
    m_variable->setAccessibleName(tr("What of it to vary"));
    m_from->setAccessibleName(tr("First value"));
    m_to->setAccessibleName(tr("Last value"));
    m_from->setMaximumWidth(110);
    m_to->setMaximumWidth(110);
    m_steps->setRange(2, 50);
    m_steps->setValue(8);
    m_replications->setRange(2, 100);
    m_replications->setValue(5);
    m_replications->setToolTip(
        tr("How often each value is simulated, with other seeds: more make the intervals narrower."));
    what->addWidget(labelled(tr("What if"), m_element, this));
    what->addWidget(m_element, 2);
    what->addWidget(m_variable, 3);
    range->addWidget(labelled(tr("goes from"), m_from, this));
    range->addWidget(m_from, 1);
    range->addWidget(labelled(tr("to"), m_to, this));
    range->addWidget(m_to, 1);
    range->addWidget(labelled(tr("in steps"), m_steps, this));
    range->addWidget(m_steps);
    range->addWidget(labelled(tr("runs of each"), m_replications, this));
    range->addWidget(m_replications);
    range->addStretch(1);
    range->addWidget(m_progress);
    range->addWidget(m_run);
    m_progress->setMaximumWidth(160);
    m_progress->setRange(0, 1000);
    m_progress->hide();
    m_run->setText(tr("&Ask"));
    column.addLayout(what);
    column.addLayout(range);
}

void WhatIfView::buildAnswer(QVBoxLayout &column)
{
    auto *row = new QHBoxLayout;
    m_figure->setAccessibleName(tr("Figure that is drawn"));
    m_words->setWordWrap(true);
    m_apply->setText(tr("Use this &value"));
    m_apply->setEnabled(false);
    row->addWidget(m_figure, 1);
    row->addWidget(m_words, 2);
    row->addWidget(m_apply);
    m_plot->setEmptyText(tr("Choose what is varied and ask: each value is simulated several times, and its curve is "
                            "drawn here with intervals. The drawing itself stays as it is."));
    column.addLayout(row);
    column.addWidget(m_plot, 1);
}

// ---- the question ----

void WhatIfView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    listElements();
    followSelection();
}

/// Only for who looks: a drawing may have thousands.
void WhatIfView::listElements()
{
    if (!isVisible()) {
        return;
    }
    const auto before = m_element->currentData().toString();
    const auto &topology = m_document.topology();
    const QSignalBlocker blocker(m_element);
    m_element->clear();
    const auto addAll = [&](const auto &elements) {
        for (const auto &[id, element] : elements) {
            m_element->addItem(nameOf(topology, id), QString::fromStdString(id));
        }
    };
    addAll(topology.containers);
    addAll(topology.pods);
    addAll(topology.links);
    int at = m_element->findData(before);
    if (at < 0) { // how much is asked for is what most questions are about
        const auto load =
            std::ranges::find_if(topology.containers, [](const auto &entry) { return entry.second.kind == "load"; });
        at = load == topology.containers.end() ? -1 : m_element->findData(QString::fromStdString(load->first));
    }
    m_element->setCurrentIndex(std::max(at, m_element->count() > 0 ? 0 : -1));
    listVariables();
}

void WhatIfView::followSelection()
{
    const int at = m_element->findData(QString::fromStdString(m_selection.single()));
    if (at >= 0 && !isRunning() && !m_selection.single().empty()) {
        m_element->setCurrentIndex(at);
    }
}

void WhatIfView::listVariables()
{
    const auto before = m_variable->currentText();
    {
        const QSignalBlocker blocker(m_variable);
        m_variables = variablesOf(m_document.topology(), m_element->currentData().toString().toStdString());
        m_variable->clear();
        for (const auto &one : m_variables) {
            m_variable->addItem(one.title);
        }
        m_variable->setCurrentIndex(m_variables.empty() ? -1 : std::max(0, m_variable->findText(before)));
    }
    m_run->setEnabled(isRunning() || !m_variables.empty());
    if (m_variable->currentText() != before) {
        showVariable();
    }
}

const Variable *WhatIfView::variable() const
{
    const auto at = static_cast<std::size_t>(std::max(0, m_variable->currentIndex()));
    return at < m_variables.size() ? &m_variables[at] : nullptr;
}

/// From one for what is counted, else from what holds; to what is there twice over.
void WhatIfView::showVariable()
{
    const auto *chosen = variable();
    if (chosen == nullptr) {
        return;
    }
    const bool counted = chosen->param == nullptr || chosen->param->type == ParamType::Integer;
    m_from->setText(counted ? QStringLiteral("1") : chosen->now);
    bool isNumber = false;
    const double now = chosen->now.toDouble(&isNumber);
    m_to->setText(counted    ? QString::number(std::max(8, static_cast<int>(now)))
                  : isNumber ? QString::number(now == 0 ? 1 : now * 2)
                             : chosen->now);
}

void WhatIfView::say(const QString &sentence, bool isError)
{
    m_words->setText(sentence);
    m_words->setStyleSheet(QStringLiteral("color: %1;").arg((isError ? colours().error : colours().text).name()));
}

void WhatIfView::refuse(const Error &error)
{
    say(QString::fromStdString(error.message + (error.advice.empty() ? "" : ' ' + error.advice)), true);
}

void WhatIfView::startOrStop()
{
    if (isRunning()) {
        *m_stopped = true;
    } else {
        start();
    }
}

void WhatIfView::start()
{
    const auto *chosen = variable();
    if (chosen == nullptr) {
        return;
    }
    auto drawings = variedDrawings(m_document.topology(), m_element->currentData().toString().toStdString(), *chosen,
                                   m_from->text(), m_to->text(), m_steps->value());
    if (!drawings) {
        refuse(drawings.error());
        return;
    }
    std::vector<Plan> plans;
    for (const auto &drawing : drawings.value()) {
        Topology varied = m_document.topology();
        apply(varied, drawing.edit);
        auto plan = bayplan::lower(varied);
        if (!plan) {
            refuse(plan.error());
            return;
        }
        plans.push_back(std::move(plan.value()));
    }
    m_drawings = std::move(drawings.value());
    m_asked = {m_element->currentData().toString().toStdString(), *chosen};
    m_plans.clear();
    m_plot->choose(std::nullopt);
    m_plot->setPoints({}, AxisUnit::Count);
    say({}, false);
    m_stopped = std::make_shared<std::atomic<bool>>(false);
    m_progress->setValue(0);
    m_progress->show();
    m_run->setText(tr("&Stop"));
    const auto replications = static_cast<std::uint32_t>(m_replications->value());
    runInBackground(
        this,
        [plans = std::move(plans), replications, stopped = m_stopped, door = BackDoor(this), bar = m_progress] {
            return sweep(plans, {.replications = replications}, [&](double fraction, const std::string &) {
                door.post([bar, fraction] { bar->setValue(static_cast<int>(fraction * 1000)); });
                return !*stopped;
            });
        },
        [this](std::vector<SweptPlan> answers) { finish(std::move(answers)); });
}

// ---- the answer ----

void WhatIfView::finish(std::vector<SweptPlan> plans)
{
    m_stopped.reset();
    m_progress->hide();
    m_run->setText(tr("&Ask"));
    m_plans = std::move(plans);
    listVariables();
    listFigures();
}

void WhatIfView::listFigures()
{
    const auto before = m_figure->currentText();
    m_figures.clear();
    for (const auto &plan : m_plans) {
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
    showCurve();
}

void WhatIfView::showCurve()
{
    const auto at = static_cast<std::size_t>(std::max(0, m_figure->currentIndex()));
    if (at >= m_figures.size()) {
        m_plot->setPoints({}, AxisUnit::Count);
        if (!m_drawings.empty() && !isRunning()) {
            say(tr("No run came to its end."), true);
        }
        return;
    }
    std::vector<CurvePoint> points;
    for (std::size_t i = 0; i < m_plans.size(); ++i) {
        const auto *swept = findFigure(m_plans[i], m_figures[at]);
        points.push_back({m_drawings[i].value, swept == nullptr ? 0 : swept->figure.value,
                          swept == nullptr ? 0 : swept->figure.halfWidth, swept != nullptr});
    }
    m_plot->setPoints(std::move(points), axisUnitOf(m_figures[at].unit));
    showPoint();
}

/// The container with the highest utilisation there, in words.
QString WhatIfView::busiestAt(std::size_t point) const
{
    const Figure *busiest = nullptr;
    for (const auto &swept : m_plans[point].figures) {
        const bool isBusier = busiest == nullptr || swept.figure.value > busiest->value;
        if (swept.figure.kind == SubjectKind::Container && swept.figure.figure == "utilisation" && isBusier) {
            busiest = &swept.figure;
        }
    }
    if (busiest == nullptr) {
        return {};
    }
    constexpr double nearlyFull = 0.9;
    const auto used = valueText(busiest->value, AxisUnit::Fraction);
    const auto who = QString::fromStdString(busiest->text);
    return busiest->value >= nearlyFull
               ? tr("At %1, %2 is the bottleneck: %3 busy.").arg(m_drawings[point].value, who, used)
               : tr("At %1 nothing is short; %2 is the busiest, %3.").arg(m_drawings[point].value, who, used);
}

void WhatIfView::showPoint()
{
    const auto chosen = m_plot->chosen();
    const bool isThere = chosen && *chosen < m_plans.size();
    m_apply->setEnabled(isThere && !m_document.isReadOnly() && !m_drawings[*chosen].edit.empty());
    if (m_plans.empty()) {
        return;
    }
    if (isThere) {
        say(busiestAt(*chosen), false);
        return;
    }
    const auto full = std::ranges::find_if(m_plans, [](const SweptPlan &plan) {
        return std::ranges::any_of(plan.figures, [](const SweptFigure &swept) {
            return swept.figure.figure == "utilisation" && swept.figure.value >= 0.9;
        });
    });
    say(full == m_plans.end() ? tr("Nothing is short at any of these values. Click on a point to take it over.")
                              : busiestAt(static_cast<std::size_t>(full - m_plans.begin())),
        false);
}

void WhatIfView::applyChosen()
{
    const auto chosen = m_plot->chosen();
    if (!chosen || *chosen >= m_drawings.size()) {
        return;
    }
    // Anew: the drawing may have changed since the question.
    const auto &value = m_drawings[*chosen].value;
    const auto &[id, asked] = m_asked;
    auto drawing = variedDrawings(m_document.topology(), id, asked, value, value, 1);
    if (!drawing) {
        refuse(drawing.error());
        return;
    }
    m_document.push(std::move(drawing.value().front().edit));
}

} // namespace bayplan
