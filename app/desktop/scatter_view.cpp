// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/scatter_view.h"

#include "app/desktop/coverage_label.h"
#include "app/desktop/nice_axis.h"
#include "app/desktop/straggler_plot.h"
#include "app/desktop/theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QSplitter>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>

namespace bayplan {

namespace {

QString countText(std::uint64_t count)
{
    return valueText(static_cast<double>(count), AxisUnit::Count);
}

QString wholePercent(double fraction)
{
    return ScatterView::tr("%L1 %").arg(fraction * 100, 0, 'f', fraction > 0 && fraction < 0.1 ? 1 : 0);
}

void setNumber(QTreeWidgetItem *item, int column, const QString &text, bool alarms = false)
{
    item->setText(column, text);
    item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    item->setForeground(column, alarms ? QBrush(colours().error) : QBrush(colours().text));
}

void setLatencies(QTreeWidgetItem *item, const CallFigures &calls)
{
    const auto text = [&](double seconds) {
        return calls.hasLatency ? valueText(seconds, AxisUnit::Latency) : QString();
    };
    setNumber(item, ScatterView::P50, text(calls.p50Seconds));
    setNumber(item, ScatterView::P95, text(calls.p95Seconds));
    setNumber(item, ScatterView::P99, text(calls.p99Seconds));
}

std::uint64_t waitedFor(const ScatterState &state)
{
    return std::accumulate(state.shards.begin(), state.shards.end(), std::uint64_t{0},
                           [](std::uint64_t sum, const ShardState &shard) { return sum + shard.last; });
}

double lastFraction(const ScatterState &state, const ShardState &shard)
{
    const std::uint64_t all = waitedFor(state);
    return all > 0 ? static_cast<double>(shard.last) / static_cast<double>(all) : 0;
}

} // namespace

QString scatterSummary(const QString &name, const ScatterState &state, HedgeMode hedge)
{
    QStringList lines;
    const double requests = std::max(1.0, static_cast<double>(state.requests));
    lines += ScatterView::tr("%1: %2 requests; %3 whole, %4 partial (%5), %6 with too few parts.")
                 .arg(name, countText(state.requests), countText(state.whole), countText(state.partial),
                      wholePercent(static_cast<double>(state.partial) / requests), countText(state.tooFew));
    if (state.partial + state.tooFew > 0 && !state.lastGap.empty())
        lines += ScatterView::tr("The last part that lacked: %1.").arg(QString::fromStdString(state.lastGap));
    const auto slowest = std::ranges::max_element(state.shards, {}, &ShardState::last);
    if (slowest != state.shards.end() && slowest->last > 0)
        lines += ScatterView::tr("Answers wait for %1 most often: %2 of them.")
                     .arg(QString::fromStdString(slowest->name), wholePercent(lastFraction(state, *slowest)));
    if (hedge == HedgeMode::None)
        lines += ScatterView::tr("Nobody is asked twice: hedging is off.");
    else if (hedge == HedgeMode::Tied)
        lines += ScatterView::tr("Tied questions: %1 second ones sent, %2 answered first.")
                     .arg(countText(state.hedgesSent), countText(state.hedgesWon));
    else
        lines += ScatterView::tr("Hedges: %1 sent, %2 answered first, %3 not sent for want of budget.")
                     .arg(countText(state.hedgesSent), countText(state.hedgesWon), countText(state.hedgesDenied));
    QStringList rare;
    for (const auto &[count, text] : {std::pair(state.mergesFailed, ScatterView::tr("failed merges: %1")),
                                      std::pair(state.canariesFailed, ScatterView::tr("failed canaries: %1")),
                                      std::pair(state.shed, ScatterView::tr("shed: %1")),
                                      std::pair(state.abandoned, ScatterView::tr("left by their callers: %1")),
                                      std::pair(state.late, ScatterView::tr("answers that came too late: %1"))})
        if (count > 0)
            rare += text.arg(countText(count));
    if (!rare.isEmpty())
        lines += ScatterView::tr("Also %1.").arg(rare.join(QStringLiteral(", ")));
    return lines.join(QLatin1Char(' '));
}

ScatterView::ScatterView(RunSession *session, QWidget *parent) : PatternView(session, parent)
{
    m_tree = new QTreeWidget(this);
    m_tree->setAccessibleName(tr("Who asks whom"));
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setAlternatingRowColors(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setHeaderLabels({tr("Container"), tr("Asked"), tr("p50"), tr("p95"), tr("p99"), tr("Last"), tr("Missing"),
                             tr("Asked again"), tr("Again first"), tr("Failed"), tr("Late")});
    const QString tips[columnCount] = {{},
                                       tr("Of a root: requests; of a leaf: questions to it"),
                                       tr("Half of its answers were quicker"),
                                       {},
                                       {},
                                       tr("How many whole answers had to wait for it longest"),
                                       tr("Answers given without it"),
                                       tr("Hedges: questions sent a second time"),
                                       tr("How often the second question was answered first"),
                                       tr("Calls that failed or timed out"),
                                       tr("Answers that came when nobody waited for them any more")};
    for (int column = 0; column < columnCount; ++column) {
        m_tree->headerItem()->setToolTip(column, tips[column]);
        if (column > 0)
            m_tree->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    }
    m_tree->header()->setStretchLastSection(false);
    m_summary = new QLabel(this);
    m_summary->setWordWrap(true);
    m_summary->setMargin(6);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_plot = new StragglerPlot(this);
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(m_plot);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto *right = new QWidget(this);
    auto *column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *coverage = new CoverageLabel(session, CoverageLabel::Counts::OfLives, right);
    coverage->setContentsMargins(6, 4, 6, 0);
    column->addWidget(coverage);
    column->addWidget(m_summary);
    column->addWidget(scroll, 1);
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->addWidget(m_tree);
    split->addWidget(right);
    split->setChildrenCollapsible(false);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    setContent(split, tr("No scatter/gather in this run. Drag \"Scatter and gather\" from the palette, link its root to "
                         "leaves and press Space."));
    connect(m_tree, &QTreeWidget::currentItemChanged, this, [this] { refreshSoon(); });
    runChanged();
}

QString ScatterView::summary() const
{
    return m_summary->text();
}

QString ScatterView::nameOf(const ScatterNode &node) const
{
    if (node.peer == noPeer)
        return QString::fromStdString(record()->plan().instances[node.root].name);
    const Plan &plan = record()->plan();
    const InstancePlan &asked = plan.instances[node.answers];
    const bool isFront = asked.machine && std::holds_alternative<FrontConfig>(asked.machine->behaviour);
    if (!isFront || asked.peers.empty())
        return QString::fromStdString(asked.name);
    // Of all replicas at once: the pod's name without a number.
    return QString::fromStdString(drawnNameOf(plan, plan.instances[asked.peers.front().instance]));
}

void ScatterView::runChanged()
{
    m_nodes = record() == nullptr ? std::vector<ScatterNode>() : scatterNodes(record()->plan());
    m_tree->clear();
    m_items.assign(m_nodes.size(), nullptr);
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        if (m_items[i] == nullptr)
            m_items[i] = new QTreeWidgetItem(m_tree);
        m_items[i]->setText(Name, m_nodes[i].isMerge ? tr("%1 (merge)").arg(nameOf(m_nodes[i])) : nameOf(m_nodes[i]));
        for (const std::size_t below : m_nodes[i].below)
            m_items[below] = new QTreeWidgetItem(m_items[i]);
    }
    m_tree->expandAll();
    m_isSized = false;
    if (!m_items.empty())
        m_tree->setCurrentItem(m_items.front());
}

bool ScatterView::refresh()
{
    if (m_nodes.empty())
        return false;
    if (const PatternMomentPtr now = moment()) {
        for (std::size_t i = 0; i < m_nodes.size(); ++i)
            showNode(*now, i);
        showChosen(*now);
    }
    // Never narrower again: columns that jump with every figure cannot be read.
    for (int column = 0; column < columnCount; ++column) {
        const int before = m_tree->columnWidth(column);
        m_tree->resizeColumnToContents(column);
        if (m_tree->columnWidth(column) < before && m_isSized)
            m_tree->setColumnWidth(column, before);
    }
    m_isSized = true;
    return true;
}

void ScatterView::showNode(const PatternMoment &now, std::size_t number)
{
    const ScatterNode &node = m_nodes[number];
    QTreeWidgetItem *item = m_items[number];
    const InstanceMoment *root = momentOf(now, node.root);
    if (root == nullptr)
        return;
    if (node.peer == noPeer)
        return showTop(item, *root);
    const CallFigures calls = node.peer < root->calls.size() ? root->calls[node.peer] : CallFigures();
    setLatencies(item, calls);
    setNumber(item, Failed, countText(calls.failed + calls.timedOut), calls.failed + calls.timedOut > 0);
    setNumber(item, Late, countText(calls.late));
    const auto *state = patternOf<ScatterState>(*root);
    if (node.isMerge || state == nullptr || node.shard >= state->shards.size())
        return setNumber(item, Asked, countText(calls.sent));
    const ShardState &shard = state->shards[node.shard];
    setNumber(item, Asked, countText(shard.asked));
    setNumber(item, Last, tr("%1 (%2)").arg(countText(shard.last), wholePercent(lastFraction(*state, shard))));
    setNumber(item, Missing, countText(shard.missing), shard.missing > 0);
    setNumber(item, Hedged, countText(shard.hedged));
    setNumber(item, Won, countText(shard.hedgesWon));
}

void ScatterView::showTop(QTreeWidgetItem *item, const InstanceMoment &root) const
{
    const auto *state = patternOf<ScatterState>(root);
    if (state == nullptr)
        return;
    setNumber(item, Asked, countText(state->requests));
    setNumber(item, Missing, countText(state->partial + state->tooFew), state->partial + state->tooFew > 0);
    item->setToolTip(Missing, tr("Answers that were partial, or had too few parts"));
    setNumber(item, Hedged, countText(state->hedgesSent));
    setNumber(item, Won, countText(state->hedgesWon));
    setNumber(item, Failed, countText(state->tooFew + state->mergesFailed + state->canariesFailed + state->shed),
              state->tooFew + state->mergesFailed + state->canariesFailed + state->shed > 0);
    setNumber(item, Late, countText(state->late));
}

/// A leaf that is chosen stands for who asks it; a parent for itself.
std::optional<InstanceIndex> ScatterView::chosenRoot() const
{
    const auto found = std::ranges::find(m_items, m_tree->currentItem());
    if (found == m_items.end())
        return m_nodes.empty() ? std::nullopt : std::optional(m_nodes.front().root);
    const ScatterNode &node = m_nodes[static_cast<std::size_t>(found - m_items.begin())];
    return node.below.empty() ? node.root : m_nodes[node.below.front()].root;
}

void ScatterView::showRoot(const QString &instance)
{
    for (std::size_t i = 0; i < m_nodes.size(); ++i)
        if (!m_nodes[i].below.empty() &&
            QString::fromStdString(record()->plan().instances[m_nodes[m_nodes[i].below.front()].root].name) == instance)
            return m_tree->setCurrentItem(m_items[i]);
}

void ScatterView::showChosen(const PatternMoment &now)
{
    const auto root = chosenRoot();
    const InstanceMoment *shown = root ? momentOf(now, *root) : nullptr;
    const auto *state = shown == nullptr ? nullptr : patternOf<ScatterState>(*shown);
    if (state == nullptr)
        return;
    const InstancePlan &plan = record()->plan().instances[*root];
    const auto &config = std::get<ScatterConfig>(plan.machine->behaviour);
    m_summary->setText(scatterSummary(QString::fromStdString(plan.name), *state, config.hedge));
    std::vector<StragglerBar> bars;
    for (const ScatterNode &node : m_nodes) {
        const bool isFirst = node.root == *root && node.peer != noPeer && !node.isMerge;
        if (!isFirst || node.shard >= state->shards.size() || node.shard != bars.size())
            continue;
        const ShardState &shard = state->shards[node.shard];
        const CallFigures calls = node.peer < shown->calls.size() ? shown->calls[node.peer] : CallFigures();
        const QString name = nameOf(node);
        bars.push_back(
            {name, calls.p50Seconds, calls.p95Seconds, calls.p99Seconds, calls.mostSeconds, lastFraction(*state, shard),
             toSeconds(shard.hedgeAfter), calls.hasLatency,
             tr("%1: p50 %2, p95 %3, p99 %4, slowest %5; waited for last in %6 of the whole answers")
                 .arg(name, valueText(calls.p50Seconds, AxisUnit::Latency),
                      valueText(calls.p95Seconds, AxisUnit::Latency), valueText(calls.p99Seconds, AxisUnit::Latency),
                      valueText(calls.mostSeconds, AxisUnit::Latency), wholePercent(lastFraction(*state, shard)))});
        if (shard.hedgeAfter > Duration(0))
            bars.back().toolTip +=
                tr("; asked again after %1").arg(valueText(toSeconds(shard.hedgeAfter), AxisUnit::Latency));
    }
    m_plot->setBars(std::move(bars));
}

} // namespace bayplan
