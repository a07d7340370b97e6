// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/queue_view.h"

#include "app/desktop/dead_letters.h"
#include "app/desktop/figure_table.h"
#include "app/desktop/queue_charts.h"
#include "app/desktop/theme.h"

#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace bayplan {

namespace {

QString nameOf(const Plan &plan, InstanceIndex index)
{
    return QString::fromStdString(plan.instances[index].name);
}

/// The queue that a worker serves; itself when its plan does not say.
InstanceIndex queueOfWorker(const Plan &plan, InstanceIndex worker)
{
    const auto &peers = plan.instances[worker].peers;
    return peers.empty() ? worker : peers.front().instance;
}

/// "resize/queue -> publish/queue" where its output goes on.
QString stageText(const Plan &plan, InstanceIndex queue)
{
    const auto &peers = plan.instances[queue].peers;
    return peers.empty() ? QString() : nameOf(plan, peers.front().instance);
}

FigureRow queueRow(const Plan &plan, const InstanceMoment &now, const QueueState &queue, const QueueState &before,
                   Duration between)
{
    const QString name = nameOf(plan, now.instance);
    FigureCell depth = countCell(queue.ready + queue.reserved + queue.delayed);
    if (!now.alive)
        depth.toolTip = QueueView::tr("%1 is down: what it showed last.").arg(name);
    FigureCell dead = countCell(queue.buried, true);
    dead.toolTip =
        QueueView::tr("Given up and still here. Put back: %1, thrown away: %2.").arg(queue.kicked).arg(queue.discarded);
    return {name,
            {{name, {}, {}, now.alive ? QString() : depth.toolTip},
             depth,
             countCell(queue.ready),
             countCell(queue.reserved),
             countCell(queue.delayed),
             figureCell(toSeconds(queue.oldestAge), AxisUnit::Latency),
             figureCell(ratePerSecond(before.completed, queue.completed, between), AxisUnit::PerSecond),
             figureCell(ratePerSecond(before.put, queue.put, between), AxisUnit::PerSecond),
             countCell(queue.completed),
             figureCell(now.sojournP99Seconds, AxisUnit::Latency),
             countCell(queue.retried),
             countCell(queue.expired, true),
             countCell(queue.rejected, true),
             dead,
             {stageText(plan, now.instance), {}}}};
}

FigureRow workerRow(const Plan &plan, const InstanceMoment &now, const WorkerState &worker, const WorkerState &before,
                    Duration between)
{
    const QString name = nameOf(plan, now.instance);
    FigureCell state{now.alive ? now.paused ? QueueView::tr("paused") : QueueView::tr("up") : QueueView::tr("down"),
                     {}};
    if (!now.alive || now.paused)
        state.colour = colours().error;
    return {name,
            {{name, {}},
             {nameOf(plan, queueOfWorker(plan, now.instance)), {}},
             state,
             figureCell(ratePerSecond(before.succeeded, worker.succeeded, between), AxisUnit::PerSecond),
             countCell(now.alive ? now.inService : 0),
             countCell(worker.started),
             countCell(worker.succeeded),
             countCell(worker.failed, true),
             countCell(worker.lost, true)}};
}

template <class State>
State stateBefore(const PatternMoment *before, InstanceIndex instance)
{
    const InstanceMoment *one = before == nullptr ? nullptr : momentOf(*before, instance);
    const State *state = one == nullptr ? nullptr : patternOf<State>(*one);
    return state == nullptr ? State() : *state;
}

} // namespace

