// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/what_if_view.h"

#include "app/desktop/background_task.h"
#include "app/desktop/curve_plot.h"
#include "app/desktop/document_session.h"
#include "app/desktop/heat_map.h"
#include "app/desktop/plain_tip.h"
#include "app/desktop/selection.h"
#include "app/desktop/sentences.h"
#include "app/desktop/theme.h"
#include "app/desktop/what_if_axis_row.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace bayplan {

WhatIfView::WhatIfView(DocumentSession &document, Selection &selection, QWidget *parent)
    : QWidget(parent), m_document(document), m_selection(selection), m_first(new WhatIfAxisRow(document, false, this)),
      m_second(new WhatIfAxisRow(document, true, this)), m_hasSecond(new QCheckBox(tr("and &also"), this)),
      m_replications(new QSpinBox(this)), m_run(new QPushButton(tr("&Ask"), this)), m_figure(new QComboBox(this)),
      m_picture(new QComboBox(this)), m_words(new QLabel(this)), m_apply(new QPushButton(this)),
      m_progress(new QProgressBar(this)), m_pictures(new QStackedWidget(this)), m_plot(new CurvePlot(this)),
      m_field(new HeatMap(this))
{
    setFocusProxy(m_first->first());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 4, 8, 4);
    column->setSpacing(4);
    buildQuestion(*column);
    buildAnswer(*column);
    connectParts();
}

WhatIfView::~WhatIfView()
{
    if (m_stopped) {
        *m_stopped = true;
    }
}

void WhatIfView::buildQuestion(QVBoxLayout &column)
{
    auto *one = new QHBoxLayout;
    auto *two = new QHBoxLayout;
    auto *label = new QLabel(tr("What if"), this);
    auto *runs = new QLabel(tr("runs of each"), this);
    label->setBuddy(m_first->first());
    runs->setBuddy(m_replications);
    m_hasSecond->setToolTip(tr("Varies a second value at the same time: every combination is simulated"));
    m_replications->setRange(2, 100);
    m_replications->setValue(5);
    m_replications->setToolTip(
        tr("How often each value is simulated, with other seeds: more make the intervals narrower."));
    one->addWidget(label);
    one->addWidget(m_first, 1);
    one->addWidget(m_run);
    two->addWidget(m_hasSecond);
    two->addStretch(1);
    two->addWidget(runs);
    two->addWidget(m_replications);
    m_second->hide();
    column.addLayout(one);
    column.addLayout(two);
    column.addWidget(m_second); // a line of its own: both beside one another are too wide for a small window
}

void WhatIfView::buildAnswer(QVBoxLayout &column)
{
    auto *row = new QHBoxLayout;
    for (auto *box : {m_figure, m_picture}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(box == m_figure ? 12 : 6);
    }
    m_figure->setAccessibleName(tr("Figure that is drawn"));
    m_picture->setAccessibleName(tr("How it is drawn"));
    m_picture->addItems({tr("Curves"), tr("Field")});
    m_picture->hide();
    m_words->setWordWrap(true);
    m_words->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_apply->setText(tr("Use this &value"));
    m_apply->setEnabled(false);
    m_progress->setRange(0, 1000);
    m_progress->hide();
    row->addWidget(m_figure, 2);
    row->addWidget(m_picture, 0);
    row->addWidget(m_words, 5);
    row->addWidget(m_progress, 2);
    row->addWidget(m_apply);
    m_plot->setEmptyText(tr("Choose what is varied and ask: each value is simulated several times, and its curve is "
                            "drawn here with intervals. The drawing itself stays as it is."));
    m_pictures->addWidget(m_plot);
    m_pictures->addWidget(m_field);
    column.addLayout(row);
    column.addWidget(m_pictures, 1);
}

