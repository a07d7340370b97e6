// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/queue_view.h"

#include "app/desktop/figure_table.h"
#include "app/desktop/nice_axis.h"
#include "app/desktop/run_session.h"
#include "app/desktop/theme.h"

#include <QLabel>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace bayplan {

namespace {

QWidget *titled(const QString &title, QWidget *content, QWidget *parent)
{
    auto *box = new QWidget(parent);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *label = new QLabel(title, box);
    label->setContentsMargins(8, 3, 8, 2);
    QFont bold = label->font();
    bold.setBold(true);
    label->setFont(bold);
    column->addWidget(label);
    column->addWidget(content, 1);
    return box;
}

FigureCell count(std::uint64_t value)
{
    return figureCell(valueText(static_cast<double>(value), AxisUnit::Count), static_cast<double>(value));
}

FigureCell alarming(std::uint64_t value)
{
    FigureCell cell = count(value);
    if (value > 0)
        cell.colour = colours().error;
    return cell;
}

FigureRow queueRow(const QString &name, const QueueState &queue, const WindowFigures &figures)
{
    const double oldest = toSeconds(queue.oldestAge);
    return {name,
            {{name, {}},
             count(queue.ready + queue.reserved + queue.delayed),
             count(queue.ready),
             count(queue.reserved),
             count(queue.delayed),
             figureCell(valueText(oldest, AxisUnit::Latency), oldest),
             figureCell(valueText(figures.throughputPerSecond, AxisUnit::PerSecond), figures.throughputPerSecond),
             count(queue.completed),
             count(queue.retried),
             alarming(queue.expired),
             alarming(queue.rejected),
             alarming(queue.buried)}};
}

FigureRow workerRow(const QString &name, const WorkerState &worker, const WindowFigures &figures)
{
    return {name,
            {{name, {}},
             figureCell(valueText(figures.throughputPerSecond, AxisUnit::PerSecond), figures.throughputPerSecond),
             count(worker.started),
             count(worker.succeeded),
             alarming(worker.failed),
             alarming(worker.lost)}};
}

} // namespace

QueueView::QueueView(RunSession *session, QWidget *parent) : QWidget(parent), m_session(session)
{
    m_queues = new FigureTable({tr("Queue"), tr("Depth"), tr("Ready"), tr("In flight"), tr("Delayed"), tr("Oldest"),
                                tr("Throughput"), tr("Done"), tr("Retried"), tr("Expired"), tr("Rejected"),
                                tr("Dead letters")},
                               tr("Work queues"), this);
    m_queues->setEmptyText(
        tr("No work queue in this run. Drag \"Work queue\" from the palette, link a worker to it and press Space."));
    m_workers = new FigureTable({tr("Worker"), tr("Rate"), tr("Started"), tr("Done"), tr("Failed"), tr("Too late")},
                                tr("Workers"), this);
    m_workers->setEmptyText(tr("No worker in this run"));
    m_deadLetters =
        new FigureTable({tr("Queue"), tr("Task"), tr("Attempts"), tr("Last error")}, tr("Dead letters"), this);
    m_deadLetters->setEmptyText(tr("No task was given up"));
    auto *lower = new QSplitter(Qt::Horizontal, this);
    lower->addWidget(titled(tr("Workers"), m_workers, lower));
    lower->addWidget(titled(tr("Dead letters, newest"), m_deadLetters, lower));
    auto *split = new QSplitter(Qt::Vertical, this);
    split->addWidget(titled(tr("Work queues"), m_queues, split));
    split->addWidget(lower);
    split->setChildrenCollapsible(false);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(split);
    connect(m_session, &RunSession::runChanged, this, &QueueView::refresh);
    connect(m_session, &RunSession::snapshotChanged, this, &QueueView::refresh);
    connect(&Theme::instance(), &Theme::changed, this, &QueueView::refresh);
}

void QueueView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void QueueView::refresh()
{
    if (!isVisible())
        return;
    std::vector<FigureRow> queues, workers, dead;
    const RunRecord *record = m_session->record();
    const SnapshotPtr snapshot = m_session->snapshot();
    if (record && snapshot) {
        const auto latest = record->read([](const RunHistory &history) { return history.latest(); });
        const std::size_t instances = std::min(latest.size(), snapshot->instances.size());
        for (std::size_t i = 0; i < instances; ++i) {
            const QString name = QString::fromStdString(record->plan().instances[i].name);
            const PatternState &pattern = snapshot->instances[i].machine.pattern;
            if (const auto *worker = std::get_if<WorkerState>(&pattern))
                workers.push_back(workerRow(name, *worker, latest[i]));
            const auto *queue = std::get_if<QueueState>(&pattern);
            if (!queue)
                continue;
            queues.push_back(queueRow(name, *queue, latest[i]));
            for (const DeadLetter &letter : queue->deadLetters)
                dead.push_back({QStringLiteral("%1 %2").arg(name).arg(letter.task),
                                {{name, {}},
                                 count(letter.task),
                                 count(letter.attempts),
                                 {QString::fromStdString(letter.error), {}}}});
        }
    }
    m_queues->setRows(std::move(queues));
    m_workers->setRows(std::move(workers));
    m_deadLetters->setRows(std::move(dead));
}

} // namespace bayplan