QueueView::QueueView(RunSession *session, QWidget *parent) : PatternView(session, parent)
{
    m_queues = new FigureTable({tr("Queue"), tr("Depth"), tr("Ready"), tr("In flight"), tr("Delayed"), tr("Oldest"),
                                tr("Throughput"), tr("Arrivals"), tr("Done"), tr("p99"), tr("Retried"), tr("Expired"),
                                tr("Rejected"), tr("Dead letters"), tr("Next stage")},
                               tr("Work queues"), this);
    m_workers = new FigureTable({tr("Worker"), tr("Queue"), tr("State"), tr("Throughput"), tr("In flight"),
                                 tr("Started"), tr("Done"), tr("Failed"), tr("Too late")},
                                tr("Workers"), this);
    m_workers->setEmptyText(tr("Nobody works here. Link a worker to the queue."));
    m_deadLetters = new DeadLetters(session, this);
    m_charts = new QueueCharts(this);
    connect(m_charts, &QueueCharts::cursorMoved, session, &RunSession::setCursor);
    connect(session, &RunSession::eventsAdded, this, &QueueView::heedEvents);
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->addWidget(makeTables());
    split->addWidget(m_charts);
    split->setChildrenCollapsible(false);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    setContent(split, tr("No work queue in this run. Drag \"Work queue\" from the palette, link a worker to it and "
                         "press Space."));
}

/// A queue that could not do what it was told says so in an event.
void QueueView::heedEvents(int first)
{
    const auto &events = record()->events();
    for (auto i = static_cast<std::size_t>(std::max(first, 0)); i < events.size(); ++i)
        if (events[i].kind == "order-failed")
            m_deadLetters->say(QString::fromStdString(events[i].subject + ": " + events[i].text));
}

QWidget *QueueView::makeTables()
{
    auto *tabs = new QTabWidget(this);
    tabs->setDocumentMode(true);
    tabs->addTab(m_workers, tr("Workers"));
    tabs->addTab(m_deadLetters, tr("Dead letters"));
    connect(m_deadLetters, &DeadLetters::countChanged, tabs, [this, tabs](std::uint64_t count) {
        tabs->setTabText(tabs->indexOf(m_deadLetters),
                         count == 0 ? tr("Dead letters") : tr("Dead letters: %1").arg(count));
    });
    auto *tables = new QSplitter(Qt::Vertical, this);
    tables->addWidget(m_queues);
    tables->addWidget(tabs);
    tables->setChildrenCollapsible(false);
    tables->setStretchFactor(0, 1);
    tables->setStretchFactor(1, 2);
    return tables;
}

/// Now, those that were asked for; of an earlier instant the newest of then.
QueueLetters QueueView::lettersOf(InstanceIndex index, const QueueState &then) const
{
    const SnapshotPtr now = session()->snapshot();
    const QueueState *shown = nullptr;
    if (!shownTime() && now && index < now->instances.size())
        shown = std::get_if<QueueState>(&now->instances[index].machine.pattern);
    const QueueState &queue = shown != nullptr ? *shown : then;
    return {record()->plan().instances[index].name, queue.buried, queue.deadLetters, queue.olderLetters, index};
}

void QueueView::runChanged()
{
    m_charts->clear();
}

bool QueueView::refresh()
{
    const PatternMomentPtr now = moment();
    const Plan &plan = record()->plan();
    const bool has = std::ranges::any_of(plan.instances, [](const InstancePlan &instance) {
        return instance.machine && std::holds_alternative<QueueConfig>(instance.machine->behaviour);
    });
    if (!has)
        return false;
    if (now)
        showMoment(*now);
    m_charts->showRun(*record(), session()->cursor());
    return true;
}

void QueueView::showMoment(const PatternMoment &now)
{
    const Plan &plan = record()->plan();
    const PatternMomentPtr before = momentBefore(now);
    const Duration between = before ? now.time - before->time : Duration(0);
    std::vector<FigureRow> queues, workers;
    std::vector<QueueLetters> letters;
    for (const InstanceMoment &one : now.instances) {
        if (const auto *worker = patternOf<WorkerState>(one))
            workers.push_back(
                workerRow(plan, one, *worker, stateBefore<WorkerState>(before.get(), one.instance), between));
        const auto *queue = patternOf<QueueState>(one);
        if (queue == nullptr)
            continue;
        queues.push_back(queueRow(plan, one, *queue, stateBefore<QueueState>(before.get(), one.instance), between));
        letters.push_back(lettersOf(one.instance, *queue));
    }
    m_queues->setRows(std::move(queues));
    m_workers->setRows(std::move(workers));
    m_deadLetters->setLetters(std::move(letters), !shownTime());
}

} // namespace bayplan