void WhatIfView::connectParts()
{
    for (auto *row : {m_first, m_second}) {
        connect(row, &WhatIfAxisRow::changed, this, &WhatIfView::enableAsking);
        connect(row, &WhatIfAxisRow::asked, this, [this] {
            if (!isRunning()) {
                start();
            }
        });
    }
    connect(m_hasSecond, &QCheckBox::toggled, this, [this](bool on) {
        m_second->setVisible(on);
        if (on) {
            m_second->listElements();
        }
        enableAsking();
    });
    connect(m_figure, &QComboBox::currentIndexChanged, this, &WhatIfView::showCurves);
    connect(m_picture, &QComboBox::currentIndexChanged, this,
            [this](int index) { m_pictures->setCurrentIndex(index); });
    connect(m_run, &QPushButton::clicked, this, &WhatIfView::startOrStop);
    connect(m_apply, &QPushButton::clicked, this, &WhatIfView::applyChosen);
    // One choice, whichever picture it was made in.
    connect(m_plot, &CurvePlot::chosenChanged, this, [this] {
        const auto chosen = m_plot->chosen();
        m_field->choose(chosen && isTwofold() ? std::optional(HeatMap::Cell{*chosen, m_plot->chosenCurve()})
                                              : std::nullopt);
        showPoint();
    });
    connect(m_field, &HeatMap::chosenChanged, this, [this] {
        if (const auto cell = m_field->chosen()) {
            m_plot->choose(cell->first, cell->second);
        } else if (isTwofold()) {
            m_plot->choose(std::nullopt);
        }
    });
    connect(&m_selection, &Selection::changed, this, &WhatIfView::followSelection);
    connect(&m_document, &DocumentSession::reset, this, &WhatIfView::listElements);
    connect(&m_document, &DocumentSession::changed, this, &WhatIfView::listElements);
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
    m_first->listElements();
    if (m_hasSecond->isChecked()) {
        m_second->listElements();
    }
}

void WhatIfView::followSelection()
{
    if (!isRunning()) {
        m_first->setElement(m_selection.single());
    }
}

void WhatIfView::enableAsking()
{
    m_run->setEnabled(isRunning() || !question().empty());
}

/// Empty when something in it has nothing to vary.
std::vector<WhatIfAxis> WhatIfView::question() const
{
    std::vector<WhatIfAxis> axes;
    for (const auto *row : {m_first, m_second}) {
        if (row == m_second && !m_hasSecond->isChecked()) {
            continue;
        }
        const auto axis = row->axis();
        if (!axis) {
            return {};
        }
        axes.push_back(*axis);
    }
    return axes;
}

void WhatIfView::say(const QString &sentence, bool isError)
{
    m_words->setText(sentence);
    m_words->setToolTip(plainTip(sentence));
    m_words->setStyleSheet(isError ? QStringLiteral("color: %1;").arg(colours().error.name()) : QString());
}

void WhatIfView::startOrStop()
{
    if (isRunning()) {
        *m_stopped = true;
    } else {
        start();
    }
}

/// All of it in the background: making the variations of a large drawing takes its time, too.
void WhatIfView::start()
{
    auto axes = question();
    if (axes.empty()) {
        return;
    }
    m_asked = axes;
    m_answer = {};
    m_plot->choose(std::nullopt);
    m_plot->setPoints({}, AxisUnit::Count);
    m_field->setCurves({}, AxisUnit::Count);
    m_apply->setEnabled(false);
    say({}, false);
    m_stopped = std::make_shared<std::atomic<bool>>(false);
    m_since.start();
    m_progress->show();
    showProgress(0);
    m_run->setText(tr("&Stop"));
    const auto replications = static_cast<std::uint32_t>(m_replications->value());
    runInBackground(
        this,
        [axes = std::move(axes), topology = m_document.topology(), replications, stopped = m_stopped,
         door = BackDoor(this), this] {
            return answerWhatIf(topology, axes, replications, [&](double fraction, const std::string &) {
                door.post([this, fraction] { showProgress(fraction); });
                return !*stopped;
            });
        },
        [this](Result<WhatIfAnswer> answer) { finish(std::move(answer)); });
}

void WhatIfView::showProgress(double fraction)
{
    if (!isRunning()) {
        return; // told before it ended, heard after
    }
    m_progress->setValue(static_cast<int>(fraction * 1000));
    const double passed = static_cast<double>(m_since.elapsed()) / 1000;
    const bool isKnown = fraction > 0.02 && passed > 0.5;
    m_progress->setFormat(isKnown ? tr("%p %, %1 left").arg(runTimeText(passed * (1 - fraction) / fraction, false))
                                  : tr("%p %"));
}

void WhatIfView::finish(Result<WhatIfAnswer> answer)
{
    m_stopped.reset();
    m_progress->hide();
    m_run->setText(tr("&Ask"));
    enableAsking();
    if (!answer)
        return say(sentences(answer.error()), true);
    m_answer = std::move(*answer);
    m_picture->setVisible(isTwofold());
    m_pictures->setCurrentIndex(isTwofold() ? m_picture->currentIndex() : 0);
    listFigures();
}

} // namespace bayplan
