// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/compare_view.h"

#include "app/desktop/figure_table.h"
#include "app/desktop/nice_axis.h"
#include "app/desktop/run_session.h"
#include "app/desktop/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

#include <cmath>

namespace bayplan {

namespace {

FigureCell value(double number, const std::string &unit)
{
    if (unit == "s")
        return figureCell(valueText(number, AxisUnit::Latency), number);
    if (unit == "/s")
        return figureCell(valueText(number, AxisUnit::PerSecond), number);
    if (unit == "%")
        return figureCell(valueText(number / 100, AxisUnit::Fraction), number);
    const QString words = valueText(number, AxisUnit::Count);
    return figureCell(unit.empty() ? words : words + QLatin1Char(' ') + QString::fromStdString(unit), number);
}

FigureCell errorCell(const std::optional<double> &relative)
{
    if (!relative)
        return figureCell(QStringLiteral("–"), -1);
    const double size = std::abs(*relative);
    const QString sign = *relative > 0 ? QStringLiteral("+") : QString();
    FigureCell cell = figureCell(sign + QLocale().toString(*relative * 100, 'f', 1) + QStringLiteral(" %"), size);
    cell.colour = size < 0.1 ? colours().good : size < 0.3 ? colours().warning : colours().error;
    return cell;
}

} // namespace

CompareView::CompareView(RunSession *session, QWidget *parent)
    : QWidget(parent), m_session(session), m_first(new QComboBox(this)), m_second(new QComboBox(this)),
      m_summary(new QLabel(this))
{
    m_table = new FigureTable({tr("Subject"), tr("Figure"), tr("First"), tr("Second"), tr("Relative error")},
                              tr("Two runs compared"), this);
    m_table->setEmptyText(
        tr("Simulate and deploy the same drawing: prediction and measurement stand here side by side."));
    m_first->setAccessibleName(tr("First run"));
    m_second->setAccessibleName(tr("Second run"));
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(8, 3, 6, 3);
    head->addWidget(m_first);
    head->addWidget(new QLabel(tr("against"), this));
    head->addWidget(m_second);
    head->addSpacing(12);
    head->addWidget(m_summary, 1);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(head);
    all->addWidget(m_table, 1);
    for (QComboBox *box : {m_first, m_second}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        connect(box, &QComboBox::activated, this, [this] {
            m_chosenByHand = true;
            refresh();
        });
    }
    m_timer.setInterval(2000);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (m_session->isLive(RunKind::Simulated) || m_session->isLive(RunKind::Deployed))
            refresh();
    });
    m_timer.start();
    connect(m_session, &RunSession::runChanged, this, &CompareView::listRuns);
    connect(m_session, &RunSession::finished, this, &CompareView::refresh);
    listRuns();
}

std::vector<const RunRecord *> CompareView::runs() const
{
    std::vector<const RunRecord *> all;
    for (const auto &earlier : m_session->earlier())
        all.push_back(earlier.get());
    for (const RunKind kind : {RunKind::Simulated, RunKind::Deployed})
        if (const RunRecord *record = m_session->record(kind))
            all.push_back(record);
    return all;
}

/// The last simulated against the last deployed, until somebody chooses; else the last two.
void CompareView::listRuns()
{
    const std::vector<const RunRecord *> all = runs();
    const auto number = [](const RunRecord *record) { return record ? record->number() : -1; };
    int first = m_chosenByHand ? m_first->currentData().toInt() : number(m_session->record(RunKind::Simulated));
    int second = m_chosenByHand ? m_second->currentData().toInt() : number(m_session->record(RunKind::Deployed));
    if (second < 0 && all.size() > 1)
        second = all[all.size() - 2]->number();
    if (first < 0 && !all.empty())
        first = all.front()->number();
    for (QComboBox *box : {m_first, m_second}) {
        box->clear();
        for (const RunRecord *record : all)
            box->addItem(record->title(), record->number());
        box->setCurrentIndex(box->findData(box == m_first ? first : second));
        box->setEnabled(all.size() > 1);
    }
    refresh();
}

const RunRecord *CompareView::chosen(const QComboBox *box) const
{
    for (const RunRecord *record : runs())
        if (box->currentIndex() >= 0 && record->number() == box->currentData().toInt())
            return record;
    return nullptr;
}

void CompareView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void CompareView::refresh()
{
    if (!isVisible())
        return;
    const RunRecord *a = chosen(m_first), *b = chosen(m_second);
    std::vector<FigureRow> rows;
    int near = 0, judged = 0;
    if (a && b && a != b)
        for (const ComparedFigure &figure : compareReports(a->report(), b->report())) {
            const QString subject = QString::fromStdString(figure.subject),
                          name = QString::fromStdString(figure.figure);
            rows.push_back({subject + QLatin1Char(' ') + name,
                            {{subject, {}},
                             {name, {}},
                             value(figure.a, figure.unit),
                             value(figure.b, figure.unit),
                             errorCell(figure.relativeError)}});
            if (figure.relativeError) {
                ++judged;
                near += std::abs(*figure.relativeError) < 0.1 ? 1 : 0;
            }
        }
    m_summary->setText(rows.empty() ? QString() : tr("%1 of %2 figures within 10 %").arg(near).arg(judged));
    m_table->setRows(std::move(rows));
}

} // namespace bayplan
