// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/queue_charts.h"

#include "app/desktop/chart_panel.h"
#include "app/desktop/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace bayplan {

namespace {

constexpr std::size_t mostPointsOfQueue = 600;
constexpr Duration rateOver = std::chrono::seconds(1);

/// What a chart of queues can show.
struct QueueQuantity {
    const char *title;
    AxisUnit unit;
    std::uint64_t (*value)(const QueueState &queue);
    bool isRate;
};

constexpr QueueQuantity queueQuantities[] = {
    {QT_TRANSLATE_NOOP("QueueCharts", "Depth"), AxisUnit::Count,
     [](const QueueState &q) { return q.ready + q.reserved + q.delayed; }, false},
    {QT_TRANSLATE_NOOP("QueueCharts", "Age of the oldest"), AxisUnit::Latency,
     [](const QueueState &q) { return static_cast<std::uint64_t>(std::max<std::int64_t>(0, q.oldestAge.count())); },
     false},
    {QT_TRANSLATE_NOOP("QueueCharts", "In flight"), AxisUnit::Count, [](const QueueState &q) { return q.reserved; },
     false},
    {QT_TRANSLATE_NOOP("QueueCharts", "Throughput"), AxisUnit::PerSecond,
     [](const QueueState &q) { return q.completed; }, true},
    {QT_TRANSLATE_NOOP("QueueCharts", "Arrivals"), AxisUnit::PerSecond, [](const QueueState &q) { return q.put; },
     true},
    {QT_TRANSLATE_NOOP("QueueCharts", "Retries"), AxisUnit::PerSecond, [](const QueueState &q) { return q.retried; },
     true},
    {QT_TRANSLATE_NOOP("QueueCharts", "Dead letters"), AxisUnit::Count, [](const QueueState &q) { return q.buried; },
     false},
};

const QueueState *queueAt(const PatternMoment &moment, InstanceIndex queue)
{
    const InstanceMoment *one = momentOf(moment, queue);
    return one == nullptr ? nullptr : patternOf<QueueState>(*one);
}

std::vector<HistoryPoint> pointsOf(const std::vector<PatternMomentPtr> &moments, InstanceIndex queue,
                                   const QueueQuantity &quantity)
{
    std::vector<HistoryPoint> points;
    const std::size_t stride = std::max<std::size_t>(1, moments.size() / mostPointsOfQueue);
    std::size_t from = 0;
    for (std::size_t i = 0; i < moments.size(); ++i) {
        const PatternMoment &moment = *moments[i];
        while (from + 1 < i && moments[from + 1]->time <= moment.time - rateOver)
            ++from;
        if (i % stride != 0 && i + 1 != moments.size())
            continue;
        const QueueState *now = queueAt(moment, queue);
        const QueueState *before = queueAt(*moments[from], queue);
        if (now == nullptr)
            continue;
        double value = static_cast<double>(quantity.value(*now));
        if (quantity.unit == AxisUnit::Latency)
            value *= 1e-9;
        if (quantity.isRate) {
            const double seconds = toSeconds(moment.time - moments[from]->time);
            if (seconds <= 0 || before == nullptr)
                continue;
            value = std::max(0.0, value - static_cast<double>(quantity.value(*before))) / seconds;
        }
        points.push_back({static_cast<float>(toSeconds(moment.time)), static_cast<float>(value)});
    }
    return points;
}

} // namespace

QueueCharts::QueueCharts(QWidget *parent)
    : QWidget(parent), m_choice(new QComboBox(this)), m_panels(new QStackedWidget(this))
{
    m_choice->setAccessibleName(tr("Quantity of the chart"));
    for (const QueueQuantity &quantity : queueQuantities) {
        const QString title = tr(quantity.title);
        m_choice->addItem(title);
        auto *panel = new ChartPanel(title, quantity.unit, ChartPanel::Scale::Linear, this);
        panel->setEmptyText(tr("No queue has said anything yet"));
        connect(panel, &ChartPanel::cursorMoved, this, &QueueCharts::cursorMoved);
        m_panels->addWidget(panel);
    }
    auto *head = new QHBoxLayout;
    head->setContentsMargins(8, 2, 8, 0);
    auto *label = new QLabel(tr("&Over time:"), this);
    label->setBuddy(m_choice);
    head->addWidget(label);
    head->addWidget(m_choice);
    head->addStretch(1);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(head);
    all->addWidget(m_panels, 1);
    connect(m_choice, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_panels->setCurrentIndex(index);
        showLines();
    });
}

ChartPanel *QueueCharts::current() const
{
    return static_cast<ChartPanel *>(m_panels->currentWidget());
}

void QueueCharts::clear()
{
    m_record = nullptr;
    for (int i = 0; i < m_panels->count(); ++i)
        static_cast<ChartPanel *>(m_panels->widget(i))->setLines({});
}

void QueueCharts::showRun(const RunRecord &record, std::optional<double> cursor)
{
    m_record = &record;
    showLines();
    current()->setCursor(cursor);
}

void QueueCharts::showLines()
{
    if (m_record == nullptr)
        return;
    const std::vector<PatternMomentPtr> moments = m_record->patterns().all();
    const Plan &plan = m_record->plan();
    const QueueQuantity &quantity = queueQuantities[m_panels->currentIndex()];
    std::vector<ChartLine> lines;
    for (InstanceIndex index = 0; index < plan.instances.size(); ++index) {
        const auto &machine = plan.instances[index].machine;
        if (!machine || !std::holds_alternative<QueueConfig>(machine->behaviour))
            continue;
        const auto &palette = colours().series;
        lines.push_back({.name = QString::fromStdString(plan.instances[index].name),
                         .colour = palette[lines.size() % palette.size()],
                         .points = pointsOf(moments, index, quantity)});
    }
    const double last = moments.empty() ? 0 : toSeconds(moments.back()->time);
    const bool bounded = m_record->kind() == RunKind::Simulated;
    current()->setTimeRange(0, niceTimeEnd(last, bounded ? toSeconds(plan.duration) : 0));
    current()->setLines(std::move(lines));
}

} // namespace bayplan
